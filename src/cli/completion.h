/* kiln completion: scripts for bash and zsh, from the same tables as the help. */
#ifndef KILN_CLI_COMPLETION_H
#define KILN_CLI_COMPLETION_H

#include "op/op.h"

extern const kiln_op kiln_command_completion;

#endif
