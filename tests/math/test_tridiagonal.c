/* Tridiagonal systems: known solutions, the fast makes against plain ones, and every way to
 * fail. tests/oracle/math_linear.py compares them with LAPACK. */
#include "math/close.h"

#include "kiln/math/random.h"
#include "math/tridiagonal.h"

#include <float.h>
#include <string.h>

enum { MOST = 300, LANES = KILN_TRIDIAGONAL_LANES };

/* A system with room of its own, and guards behind the last row. */
typedef struct room {
    double lower[MOST + 1], diagonal[MOST + 1], upper[MOST + 1], x[MOST + 1];
} room;

static kiln_tridiagonal matrix_in(room *r, size_t n)
{
    return (kiln_tridiagonal){n, r->lower, r->diagonal, r->upper};
}

static double between(kiln_random *random, double low, double high)
{
    return low + (high - low) * kiln_random_uniform(random);
}

/* What may not be read is NaN. */
static void close_corners(room *r, size_t n)
{
    r->lower[0] = r->upper[n - 1] = (double)NAN;
}

/* Of random sign, with a diagonal that outweighs its row by up to three times. */
static void fill_dominant(room *r, size_t n, kiln_random *random)
{
    for (size_t i = 0; i < n; i++) {
        r->lower[i] = between(random, -1, 1);
        r->upper[i] = between(random, -1, 1);
        r->x[i] = between(random, -1, 1);
        const double rest = fabs(r->lower[i]) + fabs(r->upper[i]);
        r->diagonal[i] =
            (kiln_random_uniform(random) < 0.5 ? -1 : 1) * rest * between(random, 1.0001, 3);
    }
    close_corners(r, n);
}

/* An implicit diffusion step on a grid from fine to coarse: what these solvers are for. */
static void fill_diffusion(room *r, size_t n, kiln_random *random)
{
    double width_before = 1e-8;
    for (size_t i = 0; i < n; i++) {
        const double width = width_before * between(random, 1, 1.2);
        const double coupling = pow(10, between(random, -18, -12));
        r->lower[i] = -coupling / width_before / width;
        r->upper[i] = -coupling / width / width;
        r->diagonal[i] = 1 - r->lower[i] - r->upper[i];
        r->x[i] = pow(10, between(random, 10, 21));
        width_before = width;
    }
    close_corners(r, n);
}

/* Elimination from the top down and substitution from the bottom up, as in any textbook. */
static void solve_as_in_textbooks(room *r, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const double factor = r->lower[i] / r->diagonal[i - 1];
        r->diagonal[i] -= factor * r->upper[i - 1];
        r->x[i] -= factor * r->x[i - 1];
    }
    r->x[n - 1] /= r->diagonal[n - 1];
    for (size_t i = n - 1; i-- > 0;)
        r->x[i] = (r->x[i] - r->upper[i] * r->x[i + 1]) / r->diagonal[i];
}

/* The rows between one end and the middle, the end first, as the library eliminates them. */
typedef struct direction {
    size_t count;
    const size_t *row; /* [count + 1], the last is the middle */
    double *back, *on; /* the couplings to the row before and to the next */
} direction;

/* The reciprocals of the pivots, and the right side eliminated. The first `twos` pairs of rows
 * share the division that the next pair waits for. */
static void eliminate_plainly(const room *r, direction d, size_t twos, double reciprocal[],
                              double right[])
{
    double pivot = 0;
    for (size_t k = 0; k < d.count; k++) {
        const size_t i = d.row[k], before = k > 0 ? d.row[k - 1] : 0;
        const double factor = k > 0 ? d.back[i] * reciprocal[before] : 0;
        if (k % 2 == 1 && k < 2 * twos) {
            reciprocal[i] = pivot / (r->diagonal[i] * pivot - d.back[i] * d.on[before]);
        } else {
            pivot = r->diagonal[i];
            if (k > 0)
                pivot -= d.back[i] * d.on[before] * reciprocal[before];
            reciprocal[i] = 1 / pivot;
        }
        right[i] = r->x[i] - factor * (k > 0 ? right[before] : 0);
    }
}

/* From the middle, where x is the solution, to the end. */
static void substitute_plainly(direction d, size_t twos, const double reciprocal[], double x[])
{
    for (size_t k = d.count; k-- > 0;) {
        const size_t i = d.row[k], next = d.row[k + 1];
        const double factor = d.on[i] * reciprocal[i];
        if (d.count - k <= 2 * twos && (d.count - k) % 2 == 1) {
            const size_t j = d.row[k - 1];
            const double factor_j = d.on[j] * reciprocal[j];
            const double right = x[j] - factor_j * x[i];
            x[i] -= factor * x[next];
            x[j] = right + factor_j * factor * x[next];
            k--;
        } else {
            x[i] -= factor * x[next];
        }
    }
}

/* The library's operations in plain loops, one direction after the other. */
static void solve_plainly_from_both_ends(room *r, size_t n)
{
    const size_t m = n / 2, twos = (n - 1) / 4;
    size_t down_row[MOST + 1], up_row[MOST + 1];
    double reciprocal[MOST], right[MOST];
    for (size_t k = 0; k <= m; k++) {
        down_row[k] = k;
        up_row[k] = n - 1 - k;
    }
    const direction down = {m, down_row, r->lower, r->upper};
    const direction up = {n - 1 - m, up_row, r->upper, r->lower};
    r->lower[0] = r->upper[n - 1] = 0;
    eliminate_plainly(r, down, twos, reciprocal, right);
    eliminate_plainly(r, up, twos, reciprocal, right);
    double pivot = r->diagonal[m];
    right[m] = r->x[m];
    if (m > 0) {
        pivot -= r->lower[m] * r->upper[m - 1] * reciprocal[m - 1];
        right[m] -= r->lower[m] * reciprocal[m - 1] * right[m - 1];
    }
    if (m < n - 1) {
        pivot -= r->upper[m] * r->lower[m + 1] * reciprocal[m + 1];
        right[m] -= r->upper[m] * reciprocal[m + 1] * right[m + 1];
    }
    reciprocal[m] = 1 / pivot;
    for (size_t i = 0; i < n; i++)
        r->x[i] = right[i] * reciprocal[i];
    substitute_plainly(down, twos, reciprocal, r->x);
    substitute_plainly(up, twos, reciprocal, r->x);
}

static double largest(size_t n, const double x[])
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs(x[i]));
    return most;
}

/* The residual of row i, in roundings of its terms if each x were the largest near by. */
static double residual_in_roundings(const room *r, const double x[], size_t n, size_t i)
{
    const size_t from = i > 2 ? i - 2 : 0, to = i + 2 < n ? i + 2 : n - 1;
    const double most = largest(to - from + 1, &x[from]);
    double sum = r->diagonal[i] * x[i] - r->x[i];
    double size = fabs(r->diagonal[i]) * most + fabs(r->x[i]);
    if (i > 0) {
        sum += r->lower[i] * x[i - 1];
        size += fabs(r->lower[i]) * most;
    }
    if (i < n - 1) {
        sum += r->upper[i] * x[i + 1];
        size += fabs(r->upper[i]) * most;
    }
    return fabs(sum) / size / DBL_EPSILON;
}

/* Goal: -x[i-1] + 2 x[i] - x[i+1] = 1 gives the parabola i (n + 1 - i) / 2, for every n.
 * Why: a solution known in whole numbers, of a matrix that is only just dominant. */
static void second_differences_give_a_parabola(void **state)
{
    static room r;
    (void)state;
    for (size_t n = 1; n <= MOST; n++) {
        for (size_t i = 0; i < n; i++) {
            r.lower[i] = r.upper[i] = -1;
            r.diagonal[i] = 2;
            r.x[i] = 1;
        }
        close_corners(&r, n);
        kiln_tridiagonal matrix = matrix_in(&r, n);
        assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, r.x, NULL), KILN_OK);
        for (size_t i = 0; i < n; i++)
            assert_relative(r.x[i], (double)((i + 1) * (n - i)) / 2, 1e-12);
    }
}

/* Goal: on random systems the solution is within 8 ulp of its largest element of that by
 * textbook elimination, and each residual is within 2 roundings.
 * Why: elimination from both ends takes another path; it must lead to the same place. */
static void agrees_with_the_textbook(void **state)
{
    static room given, fast, plain;
    void (*const FILL[])(room *, size_t, kiln_random *) = {fill_dominant, fill_diffusion};
    kiln_random random = kiln_random_start(1, 0);
    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        const size_t n = round % MOST + 1;
        FILL[round % 2](&given, n, &random);
        fast = plain = given;
        kiln_tridiagonal matrix = matrix_in(&fast, n);
        assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, fast.x, NULL), KILN_OK);
        solve_as_in_textbooks(&plain, n);
        const double tolerance = 8 * DBL_EPSILON * largest(n, plain.x);
        for (size_t i = 0; i < n; i++) {
            assert_true(fabs(fast.x[i] - plain.x[i]) <= tolerance);
            assert_true(residual_in_roundings(&given, fast.x, n, i) <= 2);
        }
    }
}

/* Goal: in a diffusion step every element is within 3e-13 of that by textbook elimination, over
 * the twenty decades from the surface to deep below.
 * Why: junctions lie where the concentration is a millionth of its peak. */
static void small_concentrations_are_as_good_as_large_ones(void **state)
{
    static room fast, plain;
    kiln_random random = kiln_random_start(6, 0);
    (void)state;
    for (size_t round = 0; round < 300; round++) {
        const size_t n = round + 1;
        const double coupling = pow(10, between(&random, -2, 2));
        for (size_t i = 0; i < n; i++) {
            fast.lower[i] = fast.upper[i] = -coupling;
            fast.diagonal[i] = 1 + 2 * coupling;
            fast.x[i] = 1e20 * pow(10, -20.0 * (double)i / (double)n);
        }
        close_corners(&fast, n);
        plain = fast;
        kiln_tridiagonal matrix = matrix_in(&fast, n);
        assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, fast.x, NULL), KILN_OK);
        solve_as_in_textbooks(&plain, n);
        for (size_t i = 0; i < n; i++)
            assert_relative(fast.x[i], plain.x[i], 3e-13);
    }
}

/* Goal: the fast form gives the bytes of plain loops in the same order, in one go as in two,
 * for a second right side too, and writes nothing behind the last row.
 * Why: rows of both ends are interleaved there for speed, which must change nothing. */
static void fast_forms_equal_plain_loops_bit_for_bit(void **state)
{
    static room given, plain, once, split;
    const double guard = 12345.678;
    kiln_random random = kiln_random_start(2, 0);
    (void)state;
    for (size_t round = 0; round < 1000; round++) {
        const size_t n = round % MOST + 1;
        fill_dominant(&given, n, &random);
        given.lower[n] = given.diagonal[n] = given.upper[n] = given.x[n] = guard;
        plain = once = split = given;
        solve_plainly_from_both_ends(&plain, n);
        kiln_tridiagonal matrix = matrix_in(&once, n);
        assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, once.x, NULL), KILN_OK);
        assert_memory_equal(once.x, plain.x, n * sizeof once.x[0]);
        matrix = matrix_in(&split, n);
        assert_int_equal(kiln_tridiagonal_factor(&matrix, NULL), KILN_OK);
        for (int again = 0; again < 2; again++) {
            memcpy(split.x, given.x, sizeof split.x);
            kiln_tridiagonal_solve(&matrix, split.x);
            assert_memory_equal(split.x, once.x, n * sizeof split.x[0]);
        }
        assert_true(once.lower[n] == guard && once.diagonal[n] == guard);
        assert_true(once.upper[n] == guard && once.x[n] == guard && split.x[n] == guard);
    }
}

/* Eight systems side by side, beginning anywhere, with a guard behind. */
typedef struct wide_room {
    double lower[MOST * LANES + 9], diagonal[MOST * LANES + 9];
    double upper[MOST * LANES + 9], x[MOST * LANES + 9];
} wide_room;

static void deal_lane(wide_room *wide, size_t at, size_t lane, const room *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const size_t k = at + i * LANES + lane;
        wide->lower[k] = r->lower[i];
        wide->diagonal[k] = r->diagonal[i];
        wide->upper[k] = r->upper[i];
        wide->x[k] = r->x[i];
    }
}

static kiln_tridiagonal matrix_in_wide(wide_room *wide, size_t at, size_t n)
{
    return (kiln_tridiagonal){n, &wide->lower[at], &wide->diagonal[at], &wide->upper[at]};
}

/* Goal: each lane has the bytes of the single system, with and without AVX2, for any length
 * and alignment, and nothing is written behind the last row.
 * Why: results must not depend on the machine, nor on what else is solved beside them. */
static void lanes_equal_single_systems_bit_for_bit(void **state)
{
    static wide_room given, fast, portable;
    static room single[LANES];
    const double guard = 12345.678;
    kiln_random random = kiln_random_start(3, 0);
    (void)state;
    for (size_t round = 0; round < 200; round++) {
        const size_t n = round < 100 ? round + 1 : kiln_random_bits(&random) % MOST + 1;
        const size_t at = round % 8;
        for (size_t lane = 0; lane < LANES; lane++) {
            fill_dominant(&single[lane], n, &random);
            deal_lane(&given, at, lane, &single[lane], n);
            kiln_tridiagonal matrix = matrix_in(&single[lane], n);
            assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, single[lane].x, NULL),
                             KILN_OK);
        }
        given.x[at + n * LANES] = guard;
        fast = portable = given;
        unsigned singular = 99;
        kiln_tridiagonal matrix = matrix_in_wide(&fast, at, n);
        assert_int_equal(kiln_tridiagonal_lanes(&matrix, &fast.x[at], &singular), KILN_OK);
        assert_int_equal(singular, 0);
        matrix = matrix_in_wide(&portable, at, n);
        assert_int_equal(kiln_tridiagonal_lanes_portable(&matrix, &portable.x[at]), 0);
        for (size_t k = 0; k < n * LANES; k++)
            assert_memory_equal(&fast.x[at + k], &single[k % LANES].x[k / LANES],
                                sizeof(double));
        assert_memory_equal(fast.x, portable.x, sizeof fast.x);
        assert_true(fast.x[at + n * LANES] == guard);
    }
}

/* Faults that make the pivot of one row unusable. */
static const double FAULT[] = {0.0, -0.0, DBL_TRUE_MIN, (double)INFINITY, (double)NAN};

static void cut_off_row(room *r, size_t n, size_t row, double diagonal)
{
    r->diagonal[row] = diagonal;
    r->lower[row] = r->upper[row] = 0;
    if (row > 0)
        r->upper[row - 1] = 0;
    if (row < n - 1)
        r->lower[row + 1] = 0;
}

/* Goal: a pivot of zero, too small to divide by, infinite or NaN is an error in whatever row
 * it is, which is named; a system that is well leaves the name alone.
 * Why: an infinite pivot would quietly give zeros, and infinity swallows what comes after. */
static void an_unusable_pivot_is_an_error_that_names_the_row(void **state)
{
    static room r;
    kiln_random random = kiln_random_start(4, 0);
    (void)state;
    for (size_t n = 1; n <= 9; n++)
        for (size_t at = 0; at < n; at++)
            for (size_t k = 0; k < COUNT_OF(FAULT); k++) {
                size_t row = 99;
                fill_dominant(&r, n, &random);
                kiln_tridiagonal matrix = matrix_in(&r, n);
                assert_int_equal(kiln_tridiagonal_factor(&matrix, &row), KILN_OK);
                assert_int_equal(row, 99);
                fill_dominant(&r, n, &random);
                cut_off_row(&r, n, at, FAULT[k]);
                assert_int_equal(kiln_tridiagonal_factor(&matrix, &row), KILN_NO_CONVERGENCE);
                assert_int_equal(row, at);
                fill_dominant(&r, n, &random);
                cut_off_row(&r, n, at, FAULT[k]);
                row = 99;
                assert_int_equal(kiln_tridiagonal_factor_solve(&matrix, r.x, &row),
                                 KILN_NO_CONVERGENCE);
                assert_int_equal(row, at);
                assert_int_equal(kiln_tridiagonal_factor(&matrix, NULL), KILN_NO_CONVERGENCE);
            }
}

/* Goal: a matrix without a zero in it but singular is refused in the row in the middle, where
 * elimination finds out.
 * Why: sealed surfaces and no time step make just this matrix: rows that add up to 0. */
static void a_matrix_whose_rows_add_up_to_nothing_is_singular(void **state)
{
    static room r;
    (void)state;
    for (size_t n = 2; n <= 9; n++) {
        size_t row = 99;
        for (size_t i = 0; i < n; i++) {
            r.lower[i] = r.upper[i] = -1;
            r.diagonal[i] = i == 0 || i == n - 1 ? 1 : 2;
        }
        kiln_tridiagonal matrix = matrix_in(&r, n);
        assert_int_equal(kiln_tridiagonal_factor(&matrix, &row), KILN_NO_CONVERGENCE);
        assert_int_equal(row, n / 2);
    }
}

/* Goal: a lane that fails is named by its bit, and the others are solved as ever.
 * Why: one wafer of a batch must not take the others with it. */
static void a_lane_that_fails_leaves_the_others_alone(void **state)
{
    enum { ROWS = 7 };
    static wide_room wide;
    static room single[LANES];
    kiln_random random = kiln_random_start(5, 0);
    (void)state;
    for (size_t bad = 0; bad < LANES; bad++)
        for (size_t k = 0; k < COUNT_OF(FAULT); k++)
            for (int portable = 0; portable < 2; portable++) {
                for (size_t lane = 0; lane < LANES; lane++) {
                    fill_dominant(&single[lane], ROWS, &random);
                    if (lane == bad)
                        cut_off_row(&single[lane], ROWS, (bad + k) % ROWS, FAULT[k]);
                    deal_lane(&wide, 0, lane, &single[lane], ROWS);
                }
                kiln_tridiagonal matrix = matrix_in_wide(&wide, 0, ROWS);
                unsigned singular = 0;
                if (portable)
                    singular = kiln_tridiagonal_lanes_portable(&matrix, wide.x);
                else
                    assert_int_equal(kiln_tridiagonal_lanes(&matrix, wide.x, &singular),
                                     KILN_NO_CONVERGENCE);
                assert_int_equal(singular, 1u << bad);
                for (size_t lane = 0; lane < LANES; lane++) {
                    kiln_tridiagonal one = matrix_in(&single[lane], ROWS);
                    if (lane == bad)
                        continue;
                    kiln_tridiagonal_factor_solve(&one, single[lane].x, NULL);
                    for (size_t i = 0; i < ROWS; i++)
                        assert_true(wide.x[i * LANES + lane] == single[lane].x[i]);
                }
            }
    kiln_tridiagonal matrix = matrix_in_wide(&wide, 0, ROWS);
    memset(wide.diagonal, 0, sizeof wide.diagonal);
    memset(wide.lower, 0, sizeof wide.lower);
    assert_int_equal(kiln_tridiagonal_lanes(&matrix, wide.x, NULL), KILN_NO_CONVERGENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(second_differences_give_a_parabola),
        cmocka_unit_test(agrees_with_the_textbook),
        cmocka_unit_test(small_concentrations_are_as_good_as_large_ones),
        cmocka_unit_test(fast_forms_equal_plain_loops_bit_for_bit),
        cmocka_unit_test(lanes_equal_single_systems_bit_for_bit),
        cmocka_unit_test(an_unusable_pivot_is_an_error_that_names_the_row),
        cmocka_unit_test(a_matrix_whose_rows_add_up_to_nothing_is_singular),
        cmocka_unit_test(a_lane_that_fails_leaves_the_others_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
