/* A recipe's wafer on its mesh, step by step, for tests that look inside. cm, cm^-3. */
#ifndef KILN_TESTS_PROCESS_MESH_RUN_H
#define KILN_TESTS_PROCESS_MESH_RUN_H

#include "process/numeric.h"
#include "process/reading.h"
#include "process/run.h"

/* One parameter in place of the set's; a list of them ends with a NULL. */
typedef struct test_override {
    const char *pointer;
    double value;
} test_override;

/* Free with mesh_run_free; it points into itself. */
typedef struct mesh_run {
    test_run run; /* no result */
    kiln_stage_list stages[KILN_STEPS_MAX];
    kiln_numeric *numeric;
    kiln_oxide oxide;
    kiln_reading reading;
} mesh_run;

/* The wafer before the first step, without oxide. The recipe is as for test_run_text, its
 * starting profiles Gaussians; changes may be NULL. */
void mesh_run_begin(mesh_run *m, const char *text, const test_override changes[]);
/* Goes through a furnace step. */
void mesh_run_step(mesh_run *m, size_t step);
/* Takes the profiles as they stand, for mesh_run_conc. */
void mesh_run_read(mesh_run *m);
/* Of the first species, at a depth. */
double mesh_run_conc(const mesh_run *m, double depth_cm);
void mesh_run_free(mesh_run *m);

#endif
