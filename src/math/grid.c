/* Grids from a wanted spacing. h(x) is made of straight pieces; on each the integral of dx / h,
 * which counts intervals, and its inverse have a closed form. */
#include "kiln/math/grid.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Nodes closer than this, beside the larger end, would be moved by rounding. */
static const double SPACING_LEAST = 64 * DBL_EPSILON;
/* How much longer than wanted an interval may be, so that rounding adds no interval. */
static const double COUNT_SLACK = 1e-9;

/* A straight piece of h: value at from, rising with slope as far as to. */
typedef struct piece {
    double from, to, value, slope;
} piece;

/* A walk along the lowest of the spots' lines, piece by piece. */
typedef struct walk {
    const kiln_grid_plan *plan;
    double slope[KILN_GRID_SPOTS]; /* of each spot's lines: ln(growth) */
    double x;                      /* how far it has come */
    double straight_to;            /* the next spot's position: until there no line bends */
    size_t lowest;                 /* the spot whose line it is on */
} walk;

static walk walk_from_start(const kiln_grid_plan *plan)
{
    walk w = {.plan = plan, .x = plan->from, .straight_to = plan->from};
    for (size_t k = 0; k < plan->spots; k++)
        w.slope[k] = log(plan->spot[k].growth);
    return w;
}

static double value_at(const walk *w, size_t k)
{
    const kiln_grid_spot *spot = &w->plan->spot[k];
    return spot->spacing + w->slope[k] * fabs(w->x - spot->position);
}

static double slope_from(const walk *w, size_t k)
{
    return w->x < w->plan->spot[k].position ? -w->slope[k] : w->slope[k];
}

/* At a spot's position lines bend: the lowest is sought afresh. */
static void look_around(walk *w)
{
    w->straight_to = w->plan->to;
    w->lowest = 0;
    for (size_t k = 0; k < w->plan->spots; k++) {
        const double position = w->plan->spot[k].position;
        if (position > w->x)
            w->straight_to = fmin(w->straight_to, position);
        if (value_at(w, k) < value_at(w, w->lowest))
            w->lowest = k;
    }
}

/* The next piece; false at the end of the grid. Between two positions each piece is less steep
 * than the one before, so that even pieces of no length lead on. */
static bool next_piece(walk *w, piece *next)
{
    if (!(w->x < w->plan->to))
        return false;
    if (!(w->x < w->straight_to))
        look_around(w);
    *next = (piece){w->x, w->straight_to, value_at(w, w->lowest), slope_from(w, w->lowest)};
    for (size_t k = 0; k < w->plan->spots; k++) {
        const double steeper = next->slope - slope_from(w, k);
        const double above = fmax(value_at(w, k) - next->value, 0);
        if (steeper > 0 && next->from + above / steeper < next->to) {
            next->to = next->from + above / steeper;
            w->lowest = k;
        }
    }
    w->x = next->to;
    return true;
}

/* How many intervals lie on a piece. */
static double count_on(const piece *p)
{
    const double length = p->to - p->from, rise = p->slope * length / p->value;
    return length / p->value * (fabs(rise) > 0 ? log1p(rise) / rise : 1);
}

/* Where on a piece `count` intervals end. */
static double end_of(const piece *p, double count)
{
    const double grown = p->slope * count;
    const double x = p->from + p->value * count * (fabs(grown) > 0 ? expm1(grown) / grown : 1);
    return fmin(x, p->to);
}

static double count_all(const kiln_grid_plan *plan)
{
    walk w = walk_from_start(plan);
    double count = 0;
    for (piece p; next_piece(&w, &p);)
        count += count_on(&p);
    return count;
}

static size_t limit_of(const kiln_grid_plan *plan)
{
    return plan->intervals_max ? plan->intervals_max : KILN_GRID_INTERVALS;
}

static const char *pointer_of(const kiln_grid_plan *plan)
{
    return plan->pointer ? plan->pointer : "";
}

/* The finest spacing wanted, in *finest. */
static kiln_status check_spots(const kiln_grid_plan *plan, double *finest, kiln_diag *diag)
{
    *finest = plan->to - plan->from;
    for (size_t k = 0; k < plan->spots; k++) {
        const kiln_grid_spot *spot = &plan->spot[k];
        if (!isfinite(spot->position) || !(spot->spacing > 0) || !isfinite(spot->spacing) ||
            !(spot->growth >= 1) || !isfinite(spot->growth))
            return kiln_fail(diag, KILN_INVALID, pointer_of(plan),
                             "fine spot %zu of the grid: position %g must be finite, spacing "
                             "%g greater than 0, growth %g at least 1",
                             k, spot->position, spot->spacing, spot->growth);
        *finest = fmin(*finest, spot->spacing);
    }
    return KILN_OK;
}

static kiln_status check(const kiln_grid_plan *plan, double *finest, kiln_diag *diag)
{
    const char *pointer = pointer_of(plan);
    if (!isfinite(plan->from) || !isfinite(plan->to) || !(plan->from < plan->to))
        return kiln_fail(diag, KILN_INVALID, pointer,
                         "the grid must run from %g up to %g, both finite", plan->from,
                         plan->to);
    if (plan->spots < 1 || plan->spots > KILN_GRID_SPOTS)
        return kiln_fail(diag, KILN_INVALID, pointer, "%zu fine spots are outside 1..%d",
                         plan->spots, KILN_GRID_SPOTS);
    if (plan->intervals_max > KILN_GRID_INTERVALS)
        return kiln_fail(diag, KILN_INVALID, pointer, "at most %zu intervals: more than %d",
                         plan->intervals_max, KILN_GRID_INTERVALS);
    return check_spots(plan, finest, diag);
}

/* Whether nodes `spacing` apart can be told from each other. */
static kiln_status check_rounding(const kiln_grid_plan *plan, double spacing, kiln_diag *diag)
{
    const double least = SPACING_LEAST * fmax(fabs(plan->from), fabs(plan->to));
    if (spacing > least)
        return KILN_OK;
    return kiln_fail(diag, KILN_INVALID, pointer_of(plan),
                     "a spacing of %g is lost in the rounding of %g..%g", spacing, plan->from,
                     plan->to);
}

kiln_status kiln_grid_count(const kiln_grid_plan *plan, size_t *intervals, kiln_diag *diag)
{
    double finest;
    kiln_status status = check(plan, &finest, diag);
    if (status == KILN_OK)
        status = check_rounding(plan, finest, diag);
    if (status != KILN_OK)
        return status;
    const double count = fmax(ceil(count_all(plan) * (1 - COUNT_SLACK)), 1);
    if (!(count <= (double)limit_of(plan)))
        return kiln_fail(diag, KILN_LIMIT, pointer_of(plan),
                         "the grid takes %.0f intervals, at most %zu are allowed", count,
                         limit_of(plan));
    *intervals = (size_t)count;
    return KILN_OK;
}

static void place(const kiln_grid_plan *plan, double count_each, size_t intervals,
                  double node[])
{
    walk w = walk_from_start(plan);
    double before = 0; /* intervals as wanted, up to the present piece */
    size_t i = 1;
    for (piece p; next_piece(&w, &p);) {
        const double after = before + count_on(&p);
        for (; i < intervals && (double)i * count_each <= after; i++)
            node[i] = end_of(&p, (double)i * count_each - before);
        before = after;
    }
    node[0] = plan->from;
    node[intervals] = plan->to;
}

kiln_status kiln_grid_by_spacing(const kiln_grid_plan *plan, size_t intervals, double node[],
                                 kiln_diag *diag)
{
    double finest;
    kiln_status status = check(plan, &finest, diag);
    if (status != KILN_OK)
        return status;
    if (intervals < 1 || intervals > limit_of(plan))
        return kiln_fail(diag, intervals < 1 ? KILN_INVALID : KILN_LIMIT, pointer_of(plan),
                         "%zu intervals are outside 1..%zu", intervals, limit_of(plan));
    const double count_each = count_all(plan) / (double)intervals;
    status = check_rounding(plan, finest * count_each, diag);
    if (status == KILN_OK)
        place(plan, count_each, intervals, node);
    return status;
}
