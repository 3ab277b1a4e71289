/* Reading files whole. Paths are bytes as the system takes them. */
#ifndef KILN_OS_FILE_H
#define KILN_OS_FILE_H

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"

#include <stddef.h>

enum { KILN_FILE_PATH_MAX = 4096 };

/* Reads a whole file, or standard input when path is "-".
 *   limit in   bytes; past it the reading stops with KILN_LIMIT
 *   text  out  NUL-terminated, owned by the arena; untouched unless KILN_OK
 *   diag       issues name path as their source
 * Errors: KILN_NOT_FOUND (missing, with the nearest name in its folder; a folder; no permission
 * or any other failure to read), KILN_LIMIT, KILN_NO_MEMORY, KILN_CANCELLED (interrupted). */
kiln_status kiln_file_read(const char *path, size_t limit, kiln_arena *arena, const char **text,
                           size_t *size, kiln_diag *diag);

#endif
