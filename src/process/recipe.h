/* Private to process: rules across fields of the recipe's shapes (recipe_check.c). */
#ifndef KILN_SRC_PROCESS_RECIPE_H
#define KILN_SRC_PROCESS_RECIPE_H

#include "kiln/process/recipe.h"

void kiln_check_epi_layer(const void *object, kiln_place *place);
void kiln_check_substrate(const void *object, kiln_place *place);
void kiln_check_initial(const void *object, kiln_place *place);
void kiln_check_ambient(const void *object, kiln_place *place);
void kiln_check_source(const void *object, kiln_place *place);
void kiln_check_segment(const void *object, kiln_place *place);
void kiln_check_trace(const void *object, kiln_place *place);
void kiln_check_furnace(const void *object, kiln_place *place);
void kiln_check_target(const void *object, kiln_place *place);
void kiln_check_model(const void *object, kiln_place *place);
void kiln_check_recipe(const void *object, kiln_place *place);

#endif
