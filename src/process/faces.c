/* Fluxes through faces: Fermi-model diffusion with the field in silicon, plain diffusion in
 * oxide, segregation between them, and the surface. */
#include "faces.h"

#include "kiln/base/wide.h"

#include <math.h>
#include <stdbool.h>

/* z / (e^z - 1), smooth through 0. */
static double bernoulli(double z)
{
    return fabs(z) < 1e-5 ? 1 - 0.5 * z : z / expm1(z);
}

/* J = -(D/eta) d(A eta)/dx - sweep C, eta the carrier ratio: diffusion and the field in one.
 * Source: R. B. Fair, J. C. C. Tsai, J. Electrochem. Soc. 124, 1107 (1977), in the form of
 * D/eta grad(C eta). In oxide eta is 1.
 *
 * What a moving face sweeps up leans upwind, where the mesh does not resolve the profile, so
 * far that no concentration turns negative: not at all while diffusion rules, wholly where
 * it is nothing. Elsewhere it does not, because that would spread what stands still. */
KILN_WIDE static void faces_between(const kiln_transport *t, size_t first, size_t end,
                                    const kiln_diffusivity *d, double charge,
                                    kiln_strand *strand)
{
    const double d0 = d->term_cm2_s[0], d1 = d->term_cm2_s[1], d2 = d->term_cm2_s[2];
    const double *restrict conc = strand->conc, *restrict moving = strand->moving;
    const double *restrict moving_slope = strand->moving_slope;
    const double *restrict product = strand->product;
    const double *restrict eta = strand->eta, *restrict slope = t->slope;
    const double *restrict per_cm = t->per_cm, *restrict lean = t->lean;
    const double *restrict sweep = t->sweep_cm_s;
    const double *restrict bend = strand->bend, *restrict sweep_bend = strand->sweep_bend;
    const double *restrict may_lean = strand->upwind;
    double *restrict flux = strand->flux;
    double *restrict by_above = strand->by_above, *restrict by_below = strand->by_below;
    double *restrict net_above = strand->net_above, *restrict net_below = strand->net_below;
    KILN_INDEPENDENT
    for (size_t i = first + 1; i < end; i++) {
        const double high = product[i - 1], low = product[i], drop = high - low;
        const double per_ratio = 2 / (eta[i - 1] + eta[i]), ratio = 0.5 * (eta[i - 1] + eta[i]);
        const double whole = (d0 * per_ratio + d1 + d2 * ratio) * per_cm[i]; /* D / eta */
        const double fitted = kiln_fit(high, low).slope;
        const double half_bend = 0.5 * bend[i];
        const double above = whole * (fitted + half_bend), below = whole * (fitted - half_bend);
        const double mean = kiln_fit(conc[i - 1], conc[i]).mean * sweep_bend[i];
        const double held = above * eta[i - 1] * moving_slope[i - 1];
        const double excess = sweep[i] - held / ((1 - lean[i]) * mean);
        const double upwind = excess > 0 ? may_lean[i] * excess : 0;
        const double swept_below = mean * (lean[i] * sweep[i] + (1 - lean[i]) * upwind);
        const double swept_above = mean * sweep[i] - swept_below;
        flux[i] =
            above * high - below * low - swept_above * conc[i - 1] - swept_below * conc[i];
        by_above[i] = held - swept_above;
        by_below[i] = -(below * eta[i] * moving_slope[i] + swept_below);
        const double by_ratio =
            0.5 * (d2 - d0 * per_ratio * per_ratio) * fitted * per_cm[i] * drop;
        net_above[i] = charge * eta[i - 1] * slope[i - 1] * (above * moving[i - 1] + by_ratio);
        net_below[i] = -charge * eta[i] * slope[i] * (below * moving[i] - by_ratio);
    }
}

void kiln_inner_faces(kiln_transport *t, const kiln_moment *moment)
{
    const size_t oxide = t->mesh->oxide_cells, n = t->mesh->cells;
    for (size_t k = 0; k < t->species; k++) {
        const kiln_species_rates *rates = &moment->species[k];
        const kiln_diffusivity in_oxide = {{rates->oxide_cm2_s, 0, 0}};
        kiln_strand *s = &t->strand[k];
        faces_between(t, 0, oxide, &in_oxide, 0, s);
        faces_between(t, oxide, n, &rates->silicon, rates->charge, s);
        s->flux[n] = s->by_above[n] = s->by_below[n] = s->net_above[n] = s->net_below[n] = 0;
    }
}

/* Diffusivity of a species in a silicon cell with the field's help, for the half cell at a
 * boundary. */
static double boundary_diffusivity(const kiln_transport *t, const kiln_species_rates *rates,
                                   const kiln_strand *s, size_t cell)
{
    const double field = 1 + s->moving[cell] * t->slope[cell] * s->active_slope[cell];
    return kiln_diffusivity_value(rates->silicon, s->eta[cell]) * field;
}

/* J = h (C_ox - C_Si / m) between the two concentrations right at the interface, each tied
 * to its cell by the exact flux of diffusion and sweep through half a cell (D. L.
 * Scharfetter, H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969)). */
void kiln_interface_face(kiln_transport *t, const kiln_moment *moment)
{
    const kiln_mesh *mesh = t->mesh;
    const size_t b = mesh->oxide_cells;
    const double half_ox_cm = -0.5 * mesh->node[b - 1], half_si_cm = 0.5 * mesh->node[b + 1];
    for (size_t k = 0; k < t->species; k++) {
        const kiln_species_rates *rates = &moment->species[k];
        kiln_strand *s = &t->strand[k];
        s->by_above[b] = s->by_below[b] = s->net_above[b] = s->net_below[b] = s->flux[b] = 0;
        if (!(rates->transport_cm_s > 0))
            continue; /* nothing crosses, and what follows could be 0 / 0 */
        const double d_si = boundary_diffusivity(t, rates, s, b);
        const double p_si = moment->silicon_cm_s * half_si_cm / d_si;
        const double p_ox = moment->oxide_cm_s * half_ox_cm / rates->oxide_cm2_s;
        const double si_near = d_si / half_si_cm * bernoulli(p_si);
        const double si_far = d_si / half_si_cm * bernoulli(-p_si);
        const double ox_far = rates->oxide_cm2_s / half_ox_cm * bernoulli(p_ox);
        const double ox_near = rates->oxide_cm2_s / half_ox_cm * bernoulli(-p_ox);
        const double h = rates->transport_cm_s;
        const double whole = ox_near * si_near + h * si_near + h * ox_near / rates->segregation;
        s->by_above[b] = h * si_near * ox_far / whole;
        s->by_below[b] = -h * ox_near * si_far / (rates->segregation * whole);
        s->flux[b] = s->by_above[b] * s->conc[b - 1] + s->by_below[b] * s->conc[b];
    }
}

/* The flux from a surface that a source holds, as between two cells: its carriers follow from
 * the held concentration and from what the first cell has of the others. */
static void hold_surface(kiln_transport *t, const kiln_moment *moment, size_t k)
{
    const kiln_species_rates *rates = &moment->species[k];
    kiln_strand *s = &t->strand[k];
    const double half_cm = 0.5 * t->mesh->node[1];
    /* Just below the solubility, so that the first cell comes to rest 12 % above it. */
    const double dissolved_cm3 = fmin(rates->held_cm3, 0.99 * rates->activity.solubility_cm3);
    const double active_cm3 = kiln_unclustered(dissolved_cm3, rates->activity.clustering_cm6);
    const double moving_cm3 = rates->all_moves ? rates->held_cm3 : active_cm3;
    double net_cm3 = moment->background_cm3 + rates->charge * active_cm3;
    for (size_t j = 0; j < t->species; j++)
        if (j != k)
            net_cm3 += moment->species[j].charge * t->strand[j].active[0];
    const double u = net_cm3 / (2 * moment->intrinsic_cm3);
    const double held = kiln_electron_ratio(rates->charge * net_cm3, moment->intrinsic_cm3);
    const double eta = 0.5 * (held + s->eta[0]);
    const double *d = rates->silicon.term_cm2_s;
    const double q = (d[0] / eta + d[1] + d[2] * eta) / half_cm;
    const double q_slope = 0.5 * (d[2] - d[0] / (eta * eta)) / half_cm;
    const double drop = moving_cm3 * held - s->product[0];
    const double held_slope = 1 / (2 * moment->intrinsic_cm3 * sqrt(1 + u * u));
    const double by_net_held =
        rates->charge * held * held_slope * (q * moving_cm3 + q_slope * drop);
    const double by_net =
        -rates->charge * s->eta[0] * t->slope[0] * (q * s->moving[0] - q_slope * drop);
    s->flux[0] = q * drop;
    /* The held carriers do not see the species' own first cell. */
    s->by_below[0] =
        -s->moving_slope[0] * q * s->eta[0] - s->active_slope[0] * rates->charge * by_net_held;
    s->net_below[0] = by_net + by_net_held;
}

/* Through half of the topmost cell, then off its surface. From an oxide dopant goes as from
 * silicon in equilibrium with it, so that an oxide of no thickness changes nothing. */
static void evaporate(const kiln_transport *t, const kiln_species_rates *rates, kiln_strand *s)
{
    const bool oxide = t->mesh->oxide_cells > 0;
    const double half_cm = 0.5 * (t->mesh->node[1] - t->mesh->node[0]);
    const double through =
        (oxide ? rates->oxide_cm2_s : boundary_diffusivity(t, rates, s, 0)) / half_cm;
    const double off = rates->evaporation_cm_s * (oxide ? rates->segregation : 1);
    const double velocity = off * through / (through + off);
    s->flux[0] = -velocity * s->conc[0];
    s->by_below[0] = -velocity;
}

void kiln_top_face(kiln_transport *t, const kiln_moment *moment)
{
    for (size_t k = 0; k < t->species; k++) {
        const kiln_species_rates *rates = &moment->species[k];
        kiln_strand *s = &t->strand[k];
        s->flux[0] = s->by_above[0] = s->by_below[0] = s->net_above[0] = s->net_below[0] = 0;
        if (!isnan(rates->held_cm3) && t->mesh->oxide_cells == 0)
            hold_surface(t, moment, k);
        else if (rates->evaporation_cm_s > 0)
            evaporate(t, rates, s);
    }
}
