/* Field tables: each data shape is described once, and everything derives from the description:
 * reading (all faults at once), writing, the canonical form, CSV, JSON Schema, help and
 * reference.
 *
 * A shape is a C struct plus a table with one row a field. Absent is absent: a NaN, a NULL
 * pointer, a KILN_ABSENT_... value, never 0. See docs/architecture.md, "How to add a field".
 * tests/base/shape_audit.h checks that a table keeps to the rules below. */
#ifndef KILN_BASE_FIELD_H
#define KILN_BASE_FIELD_H

#include "kiln/base/arena.h"
#include "kiln/base/csv.h"
#include "kiln/base/diag.h"
#include "kiln/base/io.h"
#include "kiln/base/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* kind              what the struct holds at the field's offset                    absent
 * NUMBER            double                                                        NaN
 * INTEGER           int64_t, within +-(2^53 - 1)                                  INT64_MIN
 * BOOL              bool, or signed char if NULLABLE                              see below
 * TEXT              const char *, UTF-8, NUL at its end                           NULL
 * CHOICE            int, the value of one of .choices                             -1
 * OBJECT            pointer to a struct of .shape                                 NULL
 * LIST              struct { size_t count; T *item; }, T as in .item              item NULL
 * MAP               T[number of choices], indexed by the key's value, no BOOL     each absent
 * VARIANT           struct { int tag; <pointer> body; }, shape by the choice      tag -1
 * NUMBER_OR_CHOICE  kiln_number_or_choice                                         NaN and -1
 * A BOOL is never absent: not given it is false, or if NULLABLE -1, unknown. */
typedef enum kiln_kind {
    KILN_KIND_NUMBER,
    KILN_KIND_INTEGER,
    KILN_KIND_BOOL,
    KILN_KIND_TEXT,
    KILN_KIND_CHOICE,
    KILN_KIND_OBJECT,
    KILN_KIND_LIST,
    KILN_KIND_MAP,
    KILN_KIND_VARIANT,
    KILN_KIND_NUMBER_OR_CHOICE,
    KILN_KIND_COUNT
} kiln_kind;

#define KILN_ABSENT_INTEGER INT64_MIN
enum { KILN_ABSENT_CHOICE = -1 };

typedef struct kiln_list {
    size_t count;
    void *item;
} kiln_list;

/* Declares a list of T inside a shape's struct. */
#define KILN_LIST(T)  \
    struct {          \
        size_t count; \
        T *item;      \
    }

typedef struct kiln_variant {
    int tag;
    void *body;
} kiln_variant;

typedef struct kiln_number_or_choice {
    double number; /* NaN when a choice was given */
    int choice;    /* KILN_ABSENT_CHOICE when a number was given */
} kiln_number_or_choice;

typedef struct kiln_shape kiln_shape;
typedef struct kiln_field kiln_field;

/* One word of a choice. Values run from 0 without gaps, in order, so that they index maps. */
typedef struct kiln_choice {
    const char *name;
    const char *alias; /* also read, never written; NULL for none */
    const char *doc;
    const kiln_shape *shape; /* VARIANT: the shape that goes with this tag, and no other */
} kiln_choice;

typedef struct kiln_choices {
    const char *name; /* "dopant": for messages and schema */
    size_t count;     /* up to 96 */
    const kiln_choice *choice;
} kiln_choices;

/* The value of a word (or alias), KILN_ABSENT_CHOICE if there is none; and the word of a value,
 * NULL if there is none. */
KILN_API int kiln_choice_value(const kiln_choices *choices, const char *word);
KILN_API const char *kiln_choice_name(const kiln_choices *choices, int value);

typedef enum kiln_field_flag {
    KILN_FIELD_REQUIRED = 1 << 0,
    KILN_FIELD_VOLATILE = 1 << 1,  /* differs from run to run: left out of the canonical form */
    KILN_FIELD_ABOVE_MIN = 1 << 2, /* min itself is refused */
    KILN_FIELD_ONE_OR_MANY = 1 << 3, /* LIST: a lone item is read as a list of one */
    KILN_FIELD_POSITIONAL = 1 << 4,  /* on the command line: given without a flag */
    KILN_FIELD_NOTE = 1 << 5,        /* a remark for people: left out of the canonical form */
    KILN_FIELD_NULLABLE = 1 << 6 /* BOOL: stored as signed char; -1 is unknown, null in JSON */
} kiln_field_flag;

struct kiln_field {
    const char *name; /* in JSON and CSV; the flag is the name with - for _ */
    kiln_kind kind;
    unsigned flags;
    size_t offset;
    const char *unit; /* "C", "cm^-3"; NULL for none */
    double min, max;  /* NUMBER, INTEGER, NUMBER_OR_CHOICE: inclusive bounds of the value, which
                         may be infinite; TEXT: of the length in bytes; LIST: of the count. Both
                         0: any finite value, 1000 bytes, 100 000 items */
    /* The default as JSON: a number, true, false, a word "\"n2\"" of up to 100 bytes without
     * escapes, "{}", "[]"; NULL: stays absent. */
    const char *fallback;
    const kiln_choices *choices; /* CHOICE, MAP (keys), VARIANT (tags), NUMBER_OR_CHOICE */
    const kiln_shape *shape;     /* OBJECT */
    const kiln_field *item;      /* LIST, MAP: one item, at offset 0; a shape's struct stands in
                                    a list itself, in a map as a pointer */
    const char *tag;             /* VARIANT: the key that names the alternative, e.g. "type" */
    const char *doc;             /* one line for people */
};

/* Where a check stands, so that a fault can say where. Opaque to checks. */
typedef struct kiln_place {
    const kiln_json *node; /* the object's node, an empty object when it was made by default */
    kiln_diag *diag;
    kiln_status status; /* of the first fault so far */
} kiln_place;

struct kiln_shape {
    const char *name; /* "recipe": JSON Schema $defs, messages; no two alike in one schema */
    const char *doc;  /* a sentence for people */
    size_t size;      /* of the struct */
    size_t count;     /* of fields, up to 96 */
    const kiln_field *field;
    /* A field's name: a bare value in place of the object sets this field (and is written so
     * when it is all there is); NULL for none. */
    const char *shorthand;
    /* Rules across fields; runs when the fields themselves are sound. NULL for none. */
    void (*check)(const void *object, kiln_place *place);
};

/* One row of a field table: KILN_FIELD("temp_c", NUMBER, kiln_segment, temp_c, .unit = "C"). */
#define KILN_FIELD(field_name, field_kind, type, member, ...) \
    {                                                         \
        .name = (field_name), .kind = KILN_KIND_##field_kind, \
        .offset = offsetof(type, member), __VA_ARGS__         \
    }
/* The item of a list or map, at offset 0 of its slot. */
#define KILN_ITEM(item_kind, ...)                  \
    &(const kiln_field)                            \
    {                                              \
        .kind = KILN_KIND_##item_kind, __VA_ARGS__ \
    }

/* A shape's definition: KILN_SHAPE(gas, "a gas", struct gas, GAS_FIELDS, ...more members). */
#define KILN_SHAPE(shape_name, shape_doc, type, fields, ...)                          \
    {                                                                                 \
        .name = (shape_name), .doc = (shape_doc), .size = sizeof(type),               \
        .count = sizeof(fields) / sizeof((fields)[0]), .field = (fields), __VA_ARGS__ \
    }
#define KILN_CHOICES(choices_name, list)                                                    \
    {                                                                                       \
        .name = (choices_name), .count = sizeof(list) / sizeof((list)[0]), .choice = (list) \
    }

/* A fault in a check: an error (or a warning, by issue.severity) at a field of the object at
 * hand, or below it ("segments/1/temp_c"); "" or NULL for the object itself. The issue's
 * pointer, line, column and source are filled in; give message, given, bound, unit, mend, and
 * the status if it is not KILN_INVALID. Where the path is not in the input, the place is that
 * of the last part that is, the pointer that of the first part that is not. */
KILN_API void kiln_place_fault(kiln_place *place, const char *path, kiln_issue issue);

/* Whether the field, or a path below it, was given in the input (rather than by default). */
KILN_API bool kiln_place_given(const kiln_place *place, const char *field);

/* Reads a tree into a struct; every fault is reported (up to KILN_DIAG_MAX): unknown keys with
 * the nearest name, wrong types, bounds, missing fields, then the checks across fields of each
 * object that is sound so far. In a document values have their JSON types, and a number may
 * stand for a word of digits (100 for "100"); in flags and rows they are text, and yes or no is
 * true, TRUE, 1, false, FALSE or 0.
 *   object  out  shape->size bytes, what it points to lives in the arena; on failure every
 *                field is absent
 *   diag    out  may be NULL
 * Errors: that of the first fault, KILN_INVALID or KILN_UNSUPPORTED (from checks);
 * KILN_NO_MEMORY, which ends the reading. The tree may be freed after. Cost: O(tree). */
KILN_API kiln_status kiln_shape_read(const kiln_shape *shape, const kiln_json *node,
                                     kiln_arena *arena, void *object, kiln_diag *diag);

/* Sets every field absent, or to its default, required or not. Errors: KILN_NO_MEMORY, only for
 * defaults that are text, objects or lists; then every field is absent. */
KILN_API kiln_status kiln_shape_init(const kiln_shape *shape, kiln_arena *arena, void *object);

typedef enum kiln_write_form {
    KILN_WRITE_ALL,      /* everything present, volatile fields too, in table order */
    KILN_WRITE_CANONICAL /* one line, keys sorted, volatile fields and notes left out */
} kiln_write_form;

/* The object as JSON; one that was read and is written in either form reads back equal. What no
 * input could give (an infinite number, a choice off its list, an absent item of a list) makes
 * the sink's status KILN_INTERNAL. */
KILN_API void kiln_shape_write(const kiln_shape *shape, const void *object,
                               kiln_write_form form, kiln_json_writer *writer);

/* CSV: one header row, then one row an object. Scalar fields (NUMBER, INTEGER, BOOL, TEXT,
 * CHOICE, NUMBER_OR_CHOICE) are columns, in table order; others have no column. Absent is an
 * empty cell, and so is unknown; an empty text is "". Unsound values as in kiln_shape_write. */
KILN_API void kiln_shape_csv_header(const kiln_shape *shape, kiln_sink *sink);
KILN_API void kiln_shape_csv_row(const kiln_shape *shape, const void *object, kiln_sink *sink);

/* CSV in: a header is matched to the fields once, then each row becomes a tree for
 * kiln_shape_read. Columns may stand in any order; an empty cell leaves its field absent, as
 * does "" where no empty text is allowed. */
typedef struct kiln_csv_columns {
    size_t count;
    const kiln_field *field[KILN_CSV_COLUMNS_MAX];
} kiln_csv_columns;
/* Unknown, repeated and missing required columns are all reported, with line, column and the
 * nearest name. Errors: KILN_INVALID; columns is untouched then. */
KILN_API kiln_status kiln_shape_csv_columns(const kiln_shape *shape, const kiln_csv *header,
                                            kiln_csv_columns *columns, kiln_diag *diag);
/* row is one that kiln_csv_next gave, not the end. Errors: KILN_INVALID (another number of
 * cells than the header), KILN_NO_MEMORY; tree is untouched then. */
KILN_API kiln_status kiln_shape_csv_tree(const kiln_csv_columns *columns, const kiln_csv *row,
                                         kiln_arena *arena, kiln_json **tree, kiln_diag *diag);

/* JSON Schema (2020-12) of the shape, self-contained with $defs; id may be NULL. It takes every
 * document that the reader takes, and refuses those it refuses save for what a schema cannot
 * say: rules across fields, one key under two names, NUL characters, and lengths of text, which
 * it counts in characters and the reader in bytes. */
KILN_API void kiln_shape_write_schema(const kiln_shape *shape, const char *id, kiln_sink *sink);

/* Help text for the shape's scalar fields as flags, wrapped at width columns:
 *   --temp-c NUMBER           temperature (300..1400 C; required) */
KILN_API void kiln_shape_write_help(const kiln_shape *shape, int width, kiln_sink *sink);

/* Reference page in Markdown: a section with a table for the shape and for each it holds. */
KILN_API void kiln_shape_write_reference(const kiln_shape *shape, kiln_sink *sink);

/* The bounds of a field in words, without its unit: "300..1400", "> 0 and <= 10000", "one of
 * n2, ar", "1 to 64 items"; what does not fit in size bytes is cut between words. Returns
 * text. */
KILN_API const char *kiln_field_bounds(const kiln_field *field, char *text, size_t size);

enum { KILN_NEAREST_NAMES = 4096 };

/* The name nearest to word; NULL when none is near, which is one that starts with the same four
 * letters or is up to a third of its length in edits away, an ending as ".json" that both have
 * not counted. Case and - or _ make no difference.
 * next(i) gives the i-th name, NULL after the last; no more than KILN_NEAREST_NAMES are looked
 * at, for names may come from an input. Cost: under 10 us a name of 64 bytes, the longest that
 * is looked at. */
KILN_API const char *kiln_nearest(const char *word,
                                  const char *(*next)(const void *names, size_t i),
                                  const void *names);

#endif
