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
    char *buffer; /* raw input; from `at` to `filled` not taken yet */
    size_t filled, at;
    char *row_text; /* the current row's cells, decoded, each with its NUL */
    size_t row_size;
    uint32_t line, column; /* of the byte at `at` */
    uint64_t row;          /* rows read so far, the header too */
    bool ended;            /* the source has no more */
    kiln_status status;    /* the source's failure, which stays */
    size_t count;
    kiln_csv_cell cell[KILN_CSV_COLUMNS_MAX];
} kiln_csv;

/* Buffers (about KILN_CSV_ROW_MAX + 64 kB) come from the arena, which outlives the reader; the
 * memory does not grow with the input. A BOM is skipped, UTF-16 is refused by name.
 *   csv  out  untouched unless KILN_OK; nothing to close
 *   diag out  may be NULL
 * Errors: KILN_NO_MEMORY, KILN_SYNTAX, or the source's. */
KILN_API kiln_status kiln_csv_open(kiln_csv *csv, kiln_source source, kiln_arena *arena,
                                   kiln_diag *diag);

/* The next row with anything in it; csv->count is 0 at the end. Blank lines are skipped, and
 * rows of nothing but blanks and commas, as spreadsheets leave at the end. LF, CRLF and CR end
 * a row; quotes may hold any of them. Cells keep their blanks.
 * Errors, each with line and column, csv->count 0:
 *   KILN_SYNTAX  text after a closing quote, a quote inside an unquoted cell, a quote never
 *                closed, NUL, not UTF-8. The reader stands at the next line, so that a batch
 *                can go on.
 *   KILN_LIMIT   more than KILN_CSV_COLUMNS_MAX cells or KILN_CSV_ROW_MAX bytes in a row
 *                (a cell's NUL counts). The same.
 *   the source's, with nothing in diag: so does each further call.
 * Cost: O(bytes of the row), no allocation. */
KILN_API kiln_status kiln_csv_next(kiln_csv *csv, kiln_diag *diag);

/* One cell out: text is UTF-8. It is quoted where a reader or a spreadsheet would take it for
 * something else: commas, semicolons, quotes, line ends, tabs, blanks around it, and the empty
 * text (an absent value is an empty cell without quotes). Text that a spreadsheet would run as
 * a formula (= + - @ tab CR first, unless it is a number) gets a leading apostrophe. The commas
 * and line ends between cells are the caller's.
 * Source: OWASP, CSV Injection. */
KILN_API void kiln_csv_put_text(kiln_sink *sink, const char *text);

#endif
