/* What is judged of wafers whose profiles differ widely in width and depth, against dose and
 * the properties that hold for any profile. */
#include "process/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A soak that moves nothing, so that the profiles stay as given. */
#define STILL "'steps':[{'type':'furnace','temp_c':700,'time_min':1e-3}],"
#define MODEL "'model':{'diffusion':'constant'}}"

/* Goal: a profile far narrower than its region counts in full, at the surface and buried: the
 * region's dose is the one that was given.
 * Why: the sheet resistance is an integral over the region, and a rule that samples it at a few
 * depths can miss a peak altogether. */
static void a_narrow_profile_in_a_wide_region_counts(void **state)
{
    (void)state;
    static const struct {
        int peak_nm, sigma_nm;
    } NARROW[] = {{0, 1}, {0, 5}, {1000, 3}, {3000, 20}, {3000, 2}, {7000, 10}};
    for (size_t i = 0; i < sizeof NARROW / sizeof NARROW[0]; i++) {
        char recipe[1024];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'B','conc_cm3':1e12},'initial':["
                 " {'dopant':'Sb','dose_cm2':1e12,'peak_depth_nm':%d,'sigma_nm':%d},"
                 " {'dopant':'P','dose_cm2':1e12,'sigma_nm':4000}]," STILL MODEL,
                 NARROW[i].peak_nm, NARROW[i].sigma_nm);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.regions.item[0].type, KILN_N_TYPE);
        assert_close(run.result.regions.item[0].dose_chemical_cm2, 2e12, 1e-3);
        test_run_free(&run);
    }
}

/* Goal: between two profiles in undoped silicon, where the net doping is exactly 0 in the
 * middle of both regions, there is one junction, and each region has its type and its dose.
 * Why: a region is told by the doping wherever it is, not by a sample of it. */
static void a_region_that_is_undoped_in_its_middle_has_its_type(void **state)
{
    (void)state;
    test_run run;
    test_run_well(
        &run,
        "{'initial':[{'dopant':'B','dose_cm2':1e12,'sigma_nm':5},"
        " {'dopant':'P','dose_cm2':3e12,'peak_depth_nm':10000,'sigma_nm':5}]," STILL MODEL);
    const kiln_result *result = &run.result;
    assert_int_equal(result->kpis->junctions_nm.count, 1);
    const double junction_nm = result->kpis->junctions_nm.item[0];
    assert_true(junction_nm > 50 && junction_nm < 9950);
    assert_true(test_kpi(&run, KILN_KPI_JUNCTION_DEPTH) == junction_nm);
    assert_int_equal(result->regions.count, 2);
    assert_int_equal(result->regions.item[0].type, KILN_P_TYPE);
    assert_int_equal(result->regions.item[1].type, KILN_N_TYPE);
    assert_close(result->regions.item[0].dose_active_cm2, 1e12, 1e-9);
    assert_close(result->regions.item[1].dose_active_cm2, 3e12, 1e-9);
    assert_true(test_kpi(&run, KILN_KPI_SHEET_RESISTANCE) ==
                result->regions.item[0].sheet_resistance_ohm_sq);
    assert_true(test_kpi(&run, KILN_KPI_SHEET_RESISTANCE) > 0);
    test_run_free(&run);
}

/* Goal: a buried layer below the last junction is inside what is shown and counted.
 * Why: a subcollector under a base lies many junction depths down. */
static void a_layer_below_the_last_junction_is_shown(void **state)
{
    (void)state;
    test_run run;
    test_run_well(
        &run,
        "{'substrate':{'dopant':'P','conc_cm3':1e14},'initial':["
        " {'dopant':'B','dose_cm2':1e13,'sigma_nm':50},"
        " {'dopant':'Sb','dose_cm2':1e13,'peak_depth_nm':3000,'sigma_nm':100}]," STILL MODEL);
    const kiln_result *result = &run.result;
    assert_int_equal(result->kpis->junctions_nm.count, 1);
    assert_int_equal(result->layers.count, 1);
    assert_true(result->layers.item[0].bottom_nm > 3500);
    const kiln_layer *silicon = &result->layers.item[0];
    const kiln_curve *depth = &silicon->depth_nm, *antimony = &silicon->chemical[KILN_ANTIMONY];
    double dose_cm2 = 0;
    for (size_t i = 1; i < depth->count; i++)
        dose_cm2 += 0.5 * (antimony->item[i] + antimony->item[i - 1]) * 1e-7 *
                    (depth->item[i] - depth->item[i - 1]);
    assert_close(dose_cm2, 1e13, 1e-3);
    test_run_free(&run);
}

/* Masetti 1983, of n donors a cm^3. */
static double arsenic_mobility(double n)
{
    return 52.2 + (1417 - 52.2) / (1 + pow(n / 9.68e16, 0.680)) -
           43.4 / (1 + pow(3.43e20 / n, 2.00));
}

static double phosphorus_mobility(double n)
{
    return 68.5 + (1414 - 68.5) / (1 + pow(n / 9.20e16, 0.711)) -
           56.1 / (1 + pow(3.41e20 / n, 1.98));
}

/* Goal: a narrow layer of arsenic between the depths where a region is sampled has arsenic's
 * mobility, as Masetti 1983 gives it, not that of the substrate's phosphorus.
 * Why: at 1e19 cm^-3 the two differ by a tenth. Doses: 2e19 sqrt(2 pi) 20 nm, and for the wide
 * one 2e14 sqrt(pi/2) 400 nm. */
static void the_mobility_is_of_the_dopant_that_conducts(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run,
                  "{'substrate':{'dopant':'P','conc_cm3':1e12},'initial':["
                  " {'dopant':'As','dose_cm2':1.00265e14,'peak_depth_nm':300,'sigma_nm':20},"
                  " {'dopant':'P','dose_cm2':1e10,'sigma_nm':400}]," STILL MODEL);
    assert_int_equal(run.result.regions.count, 1);
    enum { PANELS = 20000 };
    double siemens = 0;
    for (int i = 0; i < PANELS; i++) {
        const double step_nm = 2000. / PANELS, depth_nm = (i + 0.5) * step_nm;
        const double narrow = (depth_nm - 300) / 20, wide = depth_nm / 400;
        const double arsenic = 2e19 * exp(-narrow * narrow / 2);
        const double phosphorus = 1e12 + 1.995e14 * exp(-wide * wide / 2),
                     n = arsenic + phosphorus;
        const double mu = arsenic > phosphorus ? arsenic_mobility(n) : phosphorus_mobility(n);
        siemens += 1.602176634e-19 * mu * n * step_nm * 1e-7;
    }
    assert_close(run.result.regions.item[0].sheet_resistance_ohm_sq, 1 / siemens, 1e-4);
    test_run_free(&run);
}

/* Goal: 64 junctions are told, and of 66 the first 64 with a warning, the region below them of
 * its own type. Why: noise about the substrate's doping has no end of junctions. */
static void junctions_without_end_are_cut_off(void **state)
{
    (void)state;
    for (int points = 65; points <= 67; points += 2) {
        char recipe[4096];
        int size = snprintf(recipe, sizeof recipe,
                            "{'substrate':{'dopant':'P','conc_cm3':1e15},"
                            "'initial':{'dopant':'B','depth_nm':[0");
        for (int i = 1; i < points; i++)
            size += snprintf(recipe + size, sizeof recipe - (size_t)size, ",%d", 100 * i);
        size += snprintf(recipe + size, sizeof recipe - (size_t)size, "],'conc_cm3':[7e14");
        for (int i = 1; i < points; i++)
            size += snprintf(recipe + size, sizeof recipe - (size_t)size, ",%s",
                             i % 2 ? "1.4e15" : "7e14");
        snprintf(recipe + size, sizeof recipe - (size_t)size,
                 "]},'steps':[{'type':'furnace','temp_c':1000,'time_min':1e-3}],"
                 "'model':{'diffusion':'constant','d0_cm2_s':1e-17,'ea_ev':0}}");
        test_run run;
        test_run_well(&run, recipe);
        const kiln_result *result = &run.result;
        assert_int_equal(result->kpis->junctions_nm.count, 64);
        assert_int_equal(result->regions.count, 65);
        assert_int_equal(result->regions.item[64].type, KILN_N_TYPE);
        assert_int_equal(result->warnings.count, points > 65);
        test_run_free(&run);
    }
}

/* Goal: between the first two junctions of an npn, as closed forms and on the mesh, the base
 * has their distance and the second region's sheet resistance; without a second junction there
 * is none, and a target on it says why.
 * Why: the base is what a transistor's gain is made of. */
static void the_base_is_between_the_first_two_junctions(void **state)
{
    (void)state;
    static const char *const SOLVER[] = {"closed_form", "numerical"};
    for (size_t i = 0; i < 2; i++) {
        char recipe[1024];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'initial':["
                 " {'dopant':'B','dose_cm2':1e14,'sigma_nm':300},"
                 " {'dopant':'As','dose_cm2':1e15,'sigma_nm':50}]," STILL
                 "'model':{'diffusion':'constant','solver':'%s'}}",
                 SOLVER[i]);
        test_run run;
        test_run_well(&run, recipe);
        const double *junction_nm = run.result.kpis->junctions_nm.item;
        assert_int_equal(run.result.kpis->junctions_nm.count, 2);
        assert_true(test_kpi(&run, KILN_KPI_BASE_WIDTH) == junction_nm[1] - junction_nm[0]);
        assert_true(test_kpi(&run, KILN_KPI_PINCHED_BASE) ==
                    run.result.regions.item[1].sheet_resistance_ohm_sq);
        assert_true(test_kpi(&run, KILN_KPI_PINCHED_BASE) >
                    test_kpi(&run, KILN_KPI_SHEET_RESISTANCE));
        assert_true(test_kpi(&run, KILN_KPI_FOUR_POINT_PROBE) ==
                    test_kpi(&run, KILN_KPI_SHEET_RESISTANCE));
        test_run_free(&run);
    }
    test_run run;
    test_run_well(&run, "{'substrate':{'dopant':'P','conc_cm3':1e15},"
                        "'initial':{'dopant':'B','dose_cm2':1e14,'sigma_nm':300}," STILL
                        "'targets':{'base_width_nm':{'lower':1}}," MODEL);
    assert_true(isnan(test_kpi(&run, KILN_KPI_BASE_WIDTH)));
    assert_true(isnan(test_kpi(&run, KILN_KPI_PINCHED_BASE)));
    assert_int_equal(run.result.verdicts.item[0].within, -1);
    assert_non_null(strstr(run.result.verdicts.item[0].reason, "fewer than two junctions"));
    test_run_free(&run);
}

/* Goal: a probe on a bare wafer reads the resistivity of its doping, as ASTM F723 prints it,
 * over its thickness; on an undoped one nothing.
 * Why: this is how a wafer is told before the first step. */
static void a_bare_wafer_is_probed_through(void **state)
{
    (void)state;
    static const struct {
        const char *substrate;
        double ohm_sq, relative;
    } ROW[] = {{"'dopant':'B','conc_cm3':1e16", 1.443 / 0.0775, 4e-4},
               {"'dopant':'P','conc_cm3':1e15,'thickness_um':725", 4.482 / 0.0725, 2e-4},
               {"'dopant':'P','resistivity_ohm_cm':10,'thickness_um':500", 200, 1e-9}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char recipe[512];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{%s}," STILL "'model':{'mobility':'f723'}}", ROW[i].substrate);
        test_run run;
        test_run_well(&run, recipe);
        assert_true(isnan(test_kpi(&run, KILN_KPI_SHEET_RESISTANCE)));
        assert_close(test_kpi(&run, KILN_KPI_FOUR_POINT_PROBE), ROW[i].ohm_sq, ROW[i].relative);
        test_run_free(&run);
    }
    test_run run;
    test_run_well(&run,
                  "{'targets':{'four_point_probe_ohm_sq':{'upper':1}}," STILL "'model':{}}");
    assert_true(isnan(test_kpi(&run, KILN_KPI_FOUR_POINT_PROBE)));
    assert_non_null(strstr(run.result.verdicts.item[0].reason, "doped"));
    test_run_free(&run);
}

/* Goal: donors on donors are probed as layer and wafer side by side, whatever the solver; the
 * integral here is over Masetti's formula. A wafer thinner than the profile warns.
 * Why: no junction isolates the layer, and on a wafer of low resistance the probe does not see
 * it. */
static void without_a_junction_layer_and_wafer_conduct_together(void **state)
{
    (void)state;
    static const char *const SOLVER[] = {"closed_form", "numerical"};
    enum { PANELS = 40000 };
    const double thickness_cm = 300e-4, step_cm = 4e-4 / PANELS;
    double siemens = 0;
    for (int i = 0; i < PANELS; i++) {
        const double depth_nm = (i + 0.5) * step_cm * 1e7;
        const double n = 1e15 + 2e13 / (500e-7 * sqrt(acos(-1) / 2)) *
                                    exp(-depth_nm * depth_nm / (2 * 500. * 500.));
        siemens += 1.602176634e-19 * phosphorus_mobility(n) * n * step_cm;
    }
    siemens += 1.602176634e-19 * phosphorus_mobility(1e15) * 1e15 * (thickness_cm - 4e-4);
    for (size_t i = 0; i < 4; i++) {
        char recipe[1024];
        const bool thin = i > 1;
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15,'thickness_um':%d},'initial':"
                 " {'dopant':'P','dose_cm2':2e13,'sigma_nm':%d}," STILL
                 "'model':{'diffusion':'constant','solver':'%s'}}",
                 thin ? 10 : 300, thin ? 3000 : 500, SOLVER[i % 2]);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.kpis->junctions_nm.count, 0);
        assert_int_equal(test_warned(&run, "/substrate/thickness_um", "below the rear"), thin);
        if (!thin)
            assert_close(test_kpi(&run, KILN_KPI_FOUR_POINT_PROBE), 1 / siemens, 1e-5);
        test_run_free(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_narrow_profile_in_a_wide_region_counts),
        cmocka_unit_test(a_region_that_is_undoped_in_its_middle_has_its_type),
        cmocka_unit_test(a_layer_below_the_last_junction_is_shown),
        cmocka_unit_test(the_mobility_is_of_the_dopant_that_conducts),
        cmocka_unit_test(junctions_without_end_are_cut_off),
        cmocka_unit_test(the_base_is_between_the_first_two_junctions),
        cmocka_unit_test(a_bare_wafer_is_probed_through),
        cmocka_unit_test(without_a_junction_layer_and_wafer_conduct_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
