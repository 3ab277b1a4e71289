/* Private to report: text inside SVG and HTML, as content or in double quotes. */
#ifndef KILN_SRC_REPORT_MARKUP_H
#define KILN_SRC_REPORT_MARKUP_H

#include "kiln/base/io.h"

/* On one line: escaped for XML and HTML both, unfit characters as U+FFFD, line feeds and tabs
 * as blanks. */
void kiln_markup_text(kiln_sink *sink, const char *text);
void kiln_markup_text_n(kiln_sink *sink, const char *text, size_t size);
/* The same with line feeds and tabs kept. */
void kiln_markup_block(kiln_sink *sink, const char *text);
/* A unit in HTML: cm^-3 as cm<sup>−3</sup>. */
void kiln_markup_unit(kiln_sink *sink, const char *unit);

#endif
