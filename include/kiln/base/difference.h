/* What differs between two objects of one shape, value by value, from its field table. */
#ifndef KILN_BASE_DIFFERENCE_H
#define KILN_BASE_DIFFERENCE_H

#include "kiln/base/arena.h"
#include "kiln/base/field.h"

#include <stddef.h>

typedef enum kiln_difference_kind {
    KILN_DIFFERENCE_NUMBER, /* a number, or a number and nothing */
    KILN_DIFFERENCE_WORD,   /* a word or a text; a number where the other has a word */
    KILN_DIFFERENCE_WHOLE,  /* an item that the other list lacks, or a list of plain values that
                               is of another length: its text is JSON */
    KILN_DIFFERENCE_KIND_COUNT
} kiln_difference_kind;

/* One value that differs. [0] is of the first object, [1] of the second. */
typedef struct kiln_difference {
    kiln_difference_kind kind;
    const char *pointer[2]; /* JSON Pointer, of where it would stand too; NULL for an item that
                               this list lacks */
    const char *text[2];    /* NULL: absent. A word as it is, a number at its shortest */
    double number[2];       /* KILN_DIFFERENCE_NUMBER; NaN: absent */
    const char *unit;       /* the field's; NULL for none */
} kiln_difference;

typedef KILN_LIST(kiln_difference) kiln_difference_list;

/* The values in which two objects differ, in the order of the table. Both are as read, so
 * defaults are filled and aliases resolved; notes and volatile fields are not looked at, as in
 * the canonical form. A list of objects is matched so that most of it stays the same (an
 * inserted item is one difference, and those after it are compared with their own kind): items
 * of the same name first (a text `name`, else the first required word), then by how many of
 * their values agree; variants only within their tag. Lists longer than about 1000 items each,
 * and plain values, are compared by position. An empty list equals none.
 *   found  out  in the arena, its texts too, its units the table's; untouched unless KILN_OK
 * Errors: KILN_NO_MEMORY; KILN_INTERNAL for a value that no input could give.
 * Cost: O(values), and O(n m) for lists of n and m objects. */
KILN_API kiln_status kiln_shape_compare(const kiln_shape *shape, const void *first,
                                        const void *second, kiln_arena *arena,
                                        kiln_difference_list *found);

#endif
