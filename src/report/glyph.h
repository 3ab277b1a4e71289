/* Private to report: UTF-8 taken apart, and how wide text stands in a terminal or a figure. */
#ifndef KILN_SRC_REPORT_GLYPH_H
#define KILN_SRC_REPORT_GLYPH_H

#include <stddef.h>
#include <stdint.h>

typedef struct kiln_glyph {
    uint32_t code;
    size_t size; /* bytes it took; 0 only at the end */
} kiln_glyph;

/* The next character to show. U+FFFD stands for what must not reach a reader as it is: bytes
 * that are not UTF-8 (one at a time), control characters, direction overrides, noncharacters.
 * Line feed and tab come through; a carriage return is a blank. */
kiln_glyph kiln_glyph_next(const char *text, size_t size);

/* Advance of a character: in terminal columns (0, 1 or 2), or in em of a proportional sans
 * serif, on the wide side of what readers' systems have (DejaVu Sans), so that layouts made
 * with it do not overlap. */
typedef double kiln_width_of(uint32_t code);
kiln_width_of kiln_width_columns, kiln_width_ems;

double kiln_text_width(const char *text, size_t size, kiln_width_of *width_of);

/* The first line of text in room: bytes shown, and bytes taken with the break itself. Breaks at
 * a line feed, else after the last blank that fits, before a slash or after an underscore, else
 * within a word; takes at least one character. */
typedef struct kiln_text_line {
    size_t shown, taken;
} kiln_text_line;
kiln_text_line kiln_text_break(const char *text, size_t size, double room,
                               kiln_width_of *width_of);

/* How many bytes of text fit into room. */
size_t kiln_text_fit(const char *text, size_t size, double room, kiln_width_of *width_of);

#endif
