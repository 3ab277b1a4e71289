/* Units of oxidation constants, one row each: the word, and what it is in cm and s. */
#include "unit.h"

#define AREA_RATES(X)                         \
    X(CM2_PER_S, "cm2_per_s", 1.0)            \
    X(UM2_PER_H, "um2_per_h", 1e-8 / 3600)    \
    X(UM2_PER_MIN, "um2_per_min", 1e-8 / 60)  \
    X(NM2_PER_H, "nm2_per_h", 1e-14 / 3600)   \
    X(NM2_PER_MIN, "nm2_per_min", 1e-14 / 60) \
    X(NM2_PER_S, "nm2_per_s", 1e-14)

#define LENGTH_RATES(X)                    \
    X(CM_PER_S, "cm_per_s", 1.0)           \
    X(UM_PER_H, "um_per_h", 1e-4 / 3600)   \
    X(UM_PER_MIN, "um_per_min", 1e-4 / 60) \
    X(NM_PER_H, "nm_per_h", 1e-7 / 3600)   \
    X(NM_PER_MIN, "nm_per_min", 1e-7 / 60) \
    X(NM_PER_S, "nm_per_s", 1e-7)

#define TIMES(X) X(S, "s", 1.0) X(MIN, "min", 60.0) X(H, "h", 3600.0)

#define VALUE(id, word, factor)  UNIT_##id,
#define ROW(id, word, factor)    [UNIT_##id] = {.name = word},
#define FACTOR(id, word, factor) [UNIT_##id] = factor,

enum { AREA_RATES(VALUE) AREA_RATE_COUNT };
enum { LENGTH_RATES(VALUE) LENGTH_RATE_COUNT };
enum { TIMES(VALUE) TIME_COUNT };

static const kiln_choice AREA_RATE[AREA_RATE_COUNT] = {AREA_RATES(ROW)};
static const kiln_choice LENGTH_RATE[LENGTH_RATE_COUNT] = {LENGTH_RATES(ROW)};
static const kiln_choice TIME[TIME_COUNT] = {TIMES(ROW)};

const kiln_choices kiln_area_rate_units = KILN_CHOICES("unit of area per time", AREA_RATE);
const kiln_choices kiln_length_rate_units =
    KILN_CHOICES("unit of length per time", LENGTH_RATE);
const kiln_choices kiln_time_units = KILN_CHOICES("unit of time", TIME);

double kiln_area_rate_factor(int unit)
{
    static const double IN_CM2_S[AREA_RATE_COUNT] = {AREA_RATES(FACTOR)};
    return IN_CM2_S[unit];
}

double kiln_length_rate_factor(int unit)
{
    static const double IN_CM_S[LENGTH_RATE_COUNT] = {LENGTH_RATES(FACTOR)};
    return IN_CM_S[unit];
}

double kiln_time_factor(int unit)
{
    static const double IN_S[TIME_COUNT] = {TIMES(FACTOR)};
    return IN_S[unit];
}
