/* Profiles read off a mesh. */
#include "reading.h"

#include <math.h>

kiln_status kiln_reading_take(kiln_reading *reading, const kiln_field_state *field,
                              kiln_arena *arena)
{
    double *term = KILN_TAKE(arena, field->cells_max * field->species_max * 3, double);
    if (!term)
        return KILN_NO_MEMORY;
    *reading = (kiln_reading){.mesh = &field->mesh, .species = field->species, .term = term};
    return KILN_OK;
}

static double centre_of(const kiln_mesh *mesh, size_t cell)
{
    return 0.5 * (mesh->node[cell] + mesh->node[cell + 1]);
}

/* The cells of one layer. */
typedef struct layer {
    size_t first, end;
} layer;

/* Where logarithms change by more than this from cell to cell the mesh does not resolve the
 * profile, and a parabola would go far past both. */
static const double CHANGE_MOST = 2;

static double gentler(double a, double b)
{
    if (a * b <= 0)
        return 0;
    return fabs(a) < fabs(b) ? a : b;
}

/* Slope and half the bend of a cell's parabola, from the three logarithms nearest; where they
 * are too far apart the gentler of their slopes, and no bend. */
static void fit_cells(kiln_reading *reading, layer of)
{
    const kiln_mesh *mesh = reading->mesh;
    const size_t m = reading->species;
    for (size_t i = of.first; i < of.end; i++) {
        const size_t mid = i == of.first ? i + 1 : i + 1 == of.end ? i - 1 : i;
        const double here = centre_of(mesh, mid);
        const double up = here - centre_of(mesh, mid - 1);
        const double down = centre_of(mesh, mid + 1) - here;
        const double shift = centre_of(mesh, i) - here;
        for (size_t k = 0; k < m; k++) {
            const double *middle = &reading->term[3 * (mid * m + k)];
            const double to_middle = middle[0] - *(middle - 3 * m);
            const double from_middle = *(middle + 3 * m) - middle[0];
            const double above = to_middle / up, below = from_middle / down;
            const double bend = (below - above) / (up + down);
            double *term = &reading->term[3 * (i * m + k)];
            if (fmax(fabs(to_middle), fabs(from_middle)) > CHANGE_MOST) {
                term[1] = gentler(above, below);
                term[2] = 0;
                continue;
            }
            term[1] = (above * down + below * up) / (up + down) + 2 * bend * shift;
            term[2] = bend;
        }
    }
}

/* A cell holds a mean, which lies above the value in its middle by what the parabola's slope
 * and bend add: the parabolas through the means tell how much, then those through the values
 * are made. */
static void update_layer(kiln_reading *reading, const double conc[], layer of)
{
    const kiln_mesh *mesh = reading->mesh;
    const size_t m = reading->species;
    for (size_t at = of.first * m; at < of.end * m; at++)
        reading->term[3 * at] = log(conc[at]);
    fit_cells(reading, of);
    for (size_t i = of.first; i < of.end; i++) {
        const double width = mesh->node[i + 1] - mesh->node[i];
        for (size_t k = 0; k < m; k++) {
            double *term = &reading->term[3 * (i * m + k)];
            term[0] -= width * width / 24 * (term[1] * term[1] + 2 * term[2]);
        }
    }
    fit_cells(reading, of);
}

void kiln_reading_update(kiln_reading *reading, const kiln_field_state *field)
{
    reading->species = field->species;
    const kiln_mesh *mesh = reading->mesh;
    if (mesh->oxide_cells)
        update_layer(reading, field->conc, (layer){0, mesh->oxide_cells});
    update_layer(reading, field->conc, (layer){mesh->oxide_cells, mesh->cells});
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
