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

kiln_status kiln_op_take_warnings(kiln_op_call *call, kiln_warning_list *warnings)
{
    const kiln_diag *diag = call->diag;
    kiln_warning *item = KILN_TAKE(call->arena, diag->count, kiln_warning);
    if (!item)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the warnings");
    *warnings = (kiln_warning_list){.item = item};
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        if (issue->severity == KILN_SEVERITY_WARNING)
            item[warnings->count++] = (kiln_warning){.pointer = text_or_null(issue->pointer),
                                                     .message = issue->message,
                                                     .mend = text_or_null(issue->mend)};
    }
    return KILN_OK;
}
