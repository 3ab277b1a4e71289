/* Field tables: CSV in. A header is matched to the fields once; each row becomes a small tree, so
 * that rows are read, checked and reported by the one reader of field tables. */
#include "field.h"

#include <stdio.h>
#include <string.h>

static kiln_status column_fault(const kiln_csv_cell *cell, const char *message,
                                const char *mend, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.pointer, sizeof issue.pointer, "%.60s", cell->text);
    snprintf(issue.given, sizeof issue.given, "%.60s", cell->text);
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    issue.line = cell->line;
    issue.column = cell->column;
    return kiln_diag_add(diag, &issue);
}

static const char *next_column(const void *names, size_t i)
{
    const kiln_shape *shape = names;
    for (size_t f = 0; f < shape->count; f++)
        if (kiln_field_scalar(&shape->field[f]) && i-- == 0)
            return shape->field[f].name;
    return NULL;
}

static kiln_status unknown_column(const kiln_shape *shape, const kiln_csv_cell *cell,
                                  kiln_diag *diag)
{
    char mend[256];
    const char *near = kiln_nearest(cell->text, next_column, shape);
    if (near) {
        snprintf(mend, sizeof mend, "did you mean \"%s\"?", near);
    } else {
        size_t at = (size_t)snprintf(mend, sizeof mend, "the columns are ");
        const char *name;
        for (size_t i = 0; (name = next_column(shape, i)) && at < sizeof mend; i++)
            at += (size_t)snprintf(mend + at, sizeof mend - at, "%s%s", i ? ", " : "", name);
    }
    return column_fault(cell, "this column is not known", mend, diag);
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
        snprintf(issue.mend, sizeof issue.mend, "add it to the header: %s",
                 field->doc ? field->doc : field->name);
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
            status = column_fault(cell, "this column is given twice", "keep one of them", diag);
        }
        found.field[found.count++] = field;
    }
    const kiln_status missing = missing_columns(shape, &found, &header->cell[0], diag);
    status = status ? status : missing;
    if (status == KILN_OK)
        *columns = found;
    return status;
}

kiln_status kiln_shape_csv_tree(const kiln_csv_columns *columns, const kiln_csv *row,
                                kiln_arena *arena, kiln_json **tree, kiln_diag *diag)
{
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
        if (cell->size == 0)
            continue;
        kiln_json *value = kiln_json_new_text(arena, cell->text, cell->size, KILN_JSON_ROW);
        if (!value || kiln_json_add(arena, object, columns->field[i]->name, value) != KILN_OK)
            return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a row");
        value->line = cell->line;
        value->column = cell->column;
    }
    *tree = object;
    return KILN_OK;
}
