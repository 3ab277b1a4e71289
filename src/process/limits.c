/* The bounds that the caller put on a run. */
#include "limits.h"

#include <math.h>

double kiln_run_now_s(const kiln_run_options *options)
{
    const kiln_clock *clock = &options->clock;
    return clock->now_s ? clock->now_s(clock->context) : (double)NAN;
}

kiln_status kiln_run_goes_on(const kiln_run_options *options, const char *pointer,
                             kiln_diag *diag)
{
    if (options->cancelled && options->cancelled(options->cancel_context))
        return kiln_fail(diag, KILN_CANCELLED, pointer, "the run was cancelled here");
    if (options->deadline_s > 0 && kiln_run_now_s(options) > options->deadline_s)
        return kiln_fail(diag, KILN_LIMIT, pointer, "the run's time is up here");
    return KILN_OK;
}
