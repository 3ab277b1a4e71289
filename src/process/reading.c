/* Profiles read off a mesh. */
#include "reading.h"

#include <math.h>

kiln_status kiln_reading_take(kiln_reading *reading, const kiln_field_state *field,
                              kiln_arena *arena)
{
    double *term = KILN_TAKE(arena, field->cells_max * field->species * 3, double);
    if (!term)
        return KILN_NO_MEMORY;
    *reading = (kiln_reading){.mesh = &field->mesh, .species = field->species, .term = term};
    return KILN_OK;
}

static double centre_of(const kiln_mesh *mesh, size_t cell)
{
    return 0.5 * (mesh->node[cell] + mesh->node[cell + 1]);
}

/* The parabolas of one layer: Newton's divided differences about the middle of the three
 * cells, then moved to the middle of the cell itself. */
static void update_layer(kiln_reading *reading, const double conc[], size_t first, size_t end)
{
    const kiln_mesh *mesh = reading->mesh;
    const size_t m = reading->species;
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < m; k++)
            reading->term[3 * (i * m + k)] = log(conc[i * m + k]);
    for (size_t i = first; i < end; i++) {
        const size_t mid = i == first ? i + 1 : i + 1 == end ? i - 1 : i;
        const double here = centre_of(mesh, mid);
        const double up = here - centre_of(mesh, mid - 1);
        const double down = centre_of(mesh, mid + 1) - here;
        const double shift = centre_of(mesh, i) - here;
        for (size_t k = 0; k < m; k++) {
            const double *middle = &reading->term[3 * (mid * m + k)];
            const double above = (middle[0] - *(middle - 3 * m)) / up;
            const double below = (*(middle + 3 * m) - middle[0]) / down;
            const double bend = (below - above) / (up + down);
            double *term = &reading->term[3 * (i * m + k)];
            term[1] = (above * down + below * up) / (up + down) + 2 * bend * shift;
            term[2] = bend;
        }
    }
    for (size_t i = first; i < end; i++) {
        const double width = mesh->node[i + 1] - mesh->node[i];
        for (size_t k = 0; k < m; k++) { /* a mean is above the middle's value */
            double *term = &reading->term[3 * (i * m + k)];
            term[0] -= width * width / 24 * (term[1] * term[1] + 2 * term[2]);
        }
    }
}

void kiln_reading_update(kiln_reading *reading, const kiln_field_state *field)
{
    const kiln_mesh *mesh = reading->mesh;
    if (mesh->oxide_cells)
        update_layer(reading, field->conc, 0, mesh->oxide_cells);
    update_layer(reading, field->conc, mesh->oxide_cells, mesh->cells);
}

size_t kiln_reading_cell(const kiln_reading *reading, double depth_cm)
{
    const kiln_mesh *mesh = reading->mesh;
    size_t low = depth_cm < 0 ? 0 : mesh->oxide_cells;
    size_t end = depth_cm < 0 ? mesh->oxide_cells : mesh->cells;
    while (end - low > 1) {
        const size_t middle = low + (end - low) / 2;
        if (mesh->node[middle] <= depth_cm)
            low = middle;
        else
            end = middle;
    }
    return low;
}

double kiln_reading_conc(const kiln_reading *reading, size_t cell, size_t species,
                         double depth_cm)
{
    const double *term = &reading->term[3 * (cell * reading->species + species)];
    const double x = depth_cm - centre_of(reading->mesh, cell);
    return exp(term[0] + x * (term[1] + x * term[2]));
}
