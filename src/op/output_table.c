/* From an output's fields to a table. */
#include "output_table.h"

#include <string.h>

enum { COLUMNS = 3, ROWS_MAX = 32, DIGITS = 5 };

/* Whether there is a row for the field, with its value. */
static bool fill_value(const kiln_field *field, const void *output, kiln_cell *cell)
{
    const void *at = (const char *)output + field->offset;
    if (field->kind == KILN_KIND_NUMBER)
        *cell = kiln_cell_number(*(const double *)at, DIGITS);
    else if (field->kind == KILN_KIND_CHOICE)
        *cell = kiln_cell_text(kiln_choice_name(field->choices, *(const int *)at));
    else if (field->kind == KILN_KIND_TEXT && *(const char *const *)at)
        *cell = kiln_cell_text(*(const char *const *)at);
    else
        return false;
    return true;
}

kiln_status kiln_op_show_output(const kiln_op_call *call, const char *end,
                                const kiln_warning_list *warnings, kiln_op_look look,
                                kiln_sink *sink)
{
    const kiln_table_column column[COLUMNS] = {{.title = call->op->name},
                                               {.title = "value", .align = KILN_ALIGN_POINT},
                                               {.title = "unit"}};
    const kiln_shape *shape = call->op->output;
    kiln_cell cell[COLUMNS * ROWS_MAX];
    size_t rows = 0;
    for (size_t i = 1; i < shape->count && rows < ROWS_MAX; i++) {
        const kiln_field *field = &shape->field[i];
        kiln_cell *row = &cell[COLUMNS * rows];
        if (strcmp(field->name, end) == 0)
            break;
        if (!fill_value(field, call->output, &row[1]))
            continue;
        row[0] = kiln_cell_text(field->name);
        row[2] = kiln_cell_text(field->unit);
        rows++;
    }
    const kiln_table table = {
        .column_count = COLUMNS, .row_count = rows, .column = column, .cell = cell};
    const kiln_status status =
        kiln_table_write_text(&table, look.width_columns, look.style, sink);
    for (size_t i = 0; i < warnings->count; i++)
        kiln_putf(sink, "%swarning: %s\n", i ? "" : "\n", warnings->item[i].message);
    return status != KILN_OK ? status : sink->status;
}
