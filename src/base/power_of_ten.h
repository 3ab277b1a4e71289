/* Powers of ten in 128 bits, and logarithms of powers of two and ten in integers: what reading
 * and writing numbers share. Both are proved by tools/make_power_of_ten.py --check. */
#ifndef KILN_SRC_BASE_POWER_OF_TEN_H
#define KILN_SRC_BASE_POWER_OF_TEN_H

#include <stdint.h>

enum { KILN_POWER_OF_TEN_FIRST = -342, KILN_POWER_OF_TEN_LAST = 340 };
/* Where the 128 bits are the power itself, not its floor: 5^55 < 2^128 < 5^56. */
enum { KILN_POWER_OF_TEN_EXACT_LAST = 55 };

__extension__ typedef unsigned __int128 kiln_u128;

/* 10^q is in [t, t + 1) 2^(kiln_floor_log2_power_of_ten(q) - 127), t = high 2^64 + low, its top
 * bit set. */
typedef struct kiln_power_of_ten {
    uint64_t high, low;
} kiln_power_of_ten;

/* From 10^KILN_POWER_OF_TEN_FIRST to 10^KILN_POWER_OF_TEN_LAST. */
extern const kiln_power_of_ten kiln_power_of_ten_table[];

static inline const kiln_power_of_ten *kiln_power_of_ten_at(int q)
{
    return &kiln_power_of_ten_table[q - KILN_POWER_OF_TEN_FIRST];
}

/* The largest n with 2^n <= 10^q, q in the table. */
static inline int kiln_floor_log2_power_of_ten(int q)
{
    return (q * 1741647) >> 19;
}

/* The largest n with 10^n <= 2^e, |e| <= 1100. */
static inline int kiln_floor_log10_power_of_two(int e)
{
    return (e * 1262611) >> 22;
}

/* The largest n with 10^n <= 3/4 2^e, |e| <= 1100. */
static inline int kiln_floor_log10_three_quarters_power_of_two(int e)
{
    return (e * 1262611 - 524031) >> 22;
}

#endif
