/* A table's cells as text. */
#include "cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

kiln_status kiln_table_check(const kiln_table *table)
{
    if (table->column_count > KILN_TABLE_COLUMNS_MAX)
        return KILN_LIMIT;
    if (!table->column_count || !table->column || (table->row_count && !table->cell))
        return KILN_INVALID;
    return KILN_OK;
}

/* Plain digits as a mantissa and exponent: 1100000000000000 as 1.10e15. `digits` of them count,
 * 0: all up to the last that is not 0. Returns the length, at most 2 more than text's. */
static size_t write_exponent(const char *text, int digits, char *out)
{
    const char *sign = *text == '-' ? "-" : "";
    const char *plain = text + strlen(sign);
    const int whole = (int)strcspn(plain, ".");
    char digit[KILN_NUMBER_TEXT_MAX];
    int count = 0, first = 0;
    for (const char *at = plain; *at; at++)
        if (*at != '.')
            digit[count++] = *at;
    while (first + 1 < count && digit[first] == '0')
        first++;
    int last = digits > 0 && first + digits < count ? first + digits : count;
    while (digits <= 0 && last > first + 1 && digit[last - 1] == '0')
        last--;
    const int written = snprintf(out, 2 * KILN_NUMBER_TEXT_MAX, "%s%c%s%.*se%d", sign,
                                 digit[first], last - first > 1 ? "." : "", last - first - 1,
                                 digit + first + 1, whole - 1 - first);
    return (size_t)written;
}

size_t kiln_number_for_people(double value, int digits, char text[KILN_NUMBER_TEXT_MAX])
{
    static const double ALWAYS_PLAIN = 1e5; /* below: nobody writes 1e3 C */
    char other[2 * KILN_NUMBER_TEXT_MAX];
    const size_t plain = digits > 0 ? kiln_number_write_digits(value, digits, text)
                                    : kiln_number_write(value, text);
    const bool readable = fabs(value) >= 1 && fabs(value) < ALWAYS_PLAIN;
    if (value == 0 || !isfinite(value) || readable || strchr(text, 'e'))
        return plain;
    const size_t size = write_exponent(text, digits, other);
    if (size >= plain)
        return plain;
    memcpy(text, other, size + 1);
    return size;
}

const char *kiln_cell_show(const kiln_cell *cell, char number[KILN_NUMBER_TEXT_MAX])
{
    if (cell->text)
        return cell->text;
    if (!isfinite(cell->number))
        return "\xe2\x80\x93";
    const int digits =
        cell->digits > KILN_TABLE_DIGITS_MAX ? KILN_TABLE_DIGITS_MAX : cell->digits;
    kiln_number_for_people(cell->number, digits, number);
    return number;
}

size_t kiln_cell_head(const kiln_cell *cell, const char *shown)
{
    return cell->text ? strlen(shown) : strcspn(shown, ".e");
}
