/* The operations, one file a family; op_table.c lists them. */
#ifndef KILN_OP_ROWS_H
#define KILN_OP_ROWS_H

#include "op/op.h"

extern const kiln_op kiln_op_simulate;
extern const kiln_op kiln_op_oxide;
extern const kiln_op kiln_op_irvin;
extern const kiln_op kiln_op_recipe_check;
extern const kiln_op kiln_op_recipe_diff;
extern const kiln_op kiln_op_recipe_schema;
extern const kiln_op kiln_op_model_show;
extern const kiln_op kiln_op_model_cite;
extern const kiln_op kiln_op_version;

/* A fault in the check of an input, in plain texts; path as kiln_place_fault takes it. */
void kiln_op_fault(kiln_place *place, const char *path, const char *message, const char *mend);

/* What simulating a recipe takes, roughly. */
double kiln_op_recipe_ms(const kiln_recipe *recipe);

/* What recipe diff --json prints. */
extern const kiln_shape kiln_diff_shape;

#endif
