/* Recipes on the mesh, from text to result: which solver is taken, another program's figures,
 * where the dopant is. What ends a run early is in test_limits.c. */
#include "process/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define IMPLANTED(dopant, dose) \
    "'initial':{'dopant':'" dopant "','dose_cm2':" dose ",'peak_depth_nm':150,'sigma_nm':50},"
#define SOAK(temp_c, time_min) \
    "{'type':'furnace','temp_c':" temp_c ",'time_min':" time_min ",'surface':'sealed'}"

#define OXIDATION "{'type':'furnace','temp_c':1000,'time_min':60,'ambient':'dry_o2'}"

/* Goal: drive-ins, a high dose, evaporation, two steps and an oxidation end as SUPREM-IV.GS
 * says, with its parameters, within the bounds the project sets itself: junctions and doses 1.5
 * to 2 %, surfaces 2 to 3 %. Source: runs of release 9450, of which time steps alone move
 * junctions by up to 1 %. */
static void recipes_agree_with_suprem4gs(void **state)
{
    (void)state;
#define OVER(dopant) "'substrate':{'dopant':'" dopant "','conc_cm3':1e15,'native_oxide_nm':2},"
    static const struct {
        const char *recipe;
        double junction_um, surface_cm3, silicon_cm2, relative;
    } ROW[] = {
        {OVER("P") IMPLANTED("B", "1e13") "'steps':[" SOAK("1100", "30") "]", /* b */
         0.93186, 2.68746e17, 9.98738e12, 0.015},
        {OVER("B") IMPLANTED("P", "1e13") "'steps':[" SOAK("1000", "240") "]", /* b */
         0.80864, 2.98166e17, 9.98579e12, 0.015},
        {OVER("B") "'initial':{'dopant':'P','dose_cm2':5e15,'peak_depth_nm':100," /* c, bare */
                   "'sigma_nm':40},'steps':[{'type':'furnace','temp_c':1000,'time_min':30,"
                   "'surface':'bare'}]",
         0.61765, 1.94236e19, 2.74973e15, 0.02},
        {OVER("B") IMPLANTED("As", "1e13") "'steps':[" OXIDATION "]", /* e */
         0.36899, 2.20395e17, 9.97707e12, 0.02},
        {OVER("B") IMPLANTED("P", "1e13") "'steps':[" OXIDATION "]", /* e */
         0.50696, 3.97043e17, 9.96172e12, 0.02},
        {OVER("P") "'steps':[{'type':'furnace','temp_c':1000,'time_min':30," /* f */
                   "'source':{'dopant':'B','surface_conc_cm3':1e20}}," SOAK("1100", "60") "]",
         2.03057, 2.81996e19, 2.47320e15, 0.02},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[1024];
        test_run run;
        snprintf(text, sizeof text, "{%s,'model':{'set':'supremiv','oed':'none'}}",
                 ROW[i].recipe);
        test_run_well(&run, text);
        assert_int_equal(run.result.model->solver, KILN_SOLVER_NUMERICAL);
        assert_int_equal(run.result.model->diffusion, KILN_DIFFUSION_FERMI);
        assert_close(test_kpi(&run, KILN_KPI_JUNCTION_DEPTH), 1e3 * ROW[i].junction_um,
                     ROW[i].relative);
        assert_close(test_kpi(&run, KILN_KPI_SURFACE_CONC), ROW[i].surface_cm3, 0.03);
        assert_close(test_kpi(&run, KILN_KPI_DOSE_SILICON), ROW[i].silicon_cm2, 0.02);
        test_run_free(&run);
    }
#undef OVER
}

/* Goal: with one constant diffusivity, each KPI and each region comes out the same from the
 * closed form and from the mesh, within 1e-4. Why: two solvers that share nothing below the
 * KPIs. */
static void both_solvers_agree(void **state)
{
    (void)state;
    static const char RECIPE[] =
        "{'substrate':{'dopant':'P','conc_cm3':1e15},"
        "'initial':[{'dopant':'B','dose_cm2':1e14,'peak_depth_nm':100,'sigma_nm':60},"
        " {'dopant':'P','dose_cm2':1e13,'peak_depth_nm':1500,'sigma_nm':100}],"
        "'steps':[{'type':'furnace','segments':[{'temp_c':900,'to_temp_c':1050,'time_min':20},"
        " {'time_min':30}]},{'type':'furnace','temp_c':950,'time_min':30,"
        " 'source':{'dopant':'As','surface_conc_cm3':5e19}}],"
        "'model':{'diffusion':'constant','solver':'%s'}}";
    char text[1024];
    test_run exact, mesh;
    snprintf(text, sizeof text, RECIPE, "auto");
    test_run_well(&exact, text);
    snprintf(text, sizeof text, RECIPE, "numerical");
    test_run_well(&mesh, text);
    assert_int_equal(exact.result.model->solver, KILN_SOLVER_CLOSED_FORM);
    assert_int_equal(mesh.result.model->solver, KILN_SOLVER_NUMERICAL);
    for (int i = 0; i < KILN_KPI_COUNT; i++) {
        const double value = test_kpi(&exact, (kiln_kpi)i);
        if (isnan(value))
            assert_true(isnan(test_kpi(&mesh, (kiln_kpi)i)));
        else
            assert_close(test_kpi(&mesh, (kiln_kpi)i), value, 1e-4);
    }
    assert_int_equal(exact.result.regions.count, 3);
    assert_int_equal(mesh.result.regions.count, 3);
    for (size_t i = 0; i < 2; i++) {
        const kiln_region *wanted = &exact.result.regions.item[i];
        const kiln_region *found = &mesh.result.regions.item[i];
        assert_int_equal(found->type, wanted->type);
        assert_close(found->to_nm, wanted->to_nm, 1e-4);
        assert_close(found->sheet_resistance_ohm_sq, wanted->sheet_resistance_ohm_sq, 1e-4);
        assert_close(found->dose_active_cm2, wanted->dose_active_cm2, 1e-4);
        assert_close(found->dose_chemical_cm2, wanted->dose_chemical_cm2, 1e-4);
    }
    assert_true(mesh.result.layers.item[0].bottom_nm > 1500); /* the buried layer is shown */
    test_run_free(&exact);
    test_run_free(&mesh);
}

/* Goal: auto takes the closed form where it is exact and the mesh elsewhere; what the solver
 * did is told where the mesh was taken, and only there. */
static void auto_takes_the_closed_form_where_it_is_exact(void **state)
{
    (void)state;
    static const struct {
        const char *steps, *model;
        int solver;
    } ROW[] = {
        {SOAK("900", "1"), "'diffusion':'constant'", KILN_SOLVER_CLOSED_FORM},
        {SOAK("900", "1"), "'diffusion':'constant','solver':'numerical'",
         KILN_SOLVER_NUMERICAL},
        {SOAK("900", "1"), "'diffusion':'fermi'", KILN_SOLVER_NUMERICAL},
        {"{'type':'furnace','temp_c':900,'time_min':1,'surface':'bare'}",
         "'diffusion':'constant'", KILN_SOLVER_NUMERICAL},
        {"{'type':'furnace','temp_c':900,'time_min':1,'ambient':'dry_o2'}",
         "'diffusion':'constant'", KILN_SOLVER_NUMERICAL},
        {"{'type':'furnace','temp_c':900,'time_min':1,'ambient':'dry_o2'}",
         "'diffusion':'constant','solver':'closed_form'", KILN_SOLVER_CLOSED_FORM},
        {"{'type':'furnace','temp_c':900,'time_min':1,"
         "'source':{'dopant':'B','surface_conc_cm3':1e19}}",
         "'diffusion':'constant'", KILN_SOLVER_NUMERICAL}, /* on top of the starting boron */
        {"{'type':'furnace','temp_c':900,'time_min':1,"
         "'source':{'dopant':'P','surface_conc_cm3':1e19}}",
         "'diffusion':'constant'", KILN_SOLVER_CLOSED_FORM},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'initial':{'dopant':'B',"
                 "'dose_cm2':1e13,'sigma_nm':50},'steps':[%s],'model':{%s}}",
                 ROW[i].steps, ROW[i].model);
        test_run_well(&run, text);
        assert_int_equal(run.result.model->solver, ROW[i].solver);
        const kiln_solver_effort *effort = run.result.solver;
        if (ROW[i].solver == KILN_SOLVER_CLOSED_FORM) {
            assert_null(effort);
        } else {
            assert_true(effort->steps > 5 && effort->iterations >= effort->steps);
            assert_true(effort->rejected >= 0 && effort->remeshes >= 0);
            assert_true(effort->grid_points > 20);
        }
        test_run_free(&run);
    }
}

/* Goal: what no solver can do is refused where it stands, with a way out. */
static void what_a_solver_cannot_do_is_refused(void **state)
{
    (void)state;
#define HELD "'source':{'dopant':'B','surface_conc_cm3':1e19}"
    static const struct {
        const char *steps, *model, *pointer;
        kiln_status status;
    } ROW[] = {
        {SOAK("900", "1"), "'solver':'closed_form'", "/model/solver", KILN_INVALID},
        {"{'type':'furnace','segments':[{'temp_c':900,'time_min':1,'surface':'bare'}]}",
         "'diffusion':'constant','solver':'closed_form'", "/steps/0/segments/0/surface",
         KILN_UNSUPPORTED},
        {"{'type':'furnace','temp_c':900,'time_min':1,'ambient':'dry_o2'," HELD "}", "",
         "/steps/0/source", KILN_UNSUPPORTED},
        {"{'type':'furnace','temp_c':900,'time_min':1,'ambient':'dry_o2'},"
         "{'type':'furnace','temp_c':900,'time_min':1," HELD "}",
         "", "/steps/1/source", KILN_UNSUPPORTED},
        {"{'type':'furnace','temp_c':900,'time_min':1,"
         "'source':{'dopant':'Ga','surface_conc_cm3':1e19}}",
         "'set':'supremiv'", "/model/set", KILN_INVALID},
        {"{'type':'furnace','temp_c':900,'time_min':1,"
         "'source':{'dopant':'Ga','surface_conc_cm3':'solubility'}}",
         "'set':'supremiv'", "/model/set", KILN_INVALID},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{'initial':{'dopant':'B','dose_cm2':1e13,'sigma_nm':50},'steps':[%s],"
                 "'model':{%s}}",
                 ROW[i].steps, ROW[i].model);
        test_run_text(&run, text, NULL);
        assert_int_equal(run.status, ROW[i].status);
        assert_string_equal(run.diag.issue[0].pointer, ROW[i].pointer);
        assert_null(run.result.kpis);
        test_run_free(&run);
    }
#undef HELD
}

/* Goal: by the KPIs, silicon + oxide + gas hold what was put in, to 1e-6, through oxidation,
 * ramps and a bare surface, with a substrate of the other dopant and of the same. Why: the
 * substrate's share is neither counted nor lost. */
static void the_doses_add_up_to_what_was_put_in(void **state)
{
    (void)state;
    static const char *const SUBSTRATE[] = {"P", "B"};
    for (size_t i = 0; i < 2; i++) {
        char text[1024];
        test_run run;
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'%s','conc_cm3':1e16},'initial':[{'dopant':'B',"
                 "'dose_cm2':1e13,'sigma_nm':80},{'dopant':'As','dose_cm2':2e13,"
                 "'sigma_nm':40}],'steps':[{'type':'furnace','segments':["
                 "{'temp_c':900,'to_temp_c':1000,'time_min':10,'surface':'bare'},"
                 "{'time_min':20,'ambient':'wet_o2'},{'to_temp_c':900,'time_min':10}]}]}",
                 SUBSTRATE[i]);
        test_run_well(&run, text);
        const double silicon = test_kpi(&run, KILN_KPI_DOSE_SILICON);
        const double oxide = test_kpi(&run, KILN_KPI_DOSE_OXIDE);
        const double lost = test_kpi(&run, KILN_KPI_DOSE_LOST);
        assert_true(silicon > 1e12 && oxide > 1e12 && lost > 1e10);
        assert_close(silicon + oxide + lost, 3e13, 1e-6);
        test_run_free(&run);
    }
}

/* Goal: a bare surface loses dopant to the gas, a sealed one does not, and the loss is then
 * absent, not 0. */
static void a_bare_surface_loses_and_a_sealed_one_does_not(void **state)
{
    (void)state;
    static const char RECIPE[] =
        "{'initial':{'dopant':'P','dose_cm2':1e14,'sigma_nm':50},'steps':[{'type':'furnace',"
        "'temp_c':1000,'time_min':20,'surface':'%s'}]}";
    char text[512];
    test_run bare, sealed;
    snprintf(text, sizeof text, RECIPE, "bare");
    test_run_well(&bare, text);
    snprintf(text, sizeof text, RECIPE, "sealed");
    test_run_well(&sealed, text);
    assert_true(isnan(test_kpi(&sealed, KILN_KPI_DOSE_LOST)));
    assert_close(test_kpi(&sealed, KILN_KPI_DOSE_SILICON), 1e14, 1e-6);
    assert_true(test_kpi(&bare, KILN_KPI_DOSE_LOST) > 1e12);
    assert_close(test_kpi(&bare, KILN_KPI_DOSE_SILICON) + test_kpi(&bare, KILN_KPI_DOSE_LOST),
                 1e14, 1e-6);
    test_run_free(&bare);
    test_run_free(&sealed);
}

/* Goal: the oxide's curve holds the dose that the KPI says is in the oxide, from top to
 * interface, and jumps by the segregation there: boron is on the oxide's side. */
static void the_oxide_has_its_profile(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run,
                  "{'substrate':{'dopant':'P','conc_cm3':1e15}," IMPLANTED(
                      "B", "1e13") "'steps':[{'type':'furnace','temp_c':1000,'time_min':20,"
                                   "'ambient':'wet_o2'}]}");
    assert_int_equal(run.result.layers.count, 2);
    const kiln_layer *oxide = &run.result.layers.item[0], *silicon = oxide + 1;
    const kiln_curve *depth = &oxide->depth_nm, *boron = &oxide->chemical[KILN_BORON];
    const size_t n = depth->count;
    assert_int_equal(boron->count, n);
    assert_close(depth->item[0], -test_kpi(&run, KILN_KPI_OXIDE_THICKNESS), 1e-9);
    assert_true(depth->item[n - 1] == 0);
    double dose_cm2 = 0;
    for (size_t i = 1; i < n; i++) {
        assert_true(depth->item[i] > depth->item[i - 1]);
        dose_cm2 += 0.5e-7 * (boron->item[i] + boron->item[i - 1]) *
                    (depth->item[i] - depth->item[i - 1]);
    }
    assert_close(dose_cm2, test_kpi(&run, KILN_KPI_DOSE_OXIDE), 1e-3);
    assert_true(boron->item[n - 1] > 1.5 * silicon->chemical[KILN_BORON].item[0]);
    test_run_free(&run);
}

/* Goal: a source that comes after anneals and ramps gives what it gives at once. Why: the mesh
 * has by then grown coarse where the source begins. */
static void a_source_may_come_late(void **state)
{
    (void)state;
    static const char *const BEFORE[] = {"", "{'temp_c':900,'time_min':1e-3},",
                                         "{'temp_c':900,'time_min':60},",
                                         "{'temp_c':800,'to_temp_c':900,'time_min':30},"};
    double junction_nm = 0, dose_cm2 = 0;
    for (size_t i = 0; i < sizeof BEFORE / sizeof BEFORE[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'steps':[{'type':'furnace',"
                 "'segments':[%s{'temp_c':900,'time_min':30,'source':{'dopant':'B',"
                 "'surface_conc_cm3':1e19}}]}]}",
                 BEFORE[i]);
        test_run_well(&run, text);
        if (i == 0) {
            junction_nm = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
            dose_cm2 = test_kpi(&run, KILN_KPI_DOSE_SILICON);
        }
        assert_close(test_kpi(&run, KILN_KPI_JUNCTION_DEPTH), junction_nm, 1e-4);
        assert_close(test_kpi(&run, KILN_KPI_DOSE_SILICON), dose_cm2, 1e-4);
        test_run_free(&run);
    }
}

/* Goal: before its source comes a dopant is not there: no dose, no peak, no curve; after it,
 * all of them. Why: absent is absent. */
static void a_dopant_is_absent_before_its_source(void **state)
{
    (void)state;
    const kiln_run_options options = {.step_profiles = true};
    test_run run;
    test_run_text(
        &run,
        "{'substrate':{'dopant':'P','conc_cm3':1e15},'steps':[" SOAK(
            "900", "1") ","
                        "{'type':'furnace','temp_c':900,'time_min':1,'source':{'dopant':'B',"
                        "'surface_conc_cm3':1e19}}]}",
        &options);
    assert_int_equal(run.status, KILN_OK);
    const kiln_step_result *before = &run.result.steps.item[0], *after = before + 1;
    assert_true(isnan(before->kpis->value[KILN_KPI_DOSE_SILICON]));
    assert_true(isnan(before->kpis->value[KILN_KPI_PEAK_CONC]));
    assert_int_equal(before->layers.item[0].chemical[KILN_BORON].count, 0);
    assert_true(after->kpis->value[KILN_KPI_DOSE_SILICON] > 1e11);
    assert_close(after->kpis->value[KILN_KPI_PEAK_CONC], 1e19, 1e-6);
    assert_true(after->layers.item[0].chemical[KILN_BORON].count > 0);
    test_run_free(&run);
}

/* Goal: dopants whose tails meet in undoped silicon, far below any doping, make no junctions
 * there. Why: a mesh does not follow a profile down to nothing. */
static void tails_of_nothing_make_no_junctions(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, "{'initial':[{'dopant':'B','dose_cm2':1e14,'sigma_nm':50},"
                        "{'dopant':'P','dose_cm2':3e13,'sigma_nm':40}],"
                        "'steps':[" SOAK("950", "20") "]}");
    assert_int_equal(run.result.kpis->junctions_nm.count, 0);
    assert_int_equal(run.result.regions.count, 1);
    assert_int_equal(run.result.regions.item[0].type, KILN_P_TYPE);
    test_run_free(&run);
}

/* Goal: a dopant that goes nowhere while micrometres of oxide grow keeps every number finite:
 * in an oxide that it cannot enter there is less of it than a double can say. Why: a result
 * that is not finite cannot be written. */
static void what_an_oxide_leaves_behind_stays_finite(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, "{'substrate':{'dopant':'B','conc_cm3':1e15},'initial':[{'dopant':'In',"
                        "'dose_cm2':1e14,'peak_depth_nm':20,'sigma_nm':8}],'steps':[{'type':"
                        "'furnace','temp_c':700,'time_min':9000,'pressure_atm':25,'ambient':"
                        "'wet_o2'}]}");
    for (size_t i = 0; i < run.result.layers.count; i++) {
        const kiln_curve *curve = &run.result.layers.item[i].chemical[KILN_INDIUM];
        assert_true(curve->count > 0);
        for (size_t j = 0; j < curve->count; j++)
            assert_true(curve->item[j] > 0 && curve->item[j] < 1e22);
    }
    assert_close(test_kpi(&run, KILN_KPI_DOSE_SILICON), 1e14, 1e-9);
    test_run_free(&run);
}

/* Goal: the mesh's traces, an atom per cm^3, are no dopant: a doped film on cold silicon gives
 * it no dose and no peak, an undoped one takes none along when it is etched off, and a profile
 * that is flat at the surface has its peak there. Why: 1.00 cm^-3 is no peak, nor 1e-5 cm^-2 a
 * dose. */
static void traces_are_nothing(void **state)
{
    (void)state;
    test_run run;
    test_run_well(&run, "{'substrate':{'dopant':'B','conc_cm3':1e15},'steps':["
                        "{'type':'deposit','material':'oxide','thickness_nm':300,"
                        "'doping':[{'dopant':'P','conc_cm3':1e21}]}]}");
    assert_true(test_kpi(&run, KILN_KPI_DOSE_SILICON) == 0);
    assert_true(isnan(test_kpi(&run, KILN_KPI_PEAK_CONC)));
    assert_close(test_kpi(&run, KILN_KPI_DOSE_OXIDE), 3e16, 1e-9);
    test_run_free(&run);
    test_run_well(&run, "{'initial':[{'dopant':'P','dose_cm2':1e13,'sigma_nm':50}],'steps':["
                        "{'type':'deposit','material':'oxide','thickness_nm':300},"
                        "{'type':'etch','material':'oxide'}," SOAK("1100", "60") "]}");
    assert_true(isnan(test_kpi(&run, KILN_KPI_DOSE_ETCHED)));
    assert_true(test_kpi(&run, KILN_KPI_PEAK_DEPTH) == 0);
    test_run_free(&run);
}

/* Goal: each warning belongs to its model: a constant diffusivity that leaves out doping, or
 * closed forms that leave out oxide, are not said of the Fermi model on a mesh; what becomes of
 * dopant above its solubility is, and what the set does not know. */
static void warnings_are_of_the_model_that_ran(void **state)
{
    (void)state;
#define LITTLE(dopant) "'initial':{'dopant':'" dopant "','dose_cm2':1e12,'sigma_nm':50},"
#define TWO_MIN(more)  "'steps':[{'type':'furnace','temp_c':1000,'time_min':2," more "}]"
    static const struct {
        const char *recipe;
        const char *pointer, *words; /* NULL: no warning */
    } ROW[] = {
        {LITTLE("B") TWO_MIN("'ambient':'n2'"), NULL, NULL},
        {LITTLE("B") TWO_MIN("'ambient':'dry_o2'"), "/model/oed", "empirical"},
        {LITTLE("B") TWO_MIN("'ambient':'dry_o2'") ",'model':{'oed':'none'}", NULL, NULL},
        {LITTLE("B") TWO_MIN("'ambient':'dry_o2'") ",'model':{'set':'supremiv'}", "/model/set",
         "boron diffuses faster or slower under a growing oxide"},
        {LITTLE("B") TWO_MIN("'ambient':'dry_o2'") ",'model':{'diffusion':'constant',"
                                                   "'solver':'closed_form'}",
         "/steps/0", "closed form"},
        {LITTLE("Ga") TWO_MIN("'ambient':'dry_o2'") ",'model':{'oed':'none'}", "/model/set",
         "gallium goes into oxide"},
        {LITTLE("Ga") TWO_MIN("'surface':'bare'"), "/model/set", "gallium evaporates"},
        {LITTLE("B") "'steps':[{'type':'furnace','temp_c':850,'time_min':2}]", NULL, NULL},
        {TWO_MIN("'source':{'dopant':'P','surface_conc_cm3':1.2e20}"), NULL, NULL},
        {TWO_MIN("'source':{'dopant':'P','surface_conc_cm3':1.5e20}"), "/model/diffusion",
         "above about 1.3e20 its profile has a kink"},
        {TWO_MIN("'source':{'dopant':'B','surface_conc_cm3':3e20}"), "/steps/0",
         "stays where it is"},
        {TWO_MIN("'source':{'dopant':'B','surface_conc_cm3':3e20}") ",'model':{'inactive':"
                                                                    "'mobile'}",
         "/steps/0", "diffuses all the same"},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text, "{'substrate':{'dopant':'P','conc_cm3':1e15},%s}",
                 ROW[i].recipe);
        test_run_well(&run, text);
        assert_int_equal(run.result.warnings.count, ROW[i].pointer ? 1 : 0);
        if (ROW[i].pointer) {
            assert_string_equal(run.result.warnings.item[0].pointer, ROW[i].pointer);
            assert_non_null(strstr(run.result.warnings.item[0].message, ROW[i].words));
        }
        test_run_free(&run);
    }
#undef LITTLE
#undef TWO_MIN
}

/* Goal: a measured profile whose neighbours jump by a factor of two is averaged, and the result
 * says so; the same without the jumps is not. Why: what is smoothed may have been meant. */
static void a_noisy_profile_is_warned_of(void **state)
{
    (void)state;
    for (int noisy = 0; noisy <= 1; noisy++) {
        enum { POINTS = 200 };
        char depths[POINTS * 8] = "", concs[POINTS * 12] = "", text[POINTS * 20 + 256];
        test_run run;
        for (int i = 0; i < POINTS; i++) {
            const double away = (2 * i - 60) / 40., jump = noisy && i % 2 ? 2 : 1;
            const char *comma = i ? "," : "";
            snprintf(depths + strlen(depths), sizeof depths - strlen(depths), "%s%d", comma,
                     2 * i);
            snprintf(concs + strlen(concs), sizeof concs - strlen(concs), "%s%.4g", comma,
                     jump * (1e19 * exp(-away * away) + 1e14));
        }
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'P','conc_cm3':1e15},'initial':{'dopant':'B',"
                 "'depth_nm':[%s],'conc_cm3':[%s]},'steps':[" SOAK("900", "1") "]}",
                 depths, concs);
        test_run_well(&run, text);
        assert_int_equal(run.result.warnings.count, noisy);
        if (noisy)
            assert_non_null(strstr(run.result.warnings.item[0].message, "noisy"));
        test_run_free(&run);
    }
}

/* Goal: a tolerance tenfold finer takes more steps and a finer grid, and moves the junction by
 * less than 0.1 %, with oxide and without. */
static void a_finer_tolerance_moves_no_junction(void **state)
{
    (void)state;
    static const char *const GAS[] = {"n2", "dry_o2"};
    for (size_t i = 0; i < 2; i++) {
        double junction_nm[2];
        int64_t steps[2], points[2];
        for (int finer = 0; finer < 2; finer++) {
            char text[512];
            test_run run;
            snprintf(text, sizeof text,
                     "{'substrate':{'dopant':'P','conc_cm3':1e15}," IMPLANTED(
                         "B", "1e14") "'steps':[{'type':'furnace','temp_c':1000,'time_min':30,'"
                                      "ambient':'%s'}],"
                                      "'model':{'tolerance':%s}}",
                     GAS[i], finer ? "1e-4" : "1e-3");
            test_run_well(&run, text);
            junction_nm[finer] = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
            steps[finer] = run.result.solver->steps;
            points[finer] = run.result.solver->grid_points;
            test_run_free(&run);
        }
        assert_close(junction_nm[0], junction_nm[1], 1e-3);
        assert_true(steps[1] > steps[0] && points[1] > points[0]);
    }
}

/* Goal: heavy doping speeds up the oxidation of a wafer in which nothing is put in, as it does
 * on the mesh. Source: Ho and Plummer 1979: on 3e20 of phosphorus B/A is many times that of
 * lightly doped silicon at 900 C. */
static void a_heavily_doped_wafer_oxidises_faster(void **state)
{
    (void)state;
    static const char *const CONC[] = {"1e15", "3e20"};
    double oxide_nm[2];
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'P','conc_cm3':%s},'steps':[{'type':'furnace',"
                 "'temp_c':900,'time_min':30,'ambient':'steam'}]}",
                 CONC[i]);
        test_run_well(&run, text);
        assert_null(run.result.solver);
        oxide_nm[i] = test_kpi(&run, KILN_KPI_OXIDE_THICKNESS);
        test_run_free(&run);
    }
    assert_true(oxide_nm[1] > 2 * oxide_nm[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recipes_agree_with_suprem4gs),
        cmocka_unit_test(both_solvers_agree),
        cmocka_unit_test(auto_takes_the_closed_form_where_it_is_exact),
        cmocka_unit_test(what_a_solver_cannot_do_is_refused),
        cmocka_unit_test(the_doses_add_up_to_what_was_put_in),
        cmocka_unit_test(a_bare_surface_loses_and_a_sealed_one_does_not),
        cmocka_unit_test(the_oxide_has_its_profile),
        cmocka_unit_test(a_source_may_come_late),
        cmocka_unit_test(a_dopant_is_absent_before_its_source),
        cmocka_unit_test(tails_of_nothing_make_no_junctions),
        cmocka_unit_test(what_an_oxide_leaves_behind_stays_finite),
        cmocka_unit_test(traces_are_nothing),
        cmocka_unit_test(warnings_are_of_the_model_that_ran),
        cmocka_unit_test(a_noisy_profile_is_warned_of),
        cmocka_unit_test(a_finer_tolerance_moves_no_junction),
        cmocka_unit_test(a_heavily_doped_wafer_oxidises_faster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
