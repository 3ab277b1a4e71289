/* Private to report: a line of text with raised parts, such as 10^15 or cm^-3. */
#ifndef KILN_SRC_REPORT_LABEL_H
#define KILN_SRC_REPORT_LABEL_H

#include <stdbool.h>
#include <stddef.h>

enum { KILN_RUNS_MAX = 12 };

/* Part of a label; the text is borrowed. */
typedef struct kiln_label_run {
    const char *text;
    size_t size;
    bool raised;
} kiln_label_run;

typedef struct kiln_label {
    size_t count;
    kiln_label_run run[KILN_RUNS_MAX];
} kiln_label;

/* Both leave out what does not fit into KILN_RUNS_MAX, and take NULL as nothing. */
void kiln_label_add(kiln_label *label, const char *text);
/* A unit: digits after ^ raised, with a minus sign proper; the rest as it is. */
void kiln_label_unit(kiln_label *label, const char *unit);

/* Width in em of the label's own size; raised parts stand at KILN_RAISED of it. */
#define KILN_RAISED 0.72
double kiln_label_ems(const kiln_label *label);
/* Cuts the label, with an ellipsis, to so many em. */
void kiln_label_fit(kiln_label *label, double ems);

#endif
