/* Private to process: a stage's diffusion in closed form, what is refused, and the result. */
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

/* Errors for everything in the recipe that is not simulated yet: KILN_UNSUPPORTED, or
 * KILN_OK. */
kiln_status kiln_refuse_gaps(const kiln_recipe *recipe, kiln_diag *diag);

/* What a finished run leaves behind, to be put into the result. */
typedef struct kiln_outcome {
    const kiln_recipe *recipe;
    const kiln_wafer *wafer;
    const kiln_wafer_view *view;
    size_t points;
    const kiln_diag *diag;
    kiln_arena *arena;
} kiln_outcome;
kiln_status kiln_outcome_fill(const kiln_outcome *outcome, kiln_result *result);
/* The layers alone. Errors: KILN_NO_MEMORY. */
kiln_status kiln_outcome_layers(const kiln_outcome *outcome, kiln_layer_list *layers);

#endif
