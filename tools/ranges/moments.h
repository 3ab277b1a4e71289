/* Moments of where many ions stopped, and how far off chance may have put them. */
#ifndef RANGES_MOMENTS_H
#define RANGES_MOMENTS_H

#include "track.h"

/* The errors are a jackknife's over this many groups. */
enum { GROUPS = 20, IONS_MIN = 10 * GROUPS, IONS_MAX = 10000000 };

/* As given to the implanter. */
enum { ENERGY_EV_MIN = 100, ENERGY_EV_MAX = 3000000 };

#define MOMENT_MAP(X)                    \
    X(RANGE_NM, "range_nm")              \
    X(STRAGGLE_NM, "straggle_nm")        \
    X(SKEWNESS, "skewness")              \
    X(KURTOSIS, "kurtosis")              \
    X(LATERAL_NM, "lateral_straggle_nm") \
    X(BEHIND, "share_behind")            \
    X(CAME_BACK, "share_came_back")      \
    X(NUCLEAR, "share_nuclear")

typedef enum moment {
#define MOMENT_ENUM(id, name) MOMENT_##id,
    MOMENT_MAP(MOMENT_ENUM)
#undef MOMENT_ENUM
        MOMENT_COUNT
} moment;

extern const char *const MOMENT_NAME[MOMENT_COUNT];

typedef struct moments {
    double value[MOMENT_COUNT];
    double error[MOMENT_COUNT]; /* one standard deviation */
    uint64_t collisions;
} moments;

typedef struct beam {
    size_t ion, target; /* numbers in ION and TARGET */
    double energy_kev;  /* as given to the implanter: of the molecule */
    size_t ions;        /* IONS_MIN..IONS_MAX */
    uint64_t seed;
} beam;

/* Shoots. Depends on the beam alone, not on what was shot before. */
moments moments_of(const beam *b, const scattering_table *scattering);

#endif
