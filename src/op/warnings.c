/* From diagnostics to an output. */
#include "warnings.h"

static const kiln_field FIELDS[] = {
    KILN_FIELD("pointer", TEXT, kiln_warning, pointer, .doc = "where in the input"),
    KILN_FIELD("message", TEXT, kiln_warning, message, .doc = "what to know"),
    KILN_FIELD("mend", TEXT, kiln_warning, mend, .doc = "what to do"),
};
const kiln_shape kiln_op_warning_shape =
    KILN_SHAPE("warning", "Something to know.", kiln_warning, FIELDS, .check = NULL);

static const char *text_or_null(const char *text)
{
    return text[0] ? text : NULL;
}

kiln_status kiln_op_take_issues(kiln_diag *diag, kiln_arena *arena, kiln_warning_list *errors,
                                kiln_warning_list *warnings)
{
    kiln_warning_list taken[2] = {{.item = KILN_TAKE(arena, diag->count, kiln_warning)},
                                  {.item = KILN_TAKE(arena, diag->count, kiln_warning)}};
    if (!taken[0].item || !taken[1].item)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the warnings");
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        kiln_warning_list *list = &taken[issue->severity == KILN_SEVERITY_WARNING];
        list->item[list->count++] = (kiln_warning){.pointer = text_or_null(issue->pointer),
                                                   .message = issue->message,
                                                   .mend = text_or_null(issue->mend)};
    }
    *errors = taken[0];
    *warnings = taken[1];
    return KILN_OK;
}

kiln_status kiln_op_take_warnings(kiln_op_call *call, kiln_warning_list *warnings)
{
    kiln_warning_list errors;
    return kiln_op_take_issues(call->diag, call->arena, &errors, warnings);
}
