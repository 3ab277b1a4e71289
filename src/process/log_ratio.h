/* Private to process: logarithms of ratios near 1, by a series in place of a call. */
#ifndef KILN_SRC_PROCESS_LOG_RATIO_H
#define KILN_SRC_PROCESS_LOG_RATIO_H

/* atanh(r) / r of r^2: to 6e-7 up to r^2 = 0.09, to 1e-5 up to 0.16. */
static inline double kiln_atanh_share(double square)
{
    return 1 + square * (1. / 3 + square * (1. / 5 + square * (1. / 7 + square * (1. / 9))));
}

/* ln(to / from) = 2 atanh((to - from) / (to + from)), as close as kiln_atanh_share is. */
static inline double kiln_log_ratio(double from, double to)
{
    const double r = (to - from) / (to + from);
    return 2 * r * kiln_atanh_share(r * r);
}

#endif
