/* The JSON reader: builds the tree without recursion, finds duplicate keys, keeps limits. */
#include "base/json_reader.h"
#include "base/json_tree.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool refuse_limit(json_reader *reader, size_t given, size_t bound, const char *unit,
                         const char *mend)
{
    kiln_issue issue = {.status = KILN_LIMIT};
    snprintf(issue.message, sizeof issue.message, "%zu %s: at most %zu are read", given, unit,
             bound);
    snprintf(issue.given, sizeof issue.given, "%zu", given);
    snprintf(issue.bound, sizeof issue.bound, "at most %zu", bound);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return kiln_json_refuse_issue(reader, reader->at, issue);
}

static bool refuse_memory(json_reader *reader)
{
    const kiln_issue issue = {.status = KILN_NO_MEMORY,
                              .message = "no memory left to read the text"};
    return kiln_json_refuse_issue(reader, reader->at, issue);
}

/* A new value at reader->at, linked as the last one in what is open; NULL after a fault. */
static kiln_json *new_node(json_reader *reader)
{
    if (reader->nodes == reader->nodes_max) {
        refuse_limit(reader, reader->nodes + 1, reader->nodes_max, "values",
                     "split the data into several files");
        return NULL;
    }
    kiln_json *node = KILN_TAKE(reader->arena, 1, kiln_json);
    if (node == NULL) {
        refuse_memory(reader);
        return NULL;
    }
    reader->nodes++;
    node->origin = KILN_JSON_DOCUMENT;
    node->line = reader->line;
    node->column = (uint32_t)(reader->at - reader->line_start) + 1;
    if (reader->open == NULL)
        reader->root = node;
    else
        kiln_json_link(reader->open, node);
    reader->blame = node;
    return node;
}

/* A member's key and colon, and its value's node, with reader->at then on the value. */
static kiln_json *read_key(json_reader *reader)
{
    if (reader->at == reader->end || *reader->at != '"') {
        reader->blame = reader->open;
        kiln_json_refuse_key(reader);
        return NULL;
    }
    kiln_json *node = new_node(reader);
    if (node == NULL)
        return NULL;
    node->key_line = node->line;
    node->key_column = node->column;
    reader->blame = reader->open; /* until the key is known */
    if (!kiln_json_scan_text(reader, &node->key, &node->key_size) ||
        !kiln_json_scan_blanks(reader))
        return NULL;
    reader->blame = node;
    if (reader->at == reader->end || *reader->at != ':') {
        kiln_json_refuse_colon(reader);
        return NULL;
    }
    reader->at++;
    if (!kiln_json_scan_blanks(reader))
        return NULL;
    node->line = reader->line;
    node->column = (uint32_t)(reader->at - reader->line_start) + 1;
    return node;
}

/* A scalar, or the opening of an array or object, with its key when it needs one. */
static bool read_value(json_reader *reader)
{
    const bool keyed = reader->open != NULL && reader->open->kind == KILN_JSON_OBJECT;
    kiln_json *node = keyed ? read_key(reader) : new_node(reader);
    if (node == NULL)
        return false;
    if (reader->at == reader->end || (*reader->at != '[' && *reader->at != '{'))
        return kiln_json_scan_scalar(reader, node);
    if (reader->depth == reader->depth_max) {
        return refuse_limit(reader, reader->depth + 1, reader->depth_max,
                            "levels of arrays and objects", "nest the data less");
    }
    node->kind = *reader->at == '[' ? KILN_JSON_ARRAY : KILN_JSON_OBJECT;
    reader->at++;
    reader->depth++;
    reader->open = node;
    return true;
}

static void report_repeat(json_reader *reader, const kiln_json *first, const kiln_json *again)
{
    kiln_issue issue = {.status = KILN_SYNTAX,
                        .line = again->key_line,
                        .column = again->key_column,
                        .mend = "keep one of the two"};
    /* A full diag only counts: millions of pointers need not be written for that. */
    if (reader->diag != NULL && reader->diag->errors < KILN_DIAG_MAX) {
        snprintf(issue.message, sizeof issue.message, "this key stands at %u:%u already",
                 first->key_line, first->key_column);
        kiln_utf8_copy(issue.given, sizeof issue.given, again->key, again->key_size);
        kiln_json_pointer(again, issue.pointer, sizeof issue.pointer);
    }
    kiln_diag_add(reader->diag, &issue);
    reader->status = KILN_SYNTAX;
}

/* Sorts an object's keys, which shows duplicates without a quadratic search, whatever they
 * are. */
static void sort_keys(json_reader *reader, kiln_json *object)
{
    kiln_json_sort(object);
    const kiln_json *first = object->first_by_key;
    if (first == NULL)
        return;
    for (const kiln_json *next = first->next_by_key; next != NULL; next = next->next_by_key) {
        if (kiln_json_compare_keys(first, next) == 0)
            report_repeat(reader, first, next);
        else
            first = next;
    }
}

static void close_open(json_reader *reader)
{
    kiln_json *closed = reader->open;
    if (closed->kind == KILN_JSON_OBJECT)
        sort_keys(reader, closed);
    reader->at++;
    reader->depth--;
    reader->open = closed->parent;
}

static bool stands_at_close(const json_reader *reader)
{
    const char close = reader->open->kind == KILN_JSON_ARRAY ? ']' : '}';
    return reader->at < reader->end && *reader->at == close;
}

/* A comma, with reader->at on it; *more becomes false when it was a trailing one. */
static bool read_comma(json_reader *reader, bool *more)
{
    const char *comma = reader->at;
    const char *line_start = reader->line_start;
    const uint32_t line = reader->line;
    reader->at++;
    if (!kiln_json_scan_blanks(reader))
        return false;
    *more = !stands_at_close(reader);
    if (!*more && reader->syntax == KILN_JSON_STRICT) {
        const char close = *reader->at;
        reader->line_start = line_start;
        reader->line = line;
        reader->blame = reader->open;
        return kiln_json_refuse(reader, comma, "remove the comma",
                                "a comma before the closing %c", close);
    }
    return true;
}

/* From after a value or an opening bracket to the next value, over all that closes between.
 * *more becomes false at the end of the document. */
static bool find_next(json_reader *reader, bool *more)
{
    *more = false;
    while (reader->open != NULL) {
        if (!kiln_json_scan_blanks(reader))
            return false;
        if (stands_at_close(reader)) {
            close_open(reader);
        } else if (reader->open->count == 0) {
            *more = true;
            return true;
        } else if (reader->at == reader->end || *reader->at != ',') {
            return kiln_json_refuse_after(reader);
        } else if (!read_comma(reader, more)) {
            return false;
        } else if (*more) {
            return true;
        }
    }
    return true;
}

static bool read_document(json_reader *reader)
{
    bool more = true;
    if (!kiln_json_scan_blanks(reader))
        return false;
    while (more)
        if (!read_value(reader) || !find_next(reader, &more))
            return false;
    if (!kiln_json_scan_blanks(reader))
        return false;
    return reader->at == reader->end || kiln_json_refuse_second(reader);
}

/* The whole text's encoding, before anything else, so that the tokens need not look at it. */
static bool check_encoding(json_reader *reader)
{
    const char *start = reader->at;
    const size_t size = (size_t)(reader->end - start);
    const char *foreign = kiln_utf8_foreign(start, size);
    if (foreign != NULL)
        return kiln_json_refuse(reader, start, "save it as UTF-8", "this is %s", foreign);
    const size_t valid = kiln_utf8_valid(start, size);
    if (valid < size) {
        for (size_t i = 0; i < valid; i++) {
            if (start[i] == '\n' || (start[i] == '\r' && start[i + 1] != '\n')) {
                reader->line++;
                reader->line_start = start + i + 1;
            }
        }
        return kiln_json_refuse(reader, start + valid, "save the file as UTF-8",
                                "byte 0x%02x is not UTF-8", (unsigned char)start[valid]);
    }
    if (reader->syntax == KILN_JSON_RELAXED) {
        reader->at += kiln_utf8_mark(start, size);
        reader->line_start = reader->at;
    }
    return true;
}

kiln_status kiln_json_read(const char *text, size_t size, const kiln_json_options *options,
                           kiln_arena *arena, kiln_json **root, kiln_diag *diag)
{
    const kiln_json_options defaults = {.syntax = KILN_JSON_STRICT};
    const kiln_json_options *given = options != NULL ? options : &defaults;
    const size_t bytes_asked = given->bytes_max != 0 ? given->bytes_max : KILN_JSON_BYTES_MAX;
    const size_t bytes_max = bytes_asked < UINT32_MAX ? bytes_asked : UINT32_MAX - 1;
    const bool depth_asked = given->depth_max != 0 && given->depth_max < KILN_JSON_DEPTH_MAX;
    const char *start = size > 0 ? text : "";
    json_reader reader = {
        .at = start,
        .end = start + size,
        .line_start = start,
        .line = 1,
        .syntax = given->syntax,
        .depth_max = depth_asked ? given->depth_max : KILN_JSON_DEPTH_MAX,
        .nodes_max = given->nodes_max != 0 ? given->nodes_max : KILN_JSON_NODES_MAX,
        .arena = arena,
        .diag = diag,
        .status = KILN_OK,
    };
    if (size > bytes_max) {
        refuse_limit(&reader, size, bytes_max, "bytes", "split the data into several files");
        return reader.status;
    }
    if (!check_encoding(&reader))
        return reader.status;
    reader.texts = KILN_TAKE(arena, size + 1, char);
    if (reader.texts == NULL) {
        refuse_memory(&reader);
        return reader.status;
    }
    if (read_document(&reader) && reader.status == KILN_OK)
        *root = reader.root;
    return reader.status;
}
