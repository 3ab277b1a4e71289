/* Private to process: a stage's diffusion in closed form. */
#ifndef KILN_SRC_PROCESS_DIFFUSE_H
#define KILN_SRC_PROCESS_DIFFUSE_H

#include "flow.h"
#include "wafer.h"

/* Moves every dopant of the wafer through a stage, and adds to the thermal budget.
 *   wafer  in, out  untouched unless KILN_OK
 * Errors: KILN_UNSUPPORTED where no closed form exists, naming the stage. */
kiln_status kiln_diffuse_stage(kiln_wafer *wafer, const kiln_model *model,
                               const kiln_stage *stage, kiln_validity *validity,
                               kiln_diag *diag);

/* Adds a stage to the thermal budget and does no more. */
kiln_status kiln_budget_stage(kiln_wafer *wafer, const kiln_stage *stage, kiln_diag *diag);

#endif
