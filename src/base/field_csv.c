/* Field tables: CSV out, and in. A header is matched to the fields once; each row becomes a
 * small tree, so that rows are read, checked and reported by the one reader of field tables. */
#include "field.h"

#include "utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void kiln_shape_csv_header(const kiln_shape *shape, kiln_sink *sink)
{
    const char *name;
    for (size_t i = 0; (name = kiln_next_column(shape, i)) != NULL; i++) {
        kiln_puts(sink, i ? "," : "");
        kiln_puts(sink, name);
    }
    kiln_puts(sink, "\n");
}

static void put_unsound(kiln_sink *sink)
{
    if (sink->status == KILN_OK)
        sink->status = KILN_INTERNAL;
}

static void put_word(const kiln_choices *choices, int value, kiln_sink *sink)
{
    const char *word = kiln_choice_name(choices, value);
    if (word)
        kiln_csv_put_text(sink, word);
    else
        put_unsound(sink);
}

static void put_number(double value, kiln_sink *sink)
{
    if (isfinite(value))
        kiln_put_number(sink, value);
    else
        put_unsound(sink);
}

static void put_bool(signed char value, kiln_sink *sink)
{
    if (value >= 0) /* unknown is an empty cell */
        kiln_puts(sink, value ? "true" : "false");
}

static void put_cell(const kiln_field *field, const void *at, kiln_sink *sink)
{
    switch (field->kind) {
    case KILN_KIND_TEXT:
        kiln_csv_put_text(sink, kiln_field_pointer(at));
        break;
    case KILN_KIND_CHOICE:
        put_word(field->choices, *(const int *)at, sink);
        break;
    case KILN_KIND_NUMBER_OR_CHOICE: {
        const kiln_number_or_choice *either = at;
        if (either->choice != KILN_ABSENT_CHOICE)
            put_word(field->choices, either->choice, sink);
        else
            put_number(either->number, sink);
        break;
    }
    case KILN_KIND_NUMBER:
        put_number(*(const double *)at, sink);
        break;
    case KILN_KIND_INTEGER:
        kiln_putf(sink, "%lld", (long long)*(const int64_t *)at);
        break;
    default:
        put_bool(*(const signed char *)at, sink);
        break;
    }
}

void kiln_shape_csv_row(const kiln_shape *shape, const void *object, kiln_sink *sink)
{
    const char *comma = "";
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const void *at = (const char *)object + field->offset;
        if (!kiln_field_scalar(field))
            continue;
        kiln_puts(sink, comma);
        comma = ",";
        if (!kiln_field_absent(field, at))
            put_cell(field, at, sink);
    }
    kiln_puts(sink, "\n");
}

const char *kiln_next_column(const void *shape, size_t i)
{
    const kiln_shape *of = shape;
    for (size_t f = 0; f < of->count; f++)
        if (kiln_field_scalar(&of->field[f]) && i-- == 0)
            return of->field[f].name;
    return NULL;
}

/* Fills in where the column is and adds the issue. */
static kiln_status column_fault(const kiln_csv_cell *cell, kiln_issue issue, kiln_diag *diag)
{
    kiln_utf8_copy(issue.pointer, sizeof issue.pointer, cell->text, cell->size);
    kiln_utf8_copy(issue.given, sizeof issue.given, cell->text, cell->size);
    issue.status = KILN_INVALID;
    issue.line = cell->line;
    issue.column = cell->column;
    return kiln_diag_add(diag, &issue);
}

static kiln_status unknown_column(const kiln_shape *shape, const kiln_csv_cell *cell,
                                  kiln_diag *diag)
{
    kiln_issue issue = {.message = "this column is not known"};
    const char *near = kiln_nearest(cell->text, kiln_next_column, shape);
    if (near) {
        /* A column renamed as it stands may hold another unit: "Depth (um)". */
        const char *unit = kiln_shape_field(shape, near)->unit;
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"%s%s?", near,
                 unit ? ", in " : "", unit ? unit : "");
    } else {
        snprintf(issue.mend, sizeof issue.mend, "the columns are ");
        kiln_put_names(issue.mend, sizeof issue.mend, kiln_next_column, shape);
    }
    return column_fault(cell, issue, diag);
}

static bool has_column(const kiln_csv_columns *columns, const kiln_field *field)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->field[i] == field)
            return true;
    return false;
}

static kiln_status missing_columns(const kiln_shape *shape, const kiln_csv_columns *columns,
                                   const kiln_csv_cell *first, kiln_diag *diag)
{
    kiln_status status = KILN_OK;
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        if (!(field->flags & KILN_FIELD_REQUIRED) || has_column(columns, field))
            continue;
        kiln_issue issue = {.status = KILN_INVALID, .line = first->line, .column = 1};
        snprintf(issue.pointer, sizeof issue.pointer, "%s", field->name);
        snprintf(issue.message, sizeof issue.message, "the column %s is missing", field->name);
        snprintf(issue.mend, sizeof issue.mend, "add it to the header: %s", field->doc);
        status = kiln_diag_add(diag, &issue);
    }
    return status;
}

kiln_status kiln_shape_csv_columns(const kiln_shape *shape, const kiln_csv *header,
                                   kiln_csv_columns *columns, kiln_diag *diag)
{
    kiln_status status = KILN_OK;
    kiln_csv_columns found = {0};
    if (header->count == 0)
        return kiln_fail(diag, KILN_INVALID, "", "the file is empty: it has no header row");
    for (size_t i = 0; i < header->count; i++) {
        const kiln_csv_cell *cell = &header->cell[i];
        const kiln_field *field = kiln_shape_field(shape, cell->text);
        if (!field || !kiln_field_scalar(field)) {
            status = unknown_column(shape, cell, diag);
            field = NULL;
        } else if (has_column(&found, field)) {
            status = column_fault(cell,
                                  (kiln_issue){.message = "this column is given twice",
                                               .mend = "keep one of them"},
                                  diag);
        }
        found.field[found.count++] = field;
    }
    const kiln_status missing = missing_columns(shape, &found, &header->cell[0], diag);
    if (status == KILN_OK && missing == KILN_OK)
        *columns = found;
    return status ? status : missing;
}

/* "" is an empty text where there may be one, else absent: some programs quote every cell. */
static bool may_be_empty(const kiln_field *field)
{
    return field->kind == KILN_KIND_TEXT && !(field->min > 0);
}

kiln_status kiln_shape_csv_tree(const kiln_csv_columns *columns, const kiln_csv *row,
                                kiln_arena *arena, kiln_json **tree, kiln_diag *diag)
{
    assert(row->count > 0);
    if (row->count != columns->count) {
        kiln_issue issue = {.status = KILN_INVALID,
                            .line = row->cell[0].line,
                            .column = row->cell[row->count - 1].column};
        snprintf(issue.given, sizeof issue.given, "%zu cells", row->count);
        snprintf(issue.bound, sizeof issue.bound, "%zu cells", columns->count);
        snprintf(issue.message, sizeof issue.message, "the row has %zu cells, the header %zu",
                 row->count, columns->count);
        snprintf(issue.mend, sizeof issue.mend, "%s",
                 row->count > columns->count ? "put a cell that holds a comma in quotes"
                                             : "add the missing commas");
        return kiln_diag_add(diag, &issue);
    }
    kiln_json *object = kiln_json_new(arena, KILN_JSON_OBJECT, KILN_JSON_ROW);
    if (!object)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a row");
    object->line = row->cell[0].line;
    object->column = 1;
    for (size_t i = 0; i < row->count; i++) {
        const kiln_csv_cell *cell = &row->cell[i];
        const kiln_field *field = columns->field[i];
        if (cell->size == 0 && !(cell->quoted && may_be_empty(field)))
            continue;
        kiln_json *value = kiln_json_new_text(arena, cell->text, cell->size, KILN_JSON_ROW);
        if (!value || kiln_json_add(arena, object, field->name, value) != KILN_OK)
            return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a row");
        value->line = cell->line;
        value->column = cell->column;
    }
    *tree = object;
    return KILN_OK;
}
