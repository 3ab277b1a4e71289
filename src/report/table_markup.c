/* Tables as Markdown and HTML. */
#include "cell.h"
#include "glyph.h"
#include "markup.h"

#include <string.h>

/* Every character that Markdown may take for markup gets a backslash, which it allows before
 * any punctuation. */
static void put_markdown(kiln_sink *sink, const char *text)
{
    for (size_t size = strlen(text); size > 0;) {
        const kiln_glyph next = kiln_glyph_next(text, size);
        if (next.code < 0x80 && strchr("\\`*_[]<>|~&#!$", (int)next.code))
            kiln_puts(sink, "\\");
        if (next.code == 0xfffd)
            kiln_puts(sink, "\xef\xbf\xbd");
        else if (next.code < 0x20 || *text == '\r')
            kiln_puts(sink, " ");
        else
            kiln_put(sink, text, next.size);
        text += next.size;
        size -= next.size;
    }
}

kiln_status kiln_table_write_markdown(const kiln_table *table, kiln_sink *sink)
{
    const kiln_status status = kiln_table_check(table);
    if (status)
        return status;
    if (table->caption) {
        kiln_puts(sink, "**");
        put_markdown(sink, table->caption);
        kiln_puts(sink, "**\n\n");
    }
    for (size_t c = 0; c < table->column_count; c++) {
        const kiln_table_column *column = &table->column[c];
        kiln_puts(sink, "| ");
        put_markdown(sink, column->title ? column->title : "");
        kiln_puts(sink, column->unit ? " (" : "");
        put_markdown(sink, column->unit ? column->unit : "");
        kiln_puts(sink, column->unit ? ") " : " ");
    }
    kiln_puts(sink, "|\n");
    for (size_t c = 0; c < table->column_count; c++)
        kiln_puts(sink, table->column[c].align == KILN_ALIGN_LEFT ? "| --- " : "| ---: ");
    kiln_puts(sink, "|\n");
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            char number[KILN_NUMBER_TEXT_MAX];
            kiln_puts(sink, "| ");
            put_markdown(sink, kiln_cell_show(kiln_table_cell(table, r, c), number));
            kiln_puts(sink, " ");
        }
        kiln_puts(sink, "|\n");
    }
    return sink->status;
}

/* An exponent in the notation of print: e20 as x 10^20. */
static void put_tail(kiln_sink *sink, const char *tail)
{
    const size_t digits = strcspn(tail, "e");
    kiln_put(sink, tail, digits);
    if (!tail[digits])
        return;
    const bool negative = tail[digits + 1] == '-';
    kiln_puts(sink, "\xe2\x80\x89\xc3\x97\xe2\x80\x89"
                    "10<sup>");
    kiln_puts(sink, negative ? "\xe2\x88\x92" : "");
    kiln_puts(sink, tail + digits + (negative ? 2 : 1));
    kiln_puts(sink, "</sup>");
}

/* Width of a tail as put_tail shows it, in tenths of a digit's width. */
static unsigned tail_tenths(const char *tail)
{
    const size_t digits = strcspn(tail, "e");
    const size_t exponent = strlen(tail + digits);
    return (unsigned)(10 * digits + (exponent ? 35 + 8 * (exponent - 1) : 0));
}

void kiln_cell_write_html(const kiln_cell *cell, unsigned tenths, kiln_sink *sink)
{
    char number[KILN_NUMBER_TEXT_MAX];
    const char *shown = kiln_cell_show(cell, number);
    const size_t head = kiln_cell_head(cell, shown);
    const char *digits = shown;
    if (shown == number && *shown == '-') {
        kiln_puts(sink, "\xe2\x88\x92");
        digits++;
    }
    kiln_markup_text_n(sink, digits, head - (size_t)(digits - shown));
    if (tenths)
        kiln_putf(sink, "<span style=\"min-width:%u.%uch\">", tenths / 10, tenths % 10);
    put_tail(sink, shown + head);
    kiln_puts(sink, tenths ? "</span>" : "");
}

/* The widest tail of a column that aligns at the point; 0 for others. */
static unsigned column_tenths(const kiln_table *table, size_t c)
{
    unsigned tenths = 0;
    for (size_t r = 0; r < table->row_count && table->column[c].align == KILN_ALIGN_POINT;
         r++) {
        char number[KILN_NUMBER_TEXT_MAX];
        const kiln_cell *cell = kiln_table_cell(table, r, c);
        const char *shown = kiln_cell_show(cell, number);
        const unsigned own = tail_tenths(shown + kiln_cell_head(cell, shown));
        tenths = own > tenths ? own : tenths;
    }
    return tenths;
}

const char *kiln_tone_class(kiln_tone tone)
{
    static const char *const CLASS[] = {
        [KILN_TONE_PLAIN] = "plain",     [KILN_TONE_STRONG] = "strong",
        [KILN_TONE_MUTED] = "muted",     [KILN_TONE_GOOD] = "good",
        [KILN_TONE_WARNING] = "warning", [KILN_TONE_BAD] = "bad"};
    return CLASS[tone];
}

static void put_html_head(const kiln_table *table, kiln_sink *sink)
{
    kiln_puts(sink, "<thead><tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        const kiln_table_column *column = &table->column[c];
        kiln_puts(sink, "<th scope=\"col\"");
        kiln_puts(sink, column->align == KILN_ALIGN_LEFT ? ">" : " class=\"number\">");
        kiln_markup_text(sink, column->title ? column->title : "");
        if (column->unit) {
            kiln_puts(sink, " <small>(");
            kiln_markup_unit(sink, column->unit);
            kiln_puts(sink, ")</small>");
        }
        kiln_puts(sink, "</th>");
    }
    kiln_puts(sink, "</tr></thead>\n");
}

kiln_status kiln_table_write_html(const kiln_table *table, kiln_sink *sink)
{
    const kiln_status status = kiln_table_check(table);
    if (status)
        return status;
    unsigned tenths[KILN_TABLE_COLUMNS_MAX];
    for (size_t c = 0; c < table->column_count; c++)
        tenths[c] = column_tenths(table, c);
    kiln_puts(sink, "<table class=\"kiln-table\">\n");
    if (table->caption) {
        kiln_puts(sink, "<caption>");
        kiln_markup_text(sink, table->caption);
        kiln_puts(sink, "</caption>\n");
    }
    put_html_head(table, sink);
    kiln_puts(sink, "<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        kiln_puts(sink, "<tr>");
        for (size_t c = 0; c < table->column_count; c++) {
            const kiln_cell *cell = kiln_table_cell(table, r, c);
            const bool left = table->column[c].align == KILN_ALIGN_LEFT;
            kiln_putf(sink, "<td class=\"%s%s\">", kiln_tone_class(cell->tone),
                      left ? "" : " number");
            if (table->column[c].units && cell->text)
                kiln_markup_unit(sink, cell->text);
            else
                kiln_cell_write_html(cell, tenths[c], sink);
            kiln_puts(sink, "</td>");
        }
        kiln_puts(sink, "</tr>\n");
    }
    kiln_puts(sink, "</tbody></table>\n");
    return sink->status;
}
