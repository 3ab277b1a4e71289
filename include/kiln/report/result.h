/* A simulation's result for people: on a terminal, as a figure, as a page. */
#ifndef KILN_REPORT_RESULT_H
#define KILN_REPORT_RESULT_H

#include "kiln/base/arena.h"
#include "kiln/base/io.h"
#include "kiln/process/recipe.h"
#include "kiln/process/result.h"
#include "kiln/report/chart.h"
#include "kiln/report/table.h"

#include <stddef.h>

/* What a report says. Everything is borrowed, everything but the result may be NULL. */
typedef struct kiln_report {
    const kiln_result *result;
    const char *description;   /* of the recipe */
    const char *recipe_text;   /* the recipe as given: the page keeps it */
    const kiln_recipe *recipe; /* for the steps */
    const char *program;       /* "Kiln 0.1.0" */
    size_t citation_count;
    const char *const *citation; /* sources of the parameters, one a line */
} kiln_report;

/* A KPI as people call it ("Junction depth"), and how many digits of it mean something. */
KILN_API const char *kiln_report_kpi_name(int kpi);
KILN_API int kiln_report_kpi_digits(int kpi);

/* The KPIs with units, bands and verdicts; regions; steps, when there are several; warnings.
 *   width_columns, style  as kiln_table_write_text
 * Errors: KILN_NO_MEMORY, with nothing written; else the sink's. */
KILN_API kiln_status kiln_report_result_table(const kiln_report *report, size_t width_columns,
                                              kiln_text_style style, kiln_arena *arena,
                                              kiln_sink *sink);

/* The flow played: for each step what it does (a furnace's segments with temperatures, times
 * and gas), and the KPIs before and after it. report->recipe is the one that the result is of.
 * Errors: KILN_NO_MEMORY, with nothing written; else the sink's. */
KILN_API kiln_status kiln_report_steps(const kiln_report *report, size_t width_columns,
                                       kiln_text_style style, kiln_arena *arena,
                                       kiln_sink *sink);

/* Concentration on a log axis against depth in nm (um when it is over 2 um): the chemical
 * concentration of each dopant, its active part dashed where that is less, a dopant that is the
 * same everywhere dotted, the net doping thin; layers over the silicon as bands at negative
 * depth, p and n regions tinted, junctions marked.
 * Errors: KILN_NO_MEMORY, KILN_INVALID (size), with nothing written; else the sink's. */
KILN_API kiln_status kiln_report_result_svg(const kiln_report *report, kiln_chart_size size,
                                            kiln_arena *arena, kiln_sink *sink);

/* Both on one page, with the recipe and the model. Errors: as the two above. */
KILN_API kiln_status kiln_report_result_html(const kiln_report *report, kiln_arena *arena,
                                             kiln_sink *sink);

#endif
