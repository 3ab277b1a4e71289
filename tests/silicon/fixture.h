/* What the tests of silicon share: the shipped sets, and the published tables under
 * $KILN_REFERENCE. */
#ifndef TESTS_SILICON_FIXTURE_H
#define TESTS_SILICON_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/base/csv.h"
#include "kiln/silicon.h"

/* Group set-up and tear-down: reads every shipped set. */
int read_sets(void **state);
int free_sets(void **state);

/* A shipped set by name; fails the test when there is none. */
const kiln_model_set *set_named(const char *name);

/* |given - expected| <= relative |expected|, with both in the message. */
void assert_close(double given, double expected, double relative);

/* given rounds to the figures a table prints: half a unit of the last of them, and a hundredth
 * more for the table's own rounding. */
void assert_printed(double given, double printed, int figures);

typedef struct reference {
    kiln_arena arena;
    char *text;
    kiln_bytes bytes;
    kiln_csv csv;
    size_t columns;
    const char *column[32];
} reference;

/* Opens a table; says so and skips the test where it is not there. Close it with
 * reference_close. */
void reference_open(reference *table, const char *path);
/* The next row; false after the last. */
bool reference_next(reference *table);
/* A cell of this row by the column's name; NaN for an empty one. */
const char *reference_text(const reference *table, const char *column);
double reference_number(const reference *table, const char *column);
void reference_close(reference *table);

#endif
