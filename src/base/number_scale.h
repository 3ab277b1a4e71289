/* Private to base: an integer times a power of ten, in 126 bits and with its error known, and
 * the rounding of it. Reading rounds a decimal to a double this way, writing so many digits
 * rounds a double to a decimal; the rare product too near half-way is left to number_big.h. */
#ifndef KILN_SRC_BASE_NUMBER_SCALE_H
#define KILN_SRC_BASE_NUMBER_SCALE_H

#include "base/power_of_ten.h"

#include <stdbool.h>
#include <stdint.h>

enum { KILN_SCALED_BITS = 126 };

/* (significand + f) 2^exponent, where 2^125 <= significand < 2^126 and
 *   slack 0: f = 0;  slack 1: 0 < f < 1;  slack 2: 0 < f < 2. */
typedef struct kiln_scaled {
    kiln_u128 significand;
    int exponent;
    int slack;
} kiln_scaled;

/* integer 10^q; integer not 0, q in the table of powers. */
kiln_scaled kiln_scale(uint64_t integer, int q);

/* Rounds scaled 2^-exponent 2^-shift to the nearest integer, ties to even; 1 <= shift <= 127.
 * Returns false when the error leaves it open: *rounded is then the floor. */
bool kiln_scaled_round(const kiln_scaled *scaled, int shift, uint64_t *rounded);

#endif
