/* TR-BDF2 with Newton's method and step control for the transport of dopants. */
#include "march.h"

#include "tolerance.h"

#include "kiln/base/wide.h"
#include "kiln/math/tridiagonal.h"

#include <math.h>
#include <stdbool.h>
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
static const double NEWTON_SHARE = 0.05;

struct kiln_march_scratch {
    kiln_transport transport;
    kiln_block_tridiagonal matrix;
    double *rate[3]; /* at the start, in the middle, at the end */
    double *span[3]; /* the width of each value's cell */
    double *trial, *change, *goal;
    double *per_error; /* 1 / error allowed */
    double *node[2];   /* of the mesh in the middle and at the end */
    double *sweep[3];  /* of the nodes through their material, at the start and so on */
    double *stretch;   /* how far a node goes when the profile's depth doubles */
    double *drift;     /* d conc / dt over the step before; 0 on a new mesh */
    uint64_t remeshes; /* that it knows of */
};

static double *take(kiln_arena *arena, size_t count, bool *sound)
{
    double *array = KILN_TAKE(arena, count, double);
    *sound = *sound && array;
    return array;
}

kiln_status kiln_field_state_take(kiln_field_state *state, size_t species, size_t cells_max,
                                  kiln_arena *arena)
{
    const size_t values = cells_max * species, blocks = values * species;
    bool sound = true;
    struct kiln_march_scratch *s = KILN_TAKE(arena, 1, struct kiln_march_scratch);
    *state = (kiln_field_state){
        .species = species, .species_max = species, .cells_max = cells_max, .scratch = s};
    for (size_t k = 0; k < species; k++)
        state->lenience[k] = 1;
    if (!s || kiln_transport_take(&s->transport, species, cells_max, arena) != KILN_OK)
        return KILN_NO_MEMORY;
    state->mesh.node = take(arena, cells_max + 1, &sound);
    state->mesh.follow = take(arena, cells_max + 1, &sound);
    state->conc = take(arena, values, &sound);
    s->matrix.size = species;
    s->matrix.lower = take(arena, blocks, &sound);
    s->matrix.diagonal = take(arena, blocks, &sound);
    s->matrix.upper = take(arena, blocks, &sound);
    for (int i = 0; i < 3; i++) {
        s->rate[i] = take(arena, values, &sound);
        s->span[i] = take(arena, values, &sound);
    }
    for (int i = 0; i < 2; i++)
        s->node[i] = take(arena, cells_max + 1, &sound);
    for (int i = 0; i < 3; i++)
        s->sweep[i] = take(arena, cells_max + 1, &sound);
    s->stretch = take(arena, cells_max + 1, &sound);
    s->drift = take(arena, values, &sound);
    s->trial = take(arena, values, &sound);
    s->change = take(arena, values, &sound);
    s->goal = take(arena, values, &sound);
    s->per_error = take(arena, values, &sound);
    s->matrix.pivot = KILN_TAKE(arena, values, uint8_t);
    return sound && s->matrix.pivot ? KILN_OK : KILN_NO_MEMORY;
}

void kiln_field_state_count(kiln_field_state *state, size_t species)
{
    state->species = species;
    state->scratch->matrix.size = species;
    state->scratch->transport.species = species;
}

void kiln_field_peaks(kiln_field_state *state)
{
    /* What is no more than so much is not there: a dopant that comes later, or has gone. */
    static const double OXIDE_SHARE = 0.01, LEAST_FLOOR_CM3 = 500;
    const size_t m = state->species, first = state->mesh.oxide_cells;
    for (size_t k = 0; k < m; k++) {
        double peak = state->held_peak_cm3[k];
        for (size_t i = 0; i < state->mesh.cells; i++) {
            const double conc = (i < first ? OXIDE_SHARE : 1) * state->conc[i * m + k];
            peak = conc > peak ? conc : peak;
        }
        state->peak_cm3[k] = peak;
        state->floor_cm3[k] = fmax(state->floor_share * peak, LEAST_FLOOR_CM3);
    }
}

/* One step's view of the problem. */
typedef struct step {
    kiln_field_state *state;
    const kiln_march_settings *settings;
    double length_s;
    double contraction;   /* of Newton's method, as last seen */
    double contraction_s; /* by steps of this length */
    kiln_mesh mesh[3];    /* at the start, in the middle, at the end */
    kiln_moment moment[3];
    kiln_losses losses[3];
} step;

/* The width of each value's cell. */
static void spread_widths(const kiln_mesh *mesh, size_t m, double span[])
{
    for (size_t k = 0; k < m; k++) {
        KILN_INDEPENDENT
        for (size_t i = 0; i < mesh->cells; i++)
            span[i * m + k] = kiln_cell_width(mesh, i);
    }
}

/* The largest change against its tolerance; infinite if one is not finite. */
KILN_WIDE static double measure(const step *p, const double change[])
{
    const double *restrict per_error = p->state->scratch->per_error;
    const size_t values = p->state->mesh.cells * p->state->species;
    double worst = 0, sum = 0;
    for (size_t at = 0; at < values; at++) {
        const double size = fabs(change[at]) * per_error[at];
        worst = size > worst ? size : worst;
        sum += size;
    }
    return isfinite(sum) ? worst : (double)INFINITY;
}

/* The linear system of Newton's method: width less factor times the rates' derivative. */
static kiln_status solve_linear(kiln_block_tridiagonal *matrix, double x[])
{
    if (matrix->size > 1)
        return kiln_block_tridiagonal_factor_solve(matrix, x, NULL);
    kiln_tridiagonal single = {matrix->n, matrix->lower, matrix->diagonal, matrix->upper};
    return kiln_tridiagonal_factor_solve(&single, x, NULL);
}

static void solve_again(const kiln_block_tridiagonal *factors, double x[])
{
    const kiln_tridiagonal single = {factors->n, factors->lower, factors->diagonal,
                                     factors->upper};
    if (factors->size > 1)
        kiln_block_tridiagonal_solve(factors, x);
    else
        kiln_tridiagonal_solve(&single, x);
}

/* Adds the change; a concentration stays above a tenth of itself, and where a double has a
 * logarithm. Returns whether that was in
 * the way of more than an atom a cm^3: what it holds back comes from nowhere. */
KILN_WIDE static bool advance(size_t values, double conc[], const double change[])
{
    static const double LEAST_CM3 = 1e-99;
    bool damped = false;
    for (size_t at = 0; at < values; at++) {
        const double least = 0.1 * conc[at], next = conc[at] + change[at];
        damped |= least - next > KILN_NOTHING_CM3;
        const double held = next < least ? least : next;
        conc[at] = held > LEAST_CM3 ? held : LEAST_CM3;
    }
    return damped;
}

/* What is missing: goal - (span conc - factor rate). */
KILN_WIDE static void find_residual(size_t values, const double span[], const double conc[],
                                    const double goal[], double factor_s, const double rate[],
                                    double residual[])
{
    KILN_INDEPENDENT
    for (size_t at = 0; at < values; at++)
        residual[at] = goal[at] - span[at] * conc[at] + factor_s * rate[at];
}

/* The rate by which nothing is missing. */
KILN_WIDE static void find_rate(size_t values, const double span[], const double conc[],
                                const double goal[], double factor_s, double rate[])
{
    KILN_INDEPENDENT
    for (size_t at = 0; at < values; at++)
        rate[at] = (span[at] * conc[at] - goal[at]) / factor_s;
}

/* Newton's method for width conc - ALPHA length rate(conc) = goal; conc comes in as the
 * guess. Returns whether it converged: with the matrix of the last iteration factorised, the
 * rates that the equation says, and what left the mesh by the same. */
static bool solve_stage(step *p, int stage, double conc[])
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    kiln_transport *transport = &s->transport;
    const size_t m = state->species, values = state->mesh.cells * m;
    const double factor_s = ALPHA * p->length_s;
    double *rate = s->rate[stage], last = (double)INFINITY;
    s->matrix.n = state->mesh.cells;
    kiln_transport_place(transport, &p->mesh[stage], s->sweep[stage]);
    for (int iteration = 0; iteration < NEWTON_MAX; iteration++) {
        kiln_transport_hold(transport, &p->moment[stage], conc);
        kiln_transport_rates(transport, &p->moment[stage], rate);
        kiln_transport_matrix(transport, &p->moment[stage], factor_s, &s->matrix);
        find_residual(values, s->span[stage], conc, s->goal, factor_s, rate, s->change);
        state->statistics.iterations++;
        if (solve_linear(&s->matrix, s->change) != KILN_OK)
            return false;
        const bool damped = advance(values, conc, s->change);
        const double size = measure(p, s->change);
        if (!isfinite(size))
            return false;
        if (iteration > 0) {
            p->contraction = size / last;
            p->contraction_s = p->length_s;
        }
        /* What is left is the change times the contraction, which goes with the step. */
        const double contraction = fmin(1, p->contraction * p->length_s / p->contraction_s);
        if (!damped && size * contraction < NEWTON_SHARE) {
            kiln_transport_losses(transport, &p->moment[stage], s->change, &p->losses[stage]);
            find_rate(values, s->span[stage], conc, s->goal, factor_s, rate);
            return true;
        }
        if (iteration > 3 && size > last)
            return false;
        last = size;
    }
    return false;
}

/* A profile that keeps its shape as it goes down: how deep it is, and d ln(depth) / dt. */
typedef struct spreading {
    double depth_cm, per_s;
    double peak_cm3;
} spreading;

/* The silicon's nodes go down with the profile: in proportion to their depth as far as it
 * reaches, less and less below, so that what stands deeper is left alone. */
static void set_stretch(const kiln_mesh *mesh, double depth_cm, double stretch[])
{
    static const double WHOLE = 1.2, NONE = 4; /* times the profile's depth */
    const double whole_cm = fmin(depth_cm, mesh->node[mesh->cells] / NONE); /* bottom stays */
    for (size_t i = 0; i <= mesh->cells; i++) {
        const double x = mesh->node[i];
        const double s = fmin(fmax((x / whole_cm - WHOLE) / (NONE - WHOLE), 0), 1);
        stretch[i] = x > 0 && depth_cm > 0 ? x * (1 - s * s * (3 - 2 * s)) : 0;
    }
}

/* How a species spreads at a level; {0} where it reaches the bottom with it or has hardly
 * begun. `rate` and `sweep_cm_s` are those of one moment on the mesh. */
static spreading spreading_at(const kiln_field_state *state, const double rate[],
                              const double sweep_cm_s[], size_t k, double level)
{
    enum { RESOLVED = 20 };
    const kiln_mesh *mesh = &state->mesh;
    const size_t m = state->species, first = mesh->oxide_cells;
    const double *conc = state->conc;
    size_t i = mesh->cells - 1;
    while (i > first && conc[i * m + k] < level)
        i--;
    if (i + 1 >= mesh->cells || i < first + RESOLVED)
        return (spreading){0};
    const double apart_cm =
        0.5 * (mesh->node[i + 2] + mesh->node[i + 1] - mesh->node[i] - mesh->node[i - 1]);
    const double slope = log(conc[(i + 1) * m + k] / conc[(i - 1) * m + k]) / apart_cm;
    const double widens = sweep_cm_s[i + 1] - sweep_cm_s[i];
    const double change = (rate[i * m + k] / conc[i * m + k] - widens) /
                          kiln_cell_width(mesh, i); /* of ln conc */
    const double centre_cm = 0.5 * (mesh->node[i] + mesh->node[i + 1]);
    const double speed = 0.5 * (sweep_cm_s[i] + sweep_cm_s[i + 1]) - change / slope;
    if (!(slope < 0))
        return (spreading){0};
    return (spreading){centre_cm, fmax(speed / centre_cm, 0), state->peak_cm3[k]};
}

/* Of the profile that the mesh goes with: the deepest, by where it is down to LEVEL of its
 * peak; or one so much higher and faster above it, as an emitter above its base, down to where
 * the substrate's share shows. */
static spreading find_spreading(const kiln_field_state *state, const double rate[],
                                const double sweep_cm_s[])
{
    static const double LEVEL = 1e-7, HIGHER = 30, OVER_SUBSTRATE = 10;
    const size_t m = state->species, last = state->mesh.cells - 1;
    spreading deepest = {0};
    for (size_t k = 0; k < m; k++) {
        const spreading found =
            spreading_at(state, rate, sweep_cm_s, k, LEVEL * state->peak_cm3[k]);
        if (found.depth_cm > deepest.depth_cm)
            deepest = found;
    }
    spreading leading = deepest;
    for (size_t k = 0; k < m && deepest.depth_cm > 0; k++) {
        if (!(state->peak_cm3[k] > HIGHER * deepest.peak_cm3))
            continue;
        const double level =
            fmax(LEVEL * state->peak_cm3[k], OVER_SUBSTRATE * state->conc[last * m + k]);
        const spreading found = spreading_at(state, rate, sweep_cm_s, k, level);
        if (found.per_s > leading.per_s)
            leading = found;
    }
    return leading;
}

/* The same before the first step of a stage, whose temperature and gas are new. */
static spreading first_spreading(step *p)
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    memset(s->sweep[0], 0, (state->mesh.cells + 1) * sizeof s->sweep[0][0]);
    kiln_transport_place(&s->transport, &state->mesh, s->sweep[0]);
    kiln_transport_straighten(&s->transport);
    kiln_transport_hold(&s->transport, &p->moment[0], state->conc);
    kiln_transport_rates(&s->transport, &p->moment[0], s->rate[0]);
    return find_spreading(state, s->rate[0], s->sweep[0]);
}

/* How nodes go until a moment of a step: how much further the profile's depth is than 1, and
 * how fast; the oxide grown, and how fast. */
typedef struct motion {
    double stretch, stretch_per_s, grown_cm, growth_cm_s;
} motion;

/* Nodes of one material, of which the interface takes in `share` of what the oxide grows. At
 * the start of a step they are where they are: node is NULL. */
KILN_WIDE static void move_nodes(const step *p, const motion *m, double share, size_t first,
                                 size_t end, double sweep_cm_s[], double node[])
{
    const kiln_mesh *mesh = &p->mesh[0];
    const double *restrict stretch = p->state->scratch->stretch;
    const double *restrict from = mesh->node, *restrict follow = mesh->follow;
    const double growth_cm_s = share * m->growth_cm_s, grown_cm = share * m->grown_cm;
    KILN_INDEPENDENT
    for (size_t i = first; i < end; i++)
        sweep_cm_s[i] = stretch[i] * m->stretch_per_s + follow[i] * growth_cm_s;
    if (!node)
        return;
    KILN_INDEPENDENT
    for (size_t i = first; i < end; i++)
        node[i] = from[i] + stretch[i] * m->stretch - (1 - follow[i]) * grown_cm;
}

/* Where the mesh and the world are in the middle and at the end, and how fast the nodes go. */
static kiln_status look_ahead(step *p, double time_s, const kiln_surroundings *here,
                              double rate_s)
{
    struct kiln_march_scratch *s = p->state->scratch;
    const kiln_mesh *mesh = &p->mesh[0];
    const double share = p->settings->silicon_per_oxide;
    const double later_s[3] = {0, GAMMA * p->length_s, p->length_s};
    /* By half of their depth at most, so that no node comes past the next. */
    const double stretch_per_s = fmin(rate_s, 0.5 / p->length_s);
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
        const double factor = sqrt(1 + 2 * stretch_per_s * later_s[stage]);
        const motion go = {.stretch = factor - 1,
                           .stretch_per_s = stretch_per_s / factor,
                           .grown_cm = at.grown_cm - here->grown_cm,
                           .growth_cm_s = at.moment.oxide_cm_s};
        double *node = stage > 0 ? s->node[stage - 1] : NULL;
        const size_t oxide = mesh->oxide_cells;
        move_nodes(p, &go, 1, 0, oxide, s->sweep[stage], node);
        move_nodes(p, &go, share, oxide, mesh->cells + 1, s->sweep[stage], node);
    }
    return KILN_OK;
}

/* The goal of the middle stage, and a guess by how the step before went. */
KILN_WIDE static void aim_middle(const step *p, size_t values)
{
    const struct kiln_march_scratch *s = p->state->scratch;
    const double *restrict conc = p->state->conc, *restrict span = s->span[0];
    const double *restrict rate = s->rate[0], *restrict drift = s->drift;
    double *restrict goal = s->goal, *restrict trial = s->trial;
    const double rate_s = ALPHA * p->length_s, drift_s = GAMMA * p->length_s;
    KILN_INDEPENDENT
    for (size_t at = 0; at < values; at++) {
        const double ahead = conc[at] + drift_s * drift[at], least = 0.3 * conc[at];
        goal[at] = span[at] * conc[at] + rate_s * rate[at];
        trial[at] = ahead > least ? ahead : least;
    }
}

/* The goal of the last, and a guess by how it went to the middle. */
KILN_WIDE static void aim_end(const step *p, size_t values)
{
    const struct kiln_march_scratch *s = p->state->scratch;
    const double *restrict conc = p->state->conc, *restrict span = s->span[0];
    const double *restrict middle_span = s->span[1];
    double *restrict goal = s->goal, *restrict trial = s->trial;
    KILN_INDEPENDENT
    for (size_t at = 0; at < values; at++) {
        const double middle = trial[at], least = 0.3 * middle;
        const double ahead = conc[at] + (middle - conc[at]) * (1 / GAMMA);
        goal[at] = BDF_MIDDLE * (middle_span[at] * middle) - BDF_START * (span[at] * conc[at]);
        trial[at] = ahead > least ? ahead : least;
    }
}

/* The third-order formula less the second, before the matrix smooths it. */
KILN_WIDE static void find_error(const step *p, size_t values)
{
    const struct kiln_march_scratch *s = p->state->scratch;
    const double *restrict start = s->rate[0], *restrict middle = s->rate[1];
    const double *restrict end = s->rate[2];
    double *restrict change = s->change;
    KILN_INDEPENDENT
    for (size_t at = 0; at < values; at++)
        change[at] =
            p->length_s * (ERROR[0] * start[at] + ERROR[1] * middle[at] + ERROR[2] * end[at]);
}

/* One step from the start's rates; the error against the tolerance, infinite when it failed. */
static double try_step(step *p)
{
    struct kiln_march_scratch *s = p->state->scratch;
    const size_t m = p->state->species, values = p->state->mesh.cells * m;
    for (int stage = 0; stage < 3; stage++)
        spread_widths(&p->mesh[stage], m, s->span[stage]);
    aim_middle(p, values);
    if (!solve_stage(p, 1, s->trial))
        return (double)INFINITY;
    aim_end(p, values);
    if (!solve_stage(p, 2, s->trial))
        return (double)INFINITY;
    find_error(p, values);
    solve_again(&s->matrix, s->change);
    return measure(p, s->change);
}

static void accept(step *p)
{
    kiln_field_state *state = p->state;
    struct kiln_march_scratch *s = state->scratch;
    const size_t values = state->mesh.cells * state->species;
    for (size_t at = 0; at < values; at++)
        s->drift[at] = (s->trial[at] - state->conc[at]) / p->length_s;
    memcpy(state->conc, s->trial, values * sizeof state->conc[0]);
    memcpy(state->mesh.node, p->mesh[2].node, (state->mesh.cells + 1) * sizeof state->conc[0]);
    for (size_t k = 0; k < state->species; k++)
        for (int i = 0; i < 3; i++) {
            const double share_s = p->length_s * WEIGHT[i];
            state->lost_cm2[k] += share_s * p->losses[i].to_gas_cm2_s[k];
            state->gained_cm2[k] += share_s * p->losses[i].from_source_cm2_s[k];
        }
    kiln_field_peaks(state);
    state->statistics.steps++;
}

/* The step that the stage before would have taken next, or a timid one. */
static double first_step(const kiln_field_state *state, double time_s)
{
    const double timid = 1e-8;
    return state->step_s > 0 ? state->step_s : timid * time_s;
}

/* What a step starts from: its rates, what leaves by them, and the errors it may make. */
static void begin_step(step *p, const kiln_surroundings *here)
{
    struct kiln_march_scratch *s = p->state->scratch;
    kiln_transport_place(&s->transport, &p->mesh[0], s->sweep[0]);
    kiln_transport_hold(&s->transport, &p->moment[0], p->state->conc);
    kiln_transport_bend(&s->transport, &p->moment[0]);
    kiln_transport_rates(&s->transport, &p->moment[0], s->rate[0]);
    kiln_transport_losses(&s->transport, &p->moment[0], NULL, &p->losses[0]);
    kiln_tolerances(p->state, here, p->settings->relative, s->per_error);
    if (s->remeshes != p->state->statistics.remeshes)
        memset(s->drift, 0, p->state->mesh.cells * p->state->species * sizeof s->drift[0]);
    s->remeshes = p->state->statistics.remeshes;
}

kiln_status kiln_march(kiln_field_state *state, const kiln_march_settings *settings,
                       double time_s, kiln_diag *diag)
{
    double now_s = 0, next_s = first_step(state, time_s);
    struct kiln_march_scratch *s = state->scratch;
    kiln_surroundings here;
    kiln_status status = settings->surroundings(settings->context, 0, &here);
    step p = {.state = state,
              .settings = settings,
              .contraction = 1,
              .contraction_s = 1e-14 * time_s};
    if (status != KILN_OK)
        return status;
    p.moment[0] = here.moment;
    memset(s->drift, 0, state->mesh.cells * state->species * sizeof s->drift[0]);
    kiln_field_peaks(state);
    spreading spreads = first_spreading(&p);
    bool again = false; /* the last step was refused: its start is known */
    const uint64_t before = state->statistics.steps + state->statistics.rejected;
    while (status == KILN_OK && now_s < time_s) {
        if (state->statistics.steps + state->statistics.rejected - before >=
            settings->steps_max)
            return kiln_fail(diag, KILN_LIMIT, settings->pointer,
                             "more than %llu steps in the solver",
                             (unsigned long long)settings->steps_max);
        const double left_s = time_s - now_s;
        p.length_s = next_s >= left_s ? left_s : fmin(next_s, 0.5 * left_s);
        p.mesh[0] = state->mesh;
        set_stretch(&state->mesh, spreads.depth_cm, s->stretch);
        status = look_ahead(&p, now_s, &here, spreads.per_s);
        if (status != KILN_OK)
            return status;
        if (!again)
            begin_step(&p, &here);
        const double error = try_step(&p);
        const double scale = error > 1e-6 ? 0.9 * pow(error, -1.0 / 3) : 5;
        again = !(error <= 1);
        if (again) {
            state->statistics.rejected++;
            next_s = p.length_s * (isfinite(error) ? fmax(0.2, scale) : 0.25);
            if (next_s < fmax(1e-14 * now_s, 1e-20 * time_s))
                return kiln_fail(diag, KILN_NO_CONVERGENCE, settings->pointer,
                                 "the solver's step shrank to nothing %.3g s into the stage",
                                 now_s);
            continue;
        }
        accept(&p);
        spreads = find_spreading(state, s->rate[2], s->sweep[2]);
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
