/* The numbers of a parameter set one by one, with the unit and source of each. */
#ifndef KILN_OP_PARAMETERS_H
#define KILN_OP_PARAMETERS_H

#include "kiln/base/field.h"

typedef struct kiln_parameter {
    const char *pointer; /* into the set, as model.overrides takes it */
    double value;
    const char *unit;   /* NULL for a pure number */
    const char *source; /* key of the set's sources, NULL for none */
    const char *doc;
} kiln_parameter;

typedef KILN_LIST(kiln_parameter) kiln_parameter_list;

/* The numbers of a set's tree in the order of the document: those that `wanted` names, or all
 * when it is NULL. wanted is a JSON Pointer to a number or to what holds it, or any part of one
 * with dots or slashes: "boron" names all that is kept under boron.
 *   list  out  in the arena, may be empty; untouched unless KILN_OK
 * Errors: KILN_NO_MEMORY. */
kiln_status kiln_parameters_list(const kiln_json *tree, const char *wanted, kiln_arena *arena,
                                 kiln_parameter_list *list);

#endif
