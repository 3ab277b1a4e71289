/* Two objects walked side by side through one field table. */
#include "kiln/base/difference.h"

#include "align.h"
#include "field.h"

#include "kiln/base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Where a pair of values stands: a name, or places in two lists, below another. */
typedef struct spot {
    const struct spot *above; /* NULL: the two objects themselves */
    const char *name;         /* NULL: an item */
    size_t index[2];          /* of an item; KILN_UNPAIRED where there is none */
} spot;

/* The two values, NULL where there is none. */
typedef struct couple {
    const void *at[2];
} couple;

typedef struct comparison {
    kiln_arena *arena;
    kiln_difference_list found;
    size_t room;
    kiln_status status; /* of the first failure, which ends the walk */
} comparison;

static void compare_value(comparison *c, const kiln_field *field, couple values,
                          const spot *where);

static void fail(comparison *c, kiln_status status)
{
    if (c->status == KILN_OK)
        c->status = status;
}

/* --- telling ----------------------------------------------------------------------------- */

static kiln_difference *next_place(comparison *c)
{
    if (c->found.count == c->room) {
        const size_t room = c->room ? 2 * c->room : 16;
        kiln_difference *grown = KILN_TAKE(c->arena, room, kiln_difference);
        if (!grown) {
            fail(c, KILN_NO_MEMORY);
            return NULL;
        }
        if (c->found.count)
            memcpy(grown, c->found.item, c->found.count * sizeof grown[0]);
        c->found.item = grown;
        c->room = room;
    }
    return &c->found.item[c->found.count];
}

static const char *keep_text(comparison *c, const char *text, size_t size)
{
    const char *kept = kiln_arena_text(c->arena, text, size);
    if (!kept)
        fail(c, KILN_NO_MEMORY);
    return kept;
}

/* The JSON Pointer of a spot in one of the objects, NULL where it is in an item that is not
 * there. Names in tables need no escapes. It is put together from its end. */
static const char *pointer_of(comparison *c, const spot *where, int side)
{
    char text[KILN_POINTER_MAX];
    size_t at = sizeof text;
    for (; where; where = where->above) {
        char part[KILN_POINTER_MAX];
        if (!where->name && where->index[side] == KILN_UNPAIRED)
            return NULL;
        const int size = where->name ? snprintf(part, sizeof part, "/%s", where->name)
                                     : snprintf(part, sizeof part, "/%zu", where->index[side]);
        if (size < 0 || (size_t)size > at) {
            fail(c, KILN_INTERNAL);
            return NULL;
        }
        at -= (size_t)size;
        memcpy(text + at, part, (size_t)size);
    }
    return keep_text(c, text + at, sizeof text - at);
}

/* A value as JSON; the item of a list when `item` is set, where an object lies otherwise. */
static const char *json_of(comparison *c, const kiln_field *field, const void *at, bool item)
{
    kiln_json_writer writer;
    kiln_text text;
    kiln_text_init(&text, c->arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_writer_init(&writer, &sink, 0);
    if (item && field->kind == KILN_KIND_OBJECT)
        kiln_shape_write(field->shape, at, KILN_WRITE_ALL, &writer);
    else
        kiln_field_write(field, at, KILN_WRITE_ALL, &writer);
    if (sink.status != KILN_OK)
        fail(c, sink.status);
    return text.data;
}

static double number_of(const kiln_field *field, const void *at)
{
    if (field->kind == KILN_KIND_INTEGER)
        return (double)*(const int64_t *)at;
    if (field->kind == KILN_KIND_NUMBER_OR_CHOICE)
        return ((const kiln_number_or_choice *)at)->number;
    return field->kind == KILN_KIND_NUMBER ? *(const double *)at : (double)NAN;
}

/* A plain value as people write it: a word without quotes. */
static const char *word_of(comparison *c, const kiln_field *field, const void *at)
{
    const char *word = NULL;
    if (field->kind == KILN_KIND_TEXT)
        word = kiln_field_pointer(at);
    else if (field->kind == KILN_KIND_CHOICE)
        word = kiln_choice_name(field->choices, *(const int *)at);
    else if (field->kind == KILN_KIND_NUMBER_OR_CHOICE)
        word = kiln_choice_name(field->choices, ((const kiln_number_or_choice *)at)->choice);
    return word ? keep_text(c, word, strlen(word)) : json_of(c, field, at, true);
}

static void tell(comparison *c, kiln_difference made, const spot *where)
{
    for (int side = 0; side < 2; side++)
        made.pointer[side] = pointer_of(c, where, side);
    kiln_difference *place = c->status == KILN_OK ? next_place(c) : NULL;
    if (!place)
        return;
    *place = made;
    c->found.count++;
}

/* One value as a whole: an item of a list, or a list of plain values. */
static void tell_whole(comparison *c, const kiln_field *field, couple values, bool item,
                       const spot *where)
{
    const bool list = field->kind == KILN_KIND_LIST;
    kiln_difference made = {.kind = KILN_DIFFERENCE_WHOLE,
                            .number = {(double)NAN, (double)NAN},
                            .unit = list ? field->item->unit : field->unit};
    for (int side = 0; side < 2; side++)
        if (values.at[side])
            made.text[side] = json_of(c, field, values.at[side], item);
    tell(c, made, where);
}

/* --- plain values ------------------------------------------------------------------------ */

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_plain(const kiln_field *field, const void *a, const void *b)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        return same_number(*(const double *)a, *(const double *)b);
    case KILN_KIND_INTEGER:
        return *(const int64_t *)a == *(const int64_t *)b;
    case KILN_KIND_BOOL:
        return *(const signed char *)a == *(const signed char *)b;
    case KILN_KIND_CHOICE:
        return *(const int *)a == *(const int *)b;
    case KILN_KIND_TEXT:
        return strcmp(kiln_field_pointer(a), kiln_field_pointer(b)) == 0;
    default: { /* NUMBER_OR_CHOICE */
        const kiln_number_or_choice *x = a, *y = b;
        return x->choice == y->choice && same_number(x->number, y->number);
    }
    }
}

static void compare_plain(comparison *c, const kiln_field *field, couple values,
                          const spot *where)
{
    kiln_difference made = {.kind = KILN_DIFFERENCE_NUMBER, .unit = field->unit};
    if (values.at[0] && values.at[1] && same_plain(field, values.at[0], values.at[1]))
        return;
    for (int side = 0; side < 2; side++) {
        const void *at = values.at[side];
        made.number[side] = at ? number_of(field, at) : (double)NAN;
        made.text[side] = at ? word_of(c, field, at) : NULL;
        if (at && isnan(made.number[side]))
            made.kind = KILN_DIFFERENCE_WORD;
    }
    if (made.kind != KILN_DIFFERENCE_NUMBER)
        made.number[0] = made.number[1] = (double)NAN;
    tell(c, made, where);
}

/* --- what holds others ------------------------------------------------------------------- */

static couple below(couple objects, size_t offset)
{
    couple parts = {{NULL, NULL}};
    for (int side = 0; side < 2; side++)
        if (objects.at[side])
            parts.at[side] = (const char *)objects.at[side] + offset;
    return parts;
}

/* Whether an object is no more than its shorthand: "n2". */
static bool is_bare(const kiln_shape *shape, const void *object)
{
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const bool given = !kiln_field_absent(field, (const char *)object + field->offset);
        if (given != (strcmp(field->name, shape->shorthand) == 0))
            return false;
    }
    return true;
}

static void compare_objects(comparison *c, const kiln_shape *shape, couple objects,
                            const spot *where)
{
    bool bare = shape->shorthand;
    for (int side = 0; side < 2; side++)
        bare = bare && (!objects.at[side] || is_bare(shape, objects.at[side]));
    for (size_t i = 0; c->status == KILN_OK && i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const spot part = {.above = where, .name = field->name};
        if ((field->flags & (KILN_FIELD_VOLATILE | KILN_FIELD_NOTE)) == 0)
            compare_value(c, field, below(objects, field->offset), bare ? where : &part);
    }
}

static couple lists_of(couple values, kiln_list list[2])
{
    couple items = {{NULL, NULL}};
    for (int side = 0; side < 2; side++) {
        list[side] = (kiln_list){0};
        if (values.at[side])
            memcpy(&list[side], values.at[side], sizeof list[side]);
        items.at[side] = list[side].item;
    }
    return items;
}

/* Lists of objects: items that belong together are compared, the others told whole. */
static void compare_items(comparison *c, const kiln_field *item, const kiln_list list[2],
                          const spot *where)
{
    kiln_pair_list pairs = {0};
    const kiln_status status = kiln_align(item, list, c->arena, &pairs);
    if (status != KILN_OK)
        fail(c, status);
    for (size_t i = 0; c->status == KILN_OK && i < pairs.count; i++) {
        const size_t *index = pairs.item[i].index;
        const spot part = {.above = where, .index = {index[0], index[1]}};
        couple values = {{NULL, NULL}};
        for (int side = 0; side < 2; side++)
            if (index[side] != KILN_UNPAIRED)
                values.at[side] =
                    (const char *)list[side].item + index[side] * kiln_field_item_size(item);
        if (!values.at[0] || !values.at[1])
            tell_whole(c, item, values, true, &part);
        else if (item->kind == KILN_KIND_OBJECT)
            compare_objects(c, item->shape, values, &part);
        else
            compare_value(c, item, values, &part);
    }
}

static void compare_lists(comparison *c, const kiln_field *field, couple values,
                          const spot *where)
{
    kiln_list list[2];
    const kiln_field *item = field->item;
    const couple items = lists_of(values, list);
    if (item->kind == KILN_KIND_OBJECT || item->kind == KILN_KIND_VARIANT) {
        compare_items(c, item, list, where);
        return;
    }
    if (list[0].count != list[1].count) {
        for (int side = 0; side < 2; side++)
            if (!list[side].count)
                values.at[side] = NULL;
        tell_whole(c, field, values, false, where);
        return;
    }
    for (size_t i = 0; c->status == KILN_OK && i < list[0].count; i++) {
        const spot part = {.above = where, .index = {i, i}};
        compare_value(c, item, below(items, i * kiln_field_item_size(item)), &part);
    }
}

static void compare_maps(comparison *c, const kiln_field *field, couple values,
                         const spot *where)
{
    for (size_t i = 0; c->status == KILN_OK && i < field->choices->count; i++) {
        const spot part = {.above = where, .name = field->choices->choice[i].name};
        compare_value(c, field->item, below(values, i * kiln_field_size(field->item)), &part);
    }
}

/* Within one tag; else one is there in place of the other. */
static void compare_variants(comparison *c, const kiln_field *field, couple values,
                             const spot *where)
{
    const int *tag[2] = {values.at[0], values.at[1]};
    couple bodies = {{NULL, NULL}};
    if (!tag[0] || !tag[1] || *tag[0] != *tag[1]) {
        tell_whole(c, field, values, true, where);
        return;
    }
    for (int side = 0; side < 2; side++)
        bodies.at[side] =
            kiln_field_pointer((const char *)values.at[side] + offsetof(kiln_variant, body));
    compare_objects(c, field->choices->choice[*tag[0]].shape, bodies, where);
}

static void compare_value(comparison *c, const kiln_field *field, couple values,
                          const spot *where)
{
    for (int side = 0; side < 2; side++)
        if (values.at[side] && kiln_field_absent(field, values.at[side]))
            values.at[side] = NULL;
    if (!values.at[0] && !values.at[1])
        return;
    switch (field->kind) {
    case KILN_KIND_OBJECT:
        for (int side = 0; side < 2; side++)
            values.at[side] = values.at[side] ? kiln_field_pointer(values.at[side]) : NULL;
        compare_objects(c, field->shape, values, where);
        break;
    case KILN_KIND_LIST:
        compare_lists(c, field, values, where);
        break;
    case KILN_KIND_MAP:
        compare_maps(c, field, values, where);
        break;
    case KILN_KIND_VARIANT:
        compare_variants(c, field, values, where);
        break;
    default:
        compare_plain(c, field, values, where);
        break;
    }
}

kiln_status kiln_shape_compare(const kiln_shape *shape, const void *first, const void *second,
                               kiln_arena *arena, kiln_difference_list *found)
{
    comparison c = {.arena = arena};
    compare_objects(&c, shape, (couple){{first, second}}, NULL);
    if (c.status == KILN_OK)
        *found = c.found;
    return c.status;
}
