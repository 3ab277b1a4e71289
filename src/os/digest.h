/* SHA-256. */
#ifndef KILN_OS_DIGEST_H
#define KILN_OS_DIGEST_H

#include "kiln/base/io.h"

enum { KILN_DIGEST_TEXT_MAX = 65 };

/* The digest, in hexadecimal, of all that `write` puts into the sink it is given.
 *   what  handed on to write
 *   text  out  untouched unless KILN_OK
 * Takes no memory. Errors: those that write leaves in its sink. */
kiln_status kiln_digest_of(void (*write)(const void *what, kiln_sink *sink), const void *what,
                           char text[KILN_DIGEST_TEXT_MAX]);

#endif
