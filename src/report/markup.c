/* Text inside SVG and HTML: escaping, and units with raised exponents. */
#include "markup.h"

#include "glyph.h"
#include "label.h"

#include <string.h>

typedef enum breaks { BREAKS_AS_BLANKS, BREAKS_KEPT } breaks;

static const char *escape_of(uint32_t code, breaks keep)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return keep == BREAKS_KEPT ? NULL : " ";
    case '\r':
        return " ";
    case 0xfffd:
        return "\xef\xbf\xbd";
    default:
        return NULL;
    }
}

static void put_escaped(kiln_sink *sink, const char *text, size_t size, breaks keep)
{
    size_t from = 0;
    for (size_t at = 0; at < size;) {
        const kiln_glyph next = kiln_glyph_next(text + at, size - at);
        const char *escape = text[at] == '\r' ? " " : escape_of(next.code, keep);
        if (escape) {
            kiln_put(sink, text + from, at - from);
            kiln_puts(sink, escape);
            from = at + next.size;
        }
        at += next.size;
    }
    kiln_put(sink, text + from, size - from);
}

void kiln_markup_text_n(kiln_sink *sink, const char *text, size_t size)
{
    put_escaped(sink, text, size, BREAKS_AS_BLANKS);
}

void kiln_markup_text(kiln_sink *sink, const char *text)
{
    kiln_markup_text_n(sink, text, strlen(text));
}

void kiln_markup_block(kiln_sink *sink, const char *text)
{
    put_escaped(sink, text, strlen(text), BREAKS_KEPT);
}

void kiln_markup_unit(kiln_sink *sink, const char *unit)
{
    kiln_label label = {0};
    bool raised = false;
    kiln_label_unit(&label, unit);
    for (size_t i = 0; i < label.count; i++) {
        const kiln_label_run run = label.run[i];
        if (run.raised != raised)
            kiln_puts(sink, run.raised ? "<sup>" : "</sup>");
        raised = run.raised;
        kiln_markup_text_n(sink, run.text, run.size);
    }
    kiln_puts(sink, raised ? "</sup>" : "");
}
