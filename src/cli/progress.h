/* Progress of a run that takes its time, on standard error; and whether it is to stop. */
#ifndef KILN_CLI_PROGRESS_H
#define KILN_CLI_PROGRESS_H

#include "cli/flags.h"

typedef struct kiln_progress {
    kiln_progress_style style;
    double from_s, told_s; /* by kiln_clock_now_s */
    bool told;
} kiln_progress;

kiln_progress kiln_progress_start(kiln_progress_style style);
/* Asked by a run between its stages, as kiln_run_options.cancelled with a kiln_progress for
 * context: tells how far the time is, after the first second five times a second, and returns
 * whether to stop. */
bool kiln_progress_tick(void *context);
/* Clears what is on the terminal. */
void kiln_progress_end(const kiln_progress *progress);

#endif
