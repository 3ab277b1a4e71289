/* Dopants: diffusivity, solubility and the surface against their sources. */
#include "fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double kelvin(double temp_c)
{
    return temp_c + KILN_ZERO_C_K;
}

static double intrinsic_d(const char *set, kiln_dopant dopant, double temp_c)
{
    return kiln_diffusivity_value(
        kiln_diffusivity_at(set_named(set), dopant, kelvin(temp_c), NULL), 1.0);
}

/* Goal: the ratio of every intrinsic diffusivity to its source is 1, to the figures the
 * published table prints, at 900 to 1100 C. Why: junction depths are no better than these. */
static void intrinsic_diffusivities_are_those_of_their_sources(void **state)
{
    static const struct {
        const char *dopant, *source, *set;
        kiln_dopant value;
        int figures; /* three where the energies were turned from kcal/mol */
    } MATCH[] = {
        {"B", "Selberherr84", "kiln", KILN_BORON, 4},
        {"P", "SUPREM4GS", "kiln", KILN_PHOSPHORUS, 4},
        {"Sb", "SUPREM4GS", "kiln", KILN_ANTIMONY, 4},
        {"B", "SUPREM4GS", "supremiv", KILN_BORON, 4},
        {"P", "SUPREM4GS", "supremiv", KILN_PHOSPHORUS, 4},
        {"As", "SUPREM4GS", "supremiv", KILN_ARSENIC, 4},
        {"Sb", "SUPREM4GS", "supremiv", KILN_ANTIMONY, 4},
        {"B", "Pichler2004(5.14)", "pichler", KILN_BORON, 4},
        {"P", "Pichler2004(5.26)", "pichler", KILN_PHOSPHORUS, 4},
        {"As", "Pichler2004(5.30)", "pichler", KILN_ARSENIC, 4},
        {"Sb", "Pichler2004(5.34)", "pichler", KILN_ANTIMONY, 4},
        {"B", "TSUPREM4_A3", "tsuprem4", KILN_BORON, 4},
        {"P", "TSUPREM4_A3", "tsuprem4", KILN_PHOSPHORUS, 4},
        {"As", "TSUPREM4_A3(um2/min reading)", "tsuprem4", KILN_ARSENIC, 4},
        {"B", "Fuller1956", "textbook", KILN_BORON, 3},
        {"P", "Fuller1956", "textbook", KILN_PHOSPHORUS, 3},
        {"As", "Fuller1956", "textbook", KILN_ARSENIC, 3},
        {"Sb", "Fuller1956", "textbook", KILN_ANTIMONY, 3},
    };
    static const struct {
        const char *column;
        double temp_c;
    } TEMP[] = {{"D_900C_cm2s", 900},
                {"D_950C", 950},
                {"D_1000C", 1000},
                {"D_1050C", 1050},
                {"D_1100C", 1100}};
    enum { MATCHES = sizeof MATCH / sizeof MATCH[0], TEMPS = sizeof TEMP / sizeof TEMP[0] };
    (void)state;
    reference table;
    reference_open(&table, "diffusivity/diffusivity_intrinsic.csv");
    size_t found = 0;
    while (reference_next(&table))
        for (size_t i = 0; i < MATCHES; i++) {
            if (strcmp(reference_text(&table, "dopant"), MATCH[i].dopant) != 0 ||
                strcmp(reference_text(&table, "source"), MATCH[i].source) != 0)
                continue;
            found++;
            for (size_t j = 0; j < TEMPS; j++)
                assert_printed(intrinsic_d(MATCH[i].set, MATCH[i].value, TEMP[j].temp_c),
                               reference_number(&table, TEMP[j].column), MATCH[i].figures);
        }
    reference_close(&table);
    assert_int_equal(found, MATCHES);
}

/* Goal: where carriers are more than intrinsic, each charge state's term goes with its own
 * power of the ratio. Why: at high doping these terms are the diffusivity. Expected:
 * tests/oracle/silicon_values.py. */
static void charge_states_enter_by_their_power(void **state)
{
    (void)state;
    const kiln_diffusivity arsenic =
        kiln_diffusivity_at(set_named("kiln"), KILN_ARSENIC, kelvin(1000), NULL);
    const kiln_diffusivity phosphorus =
        kiln_diffusivity_at(set_named("kiln"), KILN_PHOSPHORUS, kelvin(1000), NULL);
    const kiln_diffusivity boron =
        kiln_diffusivity_at(set_named("pichler"), KILN_BORON, kelvin(1000), NULL);
    assert_close(kiln_diffusivity_value(arsenic, 10), 1.1850729013647e-14, 1e-13);
    assert_close(kiln_diffusivity_value(phosphorus, 3), 1.64631855597336e-14, 1e-13);
    assert_close(kiln_diffusivity_value(boron, 5), 6.76896685170276e-14, 1e-13);
}

/* Goal: the intrinsic density is C T^1.5 exp(-E/kT): 7.08e18 at 1000 C. Why: it divides every
 * carrier ratio. Expected: tests/oracle/silicon_values.py. */
static void intrinsic_density_follows_its_formula(void **state)
{
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    assert_close(kiln_intrinsic_density(set, kelvin(800), NULL), 1.96097370620616e18, 1e-13);
    assert_close(kiln_intrinsic_density(set, kelvin(1000), NULL), 7.08159713209543e18, 1e-13);
    assert_close(kiln_intrinsic_density(set, kelvin(1100), NULL), 1.18521725890955e19, 1e-13);
    assert_close(kiln_intrinsic_density(set_named("supremiv"), kelvin(1000), NULL) /
                     kiln_intrinsic_density(set, kelvin(1000), NULL),
                 3.9 / 3.87, 1e-14);
}

/* Goal: n/ni under charge neutrality is exact in either sign of the doping, and n/ni of a
 * doping is p/ni of the opposite one. Why: the textbook formula loses every digit in strongly
 * p-type silicon. Expected: tests/oracle/silicon_values.py. */
static void electron_ratio_does_not_cancel(void **state)
{
    static const struct {
        double net_cm3, intrinsic_cm3, ratio;
    } CASES[] = {{0, 1e19, 1},
                 {1e20, 7.08e18, 14.1947424043497},
                 {-1e20, 7.08e18, 0.0704486190389458},
                 {-1e21, 1e10, 1e-11},
                 {1e10, 1e19, 1.0000000005},
                 {-5e22, 1e16, 1.99999999999992e-7}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const double ratio = kiln_electron_ratio(CASES[i].net_cm3, CASES[i].intrinsic_cm3);
        assert_close(ratio, CASES[i].ratio, 4e-15);
        assert_close(ratio * kiln_electron_ratio(-CASES[i].net_cm3, CASES[i].intrinsic_cm3), 1,
                     1e-15);
    }
}

/* Goal: at each tabulated temperature the solubility is the tabulated one. Why: it caps what is
 * active. */
static void solubility_passes_through_its_table(void **state)
{
    static const struct {
        const char *name;
        kiln_dopant dopant;
    } DOPANT[] = {
        {"B", KILN_BORON}, {"P", KILN_PHOSPHORUS}, {"As", KILN_ARSENIC}, {"Sb", KILN_ANTIMONY}};
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    reference table;
    reference_open(&table, "diffusivity/solid_solubility.csv");
    size_t found = 0;
    while (reference_next(&table)) {
        if (strncmp(reference_text(&table, "source"), "SUPREM-IV.GS", 12) != 0)
            continue;
        for (size_t i = 0; i < sizeof DOPANT / sizeof DOPANT[0]; i++)
            if (strcmp(reference_text(&table, "dopant"), DOPANT[i].name) == 0) {
                const double temp_k = kelvin(reference_number(&table, "T_C"));
                kiln_validity validity = {0};
                assert_close(kiln_solubility(set, DOPANT[i].dopant, temp_k, &validity),
                             reference_number(&table, "Css_cm3"), 1e-13);
                assert_int_equal(validity.count, 0);
                found++;
            }
    }
    reference_close(&table);
    assert_int_equal(found, 33);
}

/* Goal: between the points log concentration is linear in 1/T, past the ends the end slope goes
 * on and is noted; a table of one point is constant. Why: furnace temperatures seldom stand in
 * a table. Expected: tests/oracle/silicon_values.py. */
static void solubility_is_interpolated_and_carried_on(void **state)
{
    static const struct {
        kiln_dopant dopant;
        double temp_c, conc_cm3;
        size_t notes;
    } CASES[] = {{KILN_PHOSPHORUS, 800, 2.44403308254825e20, 1},
                 {KILN_PHOSPHORUS, 875, 2.97478946005319e20, 0},
                 {KILN_PHOSPHORUS, 950, 3.28101008454633e20, 0},
                 {KILN_PHOSPHORUS, 1150, 3.98616551692236e20, 1},
                 {KILN_ARSENIC, 700, 7.67020133423519e19, 1},
                 {KILN_ARSENIC, 1100, 3.37469290138965e20, 0},
                 {KILN_ARSENIC, 1250, 5.96940216599018e20, 1},
                 {KILN_GALLIUM, 1000, 4e19, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        kiln_validity validity = {0};
        assert_close(kiln_solubility(set_named("kiln"), CASES[i].dopant,
                                     kelvin(CASES[i].temp_c), &validity),
                     CASES[i].conc_cm3, 1e-13);
        assert_int_equal(validity.count, CASES[i].notes);
    }
}

/* Goal: what is in clusters and what is not add up to all of it, from a trace to a solid. Why:
 * the solution is iterated. */
static void clusters_and_the_rest_are_all(void **state)
{
    (void)state;
    const double clustering_cm6 = 1.9e-42;
    for (double conc_cm3 = 1e-3; conc_cm3 < 1e23; conc_cm3 *= 1.07) {
        const double active = kiln_unclustered(conc_cm3, clustering_cm6);
        assert_close(active * (1 + clustering_cm6 * active * active), conc_cm3, 1e-15);
    }
    assert_true(kiln_unclustered(1e21, 0) == 1e21);
    assert_true(kiln_clustering(set_named("kiln"), KILN_ARSENIC, kelvin(1000), NULL) == 0);
}

/* Goal: arsenic's active share is that program's, at four temperatures. Why: set supremiv
 * stands for it. The n^2 of its clusters is A^2 here, which differs by 2 K ni^2 at most. */
static void clustered_arsenic_is_as_in_its_profiles(void **state)
{
    static const struct {
        const char *path;
        double temp_c;
    } PROFILE[] = {{"suprem4gs/profiles/c_As_1000_30_sealed.csv", 1000},
                   {"suprem4gs/profiles/c_As_1000_30_bare.csv", 1000},
                   {"suprem4gs/profiles/b_As_900_240_sealed.csv", 900},
                   {"suprem4gs/profiles/b_As_1100_30_sealed.csv", 1100},
                   {"suprem4gs/profiles/b_As_1200_30_sealed.csv", 1200}};
    (void)state;
    const kiln_model_set *set = set_named("supremiv");
    for (size_t i = 0; i < sizeof PROFILE / sizeof PROFILE[0]; i++) {
        const double temp_k = kelvin(PROFILE[i].temp_c);
        const double intrinsic_cm3 = kiln_intrinsic_density(set, temp_k, NULL);
        kiln_validity validity = {0};
        const double clustering_cm6 = kiln_clustering(set, KILN_ARSENIC, temp_k, &validity);
        const double apart = 2 * clustering_cm6 * intrinsic_cm3 * intrinsic_cm3 + 1e-4;
        assert_int_equal(validity.count, 0);
        reference table;
        reference_open(&table, PROFILE[i].path);
        size_t compared = 0;
        while (reference_next(&table))
            if (strcmp(reference_text(&table, "material"), "silicon") == 0) {
                const double conc_cm3 = reference_number(&table, "conc_cm3");
                assert_close(kiln_unclustered(conc_cm3, clustering_cm6),
                             reference_number(&table, "active_cm3"), apart);
                compared++;
            }
        reference_close(&table);
        assert_true(compared > 50);
    }
}

/* Goal: segregation and transport at the oxide are the published ones, to the figures printed.
 * Why: they decide how much boron an oxidation takes. */
static void segregation_and_transport_are_published(void **state)
{
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    reference table;
    reference_open(&table, "diffusivity/segregation_transport.csv");
    size_t found = 0;
    while (reference_next(&table)) {
        const char *name = reference_text(&table, "dopant");
        int dopant = kiln_choice_value(&kiln_dopants, name);
        assert_int_not_equal(dopant, KILN_ABSENT_CHOICE);
        if (strcmp(reference_text(&table, "interface"), "Si/SiO2") != 0)
            continue;
        found++;
        assert_printed(kiln_segregation(set, (kiln_dopant)dopant, kelvin(900)),
                       reference_number(&table, "seg_900C"), 3);
        assert_printed(kiln_segregation(set, (kiln_dopant)dopant, kelvin(1000)),
                       reference_number(&table, "seg_1000C"), 3);
        assert_printed(kiln_segregation(set, (kiln_dopant)dopant, kelvin(1100)),
                       reference_number(&table, "seg_1100C"), 3);
        assert_printed(kiln_transport_velocity(set, (kiln_dopant)dopant, kelvin(1000)),
                       reference_number(&table, "transport_cm_s"), 3);
    }
    reference_close(&table);
    assert_int_equal(found, 4);
}

/* Goal: evaporation, oxide diffusivity and mass are those given. Why: each is a parameter of
 * its own, easily swapped with its neighbour. */
static void surface_parameters_are_not_swapped(void **state)
{
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    const double kt = KILN_BOLTZMANN_EV_K * kelvin(1000);
    assert_close(kiln_evaporation_velocity(set, KILN_BORON, kelvin(1000)),
                 27.9 * exp(-2.48 / kt), 1e-13);
    assert_close(kiln_evaporation_velocity(set, KILN_ANTIMONY, kelvin(1000)),
                 2.5e-3 * exp(-1.04 / kt), 1e-13);
    assert_close(kiln_oxide_diffusivity(set, KILN_BORON, kelvin(1000), NULL),
                 7.90585290872727e-16, 1e-13);
    assert_close(kiln_dopant_mass(set, KILN_BORON), 10.81, 0);
    assert_close(kiln_dopant_mass(set, KILN_ARSENIC), 74.921595, 0);
}

/* Goal: boron, indium, gallium and aluminum are acceptors, the others donors. Why: the sign of
 * the field term and of the net doping. */
static void donors_and_acceptors_are_told_apart(void **state)
{
    static const int CHARGE[KILN_DOPANT_COUNT] = {
        [KILN_BORON] = -1,  [KILN_PHOSPHORUS] = 1, [KILN_ARSENIC] = 1,   [KILN_ANTIMONY] = 1,
        [KILN_INDIUM] = -1, [KILN_GALLIUM] = -1,   [KILN_ALUMINUM] = -1,
    };
    (void)state;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        assert_int_equal(kiln_dopant_charge((kiln_dopant)i), CHARGE[i]);
        assert_int_equal(kiln_dopant_type_of((kiln_dopant)i),
                         CHARGE[i] > 0 ? KILN_DONOR : KILN_ACCEPTOR);
    }
}

/* Goal: what a set lacks is NaN, with no note. Why: absent must not be taken for 0. */
static void what_a_set_lacks_is_nan(void **state)
{
    (void)state;
    kiln_validity validity = {0};
    const kiln_model_set *set = set_named("tsuprem4");
    const double temp_k = kelvin(300);
    const kiln_diffusivity d = kiln_diffusivity_at(set, KILN_ANTIMONY, temp_k, &validity);
    assert_true(isnan(kiln_diffusivity_value(d, 1)));
    assert_true(isnan(kiln_dopant_mass(set, KILN_ANTIMONY)));
    assert_true(isnan(kiln_solubility(set, KILN_ANTIMONY, temp_k, &validity)));
    assert_true(isnan(kiln_segregation(set, KILN_ANTIMONY, temp_k)));
    assert_true(isnan(kiln_transport_velocity(set, KILN_ANTIMONY, temp_k)));
    assert_true(isnan(kiln_evaporation_velocity(set, KILN_ANTIMONY, temp_k)));
    assert_true(isnan(kiln_oxide_diffusivity(set, KILN_ANTIMONY, temp_k, &validity)));
    assert_true(isnan(kiln_segregation(set_named("kiln"), KILN_INDIUM, temp_k)));
    assert_int_equal(validity.count, 0);
}

static kiln_status keep(void *context, const char *data, size_t size)
{
    strncat(context, data, size);
    return KILN_OK;
}

/* Goal: a property used outside its range is noted once, with the extremes; the ends of the
 * range are inside in spite of rounding; the warning says what, how far and where it holds.
 * Why: a run asks ten thousand times and must warn once. */
static void use_out_of_range_is_noted_once(void **state)
{
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    kiln_validity validity = {0};
    kiln_diffusivity_at(set, KILN_BORON, kelvin(800), &validity);
    kiln_diffusivity_at(set, KILN_BORON, kelvin(1200), &validity);
    assert_int_equal(validity.count, 0);
    for (int i = 0; i < 1000; i++)
        kiln_diffusivity_at(set, KILN_BORON, kelvin(650.0 + 0.1 * i), &validity);
    kiln_diffusivity_at(set, KILN_PHOSPHORUS, kelvin(1250), &validity);
    assert_int_equal(validity.count, 2);
    assert_close(validity.note[0].least, 650, 1e-12);
    assert_close(validity.note[0].most, 749.9, 1e-12);

    kiln_diag diag;
    char text[2048] = "";
    kiln_diag_init(&diag, NULL);
    kiln_validity_warn(&validity, "/model/set", &diag);
    assert_int_equal(diag.count, 2);
    assert_int_equal(diag.errors, 0);
    assert_int_equal(diag.issue[0].severity, KILN_SEVERITY_WARNING);
    assert_string_equal(diag.issue[0].message,
                        "temperature 650..750 C is outside 800..1200 C, where "
                        "/dopants/boron/diffusivity holds");
    assert_string_equal(diag.issue[1].message,
                        "temperature 1250 C is outside 800..1200 C, where "
                        "/dopants/phosphorus/diffusivity holds");
    kiln_sink sink = {.write = keep, .context = text};
    kiln_diag_print(&diag, &sink);
    assert_non_null(strstr(text, "/model/set"));
}

/* Goal: a span of temperatures is told in whole degrees around it, one temperature and small
 * numbers as they are, and a range of one point is no range. Why: "800..898.662 C" shows where
 * the solver stepped, and nothing is "outside 1300 C". */
static void spans_are_told_as_people_would(void **state)
{
    static const struct {
        double low, high, least, most;
        const char *words;
    } CASE[] = {
        {900, 1100, 800.0000000001, 898.662, "x 800..899 u is outside 900..1100 u"},
        {900, 1100, 800.3, 898, "x 800..898 u is outside 900..1100 u"},
        {900, 1100, 898.662, 898.662, "x 898.662 u is outside 900..1100 u"},
        {1, 10, 0.25, 12.5, "x 0.25..12.5 u is outside 1..10 u"},
        {1300, 1300, 1000, 1000, "x 1000 u is not 1300 u"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        const kiln_range range = {.what = "y",
                                  .quantity = "x",
                                  .unit = "u",
                                  .low = CASE[i].low,
                                  .high = CASE[i].high};
        kiln_validity validity = {0};
        kiln_diag diag;
        char words[128];
        kiln_diag_init(&diag, NULL);
        kiln_validity_check(&validity, &range, CASE[i].least);
        kiln_validity_check(&validity, &range, CASE[i].most);
        kiln_validity_warn(&validity, "", &diag);
        snprintf(words, sizeof words, "%s, where y holds", CASE[i].words);
        assert_string_equal(diag.issue[0].message, words);
    }
}

/* Goal: more properties out of range than there is room for are dropped, not written past the
 * end. */
static void notes_are_bounded(void **state)
{
    (void)state;
    kiln_validity validity = {0};
    for (int i = 0; i < 2 * KILN_VALIDITY_MAX; i++) {
        kiln_range range = {.quantity = "temperature", .unit = "C", .low = 0, .high = 1};
        snprintf(range.what, sizeof range.what, "property %d", i);
        assert_true(kiln_validity_check(&validity, &range, 2));
        assert_false(kiln_validity_check(&validity, &range, 0.5));
    }
    assert_int_equal(validity.count, KILN_VALIDITY_MAX);
    assert_string_equal(validity.note[KILN_VALIDITY_MAX - 1].range.what, "property 31");
    const kiln_range range = {.what = "x", .low = 0, .high = 1};
    assert_true(kiln_validity_check(NULL, &range, (double)NAN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intrinsic_diffusivities_are_those_of_their_sources),
        cmocka_unit_test(charge_states_enter_by_their_power),
        cmocka_unit_test(intrinsic_density_follows_its_formula),
        cmocka_unit_test(electron_ratio_does_not_cancel),
        cmocka_unit_test(solubility_passes_through_its_table),
        cmocka_unit_test(solubility_is_interpolated_and_carried_on),
        cmocka_unit_test(clusters_and_the_rest_are_all),
        cmocka_unit_test(clustered_arsenic_is_as_in_its_profiles),
        cmocka_unit_test(segregation_and_transport_are_published),
        cmocka_unit_test(surface_parameters_are_not_swapped),
        cmocka_unit_test(donors_and_acceptors_are_told_apart),
        cmocka_unit_test(what_a_set_lacks_is_nan),
        cmocka_unit_test(use_out_of_range_is_noted_once),
        cmocka_unit_test(spans_are_told_as_people_would),
        cmocka_unit_test(notes_are_bounded),
    };
    return cmocka_run_group_tests(tests, read_sets, free_sets);
}
