/* Implantation: what comes to rest where, alone and in a flow. */
#include "process/run.h"

#include "process/implant.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define OVER(dopant) "'substrate':{'dopant':'" dopant "','conc_cm3':1e15},"
#define AS_SUPREM    "'model':{'set':'supremiv'}"

/* Moments of a curve over depth, by the trapezoidal rule. */
static kiln_moments moments_of(const kiln_layer *layer, kiln_dopant dopant)
{
    const double *x = layer->depth_nm.item, *c = layer->chemical[dopant].item;
    double sum[5] = {0};
    for (size_t i = 1; i < layer->depth_nm.count; i++)
        for (int n = 0; n < 5; n++)
            sum[n] +=
                0.5 * (x[i] - x[i - 1]) * (c[i] * pow(x[i], n) + c[i - 1] * pow(x[i - 1], n));
    const double mean = sum[1] / sum[0], a = sum[2] / sum[0], b = sum[3] / sum[0];
    const double variance = a - mean * mean;
    const double third = b - 3 * mean * a + 2 * mean * mean * mean;
    const double fourth =
        sum[4] / sum[0] - 4 * mean * b + 6 * mean * mean * a - 3 * mean * mean * mean * mean;
    return (kiln_moments){.mean = mean,
                          .deviation = sqrt(variance),
                          .skewness = third / (variance * sqrt(variance)),
                          .kurtosis = fourth / (variance * variance)};
}

/* Goal: the profile has the dose, and the moments of the set's table where the surface cuts
 * nothing off; a tilt brings it nearer to the surface. Why: they are what was asked for. */
static void an_implant_has_its_dose_and_moments(void **state)
{
    (void)state;
    static const double TILT_DEG[] = {0, 7, 30};
    for (size_t i = 0; i < sizeof TILT_DEG / sizeof TILT_DEG[0]; i++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text,
                 "{" OVER("B") "'steps':[{'type':'implant','species':'As','energy_kev':50,"
                               "'dose_cm2':3e14,'tilt_deg':%g}]," AS_SUPREM "}",
                 TILT_DEG[i]);
        test_run_well(&done, text);
        const kiln_layer *silicon = &done.result.layers.item[done.result.layers.count - 1];
        const kiln_moments found = moments_of(silicon, KILN_ARSENIC);
        assert_close(test_kpi(&done, KILN_KPI_DOSE_SILICON), 3e14, 1e-9);
        assert_close(found.mean, 37.1 * cos(TILT_DEG[i] * 3.14159265358979 / 180), 2e-3);
        assert_close(found.deviation, 13.4, 2e-3);
        assert_close(found.skewness, 0.604, 1e-2);
        assert_close(found.kurtosis, 3.491, 1e-2);
        test_run_free(&done);
    }
}

/* Goal: between the energies of the table range and straggle are straight in logarithms; beyond
 * them that is noted. */
static void moments_go_on_between_and_beyond_the_table(void **state)
{
    (void)state;
    static const struct {
        double energy_kev, mean_nm, deviation_nm;
        size_t notes;
    } CASES[] = {{30, 101.1, 38.4, 0},
                 {39, 129.168, 0, 0},
                 {200, 519.4, 90.9, 0},
                 {400, 519.4 * 519.4 / 299.0, 90.9 * 90.9 / 71.4, 1},
                 {5, 0, 0, 1}};
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("supremiv", &arena);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        kiln_validity validity = {0};
        kiln_moments moments;
        assert_true(kiln_ion_moments(set, (kiln_ion)KILN_BORON, KILN_STOPPER_SILICON,
                                     CASES[i].energy_kev, &validity, &moments));
        if (CASES[i].mean_nm > 0)
            assert_close(moments.mean, 1e-7 * CASES[i].mean_nm, 1e-3);
        if (CASES[i].deviation_nm > 0)
            assert_close(moments.deviation, 1e-7 * CASES[i].deviation_nm, 1e-3);
        assert_int_equal(validity.count, CASES[i].notes);
    }
    kiln_moments untouched = {.mean = 7};
    assert_false(kiln_ion_moments(set, (kiln_ion)KILN_INDIUM, KILN_STOPPER_SILICON, 30, NULL,
                                  &untouched));
    assert_true(untouched.mean == 7);
    kiln_arena_free(&arena);
}

/* Goal: every ion of the shipped sets has a profile at every energy that a recipe may ask for,
 * in both targets, that ends somewhere. Why: moments of a Monte Carlo are noisy, and not every
 * kurtosis has a distribution. */
static void every_energy_has_a_profile(void **state)
{
    (void)state;
    static const char *const SETS[] = {"kiln", "supremiv"};
    for (size_t i = 0; i < sizeof SETS / sizeof SETS[0]; i++) {
        kiln_arena arena;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        const kiln_model_set *set = test_set(SETS[i], &arena);
        size_t profiles = 0;
        for (int ion = 0; ion < KILN_ION_COUNT; ion++)
            for (double energy_kev = 0.2; energy_kev <= 3000; energy_kev *= 1.2)
                for (int oxide = 0; oxide < 2; oxide++) {
                    const kiln_implant implant = {
                        .species = ion, .energy_kev = energy_kev, .dose_cm2 = 1e14};
                    const kiln_implant_target target = {
                        .set = set, .oxide_cm = oxide ? 2.5e-6 : 0, .pointer = ""};
                    kiln_implanted made;
                    if (kiln_implant_of(&implant, &target, NULL, &made, NULL) != KILN_OK)
                        continue;
                    profiles++;
                    const double widest_cm =
                        fmax(made.straggle_cm, made.channelled_straggle_cm);
                    assert_true(kiln_implanted_extent(&made) <
                                40.3 * widest_cm + fmax(made.range_cm, made.channelled.mean));
                    assert_true(made.in_silicon > (i == 0 ? 0.8 : 0.4) &&
                                made.in_silicon < 1 + 1e-12);
                    assert_true(kiln_implanted_peak(&made) > 0);
                }
        assert_int_equal(profiles, 2 * 53 * (i == 0 ? KILN_ION_COUNT : 4));
        kiln_arena_free(&arena);
    }
}

/* Goal: through an oxide what it takes in and what comes to the silicon add up to the dose, and
 * the oxide takes in what the same thickness of a thick one would. */
static void an_oxide_takes_its_share(void **state)
{
    (void)state;
    static const struct {
        const char *ion;
        double energy_kev, oxide_nm;
    } TRIALS[] = {{"B", 20, 25},  {"B", 80, 25},  {"As", 20, 25},
                  {"P", 80, 200}, {"bf2", 30, 5}, {"As", 5, 100}};
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text,
                 "{'steps':[{'type':'deposit','material':'oxide','thickness_nm':%g},"
                 "{'type':'implant','species':'%s','energy_kev':%g,'dose_cm2':2e15}]}",
                 TRIALS[i].oxide_nm, TRIALS[i].ion, TRIALS[i].energy_kev);
        test_run_well(&done, text);
        const double in_oxide = test_or_nothing(test_kpi(&done, KILN_KPI_DOSE_OXIDE));
        const double in_silicon = test_or_nothing(test_kpi(&done, KILN_KPI_DOSE_SILICON));
        assert_close(in_oxide + in_silicon, 2e15, 1e-9);
        const kiln_implant_target target = {
            .set = done.set, .oxide_cm = 1e-7 * TRIALS[i].oxide_nm, .pointer = ""};
        kiln_implanted made;
        assert_int_equal(
            kiln_implant_of(done.recipe.steps.item[1].implant, &target, NULL, &made, NULL),
            KILN_OK);
        assert_close(in_oxide,
                     2e15 * kiln_pearson_between(&made.oxide, 0, made.oxide_cm) / made.in_oxide,
                     1e-6);
        test_run_free(&done);
    }
}

/* What an implantation into a wafer of set "kiln" leaves. */
static kiln_implanted implanted_in(const kiln_model_set *set, const char *ion, kiln_beam beam,
                                   kiln_validity *validity)
{
    const kiln_implant implant = {.species = kiln_choice_value(&kiln_ions, ion),
                                  .energy_kev = beam.energy_kev,
                                  .dose_cm2 = beam.dose_cm2,
                                  .tilt_deg = beam.tilt_deg};
    const kiln_implant_target target = {.set = set, .oxide_cm = beam.oxide_cm, .pointer = ""};
    kiln_implanted made;
    assert_int_equal(kiln_implant_of(&implant, &target, validity, &made, NULL), KILN_OK);
    return made;
}

/* The share of silicon's ions that is deeper than three straggles past the range. */
static double tail_of(const kiln_implanted *made)
{
    const double from_cm = made->range_cm + 3 * made->straggle_cm;
    return kiln_implanted_between(made, from_cm, (double)INFINITY) /
           kiln_implanted_between(made, made->matched_cm, (double)INFINITY);
}

static const char *const CHANNELLING[] = {"B", "bf2", "P", "As", "Sb", "In"};
enum { CHANNELLING_COUNT = sizeof CHANNELLING / sizeof CHANNELLING[0] };

/* Goal: fewer ions of a dose are in channels the more there were before them, but those that
 * came to rest there stay: fraction times dose never falls; and the more the beam is
 * tilted, up to 7 degrees, the shorter the tail, which is always longer than without channels.
 * Why: damage and tilt are what keeps ions out of channels. */
static void channels_empty_with_dose_and_tilt(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    for (size_t i = 0; i < CHANNELLING_COUNT; i++)
        for (double energy_kev = 5; energy_kev <= 160; energy_kev *= 2) {
            double tilted = 1;
            for (int tilt_deg = 0; tilt_deg <= 7; tilt_deg++) {
                double fraction = 1, channelled_cm2 = 0;
                for (double dose_cm2 = 1e12; dose_cm2 < 2e16; dose_cm2 *= 3) {
                    const kiln_beam beam = {
                        .energy_kev = energy_kev, .dose_cm2 = dose_cm2, .tilt_deg = tilt_deg};
                    const kiln_implanted made = implanted_in(set, CHANNELLING[i], beam, NULL);
                    assert_true(made.fraction <= fraction * (1 + 1e-12));
                    assert_true(made.fraction * dose_cm2 >= channelled_cm2 * (1 - 1e-3));
                    fraction = made.fraction;
                    channelled_cm2 = made.fraction * dose_cm2;
                }
                const kiln_beam beam = {
                    .energy_kev = energy_kev, .dose_cm2 = 1e13, .tilt_deg = tilt_deg};
                const kiln_implanted made = implanted_in(set, CHANNELLING[i], beam, NULL);
                kiln_implanted alone = made;
                alone.fraction = 0;
                assert_true(made.fraction <= tilted && tail_of(&made) > 2 * tail_of(&alone));
                tilted = made.fraction;
            }
        }
    kiln_arena_free(&arena);
}

/* Goal: an oxide empties the channels of an aligned beam, and leaves those of a tilted one
 * about as they are; what comes through is all of what the oxide does not hold. */
static void an_oxide_scatters_a_beam(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    for (size_t i = 0; i < CHANNELLING_COUNT; i++) {
        double before = 1;
        for (double oxide_cm = 0; oxide_cm < 3e-6; oxide_cm += 5e-7) {
            const kiln_beam beam = {.energy_kev = 80, .dose_cm2 = 1e13, .oxide_cm = oxide_cm};
            const kiln_implanted made = implanted_in(set, CHANNELLING[i], beam, NULL);
            const double in_silicon =
                kiln_implanted_between(&made, made.matched_cm, (double)INFINITY);
            assert_close(in_silicon + kiln_implanted_in_oxide(&made), 1, 1e-6);
            assert_true(made.fraction <= before);
            before = made.fraction;
        }
    }
    kiln_arena_free(&arena);
}

/* Goal: an ion of which the set knows no channels has one distribution; a beam beyond the
 * table of one is noted, each quantity once, and a dose below it is not. */
static void a_beam_beyond_the_table_is_noted(void **state)
{
    (void)state;
    static const struct {
        const char *ion;
        kiln_beam beam;
        size_t notes;
    } TRIALS[] = {
        {"B", {.energy_kev = 30, .dose_cm2 = 1e11, .tilt_deg = 7}, 0},
        {"B", {.energy_kev = 30, .dose_cm2 = 1.1e16, .tilt_deg = 7}, 1},
        {"B", {.energy_kev = 30, .dose_cm2 = 1e14, .tilt_deg = 8}, 1},
        {"B", {.energy_kev = 4, .dose_cm2 = 1e17, .tilt_deg = 45}, 3},
        {"Ga", {.energy_kev = 4, .dose_cm2 = 1e17, .tilt_deg = 45}, 0},
    };
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        kiln_validity validity = {0};
        const kiln_implanted made = implanted_in(set, TRIALS[i].ion, TRIALS[i].beam, &validity);
        assert_int_equal(validity.count, TRIALS[i].notes);
        assert_true((made.fraction > 0) == (strcmp(TRIALS[i].ion, "Ga") != 0));
    }
    kiln_arena_free(&arena);
}

/* Goal: a profile is what it is whatever the furnaces before and after it are. Why: the finest
 * cells are chosen for the whole recipe, and a hot well drive-in wants coarse ones. */
static void a_shallow_implant_is_resolved_in_any_flow(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        size_t step;
    } FLOWS[] = {{"", "", 0},
                 {"", ",{'type':'furnace','temp_c':1200,'time_min':600}", 0},
                 {"{'type':'implant','species':'P','energy_kev':100,'dose_cm2':5e12},"
                  "{'type':'furnace','temp_c':1150,'time_min':600},",
                  ",{'type':'furnace','temp_c':1000,'time_min':1}", 2}};
    static const char *const IMPLANTS[] = {"'species':'bf2','energy_kev':5,'dose_cm2':3e14",
                                           "'species':'As','energy_kev':0.5,'dose_cm2':1e13"};
    for (size_t i = 0; i < sizeof IMPLANTS / sizeof IMPLANTS[0]; i++) {
        double peak_cm3 = 0, peak_nm = 0;
        for (size_t j = 0; j < sizeof FLOWS / sizeof FLOWS[0]; j++) {
            char text[768];
            test_run done;
            snprintf(text, sizeof text, "{" OVER("P") "'steps':[%s{'type':'implant',%s}%s]}",
                     FLOWS[j].before, IMPLANTS[i], FLOWS[j].after);
            test_run_well(&done, text);
            const double cm3 = test_step_kpi(&done, FLOWS[j].step, KILN_KPI_PEAK_CONC);
            const double nm = test_step_kpi(&done, FLOWS[j].step, KILN_KPI_PEAK_DEPTH);
            if (j == 0) {
                peak_cm3 = cm3;
                peak_nm = nm;
            }
            assert_close(cm3, peak_cm3, 1e-3);
            assert_close(nm, peak_nm, 2e-2);
            test_run_free(&done);
        }
    }
}

/* Goal: the thicker the oxide the more of silicon it stands for, from a fraction of an atom on,
 * smoothly, for every ion. Why: what a thin oxide holds is nothing beside 1. */
static void matched_depths_rise_with_the_oxide(void **state)
{
    (void)state;
    static const double ENERGY_KEV[] = {0.5, 5, 60, 100, 200, 2000};
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    for (int ion = 0; ion < KILN_ION_COUNT; ion++)
        for (size_t i = 0; i < sizeof ENERGY_KEV / sizeof ENERGY_KEV[0]; i++) {
            const kiln_implant implant = {
                .species = ion, .energy_kev = ENERGY_KEV[i], .dose_cm2 = 1e14};
            double before_cm = 0;
            for (double oxide_nm = 0.01; oxide_nm < 3e4; oxide_nm *= 1.3) {
                const kiln_implant_target target = {
                    .set = set, .oxide_cm = 1e-7 * oxide_nm, .pointer = ""};
                kiln_implanted made;
                assert_int_equal(kiln_implant_of(&implant, &target, NULL, &made, NULL),
                                 KILN_OK);
                const double above = kiln_pearson_between(&made.silicon, 0, made.matched_cm);
                assert_true(made.matched_cm >= before_cm);
                if (made.matched_cm < kiln_implanted_extent(&made))
                    assert_close(above / made.in_silicon + 1e-9,
                                 kiln_implanted_in_oxide(&made) + 1e-9, 1e-6);
                before_cm = made.matched_cm;
            }
        }
    kiln_arena_free(&arena);
}

/* Goal: an implantation into what earlier steps left adds its dose and moves nothing else.
 * Why: the mesh is made anew for it. */
static void an_implant_adds_to_what_is_there(void **state)
{
    (void)state;
    static const char FLOW[] =
        "{" OVER("P") "'initial':{'dopant':'B','dose_cm2':2e14,'sigma_nm':60},"
                      "'steps':[{'type':'furnace','temp_c':1000,'time_min':10},"
                      "{'type':'implant','species':'As','energy_kev':100,'dose_cm2':1e15},"
                      "{'type':'implant','species':'B','energy_kev':30,'dose_cm2':1e14},"
                      "{'type':'furnace','temp_c':1000,'time_min':20}]," AS_SUPREM "}";
    test_run done;
    test_run_well(&done, FLOW);
    for (size_t i = 0; i < done.result.steps.count; i++) {
        static const double PUT_IN[] = {2e14, 2e14 + 1e15, 3e14 + 1e15, 3e14 + 1e15};
        const kiln_kpis *kpis = done.result.steps.item[i].kpis;
        assert_close(kpis->value[KILN_KPI_DOSE_SILICON] +
                         test_or_nothing(kpis->value[KILN_KPI_DOSE_LOST]),
                     PUT_IN[i], 1e-9);
    }
    test_run_free(&done);
}

/* Goal: two halves of a dose make the whole, to the grid's accuracy. */
static void halves_of_a_dose_make_the_whole(void **state)
{
    (void)state;
    static const char *const DOSES[] = {
        "{'type':'implant','species':'B','energy_kev':50,'dose_cm2':1e14}",
        "{'type':'implant','species':'B','energy_kev':50,'dose_cm2':5e13},"
        "{'type':'implant','species':'B','energy_kev':50,'dose_cm2':5e13}"};
    double xj_nm[2], surface_cm3[2];
    for (int i = 0; i < 2; i++) {
        char text[768];
        test_run done;
        snprintf(
            text, sizeof text,
            "{" OVER(
                "P") "'steps':[%s,{'type':'furnace','temp_c':1100,'time_min':20}]," AS_SUPREM
                     "}",
            DOSES[i]);
        test_run_well(&done, text);
        xj_nm[i] = test_kpi(&done, KILN_KPI_JUNCTION_DEPTH);
        surface_cm3[i] = test_kpi(&done, KILN_KPI_SURFACE_CONC);
        test_run_free(&done);
    }
    assert_close(xj_nm[0], xj_nm[1], 1e-4);
    assert_close(surface_cm3[0], surface_cm3[1], 1e-4);
}

/* Goal: what the model of implantation leaves out is said where it matters, and nowhere
 * else. */
/* Goal: what is implanted later takes no steps before. Why: the last atoms of nothing, as they
 * evaporate, are nobody's concern; they once took 200 000 steps. */
static void what_comes_later_costs_nothing_before(void **state)
{
    (void)state;
    int64_t steps[2];
    for (int later = 0; later < 2; later++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text,
                 "{" OVER("B") "'initial':{'dopant':'P','dose_cm2':1e14,'sigma_nm':30},"
                               "'steps':[{'type':'furnace','temp_c':1046,'time_min':5,"
                               "'surface':'bare'}%s]}",
                 later ? ",{'type':'implant','species':'Sb','energy_kev':5,'dose_cm2':1e13}"
                       : "");
        test_run_well(&done, text);
        steps[later] = done.result.solver->steps;
        test_run_free(&done);
    }
    assert_true(steps[1] > 0 && 2 * steps[1] <= 3 * steps[0]);
}

static void an_implant_says_what_it_leaves_out(void **state)
{
    (void)state;
    static const struct {
        const char *anneal, *words;
    } TRIALS[] = {
        {"", "not annealed"},
        {",{'type':'furnace','temp_c':900,'time_min':30}", "TED"},
        {",{'type':'furnace','temp_c':900,'time_min':30},"
         "{'type':'furnace','temp_c':1150,'time_min':30}",
         "TED"},
        {",{'type':'furnace','temp_c':1100,'time_min':30}", NULL},
    };
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text,
                 "{" OVER("P") "'steps':[{'type':'implant','species':'B','energy_kev':50,"
                               "'dose_cm2':1e13}%s]," AS_SUPREM "}",
                 TRIALS[i].anneal);
        test_run_well(&done, text);
        assert_int_equal(test_warned(&done, "/steps/0", "not annealed"),
                         TRIALS[i].words && strcmp(TRIALS[i].words, "not annealed") == 0);
        assert_int_equal(test_warned(&done, "/steps/0", "TED"),
                         TRIALS[i].words && strcmp(TRIALS[i].words, "TED") == 0);
        test_run_free(&done);
    }
}

/* Goal: a dose that the oxide stops, and one that silicon has no room for, are said. */
static void an_implant_that_makes_no_sense_says_so(void **state)
{
    (void)state;
    static const struct {
        const char *steps, *words;
    } TRIALS[] = {
        {"{'type':'deposit','material':'oxide','thickness_nm':1000},"
         "{'type':'implant','species':'B','energy_kev':20,'dose_cm2':1e14}",
         "in the oxide"},
        {"{'type':'deposit','material':'oxide','thickness_nm':5},"
         "{'type':'implant','species':'As','energy_kev':30,'dose_cm2':1e18}",
         "5e22 atoms"},
    };
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text, "{" OVER("P") "'steps':[%s]}", TRIALS[i].steps);
        test_run_well(&done, text);
        assert_true(test_warned(&done, "/steps/1", TRIALS[i].words));
        test_run_free(&done);
    }
}

/* Goal: an ion that the set has no ranges of is refused by name, before anything is run. */
static void an_unknown_ion_is_refused(void **state)
{
    (void)state;
    test_run done;
    test_run_text(
        &done,
        "{'steps':[{'type':'furnace','temp_c':1000,'time_min':10},"
        "{'type':'implant','species':'bf2','energy_kev':30,'dose_cm2':1e15}]," AS_SUPREM "}",
        NULL);
    assert_int_equal(done.status, KILN_INVALID);
    assert_string_equal(done.diag.issue[0].pointer, "/steps/1/species");
    assert_non_null(strstr(done.diag.issue[0].message, "no ranges of bf2 in silicon"));
    test_run_free(&done);
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    assert_any_allocation_may_fail("{" OVER(
        "P") "'steps':[{'type':'implant','species':'B','energy_kev':30,"
             "'dose_cm2':1e13},{'type':'furnace','temp_c':1000,'time_min':1},"
             "{'type':'implant','species':'As','energy_kev':30,'dose_cm2':1e13}]," AS_SUPREM
             "}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_implant_has_its_dose_and_moments),
        cmocka_unit_test(moments_go_on_between_and_beyond_the_table),
        cmocka_unit_test(every_energy_has_a_profile),
        cmocka_unit_test(an_oxide_takes_its_share),
        cmocka_unit_test(channels_empty_with_dose_and_tilt),
        cmocka_unit_test(an_oxide_scatters_a_beam),
        cmocka_unit_test(a_beam_beyond_the_table_is_noted),
        cmocka_unit_test(a_shallow_implant_is_resolved_in_any_flow),
        cmocka_unit_test(matched_depths_rise_with_the_oxide),
        cmocka_unit_test(an_implant_adds_to_what_is_there),
        cmocka_unit_test(halves_of_a_dose_make_the_whole),
        cmocka_unit_test(what_comes_later_costs_nothing_before),
        cmocka_unit_test(an_implant_says_what_it_leaves_out),
        cmocka_unit_test(an_implant_that_makes_no_sense_says_so),
        cmocka_unit_test(an_unknown_ion_is_refused),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
