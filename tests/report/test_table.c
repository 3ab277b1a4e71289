/* Tables: alignment, wrapping and escaping in each form, against tables written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/report/table.h"
#include "report/capture.h"
#include "report/gallery.h"

#include <math.h>
#include <string.h>

static const kiln_table_column COLUMN[] = {
    {.title = "Quantity"},
    {.title = "Value", .align = KILN_ALIGN_POINT},
    {.title = "Unit", .units = true},
    {.title = "Lower", .unit = "nm", .align = KILN_ALIGN_RIGHT},
    {.title = "Verdict"},
};
#define RULE_9  "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"
#define RULE_10 RULE_9 "\u2500"
enum { COLUMNS = sizeof COLUMN / sizeof COLUMN[0], ROWS = 4 };

static kiln_table sample(kiln_cell cell[ROWS * COLUMNS])
{
    const kiln_cell filled[ROWS * COLUMNS] = {
        kiln_cell_text("Junction depth"),
        kiln_cell_number(327.7, 4),
        kiln_cell_text("nm"),
        kiln_cell_number(280, 0),
        {.text = "outside the band", .tone = KILN_TONE_BAD},
        kiln_cell_text("Peak \u6d53\u5ea6"),
        kiln_cell_number(2e20, 3),
        kiln_cell_text("cm^-3"),
        kiln_cell_number(NAN, 0),
        {.text = "within", .tone = KILN_TONE_GOOD},
        kiln_cell_text("Shift"),
        kiln_cell_number(-0.0123, 3),
        kiln_cell_text("nm"),
        kiln_cell_number(-5, 0),
        kiln_cell_text(""),
        kiln_cell_text("Count"),
        kiln_cell_number(12345, 5),
        kiln_cell_text(NULL),
        kiln_cell_text("none"),
        kiln_cell_text("ok"),
    };
    memcpy(cell, filled, sizeof filled);
    return (kiln_table){"KPIs", COLUMNS, ROWS, COLUMN, cell};
}

static void assert_text(const kiln_table *table, size_t width, kiln_text_style style,
                        const char *wanted)
{
    capture out;
    capture_open(&out);
    assert_int_equal(kiln_table_write_text(table, width, style, &out.sink), KILN_OK);
    assert_string_equal(captured(&out), wanted);
    capture_close(&out);
}

/* Goal: decimal points stand under one another, wide characters count two, lines end without
 * blanks. Why: that is what makes a column of numbers readable. */
static void columns_line_up(void **state)
{
    kiln_cell cell[ROWS * COLUMNS];
    const kiln_table table = sample(cell);
    (void)state;
    assert_text(&table, 0, KILN_TEXT_PLAIN,
                "KPIs\n"
                "\n"
                "Quantity              Value  Unit   Lower  Verdict\n"
                "                                       nm\n" RULE_10 RULE_10 RULE_10 RULE_10
                    RULE_10 RULE_9 "\n"
                "Junction depth    327.7      nm       280  outside the band\n"
                "Peak \u6d53\u5ea6           2.00e20  cm^-3      \u2013  within\n"
                "Shift              -0.0123   nm        -5\n"
                "Count           12345                none  ok\n");
}

/* Goal: a width limit wraps text, the widest column first, and never a number. Why: half a
 * number is another number. */
static void text_wraps_and_numbers_do_not(void **state)
{
    kiln_cell cell[2 * 2];
    static const kiln_table_column column[] = {{.title = "Name"},
                                               {.title = "Dose", .align = KILN_ALIGN_RIGHT}};
    cell[0] = kiln_cell_text("a first name and a second");
    cell[1] = kiln_cell_number(1.23456789012e15, 12);
    cell[2] = kiln_cell_text("averylongwordwithoutblanks");
    cell[3] = kiln_cell_number(1, 0);
    const kiln_table table = {NULL, 2, 2, column, cell};
    (void)state;
    assert_text(&table, 32, KILN_TEXT_PLAIN,
                "Name                        Dose\n" RULE_10 RULE_10 RULE_10 "\u2500\u2500\n"
                "a first name    1234567890120000\n"
                "and a second\n"
                "averylongwordw                 1\n"
                "ithoutblanks\n");
}

/* Goal: colour only adds: without its sequences the coloured table is the plain one. Why: what
 * colour says must be in the words. */
static void colour_only_adds(void **state)
{
    kiln_cell cell[ROWS * COLUMNS];
    const kiln_table table = sample(cell);
    capture plain, coloured;
    char stripped[4096];
    size_t size = 0;
    (void)state;
    capture_open(&plain);
    capture_open(&coloured);
    kiln_table_write_text(&table, 40, KILN_TEXT_PLAIN, &plain.sink);
    kiln_table_write_text(&table, 40, KILN_TEXT_ANSI, &coloured.sink);
    assert_int_equal(occurrences(captured(&plain), "\x1b"), 0);
    assert_int_equal(occurrences(captured(&coloured), "\x1b[32mwithin\x1b[0m"), 1);
    for (const char *at = captured(&coloured); *at; at++) {
        if (*at == '\x1b')
            at += strcspn(at, "m");
        else
            stripped[size++] = *at;
    }
    stripped[size] = '\0';
    assert_string_equal(stripped, captured(&plain));
    capture_close(&plain);
    capture_close(&coloured);
}

static kiln_table hostile(kiln_cell cell[], kiln_table_column column[])
{
    for (size_t i = 0; i < HOSTILE_COUNT; i++)
        cell[2 * i] = cell[2 * i + 1] = kiln_cell_text(HOSTILE[i]);
    column[0] = (kiln_table_column){.title = HOSTILE[0], .unit = HOSTILE[1]};
    column[1] = (kiln_table_column){.title = HOSTILE[14], .unit = HOSTILE[11], .units = true};
    return (kiln_table){HOSTILE[6], 2, HOSTILE_COUNT, column, cell};
}

/* Goal: no text of a cell, header or caption reaches the output as control, markup or a column
 * of its own. Why: ids come from strangers, and terminals obey escape sequences. */
static void texts_cannot_break_out(void **state)
{
    kiln_cell cell[64];
    kiln_table_column column[2];
    assert_true(2 * HOSTILE_COUNT <= 64);
    const kiln_table table = hostile(cell, column);
    capture out;
    (void)state;
    for (size_t width = 0; width < 90; width += 11) {
        capture_open(&out);
        assert_int_equal(kiln_table_write_text(&table, width, KILN_TEXT_PLAIN, &out.sink),
                         KILN_OK);
        for (const char *at = captured(&out); *at; at++)
            assert_true((unsigned char)*at >= 0x20 || *at == '\n');
        assert_int_equal(occurrences(captured(&out), "\x7f"), 0);
        capture_close(&out);
    }
    capture_open(&out);
    assert_int_equal(kiln_table_write_html(&table, &out.sink), KILN_OK);
    assert_int_equal(occurrences(captured(&out), "<script"), 0);
    assert_int_equal(occurrences(captured(&out), "<img"), 0);
    assert_int_equal(occurrences(captured(&out), "<td"), 2 * HOSTILE_COUNT);
    capture_close(&out);
    capture_open(&out);
    assert_int_equal(kiln_table_write_markdown(&table, &out.sink), KILN_OK);
    size_t bars = 0;
    for (const char *at = captured(&out); *at; at++)
        bars += *at == '|' && at[-1] != '\\' ? 1 : 0;
    assert_int_equal(bars, 3 * (HOSTILE_COUNT + 2));
    assert_int_equal(occurrences(captured(&out), "\\<script\\>"), 6);
    capture_close(&out);
}

/* Goal: Markdown and HTML carry the same cells, exponents raised in HTML. Why: a report and a
 * terminal must not disagree. */
static void markup_forms_hold_the_same_cells(void **state)
{
    kiln_cell cell[ROWS * COLUMNS];
    const kiln_table table = sample(cell);
    capture out;
    (void)state;
    capture_open(&out);
    assert_int_equal(kiln_table_write_markdown(&table, &out.sink), KILN_OK);
    assert_string_equal(captured(&out),
                        "**KPIs**\n\n"
                        "| Quantity | Value | Unit | Lower (nm) | Verdict |\n"
                        "| --- | ---: | --- | ---: | --- |\n"
                        "| Junction depth | 327.7 | nm | 280 | outside the band |\n"
                        "| Peak \u6d53\u5ea6 | 2.00e20 | cm^-3 | \u2013 | within |\n"
                        "| Shift | -0.0123 | nm | -5 |  |\n"
                        "| Count | 12345 |  | none | ok |\n");
    capture_close(&out);
    capture_open(&out);
    assert_int_equal(kiln_table_write_html(&table, &out.sink), KILN_OK);
    const char *html = captured(&out);
    assert_int_equal(occurrences(html, "<caption>KPIs</caption>"), 1);
    assert_int_equal(occurrences(html, "\u00d7\u200910<sup>20</sup>"), 1);
    assert_int_equal(occurrences(html, "cm<sup>\u22123</sup>"), 1);
    assert_int_equal(occurrences(html, "\u22120<span"), 1);
    assert_int_equal(occurrences(html, "<td class=\"good\">within</td>"), 1);
    capture_close(&out);
}

/* Goal: tables without rows, titles or sense are written or refused as documented. Why: an
 * empty list is a result too. */
static void degenerate_tables_are_handled(void **state)
{
    static const kiln_table_column untitled[] = {{0}, {0}};
    static const kiln_table_column many[KILN_TABLE_COLUMNS_MAX + 1] = {{0}};
    const kiln_cell cell[] = {kiln_cell_text("a"), kiln_cell_text("b")};
    const struct {
        kiln_table table;
        kiln_status status;
        const char *text;
    } CASE[] = {
        {{.column_count = 2, .column = untitled}, KILN_OK, ""},
        {{.column_count = 2, .column = untitled, .row_count = 1, .cell = cell},
         KILN_OK,
         "a  b\n"},
        {{.column_count = KILN_TABLE_COLUMNS_MAX, .column = many}, KILN_OK, ""},
        {{.column_count = KILN_TABLE_COLUMNS_MAX + 1, .column = many}, KILN_LIMIT, ""},
        {{.column_count = 0, .column = untitled}, KILN_INVALID, ""},
        {{.column_count = 1}, KILN_INVALID, ""},
        {{.column_count = 1, .column = untitled, .row_count = 1}, KILN_INVALID, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        capture out;
        capture_open(&out);
        assert_int_equal(kiln_table_write_text(&CASE[i].table, 0, KILN_TEXT_PLAIN, &out.sink),
                         CASE[i].status);
        assert_string_equal(captured(&out), CASE[i].text);
        capture_close(&out);
        capture_open(&out);
        assert_int_equal(kiln_table_write_markdown(&CASE[i].table, &out.sink), CASE[i].status);
        assert_int_equal(kiln_table_write_html(&CASE[i].table, &out.sink), CASE[i].status);
        assert_true((out.text.size > 0) == (CASE[i].status == KILN_OK));
        capture_close(&out);
    }
}

typedef kiln_status writer(const kiln_table *table, kiln_sink *sink);

static kiln_status write_text(const kiln_table *table, kiln_sink *sink)
{
    return kiln_table_write_text(table, 40, KILN_TEXT_ANSI, sink);
}

/* Goal: wherever the output fails, the status is the sink's. Why: disks fill up. */
static void a_failing_sink_is_reported(void **state)
{
    static writer *const WRITER[] = {write_text, kiln_table_write_markdown,
                                     kiln_table_write_html};
    kiln_cell cell[ROWS * COLUMNS];
    const kiln_table table = sample(cell);
    (void)state;
    for (size_t w = 0; w < sizeof WRITER / sizeof WRITER[0]; w++) {
        capture out;
        capture_open(&out);
        assert_int_equal(WRITER[w](&table, &out.sink), KILN_OK);
        const size_t whole = out.text.size;
        capture_close(&out);
        for (size_t room = 0; room <= whole; room++) {
            short_sink taker = {room, 0};
            kiln_sink sink = short_sink_open(&taker);
            assert_int_equal(WRITER[w](&table, &sink), room < whole ? KILN_OUTPUT : KILN_OK);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(text_wraps_and_numbers_do_not),
        cmocka_unit_test(colour_only_adds),
        cmocka_unit_test(texts_cannot_break_out),
        cmocka_unit_test(markup_forms_hold_the_same_cells),
        cmocka_unit_test(degenerate_tables_are_handled),
        cmocka_unit_test(a_failing_sink_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
