/* erf, erfc and erfcx, one number at a time and in arrays.
 *
 * For a = |x|:  erfc(a) = exp(-a^2) erfcx(a)  and  erfcx(a) = w exp(P(t)),  with
 * w = 1/(a + 5/2) and t = (a - 5/2)/(a + 5/2) = 1 - 5 w. Sources: see kiln/math/special.h. */
#include "math/erfc.h"

#include "kiln/math/special.h"

#include "math/erfc_coefficients.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK = 32 };

/* The points of an array go through the stages below in blocks, each stage a loop of its own
 * without branches: compilers make vector code of it, and the short chains of operations leave
 * the processor enough that does not depend on each other. A stage does the same additions and
 * multiplications in the same order for 1 point and for 32, hence the same bytes.
 *
 * Parts named _high are so short that their products are exact, which keeps the rounding of
 * large terms out of the result. */
struct block {
    _Alignas(64) double x[BLOCK];
    double a[BLOCK], a_high[BLOCK];               /* |x|, and the same to 2^-21 */
    double w[BLOCK], w_high[BLOCK], w_low[BLOCK]; /* 1/(a + 5/2), and its parts */
    double t[BLOCK], power[BLOCK], sum[5][BLOCK]; /* see log_erfcx */
    double lead[BLOCK], rest[BLOCK];              /* the exponent: lead is exact */
    double z[BLOCK];                              /* ends in the power of two */
    double r[BLOCK], r_square[BLOCK], tail[2][BLOCK];
    double y[BLOCK]; /* the result without its power of two */
};

/* For speed the stages must become part of their callers, where n is known. */
#define STAGE      static inline __attribute__((always_inline)) void
#define EACH_POINT for (size_t j = 0; j < n; j++)

static const double CENTRE = 2.5;
static const double ZERO_ABOVE = 27.5; /* erfc(27.23) is the last that is not 0 */
static const double INVERSE_ROOT_PI = 0x1.20dd750429b6dp-1;
static const uint64_t SIGN = (uint64_t)1 << 63;
static const double TO_2_M21 = 0x1.8p31; /* adding and taking it away rounds to 2^-21 */
static const double TO_WHOLE = 0x1.8p52;
static const double LOG2_E = 0x1.71547652b82fep0;
static const double LN2_HIGH = 0x1.62e42fefa3800p-1; /* a multiple of 2^-42 */
static const double LN2_LOW = 0x1.ef35793c76730p-45;

static inline uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double quartic(double v, double c0, double c1, double c2, double c3, double c4)
{
    const double square = v * v;
    return (c0 + c1 * v) + square * ((c2 + c3 * v) + c4 * square);
}

/* w = 1/(a + 5/2) = w_high + w_low. What w_high misses is found from the residual of the
 * division, which is exact but for the last term. */
STAGE reciprocal(size_t n, struct block *b, const double x[])
{
    EACH_POINT
    {
        b->x[j] = x[j];
        const double a = double_of(bits_of(x[j]) & ~SIGN);
        const double a_high = (a + TO_2_M21) - TO_2_M21;
        const double w = 1 / (a + CENTRE);
        const double w_high = (w + TO_2_M21) - TO_2_M21;
        const double residual = (1 - w_high * (a_high + CENTRE)) - w_high * (a - a_high);
        b->a[j] = a;
        b->a_high[j] = a_high;
        b->w[j] = w;
        b->w_high[j] = w_high;
        b->w_low[j] = w * residual;
    }
}

/* lead + rest = P(t) = log(erfcx(a) / w). The first two terms of P make up lead and are exact;
 * the others are five polynomials in t^5, side by side. */
STAGE log_erfcx(size_t n, struct block *b)
{
    EACH_POINT
    {
        const double t_high = 1 - 2 * CENTRE * b->w_high[j];
        const double t_low = -2 * CENTRE * b->w_low[j];
        const double t = t_high + t_low, square = t * t;
        b->t[j] = t;
        b->power[j] = square * square * t;
        b->lead[j] = LOG_ERFCX_LEADING[0] + LOG_ERFCX_LEADING[1] * t_high;
        b->rest[j] = LOG_ERFCX_LEADING[1] * t_low;
    }
    for (size_t i = 0; i < 5; i++) {
        const double *c = &LOG_ERFCX[i];
        EACH_POINT b->sum[i][j] = quartic(b->power[j], c[0], c[5], c[10], c[15], c[20]);
    }
    EACH_POINT b->rest[j] +=
        quartic(b->t[j], b->sum[0][j], b->sum[1][j], b->sum[2][j], b->sum[3][j], b->sum[4][j]);
}

/* lead + rest -= a^2. */
STAGE subtract_square(size_t n, struct block *b)
{
    EACH_POINT
    {
        b->lead[j] -= b->a_high[j] * b->a_high[j];
        b->rest[j] -= (b->a[j] - b->a_high[j]) * (b->a[j] + b->a_high[j]);
    }
}

/* y 2^k = w exp(lead + rest), where k is the last bits of z. With r what k ln 2 leaves of the
 * exponent, exp(r) = 1 + p; y = w + w p is added up from its largest part. */
STAGE exponential(size_t n, struct block *b)
{
    EACH_POINT
    {
        b->z[j] = (b->lead[j] + b->rest[j]) * LOG2_E + TO_WHOLE;
        const double k = b->z[j] - TO_WHOLE;
        b->r[j] = (b->lead[j] - k * LN2_HIGH) + (b->rest[j] - k * LN2_LOW);
        b->r_square[j] = b->r[j] * b->r[j];
    }
    for (size_t i = 0; i < 2; i++) {
        const double *c = &EXP_TAIL[i];
        EACH_POINT b->tail[i][j] = quartic(b->r_square[j], c[0], c[2], c[4], c[6], c[8]);
    }
    EACH_POINT
    {
        const double p = b->r[j] + b->r_square[j] * (b->tail[0][j] + b->r[j] * b->tail[1][j]);
        b->y[j] = b->w_high[j] + (b->w_high[j] * p + b->w_low[j] * (1 + p));
    }
}

/* y 2^k, in two steps because 2^k alone may be below the smallest double. */
static inline double scaled(double y, double z)
{
    const uint64_t bias = DBL_MAX_EXP - 1 + 100;
    return y * double_of((bits_of(z) << 52) + (bias << 52)) * 0x1p-100;
}

/* erfc(x) = erfc(a), or 2 - erfc(a) for x < 0; 2.0 has the bits of a sign, one place lower. */
STAGE reflect(size_t n, const struct block *b, double y[])
{
    EACH_POINT
    {
        const uint64_t sign = bits_of(b->x[j]) & SIGN;
        const uint64_t keep = b->a[j] > ZERO_ABOVE ? 0 : ~(uint64_t)0;
        const uint64_t tail = bits_of(scaled(b->y[j], b->z[j])) & keep;
        y[j] = double_of(sign >> 1) + double_of(tail ^ sign);
    }
}

STAGE erfc_block(size_t n, const double x[], double y[])
{
    struct block b;
    reciprocal(n, &b, x);
    log_erfcx(n, &b);
    subtract_square(n, &b);
    exponential(n, &b);
    reflect(n, &b, y);
}

STAGE erfc_array(size_t n, const double x[], double y[])
{
    size_t i = 0;
    for (; n - i >= BLOCK; i += BLOCK)
        erfc_block(BLOCK, &x[i], &y[i]);
    if (i < n) {
        double last[BLOCK] = {0};
        memcpy(last, &x[i], (n - i) * sizeof last[0]);
        erfc_block(BLOCK, last, last);
        memcpy(&y[i], last, (n - i) * sizeof last[0]);
    }
}

void kiln_erfc_array_portable(size_t n, const double x[], double y[])
{
    erfc_array(n, x, y);
}

/* AVX2 has no fused multiply-add of its own, so that it cannot change a result. (Not on
 * Windows, where GCC misaligns AVX variables on the stack: its bug 54412.) */
#if defined(__x86_64__) && defined(__ELF__) && defined(__GNUC__)
__attribute__((target("avx2"))) static void erfc_array_avx2(size_t n, const double x[],
                                                            double y[])
{
    erfc_array(n, x, y);
}

void kiln_erfc_array(size_t n, const double x[], double y[])
{
    if (__builtin_cpu_supports("avx2"))
        erfc_array_avx2(n, x, y);
    else
        kiln_erfc_array_portable(n, x, y);
}
#else
void kiln_erfc_array(size_t n, const double x[], double y[])
{
    kiln_erfc_array_portable(n, x, y);
}
#endif

double kiln_erfc(double x)
{
    double y;
    erfc_block(1, &x, &y);
    return y;
}

/* The asymptotic series; the polynomial is not meant for so large an a. */
static double erfcx_far(double a)
{
    const double u = 1 / (a * a);
    const double later = (945.0 / 32 - 10395.0 / 64 * u) * u;
    return (1 - u * (1.0 / 2 - u * (3.0 / 4 - u * (15.0 / 8 - u * (105.0 / 16 - later))))) *
           (INVERSE_ROOT_PI / a);
}

double kiln_erfcx(double x)
{
    struct block b;
    reciprocal(1, &b, &x);
    const double a = b.a[0], a_high = b.a_high[0];
    if (a > ZERO_ABOVE)
        return x < 0 ? (double)INFINITY : erfcx_far(a);
    if (x < 0)
        return kiln_erfc(x) * exp((a - a_high) * (a + a_high)) * exp(a_high * a_high);
    log_erfcx(1, &b);
    exponential(1, &b);
    return scaled(b.y[0], b.z[0]);
}

double kiln_erf(double x)
{
    const double a = fabs(x);
    if (!(a <= 0.5))
        return copysign(1 - kiln_erfc(a), x);
    const double z = x * x, square = z * z, *c = ERF_SMALL;
    const double even = quartic(square, c[0], c[2], c[4], c[6], c[8]);
    const double odd = quartic(square, c[1], c[3], c[5], c[7], c[9]);
    return x + x * (even + z * odd);
}
