/* What can be read off the dopants on a mesh. */
#include "numeric.h"

#include <math.h>

int kiln_numeric_species(const kiln_numeric *numeric, kiln_dopant dopant)
{
    for (size_t k = 0; k < numeric->species; k++)
        if (numeric->dopant[k] == dopant)
            return (int)k;
    return -1;
}

static double centre_of(const kiln_mesh *mesh, size_t i)
{
    return 0.5 * (mesh->node[i] + mesh->node[i + 1]);
}

/* ln of the concentration in the middle of a cell: that of its mean, less what the slope and
 * the bend of the logarithm add to a mean. */
static double point_log(const kiln_numeric *numeric, size_t species, size_t cell, size_t middle)
{
    const kiln_mesh *mesh = &numeric->field.mesh;
    const size_t m = numeric->species;
    const double *conc = &numeric->field.conc[middle * m + species];
    const double width = mesh->node[cell + 1] - mesh->node[cell];
    const double up = centre_of(mesh, middle) - centre_of(mesh, middle - 1);
    const double down = centre_of(mesh, middle + 1) - centre_of(mesh, middle);
    const double above = log(conc[0] / conc[-(ptrdiff_t)m]) / up;
    const double below = log(conc[m] / conc[0]) / down;
    const double half = (below - above) / (up + down);
    const double slope =
        above + half * up + 2 * half * (centre_of(mesh, cell) - centre_of(mesh, middle));
    return log(numeric->field.conc[cell * m + species]) -
           width * width / 24 * (slope * slope + 2 * half);
}

/* The parabola of ln(conc) through the middles of the three nearest cells of the layer,
 * which goes on to its ends. */
double kiln_numeric_conc(const kiln_numeric *numeric, size_t species, double depth_cm)
{
    const kiln_mesh *mesh = &numeric->field.mesh;
    const size_t first = depth_cm < 0 ? 0 : mesh->oxide_cells;
    const size_t last = depth_cm < 0 ? mesh->oxide_cells - 1 : mesh->cells - 1;
    size_t low = first, high = last;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (mesh->node[middle] <= depth_cm)
            low = middle;
        else
            high = middle;
    }
    if (mesh->node[high] <= depth_cm)
        low = high;
    const size_t centre = low < first + 1 ? first + 1 : low > last - 1 ? last - 1 : low;
    double sum = 0;
    for (size_t i = centre - 1; i <= centre + 1; i++) {
        const size_t middle = i < first + 1 ? first + 1 : i > last - 1 ? last - 1 : i;
        double share = point_log(numeric, species, i, middle);
        for (size_t j = centre - 1; j <= centre + 1; j++)
            if (j != i)
                share *=
                    (depth_cm - centre_of(mesh, j)) / (centre_of(mesh, i) - centre_of(mesh, j));
        sum += share;
    }
    return exp(sum);
}

static double dose_between(const kiln_numeric *numeric, size_t species, size_t first,
                           size_t end)
{
    const kiln_field_state *field = &numeric->field;
    double dose = 0;
    for (size_t i = first; i < end; i++)
        dose += (field->mesh.node[i + 1] - field->mesh.node[i]) *
                field->conc[i * numeric->species + species];
    return dose;
}

double kiln_numeric_oxide_dose(const kiln_numeric *numeric, size_t species)
{
    return dose_between(numeric, species, 0, numeric->field.mesh.oxide_cells);
}

double kiln_numeric_silicon_dose(const kiln_numeric *numeric, size_t species)
{
    const kiln_mesh *mesh = &numeric->field.mesh;
    return dose_between(numeric, species, mesh->oxide_cells, mesh->cells);
}
