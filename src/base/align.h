/* Private to base: which item of one list belongs to which of another. */
#ifndef KILN_SRC_BASE_ALIGN_H
#define KILN_SRC_BASE_ALIGN_H

#include "kiln/base/arena.h"
#include "kiln/base/field.h"

enum { KILN_ALIGN_CELLS_MAX = 1 << 20 }; /* above that by position */
#define KILN_UNPAIRED SIZE_MAX

/* An item of each list, or of one alone (KILN_UNPAIRED in the other). */
typedef struct kiln_pair {
    size_t index[2];
} kiln_pair;

typedef KILN_LIST(kiln_pair) kiln_pair_list;

/* Pairs the items of two lists of objects or variants, each item once, both in their order.
 *   item   in   the lists' item
 *   pairs  out  in the arena; untouched unless KILN_OK
 * Errors: KILN_NO_MEMORY, KILN_INTERNAL (an item no input could give). */
kiln_status kiln_align(const kiln_field *item, const kiln_list list[2], kiln_arena *arena,
                       kiln_pair_list *pairs);

#endif
