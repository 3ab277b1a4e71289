/* Elimination in tridiagonal systems, from both ends: the one text for single systems and
 * for lanes, so that all do the same operations in the same order. Include it with
 *
 *   NUMBER   double, or a vector of them: one number for each system
 *   STRIDE   from a row to the next, in NUMBERs
 *   NAME(f)  f with a prefix of its own
 *   ROWS     how the functions are declared
 *
 * The first half of the rows is eliminated on the way down, the second on the way up; each row
 * has a coupling `back` to the row eliminated before it and one `on` to the next. Where
 *
 *   pivot = diagonal - back (on before) / (pivot before)
 *
 * the factors are 1/pivot in place of the diagonal, back/(pivot before) in place of back, and
 * on/pivot in place of on. Rows go in twos, so that of two divisions one at most waits for the
 * one before it. */

/* The arrays as one of the directions sees them. */
typedef struct NAME(rows) {
    NUMBER *back, *diagonal, *on, *x;
} NAME(rows);

/* What a row needs of the one eliminated before it; all 0 before the first. */
typedef struct NAME(carry) {
    NUMBER reciprocal; /* of the pivot */
    NUMBER on;         /* as it was in the matrix */
    NUMBER right;      /* the right side, eliminated */
    NUMBER check;      /* sum of divisor * quotient: finite if no divisor was 0 or not finite */
} NAME(carry);

/* What is left to do for a row when the reciprocal of its pivot is known. */
ROWS void NAME(finish)(unsigned pass, const NAME(rows) * rows, size_t i,
                       const NUMBER *reciprocal, NAME(carry) * before)
{
    if (pass & KILN_PASS_MATRIX) {
        const NUMBER on = rows->on[i];
        rows->back[i] *= before->reciprocal;
        rows->diagonal[i] = *reciprocal;
        rows->on[i] = on * *reciprocal;
        before->reciprocal = *reciprocal;
        before->on = on;
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        before->right = rows->x[i] - rows->back[i] * before->right;
        rows->x[i] = before->right * rows->diagonal[i];
    }
}

ROWS void NAME(eliminate)(unsigned pass, const NAME(rows) * rows, size_t i,
                          NAME(carry) * before)
{
    NUMBER reciprocal = {0};
    if (pass & KILN_PASS_MATRIX) {
        const NUMBER pivot =
            rows->diagonal[i] - rows->back[i] * before->on * before->reciprocal;
        reciprocal = 1 / pivot;
        before->check += pivot * reciprocal;
    }
    NAME(finish)(pass, rows, i, &reciprocal, before);
}

/* Rows i and then j: the pivot of j is product / pivot. */
ROWS void NAME(eliminate_two)(unsigned pass, const NAME(rows) * rows, size_t i, size_t j,
                              NAME(carry) * before)
{
    NUMBER first = {0}, second = {0};
    if (pass & KILN_PASS_MATRIX) {
        const NUMBER pivot =
            rows->diagonal[i] - rows->back[i] * before->on * before->reciprocal;
        const NUMBER product = rows->diagonal[j] * pivot - rows->back[j] * rows->on[i];
        first = 1 / pivot;
        second = pivot / product;
        before->check += pivot * first + product * second;
    }
    NAME(finish)(pass, rows, i, &first, before);
    NAME(finish)(pass, rows, j, &second, before);
}

/* The row in the middle, where the two directions meet: `down` sees it. */
ROWS void NAME(meet)(unsigned pass, const NAME(rows) * down, size_t i,
                     const NAME(carry) * above, const NAME(carry) * below, NUMBER *check)
{
    if (pass & KILN_PASS_MATRIX) {
        const NUMBER lower = down->back[i], upper = down->on[i];
        const NUMBER pivot = down->diagonal[i] - lower * above->on * above->reciprocal -
                             upper * below->on * below->reciprocal;
        down->back[i] = lower * above->reciprocal;
        down->on[i] = upper * below->reciprocal;
        down->diagonal[i] = 1 / pivot;
        *check = above->check + below->check + pivot * down->diagonal[i];
    }
    if (pass & KILN_PASS_RIGHT_SIDE)
        down->x[i] = (down->x[i] - down->back[i] * above->right - down->on[i] * below->right) *
                     down->diagonal[i];
}

/* From the ends to the middle. `down` are the rows as seen on the way down, of which there are
 * as many as on the way up, or one more. check is set only in a pass over the matrix, x is
 * looked at only in one over the right side. */
ROWS void NAME(forward)(unsigned pass, size_t n, NAME(rows) down, NUMBER *check)
{
    const NAME(rows) up = {down.on, down.diagonal, down.back, down.x};
    const size_t middle = n / 2 * STRIDE, last = (n - 1) * STRIDE;
    NAME(carry) above = {0}, below = {0};
    if (pass & KILN_PASS_MATRIX)
        down.back[0] = up.back[last] = above.on;
    size_t i = 0, j = last;
    for (; j > middle + STRIDE; i += 2 * STRIDE, j -= 2 * STRIDE) {
        NAME(eliminate_two)(pass, &down, i, i + STRIDE, &above);
        NAME(eliminate_two)(pass, &up, j, j - STRIDE, &below);
    }
    for (; i < middle; i += STRIDE, j -= STRIDE) {
        NAME(eliminate)(pass, &down, i, &above);
        if (j > middle)
            NAME(eliminate)(pass, &up, j, &below);
    }
    NAME(meet)(pass, &down, middle, &above, &below, check);
}

/* Rows i and then j, from the solution of the row before, *next, to that of j. */
ROWS void NAME(substitute_two)(const NUMBER *on, size_t i, size_t j, NUMBER *x, NUMBER *next)
{
    const NUMBER both = on[j] * on[i], right = x[j] - on[j] * x[i];
    x[i] -= on[i] * *next;
    x[j] = *next = right + both * *next;
}

/* From the middle to the ends. */
ROWS void NAME(backward)(size_t n, NAME(rows) down)
{
    const size_t middle = n / 2 * STRIDE, last = (n - 1) * STRIDE;
    NUMBER *const x = down.x, above = x[middle], below = above;
    size_t i = middle, j = middle;
    for (; j + STRIDE < last; i -= 2 * STRIDE, j += 2 * STRIDE) {
        NAME(substitute_two)(down.on, i - STRIDE, i - 2 * STRIDE, x, &above);
        NAME(substitute_two)(down.back, j + STRIDE, j + 2 * STRIDE, x, &below);
    }
    for (; i > 0; i -= STRIDE, j += STRIDE) {
        above = x[i - STRIDE] -= down.on[i - STRIDE] * above;
        if (j < last)
            below = x[j + STRIDE] -= down.back[j + STRIDE] * below;
    }
}
