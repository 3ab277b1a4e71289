/* Integrals: Gauss and Kronrod's rule on intervals that are halved where it is worst. */
#include "kiln/math/quadrature.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Kronrod's 15 points on -1..1, the positive half, the middle last; every other one, from the
 * second, is one of Gauss's 7. */
enum { KRONROD_HALF = 8, KRONROD_POINTS = 15 };
static const double NODE[KRONROD_HALF] = {0.99145537112081263921, 0.94910791234275852453,
                                          0.86486442335976907279, 0.74153118559939443986,
                                          0.58608723546769113029, 0.40584515137739716691,
                                          0.20778495500789846760, 0};
static const double KRONROD_WEIGHT[KRONROD_HALF] = {
    0.022935322010529224964, 0.063092092629978553291, 0.10479001032225018384,
    0.14065325971552591875,  0.16900472663926790283,  0.19035057806478540991,
    0.20443294007529889241,  0.20948214108472782801};
static const double GAUSS_WEIGHT[KRONROD_HALF / 2] = {
    0.12948496616886969327, 0.27970539148927666790, 0.38183005050511894495,
    0.41795918367346938776};

/* An error below this part of the integral of |f| is rounding. */
static const double ROUNDING = 50 * DBL_EPSILON;
static const double RELATIVE_MIN = 1e-14, RELATIVE_DEFAULT = 1e-10;
/* QUADPACK's signs of noise in f: so many halvings that leave the error as large, and the
 * value the same to SETTLED. */
enum { STALLS_MAX = 6 };
static const double SETTLED = 1e-5;

typedef struct interval {
    double from, to;
    double value, magnitude, error; /* integrals of f and of |f|, and the estimated error */
} interval;

typedef struct work {
    kiln_function f;
    const void *context;
    kiln_quadrature_settings settings;
    kiln_diag *diag;
    size_t evaluations, count;
    interval *part; /* [KILN_QUADRATURE_INTERVALS], count of them in use */
} work;

static kiln_status evaluate(work *w, double x, double *f)
{
    w->evaluations++;
    *f = w->f(x, w->context);
    if (isfinite(*f))
        return KILN_OK;
    return kiln_fail(w->diag, KILN_NO_CONVERGENCE, w->settings.pointer,
                     "%s: the function is not finite at %g", w->settings.what, x);
}

/* QUADPACK's estimate: the difference of the two rules, made smaller where it is small beside
 * the variation of f, because Kronrod's rule is then far better than Gauss's. */
static double estimated_error(double difference, double variation)
{
    if (!(variation > 0) || !(difference > 0))
        return difference;
    return variation * fmin(1, pow(200 * difference / variation, 1.5));
}

static kiln_status apply_rule(work *w, interval *part)
{
    const double half = (part->to - part->from) / 2, middle = part->from + half;
    double f[KRONROD_POINTS];
    for (int i = 0; i < KRONROD_POINTS; i++) {
        const double node = i < KRONROD_HALF ? -NODE[i] : NODE[KRONROD_POINTS - 1 - i];
        const kiln_status status = evaluate(w, middle + half * node, &f[i]);
        if (status != KILN_OK)
            return status;
    }
    const int last = KRONROD_HALF - 1;
    double kronrod = KRONROD_WEIGHT[last] * f[last], gauss = GAUSS_WEIGHT[last / 2] * f[last];
    double magnitude = KRONROD_WEIGHT[last] * fabs(f[last]);
    for (int i = 0; i < last; i++) {
        const double left = f[i], right = f[KRONROD_POINTS - 1 - i];
        kronrod += KRONROD_WEIGHT[i] * (left + right);
        magnitude += KRONROD_WEIGHT[i] * (fabs(left) + fabs(right));
        if (i % 2 == 1)
            gauss += GAUSS_WEIGHT[i / 2] * (left + right);
    }
    double variation = 0;
    for (int i = 0; i < KRONROD_POINTS; i++)
        variation += KRONROD_WEIGHT[i < KRONROD_HALF ? i : KRONROD_POINTS - 1 - i] *
                     fabs(f[i] - kronrod / 2);
    const double width = fabs(half);
    part->value = kronrod * half;
    part->magnitude = magnitude * width;
    part->error = estimated_error(fabs(kronrod - gauss) * width, variation * width);
    return KILN_OK;
}

static interval totals(const work *w)
{
    interval sum = {0};
    for (size_t i = 0; i < w->count; i++) {
        sum.value += w->part[i].value;
        sum.magnitude += w->part[i].magnitude;
        sum.error += w->part[i].error;
    }
    return sum;
}

static bool good_enough(const work *w, const interval *sum)
{
    const double asked = fmax(w->settings.absolute, w->settings.relative * fabs(sum->value));
    return sum->error <= fmax(asked, ROUNDING * sum->magnitude);
}

static size_t worst(const work *w)
{
    size_t at = 0;
    for (size_t i = 1; i < w->count; i++)
        if (w->part[i].error > w->part[at].error)
            at = i;
    return at;
}

/* Puts the halves of the worst interval in its place and at the end; counts it if that gained
 * nothing. */
static kiln_status halve(work *w, size_t at, int *stalls)
{
    const interval whole = w->part[at];
    const double middle = whole.from + (whole.to - whole.from) / 2;
    interval left = {.from = whole.from, .to = middle},
             right = {.from = middle, .to = whole.to};
    kiln_status status = apply_rule(w, &left);
    if (status == KILN_OK)
        status = apply_rule(w, &right);
    if (status != KILN_OK)
        return status;
    const double value = left.value + right.value;
    if (left.error + right.error > 0.99 * whole.error &&
        fabs(value - whole.value) <= SETTLED * fabs(value))
        ++*stalls;
    w->part[at] = left;
    w->part[w->count++] = right;
    return KILN_OK;
}

static kiln_status refine(work *w, interval *sum)
{
    int stalls = 0;
    for (*sum = totals(w); !good_enough(w, sum); *sum = totals(w)) {
        const size_t at = worst(w);
        const interval *part = &w->part[at];
        if (w->count >= w->settings.intervals_max)
            return kiln_fail(w->diag, KILN_LIMIT, w->settings.pointer,
                             "%s: %zu intervals leave an error of %g in %g, most in %g..%g",
                             w->settings.what, w->count, sum->error, sum->value, part->from,
                             part->to);
        if (stalls >= STALLS_MAX)
            return kiln_fail(w->diag, KILN_NO_CONVERGENCE, w->settings.pointer,
                             "%s: halving no longer helps at %g, an error of %g in %g is left",
                             w->settings.what, part->from, sum->error, sum->value);
        const kiln_status status = halve(w, at, &stalls);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}

static kiln_status begin(work *w, double from, double to,
                         const kiln_quadrature_settings *settings)
{
    kiln_quadrature_settings *set = &w->settings;
    if (settings)
        *set = *settings;
    if (!set->what)
        set->what = "the integral";
    if (!set->pointer)
        set->pointer = "";
    if (set->intervals_max == 0 || set->intervals_max > KILN_QUADRATURE_INTERVALS)
        set->intervals_max = KILN_QUADRATURE_INTERVALS;
    if (!(set->relative >= 0) || !(set->absolute >= 0))
        return kiln_fail(w->diag, KILN_INVALID, set->pointer,
                         "%s: the tolerances %g and %g must not be negative", set->what,
                         set->relative, set->absolute);
    if (!isfinite(from) || !isfinite(to))
        return kiln_fail(w->diag, KILN_INVALID, set->pointer,
                         "%s: the range %g..%g must be finite", set->what, from, to);
    if (!(set->relative > 0) && !(set->absolute > 0))
        set->relative = RELATIVE_DEFAULT;
    if (set->relative > 0)
        set->relative = fmax(set->relative, RELATIVE_MIN);
    return KILN_OK;
}

/* Cuts the range at the breaks inside it. What is out of order, or one more than there is room
 * for, cuts nothing. */
static kiln_status cut(work *w, double from, double to)
{
    const kiln_quadrature_settings *set = &w->settings;
    double at = from;
    for (size_t i = 0; i < set->break_count && w->count + 1 < set->intervals_max; i++) {
        const double next = set->breaks[i];
        if (!(at < next && next < to) && !(at > next && next > to))
            continue;
        w->part[w->count++] = (interval){.from = at, .to = next};
        at = next;
    }
    w->part[w->count++] = (interval){.from = at, .to = to};
    for (size_t i = 0; i < w->count; i++) {
        const kiln_status status = apply_rule(w, &w->part[i]);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}

kiln_status kiln_integrate(kiln_function f, const void *context, double from, double to,
                           const kiln_quadrature_settings *settings, double *integral,
                           kiln_diag *diag)
{
    interval part[KILN_QUADRATURE_INTERVALS], sum;
    work w = {.f = f, .context = context, .diag = diag, .part = part};
    kiln_status status = begin(&w, from, to, settings);
    if (status == KILN_OK)
        status = cut(&w, from, to);
    if (status == KILN_OK)
        status = refine(&w, &sum);
    if (status != KILN_OK)
        return status;
    *integral = sum.value;
    if (w.settings.error)
        *w.settings.error = sum.error;
    if (w.settings.evaluations)
        *w.settings.evaluations = w.evaluations;
    return KILN_OK;
}

/* Legendre's polynomial of degree n at x, and its derivative. */
static double legendre(size_t n, double x, double *slope)
{
    double before = 1, value = x;
    for (size_t k = 2; k <= n; k++) {
        const double next = x * value + (double)(k - 1) / (double)k * (x * value - before);
        before = value;
        value = next;
    }
    *slope = (double)n * (before - x * value) / ((1 - x) * (1 + x));
    return value;
}

kiln_status kiln_gauss_legendre(size_t n, double node[], double weight[])
{
    static const double pi = 3.14159265358979323846;
    enum { NEWTON_STEPS = 10 }; /* four are enough from so near */
    if (n < 1 || n > KILN_GAUSS_LEGENDRE_MAX)
        return KILN_INVALID;
    for (size_t i = 0; i < (n + 1) / 2; i++) {
        double x = cos(pi * ((double)i + 0.75) / ((double)n + 0.5)), slope = 1;
        if (2 * i + 1 == n)
            x = 0;
        for (int step = 0; step < NEWTON_STEPS; step++)
            x -= legendre(n, x, &slope) / slope;
        node[i] = -x;
        node[n - 1 - i] = x;
        weight[i] = weight[n - 1 - i] = 2 / ((1 - x) * (1 + x) * slope * slope);
    }
    return KILN_OK;
}
