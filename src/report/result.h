/* Private to report: the parts of a result's report. */
#ifndef KILN_SRC_REPORT_RESULT_H
#define KILN_SRC_REPORT_RESULT_H

#include "kiln/report/html.h"
#include "kiln/report/result.h"

#include <stdbool.h>

/* An arena that remembers whether it ever failed, so that a report is composed first, looked at
 * once, and written only when it is whole. */
typedef struct kiln_scribe {
    kiln_arena *arena;
    bool failed;
} kiln_scribe;

void *kiln_scribe_take(kiln_scribe *scribe, size_t count, size_t size);
#define KILN_SCRIBE_TAKE(scribe, count, type) \
    ((type *)kiln_scribe_take((scribe), (count), sizeof(type)))

/* Text, at most 500 bytes; "" when memory ends. */
const char *kiln_report_text(kiln_scribe *scribe, const char *format, ...) KILN_PRINTF(2, 3);
/* A number with so many significant digits, . */
const char *kiln_report_number(kiln_scribe *scribe, double value, int digits);
/* A word of a list with a capital: "Boron". */
const char *kiln_report_word(kiln_scribe *scribe, const kiln_choices *choices, int value);

/* "280 to 320", "at least 90"; NULL when there is no bound. */
const char *kiln_report_band(kiln_scribe *scribe, const kiln_verdict *verdict);
const kiln_verdict *kiln_report_verdict(const kiln_result *result, int kpi);
/* A verdict as a cell; empty for NULL. */
kiln_cell kiln_report_verdict_cell(kiln_scribe *scribe, const kiln_verdict *verdict);

/* The model in a sentence or two; NULL when the result does not say. */
const char *kiln_report_model(const kiln_result *result, kiln_scribe *scribe);

/* Tables in the arena; row_count 0 when there is nothing to say. Untouched when memory ends. */
void kiln_report_kpi_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table);
void kiln_report_region_table(const kiln_result *result, kiln_scribe *scribe,
                              kiln_table *table);
void kiln_report_step_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table);
/* Where the dopant is after each step; no rows while all of it is in the silicon. */
void kiln_report_dose_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table);

/* The profile as a chart. Untouched when memory ends. */
void kiln_report_chart(const kiln_report *report, kiln_scribe *scribe, kiln_chart *chart);

#endif
