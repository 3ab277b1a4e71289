/* Field tables: a tree into a struct, with every fault reported. Recursion follows the nesting
 * of the tables, which are finite and ours, never the depth of the input. */
#include "field.h"

#include "kiln/base/number.h"

#include <assert.h>
#include <math.h>
#include <string.h>

typedef kiln_field_reader reader;

static bool read_value(reader *r, const kiln_field *field, const kiln_json *node, void *at);
static bool read_object(reader *r, const kiln_shape *shape, const char *tag,
                        const kiln_json *node, void *object);

static bool within(const kiln_field *field, double value)
{
    const kiln_range range = kiln_field_range(field);
    const bool low =
        field->flags & KILN_FIELD_ABOVE_MIN ? value > range.min : value >= range.min;
    return low && value <= range.max && isfinite(value);
}

/* A number of the node; cells and flags are text that must read as one. */
static bool number_of(const kiln_json *node, double *value)
{
    if (node->kind == KILN_JSON_NUMBER) {
        *value = node->number;
        return true;
    }
    return node->kind == KILN_JSON_TEXT && node->origin != KILN_JSON_DOCUMENT &&
           kiln_number_read_loose(node->text, node->size, value) > 0;
}

static bool read_number(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    double value;
    if (!number_of(node, &value))
        return kiln_fault_kind(r, field, node);
    if (!within(field, value))
        return kiln_fault_bounds(r, field, node);
    *(double *)at = value;
    return true;
}

static bool read_integer(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    double value;
    if (!number_of(node, &value) || floor(value) < value)
        return kiln_fault_kind(r, field, node);
    if (!within(field, value))
        return kiln_fault_bounds(r, field, node);
    *(int64_t *)at = (int64_t)value;
    return true;
}

/* What a cell or a flag may say for a yes or no; spreadsheets write TRUE. */
static bool bool_of(const kiln_json *node, bool *value)
{
    static const char *const YES_NO[][2] = {{"false", "true"}, {"FALSE", "TRUE"}, {"0", "1"}};
    for (size_t i = 0; i < sizeof YES_NO / sizeof YES_NO[0]; i++) {
        *value = strcmp(node->text, YES_NO[i][true]) == 0;
        if (*value || strcmp(node->text, YES_NO[i][false]) == 0)
            return true;
    }
    return false;
}

static bool read_bool(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    bool value = node->boolean;
    if (node->kind == KILN_JSON_NULL && (field->flags & KILN_FIELD_NULLABLE))
        return true;
    const bool as_text = node->kind == KILN_JSON_TEXT && node->origin != KILN_JSON_DOCUMENT;
    if (node->kind != KILN_JSON_BOOL && !(as_text && bool_of(node, &value)))
        return kiln_fault_kind(r, field, node);
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_text(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind != KILN_JSON_TEXT)
        return kiln_fault_kind(r, field, node);
    if (memchr(node->text, '\0', node->size))
        return kiln_fault_nul(r, node);
    const kiln_range range = kiln_field_range(field);
    if (!((double)node->size >= range.min && (double)node->size <= range.max))
        return kiln_fault_count(r, field, node, node->size);
    const char *copy = kiln_arena_text(r->arena, node->text, node->size);
    if (!copy)
        return kiln_fault_memory(r);
    memcpy(at, &copy, sizeof copy);
    return true;
}

static bool read_choice(reader *r, const kiln_field *field, const kiln_json *node, int *value)
{
    /* 100 and 111 are words too: an orientation is often written as a number. */
    char number[KILN_NUMBER_TEXT_MAX];
    const char *word = node->text;
    if (node->kind == KILN_JSON_NUMBER) {
        kiln_number_write(node->number, number);
        word = number;
    } else if (node->kind != KILN_JSON_TEXT) {
        return kiln_fault_kind(r, field, node);
    } else if (memchr(node->text, '\0', node->size)) {
        return kiln_fault_nul(r, node);
    }
    const int found = kiln_choice_value(field->choices, word);
    if (found == KILN_ABSENT_CHOICE)
        return kiln_fault_word(r, field, node, word);
    *value = found;
    return true;
}

static bool read_number_or_choice(reader *r, const kiln_field *field, const kiln_json *node,
                                  void *at)
{
    kiln_number_or_choice value = {(double)NAN, KILN_ABSENT_CHOICE};
    double number;
    bool sound;
    if (number_of(node, &number))
        sound = read_number(r, field, node, &value.number);
    else if (node->kind == KILN_JSON_TEXT &&
             kiln_number_read(node->text, node->size, &number) < node->size)
        sound = read_choice(r, field, node, &value.choice);
    else
        sound = kiln_fault_kind(r, field, node);
    if (sound)
        memcpy(at, &value, sizeof value);
    return sound;
}

static bool read_list(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    const bool lone = node->kind != KILN_JSON_ARRAY;
    if (lone && !(field->flags & KILN_FIELD_ONE_OR_MANY))
        return kiln_fault_kind(r, field, node);
    const kiln_range range = kiln_field_range(field);
    kiln_list list = {.count = lone ? 1 : node->count};
    if (!((double)list.count >= range.min && (double)list.count <= range.max))
        return kiln_fault_count(r, field, node, list.count);
    const size_t stride = kiln_field_item_size(field->item);
    list.item = kiln_arena_take(r->arena, list.count, stride);
    if (!list.item)
        return kiln_fault_memory(r);
    bool sound = true;
    const kiln_json *child = lone ? node : node->first;
    for (size_t i = 0; i < list.count; i++, child = child->next) {
        void *slot = (char *)list.item + i * stride;
        if (field->item->kind == KILN_KIND_OBJECT)
            sound = read_object(r, field->item->shape, NULL, child, slot) && sound;
        else
            sound = read_value(r, field->item, child, slot) && sound;
    }
    if (sound)
        memcpy(at, &list, sizeof list);
    return sound;
}

/* The value of a word that may hold NUL characters. */
static int key_value(const kiln_choices *choices, const kiln_json *member)
{
    return strlen(member->key) == member->key_size ? kiln_choice_value(choices, member->key)
                                                   : KILN_ABSENT_CHOICE;
}

static bool read_map(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    bool given[KILN_SHAPE_FIELDS_MAX] = {false};
    bool sound = true;
    if (node->kind != KILN_JSON_OBJECT)
        return kiln_fault_kind(r, field, node);
    assert(field->choices->count <= KILN_SHAPE_FIELDS_MAX);
    for (const kiln_json *child = node->first; child; child = child->next) {
        const int key = key_value(field->choices, child);
        if (key == KILN_ABSENT_CHOICE) {
            sound = kiln_fault_word(r, field, child, child->key);
        } else if (given[key]) {
            sound = kiln_fault_twice(r, field, child, key);
        } else {
            void *slot = (char *)at + (size_t)key * kiln_field_size(field->item);
            sound = read_value(r, field->item, child, slot) && sound;
            given[key] = true;
        }
    }
    return sound;
}

static bool read_variant(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind != KILN_JSON_OBJECT)
        return kiln_fault_kind(r, field, node);
    const kiln_json *tag = kiln_json_member(node, field->tag);
    if (!tag)
        return kiln_fault_tag(r, field, node);
    kiln_variant value = {.tag = KILN_ABSENT_CHOICE};
    if (!read_choice(r, field, tag, &value.tag))
        return false;
    const kiln_shape *shape = field->choices->choice[value.tag].shape;
    value.body = kiln_arena_take(r->arena, 1, shape->size);
    if (!value.body)
        return kiln_fault_memory(r);
    if (!read_object(r, shape, field->tag, node, value.body))
        return false;
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_pointed(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    void *object = kiln_arena_take(r->arena, 1, field->shape->size);
    if (!object)
        return kiln_fault_memory(r);
    if (!read_object(r, field->shape, NULL, node, object))
        return false;
    memcpy(at, &object, sizeof object);
    return true;
}

static bool read_value(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (r->status == KILN_NO_MEMORY)
        return false;
    kiln_field_clear(field, at);
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        return read_number(r, field, node, at);
    case KILN_KIND_INTEGER:
        return read_integer(r, field, node, at);
    case KILN_KIND_BOOL:
        return read_bool(r, field, node, at);
    case KILN_KIND_TEXT:
        return read_text(r, field, node, at);
    case KILN_KIND_CHOICE:
        return read_choice(r, field, node, at);
    case KILN_KIND_OBJECT:
        return read_pointed(r, field, node, at);
    case KILN_KIND_LIST:
        return read_list(r, field, node, at);
    case KILN_KIND_MAP:
        return read_map(r, field, node, at);
    case KILN_KIND_VARIANT:
        return read_variant(r, field, node, at);
    default:
        return read_number_or_choice(r, field, node, at);
    }
}

/* As if the default stood in the input, at the object's place. */
static bool read_fallback(reader *r, const kiln_field *field, const kiln_json *parent, void *at)
{
    char word[KILN_FALLBACK_WORD_MAX];
    kiln_json node = kiln_field_fallback(field, word);
    node.line = parent->line;
    node.column = parent->column;
    node.key = field->name;
    node.key_size = strlen(field->name);
    node.parent = (kiln_json *)(uintptr_t)parent; /* only ever read, to make pointers */
    return read_value(r, field, &node, at);
}

static bool read_members(reader *r, const kiln_shape *shape, const char *tag,
                         const kiln_json *node, void *object, bool given[])
{
    bool sound = true;
    for (const kiln_json *child = node->first; child; child = child->next) {
        const bool whole = strlen(child->key) == child->key_size;
        const kiln_field *field = whole ? kiln_shape_field(shape, child->key) : NULL;
        if (field) {
            sound = read_value(r, field, child, (char *)object + field->offset) && sound;
            given[field - shape->field] = true;
        } else if (!tag || strcmp(tag, child->key) != 0) {
            sound = kiln_fault_key(r, shape, child);
        }
    }
    return sound;
}

static bool read_absent(reader *r, const kiln_shape *shape, const kiln_json *node, void *object,
                        const bool given[])
{
    bool sound = true;
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        if (given[i])
            continue;
        if (field->flags & KILN_FIELD_REQUIRED)
            sound = kiln_fault_missing(r, field, node);
        else if (field->fallback)
            sound = read_fallback(r, field, node, (char *)object + field->offset) && sound;
    }
    return sound;
}

static bool read_object(reader *r, const kiln_shape *shape, const char *tag,
                        const kiln_json *node, void *object)
{
    bool given[KILN_SHAPE_FIELDS_MAX] = {false};
    bool sound;
    assert(shape->count <= KILN_SHAPE_FIELDS_MAX);
    kiln_shape_clear(shape, object);
    if (node->kind == KILN_JSON_OBJECT) {
        sound = read_members(r, shape, tag, node, object, given);
    } else if (shape->shorthand) {
        const kiln_field *bare = kiln_shape_field(shape, shape->shorthand);
        sound = read_value(r, bare, node, (char *)object + bare->offset);
        given[bare - shape->field] = true;
    } else {
        return kiln_fault_kind(r, &(kiln_field){.kind = KILN_KIND_OBJECT}, node);
    }
    sound = read_absent(r, shape, node, object, given) && sound;
    if (!sound || !shape->check)
        return sound;
    kiln_place place = {.node = node, .diag = r->diag};
    shape->check(object, &place);
    if (r->status == KILN_OK)
        r->status = place.status;
    return place.status == KILN_OK;
}

kiln_status kiln_shape_read(const kiln_shape *shape, const kiln_json *node, kiln_arena *arena,
                            void *object, kiln_diag *diag)
{
    reader r = {.arena = arena, .diag = diag};
    if (!read_object(&r, shape, NULL, node, object))
        kiln_shape_clear(shape, object);
    return r.status;
}

kiln_status kiln_shape_init(const kiln_shape *shape, kiln_arena *arena, void *object)
{
    const kiln_json nothing = {.kind = KILN_JSON_OBJECT};
    reader r = {.arena = arena};
    bool sound = true;
    kiln_shape_clear(shape, object);
    for (size_t i = 0; sound && i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        if (field->fallback)
            sound = read_fallback(&r, field, &nothing, (char *)object + field->offset);
    }
    if (!sound)
        kiln_shape_clear(shape, object);
    return r.status;
}
