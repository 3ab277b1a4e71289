/* Profiles of several wafers in one figure: after each step of a recipe, by two recipes. */
#ifndef KILN_REPORT_OVERLAY_H
#define KILN_REPORT_OVERLAY_H

#include "kiln/base/arena.h"
#include "kiln/base/io.h"
#include "kiln/process/result.h"
#include "kiln/report/chart.h"

#include <stddef.h>

/* One wafer. Everything is borrowed. */
typedef struct kiln_overlay_wafer {
    const char *label; /* "drive-in": in the legend */
    const kiln_layer_list *layers;
    const kiln_kpis *kpis; /* NULL: unknown */
} kiln_overlay_wafer;

typedef struct kiln_overlay {
    const char *title, *subtitle; /* NULL for none */
    size_t count;
    const kiln_overlay_wafer *wafer; /* [count], the last one last */
} kiln_overlay;

/* Concentration on a log axis against depth below each wafer's own silicon surface, the oxide
 * at negative depth: a colour for each wafer, a stroke for each dopant that was diffused; one
 * that is the same everywhere is drawn once, dotted. A wafer whose silicon is as that of the
 * one before it (after an etch) is named in a note instead. When there are more curves than a
 * figure holds the earliest wafers are left out, and a note says how many.
 * Errors: KILN_NO_MEMORY, KILN_INVALID (size), with nothing written; else the sink's. */
KILN_API kiln_status kiln_report_overlay_svg(const kiln_overlay *overlay, kiln_chart_size size,
                                             kiln_arena *arena, kiln_sink *sink);

#endif
