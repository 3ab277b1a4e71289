/* Roots of a function of one variable. */
#include "kiln/math/root.h"

#include "math/sign.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* A search under way: the function, what it may cost, and who to tell. */
typedef struct search {
    kiln_function f;
    const void *context;
    kiln_root_settings settings;
    size_t evaluations;
    kiln_diag *diag;
} search;

typedef struct point {
    double x, f;
} point;

static kiln_status begin(search *s, kiln_function f, const void *context,
                         const kiln_root_settings *settings, kiln_diag *diag)
{
    *s = (search){.f = f, .context = context, .diag = diag};
    if (settings)
        s->settings = *settings;
    kiln_root_settings *set = &s->settings;
    if (!set->what)
        set->what = "the root";
    if (!set->pointer)
        set->pointer = "";
    if (!set->evaluations_max)
        set->evaluations_max = KILN_ROOT_EVALUATIONS;
    if (!(set->x_tolerance >= 0) || !(set->x_relative >= 0))
        return kiln_fail(diag, KILN_INVALID, set->pointer,
                         "%s: the tolerances %g and %g must not be negative", set->what,
                         set->x_tolerance, set->x_relative);
    set->x_relative = fmax(set->x_relative, 4 * DBL_EPSILON);
    return KILN_OK;
}

static kiln_status check_range(const search *s, double low, double high)
{
    if (isfinite(low) && isfinite(high))
        return KILN_OK;
    return kiln_fail(s->diag, KILN_INVALID, s->settings.pointer,
                     "%s: the range %g..%g must be finite", s->settings.what, low, high);
}

static kiln_status evaluate(search *s, double x, point *at)
{
    if (s->evaluations >= s->settings.evaluations_max)
        return kiln_fail(s->diag, KILN_LIMIT, s->settings.pointer,
                         "%s: not found in %zu evaluations; the last was at %g",
                         s->settings.what, s->evaluations, at->x);
    s->evaluations++;
    const double f = s->f(x, s->context);
    if (!isfinite(f))
        return kiln_fail(s->diag, KILN_NO_CONVERGENCE, s->settings.pointer,
                         "%s: the function is not finite at %g", s->settings.what, x);
    *at = (point){x, f};
    return KILN_OK;
}

/* The step from best to where a line through it and last is zero, or an inverse parabola
 * through all three. Equal values of f make it infinite or NaN, which the caller refuses. */
static double interpolated_step(point best, point last, point opposite)
{
    const double width = opposite.x - best.x;
    const double s = best.f / last.f, r = best.f / opposite.f, q = last.f / opposite.f;
    if (last.x == opposite.x)
        return -width * s / (1 - s);
    return -s * (width * q * (q - r) - (best.x - last.x) * (r - 1)) /
           ((q - 1) * (r - 1) * (s - 1));
}

/* Brent's method from two points that enclose a root. best is the point with the smallest |f|,
 * last the best before it, opposite the nearest on the other side of the root. */
static kiln_status close_in(search *s, point last, point best, double *root)
{
    point opposite = last;
    double step = best.x - last.x, step_before = step;
    for (;;) {
        if (fabs(opposite.f) < fabs(best.f)) {
            last = best;
            best = opposite;
            opposite = last;
        }
        const double tolerance =
            (s->settings.x_tolerance + s->settings.x_relative * fabs(best.x)) / 2;
        const double half = (opposite.x - best.x) / 2;
        if (fabs(half) <= tolerance || !(fabs(best.f) > 0)) {
            *root = best.x;
            return KILN_OK;
        }
        const double guess = interpolated_step(best, last, opposite);
        const bool inside =
            kiln_same_sign(guess, half) && fabs(guess) < 1.5 * fabs(half) - tolerance / 2;
        if (inside && fabs(step_before) >= tolerance && fabs(guess) < fabs(step_before) / 2) {
            step_before = step;
            step = guess;
        } else {
            step_before = step = half;
        }
        last = best;
        const double move = fabs(step) > tolerance ? step : copysign(tolerance, half);
        const kiln_status status = evaluate(s, best.x + move, &best);
        if (status != KILN_OK)
            return status;
        if (kiln_same_sign(best.f, opposite.f)) {
            opposite = last;
            step_before = step = best.x - last.x;
        }
    }
}

kiln_status kiln_root_find(kiln_function f, const void *context, double low, double high,
                           const kiln_root_settings *settings, double *root, kiln_diag *diag)
{
    search s;
    point at_low = {0}, at_high = {0};
    kiln_status status = begin(&s, f, context, settings, diag);
    if (status == KILN_OK)
        status = check_range(&s, low, high);
    if (status == KILN_OK)
        status = evaluate(&s, low, &at_low);
    if (status == KILN_OK)
        status = evaluate(&s, high, &at_high);
    if (status == KILN_OK && kiln_same_sign(at_low.f, at_high.f))
        status = kiln_fail(diag, KILN_INVALID, s.settings.pointer,
                           "%s: no change of sign between %g (%g) and %g (%g)", s.settings.what,
                           low, at_low.f, high, at_high.f);
    if (status == KILN_OK)
        status = close_in(&s, at_low, at_high, root);
    if (status == KILN_OK && s.settings.evaluations)
        *s.settings.evaluations = s.evaluations;
    return status;
}

/* Moves the pair on by twice its width, to the side where f comes nearer to zero. */
static kiln_status move_on(search *s, point *low, point *high)
{
    const bool down = fabs(low->f) < fabs(high->f);
    const point from = down ? *low : *high;
    const double limit = down ? s->settings.lowest : s->settings.highest;
    const double step = 2 * (high->x - low->x);
    const double to = down ? fmax(from.x - step, limit) : fmin(from.x + step, limit);
    if (to == from.x)
        return kiln_fail(s->diag, KILN_NO_CONVERGENCE, s->settings.pointer,
                         "%s: no change of sign as far as the limit %g", s->settings.what,
                         limit);
    point next = from;
    const kiln_status status = evaluate(s, to, &next);
    if (status == KILN_OK) {
        *low = down ? next : from;
        *high = down ? from : next;
    }
    return status;
}

kiln_status kiln_root_bracket(kiln_function f, const void *context,
                              const kiln_root_settings *settings, double *low, double *high,
                              kiln_diag *diag)
{
    search s;
    point at_low = {0}, at_high = {0};
    kiln_status status = begin(&s, f, context, settings, diag);
    if (status == KILN_OK)
        status = check_range(&s, *low, *high);
    if (status != KILN_OK)
        return status;
    if (s.settings.lowest == s.settings.highest) {
        s.settings.lowest = -DBL_MAX;
        s.settings.highest = DBL_MAX;
    }
    if (!(s.settings.lowest <= *low && *low < *high && *high <= s.settings.highest))
        return kiln_fail(diag, KILN_INVALID, s.settings.pointer,
                         "%s: %g..%g must be a range inside %g..%g", s.settings.what, *low,
                         *high, s.settings.lowest, s.settings.highest);
    status = evaluate(&s, *low, &at_low);
    if (status == KILN_OK)
        status = evaluate(&s, *high, &at_high);
    while (status == KILN_OK && kiln_same_sign(at_low.f, at_high.f))
        status = move_on(&s, &at_low, &at_high);
    if (status != KILN_OK)
        return status;
    *low = at_low.x;
    *high = at_high.x;
    if (s.settings.evaluations)
        *s.settings.evaluations = s.evaluations;
    return KILN_OK;
}
