/* The comparison of two recipes as tables for a terminal. */
#include "diff.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* So many neighbours in a list of plain values are shown as one row. */
enum { NEIGHBOURS_MAX = 6 };
/* Numbers below that are shown with all their digits: 1000, not 1e3. */
#define PLAIN_MAX 1e5
/* Of an item's JSON, as far as a table shows it. */
enum { ITEM_BYTES_MAX = 300 };
/* Relative: less than that is no difference to show (results agree to 1e-9). */
#define ROUNDING 1e-9
/* What stands for a difference that the solver's own error may make. */
#define SMALL "~0"

/* Text in the call's arena; NULL when memory ends. */
static const char *keep(const kiln_op_call *call, const char *text)
{
    return kiln_arena_text(call->arena, text, strlen(text));
}

/* --- fields ------------------------------------------------------------------------------ */

/* How much of a pointer is its list's when it ends in an index; 0 when it does not. */
static size_t list_part(const char *pointer)
{
    const char *last = pointer ? strrchr(pointer, '/') : NULL;
    return last && isdigit((unsigned char)last[1]) ? (size_t)(last - pointer) : 0;
}

/* How many differences from i on are values of one plain list, at least 1. */
static size_t neighbours(const kiln_difference_list *list, size_t i)
{
    const kiln_difference *first = &list->item[i];
    const size_t part = first->kind == KILN_DIFFERENCE_WHOLE ? 0 : list_part(first->pointer[0]);
    size_t count = 1;
    while (part && i + count < list->count &&
           list->item[i + count].kind != KILN_DIFFERENCE_WHOLE &&
           list_part(list->item[i + count].pointer[0]) == part &&
           memcmp(list->item[i + count].pointer[0], first->pointer[0], part) == 0)
        count++;
    return count;
}

/* The step that a pointer leads into, by name or else by type; "" for none. */
static const char *step_words(const kiln_recipe *recipe, const char *pointer)
{
    static const char STEPS[] = "/steps/";
    size_t index = 0;
    if (!pointer || strncmp(pointer, STEPS, sizeof STEPS - 1) != 0)
        return "";
    for (const char *c = pointer + sizeof STEPS - 1; isdigit((unsigned char)*c); c++)
        index = 10 * index + (size_t)(*c - '0');
    if (index >= recipe->steps.count)
        return "";
    const kiln_step *step = &recipe->steps.item[index];
    return step->common->name ? step->common->name
                              : kiln_choice_name(&kiln_step_types, step->type);
}

/* A number's digits as people write a big one: 100000000000000 as 1e14. Returns how many bytes
 * of json it is. */
static size_t put_number(const char *json, char text[KILN_NUMBER_TEXT_MAX])
{
    const size_t size = strspn(json, "+-.0123456789eE");
    const size_t digits = strspn(json, "0123456789");
    size_t kept = digits;
    while (kept > 1 && json[kept - 1] == '0')
        kept--;
    if (digits == size && digits - kept > 4)
        snprintf(text, KILN_NUMBER_TEXT_MAX, "%c%s%.*se%zu", json[0], kept > 1 ? "." : "",
                 (int)kept - 1, json + 1, digits - 1);
    else
        snprintf(text, KILN_NUMBER_TEXT_MAX, "%.*s", (int)size, json);
    return size;
}

/* The next piece of an item's JSON: a number, or one character; blanks where a line may break,
 * no quotes. Returns how many bytes of json it is. */
static size_t put_piece(const char *json, bool *quoted, char text[KILN_NUMBER_TEXT_MAX])
{
    if (!*quoted && (*json == '-' || isdigit((unsigned char)*json)))
        return put_number(json, text);
    const size_t escape = *quoted && *json == '\\' && json[1];
    const bool blank = !*quoted && (*json == ',' || *json == ':');
    if (*json == '"')
        *quoted = !*quoted;
    else
        snprintf(text, KILN_NUMBER_TEXT_MAX, "%c%s", json[escape], blank ? " " : "");
    return 1 + escape;
}

/* An item's JSON for people, cut when it is long. */
static const char *item_words(const kiln_op_call *call, const char *json)
{
    char text[ITEM_BYTES_MAX + KILN_NUMBER_TEXT_MAX + 4];
    size_t at = 0;
    bool quoted = false;
    while (*json && at < ITEM_BYTES_MAX) {
        char piece[KILN_NUMBER_TEXT_MAX] = "";
        json += put_piece(json, &quoted, piece);
        for (const char *from = piece; *from; from++)
            text[at++] = *from;
    }
    while (((unsigned char)*json & 0xc0) == 0x80)
        text[at++] = *json++; /* the rest of a character */
    snprintf(text + at, 4, "%s", *json ? "\xe2\x80\xa6" : "");
    return keep(call, text);
}

static kiln_cell value_cell(const kiln_op_call *call, const kiln_difference *d, int side)
{
    const double size = fabs(d->number[side]);
    if (!d->text[side] || !(isnan(size) || size < PLAIN_MAX))
        return kiln_cell_number(d->number[side], 0);
    return kiln_cell_text(d->kind == KILN_DIFFERENCE_WHOLE ? item_words(call, d->text[side])
                                                           : d->text[side]);
}

/* The pointer, with both indices where an item stands elsewhere in B: /steps/1->2/temp_c. */
static const char *place_words(const kiln_op_call *call, const kiln_difference *d)
{
    char text[3 * KILN_POINTER_MAX];
    size_t at = 0;
    const char *a = d->pointer[0] ? d->pointer[0] : d->pointer[1];
    const char *b = d->pointer[1] ? d->pointer[1] : a;
    while (*a == '/' && *b == '/' && at < sizeof text) {
        const size_t size[2] = {1 + strcspn(a + 1, "/"), 1 + strcspn(b + 1, "/")};
        const bool same = size[0] == size[1] && memcmp(a, b, size[0]) == 0;
        at += (size_t)snprintf(text + at, sizeof text - at, "%.*s%s%.*s", (int)size[0], a,
                               same ? "" : "\xe2\x86\x92", same ? 0 : (int)size[1] - 1, b + 1);
        a += size[0];
        b += size[1];
    }
    return keep(call, text);
}

enum { STEP, FIELD, VALUE_A, VALUE_B, UNIT, FIELD_COLUMNS };

static void fill_difference(const kiln_op_call *call, const kiln_difference *d, size_t count,
                            kiln_cell row[FIELD_COLUMNS])
{
    const int side = d->pointer[0] ? 0 : 1;
    const char *name = step_words(call->document[side].object, d->pointer[side]);
    row[STEP] = kiln_cell_text(name);
    row[FIELD] = kiln_cell_text(place_words(call, d));
    row[VALUE_A] = value_cell(call, d, 0);
    row[VALUE_B] = value_cell(call, d, 1);
    row[UNIT] = kiln_cell_text(d->unit);
    if (count <= NEIGHBOURS_MAX)
        return;
    char text[KILN_POINTER_MAX + 64];
    snprintf(text, sizeof text, "%.*s", (int)list_part(d->pointer[0]), d->pointer[0]);
    row[FIELD] = kiln_cell_text(keep(call, text));
    snprintf(text, sizeof text, "%zu values differ", count);
    row[VALUE_A] = kiln_cell_text(keep(call, text));
    row[VALUE_B] = kiln_cell_text("--json lists them");
}

/* Without the column of step names when no step has one. */
static void drop_names(kiln_table *table, kiln_cell *cell)
{
    for (size_t r = 0; r < table->row_count; r++)
        if (cell[r * FIELD_COLUMNS + STEP].text[0])
            return;
    for (size_t r = 0; r < table->row_count; r++)
        memmove(&cell[r * (FIELD_COLUMNS - 1)], &cell[r * FIELD_COLUMNS + FIELD],
                (FIELD_COLUMNS - 1) * sizeof cell[0]);
    table->column_count--;
    table->column++;
}

static kiln_status show_fields(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    static const kiln_table_column COLUMN[FIELD_COLUMNS] = {
        {.title = "Step"}, {.title = "Field"}, {.title = "A"},
        {.title = "B"},    {.title = "Unit"},
    };
    const kiln_diff_detail *detail = call->detail;
    const kiln_difference_list *list = &detail->differences;
    if (!list->count) {
        kiln_puts(sink, "No field differs.\n");
        return sink->status;
    }
    kiln_cell *cell = KILN_TAKE(call->arena, list->count * FIELD_COLUMNS, kiln_cell);
    kiln_table table = {.column = COLUMN, .column_count = FIELD_COLUMNS, .cell = cell};
    if (!cell)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < list->count;) {
        const size_t count = neighbours(list, i);
        kiln_cell *row = &cell[FIELD_COLUMNS * table.row_count++];
        fill_difference(call, &list->item[i], count, row);
        if (!row[FIELD].text)
            return KILN_NO_MEMORY;
        i += count > NEIGHBOURS_MAX ? count : 1;
    }
    drop_names(&table, cell);
    return kiln_table_write_text(&table, look.width_columns, look.style, sink);
}

/* --- results ----------------------------------------------------------------------------- */

static const char *verdict_word(int verdict)
{
    const char *word = kiln_choice_name(&kiln_diff_verdicts, verdict);
    return word ? word : "no target";
}

/* What becomes of a verdict; of one recipe alone, just that. */
static kiln_cell verdict_cell(const kiln_op_call *call, const kiln_diff_kpi *row)
{
    const kiln_diff_output *output = call->output;
    const bool simulated[2] = {output->side[0]->simulated, output->side[1]->simulated};
    const int a = row->verdict[simulated[0] ? 0 : 1], b = row->verdict[simulated[1] ? 1 : 0];
    char text[64];
    if (a == b)
        return kiln_cell_text(kiln_choice_name(&kiln_diff_verdicts, a));
    snprintf(text, sizeof text, "%s \xe2\x86\x92 %s", verdict_word(a), verdict_word(b));
    return (kiln_cell){.text = keep(call, text),
                       .tone = b == KILN_DIFF_WITHIN    ? KILN_TONE_GOOD
                               : b == KILN_DIFF_OUTSIDE ? KILN_TONE_BAD
                                                        : KILN_TONE_WARNING};
}

/* Relative: how far two results that ought to be the same may be apart. */
static double noise_of(const kiln_op_call *call)
{
    const kiln_diff_detail *detail = call->detail;
    double noise = ROUNDING;
    for (int side = 0; side < 2; side++) {
        const kiln_recipe *recipe = call->document[side].object;
        const double given = recipe->model->tolerance;
        if (detail->result[side] && detail->result[side]->solver)
            noise = fmax(noise, isnan(given) ? KILN_TOLERANCE_USUAL : given);
    }
    return noise;
}

/* A difference, or how small it is. The thermal budget is no matter of the solver's. */
static kiln_cell difference_cell(const kiln_diff_kpi *kpi, double noise, double shown)
{
    enum { DIGITS = 3 };
    const double size = fabs(kpi->relative);
    if (size < ROUNDING)
        return kiln_cell_number(0, DIGITS);
    if (size < noise && kpi->kpi != KILN_KPI_THERMAL_BUDGET)
        return kiln_cell_text(SMALL);
    return kiln_cell_number(shown, DIGITS);
}

static kiln_status show_kpis(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    enum { QUANTITY, KPI_A, KPI_B, DIFFERENCE, PERCENT, KPI_UNIT, VERDICT, KPI_COLUMNS };
    static const kiln_table_column COLUMN[KPI_COLUMNS] = {
        {.title = "Quantity"},
        {.title = "A", .align = KILN_ALIGN_RIGHT},
        {.title = "B", .align = KILN_ALIGN_RIGHT},
        {.title = "B - A", .align = KILN_ALIGN_RIGHT},
        {.title = "%", .align = KILN_ALIGN_RIGHT},
        {.title = "Unit", .units = true},
        {.title = "Verdict"},
    };
    const kiln_diff_output *output = call->output;
    kiln_cell cell[KILN_KPI_COUNT * KPI_COLUMNS];
    kiln_table table = {.column = COLUMN, .column_count = KPI_COLUMNS, .cell = cell};
    const double noise = noise_of(call);
    bool small = false;
    for (size_t i = 0; i < output->kpis.count; i++) {
        const kiln_diff_kpi *kpi = &output->kpis.item[i];
        kiln_cell *row = &cell[KPI_COLUMNS * table.row_count++];
        row[QUANTITY] = kiln_cell_text(kiln_report_kpi_name(kpi->kpi));
        row[KPI_A] = kiln_cell_number(kpi->value[0], kiln_report_kpi_digits(kpi->kpi));
        row[KPI_B] = kiln_cell_number(kpi->value[1], kiln_report_kpi_digits(kpi->kpi));
        row[DIFFERENCE] = difference_cell(kpi, noise, kpi->difference);
        row[PERCENT] = difference_cell(kpi, noise, 100 * kpi->relative);
        small = small || row[PERCENT].text;
        row[KPI_UNIT] = kiln_cell_text(kpi->unit);
        row[VERDICT] = verdict_cell(call, kpi);
        if (!row[VERDICT].text)
            return KILN_NO_MEMORY;
    }
    kiln_puts(sink, "\n");
    const kiln_status status =
        kiln_table_write_text(&table, look.width_columns, look.style, sink);
    if (small)
        kiln_puts(sink,
                  "\n" SMALL ": less than the solver's tolerance; --json has the numbers.\n");
    return status;
}

static kiln_status show_errors(const kiln_op_call *call, int side, kiln_op_look look,
                               kiln_sink *sink)
{
    enum { WHERE, MESSAGE, ERROR_COLUMNS };
    static const kiln_table_column COLUMN[2][ERROR_COLUMNS] = {
        {{.title = "A is not simulated"}, {0}},
        {{.title = "B is not simulated"}, {0}},
    };
    const kiln_diff_output *output = call->output;
    const kiln_warning_list *errors = &output->side[side]->errors;
    kiln_cell *cell = KILN_TAKE(call->arena, ERROR_COLUMNS * errors->count, kiln_cell);
    const kiln_table table = {.column = COLUMN[side],
                              .column_count = ERROR_COLUMNS,
                              .row_count = errors->count,
                              .cell = cell};
    if (!cell)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < errors->count; i++) {
        cell[ERROR_COLUMNS * i + WHERE] = kiln_cell_text(errors->item[i].pointer);
        cell[ERROR_COLUMNS * i + MESSAGE] = kiln_cell_text(errors->item[i].message);
    }
    kiln_puts(sink, "\n");
    return kiln_table_write_text(&table, look.width_columns, look.style, sink);
}

static void tell_of_warnings(const kiln_diff_output *output, kiln_sink *sink)
{
    const size_t a = output->side[0]->warnings.count, b = output->side[1]->warnings.count;
    if (a || b)
        kiln_putf(sink, "\nWarnings: %zu for A, %zu for B; kiln simulate shows them.\n", a, b);
}

/* Which is A and which is B. */
static kiln_status show_names(const kiln_diff_output *output, kiln_op_look look,
                              kiln_sink *sink)
{
    enum { LETTER, NAME, ID, NAME_COLUMNS };
    static const kiln_table_column COLUMN[NAME_COLUMNS] = {0};
    kiln_cell cell[2 * NAME_COLUMNS];
    for (int i = 0; i < 2; i++) {
        cell[NAME_COLUMNS * i + LETTER] = kiln_cell_text(i ? "B" : "A");
        cell[NAME_COLUMNS * i + NAME] = kiln_cell_text(output->side[i]->name);
        cell[NAME_COLUMNS * i + ID] = kiln_cell_text(output->side[i]->recipe_id);
    }
    const kiln_table table = {
        .column = COLUMN, .column_count = NAME_COLUMNS, .row_count = 2, .cell = cell};
    const kiln_status status =
        kiln_table_write_text(&table, look.width_columns, look.style, sink);
    kiln_puts(sink, "\n");
    return status;
}

kiln_status kiln_diff_show(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    const kiln_diff_output *output = call->output;
    const kiln_diff_detail *detail = call->detail;
    kiln_status status = show_names(output, look, sink);
    if (status == KILN_OK)
        status = show_fields(call, look, sink);
    if (status != KILN_OK || detail->fields_only)
        return status;
    if (output->kpis.count)
        status = show_kpis(call, look, sink);
    for (int i = 0; status == KILN_OK && i < 2; i++)
        if (!output->side[i]->simulated)
            status = show_errors(call, i, look, sink);
    tell_of_warnings(output, sink);
    return status != KILN_OK ? status : sink->status;
}
