/* Field tables, CSV: a header and rows out and in again, and each fault with its line and
 * column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/counting_allocator.h"
#include "base/example_shape.h"

#include <math.h>
#include <string.h>

static kiln_arena arena;
static kiln_diag diag;

static int set_up(void **state)
{
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiln_arena_free(&arena);
    return 0;
}

static const char *printed(void)
{
    kiln_text text;
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_diag_print(&diag, &sink);
    return text.data ? text.data : "";
}

/* A whole table in: up to `room` rows, those with faults left out. Returns how many were
 * sound. */
static size_t read_table(const char *table, example_row row[], size_t room)
{
    static kiln_csv csv;
    kiln_bytes bytes = {.data = table, .size = strlen(table)};
    kiln_csv_columns columns = {.count = 77};
    size_t sound = 0;
    assert_int_equal(kiln_csv_open(&csv, kiln_bytes_source(&bytes), &arena, &diag), KILN_OK);
    assert_int_equal(kiln_csv_next(&csv, &diag), KILN_OK);
    if (kiln_shape_csv_columns(&example_row_shape, &csv, &columns, &diag) != KILN_OK) {
        assert_int_equal(columns.count, 77);
        return 0;
    }
    while (sound < room) {
        kiln_json *tree;
        if (kiln_csv_next(&csv, &diag) != KILN_OK)
            continue;
        if (!csv.count)
            break;
        if (kiln_shape_csv_tree(&columns, &csv, &arena, &tree, &diag) == KILN_OK &&
            kiln_shape_read(&example_row_shape, tree, &arena, &row[sound], &diag) == KILN_OK)
            sound++;
    }
    return sound;
}

static const char *table_of(const example_row row[], size_t count, kiln_status *status)
{
    kiln_text text;
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_shape_csv_header(&example_row_shape, &sink);
    for (size_t i = 0; i < count; i++)
        kiln_shape_csv_row(&example_row_shape, &row[i], &sink);
    *status = sink.status;
    return text.data;
}

static example_row init_row(void)
{
    example_row row;
    assert_int_equal(kiln_shape_init(&example_row_shape, &arena, &row), KILN_OK);
    row.run_id = "R-1";
    row.dopant = EXAMPLE_BORON;
    row.temp_celsius = 950;
    return row;
}

#define HEADER \
    "run_id,dopant,temp_celsius,time_minutes,surface_conc,slot,exclude,within,comment\n"

/* Goal: scalar fields are the columns, in table order; absent and unknown are empty cells, an
 * empty text is quoted, numbers are shortest. Why: existing files are read by column, and
 * others read ours. */
static void rows_are_written_in_table_order(void **state)
{
    kiln_status status;
    example_row row[3] = {init_row(), init_row(), init_row()};
    (void)state;
    row[1] = (example_row){.run_id = "a,\"b\"",
                           .dopant = EXAMPLE_ARSENIC,
                           .temp_celsius = 0.1,
                           .time_minutes = 1e-7,
                           .surface_conc = {2e20, KILN_ABSENT_CHOICE},
                           .slot = -3,
                           .exclude = true,
                           .within = 1,
                           .comment = "=1+1"};
    row[2].surface_conc.choice = EXAMPLE_SOLUBILITY;
    row[2].within = 0;
    row[2].comment = "";
    assert_string_equal(table_of(row, 3, &status),
                        HEADER "R-1,boron,950,30,,,false,,\n"
                               "\"a,\"\"b\"\"\",arsenic,0.1,1e-7,2e20,-3,true,true,'=1+1\n"
                               "R-1,boron,950,30,solubility,,false,false,\"\"\n");
    assert_int_equal(status, KILN_OK);
}

/* Goal: lists, objects, maps and variants have no column. Why: a table is of scalars; the rest
 * is in the JSON. */
static void what_is_no_scalar_has_no_column(void **state)
{
    kiln_text text;
    example_run run;
    (void)state;
    assert_int_equal(kiln_shape_init(&example_run_shape, &arena, &run), KILN_OK);
    run.temp_c = 900;
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_shape_csv_header(&example_run_shape, &sink);
    kiln_shape_csv_row(&example_run_shape, &run, &sink);
    assert_string_equal(text.data, "run_id,name,remark,temp_c,time_min,wafers,dry_run,within,"
                                   "dopant,plane,surface_conc_cm3\n"
                                   ",,,900,30,25,false,,,100,\n");
}

/* Goal: what is written reads back equal, absent as absent. Why: a result table is the next
 * run's input. */
static void what_is_written_reads_back_equal(void **state)
{
    kiln_status status;
    example_row row[2] = {init_row(), init_row()}, back[2];
    (void)state;
    row[0].surface_conc = (kiln_number_or_choice){1.0 / 3 * 1e20, KILN_ABSENT_CHOICE};
    row[0].slot = 149;
    row[0].within = 1;
    row[0].comment = "5 \xC2\xB5m, \"thick\"\nsecond line";
    row[1].exclude = true;
    row[1].comment = "";
    const char *table = table_of(row, 2, &status);
    assert_int_equal(read_table(table, back, 2), 2);
    assert_string_equal(printed(), "");
    assert_string_equal(back[0].run_id, "R-1");
    assert_int_equal(back[0].dopant, EXAMPLE_BORON);
    assert_true(back[0].temp_celsius == 950 && back[0].time_minutes == 30);
    assert_true(back[0].surface_conc.number == row[0].surface_conc.number);
    assert_true(back[0].slot == 149);
    assert_false(back[0].exclude);
    assert_int_equal(back[0].within, 1);
    assert_string_equal(back[0].comment, row[0].comment);
    assert_true(isnan(back[1].surface_conc.number));
    assert_int_equal(back[1].surface_conc.choice, KILN_ABSENT_CHOICE);
    assert_true(back[1].slot == KILN_ABSENT_INTEGER);
    assert_true(back[1].exclude);
    assert_int_equal(back[1].within, -1);
    assert_string_equal(back[1].comment, "");
}

/* Goal: columns may stand in any order and may be left out when they are not required; a
 * program that quotes every cell is understood. Why: files come from many hands. */
static void columns_come_in_any_order(void **state)
{
    example_row row[2];
    (void)state;
    assert_int_equal(
        read_table("\"temp_celsius\",\"comment\",\"dopant\",\"run_id\",\"slot\"\r\n"
                   "\"900\",\"\",\"P\",\"A\",\"\"\r\n\r\n"
                   "\" 950 \",\"x\",\"boron\",\"B\",\"7\"",
                   row, 2),
        2);
    assert_string_equal(printed(), "");
    assert_string_equal(row[0].run_id, "A");
    assert_int_equal(row[0].dopant, EXAMPLE_PHOSPHORUS);
    assert_string_equal(row[0].comment, "");
    assert_true(row[0].slot == KILN_ABSENT_INTEGER && row[0].time_minutes == 30);
    assert_true(row[1].temp_celsius == 950 && row[1].slot == 7);
}

/* Goal: unknown, repeated and missing columns are all told at once, each with its place, and
 * the columns are left untouched. Why: a header is mended once. */
static void header_faults_come_at_once(void **state)
{
    example_row row[1];
    (void)state;
    assert_int_equal(read_table("dopant,temperature,qqq,\"dopant\",zones_c\nx\n", row, 1), 0);
    assert_string_equal(printed(),
                        "1:8: error: temperature: this column is not known\n"
                        "  mend: did you mean \"temp_celsius\", in C?\n"
                        "1:20: error: qqq: this column is not known\n"
                        "  mend: the columns are run_id, dopant, temp_celsius, time_minutes, "
                        "surface_conc, slot, exclude, within, comment\n"
                        "1:24: error: dopant: this column is given twice\n"
                        "  mend: keep one of them\n"
                        "1:33: error: zones_c: this column is not known\n"
                        "  mend: the columns are run_id, dopant, temp_celsius, time_minutes, "
                        "surface_conc, slot, exclude, within, comment\n"
                        "1:1: error: run_id: the column run_id is missing\n"
                        "  mend: add it to the header: the run\n"
                        "1:1: error: temp_celsius: the column temp_celsius is missing\n"
                        "  mend: add it to the header: temperature\n");
    assert_int_equal(kiln_diag_status(&diag), KILN_INVALID);
}

/* Goal: an empty file is refused in words. Why: it is what a failed export leaves. */
static void an_empty_file_has_no_header(void **state)
{
    static kiln_csv csv;
    kiln_csv_columns columns = {.count = 77};
    (void)state;
    assert_int_equal(kiln_shape_csv_columns(&example_row_shape, &csv, &columns, &diag),
                     KILN_INVALID);
    assert_string_equal(printed(), "error: the file is empty: it has no header row\n");
    assert_int_equal(columns.count, 77);
}

/* Goal: faults in rows name line, column and the column's name, all of a row's at once, and the
 * rows that are sound are read on. Why: one bad row of ten thousand must not stop a batch. */
static void row_faults_do_not_stop_the_rest(void **state)
{
    example_row row[4];
    (void)state;
    assert_int_equal(read_table("run_id,dopant,temp_celsius,exclude\n"
                                "A,boron,900,\n"
                                "B,boro,2000,maybe\n"
                                "C,boron\n"
                                "D,boron,900,true,extra\n"
                                ",boron,900,\n"
                                "\"\",boron,900,\n"
                                "E,\"line\nbreak\",nan,1\n"
                                "F,As,900,0\n",
                                row, 4),
                     2);
    assert_string_equal(row[0].run_id, "A");
    assert_string_equal(row[1].run_id, "F");
    assert_string_equal(printed(), "3:3: error: dopant: \"boro\" is not a known dopant\n"
                                   "  mend: did you mean \"boron\"?\n"
                                   "3:8: error: temp_celsius: 2000 C is outside 300..1400 C\n"
                                   "  mend: give a value of 300..1400 C\n"
                                   "3:13: error: exclude: maybe is a text, not true or false\n"
                                   "  mend: give true or false\n"
                                   "4:3: error: the row has 2 cells, the header 4\n"
                                   "  mend: add the missing commas\n"
                                   "5:18: error: the row has 5 cells, the header 4\n"
                                   "  mend: put a cell that holds a comma in quotes\n"
                                   "6:1: error: run_id: run_id is missing\n"
                                   "  mend: give a text, 1 to 40 bytes: the run\n"
                                   "7:1: error: run_id: run_id is missing\n"
                                   "  mend: give a text, 1 to 40 bytes: the run\n"
                                   "8:3: error: dopant: \"line?break\" is not a known dopant\n"
                                   "  mend: give one of boron, phosphorus, arsenic\n"
                                   "9:8: error: temp_celsius: nan is a text, not a number\n"
                                   "  mend: give a number, 300..1400 C\n");
}

/* Goal: given and bound of a wrong number of cells are there for programs. Why: problem+json
 * carries them. */
static void a_wrong_count_carries_both_numbers(void **state)
{
    example_row row[1];
    (void)state;
    assert_int_equal(read_table("run_id,dopant,temp_celsius\nA,B\n", row, 1), 0);
    assert_string_equal(diag.issue[0].given, "2 cells");
    assert_string_equal(diag.issue[0].bound, "3 cells");
}

/* Goal: values that no cell could have given make the writing fail. Why: a table with "inf" or
 * a hole reads as data. */
static void unsound_values_do_not_come_out(void **state)
{
    kiln_status status;
    example_row row[5] = {init_row(), init_row(), init_row(), init_row(), init_row()};
    (void)state;
    row[0].temp_celsius = HUGE_VAL;
    row[1].surface_conc = (kiln_number_or_choice){-HUGE_VAL, KILN_ABSENT_CHOICE};
    row[2].surface_conc.choice = 1;
    row[3].dopant = EXAMPLE_DOPANT_COUNT;
    row[4].dopant = -7;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        table_of(&row[i], 1, &status);
        assert_int_equal(status, KILN_INTERNAL);
    }
}

/* Goal: when memory ends within a row, that is what is said, and the tree is untouched. Why:
 * every allocation can fail. */
static void memory_may_end_within_a_row(void **state)
{
    static const char TABLE[] = "run_id,dopant,temp_celsius\nA,B,900\n";
    static kiln_csv csv;
    kiln_bytes bytes = {.data = TABLE, .size = sizeof TABLE - 1};
    kiln_csv_columns columns;
    size_t failures = 0;
    (void)state;
    assert_int_equal(kiln_csv_open(&csv, kiln_bytes_source(&bytes), &arena, &diag), KILN_OK);
    assert_int_equal(kiln_csv_next(&csv, &diag), KILN_OK);
    assert_int_equal(kiln_shape_csv_columns(&example_row_shape, &csv, &columns, &diag),
                     KILN_OK);
    assert_int_equal(kiln_csv_next(&csv, &diag), KILN_OK);
    for (size_t limit = 1;; limit += 8) {
        counting_allocator counting = {0};
        kiln_arena small;
        kiln_json *tree = NULL;
        kiln_diag_init(&diag, NULL);
        kiln_arena_init(&small, limit, counting_allocator_hooks(&counting));
        const kiln_status status = kiln_shape_csv_tree(&columns, &csv, &small, &tree, &diag);
        kiln_arena_free(&small);
        assert_int_equal(counting.live, 0);
        if (status == KILN_OK)
            break;
        failures++;
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_int_equal(diag.count, 1);
        assert_null(tree);
    }
    assert_true(failures > 20);
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ARENA(rows_are_written_in_table_order),
        IN_ARENA(what_is_no_scalar_has_no_column),
        IN_ARENA(what_is_written_reads_back_equal),
        IN_ARENA(columns_come_in_any_order),
        IN_ARENA(header_faults_come_at_once),
        IN_ARENA(an_empty_file_has_no_header),
        IN_ARENA(row_faults_do_not_stop_the_rest),
        IN_ARENA(a_wrong_count_carries_both_numbers),
        IN_ARENA(unsound_values_do_not_come_out),
        IN_ARENA(memory_may_end_within_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
