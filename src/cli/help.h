/* Help: the commands, one command, and the same as a reference page. */
#ifndef KILN_CLI_HELP_H
#define KILN_CLI_HELP_H

#include "op/op.h"

/* kiln help */
extern const kiln_op kiln_command_help;

/* What Kiln is, its commands, examples, exit codes. Lines end by column `width`. */
void kiln_help_all(int width, kiln_sink *sink);
/* The commands alone: what someone sees who typed none. */
void kiln_help_commands(int width, kiln_sink *sink);
/* The commands of a family: "recipe". */
void kiln_help_family(const char *family, int width, kiln_sink *sink);
/* One command: usage, what it does, its flags, an example. */
void kiln_help_command(const kiln_op *command, int width, kiln_sink *sink);

#endif
