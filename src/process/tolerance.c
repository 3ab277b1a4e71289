/* Errors allowed: see tolerance.h. */
#include "tolerance.h"

#include "kiln/base/wide.h"

#include <math.h>
#include <stdbool.h>

/* Below this many times the mesh's floor an error is absolute: 1e-8 of the peak. */
static const double ERROR_FLOOR = 20;
/* Never above this share of the peak. */
static const double FLOOR_MOST = 0.1;
/* Of what is ahead so much is counted upon, and of the tolerance that the spreading would
 * allow so much is used. */
static const double AHEAD_SHARE = 0.5, SPREAD_SHARE = 0.1, RELATIVE_MOST = 0.1;
/* Where a source will fill in the silicon an error early on counts against what it holds. */
static const double YOUNG_FLOOR = 0.01, YOUNG_DEPTH = 0.1;
/* What its field does meanwhile to other dopants beside the surface counts so much less: it is
 * spread over all that is still to come. */
static const double BESIDE_SOURCE_DEPTH = 0.3, LENIENCE_BESIDE_SOURCE = 30;
static const double OXIDE_FLOOR = 0.05, OXIDE_LENIENCE = 10;
/* Where a dopant is beyond its solubility, and everywhere if one is: all feel its front. */
static const double LENIENCE_BEYOND = 500, LENIENCE_BESIDE = 10, NEAR_SOLUBILITY = 0.7;

static double dose_of(const kiln_field_state *state, size_t k)
{
    const double *node = state->mesh.node;
    double dose_cm2 = 0;
    for (size_t i = state->mesh.oxide_cells; i < state->mesh.cells; i++)
        dose_cm2 += (node[i + 1] - node[i]) * state->conc[i * state->species + k];
    return dose_cm2;
}

/* (1 + x/8)^8, which is less than e^x and nearly so where it matters. */
static double about_exp(double x)
{
    const double root = 1 + 0.125 * x, two = root * root, four = two * two;
    return four * four;
}

/* How deep the profile will be seen above the floor, and from which cell on it will not be what
 * stands there now that is seen. */
typedef struct horizon {
    size_t cell;
    double depth_cm;
} horizon;

/* The deepest cell of which enough will be left where it goes: C exp(-D t s^2) > floor, s its
 * slope of ln C, is at x + 2 D t s then. */
static horizon find_horizon(const kiln_field_state *state, size_t k, double ahead_cm2,
                            double floor_cm3)
{
    const size_t m = state->species, first = state->mesh.oxide_cells;
    const double *node = state->mesh.node, *conc = state->conc + k;
    for (size_t i = state->mesh.cells - 2; i > first; i--) {
        const double here = conc[i * m];
        if (here < floor_cm3)
            continue;
        const double apart_cm = 0.5 * (node[i + 2] + node[i + 1] - node[i] - node[i - 1]);
        const double slope = (conc[(i - 1) * m] - conc[(i + 1) * m]) / (apart_cm * here);
        if (here > floor_cm3 * about_exp(ahead_cm2 * slope * slope))
            return (horizon){i, 0.5 * (node[i] + node[i + 1]) + 2 * ahead_cm2 * slope};
    }
    return (horizon){first, 0};
}

/* How much wider a species' tolerance is by what will be forgotten as it spreads. */
static double spread_of(const kiln_field_state *state, const kiln_surroundings *here,
                        double relative, size_t k)
{
    const double depth_cm = dose_of(state, k) / state->peak_cm3[k];
    const double ahead_cm2 = AHEAD_SHARE * here->ahead_cm2[k];
    const double spread = 1 + SPREAD_SHARE * ahead_cm2 / (depth_cm * depth_cm);
    return fmin(spread, fmax(RELATIVE_MOST / relative, 1));
}

/* From here on a species counts as beyond its solubility. */
static double bound_of(const kiln_species_rates *rates)
{
    return rates->all_moves ? (double)INFINITY
                            : NEAR_SOLUBILITY * rates->activity.solubility_cm3;
}

/* Whether a source holds another species. */
static bool beside_source(const kiln_field_state *state, size_t k)
{
    bool held = false;
    for (size_t j = 0; j < state->species; j++)
        held |= state->held_peak_cm3[j] > 0;
    return held && !(state->held_peak_cm3[k] > 0);
}

KILN_WIDE static void in_silicon(const kiln_field_state *state, const kiln_surroundings *here,
                                 double allowed, size_t k, double per_error[])
{
    const size_t m = state->species, n = state->mesh.cells;
    const double ahead_cm2 = AHEAD_SHARE * here->ahead_cm2[k], peak = state->peak_cm3[k];
    const double bound_cm3 = bound_of(&here->moment.species[k]);
    const double firm = 1 / allowed, beyond = LENIENCE_BESIDE / LENIENCE_BEYOND * firm;
    const double least = ERROR_FLOOR * state->floor_cm3[k];
    const double most = fmax(FLOOR_MOST * peak, least);
    const horizon seen = find_horizon(state, k, ahead_cm2, least);
    const double young = YOUNG_FLOOR * state->held_peak_cm3[k];
    const double young_cm = YOUNG_DEPTH * sqrt(ahead_cm2);
    const double beside_cm =
        beside_source(state, k) ? BESIDE_SOURCE_DEPTH * sqrt(ahead_cm2) : 0;
    const double per_cm2 = ahead_cm2 > 0 ? 0.25 / ahead_cm2 : 0;
    const double *restrict conc = state->conc + k, *restrict node = state->mesh.node;
    double *restrict per = per_error + k;
    KILN_INDEPENDENT
    for (size_t i = state->mesh.oxide_cells; i < n; i++) {
        const double left_cm = seen.depth_cm - 0.5 * (node[i] + node[i + 1]);
        const double far_cm = left_cm > 0 && i > seen.cell ? left_cm : 0;
        const double raised = least * about_exp(far_cm * far_cm * per_cm2);
        const double by_source = node[i] < young_cm ? young : least;
        const double lenience = node[i] < beside_cm ? LENIENCE_BESIDE_SOURCE : 1;
        const double higher = raised > by_source ? raised : by_source;
        const double floor = higher < most ? higher : most;
        per[i * m] =
            (conc[i * m] > bound_cm3 ? beyond : firm) / (lenience * (conc[i * m] + floor));
    }
}

static void in_oxide(const kiln_field_state *state, const kiln_surroundings *here,
                     double relative, size_t k, double per_error[])
{
    const size_t m = state->species, cells = state->mesh.oxide_cells;
    double top = state->conc[cells * m + k] / here->moment.species[k].segregation;
    for (size_t i = 0; i < cells; i++)
        top = fmax(top, state->conc[i * m + k]);
    for (size_t i = 0; i < cells; i++)
        per_error[i * m + k] = 1 / (relative * OXIDE_LENIENCE * state->lenience[k] *
                                    (state->conc[i * m + k] + OXIDE_FLOOR * top));
}

void kiln_tolerances(const kiln_field_state *state, const kiln_surroundings *here,
                     double relative, double per_error[])
{
    double spread[KILN_SPECIES_MAX], widest = 1, beside = 1;
    for (size_t k = 0; k < state->species; k++) {
        spread[k] = spread_of(state, here, relative, k);
        widest = fmax(widest, spread[k]);
        if (state->peak_cm3[k] > bound_of(&here->moment.species[k]))
            beside = LENIENCE_BESIDE;
    }
    for (size_t k = 0; k < state->species; k++) {
        /* What the others' field does to a dopant of the substrate goes with them. */
        const double own = state->lenience[k] > 1 ? widest : spread[k];
        const double allowed = relative * state->lenience[k] * own * beside;
        in_silicon(state, here, allowed, k, per_error);
        in_oxide(state, here, relative, k, per_error);
    }
}
