/* Parameter sets as operations use them: found, changed, checked, and hashed. */
#ifndef KILN_OP_MODELS_H
#define KILN_OP_MODELS_H

#include "kiln/silicon/model.h"
#include "op/op.h"

typedef struct kiln_op_model {
    kiln_json *tree;           /* overrides applied */
    const kiln_model_set *set; /* with its sha256 */
} kiln_op_model;

/* The set that a model asks for, from call->models if that is given, with the model's
 * overrides. sha256 is over its canonical JSON, overrides included.
 *   pointer  where the set's name was given ("/model/set"), for messages
 *   got      out  untouched unless KILN_OK
 * Errors: KILN_NOT_FOUND (no set of that name), KILN_INVALID and KILN_SYNTAX (the file, or an
 * override: at its place in the recipe), KILN_NO_MEMORY. */
kiln_status kiln_op_model_set(kiln_op_call *call, const kiln_model *model, const char *pointer,
                              kiln_op_model *got);

/* The same by name alone, without overrides. */
kiln_status kiln_op_model_named(kiln_op_call *call, const char *name, const char *pointer,
                                kiln_op_model *got);

#endif
