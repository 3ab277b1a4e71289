/* Putting out what a run came to: on standard output, and in files. */
#ifndef KILN_CLI_OUTPUTS_H
#define KILN_CLI_OUTPUTS_H

#include "cli/line.h"
#include "os/stream.h"

/* Whether the files asked for can be written, as far as can be told before the run.
 *   input  [inputs] the files that were read
 * Errors: KILN_OUTPUT, KILN_USAGE (one file for two views, or one that was read). */
kiln_status kiln_outputs_check(const kiln_op *command, const kiln_line *line, size_t inputs,
                               const char *const input[], kiln_diag *diag);

/* Renders every view first, then writes every file beside its target, then moves them into
 * place, then standard output: what can fail, fails before anything is seen. If one fails
 * all the same, a warning names the files that are there.
 * Errors: KILN_OUTPUT, KILN_NO_MEMORY, KILN_CANCELLED, a view's. A reader of standard output
 * that went away is KILN_OUTPUT without a message. */
kiln_status kiln_outputs_write(const kiln_op_call *call, const kiln_line *line,
                               kiln_stream *out);

#endif
