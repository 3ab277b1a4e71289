/* Which dopants are on the mesh, and how much of each. */
#include "numeric.h"

int kiln_numeric_species(const kiln_numeric *numeric, kiln_dopant dopant)
{
    for (size_t k = 0; k < numeric->species; k++)
        if (numeric->dopant[k] == dopant)
            return (int)k;
    return -1;
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
