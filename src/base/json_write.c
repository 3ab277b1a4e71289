/* The JSON writer: streaming, pretty or on one line; whole trees; the canonical form. */
#include "base/utf8.h"
#include "kiln/base/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* What is open at one depth; depth 0 stands for the document, which holds one value. */
enum {
    IN_OBJECT = 1,
    HAS_VALUES = 2,
    AFTER_KEY = 4,
    NOT_NUMBERS = 8 /* an array that goes one value a line in the pretty form */
};

void kiln_json_writer_init(kiln_json_writer *writer, kiln_sink *sink, int indent)
{
    *writer = (kiln_json_writer){.sink = sink, .indent = indent};
}

static void refuse(kiln_json_writer *writer, kiln_status status)
{
    if (writer->sink->status == KILN_OK)
        writer->sink->status = status;
}

static bool works(const kiln_json_writer *writer)
{
    return writer->sink->status == KILN_OK;
}

static void put_line_end(kiln_json_writer *writer)
{
    static const char BLANKS[] = "                ";
    enum { STEP = sizeof BLANKS - 1 };
    kiln_put(writer->sink, "\n", 1);
    for (int left = writer->indent * (int)writer->depth; left > 0; left -= STEP)
        kiln_put(writer->sink, BLANKS, left < STEP ? (size_t)left : STEP);
}

/* What goes between the last value and the next. Numbers follow each other on one line. */
static void put_separator(kiln_json_writer *writer, bool same_line)
{
    const bool first = (writer->state[writer->depth] & HAS_VALUES) == 0;
    if (!first)
        kiln_put(writer->sink, ",", 1);
    if (writer->indent > 0 && !same_line)
        put_line_end(writer);
    else if (writer->indent > 0 && !first)
        kiln_put(writer->sink, " ", 1);
}

typedef enum value_kind { NUMBER_OR_NULL, OTHER_VALUE } value_kind;

/* All that precedes a value; false when there is no place for one. */
static bool begin_value(kiln_json_writer *writer, value_kind kind)
{
    if (!works(writer))
        return false;
    unsigned char *state = &writer->state[writer->depth];
    const bool second_root = writer->depth == 0 && (*state & HAS_VALUES) != 0;
    const bool keyless = (*state & (IN_OBJECT | AFTER_KEY)) == IN_OBJECT;
    if (second_root || keyless) {
        refuse(writer, KILN_INTERNAL);
        return false;
    }
    if (kind == OTHER_VALUE)
        *state |= NOT_NUMBERS;
    if (writer->depth > 0 && (*state & IN_OBJECT) == 0)
        put_separator(writer, (*state & NOT_NUMBERS) == 0);
    *state = (unsigned char)((*state & ~AFTER_KEY) | HAS_VALUES);
    return true;
}

static void begin(kiln_json_writer *writer, const char *bracket, unsigned char state)
{
    if (!begin_value(writer, OTHER_VALUE))
        return;
    if (writer->depth == KILN_JSON_WRITER_DEPTH) {
        refuse(writer, KILN_LIMIT);
        return;
    }
    kiln_put(writer->sink, bracket, 1);
    writer->state[++writer->depth] = state;
}

static void end(kiln_json_writer *writer, const char *bracket, unsigned char kind)
{
    if (!works(writer))
        return;
    const unsigned char state = writer->state[writer->depth];
    if (writer->depth == 0 || (state & (IN_OBJECT | AFTER_KEY)) != kind) {
        refuse(writer, KILN_INTERNAL);
        return;
    }
    writer->depth--;
    const bool lines = kind == IN_OBJECT || (state & NOT_NUMBERS) != 0;
    if (writer->indent > 0 && lines && (state & HAS_VALUES) != 0)
        put_line_end(writer);
    kiln_put(writer->sink, bracket, 1);
}

void kiln_json_begin_object(kiln_json_writer *writer)
{
    begin(writer, "{", IN_OBJECT);
}

void kiln_json_end_object(kiln_json_writer *writer)
{
    end(writer, "}", IN_OBJECT);
}

void kiln_json_begin_array(kiln_json_writer *writer)
{
    begin(writer, "[", 0);
}

void kiln_json_end_array(kiln_json_writer *writer)
{
    end(writer, "]", 0);
}

static void put_control(kiln_sink *sink, char byte)
{
    static const char BYTES[] = "\"\\\b\f\n\r\t";
    static const char LETTERS[] = "\"\\bfnrt";
    const char *found = memchr(BYTES, byte, sizeof BYTES - 1);
    if (found != NULL) {
        const char escape[2] = {'\\', LETTERS[found - BYTES]};
        kiln_put(sink, escape, sizeof escape);
    } else {
        kiln_putf(sink, "\\u%04x", (unsigned)(unsigned char)byte);
    }
}

/* A text in quotes: runs of what needs no escape go out in one piece. */
static void put_text(kiln_sink *sink, const char *text, size_t size)
{
    kiln_put(sink, "\"", 1);
    size_t at = 0;
    while (at < size) {
        size_t run = at;
        size_t length = 1;
        while (run < size && (unsigned char)text[run] >= 0x20 && text[run] != '"' &&
               text[run] != '\\' && (length = kiln_utf8_length(text + run, size - run)) > 0)
            run += length;
        kiln_put(sink, text + at, run - at);
        at = run;
        if (at < size && length == 0) {
            kiln_puts(sink, "\xEF\xBF\xBD");
            at++;
        } else if (at < size) {
            put_control(sink, text[at++]);
        }
    }
    kiln_put(sink, "\"", 1);
}

static void put_key(kiln_json_writer *writer, const char *key, size_t size)
{
    if (!works(writer))
        return;
    unsigned char *state = &writer->state[writer->depth];
    if ((*state & (IN_OBJECT | AFTER_KEY)) != IN_OBJECT) {
        refuse(writer, KILN_INTERNAL);
        return;
    }
    put_separator(writer, false);
    put_text(writer->sink, key, size);
    kiln_puts(writer->sink, writer->indent > 0 ? ": " : ":");
    *state |= AFTER_KEY;
}

void kiln_json_key(kiln_json_writer *writer, const char *key)
{
    put_key(writer, key, strlen(key));
}

void kiln_json_number(kiln_json_writer *writer, double value)
{
    if (!isfinite(value))
        refuse(writer, KILN_INTERNAL);
    else if (begin_value(writer, NUMBER_OR_NULL))
        kiln_put_number(writer->sink, value);
}

void kiln_json_integer(kiln_json_writer *writer, int64_t value)
{
    if (begin_value(writer, NUMBER_OR_NULL))
        kiln_putf(writer->sink, "%" PRId64, value);
}

void kiln_json_bool(kiln_json_writer *writer, bool value)
{
    if (begin_value(writer, OTHER_VALUE))
        kiln_puts(writer->sink, value ? "true" : "false");
}

void kiln_json_null(kiln_json_writer *writer)
{
    if (begin_value(writer, NUMBER_OR_NULL))
        kiln_puts(writer->sink, "null");
}

void kiln_json_text(kiln_json_writer *writer, const char *text)
{
    kiln_json_text_n(writer, text, strlen(text));
}

void kiln_json_text_n(kiln_json_writer *writer, const char *text, size_t size)
{
    if (begin_value(writer, OTHER_VALUE))
        put_text(writer->sink, text, size);
}

typedef enum member_order { AS_WRITTEN, BY_KEY } member_order;

/* The first child, and the one after a child. */
static const kiln_json *first_of(const kiln_json *node, member_order order)
{
    return order == BY_KEY && node->kind == KILN_JSON_OBJECT ? node->first_by_key : node->first;
}

static const kiln_json *next_of(const kiln_json *node, member_order order)
{
    return order == BY_KEY && node->key != NULL ? node->next_by_key : node->next;
}

static void begin_node(kiln_json_writer *writer, const kiln_json *node)
{
    switch (node->kind) {
    case KILN_JSON_NULL:
        kiln_json_null(writer);
        break;
    case KILN_JSON_BOOL:
        kiln_json_bool(writer, node->boolean);
        break;
    case KILN_JSON_NUMBER:
        kiln_json_number(writer, node->number);
        break;
    case KILN_JSON_TEXT:
        kiln_json_text_n(writer, node->text, node->size);
        break;
    case KILN_JSON_ARRAY:
        kiln_json_begin_array(writer);
        break;
    case KILN_JSON_OBJECT:
        kiln_json_begin_object(writer);
        break;
    }
}

static void end_node(kiln_json_writer *writer, const kiln_json *node)
{
    if (node->kind == KILN_JSON_ARRAY)
        kiln_json_end_array(writer);
    else if (node->kind == KILN_JSON_OBJECT)
        kiln_json_end_object(writer);
}

/* Down to first children, along to the next ones, up by the parents: no stack is needed. */
static void write_tree(kiln_json_writer *writer, const kiln_json *top, member_order order)
{
    const kiln_json *node = top;
    while (node != NULL && works(writer)) {
        if (node != top && node->key != NULL)
            put_key(writer, node->key, node->key_size);
        begin_node(writer, node);
        const kiln_json *next = first_of(node, order);
        while (next == NULL) {
            end_node(writer, node);
            if (node == top)
                return;
            next = next_of(node, order);
            node = node->parent;
        }
        node = next;
    }
}

void kiln_json_tree(kiln_json_writer *writer, const kiln_json *node)
{
    write_tree(writer, node, AS_WRITTEN);
}

void kiln_json_write_canonical(const kiln_json *root, kiln_sink *sink)
{
    kiln_json_writer writer;
    kiln_json_writer_init(&writer, sink, 0);
    write_tree(&writer, root, BY_KEY);
}
