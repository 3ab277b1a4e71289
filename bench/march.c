/* The solver's march by itself, on an even mesh of any size. */
#include "runs.h"

#include "process/march.h"
#include "process/remesh.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double DEPTH_CM = 2e-4, TIME_S = 3600;
/* So wide that no step is refused and each of its two stages takes one iteration, whatever the
 * mesh (in a simulation it takes up to one and a half). */
static const double RELATIVE = 100;

/* Boron and phosphorus at 1100 C. */
static kiln_status around(void *context, double time_s, kiln_surroundings *out)
{
    (void)context, (void)time_s;
    *out = (kiln_surroundings){.moment.intrinsic_cm3 = 1.2e19};
    for (size_t k = 0; k < 2; k++)
        out->moment.species[k] = (kiln_species_rates){.charge = k == 0 ? -1 : 1,
                                                      .activity.solubility_cm3 = 1.9e20,
                                                      .held_cm3 = (double)NAN};
    out->moment.species[0].silicon = (kiln_diffusivity){{7e-15, 1.4e-13, 0}};
    out->moment.species[1].silicon = (kiln_diffusivity){{1.4e-13, 9e-15, 4e-15}};
    return KILN_OK;
}

static kiln_status carry_on(void *context, double time_s)
{
    (void)context, (void)time_s;
    return KILN_OK;
}

/* Room for a mesh, taken once. */
typedef struct room {
    kiln_arena arena;
    kiln_field_state state;
} room;

static kiln_field_state *room_for(room *r, size_t species, size_t cells)
{
    if (r->state.cells_max < cells) {
        kiln_arena_free(&r->arena);
        kiln_arena_init(&r->arena, 0, (kiln_allocator){0});
        if (kiln_field_state_take(&r->state, species, cells, &r->arena) != KILN_OK) {
            fprintf(stderr, "kiln-bench: no memory\n");
            exit(1);
        }
    }
    return &r->state;
}

static void march(kiln_field_state *state, size_t n, const double start_cm3[], double end_cm3[])
{
    kiln_mesh *mesh = &state->mesh;
    const kiln_march_settings settings = {.relative = RELATIVE,
                                          .steps_max = 2 * MARCH_STEPS,
                                          .pointer = "",
                                          .step_max_s = TIME_S / MARCH_STEPS,
                                          .surroundings = around,
                                          .accepted = carry_on};
    mesh->oxide_cells = 0;
    mesh->cells = n / state->species;
    for (size_t i = 0; i <= mesh->cells; i++)
        mesh->node[i] = DEPTH_CM * (double)i / (double)mesh->cells;
    kiln_mesh_follow(mesh, 0);
    memcpy(state->conc, start_cm3, mesh->cells * state->species * sizeof state->conc[0]);
    state->floor_share = 1e-6;
    state->step_s = settings.step_max_s;
    state->statistics = (kiln_march_statistics){0};
    if (kiln_march(state, &settings, TIME_S, NULL) != KILN_OK ||
        state->statistics.steps != MARCH_STEPS ||
        state->statistics.iterations != 2 * MARCH_STEPS) {
        fprintf(stderr, "kiln-bench: not %d even steps of two iterations\n", MARCH_STEPS);
        exit(1);
    }
    memcpy(end_cm3, state->conc, mesh->cells * state->species * sizeof state->conc[0]);
}

void march_one(size_t n, const double start_cm3[], double end_cm3[])
{
    static room r;
    march(room_for(&r, 1, n), n, start_cm3, end_cm3);
}

void march_two(size_t n, const double start_cm3[], double end_cm3[])
{
    static room r;
    march(room_for(&r, 2, n / 2), n, start_cm3, end_cm3);
}
