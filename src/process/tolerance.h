/* Private to process: how large an error of a step may be, cell by cell. */
#ifndef KILN_SRC_PROCESS_TOLERANCE_H
#define KILN_SRC_PROCESS_TOLERANCE_H

#include "march.h"

/* Fills in the reciprocal of the error allowed for each concentration, [cells * species].
 *
 * An error counts against the concentration, down to a floor. Of what a stage has still
 * ahead of it an early error is forgotten in part, and that decides how many steps a profile
 * takes that begins as a step:
 *   - What stands at a slope s of ln C is seen, in the end, 2 D t s deeper and exp(-D t s^2)
 *     of itself. Past the cell that will be seen where the profile then reaches the floor, an
 *     error counts only as far as it spreads to there: the floor is exp(d^2 / 4 D t) times as
 *     high at a distance d from that depth.
 *   - A profile's shape is forgotten as it spreads, in proportion to its depth's square: so
 *     much wider is the tolerance.
 * In oxide, where a profile is a record of the past, only its height matters. Where dopant
 * is beyond its solubility the tolerance is wide: what precipitate there is neither moves
 * nor counts, and the front at which it dissolves jumps from cell to cell, which the rest of
 * the profile feels.
 *   here      in   moment and `ahead_cm2`
 *   relative  in   of a concentration well above the floor, at the end of a stage */
void kiln_tolerances(const kiln_field_state *state, const kiln_surroundings *here,
                     double relative, double per_error[]);

#endif
