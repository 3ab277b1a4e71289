/* UTF-8 taken apart, and how wide text stands in a terminal or a figure. */
#include "glyph.h"

#include <stdbool.h>
#include <string.h>

enum { REPLACEMENT = 0xfffd };

typedef struct code_range {
    uint32_t from, to;
} code_range;

static bool among(uint32_t code, const code_range *range, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= range[i].from && code <= range[i].to)
            return true;
    return false;
}

#define AMONG(code, ranges) among((code), (ranges), sizeof(ranges) / sizeof((ranges)[0]))

/* Bytes announced by the first one (0: it cannot start a character), and the least code that
 * needs so many: a longer form of it is refused. */
static size_t announced(unsigned char first, uint32_t *least)
{
    static const uint32_t LEAST[5] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t size = first < 0x80   ? 1
                        : first < 0xc2 ? 0
                        : first < 0xe0 ? 2
                        : first < 0xf0 ? 3
                        : first < 0xf5 ? 4
                                       : 0;
    *least = LEAST[size];
    return size;
}

/* Controls but tab and line feed, direction overrides and isolates (they let text pretend to be
 * other text), surrogates, and the two codes XML does not know. */
static bool unfit(uint32_t code)
{
    static const code_range UNFIT[] = {
        {0x00, 0x08},     {0x0b, 0x0c},     {0x0e, 0x1f},     {0x7f, 0x9f},
        {0x202a, 0x202e}, {0x2066, 0x2069}, {0xd800, 0xdfff}, {0xfffe, 0xffff},
    };
    return code > 0x10ffff || AMONG(code, UNFIT);
}

kiln_glyph kiln_glyph_next(const char *text, size_t size)
{
    if (!size)
        return (kiln_glyph){0};
    const unsigned char first = (unsigned char)text[0];
    uint32_t least;
    const size_t bytes = announced(first, &least);
    if (!bytes || bytes > size)
        return (kiln_glyph){REPLACEMENT, 1};
    uint32_t code = bytes == 1 ? first : first & (0x7fU >> bytes);
    for (size_t i = 1; i < bytes; i++) {
        const unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80)
            return (kiln_glyph){REPLACEMENT, 1};
        code = code << 6 | (next & 0x3fU);
    }
    if (code < least)
        return (kiln_glyph){REPLACEMENT, 1};
    if (code == '\r')
        code = ' ';
    return (kiln_glyph){unfit(code) ? REPLACEMENT : code, bytes};
}

/* The main ranges of Unicode 15: combining marks and joiners; East Asian wide and emoji. */
static bool combining(uint32_t code)
{
    static const code_range NARROWEST[] = {
        {0x0300, 0x036f},   {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a},
        {0x064b, 0x065f},   {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff},
        {0x1dc0, 0x1dff},   {0x200b, 0x200f}, {0x2060, 0x2064}, {0x20d0, 0x20ff},
        {0x3099, 0x309a},   {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
        {0xe0100, 0xe01ef},
    };
    return code >= 0x300 && AMONG(code, NARROWEST);
}

static bool wide(uint32_t code)
{
    static const code_range WIDE[] = {
        {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
        {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
        {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff},
        {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
    };
    return code >= 0x1100 && AMONG(code, WIDE);
}

double kiln_width_columns(uint32_t code)
{
    return combining(code) ? 0 : wide(code) ? 2 : 1;
}

double kiln_width_ems(uint32_t code)
{
    if (combining(code))
        return 0;
    if (wide(code) || code == REPLACEMENT)
        return 1.05;
    if (code >= 0x80)
        return code >= 0x2190 && code <= 0x2bff ? 0.84 : 0.64;
    static const struct {
        const char *characters;
        double ems;
    } CLASS[] = {
        {" !'(),./:;I[]fijl|", 0.37}, {"Jrt\"-", 0.42}, {"csz?_", 0.56},
        {"#&<=>OQGNUHDw+~", 0.83},    {"%@MWm", 1},
    };
    for (size_t i = 0; i < sizeof CLASS / sizeof CLASS[0]; i++)
        if (code && strchr(CLASS[i].characters, (int)code))
            return CLASS[i].ems;
    return code >= 'A' && code <= 'Z' ? 0.69 : 0.64;
}

double kiln_text_width(const char *text, size_t size, kiln_width_of *width_of)
{
    double width = 0;
    for (size_t at = 0; at < size;) {
        const kiln_glyph next = kiln_glyph_next(text + at, size - at);
        width += width_of(next.code);
        at += next.size;
    }
    return width;
}

size_t kiln_text_fit(const char *text, size_t size, double room, kiln_width_of *width_of)
{
    size_t at = 0;
    for (double width = 0; at < size;) {
        const kiln_glyph next = kiln_glyph_next(text + at, size - at);
        width += width_of(next.code);
        if (width > room)
            break;
        at += next.size;
    }
    return at;
}

kiln_text_line kiln_text_break(const char *text, size_t size, double room,
                               kiln_width_of *width_of)
{
    const char *feed = memchr(text, '\n', size);
    const size_t line = feed ? (size_t)(feed - text) : size;
    const size_t fits = kiln_text_fit(text, line, room, width_of);
    if (fits == line)
        return (kiln_text_line){line, feed ? line + 1 : line};
    size_t blank = fits;
    while (blank > 0 && text[blank] != ' ')
        blank--;
    if (blank > 0)
        return (kiln_text_line){blank, blank + 1};
    size_t slash = fits; /* a JSON Pointer or a path breaks between its parts */
    while (slash > 0 && text[slash] != '/')
        slash--;
    if (slash > 0)
        return (kiln_text_line){slash, slash};
    size_t joint = fits; /* a long name after an underscore */
    while (joint > 0 && text[joint - 1] != '_')
        joint--;
    if (joint > 0)
        return (kiln_text_line){joint, joint};
    const size_t within = fits ? fits : kiln_glyph_next(text, size).size;
    return (kiln_text_line){within, within};
}
