/* Field tables, reading: the example shape from documents, flags and rows; each fault with its
 * place, bound and mend; limits; every allocation failed in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/counting_allocator.h"
#include "base/example_full.h"
#include "base/example_reading.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Goal: every kind lands where the struct says, aliases, shorthands and lone items resolved.
 * Why: this is the one way data comes into Kiln. */
static void every_kind_is_read(void **state)
{
    reading r;
    const example_run *run = &r.run;
    (void)state;
    read_run(&r, EXAMPLE_FULL);
    assert_string_equal(printed(&r), "");
    assert_int_equal(r.status, KILN_OK);
    assert_string_equal(run->run_id, "RUN-1");
    assert_string_equal(run->name, "full");
    assert_string_equal(run->remark, "all kinds");
    assert_true(run->temp_c == 950.5 && run->time_min == 12);
    assert_int_equal(run->wafers, 150);
    assert_true(run->dry_run);
    assert_int_equal(run->within, 0);
    assert_int_equal(run->dopant, EXAMPLE_PHOSPHORUS);
    assert_int_equal(run->plane, EXAMPLE_111);
    assert_true(isnan(run->surface_conc_cm3.number));
    assert_int_equal(run->surface_conc_cm3.choice, EXAMPLE_SOLUBILITY);
    assert_int_equal(run->ambient->name, EXAMPLE_DRY_O2);
    assert_true(run->ambient->flow_slm == 5);
    assert_int_equal(run->zones_c.count, 3);
    assert_true(run->zones_c.item[0] == 940 && run->zones_c.item[2] == 960);
    assert_int_equal(run->layers.count, 2);
    assert_true(run->layers.item[0].thickness_nm == 25);
    assert_string_equal(run->layers.item[0].material, "oxide");
    assert_true(run->layers.item[1].thickness_nm == 1.5);
    assert_string_equal(run->layers.item[1].material, "nitride");
    assert_int_equal(run->tags.count, 1);
    assert_string_equal(run->tags.item[0], "alone");
    assert_int_equal(run->steps.count, 2);
    assert_int_equal(run->steps.item[0].type, EXAMPLE_SOAK);
    assert_true(run->steps.item[0].soak->time_min == 5);
    assert_int_equal(run->steps.item[1].type, EXAMPLE_RAMP);
    assert_true(run->steps.item[1].ramp->to_temp_c == 1100);
    assert_true(run->steps.item[1].ramp->rate_c_per_min == 10);
    assert_int_equal(run->last.type, EXAMPLE_RAMP);
    assert_true(run->last.ramp->rate_c_per_min == -3);
    assert_true(run->dose_cm2[EXAMPLE_ARSENIC] == 1e15 && run->dose_cm2[EXAMPLE_BORON] == 2e14);
    assert_true(isnan(run->dose_cm2[EXAMPLE_PHOSPHORUS]));
    assert_true(run->targets[EXAMPLE_JUNCTION_DEPTH]->upper == 320);
    assert_null(run->targets[EXAMPLE_SHEET_RESISTANCE]);
    assert_int_equal(run->depths_nm[EXAMPLE_BORON].count, 2);
    assert_true(run->depths_nm[EXAMPLE_BORON].item[1] == 410.5);
    assert_int_equal(run->depths_nm[EXAMPLE_PHOSPHORUS].count, 0);
    assert_non_null(run->depths_nm[EXAMPLE_PHOSPHORUS].item);
    assert_null(run->depths_nm[EXAMPLE_ARSENIC].item);
    kiln_arena_free(&r.arena);
}

/* Goal: kiln_shape_init gives the defaults and leaves the rest absent. Why: an op fills its
 * output from there, and 0 is a value. */
static void init_gives_defaults_and_absence(void **state)
{
    kiln_arena arena;
    example_run run;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    memset(&run, 0x5A, sizeof run);
    assert_int_equal(kiln_shape_init(&example_run_shape, &arena, &run), KILN_OK);
    assert_all_absent(&run);
    assert_true(run.time_min == 30);
    assert_int_equal(run.wafers, 25);
    assert_int_equal(run.plane, EXAMPLE_100);
    assert_int_equal(arena.held, 0); /* no default of its own needs memory */
    kiln_arena_free(&arena);
}

/* Goal: what is not given is the default or absent, never 0. Why: "no junction" and "a junction
 * at 0" are different results. */
static void what_is_not_given_is_absent(void **state)
{
    reading r;
    (void)state;
    read_run(&r, "{\"name\": \"a\", \"temp_c\": 900}");
    assert_int_equal(r.status, KILN_OK);
    assert_true(r.run.temp_c == 900 && r.run.time_min == 30);
    assert_int_equal(r.run.wafers, 25);
    r.run.name = NULL;
    r.run.temp_c = (double)NAN;
    assert_all_absent(&r.run);
    kiln_arena_free(&r.arena);
}

/* Goal: at the limit all is well, one past it is an error that says the bound. Why: everything
 * has a limit. */
static void limits_hold_and_are_told(void **state)
{
    static char document[1300000], filler[1002];
    (void)state;
    for (int past = 0; past <= 1; past++) {
        reading r;
        memset(filler, 'x', sizeof filler - 1);
        filler[1000 + past] = '\0';
        snprintf(document, sizeof document,
                 "{\"name\": \"twelve bytes\", \"temp_c\": 900, \"remark\": \"%s\"}", filler);
        read_run(&r, document);
        assert_string_equal(printed(&r),
                            past ? "1:51: error: /remark: 1001 bytes given, the bound is 0 to "
                                   "1000 bytes\n  mend: give 0 to 1000 bytes\n"
                                 : "");
        kiln_arena_free(&r.arena);

        int size = snprintf(document, sizeof document,
                            "{\"name\": \"a\", \"temp_c\": 900, \"depths_nm\": {\"B\": [0");
        for (int i = 1; i < 100000 + past; i++)
            size += snprintf(document + size, sizeof document - (size_t)size, ",%d", i % 10);
        snprintf(document + size, sizeof document - (size_t)size, "]}}");
        read_run(&r, document);
        assert_int_equal(r.status, past ? KILN_INVALID : KILN_OK);
        assert_string_equal(
            printed(&r), past ? "1:49: error: /depths_nm/B: 100001 items given, the bound is "
                                "0 to 100000 items\n  mend: give 0 to 100000 items\n"
                              : "");
        kiln_arena_free(&r.arena);
    }
}

/* Goal: whole numbers are taken up to 2^53 - 1 and refused beyond, where doubles skip some.
 * Why: 9007199254740993 would be stored as another number. */
static void whole_numbers_stop_where_doubles_skip(void **state)
{
    static const struct {
        const char *text;
        int64_t value; /* KILN_ABSENT_INTEGER: refused */
    } WHOLE[] = {
        {"0", 0},
        {"-0", 0},
        {"1e3", 1000},
        {"2.0", 2},
        {"9007199254740991", INT64_C(9007199254740991)},
        {"-9007199254740991", -INT64_C(9007199254740991)},
        {"9007199254740992", KILN_ABSENT_INTEGER},
        {"9007199254740993", KILN_ABSENT_INTEGER},
        {"-9007199254740992", KILN_ABSENT_INTEGER},
        {"1e308", KILN_ABSENT_INTEGER},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WHOLE / sizeof WHOLE[0]; i++) {
        kiln_arena arena;
        kiln_json *root = NULL;
        kiln_diag diag;
        example_row row;
        char document[128];
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        snprintf(document, sizeof document,
                 "{\"run_id\":\"r\",\"dopant\":\"B\",\"temp_celsius\":900,\"slot\":%s}",
                 WHOLE[i].text);
        assert_int_equal(kiln_json_read(document, strlen(document), NULL, &arena, &root, &diag),
                         KILN_OK);
        kiln_shape_read(&example_row_shape, root, &arena, &row, &diag);
        assert_true(row.slot == WHOLE[i].value);
        if (WHOLE[i].value == KILN_ABSENT_INTEGER)
            assert_string_equal(diag.issue[0].bound, "-9007199254740991..9007199254740991");
        kiln_arena_free(&arena);
    }
}

/* Goal: a number that a program put into a tree, without text, is shown as its value. Why:
 * sweeps and overrides build trees, and their faults are told the same way. */
static void a_number_without_text_is_shown(void **state)
{
    kiln_arena arena;
    kiln_diag diag;
    example_run run;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    kiln_json *object = kiln_json_new(&arena, KILN_JSON_OBJECT, KILN_JSON_DOCUMENT);
    kiln_json *value = kiln_json_new_number(&arena, 0.1, KILN_JSON_DOCUMENT);
    assert_int_equal(kiln_json_add(&arena, object, "temp_c", value), KILN_OK);
    kiln_shape_read(&example_run_shape, object, &arena, &run, &diag);
    assert_string_equal(diag.issue[0].pointer, "/temp_c");
    assert_string_equal(diag.issue[0].message, "0.1 C is outside 300..1400 C");
    kiln_arena_free(&arena);
}

/* Goal: of more than twenty faults the first twenty are told and the rest counted. Why: a file
 * of another kind has thousands. */
static void the_twentieth_fault_is_the_last_told(void **state)
{
    (void)state;
    for (int faults = 20; faults <= 22; faults++) {
        char document[1024];
        reading r;
        int size = snprintf(document, sizeof document,
                            "{\"name\": \"a\", \"temp_c\": 900, \"tags\": [");
        for (int i = 1; i < faults; i++)
            size += snprintf(document + size, sizeof document - (size_t)size, "%d, ", i);
        snprintf(document + size, sizeof document - (size_t)size, "0], \"dopant\": \"boro\"}");
        read_run(&r, document);
        assert_int_equal(r.diag.count, 20);
        assert_int_equal(r.diag.errors, faults + 1); /* and a word, past the twentieth */
        assert_int_equal(r.diag.dropped, faults + 1 - 20);
        assert_string_equal(r.diag.issue[19].pointer, "/tags/19");
        kiln_arena_free(&r.arena);
    }
}

/* Goal: a text that is too long to show is cut between characters, quotes and all. Why: the
 * message goes into JSON and onto terminals. */
static void a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t before = 0; before < 4; before++) {
        char document[512] = "{\"name\": \"a\", \"temp_c\": \"";
        reading r;
        for (size_t i = 0; i < before; i++)
            strcat(document, "x");
        for (size_t i = 0; i < 60; i++)
            strcat(document, "\xE2\x82\xAC");
        strcat(document, "\"}");
        read_run(&r, document);
        const char *given = r.diag.issue[0].given;
        const size_t size = strlen(given);
        assert_true(size >= 59 && size < sizeof r.diag.issue[0].given);
        assert_int_equal((size - strlen("\"\"...") - before) % 3, 0);
        assert_string_equal(given + size - 7, "\xE2\x82\xAC...\"");
        kiln_arena_free(&r.arena);
    }
}

static kiln_json *object_of(kiln_arena *arena, kiln_json_origin origin,
                            const char *const member[][2])
{
    kiln_json *object = kiln_json_new(arena, KILN_JSON_OBJECT, origin);
    for (size_t i = 0; member[i][0]; i++) {
        kiln_json *value =
            kiln_json_new_text(arena, member[i][1], strlen(member[i][1]), origin);
        value->line = origin == KILN_JSON_ROW ? 7 : 0;
        value->column = origin == KILN_JSON_ROW ? (uint32_t)(10 * i + 1) : 0;
        assert_int_equal(kiln_json_add(arena, object, member[i][0], value), KILN_OK);
    }
    object->line = origin == KILN_JSON_ROW ? 7 : 0;
    object->column = origin == KILN_JSON_ROW ? 1 : 0;
    return object;
}

/* Goal: flags and cells are text that is read by the field's kind, as people and spreadsheets
 * write it. Why: neither has types. */
static void flags_and_rows_are_read_by_kind(void **state)
{
    static const char *const MEMBER[][2] = {
        {"run_id", "7"},           {"dopant", "B"},
        {"temp_celsius", "+950."}, {"time_minutes", "0030"},
        {"slot", " 3 "},           {"exclude", "TRUE"},
        {"within", "0"},           {"surface_conc", "solubility"},
        {"comment", "true"},       {NULL, NULL}};
    (void)state;
    for (int origin = KILN_JSON_FLAGS; origin <= KILN_JSON_ROW; origin++) {
        kiln_arena arena;
        kiln_diag diag;
        example_row row;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        const kiln_json *object = object_of(&arena, (kiln_json_origin)origin, MEMBER);
        assert_int_equal(kiln_shape_read(&example_row_shape, object, &arena, &row, &diag),
                         KILN_OK);
        assert_string_equal(row.run_id, "7");
        assert_int_equal(row.dopant, EXAMPLE_BORON);
        assert_true(row.temp_celsius == 950 && row.time_minutes == 30);
        assert_true(row.slot == 3);
        assert_true(row.exclude);
        assert_int_equal(row.within, 0);
        assert_int_equal(row.surface_conc.choice, EXAMPLE_SOLUBILITY);
        assert_string_equal(row.comment, "true");
        kiln_arena_free(&arena);
    }
}

static const char *read_row(kiln_arena *arena, kiln_json_origin origin,
                            const char *const member[][2])
{
    kiln_diag diag;
    example_row row;
    kiln_text text;
    kiln_diag_init(&diag, NULL);
    kiln_shape_read(&example_row_shape, object_of(arena, origin, member), arena, &row, &diag);
    kiln_text_init(&text, arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_diag_print(&diag, &sink);
    return text.data ? text.data : "";
}

/* Goal: a fault in a flag names the flag, one in a row the column and its place. Why: an error
 * speaks the language of the input. */
static void faults_speak_the_language_of_the_input(void **state)
{
    static const char *const MEMBER[][2] = {
        {"dopant", "boro"}, {"temp_celsius", "hot"},    {"time_minutes", "0"},
        {"exclude", "yes"}, {"surface_conc", "2e20 x"}, {"pressure", "1"},
        {NULL, NULL}};
    kiln_arena arena;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_string_equal(read_row(&arena, KILN_JSON_FLAGS, MEMBER),
                        "error: --dopant: \"boro\" is not a known dopant\n"
                        "  mend: did you mean \"boron\"?\n"
                        "error: --temp-celsius: hot is a text, not a number\n"
                        "  mend: give a number, 300..1400 C\n"
                        "error: --time-minutes: 0 min is not > 0 and <= 10000 min\n"
                        "  mend: give a value > 0 and <= 10000 min\n"
                        "error: --exclude: yes is a text, not true or false\n"
                        "  mend: give true or false\n"
                        "error: --surface-conc: \"2e20 x\" is not a known concentration\n"
                        "  mend: give "
                        "solubility or 1e10..5e22"
                        "\n"
                        "error: --pressure: row has no field \"pressure\"\n"
                        "  mend: its fields are run_id, dopant, temp_celsius, time_minutes, "
                        "surface_conc, slot, exclude, within, comment\n"
                        "error: --run-id: run_id is missing\n"
                        "  mend: give a text, 1 to 40 bytes: the run\n");
    assert_string_equal(read_row(&arena, KILN_JSON_ROW, MEMBER),
                        "7:1: error: dopant: \"boro\" is not a known dopant\n"
                        "  mend: did you mean \"boron\"?\n"
                        "7:11: error: temp_celsius: hot is a text, not a number\n"
                        "  mend: give a number, 300..1400 C\n"
                        "7:21: error: time_minutes: 0 min is not > 0 and <= 10000 min\n"
                        "  mend: give a value > 0 and <= 10000 min\n"
                        "7:31: error: exclude: yes is a text, not true or false\n"
                        "  mend: give true or false\n"
                        "7:41: error: surface_conc: \"2e20 x\" is not a known concentration\n"
                        "  mend: give "
                        "solubility or 1e10..5e22"
                        "\n"
                        "7:51: error: pressure: row has no field \"pressure\"\n"
                        "  mend: its fields are run_id, dopant, temp_celsius, time_minutes, "
                        "surface_conc, slot, exclude, within, comment\n"
                        "7:1: error: run_id: run_id is missing\n"
                        "  mend: give a text, 1 to 40 bytes: the run\n");
    kiln_arena_free(&arena);
}

/* Goal: NaN, infinities and numbers past a double's range never come in, by any way. Why: a
 * result that is not finite is an error, and so is an input. */
static void what_is_not_finite_never_comes_in(void **state)
{
    static const char *const TEXT[] = {"nan",   "NaN",  "inf", "-Infinity",
                                       "1e999", "0x10", "1,5"};
    (void)state;
    for (size_t i = 0; i < sizeof TEXT / sizeof TEXT[0]; i++) {
        const char *const member[][2] = {
            {"run_id", "r"}, {"dopant", "B"}, {"temp_celsius", TEXT[i]}, {NULL, NULL}};
        kiln_arena arena;
        kiln_diag diag;
        example_row row;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        assert_int_equal(kiln_shape_read(&example_row_shape,
                                         object_of(&arena, KILN_JSON_ROW, member), &arena, &row,
                                         &diag),
                         KILN_INVALID);
        assert_int_equal(diag.errors, 1);
        assert_string_equal(diag.issue[0].pointer, "temp_celsius");
        assert_true(isnan(row.temp_celsius));
        kiln_arena_free(&arena);
    }
}

/* Goal: so for a field without bounds and one that is open above. Why: nothing else stops an
 * infinity there. */
static void an_open_bound_is_still_finite(void **state)
{
    static const kiln_field OPEN[] = {
        {.name = "x", .kind = KILN_KIND_NUMBER, .doc = "any"},
        {.name = "x", .kind = KILN_KIND_NUMBER, .min = 0, .max = INFINITY, .doc = "above"},
        {.name = "x", .kind = KILN_KIND_NUMBER, .min = -INFINITY, .max = 0, .doc = "below"},
    };
    static const char *const TEXT[] = {"1e999", "-1e999"};
    (void)state;
    for (size_t i = 0; i < sizeof OPEN / sizeof OPEN[0]; i++) {
        for (size_t k = 0; k < sizeof TEXT / sizeof TEXT[0]; k++) {
            const kiln_shape shape = {
                .name = "s", .doc = "", .size = sizeof(double), .count = 1, .field = &OPEN[i]};
            const char *const member[][2] = {{"x", TEXT[k]}, {NULL, NULL}};
            kiln_arena arena;
            double value;
            kiln_arena_init(&arena, 0, (kiln_allocator){0});
            assert_int_equal(kiln_shape_read(&shape, object_of(&arena, KILN_JSON_FLAGS, member),
                                             &arena, &value, NULL),
                             KILN_INVALID);
            assert_true(isnan(value));
            kiln_arena_free(&arena);
        }
    }
}

/* Goal: whichever allocation fails, the reading ends with KILN_NO_MEMORY, says so once, leaves
 * the object absent and the arena frees everything. Why: every allocation can fail. (In the
 * sanitizers' build each object is an allocation; here it is each chunk.) */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t fail_at = 1;; fail_at++) {
        counting_allocator counting = {.fail_at = fail_at};
        reading r;
        read_with(&r, EXAMPLE_FULL, counting_allocator_hooks(&counting));
        const bool done = counting.calls < fail_at;
        assert_int_equal(r.status, done ? KILN_OK : KILN_NO_MEMORY);
        assert_int_equal(r.diag.count, done ? 0 : 1);
        if (!done)
            assert_int_equal(r.diag.issue[0].status, KILN_NO_MEMORY);
        kiln_arena_free(&r.arena);
        assert_int_equal(counting.live, 0);
        if (done)
            break;
    }
}

/* Goal: the same with an allocation an object whatever the build: the arena's limit is moved up
 * byte by byte instead. Why: each of the reader's own allocations must be seen to fail. */
static void memory_may_end_at_any_byte(void **state)
{
    (void)state;
    kiln_arena tree_arena;
    kiln_json *root = NULL;
    kiln_diag diag;
    kiln_arena_init(&tree_arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    assert_int_equal(
        kiln_json_read(EXAMPLE_FULL, strlen(EXAMPLE_FULL), NULL, &tree_arena, &root, &diag),
        KILN_OK);
    size_t failures = 0;
    for (size_t limit = 1;; limit += 8) {
        counting_allocator counting = {0};
        kiln_arena arena;
        example_run run;
        kiln_diag_init(&diag, NULL);
        kiln_arena_init(&arena, limit, counting_allocator_hooks(&counting));
        const kiln_status status =
            kiln_shape_read(&example_run_shape, root, &arena, &run, &diag);
        kiln_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (status == KILN_OK)
            break;
        failures++;
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_int_equal(diag.errors, 1);
        assert_all_absent(&run);
    }
    assert_true(failures > 20); /* the example's values take some hundred bytes */
    kiln_arena_free(&tree_arena);
}

/* Goal: a hundred thousand unknown keys are all counted, at a small multiple of what it costs
 * to read their text. Why: past the twentieth fault nearest names are not looked for; 50 MB of
 * keys kept the reader busy for 20 s when they were. */
static void many_faults_cost_little(void **state)
{
    enum { KEYS = 100000, TIMES_THE_TEXT = 5 };
    kiln_arena arena;
    kiln_diag diag;
    kiln_json *root = NULL;
    kiln_text text;
    example_run run;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    for (int i = 0; i < KEYS; i++) /* as long as names are looked for */
        kiln_putf(&sink, "%c\"a_key_as_long_as_nearest_names_are_looked_for_%017d\": 1",
                  i ? ',' : '{', i);
    kiln_puts(&sink, "}");
    const clock_t start = clock();
    assert_int_equal(kiln_json_read(text.data, text.size, NULL, &arena, &root, &diag), KILN_OK);
    const clock_t read = clock();
    assert_int_equal(kiln_shape_read(&example_run_shape, root, &arena, &run, &diag),
                     KILN_INVALID);
    const clock_t told = clock();
    assert_int_equal(diag.count, 20);
    assert_int_equal(diag.errors, KEYS + 2); /* name and temp_c are missing too */
    assert_true(told - read < TIMES_THE_TEXT * (read - start));
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read),
        cmocka_unit_test(init_gives_defaults_and_absence),
        cmocka_unit_test(what_is_not_given_is_absent),
        cmocka_unit_test(limits_hold_and_are_told),
        cmocka_unit_test(whole_numbers_stop_where_doubles_skip),
        cmocka_unit_test(a_number_without_text_is_shown),
        cmocka_unit_test(the_twentieth_fault_is_the_last_told),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(flags_and_rows_are_read_by_kind),
        cmocka_unit_test(faults_speak_the_language_of_the_input),
        cmocka_unit_test(what_is_not_finite_never_comes_in),
        cmocka_unit_test(an_open_bound_is_still_finite),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(memory_may_end_at_any_byte),
        cmocka_unit_test(many_faults_cost_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
