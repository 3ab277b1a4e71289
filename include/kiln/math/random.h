/* Random numbers from a counter: number i of stream s depends on seed, s and i only, so that
 * results do not depend on how work is divided among threads. Not for secrets. */
#ifndef KILN_MATH_RANDOM_H
#define KILN_MATH_RANDOM_H

#include "kiln/base/status.h"

#include <stdint.h>

/* Ten rounds of Philox: a bijection of the counter, for each key. out may be counter.
 * Cost: about 20 ns. Source: J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3,
 * Proc. SC11 (2011), sec. 3.3 (Philox4x32-10). */
KILN_API void kiln_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* Where a stream stands. A plain value: copying it forks the stream. */
typedef struct kiln_random {
    uint64_t seed, stream;
    uint64_t at; /* how many 64-bit numbers have been drawn */
} kiln_random;

/* The start of a stream: {.seed = s, .stream = i} is the same. Streams of one seed never
 * meet. */
KILN_API kiln_random kiln_random_start(uint64_t seed, uint64_t stream);

/* The next 64 random bits; a stream has 2^64 such numbers. To jump, set `at`. */
KILN_API uint64_t kiln_random_bits(kiln_random *random);

/* Uniform on the open interval 0..1: one of (k + 1/2) / 2^52, so never 0 and never 1. */
KILN_API double kiln_random_uniform(kiln_random *random);

/* Standard normal, by kiln_normal_quantile of one uniform number; at most 8.2 in size. */
KILN_API double kiln_random_normal(kiln_random *random);

#endif
