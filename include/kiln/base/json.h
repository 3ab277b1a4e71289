/* JSON in, as a tree that remembers where each value stood, and JSON out. */
#ifndef KILN_BASE_JSON_H
#define KILN_BASE_JSON_H

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"
#include "kiln/base/io.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum kiln_json_kind {
    KILN_JSON_NULL,
    KILN_JSON_BOOL,
    KILN_JSON_NUMBER,
    KILN_JSON_TEXT,
    KILN_JSON_ARRAY,
    KILN_JSON_OBJECT
} kiln_json_kind;

/* Where a tree came from, so that an error speaks the user's language: "/steps/1/temp_c" for a
 * document, "--temp-c" for flags, "temp_celsius" for a CSV row. */
typedef enum kiln_json_origin {
    KILN_JSON_DOCUMENT,
    KILN_JSON_FLAGS,
    KILN_JSON_ROW
} kiln_json_origin;

typedef struct kiln_json {
    kiln_json_kind kind;
    kiln_json_origin origin;
    uint32_t line, column; /* from 1: where the value starts; the column counts bytes */
    uint32_t index;        /* its place in the parent */
    uint32_t count;        /* ARRAY, OBJECT: number of children */
    bool boolean;
    uint32_t key_line, key_column; /* in an object that was read: where the key starts */
    double number;
    const char *text; /* TEXT: decoded UTF-8; NUMBER: as written; NUL-terminated */
    size_t size;      /* of text (TEXT may hold \0) */
    const char *key;  /* in an object: decoded, NUL-terminated; else NULL */
    size_t key_size;
    struct kiln_json *parent, *first, *last, *next;
    /* An object's members once more, sorted by the bytes of their keys. */
    struct kiln_json *first_by_key, *next_by_key;
} kiln_json;

typedef enum kiln_json_syntax {
    KILN_JSON_STRICT, /* RFC 8259 */
    KILN_JSON_RELAXED /* as well: comments // and slash-star, one trailing comma, a BOM */
} kiln_json_syntax;

enum { KILN_JSON_DEPTH_MAX = 64, KILN_JSON_NODES_MAX = 4000000 };
#define KILN_JSON_BYTES_MAX ((size_t)64 << 20)

typedef struct kiln_json_options {
    kiln_json_syntax syntax;
    unsigned depth_max; /* 0 or more than that: KILN_JSON_DEPTH_MAX (the root is depth 1) */
    size_t bytes_max;   /* 0: KILN_JSON_BYTES_MAX; at most 4 GB */
    size_t nodes_max;   /* 0: KILN_JSON_NODES_MAX */
} kiln_json_options;

/* Reads one whole document.
 *   text    in   size bytes of UTF-8, need not end in NUL; may be freed afterwards
 *   options in   NULL for strict syntax and the default limits
 *   root    out  the tree, owned by the arena; untouched unless KILN_OK
 *   diag    out  may be NULL
 * Errors: KILN_SYNTAX with line, column, what was found and the mend (not UTF-8, UTF-16
 * recognised by its BOM, a lone surrogate, a control character, a number out of double's range,
 * a duplicate key, which names the first one's place), KILN_LIMIT with the bound,
 * KILN_NO_MEMORY. The first syntax error ends the reading; duplicate keys are all reported, an
 * object's when it closes. A number too small for a double is 0.
 * Cost: no recursion; O(size), and O(n log n) comparisons of keys for an object of n members;
 * 128 bytes a value and size bytes of text from the arena. */
KILN_API kiln_status kiln_json_read(const char *text, size_t size,
                                    const kiln_json_options *options, kiln_arena *arena,
                                    kiln_json **root, kiln_diag *diag);

/* The member of an object by name, or NULL (also for NULL and for what is no object). Cost:
 * O(members). */
KILN_API kiln_json *kiln_json_member(const kiln_json *object, const char *key);
/* The node at a JSON Pointer (RFC 6901, "" is the root), or NULL. */
KILN_API kiln_json *kiln_json_at(kiln_json *root, const char *pointer);
/* The next node of a tree, depth first, from the root itself on; NULL after the last. */
KILN_API const kiln_json *kiln_json_next(const kiln_json *root, const kiln_json *node);
/* Where a node is, in its user's language:
 *   DOCUMENT  its JSON Pointer, from the root of its own text ("" there, also when that text
 *             has been put into a tree of another origin)
 *   FLAGS     "--temp-c" for the key temp_c, "--model.diffusion" for a nested one,
 *             "--time-min[2]" for the third of a list; ROW the same without the dashes, the
 *             column's name as it stands
 * Control characters in a key are shown as \u00xx. What does not fit in size bytes is cut at
 * the end, between characters, with "..." in its place. Returns text. */
KILN_API const char *kiln_json_pointer(const kiln_json *node, char *text, size_t size);
/* "a number", "an object", "true or false": for messages. Static text. */
KILN_API const char *kiln_json_kind_words(kiln_json_kind kind);

/* Building a tree by hand (flags, CSV rows, overrides): a new value, not linked yet; NULL when
 * memory ends. The text is copied; line and column are 0, the caller may set them. */
KILN_API kiln_json *kiln_json_new(kiln_arena *arena, kiln_json_kind kind,
                                  kiln_json_origin origin);
KILN_API kiln_json *kiln_json_new_text(kiln_arena *arena, const char *text, size_t size,
                                       kiln_json_origin origin);
KILN_API kiln_json *kiln_json_new_number(kiln_arena *arena, double value,
                                         kiln_json_origin origin);
/* Puts child, not linked yet, last in an array (key NULL) or object; key is copied. Errors,
 * with the tree untouched: KILN_NO_MEMORY, KILN_INVALID (the object has the key already, a key
 * in an array or none in an object, parent is a scalar). Cost: O(members). */
KILN_API kiln_status kiln_json_add(kiln_arena *arena, kiln_json *parent, const char *key,
                                   kiln_json *child);

/* Streaming writer of one document. indent 0 writes one line without blanks, else one member a
 * line, with arrays of numbers (and nulls) on one line; no line end after the document. Text is
 * escaped no more than it must be: \" \\ \b \f \n \r \t, \u00xx for other controls; what is not
 * UTF-8 comes out as U+FFFD. Numbers are kiln_number_write's, so -0 stays "-0".
 * Errors stand in the sink's status, where the first one stays and ends the writing:
 * KILN_INTERNAL for a number that is not finite and for misuse (a key in an array or none in an
 * object, an end without its begin, a second root), KILN_LIMIT for arrays and objects nested
 * deeper than KILN_JSON_WRITER_DEPTH, or what the sink fails with. */
enum { KILN_JSON_WRITER_DEPTH = KILN_JSON_DEPTH_MAX };
typedef struct kiln_json_writer {
    kiln_sink *sink;
    int indent;
    unsigned depth;
    unsigned char state[KILN_JSON_WRITER_DEPTH + 1];
} kiln_json_writer;

KILN_API void kiln_json_writer_init(kiln_json_writer *writer, kiln_sink *sink, int indent);
KILN_API void kiln_json_begin_object(kiln_json_writer *writer);
KILN_API void kiln_json_end_object(kiln_json_writer *writer);
KILN_API void kiln_json_begin_array(kiln_json_writer *writer);
KILN_API void kiln_json_end_array(kiln_json_writer *writer);
KILN_API void kiln_json_key(kiln_json_writer *writer, const char *key);
KILN_API void kiln_json_number(kiln_json_writer *writer, double value);
KILN_API void kiln_json_integer(kiln_json_writer *writer, int64_t value);
KILN_API void kiln_json_bool(kiln_json_writer *writer, bool value);
KILN_API void kiln_json_null(kiln_json_writer *writer);
KILN_API void kiln_json_text(kiln_json_writer *writer, const char *text);
KILN_API void kiln_json_text_n(kiln_json_writer *writer, const char *text, size_t size);
/* A tree as it stands (numbers as their value, shortest). Non-recursive. */
KILN_API void kiln_json_tree(kiln_json_writer *writer, const kiln_json *node);

/* Canonical form of a tree: one line, keys sorted by bytes, shortest numbers. Equal values have
 * equal texts, but for 0 and -0, which are kept apart. Non-recursive, no memory, O(size). */
KILN_API void kiln_json_write_canonical(const kiln_json *root, kiln_sink *sink);

#endif
