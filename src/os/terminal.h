/* What standard output and standard error are connected to. */
#ifndef KILN_OS_TERMINAL_H
#define KILN_OS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

typedef enum kiln_output { KILN_STDOUT = 1, KILN_STDERR = 2 } kiln_output;

bool kiln_terminal_is(kiln_output output);
/* Columns of the terminal, KILN_WIDTH_ELSEWHERE where there is none. */
enum { KILN_WIDTH_ELSEWHERE = 80 };
size_t kiln_terminal_width(kiln_output output);
/* Whether colour may be used: a terminal, not a dumb one, and no NO_COLOR.
 * Source: https://no-color.org */
bool kiln_terminal_colour(kiln_output output);

#endif
