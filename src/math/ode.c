/* Differential equations: Dormand and Prince's pair of orders 5 and 4. */
#include "kiln/math/ode.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { STAGES = 7 };

/* Stage s is taken at t + TIME[s] h, from y + h sum of FROM[s][j] k[j]. The last stage stands
 * at the result of order 5, so that it is the first of the next step as well. */
static const double TIME[STAGES] = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
static const double FROM[STAGES][STAGES - 1] = {
    {0},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};
/* Order 5 less order 4. */
static const double ERROR[STAGES] = {71.0 / 57600,      0,          -71.0 / 16695, 71.0 / 1920,
                                     -17253.0 / 339200, 22.0 / 525, -1.0 / 40};

/* Step control: the next step is h SAFETY error^-GROW before^EVEN, within
 * SHRINK_MOST..GROW_MOST. */
static const double SAFETY = 0.9, EVEN = 0.04, GROW = 0.2 - 0.75 * 0.04;
static const double SHRINK_MOST = 0.2, GROW_MOST = 10;
static const double ERROR_LEAST =
    1e-4; /* a lucky small error must not throttle the next step */
static const double RELATIVE_DEFAULT = 1e-9, RELATIVE_MIN = 1e-14;

static kiln_status check(const kiln_ode *ode, kiln_diag *diag)
{
    const kiln_ode_settings *set = &ode->settings;
    const size_t size = ode->system.size;
    if (size < 1 || size > KILN_ODE_SIZE)
        return kiln_fail(diag, KILN_INVALID, set->pointer, "%s: size %zu is outside 1..%d",
                         set->what, size, KILN_ODE_SIZE);
    bool tolerances = set->relative >= 0;
    bool start = isfinite(ode->t);
    for (size_t i = 0; i < size; i++) {
        tolerances = tolerances && set->absolute[i] >= 0;
        start = start && isfinite(ode->y[i]);
    }
    if (!tolerances)
        return kiln_fail(diag, KILN_INVALID, set->pointer,
                         "%s: the tolerances must not be negative", set->what);
    if (!(set->step_first >= 0) || !(set->step_max >= 0))
        return kiln_fail(diag, KILN_INVALID, set->pointer,
                         "%s: the steps %g and %g must not be negative", set->what,
                         set->step_first, set->step_max);
    if (!start)
        return kiln_fail(diag, KILN_INVALID, set->pointer, "%s: the start must be finite",
                         set->what);
    return KILN_OK;
}

static kiln_status call_rate(kiln_ode *ode, double t, const double y[], double dydt[])
{
    ode->evaluations++;
    return ode->system.rate(t, y, dydt, ode->system.context);
}

kiln_status kiln_ode_start(kiln_ode *ode, const kiln_ode_system *system,
                           const kiln_ode_settings *settings, double t, const double y[],
                           kiln_diag *diag)
{
    kiln_ode fresh = {.t = t, .system = *system, .last_error = ERROR_LEAST};
    kiln_ode_settings *set = &fresh.settings;
    if (settings)
        *set = *settings;
    if (!set->what)
        set->what = "the differential equation";
    if (!set->pointer)
        set->pointer = "";
    if (!set->steps_max)
        set->steps_max = KILN_ODE_STEPS;
    for (size_t i = 0; i < system->size && i < KILN_ODE_SIZE; i++)
        fresh.y[i] = y[i];
    kiln_status status = check(&fresh, diag);
    if (status != KILN_OK)
        return status;
    set->relative = set->relative > 0 ? fmax(set->relative, RELATIVE_MIN) : RELATIVE_DEFAULT;
    fresh.step = set->step_first;
    status = call_rate(&fresh, t, fresh.y, fresh.slope);
    if (status != KILN_OK)
        return status;
    for (size_t i = 0; i < system->size; i++)
        if (!isfinite(fresh.slope[i]))
            return kiln_fail(diag, KILN_NO_CONVERGENCE, set->pointer,
                             "%s: derivative %zu is not finite at the start, %g", set->what, i,
                             t);
    *ode = fresh;
    return KILN_OK;
}

/* The largest of v[i] beside the error allowed in y[i]; infinite when v is not finite. */
static double beside_tolerance(const kiln_ode *ode, const double v[], const double y[])
{
    double largest = 0;
    for (size_t i = 0; i < ode->system.size; i++) {
        const double size = fmax(fabs(ode->y[i]), fabs(y[i]));
        const double allowed = ode->settings.absolute[i] + ode->settings.relative * size;
        if (!isfinite(v[i]) || !isfinite(y[i]))
            return (double)INFINITY;
        if (fabs(v[i]) > 0)
            largest = fmax(largest, fabs(v[i]) / allowed);
    }
    return largest;
}

/* A first step that moves y by a hundredth or so; the control soon finds a better one. */
static double first_step(const kiln_ode *ode, double span)
{
    const double value = beside_tolerance(ode, ode->y, ode->y);
    const double slope = beside_tolerance(ode, ode->slope, ode->y);
    const double step = 0.01 * value / slope, least = 1e-6 * span;
    return step > least ? fmin(step, span) : least;
}

/* One step of h from where ode stands: y and its slope at the end, and the error beside what is
 * allowed. */
static kiln_status try_step(kiln_ode *ode, double h, double y[], double slope[], double *error)
{
    const size_t size = ode->system.size;
    double k[STAGES][KILN_ODE_SIZE];
    memcpy(k[0], ode->slope, size * sizeof k[0][0]);
    for (int s = 1; s < STAGES; s++) {
        for (size_t i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < s; j++)
                sum += FROM[s][j] * k[j][i];
            y[i] = ode->y[i] + h * sum;
        }
        const kiln_status status = call_rate(ode, ode->t + TIME[s] * h, y, k[s]);
        if (status != KILN_OK)
            return status;
    }
    double difference[KILN_ODE_SIZE];
    for (size_t i = 0; i < size; i++) {
        difference[i] = 0;
        for (int s = 0; s < STAGES; s++)
            difference[i] += h * ERROR[s] * k[s][i];
    }
    memcpy(slope, k[STAGES - 1], size * sizeof slope[0]);
    *error = beside_tolerance(ode, difference, y);
    return KILN_OK;
}

/* What the step is to be multiplied with after one that had this error. */
static double step_factor(const kiln_ode *ode, double error)
{
    if (!(error < (double)INFINITY))
        return SHRINK_MOST;
    const double factor =
        SAFETY * pow(fmax(error, DBL_MIN), -GROW) * pow(ode->last_error, EVEN);
    return fmin(fmax(factor, SHRINK_MOST), GROW_MOST);
}

static kiln_status step_on(kiln_ode *ode, double t_end, kiln_diag *diag)
{
    const double span = t_end - ode->t;
    double step = ode->step;
    if (ode->settings.step_max > 0)
        step = fmin(step, ode->settings.step_max);
    const bool last = !(step < fabs(span) * (1 - 1e-9)); /* no sliver is left for one more */
    const double h = last ? span : copysign(step, span);
    double y[KILN_ODE_SIZE], slope[KILN_ODE_SIZE], error;
    const kiln_status status = try_step(ode, h, y, slope, &error);
    if (status != KILN_OK)
        return status;
    const double next = fabs(h) * step_factor(ode, error);
    if (error <= 1) {
        ode->accepted++;
        ode->t = last ? t_end : ode->t + h;
        memcpy(ode->y, y, ode->system.size * sizeof y[0]);
        memcpy(ode->slope, slope, ode->system.size * sizeof slope[0]);
        ode->last_error = fmax(error, ERROR_LEAST);
        /* A step cut short to end at t_end says little about the next. */
        ode->step = last ? fmax(next, step) : next;
        return KILN_OK;
    }
    ode->rejected++;
    ode->step = next;
    if (next <= 16 * DBL_EPSILON * fabs(ode->t))
        return kiln_fail(diag, KILN_NO_CONVERGENCE, ode->settings.pointer,
                         "%s: no step is small enough at %g: singular or stiff",
                         ode->settings.what, ode->t);
    return KILN_OK;
}

kiln_status kiln_ode_advance(kiln_ode *ode, double t_end, kiln_diag *diag)
{
    const kiln_ode_settings *set = &ode->settings;
    if (!isfinite(t_end))
        return kiln_fail(diag, KILN_INVALID, set->pointer, "%s: the end %g must be finite",
                         set->what, t_end);
    if (!(ode->step > 0))
        ode->step = first_step(ode, fabs(t_end - ode->t));
    for (size_t tries = 0; fabs(t_end - ode->t) > 0; tries++) {
        if (tries >= set->steps_max)
            return kiln_fail(diag, KILN_LIMIT, set->pointer,
                             "%s: %zu steps lead no further than %g on the way to %g",
                             set->what, tries, ode->t, t_end);
        const kiln_status status = step_on(ode, t_end, diag);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}
