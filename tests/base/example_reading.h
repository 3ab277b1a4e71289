/* Reading the example shape in tests. */
#ifndef TESTS_BASE_EXAMPLE_READING_H
#define TESTS_BASE_EXAMPLE_READING_H

#include "base/example_shape.h"

/* One reading of the example; what it points to lives in the arena. */
typedef struct reading {
    kiln_arena arena;
    kiln_diag diag;
    kiln_status status;
    example_run run;
} reading;

/* Reads a document from JSON text on; the object is filled with rubbish before. Free
 * r->arena. */
void read_with(reading *r, const char *document, kiln_allocator allocator);
void read_run(reading *r, const char *document);

/* The issues as people see them, in the reading's arena; "" for none. */
const char *printed(reading *r);

/* Asserts that every field without a default is absent. */
void assert_all_absent(const example_run *run);

#endif
