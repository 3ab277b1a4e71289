/* Implanted dopant on the mesh, which is made anew to follow it. */
#include "numeric.h"

#include <math.h>
#include <string.h>

/* Each pass makes cells up to eight times as fine. */
enum { PASSES = 6 };
/* What the grid may miss of the dose, beyond its bottom. */
static const double SHARE_LOST_MOST = 1e-6;

/* Nothing of the stage before: no interface that moves, and nothing that has precipitated. */
static kiln_remesh_settings settings_for(const kiln_numeric *numeric, const char *pointer)
{
    kiln_remesh_settings settings = numeric->mesh_settings;
    settings.follow_cm = settings.inner_cm = 0;
    settings.interface_cm = settings.surface_cm = 0;
    settings.pointer = pointer;
    for (size_t k = 0; k < numeric->species; k++)
        settings.bound_cm3[k] = (double)INFINITY;
    return settings;
}

/* The cells as they are before the implantation: a field whose nodes and concentrations are
 * its own. */
static kiln_status keep(const kiln_numeric *numeric, kiln_arena *arena, kiln_field_state *kept)
{
    const kiln_field_state *field = &numeric->field;
    const size_t nodes = field->mesh.cells + 1, values = field->mesh.cells * field->species;
    double *node = KILN_TAKE(arena, nodes, double), *conc = KILN_TAKE(arena, values, double);
    if (!node || !conc)
        return KILN_NO_MEMORY;
    memcpy(node, field->mesh.node, nodes * sizeof node[0]);
    memcpy(conc, field->conc, values * sizeof conc[0]);
    *kept = *field;
    kept->mesh.node = node;
    kept->conc = conc;
    return KILN_OK;
}

/* What was there before, on the present mesh. */
static kiln_status restore(kiln_numeric *numeric, const kiln_field_state *kept, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const kiln_mesh *from = &kept->mesh, *to = &field->mesh;
    const size_t oxide = to->oxide_cells;
    memcpy(numeric->remesh.node, to->node, (to->cells + 1) * sizeof to->node[0]);
    kiln_status status = KILN_OK;
    if (oxide)
        status = kiln_remesh_move(&numeric->remesh, kept, 0, from->oxide_cells, 0, oxide, diag);
    if (status == KILN_OK)
        status =
            kiln_remesh_move(&numeric->remesh, kept, from->oxide_cells,
                             from->cells - from->oxide_cells, oxide, to->cells - oxide, diag);
    if (status == KILN_OK)
        memcpy(field->conc, numeric->remesh.conc,
               to->cells * field->species * sizeof field->conc[0]);
    return status;
}

/* Puts the dopant in: cell averages, made right to rounding in their sum. Returns what that
 * sum was before, as a share of the dose. */
static double put_in(kiln_numeric *numeric, const kiln_implanted *implanted)
{
    kiln_field_state *field = &numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    const size_t m = field->species;
    const size_t k = (size_t)kiln_numeric_species(numeric, implanted->dopant);
    double *mean = numeric->remesh.from, found_cm2 = 0;
    for (size_t i = 0; i < mesh->cells; i++) {
        mean[i] = kiln_implanted_mean(implanted, mesh->node[i], mesh->node[i + 1]);
        found_cm2 += mean[i] * kiln_cell_width(mesh, i);
    }
    for (size_t i = 0; i < mesh->cells; i++)
        field->conc[i * m + k] += mean[i] * (implanted->dose_cm2 / found_cm2);
    kiln_field_peaks(field);
    return found_cm2 / implanted->dose_cm2;
}

kiln_status kiln_numeric_implant(kiln_numeric *numeric, const kiln_implanted *implanted,
                                 const char *pointer, kiln_arena *arena, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const int k = kiln_numeric_species(numeric, implanted->dopant);
    const kiln_remesh_settings settings = settings_for(numeric, pointer);
    kiln_field_state kept;
    double share = 1;
    if (keep(numeric, arena, &kept) != KILN_OK)
        return kiln_fail(diag, KILN_NO_MEMORY, pointer, "out of memory for an implantation");
    put_in(numeric, implanted);
    for (int pass = 0; pass < PASSES; pass++) {
        kiln_status status = kiln_remesh_now(&numeric->remesh, &settings, field, diag);
        if (status == KILN_OK)
            status = restore(numeric, &kept, diag);
        if (status != KILN_OK)
            return status;
        share = put_in(numeric, implanted);
    }
    if (!(fabs(share - 1) < SHARE_LOST_MOST))
        return kiln_fail(diag, KILN_NO_CONVERGENCE, pointer,
                         "the grid holds %g of the implanted dose", share);
    kiln_mesh_follow(&field->mesh, 0);
    field->step_s = 0;
    numeric->put_in_cm2[k] += implanted->dose_cm2;
    return KILN_OK;
}
