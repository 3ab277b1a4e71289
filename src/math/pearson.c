/* The Pearson family from its differential equation, counted from the mode: one formula for all
 * types. y and all widths are in deviations. */
#include "kiln/math/pearson.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

enum { PAIRS = 5, BISECTIONS = 60, DOUBLINGS = 60 };

/* Gauss and Legendre's rule of 10 points on -1..1, the positive half. */
static const struct {
    double node, weight;
} RULE[PAIRS] = {
    {0.14887433898163121088, 0.29552422471475287017},
    {0.43339539412924719080, 0.26926671930999635509},
    {0.67940956829902440623, 0.21908636251598204400},
    {0.86506336668898451073, 0.14945134915058059315},
    {0.97390652851717172008, 0.066671344308688137594},
};
static const double SERIES_REACH = 0.5;  /* up to it 10 points leave 1e-16 of half_square */
static const double TYPE_V_RATIO = 0.25; /* product / sum^2 where the roots meet */
static const double FAR_AWAY = 1e100;    /* deviations: every density is 0 there */
static const double BOUNDARY = 1e-13;    /* what rounding may leave of a 0 */
static const double LEAST_END = 1e-20;   /* of an end that lies at the mode */
static const double STEP = 0.125;        /* of the trapezoid rule over a piece */
static const double NEGLIGIBLE = 1e-18;  /* a term of it beside the sum */
enum { PIECE_TERMS = 128 };              /* to each side; it ends before */

/* log(1 + u) / u. */
static double log_over(double u)
{
    return u == 0 ? 1 : log1p(u) / u;
}

/* The integral of t / (1 + sigma t + pi t^2) from 0 to 1, which is 1/2 at 0: what makes a
 * Gaussian's y^2 / 2 every other type's. sigma = sum y, pi = product y^2. */
static double half_square(const kiln_pearson *p, double y)
{
    const double sigma = p->sum * y, pi = p->product * y * y;
    if (fabs(y) * p->reach <= SERIES_REACH) {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            const double a = 0.5 - 0.5 * RULE[i].node, b = 0.5 + 0.5 * RULE[i].node;
            sum += RULE[i].weight *
                   (a / (1 + a * (sigma + a * pi)) + b / (1 + b * (sigma + b * pi)));
        }
        return sum / 2;
    }
    if (p->product <= 0.8 * TYPE_V_RATIO * p->sum * p->sum) {
        const double u = p->far_root * y, v = p->near_root * y;
        return (log_over(u) - log_over(v)) / (v - u);
    }
    const double root = fabs(y) * sqrt(fabs(p->discriminant));
    double whole; /* the integral of 1 / (1 + sigma t + pi t^2) */
    if (p->discriminant < 0)
        whole = 2 * atan2(root, 2 + sigma) / root;
    else
        whole = root > 0 ? 2 * atanh(fmin(1, root / (2 + sigma))) / root : 2 / (2 + sigma);
    return (log(1 + sigma + pi) - sigma * whole) / (2 * pi);
}

static double quadratic(const kiln_pearson *p, double y)
{
    return 1 + p->sum * y + p->product * y * y;
}

/* Also whether all that half_square takes the logarithm of is positive, as rounded. */
static bool inside(const kiln_pearson *p, double y)
{
    return fabs(y) < FAR_AWAY && 1 + p->near_root * y > 0 && 1 + p->far_root * y > 0 &&
           quadratic(p, y) > 0;
}

/* The density, 1 at the mode. */
static double shape(const kiln_pearson *p, double y)
{
    if (!inside(p, y))
        return 0;
    return exp(-p->curvature * y * y * half_square(p, y));
}

/* d ln f / dy squared and |d2 ln f / dy2|, which give the scale on which f changes. */
static double change_squared(const kiln_pearson *p, double y)
{
    const double q = quadratic(p, y);
    const double slope = p->curvature * y / q;
    const double bend = p->curvature * (1 - p->product * y * y) / (q * q);
    return slope * slope + fabs(bend);
}

/* A piece of the support, down (side -1) or up (1) from `from` for 1 / nearness: while w runs
 * from 0 to infinity, y runs from one end to the other. */
typedef struct piece {
    double from, side, nearness;
    double width; /* of w on which the shape falls off */
} piece;

static double piece_y(const piece *at, double w)
{
    return at->from + at->side * w / (1 + w * at->nearness);
}

/* The width as the derivatives give it, made larger where the mode is next to an end: there
 * they tell of the rise from that end, not of the fall on the other side. */
static double piece_width(const kiln_pearson *p, const piece *at)
{
    const double half = shape(p, at->from) / 2;
    double width = 1 / (sqrt(change_squared(p, at->from)) + at->nearness);
    for (int i = 0; i < DOUBLINGS && width * at->nearness < 1; i++) {
        if (!(shape(p, piece_y(at, 2 * width)) > half))
            break;
        width *= 2;
    }
    return width;
}

/* log w = t/2 - exp(-t) + exp(t/2)/4: double exponential at both ends and slow between, which
 * suits Gaussian, exponential and power-law tails alike. */
static double piece_term(const kiln_pearson *p, const piece *at, double t)
{
    const double root = exp(t / 2), inverse = 1 / (root * root);
    const double w = at->width * exp(t / 2 - inverse + root / 4);
    const double shrink = 1 / (1 + w * at->nearness);
    return shape(p, piece_y(at, w)) * w * (0.5 + inverse + root / 8) * shrink * shrink;
}

/* The integral of the shape over a piece, by the trapezoid rule under a substitution of the
 * kind of H. Takahasi, M. Mori, Publ. RIMS 9, 721 (1974): all terms are positive, so that it is
 * of full relative accuracy however far out. */
static double piece_area(const kiln_pearson *p, double y, double side, double nearness)
{
    piece at = {.from = y, .side = side, .nearness = nearness};
    at.width = piece_width(p, &at);
    double sum = piece_term(p, &at, 0);
    for (int way = -1; way <= 1; way += 2)
        for (int i = 1; i <= PIECE_TERMS; i++) {
            const double term = piece_term(p, &at, way * i * STEP);
            sum += term;
            if (term <= NEGLIGIBLE * sum)
                break;
        }
    return sum * STEP;
}

/* 1 over the distance from y to the end of the support. */
static double end_nearness(const kiln_pearson *p, double y, double side)
{
    if (side < 0)
        return p->near_root / (1 + p->near_root * y);
    return p->far_root < 0 ? -p->far_root / (1 + p->far_root * y) : 0;
}

/* The integral of the shape from y away from the mode, over a length that may go past the end
 * of the support or be infinite. */
static double area_beyond(const kiln_pearson *p, double y, double side, double length)
{
    if (!inside(p, y))
        return 0;
    const bool ends = inside(p, y + side * length);
    const double nearness = ends ? 1 / length : end_nearness(p, y, side);
    /* On the way down lies the real part of type IV's roots. Near type V they come close to the
     * real axis there: no piece may straddle it. */
    if (side < 0 && p->discriminant < 0) {
        const double root = -p->sum / (2 * p->product), before = y - root;
        if (before > LEAST_END && before < length) {
            const double rest = length - before;
            return piece_area(p, y, side, 1 / before) +
                   piece_area(p, root, side, ends ? 1 / rest : 0);
        }
    }
    return piece_area(p, y, side, nearness);
}

/* Whether 10 points see all of the shape in middle +- half: it changes little, and the roots
 * of q are more than three halves away. */
static bool narrow(const kiln_pearson *p, double middle, double half)
{
    const double reach = 4 * half;
    if (!inside(p, middle) || !(half * half * change_squared(p, middle) <= 0.5))
        return false;
    if (p->discriminant < 0)
        return reach * reach * p->product <= quadratic(p, middle);
    return reach * p->near_root <= 1 + p->near_root * middle &&
           reach * fabs(p->far_root) <= 1 + p->far_root * middle;
}

static double narrow_area(const kiln_pearson *p, double middle, double half)
{
    double sum = 0;
    for (int i = 0; i < PAIRS; i++)
        sum += RULE[i].weight * (shape(p, middle - half * RULE[i].node) +
                                 shape(p, middle + half * RULE[i].node));
    return sum * half;
}

static double y_of(const kiln_pearson *p, double x)
{
    return (x - p->mean) / p->scale - p->shift;
}

double kiln_pearson_density(const kiln_pearson *p, double x)
{
    if (isnan(x))
        return x;
    return shape(p, y_of(p, x)) / (p->area * fabs(p->scale));
}

double kiln_pearson_between(const kiln_pearson *p, double from, double to)
{
    if (isnan(from) || isnan(to))
        return (double)NAN;
    const double a = fmax(fmin(from, to), p->low), b = fmin(fmax(from, to), p->high);
    if (!(a < b))
        return 0;
    const double length = (b - a) / fabs(p->scale), y1 = y_of(p, a), y2 = y_of(p, b);
    const double middle = ((a - p->mean) / 2 + (b - p->mean) / 2) / p->scale - p->shift;
    if (narrow(p, middle, length / 2))
        return narrow_area(p, middle, length / 2) / p->area;
    const double low = fmin(y1, y2), high = fmax(y1, y2);
    if (low >= 0)
        return area_beyond(p, low, 1, length) / p->area;
    if (high <= 0)
        return area_beyond(p, high, -1, length) / p->area;
    return (area_beyond(p, 0, -1, -low) + area_beyond(p, 0, 1, high)) / p->area;
}

/* d ln f / dz = -(a z + b) / (c0 + b z + c2 z^2), with z in deviations from the mean. */
typedef struct equation {
    double a, b, c0, c2;
    double at_mode; /* the quadratic there; the density is bounded if that is inside: >= 0 */
} equation;

static equation equation_of(double skewness, double kurtosis)
{
    const double square = skewness * skewness;
    equation e = {.a = 10 * kurtosis - 12 * square - 18,
                  .b = skewness * (kurtosis + 3),
                  .c0 = 4 * kurtosis - 3 * square,
                  .c2 = 2 * kurtosis - 3 * square - 6};
    if (e.a > 0)
        e.at_mode = e.c0 - e.b / e.a * (e.b / e.a) * (e.a - e.c2);
    else
        e.at_mode = e.a < 0 || e.b > 0 ? -e.c0 : e.c0;
    return e;
}

static bool bounded(double skewness, double kurtosis)
{
    const equation e = equation_of(skewness, kurtosis);
    return e.at_mode >= -BOUNDARY * e.c0;
}

/* Adds an issue about the kurtosis: what is wrong with it, and from where on it would do. */
static kiln_status refuse_kurtosis(const kiln_moments *m, const char *pointer, const char *what,
                                   kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID};
    const double skewness = fabs(m->skewness);
    double low = skewness * skewness + 1, high = KILN_PEARSON_KURTOSIS_MAX;
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.given, sizeof issue.given, "%g", m->kurtosis);
    snprintf(issue.message, sizeof issue.message, "a kurtosis of %g with a skewness of %g: %s",
             m->kurtosis, m->skewness, what);
    if (!(low < high) || !bounded(skewness, high)) {
        snprintf(issue.bound, sizeof issue.bound, "a skewness nearer to 0");
        snprintf(issue.mend, sizeof issue.mend, "give a skewness nearer to 0");
        return kiln_diag_add(diag, &issue);
    }
    for (int i = 0; i < BISECTIONS; i++) {
        const double middle = low + (high - low) / 2;
        if (bounded(skewness, middle))
            high = middle;
        else
            low = middle;
    }
    const double least = ceil(high * 1000) / 1000;
    snprintf(issue.bound, sizeof issue.bound, "%.3f..%d with this skewness", least,
             KILN_PEARSON_KURTOSIS_MAX);
    snprintf(issue.mend, sizeof issue.mend, "give a kurtosis of at least %.3f", least);
    return kiln_diag_add(diag, &issue);
}

static kiln_status check(const kiln_moments *m, const char *pointer, kiln_diag *diag)
{
    if (!isfinite(m->mean))
        return kiln_fail(diag, KILN_INVALID, pointer, "the mean %g is not finite", m->mean);
    if (!(m->deviation > 0) || !isfinite(m->deviation))
        return kiln_fail(diag, KILN_INVALID, pointer,
                         "the deviation %g is not positive and finite", m->deviation);
    if (!isfinite(m->skewness))
        return kiln_fail(diag, KILN_INVALID, pointer, "the skewness %g is not finite",
                         m->skewness);
    if (!isfinite(m->kurtosis))
        return kiln_fail(diag, KILN_INVALID, pointer, "the kurtosis %g is not finite",
                         m->kurtosis);
    if (!(m->kurtosis > m->skewness * m->skewness + 1))
        return refuse_kurtosis(m, pointer, "no distribution has one of skewness^2 + 1 or less",
                               diag);
    if (m->kurtosis > KILN_PEARSON_KURTOSIS_MAX)
        return kiln_fail(diag, KILN_LIMIT, pointer, "the kurtosis %g is above %d", m->kurtosis,
                         KILN_PEARSON_KURTOSIS_MAX);
    if (!bounded(fabs(m->skewness), m->kurtosis))
        return refuse_kurtosis(
            m, pointer, "the density would have no bound (Pearson's J or U shape)", diag);
    return KILN_OK;
}

kiln_status kiln_pearson_check(const kiln_moments *moments, const char *pointer,
                               kiln_diag *diag)
{
    return check(moments, pointer ? pointer : "", diag);
}

/* The equation about the mode, divided by the quadratic there; skewness >= 0. */
static void set_shape(const equation *e, kiln_pearson *p)
{
    const double at_mode = fmax(e->at_mode, LEAST_END);
    p->shift = e->a > 0 ? -e->b / e->a : 0;
    const double linear = e->b + 2 * e->c2 * p->shift;
    const double discriminant = e->b * e->b - 4 * e->c0 * e->c2;
    p->curvature = fmax(e->a, 0) / at_mode;
    p->sum = linear / at_mode;
    p->product = e->c2 / at_mode;
    p->discriminant = discriminant / (at_mode * at_mode);
    if (discriminant < 0) {
        p->near_root = p->far_root = 0;
        p->reach = sqrt(p->product);
        return;
    }
    const double twice = linear + sqrt(discriminant);
    p->near_root = p->reach = twice / 2 / at_mode;
    p->far_root = twice > 0 ? 2 * e->c2 / twice : 0;
    if (!(linear > 0))
        p->far_root = -p->near_root; /* type II is even to the last bit */
}

kiln_status kiln_pearson_of(const kiln_moments *moments, const char *pointer, kiln_pearson *out,
                            kiln_diag *diag)
{
    const kiln_moments *m = moments;
    const kiln_status status = kiln_pearson_check(m, pointer, diag);
    if (status != KILN_OK)
        return status;
    const double side = m->skewness < 0 ? -1 : 1, infinity = (double)INFINITY;
    const equation e = equation_of(fabs(m->skewness), m->kurtosis);
    kiln_pearson p = {.mean = m->mean, .scale = side * m->deviation};
    set_shape(&e, &p);
    p.area = area_beyond(&p, 0, -1, infinity) + area_beyond(&p, 0, 1, infinity);
    const double first = p.near_root > 0 ? p.shift - 1 / p.near_root : -infinity;
    const double last = p.far_root < 0 ? p.shift - 1 / p.far_root : infinity;
    p.mode = p.mean + p.scale * p.shift;
    p.low = p.mean + p.scale * (side > 0 ? first : last);
    p.high = p.mean + p.scale * (side > 0 ? last : first);
    *out = p;
    return KILN_OK;
}
