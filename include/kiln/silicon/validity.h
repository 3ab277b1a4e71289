/* Where a property is used outside the range its source covers: noted once a property, however
 * often it happens, so that a run warns once. */
#ifndef KILN_SILICON_VALIDITY_H
#define KILN_SILICON_VALIDITY_H

#include "kiln/base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* The range a property holds in, in the unit people read ("C", not K). */
typedef struct kiln_range {
    char what[48];        /* where it stands in the model set: "/dopants/boron/diffusivity" */
    const char *quantity; /* "temperature" */
    const char *unit;
    double low, high;
} kiln_range;

typedef struct kiln_validity_note {
    kiln_range range;
    double least, most; /* of the values that were outside */
} kiln_validity_note;

enum { KILN_VALIDITY_MAX = 32 };

/* Init with = {0}. A property that takes one accepts NULL. */
typedef struct kiln_validity {
    size_t count;
    kiln_validity_note note[KILN_VALIDITY_MAX]; /* further properties are not noted */
} kiln_validity;

/* Notes value if it lies outside range (by more than rounding). Returns whether it does. Cost:
 * two comparisons when inside. */
KILN_API bool kiln_validity_check(kiln_validity *validity, const kiln_range *range,
                                  double value);

/* One warning a noted property, at pointer: "temperature 650..780 C is outside 800..1200 C,
 * where /dopants/boron/diffusivity holds". A span of values from 100 on is rounded outwards to
 * whole numbers. diag may be NULL. */
KILN_API void kiln_validity_warn(const kiln_validity *validity, const char *pointer,
                                 kiln_diag *diag);

#endif
