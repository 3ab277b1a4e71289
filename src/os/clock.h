/* The clock that runs are timed by. */
#ifndef KILN_OS_CLOCK_H
#define KILN_OS_CLOCK_H

/* Seconds since some fixed point; never goes back. context is not looked at, so that it fits
 * kiln_clock. */
double kiln_clock_now_s(void *context);

#endif
