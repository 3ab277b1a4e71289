/* Private to process: what a finished run leaves behind, put into the result. */
#ifndef KILN_SRC_PROCESS_OUTCOME_H
#define KILN_SRC_PROCESS_OUTCOME_H

#include "wafer.h"

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
