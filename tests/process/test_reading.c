/* Profiles read off a mesh: exponentials, whose means over cells are known exactly. */
#include "process/reading.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OXIDE_CELLS = 12, CELLS = 60, SPECIES = 2 };

/* e^(slope x) of each species, another in the oxide than in the silicon. */
static double slope_of(size_t cell, size_t species)
{
    return (cell < OXIDE_CELLS ? 3e5 : -2e5) * (species ? 0.5 : 1);
}

/* Means of the exponentials over cells that grow by a twentieth from the interface. */
static void fill(kiln_field_state *field)
{
    kiln_mesh *mesh = &field->mesh;
    mesh->oxide_cells = OXIDE_CELLS;
    mesh->cells = CELLS;
    mesh->node[OXIDE_CELLS] = 0;
    for (size_t i = OXIDE_CELLS; i-- > 0;)
        mesh->node[i] = mesh->node[i + 1] - 1e-7 * pow(1.05, (double)(OXIDE_CELLS - i));
    for (size_t i = OXIDE_CELLS; i < CELLS; i++)
        mesh->node[i + 1] = mesh->node[i] + 1e-7 * pow(1.05, (double)(i - OXIDE_CELLS));
    for (size_t i = 0; i < CELLS; i++)
        for (size_t k = 0; k < SPECIES; k++) {
            const double s = slope_of(i, k), a = mesh->node[i], b = mesh->node[i + 1];
            field->conc[i * SPECIES + k] = (exp(s * b) - exp(s * a)) / (s * (b - a));
        }
}

static void take(kiln_arena *arena, kiln_field_state *field, kiln_reading *reading)
{
    kiln_arena_init(arena, 0, (kiln_allocator){0});
    assert_int_equal(kiln_field_state_take(field, SPECIES, CELLS, arena), KILN_OK);
    assert_int_equal(kiln_reading_take(reading, field, arena), KILN_OK);
    fill(field);
}

/* Goal: an exponential is read off its means within 1e-5 anywhere, in both layers, up to
 * their ends; each depth is found in its cell. Why: every KPI comes through here. The cells
 * see changes of 0.03 to 0.2 in ln C; the error goes with the fourth power. */
static void exponentials_are_read_off_their_means(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_field_state field = {0};
    kiln_reading reading = {0};
    take(&arena, &field, &reading);
    kiln_reading_update(&reading, &field);
    for (size_t i = 0; i < CELLS; i++) {
        const double *node = &field.mesh.node[i];
        for (int j = 0; j <= 10; j++) {
            const double depth_cm = node[0] + (node[1] - node[0]) * j / 10;
            if (j < 10)
                assert_int_equal(kiln_reading_cell(&reading, depth_cm), i);
            for (size_t k = 0; k < SPECIES; k++) {
                const double expected = exp(slope_of(i, k) * depth_cm);
                const double found = kiln_reading_conc(&reading, i, k, depth_cm);
                if (!(fabs(found / expected - 1) < 1e-5))
                    fail_msg("cell %zu, %g cm: %.9g is not %.9g", i, depth_cm, found, expected);
            }
        }
    }
    assert_int_equal(kiln_reading_cell(&reading, 1), CELLS - 1);
    assert_int_equal(kiln_reading_cell(&reading, -1), 0);
    kiln_arena_free(&arena);
}

/* Goal: across a front of many decades (of precipitates, or the edge of a film) each cell reads
 * what it holds. Why: a parabola through ln C read 2e28 cm^-3 off cells of 5e21. */
static void a_front_is_read_cell_by_cell(void **state)
{
    static const double HIGH = 1e21, LOW = 1e-99;
    (void)state;
    kiln_arena arena;
    kiln_field_state field = {0};
    kiln_reading reading = {0};
    take(&arena, &field, &reading);
    for (size_t i = 0; i < CELLS; i++)
        for (size_t k = 0; k < SPECIES; k++)
            field.conc[i * SPECIES + k] = i < OXIDE_CELLS + 9 + k ? HIGH : LOW;
    kiln_reading_update(&reading, &field);
    for (size_t i = 0; i < CELLS; i++)
        for (int j = 0; j <= 10; j++)
            for (size_t k = 0; k < SPECIES; k++) {
                const double *node = &field.mesh.node[i];
                const double found =
                    kiln_reading_conc(&reading, i, k, node[0] + (node[1] - node[0]) * j / 10);
                assert_true(fabs(found / field.conc[i * SPECIES + k] - 1) < 1e-9);
            }
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponentials_are_read_off_their_means),
        cmocka_unit_test(a_front_is_read_cell_by_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
