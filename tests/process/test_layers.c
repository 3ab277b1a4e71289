/* Oxide put on and taken off: amounts to rounding, doped films against closed forms, native
 * oxide, warnings and limits. */
#include "process/layers.h"
#include "process/mesh_run.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double NM = 1e-7;

static void deposit(mesh_run *s, double thickness_nm, kiln_dopant dopant, double conc_cm3)
{
    kiln_film film = {.thickness_cm = thickness_nm * NM};
    film.conc_cm3[dopant] = conc_cm3;
    assert_ok(&s->run,
              kiln_deposit_oxide(s->numeric, &film, "/steps/1", &s->oxide, &s->run.diag));
}

static void etch(mesh_run *s, double thickness_nm)
{
    kiln_etch_oxide(s->numeric, thickness_nm * NM, "/steps/2", &s->oxide, &s->run.diag);
}

/* Atoms per area below a depth, the cells taken as uniform. */
static double amount_below(const mesh_run *s, size_t species, double depth_cm)
{
    const kiln_field_state *field = &s->numeric->field;
    double sum = 0;
    for (size_t i = 0; i < field->mesh.cells; i++) {
        const double top_cm = fmax(field->mesh.node[i], depth_cm);
        const double part_cm = field->mesh.node[i + 1] - top_cm;
        sum += fmax(part_cm, 0) * field->conc[i * field->species + species];
    }
    return sum;
}

static double whole_amount(const mesh_run *s, size_t species)
{
    return kiln_numeric_silicon_dose(s->numeric, species) +
           kiln_numeric_oxide_dose(s->numeric, species);
}

static void assert_sound(const mesh_run *s)
{
    const kiln_field_state *field = &s->numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    assert_in_range(mesh->cells, 1, field->cells_max);
    for (size_t i = 0; i < mesh->cells; i++)
        assert_true(mesh->node[i] < mesh->node[i + 1]);
    for (size_t i = 0; i < mesh->cells * field->species; i++)
        assert_true(field->conc[i] > 0);
    assert_true(!(fabs(mesh->node[mesh->oxide_cells]) > 0));
    assert_close(-mesh->node[0], s->oxide.thickness_cm, 1e-13);
    assert_true((mesh->oxide_cells > 0) == (s->oxide.thickness_cm > 0));
    assert_true(mesh->oxide_cells == 0 || mesh->oxide_cells >= 4);
}

static const char TWO_DOPANTS[] =
    "{'initial':[{'dopant':'B','dose_cm2':1e14,'peak_depth_nm':80,'sigma_nm':30},"
    "{'dopant':'As','dose_cm2':1e15,'peak_depth_nm':20,'sigma_nm':10}],"
    "'steps':[{'type':'furnace','temp_c':1000,'time_min':10}]}";

/* Goal: whatever is put on and taken off, each species' amount on the wafer and in the etched
 * layers is what was put in, to 1e-12. Why: conservation is the promise the doses rest on. */
static void random_sequences_lose_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        kiln_random random = kiln_random_start(seed, 3);
        double start[2], put_in[2] = {0};
        mesh_run s;
        mesh_run_begin(&s, TWO_DOPANTS, NULL);
        for (size_t k = 0; k < 2; k++)
            start[k] = whole_amount(&s, k);
        for (int i = 0; i < 40; i++) {
            const double nm = pow(10, -1.9 + 5 * kiln_random_uniform(&random));
            const size_t k = kiln_random_uniform(&random) < 0.5;
            const double conc_cm3 = pow(10, 15 + 6 * kiln_random_uniform(&random));
            if (kiln_random_uniform(&random) < 0.45) {
                deposit(&s, nm, s.numeric->dopant[k], conc_cm3);
                put_in[k] += nm * NM * conc_cm3;
                put_in[1 - k] += nm * NM; /* one atom a cm^3 stands for nothing */
            } else {
                etch(&s, kiln_random_uniform(&random) < 0.1 ? (double)INFINITY : nm);
            }
            assert_sound(&s);
            for (size_t j = 0; j < 2; j++)
                assert_close(whole_amount(&s, j) + s.numeric->field.etched_cm2[j],
                             start[j] + put_in[j], 1e-12);
        }
        mesh_run_free(&s);
    }
}

/* Goal: an etch takes what was above the cut and leaves what was below as it was, whether the
 * cut lies in a cell's middle, on an edge, or leaves a sliver. */
static void an_etch_takes_what_was_above_the_cut(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    deposit(&s, 60, KILN_BORON, 3e20);
    deposit(&s, 40, KILN_ARSENIC, 1e19);
    for (int i = 0; i < 30; i++) {
        const kiln_mesh *mesh = &s.numeric->field.mesh;
        const double cell_nm = (mesh->node[1] - mesh->node[0]) / NM;
        const double SHARE[] = {0.5, 1, 0.95, 1.05, 0.02};
        const double nm = SHARE[i % 5] * cell_nm;
        const double cut_cm = mesh->node[0] + nm * NM;
        double below[2], whole[2], etched[2];
        for (size_t k = 0; k < 2; k++) {
            below[k] = amount_below(&s, k, cut_cm);
            whole[k] = amount_below(&s, k, -1);
            etched[k] = s.numeric->field.etched_cm2[k];
        }
        etch(&s, nm);
        assert_sound(&s);
        for (size_t k = 0; k < 2; k++) {
            assert_close(amount_below(&s, k, -1), below[k], 1e-12);
            const double taken = s.numeric->field.etched_cm2[k] - etched[k];
            assert_true(fabs(taken - (whole[k] - below[k])) < 1e-12 * (whole[k] + etched[k]));
        }
    }
    mesh_run_free(&s);
}

/* Goal: half of a film holds half of its dose, and its whole the rest. */
static void half_a_film_holds_half_of_its_dose(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    const double silicon_cm2 = kiln_numeric_silicon_dose(s.numeric, 0);
    deposit(&s, 250, KILN_BORON, 2e20);
    assert_close(kiln_numeric_oxide_dose(s.numeric, 0), 5e15, 1e-13);
    assert_close(s.numeric->put_in_cm2[0], 1e14 + 5e15, 1e-13);
    etch(&s, 125);
    assert_close(kiln_numeric_oxide_dose(s.numeric, 0), 2.5e15, 1e-13);
    assert_close(s.numeric->field.etched_cm2[0], 2.5e15, 1e-13);
    etch(&s, (double)INFINITY);
    assert_close(s.numeric->field.etched_cm2[0], 5e15, 1e-13);
    assert_close(kiln_numeric_silicon_dose(s.numeric, 0), silicon_cm2, 1e-13);
    assert_int_equal(s.run.diag.count, 0);
    mesh_run_free(&s);
}

/* Goal: a film meets the silicon, or the film below, in cells fine enough for what goes
 * through, though the mesh had grown coarse there. Why: the first of the flux is lost in a
 * wide cell. */
static void layers_meet_in_fine_cells(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(
        &s,
        "{'initial':{'dopant':'B','dose_cm2':1e14,'peak_depth_nm':400,'sigma_nm':100},"
        "'steps':[{'type':'furnace','temp_c':1100,'time_min':600}]}",
        NULL);
    mesh_run_step(&s, 0);
    const kiln_mesh *mesh = &s.numeric->field.mesh;
    s.numeric->mesh_settings.least_cm *= 0.1;
    const double least_cm = s.numeric->mesh_settings.least_cm;
    const double before = whole_amount(&s, 0);
    assert_true(mesh->node[1] > 3 * least_cm); /* else this tests nothing */
    deposit(&s, 100, KILN_BORON, 1e20);
    const size_t first = mesh->oxide_cells;
    assert_true(mesh->node[first + 1] < 1.8 * least_cm &&
                -mesh->node[first - 1] < 1.8 * least_cm);
    deposit(&s, 100, KILN_BORON, 1e18);
    size_t meet = 0;
    while (mesh->node[meet] < -100.0001 * NM)
        meet++;
    assert_close(mesh->node[meet], -100 * NM, 1e-12);
    assert_true(mesh->node[meet + 1] - mesh->node[meet] < 1.8 * least_cm);
    assert_true(mesh->node[meet] - mesh->node[meet - 1] < 1.8 * least_cm);
    for (size_t i = 1; i + 1 < mesh->cells; i++) {
        const double above = mesh->node[i] - mesh->node[i - 1];
        const double here = mesh->node[i + 1] - mesh->node[i];
        assert_true(here < 2.2 * above && above < 2.2 * here);
    }
    assert_close(whole_amount(&s, 0), before + 1e15 + 1e13, 1e-13);
    mesh_run_free(&s);
}

/* Boron from a thick film into silicon, D and m by hand, the interface in no way. */
static void drive_from_film(mesh_run *s, double d_silicon, double d_oxide, double m)
{
    char text[512];
    const test_override changes[] = {{"/dopants/boron/segregation/m0", m},
                                     {"/dopants/boron/segregation/ea_ev", 0},
                                     {"/dopants/boron/transport/h0_cm_s", 1e-2},
                                     {"/dopants/boron/oxide_diffusivity/d0_cm2_s", d_oxide},
                                     {"/dopants/boron/oxide_diffusivity/ea_ev", 0},
                                     {NULL, 0}};
    snprintf(text, sizeof text,
             "{'steps':[{'type':'furnace','temp_c':1000,'time_min':60},"
             "{'type':'deposit','material':'oxide','thickness_nm':2000,"
             "'doping':{'dopant':'B','conc_cm3':1e20}}],"
             "'model':{'diffusion':'constant','d0_cm2_s':%g,'ea_ev':0}}",
             d_silicon);
    mesh_run_begin(s, text, changes);
    deposit(s, 2000, KILN_BORON, 1e20); /* the second step, first */
    mesh_run_step(s, 0);
    mesh_run_read(s);
}

/* Goal: a thick film with the silicon's own diffusivity and no segregation is the half-space of
 * Crank 1975, eq. 2.14: C0/2 erfc(x / 2 sqrt(Dt)), on both sides, within 0.1 % above 1e-8. */
static void a_like_film_is_half_a_space(void **state)
{
    (void)state;
    const double d = 1e-14, length_cm = 2 * sqrt(d * 3600);
    mesh_run s;
    drive_from_film(&s, d, d, 1);
    for (int i = -40; i <= 40; i++) {
        const double x = 0.1 * i + (i == 0 ? 1e-6 : 0);
        const double expected = 0.5e20 * erfc(x);
        if (expected > 1e12)
            assert_close(mesh_run_conc(&s, x * length_cm), expected, 1e-3);
    }
    assert_close(kiln_numeric_silicon_dose(s.numeric, 0),
                 1e20 * sqrt(d * 3600 / 3.14159265358979), 1e-3);
    mesh_run_free(&s);
}

/* Goal: with segregation, and a film in which boron diffuses slower, the two half-spaces are
 * those of an infinite composite medium in which C_Si = m C_ox at the contact (Crank 1975, sec.
 * 3.4), within 0.1 % above 1e-8 of the highest, on both sides. */
static void a_film_feeds_silicon_through_segregation(void **state)
{
    (void)state;
    static const struct {
        double d_oxide, m;
    } ROW[] = {{1e-14, 0.3}, {1e-16, 0.3}, {1e-16, 20}, {1e-17, 0.3}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        const double d_silicon = 1e-14, ratio = sqrt(d_silicon / ROW[i].d_oxide);
        const double silicon_cm3 = ROW[i].m * 1e20 / (1 + ROW[i].m * ratio);
        const double oxide_cm3 = silicon_cm3 * ratio;
        mesh_run s;
        drive_from_film(&s, d_silicon, ROW[i].d_oxide, ROW[i].m);
        for (int j = 1; j <= 39; j++) {
            const double x = 0.1 * j;
            const double down_cm = 2 * x * sqrt(d_silicon * 3600);
            const double up_cm = 2 * x * sqrt(ROW[i].d_oxide * 3600);
            assert_close(mesh_run_conc(&s, down_cm), silicon_cm3 * erfc(x), 1e-3);
            assert_close(mesh_run_conc(&s, -up_cm), 1e20 - oxide_cm3 * erfc(x), 1e-3);
        }
        mesh_run_free(&s);
    }
}

/* Goal: air's oxide is there once, on bare silicon only, and empty. */
static void native_oxide_grows_on_bare_silicon_only(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    const double silicon_cm2 = kiln_numeric_silicon_dose(s.numeric, 0);
    assert_ok(&s.run, kiln_native_oxide(s.numeric, 0, "/steps/0", &s.oxide, &s.run.diag));
    assert_int_equal(s.numeric->field.mesh.oxide_cells, 0);
    for (int i = 0; i < 2; i++) { /* the second time it lies there already */
        assert_ok(&s.run,
                  kiln_native_oxide(s.numeric, 1.5 * NM, "/steps/0", &s.oxide, &s.run.diag));
        assert_sound(&s);
        assert_close(s.oxide.thickness_cm, 1.5 * NM, 1e-15);
        assert_close(s.oxide.transient_left[0], 1, 0);
        assert_true(kiln_numeric_oxide_dose(s.numeric, 0) < 1e-6);
    }
    assert_close(kiln_numeric_silicon_dose(s.numeric, 0), silicon_cm2, 1e-13);
    assert_close(s.numeric->put_in_cm2[0], 1e14, 1e-15);
    etch(&s, (double)INFINITY);
    assert_sound(&s);
    assert_int_equal(s.run.diag.count, 0);
    mesh_run_free(&s);
}

/* Goal: what a later oxidation starts from: thickness, and Massoud's transients, which belong
 * to the interface. Where nothing moves there is no mesh, and the same holds. */
static void an_oxidation_starts_from_what_is_there(void **state)
{
    (void)state;
    const kiln_film film = {.thickness_cm = 20 * NM};
    kiln_oxide oxide = {.thickness_cm = 30 * NM, .transient_left = {0.4, 0.1}};
    assert_int_equal(kiln_deposit_oxide(NULL, &film, "", &oxide, NULL), KILN_OK);
    assert_close(oxide.thickness_cm, 50 * NM, 1e-15);
    assert_close(oxide.transient_left[0], 0.4, 0);
    kiln_etch_oxide(NULL, 35 * NM, "", &oxide, NULL);
    assert_close(oxide.thickness_cm, 15 * NM, 1e-14);
    assert_close(oxide.transient_left[1], 0.1, 0);
    kiln_etch_oxide(NULL, 14.995 * NM, "", &oxide, NULL); /* no atom is that small */
    assert_true(!(fabs(oxide.thickness_cm) > 0));
    assert_close(oxide.transient_left[1], 1, 0);
    assert_int_equal(kiln_deposit_oxide(NULL, &film, "", &oxide, NULL), KILN_OK);
    assert_close(oxide.thickness_cm, 20 * NM, 0);
    assert_close(oxide.transient_left[0], 1, 0);
}

/* Goal: an etch that finds nothing, or less than it was to take, says so at its step and does
 * what can be done. */
static void idle_etches_warn(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    const double silicon_cm2 = kiln_numeric_silicon_dose(s.numeric, 0);
    etch(&s, 10);
    assert_int_equal(s.run.diag.count, 1);
    assert_int_equal(s.run.diag.issue[0].severity, KILN_SEVERITY_WARNING);
    assert_string_equal(s.run.diag.issue[0].pointer, "/steps/2");
    assert_string_equal(s.run.diag.issue[0].message, "there is no oxide to etch");
    deposit(&s, 25, KILN_BORON, 1e20);
    etch(&s, 25.005); /* as much, but for rounding */
    assert_int_equal(s.run.diag.count, 1);
    deposit(&s, 25, KILN_BORON, 1e20);
    etch(&s, 40);
    assert_int_equal(s.run.diag.count, 2);
    assert_non_null(strstr(s.run.diag.issue[1].message, "40 nm are to be etched"));
    assert_non_null(strstr(s.run.diag.issue[1].message, "25 nm of oxide"));
    assert_close(s.numeric->field.etched_cm2[0], 2 * 25 * NM * 1e20, 1e-12);
    assert_close(kiln_numeric_silicon_dose(s.numeric, 0), silicon_cm2, 1e-13);
    assert_sound(&s);
    mesh_run_free(&s);
}

/* Goal: less than an atom is no film, which a warning says, and nothing is put in. */
static void a_film_thinner_than_an_atom_is_none(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    deposit(&s, 0.0099, KILN_BORON, 1e20);
    assert_sound(&s);
    assert_close(s.numeric->put_in_cm2[0], 1e14, 1e-15);
    assert_true(!(s.oxide.thickness_cm > 0));
    assert_int_equal(s.run.diag.count, 1);
    assert_int_equal(s.run.diag.issue[0].severity, KILN_SEVERITY_WARNING);
    assert_string_equal(s.run.diag.issue[0].pointer, "/steps/1");
    deposit(&s, 0.0101, KILN_BORON, 1e20);
    assert_sound(&s);
    assert_close(kiln_numeric_oxide_dose(s.numeric, 0), 1.01e11, 1e-9);
    assert_int_equal(s.run.diag.count, 1);
    mesh_run_free(&s);
}

/* Goal: a film that the mesh has no room for is refused at its step, and nothing is put in. */
static void a_film_beyond_the_mesh_is_refused(void **state)
{
    (void)state;
    const kiln_film film = {.thickness_cm = 100 * NM};
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    const double silicon_cm2 = kiln_numeric_silicon_dose(s.numeric, 0);
    s.numeric->field.cells_max = s.numeric->field.mesh.cells + 10;
    assert_int_equal(kiln_deposit_oxide(s.numeric, &film, "/steps/1", &s.oxide, &s.run.diag),
                     KILN_LIMIT);
    assert_string_equal(s.run.diag.issue[0].pointer, "/steps/1");
    assert_close(kiln_numeric_silicon_dose(s.numeric, 0), silicon_cm2, 1e-13);
    assert_sound(&s);
    mesh_run_free(&s);
}

/* Goal: an etch that leaves a thin rest is refused where the mesh is full, and nothing is
 * etched; a strip needs no room. Why: reading an oxide takes three cells. */
static void a_rest_beyond_the_mesh_is_refused(void **state)
{
    (void)state;
    mesh_run s;
    mesh_run_begin(&s, TWO_DOPANTS, NULL);
    deposit(&s, 100, KILN_BORON, 1e20);
    const kiln_oxide before = s.oxide;
    s.numeric->field.cells_max = s.numeric->field.mesh.cells + 3;
    assert_int_equal(kiln_etch_oxide(s.numeric, 99 * NM, "/steps/1", &s.oxide, &s.run.diag),
                     KILN_LIMIT);
    assert_string_equal(s.run.diag.issue[0].pointer, "/steps/1");
    assert_close(s.oxide.thickness_cm, before.thickness_cm, 1e-15);
    assert_close(kiln_numeric_oxide_dose(s.numeric, 0), 1e15, 1e-12);
    assert_int_equal(
        kiln_etch_oxide(s.numeric, (double)INFINITY, "/steps/1", &s.oxide, &s.run.diag),
        KILN_OK);
    assert_int_equal(s.numeric->field.mesh.oxide_cells, 0);
    mesh_run_free(&s);
}

/* Goal: a deposit step's numbers reach the film in cm, a dopant named twice counted twice. */
static void a_deposit_step_becomes_a_film(void **state)
{
    (void)state;
    kiln_layer_doping doping[] = {
        {KILN_BORON, 1e20}, {KILN_PHOSPHORUS, 3e19}, {KILN_BORON, 2e20}};
    const kiln_deposit step = {
        .material = KILN_OXIDE, .thickness_nm = 250, .doping = {.count = 3, .item = doping}};
    const kiln_film film = kiln_film_of(&step);
    assert_close(film.thickness_cm, 250e-7, 1e-15);
    assert_close(film.conc_cm3[KILN_BORON], 3e20, 1e-15);
    assert_close(film.conc_cm3[KILN_PHOSPHORUS], 3e19, 1e-15);
    assert_true(!(film.conc_cm3[KILN_ARSENIC] > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sequences_lose_nothing),
        cmocka_unit_test(an_etch_takes_what_was_above_the_cut),
        cmocka_unit_test(half_a_film_holds_half_of_its_dose),
        cmocka_unit_test(layers_meet_in_fine_cells),
        cmocka_unit_test(a_like_film_is_half_a_space),
        cmocka_unit_test(a_film_feeds_silicon_through_segregation),
        cmocka_unit_test(native_oxide_grows_on_bare_silicon_only),
        cmocka_unit_test(an_oxidation_starts_from_what_is_there),
        cmocka_unit_test(idle_etches_warn),
        cmocka_unit_test(a_film_thinner_than_an_atom_is_none),
        cmocka_unit_test(a_film_beyond_the_mesh_is_refused),
        cmocka_unit_test(a_rest_beyond_the_mesh_is_refused),
        cmocka_unit_test(a_deposit_step_becomes_a_film),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
