/* A result's tables, and all of them on a terminal. */
#include "result.h"

#include "kiln/silicon/words.h"

#include <math.h>

/* Cells for so many rows; NULL when memory ends. */
static kiln_cell *take_cells(kiln_scribe *scribe, size_t rows, kiln_table *table)
{
    kiln_cell *cell = KILN_SCRIBE_TAKE(scribe, rows * table->column_count + 1, kiln_cell);
    table->cell = cell;
    return cell;
}

void kiln_report_kpi_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[] = {
        {.title = "Quantity"},
        {.title = "Value", .align = KILN_ALIGN_POINT},
        {.title = "Unit", .units = true},
        {.title = "Band"},
        {.title = "Verdict"},
    };
    kiln_table made = {.column = COLUMN, .column_count = 3};
    if (result->verdicts.count)
        made.column_count = sizeof COLUMN / sizeof COLUMN[0];
    kiln_cell *cell = take_cells(scribe, KILN_KPI_COUNT, &made);
    if (!cell)
        return;
    for (int kpi = 0; kpi < KILN_KPI_COUNT; kpi++) {
        const double value = result->kpis ? result->kpis->value[kpi] : (double)NAN;
        const kiln_verdict *verdict = kiln_report_verdict(result, kpi);
        if (isnan(value) && !verdict)
            continue;
        *cell++ = kiln_cell_text(kiln_report_kpi_name(kpi));
        *cell++ = kiln_cell_number(value, kiln_report_kpi_digits(kpi));
        *cell++ = kiln_cell_text(kiln_kpi_unit((kiln_kpi)kpi));
        if (made.column_count > 3) {
            *cell++ = kiln_cell_text(kiln_report_band(scribe, verdict));
            *cell++ = kiln_report_verdict_cell(scribe, verdict);
        }
        made.row_count++;
    }
    *table = made;
}

void kiln_report_region_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[] = {
        {.title = "Region"},
        {.title = "From", .unit = "nm", .align = KILN_ALIGN_POINT},
        {.title = "To", .unit = "nm", .align = KILN_ALIGN_POINT},
        {.title = "Sheet resistance", .unit = "ohm/sq", .align = KILN_ALIGN_POINT},
        {.title = "Active dose", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
        {.title = "Chemical dose", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
    };
    kiln_table made = {.column = COLUMN, .column_count = sizeof COLUMN / sizeof COLUMN[0]};
    kiln_cell *cell = take_cells(scribe, result->regions.count, &made);
    if (!cell)
        return;
    for (size_t i = 0; i < result->regions.count; i++) {
        const kiln_region *region = &result->regions.item[i];
        *cell++ = kiln_cell_text(kiln_choice_name(&kiln_region_types, region->type));
        *cell++ = kiln_cell_number(region->from_nm, 4);
        *cell++ = kiln_cell_number(region->to_nm, 4);
        *cell++ = kiln_cell_number(region->sheet_resistance_ohm_sq, 4);
        *cell++ = kiln_cell_number(region->dose_active_cm2, 3);
        *cell++ = kiln_cell_number(region->dose_chemical_cm2, 3);
        made.row_count++;
    }
    *table = made;
}

/* A row a step: its number, name and type, then some of its KPIs. */
static void step_rows(const kiln_result *result, size_t count, const int kpi[],
                      kiln_scribe *scribe, kiln_table *table)
{
    kiln_cell *cell = take_cells(scribe, result->steps.count, table);
    if (!cell)
        return;
    for (size_t i = 0; i < result->steps.count; i++) {
        const kiln_step_result *step = &result->steps.item[i];
        const char *type = kiln_choice_name(&kiln_step_types, step->type);
        *cell++ = kiln_cell_number((double)(i + 1), 0);
        *cell++ = kiln_cell_text(step->name ? step->name : type);
        for (size_t k = 0; k < count; k++)
            *cell++ = kiln_cell_number(step->kpis ? step->kpis->value[kpi[k]] : (double)NAN,
                                       kiln_report_kpi_digits(kpi[k]));
        table->row_count++;
    }
}

void kiln_report_step_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[] = {
        {.title = "#", .align = KILN_ALIGN_RIGHT},
        {.title = "After step"},
        {.title = "Junction", .unit = "nm", .align = KILN_ALIGN_POINT},
        {.title = "Sheet res.", .unit = "ohm/sq", .align = KILN_ALIGN_POINT},
        {.title = "Peak", .unit = "cm^-3", .align = KILN_ALIGN_POINT},
        {.title = "Surface", .unit = "cm^-3", .align = KILN_ALIGN_POINT},
        {.title = "Dose in Si", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
        {.title = "Oxide", .unit = "nm", .align = KILN_ALIGN_POINT},
    };
    static const int KPI[] = {KILN_KPI_JUNCTION_DEPTH, KILN_KPI_SHEET_RESISTANCE,
                              KILN_KPI_PEAK_CONC,      KILN_KPI_SURFACE_CONC,
                              KILN_KPI_DOSE_SILICON,   KILN_KPI_OXIDE_THICKNESS};
    kiln_table made = {.column = COLUMN, .column_count = sizeof COLUMN / sizeof COLUMN[0]};
    step_rows(result, sizeof KPI / sizeof KPI[0], KPI, scribe, &made);
    *table = made;
}

static bool leaves_silicon(const kiln_kpis *kpis)
{
    return kpis &&
           (kpis->value[KILN_KPI_DOSE_OXIDE] > 0 || kpis->value[KILN_KPI_DOSE_LOST] > 0 ||
            kpis->value[KILN_KPI_DOSE_ETCHED] > 0);
}

void kiln_report_dose_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[] = {
        {.title = "#", .align = KILN_ALIGN_RIGHT},
        {.title = "Dose after step"},
        {.title = "In silicon", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
        {.title = "In oxide", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
        {.title = "Lost to gas", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
        {.title = "Etched away", .unit = "cm^-2", .align = KILN_ALIGN_POINT},
    };
    static const int KPI[] = {KILN_KPI_DOSE_SILICON, KILN_KPI_DOSE_OXIDE, KILN_KPI_DOSE_LOST,
                              KILN_KPI_DOSE_ETCHED};
    kiln_table made = {.column = COLUMN, .column_count = sizeof COLUMN / sizeof COLUMN[0]};
    bool left = false;
    for (size_t i = 0; i < result->steps.count; i++)
        left = left || leaves_silicon(result->steps.item[i].kpis);
    if (left)
        step_rows(result, sizeof KPI / sizeof KPI[0], KPI, scribe, &made);
    *table = made;
}

static void warning_table(const kiln_result *result, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[] = {{.title = "Warning"}, {0}, {.title = "Mend"}};
    kiln_table made = {.column = COLUMN, .column_count = sizeof COLUMN / sizeof COLUMN[0]};
    kiln_cell *cell = take_cells(scribe, result->warnings.count, &made);
    if (!cell)
        return;
    for (size_t i = 0; i < result->warnings.count; i++) {
        const kiln_warning *warning = &result->warnings.item[i];
        *cell++ = (kiln_cell){.text = warning->pointer ? warning->pointer : "",
                              .tone = KILN_TONE_WARNING};
        *cell++ = kiln_cell_text(warning->message);
        *cell++ = kiln_cell_text(warning->mend);
        made.row_count++;
    }
    *table = made;
}

kiln_status kiln_report_result_table(const kiln_report *report, size_t width_columns,
                                     kiln_text_style style, kiln_arena *arena, kiln_sink *sink)
{
    const kiln_result *result = report->result;
    kiln_scribe scribe = {.arena = arena};
    kiln_table kpis, regions, steps, doses, warnings;
    kiln_report_kpi_table(result, &scribe, &kpis);
    kiln_report_region_table(result, &scribe, &regions);
    kiln_report_step_table(result, &scribe, &steps);
    kiln_report_dose_table(result, &scribe, &doses);
    warning_table(result, &scribe, &warnings);
    if (scribe.failed)
        return KILN_NO_MEMORY;
    kpis.caption = result->recipe_id;
    kiln_table_write_text(&kpis, width_columns, style, sink);
    if (result->oxide_colour)
        kiln_putf(sink, "\nThe oxide looks %s.\n", result->oxide_colour);
    const kiln_table *const more[] = {
        regions.row_count > 1 ? &regions : NULL, steps.row_count > 1 ? &steps : NULL,
        doses.row_count > 1 ? &doses : NULL, warnings.row_count ? &warnings : NULL};
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        if (!more[i])
            continue;
        kiln_puts(sink, "\n");
        kiln_table_write_text(more[i], width_columns, style, sink);
    }
    return sink->status;
}
