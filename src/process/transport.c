/* Fluxes between cells: Fermi-model diffusion with the field in silicon, plain diffusion in
 * oxide, segregation between them, and the surface. */
#include "transport.h"

#include <math.h>
#include <string.h>

/* z / (e^z - 1), smooth through 0. */
static double bernoulli(double z)
{
    return fabs(z) < 1e-5 ? 1 - 0.5 * z : z / expm1(z);
}

/* How far a flux of convection must lean upwind so that no concentration turns negative: not
 * at all while diffusion rules (a Peclet number of the cell up to 2), wholly where it is
 * nothing. */
static double upwind_share(double peclet)
{
    return peclet > 2 ? 1 - 2 / peclet : 0;
}

/* What of a concentration is mobile, up to the solubility: C / (1 + (C/S)^16)^(1/16), a
 * smooth minimum of both (0.2 % below C at 0.8 of the solubility, 4 % below both where they
 * meet), so that Newton's method and the step control see no corner. */
static double saturate(double conc_cm3, double bound_cm3, double *slope)
{
    const double x = conc_cm3 / bound_cm3;
    if (x < 0.1) {
        *slope = 1;
        return conc_cm3;
    }
    const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4, sum = 1 + x8 * x8;
    const double root = sqrt(sqrt(sqrt(sqrt(sum))));
    *slope = 1 / (sum * root);
    return conc_cm3 / root;
}

/* n/ni, its slope, and the mobile part of every species, of the silicon cells. */
static void prepare(const kiln_transport *t, const kiln_moment *moment, const double conc[])
{
    const size_t m = t->species;
    for (size_t i = t->mesh->oxide_cells; i < t->mesh->cells; i++) {
        double net_cm3 = moment->background_cm3;
        for (size_t k = 0; k < m; k++) {
            t->active[i * m + k] = saturate(conc[i * m + k], moment->species[k].solubility_cm3,
                                            &t->mobile[i * m + k]);
            net_cm3 += moment->species[k].charge * t->active[i * m + k];
        }
        const double u = net_cm3 / (2 * moment->intrinsic_cm3);
        const double root = sqrt(1 + u * u);
        t->electrons[i] = u > 0 ? u + root : 1 / (root - u);
        t->slope[i] = 1 / (2 * moment->intrinsic_cm3 * root);
    }
}

/* The carrier ratio that speeds a species up: n/ni of a donor, p/ni of an acceptor. */
static double ratio_of(int charge, double electrons)
{
    return charge > 0 ? electrons : 1 / electrons;
}

/* Corrections that make a difference and a mean of two cells exact for a profile that is
 * exponential in depth, as tails are: with r = (a - b) / (a + b) = tanh(d / 2), d the change
 * of the logarithm, the slope at the face is the difference times (d/2)^2 / sinh^2(d/2), and
 * the concentration there is the mean times (d/2) / (sinh(d/2) cosh(d/2)). Both go to 1 with
 * the square of the width, so that the scheme stays of second order, with a much smaller
 * error. Where a cell sees more than a change of R_MOST the profile is not resolved, and the
 * correction stays. */
typedef struct fitting {
    double slope, mean;
} fitting;

static fitting fit(double a, double b)
{
    static const double R_SQUARE_MOST = 0.16;
    const double r = (a - b) / (a + b), square = r * r;
    const double x = square < R_SQUARE_MOST ? square : R_SQUARE_MOST;
    const double ratio =
        1 + x * (1. / 3 + x * (1. / 5 + x * (1. / 7 + x / 9))); /* atanh(r)/r */
    return (fitting){.slope = ratio * ratio * (1 - x), .mean = ratio * (1 - x)};
}

/* Adds a face's flux (positive downwards) to the cells on its two sides. */
static void add_flux(double flux, double *above, double *below)
{
    *above -= flux;
    *below += flux;
}

typedef struct face {
    size_t above, below; /* cells */
    double distance_cm;  /* between their centres */
    double lean;         /* of the face between them: 0 at the centre above, 1 below */
    double sweep_cm_s;   /* the face goes down through the material at this speed */
} face;

static double centre(const kiln_mesh *mesh, size_t i)
{
    return 0.5 * (mesh->node[i] + mesh->node[i + 1]);
}

static face face_above(const kiln_transport *t, size_t below)
{
    const kiln_mesh *mesh = t->mesh;
    const double top = centre(mesh, below - 1), bottom = centre(mesh, below);
    return (face){.above = below - 1,
                  .below = below,
                  .distance_cm = bottom - top,
                  .lean = (mesh->node[below] - top) / (bottom - top),
                  .sweep_cm_s = t->sweep_cm_s[below]};
}

/* Shares of the concentrations above and below in what a moving face sweeps up. */
static void sweep_shares(const face *f, double diffusivity_cm2_s, double *above, double *below)
{
    const double peclet = f->sweep_cm_s * f->distance_cm / diffusivity_cm2_s;
    const double central = f->lean;
    const double upwind = upwind_share(peclet);
    *below = central + upwind * (1 - central); /* the material comes from below */
    *above = 1 - *below;
}

/* A flux's derivative by concentration j of a cell goes to the rows of both its sides. */
static void add_slope(double by_above, double by_below, size_t row, size_t column, size_t m,
                      const face *f, kiln_block_tridiagonal *jacobian)
{
    const size_t at = row * m + column, block = m * m;
    jacobian->diagonal[f->above * block + at] -= by_above;
    jacobian->upper[f->above * block + at] -= by_below;
    jacobian->lower[f->below * block + at] += by_above;
    jacobian->diagonal[f->below * block + at] += by_below;
}

static void oxide_face(const kiln_transport *t, const kiln_moment *moment, const face *f,
                       const double conc[], double rate[], kiln_block_tridiagonal *jacobian)
{
    const size_t m = t->species;
    for (size_t k = 0; k < m; k++) {
        const double d = moment->species[k].oxide_cm2_s;
        const fitting fitted = fit(conc[f->above * m + k], conc[f->below * m + k]);
        const double through = d * fitted.slope / f->distance_cm;
        double above, below;
        sweep_shares(f, d, &above, &below);
        const double by_above = through - f->sweep_cm_s * fitted.mean * above;
        const double by_below = -through - f->sweep_cm_s * fitted.mean * below;
        const double flux =
            by_above * conc[f->above * m + k] + by_below * conc[f->below * m + k];
        add_flux(flux, &rate[f->above * m + k], &rate[f->below * m + k]);
        if (jacobian)
            add_slope(by_above, by_below, k, k, m, f, jacobian);
    }
}

/* J = -(D/eta) d(A eta)/dx - sweep C, eta the carrier ratio: diffusion and the field in one.
 * Source: R. B. Fair, J. C. C. Tsai, J. Electrochem. Soc. 124, 1107 (1977), in the form of
 * D/eta grad(C eta). */
static void silicon_face(const kiln_transport *t, const kiln_moment *moment, const face *f,
                         const double conc[], double rate[], kiln_block_tridiagonal *jacobian)
{
    const size_t m = t->species, a = f->above, b = f->below;
    for (size_t k = 0; k < m; k++) {
        const kiln_species_rates *s = &moment->species[k];
        const double eta_a = ratio_of(s->charge, t->electrons[a]);
        const double eta_b = ratio_of(s->charge, t->electrons[b]);
        const double eta = 0.5 * (eta_a + eta_b);
        const double *d = s->silicon.term_cm2_s;
        const double high = t->active[a * m + k] * eta_a, low = t->active[b * m + k] * eta_b;
        const double drop = low - high;
        const double q = (d[0] / eta + d[1] + d[2] * eta) * fit(high, low).slope; /* D / eta */
        double above = 0, below = 0;
        if (f->sweep_cm_s > 0) {
            const double mean = fit(conc[a * m + k], conc[b * m + k]).mean;
            sweep_shares(f, q * eta, &above, &below);
            above *= mean;
            below *= mean;
        }
        const double flux = -q * drop / f->distance_cm -
                            f->sweep_cm_s * (above * conc[a * m + k] + below * conc[b * m + k]);
        add_flux(flux, &rate[a * m + k], &rate[b * m + k]);
        if (!jacobian)
            continue;
        const double q_slope = 0.5 * (d[2] - d[0] / (eta * eta)); /* by either eta */
        const double net_a = s->charge * eta_a * t->slope[a];     /* d eta / d N */
        const double net_b = s->charge * eta_b * t->slope[b];
        const double by_net_a =
            -(q_slope * net_a * drop - q * t->active[a * m + k] * net_a) / f->distance_cm;
        const double by_net_b =
            -(q_slope * net_b * drop + q * t->active[b * m + k] * net_b) / f->distance_cm;
        for (size_t j = 0; j < m; j++) {
            const int charge = moment->species[j].charge;
            double by_above = by_net_a * charge * t->mobile[a * m + j];
            double by_below = by_net_b * charge * t->mobile[b * m + j];
            if (j == k) {
                by_above +=
                    q * eta_a * t->mobile[a * m + k] / f->distance_cm - f->sweep_cm_s * above;
                by_below -=
                    q * eta_b * t->mobile[b * m + k] / f->distance_cm + f->sweep_cm_s * below;
            }
            add_slope(by_above, by_below, k, j, m, f, jacobian);
        }
    }
}

/* Diffusivity of a species in a silicon cell with the field's help, for the half cell at a
 * boundary. */
static double boundary_diffusivity(const kiln_transport *t, const kiln_species_rates *s,
                                   size_t cell, size_t k)
{
    const size_t m = t->species;
    const double eta = ratio_of(s->charge, t->electrons[cell]);
    const double field = 1 + t->active[cell * m + k] * t->slope[cell];
    return kiln_diffusivity_value(s->silicon, eta) * field;
}

/* The interface: J = h (C_ox - C_Si / m) between the two concentrations right at it, each
 * tied to its cell by the exact flux of diffusion and sweep through half a cell (Scharfetter
 * and Gummel, IEEE Trans. Electron Devices 16, 64 (1969)). */
static void interface_face(const kiln_transport *t, const kiln_moment *moment,
                           const double conc[], double rate[], kiln_block_tridiagonal *jacobian)
{
    const kiln_mesh *mesh = t->mesh;
    const size_t m = t->species, b = mesh->oxide_cells;
    const face f = {.above = b - 1, .below = b};
    const double half_ox_cm = -0.5 * mesh->node[b - 1], half_si_cm = 0.5 * mesh->node[b + 1];
    for (size_t k = 0; k < m; k++) {
        const kiln_species_rates *s = &moment->species[k];
        const double d_si = boundary_diffusivity(t, s, b, k);
        const double p_si = moment->silicon_cm_s * half_si_cm / d_si;
        const double p_ox = moment->oxide_cm_s * half_ox_cm / s->oxide_cm2_s;
        const double si_near = d_si / half_si_cm * bernoulli(p_si);
        const double si_far = d_si / half_si_cm * bernoulli(-p_si);
        const double ox_far = s->oxide_cm2_s / half_ox_cm * bernoulli(p_ox);
        const double ox_near = s->oxide_cm2_s / half_ox_cm * bernoulli(-p_ox);
        const double h = s->transport_cm_s;
        const double whole = ox_near * si_near + h * si_near + h * ox_near / s->segregation;
        const double by_above = h * si_near * ox_far / whole;
        const double by_below = -h * ox_near * si_far / (s->segregation * whole);
        const double flux = by_above * conc[(b - 1) * m + k] + by_below * conc[b * m + k];
        add_flux(flux, &rate[(b - 1) * m + k], &rate[b * m + k]);
        if (jacobian)
            add_slope(by_above, by_below, k, k, m, &f, jacobian);
    }
}

/* The flux from a surface that a source holds, as between two cells: its carriers follow
 * from the held concentration and from what the first cell has of the others. */
static double held_flux(const kiln_transport *t, const kiln_moment *moment, size_t k,
                        kiln_block_tridiagonal *jacobian)
{
    const size_t m = t->species;
    const kiln_species_rates *s = &moment->species[k];
    const double half_cm = 0.5 * t->mesh->node[1];
    double unused;
    const double active_cm3 = saturate(s->held_cm3, s->solubility_cm3, &unused);
    double net_cm3 = moment->background_cm3 + s->charge * active_cm3;
    for (size_t j = 0; j < m; j++)
        if (j != k)
            net_cm3 += moment->species[j].charge * t->active[j];
    const double u = net_cm3 / (2 * moment->intrinsic_cm3);
    const double eta_s =
        ratio_of(s->charge, kiln_electron_ratio(net_cm3, moment->intrinsic_cm3));
    const double eta_0 = ratio_of(s->charge, t->electrons[0]);
    const double eta = 0.5 * (eta_s + eta_0);
    const double *d = s->silicon.term_cm2_s;
    const double q = d[0] / eta + d[1] + d[2] * eta;
    const double drop = t->active[k] * eta_0 - active_cm3 * eta_s;
    if (jacobian) {
        const double q_slope = 0.5 * (d[2] - d[0] / (eta * eta));
        const double slope_s = 1 / (2 * moment->intrinsic_cm3 * sqrt(1 + u * u));
        const double by_net_0 =
            -(q_slope * drop + q * t->active[k]) / half_cm * s->charge * eta_0 * t->slope[0];
        const double by_net_s =
            -(q_slope * drop - q * active_cm3) / half_cm * s->charge * eta_s * slope_s;
        for (size_t j = 0; j < m; j++)
            jacobian->diagonal[k * m + j] +=
                moment->species[j].charge * t->mobile[j] * (by_net_0 + (j == k ? 0 : by_net_s));
        jacobian->diagonal[k * m + k] -= q * eta_0 * t->mobile[k] / half_cm;
    }
    return -q * drop / half_cm;
}

/* The surface of bare silicon: held by a source, evaporating, or sealed. Under an oxide nothing
 * leaves. */
static void surface_face(const kiln_transport *t, const kiln_moment *moment,
                         const double conc[], double rate[], kiln_block_tridiagonal *jacobian,
                         kiln_losses *losses)
{
    const size_t m = t->species;
    memset(losses, 0, sizeof *losses);
    if (t->mesh->oxide_cells)
        return;
    for (size_t k = 0; k < m; k++) {
        const kiln_species_rates *s = &moment->species[k];
        if (!isnan(s->held_cm3)) {
            losses->from_source_cm2_s[k] = held_flux(t, moment, k, jacobian);
        } else if (s->evaporation_cm_s > 0) {
            const double through = boundary_diffusivity(t, s, 0, k) / (0.5 * t->mesh->node[1]);
            const double velocity =
                s->evaporation_cm_s * through / (through + s->evaporation_cm_s);
            losses->to_gas_cm2_s[k] = velocity * conc[k];
            if (jacobian)
                jacobian->diagonal[k * m + k] -= velocity;
        }
        rate[k] += losses->from_source_cm2_s[k] - losses->to_gas_cm2_s[k];
    }
}

void kiln_transport_rates(const kiln_transport *transport, const kiln_moment *moment,
                          const double conc[], double rate[], kiln_block_tridiagonal *jacobian,
                          kiln_losses *losses)
{
    const kiln_mesh *mesh = transport->mesh;
    const size_t m = transport->species, n = mesh->cells;
    memset(rate, 0, n * m * sizeof rate[0]);
    if (jacobian) {
        const size_t size = n * m * m * sizeof(double);
        memset(jacobian->lower, 0, size);
        memset(jacobian->diagonal, 0, size);
        memset(jacobian->upper, 0, size);
    }
    prepare(transport, moment, conc);
    surface_face(transport, moment, conc, rate, jacobian, losses);
    for (size_t i = 1; i < n; i++) {
        if (i < mesh->oxide_cells) {
            const face f = face_above(transport, i);
            oxide_face(transport, moment, &f, conc, rate, jacobian);
        } else if (i == mesh->oxide_cells) {
            interface_face(transport, moment, conc, rate, jacobian);
        } else {
            const face f = face_above(transport, i);
            silicon_face(transport, moment, &f, conc, rate, jacobian);
        }
    }
}
