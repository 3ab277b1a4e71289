/* Whether a field table keeps to the rules: see the header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shape_audit.h"

#include "base/field.h"
#include "kiln/base/number.h"

#include <math.h>
#include <string.h>

typedef struct audit {
    const kiln_shape *shape;
    const kiln_field *field; /* of the shape, NULL for the shape itself */
    kiln_sink *report;
    size_t faults;
    kiln_shape_defs defs; /* what there is to audit, found on the way */
} audit;

/* Reports a rule that is broken. */
static void rule(audit *a, bool kept, const char *breach)
{
    if (kept)
        return;
    a->faults++;
    kiln_putf(a->report, "%s%s%s: %s\n", a->shape->name, a->field ? "." : "",
              a->field && a->field->name ? a->field->name : "", breach);
}

static bool is_between(size_t n, size_t least, size_t most)
{
    return n >= least && n <= most;
}

static bool is_number(const char *word)
{
    double value;
    return kiln_number_read(word, strlen(word), &value) == strlen(word);
}

static bool has_kind(const kiln_field *field, unsigned kinds)
{
    return (1u << field->kind & kinds) != 0;
}

enum {
    NUMBERS =
        1u << KILN_KIND_NUMBER | 1u << KILN_KIND_INTEGER | 1u << KILN_KIND_NUMBER_OR_CHOICE,
    COUNTS = 1u << KILN_KIND_TEXT | 1u << KILN_KIND_LIST,
    CHOICES = 1u << KILN_KIND_CHOICE | 1u << KILN_KIND_MAP | 1u << KILN_KIND_VARIANT |
              1u << KILN_KIND_NUMBER_OR_CHOICE,
    ITEMS = 1u << KILN_KIND_LIST | 1u << KILN_KIND_MAP,
    /* kinds that a JSON object may stand for */
    OBJECTS = 1u << KILN_KIND_OBJECT | 1u << KILN_KIND_MAP | 1u << KILN_KIND_VARIANT
};

static void audit_bounds(audit *a, const kiln_field *field)
{
    const bool bounded = kiln_field_bounded(field);
    rule(a, !bounded || has_kind(field, NUMBERS | COUNTS), "bounds on a kind that has none");
    rule(a, field->min <= field->max, "min is above max, or one is NaN");
    rule(a, !(field->flags & KILN_FIELD_ABOVE_MIN) || (bounded && has_kind(field, NUMBERS)),
         "ABOVE_MIN without bounds");
    if (has_kind(field, COUNTS))
        rule(a,
             field->min >= 0 && isfinite(field->max) && floor(field->max) == field->max &&
                 floor(field->min) == field->min,
             "bounds of a count are whole, not negative, finite");
}

static bool has_word(const kiln_choices *choices, size_t before, const char *word)
{
    for (size_t i = 0; word && i < before; i++) {
        const kiln_choice *choice = &choices->choice[i];
        if (strcmp(choice->name, word) == 0 ||
            (choice->alias && strcmp(choice->alias, word) == 0))
            return true;
    }
    return false;
}

static void audit_choices(audit *a, const kiln_field *field)
{
    const kiln_choices *choices = field->choices;
    rule(a, !choices == !has_kind(field, CHOICES), "choices are for kinds with words");
    if (!choices)
        return;
    rule(a, choices->name && is_between(choices->count, 1, KILN_SHAPE_FIELDS_MAX),
         "choices without a name, without words or with too many");
    for (size_t i = 0; i < choices->count; i++) {
        const kiln_choice *choice = &choices->choice[i];
        rule(a, choice->name && is_between(strlen(choice->name), 1, 64),
             "a word is missing (a gap in the enum?) or too long");
        if (!choice->name)
            continue;
        rule(a, !has_word(choices, i, choice->name) && !has_word(choices, i, choice->alias),
             "a word is there twice");
        rule(a, field->kind != KILN_KIND_NUMBER_OR_CHOICE || !is_number(choice->name),
             "a word that is a number cannot be told from one");
        if (field->kind != KILN_KIND_VARIANT)
            continue;
        rule(a, choice->shape && field->tag, "a variant's word without shape, or no tag");
        rule(a, !choice->shape || !field->tag || !kiln_shape_field(choice->shape, field->tag),
             "an alternative has a field named as the tag");
    }
}

static void audit_item(audit *a, const kiln_field *field)
{
    const kiln_field *item = field->item;
    rule(a, !item == !has_kind(field, ITEMS), "items are for lists and maps");
    if (!item)
        return;
    rule(a, item->offset == 0 && !item->fallback, "an item has offset 0 and no default");
    rule(a, field->kind != KILN_KIND_MAP || item->kind != KILN_KIND_BOOL,
         "in a map a BOOL could not be told from an absent one");
    const kiln_shape *shape = item->kind == KILN_KIND_OBJECT ? item->shape : NULL;
    const kiln_field *bare =
        shape && shape->shorthand ? kiln_shape_field(shape, shape->shorthand) : item;
    if (field->flags & KILN_FIELD_ONE_OR_MANY)
        rule(a, field->min <= 1 && bare && bare->kind != KILN_KIND_LIST,
             "one or many: a lone item must do, and not be a list");
}

static void audit_value(audit *a, const kiln_field *field)
{
    audit_bounds(a, field);
    audit_choices(a, field);
    audit_item(a, field);
    rule(a, !field->shape == (field->kind != KILN_KIND_OBJECT), "a shape is for objects");
    rule(a, !(field->flags & KILN_FIELD_ONE_OR_MANY) || field->kind == KILN_KIND_LIST,
         "ONE_OR_MANY is for lists");
    rule(a, !(field->flags & KILN_FIELD_NULLABLE) || field->kind == KILN_KIND_BOOL,
         "NULLABLE is for BOOL");
}

/* Reads the default of one field as a shape of its own. */
static void audit_fallback(audit *a, const kiln_field *field)
{
    const kiln_shape alone = {
        .name = "alone", .doc = "", .size = a->shape->size, .count = 1, .field = field};
    kiln_arena arena;
    if (!field->fallback)
        return;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    void *object = kiln_arena_take(&arena, 1, a->shape->size);
    rule(a, object && kiln_shape_init(&alone, &arena, object) == KILN_OK,
         "the default breaks the field's own rules");
    kiln_arena_free(&arena);
    rule(a, !(field->flags & KILN_FIELD_REQUIRED), "required, yet with a default");
}

static void audit_place(audit *a, const kiln_field *field)
{
    const size_t end = field->offset + kiln_field_size(field);
    rule(a, end <= a->shape->size, "the value lies outside the struct");
    for (const kiln_field *other = a->shape->field; other < field; other++) {
        rule(a, !other->name || strcmp(other->name, field->name) != 0,
             "the name is there twice");
        rule(a, end <= other->offset || field->offset >= other->offset + kiln_field_size(other),
             "the value lies over another");
    }
}

/* Puts a shape on the list, once. */
static void follow(audit *a, const kiln_shape *shape, const kiln_choice *choice)
{
    for (size_t i = 0; i < a->defs.count; i++) {
        const kiln_shape_def *def = &a->defs.def[i];
        if (def->shape == shape) {
            rule(a, def->choice == choice,
                 "its shape stands under another word, or under none");
            return;
        }
        rule(a, strcmp(def->shape->name, shape->name) != 0,
             "another shape has its shape's name");
    }
    rule(a, a->defs.count < KILN_SHAPE_DEFS_MAX, "too many shapes");
    if (a->defs.count < KILN_SHAPE_DEFS_MAX)
        a->defs.def[a->defs.count++] = (kiln_shape_def){.shape = shape, .choice = choice};
}

static void follow_field(audit *a, const kiln_field *field)
{
    for (; field; field = field->item) {
        if (field->shape)
            follow(a, field->shape, NULL);
        for (size_t i = 0; field->kind == KILN_KIND_VARIANT && i < field->choices->count; i++)
            follow(a, field->choices->choice[i].shape, &field->choices->choice[i]);
    }
}

static void audit_field(audit *a, const kiln_field *field)
{
    char bounds[KILN_BOUNDS_MAX];
    const size_t before = a->faults;
    a->field = field;
    rule(a, field->name && is_between(strlen(field->name), 1, KILN_FLAG_MAX - 3), "no name");
    rule(a, field->doc && is_between(strlen(field->doc), 1, 400), "no doc, or too long a one");
    rule(a, !field->name || !strpbrk(field->name, "/~,\" "),
         "a name that pointers or CSV would have to escape");
    audit_value(a, field);
    for (const kiln_field *item = field->item; item && a->faults == before; item = item->item)
        audit_value(a, item);
    if (a->faults)
        return; /* what follows trusts the rows */
    audit_place(a, field);
    audit_fallback(a, field);
    follow_field(a, field);
    kiln_field_bounds(field, bounds, sizeof bounds);
    rule(a, !strstr(bounds, "..."), "the bounds in words are too long");
    rule(a, !(field->flags & KILN_FIELD_POSITIONAL) || kiln_field_scalar(field),
         "POSITIONAL is for fields that are flags");
}

static void audit_shape(audit *a, const kiln_shape *shape)
{
    a->shape = shape;
    a->field = NULL;
    rule(a, shape->doc != NULL, "no doc");
    rule(a, shape->size > 0 && is_between(shape->count, 1, KILN_SHAPE_FIELDS_MAX),
         "no struct, no fields or too many");
    if (shape->shorthand) {
        const kiln_field *bare = kiln_shape_field(shape, shape->shorthand);
        rule(a, bare && !has_kind(bare, OBJECTS),
             "the shorthand is no field, or one that an object may stand for");
    }
    for (size_t i = 0; i < shape->count; i++)
        audit_field(a, &shape->field[i]);
}

size_t shape_audit(const kiln_shape *shape, kiln_sink *report)
{
    audit a = {.report = report, .shape = shape};
    follow(&a, shape, NULL);
    for (size_t i = 0; i < a.defs.count; i++)
        audit_shape(&a, a.defs.def[i].shape);
    return a.faults;
}

static kiln_status print(void *context, const char *data, size_t size)
{
    (void)context;
    print_error("%.*s", (int)size, data);
    return KILN_OK;
}

void assert_shape_is_sound(const kiln_shape *shape)
{
    kiln_sink report = {.write = print};
    assert_int_equal(shape_audit(shape, &report), 0);
}
