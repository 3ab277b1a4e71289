/* Diffusion under a growing oxide, and oxidation of doped silicon, against what was measured
 * and published. */
#include "fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define UM_PER_H_CM_S (1e-4 / 3600)
#define NM_CM         1e-7

static double kelvin(double temp_c)
{
    return temp_c + KILN_ZERO_C_K;
}

static double enhancement(const char *set, kiln_dopant dopant, double temp_c, double um_per_h)
{
    return kiln_oxidation_enhancement(set_named(set), dopant, kelvin(temp_c),
                                      um_per_h * UM_PER_H_CM_S, NULL);
}

static double doping_factor(const char *set, double temp_c, double electron_ratio)
{
    return kiln_oxidation_doping_factor(set_named(set), kelvin(temp_c), electron_ratio, NULL);
}

/* Growth rate, um/h, of an oxide in 1 atm of oxygen or steam on <100>. */
static double growth(kiln_atmosphere gas, double temp_c, double thickness_nm)
{
    const kiln_oxidation_state state = {.atmosphere = gas, .temp_k = kelvin(temp_c)};
    const kiln_oxide_rates rates = kiln_oxide_rates_at(set_named("kiln"), &state, NULL);
    return kiln_oxide_growth_rate(&rates, thickness_nm * NM_CM, 0.0) / UM_PER_H_CM_S;
}

static const kiln_atmosphere DRY = {.p_o2_atm = 1.0}, STEAM = {.p_h2o_atm = 1.0};

/* Goal: the factors that the formula gives in 30 digits. Why: units of the growth rate, the
 * sign of E, which dopant has which share. Expected: mpmath. */
static void factors_are_those_of_the_formula(void **state)
{
    (void)state;
    static const struct {
        double temp_c, um_per_h, b, p, as, sb;
    } ROW[] = {
        {900, 0.01, 5.44762125981, 5.39150700772, 2.13688038675, 0.453452824177},
        {1000, 0.04, 2.51394161984, 2.49121152405, 1.17286596838, 0.490963094758},
        {1100, 0.8, 1.95207260232, 1.93650678518, 1.0336893912, 0.56671487707},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        const double t = ROW[i].temp_c, rate = ROW[i].um_per_h;
        assert_close(enhancement("kiln", KILN_BORON, t, rate), ROW[i].b, 1e-11);
        assert_close(enhancement("pichler", KILN_PHOSPHORUS, t, rate), ROW[i].p, 1e-11);
        assert_close(enhancement("tsuprem4", KILN_ARSENIC, t, rate), ROW[i].as, 1e-11);
        assert_close(enhancement("kiln", KILN_ANTIMONY, t, rate), ROW[i].sb, 1e-11);
    }
}

/* Goal: boron diffuses under an oxide as measured, within the factor of 2 that the model is
 * given for. Measured: 25 and 13 times at 750 and 850 C (Carroll, Sturm, Buyuklimanli, Phys.
 * Rev. B 64, 085316, 2001); under steam 3.22e-2 exp(-3.02/kT) cm^2/s at 1000..1200 C (Prince,
 * Schwettmann, J. Electrochem. Soc. 121, 705, 1974), over the inert diffusivity of Pichler.
 * Why: says that the model is about as large as what it is for. */
static void boron_is_enhanced_as_measured(void **state)
{
    (void)state;
    const struct {
        double temp_c, um_per_h, measured;
    } ROW[] = {
        {750, growth(DRY, 750, 10), 25},        {850, growth(DRY, 850, 10), 13},
        {1000, growth(STEAM, 1000, 500), 2.64}, {1100, growth(STEAM, 1100, 500), 1.71},
        {1200, growth(STEAM, 1200, 500), 1.17},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        const double factor =
            enhancement("kiln", KILN_BORON, ROW[i].temp_c, ROW[i].um_per_h) - 1.0;
        const double measured = ROW[i].measured - 1.0;
        if (!(factor < 2 * measured && measured < 2 * factor))
            fail_msg("%g C: 1 + %.3g, measured 1 + %.3g", ROW[i].temp_c, factor, measured);
    }
}

/* Goal: 16 times the growth doubles the supersaturation: the power 1/4 of Jeng and Dunham, J.
 * Appl. Phys. 72, 2049 (1992). Why: it is what carries the model from oxygen to steam. A dopant
 * of share 1 diffuses S times as fast. */
static void supersaturation_goes_with_the_quarter_power_of_growth(void **state)
{
    (void)state;
    const kiln_model_text *text = NULL;
    assert_int_equal(kiln_model_find("kiln", "", &text, NULL), KILN_OK);
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_json_options options = {.syntax = KILN_JSON_RELAXED};
    kiln_json *tree = NULL;
    const kiln_model_set *set = NULL;
    assert_int_equal(kiln_json_read(text->json, text->size, &options, &arena, &tree, NULL),
                     KILN_OK);
    assert_int_equal(
        kiln_model_override(tree, "/dopants/boron/interstitial/fraction", 1, &arena, NULL),
        KILN_OK);
    assert_int_equal(kiln_model_read(tree, &arena, &set, NULL), KILN_OK);
    const double slow = kiln_oxidation_enhancement(set, KILN_BORON, 1273.15, 1e-9, NULL);
    const double fast = kiln_oxidation_enhancement(set, KILN_BORON, 1273.15, 16e-9, NULL);
    assert_true(slow > 1.5);
    assert_close(fast - 1.0, 2.0 * (slow - 1.0), 1e-12);
    kiln_arena_free(&arena);
}

/* Goal: the dopants in their order everywhere: interstitials carry boron and phosphorus, both
 * carry arsenic, vacancies carry antimony, which is retarded (Fahey, Griffin, Plummer 1989). By
 * how much is not held here: what was measured differs by more than the model does. */
static void boron_is_enhanced_and_antimony_retarded(void **state)
{
    (void)state;
    for (double temp_c = 800; temp_c <= 1100; temp_c += 50)
        for (double rate = 0.01; rate < 2; rate *= 4) {
            const double b = enhancement("kiln", KILN_BORON, temp_c, rate);
            const double p = enhancement("kiln", KILN_PHOSPHORUS, temp_c, rate);
            const double as = enhancement("kiln", KILN_ARSENIC, temp_c, rate);
            const double sb = enhancement("kiln", KILN_ANTIMONY, temp_c, rate);
            assert_true(b > p && p > as && as > sb);
            assert_true(p > 1.25 && sb > 0.3);
            if (temp_c >= 900)
                assert_true(sb < 0.95);
        }
}

/* Goal: exactly 1 without growth, for a dopant of unknown share, and in the sets without the
 * model. Why: a run that oxidises nothing, or is compared with SUPREM-IV.GS's Fermi model, must
 * not change at all. */
static void nothing_is_enhanced_without_cause(void **state)
{
    (void)state;
    for (size_t i = 0; kiln_model_shipped(i); i++)
        for (int dopant = 0; dopant < KILN_DOPANT_COUNT; dopant++)
            assert_true(enhancement(kiln_model_shipped(i)->name, (kiln_dopant)dopant, 1000,
                                    0.0) == 1.0);
    assert_true(enhancement("kiln", KILN_INDIUM, 1000, 0.5) == 1.0);
    assert_true(enhancement("tsuprem4", KILN_ANTIMONY, 1000, 0.5) == 1.0);
    assert_true(enhancement("supremiv", KILN_BORON, 1000, 0.5) == 1.0);
    assert_true(enhancement("textbook", KILN_BORON, 1000, 0.5) == 1.0);
    assert_true(doping_factor("textbook", 900, 50.0) == 1.0);
}

/* Vacancies over those in intrinsic silicon by the levels Ev + 0.35, Ec - 0.57, Ec - 0.11 eV in
 * a gap of 1.17 - 4.73e-4 T^2 / (T + 636), Fermi level of intrinsic silicon kT/4 below its
 * middle. */
static double vacancies_by_levels(double temp_k, double ratio)
{
    const double kt = 8.617333262e-5 * temp_k;
    const double gap = 1.17 - 4.73e-4 * temp_k * temp_k / (temp_k + 636);
    const double middle = gap / 2 - kt / 4;
    const double first = gap - 0.57, second = gap - 0.11;
    const double plus = exp((0.35 - middle) / kt), minus = exp((middle - first) / kt);
    const double twice = exp((2 * middle - first - second) / kt);
    return (1 + plus / ratio + minus * ratio + twice * ratio * ratio) /
           (1 + plus + minus + twice);
}

/* Goal: the factor of Ho and Plummer with the levels and gap as they stand, to 0.3 %. Why: the
 * sets hold lines over 1/T instead; this says they are the same. */
static void doping_factor_is_that_of_the_vacancy_levels(void **state)
{
    (void)state;
    static const double RATIO[] = {0.01, 0.1, 0.5, 2, 10, 50, 150};
    for (double temp_c = 800; temp_c <= 1200; temp_c += 25) {
        const double temp_k = kelvin(temp_c);
        const double gamma = 2.62e3 * exp(-1.10 / (8.617333262e-5 * temp_k));
        for (size_t i = 0; i < sizeof RATIO / sizeof RATIO[0]; i++) {
            const double expected = 1 + gamma * (vacancies_by_levels(temp_k, RATIO[i]) - 1);
            assert_close(doping_factor("kiln", temp_c, RATIO[i]), expected, 3e-3);
        }
    }
}

/* Goal: SUPREM-IV.GS's vacancies, four charges, in 30 digits. Expected: mpmath. */
static void doping_factor_of_suprem_iv_has_its_own_levels(void **state)
{
    (void)state;
    assert_close(doping_factor("supremiv", 800, 50), 4.430256146675, 1e-12);
    assert_close(doping_factor("supremiv", 900, 25), 4.764320205562, 1e-12);
    assert_close(doping_factor("supremiv", 1000, 0.07), 1.070164543268, 1e-12);
    assert_close(doping_factor("supremiv", 1100, 8), 4.714729125501, 1e-12);
}

/* Goal: what Ho and Plummer found: phosphorus at 1e20 to 3e20 speeds the reaction up several
 * times at 900 C, boron hardly; on intrinsic silicon the factor is 1 to the last bit. */
static void phosphorus_speeds_growth_up_and_boron_hardly(void **state)
{
    (void)state;
    const char *const SET[] = {"kiln", "pichler", "tsuprem4", "supremiv"};
    const double ni = kiln_intrinsic_density(set_named("kiln"), kelvin(900), NULL);
    for (size_t i = 0; i < 4; i++) {
        const double some = doping_factor(SET[i], 900, kiln_electron_ratio(1e20, ni));
        const double more = doping_factor(SET[i], 900, kiln_electron_ratio(3e20, ni));
        assert_true(some > 2 && some < 6);
        assert_true(more > 3 * some && more < 40);
        const double boron = doping_factor(SET[i], 900, kiln_electron_ratio(-1e20, ni));
        assert_true(boron > 1 && boron < 1.2);
        for (double temp_c = 700; temp_c <= 1300; temp_c += 13)
            assert_true(doping_factor(SET[i], temp_c, 1.0) == 1.0);
    }
}

/* Goal: out of range is noted, the doping only where it matters. Why: a warning on every cool
 * ramp of undoped silicon would teach people to skip them. */
static void out_of_range_is_noted(void **state)
{
    (void)state;
    const kiln_model_set *set = set_named("kiln");
    kiln_validity validity = {.count = 0};
    kiln_oxidation_enhancement(set, KILN_BORON, kelvin(1000), 1e-9, &validity);
    kiln_oxidation_enhancement(set, KILN_BORON, kelvin(700), 0.0, &validity);
    kiln_oxidation_doping_factor(set, kelvin(700), 1.001, &validity);
    kiln_oxidation_doping_factor(set, kelvin(900), 50, &validity);
    assert_int_equal(validity.count, 0);
    kiln_oxidation_enhancement(set, KILN_BORON, kelvin(700), 1e-9, &validity);
    kiln_oxidation_doping_factor(set, kelvin(700), 50, &validity);
    assert_int_equal(validity.count, 2);
    assert_string_equal(validity.note[0].range.what, "/oxidation/supersaturation");
    assert_string_equal(validity.note[1].range.what, "/oxidation/heavy_doping");
    assert_close(validity.note[1].least, 700, 1e-12);
}

/* Goal: linear_factor multiplies B/A of both oxidants and nothing else; 0 is none. */
static void linear_factor_acts_on_the_linear_rate_alone(void **state)
{
    (void)state;
    kiln_oxidation_state at = {.atmosphere = {.p_o2_atm = 0.5, .p_h2o_atm = 0.5},
                               .temp_k = kelvin(900)};
    const kiln_oxide_rates plain = kiln_oxide_rates_at(set_named("kiln"), &at, NULL);
    at.linear_factor = 3.0;
    const kiln_oxide_rates doped = kiln_oxide_rates_at(set_named("kiln"), &at, NULL);
    for (int i = 0; i < KILN_OXIDANT_COUNT; i++) {
        assert_close(doped.linear_cm_s[i], 3.0 * plain.linear_cm_s[i], 1e-15);
        assert_true(doped.parabolic_cm2_s[i] == plain.parabolic_cm2_s[i]);
    }
    assert_true(doped.thin_cm_s == plain.thin_cm_s);
    at.linear_factor = 1.0;
    const kiln_oxide_rates one = kiln_oxide_rates_at(set_named("kiln"), &at, NULL);
    assert_memory_equal(&one, &plain, sizeof plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factors_are_those_of_the_formula),
        cmocka_unit_test(boron_is_enhanced_as_measured),
        cmocka_unit_test(supersaturation_goes_with_the_quarter_power_of_growth),
        cmocka_unit_test(boron_is_enhanced_and_antimony_retarded),
        cmocka_unit_test(nothing_is_enhanced_without_cause),
        cmocka_unit_test(doping_factor_is_that_of_the_vacancy_levels),
        cmocka_unit_test(doping_factor_of_suprem_iv_has_its_own_levels),
        cmocka_unit_test(phosphorus_speeds_growth_up_and_boron_hardly),
        cmocka_unit_test(out_of_range_is_noted),
        cmocka_unit_test(linear_factor_acts_on_the_linear_rate_alone),
    };
    return cmocka_run_group_tests(tests, read_sets, free_sets);
}
