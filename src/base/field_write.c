/* Field tables: a struct out, as JSON (as it stands or canonical) and as CSV. */
#include "field.h"

#include <assert.h>
#include <string.h>

static void write_value(const kiln_field *field, const void *at, kiln_write_form form,
                        kiln_json_writer *writer);
static void write_object(const kiln_shape *shape, const char *tag, const char *tag_word,
                         const void *object, kiln_write_form form, kiln_json_writer *writer);

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
    const kiln_field *only = NULL;
    if (!shape->shorthand)
        return NULL;
    for (size_t i = 0; i < shape->count; i++) {
        if (!is_written(&shape->field[i], object, form))
            continue;
        if (only)
            return NULL;
        only = &shape->field[i];
    }
    return only && strcmp(only->name, shape->shorthand) == 0 ? only : NULL;
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

typedef struct named_members {
    const kiln_shape *shape;
    const char *tag;
} named_members;

/* The name of member i; one past the fields is the tag. */
static const char *member_name(const void *names, size_t i)
{
    const named_members *members = names;
    return i < members->shape->count ? members->shape->field[i].name : members->tag;
}

static const char *word_name(const void *names, size_t i)
{
    return kiln_choice_name(names, (int)i);
}

static void write_object(const kiln_shape *shape, const char *tag, const char *tag_word,
                         const void *object, kiln_write_form form, kiln_json_writer *writer)
{
    const kiln_field *bare = tag ? NULL : bare_field(shape, object, form);
    if (bare) {
        write_value(bare, (const char *)object + bare->offset, form, writer);
        return;
    }
    size_t order[KILN_SHAPE_FIELDS_MAX + 1], n = 0;
    assert(shape->count <= KILN_SHAPE_FIELDS_MAX);
    if (tag)
        order[n++] = shape->count;
    for (size_t i = 0; i < shape->count; i++)
        if (is_written(&shape->field[i], object, form))
            order[n++] = i;
    const named_members members = {shape, tag};
    if (form == KILN_WRITE_CANONICAL)
        sort_by_name(n, order, member_name, &members);
    kiln_json_begin_object(writer);
    for (size_t i = 0; i < n; i++) {
        kiln_json_key(writer, member_name(&members, order[i]));
        if (order[i] == shape->count) {
            kiln_json_text(writer, tag_word);
            continue;
        }
        const kiln_field *field = &shape->field[order[i]];
        write_value(field, (const char *)object + field->offset, form, writer);
    }
    kiln_json_end_object(writer);
}

static void write_list(const kiln_field *field, const void *at, kiln_write_form form,
                       kiln_json_writer *writer)
{
    kiln_list list;
    memcpy(&list, at, sizeof list);
    const size_t stride = kiln_field_item_size(field->item);
    kiln_json_begin_array(writer);
    for (size_t i = 0; i < list.count; i++) {
        const void *slot = (const char *)list.item + i * stride;
        if (field->item->kind == KILN_KIND_OBJECT)
            write_object(field->item->shape, NULL, NULL, slot, form, writer);
        else
            write_value(field->item, slot, form, writer);
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
        sort_by_name(n, order, word_name, field->choices);
    kiln_json_begin_object(writer);
    for (size_t i = 0; i < n; i++) {
        const void *slot = (const char *)at + order[i] * kiln_field_size(field->item);
        if (kiln_field_absent(field->item, slot))
            continue;
        kiln_json_key(writer, word_name(field->choices, order[i]));
        write_value(field->item, slot, form, writer);
    }
    kiln_json_end_object(writer);
}

static const void *pointed(const void *at)
{
    const void *pointer;
    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

static void write_value(const kiln_field *field, const void *at, kiln_write_form form,
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
        if (*(const signed char *)at < 0)
            kiln_json_null(writer);
        else
            kiln_json_bool(writer, *(const bool *)at);
        break;
    case KILN_KIND_TEXT:
        kiln_json_text(writer, pointed(at));
        break;
    case KILN_KIND_CHOICE:
        kiln_json_text(writer, kiln_choice_name(field->choices, *(const int *)at));
        break;
    case KILN_KIND_OBJECT:
        write_object(field->shape, NULL, NULL, pointed(at), form, writer);
        break;
    case KILN_KIND_LIST:
        write_list(field, at, form, writer);
        break;
    case KILN_KIND_MAP:
        write_map(field, at, form, writer);
        break;
    case KILN_KIND_VARIANT: {
        const kiln_choice *choice = &field->choices->choice[*(const int *)at];
        const void *body = pointed((const char *)at + offsetof(kiln_variant, body));
        write_object(choice->shape, field->tag, choice->name, body, form, writer);
        break;
    }
    default: {
        const kiln_number_or_choice *either = at;
        if (either->choice != KILN_ABSENT_CHOICE)
            kiln_json_text(writer, kiln_choice_name(field->choices, either->choice));
        else
            kiln_json_number(writer, either->number);
        break;
    }
    }
}

void kiln_shape_write(const kiln_shape *shape, const void *object, kiln_write_form form,
                      kiln_json_writer *writer)
{
    write_object(shape, NULL, NULL, object, form, writer);
}

void kiln_shape_csv_header(const kiln_shape *shape, kiln_sink *sink)
{
    const char *comma = "";
    for (size_t i = 0; i < shape->count; i++) {
        if (!kiln_field_scalar(&shape->field[i]))
            continue;
        kiln_puts(sink, comma);
        kiln_puts(sink, shape->field[i].name);
        comma = ",";
    }
    kiln_puts(sink, "\n");
}

static void put_cell(const kiln_field *field, const void *at, kiln_sink *sink)
{
    switch (field->kind) {
    case KILN_KIND_TEXT:
        kiln_csv_put_text(sink, pointed(at));
        break;
    case KILN_KIND_CHOICE:
        kiln_csv_put_text(sink, kiln_choice_name(field->choices, *(const int *)at));
        break;
    case KILN_KIND_NUMBER_OR_CHOICE:
        if (((const kiln_number_or_choice *)at)->choice != KILN_ABSENT_CHOICE) {
            const int choice = ((const kiln_number_or_choice *)at)->choice;
            kiln_csv_put_text(sink, kiln_choice_name(field->choices, choice));
            break;
        }
        kiln_put_number(sink, ((const kiln_number_or_choice *)at)->number);
        break;
    case KILN_KIND_NUMBER:
        kiln_put_number(sink, *(const double *)at);
        break;
    case KILN_KIND_INTEGER:
        kiln_putf(sink, "%lld", (long long)*(const int64_t *)at);
        break;
    default:
        kiln_puts(sink, *(const bool *)at ? "true" : "false");
        break;
    }
}

void kiln_shape_csv_row(const kiln_shape *shape, const void *object, kiln_sink *sink)
{
    const char *comma = "";
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const void *at = (const char *)object + field->offset;
        if (!kiln_field_scalar(field))
            continue;
        kiln_puts(sink, comma);
        comma = ",";
        if (!kiln_field_absent(field, at))
            put_cell(field, at, sink);
    }
    kiln_puts(sink, "\n");
}
