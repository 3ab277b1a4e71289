/* Tables for a terminal: column widths, wrapping, alignment at the decimal point. Widths are in
 * terminal columns. */
#include "cell.h"
#include "glyph.h"

#include <string.h>

enum { GAP = 2, TEXT_WIDTH_MIN = 12 };

typedef struct text_layout {
    const kiln_table *table;
    kiln_text_style style;
    kiln_sink *sink;
    size_t width[KILN_TABLE_COLUMNS_MAX];
    size_t tail[KILN_TABLE_COLUMNS_MAX]; /* of it, from the decimal point on */
} text_layout;

/* What is left to write of one cell. */
typedef struct text_piece {
    const char *text;
    size_t size;
    size_t tail;       /* from the decimal point on; counts in KILN_ALIGN_POINT columns */
    const char *start; /* escape sequence before it, "" for none */
    char number[KILN_NUMBER_TEXT_MAX];
} text_piece;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t width_of(const char *text, size_t size)
{
    return (size_t)kiln_text_width(text, size, kiln_width_columns);
}

static text_piece header_piece(const char *text, const char *start)
{
    return (text_piece){
        .text = text ? text : "", .size = text ? strlen(text) : 0, .start = start};
}

/* The piece's text may stand in its own `number`, so it is filled in place. */
static void cell_piece(text_piece *piece, const kiln_cell *cell, const char *start)
{
    const char *shown = kiln_cell_show(cell, piece->number);
    const size_t head = kiln_cell_head(cell, shown);
    piece->text = shown;
    piece->size = strlen(shown);
    piece->tail = width_of(shown + head, piece->size - head);
    piece->start = start;
}

static size_t widest_word(const char *text)
{
    size_t widest = 0;
    while (text && *text) {
        const size_t word = strcspn(text, " ");
        widest = larger(widest, width_of(text, word));
        text += word + strspn(text + word, " ");
    }
    return widest;
}

/* Sets the natural width of a column; returns the least it can do with. Header words are kept
 * whole, numbers too; a column of text can do with little more than a word. */
static size_t measure(text_layout *layout, size_t c)
{
    const kiln_table *table = layout->table;
    const kiln_table_column *column = &table->column[c];
    const char *title = column->title ? column->title : "", *unit = column->unit;
    size_t head = 0, numbers = 0, texts = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const kiln_cell *cell = kiln_table_cell(table, r, c);
        text_piece piece;
        cell_piece(&piece, cell, "");
        const size_t width = width_of(piece.text, piece.size);
        layout->tail[c] = larger(layout->tail[c], piece.tail);
        head = larger(head, width - piece.tail);
        if (cell->text)
            texts = larger(texts, width);
        else
            numbers = larger(numbers, width);
    }
    if (column->align == KILN_ALIGN_POINT)
        numbers = head + layout->tail[c];
    const size_t body = larger(numbers, texts);
    const size_t units = unit ? width_of(unit, strlen(unit)) : 0;
    layout->width[c] = larger(larger(body, units), width_of(title, strlen(title)));
    const bool wraps = column->align == KILN_ALIGN_LEFT;
    const size_t least = larger(units, smaller(widest_word(title), TEXT_WIDTH_MIN));
    return larger(least, wraps ? larger(numbers, smaller(texts, TEXT_WIDTH_MIN)) : body);
}

static size_t total_width(const text_layout *layout)
{
    size_t total = (layout->table->column_count - 1) * GAP;
    for (size_t c = 0; c < layout->table->column_count; c++)
        total += layout->width[c];
    return total;
}

/* Takes from the widest column that can give, until the table fits or none can. */
static void set_widths(text_layout *layout, size_t limit)
{
    size_t least[KILN_TABLE_COLUMNS_MAX];
    const size_t count = layout->table->column_count;
    for (size_t c = 0; c < count; c++) {
        least[c] = measure(layout, c);
        if (limit)
            layout->width[c] = smaller(layout->width[c], larger(least[c], limit));
    }
    while (limit && total_width(layout) > limit) {
        size_t widest = count;
        for (size_t c = 0; c < count; c++)
            if (layout->width[c] > least[c] &&
                (widest == count || layout->width[c] > layout->width[widest]))
                widest = c;
        if (widest == count)
            return;
        layout->width[widest]--;
    }
}

static void put_blanks(kiln_sink *sink, size_t count)
{
    static const char BLANKS[] = "                ";
    for (; count > 0; count -= smaller(count, sizeof BLANKS - 1))
        kiln_put(sink, BLANKS, smaller(count, sizeof BLANKS - 1));
}

/* Text as a terminal may have it: nothing that could move its cursor. */
static void put_clean(kiln_sink *sink, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        const kiln_glyph next = kiln_glyph_next(text + at, size - at);
        if (next.code == 0xfffd)
            kiln_puts(sink, "\xef\xbf\xbd");
        else if (next.code < 0x20 || text[at] == '\r')
            kiln_puts(sink, " ");
        else
            kiln_put(sink, text + at, next.size);
        at += next.size;
    }
}

/* Blanks before a piece's text of `width`, for the column's alignment. */
static size_t indent(const text_layout *layout, size_t c, const text_piece *piece, size_t width)
{
    const size_t room = layout->width[c] > width ? layout->width[c] - width : 0;
    switch (layout->table->column[c].align) {
    case KILN_ALIGN_RIGHT:
        return room;
    case KILN_ALIGN_POINT: {
        const size_t after = layout->tail[c] - smaller(piece->tail, layout->tail[c]);
        return room > after ? room - after : 0;
    }
    default:
        return 0;
    }
}

/* Writes the next line of a piece after `owed` blanks; returns the blanks owed after it, so
 * that none are written at the end of a line. */
static size_t put_line(const text_layout *layout, size_t c, text_piece *piece, size_t owed)
{
    kiln_text_line line = {0};
    if (piece->size)
        line = kiln_text_break(piece->text, piece->size, (double)layout->width[c],
                               kiln_width_columns);
    const size_t width = width_of(piece->text, line.shown);
    const size_t before = indent(layout, c, piece, width);
    if (line.shown) {
        put_blanks(layout->sink, owed + before);
        kiln_puts(layout->sink, piece->start);
        put_clean(layout->sink, piece->text, line.shown);
        kiln_puts(layout->sink, *piece->start ? "\x1b[0m" : "");
        owed = 0;
    } else {
        owed += before;
    }
    piece->text += line.taken;
    piece->size -= line.taken;
    return owed + larger(layout->width[c], before + width) - before - width + GAP;
}

static void put_row(const text_layout *layout, text_piece row[])
{
    const size_t count = layout->table->column_count;
    bool more = true;
    while (more) {
        more = false;
        size_t owed = 0;
        for (size_t c = 0; c < count; c++) {
            owed = put_line(layout, c, &row[c], owed);
            more = more || row[c].size;
        }
        kiln_puts(layout->sink, "\n");
    }
}

static const char *tone_start(const text_layout *layout, kiln_tone tone)
{
    static const char *const START[] = {
        [KILN_TONE_PLAIN] = "",           [KILN_TONE_STRONG] = "\x1b[1m",
        [KILN_TONE_MUTED] = "\x1b[2m",    [KILN_TONE_GOOD] = "\x1b[32m",
        [KILN_TONE_WARNING] = "\x1b[33m", [KILN_TONE_BAD] = "\x1b[1;31m"};
    return layout->style == KILN_TEXT_ANSI ? START[tone] : "";
}

static void put_header(const text_layout *layout)
{
    const kiln_table *table = layout->table;
    const char *strong = tone_start(layout, KILN_TONE_STRONG);
    const char *muted = tone_start(layout, KILN_TONE_MUTED);
    text_piece titles[KILN_TABLE_COLUMNS_MAX], units[KILN_TABLE_COLUMNS_MAX];
    bool titled = false, united = false;
    for (size_t c = 0; c < table->column_count; c++) {
        titles[c] = header_piece(table->column[c].title, strong);
        units[c] = header_piece(table->column[c].unit, muted);
        titles[c].tail = units[c].tail = layout->tail[c]; /* ends where the column does */
        titled = titled || titles[c].size;
        united = united || units[c].size;
    }
    if (titled)
        put_row(layout, titles);
    if (united)
        put_row(layout, units);
    if (!titled && !united)
        return;
    kiln_puts(layout->sink, muted);
    for (size_t i = total_width(layout); i > 0; i--)
        kiln_puts(layout->sink, "\xe2\x94\x80");
    kiln_puts(layout->sink, *muted ? "\x1b[0m\n" : "\n");
}

kiln_status kiln_table_write_text(const kiln_table *table, size_t width_columns,
                                  kiln_text_style style, kiln_sink *sink)
{
    const kiln_status status = kiln_table_check(table);
    if (status)
        return status;
    text_layout layout = {.table = table, .style = style, .sink = sink};
    set_widths(&layout, width_columns);
    if (table->caption) {
        kiln_puts(sink, tone_start(&layout, KILN_TONE_STRONG));
        put_clean(sink, table->caption, strlen(table->caption));
        kiln_puts(sink, style == KILN_TEXT_ANSI ? "\x1b[0m\n\n" : "\n\n");
    }
    put_header(&layout);
    for (size_t r = 0; r < table->row_count; r++) {
        text_piece row[KILN_TABLE_COLUMNS_MAX];
        for (size_t c = 0; c < table->column_count; c++) {
            const kiln_cell *cell = kiln_table_cell(table, r, c);
            cell_piece(&row[c], cell, tone_start(&layout, cell->tone));
        }
        put_row(&layout, row);
    }
    return sink->status;
}
