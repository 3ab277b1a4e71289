/* Numbers as text: shortest round-trip out, correctly rounded in, without the locale. */
#ifndef KILN_BASE_NUMBER_H
#define KILN_BASE_NUMBER_H

#include "kiln/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum { KILN_NUMBER_TEXT_MAX = 32 };

/* The fewest significant digits that read back as the same double, and of those the nearest to
 * it. Plain from 1e-5 up to 1e16 ("0.00012", "300", "1234.5"), else with an exponent ("2e20",
 * "3.1e-11"); "-0" for minus zero; "nan", "inf", "-inf" for what JSON cannot hold.
 *   text out [KILN_NUMBER_TEXT_MAX], NUL-terminated
 * Returns the length. No allocation, about 50 ns.
 * Source: R. Giulietti, The Schubfach way to render doubles (2020). */
KILN_API size_t kiln_number_write(double value, char text[KILN_NUMBER_TEXT_MAX]);

/* Reads one number in the JSON grammar, -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?, from
 * the start of text; the nearest double, ties to even, for any number of digits. value out
 * untouched unless a number was read; out-of-range gives +-infinity, underflow 0 Returns how
 * many bytes it took, 0 when text does not start with a number. text need not end in NUL.
 * Source: D. Lemire, Number parsing at a gigabyte per second, Softw. Pract. Exp. 51, 1700
 * (2021). */
KILN_API size_t kiln_number_read(const char *text, size_t size, double *value);

/* The same with what people and spreadsheets write as well: a leading +, .5, 5., leading zeros.
 * Takes the whole text (blanks around it allowed) or returns 0. */
KILN_API size_t kiln_number_read_loose(const char *text, size_t size, double *value);

/* value with so many significant digits, for people: 327.7, 2.00e20, 0.0412. Same exponent
 * rule. */
KILN_API size_t kiln_number_write_digits(double value, int digits,
                                         char text[KILN_NUMBER_TEXT_MAX]);

#endif
