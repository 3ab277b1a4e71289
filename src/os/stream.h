/* Standard output and standard error as sinks: buffered, without stdio, so that each failed
 * write is seen and nothing is allocated. */
#ifndef KILN_OS_STREAM_H
#define KILN_OS_STREAM_H

#include "kiln/base/diag.h"
#include "kiln/base/io.h"
#include "os/terminal.h"

#include <stddef.h>

/* Makes sure that descriptors 0 to 2 are taken, before any file is opened: a file must not end
 * up as standard output. Reading from or writing to one that was closed still fails. */
void kiln_stream_guard(void);

typedef struct kiln_stream {
    kiln_output output;
    int error; /* errno of the first failed write, 0 for none */
    size_t used;
    char buffer[8192];
} kiln_stream;

kiln_sink kiln_stream_sink(kiln_stream *stream);
/* Writes what is still in the buffer. Errors: KILN_OUTPUT, now or from any write before. */
kiln_status kiln_stream_flush(kiln_stream *stream);
/* Flushes for the last time, and says in diag why what was written did not arrive; without a
 * word when the reader has gone away. Errors: KILN_OUTPUT. */
kiln_status kiln_stream_end(kiln_stream *stream, kiln_diag *diag);

#endif
