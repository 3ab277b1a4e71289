/* Warnings as part of an output. */
#ifndef KILN_OP_WARNINGS_H
#define KILN_OP_WARNINGS_H

#include "op/op.h"

typedef KILN_LIST(kiln_warning) kiln_warning_list;

extern const kiln_shape kiln_op_warning_shape;

/* The field of an output that holds them. */
#define KILN_WARNINGS_FIELD(type)                                          \
    KILN_FIELD("warnings", LIST, type, warnings,                           \
               .item = KILN_ITEM(OBJECT, .shape = &kiln_op_warning_shape), \
               .doc = "what to know about the result")

/* Errors and warnings of diagnostics, whose texts must outlive the lists. Errors:
 * KILN_NO_MEMORY, told there. */
kiln_status kiln_op_take_issues(kiln_diag *diag, kiln_arena *arena, kiln_warning_list *errors,
                                kiln_warning_list *warnings);

/* The call's warnings so far; their texts live as long as the call's diagnostics.
 * Errors: KILN_NO_MEMORY. */
kiln_status kiln_op_take_warnings(kiln_op_call *call, kiln_warning_list *warnings);

#endif
