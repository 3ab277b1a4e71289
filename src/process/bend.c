/* Corrections that take fluxes between two cells to what four cells say: see
 * kiln_transport_bend. All in changes of logarithms, ln b/a = 2 atanh((b - a) / (b + a)), which
 * take no logarithm where neighbours are near each other. */
#include "faces.h"

#include "kiln/base/wide.h"

#include <math.h>

/* Where ln(A eta) changes by more than this from cell to cell the mesh does not resolve the
 * profile, and no correction is made. Corrections past the others would not be corrections. */
static const double CHANGE_MOST = 0.7, BEND_MOST = 0.05, SWEEP_MOST = 0.1, POINT_MOST = 0.1;
enum { CELLS_LEAST = 6 };

static double clip(double value, double most)
{
    const double below = value < most ? value : most;
    return below > -most ? below : -most;
}

/* 1 if so, else 0. */
static double under(double value, double bound)
{
    return value < bound ? 1 : 0;
}

/* e^x to 1e-5 of x for |x| < 0.4. */
static double small_exp(double x)
{
    return 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5))));
}

/* The cells of one material. */
typedef struct zone {
    size_t first, last;
} zone;

/* Half the second derivative, cell by cell, of what changes by `step` from centre to centre. */
static inline void find_curvature(const kiln_transport *t, zone z, const double step[],
                                  double half[])
{
    const size_t first = z.first, last = z.last;
    const double *restrict per_cm = t->per_cm, *restrict per_two_cm = t->per_two_cm;
    double *restrict out = half;
    for (size_t i = first + 1; i < last; i++)
        out[i] = (step[i + 1] * per_cm[i + 1] - step[i] * per_cm[i]) * per_two_cm[i];
}

static void measure_mesh(kiln_transport *t, zone z)
{
    const size_t first = z.first, last = z.last;
    const double *restrict apart_cm = t->apart_cm;
    double *restrict per_two_cm = t->per_two_cm, *restrict per_three_cm = t->per_three_cm;
    for (size_t i = first + 1; i < last; i++)
        per_two_cm[i] = 1 / (apart_cm[i] + apart_cm[i + 1]);
    for (size_t b = first + 2; b < last; b++)
        per_three_cm[b] = 1 / (apart_cm[b - 1] + apart_cm[b] + apart_cm[b + 1]);
}

/* From cell means to the values at centres, conc (1 - point) to fourth order; after this, step
 * has the changes of the logarithm from centre to centre. */
KILN_WIDE static void find_points(const kiln_transport *t, zone z, kiln_strand *s)
{
    const size_t first = z.first, last = z.last;
    const double *restrict node = t->mesh->node, *restrict conc = s->conc;
    const double *restrict per_cm = t->per_cm, *restrict apart_cm = t->apart_cm;
    double *restrict step = s->step, *restrict half = s->half, *restrict point = s->point;
    for (size_t i = first + 1; i <= last; i++)
        step[i] = kiln_log_ratio(conc[i - 1], conc[i]);
    find_curvature(t, z, step, half);
    for (size_t i = first + 1; i < last; i++) {
        const double slope = step[i] * per_cm[i] + half[i] * apart_cm[i];
        const double width = node[i + 1] - node[i];
        point[i] = clip(width * width * (1. / 24) * (slope * slope + 2 * half[i]), POINT_MOST);
    }
    point[first] = point[first + 1];
    point[last] = point[last - 1];
    for (size_t i = first + 1; i <= last; i++)
        step[i] -= point[i] - point[i - 1];
    find_curvature(t, z, step, half);
}

/* What the points' concentrations make of the net doping, into t->net. */
KILN_WIDE static void find_net(kiln_transport *t, const kiln_moment *moment)
{
    const size_t first = t->mesh->oxide_cells, n = t->mesh->cells;
    double *restrict net = t->net;
    for (size_t i = first; i < n; i++)
        net[i] = 0;
    for (size_t k = 0; k < t->species; k++) {
        const kiln_strand *s = &t->strand[k];
        const double charge = moment->species[k].charge;
        const double *restrict active_slope = s->active_slope, *restrict conc = s->conc;
        const double *restrict point = s->point;
        for (size_t i = first; i < n; i++)
            net[i] -= charge * active_slope[i] * conc[i] * point[i];
    }
}

/* The carrier ratio at the centres and the logarithm of A eta there: `lift` above that of the
 * cell means, with the changes of both from centre to centre. */
KILN_WIDE static void find_products(const kiln_transport *t, zone z, double charge,
                                    kiln_strand *s)
{
    const size_t first = z.first, n = z.last + 1;
    const double *restrict net = t->net, *restrict slope = t->slope, *restrict eta = s->eta;
    const double *restrict point = s->point, *restrict moving_slope = s->moving_slope;
    const double *restrict conc = s->conc, *restrict moving = s->moving;
    const double *restrict product = s->product;
    double *restrict eta_point = s->eta_point, *restrict lift = s->lift;
    double *restrict eta_step = s->eta_step, *restrict product_step = s->product_step;
    for (size_t i = first; i < n; i++) {
        const double carriers = charge * slope[i] * net[i];
        eta_point[i] = eta[i] * (1 + carriers * (1 + 0.5 * carriers));
        lift[i] = carriers - point[i] * moving_slope[i] * conc[i] / moving[i];
    }
    for (size_t i = first + 1; i < n; i++) {
        eta_step[i] = eta_point[i] - eta_point[i - 1];
        product_step[i] = kiln_log_ratio(product[i - 1], product[i]) + lift[i] - lift[i - 1];
    }
    find_curvature(t, z, eta_step, s->eta_half);
    find_curvature(t, z, product_step, s->product_half);
}

/* Where a face lies among four centres: its distances from the centre above, the one below, and
 * a third. */
typedef struct place {
    double p_cm, q_cm, s_cm;
} place;

/* The cubic through four centres in Newton's form from the two beside the face on: its slopes
 * are `first` between these, half its curvature `second`, and `third`. */
static inline double change_to(const place *at, double first, double second, double third)
{
    return at->p_cm * (first + at->q_cm * (second + third * at->s_cm));
}

static inline double slope_at(const place *at, double first, double second, double third)
{
    const double sum = at->p_cm + at->q_cm;
    return first + second * sum + third * (at->p_cm * at->q_cm + sum * at->s_cm);
}

/* Sets the corrections of face b: `flux`, that of four cells less that of two, as a share of
 * D/eta times the mean product over the distance; `sweep`, the concentration by four cells
 * over that by two. Half the curvature is taken at `cell`, its change over face `other`. */
static inline __attribute__((always_inline)) void bend_face(
    const kiln_transport *t, const kiln_diffusivity *d, const kiln_strand *s, size_t b,
    size_t cell, size_t other, double third_cm, double *restrict flux, double *restrict sweep,
    double *restrict upwind)
{
    const size_t a = b - 1;
    const double apart_cm = t->apart_cm[b], per_cm = t->per_cm[b];
    const double per_three_cm = t->per_three_cm[other];
    const place at = {t->lean[b] * apart_cm, (t->lean[b] - 1) * apart_cm,
                      t->lean[b] * apart_cm + third_cm};
    const double product_third =
        (s->product_half[other] - s->product_half[other - 1]) * per_three_cm;
    const double eta_third = (s->eta_half[other] - s->eta_half[other - 1]) * per_three_cm;
    const double third = (s->half[other] - s->half[other - 1]) * per_three_cm;
    const double high = s->product[a], low = s->product[b];
    const double above = s->conc[a], below = s->conc[b];
    const double product_first = s->product_step[b] * per_cm;
    const double eta =
        s->eta_point[a] + change_to(&at, s->eta_step[b] * per_cm, s->eta_half[cell], eta_third);
    const double mean = 0.5 * (s->eta[a] + s->eta[b]);
    const double *term = d->term_cm2_s;
    const double q = mean * (term[0] + eta * (term[1] + eta * term[2])) /
                     (eta * (term[0] + mean * (term[1] + mean * term[2])));
    /* The product at the face over the mean of the two: ln cosh x = x^2/2 - x^4/12. */
    const double half = 0.5 * (s->product_step[b] - s->lift[b] + s->lift[a]);
    const double ratio = small_exp(
        s->lift[a] + change_to(&at, product_first, s->product_half[cell], product_third) -
        half - half * half * (0.5 - half * half * (1. / 12)));
    const double four = -q * ratio * apart_cm *
                        slope_at(&at, product_first, s->product_half[cell], product_third);
    const double two = kiln_fit(high, low).slope * 2 * (high - low) / (high + low);
    const double conc_four =
        above *
        small_exp(change_to(&at, s->step[b] * per_cm, s->half[cell], third) - s->point[a]);
    const double conc_two =
        kiln_fit(above, below).mean * (above + t->lean[b] * (below - above));
    /* What has precipitated does not diffuse: nothing smooths what a cubic makes of it. */
    const double dissolved =
        under(1 - s->moving_slope[a], 0.5) * under(1 - s->moving_slope[b], 0.5);
    const double conc_resolved = dissolved * under(fabs(s->step[other]), CHANGE_MOST) *
                                 under(fabs(s->step[other - 1]), CHANGE_MOST) *
                                 under(fabs(s->step[other + 1]), CHANGE_MOST);
    const double resolved = conc_resolved * under(fabs(s->product_step[other]), CHANGE_MOST) *
                            under(fabs(s->product_step[other - 1]), CHANGE_MOST) *
                            under(fabs(s->product_step[other + 1]), CHANGE_MOST);
    const double share = clip(conc_four / conc_two - 1, SWEEP_MOST);
    *flux = resolved * clip(four - two, BEND_MOST);
    *sweep = 1 + conc_resolved * share;
    *upwind = 1 - conc_resolved;
}

KILN_WIDE static void bend_faces(const kiln_transport *t, zone z, const kiln_diffusivity *d,
                                 kiln_strand *s)
{
    const size_t first = z.first + 1, last = z.last;
    const double *apart_cm = t->apart_cm;
    double *restrict flux = s->bend, *restrict sweep = s->sweep_bend;
    double *restrict upwind = s->upwind;
    KILN_INDEPENDENT
    for (size_t b = first + 1; b < last; b++)
        bend_face(t, d, s, b, b - 1, b, apart_cm[b - 1], &flux[b], &sweep[b], &upwind[b]);
    bend_face(t, d, s, first, first, first + 1, -apart_cm[first] - apart_cm[first + 1],
              &flux[first], &sweep[first], &upwind[first]);
    bend_face(t, d, s, last, last - 1, last - 1, apart_cm[last - 1], &flux[last], &sweep[last],
              &upwind[last]);
}

void kiln_transport_straighten(kiln_transport *transport)
{
    for (size_t k = 0; k < transport->species; k++)
        for (size_t i = 0; i <= transport->mesh->cells; i++) {
            transport->strand[k].bend[i] = 0;
            transport->strand[k].sweep_bend[i] = transport->strand[k].upwind[i] = 1;
        }
}

static void bend_zone(kiln_transport *t, zone z, const kiln_moment *moment)
{
    measure_mesh(t, z);
    for (size_t k = 0; k < t->species; k++)
        find_points(t, z, &t->strand[k]);
    if (z.first == t->mesh->oxide_cells)
        find_net(t, moment);
    for (size_t k = 0; k < t->species; k++) {
        const kiln_species_rates *rates = &moment->species[k];
        const kiln_diffusivity in_oxide = {{rates->oxide_cm2_s, 0, 0}};
        const bool is_oxide = z.first < t->mesh->oxide_cells;
        find_products(t, z, rates->charge, &t->strand[k]);
        bend_faces(t, z, is_oxide ? &in_oxide : &rates->silicon, &t->strand[k]);
    }
}

void kiln_transport_bend(kiln_transport *transport, const kiln_moment *moment)
{
    const kiln_mesh *mesh = transport->mesh;
    const size_t oxide = mesh->oxide_cells;
    kiln_transport_straighten(transport);
    if (mesh->cells - oxide >= CELLS_LEAST)
        bend_zone(transport, (zone){oxide, mesh->cells - 1}, moment);
}
