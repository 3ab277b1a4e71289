/* CSV (RFC 4180) in, row by row in constant memory with positions; and out. */
#ifndef KILN_BASE_CSV_H
#define KILN_BASE_CSV_H

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"
#include "kiln/base/io.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KILN_CSV_COLUMNS_MAX = 256, KILN_CSV_ROW_MAX = 1 << 20 };

typedef struct kiln_csv_cell {
    const char *text; /* unquoted, NUL-terminated, UTF-8 */
    size_t size;
    uint32_t line, column; /* where it starts, from 1; the column counts bytes */
    bool quoted;
} kiln_csv_cell;

/* One open reader. The cells of a row live until the next call of kiln_csv_next. */
typedef struct kiln_csv {
    kiln_source source;
    char *buffer; /* raw input not yet taken */
    size_t filled, at, room;
    char *row_text; /* the current row's cells, decoded */
    uint32_t line, column;
    uint64_t row; /* rows read so far, the header too */
    bool ended;
    size_t count;
    kiln_csv_cell cell[KILN_CSV_COLUMNS_MAX];
} kiln_csv;

/* Buffers (about 2 * KILN_CSV_ROW_MAX) come from the arena. A BOM is skipped, UTF-16 is refused
 * by name. Errors: KILN_NO_MEMORY, KILN_SYNTAX, or the source's. */
KILN_API kiln_status kiln_csv_open(kiln_csv *csv, kiln_source source, kiln_arena *arena,
                                   kiln_diag *diag);

/* The next row with anything in it (blank lines are skipped); csv->count is 0 at the end. LF,
 * CRLF and CR end a row; quotes may hold any of them. Errors, each with line and column:
 * KILN_SYNTAX (text after a closing quote, a quote inside an unquoted cell, a quote never
 * closed, NUL, not UTF-8), KILN_LIMIT (too many columns, row too long). After KILN_SYNTAX in
 * one row the reader stands at the next row, so that a batch can go on. */
KILN_API kiln_status kiln_csv_next(kiln_csv *csv, kiln_diag *diag);

/* One cell out, quoted where needed. Text that a spreadsheet would run as a formula (= + - @
 * tab CR first, unless it is a number) gets a leading apostrophe. */
KILN_API void kiln_csv_put_text(kiln_sink *sink, const char *text);

#endif
