/* Private to report: a table's cells as text, for all of its forms. */
#ifndef KILN_SRC_REPORT_CELL_H
#define KILN_SRC_REPORT_CELL_H

#include "kiln/base/number.h"
#include "kiln/report/table.h"

#include <stdbool.h>

/* KILN_INVALID or KILN_LIMIT for a table that cannot be written. */
kiln_status kiln_table_check(const kiln_table *table);

/* A number with so many significant digits (0: the shortest that reads back), plain from 1 to
 * 1e5, else in the shorter of the two notations, plain at a tie: 327.7, 1000, 1.10e15, 1e14,
 * 0.0412, 4.12e-4. Returns the length. */
size_t kiln_number_for_people(double value, int digits, char text[KILN_NUMBER_TEXT_MAX]);

/* The cell's own text, or its number written into `number`; a dash for one not finite. */
const char *kiln_cell_show(const kiln_cell *cell, char number[KILN_NUMBER_TEXT_MAX]);

/* Bytes of shown text before the decimal point or exponent; all of it when there is neither, or
 * when the cell is no number. */
size_t kiln_cell_head(const kiln_cell *cell, const char *shown);

/* The cell as HTML, exponents raised. tenths: the room for what follows the decimal point, in
 * tenths of a digit's width; 0 for none. */
void kiln_cell_write_html(const kiln_cell *cell, unsigned tenths, kiln_sink *sink);
/* The CSS class of a tone. */
const char *kiln_tone_class(kiln_tone tone);

static inline const kiln_cell *kiln_table_cell(const kiln_table *table, size_t row,
                                               size_t column)
{
    return &table->cell[row * table->column_count + column];
}

#endif
