/* Marches random problems and writes all that comes of it, for tests/process/wide.py to compare
 * between builds.  process-wide-probe >bytes */
#include "kiln/math/random.h"
#include "process/march.h"
#include "process/remesh.h"

#include <math.h>
#include <stdio.h>

enum { PROBLEMS = 24, SPECIES_MAX = 3, CELLS_MAX = 400 };
static const double TIME_S = 600, BOTTOM_CM = 1e-4, OXIDE_CM = 2e-6;

/* A dopant: a Gaussian on a level, and what it does at this temperature. */
typedef struct dopant {
    double level_cm3, peak_cm3, peak_cm, sigma_cm;
    kiln_species_rates rates;
} dopant;

typedef struct problem {
    size_t species, oxide_cells, cells;
    double growth_cm_s;
    dopant dopant[SPECIES_MAX];
} problem;

static double magnitude_between(kiln_random *random, double low, double high)
{
    return low * pow(high / low, kiln_random_uniform(random));
}

/* With and without oxide, which then grows; with numbers of cells that no vector divides. */
static problem random_problem(size_t round, kiln_random *random)
{
    problem p = {.species = round % SPECIES_MAX + 1,
                 .oxide_cells = round / SPECIES_MAX % 2 ? 13 : 0,
                 .cells = 150 + kiln_random_bits(random) % 100};
    p.growth_cm_s = p.oxide_cells ? magnitude_between(random, 1e-10, 1e-9) : 0;
    for (size_t k = 0; k < p.species; k++) {
        const double charge = k % 2 == 0 ? -1 : 1;
        p.dopant[k] =
            (dopant){.level_cm3 = magnitude_between(random, 1e13, 1e17),
                     .peak_cm3 = magnitude_between(random, 1e18, 3e20),
                     .peak_cm = 2e-5 * kiln_random_uniform(random),
                     .sigma_cm = magnitude_between(random, 4e-6, 1e-5),
                     .rates = {.charge = charge > 0 ? 1 : -1,
                               .silicon = {{magnitude_between(random, 1e-15, 1e-14),
                                            magnitude_between(random, 1e-15, 1e-14),
                                            magnitude_between(random, 1e-16, 1e-15)}},
                               .oxide_cm2_s = magnitude_between(random, 1e-17, 1e-15),
                               .activity.solubility_cm3 = magnitude_between(random, 1e20, 1e21),
                               .all_moves = round % 4 == 3,
                               .segregation = magnitude_between(random, 0.3, 30),
                               .transport_cm_s = 1.7e-7,
                               .evaporation_cm_s = 1e-9 * kiln_random_uniform(random),
                               .held_cm3 = (double)NAN}};
    }
    return p;
}

static kiln_status around(void *context, double time_s, kiln_surroundings *out)
{
    const problem *p = context;
    *out = (kiln_surroundings){.grown_cm = p->growth_cm_s * time_s};
    out->moment.intrinsic_cm3 = 7.1e18;
    out->moment.background_cm3 = 1e15;
    out->moment.oxide_cm_s = p->growth_cm_s;
    out->moment.silicon_cm_s = 0.44 * p->growth_cm_s;
    for (size_t k = 0; k < p->species; k++) {
        out->moment.species[k] = p->dopant[k].rates;
        out->ahead_cm2[k] = (TIME_S - time_s) * p->dopant[k].rates.silicon.term_cm2_s[0];
    }
    return KILN_OK;
}

static kiln_status carry_on(void *context, double time_s)
{
    (void)context, (void)time_s;
    return KILN_OK;
}

static void fill(const problem *p, kiln_field_state *state)
{
    kiln_mesh *mesh = &state->mesh;
    const size_t silicon = p->cells - p->oxide_cells;
    mesh->oxide_cells = p->oxide_cells;
    mesh->cells = p->cells;
    for (size_t i = 0; i < p->oxide_cells; i++)
        mesh->node[i] = OXIDE_CM * ((double)i / (double)p->oxide_cells - 1);
    for (size_t i = 0; i <= silicon; i++)
        mesh->node[p->oxide_cells + i] =
            BOTTOM_CM * expm1(2 * (double)i / (double)silicon) / expm1(2);
    state->floor_share = 1e-8;
    kiln_mesh_follow(mesh, p->oxide_cells ? 0.5 * BOTTOM_CM : 0);
    for (size_t i = 0; i < p->cells; i++)
        for (size_t k = 0; k < p->species; k++) {
            const dopant *d = &p->dopant[k];
            const double away = (mesh->node[i] - d->peak_cm) / d->sigma_cm;
            state->conc[i * p->species + k] = d->level_cm3 + d->peak_cm3 * exp(-away * away);
        }
}

static int run(problem *p)
{
    const kiln_march_settings settings = {.relative = 1e-3,
                                          .steps_max = 2000,
                                          .pointer = "",
                                          .silicon_per_oxide = 0.44,
                                          .surroundings = around,
                                          .accepted = carry_on,
                                          .context = p};
    kiln_arena arena;
    kiln_field_state state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    int sound = kiln_field_state_take(&state, p->species, CELLS_MAX, &arena) == KILN_OK;
    if (sound) {
        fill(p, &state);
        sound = kiln_march(&state, &settings, TIME_S, NULL) == KILN_OK;
        const size_t values = p->cells * p->species, nodes = p->cells + 1;
        sound = sound && fwrite(state.conc, sizeof(double), values, stdout) == values &&
                fwrite(state.mesh.node, sizeof(double), nodes, stdout) == nodes &&
                fwrite(&state.statistics, sizeof state.statistics, 1, stdout) == 1;
    }
    kiln_arena_free(&arena);
    return sound;
}

int main(void)
{
    kiln_random random = kiln_random_start(3, 0);
    for (size_t round = 0; round < PROBLEMS; round++) {
        problem p = random_problem(round, &random);
        if (!run(&p)) {
            fprintf(stderr, "problem %zu is not solved\n", round);
            return 1;
        }
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
