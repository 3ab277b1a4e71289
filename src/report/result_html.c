/* A result as a page. */
#include "result.h"

#include <math.h>

/* The figures at the top: these when they are there, and every one with a target. */
static const int HEADLINE[] = {KILN_KPI_JUNCTION_DEPTH, KILN_KPI_SHEET_RESISTANCE,
                               KILN_KPI_OXIDE_THICKNESS, KILN_KPI_PEAK_CONC,
                               KILN_KPI_DOSE_SILICON};

static bool headline(const kiln_result *result, int kpi)
{
    if (kiln_report_verdict(result, kpi))
        return true;
    for (size_t i = 0; i < sizeof HEADLINE / sizeof HEADLINE[0]; i++)
        if (HEADLINE[i] == kpi)
            return result->kpis && !isnan(result->kpis->value[kpi]);
    return false;
}

static size_t make_facts(const kiln_result *result, kiln_scribe *scribe,
                         kiln_html_fact fact[KILN_KPI_COUNT])
{
    size_t count = 0;
    for (int kpi = 0; kpi < KILN_KPI_COUNT; kpi++) {
        if (!headline(result, kpi))
            continue;
        const kiln_verdict *verdict = kiln_report_verdict(result, kpi);
        const kiln_cell judged = kiln_report_verdict_cell(scribe, verdict);
        const char *band = kiln_report_band(scribe, verdict);
        const double value = result->kpis ? result->kpis->value[kpi] : (double)NAN;
        fact[count] =
            (kiln_html_fact){.label = kiln_report_kpi_name(kpi),
                             .value = kiln_cell_number(value, kiln_report_kpi_digits(kpi)),
                             .unit = isnan(value) ? NULL : kiln_kpi_unit((kiln_kpi)kpi),
                             .verdict = verdict ? judged.text : NULL};
        if (verdict && band && verdict->within >= 0)
            fact[count].verdict = kiln_report_text(scribe, "%s %s", judged.text, band);
        fact[count++].value.tone = judged.tone;
    }
    return count;
}

static void put_table(kiln_sink *sink, const char *heading, const kiln_table *table)
{
    if (!table->row_count)
        return;
    kiln_html_section(sink, heading);
    kiln_html_table(sink, table);
}

static void put_warnings(kiln_sink *sink, const kiln_result *result)
{
    if (!result->warnings.count)
        return;
    kiln_html_section(sink, "Warnings");
    for (size_t i = 0; i < result->warnings.count; i++) {
        const kiln_warning *warning = &result->warnings.item[i];
        const kiln_html_issue issue = {KILN_SEVERITY_WARNING, warning->pointer,
                                       warning->message ? warning->message : "", warning->mend};
        kiln_html_issues(sink, 1, &issue);
    }
}

/* The page itself says what the figure's head and foot would. */
static void put_profile(kiln_sink *sink, const kiln_chart *chart)
{
    kiln_chart bare = *chart;
    if (!chart->series_count)
        return;
    bare.title = "Concentration against depth";
    bare.subtitle = NULL;
    bare.note_count = 0;
    kiln_html_section(sink, "Profile");
    kiln_html_figure(sink, &bare, kiln_chart_default_size(), NULL);
}

enum { FOOT_LINES_MAX = 3 };

/* The small print; returns how many lines. */
static size_t make_foot(const kiln_report *report, kiln_scribe *scribe,
                        const char *line[FOOT_LINES_MAX])
{
    const kiln_model_used *model = report->result->model;
    size_t count = 0;
    if (report->program)
        line[count++] = report->program;
    if (model)
        line[count++] = kiln_report_model(report->result, scribe);
    if (model && model->sha256)
        line[count++] = kiln_report_text(scribe, "Parameters SHA-256: %s", model->sha256);
    return count;
}

static void put_sources(kiln_sink *sink, const kiln_report *report)
{
    if (report->citation_count)
        kiln_html_section(sink, "Sources");
    for (size_t i = 0; i < report->citation_count; i++)
        kiln_html_paragraph(sink, report->citation[i]);
}

kiln_status kiln_report_result_html(const kiln_report *report, kiln_arena *arena,
                                    kiln_sink *sink)
{
    const kiln_result *result = report->result;
    kiln_scribe scribe = {.arena = arena};
    kiln_table kpis, regions, steps, doses;
    kiln_chart chart;
    kiln_html_fact fact[KILN_KPI_COUNT];
    const char *foot[FOOT_LINES_MAX];
    kiln_report_kpi_table(result, &scribe, &kpis);
    kiln_report_region_table(result, &scribe, &regions);
    kiln_report_step_table(result, &scribe, &steps);
    kiln_report_dose_table(result, &scribe, &doses);
    kiln_report_chart(report, &scribe, &chart);
    const size_t facts = make_facts(result, &scribe, fact);
    const size_t foot_lines = make_foot(report, &scribe, foot);
    const char *colour = result->oxide_colour ? kiln_report_text(&scribe, "The oxide looks %s.",
                                                                 result->oxide_colour)
                                              : NULL;
    if (scribe.failed)
        return KILN_NO_MEMORY;
    kiln_html_begin(sink, result->recipe_id ? result->recipe_id : "Simulation",
                    report->description);
    if (result->run_id)
        kiln_html_paragraph(sink, result->run_id);
    kiln_html_facts(sink, facts, fact);
    put_warnings(sink, result);
    put_profile(sink, &chart);
    put_table(sink, "Results", &kpis);
    if (colour)
        kiln_html_paragraph(sink, colour);
    put_table(sink, "Regions", &regions);
    put_table(sink, "Steps", &steps);
    if (doses.row_count)
        kiln_html_table(sink, &doses);
    put_sources(sink, report);
    if (report->recipe_text)
        kiln_html_details(sink, "Recipe", report->recipe_text);
    kiln_html_end(sink, foot_lines, foot);
    return sink->status;
}
