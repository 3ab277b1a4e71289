/* Central moments from sums kept by group: each depth is counted from a point near the mean, so
 * that the fourth power does not cancel. */
#include "moments.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char *const MOMENT_NAME[MOMENT_COUNT] = {
#define MOMENT_TEXT(id, name) name,
    MOMENT_MAP(MOMENT_TEXT)
#undef MOMENT_TEXT
};

enum { POWERS = 5 };

/* power[k]: sum of (depth - origin)^k; the others are sums as well. */
typedef struct sums {
    double power[POWERS], lateral2_nm2, behind, came_back, nuclear;
} sums;

static void sums_add(sums *s, const track_end *end, double origin_nm, double energy_kev)
{
    double power = 1;
    for (int k = 0; k < POWERS; k++) {
        s->power[k] += power;
        power *= end->depth_nm - origin_nm;
    }
    const double x = end->across_nm[0], y = end->across_nm[1];
    s->lateral2_nm2 += 0.5 * (x * x + y * y);
    s->behind += end->depth_nm < 0;
    s->came_back += end->came_back != 0;
    s->nuclear += end->nuclear_kev / energy_kev;
}

/* to += sign * from */
static void sums_join(sums *to, const sums *from, double sign)
{
    for (int k = 0; k < POWERS; k++)
        to->power[k] += sign * from->power[k];
    to->lateral2_nm2 += sign * from->lateral2_nm2;
    to->behind += sign * from->behind;
    to->came_back += sign * from->came_back;
    to->nuclear += sign * from->nuclear;
}

static void moments_from(const sums *s, double origin_nm, double value[MOMENT_COUNT])
{
    const double n = s->power[0];
    const double m1 = s->power[1] / n, m2 = s->power[2] / n;
    const double m3 = s->power[3] / n, m4 = s->power[4] / n;
    const double variance = m2 - m1 * m1;
    const double third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
    const double fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    value[MOMENT_RANGE_NM] = origin_nm + m1;
    value[MOMENT_STRAGGLE_NM] = sqrt(variance);
    value[MOMENT_SKEWNESS] = third / (variance * sqrt(variance));
    value[MOMENT_KURTOSIS] = fourth / (variance * variance);
    value[MOMENT_LATERAL_NM] = sqrt(s->lateral2_nm2 / n);
    value[MOMENT_BEHIND] = s->behind / n;
    value[MOMENT_CAME_BACK] = s->came_back / n;
    value[MOMENT_NUCLEAR] = s->nuclear / n;
}

/* Each group left out in turn: M. H. Quenouille, Biometrika 43, 353 (1956). */
static void jackknife(const sums group[GROUPS], const sums *all, double origin_nm,
                      double error[MOMENT_COUNT])
{
    double value[GROUPS][MOMENT_COUNT];
    for (size_t g = 0; g < GROUPS; g++) {
        sums rest = *all;
        sums_join(&rest, &group[g], -1);
        moments_from(&rest, origin_nm, value[g]);
    }
    for (size_t m = 0; m < MOMENT_COUNT; m++) {
        double mean = 0, square = 0;
        for (size_t g = 0; g < GROUPS; g++)
            mean += value[g][m] / GROUPS;
        for (size_t g = 0; g < GROUPS; g++)
            square += (value[g][m] - mean) * (value[g][m] - mean);
        error[m] = sqrt(square * (GROUPS - 1) / GROUPS);
    }
}

moments moments_of(const beam *b, const scattering_table *scattering)
{
    assert(b->ions >= IONS_MIN && b->ions <= IONS_MAX);
    const double energy_kev = b->energy_kev * ION[b->ion].energy_share;
    medium in;
    medium_fill(&ION[b->ion], &TARGET[b->target], energy_kev, scattering, &in);
    track_id id = {.seed = b->seed,
                   .beam = (uint32_t)(b->ion * TARGET_COUNT + b->target),
                   .energy_ev = (uint32_t)(1e3 * b->energy_kev + 0.5)};
    moments out = {.collisions = 0};
    sums group[GROUPS] = {0}, all = {0};
    double origin_nm = 0; /* the mean of the first few */
    for (size_t i = 0; i < IONS_MIN; i++) {
        id.particle = (uint32_t)i;
        origin_nm += track(&in, energy_kev, id).depth_nm / IONS_MIN;
    }
    for (size_t i = 0; i < b->ions; i++) {
        id.particle = (uint32_t)i;
        const track_end end = track(&in, energy_kev, id);
        sums_add(&group[i * GROUPS / b->ions], &end, origin_nm, energy_kev);
        out.collisions += end.collisions;
    }
    for (size_t g = 0; g < GROUPS; g++)
        sums_join(&all, &group[g], 1);
    moments_from(&all, origin_nm, out.value);
    jackknife(group, &all, origin_nm, out.error);
    return out;
}
