/* Whether a field table keeps to the rules of kiln/base/field.h, for the test of each room that
 * has tables. The library trusts its own tables; this is why it may. */
#ifndef TESTS_BASE_SHAPE_AUDIT_H
#define TESTS_BASE_SHAPE_AUDIT_H

#include "kiln/base/field.h"

/* Goes through the shape and all that it holds. Returns how many faults, and in `report` what
 * they are, a line each: "segment.temp_c: min is above max". */
size_t shape_audit(const kiln_shape *shape, kiln_sink *report);

/* The same as a cmocka assertion that prints the report. */
void assert_shape_is_sound(const kiln_shape *shape);

#endif
