/* The colour of an oxide on silicon. */
#ifndef KILN_SILICON_COLOUR_H
#define KILN_SILICON_COLOUR_H

#include "kiln/base/status.h"

/* What a thermal oxide looks like from straight above, under fluorescent light; NULL where it
 * has no colour yet (below 40 nm) or the orders no longer differ (from 1.55 um on). Colours
 * come back: 100 nm and 270 nm are both red-violet, so that it confirms a thickness and does
 * not measure it. Static text.
 * Source: W. A. Pliskin, E. E. Conrad, IBM J. Res. Dev. 8, 43 (1964). */
KILN_API const char *kiln_oxide_colour(double thickness_cm);

#endif
