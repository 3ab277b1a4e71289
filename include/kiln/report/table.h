/* Tables as data, for terminals, Markdown and HTML. */
#ifndef KILN_REPORT_TABLE_H
#define KILN_REPORT_TABLE_H

#include "kiln/base/arena.h"
#include "kiln/base/io.h"
#include "kiln/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { KILN_TABLE_COLUMNS_MAX = 32, KILN_TABLE_DIGITS_MAX = 17 };

typedef enum kiln_align {
    KILN_ALIGN_LEFT,
    KILN_ALIGN_RIGHT,
    KILN_ALIGN_POINT /* numbers stand with their decimal points under one another */
} kiln_align;

typedef struct kiln_table_column {
    const char *title; /* NULL for none */
    const char *unit;  /* NULL for none */
    kiln_align align;
    bool units; /* the cells are units: in HTML what follows ^ is raised */
} kiln_table_column;

/* What a cell means; colour only underlines what its text says. */
typedef enum kiln_tone {
    KILN_TONE_PLAIN,
    KILN_TONE_STRONG,
    KILN_TONE_MUTED,
    KILN_TONE_GOOD,
    KILN_TONE_WARNING,
    KILN_TONE_BAD
} kiln_tone;

typedef struct kiln_cell {
    const char *text; /* borrowed UTF-8; NULL: the cell is `number` */
    double number;    /* NaN: nothing to show, a dash */
    int digits;       /* significant, 1 to KILN_TABLE_DIGITS_MAX; 0: as few as read back */
    kiln_tone tone;
} kiln_cell;

static inline kiln_cell kiln_cell_text(const char *text)
{
    return (kiln_cell){.text = text ? text : ""};
}

static inline kiln_cell kiln_cell_number(double number, int digits)
{
    return (kiln_cell){.number = number, .digits = digits};
}

typedef struct kiln_table {
    const char *caption; /* NULL for none */
    size_t column_count, row_count;
    const kiln_table_column *column;
    const kiln_cell *cell; /* [row_count * column_count], row by row */
} kiln_table;

typedef enum kiln_text_style { KILN_TEXT_PLAIN, KILN_TEXT_ANSI } kiln_text_style;

/* For a terminal: a header, a rule, the rows, no trailing blanks. Widths count terminal columns
 * (wide and combining characters). Control characters, escape sequences among them, are shown
 * as U+FFFD. When the table is wider than width_columns (0: no limit), columns of text are
 * narrowed and wrapped, the widest first; numbers never are, so a table of numbers alone may
 * stay wider.
 * Errors: KILN_LIMIT (too many columns), KILN_INVALID (no columns, a NULL array with a count),
 * both with nothing written; else the sink's. Cost: linear in the text, no allocation. */
KILN_API kiln_status kiln_table_write_text(const kiln_table *table, size_t width_columns,
                                           kiln_text_style style, kiln_sink *sink);

/* The same as a GitHub-flavoured Markdown table; Markdown and HTML in cells are escaped. */
KILN_API kiln_status kiln_table_write_markdown(const kiln_table *table, kiln_sink *sink);

/* The same as an HTML <table class="kiln-table">; cells are escaped. */
KILN_API kiln_status kiln_table_write_html(const kiln_table *table, kiln_sink *sink);

#endif
