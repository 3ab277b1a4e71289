/* The steps of a recipe one after the other: what each does, and what it does to the wafer. */
#include "result.h"

#include "kiln/base/number.h"
#include "kiln/silicon/words.h"

#include <math.h>
#include <string.h>

/* The conditions of a segment, or of a step that has none, in words. */
typedef struct words {
    kiln_scribe *scribe;
    const char *text;
} words;

static void add_words(words *w, const char *text)
{
    w->text = w->text[0] ? kiln_report_text(w->scribe, "%s, %s", w->text, text) : text;
}

static double first_given(double a, double b)
{
    return isnan(a) ? b : a;
}

/* "o2 0.05, n2 0.95", or flows in slm. */
static void add_gases(words *w, const double amount[KILN_GAS_COUNT], const char *unit)
{
    for (int gas = 0; gas < KILN_GAS_COUNT; gas++)
        if (!isnan(amount[gas]))
            add_words(w,
                      kiln_report_text(w->scribe, "%s %s%s", kiln_choice_name(&kiln_gases, gas),
                                       kiln_report_number(w->scribe, amount[gas], 0), unit));
}

static void add_ambient(words *w, const kiln_conditions *own, const kiln_conditions *step)
{
    const kiln_ambient *ambient = own->ambient ? own->ambient : step->ambient;
    const double ratio = first_given(own->h2_o2_ratio, step->h2_o2_ratio);
    const double hcl = first_given(own->hcl_percent, step->hcl_percent);
    const double pressure = first_given(own->pressure_atm, step->pressure_atm);
    if (!ambient || ambient->name != KILN_ABSENT_CHOICE)
        add_words(w, ambient ? kiln_choice_name(&kiln_ambients, ambient->name)
                             : kiln_choice_name(&kiln_ambients, KILN_AMBIENT_N2));
    if (ambient) {
        add_gases(w, ambient->fraction, "");
        add_gases(w, ambient->flow_slm, " slm");
    }
    if (ambient && ambient->name == KILN_AMBIENT_H2_O2 && !isnan(ratio))
        add_words(w, kiln_report_text(w->scribe, "H2 to O2 %s",
                                      kiln_report_number(w->scribe, ratio, 0)));
    if (hcl > 0)
        add_words(
            w, kiln_report_text(w->scribe, "HCl %s %%", kiln_report_number(w->scribe, hcl, 0)));
    if (!isnan(pressure) && pressure != 1)
        add_words(w, kiln_report_text(w->scribe, "%s atm",
                                      kiln_report_number(w->scribe, pressure, 0)));
}

static void add_source(words *w, const kiln_dopant_source *source)
{
    if (!source || source->chemical == KILN_SOURCE_NONE)
        return;
    const char *dopant = kiln_choice_name(&kiln_dopants, source->dopant);
    const char *chemical = kiln_choice_name(&kiln_chemicals, source->chemical);
    const char *text = chemical ? chemical : dopant ? dopant : "source";
    const double conc_cm3 = source->surface_conc_cm3.number;
    if (source->surface_conc_cm3.choice != KILN_ABSENT_CHOICE)
        text = kiln_report_text(w->scribe, "%s at solubility", text);
    else if (!isnan(conc_cm3))
        text = kiln_report_text(w->scribe, "%s at %s cm^-3", text,
                                kiln_report_number(w->scribe, conc_cm3, 0));
    add_words(w, text);
}

static const char *condition_words(kiln_scribe *scribe, const kiln_conditions *own,
                                   const kiln_conditions *step)
{
    static const char *const SURFACE[KILN_SURFACE_COUNT] = {[KILN_BARE] = "bare surface",
                                                            [KILN_NATIVE_OXIDE] =
                                                                "native oxide",
                                                            [KILN_SEALED] = "sealed surface"};
    words w = {.scribe = scribe, .text = ""};
    const int surface = own->surface != KILN_ABSENT_CHOICE ? own->surface : step->surface;
    add_ambient(&w, own, step);
    add_source(&w, own->source ? own->source : step->source);
    if (surface != KILN_ABSENT_CHOICE)
        add_words(&w, SURFACE[surface]);
    return w.text;
}

/* --- a furnace step ---------------------------------------------------------------------- */

enum { NUMBER, FROM, TO, TIME, CONDITIONS, STAGE_COLUMNS };

static double minutes_of(const kiln_segment *segment, double from_c, double to_c)
{
    if (!isnan(segment->time_min))
        return segment->time_min;
    if (!isnan(segment->time_s))
        return segment->time_s / 60;
    if (!isnan(segment->rate_c_per_s))
        return (to_c - from_c) / (60 * segment->rate_c_per_s);
    return (to_c - from_c) / segment->rate_c_per_min;
}

/* A temperature as given: 1000, where a cell's number would be 1e3. */
static const char *temp_words(kiln_scribe *scribe, double temp_c)
{
    char text[KILN_NUMBER_TEXT_MAX];
    kiln_number_write(temp_c, text);
    return kiln_report_text(scribe, "%s", text);
}

/* Times may come of a rate, and are to a thousandth. */
static void fill_stage(kiln_scribe *scribe, kiln_cell row[STAGE_COLUMNS], size_t number,
                       double from_c, double to_c, double time_min)
{
    row[NUMBER] = kiln_cell_number((double)number, 0);
    row[FROM] = kiln_cell_text(temp_words(scribe, from_c));
    row[TO] = kiln_cell_text(from_c == to_c ? "" : temp_words(scribe, to_c));
    row[TIME] = kiln_cell_number(time_min < 0.01 ? time_min : round(1e3 * time_min) / 1e3, 0);
}

static void fill_segments(const kiln_furnace *furnace, kiln_scribe *scribe, kiln_cell *cell)
{
    double here_c = (double)NAN;
    for (size_t i = 0; i < furnace->segments.count; i++, cell += STAGE_COLUMNS) {
        const kiln_segment *segment = &furnace->segments.item[i];
        const double from_c = first_given(segment->temp_c, here_c);
        here_c = first_given(segment->to_temp_c, from_c);
        fill_stage(scribe, cell, i + 1, from_c, here_c, minutes_of(segment, from_c, here_c));
        cell[CONDITIONS] =
            kiln_cell_text(condition_words(scribe, &segment->conditions, &furnace->conditions));
    }
}

/* A soak, or a logged temperature as one line. */
static void fill_soak(const kiln_furnace *furnace, kiln_scribe *scribe, kiln_cell *cell)
{
    const kiln_trace *trace = furnace->trace;
    const char *text = condition_words(scribe, &furnace->conditions, &furnace->conditions);
    if (!trace) {
        fill_stage(scribe, cell, 1, furnace->temp_c, furnace->temp_c, furnace->time_min);
        cell[CONDITIONS] = kiln_cell_text(text);
        return;
    }
    const size_t last = trace->temp_c.count - 1;
    double highest_c = trace->temp_c.item[0];
    for (size_t i = 1; i <= last; i++)
        highest_c = fmax(highest_c, trace->temp_c.item[i]);
    fill_stage(scribe, cell, 1, trace->temp_c.item[0], trace->temp_c.item[last],
               trace->time_min.item[last] - trace->time_min.item[0]);
    cell[CONDITIONS] =
        kiln_cell_text(kiln_report_text(scribe, "%s, logged: %zu points up to %s C", text,
                                        last + 1, temp_words(scribe, highest_c)));
}

static void furnace_table(const kiln_furnace *furnace, kiln_scribe *scribe, kiln_table *table)
{
    static const kiln_table_column COLUMN[STAGE_COLUMNS] = {
        {.title = "Segment", .align = KILN_ALIGN_RIGHT},
        {.title = "From", .unit = "C", .align = KILN_ALIGN_RIGHT},
        {.title = "To", .unit = "C", .align = KILN_ALIGN_RIGHT},
        {.title = "Time", .unit = "min", .align = KILN_ALIGN_POINT},
        {.title = "Gas and surface"},
    };
    const size_t rows = furnace->segments.item ? furnace->segments.count : 1;
    kiln_cell *cell = KILN_SCRIBE_TAKE(scribe, rows * STAGE_COLUMNS, kiln_cell);
    *table = (kiln_table){.column = COLUMN, .column_count = STAGE_COLUMNS, .cell = cell};
    if (!cell)
        return;
    if (furnace->segments.item)
        fill_segments(furnace, scribe, cell);
    else
        fill_soak(furnace, scribe, cell);
    table->row_count = rows;
}

/* --- the other steps --------------------------------------------------------------------- */

/* A step without segments in a line; NULL for a furnace. */
static const char *step_words(const kiln_step *step, kiln_scribe *scribe)
{
    switch ((kiln_step_type)step->type) {
    case KILN_STEP_IMPLANT: {
        const kiln_implant *implant = step->implant;
        return kiln_report_text(scribe, "%s, %s keV, %s cm^-2, tilt %s degrees",
                                kiln_choice_name(&kiln_ions, implant->species),
                                kiln_report_number(scribe, implant->energy_kev, 0),
                                kiln_report_number(scribe, implant->dose_cm2, 0),
                                kiln_report_number(scribe, implant->tilt_deg, 0));
    }
    case KILN_STEP_DEPOSIT:
        return kiln_report_text(scribe, "%s, %s nm",
                                kiln_choice_name(&kiln_materials, step->deposit->material),
                                kiln_report_number(scribe, step->deposit->thickness_nm, 0));
    case KILN_STEP_ETCH: {
        const char *material = step->etch->material == KILN_MATERIAL_ALL
                                   ? "all layers"
                                   : kiln_choice_name(&kiln_materials, step->etch->material);
        if (isnan(step->etch->thickness_nm))
            return kiln_report_text(scribe, "%s, the whole of it", material);
        return kiln_report_text(scribe, "%s, %s nm", material,
                                kiln_report_number(scribe, step->etch->thickness_nm, 0));
    }
    case KILN_STEP_FURNACE:
    case KILN_STEP_TYPE_COUNT:
        break;
    }
    return NULL;
}

/* --- what becomes of the wafer ----------------------------------------------------------- */

static double value_of(const kiln_kpis *kpis, int kpi)
{
    return kpis ? kpis->value[kpi] : (double)NAN;
}

/* Less than any result is good to is no change. */
static double change_of(double from, double to)
{
    static const double ROUNDING = 1e-9;
    return fabs(to - from) <= ROUNDING * fmax(fabs(from), fabs(to)) ? 0 : to - from;
}

static void change_table(const kiln_kpis *before, const kiln_kpis *after, kiln_scribe *scribe,
                         kiln_table *table)
{
    enum { QUANTITY, BEFORE, AFTER, CHANGE, UNIT, COLUMNS };
    enum { DIGITS = 3 };
    static const kiln_table_column COLUMN[COLUMNS] = {
        {.title = "Quantity"},
        {.title = "Before", .align = KILN_ALIGN_RIGHT},
        {.title = "After", .align = KILN_ALIGN_RIGHT},
        {.title = "Change", .align = KILN_ALIGN_RIGHT},
        {.title = "Unit", .units = true},
    };
    kiln_cell *cell = KILN_SCRIBE_TAKE(scribe, KILN_KPI_COUNT * COLUMNS, kiln_cell);
    *table = (kiln_table){.column = COLUMN, .column_count = COLUMNS, .cell = cell};
    for (int kpi = 0; cell && kpi < KILN_KPI_COUNT; kpi++) {
        const double from = value_of(before, kpi), to = value_of(after, kpi);
        const int digits = kiln_report_kpi_digits(kpi);
        kiln_cell *row = &cell[COLUMNS * table->row_count];
        if (isnan(from) && isnan(to))
            continue;
        row[QUANTITY] = kiln_cell_text(kiln_report_kpi_name(kpi));
        row[BEFORE] = kiln_cell_number(from, digits);
        row[AFTER] = kiln_cell_number(to, digits);
        row[CHANGE] = kiln_cell_number(change_of(from, to), DIGITS);
        row[UNIT] = kiln_cell_text(kiln_kpi_unit((kiln_kpi)kpi));
        table->row_count++;
    }
}

/* One step, composed. */
typedef struct step_part {
    const char *heading;
    kiln_table flow, change; /* flow: of a furnace */
} step_part;

static void compose(const kiln_report *report, size_t i, kiln_scribe *scribe, step_part *part)
{
    const kiln_step *step = &report->recipe->steps.item[i];
    const kiln_step_result *result = &report->result->steps.item[i];
    const char *type = kiln_choice_name(&kiln_step_types, step->type);
    const char *name = step->common->name;
    const char *line = step_words(step, scribe);
    *part = (step_part){0};
    part->heading =
        kiln_report_text(scribe, "Step %zu of %zu: %s%s%s%s%s%s", i + 1,
                         report->result->steps.count, name ? name : type, name ? " (" : "",
                         name ? type : "", name ? ")" : "", line ? ": " : "", line ? line : "");
    if (step->type == KILN_STEP_FURNACE)
        furnace_table(step->furnace, scribe, &part->flow);
    change_table(i ? report->result->steps.item[i - 1].kpis : NULL, result->kpis, scribe,
                 &part->change);
}

kiln_status kiln_report_steps(const kiln_report *report, size_t width_columns,
                              kiln_text_style style, kiln_arena *arena, kiln_sink *sink)
{
    const size_t count = report->result->steps.count;
    kiln_scribe scribe = {.arena = arena};
    step_part *part = KILN_SCRIBE_TAKE(&scribe, count, step_part);
    for (size_t i = 0; part && i < count; i++)
        compose(report, i, &scribe, &part[i]);
    if (scribe.failed)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        kiln_table *const table[] = {&part[i].flow, &part[i].change};
        const bool furnace = part[i].flow.row_count;
        table[furnace ? 0 : 1]->caption = part[i].heading;
        kiln_puts(sink, i ? "\n" : "");
        if (furnace)
            kiln_table_write_text(table[0], width_columns, style, sink);
        kiln_puts(sink, furnace ? "\n" : "");
        kiln_table_write_text(table[1], width_columns, style, sink);
    }
    return sink->status;
}
