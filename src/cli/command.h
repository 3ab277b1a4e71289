/* What can be typed after `kiln`: the operations, and what only a command line has. */
#ifndef KILN_CLI_COMMAND_H
#define KILN_CLI_COMMAND_H

#include "op/op.h"

/* The i-th command in the order of the help, NULL after the last. */
const kiln_op *kiln_command_at(size_t i);

typedef struct kiln_command_found {
    const kiln_op *command; /* NULL: no command is named so */
    int words;              /* how many its name has, 1 or 2 */
    bool family;            /* no command, but the first word of some: "recipe" */
} kiln_command_found;

/* The command that two words name, or the first alone; either may be NULL. */
kiln_command_found kiln_command_find(const char *first, const char *second);

/* Says that the words name no command, and which one is near. Returns KILN_USAGE. */
kiln_status kiln_command_refuse(const char *first, const char *second, kiln_diag *diag);

#endif
