/* A report as one HTML page, written part by part: no script, no reference to anything outside,
 * light and dark, fit to print. All text is escaped; every function may be called with text
 * from anywhere. A failed sink makes the rest do nothing: look at sink->status at the end. */
#ifndef KILN_REPORT_HTML_H
#define KILN_REPORT_HTML_H

#include "kiln/base/diag.h"
#include "kiln/base/io.h"
#include "kiln/report/chart.h"
#include "kiln/report/table.h"

#include <stddef.h>

/* One headline figure, as a card. */
typedef struct kiln_html_fact {
    const char *label;
    kiln_cell value;
    const char *unit;    /* "nm", "cm^-3"; NULL for none */
    const char *verdict; /* "280 to 320: within", in the tone of `value`; NULL for none */
} kiln_html_fact;

/* A warning or an error to show. */
typedef struct kiln_html_issue {
    kiln_severity severity;
    const char *where; /* "/steps/1/temp_c"; NULL for none */
    const char *message;
    const char *mend; /* NULL for none */
} kiln_html_issue;

/* Everything up to the first section: head, style, title. subtitle NULL for none. */
KILN_API void kiln_html_begin(kiln_sink *sink, const char *title, const char *subtitle);
/* A heading that starts a section. */
KILN_API void kiln_html_section(kiln_sink *sink, const char *heading);
KILN_API void kiln_html_paragraph(kiln_sink *sink, const char *text);
KILN_API void kiln_html_facts(kiln_sink *sink, size_t count, const kiln_html_fact fact[]);
/* Errors: as kiln_table_write_html and kiln_chart_write_svg; the page goes on without. */
KILN_API kiln_status kiln_html_table(kiln_sink *sink, const kiln_table *table);
KILN_API kiln_status kiln_html_figure(kiln_sink *sink, const kiln_chart *chart,
                                      kiln_chart_size size, const char *caption);
/* Each issue with where, message and mend; nothing when there are none. */
KILN_API void kiln_html_issues(kiln_sink *sink, size_t count, const kiln_html_issue issue[]);
/* Text kept line by line (a recipe's JSON), folded away under a summary. */
KILN_API void kiln_html_details(kiln_sink *sink, const char *summary, const char *text);
/* Small print at the end (model, parameters, citations), one line each, then the page's end. */
KILN_API void kiln_html_end(kiln_sink *sink, size_t count, const char *const line[]);

#endif
