/* Writing files whole or not at all: a draft beside the target takes its place in one step. */
#ifndef KILN_OS_DRAFT_H
#define KILN_OS_DRAFT_H

#include "kiln/base/diag.h"
#include "os/file.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct kiln_draft {
    const char *path; /* as given */
    const char *data; /* borrowed until the draft is done with */
    size_t size;
    bool direct;                     /* a device or pipe, written in place by the commit */
    char target[KILN_FILE_PATH_MAX]; /* with symbolic links followed */
    char temp[KILN_FILE_PATH_MAX];   /* "" when there is none */
} kiln_draft;

/* Whether path can be written, as far as can be told without doing so: its folder is there, and
 * it is neither a folder nor one of the files that were read.
 *   input  [inputs] those files; "-" is none
 *   flag   that names the file, for the message
 * Errors: KILN_OUTPUT; KILN_USAGE when it is an input. */
kiln_status kiln_draft_check(const char *path, size_t inputs, const char *const input[],
                             const char *flag, kiln_diag *diag);

/* Writes the text to disk under a name of its own in the target's folder; the target is not
 * touched yet.
 *   draft out  to be committed or discarded; on failure there is nothing to do
 * Errors: KILN_OUTPUT, with nothing left behind. */
kiln_status kiln_draft_write(kiln_draft *draft, const char *path, const char *data, size_t size,
                             kiln_diag *diag);
/* Puts the draft in the target's place: a reader sees the old file or the new one, and an
 * existing file keeps its permissions. Errors: KILN_OUTPUT, with the target as it was. */
kiln_status kiln_draft_commit(kiln_draft *draft, kiln_diag *diag);
/* Removes a draft that is not wanted; does nothing after a commit. */
void kiln_draft_discard(kiln_draft *draft);

#endif
