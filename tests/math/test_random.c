/* Random numbers: the published known answers, independence of order, and moments. */
#include "math/close.h"

#include "kiln/math/random.h"

#include <string.h>

/* Goal: Philox4x32-10 gives its published known answers.
 * Why: nothing else shows that the rounds, the key schedule and the order of words are
 * right. */
static void philox_gives_the_known_answers(void **state)
{
    /* kat_vectors of Random123, the authors' own code: philox 4x32 10 */
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } KNOWN[] = {{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                 {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                  {0xffffffff, 0xffffffff},
                  {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                 {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                  {0xa4093822, 0x299f31d0},
                  {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        uint32_t out[4];
        kiln_philox(KNOWN[i].counter, KNOWN[i].key, out);
        assert_memory_equal(out, KNOWN[i].out, sizeof out);
        memcpy(out, KNOWN[i].counter, sizeof out);
        kiln_philox(out, KNOWN[i].key, out);
        assert_memory_equal(out, KNOWN[i].out, sizeof out);
    }
}

/* Goal: number i of a stream is the same however it is reached, streams and seeds differ, and
 * the first two numbers are the words of Philox's first block.
 * Why: this is what makes results independent of the number of threads. */
static void numbers_depend_on_their_place_only(void **state)
{
    kiln_random straight = kiln_random_start(7, 3);
    uint64_t drawn[100];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(drawn); i++)
        drawn[i] = kiln_random_bits(&straight);
    for (size_t i = COUNT_OF(drawn); i-- > 0;) {
        kiln_random jumped = {.seed = 7, .stream = 3, .at = i};
        assert_true(kiln_random_bits(&jumped) == drawn[i]);
        kiln_random other_stream = {.seed = 7, .stream = 4, .at = i};
        assert_true(kiln_random_bits(&other_stream) != drawn[i]);
        kiln_random other_seed = {.seed = 8, .stream = 3, .at = i};
        assert_true(kiln_random_bits(&other_seed) != drawn[i]);
    }
    kiln_random zero = kiln_random_start(0, 0);
    assert_true(kiln_random_bits(&zero) == 0xe169c58d6627e8d5);
    assert_true(kiln_random_bits(&zero) == 0x9b00dbd8bc57ac4c);
    /* every part of the seed, the stream and the place counts */
    const kiln_random HIGH[] = {
        {.seed = (uint64_t)1 << 63}, {.stream = (uint64_t)1 << 63}, {.at = (uint64_t)1 << 63}};
    for (size_t i = 0; i < COUNT_OF(HIGH); i++) {
        kiln_random random = HIGH[i];
        assert_true(kiln_random_bits(&random) != 0xe169c58d6627e8d5);
    }
}

/* Goal: a hundred thousand uniform and normal numbers have the moments of their distributions.
 * Why: it catches a lost bit or a wrong scale; the bounds are five standard errors. */
static void moments_are_those_of_the_distributions(void **state)
{
    enum { N = 100000 };
    const double count = N;
    double uniform[2] = {0}, normal[4] = {0};
    kiln_random random = kiln_random_start(2024, 1);
    (void)state;
    for (int i = 0; i < N; i++) {
        const double u = kiln_random_uniform(&random);
        assert_true(u > 0 && u < 1);
        uniform[0] += u / count;
        uniform[1] += u * u / count;
        const double z = kiln_random_normal(&random);
        for (int power = 0; power < 4; power++)
            normal[power] += pow(z, power + 1) / count;
    }
    const double error = 5 / sqrt(count); /* times the standard deviation of each */
    assert_true(fabs(uniform[0] - 1.0 / 2) < error * sqrt(1.0 / 12));
    assert_true(fabs(uniform[1] - 1.0 / 3) < error * sqrt(4.0 / 45));
    assert_true(fabs(normal[0]) < error);
    assert_true(fabs(normal[1] - 1) < error * sqrt(2.0));
    assert_true(fabs(normal[2]) < error * sqrt(15.0));
    assert_true(fabs(normal[3] - 3) < error * sqrt(96.0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_known_answers),
        cmocka_unit_test(numbers_depend_on_their_place_only),
        cmocka_unit_test(moments_are_those_of_the_distributions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
