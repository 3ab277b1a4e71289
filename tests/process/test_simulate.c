/* Recipes from text to result. */
#include "process/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BORON_30MIN                                                                    \
    "{'recipe_id': 'B', 'substrate': {'dopant': 'phosphorus', 'conc_cm3': 1e15},"      \
    " 'steps': [{'type': 'furnace', 'name': 'predep', 'temp_c': 1000, 'time_min': 30," \
    "   'source': {'dopant': 'boron', 'surface_conc_cm3': 1e20}}],"                    \
    " 'model': {'diffusion': 'constant', 'd0_cm2_s': 0.76, 'ea_ev': 3.46}}"

/* Goal: boron, 1000 C, 30 min, D = 0.76 exp(-3.46/kT), 1e20 at the surface, 1e15 below:
 * 327.7 nm. Why: the known trap (profile + background = background) gives 714 nm. Source:
 * erfc by hand, 2 sqrt(D t) erfc^-1(1e-5). */
static void the_junction_is_where_the_net_doping_changes_sign(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, BORON_30MIN);
    const double kt = 8.617333262e-5 * 1273.15;
    const double length_cm = 2 * sqrt(0.76 * exp(-3.46 / kt) * 1800);
    const double xj_nm = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
    assert_true(fabs(xj_nm - 327.7) < 0.1);
    assert_close(1e20 * erfc(xj_nm * 1e-7 / length_cm), 1e15, 1e-9);
    assert_int_equal(run.result.kpis->junctions_nm.count, 1);
    assert_close(test_kpi(&run, KILN_KPI_DOSE_SILICON),
                 1e20 * length_cm / sqrt(3.14159265358979), 1e-12);
    assert_close(test_kpi(&run, KILN_KPI_PEAK_CONC), 1e20, 1e-12);
    assert_true(fabs(test_kpi(&run, KILN_KPI_PEAK_DEPTH)) < 1e-6);
    test_run_free(&run);
}

/* Goal: absent is absent: no oxide, none lost or etched; and the JSON has no such key. */
static void what_is_not_there_is_absent(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, BORON_30MIN);
    static const kiln_kpi ABSENT[] = {KILN_KPI_OXIDE_THICKNESS, KILN_KPI_SILICON_CONSUMED,
                                      KILN_KPI_DOSE_OXIDE, KILN_KPI_DOSE_LOST,
                                      KILN_KPI_DOSE_ETCHED};
    for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++)
        assert_true(isnan(test_kpi(&run, ABSENT[i])));
    kiln_text text;
    kiln_json_writer writer;
    kiln_text_init(&text, &run.arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_writer_init(&writer, &sink, 0);
    kiln_shape_write(&kiln_result_shape, &run.result, KILN_WRITE_ALL, &writer);
    assert_int_equal(sink.status, KILN_OK);
    assert_null(strstr(text.data, "oxide_thickness_nm"));
    assert_null(strstr(text.data, "execution_time_ms"));
    assert_non_null(strstr(text.data, "\"junction_depth_nm\":327."));
    kiln_json *tree = NULL;
    assert_int_equal(
        kiln_json_read(text.data, text.size, &(kiln_json_options){0}, &run.arena, &tree, NULL),
        KILN_OK);
    test_run_free(&run);
}

/* Goal: sheet resistance of a layer is 1 / (q integral mu N dx), by a sum that is not Kiln's
 * quadrature, with the mobility published by Masetti 1983 for boron. */
static void sheet_resistance_is_the_integral_of_conductance(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, BORON_30MIN);
    const double kt = 8.617333262e-5 * 1273.15;
    const double length_cm = 2 * sqrt(0.76 * exp(-3.46 / kt) * 1800);
    const double xj_cm = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH) * 1e-7;
    enum { PANELS = 200000 };
    double siemens = 0;
    for (int i = 0; i < PANELS; i++) {
        const double boron = 1e20 * erfc((i + 0.5) / PANELS * xj_cm / length_cm);
        const double n = boron + 1e15;
        const double mu = 44.9 * exp(-9.23e16 / n) + 470.5 / (1 + pow(n / 2.23e17, 0.719)) -
                          29.0 / (1 + pow(6.10e20 / n, 2.00));
        siemens += 1.602176634e-19 * mu * (boron - 1e15) * xj_cm / PANELS;
    }
    assert_close(test_kpi(&run, KILN_KPI_SHEET_RESISTANCE), 1 / siemens, 1e-4);
    test_run_free(&run);
}

/* Goal: splitting a step, or giving it as segments, a trace or seconds, changes nothing. */
static void the_way_a_soak_is_written_does_not_matter(void **state)
{
    (void)state;
    static const char *const WAY[] = {
        "[{'type':'furnace','temp_c':1000,'time_min':30,'source':S,'ambient':'dry_o2'}]",
        "[{'type':'furnace','source':S,'ambient':'dry','segments':["
        "  {'temp_c':1000,'time_min':10},{'time_s':1200}]}]",
        "[{'type':'furnace','temp_c':1000,'time_min':12,'source':S,'ambient':'dry_o2'},"
        " {'type':'furnace','temp_c':1000,'time_min':18,'source':S,'ambient':'dry_o2'}]",
        "[{'type':'furnace','source':S,'ambient':{'o2':1},"
        "  'trace':{'time_min':[5,20,35],'temp_c':[1000,1000,1000]}}]",
        "[{'type':'furnace','source':S,'ambient':{'flow_slm':{'o2':7}},'temp_c':1000,"
        "  'time_min':30}]"};
    static const char SOURCE[] = "{'dopant':'B','surface_conc_cm3':1e20}";
    double xj_nm = 0, ox_nm = 0;
    for (size_t i = 0; i < sizeof WAY / sizeof WAY[0]; i++) {
        char steps[1024] = "", recipe[2048];
        for (const char *c = WAY[i]; *c; c++) {
            const size_t at = strlen(steps);
            if (c[0] == 'S')
                strncat(steps, SOURCE, sizeof steps - at - 1);
            else
                strncat(steps, c, 1);
        }
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'steps':%s,"
                 "'model':{'diffusion':'constant','solver':'closed_form'}}",
                 steps);
        test_run run;
        test_run_well(&run, recipe);
        if (i == 0) {
            xj_nm = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
            ox_nm = test_kpi(&run, KILN_KPI_OXIDE_THICKNESS);
        }
        assert_close(test_kpi(&run, KILN_KPI_JUNCTION_DEPTH), xj_nm, 1e-9);
        assert_close(test_kpi(&run, KILN_KPI_OXIDE_THICKNESS), ox_nm, 1e-9);
        test_run_free(&run);
    }
}

/* Goal: each thing not simulated yet is refused by name at its place, all of them at once. */
static void what_is_not_simulated_yet_is_refused_by_name(void **state)
{
    (void)state;
    test_run run;
    test_run_text(
        &run,
        "{'substrate':{'dopant':'P','conc_cm3':1e15,"
        "   'layers':[{'thickness_nm':5000,'dopant':'P','conc_cm3':1e16}]},"
        " 'initial':{'dopant':'B','file':'sims.csv'},"
        " 'steps':[{'type':'furnace','temp_c':900,'time_min':30,'source':'doped_layer'},"
        "   {'type':'deposit','material':'nitride','thickness_nm':25},"
        "   {'type':'etch','material':'poly'}],"
        " 'model':{'diffusion':'coupled','activation':'kinetics'}}",
        NULL);
    static const char *const PLACE[][2] = {
        {"/substrate/layers", "epitaxial"}, {"/initial/0/file", "file"},
        {"/steps/0/source", "doped layer"}, {"/steps/1/material", "deposit nitride"},
        {"/steps/2/material", "etch poly"}, {"/model/diffusion", "coupled"},
        {"/model/activation", "kinetics"}};
    enum { PLACES = sizeof PLACE / sizeof PLACE[0] };
    assert_int_equal(run.status, KILN_UNSUPPORTED);
    assert_int_equal(run.diag.count, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        assert_string_equal(run.diag.issue[i].pointer, PLACE[i][0]);
        assert_non_null(strstr(run.diag.issue[i].message, "not simulated yet"));
        assert_non_null(strstr(run.diag.issue[i].message, PLACE[i][1]));
        assert_true(run.diag.issue[i].mend[0] != '\0');
    }
    test_run_free(&run);
}

/* Goal: a profile without a closed form is refused where it arises. */
static void a_second_source_of_the_same_dopant_has_no_closed_form(void **state)
{
    (void)state;
    test_run run;
    test_run_text(&run,
                  "{'steps':[{'type':'furnace','temp_c':950,'time_min':10,"
                  "   'source':{'dopant':'B','surface_conc_cm3':1e20}},"
                  " {'type':'furnace','temp_c':1000,'time_min':10},"
                  " {'type':'furnace','segments':[{'temp_c':950,'time_min':10,"
                  "   'source':{'dopant':'B','surface_conc_cm3':1e20}}]}],"
                  " 'model':{'diffusion':'constant','solver':'closed_form'}}",
                  NULL);
    assert_int_equal(run.status, KILN_UNSUPPORTED);
    assert_string_equal(run.diag.issue[0].pointer, "/steps/2/segments/0/source");
    test_run_free(&run);
}

/* Goal: an oxidation of a plain wafer needs no diffusion model, and gives oxide alone. */
static void a_plain_oxidation_runs_with_the_default_model(void **state)
{
    (void)state;
    test_run run;
    test_run_text(&run,
                  "{'steps':[{'type':'furnace','temp_c':1000,'time_min':60,"
                  "   'ambient':'dry_o2'}],'targets':{'junction_depth_nm':{'upper':1},"
                  "   'oxide_thickness_nm':{'target':48,'tolerance':1}}}",
                  NULL);
    assert_ok(&run, run.status);
    const double oxide_nm = test_kpi(&run, KILN_KPI_OXIDE_THICKNESS);
    assert_true(oxide_nm > 47 && oxide_nm < 49);
    assert_close(test_kpi(&run, KILN_KPI_SILICON_CONSUMED), 0.44 * (oxide_nm - 1.5), 1e-9);
    assert_int_equal(run.result.verdicts.count, 2);
    assert_int_equal(run.result.verdicts.item[0].within, -1);
    assert_non_null(run.result.verdicts.item[0].reason);
    assert_int_equal(run.result.verdicts.item[1].within, 1);
    assert_int_equal(run.result.layers.count, 2);
    assert_close(run.result.layers.item[0].top_nm, -oxide_nm, 1e-15);
    test_run_free(&run);
}

/* Goal: a value on a bound of its band is within it, one past it is not. */
static void a_band_includes_its_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *band;
        int within;
    } ROW[] = {{"{'lower':1e20}", 1},
               {"{'upper':1e20}", 1},
               {"{'target':1e20,'tolerance':0}", 1},
               {"{'lower':1.0000001e20}", 0},
               {"{'upper':0.9999999e20}", 0},
               {"{'lower':1,'upper':2}", 0}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char recipe[1024];
        snprintf(recipe, sizeof recipe,
                 "{'steps':[{'type':'furnace','temp_c':1000,'time_min':30,"
                 "'source':{'dopant':'B','surface_conc_cm3':1e20}}],"
                 "'targets':{'surface_conc_cm3':%s},'model':{'diffusion':'constant'}}",
                 ROW[i].band);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.verdicts.item[0].within, ROW[i].within);
        test_run_free(&run);
    }
}

/* Goal: three layers give two junctions and three regions of alternating type that fit
 * together. */
static void regions_lie_between_all_junctions(void **state)
{
    (void)state;
    test_run run;
    test_run_text(&run,
                  "{'substrate':{'dopant':'P','conc_cm3':1e15},"
                  " 'initial':[{'dopant':'B','dose_cm2':1e14,'sigma_nm':100},"
                  "   {'dopant':'As','dose_cm2':1e15,'sigma_nm':20}],"
                  " 'steps':[{'type':'furnace','temp_c':1000,'time_min':30}],"
                  " 'model':{'diffusion':'constant'}}",
                  NULL);
    assert_ok(&run, run.status);
    assert_int_equal(run.result.kpis->junctions_nm.count, 2);
    assert_int_equal(run.result.regions.count, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(run.result.regions.item[i].type, i % 2 ? KILN_P_TYPE : KILN_N_TYPE);
    assert_true(run.result.regions.item[1].sheet_resistance_ohm_sq > 0);
    assert_true(isnan(run.result.regions.item[2].sheet_resistance_ohm_sq)); /* the substrate */
    assert_true(isnan(run.result.regions.item[2].dose_active_cm2));
    for (int i = 0; i < 2; i++) {
        assert_true(run.result.regions.item[i].to_nm == run.result.kpis->junctions_nm.item[i]);
        assert_true(run.result.regions.item[i + 1].from_nm == run.result.regions.item[i].to_nm);
    }
    test_run_free(&run);
}

/* Goal: doping above the intrinsic carriers (7.1e18 at 1000 C) warns, with by how much; below
 * it there is no such warning. Why: that is where a constant diffusivity is the wrong model. */
static void doping_above_the_intrinsic_carriers_warns(void **state)
{
    (void)state;
    static const struct {
        const char *conc;
        size_t warnings;
    } ROW[] = {{"1e20", 1}, {"7.3e18", 1}, {"6.9e18", 0}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char recipe[512];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},"
                 "'steps':[{'type':'furnace','temp_c':1000,'time_min':30,"
                 "'source':{'dopant':'B','surface_conc_cm3':%s}}],"
                 "'model':{'diffusion':'constant'}}",
                 ROW[i].conc);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.warnings.count, ROW[i].warnings);
        if (i == 0) {
            assert_string_equal(run.result.warnings.item[0].pointer, "/model/diffusion");
            assert_non_null(strstr(run.result.warnings.item[0].message, "14.1 times"));
        }
        test_run_free(&run);
    }
}

/* Goal: a dopant above its solubility warns at the step that left it so, with by how much; at
 * it, held by a source, it does not. Why: what is above is taken as inactive, which the sheet
 * resistance alone does not tell. Source: boron, 1.1922e20 at 1000 C (Armigliato 1977). */
static void doping_above_the_solubility_warns(void **state)
{
    (void)state;
    static const struct {
        const char *conc;
        const char *ratio; /* NULL: no warning */
    } ROW[] = {{"3e20", "2.52 times"}, {"1.21e20", "1.01 times"}, {"'solubility'", NULL}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char recipe[512];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'steps':["
                 "{'type':'furnace','temp_c':1000,'time_min':30,"
                 "'source':{'dopant':'B','surface_conc_cm3':%s}},"
                 "{'type':'furnace','temp_c':1100,'time_min':30}],"
                 "'model':{'diffusion':'constant'}}",
                 ROW[i].conc);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.warnings.count, ROW[i].ratio ? 2 : 1);
        if (ROW[i].ratio) {
            assert_string_equal(run.result.warnings.item[1].pointer, "/steps/0");
            assert_non_null(strstr(run.result.warnings.item[1].message, ROW[i].ratio));
        }
        test_run_free(&run);
    }
}

/* Goal: what is given and counts for less than it seems is said: HCl without oxygen, a
 * diffusion without a substrate to form a junction with, indium as if all ionised. Why:
 * never ignored. */
static void what_counts_for_less_warns(void **state)
{
    (void)state;
    static const struct {
        const char *recipe;
        const char *pointer; /* NULL: no warning */
    } ROW[] = {
        {"{'steps':[{'type':'furnace','temp_c':1000,'time_min':9,'hcl_percent':3}]}",
         "/steps/0"},
        {"{'steps':[{'type':'furnace','temp_c':1000,'time_min':9,'hcl_percent':3,"
         "  'ambient':'steam'}]}",
         "/steps/0"},
        {"{'steps':[{'type':'furnace','hcl_percent':3,'segments':["
         "  {'temp_c':1000,'time_min':9},{'time_min':9,'ambient':'dry_o2'}]}]}",
         NULL},
        {"{'initial':{'dopant':'B','dose_cm2':1e13,'sigma_nm':50},'steps':["
         "  {'type':'furnace','temp_c':1000,'time_min':9}],'model':{'diffusion':'constant'}}",
         "/substrate"},
        {"{'substrate':{'dopant':'P','conc_cm3':1e15},'initial':{'dopant':'In',"
         "  'dose_cm2':1e11,'sigma_nm':50},'steps':["
         "  {'type':'furnace','temp_c':1000,'time_min':9}],'model':{'diffusion':'constant'}}",
         "/model/mobility"}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        test_run run;
        test_run_well(&run, ROW[i].recipe);
        assert_int_equal(run.result.warnings.count, ROW[i].pointer ? 1 : 0);
        if (ROW[i].pointer)
            assert_string_equal(run.result.warnings.item[0].pointer, ROW[i].pointer);
        test_run_free(&run);
    }
}

/* Goal: a solubility outside its range warns where it bounds a concentration, and not for a
 * wafer doped far below it. Why: a warning that is always there is not read. Source: P,
 * 850..1100 C (Nobili 1982). */
static void a_solubility_warns_where_it_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *conc;
        size_t warnings;
    } ROW[] = {{"1e15", 0}, {"1e19", 0}, {"1e20", 1}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char recipe[512];
        snprintf(recipe, sizeof recipe,
                 "{'substrate':{'dopant':'P','conc_cm3':%s},"
                 "'steps':[{'type':'furnace','temp_c':1200,'time_min':30}]}",
                 ROW[i].conc);
        test_run run;
        test_run_well(&run, recipe);
        assert_int_equal(run.result.warnings.count, ROW[i].warnings);
        if (ROW[i].warnings)
            assert_non_null(
                strstr(run.result.warnings.item[0].message, "/dopants/phosphorus/solubility"));
        test_run_free(&run);
    }
}

/* Goal: a band about a target has the ends that a person would write. Why: 327.7 less 0.1 is
 * 327.59999999999997 in doubles. */
static void a_band_has_round_ends(void **state)
{
    (void)state;
    test_run run;
    test_run_text(&run,
                  "{'steps':[{'type':'furnace','temp_c':900,'time_min':1}],'targets':{"
                  "'junction_depth_nm':{'target':327.7,'tolerance':0.1},"
                  "'dose_silicon_cm2':{'target':1e30,'tolerance':1e30}}}",
                  NULL);
    assert_ok(&run, run.status);
    assert_int_equal(run.result.verdicts.count, 2);
    assert_true(run.result.verdicts.item[0].lower == 327.6);
    assert_true(run.result.verdicts.item[0].upper == 327.8);
    assert_true(run.result.verdicts.item[1].lower == 0);
    assert_true(run.result.verdicts.item[1].upper == 2e30);
    test_run_free(&run);
}

/* Goal: the depths of a profile rise strictly from 0 to the bottom, for any number of
 * points, and put a quarter of them at least into a shallow layer above a deep one. */
static void depths_follow_the_profiles(void **state)
{
    (void)state;
    static const size_t POINTS[] = {2, 3, 17, 400, 5000};
    for (size_t i = 0; i < sizeof POINTS / sizeof POINTS[0]; i++) {
        const kiln_run_options options = {.profile_points = POINTS[i]};
        test_run run;
        test_run_text(&run,
                      "{'substrate':{'dopant':'P','conc_cm3':1e15},"
                      " 'initial':[{'dopant':'B','dose_cm2':1e14,'sigma_nm':800},"
                      "   {'dopant':'As','dose_cm2':1e15,'sigma_nm':10}],"
                      " 'steps':[{'type':'furnace','temp_c':900,'time_min':1}],"
                      " 'model':{'diffusion':'constant'}}",
                      &options);
        assert_ok(&run, run.status);
        const kiln_layer *silicon = &run.result.layers.item[0];
        const kiln_curve *depth = &silicon->depth_nm;
        size_t shallow = 0;
        assert_int_equal(depth->count, POINTS[i]);
        assert_true(depth->item[0] == 0);
        assert_true(depth->item[depth->count - 1] == silicon->bottom_nm);
        for (size_t j = 1; j < depth->count; j++) {
            assert_true(depth->item[j] > depth->item[j - 1]);
            shallow += depth->item[j] < 100;
        }
        assert_true(POINTS[i] < 100 || shallow > POINTS[i] / 4);
        test_run_free(&run);
    }
}

static bool always(void *context)
{
    (void)context;
    return true;
}

static double an_hour(void *context)
{
    (void)context;
    return 3600;
}

/* Goal: cancel, deadline and too many points end a run with their own status, result
 * untouched. */
static void a_run_keeps_to_its_bounds(void **state)
{
    (void)state;
    const kiln_run_options cancelled = {.cancelled = always};
    const kiln_run_options late = {.clock = {.now_s = an_hour}, .deadline_s = 3599};
    const kiln_run_options early = {.clock = {.now_s = an_hour}, .deadline_s = 3601};
    const kiln_run_options wide = {.profile_points = KILN_POINTS_MAX + 1};
    const kiln_run_options widest = {.profile_points = KILN_POINTS_MAX};
    const kiln_run_options narrow = {.profile_points = 1};
    const struct {
        const kiln_run_options *options;
        kiln_status status;
    } ROW[] = {{&cancelled, KILN_CANCELLED}, {&late, KILN_LIMIT}, {&early, KILN_OK},
               {&wide, KILN_LIMIT},          {&widest, KILN_OK},  {&narrow, KILN_LIMIT}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        test_run run;
        test_run_text(&run, BORON_30MIN, ROW[i].options);
        assert_int_equal(run.status, ROW[i].status);
        assert_int_equal(run.diag.errors, ROW[i].status != KILN_OK);
        assert_int_equal(run.result.layers.count, ROW[i].status == KILN_OK);
        test_run_free(&run);
    }
}

/* Goal: whichever allocation fails, the run ends with KILN_NO_MEMORY and nothing is left held.
 * Why: every allocation can fail and is checked. In a build with a malloc per object this walks
 * through each one. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_any_allocation_may_fail(BORON_30MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_junction_is_where_the_net_doping_changes_sign),
        cmocka_unit_test(what_is_not_there_is_absent),
        cmocka_unit_test(sheet_resistance_is_the_integral_of_conductance),
        cmocka_unit_test(the_way_a_soak_is_written_does_not_matter),
        cmocka_unit_test(what_is_not_simulated_yet_is_refused_by_name),
        cmocka_unit_test(a_second_source_of_the_same_dopant_has_no_closed_form),
        cmocka_unit_test(a_plain_oxidation_runs_with_the_default_model),
        cmocka_unit_test(a_band_includes_its_bounds),
        cmocka_unit_test(regions_lie_between_all_junctions),
        cmocka_unit_test(depths_follow_the_profiles),
        cmocka_unit_test(doping_above_the_intrinsic_carriers_warns),
        cmocka_unit_test(doping_above_the_solubility_warns),
        cmocka_unit_test(what_counts_for_less_warns),
        cmocka_unit_test(a_solubility_warns_where_it_bounds),
        cmocka_unit_test(a_band_has_round_ends),
        cmocka_unit_test(a_run_keeps_to_its_bounds),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
