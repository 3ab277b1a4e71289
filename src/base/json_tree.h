/* Private to base: links between the values of a JSON tree, for the reader and for trees built
 * by hand. */
#ifndef KILN_SRC_BASE_JSON_TREE_H
#define KILN_SRC_BASE_JSON_TREE_H

#include "kiln/base/json.h"

/* Puts child last in an array or object, not yet in the order by key. */
void kiln_json_link(kiln_json *parent, kiln_json *child);

/* < 0, 0, > 0: by bytes, the shorter first when it starts the longer. */
int kiln_json_compare_keys(const kiln_json *a, const kiln_json *b);

/* Makes the order by key of an object's members from scratch; equal keys stay in the order in
 * which they were written. O(n log n), no memory. */
void kiln_json_sort(kiln_json *object);

#endif
