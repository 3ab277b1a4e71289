/* The command line from its words to an exit code. */
#ifndef KILN_CLI_DISPATCH_H
#define KILN_CLI_DISPATCH_H

#include "kiln/base/arena.h"

/* Runs one command line; word[0] is the program's own name. Everything goes to standard output
 * and standard error; all memory is freed.
 *   allocator  {0} for malloc; a test hands in its own
 * Returns the exit code. */
int kiln_dispatch(int count, const char *const word[], kiln_allocator allocator);

#endif
