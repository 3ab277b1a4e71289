/* Dopants solved for on a mesh, through whole stages: closed forms, another program's figures,
 * conservation. */
#include "process/closed_form.h"
#include "process/mesh_run.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>

/* Through all its steps, from a wafer in air. */
static void solve(mesh_run *m, const char *text)
{
    mesh_run_begin(m, text, NULL);
    m->oxide = kiln_oxide_start(1.5e-7);
    for (size_t i = 0; i < m->run.recipe.steps.count; i++)
        mesh_run_step(m, i);
    mesh_run_read(m);
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
        mesh_run s;
        snprintf(steps, sizeof steps, ROW[i].steps, HELD);
        snprintf(text, sizeof text, "{%s%s}", steps, BY_HAND);
        solve(&s, text);
        const double end_cm = kiln_form_extent(&ROW[i].form);
        const double peak = fmax(kiln_form_conc(&ROW[i].form, 0),
                                 kiln_form_conc(&ROW[i].form, ROW[i].form.peak_cm));
        for (int j = 0; j <= 200; j++) {
            const double depth_cm = end_cm * j / 200;
            const double expected = kiln_form_conc(&ROW[i].form, depth_cm);
            const double found = mesh_run_conc(&s, depth_cm);
            if (expected > 1e-8 * peak && !(ratio_less_one(found, expected) < 1e-3))
                fail_msg("row %zu, %g cm: %g is not %g", i, depth_cm, found, expected);
        }
        mesh_run_free(&s);
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
        mesh_run s;
        snprintf(text, sizeof text,
                 "{'initial':{'dopant':'%s','dose_cm2':1e13,'peak_depth_nm':150,'sigma_nm':50},"
                 "'steps':[{'type':'furnace','temp_c':%d,'time_min':%d}],"
                 "'model':{'set':'supremiv'}}",
                 ROW[i].dopant, ROW[i].temp_c, ROW[i].time_min);
        solve(&s, text);
        const double bound_cm = 0.015 * ROW[i].depth_um * 1e-4;
        const double depth_cm = ROW[i].depth_um * 1e-4;
        assert_true(mesh_run_conc(&s, depth_cm - bound_cm) > 1e15);
        assert_true(mesh_run_conc(&s, depth_cm + bound_cm) < 1e15);
        mesh_run_free(&s);
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
        mesh_run s;
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
        mesh_run_free(&s);
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
