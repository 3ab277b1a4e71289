/* Private to base: how a field's value lies in memory, and what the readers and writers of
 * field tables share. Values that are pointers are moved with memcpy, since a shape's own
 * typed list or pointer is not a kiln_list or void * to the compiler. */
#ifndef KILN_SRC_BASE_FIELD_H
#define KILN_SRC_BASE_FIELD_H

#include "kiln/base/field.h"

/* Of a table; fields in a shape and words in a choice alike. */
enum { KILN_SHAPE_FIELDS_MAX = 96 };

/* Texts made of a table: a flag's name; bounds in words. */
enum { KILN_FLAG_MAX = 64, KILN_BOUNDS_MAX = 1024 };

/* Limits of a field that gives none; whole numbers stay where a double holds each of them. */
enum { KILN_TEXT_BYTES_MAX = 1000, KILN_LIST_ITEMS_MAX = 100000 };
#define KILN_INTEGER_MAX 9007199254740991.0

typedef struct kiln_range {
    double min, max;
} kiln_range;

/* The bounds of a number, of a text's bytes or of a list's items, the default ones filled
 * in. */
kiln_range kiln_field_range(const kiln_field *field);
bool kiln_field_bounded(const kiln_field *field);

/* Bytes of one value: as a field or in a map; and as an item of a list. */
size_t kiln_field_size(const kiln_field *field);
size_t kiln_field_item_size(const kiln_field *field);

/* Makes the value at `at` absent; says whether it is. */
void kiln_field_clear(const kiln_field *field, void *at);
bool kiln_field_absent(const kiln_field *field, const void *at);
void kiln_shape_clear(const kiln_shape *shape, void *object);

/* A value that is there as JSON; as kiln_shape_write. */
void kiln_field_write(const kiln_field *field, const void *at, kiln_write_form form,
                      kiln_json_writer *writer);

/* The pointer that a TEXT or OBJECT value is. */
const void *kiln_field_pointer(const void *at);

/* The field of a name, NULL if there is none. */
const kiln_field *kiln_shape_field(const kiln_shape *shape, const char *name);

/* Fields with a column of their own in CSV and a flag on the command line. */
bool kiln_field_scalar(const kiln_field *field);

/* A field's default as a value of a document: a node without text of its own, save that a word
 * is copied to `word`. */
enum { KILN_FALLBACK_WORD_MAX = 128 };
kiln_json kiln_field_fallback(const kiln_field *field, char word[KILN_FALLBACK_WORD_MAX]);

/* Names of a choice or a shape for kiln_nearest and kiln_put_names: words, fields, columns. */
const char *kiln_next_word(const void *choices, size_t i);
const char *kiln_next_field(const void *shape, size_t i);
const char *kiln_next_column(const void *shape, size_t i);

/* Appends "a, b, c" to text, whole names only, "..." for those that do not fit. */
void kiln_put_names(char *text, size_t size, const char *(*next)(const void *names, size_t i),
                    const void *names);

/* Each shape that a shape holds, itself first, once; with the choice that names it in a
 * variant. */
enum { KILN_SHAPE_DEFS_MAX = 64 };
typedef struct kiln_shape_def {
    const kiln_shape *shape;
    const char *tag; /* NULL outside variants */
    const kiln_choice *choice;
} kiln_shape_def;

typedef struct kiln_shape_defs {
    size_t count;
    kiln_shape_def def[KILN_SHAPE_DEFS_MAX];
} kiln_shape_defs;

void kiln_shape_collect(const kiln_shape *shape, kiln_shape_defs *defs);

/* One reading of a tree. */
typedef struct kiln_field_reader {
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_status status; /* of the first fault; KILN_NO_MEMORY above all */
} kiln_field_reader;

/* Faults: each adds an issue at the node and returns false. */
bool kiln_fault_at(kiln_field_reader *reader, const kiln_json *node, kiln_issue *issue);
bool kiln_fault_memory(kiln_field_reader *reader);
bool kiln_fault_kind(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node);
bool kiln_fault_bounds(kiln_field_reader *reader, const kiln_field *field,
                       const kiln_json *node);
bool kiln_fault_count(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                      size_t count);
bool kiln_fault_word(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                     const char *word);
bool kiln_fault_nul(kiln_field_reader *reader, const kiln_json *node);
bool kiln_fault_twice(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                      int key);
bool kiln_fault_tag(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node);
bool kiln_fault_missing(kiln_field_reader *reader, const kiln_field *field,
                        const kiln_json *node);
bool kiln_fault_key(kiln_field_reader *reader, const kiln_shape *shape, const kiln_json *node);

#endif
