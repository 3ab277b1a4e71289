/* Field tables: how values lie in memory, words of a choice, bounds in words, nearest names. */
#include "field.h"

#include "kiln/base/number.h"

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
    case KILN_KIND_CHOICE:
        *(int *)at = KILN_ABSENT_CHOICE;
        break;
    case KILN_KIND_BOOL:
        *(signed char *)at = field->flags & KILN_FIELD_NULLABLE ? -1 : 0;
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

static bool absent_pointer(const void *at)
{
    const void *pointer;
    memcpy(&pointer, at, sizeof pointer);
    return !pointer;
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
        return absent_pointer((const char *)at + offsetof(kiln_list, item));
    case KILN_KIND_MAP:
        return absent_map(field, at);
    case KILN_KIND_NUMBER_OR_CHOICE:
        return isnan(((const kiln_number_or_choice *)at)->number) &&
               ((const kiln_number_or_choice *)at)->choice == KILN_ABSENT_CHOICE;
    default:
        return absent_pointer(at);
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
    return field->kind <= KILN_KIND_CHOICE || field->kind == KILN_KIND_NUMBER_OR_CHOICE;
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

bool kiln_field_bounded(const kiln_field *field)
{
    return field->min < 0 || field->min > 0 || field->max < 0 || field->max > 0;
}

static void bounds_of_value(const kiln_field *field, char *text, size_t size)
{
    char min[KILN_NUMBER_TEXT_MAX], max[KILN_NUMBER_TEXT_MAX];
    const bool above = field->flags & KILN_FIELD_ABOVE_MIN;
    kiln_number_write(field->min, min);
    kiln_number_write(field->max, max);
    if (!kiln_field_bounded(field))
        snprintf(text, size, "any %s",
                 field->kind == KILN_KIND_INTEGER ? "whole number" : "finite number");
    else if (isinf(field->max))
        snprintf(text, size, "%s %s", above ? ">" : ">=", min);
    else if (above)
        snprintf(text, size, "> %s and <= %s", min, max);
    else
        snprintf(text, size, "%s..%s", min, max);
}

static void bounds_of_words(const kiln_choices *choices, char *text, size_t size)
{
    size_t at = strlen(text);
    for (size_t i = 0; i < choices->count && at < size; i++)
        at += (size_t)snprintf(text + at, size - at, "%s%s", i ? ", " : "",
                               choices->choice[i].name);
}

static void bounds_of_count(const kiln_field *field, char *text, size_t size)
{
    const bool is_list = field->kind == KILN_KIND_LIST;
    const bool bounded = kiln_field_bounded(field);
    const double most = is_list ? KILN_LIST_ITEMS_MAX : KILN_TEXT_BYTES_MAX;
    snprintf(text, size, "%.0f to %.0f %s", bounded ? field->min : 0.0,
             bounded ? field->max : most, is_list ? "items" : "bytes");
}

const char *kiln_field_bounds(const kiln_field *field, char *text, size_t size)
{
    text[0] = '\0';
    switch (field->kind) {
    case KILN_KIND_NUMBER:
    case KILN_KIND_INTEGER:
        bounds_of_value(field, text, size);
        break;
    case KILN_KIND_NUMBER_OR_CHOICE: {
        bounds_of_value(field, text, size);
        const size_t at = strlen(text);
        snprintf(text + at, size - at, ", or ");
        bounds_of_words(field->choices, text, size);
        break;
    }
    case KILN_KIND_CHOICE:
    case KILN_KIND_VARIANT:
    case KILN_KIND_MAP:
        snprintf(text, size, "one of ");
        bounds_of_words(field->choices, text, size);
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

/* Case and the choice of - or _ do not make a name different. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' ? '_' : c;
}

enum { NAME_MAX = 64 };

/* Edits (insert, delete, replace, swap of neighbours) from a to b, both up to NAME_MAX.
 * Source: F. J. Damerau, Comm. ACM 7, 171 (1964), in the restricted form. */
static size_t edits_between(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][NAME_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            const bool same = folded(a[i - 1]) == folded(b[j - 1]);
            size_t least = last[j - 1] + !same;
            if (last[j] + 1 < least)
                least = last[j] + 1;
            if (now[j - 1] + 1 < least)
                least = now[j - 1] + 1;
            if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
                folded(a[i - 2]) == folded(b[j - 1]) && before[j - 2] + 1 < least)
                least = before[j - 2] + 1;
            now[j] = least;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_size];
}

static size_t common_start(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && b[n] && folded(a[n]) == folded(b[n]))
        n++;
    return n;
}

const char *kiln_nearest(const char *word, const char *(*next)(const void *names, size_t i),
                         const void *names)
{
    enum { START_ALIKE = 4 }; /* "temperature" is near "temp_c" */
    const size_t size = strlen(word);
    const char *nearest = NULL;
    size_t least = NAME_MAX, alike = 0;
    if (!size || size > NAME_MAX)
        return NULL;
    const char *name;
    for (size_t i = 0; (name = next(names, i)) != NULL; i++) {
        const size_t name_size = strlen(name);
        if (name_size > NAME_MAX)
            continue;
        const size_t longer = size > name_size ? size : name_size;
        const size_t start = common_start(word, name);
        const size_t edits = edits_between(word, size, name, name_size);
        const bool near = edits <= longer / 3 || start >= START_ALIKE;
        if (near && (edits < least || (edits == least && start > alike))) {
            least = edits;
            alike = start;
            nearest = name;
        }
    }
    return nearest;
}
