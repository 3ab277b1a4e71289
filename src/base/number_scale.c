/* An integer times a power of ten, and its rounding with the error of the product in sight. */
#include "base/number_scale.h"

#include <assert.h>

kiln_scaled kiln_scale(uint64_t integer, int q)
{
    assert(integer && q >= KILN_POWER_OF_TEN_FIRST && q <= KILN_POWER_OF_TEN_LAST);
    const kiln_power_of_ten *power = kiln_power_of_ten_at(q);
    const int lead = __builtin_clzll(integer);
    const uint64_t factor = integer << lead;
    /* The product has 191 or 192 bits; its lowest 64 only say whether it goes on. */
    const kiln_u128 low = (kiln_u128)factor * power->low;
    const kiln_u128 top = (kiln_u128)factor * power->high + (low >> 64);
    const int drop = 1 + (int)(top >> 127);
    const bool goes_on = (uint64_t)low || ((unsigned)top & ((1U << drop) - 1));
    /* A floored power is short by less than 1, so the product by less than the factor, which is
     * less than 1 in top. */
    const bool exact = q >= 0 && q <= KILN_POWER_OF_TEN_EXACT_LAST;
    return (kiln_scaled){.significand = top >> drop,
                         .exponent = drop + 64 - lead + kiln_floor_log2_power_of_ten(q) - 127,
                         .slack = exact ? goes_on : 2};
}

bool kiln_scaled_round(const kiln_scaled *scaled, int shift, uint64_t *rounded)
{
    assert(shift >= 1 && shift <= 127 && scaled->significand >> shift <= UINT64_MAX - 1);
    const kiln_u128 half = (kiln_u128)1 << (shift - 1);
    const kiln_u128 rest = scaled->significand & (2 * half - 1);
    const uint64_t whole = (uint64_t)(scaled->significand >> shift);
    if (rest == half - 1 && scaled->slack == 2) {
        *rounded = whole;
        return false;
    }
    const bool up = rest > half || (rest == half && (scaled->slack || whole % 2));
    *rounded = whole + up;
    return true;
}
