/* Remeshing: cells as wide as the steepest profile in them allows, changing gently in width;
 * the amounts are moved over by a conservative map. */
#include "remesh.h"

#include "log_ratio.h"

#include "kiln/base/wide.h"
#include "kiln/math.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* A mesh is kept while no cell is wider than this many times what is wanted, and it has less
 * than this many times the cells that are. */
static const double TOO_WIDE = 1.7, TOO_MANY = 2.2;
/* A cell is cut throughout as finely as it should be at its finer end; so it goes down by this
 * much at a time, and what it makes is looked at again. */
static const double AT_ONCE = 0.125;
enum { PASSES_MAX = 12 };
/* A profile in oxide is followed down to this share of its highest. */
static const double OXIDE_FLOOR = 0.02;
/* Its cells are so much finer: fluxes there are of second order. */
static const double OXIDE_SHARE = 0.4;

kiln_status kiln_remesh_take(kiln_remesh *remesh, const kiln_field_state *state,
                             kiln_arena *arena)
{
    const size_t n = state->cells_max + 1;
    *remesh = (kiln_remesh){.wanted = KILN_TAKE(arena, n, double),
                            .node = KILN_TAKE(arena, n, double),
                            .conc = KILN_TAKE(arena, n * state->species, double),
                            .from = KILN_TAKE(arena, n, double),
                            .to = KILN_TAKE(arena, n, double)};
    const bool sound =
        remesh->wanted && remesh->node && remesh->conc && remesh->from && remesh->to;
    return sound ? KILN_OK : KILN_NO_MEMORY;
}

/* Below this a profile is not followed: in oxide much of its height. */
static double floor_of(const kiln_field_state *state, size_t first, size_t count, size_t k)
{
    const size_t m = state->species;
    double top = 0;
    if (first == state->mesh.oxide_cells)
        return state->floor_cm3[k];
    for (size_t i = first; i < first + count; i++)
        top = fmax(top, state->conc[i * m + k]);
    return fmax(OXIDE_FLOOR * top, state->floor_cm3[k]);
}

/* ln(to / from): without a logarithm where the two are near each other. */
static double log_change(double from, double to)
{
    static const double NEAR = 0.3;
    return fabs(to - from) > NEAR * (to + from) ? log(to / from) : kiln_log_ratio(from, to);
}

/* d ln(conc + floor) / dx across the node above each cell, 0 at the ends. */
static void find_slopes(const kiln_remesh_settings *settings, const kiln_field_state *state,
                        size_t first, size_t count, size_t k, double slope[])
{
    const size_t m = state->species, end = first + count;
    const double *node = state->mesh.node;
    const double floor_cm3 = floor_of(state, first, count, k);
    const double bound_cm3 =
        first == state->mesh.oxide_cells ? settings->bound_cm3[k] : (double)INFINITY;
    double before = 0;
    for (size_t i = first; i < end; i++) {
        const double conc_cm3 = state->conc[i * m + k];
        const double here = (conc_cm3 < bound_cm3 ? conc_cm3 : bound_cm3) + floor_cm3;
        slope[i] = i > first ? 2 * log_change(before, here) / (node[i + 1] - node[i - 1]) : 0;
        before = here;
    }
    slope[end] = 0;
}

/* Narrows `wanted` to what a species asks for: that ln(conc + floor) does not change by more
 * than the slope's resolution across a cell, nor bends away from a straight line by more
 * than half the square of twice the bend's. */
KILN_WIDE static void want_for(const kiln_remesh_settings *settings,
                               const kiln_field_state *state, size_t first, size_t count,
                               const double slope[], double wanted[])
{
    const kiln_mesh *mesh = &state->mesh;
    const double share = first < mesh->oxide_cells ? OXIDE_SHARE : 1;
    const double by_slope = share * settings->resolution;
    const double by_bend = 2 * share * settings->bend_resolution;
    KILN_INDEPENDENT
    for (size_t i = first; i < first + count; i++) {
        const double above = fabs(slope[i]), below = fabs(slope[i + 1]);
        const double steep = by_slope / (above > below ? above : below); /* infinite: flat */
        wanted[i] = steep < wanted[i] ? steep : wanted[i];
    }
    KILN_INDEPENDENT
    for (size_t i = first + 1; i < first + count - 1; i++) {
        const double bend = fabs(slope[i + 1] - slope[i]) / kiln_cell_width(mesh, i);
        const double bent = by_bend / sqrt(bend);
        wanted[i] = bent < wanted[i] ? bent : wanted[i];
    }
}

/* Widths for the cells from first on, smoothed so that they grow gently. */
static void want_widths(const kiln_remesh_settings *settings, const kiln_field_state *state,
                        size_t first, size_t count, kiln_remesh *remesh)
{
    const kiln_mesh *mesh = &state->mesh;
    double *wanted = remesh->wanted;
    const double widest = 0.05 * (mesh->node[first + count] - mesh->node[first]);
    for (size_t i = first; i < first + count; i++)
        wanted[i] = widest;
    for (size_t k = 0; k < state->species; k++) {
        find_slopes(settings, state, first, count, k, remesh->to);
        want_for(settings, state, first, count, remesh->to, wanted);
    }
    for (size_t i = first; i < first + count; i++)
        wanted[i] = fmax(fmax(settings->least_cm, settings->inner_cm), wanted[i]);
    if (first + count > 2) { /* the outermost cells bend like their neighbours */
        wanted[first] = fmin(wanted[first], wanted[first + 1]);
        wanted[first + count - 1] = fmin(wanted[first + count - 1], wanted[first + count - 2]);
    }
    if (settings->interface_cm > 0) {
        const bool is_oxide = first < mesh->oxide_cells;
        const size_t at = is_oxide ? first + count - 1 : first;
        const double beside_cm =
            is_oxide ? settings->oxide_interface_cm : settings->interface_cm;
        wanted[at] = fmin(wanted[at], beside_cm);
    }
    if (settings->surface_cm > 0 && first == mesh->oxide_cells)
        wanted[first] = fmin(wanted[first], fmax(settings->surface_cm, settings->least_cm));
    for (size_t i = first + 1; i < first + count; i++)
        wanted[i] =
            fmin(wanted[i], wanted[i - 1] + settings->growth * kiln_cell_width(mesh, i - 1));
    for (size_t i = first + count - 1; i-- > first;)
        wanted[i] =
            fmin(wanted[i], wanted[i + 1] + settings->growth * kiln_cell_width(mesh, i + 1));
    for (size_t i = first; i < first + count; i++)
        wanted[i] = fmax(wanted[i], AT_ONCE * kiln_cell_width(mesh, i));
}

static double cells_wanted(const kiln_mesh *mesh, size_t first, size_t count,
                           const double wanted[])
{
    double cells = 0;
    for (size_t i = first; i < first + count; i++)
        cells += kiln_cell_width(mesh, i) / wanted[i];
    return cells;
}

/* New nodes of a zone so that each new cell holds an equal share of width / wanted. */
static void spread_nodes(const kiln_mesh *mesh, size_t first, size_t count,
                         const double wanted[], size_t cells, double node[])
{
    const double share = cells_wanted(mesh, first, count, wanted) / (double)cells;
    double sum = 0;
    size_t made = 1;
    node[0] = mesh->node[first];
    for (size_t i = first; i < first + count; i++) {
        const double more = kiln_cell_width(mesh, i) / wanted[i];
        while (made < cells && (double)made * share <= sum + more) {
            node[made] = mesh->node[i] + ((double)made * share - sum) * wanted[i];
            made++;
        }
        sum += more;
    }
    for (; made < cells; made++) /* rounding at the very end */
        node[made] = node[made - 1];
    node[cells] = mesh->node[first + count];
}

void kiln_mesh_follow(kiln_mesh *mesh, double follow_cm)
{
    const double oxide_cm = -mesh->node[0];
    for (size_t i = 0; i <= mesh->cells; i++) {
        const double whole_cm = i < mesh->oxide_cells ? oxide_cm : follow_cm;
        const double t = whole_cm > 0 ? fmin(fabs(mesh->node[i]) / whole_cm, 1) : 1;
        mesh->follow[i] = 1 - t * t * (3 - 2 * t);
    }
    mesh->follow[mesh->oxide_cells] = 1;
}

static size_t new_cells(const kiln_mesh *mesh, size_t first, size_t count,
                        const double wanted[])
{
    const double cells = ceil(cells_wanted(mesh, first, count, wanted));
    return cells < 4 ? 4 : (size_t)cells;
}

static bool fits(const kiln_mesh *mesh, const double wanted[])
{
    double cells = 0;
    for (size_t i = 0; i < mesh->cells; i++) {
        if (kiln_cell_width(mesh, i) > TOO_WIDE * wanted[i])
            return false;
        cells += kiln_cell_width(mesh, i) / wanted[i];
    }
    return (double)mesh->cells < TOO_MANY * cells + 8;
}

kiln_status kiln_remesh_move(kiln_remesh *remesh, const kiln_field_state *state, size_t first,
                             size_t count, size_t to_first, size_t to_count, kiln_diag *diag)
{
    const size_t m = state->species;
    const kiln_grid from = {.cells = count, .edge = &state->mesh.node[first]};
    const kiln_grid to = {.cells = to_count, .edge = &remesh->node[to_first]};
    for (size_t k = 0; k < m; k++) {
        for (size_t i = 0; i < count; i++)
            remesh->from[i] = state->conc[(first + i) * m + k];
        const kiln_status status =
            kiln_remap_conservative(&from, remesh->from, &to, remesh->to, diag);
        if (status != KILN_OK)
            return status;
        for (size_t i = 0; i < to_count; i++)
            remesh->conc[(to_first + i) * m + k] = remesh->to[i];
    }
    return KILN_OK;
}

/* Makes the mesh that remesh->wanted asks for. */
static kiln_status make_mesh(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                             kiln_field_state *state, kiln_diag *diag)
{
    kiln_mesh *mesh = &state->mesh;
    const size_t oxide = mesh->oxide_cells, silicon = mesh->cells - oxide;
    const size_t new_oxide = oxide ? new_cells(mesh, 0, oxide, remesh->wanted) : 0;
    const size_t new_silicon = new_cells(mesh, oxide, silicon, remesh->wanted);
    const size_t cells = new_oxide + new_silicon;
    if (cells > state->cells_max)
        return kiln_fail(diag, KILN_LIMIT, settings->pointer,
                         "the profile wants %zu grid points, at most %zu are allowed", cells,
                         state->cells_max);
    if (oxide) {
        spread_nodes(mesh, 0, oxide, remesh->wanted, new_oxide, remesh->node);
        const kiln_status status =
            kiln_remesh_move(remesh, state, 0, oxide, 0, new_oxide, diag);
        if (status != KILN_OK)
            return status;
    }
    spread_nodes(mesh, oxide, silicon, remesh->wanted, new_silicon, remesh->node + new_oxide);
    const kiln_status status =
        kiln_remesh_move(remesh, state, oxide, silicon, new_oxide, new_silicon, diag);
    if (status != KILN_OK)
        return status;
    memcpy(mesh->node, remesh->node, (cells + 1) * sizeof mesh->node[0]);
    memcpy(state->conc, remesh->conc, cells * state->species * sizeof state->conc[0]);
    mesh->oxide_cells = new_oxide;
    mesh->cells = cells;
    kiln_mesh_follow(mesh, settings->follow_cm);
    state->statistics.remeshes++;
    return KILN_OK;
}

static void want_all(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                     const kiln_field_state *state)
{
    const size_t oxide = state->mesh.oxide_cells;
    if (oxide)
        want_widths(settings, state, 0, oxide, remesh);
    want_widths(settings, state, oxide, state->mesh.cells - oxide, remesh);
}

kiln_status kiln_remesh_now(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                            kiln_field_state *state, kiln_diag *diag)
{
    want_all(remesh, settings, state);
    return make_mesh(remesh, settings, state, diag);
}

kiln_status kiln_remesh_if_needed(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                                  kiln_field_state *state, kiln_diag *diag)
{
    for (int pass = 0; pass < PASSES_MAX; pass++) {
        want_all(remesh, settings, state);
        if (fits(&state->mesh, remesh->wanted))
            return KILN_OK;
        const kiln_status status = make_mesh(remesh, settings, state, diag);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}
