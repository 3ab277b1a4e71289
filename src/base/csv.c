/* CSV: rows in, one at a time, in constant memory; cells out. */
#include "kiln/base/csv.h"

#include "base/utf8.h"
#include "kiln/base/number.h"

#include <stdio.h>
#include <string.h>

enum { BUFFER_SIZE = 64 << 10, CHARACTER_MAX = 4 };

/* How many bytes lie ready: those wanted at least, unless the input ends before. No more are
 * wanted than a decision needs, so that a row typed or piped in is there at its line end. */
static size_t fill(kiln_csv *csv, size_t wanted)
{
    size_t ready = csv->filled - csv->at;
    if (ready >= wanted || csv->ended)
        return ready;
    memmove(csv->buffer, csv->buffer + csv->at, ready);
    csv->at = 0;
    while (ready < wanted && !csv->ended) {
        size_t got = 0;
        csv->status = csv->source.read(csv->source.context, csv->buffer + ready,
                                       BUFFER_SIZE - ready, &got);
        csv->ended = csv->status != KILN_OK || got == 0;
        ready += csv->ended ? 0 : got;
    }
    csv->filled = ready;
    return ready;
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* The size of the line end, LF, CRLF or CR, at csv->at. */
static size_t line_end_size(kiln_csv *csv)
{
    const bool pair =
        csv->buffer[csv->at] == '\r' && fill(csv, 2) > 1 && csv->buffer[csv->at + 1] == '\n';
    return pair ? 2 : 1;
}

static void start_line(kiln_csv *csv)
{
    csv->line++;
    csv->column = 1;
}

static void take_line_end(kiln_csv *csv)
{
    csv->at += line_end_size(csv);
    start_line(csv);
}

static void take(kiln_csv *csv, size_t size)
{
    csv->at += size;
    csv->column += (uint32_t)size;
}

/* Reports a fault and goes on to the next line, quotes or not: so that one bad row costs no
 * more than its own line. */
static kiln_status refuse(kiln_csv *csv, kiln_diag *diag, const kiln_issue *issue)
{
    if (csv->status != KILN_OK)
        return csv->status; /* the input broke off, whatever that looks like */
    kiln_diag_add(diag, issue);
    while (fill(csv, 1) > 0 && !is_line_end(csv->buffer[csv->at]))
        take(csv, 1);
    if (fill(csv, 1) > 0)
        take_line_end(csv);
    return issue->status;
}

static kiln_status refuse_here(kiln_csv *csv, kiln_diag *diag, const char *message,
                               const char *mend)
{
    kiln_issue issue = {.status = KILN_SYNTAX, .line = csv->line, .column = csv->column};
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return refuse(csv, diag, &issue);
}

static kiln_status refuse_many_columns(kiln_csv *csv, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_LIMIT,
                        .line = csv->line,
                        .column = csv->column,
                        .unit = "cells",
                        .mend = "remove cells, or end the row with a line end"};
    snprintf(issue.message, sizeof issue.message, "more than %d cells in a row",
             KILN_CSV_COLUMNS_MAX);
    snprintf(issue.bound, sizeof issue.bound, "at most %d", KILN_CSV_COLUMNS_MAX);
    return refuse(csv, diag, &issue);
}

static kiln_status refuse_long_row(kiln_csv *csv, const kiln_csv_cell *cell, kiln_diag *diag)
{
    kiln_issue issue = {
        .status = KILN_LIMIT, .line = cell->line, .column = cell->column, .unit = "bytes"};
    snprintf(issue.message, sizeof issue.message, "more than %d bytes in a row",
             KILN_CSV_ROW_MAX);
    snprintf(issue.bound, sizeof issue.bound, "at most %d", KILN_CSV_ROW_MAX);
    snprintf(issue.mend, sizeof issue.mend, "%s",
             cell->quoted ? "close the quote that this cell opens, or shorten the row"
                          : "shorten the row, or end it with a line end");
    return refuse(csv, diag, &issue);
}

/* Takes bytes that lie ready, and adds the first `kept` of them to the cell, unless the row has
 * no room for them and the cell's NUL. */
static kiln_status keep(kiln_csv *csv, const kiln_csv_cell *cell, size_t taken, size_t kept,
                        kiln_diag *diag)
{
    if (kept >= KILN_CSV_ROW_MAX - csv->row_size)
        return refuse_long_row(csv, cell, diag);
    memcpy(csv->row_text + csv->row_size, csv->buffer + csv->at, kept);
    csv->row_size += kept;
    take(csv, taken);
    return KILN_OK;
}

static bool is_plain(char byte)
{
    return byte >= ' ' && byte <= '~' && byte != '"' && byte != ',';
}

/* Takes a run of plain characters, or one other, into the cell. */
static kiln_status take_text(kiln_csv *csv, const kiln_csv_cell *cell, kiln_diag *diag)
{
    const char *at = csv->buffer + csv->at;
    const size_t ready = csv->filled - csv->at;
    size_t size = 0;
    while (size < ready && is_plain(at[size]))
        size++;
    if (size == 0 && *at == '\0')
        return refuse_here(csv, diag, "a NUL byte", "remove it");
    for (size_t wanted = 1; size == 0 && wanted <= CHARACTER_MAX; wanted++) {
        const size_t filled = fill(csv, wanted);
        size = kiln_utf8_length(csv->buffer + csv->at, filled);
    }
    if (size == 0)
        return refuse_here(csv, diag, "not UTF-8", "save the file as UTF-8");
    return keep(csv, cell, size, size, diag);
}

static kiln_status read_plain_cell(kiln_csv *csv, const kiln_csv_cell *cell, kiln_diag *diag)
{
    while (fill(csv, 1) > 0) {
        const char byte = csv->buffer[csv->at];
        if (byte == ',' || is_line_end(byte))
            break;
        if (byte == '"')
            return refuse_here(csv, diag, "a quote inside a cell that does not start with one",
                               "put the whole cell in quotes and double the quotes inside it");
        const kiln_status status = take_text(csv, cell, diag);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}

static kiln_status refuse_open_quote(kiln_csv *csv, const kiln_csv_cell *cell, kiln_diag *diag)
{
    const kiln_issue issue = {.status = KILN_SYNTAX,
                              .line = cell->line,
                              .column = cell->column,
                              .message = "a quote never closed",
                              .mend = "close it; write a quote inside the cell twice"};
    return refuse(csv, diag, &issue);
}

/* A cell in quotes, from after the opening quote to after the closing one. */
static kiln_status read_quoted_cell(kiln_csv *csv, const kiln_csv_cell *cell, kiln_diag *diag)
{
    for (;;) {
        kiln_status status;
        if (fill(csv, 1) == 0)
            return refuse_open_quote(csv, cell, diag);
        const char byte = csv->buffer[csv->at];
        if (is_line_end(byte)) {
            const size_t size = line_end_size(csv);
            status = keep(csv, cell, size, size, diag);
            if (status == KILN_OK)
                start_line(csv);
        } else if (byte != '"') {
            status = take_text(csv, cell, diag);
        } else if (fill(csv, 2) > 1 && csv->buffer[csv->at + 1] == '"') {
            status = keep(csv, cell, 2, 1, diag);
        } else {
            take(csv, 1);
            return KILN_OK;
        }
        if (status != KILN_OK)
            return status;
    }
}

/* The cell at csv->at, up to the comma or line end after it. */
static kiln_status read_cell(kiln_csv *csv, kiln_diag *diag)
{
    if (csv->count == KILN_CSV_COLUMNS_MAX)
        return refuse_many_columns(csv, diag);
    const bool quoted = fill(csv, 1) > 0 && csv->buffer[csv->at] == '"';
    kiln_csv_cell *cell = &csv->cell[csv->count++];
    *cell = (kiln_csv_cell){.text = csv->row_text + csv->row_size,
                            .line = csv->line,
                            .column = csv->column,
                            .quoted = quoted};
    kiln_status status = keep(csv, cell, quoted ? 1 : 0, 0, diag);
    if (status == KILN_OK)
        status = quoted ? read_quoted_cell(csv, cell, diag) : read_plain_cell(csv, cell, diag);
    if (status != KILN_OK)
        return status;
    cell->size = (size_t)(csv->row_text + csv->row_size - cell->text);
    csv->row_text[csv->row_size++] = '\0';
    return KILN_OK;
}

static kiln_status read_row(kiln_csv *csv, kiln_diag *diag)
{
    csv->row_size = 0;
    bool more = fill(csv, 1) > 0;
    while (more) {
        const kiln_status status = read_cell(csv, diag);
        if (status != KILN_OK)
            return status;
        more = fill(csv, 1) > 0 && csv->buffer[csv->at] == ',';
        if (more)
            take(csv, 1);
    }
    if (fill(csv, 1) > 0) {
        if (!is_line_end(csv->buffer[csv->at]))
            return refuse_here(csv, diag, "text after a closing quote",
                               "write a comma after it; write a quote inside the cell twice");
        take_line_end(csv);
    }
    return csv->status;
}

static bool is_blank(const kiln_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        const kiln_csv_cell *cell = &csv->cell[i];
        if (cell->quoted || strspn(cell->text, " \t") != cell->size)
            return false;
    }
    return true;
}

kiln_status kiln_csv_open(kiln_csv *csv, kiln_source source, kiln_arena *arena, kiln_diag *diag)
{
    kiln_csv opened = {.source = source,
                       .buffer = KILN_TAKE(arena, BUFFER_SIZE, char),
                       .row_text = KILN_TAKE(arena, KILN_CSV_ROW_MAX, char),
                       .line = 1,
                       .column = 1};
    if (opened.buffer == NULL || opened.row_text == NULL)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "no memory left to read the CSV");
    const size_t ready = fill(&opened, CHARACTER_MAX);
    if (opened.status != KILN_OK)
        return opened.status;
    const char *foreign = kiln_utf8_foreign(opened.buffer, ready);
    if (foreign != NULL) {
        kiln_issue issue = {
            .status = KILN_SYNTAX, .line = 1, .column = 1, .mend = "save it as UTF-8"};
        snprintf(issue.message, sizeof issue.message, "this is %s", foreign);
        return kiln_diag_add(diag, &issue);
    }
    opened.at = kiln_utf8_mark(opened.buffer, ready);
    *csv = opened;
    return KILN_OK;
}

kiln_status kiln_csv_next(kiln_csv *csv, kiln_diag *diag)
{
    do {
        csv->count = 0;
        const kiln_status status = csv->status != KILN_OK ? csv->status : read_row(csv, diag);
        if (status != KILN_OK) {
            csv->count = 0;
            return status;
        }
    } while (csv->count > 0 && is_blank(csv));
    if (csv->count > 0)
        csv->row++;
    return KILN_OK;
}

static bool runs_as_formula(const char *text, size_t size)
{
    double value;
    return size > 0 && strchr("=+-@\t\r", text[0]) != NULL &&
           kiln_number_read_loose(text, size, &value) == 0;
}

static bool needs_quotes(const char *text, size_t size)
{
    return size == 0 || strpbrk(text, ",;\"\r\n\t") != NULL || text[0] == ' ' ||
           text[size - 1] == ' ' || kiln_utf8_mark(text, size) > 0;
}

void kiln_csv_put_text(kiln_sink *sink, const char *text)
{
    const size_t size = strlen(text);
    const char *guard = runs_as_formula(text, size) ? "'" : "";
    if (!needs_quotes(text, size)) {
        kiln_puts(sink, guard);
        kiln_put(sink, text, size);
        return;
    }
    kiln_puts(sink, "\"");
    kiln_puts(sink, guard);
    for (const char *at = text; *at != '\0';) {
        const size_t run = strcspn(at, "\"");
        kiln_put(sink, at, run);
        at += run;
        if (*at == '"') {
            kiln_puts(sink, "\"\"");
            at++;
        }
    }
    kiln_puts(sink, "\"");
}
