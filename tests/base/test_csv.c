/* CSV in, with places and faults, in pieces of any size; cells out. */
#include "kiln/base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A source that gives at most `piece` bytes a call, and may fail after so many. */
typedef struct pieces {
    const char *data;
    size_t size, at, piece, fail_after;
} pieces;

static kiln_status pieces_read(void *context, char *data, size_t size, size_t *got)
{
    pieces *source = context;
    if (source->at >= source->fail_after)
        return KILN_UNAVAILABLE;
    size_t taken = source->size - source->at;
    taken = taken < size ? taken : size;
    taken = taken < source->piece ? taken : source->piece;
    memcpy(data, source->data + source->at, taken);
    source->at += taken;
    *got = taken;
    return KILN_OK;
}

typedef struct fixture {
    kiln_arena arena;
    kiln_diag diag;
    kiln_csv csv;
    pieces pieces;
} fixture;

static int set_up(void **state)
{
    fixture *f = test_calloc(1, sizeof *f);
    kiln_arena_init(&f->arena, 0, (kiln_allocator){0});
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    kiln_arena_free(&f->arena);
    test_free(f);
    return 0;
}

static kiln_status open_text(fixture *f, const char *text, size_t size, size_t piece)
{
    kiln_arena_free(&f->arena);
    kiln_diag_init(&f->diag, "rows.csv");
    f->pieces = (pieces){.data = text, .size = size, .piece = piece, .fail_after = (size_t)-1};
    const kiln_source source = {.read = pieces_read, .context = &f->pieces};
    return kiln_csv_open(&f->csv, source, &f->arena, &f->diag);
}

/* All rows as one text: cells in <>, "" after a quoted one, rows ended by a bar, a fault as its
 * status and place, so that a table can say what is expected. */
static void render(fixture *f, char *out, size_t room)
{
    size_t at = 0;
    for (int rows = 0; rows < 100; rows++) {
        const size_t issues = f->diag.count;
        const kiln_status status = kiln_csv_next(&f->csv, &f->diag);
        if (status != KILN_OK) {
            const kiln_issue *issue = &f->diag.issue[issues];
            assert_int_equal(f->diag.count, issues + 1);
            assert_int_equal(issue->status, status);
            assert_int_equal(f->csv.count, 0);
            at += (size_t)snprintf(out + at, room - at, "%s %u:%u|", kiln_status_name(status),
                                   issue->line, issue->column);
            continue;
        }
        if (f->csv.count == 0)
            return;
        for (size_t i = 0; i < f->csv.count; i++) {
            const kiln_csv_cell *cell = &f->csv.cell[i];
            assert_int_equal(cell->size, strlen(cell->text));
            at += (size_t)snprintf(out + at, room - at, "<%s>%s", cell->text,
                                   cell->quoted ? "\"" : "");
        }
        at += (size_t)snprintf(out + at, room - at, "|");
    }
    fail_msg("the rows never end");
}

static const size_t PIECES[] = {1, 2, 3, 5, 1 << 20};

#define TEXT(literal) (literal), sizeof(literal) - 1

/* Goal: rows are what RFC 4180 says, whatever the pieces in which the input arrives.
 * Why: pipes give input in pieces, and two quotes or CRLF cut in two are easy to get wrong.
 * The first six texts are the examples of RFC 4180 section 2. */
static void rows_follow_rfc_4180(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        size_t size;
        const char *rows;
    } ROWS[] = {
        {TEXT("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"), "<aaa><bbb><ccc>|<zzz><yyy><xxx>|"},
        {TEXT("aaa,bbb,ccc\r\nzzz,yyy,xxx"), "<aaa><bbb><ccc>|<zzz><yyy><xxx>|"},
        {TEXT("aaa,bbb,ccc"), "<aaa><bbb><ccc>|"},
        {TEXT("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx"),
         "<aaa>\"<bbb>\"<ccc>\"|<zzz><yyy><xxx>|"},
        {TEXT("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx"),
         "<aaa>\"<b\r\nbb>\"<ccc>\"|<zzz><yyy><xxx>|"},
        {TEXT("\"aaa\",\"b\"\"bb\",\"ccc\""), "<aaa>\"<b\"bb>\"<ccc>\"|"},
        {TEXT(""), ""},
        {TEXT("\xEF\xBB\xBF"), ""},
        {TEXT("\xEF\xBB\xBF"
              "a,b\n"),
         "<a><b>|"},
        {TEXT("a\rb\nc\r\nd"), "<a>|<b>|<c>|<d>|"},
        {TEXT("a,\n,b\n"), "<a><>|<><b>|"},
        {TEXT("a,"), "<a><>|"},
        {TEXT("\n\r\n\ra\n \t\n\n,,\n , \nb\n\n"), "<a>|<b>|"},
        {TEXT("\"\"\n,\"\"\n"), "<>\"|<><>\"|"},
        {TEXT(" a , b\t,\" c \"\n"), "< a >< b\t>< c >\"|"},
        {TEXT("\"\"\"\",\"\"\"a\"\"\",\",\"\n"), "<\">\"<\"a\">\"<,>\"|"},
        {TEXT("\"a\n\r\r\nb\""), "<a\n\r\r\nb>\"|"},
        {TEXT("\xC2\xB5m,\"\xF0\x9F\x98\x80\",\xE2\x82\xAC\n"),
         "<\xC2\xB5m><\xF0\x9F\x98\x80>\"<\xE2\x82\xAC>|"},
        {TEXT("a;b\t\x01\x7F'c'\n"), "<a;b\t\x01\x7F'c'>|"},
    };
    for (size_t p = 0; p < sizeof PIECES / sizeof PIECES[0]; p++) {
        for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
            char rows[256] = "";
            assert_int_equal(open_text(f, ROWS[i].text, ROWS[i].size, PIECES[p]), KILN_OK);
            render(f, rows, sizeof rows);
            assert_string_equal(rows, ROWS[i].rows);
        }
    }
}

/* Goal: a row at fault names its place and the mend, and the rows around it are read.
 * Why: of a batch of a thousand recipes, one bad row must cost one row. */
static void faults_cost_one_line(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        size_t size;
        const char *rows, *message, *mend;
    } ROWS[] = {
        {TEXT("a\n1,5\" wafer,\"x\ny\nb\n"), "<a>|SYNTAX 2:4|<y>|<b>|", "a quote inside a cell",
         "double the quotes"},
        {TEXT("a\n1, \"x\"\nb"), "<a>|SYNTAX 2:4|<b>|", "a quote inside a cell", "whole cell"},
        {TEXT("a\r\n\"x\"y,z\r\nb\r\n"), "<a>|SYNTAX 2:4|<b>|", "text after a closing quote",
         "comma after it"},
        {TEXT("\"x\" ,z\nb"), "SYNTAX 1:4|<b>|", "text after a closing quote", "comma"},
        {TEXT("\"x\"\"\"y"), "SYNTAX 1:6|", "text after a closing quote", "comma"},
        {TEXT("a\nb,\"c\nd\n"), "<a>|SYNTAX 2:3|", "a quote never closed", "close it"},
        {TEXT("\""), "SYNTAX 1:1|", "a quote never closed", "close it"},
        {TEXT("\"\"\""), "SYNTAX 1:1|", "a quote never closed", "close it"},
        {TEXT("a\rb\0c\rd"), "<a>|SYNTAX 2:2|<d>|", "a NUL byte", "remove"},
        {TEXT("a,b,\"\n\0\"\nd"), "SYNTAX 2:1|<d>|", "a NUL byte", "remove"},
        {TEXT("a\nb,\xE9t\xE9\nc\n"), "<a>|SYNTAX 2:3|<c>|", "not UTF-8", "save the file"},
        {TEXT("a,\"\xC3\"\nc\n"), "SYNTAX 1:4|<c>|", "not UTF-8", "save the file"},
        {TEXT("a\xF0\x9F\x98"), "SYNTAX 1:2|", "not UTF-8", "save the file"},
        {TEXT("\xED\xA0\x80"), "SYNTAX 1:1|", "not UTF-8", "save the file"},
        {TEXT("\"x\ny\"z\nb"), "SYNTAX 2:3|<b>|", "text after a closing quote", "comma"},
    };
    for (size_t p = 0; p < sizeof PIECES / sizeof PIECES[0]; p++) {
        for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
            char rows[256] = "";
            assert_int_equal(open_text(f, ROWS[i].text, ROWS[i].size, PIECES[p]), KILN_OK);
            render(f, rows, sizeof rows);
            assert_string_equal(rows, ROWS[i].rows);
            assert_non_null(strstr(f->diag.issue[0].message, ROWS[i].message));
            assert_non_null(strstr(f->diag.issue[0].mend, ROWS[i].mend));
            assert_string_equal(f->diag.issue[0].source, "rows.csv");
        }
    }
}

/* Goal: each cell knows its line and column, in bytes, from 1; rows are counted.
 * Why: "rows.csv:7:12" must be the place where an editor goes. */
static void cells_know_their_place(void **state)
{
    fixture *f = *state;
    const char *text = "\xEF\xBB\xBF"
                       "a,\xC2\xB5,c\r\n\n\"x\r\ny\",z\rq\n";
    static const struct {
        const char *text;
        uint32_t line, column;
    } CELLS[] = {{"a", 1, 1},      {"\xC2\xB5", 1, 3}, {"c", 1, 6},
                 {"x\r\ny", 3, 1}, {"z", 4, 4},        {"q", 5, 1}};
    static const size_t COUNTS[] = {3, 2, 1};
    for (size_t p = 0; p < sizeof PIECES / sizeof PIECES[0]; p++) {
        size_t at = 0;
        assert_int_equal(open_text(f, text, strlen(text), PIECES[p]), KILN_OK);
        for (size_t row = 0; row < sizeof COUNTS / sizeof COUNTS[0]; row++) {
            assert_int_equal(kiln_csv_next(&f->csv, &f->diag), KILN_OK);
            assert_int_equal(f->csv.row, row + 1);
            assert_int_equal(f->csv.count, COUNTS[row]);
            for (size_t i = 0; i < COUNTS[row]; i++, at++) {
                assert_string_equal(f->csv.cell[i].text, CELLS[at].text);
                assert_int_equal(f->csv.cell[i].line, CELLS[at].line);
                assert_int_equal(f->csv.cell[i].column, CELLS[at].column);
            }
        }
        assert_int_equal(kiln_csv_next(&f->csv, &f->diag), KILN_OK);
        assert_int_equal(f->csv.count, 0);
        assert_int_equal(f->csv.row, 3);
    }
}

/* A source that gives one line a call, and fails the test when asked for more than is due. */
static kiln_status lines_read(void *context, char *data, size_t size, size_t *got)
{
    pieces *source = context;
    assert_true(source->at < source->fail_after);
    const char *end = memchr(source->data + source->at, '\n', source->size - source->at);
    const size_t taken = end == NULL ? 0 : (size_t)(end + 1 - source->data) - source->at;
    assert_true(taken <= size);
    if (taken > 0)
        memcpy(data, source->data + source->at, taken);
    source->at += taken;
    *got = taken;
    return KILN_OK;
}

/* Goal: a row is given out when its line end has come, before the next line does.
 * Why: a series piped in from a furnace must be charted now, not one point late. */
static void rows_do_not_wait_for_the_next(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        kiln_status status;
    } LINES[] = {{"time,value\n", KILN_OK},  {"1,2\r\n", KILN_OK},
                 {"\"3\",\"4\"\n", KILN_OK}, {"5,\xC2\xB5\n", KILN_OK},
                 {"6,1\"\n", KILN_SYNTAX},   {"7,\n", KILN_OK},
                 {"8,\"9\"\r\n", KILN_OK}};
    char text[128] = "";
    size_t size = 0;
    pieces source = {.data = text, .fail_after = 1};
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        const size_t line = strlen(LINES[i].text);
        memcpy(text + size, LINES[i].text, line);
        size += line;
        source.size = size;
        source.fail_after = size;
        if (i == 0)
            assert_int_equal(
                kiln_csv_open(&f->csv, (kiln_source){lines_read, &source}, &f->arena, &f->diag),
                KILN_OK);
        assert_int_equal(kiln_csv_next(&f->csv, &f->diag), LINES[i].status);
        assert_int_equal(f->csv.count, LINES[i].status == KILN_OK ? 2 : 0);
    }
}

/* Goal: KILN_CSV_COLUMNS_MAX cells are a row, one more is KILN_LIMIT with the bound, and the
 * next row is read. Why: the cells of a row have a fixed place. */
static void columns_are_limited(void **state)
{
    fixture *f = *state;
    char text[KILN_CSV_COLUMNS_MAX + 16];
    for (size_t commas = KILN_CSV_COLUMNS_MAX - 1; commas <= KILN_CSV_COLUMNS_MAX; commas++) {
        text[0] = 'a';
        memset(text + 1, ',', commas);
        memcpy(text + 1 + commas, "\nb\n", 3);
        assert_int_equal(open_text(f, text, commas + 4, 1 << 20), KILN_OK);
        const kiln_status status = kiln_csv_next(&f->csv, &f->diag);
        if (commas < KILN_CSV_COLUMNS_MAX) {
            assert_int_equal(status, KILN_OK);
            assert_int_equal(f->csv.count, KILN_CSV_COLUMNS_MAX);
        } else {
            assert_int_equal(status, KILN_LIMIT);
            assert_int_equal(f->csv.count, 0);
            assert_string_equal(f->diag.issue[0].bound, "at most 256");
            assert_int_equal(f->diag.issue[0].column, KILN_CSV_COLUMNS_MAX + 2);
        }
        assert_int_equal(kiln_csv_next(&f->csv, &f->diag), KILN_OK);
        assert_string_equal(f->csv.cell[0].text, "b");
    }
}

/* Goal: a row of KILN_CSV_ROW_MAX bytes, NULs of cells counted, is read, one byte more is
 * KILN_LIMIT, quoted or not, whether the last byte is text, a line end or a cell's NUL.
 * Why: memory must not grow with the input; a quote left open makes the rest one cell. */
static void rows_are_limited(void **state)
{
    fixture *f = *state;
    char *text = malloc(KILN_CSV_ROW_MAX + 16);
    assert_non_null(text);
    static const struct {
        const char *start, *end; /* around a's, that fill the row up to the limit */
        size_t kept;             /* of start and end, with NULs */
        size_t count;
    } ROWS[] = {
        {"", "\n", 1, 1},       {"\"", "\"\n", 1, 1},   {"", ",\n", 2, 2},
        {"b,\"", "\"\n", 3, 2}, {"\"", "\n\"\n", 2, 1},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        for (size_t over = 0; over <= 1; over++) {
            const size_t fill = KILN_CSV_ROW_MAX - ROWS[i].kept + over;
            size_t size = strlen(ROWS[i].start);
            memcpy(text, ROWS[i].start, size);
            memset(text + size, 'a', fill);
            size += fill;
            memcpy(text + size, ROWS[i].end, strlen(ROWS[i].end));
            size += strlen(ROWS[i].end);
            text[size++] = 'b';
            assert_int_equal(open_text(f, text, size, 1 << 20), KILN_OK);
            const kiln_status status = kiln_csv_next(&f->csv, &f->diag);
            assert_int_equal(status, over ? KILN_LIMIT : KILN_OK);
            assert_int_equal(f->csv.count, over ? 0 : ROWS[i].count);
            if (over) {
                assert_string_equal(f->diag.issue[0].bound, "at most 1048576");
                assert_non_null(strstr(f->diag.issue[0].mend, "shorten the row"));
            }
        }
        assert_int_equal(f->csv.row, 0);
    }
    free(text);
}

/* Goal: input that goes on for a hundred times the buffers is read in the memory taken at the
 * start. Why: "constant memory" is a promise to those who stream. */
static void memory_does_not_grow(void **state)
{
    fixture *f = *state;
    enum { ROWS = 400000 };
    const char row[] = "12345678,\"abc\"\n";
    const size_t size = sizeof row - 1;
    char *text = malloc(ROWS * size);
    assert_non_null(text);
    for (size_t i = 0; i < ROWS; i++)
        memcpy(text + i * size, row, size);
    assert_int_equal(open_text(f, text, ROWS * size, 1 << 20), KILN_OK);
    const size_t used = f->arena.used;
    assert_true(used < KILN_CSV_ROW_MAX + (128 << 10));
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(kiln_csv_next(&f->csv, &f->diag), KILN_OK);
        assert_int_equal(f->csv.count, 2);
        assert_int_equal(f->csv.cell[0].line, i + 1);
    }
    assert_int_equal(f->csv.row, ROWS);
    assert_int_equal(f->arena.used, used);
    free(text);
}

/* Goal: other encodings are named, and the reader is not opened.
 * Why: "Unicode text" of a spreadsheet is UTF-16. */
static void other_encodings_are_named(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        size_t size;
        const char *name;
    } ROWS[] = {
        {TEXT("\xFF\xFE"
              "a\0,\0"),
         "UTF-16"},
        {TEXT("\xFE\xFF\0a\0,"), "UTF-16"},
        {TEXT("a\0,\0b\0"), "UTF-16"},
        {TEXT("\xFF\xFE\0\0a\0\0\0"), "UTF-32"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        memset(&f->csv, 0x55, sizeof f->csv);
        const kiln_csv before = f->csv;
        assert_int_equal(open_text(f, ROWS[i].text, ROWS[i].size, 1), KILN_SYNTAX);
        assert_memory_equal(&f->csv, &before, sizeof before);
        assert_int_equal(f->diag.issue[0].line, 1);
        assert_int_equal(f->diag.issue[0].column, 1);
        assert_non_null(strstr(f->diag.issue[0].message, ROWS[i].name));
        assert_string_equal(f->diag.issue[0].mend, "save it as UTF-8");
    }
}

/* Goal: a source that fails gives its own status, at opening and in every row after, and no
 * half-read row. Why: half a file must not pass for a whole one. */
static void failing_sources_are_passed_on(void **state)
{
    fixture *f = *state;
    const char text[] = "ab,cd\n\"x\",yz\n\xC2\xB5\n";
    for (size_t fail_after = 0; fail_after <= sizeof text - 1; fail_after++) {
        pieces source = {
            .data = text, .size = sizeof text - 1, .piece = 1, .fail_after = fail_after};
        kiln_arena_free(&f->arena);
        kiln_diag_init(&f->diag, NULL);
        kiln_status status =
            kiln_csv_open(&f->csv, (kiln_source){.read = pieces_read, .context = &source},
                          &f->arena, &f->diag);
        if (fail_after < 4) {
            assert_int_equal(status, KILN_UNAVAILABLE);
            continue;
        }
        size_t rows = 0;
        while (status == KILN_OK) {
            status = kiln_csv_next(&f->csv, &f->diag);
            rows += status == KILN_OK;
        }
        assert_int_equal(status, KILN_UNAVAILABLE);
        assert_int_equal(f->csv.count, 0);
        assert_int_equal(f->diag.count, 0);
        size_t whole = 0; /* rows that came whole before the end */
        for (size_t i = 0; i < fail_after; i++)
            whole += text[i] == '\n';
        assert_int_equal(rows, whole);
        assert_int_equal(kiln_csv_next(&f->csv, &f->diag), KILN_UNAVAILABLE);
    }
}

/* Goal: without memory there is no reader, and a diag that says so.
 * Why: every allocation can fail. */
static void opening_needs_memory(void **state)
{
    fixture *f = *state;
    kiln_bytes bytes = {.data = "a", .size = 1};
    for (size_t limit = 1; limit <= KILN_CSV_ROW_MAX; limit += KILN_CSV_ROW_MAX / 4) {
        kiln_arena arena;
        kiln_arena_init(&arena, limit, (kiln_allocator){0});
        kiln_diag_init(&f->diag, NULL);
        assert_int_equal(kiln_csv_open(&f->csv, kiln_bytes_source(&bytes), &arena, &f->diag),
                         KILN_NO_MEMORY);
        assert_int_equal(f->diag.issue[0].status, KILN_NO_MEMORY);
        kiln_arena_free(&arena);
    }
    assert_int_equal(bytes.at, 0);
}

/* Goal: cells are quoted where they must be, and what a spreadsheet would run is made text.
 * Why: a recipe named =HYPERLINK(...) must not run on the engineer's desk (OWASP, CSV
 * Injection). */
static void cells_are_written_safely(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text, *cell;
    } ROWS[] = {
        {"", "\"\""},
        {"boron", "boron"},
        {"a b", "a b"},
        {"a,b", "\"a,b\""},
        {"a;b", "\"a;b\""},
        {"a\"b\"", "\"a\"\"b\"\"\""},
        {"\"", "\"\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"a\rb", "\"a\rb\""},
        {"a\tb", "\"a\tb\""},
        {" a", "\" a\""},
        {"a ", "\"a \""},
        {"\xEF\xBB\xBF"
         "a",
         "\"\xEF\xBB\xBF"
         "a\""},
        {"\xC2\xB5m", "\xC2\xB5m"},
        {"'a", "'a"},
        {"=1+1", "'=1+1"},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"+a", "'+a"},
        {"-a", "'-a"},
        {"-1-1", "'-1-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"-", "'-"},
        {"-inf", "'-inf"},
        {"-5", "-5"},
        {"-5.25e-3", "-5.25e-3"},
        {"+5", "+5"},
        {"1=2", "1=2"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        kiln_text text;
        kiln_text_init(&text, &f->arena, 0);
        kiln_sink sink = kiln_text_sink(&text);
        kiln_csv_put_text(&sink, ROWS[i].text);
        assert_int_equal(sink.status, KILN_OK);
        assert_string_equal(text.data, ROWS[i].cell);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(rows_follow_rfc_4180),          TEST(faults_cost_one_line),
        TEST(cells_know_their_place),        TEST(rows_do_not_wait_for_the_next),
        TEST(columns_are_limited),           TEST(rows_are_limited),
        TEST(memory_does_not_grow),          TEST(other_encodings_are_named),
        TEST(failing_sources_are_passed_on), TEST(opening_needs_memory),
        TEST(cells_are_written_safely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
