/* Reading a command line. */
#ifndef KILN_CLI_LINE_H
#define KILN_CLI_LINE_H

#include "cli/flags.h"

/* A command line, read and checked. */
typedef struct kiln_line {
    kiln_common_flags common;
    const char *document[KILN_OP_DOCUMENTS_MAX]; /* a file or "-"; NULL: none */
    const char *file[KILN_OP_VIEWS_MAX];         /* by view; NULL: not asked for */
    const void *input;                           /* of command->input, NULL when it has none */
} kiln_line;

/* Whether --json stands among the words: how to tell of faults, before anything is read. */
bool kiln_line_asks_for_json(int count, const char *const word[]);

/* Reads what follows the command's name: --flag value, --flag=value, -h, -- before what is no
 * flag. All faults at once, each naming its flag; common.json and common.help are set even on
 * failure, so that the faults can be told the way that was asked for.
 * Errors: KILN_USAGE, KILN_NO_MEMORY. */
kiln_status kiln_line_read(const kiln_op *command, int count, const char *const word[],
                           kiln_arena *arena, kiln_line *line, kiln_diag *diag);

#endif
