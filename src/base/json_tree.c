/* JSON trees: finding values, saying where they are, building by hand. */
#include "base/json_tree.h"
#include "kiln/base/number.h"

#include <stdio.h>
#include <string.h>

void kiln_json_link(kiln_json *parent, kiln_json *child)
{
    child->parent = parent;
    child->index = parent->count++;
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
}

static int compare_bytes(const char *a, size_t a_size, const char *b, size_t b_size)
{
    const int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

int kiln_json_compare_keys(const kiln_json *a, const kiln_json *b)
{
    return compare_bytes(a->key, a->key_size, b->key, b->key_size);
}

/* Merges two sorted lists; of equal keys those of a come first. */
static kiln_json *merge(kiln_json *a, kiln_json *b)
{
    kiln_json *merged = NULL;
    kiln_json **end = &merged;
    while (a != NULL && b != NULL) {
        kiln_json **lower = kiln_json_compare_keys(a, b) <= 0 ? &a : &b;
        *end = *lower;
        end = &(*lower)->next_by_key;
        *lower = *end;
    }
    *end = a != NULL ? a : b;
    return merged;
}

void kiln_json_sort(kiln_json *object)
{
    /* Bottom-up merge sort: runs[i] is a sorted list of 2^i members, or empty. */
    kiln_json *runs[32] = {NULL};
    enum { RUNS = sizeof runs / sizeof runs[0] };
    for (kiln_json *member = object->first; member != NULL; member = member->next) {
        member->next_by_key = NULL;
        kiln_json *run = member;
        size_t i = 0;
        while (i < RUNS - 1 && runs[i] != NULL) {
            run = merge(runs[i], run);
            runs[i++] = NULL;
        }
        runs[i] = merge(runs[i], run);
    }
    object->first_by_key = NULL;
    for (size_t i = 0; i < RUNS; i++)
        object->first_by_key = merge(runs[i], object->first_by_key);
}

kiln_json *kiln_json_member(const kiln_json *object, const char *key)
{
    if (object == NULL || object->kind != KILN_JSON_OBJECT)
        return NULL;
    const size_t size = strlen(key);
    for (kiln_json *member = object->first; member != NULL; member = member->next)
        if (member->key_size == size && memcmp(member->key, key, size) == 0)
            return member;
    return NULL;
}

const kiln_json *kiln_json_next(const kiln_json *root, const kiln_json *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* Whether a JSON Pointer's token, with ~0 for ~ and ~1 for /, is this key. */
static bool token_is_key(const char *token, size_t size, const kiln_json *member)
{
    size_t at = 0;
    for (size_t i = 0; i < size; i++) {
        char byte = token[i];
        if (byte == '~') {
            i++;
            if (i == size || (token[i] != '0' && token[i] != '1'))
                return false;
            byte = token[i] == '0' ? '~' : '/';
        }
        if (at == member->key_size || member->key[at] != byte)
            return false;
        at++;
    }
    return at == member->key_size;
}

/* Whether a token is this index, in decimal without leading zeros. */
static bool token_is_index(const char *token, size_t size, uint32_t index)
{
    char text[16];
    const int length = snprintf(text, sizeof text, "%u", index);
    return (size_t)length == size && memcmp(text, token, size) == 0;
}

static kiln_json *child_of_token(const kiln_json *parent, const char *token, size_t size)
{
    for (kiln_json *child = parent->first; child != NULL; child = child->next)
        if (parent->kind == KILN_JSON_OBJECT ? token_is_key(token, size, child)
                                             : token_is_index(token, size, child->index))
            return child;
    return NULL;
}

kiln_json *kiln_json_at(kiln_json *root, const char *pointer)
{
    kiln_json *node = root;
    while (node != NULL && *pointer != '\0') {
        if (*pointer != '/')
            return NULL;
        pointer++;
        const size_t size = strcspn(pointer, "/");
        node = child_of_token(node, pointer, size);
        pointer += size;
    }
    return node;
}

/* Text of which only the first `room` bytes are kept, the others counted. */
typedef struct clipped {
    char *text;
    size_t room, at;
} clipped;

static void put(clipped *out, const char *text)
{
    for (; *text != '\0'; text++, out->at++)
        if (out->at < out->room)
            out->text[out->at] = *text;
}

/* One key, escaped for its origin; long ones stop once they are past all room. */
static void put_key(clipped *out, const kiln_json *node, size_t enough)
{
    for (size_t i = 0; i < node->key_size && i < enough; i++) {
        const char byte = node->key[i];
        char text[8] = {byte};
        if ((unsigned char)byte < 0x20 || byte == 0x7F)
            snprintf(text, sizeof text, "\\u%04x", (unsigned)byte);
        else if (node->origin == KILN_JSON_DOCUMENT && (byte == '~' || byte == '/'))
            snprintf(text, sizeof text, "%s", byte == '~' ? "~0" : "~1");
        else if (node->origin == KILN_JSON_FLAGS && byte == '_')
            text[0] = '-';
        put(out, text);
    }
}

/* The parent within the same text or command line, NULL at its top. */
static const kiln_json *parent_within(const kiln_json *node)
{
    const kiln_json *parent = node->parent;
    return parent != NULL && parent->origin == node->origin ? parent : NULL;
}

/* What a node adds to its parent's pointer. */
static void put_step(clipped *out, const kiln_json *node, size_t enough)
{
    const kiln_json *parent = parent_within(node);
    const bool document = node->origin == KILN_JSON_DOCUMENT;
    if (document && parent == NULL)
        return; /* the root of its text */
    if (node->key != NULL) {
        const bool first = parent == NULL || parent_within(parent) == NULL;
        const char *start = node->origin == KILN_JSON_FLAGS ? "--" : "";
        put(out, document ? "/" : first ? start : ".");
        put_key(out, node, enough);
    } else if (node->parent != NULL) {
        char index[16];
        snprintf(index, sizeof index, document ? "/%u" : "[%u]", node->index);
        put(out, index);
    }
}

const char *kiln_json_pointer(const kiln_json *node, char *text, size_t size)
{
    size_t total = 0;
    for (const kiln_json *step = node; step != NULL; step = parent_within(step)) {
        clipped measure = {.text = NULL};
        put_step(&measure, step, size);
        total += measure.at;
    }
    size_t end = total;
    for (const kiln_json *step = node; step != NULL; step = parent_within(step)) {
        clipped measure = {.text = NULL};
        put_step(&measure, step, size);
        end -= measure.at;
        clipped out = {.text = text, .room = size, .at = end};
        put_step(&out, step, size);
    }
    if (total < size) {
        text[total] = '\0';
        return text;
    }
    size_t cut = size > 4 ? size - 4 : 0;
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    snprintf(text + cut, size - cut, "...");
    return text;
}

const char *kiln_json_kind_words(kiln_json_kind kind)
{
    static const char *const WORDS[] = {
        [KILN_JSON_NULL] = "null",       [KILN_JSON_BOOL] = "true or false",
        [KILN_JSON_NUMBER] = "a number", [KILN_JSON_TEXT] = "a text",
        [KILN_JSON_ARRAY] = "an array",  [KILN_JSON_OBJECT] = "an object",
    };
    return WORDS[kind];
}

kiln_json *kiln_json_new(kiln_arena *arena, kiln_json_kind kind, kiln_json_origin origin)
{
    kiln_json *node = KILN_TAKE(arena, 1, kiln_json);
    if (node == NULL)
        return NULL;
    node->kind = kind;
    node->origin = origin;
    if (kind == KILN_JSON_NUMBER || kind == KILN_JSON_TEXT) {
        node->text = kind == KILN_JSON_NUMBER ? "0" : "";
        node->size = strlen(node->text);
    }
    return node;
}

kiln_json *kiln_json_new_text(kiln_arena *arena, const char *text, size_t size,
                              kiln_json_origin origin)
{
    const char *copy = kiln_arena_text(arena, text, size);
    kiln_json *node = copy == NULL ? NULL : kiln_json_new(arena, KILN_JSON_TEXT, origin);
    if (node != NULL) {
        node->text = copy;
        node->size = size;
    }
    return node;
}

kiln_json *kiln_json_new_number(kiln_arena *arena, double value, kiln_json_origin origin)
{
    char text[KILN_NUMBER_TEXT_MAX];
    const size_t size = kiln_number_write(value, text);
    kiln_json *node = kiln_json_new_text(arena, text, size, origin);
    if (node != NULL) {
        node->kind = KILN_JSON_NUMBER;
        node->number = value;
    }
    return node;
}

kiln_status kiln_json_add(kiln_arena *arena, kiln_json *parent, const char *key,
                          kiln_json *child)
{
    if (parent->kind == KILN_JSON_ARRAY && key == NULL) {
        kiln_json_link(parent, child);
        return KILN_OK;
    }
    if (parent->kind != KILN_JSON_OBJECT || key == NULL)
        return KILN_INVALID;
    const size_t size = strlen(key);
    kiln_json **at = &parent->first_by_key;
    int order = -1;
    while (*at != NULL && (order = compare_bytes((*at)->key, (*at)->key_size, key, size)) < 0)
        at = &(*at)->next_by_key;
    if (*at != NULL && order == 0)
        return KILN_INVALID;
    const char *copy = kiln_arena_text(arena, key, size);
    if (copy == NULL)
        return KILN_NO_MEMORY;
    child->key = copy;
    child->key_size = size;
    child->next_by_key = *at;
    *at = child;
    kiln_json_link(parent, child);
    return KILN_OK;
}
