/* The C side of the benchmarks; bench/run.py calls it and its Python peers in turn.
 *
 *   kiln-bench NAME ITERATIONS <points   times each call: {"compiler": "...", "ms": [...]}
 *   kiln-bench NAME values <points       writes the results instead
 *
 * Points and results are raw doubles, as many of one as of the other, 16 at least. */
#define _POSIX_C_SOURCE 200809L

#include "crank_nicolson.h"
#include "runs.h"

#include "kiln/math/special.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

enum {
    POINTS_MIN = 16,
    POINTS_MAX = CRANK_NICOLSON_MAX,
    ITERATIONS_MAX = 1000000,
    WARM_UP = 3
};

static void erfc_libm(size_t n, const double x[], double y[])
{
    for (size_t i = 0; i < n; i++)
        y[i] = erfc(x[i]);
}

static void erfc_scalar(size_t n, const double x[], double y[])
{
    for (size_t i = 0; i < n; i++)
        y[i] = kiln_erfc(x[i]);
}

static void owen_t(size_t n, const double h[], double t[])
{
    for (size_t i = 0; i < n; i++)
        t[i] = kiln_owen_t(h[i], 0.5);
}

/* One row a benchmark: n points in, n results out. */
static const struct {
    const char *name;
    void (*run)(size_t n, const double x[], double y[]);
} BENCHMARK[] = {
    {"crank_nicolson", crank_nicolson},
    {"crank_nicolson-lanes", crank_nicolson_lanes},
    {"crank_nicolson-textbook", crank_nicolson_textbook},
    {"demo", demo},
    {"drive_in", drive_in},
    {"drive_in-finest", drive_in_finest},
    {"drive_in-loose", drive_in_loose},
    {"erfc", kiln_erfc_array},
    {"erfc-libm", erfc_libm},
    {"erfc-scalar", erfc_scalar},
    {"march_one", march_one},
    {"march_two", march_two},
    {"owen_t", owen_t},
};
enum { BENCHMARKS = sizeof BENCHMARK / sizeof BENCHMARK[0] };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void time_calls(size_t which, long iterations, size_t n, const double x[], double y[])
{
    for (int i = 0; i < WARM_UP; i++)
        BENCHMARK[which].run(n, x, y);
    printf("{\"compiler\": \"%s\", \"ms\": [", COMPILER);
    for (long i = 0; i < iterations; i++) {
        const double start = now_ms();
        BENCHMARK[which].run(n, x, y);
        printf("%s%.6f", i ? ", " : "", now_ms() - start);
    }
    printf("]}\n");
}

static int usage(void)
{
    fprintf(stderr, "usage: kiln-bench NAME ITERATIONS|values <points\nnames:");
    for (size_t i = 0; i < BENCHMARKS; i++)
        fprintf(stderr, " %s", BENCHMARK[i].name);
    fprintf(stderr, "\n");
    return 2;
}

int main(int argc, char **argv)
{
    static double x[POINTS_MAX], y[POINTS_MAX];
    size_t which = 0;
    while (argc == 3 && which < BENCHMARKS && strcmp(argv[1], BENCHMARK[which].name) != 0)
        which++;
    if (argc != 3 || which == BENCHMARKS)
        return usage();
    const size_t n = fread(x, sizeof x[0], POINTS_MAX, stdin);
    if (n < POINTS_MIN)
        return usage();
    if (strcmp(argv[2], "values") == 0) {
        BENCHMARK[which].run(n, x, y);
        return fwrite(y, sizeof y[0], n, stdout) == n && fflush(stdout) == 0 ? 0 : 1;
    }
    const long iterations = strtol(argv[2], NULL, 10);
    if (iterations < 1 || iterations > ITERATIONS_MAX)
        return usage();
    time_calls(which, iterations, n, x, y);
    return fflush(stdout) == 0 ? 0 : 1;
}
