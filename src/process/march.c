/* TR-BDF2 with Newton's method and step control for the transport of dopants. */
#include "march.h"

#include "kiln/math/tridiagonal.h"

#include <math.h>
#include <string.h>

/* The pair's constants, gamma = 2 - sqrt 2. */
static const double GAMMA = 0.58578643762690495;
static const double ALPHA = 0.29289321881345248; /* of the implicit rate in both stages */
static const double BDF_MIDDLE = 1.2071067811865475;
static const double BDF_START = 0.20710678118654752;
static const double WEIGHT[3] = {0.35355339059327376, 0.35355339059327376, 0.29289321881345248};
/* The third-order weights less these. */
static const double ERROR[3] = {-0.13807118745769834, 0.33333333333333333,
                                -0.19526214587563498};

enum { NEWTON_MAX = 7 };
/* What Newton's method may leave, as a share of the tolerance of a step. */
static const double NEWTON_SHARE = 0.01;

struct kiln_march_scratch {
    kiln_block_tridiagonal matrix;
    double *rate[3]; /* at the start, in the middle, at the end */
    double *trial, *change, *goal;
    double *node[2];  /* of the mesh in the middle and at the end */
    double *sweep[3]; /* of the nodes through their material, at the start and so on */
    double *stretch;  /* how far a node goes when the profile's depth doubles */
    double *electrons, *slope, *active, *mobile;
};

static double *take(kiln_arena *arena, size_t count, int *sound)
{
    double *array = KILN_TAKE(arena, count, double);
    *sound = *sound && array;
    return array;
}

kiln_status kiln_field_state_take(kiln_field_state *state, size_t species, size_t cells_max,
                                  kiln_arena *arena)
{
    const size_t values = cells_max * species, blocks = values * species;
    int sound = 1;
    struct kiln_march_scratch *s = KILN_TAKE(arena, 1, struct kiln_march_scratch);
    *state = (kiln_field_state){
        .species = species, .cells_max = cells_max, .raise = 1, .scratch = s};
    if (!s)
        return KILN_NO_MEMORY;
    state->mesh.node = take(arena, cells_max + 1, &sound);
    state->mesh.follow = take(arena, cells_max + 1, &sound);
    state->conc = take(arena, values, &sound);
    s->matrix.size = species;
    s->matrix.lower = take(arena, blocks, &sound);
    s->matrix.diagonal = take(arena, blocks, &sound);
    s->matrix.upper = take(arena, blocks, &sound);
    for (int i = 0; i < 3; i++)
        s->rate[i] = take(arena, values, &sound);
    for (int i = 0; i < 2; i++)
        s->node[i] = take(arena, cells_max + 1, &sound);
    for (int i = 0; i < 3; i++)
        s->sweep[i] = take(arena, cells_max + 1, &sound);
    s->stretch = take(arena, cells_max + 1, &sound);
    s->trial = take(arena, values, &sound);
    s->change = take(arena, values, &sound);
    s->goal = take(arena, values, &sound);
    s->electrons = take(arena, cells_max, &sound);
    s->slope = take(arena, cells_max, &sound);
    s->active = take(arena, values, &sound);
    s->mobile = take(arena, values, &sound);
    s->matrix.pivot = KILN_TAKE(arena, values, uint8_t);
    return sound && s->matrix.pivot ? KILN_OK : KILN_NO_MEMORY;
}

/* One step's view of the problem. */
typedef struct step {
    kiln_field_state *state;
    const kiln_march_settings *settings;
    double length_s;
    double contraction; /* of Newton's method, as last seen */
    kiln_mesh mesh[3];  /* at the start, in the middle, at the end */
    kiln_moment moment[3];
    kiln_losses losses[3];
} step;

static kiln_transport transport_of(const step *p, int stage)
{
    const struct kiln_march_scratch *s = p->state->scratch;
    return (kiln_transport){.species = p->state->species,
                            .mesh = &p->mesh[stage],
                            .sweep_cm_s = s->sweep[stage],
                            .electrons = s->electrons,
                            .slope = s->slope,
                            .active = s->active,
                            .mobile = s->mobile};
}

static double width(const kiln_mesh *mesh, size_t i)
{
    return mesh->node[i + 1] - mesh->node[i];
}

/* The largest change against its tolerance. Where dopant is there beyond its solubility the
 * tolerance is LENIENT times as wide: what precipitate there is neither moves nor counts,
 * and the front at which it dissolves jumps from cell to cell. */
static double measure(const step *p, const double change[], const double conc[])
{
    static const double LENIENT = 50, NEAR_SOLUBILITY = 0.7;
    const kiln_field_state *state = p->state;
    const double relative = p->settings->relative;
    const size_t m = state->species;
    double worst = 0;
    for (size_t i = 0; i < state->mesh.cells; i++)
        for (size_t k = 0; k < m; k++) {
            const size_t at = i * m + k;
            const double bound_cm3 = NEAR_SOLUBILITY * p->moment[2].species[k].solubility_cm3;
            const double scale =
                relative * (fabs(conc[at]) + state->raise * state->floor_cm3[k]);
            const double size =
                fabs(change[at]) / (conc[at] > bound_cm3 ? LENIENT * scale : scale);
            if (!(size <= worst))
                worst = size; /* NaN comes through */
        }
    return worst;
}

/* Newton's method for width conc - ALPHA length rate(conc) = goal; conc comes in as the guess.
 * Returns whether it converged, with the matrix of the last iteration factorised. */
static int solve_stage(step *p, int stage, double conc[])
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    const kiln_transport transport = transport_of(p, stage);
    const size_t m = state->species, n = state->mesh.cells, block = m * m;
    const double factor = ALPHA * p->length_s;
    kiln_block_tridiagonal *matrix = &s->matrix;
    matrix->n = n;
    double last = (double)INFINITY;
    for (int iteration = 0; iteration < NEWTON_MAX; iteration++) {
        kiln_transport_rates(&transport, &p->moment[stage], conc, s->rate[stage], matrix,
                             &p->losses[stage]);
        for (size_t j = 0; j < n * block; j++) {
            matrix->lower[j] *= -factor;
            matrix->diagonal[j] *= -factor;
            matrix->upper[j] *= -factor;
        }
        for (size_t i = 0; i < n; i++) {
            const double w = width(&p->mesh[stage], i);
            for (size_t k = 0; k < m; k++) {
                const size_t at = i * m + k;
                matrix->diagonal[i * block + k * m + k] += w;
                s->change[at] = s->goal[at] - w * conc[at] + factor * s->rate[stage][at];
            }
        }
        state->statistics.iterations++;
        if (kiln_block_tridiagonal_factor(matrix, NULL) != KILN_OK)
            return 0;
        kiln_block_tridiagonal_solve(matrix, s->change);
        int damped = 0;
        for (size_t at = 0; at < n * m; at++) {
            const double least = 0.1 * conc[at]; /* a concentration stays above 0 */
            const double next = conc[at] + s->change[at];
            damped |= next < least;
            conc[at] = next < least ? least : next;
        }
        const double size = measure(p, s->change, conc);
        if (!isfinite(size))
            return 0;
        if (iteration > 0)
            p->contraction = fmin(1, size / last);
        if (!damped && size * p->contraction < NEWTON_SHARE)
            return 1; /* what is left is the change times the contraction */
        if (iteration > 3 && size > last)
            return 0;
        last = size;
    }
    return 0;
}

/* The rates of a finished stage, so that what leaves the mesh is what its amounts lose. */
static void amounts_rate(step *p, int stage, const double conc[])
{
    const kiln_transport transport = transport_of(p, stage);
    kiln_transport_rates(&transport, &p->moment[stage], conc, p->state->scratch->rate[stage],
                         NULL, &p->losses[stage]);
}

/* The silicon's nodes go down with the profile: all in proportion to their depth, less and less
 * in the lower half, so that the bottom stays. */
static void set_stretch(const kiln_mesh *mesh, double stretch[])
{
    const double bottom_cm = mesh->node[mesh->cells];
    for (size_t i = 0; i <= mesh->cells; i++) {
        const double depth = mesh->node[i] / bottom_cm;
        const double s = depth < 0.25 ? 0 : (depth - 0.25) / 0.75;
        stretch[i] = depth > 0 ? mesh->node[i] * (1 - s * s * (3 - 2 * s)) : 0;
    }
}

/* d ln(depth) / dt of the level that is LEVEL of the peak, of the species where it lies
 * deepest: for a profile that keeps its shape as it goes down this is how fast all of it
 * stretches. */
static double stretch_rate(step *p)
{
    static const double LEVEL = 1e-7;
    static const double RAISE = 1e6;
    enum { RESOLVED = 40 };
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    const kiln_mesh *mesh = &state->mesh;
    const size_t m = state->species, first = mesh->oxide_cells;
    double deepest_cm = 0, rate = 0;
    double raise = RAISE;
    memset(s->sweep[0], 0, (mesh->cells + 1) * sizeof s->sweep[0][0]);
    amounts_rate(p, 0, state->conc);
    for (size_t k = 0; k < m; k++) {
        double peak = 0;
        for (size_t i = first; i < mesh->cells; i++)
            peak = fmax(peak, state->conc[i * m + k]);
        size_t i = mesh->cells - 1;
        while (i > first && state->conc[i * m + k] < LEVEL * peak)
            i--;
        if (i + 1 >= mesh->cells || i < first + RESOLVED)
            continue; /* it reaches the bottom, a substrate's; or it has hardly begun */
        raise = 1;
        const double apart_cm =
            0.5 * (mesh->node[i + 2] + mesh->node[i + 1] - mesh->node[i] - mesh->node[i - 1]);
        const double slope =
            log(state->conc[(i + 1) * m + k] / state->conc[(i - 1) * m + k]) / apart_cm;
        const double change = s->rate[0][i * m + k] / (width(mesh, i) * state->conc[i * m + k]);
        const double centre_cm = 0.5 * (mesh->node[i] + mesh->node[i + 1]);
        if (centre_cm > deepest_cm && slope < 0) {
            deepest_cm = centre_cm;
            rate = -change / (slope * centre_cm);
        }
    }
    state->raise = raise;
    return rate > 0 ? rate : 0;
}

/* Where the mesh and the world are in the middle and at the end, and how fast the nodes go. */
static kiln_status look_ahead(step *p, double time_s, const kiln_surroundings *here,
                              double rate_s)
{
    struct kiln_march_scratch *s = p->state->scratch;
    const kiln_mesh *mesh = &p->mesh[0];
    const double share = p->settings->silicon_per_oxide;
    const double later_s[3] = {0, GAMMA * p->length_s, p->length_s};
    for (int stage = 0; stage < 3; stage++) {
        kiln_surroundings at = *here;
        if (stage > 0) {
            const kiln_status status =
                p->settings->surroundings(p->settings->context, time_s + later_s[stage], &at);
            if (status != KILN_OK)
                return status;
            p->mesh[stage] = *mesh;
            p->mesh[stage].node = s->node[stage - 1];
        }
        p->moment[stage] = at.moment;
        /* The depth of the profile goes with the root of time. */
        const double factor = sqrt(1 + 2 * rate_s * later_s[stage]);
        const double grown_cm = at.grown_cm - here->grown_cm;
        for (size_t i = 0; i <= mesh->cells; i++) {
            const double part = i < mesh->oxide_cells ? 1 : share;
            const double follow = part * mesh->follow[i];
            s->sweep[stage][i] =
                s->stretch[i] * rate_s / factor + follow * at.moment.oxide_cm_s;
            if (stage > 0)
                s->node[stage - 1][i] =
                    mesh->node[i] + s->stretch[i] * (factor - 1) - (part - follow) * grown_cm;
        }
    }
    return KILN_OK;
}

/* One step from the start's rates; the error against the tolerance, infinite when it failed. */
static double try_step(step *p)
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    const size_t m = state->species, values = state->mesh.cells * m;
    const double length_s = p->length_s;
    for (size_t at = 0; at < values; at++) {
        const double amount = width(&p->mesh[0], at / m) * state->conc[at];
        s->goal[at] = amount + ALPHA * length_s * s->rate[0][at];
        s->trial[at] = state->conc[at];
    }
    if (!solve_stage(p, 1, s->trial))
        return (double)INFINITY;
    amounts_rate(p, 1, s->trial);
    for (size_t at = 0; at < values; at++) {
        const double start = width(&p->mesh[0], at / m) * state->conc[at];
        const double middle = width(&p->mesh[1], at / m) * s->trial[at];
        s->goal[at] = BDF_MIDDLE * middle - BDF_START * start;
        const double ahead = state->conc[at] + (s->trial[at] - state->conc[at]) / GAMMA;
        s->trial[at] = ahead > 0.3 * s->trial[at] ? ahead : 0.3 * s->trial[at];
    }
    if (!solve_stage(p, 2, s->trial))
        return (double)INFINITY;
    amounts_rate(p, 2, s->trial);
    for (size_t at = 0; at < values; at++)
        s->change[at] = length_s * (ERROR[0] * s->rate[0][at] + ERROR[1] * s->rate[1][at] +
                                    ERROR[2] * s->rate[2][at]);
    kiln_block_tridiagonal_solve(&s->matrix, s->change);
    return measure(p, s->change, s->trial);
}

static void accept(step *p)
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    const size_t values = state->mesh.cells * state->species;
    memcpy(state->conc, s->trial, values * sizeof state->conc[0]);
    memcpy(state->mesh.node, p->mesh[2].node, (state->mesh.cells + 1) * sizeof state->conc[0]);
    for (size_t k = 0; k < state->species; k++)
        for (int i = 0; i < 3; i++) {
            const double share_s = p->length_s * WEIGHT[i];
            state->lost_cm2[k] += share_s * p->losses[i].to_gas_cm2_s[k];
            state->gained_cm2[k] += share_s * p->losses[i].from_source_cm2_s[k];
        }
    state->statistics.steps++;
}

/* A first step in which nothing moves by more than a thousandth of its tolerance's share. */
static double first_step(const kiln_field_state *state, double time_s)
{
    const double timid = 1e-8;
    return state->step_s > 0 ? state->step_s : timid * time_s;
}

kiln_status kiln_march(kiln_field_state *state, const kiln_march_settings *settings,
                       double time_s, kiln_diag *diag)
{
    const double least_s = 1e-14 * time_s;
    double now_s = 0, next_s = first_step(state, time_s);
    kiln_surroundings here;
    kiln_status status = settings->surroundings(settings->context, 0, &here);
    step p = {.state = state, .settings = settings, .contraction = 1};
    while (status == KILN_OK && now_s < time_s) {
        if (state->statistics.steps + state->statistics.rejected >= settings->steps_max)
            return kiln_fail(diag, KILN_LIMIT, settings->pointer,
                             "more than %llu steps in the solver",
                             (unsigned long long)settings->steps_max);
        const double left_s = time_s - now_s;
        p.length_s = next_s >= left_s ? left_s : fmin(next_s, 0.5 * left_s);
        p.mesh[0] = state->mesh;
        p.moment[0] = here.moment;
        set_stretch(&state->mesh, state->scratch->stretch);
        status = look_ahead(&p, now_s, &here, stretch_rate(&p));
        if (status != KILN_OK)
            return status;
        amounts_rate(&p, 0, state->conc);
        const double error = try_step(&p);
        const double scale = error > 1e-6 ? 0.85 * pow(error, -1.0 / 3) : 5;
        if (!(error <= 1)) {
            state->statistics.rejected++;
            next_s = p.length_s * (isfinite(error) ? fmax(0.2, scale) : 0.25);
            if (next_s < least_s)
                return kiln_fail(diag, KILN_NO_CONVERGENCE, settings->pointer,
                                 "the solver's step shrank to nothing %.3g s into the stage",
                                 now_s);
            continue;
        }
        accept(&p);
        now_s = p.length_s < left_s ? now_s + p.length_s : time_s;
        next_s = p.length_s * fmin(5, fmax(0.2, scale));
        if (settings->step_max_s > 0)
            next_s = fmin(next_s, settings->step_max_s);
        status = settings->surroundings(settings->context, now_s, &here);
        if (status == KILN_OK)
            status = settings->accepted(settings->context, now_s);
    }
    state->step_s = next_s;
    return status;
}
