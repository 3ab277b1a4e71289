/* Numbers as text: shortest round-trip out, correctly rounded in, without the locale. */
#ifndef KILN_BASE_NUMBER_H
#define KILN_BASE_NUMBER_H

#include "kiln/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum { KILN_NUMBER_TEXT_MAX = 32 };

/* The fewest significant digits that read back as the same double, and of those the nearest to
 * it (of two as near, the even one). Plain when the first digit is worth 1e-5 to 1e15: "300",
 * "0.00012", "1234.5"; else with an exponent: "2e20", "3.1e-11". "-0" for minus zero; "nan",
 * "inf", "-inf" for what JSON cannot hold.
 *   text out [KILN_NUMBER_TEXT_MAX], NUL-terminated
 * Returns the length, 24 at most. No allocation, no locale, about 50 ns.
 * Source: R. Giulietti, The Schubfach way to render doubles (2020). */
KILN_API size_t kiln_number_write(double value, char text[KILN_NUMBER_TEXT_MAX]);

/* value rounded to so many significant digits, for people: 327.7, 2.00e20, 0.0412.
 *   digits in  1 to 17; less counts as 1, more as 17
 *   text   out [KILN_NUMBER_TEXT_MAX], NUL-terminated
 * It is the exact binary value that is rounded, ties to even: 0.125 to two digits is "0.12",
 * 0.145 (as a double a little less than that) "0.14". All the digits asked for are written,
 * zeros too: 300 to five is "300.00", 2e20 to three "2.00e20". A plain number with more whole
 * digits than asked for is filled up with zeros: 12345 to three is "12300". The notation is
 * kiln_number_write's, chosen by the rounded value: 9.996e15 to three is "1.00e16"; so are "0",
 * "-0", "nan", "inf" and "-inf", which have no significant digits.
 * Returns the length, 24 at most. No allocation, no locale, about 40 ns. */
KILN_API size_t kiln_number_write_digits(double value, int digits,
                                         char text[KILN_NUMBER_TEXT_MAX]);

/* Reads one number in the JSON grammar, -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?, from
 * the start of text; the nearest double, ties to even, for any number of digits.
 *   text  in  size bytes, need not end in NUL; none past them is looked at
 *   value out untouched unless a number was read; +-infinity when it is out of double's range
 *             (from 1.797693134862315808e308), +-0 when it underflows (to 2.47e-324)
 * Returns how many bytes the longest number takes ("1.e5" takes 1, as "01" does), 0 when text
 * does not start with one. No allocation, no locale, about 3 ns a digit; a few microseconds for
 * the rare number next to half-way between two doubles.
 * Source: D. Lemire, Number parsing at a gigabyte per second, Softw. Pract. Exp. 51, 1700
 * (2021). */
KILN_API size_t kiln_number_read(const char *text, size_t size, double *value);

/* The same with what people and spreadsheets write as well: a leading +, .5, 5., leading zeros,
 * and blanks (space, tab, CR, LF) around it. Takes the whole text and returns size, or 0 with
 * value untouched. */
KILN_API size_t kiln_number_read_loose(const char *text, size_t size, double *value);

#endif
