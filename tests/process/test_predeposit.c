/* POCl3's profile of two components, by itself and in a flow. */
#include "process/run.h"

#include "process/predeposit.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ON_BORON "'substrate':{'dopant':'B','conc_cm3':1e15},"

static const kiln_dopant_source POCL3 = {.dopant = KILN_PHOSPHORUS};

static kiln_stage stage_of(double from_c, double to_c, double time_min)
{
    return (kiln_stage){.time_s = 60 * time_min,
                        .from_k = from_c + KILN_ZERO_C_K,
                        .to_k = to_c + KILN_ZERO_C_K,
                        .source = &POCL3,
                        .two_component = true,
                        .pointer = "/steps/0"};
}

static kiln_exposure exposed(const kiln_model_set *set, size_t n, const kiln_stage stage[])
{
    kiln_exposure exposure = {0};
    for (size_t i = 0; i < n; i++)
        assert_int_equal(kiln_expose(&exposure, set, &stage[i], NULL, NULL), KILN_OK);
    return exposure;
}

/* Goal: a soak has the numbers of the published profile, worked out by hand from its
 * parameters at 900 C: total 2.5e23 exp(-0.62/kT), tail 3e23 exp(-0.88/kT), and the diffusion
 * lengths. Why: a slip in a unit or a factor of two shows nowhere else. */
static void a_soak_has_the_published_numbers(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_stage stage = stage_of(900, 900, 30);
    const kiln_exposure e = exposed(test_set("kiln", &arena), 1, &stage);
    const double kt_ev = KILN_BOLTZMANN_EV_K * 1173.15;
    assert_close(e.total_cm3, 2.5e23 * exp(-0.62 / kt_ev), 1e-12);
    assert_close(e.tail_cm3, 3e23 * exp(-0.88 / kt_ev), 1e-12);
    assert_close(e.slow_cm2, 1800 * 100 * exp(-3.77 / kt_ev), 1e-12);
    assert_close(e.fast_cm2, 1800 * 2.3e-5 * exp(-1.95 / kt_ev), 1e-12);
    /* PiezoD's parabola through its four activation energies gives 1.0720e-8 cm/s. */
    assert_close(e.front_cm, 1800 * 1.0720e-8, 0.05);
    assert_close(kiln_exposure_conc(&e, 0), e.total_cm3, 1e-15);
    assert_close(kiln_exposure_conc(&e, e.front_cm), e.total_cm3, 1e-15);
    assert_close(kiln_exposure_conc(&e, e.front_cm * (1 + 1e-9)), e.total_cm3, 1e-6);
    kiln_arena_free(&arena);
}

/* Goal: however a soak or a ramp is cut, the profile is the same. Why: a recipe's segments are
 * nothing that the wafer knows of. */
static void a_predeposition_may_be_cut_anywhere(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    const kiln_stage whole[] = {stage_of(800, 950, 15), stage_of(950, 950, 20)};
    const kiln_stage cut[] = {stage_of(800, 860, 6), stage_of(860, 950, 9),
                              stage_of(950, 950, 1), stage_of(950, 950, 19)};
    const kiln_exposure a = exposed(set, 2, whole), b = exposed(set, 4, cut);
    assert_close(b.front_cm, a.front_cm, 1e-10);
    assert_close(b.slow_cm2, a.slow_cm2, 1e-10);
    assert_close(b.fast_cm2, a.fast_cm2, 1e-10);
    assert_close(b.total_cm3, a.total_cm3, 1e-12);
    assert_close(b.tail_cm3, a.tail_cm3, 1e-12);
    kiln_arena_free(&arena);
}

static double conc(double depth_cm, const void *exposure)
{
    return kiln_exposure_conc(exposure, depth_cm);
}

/* Goal: the profile falls all the way, has nothing below its extent, and its cell means are its
 * integrals. Why: a cell across the front has two shapes in it. */
static void means_are_integrals(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_model_set *set = test_set("kiln", &arena);
    static const double TEMP_C[] = {780, 850, 950, 1050};
    for (size_t i = 0; i < sizeof TEMP_C / sizeof TEMP_C[0]; i++) {
        const kiln_stage stage = stage_of(TEMP_C[i], TEMP_C[i], 25);
        const kiln_exposure e = exposed(set, 1, &stage);
        const double end_cm = kiln_exposure_extent(&e), step_cm = end_cm / 4000;
        assert_true(kiln_exposure_conc(&e, end_cm) < 1e-10 * e.total_cm3);
        for (int j = 0; j < 4000; j++) {
            const double from_cm = j * step_cm, to_cm = (j + 1) * step_cm;
            assert_true(kiln_exposure_conc(&e, to_cm) <= kiln_exposure_conc(&e, from_cm));
            if (j % 50 && !(from_cm <= e.front_cm && e.front_cm < to_cm))
                continue;
            double sum;
            const kiln_quadrature_settings settings = {
                .relative = 1e-10, .break_count = 1, .breaks = &e.front_cm};
            assert_int_equal(kiln_integrate(conc, &e, from_cm, to_cm, &settings, &sum, NULL),
                             KILN_OK);
            assert_close(kiln_exposure_mean(&e, from_cm, to_cm), sum / step_cm, 1e-4);
        }
    }
    kiln_arena_free(&arena);
}

/* Goal: in a recipe the dose, the surface and the junction are the profile's, in one segment or
 * in three, and every atom counts as put in. */
static void a_recipe_lays_the_profile_down(void **state)
{
    (void)state;
    static const char *const SEGMENTS[] = {
        "{'temp_c':900,'time_min':30}",
        "{'temp_c':900,'time_min':3},{'time_min':12},{'time_min':15}"};
    for (size_t i = 0; i < sizeof SEGMENTS / sizeof SEGMENTS[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{" ON_BORON "'steps':[{'type':'furnace','source':'pocl3','segments':[%s]}]}",
                 SEGMENTS[i]);
        test_run_well(&run, text);
        const kiln_stage stage = stage_of(900, 900, 30);
        const kiln_exposure e = exposed(run.set, 1, &stage);
        const double junction_cm = 1e-7 * test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
        double dose_cm2;
        const kiln_quadrature_settings settings = {
            .relative = 1e-10, .break_count = 1, .breaks = &e.front_cm};
        assert_int_equal(
            kiln_integrate(conc, &e, 0, kiln_exposure_extent(&e), &settings, &dose_cm2, NULL),
            KILN_OK);
        assert_close(test_kpi(&run, KILN_KPI_DOSE_SILICON), dose_cm2, 1e-3);
        assert_close(test_kpi(&run, KILN_KPI_SURFACE_CONC), e.total_cm3, 1e-3);
        assert_close(kiln_exposure_conc(&e, junction_cm), 1e15, 1e-2);
        test_run_free(&run);
    }
}

/* Goal: a concentration that is given, a constant diffusivity and a set without the profile
 * each hold the surface instead. Why: the profile is for who asks for POCl3 and no more. */
static void a_surface_that_is_asked_for_is_held(void **state)
{
    (void)state;
    static const char *const HELD[] = {
        "'source':{'chemical':'pocl3','surface_conc_cm3':'solubility'}}],'model':{}",
        "'source':'pocl3'}],'model':{'diffusion':'constant'}",
        "'source':'pocl3'}],'model':{'set':'pichler'}"};
    for (size_t i = 0; i < sizeof HELD / sizeof HELD[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{" ON_BORON "'steps':[{'type':'furnace','temp_c':900,'time_min':30,%s}",
                 HELD[i]);
        test_run_well(&run, text);
        assert_int_equal(test_warned(&run, "/steps/0", "POCl3 holds"), i > 0);
        assert_close(test_kpi(&run, KILN_KPI_SURFACE_CONC),
                     kiln_solubility(run.set, KILN_PHOSPHORUS, 1173.15, NULL), 0.01);
        test_run_free(&run);
    }
}

/* Goal: phosphorus that is there already stays where the profile is below it; what is laid down
 * stays through the drive-in, atom by atom; a second exposure goes on from the first, over a
 * purge as if there had been none. */
static void what_is_there_is_raised(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, "{" ON_BORON "'initial':{'dopant':'P','dose_cm2':1e15,'sigma_nm':2000},"
                        "'steps':[{'type':'furnace','temp_c':850,'time_min':10,"
                        "'source':'pocl3'},"
                        "{'type':'furnace','temp_c':1000,'time_min':10},"
                        "{'type':'furnace','temp_c':850,'time_min':10,'source':'pocl3'}]}");
    const double first_cm2 = test_step_kpi(&run, 0, KILN_KPI_DOSE_SILICON);
    const double driven_cm2 = test_step_kpi(&run, 1, KILN_KPI_DOSE_SILICON);
    const double again_cm2 = test_step_kpi(&run, 2, KILN_KPI_DOSE_SILICON);
    const kiln_stage stage = stage_of(850, 850, 20);
    const kiln_exposure e = exposed(run.set, 1, &stage);
    assert_true(first_cm2 > 1e15 + 0.25 * e.front_cm * e.total_cm3);
    assert_close(driven_cm2, first_cm2, 1e-6);
    assert_true(again_cm2 > 1.05 * driven_cm2);
    assert_close(test_step_kpi(&run, 2, KILN_KPI_SURFACE_CONC), e.total_cm3, 1e-3);
    test_run_free(&run);
    static const char *const PURGE[] = {"", "{'time_s':1,'source':'none'},"};
    double dose_cm2[2];
    for (int i = 0; i < 2; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{" ON_BORON "'steps':[{'type':'furnace','source':'pocl3','segments':["
                 "{'temp_c':850,'time_min':20},%s{'time_min':20}]}]}",
                 PURGE[i]);
        test_run_well(&run, text);
        dose_cm2[i] = test_kpi(&run, KILN_KPI_DOSE_SILICON);
        test_run_free(&run);
    }
    assert_close(dose_cm2[1], dose_cm2[0], 1e-3);
}

/* Goal: a moment at another temperature changes nothing. */
static void a_moment_is_a_moment(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    const kiln_stage stage[] = {stage_of(850, 850, 20), stage_of(950, 950, 1e-6)};
    const kiln_model_set *set = test_set("kiln", &arena);
    const kiln_exposure without = exposed(set, 1, stage), with = exposed(set, 2, stage);
    assert_close(with.total_cm3, without.total_cm3, 1e-6);
    assert_close(with.front_cm, without.front_cm, 1e-6);
    kiln_arena_free(&arena);
}

static void past_its_temperatures_it_says_so(void **state)
{
    (void)state;
    static const struct {
        double temp_c;
        bool warned;
    } TRIALS[] = {{774, true}, {775, false}, {950, false}, {951, true}};
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        char text[256];
        test_run run;
        snprintf(text, sizeof text,
                 "{" ON_BORON "'steps':[{'type':'furnace','temp_c':%g,'time_min':30,"
                 "'source':'pocl3'}]}",
                 TRIALS[i].temp_c);
        test_run_well(&run, text);
        assert_int_equal(test_warned(&run, "/model/set", "/two_component"), TRIALS[i].warned);
        test_run_free(&run);
    }
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    assert_any_allocation_may_fail("{" ON_BORON "'steps':[{'type':'furnace','temp_c':850,"
                                   "'time_min':10,'source':'pocl3'}]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_soak_has_the_published_numbers),
        cmocka_unit_test(a_predeposition_may_be_cut_anywhere),
        cmocka_unit_test(means_are_integrals),
        cmocka_unit_test(a_recipe_lays_the_profile_down),
        cmocka_unit_test(a_surface_that_is_asked_for_is_held),
        cmocka_unit_test(what_is_there_is_raised),
        cmocka_unit_test(a_moment_is_a_moment),
        cmocka_unit_test(past_its_temperatures_it_says_so),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
