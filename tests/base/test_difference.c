/* What differs between two objects: values by the field table, lists matched item by item. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/counting_allocator.h"
#include "base/example_reading.h"
#include "kiln/base/difference.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "pointer in both, or in each: kind: first -> second unit", a line each. */
static void put_difference(const kiln_difference *d, kiln_sink *sink)
{
    static const char *const KIND[] = {"number", "word", "whole"};
    const char *first = d->pointer[0], *second = d->pointer[1];
    if (first && second && strcmp(first, second) == 0)
        kiln_puts(sink, first);
    else
        kiln_putf(sink, "%s|%s", first ? first : "", second ? second : "");
    kiln_putf(sink, ": %s: %s -> %s%s%s\n", KIND[d->kind], d->text[0] ? d->text[0] : "none",
              d->text[1] ? d->text[1] : "none", d->unit ? " " : "", d->unit ? d->unit : "");
}

/* The differences of two documents that go on after {"name": "n", "temp_c": 900. */
static const char *differences(reading *r, const char *first, const char *second)
{
    static const char *const HEAD = "{\"name\": \"n\", \"temp_c\": 900";
    static reading other;
    char document[2][2000];
    kiln_difference_list found = {0};
    kiln_text text;
    snprintf(document[0], sizeof document[0], "%s%s}", HEAD, first);
    snprintf(document[1], sizeof document[1], "%s%s}", HEAD, second);
    read_run(r, document[0]);
    read_run(&other, document[1]);
    assert_int_equal(r->status, KILN_OK);
    assert_int_equal(other.status, KILN_OK);
    assert_int_equal(
        kiln_shape_compare(&example_run_shape, &r->run, &other.run, &r->arena, &found),
        KILN_OK);
    kiln_text_init(&text, &r->arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_puts(&sink, "");
    for (size_t i = 0; i < found.count; i++)
        put_difference(&found.item[i], &sink);
    kiln_arena_free(&other.arena);
    return text.data ? text.data : "";
}

typedef struct row {
    const char *first, *second, *found;
} row;

static void check(const row rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reading r;
        assert_string_equal(differences(&r, rows[i].first, rows[i].second), rows[i].found);
        kiln_arena_free(&r.arena);
    }
}

/* Goal: nothing is told that means the same: a default written out, an alias, a shorthand, an
 * empty list, the order of members, a note, a volatile field. Why: a comparison that cries wolf
 * is not read. */
static void the_same_in_other_words(void **state)
{
    (void)state;
    static const row ROWS[] = {
        {"", "", ""},
        {"", ", \"time_min\": 30, \"plane\": 100, \"wafers\": 25, \"dry_run\": false", ""},
        {", \"dopant\": \"B\"", ", \"dopant\": \"boron\"", ""},
        {", \"ambient\": \"o2\"", ", \"ambient\": {\"name\": \"dry_o2\"}", ""},
        {", \"layers\": []", "", ""},
        {", \"tags\": \"a\"", ", \"tags\": [\"a\"]", ""},
        {", \"targets\": {}", "", ""},
        {", \"wafers\": 3, \"dopant\": \"P\"", ", \"dopant\": \"P\", \"wafers\": 3", ""},
        {", \"remark\": \"a\", \"run_id\": \"1\"", ", \"run_id\": \"2\"", ""},
    };
    check(ROWS, sizeof ROWS / sizeof ROWS[0]);
}

/* Goal: each kind of value is told with its place, both values and the unit, absent ones as
 * none. Why: each kind lies differently in memory. */
static void each_kind_of_value(void **state)
{
    (void)state;
    static const row ROWS[] = {
        {"", ", \"time_min\": 45.5", "/time_min: number: 30 -> 45.5 min\n"},
        {", \"wafers\": 3", ", \"wafers\": 4", "/wafers: number: 3 -> 4\n"},
        {"", ", \"dry_run\": true", "/dry_run: word: false -> true\n"},
        {", \"within\": true", "", "/within: word: true -> null\n"},
        {", \"dopant\": \"B\"", "", "/dopant: word: boron -> none\n"},
        {", \"surface_conc_cm3\": 1e20", ", \"surface_conc_cm3\": 2e20",
         "/surface_conc_cm3: number: 1e20 -> 2e20 cm^-3\n"},
        {", \"surface_conc_cm3\": 1e20", ", \"surface_conc_cm3\": \"solubility\"",
         "/surface_conc_cm3: word: 1e20 -> solubility cm^-3\n"},
        {"", ", \"surface_conc_cm3\": 1e20", "/surface_conc_cm3: number: none -> 1e20 cm^-3\n"},
        {", \"dose_cm2\": {\"B\": 1e13}", ", \"dose_cm2\": {\"P\": 1e13}",
         "/dose_cm2/boron: number: 10000000000000 -> none cm^-2\n"
         "/dose_cm2/phosphorus: number: none -> 10000000000000 cm^-2\n"},
        {", \"targets\": {\"xj\": {\"lower\": 1}}", ", \"targets\": {\"xj\": {\"lower\": 2}}",
         "/targets/junction_depth_nm/lower: number: 1 -> 2\n"},
        {", \"targets\": {\"xj\": {\"lower\": 1, \"upper\": 3}}", "",
         "/targets/junction_depth_nm/lower: number: 1 -> none\n"
         "/targets/junction_depth_nm/upper: number: 3 -> none\n"},
    };
    check(ROWS, sizeof ROWS / sizeof ROWS[0]);
}

/* Goal: a shorthand is told at its own place, and member by member when one of the two is more
 * than that. Why: people look for the pointer in what they wrote. */
static void shorthands(void **state)
{
    (void)state;
    static const row ROWS[] = {
        {", \"ambient\": \"n2\"", ", \"ambient\": \"dry_o2\"",
         "/ambient: word: n2 -> dry_o2\n"},
        {"", ", \"ambient\": \"n2\"", "/ambient: word: none -> n2\n"},
        {", \"ambient\": \"n2\"", ", \"ambient\": {\"name\": \"n2\", \"flow_slm\": 2}",
         "/ambient/flow_slm: number: none -> 2 slm\n"},
    };
    check(ROWS, sizeof ROWS / sizeof ROWS[0]);
}

/* Goal: plain lists are compared by position, or whole when they differ in length. Why: their
 * items have nothing but their position. */
static void lists_of_plain_values(void **state)
{
    (void)state;
    static const row ROWS[] = {
        {", \"zones_c\": [900, 901, 902]", ", \"zones_c\": [900, 905, 902]",
         "/zones_c/1: number: 901 -> 905 C\n"},
        {", \"zones_c\": [900, 901]", ", \"zones_c\": [900]",
         "/zones_c: whole: [900,901] -> [900] C\n"},
        {"", ", \"zones_c\": [900]", "/zones_c: whole: none -> [900] C\n"},
        {", \"tags\": [\"a\", \"b\"]", ", \"tags\": [\"a\", \"c\"]", "/tags/1: word: b -> c\n"},
        {", \"depths_nm\": {\"B\": [1, 2]}", ", \"depths_nm\": {\"B\": [1, 3]}",
         "/depths_nm/boron/1: number: 2 -> 3 nm\n"},
    };
    check(ROWS, sizeof ROWS / sizeof ROWS[0]);
}

#define SOAK(min)    "{\"type\": \"soak\", \"time_min\": " min "}"
#define RAMP(c)      "{\"type\": \"ramp\", \"to_temp_c\": " c "}"
#define STEPS(items) ", \"steps\": [" items "]"

/* Goal: one item put in or taken out is one difference, and what follows is compared with its
 * own kind, with the pointer it has in each. Why: by position everything after an inserted step
 * would differ. */
static void an_inserted_item(void **state)
{
    (void)state;
    static const row ROWS[] = {
        {STEPS(SOAK("1") ", " RAMP("1000") ", " SOAK("2")),
         STEPS(SOAK("1") ", " SOAK("7") ", " RAMP("1000") ", " SOAK("2")),
         "|/steps/1: whole: none -> {\"type\":\"soak\",\"time_min\":7}\n"},
        {STEPS(SOAK("1") ", " RAMP("1000") ", " SOAK("2")), STEPS(RAMP("1010") ", " SOAK("2")),
         "/steps/0|: whole: {\"type\":\"soak\",\"time_min\":1} -> none\n"
         "/steps/1/to_temp_c|/steps/0/to_temp_c: number: 1000 -> 1010 C\n"},
        {STEPS(SOAK("1")), STEPS(RAMP("1000")),
         "/steps/0|: whole: {\"type\":\"soak\",\"time_min\":1} -> none\n"
         "|/steps/0: whole: none -> "
         "{\"type\":\"ramp\",\"to_temp_c\":1000,\"rate_c_per_min\":10}\n"},
        {STEPS(SOAK("1") ", " SOAK("1")), STEPS(SOAK("1")),
         "/steps/1|: whole: {\"type\":\"soak\",\"time_min\":1} -> none\n"},
        {STEPS(SOAK("1")), "",
         "/steps/0|: whole: {\"type\":\"soak\",\"time_min\":1} -> none\n"},
        {", \"steps\": [], \"last\": " SOAK("1"),
         ", \"steps\": [" SOAK("1") "], \"last\": " RAMP("1000"),
         "|/steps/0: whole: none -> {\"type\":\"soak\",\"time_min\":1}\n"
         "/last: whole: {\"type\":\"soak\",\"time_min\":1} -> "
         "{\"type\":\"ramp\",\"to_temp_c\":1000,\"rate_c_per_min\":10}\n"},
    };
    check(ROWS, sizeof ROWS / sizeof ROWS[0]);
}

/* A list of things with a name, which the example has not. */
typedef struct thing {
    const char *name;
    double temp_c, time_min, flow_slm;
} thing;
typedef struct shelf {
    KILN_LIST(thing) things;
} shelf;
static const kiln_field THING_FIELDS[] = {
    KILN_FIELD("name", TEXT, thing, name, .doc = "its name"),
    KILN_FIELD("temp_c", NUMBER, thing, temp_c, .doc = "a number"),
    KILN_FIELD("time_min", NUMBER, thing, time_min, .doc = "a number"),
    KILN_FIELD("flow_slm", NUMBER, thing, flow_slm, .doc = "a number"),
};
static const kiln_shape THING_SHAPE =
    KILN_SHAPE("thing", "A thing.", thing, THING_FIELDS, .check = NULL);
static const kiln_field SHELF_FIELDS[] = {
    KILN_FIELD("things", LIST, shelf, things, .item = KILN_ITEM(OBJECT, .shape = &THING_SHAPE),
               .doc = "things"),
};
static const kiln_shape SHELF_SHAPE =
    KILN_SHAPE("shelf", "Things.", shelf, SHELF_FIELDS, .check = NULL);

/* Goal: items of one name belong together, whatever else they hold; of other names only if
 * half of them agrees. Why: a step that was renamed is still that step, one that shares
 * nothing is another. */
static void items_of_a_name(void **state)
{
    (void)state;
    static const struct {
        size_t count[2];
        thing first[2], second[2];
        const char *pointer[2][2]; /* of the first and the last difference */
        size_t found;
    } ROWS[] = {
        /* the name decides against an item that looks alike */
        {{1, 2},
         {{"drive", 1, 2, 3}},
         {{"clean", 1, 2, 3}, {"drive", 7, 8, 9}},
         {{NULL, "/things/0"}, {"/things/0/flow_slm", "/things/1/flow_slm"}},
         4},
        /* renamed */
        {{1, 1},
         {{"drive", 1, 2, 3}},
         {{"drive-in", 1, 2, 4}},
         {{"/things/0/name", "/things/0/name"}, {"/things/0/flow_slm", "/things/0/flow_slm"}},
         2},
        /* another */
        {{1, 1},
         {{"drive", 1, 2, 3}},
         {{"clean", 1, 5, 4}},
         {{"/things/0", NULL}, {NULL, "/things/0"}},
         2},
        /* a name alone and no name: by what agrees */
        {{1, 1},
         {{"drive", 1, 2, 3}},
         {{NULL, 1, 5, 3}},
         {{"/things/0/name", "/things/0/name"}, {"/things/0/time_min", "/things/0/time_min"}},
         2},
    };
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        thing items[2][2];
        memcpy(items[0], ROWS[i].first, sizeof items[0]);
        memcpy(items[1], ROWS[i].second, sizeof items[1]);
        const shelf first = {{ROWS[i].count[0], items[0]}};
        const shelf second = {{ROWS[i].count[1], items[1]}};
        kiln_difference_list found = {0};
        assert_int_equal(kiln_shape_compare(&SHELF_SHAPE, &first, &second, &arena, &found),
                         KILN_OK);
        assert_int_equal(found.count, ROWS[i].found);
        for (int end = 0; end < 2; end++)
            for (int side = 0; side < 2; side++) {
                const kiln_difference *d = &found.item[end ? found.count - 1 : 0];
                const char *wanted = ROWS[i].pointer[end][side];
                assert_string_equal(d->pointer[side] ? d->pointer[side] : "none",
                                    wanted ? wanted : "none");
            }
    }
    kiln_arena_free(&arena);
}

/* Goal: a list of items against itself with each item taken out in turn differs by that item
 * alone. Why: the pairing is a search, and a search can settle for less. */
static void any_item_taken_out(void **state)
{
    (void)state;
    enum { ITEMS = 12 };
    for (int out = 0; out < ITEMS; out++) {
        char first[1500] = ", \"steps\": [", second[1500] = ", \"steps\": [", wanted[64];
        size_t at[2] = {strlen(first), strlen(second)};
        for (int i = 0; i < ITEMS; i++) {
            char item[64];
            snprintf(item, sizeof item, "{\"type\": \"soak\", \"time_min\": %d}", i % 5 + 1);
            at[0] += (size_t)snprintf(first + at[0], sizeof first - at[0], "%s%s", i ? "," : "",
                                      item);
            if (i != out)
                at[1] += (size_t)snprintf(second + at[1], sizeof second - at[1], "%s%s",
                                          i > (out == 0) ? "," : "", item);
        }
        snprintf(first + at[0], sizeof first - at[0], "]");
        snprintf(second + at[1], sizeof second - at[1], "]");
        reading r;
        const char *found = differences(&r, first, second);
        snprintf(wanted, sizeof wanted, "/steps/%d|: whole", out);
        assert_memory_equal(found, wanted, strlen(wanted));
        assert_ptr_equal(strchr(found, '\n'), found + strlen(found) - 1);
        kiln_arena_free(&r.arena);
    }
}

/* Goal: lists too long to be searched are compared by position. Why: the search takes the
 * product of their lengths. */
static void lists_past_the_limit_go_by_position(void **state)
{
    (void)state;
    enum { ITEMS = 1100 };
    reading r;
    kiln_difference_list found;
    read_run(&r, "{\"name\": \"n\", \"temp_c\": 900}");
    example_layer *layer = KILN_TAKE(&r.arena, ITEMS + 1, example_layer);
    assert_non_null(layer);
    for (int i = 0; i <= ITEMS; i++)
        layer[i] = (example_layer){i, "oxide"};
    example_run first = r.run, second = r.run;
    first.layers.count = second.layers.count = ITEMS;
    first.layers.item = layer;
    second.layers.item = layer + 1;
    assert_int_equal(kiln_shape_compare(&example_run_shape, &first, &second, &r.arena, &found),
                     KILN_OK);
    assert_int_equal(found.count, ITEMS);
    assert_string_equal(found.item[7].pointer[0], "/layers/7/thickness_nm");
    assert_true(found.item[7].number[0] == 7 && found.item[7].number[1] == 8);
    kiln_arena_free(&r.arena);
}

/* Goal: each allocation may fail, and a value that no input gives is an error; the list stays
 * as it was. Why: outputs are untouched on failure. */
static void failures_leave_the_list_alone(void **state)
{
    (void)state;
    reading r, other;
    kiln_difference_list found = {.count = 77};
    read_run(&r, "{\"name\": \"a\", \"temp_c\": 900" STEPS(SOAK("1") ", " RAMP("1000")) "}");
    read_run(&other,
             "{\"name\": \"b\", \"temp_c\": 950, \"zones_c\": [300]" STEPS(SOAK("2")) "}");
    size_t fails = 0;
    for (;; fails++) {
        counting_allocator counting = {.fail_at = fails + 1};
        kiln_arena arena;
        kiln_arena_init(&arena, 0, counting_allocator_hooks(&counting));
        const kiln_status status =
            kiln_shape_compare(&example_run_shape, &r.run, &other.run, &arena, &found);
        kiln_arena_free(&arena);
        if (status == KILN_OK)
            break;
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_int_equal(found.count, 77);
    }
    assert_true(fails > 0);
    assert_int_equal(found.count, 5);
    found.count = 77;
    other.run.temp_c = (double)INFINITY;
    assert_int_equal(
        kiln_shape_compare(&example_run_shape, &r.run, &other.run, &r.arena, &found),
        KILN_INTERNAL);
    other.run.temp_c = 900;
    other.run.steps.item[0].type = 9;
    assert_int_equal(
        kiln_shape_compare(&example_run_shape, &r.run, &other.run, &r.arena, &found),
        KILN_INTERNAL);
    assert_int_equal(found.count, 77);
    kiln_arena_free(&r.arena);
    kiln_arena_free(&other.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_in_other_words),
        cmocka_unit_test(each_kind_of_value),
        cmocka_unit_test(shorthands),
        cmocka_unit_test(lists_of_plain_values),
        cmocka_unit_test(an_inserted_item),
        cmocka_unit_test(items_of_a_name),
        cmocka_unit_test(any_item_taken_out),
        cmocka_unit_test(lists_past_the_limit_go_by_position),
        cmocka_unit_test(failures_leave_the_list_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
