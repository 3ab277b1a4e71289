/* Diagnostics: the list and its limit, whole characters, and what people get to read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"

#include <stdio.h>
#include <string.h>

static kiln_status add(kiln_diag *diag, kiln_severity severity, const char *message)
{
    kiln_issue issue = {.severity = severity,
                        .status = severity == KILN_SEVERITY_ERROR ? KILN_INVALID : KILN_OK};
    snprintf(issue.message, sizeof issue.message, "%s", message);
    return kiln_diag_add(diag, &issue);
}

static kiln_status add_number(kiln_diag *diag, kiln_severity severity, int number)
{
    char message[16];
    snprintf(message, sizeof message, "%d", number);
    return add(diag, severity, message);
}

/* Goal: twenty issues fit; the next are counted, not kept, and the first ones stay. Why: a
 * thousand faults must neither allocate nor hide the first. */
static void the_list_is_bounded(void **state)
{
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, NULL);
    for (int i = 0; i < KILN_DIAG_MAX; i++) {
        assert_false(kiln_diag_full(&diag));
        assert_int_equal(add_number(&diag, KILN_SEVERITY_ERROR, i), KILN_INVALID);
    }
    assert_int_equal(diag.count, 20);
    assert_int_equal(diag.dropped, 0);
    assert_true(kiln_diag_full(&diag));
    add_number(&diag, KILN_SEVERITY_ERROR, 20);
    add_number(&diag, KILN_SEVERITY_WARNING, 21);
    assert_int_equal(diag.count, 20);
    assert_int_equal(diag.errors, 21);
    assert_int_equal(diag.dropped, 2);
    assert_string_equal(diag.issue[0].message, "0");
    assert_string_equal(diag.issue[19].message, "19");
}

/* Goal: in a full list an error takes the place of the last warning, the rest stay in order,
 * and of errors none is lost while there are warnings. Why: a warning must not hide why a run
 * was refused. */
static void errors_displace_warnings(void **state)
{
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, NULL);
    for (int i = 0; i < KILN_DIAG_MAX; i++)
        add_number(&diag, i % 2 ? KILN_SEVERITY_WARNING : KILN_SEVERITY_ERROR, i);
    assert_false(kiln_diag_full(&diag));
    add_number(&diag, KILN_SEVERITY_ERROR, 100);
    assert_int_equal(diag.count, 20);
    assert_int_equal(diag.dropped, 1);
    assert_string_equal(diag.issue[17].message, "17");
    assert_string_equal(diag.issue[18].message, "18");
    assert_string_equal(diag.issue[19].message, "100");
    for (int i = 101; i < 110; i++)
        add_number(&diag, KILN_SEVERITY_ERROR, i);
    assert_int_equal(diag.errors, 20);
    assert_true(kiln_diag_full(&diag));
    for (size_t i = 0; i < diag.count; i++)
        assert_int_equal(diag.issue[i].severity, KILN_SEVERITY_ERROR);
    assert_string_equal(diag.issue[9].message, "18");
    assert_string_equal(diag.issue[10].message, "100");
}

/* Goal: the status is that of the first error, warnings never fail anything. Why: it becomes
 * the exit code. */
static void the_first_error_gives_the_status(void **state)
{
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, NULL);
    assert_int_equal(kiln_diag_status(&diag), KILN_OK);
    kiln_warn(&diag, "/steps/0", "lower it", "outside the %s range", "fitted");
    assert_int_equal(kiln_diag_status(&diag), KILN_OK);
    assert_int_equal(kiln_fail(&diag, KILN_UNSUPPORTED, "/steps/1", "not simulated"),
                     KILN_UNSUPPORTED);
    assert_int_equal(kiln_fail(&diag, KILN_INVALID, NULL, "%d of %d", 2, 3), KILN_INVALID);
    assert_int_equal(kiln_diag_status(&diag), KILN_UNSUPPORTED);
    assert_string_equal(diag.issue[0].message, "outside the fitted range");
    assert_string_equal(diag.issue[0].mend, "lower it");
    assert_int_equal(diag.issue[0].severity, KILN_SEVERITY_WARNING);
    assert_string_equal(diag.issue[1].pointer, "/steps/1");
    assert_string_equal(diag.issue[2].pointer, "");
    assert_string_equal(diag.issue[2].message, "2 of 3");
}

/* Goal: without a diag the status still comes back, and it counts as full. Why: callers may not
 * care for words. */
static void no_diag_is_no_trouble(void **state)
{
    (void)state;
    assert_int_equal(add(NULL, KILN_SEVERITY_ERROR, "x"), KILN_INVALID);
    assert_int_equal(kiln_fail(NULL, KILN_LIMIT, "", "x"), KILN_LIMIT);
    kiln_warn(NULL, "", "", "x");
    assert_true(kiln_diag_full(NULL));
}

/* Goal: a text that is too long ends with a whole character, whichever of its bytes the end of
 * the room falls on. Why: half a character makes JSON and terminals stumble. */
static void texts_are_cut_between_characters(void **state)
{
    static const char *const CHARACTER[] = {"a", "\xC2\xB0", "\xE2\x82\xAC",
                                            "\xF0\x9F\x94\xA5"};
    (void)state;
    for (size_t size = 1; size <= 4; size++) {
        for (size_t before = 0; before < 4; before++) {
            char text[400] = "";
            memset(text, 'x', before);
            while (strlen(text) + size < sizeof text)
                strncat(text, CHARACTER[size - 1], size);
            kiln_diag diag;
            kiln_diag_init(&diag, NULL);
            kiln_fail(&diag, KILN_INVALID, text, "%s", text);
            const kiln_issue *issue = &diag.issue[0];
            const size_t room = sizeof issue->message - 1;
            const size_t whole = before + (room - before) / size * size;
            assert_int_equal(strlen(issue->message), whole);
            assert_memory_equal(issue->message, text, whole);
            const size_t pointer_room = sizeof issue->pointer - 1;
            assert_int_equal(strlen(issue->pointer),
                             before + (pointer_room - before) / size * size);
        }
    }
}

/* Goal: a text of nothing but the rests of characters is not read beyond its start. Why: what
 * is cut may not be UTF-8 to begin with. */
static void text_that_is_no_utf8_is_cut_too(void **state)
{
    kiln_diag diag;
    kiln_issue issue = {.status = KILN_INVALID};
    (void)state;
    kiln_diag_init(&diag, NULL);
    memset(issue.unit, 0x80, sizeof issue.unit);
    kiln_diag_add(&diag, &issue);
    assert_int_equal(strlen(diag.issue[0].unit), sizeof issue.unit - 1);
}

/* Goal: a text that just fits keeps its last character; one without its NUL gets one. Why: the
 * cut must not take what is whole. */
static void a_text_that_fits_is_kept(void **state)
{
    kiln_diag diag;
    kiln_issue issue = {.status = KILN_INVALID};
    (void)state;
    kiln_diag_init(&diag, NULL);
    memset(issue.unit, 'u', sizeof issue.unit - 3);
    memcpy(issue.unit + sizeof issue.unit - 3, "\xC2\xB0", 3);
    memset(issue.given, 'g', sizeof issue.given); /* no NUL */
    kiln_diag_add(&diag, &issue);
    assert_int_equal(strlen(diag.issue[0].unit), sizeof issue.unit - 1);
    assert_memory_equal(diag.issue[0].unit + sizeof issue.unit - 3, "\xC2\xB0", 3);
    assert_int_equal(strlen(diag.issue[0].given), sizeof issue.given - 1);
}

/* Goal: the diag's source is stamped on issues that name none. Why: a reader of one file need
 * not know its name. */
static void the_source_is_stamped(void **state)
{
    kiln_diag diag;
    kiln_issue issue = {.status = KILN_INVALID, .source = "models.json"};
    (void)state;
    kiln_diag_init(&diag, "recipe.json");
    kiln_diag_add(&diag, &issue);
    issue.source = NULL;
    kiln_diag_add(&diag, &issue);
    assert_string_equal(diag.issue[0].source, "models.json");
    assert_string_equal(diag.issue[1].source, "recipe.json");
}

static void assert_printed(const kiln_diag *diag, const char *expected)
{
    kiln_arena arena;
    kiln_text text;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_diag_print(diag, &sink);
    assert_int_equal(sink.status, KILN_OK);
    assert_string_equal(text.data ? text.data : "", expected);
    kiln_arena_free(&arena);
}

/* Goal: an issue prints with file, place, severity, pointer, message and mend, each only when
 * it is there. Why: this is what people act on, and editors jump by file:line:column. */
static void issues_are_printed_for_people(void **state)
{
    static const kiln_issue ISSUE[] = {
        {.status = KILN_INVALID,
         .line = 7,
         .column = 31,
         .pointer = "/steps/1/temp_c",
         .message = "1500 C is outside 300..1400 C",
         .mend = "give a value of 300..1400 C"},
        {.severity = KILN_SEVERITY_WARNING, .message = "few points"},
        {.status = KILN_USAGE, .source = "", .pointer = "--temp-c", .message = "not known"},
    };
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, "recipe.json");
    kiln_diag_add(&diag, &ISSUE[0]);
    kiln_diag_add(&diag, &ISSUE[1]);
    assert_printed(&diag,
                   "recipe.json:7:31: error: /steps/1/temp_c: 1500 C is outside 300..1400 C\n"
                   "  mend: give a value of 300..1400 C\n"
                   "recipe.json: warning: few points\n");
    kiln_diag_init(&diag, NULL);
    assert_printed(&diag, "");
    kiln_issue plain = ISSUE[2];
    plain.source = NULL;
    kiln_diag_add(&diag, &plain);
    plain.line = 2;
    plain.column = 5;
    kiln_diag_add(&diag, &plain);
    assert_printed(&diag, "error: --temp-c: not known\n2:5: error: --temp-c: not known\n");
}

/* Goal: what was dropped is counted at the end. Why: twenty is not all. */
static void dropped_issues_are_counted_in_print(void **state)
{
    static char expected[4096];
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, NULL);
    for (int i = 0; i < KILN_DIAG_MAX + 3; i++)
        add(&diag, KILN_SEVERITY_ERROR, "x");
    for (int i = 0; i < KILN_DIAG_MAX; i++)
        strncat(expected, "error: x\n", sizeof expected - strlen(expected) - 1);
    strncat(expected, "and 3 more\n", sizeof expected - strlen(expected) - 1);
    assert_printed(&diag, expected);
}

/* Goal: control characters of both sets are shown as ?, other text as it is. Why: a file's text
 * must not be able to move the cursor of whoever reads the error. */
static void control_characters_do_not_reach_a_terminal(void **state)
{
    kiln_diag diag;
    (void)state;
    kiln_diag_init(&diag, "a\x1B[2Jb");
    kiln_fail(&diag, KILN_INVALID, "/\x7F",
              "5 \xC2\xB5m, \xC2\x9B"
              "31m, \xC2\xA0.\n\xC2");
    assert_printed(&diag, "a?[2Jb: error: /?: 5 \xC2\xB5m, ?31m, \xC2\xA0.?\xC2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_bounded),
        cmocka_unit_test(errors_displace_warnings),
        cmocka_unit_test(the_first_error_gives_the_status),
        cmocka_unit_test(no_diag_is_no_trouble),
        cmocka_unit_test(texts_are_cut_between_characters),
        cmocka_unit_test(text_that_is_no_utf8_is_cut_too),
        cmocka_unit_test(a_text_that_fits_is_kept),
        cmocka_unit_test(the_source_is_stamped),
        cmocka_unit_test(issues_are_printed_for_people),
        cmocka_unit_test(dropped_issues_are_counted_in_print),
        cmocka_unit_test(control_characters_do_not_reach_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
