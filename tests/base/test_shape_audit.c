/* The audit of field tables: each rule, broken on purpose, is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/example_shape.h"
#include "base/shape_audit.h"

#include <math.h>
#include <string.h>

static kiln_arena arena;
static kiln_text text;
static kiln_sink sink;

static int set_up(void **state)
{
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_text_init(&text, &arena, 0);
    sink = kiln_text_sink(&text);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiln_arena_free(&arena);
    return 0;
}

/* Goal: the tables of the example keep to the rules that field.h sets. Why: the library trusts
 * its tables; each room's test of its shapes has this line. */
static void the_example_is_sound(void **state)
{
    (void)state;
    assert_shape_is_sound(&example_run_shape);
    assert_shape_is_sound(&example_row_shape);
}

/* Rows and shapes with one rule broken, and the rule that the audit names. */
static const kiln_choice MANY[] = {{.name = "a"}, {.name = "b"}};
static const kiln_choices MANY_WORDS = KILN_CHOICES("many", MANY);
static const kiln_field NUMBER_ITEM = {.kind = KILN_KIND_NUMBER};
static const kiln_field BOOL_ITEM = {.kind = KILN_KIND_BOOL};
static const kiln_field LIST_ITEM = {.kind = KILN_KIND_LIST, .item = &NUMBER_ITEM};
static const kiln_choice GAPPED[] = {{.name = "a"}, {.name = NULL}};
static const kiln_choice TWICE[] = {{.name = "a", .alias = "b"}, {.name = "b"}};
static const kiln_choice DIGITS[] = {{.name = "100"}};
static const kiln_choices GAPPED_WORDS = KILN_CHOICES("gapped", GAPPED);
static const kiln_choices TWICE_WORDS = KILN_CHOICES("twice", TWICE);
static const kiln_choices DIGIT_WORDS = KILN_CHOICES("digits", DIGITS);

#define ROW(row_kind, ...) .name = "f", .doc = "d", .kind = KILN_KIND_##row_kind, __VA_ARGS__

static const struct {
    kiln_field field;
    const char *breach;
} BROKEN[] = {
    {{.doc = "d"}, "no name"},
    {{.name = "f"}, "no doc"},
    {{.name = "a/b", .doc = "d"}, "a name that pointers"},
    {{ROW(NUMBER, .min = 2, .max = 1)}, "min is above max"},
    {{ROW(NUMBER, .max = (double)NAN)}, "min is above max, or one is NaN"},
    {{ROW(NUMBER, .flags = KILN_FIELD_ABOVE_MIN)}, "ABOVE_MIN without bounds"},
    {{ROW(BOOL, .max = 1)}, "bounds on a kind that has none"},
    {{ROW(TEXT, .max = INFINITY)}, "bounds of a count"},
    {{ROW(LIST, .item = &NUMBER_ITEM, .min = 0.5, .max = 2)}, "bounds of a count"},
    {{ROW(CHOICE, .offset = 0)}, "choices are for kinds with words"},
    {{ROW(NUMBER, .choices = &MANY_WORDS)}, "choices are for kinds with words"},
    {{ROW(CHOICE, .choices = &GAPPED_WORDS)}, "a word is missing"},
    {{ROW(CHOICE, .choices = &TWICE_WORDS)}, "a word is there twice"},
    {{ROW(NUMBER_OR_CHOICE, .choices = &DIGIT_WORDS)}, "a word that is a number"},
    {{ROW(VARIANT, .choices = &MANY_WORDS, .tag = "type")}, "a variant's word without shape"},
    {{ROW(OBJECT, .offset = 0)}, "a shape is for objects"},
    {{ROW(LIST, .offset = 0)}, "items are for lists and maps"},
    {{ROW(MAP, .choices = &MANY_WORDS, .item = &BOOL_ITEM)}, "in a map a BOOL"},
    {{ROW(LIST, .item = &LIST_ITEM, .flags = KILN_FIELD_ONE_OR_MANY)}, "one or many"},
    {{ROW(NUMBER, .flags = KILN_FIELD_ONE_OR_MANY)}, "ONE_OR_MANY is for lists"},
    {{ROW(NUMBER, .flags = KILN_FIELD_NULLABLE)}, "NULLABLE is for BOOL"},
    {{ROW(NUMBER, .min = 1, .max = 2, .fallback = "3")}, "the default breaks"},
    {{ROW(TEXT, .fallback = "7")}, "the default breaks"},
    {{ROW(NUMBER, .fallback = "7", .flags = KILN_FIELD_REQUIRED)}, "required, yet"},
    {{ROW(NUMBER, .offset = 1000)}, "the value lies outside"},
    {{ROW(LIST, .item = &NUMBER_ITEM, .flags = KILN_FIELD_POSITIONAL)}, "POSITIONAL"},
};

/* Goal: the audit names each broken rule. Why: the library trusts tables that passed it. */
static void the_audit_finds_each_broken_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BROKEN / sizeof BROKEN[0]; i++) {
        const kiln_shape shape = {
            .name = "s", .doc = "d", .size = 64, .count = 1, .field = &BROKEN[i].field};
        kiln_text_init(&text, &arena, 0);
        sink = kiln_text_sink(&text);
        assert_true(shape_audit(&shape, &sink) > 0);
        if (!strstr(text.data, BROKEN[i].breach))
            print_error("%s is not in:\n%s", BROKEN[i].breach, text.data);
        assert_non_null(strstr(text.data, BROKEN[i].breach));
    }
}

/* Goal: so for rules across rows and shapes: one name or place twice, a shorthand that is no
 * field. Why: copied rows are the common slip. */
static void the_audit_looks_across_rows(void **state)
{
    static const kiln_field TWO[] = {{.name = "f", .doc = "d"}, {.name = "f", .doc = "d"}};
    static const kiln_field ONE[] = {{.name = "f", .doc = "d"}};
    const kiln_shape copied = {.name = "s", .doc = "d", .size = 8, .count = 2, .field = TWO};
    const kiln_shape bare = {
        .name = "s", .doc = "d", .size = 8, .count = 1, .field = ONE, .shorthand = "g"};
    (void)state;
    assert_int_equal(shape_audit(&copied, &sink), 2);
    assert_non_null(strstr(text.data, "s.f: the name is there twice\n"));
    assert_non_null(strstr(text.data, "s.f: the value lies over another\n"));
    assert_int_equal(shape_audit(&bare, &sink), 1);
    assert_non_null(strstr(text.data, "s: the shorthand is no field"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_is_sound),
        cmocka_unit_test_setup_teardown(the_audit_finds_each_broken_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_audit_looks_across_rows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
