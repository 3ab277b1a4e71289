/* Dopants solved for on a mesh, through whole stages: closed forms, another program's figures,
 * conservation. */
#include "process/closed_form.h"
#include "process/numeric.h"
#include "process/reading.h"
#include "process/run.h"

#include "kiln/math.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct solved {
    test_run run;
    kiln_numeric *numeric;
    kiln_reading reading; /* after the last step */
    kiln_oxide oxide;
    kiln_form form[KILN_DOPANTS_MAX];
} solved;

static void assert_ok(const solved *s, kiln_status status)
{
    if (status != KILN_OK)
        fail_msg("%s: %s", s->run.diag.issue[0].pointer, s->run.diag.issue[0].message);
}

/* Starting Gaussians and the substrate, as numeric wants them. */
static size_t start_forms(solved *s, double substrate_cm3[])
{
    const kiln_recipe *recipe = &s->run.recipe;
    if (recipe->substrate->dopant != KILN_ABSENT_CHOICE)
        substrate_cm3[recipe->substrate->dopant] = recipe->substrate->conc_cm3;
    for (size_t i = 0; i < recipe->initial.count; i++) {
        const kiln_initial *initial = &recipe->initial.item[i];
        s->form[i] = (kiln_form){.kind = KILN_FORM_GAUSSIAN,
                                 .dopant = (kiln_dopant)initial->dopant,
                                 .dose_cm2 = initial->dose_cm2,
                                 .peak_cm = initial->peak_depth_nm * 1e-7,
                                 .variance_cm2 = pow(initial->sigma_nm * 1e-7, 2)};
    }
    return recipe->initial.count;
}

static void solve(solved *s, const char *text)
{
    static const kiln_run_options NO_BOUNDS = {0};
    char json[2048];
    double substrate_cm3[KILN_DOPANT_COUNT] = {0};
    kiln_stage_list stages[KILN_STEPS_MAX];
    kiln_validity validity = {0};
    kiln_json *tree = NULL;
    *s = (solved){0};
    test_run *run = &s->run;
    const size_t size = strlen(text);
    for (size_t i = 0; i <= size; i++)
        json[i] = text[i] == '\'' ? '"' : text[i];
    kiln_arena_init(&run->arena, 0, (kiln_allocator){0});
    kiln_diag_init(&run->diag, NULL);
    assert_ok(
        s, kiln_json_read(json, size, &(kiln_json_options){0}, &run->arena, &tree, &run->diag));
    assert_ok(s, kiln_recipe_read(tree, &run->arena, &run->recipe, &run->diag));
    run->set = test_set(run->recipe.model->set, &run->arena);
    for (size_t i = 0; i < run->recipe.steps.count; i++)
        assert_ok(s, kiln_flow_lower(run->recipe.steps.item[i].furnace, i, &run->arena,
                                     &stages[i], &run->diag));
    const kiln_numeric_start start = {.form_count = start_forms(s, substrate_cm3),
                                      .form = s->form,
                                      .substrate_cm3 = substrate_cm3,
                                      .recipe = &run->recipe,
                                      .set = run->set,
                                      .stages = stages};
    s->oxide = kiln_oxide_start(1.5e-7);
    assert_ok(s, kiln_numeric_take(&start, &run->arena, &s->numeric, &run->diag));
    for (size_t i = 0; i < run->recipe.steps.count; i++)
        for (size_t j = 0; j < stages[i].count; j++) {
            const kiln_numeric_stage stage = {.stage = &stages[i].item[j],
                                              .set = run->set,
                                              .model = run->recipe.model,
                                              .options = &NO_BOUNDS,
                                              .orientation = KILN_SI_100,
                                              .validity = &validity};
            assert_ok(s, kiln_numeric_run(s->numeric, &stage, &s->oxide, &run->diag));
        }
    assert_ok(s, kiln_reading_take(&s->reading, &s->numeric->field, &run->arena));
    kiln_reading_update(&s->reading, &s->numeric->field);
}

/* Of the first species, at a depth. */
static double conc_at(const solved *s, double depth_cm)
{
    return kiln_reading_conc(&s->reading, kiln_reading_cell(&s->reading, depth_cm), 0,
                             depth_cm);
}

static void done(solved *s)
{
    test_run_free(&s->run);
}

static double ratio_less_one(double found, double expected)
{
    return fabs(found / expected - 1);
}

/* Goal: with one constant diffusivity the mesh agrees with the closed forms within 0.1 %
 * wherever the concentration is above 1e-8 of the peak, at the default tolerance: a held
 * surface, two steps, a buried Gaussian that reaches the surface. */
static void profiles_agree_with_their_closed_forms(void **state)
{
    (void)state;
#define BY_HAND "'model':{'diffusion':'constant','d0_cm2_s':0.76,'ea_ev':3.46}"
    static const char HELD[] = "'source':{'dopant':'B','surface_conc_cm3':1e20}";
    const double d1 = 0.76 * exp(-3.46 / (8.617333262e-5 * 1273.15)) * 1800;
    const double d2 = 0.76 * exp(-3.46 / (8.617333262e-5 * 1373.15)) * 3600;
    const struct {
        const char *steps;
        kiln_form form;
    } ROW[] = {
        {"'steps':[{'type':'furnace','temp_c':1000,'time_min':30,%s}],",
         {.kind = KILN_FORM_SOURCE, .surface_cm3 = 1e20, .source_cm2 = d1}},
        {"'steps':[{'type':'furnace','temp_c':1000,'time_min':30,%s},"
         "{'type':'furnace','temp_c':1100,'time_min':60}],",
         {.kind = KILN_FORM_SOURCE, .surface_cm3 = 1e20, .source_cm2 = d1, .drive_cm2 = d2}},
        {"'initial':{'dopant':'B','dose_cm2':1e13,'peak_depth_nm':150,'sigma_nm':50},"
         "'steps':[{'type':'furnace','temp_c':1100,'time_min':60}],",
         {.dose_cm2 = 1e13, .peak_cm = 150e-7, .variance_cm2 = 25e-12 + 2 * d2}},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char steps[512], text[1024];
        solved s;
        snprintf(steps, sizeof steps, ROW[i].steps, HELD);
        snprintf(text, sizeof text, "{%s%s}", steps, BY_HAND);
        solve(&s, text);
        const double end_cm = kiln_form_extent(&ROW[i].form);
        const double peak = fmax(kiln_form_conc(&ROW[i].form, 0),
                                 kiln_form_conc(&ROW[i].form, ROW[i].form.peak_cm));
        for (int j = 0; j <= 200; j++) {
            const double depth_cm = end_cm * j / 200;
            const double expected = kiln_form_conc(&ROW[i].form, depth_cm);
            const double found = conc_at(&s, depth_cm);
            if (expected > 1e-8 * peak && !(ratio_less_one(found, expected) < 1e-3))
                fail_msg("row %zu, %g cm: %g is not %g", i, depth_cm, found, expected);
        }
        done(&s);
    }
}

/* Goal: Fermi-model drive-ins end where SUPREM-IV.GS says, within 1.5 %, with its parameters.
 * Source: runs of release 9450, 1e13 Gaussian at 150 nm, sigma 50 nm: depth of 1e15 cm^-3. */
static void drive_ins_agree_with_suprem4gs(void **state)
{
    (void)state;
    static const struct {
        const char *dopant;
        int temp_c, time_min;
        double depth_um;
    } ROW[] = {{"B", 1000, 30, 0.46780},
               {"B", 1200, 240, 5.02652},
               {"P", 1100, 30, 0.92256},
               {"As", 1100, 240, 1.12861},
               {"Sb", 1200, 30, 1.07591}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[512];
        solved s;
        snprintf(text, sizeof text,
                 "{'initial':{'dopant':'%s','dose_cm2':1e13,'peak_depth_nm':150,'sigma_nm':50},"
                 "'steps':[{'type':'furnace','temp_c':%d,'time_min':%d}],"
                 "'model':{'set':'supremiv'}}",
                 ROW[i].dopant, ROW[i].temp_c, ROW[i].time_min);
        solve(&s, text);
        const double bound_cm = 0.015 * ROW[i].depth_um * 1e-4;
        const double depth_cm = ROW[i].depth_um * 1e-4;
        assert_true(conc_at(&s, depth_cm - bound_cm) > 1e15);
        assert_true(conc_at(&s, depth_cm + bound_cm) < 1e15);
        done(&s);
    }
}

/* Goal: silicon + oxide + gas hold what was put in, to 1e-6, and nothing is negative, through
 * random flows of ramps, gases, bare surfaces and sources, by either model. */
static void every_atom_is_accounted_for(void **state)
{
    (void)state;
    static const char *const DOPANT[] = {"B", "P", "As", "Sb"};
    static const char *const GAS[] = {"n2", "dry_o2", "wet_o2", "n2"};
    for (uint64_t seed = 0; seed < 12; seed++) {
        kiln_random random = kiln_random_start(seed, 1);
        char text[1024];
        solved s;
        const int temp_c = 900 + (int)(200 * kiln_random_uniform(&random));
        const int to_c = 900 + (int)(200 * kiln_random_uniform(&random));
        const char *gas = GAS[seed % 4];
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'B','conc_cm3':1e15},"
                 "'initial':{'dopant':'%s','dose_cm2':%g,'peak_depth_nm':%d,'sigma_nm':40},"
                 "'steps':[{'type':'furnace','surface':'%s','segments':["
                 "{'temp_c':%d,'time_min':10},{'to_temp_c':%d,'time_min':15,'ambient':'%s'},"
                 "{'time_min':20,'ambient':'%s'},{'time_min':5}]}],'model':{'diffusion':'%s'}}",
                 DOPANT[seed / 4 % 4], pow(10, 12 + 2 * kiln_random_uniform(&random)),
                 (int)(200 * kiln_random_uniform(&random)), seed % 5 ? "sealed" : "bare",
                 temp_c, to_c, gas, gas, seed % 3 ? "fermi" : "constant");
        solve(&s, text);
        const kiln_numeric *n = s.numeric;
        for (size_t k = 0; k < n->species; k++) {
            const kiln_mesh *mesh = &n->field.mesh;
            const double consumed_cm = 0.44 * (s.oxide.thickness_cm - 1.5e-7);
            const double from_substrate =
                n->dopant[k] == KILN_BORON ? 1e15 * (mesh->node[mesh->cells] + consumed_cm) : 0;
            const double put_in = n->put_in_cm2[k] + from_substrate + n->field.gained_cm2[k];
            const double found = kiln_numeric_silicon_dose(n, k) +
                                 kiln_numeric_oxide_dose(n, k) + n->field.lost_cm2[k];
            if (!(ratio_less_one(found, put_in) < 1e-6))
                fail_msg("seed %d, species %zu: %.9g is not %.9g", (int)seed, k, found, put_in);
            for (size_t i = 0; i < mesh->cells; i++)
                assert_true(n->field.conc[i * n->species + k] > 0);
        }
        done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_agree_with_their_closed_forms),
        cmocka_unit_test(drive_ins_agree_with_suprem4gs),
        cmocka_unit_test(every_atom_is_accounted_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
