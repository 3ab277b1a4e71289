/* From concentrations to the rates at which cells fill, and their Jacobian. */
#include "faces.h"

#include "kiln/base/wide.h"

#include <math.h>
#include <string.h>

static double *take(kiln_arena *arena, size_t count, int *sound)
{
    double *array = KILN_TAKE(arena, count, double);
    *sound = *sound && array;
    return array;
}

kiln_status kiln_transport_take(kiln_transport *transport, size_t species, size_t cells_max,
                                kiln_arena *arena)
{
    const size_t n = cells_max + 1;
    int sound = 1;
    *transport = (kiln_transport){.species = species};
    double **const shared[] = {&transport->apart_cm,   &transport->per_cm,
                               &transport->lean,       &transport->electrons,
                               &transport->holes,      &transport->slope,
                               &transport->one,        &transport->net,
                               &transport->per_two_cm, &transport->per_three_cm};
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
        *shared[i] = take(arena, n, &sound);
    for (size_t k = 0; k < species; k++) {
        kiln_strand *s = &transport->strand[k];
        double **const own[] = {
            &s->conc,        &s->active,    &s->active_slope, &s->product,   &s->flux,
            &s->by_above,    &s->by_below,  &s->net_above,    &s->net_below, &s->bend,
            &s->sweep_bend,  &s->upwind,    &s->step,         &s->half,      &s->point,
            &s->lift,        &s->eta_point, &s->eta_step,     &s->eta_half,  &s->product_step,
            &s->product_half};
        for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
            *own[i] = take(arena, n, &sound);
    }
    for (size_t i = 0; sound && i < n; i++)
        transport->one[i] = 1;
    return sound ? KILN_OK : KILN_NO_MEMORY;
}

void kiln_transport_place(kiln_transport *transport, const kiln_mesh *mesh,
                          const double sweep_cm_s[])
{
    transport->mesh = mesh;
    transport->sweep_cm_s = sweep_cm_s;
    const double *node = mesh->node;
    for (size_t i = 1; i < mesh->cells; i++) {
        const double apart_cm = 0.5 * (node[i + 1] - node[i - 1]);
        transport->apart_cm[i] = apart_cm;
        transport->per_cm[i] = 1 / apart_cm;
        transport->lean[i] = 0.5 * (node[i] - node[i - 1]) * transport->per_cm[i];
    }
}

double kiln_saturate(double conc_cm3, double bound_cm3, double *slope)
{
    const double x = conc_cm3 / bound_cm3;
    if (x < KILN_DILUTE) {
        *slope = 1;
        return conc_cm3;
    }
    double sum = x, root;
    for (int i = 0; i < KILN_SATURATION_DOUBLINGS; i++)
        sum *= sum;
    sum = root = 1 + sum;
    for (int i = 0; i < KILN_SATURATION_DOUBLINGS; i++)
        root = sqrt(root);
    *slope = 1 / (sum * root);
    return conc_cm3 / root;
}

/* Takes what is in clusters off what is dissolved. */
static void take_clusters(const kiln_mesh *mesh, double clustering_cm6, kiln_strand *s)
{
    for (size_t i = mesh->oxide_cells; i < mesh->cells; i++) {
        const double active = kiln_unclustered(s->active[i], clustering_cm6);
        s->active[i] = active;
        s->active_slope[i] /= 1 + 3 * clustering_cm6 * active * active;
    }
}

/* The dissolved part of a species, cell by cell. */
KILN_WIDE static void saturate_strand(const kiln_mesh *mesh, double bound_cm3, kiln_strand *s)
{
    double highest = 0;
    for (size_t i = mesh->oxide_cells; i < mesh->cells; i++)
        highest = s->conc[i] > highest ? s->conc[i] : highest;
    if (highest < KILN_DILUTE * bound_cm3) { /* as kiln_saturate has it */
        memcpy(s->active, s->conc, mesh->cells * sizeof s->active[0]);
        for (size_t i = 0; i < mesh->cells; i++)
            s->active_slope[i] = 1;
        return;
    }
    for (size_t i = 0; i < mesh->oxide_cells; i++) {
        s->active[i] = s->conc[i];
        s->active_slope[i] = 1;
    }
    for (size_t i = mesh->oxide_cells; i < mesh->cells; i++)
        s->active[i] = kiln_saturate(s->conc[i], bound_cm3, &s->active_slope[i]);
}

/* n/ni and p/ni of the silicon's cells; `slope` brings the net doping in. */
KILN_WIDE static void find_carriers(kiln_transport *t, double intrinsic_cm3)
{
    const size_t n = t->mesh->cells;
    const double half = 0.5 / intrinsic_cm3;
    double *restrict electrons = t->electrons, *restrict holes = t->holes;
    double *restrict slope = t->slope;
    for (size_t i = 0; i < t->mesh->oxide_cells; i++) { /* no carriers in oxide, and no field */
        electrons[i] = holes[i] = 1;
        slope[i] = t->net[i] = 0;
    }
    KILN_INDEPENDENT
    for (size_t i = t->mesh->oxide_cells; i < n; i++) {
        const double u = slope[i] * half, size = fabs(u);
        const double root = sqrt(1 + u * u);
        const double more = size + root, fewer = 1 / more;
        electrons[i] = u > 0 ? more : fewer;
        holes[i] = u > 0 ? fewer : more;
        slope[i] = half / root;
    }
}

/* A species' concentrations as an array of their own; what of them counts, added to the net
 * doping. */
KILN_WIDE static void hold_strand(kiln_transport *t, const kiln_species_rates *rates, size_t k,
                                  const double conc[])
{
    const size_t m = t->species, n = t->mesh->cells;
    kiln_strand *s = &t->strand[k];
    double *restrict own = s->conc, *restrict net = t->slope;
    const double *restrict active = s->active;
    if (m == 1) {
        memcpy(own, conc, n * sizeof own[0]);
    } else {
        for (size_t i = 0; i < n; i++)
            own[i] = conc[i * m + k];
    }
    saturate_strand(t->mesh, rates->activity.solubility_cm3, s);
    if (rates->activity.clustering_cm6 > 0)
        take_clusters(t->mesh, rates->activity.clustering_cm6, s);
    s->moving = rates->all_moves ? s->conc : s->active;
    s->moving_slope = rates->all_moves ? t->one : s->active_slope;
    const double charge = rates->charge;
    KILN_INDEPENDENT
    for (size_t i = t->mesh->oxide_cells; i < n; i++)
        net[i] += charge * active[i];
}

void kiln_transport_hold(kiln_transport *transport, const kiln_moment *moment,
                         const double conc[])
{
    kiln_transport *t = transport;
    const size_t first = t->mesh->oxide_cells, n = t->mesh->cells;
    for (size_t i = first; i < n; i++)
        t->slope[i] = moment->background_cm3;
    for (size_t k = 0; k < t->species; k++)
        hold_strand(t, &moment->species[k], k, conc);
    find_carriers(t, moment->intrinsic_cm3);
    for (size_t k = 0; k < t->species; k++) {
        kiln_strand *s = &t->strand[k];
        s->eta = moment->species[k].charge > 0 ? t->electrons : t->holes;
        KILN_INDEPENDENT
        for (size_t i = 0; i < n; i++)
            s->product[i] = s->moving[i] * s->eta[i];
    }
}

void kiln_transport_rates(kiln_transport *transport, const kiln_moment *moment, double rate[])
{
    const size_t m = transport->species, n = transport->mesh->cells;
    kiln_inner_faces(transport, moment);
    if (transport->mesh->oxide_cells)
        kiln_interface_face(transport, moment);
    kiln_top_face(transport, moment);
    for (size_t k = 0; k < m; k++) {
        const double *flux = transport->strand[k].flux;
        for (size_t i = 0; i < n; i++)
            rate[i * m + k] = flux[i] - flux[i + 1];
    }
}

/* How a species' fluxes depend on another's concentrations, or on its own. */
KILN_WIDE static void add_coupling(const kiln_transport *t, const kiln_moment *moment, size_t k,
                                   size_t j, double scale_s, kiln_block_tridiagonal *matrix)
{
    const size_t m = t->species, n = t->mesh->cells, block = m * m, at = k * m + j;
    const kiln_strand *s = &t->strand[k];
    const double *active_slope = t->strand[j].active_slope;
    const double own = j == k ? 1 : 0, charge = moment->species[j].charge;
    const double *node = t->mesh->node;
    KILN_INDEPENDENT
    for (size_t i = 0; i < n; i++) {
        const double doping = charge * active_slope[i];
        const double top = own * s->by_below[i] + doping * s->net_below[i];
        const double bottom = own * s->by_above[i + 1] + doping * s->net_above[i + 1];
        matrix->diagonal[i * block + at] =
            own * (node[i + 1] - node[i]) + scale_s * (bottom - top);
    }
    KILN_INDEPENDENT
    for (size_t i = 1; i < n; i++) {
        const double above =
            own * s->by_above[i] + charge * active_slope[i - 1] * s->net_above[i];
        const double below = own * s->by_below[i] + charge * active_slope[i] * s->net_below[i];
        matrix->lower[i * block + at] = -scale_s * above;
        matrix->upper[(i - 1) * block + at] = scale_s * below;
    }
}

void kiln_transport_matrix(const kiln_transport *transport, const kiln_moment *moment,
                           double scale_s, kiln_block_tridiagonal *matrix)
{
    for (size_t k = 0; k < transport->species; k++)
        for (size_t j = 0; j < transport->species; j++)
            add_coupling(transport, moment, k, j, scale_s, matrix);
}

void kiln_transport_losses(const kiln_transport *transport, const kiln_moment *moment,
                           const double change[], kiln_losses *losses)
{
    memset(losses, 0, sizeof *losses);
    for (size_t k = 0; k < transport->species; k++) {
        const kiln_strand *s = &transport->strand[k];
        double flux = s->flux[0];
        for (size_t j = 0; change && j < transport->species; j++) {
            const double own = j == k ? s->by_below[0] : 0;
            flux +=
                change[j] * (own + moment->species[j].charge *
                                       transport->strand[j].active_slope[0] * s->net_below[0]);
        }
        if (isnan(moment->species[k].held_cm3))
            losses->to_gas_cm2_s[k] = -flux;
        else
            losses->from_source_cm2_s[k] = flux;
    }
}
