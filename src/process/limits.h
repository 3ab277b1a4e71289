/* Private to process: the bounds that the caller put on a run. */
#ifndef KILN_SRC_PROCESS_LIMITS_H
#define KILN_SRC_PROCESS_LIMITS_H

#include "kiln/base/diag.h"
#include "kiln/process/simulate.h"

/* By the run's clock; NaN where it has none. */
double kiln_run_now_s(const kiln_run_options *options);

/* Whether the run is to go on; pointer is where it stands in the recipe. Errors:
 * KILN_CANCELLED, KILN_LIMIT (the deadline). */
kiln_status kiln_run_goes_on(const kiln_run_options *options, const char *pointer,
                             kiln_diag *diag);

#endif
