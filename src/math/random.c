/* Counter-based random numbers. */
#include "kiln/math/random.h"

#include "kiln/math/special.h"

#include <stddef.h>

enum { ROUNDS = 10 };

void kiln_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int i = 0; i < ROUNDS; i++) {
        const uint64_t even = (uint64_t)0xd2511f53 * c0, odd = (uint64_t)0xcd9e8d57 * c2;
        c0 = (uint32_t)(odd >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)odd;
        c2 = (uint32_t)(even >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)even;
        k0 += 0x9e3779b9; /* the golden ratio */
        k1 += 0xbb67ae85; /* sqrt(3) - 1 */
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

kiln_random kiln_random_start(uint64_t seed, uint64_t stream)
{
    return (kiln_random){.seed = seed, .stream = stream};
}

uint64_t kiln_random_bits(kiln_random *random)
{
    /* Each counter gives four words: two numbers. */
    const uint64_t block = random->at / 2;
    const size_t half = (size_t)(random->at % 2);
    const uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32),
                                 (uint32_t)random->stream, (uint32_t)(random->stream >> 32)};
    const uint32_t key[2] = {(uint32_t)random->seed, (uint32_t)(random->seed >> 32)};
    uint32_t word[4];
    kiln_philox(counter, key, word);
    random->at++;
    return (uint64_t)word[2 * half + 1] << 32 | word[2 * half];
}

double kiln_random_uniform(kiln_random *random)
{
    return ((double)(kiln_random_bits(random) >> 12) + 0.5) * 0x1p-52;
}

double kiln_random_normal(kiln_random *random)
{
    return kiln_normal_quantile(kiln_random_uniform(random));
}
