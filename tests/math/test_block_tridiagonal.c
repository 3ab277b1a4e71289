/* Block-tridiagonal systems: known solutions, the unrolled makes against the one for any size,
 * and every way to fail. tests/oracle/math_linear.py compares them with LAPACK. */
#include "math/close.h"

#include "kiln/math/random.h"
#include "math/tridiagonal.h"

#include <float.h>
#include <string.h>

enum { ROWS = 41, SIZE = KILN_BLOCK_MAX, BLOCK = SIZE * SIZE };

/* A system with room of its own, and guards behind the last row. */
typedef struct room {
    double lower[ROWS * BLOCK + 1], diagonal[ROWS * BLOCK + 1], upper[ROWS * BLOCK + 1];
    double x[ROWS * SIZE + 1];
    uint8_t pivot[ROWS * SIZE + 1];
} room;

static kiln_block_tridiagonal matrix_in(room *r, size_t n, size_t size)
{
    return (kiln_block_tridiagonal){n, size, r->lower, r->diagonal, r->upper, r->pivot};
}

static double any_number(kiln_random *random)
{
    return 2 * kiln_random_uniform(random) - 1;
}

/* What may not be read is NaN. */
static void close_corners(room *r, size_t n, size_t size)
{
    for (size_t k = 0; k < size * size; k++)
        r->lower[k] = r->upper[(n - 1) * size * size + k] = (double)NAN;
}

/* Random numbers, with `weight` times the number of a row's terms added to each diagonal: from
 * 1 up that outweighs all else. The rows within a block are then exchanged, so that nothing is
 * solved without pivoting. */
static void fill(room *r, size_t n, size_t size, double weight, kiln_random *random)
{
    for (size_t k = 0; k < n * size * size; k++) {
        r->lower[k] = any_number(random);
        r->diagonal[k] = any_number(random);
        r->upper[k] = any_number(random);
    }
    for (size_t k = 0; k < n * size; k++) {
        const size_t row = k / size, i = k % size, j = (i + row) % size;
        r->diagonal[row * size * size + i * size + j] += weight * 3 * (double)size;
        r->x[k] = any_number(random);
    }
    close_corners(r, n, size);
}

/* row i of block row `row` of the matrix, times x, and the size of its terms. */
static double product_row(const room *r, const double x[], size_t n, size_t size, size_t row,
                          size_t i, double *magnitude)
{
    const double *const block[] = {r->lower, r->diagonal, r->upper};
    double sum = 0;
    *magnitude = 0;
    for (size_t b = 0; b < 3; b++) {
        if (row + b < 1 || row + b > n)
            continue;
        for (size_t j = 0; j < size; j++) {
            const double a = block[b][(row * size + i) * size + j];
            sum += a * x[(row + b - 1) * size + j];
            *magnitude += fabs(a * x[(row + b - 1) * size + j]);
        }
    }
    return sum;
}

/* Goal: in whole numbers, x[k] = k - 5 comes back from its product with the matrix, for each
 * size of blocks and each number of rows.
 * Why: exact right sides; an index gone astray cannot hide. */
static void whole_numbers_come_back(void **state)
{
    static room r;
    static double expected[ROWS * SIZE];
    (void)state;
    for (size_t size = 1; size <= SIZE; size++)
        for (size_t n = 1; n <= ROWS; n++) {
            for (size_t k = 0; k < n * size * size; k++) {
                r.lower[k] = (double)(k * 7 % 5) - 2;
                r.diagonal[k] = (double)(k * 11 % 7) - 3;
                r.upper[k] = (double)(k * 13 % 5) - 2;
            }
            for (size_t k = 0; k < n * size; k++) {
                r.diagonal[k * size + k % size] += 10 * (double)size;
                expected[k] = (double)k - 5;
            }
            for (size_t k = 0; k < n * size; k++) {
                double magnitude;
                r.x[k] = product_row(&r, expected, n, size, k / size, k % size, &magnitude);
            }
            close_corners(&r, n, size);
            kiln_block_tridiagonal matrix = matrix_in(&r, n, size);
            assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, r.x, NULL), KILN_OK);
            for (size_t k = 0; k < n * size; k++)
                assert_true(fabs(r.x[k] - expected[k]) <= 1e-13 * (double)(n * size));
        }
}

/* Goal: blocks that need their rows exchanged, with nothing on their diagonal, are solved.
 * Why: without pivoting the first division would be by zero. */
static void rows_are_exchanged_within_blocks(void **state)
{
    double lower[8], upper[8], x[4] = {3, 4, 5, 7};
    double diagonal[8] = {0, 2, 1, 0, 0, 1, 4, 0};
    uint8_t pivot[4];
    kiln_block_tridiagonal matrix = {2, 2, lower, diagonal, upper, pivot};
    (void)state;
    for (size_t k = 0; k < 8; k++)
        lower[k] = upper[k] = 0;
    assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, x, NULL), KILN_OK);
    static const double EXPECTED[] = {4, 1.5, 1.75, 5};
    assert_memory_equal(x, EXPECTED, sizeof EXPECTED);
}

/* Goal: each residual of random systems is within 8 roundings of its terms, where the
 * diagonal outweighs the rest; within 40 where it falls a little short.
 * Why: blocks may need pivoting, and their neighbours may be large; neither may cost digits. */
static void residuals_are_rounding(void **state)
{
    static room given, r;
    static const struct {
        double weight, roundings;
    } KIND[] = {{1, 8}, {0.4, 40}};
    kiln_random random = kiln_random_start(1, 0);
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        const size_t size = round % SIZE + 1, n = kiln_random_bits(&random) % ROWS + 1;
        const size_t kind = round / SIZE % 2;
        fill(&given, n, size, KIND[kind].weight, &random);
        r = given;
        kiln_block_tridiagonal matrix = matrix_in(&r, n, size);
        assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, r.x, NULL), KILN_OK);
        for (size_t k = 0; k < n * size; k++) {
            double magnitude;
            const double product =
                product_row(&given, r.x, n, size, k / size, k % size, &magnitude);
            const double residual = fabs(product - given.x[k]) / (magnitude + fabs(given.x[k]));
            assert_true(residual <= KIND[kind].roundings * DBL_EPSILON);
        }
    }
}

static double largest(const double x[], size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, fabs(x[i]));
    return most;
}

/* Two and three unknowns a row have a text of their own, and factors; the others share one. */
static void assert_solved_alike(const room *a, const room *b, size_t size, size_t unknowns)
{
    if (size != 2 && size != 3) {
        assert_memory_equal(a, b, sizeof *a);
        return;
    }
    const double most = largest(b->x, unknowns);
    for (size_t k = 0; k < unknowns; k++)
        assert_true(fabs(a->x[k] - b->x[k]) <= 8 * DBL_EPSILON * most);
}

/* Goal: the unrolled makes give the bytes of the make for any size (those for two and three
 * unknowns its solution, within 8 ulp of the largest), in one go as in two, and for a second
 * right side; nothing is written behind the last row.
 * Why: the compiler makes different code of one text, and two texts may differ. */
static void all_makes_agree(void **state)
{
    static room given, plain, once, split;
    const double guard = 12345.678;
    kiln_random random = kiln_random_start(2, 0);
    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        const size_t size = round % SIZE + 1, n = kiln_random_bits(&random) % ROWS + 1;
        const size_t blocks = n * size * size, unknowns = n * size;
        fill(&given, n, size, 0.8, &random);
        given.lower[blocks] = given.diagonal[blocks] = given.upper[blocks] = guard;
        given.x[unknowns] = guard;
        given.pivot[unknowns] = 77;
        plain = once = split = given;
        kiln_block_tridiagonal matrix = matrix_in(&plain, n, size);
        assert_int_equal(kiln_block_tridiagonal_any(KILN_PASS_MATRIX, &matrix, NULL), n);
        kiln_block_tridiagonal_any(KILN_PASS_RIGHT_SIDE, &matrix, plain.x);
        matrix = matrix_in(&once, n, size);
        assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, once.x, NULL), KILN_OK);
        assert_solved_alike(&once, &plain, size, unknowns);
        matrix = matrix_in(&split, n, size);
        assert_int_equal(kiln_block_tridiagonal_factor(&matrix, NULL), KILN_OK);
        for (int again = 0; again < 2; again++) {
            memcpy(split.x, given.x, sizeof split.x);
            kiln_block_tridiagonal_solve(&matrix, split.x);
            assert_memory_equal(&split, &once, sizeof split);
        }
        assert_true(once.lower[blocks] == guard && once.diagonal[blocks] == guard);
        assert_true(once.upper[blocks] == guard && once.x[unknowns] == guard);
        assert_int_equal(once.pivot[unknowns], 77);
    }
}

/* Makes block row `row` stand alone, with nothing in its last column. */
static void make_singular(room *r, size_t n, size_t size, size_t row)
{
    double *block = &r->diagonal[row * size * size];
    const size_t bytes = size * size * sizeof block[0];
    memset(&r->lower[row * size * size], 0, bytes);
    memset(&r->upper[row * size * size], 0, bytes);
    if (row > 0)
        memset(&r->upper[(row - 1) * size * size], 0, bytes);
    if (row < n - 1)
        memset(&r->lower[(row + 1) * size * size], 0, bytes);
    for (size_t i = 0; i < size; i++)
        block[i * size + size - 1] = 0;
}

static void solve_three(const room *given, size_t n, room *ours, room *general)
{
    *ours = *general = *given;
    kiln_block_tridiagonal matrix = matrix_in(ours, n, 3);
    assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, ours->x, NULL), KILN_OK);
    matrix = matrix_in(general, n, 3);
    assert_int_equal(kiln_block_tridiagonal_any(KILN_PASS_BOTH, &matrix, general->x), n);
}

/* Goal: with each equation scaled by a power of two, up to 2^60 either way, three unknowns a
 * row come out the same to the byte, and within 1e-11 of what the make for any size finds
 * unscaled.
 * Why: cofactors do not see the scale of rows; pivoting does. */
static void three_unknowns_do_not_depend_on_the_scale_of_rows(void **state)
{
    static room given, scaled, plain, ours, general, unused;
    kiln_random random = kiln_random_start(6, 0);
    (void)state;
    for (size_t round = 0; round < 1000; round++) {
        const size_t n = round % 8 + 1;
        fill(&given, n, 3, 0.8, &random);
        scaled = given;
        for (size_t k = 0; k < n * 3; k++) {
            const int by = (int)(kiln_random_bits(&random) % 121) - 60;
            scaled.x[k] = ldexp(scaled.x[k], by);
            for (size_t j = 3 * k; j < 3 * k + 3; j++) {
                scaled.lower[j] = ldexp(scaled.lower[j], by);
                scaled.diagonal[j] = ldexp(scaled.diagonal[j], by);
                scaled.upper[j] = ldexp(scaled.upper[j], by);
            }
        }
        solve_three(&given, n, &plain, &general);
        solve_three(&scaled, n, &ours, &unused);
        assert_memory_equal(ours.x, plain.x, n * 3 * sizeof ours.x[0]);
        const double most = largest(general.x, n * 3);
        for (size_t k = 0; k < n * 3; k++)
            assert_true(fabs(ours.x[k] - general.x[k]) <= 1e-11 * most);
    }
}

/* Goal: where a block of three is within `off` of a singular one, of rank 2 and of rank 1, the
 * solution is that of the make for any size within 1000 roundings / off.
 * Why: cofactors alone lose twice the digits near rank 1. */
static void nearly_singular_blocks_of_three_lose_no_more_than_they_must(void **state)
{
    static room given, ours, general;
    kiln_random random = kiln_random_start(7, 0);
    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        const size_t n = round % 8 + 1, at = kiln_random_bits(&random) % n,
                     rank = round % 2 + 1;
        const double off = pow(10, -1 - 8 * kiln_random_uniform(&random));
        fill(&given, n, 3, 1, &random);
        make_singular(&given, n, 3, at);
        double *block = &given.diagonal[at * 9];
        static const double NEAR[] = {1, 2, -1, 2, -1, 1};
        for (size_t j = 0; j < 3; j++) {
            block[j] = NEAR[j];
            block[3 + j] = rank == 2 ? NEAR[3 + j] : 2 * NEAR[j];
            block[6 + j] = block[j] + block[3 + j];
        }
        block[4] += rank == 1 ? off : 0;
        block[8] += off;
        solve_three(&given, n, &ours, &general);
        const double most = largest(general.x, n * 3);
        for (size_t k = 0; k < n * 3; k++)
            assert_true(fabs(ours.x[k] - general.x[k]) <= 1000 * DBL_EPSILON / off * most);
    }
}

/* Goal: with one unknown a row the solution is that of the tridiagonal solver, within 8 ulp of
 * its largest element.
 * Why: two implementations that share no text. */
static void one_unknown_a_row_is_a_tridiagonal_system(void **state)
{
    static room given, blocks, numbers;
    kiln_random random = kiln_random_start(3, 0);
    (void)state;
    for (size_t n = 1; n <= ROWS; n++) {
        fill(&given, n, 1, 0.8, &random);
        blocks = numbers = given;
        kiln_block_tridiagonal by_blocks = matrix_in(&blocks, n, 1);
        kiln_tridiagonal by_numbers = {n, numbers.lower, numbers.diagonal, numbers.upper};
        assert_int_equal(kiln_block_tridiagonal_factor_solve(&by_blocks, blocks.x, NULL),
                         KILN_OK);
        assert_int_equal(kiln_tridiagonal_factor_solve(&by_numbers, numbers.x, NULL), KILN_OK);
        const double most = largest(numbers.x, n);
        for (size_t i = 0; i < n; i++)
            assert_true(fabs(blocks.x[i] - numbers.x[i]) <= 8 * DBL_EPSILON * most);
    }
}

/* Goal: a singular block, and one with an element that is not finite, is an error in whatever
 * row it is, which is named; a system that is well leaves the name alone.
 * Why: the solver must tell where its Jacobian broke down, and never carry NaN on. */
static void a_bad_block_is_an_error_that_names_the_row(void **state)
{
    static room r;
    static const double BAD[] = {(double)INFINITY, (double)NAN};
    kiln_random random = kiln_random_start(4, 0);
    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        const size_t size = round % SIZE + 1, n = kiln_random_bits(&random) % 9 + 1;
        const size_t at = kiln_random_bits(&random) % n;
        size_t row = 99;
        kiln_block_tridiagonal matrix = matrix_in(&r, n, size);
        fill(&r, n, size, 1, &random);
        assert_int_equal(kiln_block_tridiagonal_factor(&matrix, &row), KILN_OK);
        assert_int_equal(row, 99);
        fill(&r, n, size, 1, &random);
        make_singular(&r, n, size, at);
        assert_int_equal(kiln_block_tridiagonal_factor(&matrix, &row), KILN_NO_CONVERGENCE);
        assert_int_equal(row, at);
        row = 99;
        fill(&r, n, size, 1, &random);
        r.diagonal[at * size * size + kiln_random_bits(&random) % (size * size)] =
            BAD[round / SIZE % 2];
        assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, r.x, &row),
                         KILN_NO_CONVERGENCE);
        assert_int_equal(row, at);
        assert_int_equal(kiln_block_tridiagonal_factor(&matrix, NULL), KILN_NO_CONVERGENCE);
    }
}

/* Goal: of two unknowns a row, a determinant that overflows or underflows is an error.
 * Why: it is past what the header promises to solve, and must not come out as numbers. */
static void a_determinant_out_of_range_is_an_error(void **state)
{
    static room r;
    static const double BAD[] = {1e155, 1e-163};
    (void)state;
    for (size_t n = 1; n <= 4; n++)
        for (size_t at = 0; at < n; at++)
            for (size_t k = 0; k < COUNT_OF(BAD); k++) {
                size_t row = 99;
                r = (room){0};
                for (size_t i = 0; i < n; i++)
                    r.diagonal[4 * i] = r.diagonal[4 * i + 3] = i == at ? BAD[k] : 1;
                kiln_block_tridiagonal matrix = matrix_in(&r, n, 2);
                assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, r.x, &row),
                                 KILN_NO_CONVERGENCE);
                assert_int_equal(row, at);
            }
}

/* Goal: 8 unknowns a row are solved, 0 and 9 refused before anything is touched.
 * Why: the limit is a promise of the header. */
static void sizes_past_the_limit_are_refused(void **state)
{
    static room r, before;
    static const size_t BAD[] = {0, KILN_BLOCK_MAX + 1, SIZE_MAX};
    kiln_random random = kiln_random_start(5, 0);
    (void)state;
    fill(&r, 3, KILN_BLOCK_MAX, 1, &random);
    kiln_block_tridiagonal matrix = matrix_in(&r, 3, KILN_BLOCK_MAX);
    assert_int_equal(kiln_block_tridiagonal_factor(&matrix, NULL), KILN_OK);
    before = r;
    for (size_t k = 0; k < COUNT_OF(BAD); k++) {
        size_t row = 99;
        matrix = matrix_in(&r, 3, BAD[k]);
        assert_int_equal(kiln_block_tridiagonal_factor(&matrix, &row), KILN_INVALID);
        assert_int_equal(kiln_block_tridiagonal_factor_solve(&matrix, r.x, &row), KILN_INVALID);
        assert_int_equal(row, 99);
        assert_memory_equal(&r, &before, sizeof r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_come_back),
        cmocka_unit_test(rows_are_exchanged_within_blocks),
        cmocka_unit_test(residuals_are_rounding),
        cmocka_unit_test(all_makes_agree),
        cmocka_unit_test(three_unknowns_do_not_depend_on_the_scale_of_rows),
        cmocka_unit_test(nearly_singular_blocks_of_three_lose_no_more_than_they_must),
        cmocka_unit_test(one_unknown_a_row_is_a_tridiagonal_system),
        cmocka_unit_test(a_bad_block_is_an_error_that_names_the_row),
        cmocka_unit_test(a_determinant_out_of_range_is_an_error),
        cmocka_unit_test(sizes_past_the_limit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
