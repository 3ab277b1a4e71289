/* Field tables, defaults: of every form, when memory ends, and faults within them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/base/field.h"

#include <math.h>
#include <string.h>

/* A shape with a default of each form. */
typedef struct inner {
    double x;
} inner;

typedef struct defaults {
    double number;
    int64_t whole;
    bool yes, no;
    const char *word;
    int gas;
    inner *object;
    KILN_LIST(double) list;
} defaults;

static const kiln_choice GAS[] = {{.name = "n2"}, {.name = "ar"}};
static const kiln_choices GASES = KILN_CHOICES("gas", GAS);

/* Refuses x unless it was given, so that a default object is at fault. */
static void check_inner(const void *object, kiln_place *place)
{
    (void)object;
    if (!kiln_place_given(place, "x"))
        kiln_place_fault(place, "x", (kiln_issue){.message = "x was not given"});
}

static const kiln_field INNER_FIELDS[] = {
    KILN_FIELD("x", NUMBER, inner, x, .fallback = "-1.5e-3", .doc = "a number")};
static const kiln_shape INNER_SHAPE =
    KILN_SHAPE("inner", "Held.", inner, INNER_FIELDS, .check = NULL);
static const kiln_shape STRICT_SHAPE =
    KILN_SHAPE("strict", "Held.", inner, INNER_FIELDS, .check = check_inner);

#define DEFAULT_FIELDS(held)                                                              \
    KILN_FIELD("number", NUMBER, defaults, number, .fallback = "2e20", .doc = "d"),       \
        KILN_FIELD("whole", INTEGER, defaults, whole, .fallback = "-7", .doc = "d"),      \
        KILN_FIELD("yes", BOOL, defaults, yes, .fallback = "true", .doc = "d"),           \
        KILN_FIELD("no", BOOL, defaults, no, .fallback = "false", .doc = "d"),            \
        KILN_FIELD("word", TEXT, defaults, word, .fallback = "\"a word\"", .doc = "d"),   \
        KILN_FIELD("gas", CHOICE, defaults, gas, .choices = &GASES, .fallback = "\"ar\"", \
                   .doc = "d"),                                                           \
        KILN_FIELD("object", OBJECT, defaults, object, .shape = (held), .fallback = "{}", \
                   .doc = "d"),                                                           \
        KILN_FIELD("list", LIST, defaults, list, .item = KILN_ITEM(NUMBER, .max = 1),     \
                   .fallback = "[]", .doc = "d")

static const kiln_field DEFAULTS_FIELDS[] = {DEFAULT_FIELDS(&INNER_SHAPE)};
static const kiln_field STRICT_FIELDS[] = {DEFAULT_FIELDS(&STRICT_SHAPE)};
static const kiln_shape DEFAULTS_SHAPE =
    KILN_SHAPE("defaults", "Defaults.", defaults, DEFAULTS_FIELDS, .check = NULL);
static const kiln_shape STRICT_DEFAULTS_SHAPE =
    KILN_SHAPE("strict_defaults", "Defaults.", defaults, STRICT_FIELDS, .check = NULL);

/* Goal: a default of every form is what it says, through init and through reading {}. Why: a
 * recipe of three lines is mostly defaults. */
static void defaults_of_every_form(void **state)
{
    (void)state;
    for (int by_reading = 0; by_reading <= 1; by_reading++) {
        const kiln_json empty = {.kind = KILN_JSON_OBJECT};
        kiln_arena arena;
        defaults d;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        memset(&d, 0x5A, sizeof d);
        const kiln_status status =
            by_reading ? kiln_shape_read(&DEFAULTS_SHAPE, &empty, &arena, &d, NULL)
                       : kiln_shape_init(&DEFAULTS_SHAPE, &arena, &d);
        assert_int_equal(status, KILN_OK);
        assert_true(d.number == 2e20 && d.whole == -7 && d.yes && !d.no);
        assert_string_equal(d.word, "a word");
        assert_int_equal(d.gas, 1);
        assert_true(d.object->x == -1.5e-3);
        assert_int_equal(d.list.count, 0);
        assert_non_null(d.list.item);
        kiln_arena_free(&arena);
    }
}

/* Goal: where memory ends within the defaults, init says so and leaves all absent. Why: an op
 * starts from there. */
static void memory_may_end_within_defaults(void **state)
{
    size_t failures = 0;
    (void)state;
    for (size_t limit = 1;; limit += 8) {
        kiln_arena arena;
        defaults d;
        kiln_arena_init(&arena, limit, (kiln_allocator){0});
        const kiln_status status = kiln_shape_init(&DEFAULTS_SHAPE, &arena, &d);
        kiln_arena_free(&arena);
        if (status == KILN_OK)
            break;
        failures++;
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_true(isnan(d.number) && d.whole == KILN_ABSENT_INTEGER && !d.yes);
        assert_null(d.word);
        assert_null(d.object);
    }
    assert_true(failures > 3);
}

/* Goal: a fault within a default stands at the object that lacks the field, and what is in it
 * by default does not count as given. Why: the user's file is where it is mended. */
static void a_fault_within_a_default_has_a_place(void **state)
{
    static const char DOCUMENT[] = "\n {\"number\": 1}";
    kiln_arena arena;
    kiln_diag diag;
    kiln_json *root = NULL;
    defaults d;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    assert_int_equal(kiln_json_read(DOCUMENT, strlen(DOCUMENT), NULL, &arena, &root, &diag),
                     KILN_OK);
    assert_int_equal(kiln_shape_read(&STRICT_DEFAULTS_SHAPE, root, &arena, &d, &diag),
                     KILN_INVALID);
    assert_int_equal(diag.count, 1);
    assert_string_equal(diag.issue[0].pointer, "/object/x");
    assert_int_equal(diag.issue[0].line, 2);
    assert_int_equal(diag.issue[0].column, 2);
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_of_every_form),
        cmocka_unit_test(memory_may_end_within_defaults),
        cmocka_unit_test(a_fault_within_a_default_has_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
