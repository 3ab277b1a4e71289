/* Field tables: a struct out as JSON, as it stands or canonical. */
#include "field.h"

#include <assert.h>
#include <string.h>

static bool is_written(const kiln_field *field, const void *object, kiln_write_form form)
{
    if (form == KILN_WRITE_CANONICAL &&
        (field->flags & (KILN_FIELD_VOLATILE | KILN_FIELD_NOTE)) != 0)
        return false;
    return !kiln_field_absent(field, (const char *)object + field->offset);
}

/* The one field of a shorthand shape that is all there is to write, or NULL. */
static const kiln_field *bare_field(const kiln_shape *shape, const void *object,
                                    kiln_write_form form)
{
    const kiln_field *bare =
        shape->shorthand ? kiln_shape_field(shape, shape->shorthand) : NULL;
    if (!bare || !is_written(bare, object, form))
        return NULL;
    for (size_t i = 0; i < shape->count; i++)
        if (&shape->field[i] != bare && is_written(&shape->field[i], object, form))
            return NULL;
    return bare;
}

/* Sorts indices by the names they stand for; a handful, so by insertion. */
static void sort_by_name(size_t n, size_t order[], const char *(*name)(const void *, size_t),
                         const void *names)
{
    for (size_t i = 1; i < n; i++) {
        const size_t moved = order[i];
        size_t j = i;
        for (; j > 0 && strcmp(name(names, order[j - 1]), name(names, moved)) > 0; j--)
            order[j] = order[j - 1];
        order[j] = moved;
    }
}

/* The name of member i; one past the fields is the tag. */
static const char *member_name(const void *names, size_t i)
{
    const kiln_shape_def *def = names;
    return i < def->shape->count ? def->shape->field[i].name : def->tag;
}

static void write_object(const kiln_shape_def *def, const void *object, kiln_write_form form,
                         kiln_json_writer *writer)
{
    const kiln_shape *shape = def->shape;
    const kiln_field *bare = def->tag ? NULL : bare_field(shape, object, form);
    if (bare) {
        kiln_field_write(bare, (const char *)object + bare->offset, form, writer);
        return;
    }
    size_t order[KILN_SHAPE_FIELDS_MAX + 1], n = 0;
    assert(shape->count <= KILN_SHAPE_FIELDS_MAX);
    if (def->tag)
        order[n++] = shape->count;
    for (size_t i = 0; i < shape->count; i++)
        if (is_written(&shape->field[i], object, form))
            order[n++] = i;
    if (form == KILN_WRITE_CANONICAL)
        sort_by_name(n, order, member_name, def);
    kiln_json_begin_object(writer);
    for (size_t i = 0; i < n; i++) {
        const kiln_field *field = &shape->field[order[i]];
        kiln_json_key(writer, member_name(def, order[i]));
        if (order[i] == shape->count)
            kiln_json_text(writer, def->choice->name);
        else
            kiln_field_write(field, (const char *)object + field->offset, form, writer);
    }
    kiln_json_end_object(writer);
}

/* Something that no input could have given: refused, as a number that is not finite is. */
static void write_unsound(kiln_json_writer *writer)
{
    if (writer->sink->status == KILN_OK)
        writer->sink->status = KILN_INTERNAL;
}

static void write_list(const kiln_field *field, const void *at, kiln_write_form form,
                       kiln_json_writer *writer)
{
    kiln_list list;
    memcpy(&list, at, sizeof list);
    const kiln_field *item = field->item;
    const size_t stride = kiln_field_item_size(item);
    kiln_json_begin_array(writer);
    for (size_t i = 0; i < list.count; i++) {
        const void *slot = (const char *)list.item + i * stride;
        if (item->kind == KILN_KIND_OBJECT)
            write_object(&(kiln_shape_def){.shape = item->shape}, slot, form, writer);
        else if (kiln_field_absent(item, slot))
            write_unsound(writer);
        else
            kiln_field_write(item, slot, form, writer);
    }
    kiln_json_end_array(writer);
}

static void write_map(const kiln_field *field, const void *at, kiln_write_form form,
                      kiln_json_writer *writer)
{
    size_t order[KILN_SHAPE_FIELDS_MAX];
    const size_t n = field->choices->count;
    assert(n <= KILN_SHAPE_FIELDS_MAX);
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    if (form == KILN_WRITE_CANONICAL)
        sort_by_name(n, order, kiln_next_word, field->choices);
    kiln_json_begin_object(writer);
    for (size_t i = 0; i < n; i++) {
        const void *slot = (const char *)at + order[i] * kiln_field_size(field->item);
        if (kiln_field_absent(field->item, slot))
            continue;
        kiln_json_key(writer, kiln_next_word(field->choices, order[i]));
        kiln_field_write(field->item, slot, form, writer);
    }
    kiln_json_end_object(writer);
}

static void write_word(const kiln_choices *choices, int value, kiln_json_writer *writer)
{
    const char *word = kiln_choice_name(choices, value);
    if (word)
        kiln_json_text(writer, word);
    else
        write_unsound(writer);
}

static void write_variant(const kiln_field *field, const void *at, kiln_write_form form,
                          kiln_json_writer *writer)
{
    const int tag = *(const int *)at;
    const void *body = kiln_field_pointer((const char *)at + offsetof(kiln_variant, body));
    if (!kiln_choice_name(field->choices, tag) || !body) {
        write_unsound(writer);
        return;
    }
    const kiln_choice *choice = &field->choices->choice[tag];
    const kiln_shape_def def = {.shape = choice->shape, .tag = field->tag, .choice = choice};
    write_object(&def, body, form, writer);
}

static void write_bool(signed char value, kiln_json_writer *writer)
{
    if (value < 0)
        kiln_json_null(writer);
    else
        kiln_json_bool(writer, value != 0);
}

void kiln_field_write(const kiln_field *field, const void *at, kiln_write_form form,
                      kiln_json_writer *writer)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        kiln_json_number(writer, *(const double *)at);
        break;
    case KILN_KIND_INTEGER:
        kiln_json_integer(writer, *(const int64_t *)at);
        break;
    case KILN_KIND_BOOL:
        write_bool(*(const signed char *)at, writer);
        break;
    case KILN_KIND_TEXT:
        kiln_json_text(writer, kiln_field_pointer(at));
        break;
    case KILN_KIND_CHOICE:
        write_word(field->choices, *(const int *)at, writer);
        break;
    case KILN_KIND_OBJECT:
        write_object(&(kiln_shape_def){.shape = field->shape}, kiln_field_pointer(at), form,
                     writer);
        break;
    case KILN_KIND_LIST:
        write_list(field, at, form, writer);
        break;
    case KILN_KIND_MAP:
        write_map(field, at, form, writer);
        break;
    case KILN_KIND_VARIANT:
        write_variant(field, at, form, writer);
        break;
    default: {
        const kiln_number_or_choice *either = at;
        if (either->choice != KILN_ABSENT_CHOICE)
            write_word(field->choices, either->choice, writer);
        else
            kiln_json_number(writer, either->number);
        break;
    }
    }
}

void kiln_shape_write(const kiln_shape *shape, const void *object, kiln_write_form form,
                      kiln_json_writer *writer)
{
    write_object(&(kiln_shape_def){.shape = shape}, object, form, writer);
}
