/* A table's cells as text. */
#include "cell.h"

#include <math.h>
#include <string.h>

kiln_status kiln_table_check(const kiln_table *table)
{
    if (table->column_count > KILN_TABLE_COLUMNS_MAX)
        return KILN_LIMIT;
    if (!table->column_count || !table->column || (table->row_count && !table->cell))
        return KILN_INVALID;
    return KILN_OK;
}

const char *kiln_cell_show(const kiln_cell *cell, char number[KILN_NUMBER_TEXT_MAX])
{
    if (cell->text)
        return cell->text;
    if (!isfinite(cell->number))
        return "\xe2\x80\x93";
    const int digits =
        cell->digits > KILN_TABLE_DIGITS_MAX ? KILN_TABLE_DIGITS_MAX : cell->digits;
    if (digits > 0)
        kiln_number_write_digits(cell->number, digits, number);
    else
        kiln_number_write(cell->number, number);
    return number;
}

size_t kiln_cell_head(const kiln_cell *cell, const char *shown)
{
    return cell->text ? strlen(shown) : strcspn(shown, ".e");
}
