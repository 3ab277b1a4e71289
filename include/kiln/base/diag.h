/* Diagnostics: what is wrong, where, with which bound, and how to mend it. Errors and warnings
 * travel the same way, in a caller-owned struct of fixed size that never allocates. */
#ifndef KILN_BASE_DIAG_H
#define KILN_BASE_DIAG_H

#include "kiln/base/io.h"
#include "kiln/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KILN_DIAG_MAX = 20, KILN_POINTER_MAX = 192 };

typedef enum kiln_severity { KILN_SEVERITY_ERROR, KILN_SEVERITY_WARNING } kiln_severity;

typedef struct kiln_issue {
    kiln_severity severity;
    kiln_status status;
    const char *source;             /* borrowed: the file's name, NULL when there is none */
    uint32_t line, column;          /* from 1; 0 where it has none; the column counts bytes */
    char pointer[KILN_POINTER_MAX]; /* JSON Pointer, "--flag", or a CSV column's name */
    char message[256];              /* "1500 C is outside 300..1400 C" */
    char given[64];                 /* the value as given */
    char bound[128];                /* "300..1400", "one of 100, 111, 110" */
    char unit[24];
    char mend[256]; /* "give a value of 300..1400 C" */
} kiln_issue;

/* Init with = {0} or kiln_diag_init. When it is full an error takes the place of the last
 * warning, otherwise the issue is only counted in `dropped`. */
typedef struct kiln_diag {
    const char *source; /* borrowed: stamped on each issue added that names none */
    size_t count, errors, dropped;
    kiln_issue issue[KILN_DIAG_MAX];
} kiln_diag;

KILN_API void kiln_diag_init(kiln_diag *diag, const char *source);

/* Adds a copy of the issue; texts are cut to their size at a UTF-8 boundary. diag may be NULL.
 * Returns issue->status, so that a failure can be one line. */
KILN_API kiln_status kiln_diag_add(kiln_diag *diag, const kiln_issue *issue);

/* Whether a further error would only be counted, or diag is NULL: its texts need not be
 * made. */
KILN_API bool kiln_diag_full(const kiln_diag *diag);

/* An error with a pointer and a printf message, for where there is no more to say. Returns
 * status. */
KILN_API kiln_status kiln_fail(kiln_diag *diag, kiln_status status, const char *pointer,
                               const char *format, ...) KILN_PRINTF(4, 5);
/* A warning, and how to mend it: "" where that goes without saying. */
KILN_API void kiln_warn(kiln_diag *diag, const char *pointer, const char *mend,
                        const char *format, ...) KILN_PRINTF(4, 5);

/* The status of the first error, KILN_OK when there are warnings at most. */
KILN_API kiln_status kiln_diag_status(const kiln_diag *diag);

/* For people, one issue after the other:
 *   recipe.json:7:31: error: /steps/1/temp_c: 1500 C is outside 300..1400 C
 *     mend: give a value of 300..1400 C
 * with "and 3 more" at the end for those dropped. Control characters are shown as ?. */
KILN_API void kiln_diag_print(const kiln_diag *diag, kiln_sink *sink);

#endif
