/* The scattering integral of the universal potential, and its table. */
#include "scattering.h"

#include "constants.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { QUADRATURE_POINTS = 32, NEWTON_STEPS_MAX = 60 };

double screening_nm(const ion *shot, const atom *hit)
{
    return 0.8854 * BOHR_NM / (pow(shot->z, 0.23) + pow(hit->z, 0.23));
}

double reduced_energy_per_kev(const ion *shot, const atom *hit)
{
    return screening_nm(shot, hit) * hit->mass_u /
           (shot->z * hit->z * E2_KEV_NM * (shot->mass_u + hit->mass_u));
}

static const double WEIGHT[] = {0.18175, 0.50986, 0.28022, 0.028171};
static const double DECAY[] = {3.1998, 0.94229, 0.4029, 0.20162};
enum { TERMS = sizeof WEIGHT / sizeof WEIGHT[0] };

double screening(double distance)
{
    double sum = 0;
    for (size_t i = 0; i < TERMS; i++)
        sum += WEIGHT[i] * exp(-DECAY[i] * distance);
    return sum;
}

/* Where x^2 - x screening(x) / energy - impact^2 is 0: Newton's method, kept between the impact
 * parameter and the closest approach of bare charges. */
static double closest_approach(double energy, double impact)
{
    const double half = 0.5 / energy;
    double low = impact, high = half + sqrt(half * half + impact * impact), x = high;
    for (int i = 0; i < NEWTON_STEPS_MAX; i++) {
        double sum = 0, slope = 0;
        for (size_t k = 0; k < TERMS; k++) {
            const double term = WEIGHT[k] * exp(-DECAY[k] * x);
            sum += term;
            slope -= DECAY[k] * term;
        }
        const double f = x * x - x * sum / energy - impact * impact;
        *(f < 0 ? &low : &high) = x;
        double next = x - f / (2 * x - (sum + x * slope) / energy);
        if (!(next >= low && next <= high))
            next = 0.5 * (low + high);
        if (!(fabs(next - x) > 4e-16 * x))
            return next;
        x = next;
    }
    return x;
}

/* Gauss and Mehler's rule: the nodes are cosines. */
typedef struct quadrature {
    double cosine[QUADRATURE_POINTS], sine[QUADRATURE_POINTS];
} quadrature;

static quadrature quadrature_nodes(void)
{
    quadrature q;
    for (int i = 0; i < QUADRATURE_POINTS; i++) {
        const double phase = (i + 0.5) * PI / (2 * QUADRATURE_POINTS);
        q.cosine[i] = cos(phase);
        q.sine[i] = sin(phase);
    }
    return q;
}

/* theta = pi - 2 b/x0 int_0^1 du / sqrt(1 - u screening(x0/u) / (x0 energy) - (b u/x0)^2). The
 * straight line, pi, is subtracted inside the sum: small angles keep their digits. */
static double angle_by(const quadrature *q, double energy, double impact)
{
    const double nearest = closest_approach(energy, impact);
    const double ratio = impact / nearest;
    double sum = 0;
    for (int i = 0; i < QUADRATURE_POINTS; i++) {
        const double u = q->cosine[i];
        const double root =
            1 - u * screening(nearest / u) / (nearest * energy) - ratio * ratio * u * u;
        sum += 1 - ratio * q->sine[i] / sqrt(root);
    }
    return PI * sum / QUADRATURE_POINTS;
}

double scattering_angle(double energy, double impact)
{
    const quadrature q = quadrature_nodes();
    return angle_by(&q, energy, impact);
}

/* The start of a cell, and the cell of a number with the place in it. */
static double node_value(int octave_min, int bits, size_t node)
{
    const size_t steps = (size_t)1 << bits;
    return ldexp(1 + (double)(node % steps) / (double)steps, octave_min + (int)(node / steps));
}

typedef struct place {
    size_t node;
    double fraction;
} place;

static place place_of(double x, int octave_min, int bits)
{
    const int below = 52 - bits;
    uint64_t word;
    memcpy(&word, &x, sizeof word);
    const uint64_t first = (uint64_t)(1023 + octave_min) << bits;
    return (place){.node = (size_t)((word >> below) - first),
                   .fraction = (double)(word & (((uint64_t)1 << below) - 1)) /
                               (double)((uint64_t)1 << below)};
}

void scattering_table_fill(scattering_table *table)
{
    const quadrature q = quadrature_nodes();
    for (size_t e = 0; e < ENERGY_NODES; e++) {
        const double energy = node_value(ENERGY_OCTAVE_MIN, ENERGY_BITS, e);
        for (size_t b = 0; b < IMPACT_NODES; b++) {
            const double impact = sqrt(node_value(IMPACT_OCTAVE_MIN, IMPACT_BITS, b));
            table->cotangent[e][b] = 1 / tan(0.5 * angle_by(&q, energy, impact));
        }
    }
}

int scattering_holds(double energy, double impact)
{
    return energy >= ldexp(1, ENERGY_OCTAVE_MIN) && energy < ldexp(1, ENERGY_OCTAVE_MAX) &&
           impact >= 0 && impact * impact < ldexp(1, IMPACT_OCTAVE_MAX);
}

double scattering_sin2(const scattering_table *table, double energy, double impact2)
{
    const double impact2_min = ldexp(1, IMPACT_OCTAVE_MIN);
    const place e = place_of(energy, ENERGY_OCTAVE_MIN, ENERGY_BITS);
    /* Near the centre the cotangent goes with the impact parameter. */
    const double inside = impact2 < impact2_min ? impact2 / impact2_min : 1;
    const place b =
        place_of(inside < 1 ? impact2_min : impact2, IMPACT_OCTAVE_MIN, IMPACT_BITS);
    assert(e.node + 1 < ENERGY_NODES && b.node + 1 < IMPACT_NODES);
    const double *const low = table->cotangent[e.node] + b.node;
    const double *const high = table->cotangent[e.node + 1] + b.node;
    const double at_low = low[0] + b.fraction * (low[1] - low[0]);
    const double at_high = high[0] + b.fraction * (high[1] - high[0]);
    const double cotangent = at_low + e.fraction * (at_high - at_low);
    return 1 / (1 + inside * cotangent * cotangent);
}
