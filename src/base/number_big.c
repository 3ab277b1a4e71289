/* Big integers for the comparisons that 128 bits cannot decide. */
#include "base/number_big.h"

#include "base/power_of_ten.h"

#include <assert.h>
#include <string.h>

void kiln_big_multiply_add(kiln_big *big, uint64_t factor, uint64_t addend)
{
    uint64_t carry = addend;
    for (int i = 0; i < big->count; i++) {
        const kiln_u128 product = (kiln_u128)big->limb[i] * factor + carry;
        big->limb[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    if (carry) {
        assert(big->count < KILN_BIG_LIMBS);
        big->limb[big->count++] = carry;
    }
}

static void multiply_by_power_of_five(kiln_big *big, int n)
{
    static const uint64_t five_to_27 = 7450580596923828125; /* the largest in 64 bits */
    for (; n >= 27; n -= 27)
        kiln_big_multiply_add(big, five_to_27, 0);
    uint64_t rest = 1;
    for (; n > 0; n--)
        rest *= 5;
    kiln_big_multiply_add(big, rest, 0);
}

static void shift_left(kiln_big *big, int n)
{
    const int limbs = n / 64;
    if (n % 64)
        kiln_big_multiply_add(big, (uint64_t)1 << (n % 64), 0);
    assert(big->count + limbs <= KILN_BIG_LIMBS);
    memmove(&big->limb[limbs], &big->limb[0], (size_t)big->count * sizeof big->limb[0]);
    memset(&big->limb[0], 0, (size_t)limbs * sizeof big->limb[0]);
    big->count += limbs;
}

int kiln_big_compare(kiln_big *decimal, int q, uint64_t binary, int e)
{
    kiln_big other = {.count = 1, .limb = {binary}};
    if (q >= 0)
        multiply_by_power_of_five(decimal, q);
    else
        multiply_by_power_of_five(&other, -q);
    if (q >= e)
        shift_left(decimal, q - e);
    else
        shift_left(&other, e - q);

    if (decimal->count != other.count)
        return decimal->count < other.count ? -1 : 1;
    for (int i = other.count - 1; i >= 0; i--)
        if (decimal->limb[i] != other.limb[i])
            return decimal->limb[i] < other.limb[i] ? -1 : 1;
    return 0;
}
