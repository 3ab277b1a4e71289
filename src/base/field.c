/* Field tables: how values lie in memory, words of a choice, defaults, bounds in words. */
#include "field.h"

#include "kiln/base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

size_t kiln_field_size(const kiln_field *field)
{
    static const size_t SIZE[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = sizeof(double),
        [KILN_KIND_INTEGER] = sizeof(int64_t),
        [KILN_KIND_BOOL] = sizeof(bool),
        [KILN_KIND_TEXT] = sizeof(const char *),
        [KILN_KIND_CHOICE] = sizeof(int),
        [KILN_KIND_OBJECT] = sizeof(void *),
        [KILN_KIND_LIST] = sizeof(kiln_list),
        [KILN_KIND_VARIANT] = sizeof(kiln_variant),
        [KILN_KIND_NUMBER_OR_CHOICE] = sizeof(kiln_number_or_choice),
    };
    if (field->kind == KILN_KIND_MAP)
        return field->choices->count * kiln_field_size(field->item);
    return SIZE[field->kind];
}

size_t kiln_field_item_size(const kiln_field *field)
{
    return field->kind == KILN_KIND_OBJECT ? field->shape->size : kiln_field_size(field);
}

static void clear_map(const kiln_field *field, char *at)
{
    for (size_t i = 0; i < field->choices->count; i++)
        kiln_field_clear(field->item, at + i * kiln_field_size(field->item));
}

void kiln_field_clear(const kiln_field *field, void *at)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        *(double *)at = (double)NAN;
        break;
    case KILN_KIND_INTEGER:
        *(int64_t *)at = KILN_ABSENT_INTEGER;
        break;
    case KILN_KIND_BOOL:
        *(signed char *)at = field->flags & KILN_FIELD_NULLABLE ? -1 : 0;
        break;
    case KILN_KIND_CHOICE:
        *(int *)at = KILN_ABSENT_CHOICE;
        break;
    case KILN_KIND_MAP:
        clear_map(field, at);
        break;
    case KILN_KIND_VARIANT:
        memset(at, 0, sizeof(kiln_variant));
        *(int *)at = KILN_ABSENT_CHOICE;
        break;
    case KILN_KIND_NUMBER_OR_CHOICE:
        *(kiln_number_or_choice *)at = (kiln_number_or_choice){(double)NAN, KILN_ABSENT_CHOICE};
        break;
    default: /* TEXT, OBJECT NULL; LIST {0, NULL} */
        memset(at, 0, kiln_field_size(field));
        break;
    }
}

const void *kiln_field_pointer(const void *at)
{
    const void *pointer;
    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

static bool absent_map(const kiln_field *field, const char *at)
{
    for (size_t i = 0; i < field->choices->count; i++)
        if (!kiln_field_absent(field->item, at + i * kiln_field_size(field->item)))
            return false;
    return true;
}

bool kiln_field_absent(const kiln_field *field, const void *at)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        return isnan(*(const double *)at);
    case KILN_KIND_INTEGER:
        return *(const int64_t *)at == KILN_ABSENT_INTEGER;
    case KILN_KIND_BOOL:
        return false;
    case KILN_KIND_CHOICE:
    case KILN_KIND_VARIANT:
        return *(const int *)at == KILN_ABSENT_CHOICE;
    case KILN_KIND_LIST:
        return !kiln_field_pointer((const char *)at + offsetof(kiln_list, item));
    case KILN_KIND_MAP:
        return absent_map(field, at);
    case KILN_KIND_NUMBER_OR_CHOICE:
        return isnan(((const kiln_number_or_choice *)at)->number) &&
               ((const kiln_number_or_choice *)at)->choice == KILN_ABSENT_CHOICE;
    default: /* TEXT, OBJECT */
        return !kiln_field_pointer(at);
    }
}

void kiln_shape_clear(const kiln_shape *shape, void *object)
{
    for (size_t i = 0; i < shape->count; i++)
        kiln_field_clear(&shape->field[i], (char *)object + shape->field[i].offset);
}

const kiln_field *kiln_shape_field(const kiln_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->field[i].name, name) == 0)
            return &shape->field[i];
    return NULL;
}

bool kiln_field_scalar(const kiln_field *field)
{
    return field->kind != KILN_KIND_OBJECT && field->kind != KILN_KIND_LIST &&
           field->kind != KILN_KIND_MAP && field->kind != KILN_KIND_VARIANT;
}

int kiln_choice_value(const kiln_choices *choices, const char *word)
{
    for (size_t i = 0; i < choices->count; i++) {
        const kiln_choice *choice = &choices->choice[i];
        if (strcmp(choice->name, word) == 0 ||
            (choice->alias && strcmp(choice->alias, word) == 0))
            return (int)i;
    }
    return KILN_ABSENT_CHOICE;
}

const char *kiln_choice_name(const kiln_choices *choices, int value)
{
    return value >= 0 && (size_t)value < choices->count ? choices->choice[value].name : NULL;
}

kiln_json kiln_field_fallback(const kiln_field *field, char word[KILN_FALLBACK_WORD_MAX])
{
    const char *text = field->fallback;
    const size_t size = strlen(text);
    kiln_json node = {.kind = KILN_JSON_BOOL, .boolean = strcmp(text, "true") == 0};
    if (text[0] == '{' || text[0] == '[') {
        assert(size == 2);
        node.kind = text[0] == '{' ? KILN_JSON_OBJECT : KILN_JSON_ARRAY;
    } else if (text[0] == '"') {
        assert(size >= 2 && size - 2 < KILN_FALLBACK_WORD_MAX && !strchr(text, '\\'));
        node.kind = KILN_JSON_TEXT;
        node.size =
            (size_t)snprintf(word, KILN_FALLBACK_WORD_MAX, "%.*s", (int)size - 2, text + 1);
        node.text = word;
    } else if (kiln_number_read(text, size, &node.number) == size) {
        node.kind = KILN_JSON_NUMBER;
        node.text = text;
        node.size = size;
    } else {
        assert(node.boolean || strcmp(text, "false") == 0);
    }
    return node;
}

bool kiln_field_bounded(const kiln_field *field)
{
    return field->min != 0 || field->max != 0;
}

kiln_range kiln_field_range(const kiln_field *field)
{
    static const kiln_range DEFAULT[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = {-INFINITY, INFINITY},
        [KILN_KIND_INTEGER] = {-KILN_INTEGER_MAX, KILN_INTEGER_MAX},
        [KILN_KIND_TEXT] = {0, KILN_TEXT_BYTES_MAX},
        [KILN_KIND_LIST] = {0, KILN_LIST_ITEMS_MAX},
        [KILN_KIND_NUMBER_OR_CHOICE] = {-INFINITY, INFINITY},
    };
    kiln_range range = DEFAULT[field->kind];
    if (!kiln_field_bounded(field))
        return range;
    range.min = fmax(range.min, field->min);
    range.max = field->max;
    if (field->kind == KILN_KIND_INTEGER)
        range.max = fmin(range.max, KILN_INTEGER_MAX);
    return range;
}

/* A bound for people: 1e10 rather than 10000000000. */
static void put_bound(double value, char text[KILN_NUMBER_TEXT_MAX])
{
    enum { ZEROS_SHOWN = 5 };
    const size_t size = kiln_number_write(value, text);
    size_t zeros = 0;
    while (zeros < size && text[size - 1 - zeros] == '0')
        zeros++;
    if (zeros > ZEROS_SHOWN && strspn(text, "-0123456789") == size)
        snprintf(text + size - zeros, KILN_NUMBER_TEXT_MAX - (size - zeros), "e%zu", zeros);
}

static void bounds_of_value(const kiln_field *field, char *text, size_t size)
{
    char min[KILN_NUMBER_TEXT_MAX], max[KILN_NUMBER_TEXT_MAX];
    const bool above = field->flags & KILN_FIELD_ABOVE_MIN;
    const kiln_range range = kiln_field_range(field);
    put_bound(range.min, min);
    put_bound(range.max, max);
    if (isinf(range.min) && isinf(range.max))
        snprintf(text, size, "a finite number");
    else if (isinf(range.min))
        snprintf(text, size, "<= %s", max);
    else if (isinf(range.max))
        snprintf(text, size, "%s %s", above ? ">" : ">=", min);
    else if (above)
        snprintf(text, size, "> %s and <= %s", min, max);
    else
        snprintf(text, size, "%s..%s", min, max);
}

static void bounds_of_count(const kiln_field *field, char *text, size_t size)
{
    const kiln_range range = kiln_field_range(field);
    const char *what = field->kind == KILN_KIND_LIST ? "items" : "bytes";
    if (range.min < range.max)
        snprintf(text, size, "%.0f to %.0f %s", range.min, range.max, what);
    else
        snprintf(text, size, "exactly %.0f %s", range.min, what);
}

const char *kiln_next_word(const void *choices, size_t i)
{
    return kiln_choice_name(choices, (int)i);
}

const char *kiln_next_field(const void *shape, size_t i)
{
    const kiln_shape *of = shape;
    return i < of->count ? of->field[i].name : NULL;
}

void kiln_put_names(char *text, size_t size, const char *(*next)(const void *names, size_t i),
                    const void *names)
{
    static const char REST[] = "...";
    size_t at = strlen(text);
    const char *name;
    for (size_t i = 0; (name = next(names, i)) != NULL; i++) {
        const char *comma = i ? ", " : "";
        const bool last = !next(names, i + 1);
        const size_t wanted = strlen(comma) + strlen(name) + (last ? 1 : sizeof ", ...");
        if (wanted > size - at) {
            snprintf(text + at, size - at, "%s%s", comma, REST);
            return;
        }
        at += (size_t)snprintf(text + at, size - at, "%s%s", comma, name);
    }
}

const char *kiln_field_bounds(const kiln_field *field, char *text, size_t size)
{
    text[0] = '\0';
    switch (field->kind) {
    case KILN_KIND_NUMBER:
    case KILN_KIND_INTEGER:
        bounds_of_value(field, text, size);
        break;
    case KILN_KIND_NUMBER_OR_CHOICE:
        kiln_put_names(text, size, kiln_next_word, field->choices);
        snprintf(text + strlen(text), size - strlen(text), " or ");
        bounds_of_value(field, text + strlen(text), size - strlen(text));
        break;
    case KILN_KIND_CHOICE:
    case KILN_KIND_VARIANT:
    case KILN_KIND_MAP:
        snprintf(text, size, "one of ");
        kiln_put_names(text, size, kiln_next_word, field->choices);
        break;
    case KILN_KIND_TEXT:
    case KILN_KIND_LIST:
        bounds_of_count(field, text, size);
        break;
    case KILN_KIND_BOOL:
        snprintf(text, size, "true or false");
        break;
    default:
        break;
    }
    return text;
}
