/* Private to base: how a field's value lies in memory, shared by the readers and writers of
 * field tables. Values are moved with memcpy, since a shape's own typed list or pointer is not
 * a kiln_list or void * to the compiler. */
#ifndef KILN_SRC_BASE_FIELD_H
#define KILN_SRC_BASE_FIELD_H

#include "kiln/base/field.h"

enum { KILN_SHAPE_FIELDS_MAX = 96 };

/* Bytes of one value: as a field or in a map; and as an item of a list. */
size_t kiln_field_size(const kiln_field *field);
size_t kiln_field_item_size(const kiln_field *field);

/* Makes the value at `at` absent; says whether it is. */
void kiln_field_clear(const kiln_field *field, void *at);
bool kiln_field_absent(const kiln_field *field, const void *at);
void kiln_shape_clear(const kiln_shape *shape, void *object);

/* Where item i of a list or map stands (kiln_list taken apart by the caller for lists). */
const kiln_field *kiln_shape_field(const kiln_shape *shape, const char *name);

/* Fields with a column of their own in CSV and a flag on the command line. */
bool kiln_field_scalar(const kiln_field *field);

/* The default limits of a field whose min and max are both 0. */
enum { KILN_TEXT_BYTES_MAX = 1000, KILN_LIST_ITEMS_MAX = 100000 };
bool kiln_field_bounded(const kiln_field *field);

#endif
