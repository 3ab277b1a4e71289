/* Block-tridiagonal systems of two or three unknowns a row, as block_tridiagonal.c has them for
 * any number, with the elimination from above and that from below side by side in the two lanes
 * of a vector. The factors are
 *
 *   in place of diagonal  the inverse of diagonal - back (on of the row before, eliminated)
 *   in place of on        that inverse times on
 *
 * Inverses are by cofactors. For two unknowns, where that is Cramer's rule, they are as good as
 * elimination with pivoting unless the block is nearly singular: N. J. Higham, Accuracy and
 * Stability of Numerical Algorithms (2002), sec. 1.10.1. For three there is no such bound (the
 * same): see GROWTH_MAX.
 *
 * Matrices are m x m, row after row. Each function becomes part of its caller, so that m is a
 * constant and what depends on it is decided by the compiler. */
#include "math/tridiagonal.h"

#include "kiln/base/wide.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PART static inline __attribute__((always_inline))

enum { SIZE_MOST = 3, BLOCK_MOST = SIZE_MOST * SIZE_MOST };

/* A block of three whose determinant's terms add up to more than this many times the
 * determinant (the sum of both lanes) is inverted by elimination with pivoting instead.
 * Measured beside quadruple precision on 3e6 random blocks, badly scaled and nearly singular
 * ones among them: where the quotient is 1, 10, 100 or more, up to three times that,
 * cofactors err by at most 4, 36, 225 roundings of a row's largest; on average pivoting,
 * which sees the scale of rows as cofactors do not, is no better up to a quotient of 3e4.
 * Near rank 1 the quotient grows as the square of the condition number. */
static const double GROWTH_MAX = 1000;

/* Before a loop over a block: with none left, GCC keeps the block in registers. */
#if defined __GNUC__ && !defined __clang__
#define UNROLLED _Pragma("GCC unroll 9")
#else
#define UNROLLED
#endif

/* A number of a row from above and one of a row from below. */
typedef double pair __attribute__((vector_size(16)));

/* Two blocks, row after row, and two rows' unknowns. */
typedef struct blocks {
    pair at[BLOCK_MOST];
} blocks;
typedef struct unknowns {
    pair at[SIZE_MOST];
} unknowns;

PART void load(size_t count, const double above[], const double below[], pair to[])
{
    UNROLLED for (size_t k = 0; k < count; k++) to[k] = (pair){above[k], below[k]};
}

PART void store(size_t count, const pair from[], double above[], double below[])
{
    UNROLLED for (size_t k = 0; k < count; k++)
    {
        above[k] = from[k][0];
        below[k] = from[k][1];
    }
}

/* Row i of a, times column j of b, of m x columns. */
PART pair row_times_column(size_t m, size_t columns, const pair a[], size_t i, const pair b[],
                           size_t j)
{
    const pair sum = a[i * m] * b[j] + a[i * m + 1] * b[columns + j];
    return m == 3 ? sum + a[i * m + 2] * b[2 * columns + j] : sum;
}

PART blocks product(size_t m, const blocks *a, const blocks *b)
{
    blocks c;
    UNROLLED for (size_t k = 0; k < m * m; k++) c.at[k] =
        row_times_column(m, m, a->at, k / m, b->at, k % m);
    return c;
}

PART unknowns times(size_t m, const blocks *a, const unknowns *x)
{
    unknowns y;
    UNROLLED for (size_t k = 0; k < m; k++) y.at[k] =
        row_times_column(m, 1, a->at, k, x->at, 0);
    return y;
}

/* `check` becomes NaN where the determinant is 0 or not finite. */
PART blocks inverse_of_two(const pair m[], pair *check)
{
    const pair determinant = m[0] * m[3] - m[1] * m[2], reciprocal = 1 / determinant;
    *check += determinant * reciprocal;
    return (blocks){
        {m[3] * reciprocal, m[1] * -reciprocal, m[2] * -reciprocal, m[0] * reciprocal}};
}

/* The inverses by elimination with pivoting; NaN, and `check` too, where there is none. */
static __attribute__((noinline, cold)) void invert_with_pivoting(const blocks *three,
                                                                 blocks *inverse, pair *check)
{
    for (size_t lane = 0; lane < 2; lane++) {
        double block[9], inverted[9];
        for (size_t k = 0; k < 9; k++)
            block[k] = three->at[k][lane];
        const bool sound = kiln_block_inverse(3, block, inverted);
        if (!sound)
            (*check)[lane] = (double)NAN;
        for (size_t k = 0; k < 9; k++)
            inverse->at[k][lane] = sound ? inverted[k] : (double)NAN;
    }
}

PART pair magnitude(pair a)
{
    return (pair){fabs(a[0]), fabs(a[1])};
}

/* The 2 x 2 determinant a d - b c, and the size of its terms. */
typedef struct minor {
    pair value, size;
} minor;

PART minor minor_of(pair a, pair b, pair c, pair d)
{
    const pair plus = a * d, minus = b * c;
    return (minor){plus - minus, magnitude(plus) + magnitude(minus)};
}

PART blocks inverse_of_three(const pair m[], pair *check)
{
    const minor a = minor_of(m[4], m[5], m[7], m[8]), b = minor_of(m[5], m[3], m[8], m[6]),
                c = minor_of(m[3], m[4], m[6], m[7]);
    const pair determinant = m[0] * a.value + m[1] * b.value + m[2] * c.value;
    const pair terms =
        magnitude(m[0]) * a.size + magnitude(m[1]) * b.size + magnitude(m[2]) * c.size;
    const pair reciprocal = 1 / determinant, growth = terms * magnitude(reciprocal);
    if (!(growth[0] + growth[1] <= GROWTH_MAX)) {
        blocks three, inverse;
        pair sound = *check;
        memcpy(three.at, m, sizeof three.at);
        invert_with_pivoting(&three, &inverse, &sound);
        *check = sound;
        return inverse;
    }
    return (blocks){{a.value * reciprocal, (m[2] * m[7] - m[1] * m[8]) * reciprocal,
                     (m[1] * m[5] - m[2] * m[4]) * reciprocal, b.value * reciprocal,
                     (m[0] * m[8] - m[2] * m[6]) * reciprocal,
                     (m[2] * m[3] - m[0] * m[5]) * reciprocal, c.value * reciprocal,
                     (m[1] * m[6] - m[0] * m[7]) * reciprocal,
                     (m[0] * m[4] - m[1] * m[3]) * reciprocal}};
}

PART blocks inverse(size_t m, const blocks *of, pair *check)
{
    return m == 2 ? inverse_of_two(of->at, check) : inverse_of_three(of->at, check);
}

/* What a row needs of the one eliminated before it; all 0 before the first. */
typedef struct carry {
    blocks on;
    unknowns x;
    pair check;
} carry;

/* Where two rows' numbers are: of one seen from above, and of one seen from below. */
typedef struct rows {
    double *back[2], *diagonal[2], *on[2], *x[2];
} rows;

PART rows rows_at(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[],
                  size_t i, size_t j)
{
    const bool has_x = pass & KILN_PASS_RIGHT_SIDE;
    const size_t above = i * m * m, below = j * m * m;
    return (rows){{&t->lower[above], &t->upper[below]},
                  {&t->diagonal[above], &t->diagonal[below]},
                  {&t->upper[above], &t->lower[below]},
                  {has_x ? &x[i * m] : NULL, has_x ? &x[j * m] : NULL}};
}

PART blocks load_blocks(size_t m, double *const from[2])
{
    blocks b;
    load(m * m, from[0], from[1], b.at);
    return b;
}

PART void eliminate(unsigned pass, size_t m, const rows *r, carry *before)
{
    const blocks back = load_blocks(m, r->back);
    blocks diagonal = load_blocks(m, r->diagonal);
    if (pass & KILN_PASS_MATRIX) {
        const blocks taken = product(m, &back, &before->on), on = load_blocks(m, r->on);
        UNROLLED for (size_t k = 0; k < m * m; k++) diagonal.at[k] -= taken.at[k];
        diagonal = inverse(m, &diagonal, &before->check);
        before->on = product(m, &diagonal, &on);
        store(m * m, diagonal.at, r->diagonal[0], r->diagonal[1]);
        store(m * m, before->on.at, r->on[0], r->on[1]);
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        const unknowns taken = times(m, &back, &before->x);
        unknowns x;
        load(m, r->x[0], r->x[1], x.at);
        UNROLLED for (size_t k = 0; k < m; k++) x.at[k] -= taken.at[k];
        before->x = times(m, &diagonal, &x);
        store(m, before->x.at, r->x[0], r->x[1]);
    }
}

/* What is left of numbers of the middle row, from which the rows above and below take. */
PART void take_both(size_t count, pair numbers[], const pair taken[])
{
    UNROLLED for (size_t k = 0; k < count; k++)
    {
        const double left = numbers[k][0] - taken[k][0] - taken[k][1];
        numbers[k] = (pair){left, left};
    }
}

/* The row in the middle, where the two directions meet: both lanes are that row. */
PART void meet(unsigned pass, size_t m, const rows *r, carry *before)
{
    const blocks back = load_blocks(m, r->back);
    blocks diagonal = load_blocks(m, r->diagonal);
    if (pass & KILN_PASS_MATRIX) {
        const blocks taken = product(m, &back, &before->on);
        take_both(m * m, diagonal.at, taken.at);
        diagonal = inverse(m, &diagonal, &before->check);
        store(m * m, diagonal.at, r->diagonal[0], r->diagonal[1]);
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        const unknowns taken = times(m, &back, &before->x);
        unknowns x;
        load(m, r->x[0], r->x[1], x.at);
        take_both(m, x.at, taken.at);
        before->x = times(m, &diagonal, &x);
        store(m, before->x.at, r->x[0], r->x[1]);
    }
}

/* Numbers for a row that is not there, beside one that has no other. */
typedef struct spare {
    double zero[BLOCK_MOST], one[BLOCK_MOST], on[BLOCK_MOST], x[SIZE_MOST];
} spare;

PART rows beside_spare(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[],
                       size_t i, spare *none)
{
    rows r = rows_at(pass, m, t, x, i, i);
    *none = (spare){0};
    for (size_t k = 0; k < m; k++)
        none->one[k * m + k] = 1;
    r.back[1] = none->zero;
    r.diagonal[1] = none->one;
    r.on[1] = none->on;
    r.x[1] = none->x;
    return r;
}

/* From the ends to the middle: row 0 by itself if there is an even number of rows, then by two.
 * False if a block is singular. */
PART bool forward(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[],
                  unknowns *middle)
{
    const size_t last = t->n - 1;
    carry before = {0};
    size_t i = 0, j = last;
    if (pass & KILN_PASS_MATRIX) {
        memset(&t->lower[0], 0, m * m * sizeof t->lower[0]);
        memset(&t->upper[last * m * m], 0, m * m * sizeof t->upper[0]);
    }
    if (t->n % 2 == 0) {
        spare none;
        const rows r = beside_spare(pass, m, t, x, i++, &none);
        eliminate(pass, m, &r, &before);
    }
    for (; i < j; i++, j--) {
        const rows r = rows_at(pass, m, t, x, i, j);
        eliminate(pass, m, &r, &before);
    }
    const rows r = rows_at(pass, m, t, x, i, i);
    meet(pass, m, &r, &before);
    *middle = before.x;
    return isfinite(before.check[0] + before.check[1]);
}

/* From the row `next` to the one after it, in both directions. */
PART void substitute(size_t m, const rows *r, unknowns *next)
{
    const blocks on = load_blocks(m, r->on);
    const unknowns taken = times(m, &on, next);
    load(m, r->x[0], r->x[1], next->at);
    UNROLLED for (size_t k = 0; k < m; k++) next->at[k] -= taken.at[k];
    store(m, next->at, r->x[0], r->x[1]);
}

/* From the middle to the ends. */
PART void back(size_t m, const kiln_block_tridiagonal *t, double x[], unknowns next)
{
    size_t i = t->n / 2, j = i;
    while (j < t->n - 1) {
        const rows r = rows_at(KILN_PASS_RIGHT_SIDE, m, t, x, --i, ++j);
        substitute(m, &r, &next);
    }
    if (i > 0) {
        spare none;
        const rows r = beside_spare(KILN_PASS_RIGHT_SIDE, m, t, x, --i, &none);
        substitute(m, &r, &next);
    }
}

/* Whether a block is the inverse of one that has one. */
static bool usable(size_t m, const double inverse[])
{
    double most = 0;
    for (size_t i = 0; i < m * m; i++)
        most += fabs(inverse[i]);
    return most > 0 && isfinite(most);
}

/* The first row to have had no inverse. Only after a pass that failed. */
static size_t row_at_fault(size_t m, const kiln_block_tridiagonal *factors)
{
    const double *d = factors->diagonal;
    size_t i = 0, j = factors->n - 1;
    if (factors->n % 2 == 0 && usable(m, &d[0]))
        i++;
    for (; i < j; i++, j--) {
        if (!usable(m, &d[i * m * m]))
            return i;
        if (!usable(m, &d[j * m * m]))
            return j;
    }
    return i;
}

PART size_t run(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[])
{
    unknowns middle;
    const bool sound = forward(pass, m, t, x, &middle);
    if (!sound && (pass & KILN_PASS_MATRIX))
        return row_at_fault(m, t);
    if (pass & KILN_PASS_RIGHT_SIDE)
        back(m, t, x, middle);
    return t->n;
}

PART size_t run_pass(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[])
{
    switch (pass) {
    case KILN_PASS_MATRIX:
        return run(KILN_PASS_MATRIX, m, t, x);
    case KILN_PASS_RIGHT_SIDE:
        return run(KILN_PASS_RIGHT_SIDE, m, t, x);
    default:
        return run(KILN_PASS_BOTH, m, t, x);
    }
}

/* AVX2's instructions take the result to a third register, which saves a sixth of them. */
KILN_WIDE size_t kiln_block_tridiagonal_two(unsigned pass, const kiln_block_tridiagonal *t,
                                            double x[])
{
    return run_pass(pass, 2, t, x);
}

KILN_WIDE size_t kiln_block_tridiagonal_three(unsigned pass, const kiln_block_tridiagonal *t,
                                              double x[])
{
    return run_pass(pass, 3, t, x);
}
