/* Layers of oxide on the mesh: cells put on top and cut off it, to rounding without a loss. */
#include "layers.h"

#include "kiln/math.h"

#include <math.h>
#include <string.h>

static const double CM_PER_NM = 1e-7;
/* A layer has as many cells as reading its profile takes, and one more. */
enum { LAYER_CELLS_MIN = 4 };
/* From the place where two layers meet, cells widen by this from one to the next, up to this
 * share of the layer; existing ones are left that are no wider than this many times that. */
static const double GROWTH = 1.1, WIDEST_SHARE = 0.05, TOO_WIDE = 1.7;
/* Thinner than this, a fraction of an atom, there is no layer. */
static const double LEAST_CM = 1e-9;
/* A cell cut narrower than this share of its neighbour becomes part of it. */
static const double SLIVER = 0.2;

static kiln_status no_room(const kiln_field_state *field, const char *pointer, kiln_diag *diag)
{
    return kiln_fail(diag, KILN_LIMIT, pointer, "the layers want more than %zu grid points",
                     field->cells_max);
}

/* Makes the cells from first on `add` more or, when it is negative, fewer, by moving the rest;
 * what the new ones hold is for the caller to fill in. */
static void shift_cells(kiln_field_state *field, size_t first, ptrdiff_t add)
{
    kiln_mesh *mesh = &field->mesh;
    const size_t m = field->species;
    const size_t to = (size_t)((ptrdiff_t)first + add);
    memmove(mesh->node + to, mesh->node + first,
            (mesh->cells + 1 - first) * sizeof mesh->node[0]);
    memmove(field->conc + to * m, field->conc + first * m,
            (mesh->cells - first) * m * sizeof field->conc[0]);
    mesh->cells = (size_t)((ptrdiff_t)mesh->cells + add);
    if (first <= mesh->oxide_cells)
        mesh->oxide_cells = (size_t)((ptrdiff_t)mesh->oxide_cells + add);
}

/* The march begins anew on the changed mesh. */
static void settle(kiln_field_state *field)
{
    kiln_mesh_follow(&field->mesh, 0);
    field->step_s = 0;
}

/* A stretch of a layer: cells are least_cm where it meets another, and widen from there. */
typedef struct stretch {
    double from_cm, to_cm;
    double meet_cm; /* either of these */
    double least_cm, widest_cm;
} stretch;

static kiln_status spread_nodes(const stretch *s, size_t cells_max, const char *pointer,
                                double node[], size_t *cells, kiln_diag *diag)
{
    const kiln_grid_spot spot[] = {{s->meet_cm, s->least_cm, GROWTH},
                                   {s->meet_cm, s->widest_cm, 1}};
    const kiln_grid_plan plan = {.from = s->from_cm,
                                 .to = s->to_cm,
                                 .spots = 2,
                                 .spot = spot,
                                 .intervals_max = cells_max,
                                 .pointer = pointer};
    size_t count = 0;
    const kiln_status status = kiln_grid_count(&plan, &count, diag);
    if (status != KILN_OK)
        return status;
    *cells = count < LAYER_CELLS_MIN ? LAYER_CELLS_MIN : count;
    return kiln_grid_by_spacing(&plan, *cells, node, diag);
}

/* --- deposit ------------------------------------------------------------------------------ */

/* The amounts of the cells from first on, `count` of them, in the cells between `cells` + 1 new
 * nodes with the same ends: remesh->node. */
static kiln_status replace_cells(kiln_numeric *numeric, size_t first, size_t count,
                                 size_t cells, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const kiln_remesh *scratch = &numeric->remesh;
    const size_t m = field->species;
    const kiln_status status =
        kiln_remesh_move(&numeric->remesh, field, first, count, 0, cells, diag);
    if (status != KILN_OK)
        return status;
    shift_cells(field, first + count, (ptrdiff_t)cells - (ptrdiff_t)count);
    memcpy(field->mesh.node + first, scratch->node, cells * sizeof scratch->node[0]);
    memcpy(field->conc + first * m, scratch->conc, cells * m * sizeof scratch->conc[0]);
    return KILN_OK;
}

kiln_status kiln_refine_top(kiln_numeric *numeric, const char *pointer, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    const double top_cm = mesh->node[0], least_cm = numeric->mesh_settings.least_cm;
    const size_t end = mesh->oxide_cells ? mesh->oxide_cells : mesh->cells;
    size_t coarse = 0, cells = 0;
    while (coarse < end &&
           kiln_cell_width(mesh, coarse) >
               TOO_WIDE * (least_cm + log(GROWTH) * (mesh->node[coarse] - top_cm)))
        coarse++;
    if (coarse == 0)
        return KILN_OK;
    const stretch s = {.from_cm = top_cm,
                       .to_cm = mesh->node[coarse],
                       .meet_cm = top_cm,
                       .least_cm = least_cm,
                       .widest_cm = mesh->node[coarse] - top_cm};
    const kiln_status status =
        spread_nodes(&s, field->cells_max, pointer, numeric->remesh.node, &cells, diag);
    if (status != KILN_OK)
        return status;
    if (mesh->cells - coarse + cells > field->cells_max)
        return no_room(field, pointer, diag);
    return replace_cells(numeric, 0, coarse, cells, diag);
}

/* Puts the film on the mesh, in cells between the `cells` nodes in remesh->node and the top. */
static kiln_status add_cells(kiln_numeric *numeric, const kiln_film *film, size_t cells,
                             const char *pointer, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = field->species;
    if (field->mesh.cells + cells > field->cells_max)
        return no_room(field, pointer, diag);
    shift_cells(field, 0, (ptrdiff_t)cells);
    memcpy(field->mesh.node, numeric->remesh.node, cells * sizeof field->mesh.node[0]);
    for (size_t i = 0; i < cells; i++)
        for (size_t k = 0; k < m; k++)
            field->conc[i * m + k] = fmax(film->conc_cm3[numeric->dopant[k]], KILN_NOTHING_CM3);
    return KILN_OK;
}

kiln_status kiln_begin_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                             kiln_diag *diag)
{
    const kiln_film film = {.thickness_cm = thickness_cm};
    for (size_t i = 0; i < LAYER_CELLS_MIN; i++)
        numeric->remesh.node[i] =
            -thickness_cm * (double)(LAYER_CELLS_MIN - i) / (double)LAYER_CELLS_MIN;
    return add_cells(numeric, &film, LAYER_CELLS_MIN, pointer, diag);
}

static kiln_status put_on_top(kiln_numeric *numeric, const kiln_film *film, const char *pointer,
                              kiln_diag *diag)
{
    const kiln_field_state *field = &numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    size_t cells = 0;
    kiln_status status = kiln_refine_top(numeric, pointer, diag);
    const stretch s = {.from_cm = mesh->node[0] - film->thickness_cm,
                       .to_cm = mesh->node[0],
                       .meet_cm = mesh->node[0],
                       .least_cm = numeric->mesh_settings.least_cm,
                       .widest_cm = WIDEST_SHARE * film->thickness_cm};
    if (status == KILN_OK)
        status =
            spread_nodes(&s, field->cells_max, pointer, numeric->remesh.node, &cells, diag);
    if (status == KILN_OK)
        status = add_cells(numeric, film, cells, pointer, diag);
    if (status == KILN_OK)
        settle(&numeric->field);
    return status;
}

kiln_film kiln_film_of(const kiln_deposit *deposit)
{
    kiln_film film = {.thickness_cm = deposit->thickness_nm * CM_PER_NM};
    for (size_t i = 0; i < deposit->doping.count; i++)
        film.conc_cm3[deposit->doping.item[i].dopant] += deposit->doping.item[i].conc_cm3;
    return film;
}

kiln_status kiln_deposit_oxide(kiln_numeric *numeric, const kiln_film *film,
                               const char *pointer, kiln_oxide *oxide, kiln_diag *diag)
{
    if (film->thickness_cm < LEAST_CM) {
        kiln_warn(diag, pointer, "take the step out, or check the unit",
                  "a film of less than 0.01 nm, a fraction of an atom, is none");
        return KILN_OK;
    }
    if (numeric) {
        const kiln_status status = put_on_top(numeric, film, pointer, diag);
        if (status != KILN_OK)
            return status;
        for (size_t k = 0; k < numeric->species; k++)
            numeric->put_in_cm2[k] += film->thickness_cm * film->conc_cm3[numeric->dopant[k]];
    }
    if (oxide->thickness_cm > 0)
        oxide->thickness_cm += film->thickness_cm;
    else
        *oxide = kiln_oxide_start(film->thickness_cm);
    return KILN_OK;
}

kiln_status kiln_native_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                              kiln_oxide *oxide, kiln_diag *diag)
{
    const kiln_film film = {.thickness_cm = thickness_cm};
    if (oxide->thickness_cm > 0 || thickness_cm < LEAST_CM)
        return KILN_OK;
    return kiln_deposit_oxide(numeric, &film, pointer, oxide, diag);
}

/* --- etch --------------------------------------------------------------------------------- */

/* Counts depth_cm of a cell's top as etched. */
static void take_off(kiln_field_state *field, size_t cell, double depth_cm)
{
    for (size_t k = 0; k < field->species; k++)
        field->etched_cm2[k] += depth_cm * field->conc[cell * field->species + k];
}

/* A cell becomes part of the one below it. */
static void join_below(kiln_field_state *field, size_t cell)
{
    const size_t m = field->species;
    const double a = kiln_cell_width(&field->mesh, cell),
                 b = kiln_cell_width(&field->mesh, cell + 1);
    double *above = &field->conc[cell * m], *below = above + m;
    for (size_t k = 0; k < m; k++)
        below[k] = (a * above[k] + b * below[k]) / (a + b);
    field->mesh.node[cell + 1] = field->mesh.node[cell];
    shift_cells(field, cell + 1, -1);
}

/* Cuts each of the oxide's cells into equal parts until there are enough of them: fewer than
 * LAYER_CELLS_MIN come in addition, for which the field has room. */
static void split_cells(kiln_field_state *field)
{
    kiln_mesh *mesh = &field->mesh;
    const size_t m = field->species, cells = mesh->oxide_cells;
    const size_t parts = (LAYER_CELLS_MIN + cells - 1) / cells;
    if (parts < 2)
        return;
    shift_cells(field, cells, (ptrdiff_t)(cells * (parts - 1)));
    for (size_t i = cells; i-- > 0;) {
        const double top_cm = mesh->node[i];
        const double bottom_cm = mesh->node[(i + 1) * parts];
        for (size_t j = parts; j-- > 0;) {
            const size_t at = i * parts + j;
            mesh->node[at] = top_cm + (bottom_cm - top_cm) * (double)j / (double)parts;
            memmove(&field->conc[at * m], &field->conc[i * m], m * sizeof field->conc[0]);
        }
    }
}

/* The oxide's cells from the top down to the interface go. */
static void strip(kiln_field_state *field)
{
    const size_t cells = field->mesh.oxide_cells;
    for (size_t i = 0; i < cells; i++)
        take_off(field, i, kiln_cell_width(&field->mesh, i));
    shift_cells(field, cells, -(ptrdiff_t)cells);
    settle(field);
}

/* The oxide is cut off at a depth of -left_cm; the cell there is uniform. */
static void cut(kiln_field_state *field, double left_cm)
{
    kiln_mesh *mesh = &field->mesh;
    size_t whole = 0;
    while (mesh->node[whole + 1] <= -left_cm) {
        take_off(field, whole, kiln_cell_width(mesh, whole));
        whole++;
    }
    shift_cells(field, whole, -(ptrdiff_t)whole);
    if (mesh->node[0] < -left_cm) {
        take_off(field, 0, -left_cm - mesh->node[0]);
        mesh->node[0] = -left_cm;
    }
    if (mesh->oxide_cells > 1 && kiln_cell_width(mesh, 0) < SLIVER * kiln_cell_width(mesh, 1))
        join_below(field, 0);
    split_cells(field);
    settle(field);
}

kiln_status kiln_etch_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                            kiln_oxide *oxide, kiln_diag *diag)
{
    const double left_cm = oxide->thickness_cm - thickness_cm;
    if (!(oxide->thickness_cm > 0)) {
        kiln_warn(diag, pointer, "take the step out", "there is no oxide to etch");
        return KILN_OK;
    }
    if (numeric && !(left_cm < LEAST_CM) &&
        numeric->field.mesh.cells + LAYER_CELLS_MIN > numeric->field.cells_max)
        return no_room(&numeric->field, pointer, diag);
    if (isfinite(thickness_cm) && left_cm < -LEAST_CM)
        kiln_warn(diag, pointer, "leave thickness_nm out to take off the whole oxide",
                  "%.4g nm are to be etched, and there are %.4g nm of oxide: all of it goes, "
                  "and no silicon",
                  thickness_cm / CM_PER_NM, oxide->thickness_cm / CM_PER_NM);
    if (left_cm < LEAST_CM) {
        if (numeric)
            strip(&numeric->field);
        *oxide = kiln_oxide_start(0);
        return KILN_OK;
    }
    if (numeric)
        cut(&numeric->field, left_cm);
    oxide->thickness_cm = left_cm;
    return KILN_OK;
}
