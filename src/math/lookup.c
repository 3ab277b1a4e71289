/* Values between the points of a table. */
#include "kiln/math/lookup.h"

#include "math/sign.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

static kiln_status fail_at(kiln_diag *diag, const char *pointer, size_t i, const char *rule,
                           double given)
{
    char where[KILN_POINTER_MAX];
    snprintf(where, sizeof where, "%s/%zu", pointer, i);
    return kiln_fail(diag, KILN_INVALID, where, "%g must be %s", given, rule);
}

kiln_status kiln_lookup_check(const kiln_lookup *table, const char *x_pointer,
                              const char *y_pointer, kiln_diag *diag)
{
    kiln_status status = KILN_OK;
    if (table->count == 0)
        return kiln_fail(diag, KILN_INVALID, x_pointer, "the table needs a point at least");
    for (size_t i = 0; i < table->count; i++) {
        const double x = table->x[i], y = table->y[i];
        if (!isfinite(x))
            status = fail_at(diag, x_pointer, i, "finite", x);
        else if (i > 0 && x <= table->x[i - 1])
            status = fail_at(diag, x_pointer, i, "greater than the one before", x);
        if (!isfinite(y))
            status = fail_at(diag, y_pointer, i, "finite", y);
        else if (table->rule == KILN_LOOKUP_LOG && y <= 0)
            status = fail_at(diag, y_pointer, i, "greater than 0", y);
    }
    return status;
}

/* The i with x[i] <= x < x[i + 1]; x is inside the table. */
static size_t interval_of(const kiln_lookup *table, double x)
{
    size_t low = 0, high = table->count - 1;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (table->x[middle] <= x)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double width_of(const kiln_lookup *table, size_t i)
{
    return table->x[i + 1] - table->x[i];
}

static double chord(const kiln_lookup *table, size_t i)
{
    return (table->y[i + 1] - table->y[i]) / width_of(table, i);
}

/* At an end: of the parabola through three points, unless that would pass over or under
 * them. */
static double end_slope(double width, double next_width, double chord, double next_chord)
{
    const double slope =
        ((2 * width + next_width) * chord - width * next_chord) / (width + next_width);
    if (!kiln_same_sign(slope, chord))
        return 0;
    if (!kiln_same_sign(chord, next_chord) && fabs(slope) > 3 * fabs(chord))
        return 3 * chord;
    return slope;
}

/* Between points: the weighted harmonic mean of the chords, 0 at a turning point. */
static double slope_at(const kiln_lookup *table, size_t i)
{
    const size_t last = table->count - 1;
    if (last == 1)
        return chord(table, 0);
    if (i == 0)
        return end_slope(width_of(table, 0), width_of(table, 1), chord(table, 0),
                         chord(table, 1));
    if (i == last)
        return end_slope(width_of(table, last - 1), width_of(table, last - 2),
                         chord(table, last - 1), chord(table, last - 2));
    const double before = chord(table, i - 1), after = chord(table, i);
    if (!kiln_same_sign(before, after))
        return 0;
    const double wide = width_of(table, i), wide_before = width_of(table, i - 1);
    const double w_before = 2 * wide + wide_before, w_after = wide + 2 * wide_before;
    return (w_before + w_after) / (w_before / before + w_after / after);
}

static double cubic(const kiln_lookup *table, size_t i, double u)
{
    const double width = width_of(table, i), rise = table->y[i + 1] - table->y[i];
    const double from = slope_at(table, i) * width, to = slope_at(table, i + 1) * width;
    const double bend = 3 * rise - 2 * from - to, twist = from + to - 2 * rise;
    return table->y[i] + u * (from + u * (bend + u * twist));
}

double kiln_lookup_at(const kiln_lookup *table, double x)
{
    const size_t last = table->count - 1;
    if (isnan(x))
        return x;
    if (x <= table->x[0])
        return table->y[0];
    if (x >= table->x[last])
        return table->y[last];
    const size_t i = interval_of(table, x);
    const double u = (x - table->x[i]) / width_of(table, i);
    const double y = table->y[i], next = table->y[i + 1];
    switch (table->rule) {
    case KILN_LOOKUP_LOG:
        return y * exp(u * log(next / y));
    case KILN_LOOKUP_SMOOTH:
        return cubic(table, i, u);
    case KILN_LOOKUP_LINEAR:
        break;
    }
    return y + u * (next - y);
}
