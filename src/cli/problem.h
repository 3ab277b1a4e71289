/* Telling what went wrong, to people or to programs. */
#ifndef KILN_CLI_PROBLEM_H
#define KILN_CLI_PROBLEM_H

#include "kiln/base/diag.h"
#include "kiln/base/field.h"

/* A problem detail (RFC 9457): type, title, status, detail, exit_code, and every
 * error. Its shape, for the reference. */
extern const kiln_shape kiln_problem_shape;

/* Writes the errors of diag as a problem; takes no memory, so that it can tell of its lack.
 *   status  of the failure as a whole */
void kiln_problem_write(kiln_status status, const kiln_diag *diag, kiln_sink *sink);

/* The errors alone, or the warnings alone, for people. */
void kiln_print_issues(const kiln_diag *diag, kiln_severity severity, kiln_sink *sink);

#endif
