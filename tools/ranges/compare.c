/* The published moments, and how far this simulation is from them. */
#include "compare.h"

#include "material.h"
#include "moments.h"

#include <math.h>

enum { POINTS = 5 };

static const double ALLOWED = 0.15;
static const double ENERGY_KEV[POINTS] = {10, 30, 50, 100, 200};

/* Silicon: the moments in use since SUPREM-III (1982); where they come from is not stated. */
static const struct {
    const char *ion;
    double range_nm[POINTS], straggle_nm[POINTS];
} PUBLISHED[] = {
    {"B", {35.1, 101.1, 162.9, 299.0, 519.4}, {18.2, 38.4, 51.5, 71.4, 90.9}},
    {"P", {16.0, 40.7, 66.3, 133.9, 275.8}, {8.0, 18.6, 28.4, 50.6, 87.3}},
    {"As", {12.1, 25.4, 37.1, 65.0, 121.0}, {4.5, 9.3, 13.4, 22.8, 40.3}},
    {"Sb", {12.1, 23.7, 33.1, 53.9, 91.9}, {3.7, 7.1, 10.0, 16.1, 27.1}},
};
enum { PUBLISHED_COUNT = sizeof PUBLISHED / sizeof PUBLISHED[0] };

static int outside(double difference, double error)
{
    return !(fabs(difference) <= ALLOWED + 3 * error);
}

size_t compare_with_published(size_t ions, uint64_t seed, const scattering_table *scattering,
                              FILE *out)
{
    size_t over = 0;
    fputs("ion  factor  keV    range nm  publ.     diff  straggle nm  publ.     diff\n", out);
    for (size_t i = 0; i < PUBLISHED_COUNT; i++) {
        beam b = {.ion = ion_number(PUBLISHED[i].ion), .ions = ions, .seed = seed};
        double worst_range = 0, worst_straggle = 0;
        for (size_t e = 0; e < POINTS; e++) {
            b.energy_kev = ENERGY_KEV[e];
            const moments m = moments_of(&b, scattering);
            const double range_nm = m.value[MOMENT_RANGE_NM];
            const double straggle_nm = m.value[MOMENT_STRAGGLE_NM];
            const double range = range_nm / PUBLISHED[i].range_nm[e] - 1;
            const double straggle = straggle_nm / PUBLISHED[i].straggle_nm[e] - 1;
            fprintf(out,
                    "%-3s  %6.3f  %-4g  %8.2f  %6.1f  %+5.1f %%  %11.2f  %6.1f  %+5.1f %%\n",
                    PUBLISHED[i].ion, ION[b.ion].stopping_factor, ENERGY_KEV[e], range_nm,
                    PUBLISHED[i].range_nm[e], 100 * range, straggle_nm,
                    PUBLISHED[i].straggle_nm[e], 100 * straggle);
            over += (size_t)outside(range, m.error[MOMENT_RANGE_NM] / range_nm);
            over += (size_t)outside(straggle, m.error[MOMENT_STRAGGLE_NM] / straggle_nm);
            worst_range = fmax(worst_range, fabs(range));
            worst_straggle = fmax(worst_straggle, fabs(straggle));
        }
        fprintf(out, "%-3s  at most %.1f %% in range, %.1f %% in straggle\n", PUBLISHED[i].ion,
                100 * worst_range, 100 * worst_straggle);
    }
    fprintf(out, "%zu of %d figures differ by more than %g %%\n", over,
            2 * POINTS * PUBLISHED_COUNT, 100 * ALLOWED);
    return over;
}
