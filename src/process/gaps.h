/* Private to process: what is not simulated yet (kiln_recipe_gaps says it as warnings). */
#ifndef KILN_SRC_PROCESS_GAPS_H
#define KILN_SRC_PROCESS_GAPS_H

#include "kiln/process/recipe.h"

/* Errors for everything in the recipe that is not simulated yet: KILN_UNSUPPORTED, or
 * KILN_OK. */
kiln_status kiln_refuse_gaps(const kiln_recipe *recipe, kiln_diag *diag);

#endif
