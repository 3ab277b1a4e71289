/* Bytes in and out as callbacks, so that libkiln itself opens nothing. */
#ifndef KILN_BASE_IO_H
#define KILN_BASE_IO_H

#include "kiln/base/arena.h"
#include "kiln/base/status.h"

#include <stddef.h>

/* Where output goes. The first failure sticks: later writes do nothing, so a writer may print a
 * whole document and look at `status` once, at the end. write takes all size bytes or fails; it
 * is not called for nothing. */
typedef struct kiln_sink {
    kiln_status (*write)(void *context, const char *data, size_t size);
    void *context;
    kiln_status status;
} kiln_sink;

KILN_API void kiln_put(kiln_sink *sink, const char *data, size_t size);
KILN_API void kiln_puts(kiln_sink *sink, const char *text);
/* As printf; at most 4095 bytes a call, more makes the status KILN_INTERNAL. Never use it for a
 * double that a machine reads: see kiln_put_number. */
KILN_API void kiln_putf(kiln_sink *sink, const char *format, ...) KILN_PRINTF(2, 3);
/* The shortest text that reads back as the same double (number.h). */
KILN_API void kiln_put_number(kiln_sink *sink, double value);

/* Where input comes from: fills up to size bytes, *got = 0 only at the end. */
typedef struct kiln_source {
    kiln_status (*read)(void *context, char *data, size_t size, size_t *got);
    void *context;
} kiln_source;

/* Growing text in an arena: a sink that keeps what it is given. data is NUL-terminated, and
 * NULL until something is written. */
typedef struct kiln_text {
    kiln_arena *arena;
    char *data;
    size_t size, room, limit;
} kiln_text;

/* limit in bytes, 0 for 1 GB; past it a write fails with KILN_LIMIT and text keeps what it
 * had, as it does when memory ends. Cost: O(size) in all; the arena holds up to four times the
 * size. */
KILN_API void kiln_text_init(kiln_text *text, kiln_arena *arena, size_t limit);
KILN_API kiln_sink kiln_text_sink(kiln_text *text);

/* A source over bytes that the caller keeps alive. */
typedef struct kiln_bytes {
    const char *data;
    size_t size, at;
} kiln_bytes;
KILN_API kiln_source kiln_bytes_source(kiln_bytes *bytes);

#endif
