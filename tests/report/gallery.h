/* Charts of every kind, sound and degenerate, for the tests of report. */
#ifndef TESTS_REPORT_GALLERY_H
#define TESTS_REPORT_GALLERY_H

#include "kiln/report/chart.h"

/* What strangers may write where a name is expected. */
extern const char *const HOSTILE[];
extern const size_t HOSTILE_COUNT;

typedef struct gallery_item {
    const char *name;
    kiln_chart chart;
} gallery_item;

/* The charts, made once; *count says how many. */
const gallery_item *gallery(size_t *count);

#endif
