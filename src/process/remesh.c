/* Remeshing: cells as wide as the steepest profile in them allows, changing gently in width;
 * the amounts are moved over by a conservative map. */
#include "remesh.h"

#include "kiln/math.h"

#include <math.h>
#include <string.h>

/* A mesh is kept while no cell is wider than this many times what is wanted, and it has less
 * than this many times the cells that are. */
static const double TOO_WIDE = 1.7, TOO_MANY = 2.2;

kiln_status kiln_remesh_take(kiln_remesh *remesh, const kiln_field_state *state,
                             kiln_arena *arena)
{
    const size_t n = state->cells_max + 1;
    *remesh = (kiln_remesh){.wanted = KILN_TAKE(arena, n, double),
                            .node = KILN_TAKE(arena, n, double),
                            .conc = KILN_TAKE(arena, n * state->species, double),
                            .from = KILN_TAKE(arena, n, double),
                            .to = KILN_TAKE(arena, n, double)};
    const int sound =
        remesh->wanted && remesh->node && remesh->conc && remesh->from && remesh->to;
    return sound ? KILN_OK : KILN_NO_MEMORY;
}

static double width(const kiln_mesh *mesh, size_t i)
{
    return mesh->node[i + 1] - mesh->node[i];
}

/* The slope of ln(conc + floor) of a species across the node above cell i. */
static double slope_above(const kiln_field_state *state, size_t i, size_t k)
{
    const size_t m = state->species;
    const double *node = &state->mesh.node[i - 1];
    const double floor_cm3 = state->raise * state->floor_cm3[k];
    return log((state->conc[i * m + k] + floor_cm3) /
               (state->conc[(i - 1) * m + k] + floor_cm3)) /
           (0.5 * (node[2] - node[0]));
}

/* The width a cell should have: so that no logarithm changes by more than the resolution across
 * it, nor bends away from a straight line by more than half its square. */
static double width_for(const kiln_remesh_settings *settings, const kiln_field_state *state,
                        size_t i, size_t first, size_t end)
{
    double steepest = 0, sharpest = 0;
    for (size_t k = 0; k < state->species; k++) {
        const double above = i > first ? slope_above(state, i, k) : 0;
        const double below = i + 1 < end ? slope_above(state, i + 1, k) : 0;
        const double bend =
            i > first && i + 1 < end ? fabs(below - above) / width(&state->mesh, i) : 0;
        steepest = fmax(steepest, fmax(fabs(above), fabs(below)));
        sharpest = fmax(sharpest, bend);
    }
    /* infinite where it is flat and straight */
    return fmin(settings->resolution / steepest, 2 * settings->resolution / sqrt(sharpest));
}

/* Widths for the cells from first on, smoothed so that they grow gently. */
static void want_widths(const kiln_remesh_settings *settings, const kiln_field_state *state,
                        size_t first, size_t count, double wanted[])
{
    const kiln_mesh *mesh = &state->mesh;
    const double widest = 0.05 * (mesh->node[first + count] - mesh->node[first]);
    for (size_t i = first; i < first + count; i++)
        wanted[i] = fmax(settings->least_cm,
                         fmin(widest, width_for(settings, state, i, first, first + count)));
    if (first + count > 2) { /* the outermost cells bend like their neighbours */
        wanted[first] = fmin(wanted[first], wanted[first + 1]);
        wanted[first + count - 1] = fmin(wanted[first + count - 1], wanted[first + count - 2]);
    }
    if (settings->interface_cm > 0) {
        const size_t at = first ? first : first + count - 1; /* silicon's first, oxide's last */
        wanted[at] = fmin(wanted[at], fmax(settings->interface_cm, settings->least_cm));
    }
    if (settings->surface_cm > 0 && first == mesh->oxide_cells)
        wanted[first] = fmin(wanted[first], fmax(settings->surface_cm, settings->least_cm));
    for (size_t i = first + 1; i < first + count; i++)
        wanted[i] = fmin(wanted[i], wanted[i - 1] + settings->growth * width(mesh, i - 1));
    for (size_t i = first + count - 1; i-- > first;)
        wanted[i] = fmin(wanted[i], wanted[i + 1] + settings->growth * width(mesh, i + 1));
}

static double cells_wanted(const kiln_mesh *mesh, size_t first, size_t count,
                           const double wanted[])
{
    double cells = 0;
    for (size_t i = first; i < first + count; i++)
        cells += width(mesh, i) / wanted[i];
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
        const double more = width(mesh, i) / wanted[i];
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

static int fits(const kiln_mesh *mesh, const double wanted[])
{
    double cells = 0;
    for (size_t i = 0; i < mesh->cells; i++) {
        if (width(mesh, i) > TOO_WIDE * wanted[i])
            return 0;
        cells += width(mesh, i) / wanted[i];
    }
    return (double)mesh->cells < TOO_MANY * cells + 8;
}

/* Moves the amounts of a zone over, species by species. */
static kiln_status move_over(kiln_remesh *remesh, const kiln_field_state *state, size_t first,
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

kiln_status kiln_remesh_if_needed(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                                  kiln_field_state *state, kiln_diag *diag)
{
    kiln_mesh *mesh = &state->mesh;
    const size_t oxide = mesh->oxide_cells, silicon = mesh->cells - oxide;
    if (oxide)
        want_widths(settings, state, 0, oxide, remesh->wanted);
    want_widths(settings, state, oxide, silicon, remesh->wanted);
    if (fits(mesh, remesh->wanted))
        return KILN_OK;
    const size_t new_oxide = oxide ? new_cells(mesh, 0, oxide, remesh->wanted) : 0;
    const size_t new_silicon = new_cells(mesh, oxide, silicon, remesh->wanted);
    const size_t cells = new_oxide + new_silicon;
    if (cells > state->cells_max)
        return kiln_fail(diag, KILN_LIMIT, settings->pointer,
                         "the profile wants %zu grid points, at most %zu are allowed", cells,
                         state->cells_max);
    if (oxide) {
        spread_nodes(mesh, 0, oxide, remesh->wanted, new_oxide, remesh->node);
        const kiln_status status = move_over(remesh, state, 0, oxide, 0, new_oxide, diag);
        if (status != KILN_OK)
            return status;
    }
    spread_nodes(mesh, oxide, silicon, remesh->wanted, new_silicon, remesh->node + new_oxide);
    const kiln_status status =
        move_over(remesh, state, oxide, silicon, new_oxide, new_silicon, diag);
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
