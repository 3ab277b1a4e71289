/* The table against published moments. */
#ifndef RANGES_COMPARE_H
#define RANGES_COMPARE_H

#include "scattering.h"

#include <stdint.h>
#include <stdio.h>

/* Prints a row for each published point, and the largest difference of each ion. Returns how
 * many differ by more than 15 % and three errors. */
size_t compare_with_published(size_t ions, uint64_t seed, const scattering_table *scattering,
                              FILE *out);

#endif
