/* Grids in one dimension: where the nodes lie, and how averages over the cells between them go
 * from one grid to another. */
#ifndef KILN_MATH_GRID_H
#define KILN_MATH_GRID_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"

#include <stddef.h>

enum { KILN_GRID_SPOTS = 64, KILN_GRID_INTERVALS = 1000000 };

/* A place where the grid must be fine: a surface, a peak, a junction. */
typedef struct kiln_grid_spot {
    double position; /* inside the grid or outside */
    double spacing;  /* wanted there, > 0 */
    double growth;   /* from one interval to the next as they lead away, >= 1; 1: none, so that
                        the spacing is a limit everywhere */
} kiln_grid_spot;

/* The spacing wanted at x is the least that any spot allows there,
 *
 *   h(x) = min over the spots of spacing + ln(growth) |x - position|
 *
 * which is, for one spot, a geometric series of intervals. All arrays are borrowed. */
typedef struct kiln_grid_plan {
    double from, to; /* from < to */
    size_t spots;    /* 1..KILN_GRID_SPOTS */
    const kiln_grid_spot *spot;
    size_t intervals_max; /* 0: KILN_GRID_INTERVALS; may not be more */
    const char *pointer;  /* of the input that asks for the grid, for messages; NULL: none */
} kiln_grid_plan;

/* How many intervals it takes for none to be longer than wanted.
 *
 *   intervals  out  1..intervals_max; untouched unless KILN_OK
 * Errors: KILN_INVALID (a rule above broken, a spacing below the rounding of from and to),
 * KILN_LIMIT (more than intervals_max; the message says how many).
 * Cost: O(spots^2) usually, about 50 ns a spot for few. */
KILN_API kiln_status kiln_grid_count(const kiln_grid_plan *plan, size_t *intervals,
                                     kiln_diag *diag);

/* The nodes, with the integral of dx / h(x) the same for each interval. As many intervals as
 * kiln_grid_count says, or more, make each at most as long as h somewhere within it, and
 * neighbours differ by at most the largest growth; with fewer, all are longer in proportion,
 * and growths become powers of themselves.
 *
 *   intervals  in   1..intervals_max
 *   node       out  [intervals + 1], rising strictly, node[0] = from and node[intervals] = to
 *                   exactly; untouched unless KILN_OK
 * Errors: KILN_INVALID, KILN_LIMIT as above.
 * Accuracy: 1e-9 of an interval. Cost: about 20 ns a node.
 * Source: R. D. Russell, J. Christiansen, SIAM J. Numer. Anal. 15, 59 (1978): equidistribution,
 * here in closed form, since h is made of straight pieces. */
KILN_API kiln_status kiln_grid_by_spacing(const kiln_grid_plan *plan, size_t intervals,
                                          double node[], kiln_diag *diag);

/* Cells side by side: cell i lies between edge[i] and edge[i + 1]. The array is borrowed. */
typedef struct kiln_grid {
    size_t cells;       /* >= 1 */
    const double *edge; /* [cells + 1], finite, rising strictly */
} kiln_grid;

/* Averages over the cells of one grid from those over the cells of another.
 *
 *   from, average  in   [from->cells], finite
 *   to             in   begins and ends exactly where `from` does
 *   remapped       out  [to->cells], must not overlap average; untouched unless KILN_OK
 * Errors: KILN_INVALID (a rule above broken; the message names grid and index).
 *
 * What is kept: the integral, to 1e-15 relative where no average is negative; signs (where no
 * average is negative none becomes so); order (averages that rise or fall still do); constants
 * and straight lines; a cell that both grids share, bit for bit. For smooth averages the error
 * is of third order in the width of the cells, of second order at a maximum or minimum.
 * Cost: O(cells of both), about 25 ns each.
 *
 * Inside each old cell the averaged quantity is taken for a parabola with the cell's average.
 * (Not for an exponential, though profiles span decades: that would bend straight lines, and
 * parabolas limited like these keep as well what must be kept.) At edges it is that cubic
 * which has the averages of the four nearest cells, kept between the two nearest: L. White, A.
 * Adcroft, J. Comput. Phys. 227, 7394 (2008), sec. 2; within cells it is kept monotone: P.
 * Colella, P. R. Woodward, J. Comput. Phys. 54, 174 (1984), eq. 1.10. */
KILN_API kiln_status kiln_remap_conservative(const kiln_grid *from, const double average[],
                                             const kiln_grid *to, double remapped[],
                                             kiln_diag *diag);

#endif
