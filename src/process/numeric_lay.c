/* Dopant laid down in a profile of its own, on a mesh that is made anew to follow it. */
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

/* The cells as they are before: a field whose nodes and concentrations are
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

static kiln_status no_memory(const char *pointer, kiln_diag *diag)
{
    return kiln_fail(diag, KILN_NO_MEMORY, pointer, "out of memory for a profile");
}

kiln_status kiln_numeric_set_aside(kiln_numeric *numeric, kiln_dopant dopant,
                                   const char *pointer, kiln_arena *arena,
                                   kiln_field_state *aside, kiln_diag *diag)
{
    static const double ANY_ERROR = 1e9;
    kiln_field_state *field = &numeric->field;
    const size_t k = (size_t)kiln_numeric_species(numeric, dopant);
    if (keep(numeric, arena, aside) != KILN_OK)
        return no_memory(pointer, diag);
    for (size_t i = 0; i < field->mesh.cells; i++)
        field->conc[i * field->species + k] = KILN_NOTHING_CM3;
    field->lenience[k] = ANY_ERROR;
    kiln_field_peaks(field);
    return KILN_OK;
}

/* A species that was set aside, on the present mesh. The substrate's dopants may have begun to
 * move since, behind those that did before. */
static kiln_status bring_back(kiln_numeric *numeric, const kiln_field_state *aside, size_t k,
                              kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const size_t cells = field->mesh.cells;
    memcpy(numeric->remesh.node, field->mesh.node, (cells + 1) * sizeof field->mesh.node[0]);
    const kiln_status status =
        kiln_remesh_move(&numeric->remesh, aside, 0, aside->mesh.cells, 0, cells, diag);
    for (size_t i = 0; status == KILN_OK && i < cells; i++)
        field->conc[i * field->species + k] = numeric->remesh.conc[i * aside->species + k];
    field->lenience[k] = aside->lenience[k];
    return status;
}

/* Adds the profile to what is there: cell averages, made right to rounding in their sum.
 * Returns what that sum was before, as a share of the dose. */
static double add_profile(kiln_numeric *numeric, const kiln_laid *laid, size_t k)
{
    kiln_field_state *field = &numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    const size_t m = field->species;
    double *mean = numeric->remesh.from, found_cm2 = 0;
    for (size_t i = 0; i < mesh->cells; i++) {
        mean[i] = laid->mean(laid->context, mesh->node[i], mesh->node[i + 1]);
        found_cm2 += mean[i] * kiln_cell_width(mesh, i);
    }
    for (size_t i = 0; i < mesh->cells; i++)
        field->conc[i * m + k] += mean[i] * (laid->dose_cm2 / found_cm2);
    return found_cm2 / laid->dose_cm2;
}

/* Raises what is there to the profile, where it is below. Returns what that adds, cm^-2. */
static double raise_to_profile(kiln_numeric *numeric, const kiln_laid *laid, size_t k)
{
    kiln_field_state *field = &numeric->field;
    const kiln_mesh *mesh = &field->mesh;
    const size_t m = field->species;
    double added_cm2 = 0;
    for (size_t i = mesh->oxide_cells; i < mesh->cells; i++) {
        double *conc = &field->conc[i * m + k];
        const double mean = laid->mean(laid->context, mesh->node[i], mesh->node[i + 1]);
        if (!(mean > *conc))
            continue;
        added_cm2 += (mean - *conc) * kiln_cell_width(mesh, i);
        *conc = mean;
    }
    return added_cm2;
}

/* Lays the profile down on the present mesh. put out  as the two above have it */
static kiln_status put_in(kiln_numeric *numeric, const kiln_laid *laid, size_t k, double *put,
                          kiln_diag *diag)
{
    const kiln_status status =
        laid->aside ? bring_back(numeric, laid->aside, k, diag) : KILN_OK;
    if (status != KILN_OK)
        return status;
    *put = isnan(laid->dose_cm2) ? raise_to_profile(numeric, laid, k)
                                 : add_profile(numeric, laid, k);
    kiln_field_peaks(&numeric->field);
    return KILN_OK;
}

kiln_status kiln_numeric_lay(kiln_numeric *numeric, const kiln_laid *laid, kiln_arena *arena,
                             kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    const size_t k = (size_t)kiln_numeric_species(numeric, laid->dopant);
    const kiln_remesh_settings settings = settings_for(numeric, laid->pointer);
    kiln_field_state kept;
    double put = 0;
    if (keep(numeric, arena, &kept) != KILN_OK)
        return no_memory(laid->pointer, diag);
    kiln_status status = put_in(numeric, laid, k, &put, diag);
    for (int pass = 0; status == KILN_OK && pass < PASSES; pass++) {
        status = kiln_remesh_now(&numeric->remesh, &settings, field, diag);
        if (status == KILN_OK)
            status = restore(numeric, &kept, diag);
        if (status == KILN_OK)
            status = put_in(numeric, laid, k, &put, diag);
    }
    if (status != KILN_OK)
        return status;
    if (isnan(laid->dose_cm2)) {
        field->gained_cm2[k] += put;
    } else {
        if (!(fabs(put - 1) < SHARE_LOST_MOST))
            return kiln_fail(diag, KILN_NO_CONVERGENCE, laid->pointer,
                             "the grid holds %g of the dose", put);
        numeric->put_in_cm2[k] += laid->dose_cm2;
    }
    kiln_mesh_follow(&field->mesh, 0);
    field->step_s = 0;
    return KILN_OK;
}
