/* Averages over cells from one grid to another, by limited parabolas. */
#include "kiln/math/grid.h"

#include "math/sign.h"

#include <math.h>

enum { STENCIL = 4 };

/* fmin and fmax of numbers, without the calls. */
static inline double lesser(double a, double b)
{
    return a < b ? a : b;
}

static inline double greater(double a, double b)
{
    return a > b ? a : b;
}

/* What an old cell holds: a parabola from average - left_drop at its left edge to average +
 * right_rise at its right one; both have one sign, or are 0. */
typedef struct parabola {
    double left_edge, width, average, left_drop, right_rise;
} parabola;

/* The new cell being filled: sum is its average so far, by compensated summation, since
 * many old cells may go into one. */
typedef struct filling {
    const kiln_grid *grid;
    double *average;
    size_t cell;
    double sum, lost;
} filling;

/* The value at edge e of the polynomial that has the averages of the four nearest cells: the
 * derivative of their running integral's interpolation, in Newton's form. */
static double polynomial_at_edge(const kiln_grid *grid, const double average[], size_t e)
{
    const size_t cells = grid->cells, count = cells < STENCIL ? cells : STENCIL;
    const size_t middle = e > count / 2 ? e - count / 2 : 0;
    const size_t first = middle < cells - count ? middle : cells - count;
    const double *edge = &grid->edge[first], x = grid->edge[e];
    double difference[STENCIL] = {0}; /* divided: over edges k - order..k + 1 */
    for (size_t k = 0; k < count; k++)
        difference[k] = average[first + k];
    double value = difference[0], product = x - edge[0], slope = 1;
    for (size_t order = 1; order < count; order++) {
        for (size_t k = count - 1; k >= order; k--)
            difference[k] =
                (difference[k] - difference[k - 1]) / (edge[k + 1] - edge[k - order]);
        slope = slope * (x - edge[order]) + product;
        product *= x - edge[order];
        value += difference[order] * slope;
    }
    return value;
}

/* The same, kept between the averages of the two cells; at the ends of the grid not below
 * floor. */
static double value_at_edge(const kiln_grid *grid, const double average[], size_t e,
                            double floor)
{
    const double value = polynomial_at_edge(grid, average, e);
    if (e == 0 || e == grid->cells)
        return greater(value, floor);
    const double before = average[e - 1], after = average[e];
    return lesser(greater(value, lesser(before, after)), greater(before, after));
}

/* Not more than twice the other, so that the parabola has no turning point in the cell. */
static double limited(double change, double other)
{
    if (!kiln_same_sign(change, other))
        return 0;
    return fabs(change) > 2 * fabs(other) ? 2 * other : change;
}

static parabola parabola_in(const kiln_grid *grid, const double average[], size_t cell,
                            double left, double right)
{
    const double drop = average[cell] - left, rise = right - average[cell];
    return (parabola){.left_edge = grid->edge[cell],
                      .width = grid->edge[cell + 1] - grid->edge[cell],
                      .average = average[cell],
                      .left_drop = limited(drop, rise),
                      .right_rise = limited(rise, drop)};
}

/* The average from x0 to x1. Over the whole cell the changes are exactly 0; rounding is kept
 * from leading past the values at the edges. */
static double average_between(const parabola *p, double x0, double x1)
{
    const double t0 = (x0 - p->left_edge) / p->width, t1 = (x1 - p->left_edge) / p->width;
    const double off_centre = (t0 + t1) / 2 - 0.5, half = (t1 - t0) / 2;
    const double slope = p->left_drop + p->right_rise;
    const double bend = 3 * (p->left_drop - p->right_rise);
    const double value = p->average + slope * off_centre +
                         bend * (1.0 / 12 - off_centre * off_centre - half * half / 3);
    const double left = p->average - p->left_drop, right = p->average + p->right_rise;
    return lesser(greater(value, lesser(left, right)), greater(left, right));
}

static void add(filling *f, double share, double average)
{
    const double term = share * average - f->lost, sum = f->sum + term;
    f->lost = (sum - f->sum) - term;
    f->sum = sum;
}

/* Deals an old cell out to the new ones that it overlaps. */
static void deal(const parabola *p, double right_edge, filling *f)
{
    const double *edge = f->grid->edge;
    for (double x = p->left_edge; x < right_edge;) {
        const double end = lesser(right_edge, edge[f->cell + 1]);
        const double share = (end - x) / (edge[f->cell + 1] - edge[f->cell]);
        add(f, share, average_between(p, x, end));
        if (edge[f->cell + 1] <= right_edge) {
            f->average[f->cell++] = f->sum;
            f->sum = f->lost = 0;
        }
        x = end;
    }
}

static kiln_status check_edges(const kiln_grid *grid, const char *name, kiln_diag *diag)
{
    if (grid->cells < 1)
        return kiln_fail(diag, KILN_INVALID, "", "the %s grid has no cells", name);
    for (size_t i = 0; i <= grid->cells; i++)
        if (!isfinite(grid->edge[i]) || (i > 0 && !(grid->edge[i] > grid->edge[i - 1])))
            return kiln_fail(diag, KILN_INVALID, "",
                             "the %s grid: edge %zu at %g must be finite and past the one "
                             "before",
                             name, i, grid->edge[i]);
    return KILN_OK;
}

static kiln_status check(const kiln_grid *from, const double average[], const kiln_grid *to,
                         kiln_diag *diag)
{
    kiln_status status = check_edges(from, "old", diag);
    if (status == KILN_OK)
        status = check_edges(to, "new", diag);
    if (status != KILN_OK)
        return status;
    const double begin = from->edge[0], end = from->edge[from->cells];
    if (begin != to->edge[0] || end != to->edge[to->cells])
        return kiln_fail(diag, KILN_INVALID, "",
                         "the old grid spans %.17g..%.17g, the new one %.17g..%.17g", begin,
                         end, to->edge[0], to->edge[to->cells]);
    for (size_t i = 0; i < from->cells; i++)
        if (!isfinite(average[i]))
            return kiln_fail(diag, KILN_INVALID, "", "the average over old cell %zu is %g", i,
                             average[i]);
    return KILN_OK;
}

static double lowest_of(size_t n, const double average[])
{
    double lowest = average[0];
    for (size_t i = 1; i < n; i++)
        lowest = lesser(lowest, average[i]);
    return lowest;
}

kiln_status kiln_remap_conservative(const kiln_grid *from, const double average[],
                                    const kiln_grid *to, double remapped[], kiln_diag *diag)
{
    const kiln_status status = check(from, average, to, diag);
    if (status != KILN_OK)
        return status;
    const double lowest = lowest_of(from->cells, average);
    const double floor = lowest >= 0 ? 0 : -(double)INFINITY;
    filling f = {.grid = to};
    f.average = remapped;
    double left = value_at_edge(from, average, 0, floor);
    for (size_t i = 0; i < from->cells; i++) {
        const double right = value_at_edge(from, average, i + 1, floor);
        const parabola p = parabola_in(from, average, i, left, right);
        deal(&p, from->edge[i + 1], &f);
        left = right;
    }
    return KILN_OK;
}
