/* Private to process: profiles read off a mesh. cm. */
#ifndef KILN_SRC_PROCESS_READING_H
#define KILN_SRC_PROCESS_READING_H

#include "march.h"

/* Inside a cell the logarithm of a concentration is the parabola through the middles of the
 * three nearest cells of its layer, or, where these differ by more than e^2, a line no steeper
 * than from one to the next; each cell's is kept, so that reading takes no logarithm. */
typedef struct kiln_reading {
    const kiln_mesh *mesh;
    size_t species;
    double *term; /* [cells * species * 3]: of ln(conc) about the cell's middle */
} kiln_reading;

/* Room for as many cells as the field has room for. Errors: KILN_NO_MEMORY. */
kiln_status kiln_reading_take(kiln_reading *reading, const kiln_field_state *field,
                              kiln_arena *arena);

/* Takes over what the field holds now; it stands until the field changes. Each layer has three
 * cells at least. Cost: a logarithm a cell and species. */
void kiln_reading_update(kiln_reading *reading, const kiln_field_state *field);

/* The cell that holds a depth: >= 0 in the silicon, < 0 in the oxide; the last one for depths
 * beyond. */
size_t kiln_reading_cell(const kiln_reading *reading, double depth_cm);

/* Concentration of a species at a depth in its cell. */
double kiln_reading_conc(const kiln_reading *reading, size_t cell, size_t species,
                         double depth_cm);

#endif
