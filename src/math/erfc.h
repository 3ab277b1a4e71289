/* What the array form of erfc is made of, for the test that compares the makes. */
#ifndef KILN_SRC_MATH_ERFC_H
#define KILN_SRC_MATH_ERFC_H

#include <stddef.h>

/* kiln_erfc_array as it runs where the processor has nothing better. */
void kiln_erfc_array_portable(size_t n, const double x[], double y[]);

#endif
