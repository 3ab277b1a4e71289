/* An output as a table for people. */
#ifndef KILN_OP_OUTPUT_TABLE_H
#define KILN_OP_OUTPUT_TABLE_H

#include "warnings.h"

/* One row a number, word or text that is there: name, value, unit; from the output's second
 * field up to the one named `end`, which is left out. The warnings follow. */
kiln_status kiln_op_show_output(const kiln_op_call *call, const char *end,
                                const kiln_warning_list *warnings, kiln_op_look look,
                                kiln_sink *sink);

#endif
