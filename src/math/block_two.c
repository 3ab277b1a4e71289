/* Block-tridiagonal systems of two unknowns a row, as block_tridiagonal.c has them for any
 * number, with the elimination from above and that from below side by side in the two lanes of
 * a vector. The factors are
 *
 *   in place of diagonal  the inverse of diagonal - back (on of the row before, eliminated)
 *   in place of on        that inverse times on
 *
 * by Cramer's rule, which for two unknowns is as good as elimination with pivoting unless the
 * block is nearly singular: N. J. Higham, Accuracy and Stability of Numerical Algorithms
 * (2002), sec. 1.10.1. */
#include "math/tridiagonal.h"

#include "kiln/base/wide.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PART static inline __attribute__((always_inline))

enum { SIZE = 2, BLOCK = SIZE * SIZE };

/* A number of a row from above and one of a row from below. */
typedef double pair __attribute__((vector_size(16)));

/* Two blocks, row after row, and two rows' unknowns. */
typedef struct blocks {
    pair a, b, c, d;
} blocks;
typedef struct unknowns {
    pair first, second;
} unknowns;

PART blocks load(const double above[], const double below[])
{
    return (blocks){
        {above[0], below[0]}, {above[1], below[1]}, {above[2], below[2]}, {above[3], below[3]}};
}

PART void store(const blocks *m, double above[], double below[])
{
    const pair entry[] = {m->a, m->b, m->c, m->d};
    for (size_t i = 0; i < BLOCK; i++) {
        above[i] = entry[i][0];
        below[i] = entry[i][1];
    }
}

PART unknowns load_unknowns(const double above[], const double below[])
{
    return (unknowns){{above[0], below[0]}, {above[1], below[1]}};
}

PART void store_unknowns(const unknowns *x, double above[], double below[])
{
    above[0] = x->first[0];
    above[1] = x->second[0];
    below[0] = x->first[1];
    below[1] = x->second[1];
}

PART blocks product(const blocks *m, const blocks *n)
{
    return (blocks){m->a * n->a + m->b * n->c, m->a * n->b + m->b * n->d,
                    m->c * n->a + m->d * n->c, m->c * n->b + m->d * n->d};
}

PART unknowns times(const blocks *m, const unknowns *x)
{
    return (unknowns){m->a * x->first + m->b * x->second, m->c * x->first + m->d * x->second};
}

/* `check` becomes NaN where the determinant is 0 or not finite. */
PART blocks inverse(const blocks *m, pair *check)
{
    const pair determinant = m->a * m->d - m->b * m->c, reciprocal = 1 / determinant;
    *check += determinant * reciprocal;
    return (blocks){m->d * reciprocal, m->b * -reciprocal, m->c * -reciprocal,
                    m->a * reciprocal};
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

PART rows rows_at(unsigned pass, const kiln_block_tridiagonal *t, double x[], size_t i,
                  size_t j)
{
    const bool has_x = pass & KILN_PASS_RIGHT_SIDE;
    return (rows){{&t->lower[i * BLOCK], &t->upper[j * BLOCK]},
                  {&t->diagonal[i * BLOCK], &t->diagonal[j * BLOCK]},
                  {&t->upper[i * BLOCK], &t->lower[j * BLOCK]},
                  {has_x ? &x[i * SIZE] : NULL, has_x ? &x[j * SIZE] : NULL}};
}

PART void eliminate(unsigned pass, const rows *r, carry *before)
{
    const blocks back = load(r->back[0], r->back[1]);
    blocks diagonal = load(r->diagonal[0], r->diagonal[1]), on = load(r->on[0], r->on[1]);
    if (pass & KILN_PASS_MATRIX) {
        const blocks taken = product(&back, &before->on);
        const blocks left = {diagonal.a - taken.a, diagonal.b - taken.b, diagonal.c - taken.c,
                             diagonal.d - taken.d};
        diagonal = inverse(&left, &before->check);
        on = product(&diagonal, &on);
        store(&diagonal, r->diagonal[0], r->diagonal[1]);
        store(&on, r->on[0], r->on[1]);
        before->on = on;
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        const unknowns taken = times(&back, &before->x), x = load_unknowns(r->x[0], r->x[1]);
        const unknowns left = {x.first - taken.first, x.second - taken.second};
        before->x = times(&diagonal, &left);
        store_unknowns(&before->x, r->x[0], r->x[1]);
    }
}

/* What is left of a number of the middle row, from which the rows above and below take. */
PART pair left_of(double number, pair taken)
{
    const double left = number - taken[0] - taken[1];
    return (pair){left, left};
}

/* The row in the middle, where the two directions meet: both lanes are that row. */
PART void meet(unsigned pass, const rows *r, carry *before)
{
    const blocks back = load(r->back[0], r->back[1]);
    const double *d = r->diagonal[0], *x = r->x[0];
    blocks diagonal = load(d, d);
    if (pass & KILN_PASS_MATRIX) {
        const blocks taken = product(&back, &before->on);
        const blocks left = {left_of(d[0], taken.a), left_of(d[1], taken.b),
                             left_of(d[2], taken.c), left_of(d[3], taken.d)};
        diagonal = inverse(&left, &before->check);
        store(&diagonal, r->diagonal[0], r->diagonal[1]);
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        const unknowns taken = times(&back, &before->x);
        const unknowns left = {left_of(x[0], taken.first), left_of(x[1], taken.second)};
        before->x = times(&diagonal, &left);
        store_unknowns(&before->x, r->x[0], r->x[1]);
    }
}

/* Numbers for a row that is not there, beside one that has no other. */
typedef struct spare {
    double zero[BLOCK], one[BLOCK], on[BLOCK], x[SIZE];
} spare;

PART rows beside_spare(unsigned pass, const kiln_block_tridiagonal *t, double x[], size_t i,
                       spare *none)
{
    rows r = rows_at(pass, t, x, i, i);
    *none = (spare){.one = {1, 0, 0, 1}};
    r.back[1] = none->zero;
    r.diagonal[1] = none->one;
    r.on[1] = none->on;
    r.x[1] = none->x;
    return r;
}

/* From the ends to the middle: row 0 by itself if there is an even number of rows, then by two.
 * False if a block is singular. */
PART bool forward(unsigned pass, const kiln_block_tridiagonal *t, double x[], unknowns *middle)
{
    const size_t last = t->n - 1;
    carry before = {0};
    size_t i = 0, j = last;
    if (pass & KILN_PASS_MATRIX) {
        memset(&t->lower[0], 0, BLOCK * sizeof t->lower[0]);
        memset(&t->upper[last * BLOCK], 0, BLOCK * sizeof t->upper[0]);
    }
    if (t->n % 2 == 0) {
        spare none;
        const rows r = beside_spare(pass, t, x, i++, &none);
        eliminate(pass, &r, &before);
    }
    for (; i < j; i++, j--) {
        const rows r = rows_at(pass, t, x, i, j);
        eliminate(pass, &r, &before);
    }
    const rows r = rows_at(pass, t, x, i, i);
    meet(pass, &r, &before);
    *middle = before.x;
    return isfinite(before.check[0] + before.check[1]);
}

/* From the row `next` to the one after it, in both directions. */
PART void substitute(const rows *r, unknowns *next)
{
    const blocks on = load(r->on[0], r->on[1]);
    const unknowns taken = times(&on, next), x = load_unknowns(r->x[0], r->x[1]);
    *next = (unknowns){x.first - taken.first, x.second - taken.second};
    store_unknowns(next, r->x[0], r->x[1]);
}

/* From the middle to the ends. */
PART void back(const kiln_block_tridiagonal *t, double x[], unknowns next)
{
    size_t i = t->n / 2, j = i;
    while (j < t->n - 1) {
        const rows r = rows_at(KILN_PASS_RIGHT_SIDE, t, x, --i, ++j);
        substitute(&r, &next);
    }
    if (i > 0) {
        spare none;
        const rows r = beside_spare(KILN_PASS_RIGHT_SIDE, t, x, --i, &none);
        substitute(&r, &next);
    }
}

/* Whether a block is the inverse of one that has one. */
static bool usable(const double inverse[])
{
    double most = 0;
    for (size_t i = 0; i < BLOCK; i++)
        most += fabs(inverse[i]);
    return most > 0 && isfinite(most);
}

/* The first row to have had no inverse. Only after a pass that failed. */
static size_t row_at_fault(const kiln_block_tridiagonal *factors)
{
    const double *d = factors->diagonal;
    size_t i = 0, j = factors->n - 1;
    if (factors->n % 2 == 0 && usable(&d[0]))
        i++;
    for (; i < j; i++, j--) {
        if (!usable(&d[i * BLOCK]))
            return i;
        if (!usable(&d[j * BLOCK]))
            return j;
    }
    return i;
}

PART size_t run(unsigned pass, const kiln_block_tridiagonal *t, double x[])
{
    unknowns middle;
    const bool sound = forward(pass, t, x, &middle);
    if (!sound && (pass & KILN_PASS_MATRIX))
        return row_at_fault(t);
    if (pass & KILN_PASS_RIGHT_SIDE)
        back(t, x, middle);
    return t->n;
}

/* AVX2's instructions take the result to a third register, which saves a sixth of them. */
KILN_WIDE size_t kiln_block_tridiagonal_two(unsigned pass, const kiln_block_tridiagonal *t,
                                            double x[])
{
    switch (pass) {
    case KILN_PASS_MATRIX:
        return run(KILN_PASS_MATRIX, t, x);
    case KILN_PASS_RIGHT_SIDE:
        return run(KILN_PASS_RIGHT_SIDE, t, x);
    default:
        return run(KILN_PASS_BOTH, t, x);
    }
}
