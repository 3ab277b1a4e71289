/* Monotonic time. */
#define _POSIX_C_SOURCE 200809L
#include "clock.h"

#include <time.h>

double kiln_clock_now_s(void *context)
{
    (void)context;
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
