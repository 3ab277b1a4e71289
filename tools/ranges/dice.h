/* The random numbers of a track, four at a time, from a counter. */
#ifndef RANGES_DICE_H
#define RANGES_DICE_H

#include "kiln/math/random.h"

typedef struct dice {
    uint32_t counter[4], key[2], word[4];
} dice;

static inline void dice_roll(dice *d)
{
    kiln_philox(d->counter, d->key, d->word);
    d->counter[0]++;
}

static inline double dice_uniform(uint32_t word)
{
    return (word + 0.5) * 0x1p-32;
}

#endif
