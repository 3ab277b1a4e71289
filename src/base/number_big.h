/* Private to base: just enough of big integers to say exactly which of a decimal and a binary
 * number is the larger. */
#ifndef KILN_SRC_BASE_NUMBER_BIG_H
#define KILN_SRC_BASE_NUMBER_BIG_H

#include <stdint.h>

/* The largest comparison, KILN_BIG_DIGITS_MAX digits against a point half-way between two
 * subnormal doubles, takes 2730 bits on either side. */
enum { KILN_BIG_LIMBS = 48, KILN_BIG_DIGITS_MAX = 800 };

typedef struct kiln_big {
    int count; /* limbs in use, the last one not 0; 0 for the number 0 */
    uint64_t limb[KILN_BIG_LIMBS];
} kiln_big;

/* big = big factor + addend. */
void kiln_big_multiply_add(kiln_big *big, uint64_t factor, uint64_t addend);

/* The sign of decimal 10^q - binary 2^e. Both sides must fit after the smaller power of two is
 * cancelled, as they do when they are of about the same size. decimal is used up. */
int kiln_big_compare(kiln_big *decimal, int q, uint64_t binary, int e);

#endif
