/* SHA-256 of what is written to a sink. */
#ifndef KILN_OS_DIGEST_H
#define KILN_OS_DIGEST_H

#include "kiln/base/io.h"

enum { KILN_DIGEST_TEXT_MAX = 65 };

typedef struct kiln_digest {
    void *state; /* libcrypto's */
} kiln_digest;

/* Errors: KILN_NO_MEMORY, with nothing to end. */
kiln_status kiln_digest_begin(kiln_digest *digest);
/* What goes into this sink is digested; the digest must not move. */
kiln_sink kiln_digest_sink(kiln_digest *digest);
/* The digest in hexadecimal; frees it in any case.
 *   text out [KILN_DIGEST_TEXT_MAX], untouched unless KILN_OK
 * Errors: KILN_INTERNAL. */
kiln_status kiln_digest_end(kiln_digest *digest, char text[KILN_DIGEST_TEXT_MAX]);

#endif
