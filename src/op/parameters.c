/* Walks a set's tree along its shape. Recursion follows the nesting of the field tables, never
 * that of an input. */
#include "parameters.h"

#include "kiln/silicon/model.h"

#include <string.h>

typedef struct walk {
    const char *wanted; /* with slashes; NULL for all */
    kiln_arena *arena;
    kiln_parameter_list list;
    size_t room;
    kiln_status status;
} walk;

static void walk_value(walk *w, const kiln_field *field, const kiln_json *node);

static bool ends_part(char c)
{
    return c == '\0' || c == '/';
}

/* Whether wanted is a run of whole parts of the pointer; with a / in front, its start. */
static bool is_wanted(const char *pointer, const char *wanted)
{
    const size_t size = strlen(wanted);
    if (wanted[0] == '/')
        return strncmp(pointer, wanted, size) == 0 && ends_part(pointer[size]);
    for (const char *slash = strchr(pointer, '/'); slash; slash = strchr(slash + 1, '/'))
        if (strncmp(slash + 1, wanted, size) == 0 && ends_part(slash[1 + size]))
            return true;
    return false;
}

static const char *text_member(const kiln_json *object, const char *key)
{
    const kiln_json *member = kiln_json_member(object, key);
    return member && member->kind == KILN_JSON_TEXT ? member->text : NULL;
}

/* The source in the object around a node, or around that, and so on; else that of an object
 * beside the node: the length of the thin term is from the source of its rate. */
static const char *source_of(const kiln_json *node)
{
    const char *source = NULL;
    for (const kiln_json *around = node->parent; around && !source; around = around->parent)
        source = text_member(around, "source");
    for (const kiln_json *beside = node->parent ? node->parent->first : NULL; beside && !source;
         beside = beside->next)
        source = text_member(beside, "source");
    return source;
}

/* The unit in the table, or the one that stands beside the number. */
static const char *unit_of(const kiln_field *field, const kiln_json *node)
{
    if (field->unit)
        return field->unit;
    const bool value = node->key && strcmp(node->key, "value") == 0;
    return value ? text_member(node->parent, "unit") : NULL;
}

static kiln_parameter *add(walk *w)
{
    enum { ROOM_FIRST = 256 };
    if (w->list.count == w->room) {
        const size_t room = w->room ? 2 * w->room : ROOM_FIRST;
        kiln_parameter *grown = KILN_TAKE(w->arena, room, kiln_parameter);
        if (!grown) {
            w->status = KILN_NO_MEMORY;
            return NULL;
        }
        if (w->list.count)
            memcpy(grown, w->list.item, w->list.count * sizeof *grown);
        w->list.item = grown;
        w->room = room;
    }
    return &w->list.item[w->list.count++];
}

static void walk_number(walk *w, const kiln_field *field, const kiln_json *node)
{
    char pointer[KILN_POINTER_MAX];
    if (node->kind != KILN_JSON_NUMBER || w->status != KILN_OK)
        return;
    kiln_json_pointer(node, pointer, sizeof pointer);
    if (w->wanted && !is_wanted(pointer, w->wanted))
        return;
    kiln_parameter *parameter = add(w);
    if (!parameter)
        return;
    *parameter =
        (kiln_parameter){.pointer = kiln_arena_text(w->arena, pointer, strlen(pointer)),
                         .value = node->number,
                         .unit = unit_of(field, node),
                         .source = source_of(node),
                         .doc = field->doc};
    if (!parameter->pointer)
        w->status = KILN_NO_MEMORY;
}

static const kiln_field *field_of(const kiln_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->field[i].name, name) == 0)
            return &shape->field[i];
    return NULL;
}

static void walk_object(walk *w, const kiln_shape *shape, const kiln_json *node)
{
    if (node->kind != KILN_JSON_OBJECT) {
        if (shape->shorthand)
            walk_value(w, field_of(shape, shape->shorthand), node);
        return;
    }
    for (const kiln_json *child = node->first; child; child = child->next) {
        const kiln_field *field = field_of(shape, child->key);
        if (field)
            walk_value(w, field, child);
    }
}

/* An item has the unit and meaning of its list, unless it says its own. */
static void walk_items(walk *w, const kiln_field *field, const kiln_json *node)
{
    kiln_field item = *field->item;
    if (!item.unit)
        item.unit = field->unit;
    if (!item.doc)
        item.doc = field->doc;
    for (const kiln_json *child = node->first; child; child = child->next)
        walk_value(w, &item, child);
}

static void walk_value(walk *w, const kiln_field *field, const kiln_json *node)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
    case KILN_KIND_INTEGER:
        walk_number(w, field, node);
        break;
    case KILN_KIND_OBJECT:
        walk_object(w, field->shape, node);
        break;
    case KILN_KIND_LIST:
    case KILN_KIND_MAP:
        walk_items(w, field, node);
        break;
    default:
        break;
    }
}

/* "dopants.boron" as "dopants/boron"; a pointer stays as it is. */
static kiln_status take_wanted(walk *w, const char *wanted)
{
    char *copy = kiln_arena_text(w->arena, wanted, strlen(wanted));
    if (!copy)
        return KILN_NO_MEMORY;
    for (char *c = copy; *c && copy[0] != '/'; c++)
        if (*c == '.')
            *c = '/';
    w->wanted = copy;
    return KILN_OK;
}

kiln_status kiln_parameters_list(const kiln_json *tree, const char *wanted, kiln_arena *arena,
                                 kiln_parameter_list *list)
{
    walk w = {.arena = arena};
    if (wanted)
        w.status = take_wanted(&w, wanted);
    walk_object(&w, &kiln_model_shape, tree);
    if (w.status == KILN_OK)
        *list = w.list;
    return w.status;
}
