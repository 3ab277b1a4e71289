/* JSON in: what is refused, where, with which words and which mend. */
#include "base/json_fixture.h"

#include <stdio.h>

/* A text that is refused; message and mend are parts of what is said. */
typedef struct fault {
    const char *text;
    size_t size;
    uint32_t line, column;
    const char *pointer, *message, *mend;
} fault;

#define FAULT(text, line, column, pointer, message, mend)                        \
    {                                                                            \
        (text), sizeof(text) - 1, (line), (column), (pointer), (message), (mend) \
    }

static void assert_faults(fixture *f, const fault *faults, size_t count,
                          kiln_json_syntax syntax)
{
    for (size_t i = 0; i < count; i++) {
        const fault *expected = &faults[i];
        const kiln_status status = read_options(f, expected->text, expected->size,
                                                &(kiln_json_options){.syntax = syntax});
        const kiln_issue *issue = &f->diag.issue[0];
        if (status != KILN_SYNTAX || f->diag.count != 1 || f->root != &untouched ||
            issue->line != expected->line || issue->column != expected->column)
            fail_msg("%s: status %s, %zu issues, %u:%u %s", expected->text,
                     kiln_status_name(status), f->diag.count, issue->line, issue->column,
                     issue->message);
        assert_int_equal(issue->severity, KILN_SEVERITY_ERROR);
        assert_int_equal(issue->status, KILN_SYNTAX);
        assert_string_equal(issue->source, "recipe.json");
        assert_contains(issue->message, expected->message);
        assert_contains(issue->mend, expected->mend);
        assert_string_equal(issue->pointer, expected->pointer);
    }
}

#define ASSERT_FAULTS(f, faults, syntax) \
    assert_faults((f), (faults), sizeof(faults) / sizeof((faults)[0]), (syntax))

static const fault STRICT_FAULTS[] = {
    /* ends too early */
    FAULT("", 1, 1, "", "the file is empty", "write a value"),
    FAULT(" ", 1, 2, "", "blanks and comments only", "write a value"),
    FAULT("\n", 2, 1, "", "blanks and comments only", "write a value"),
    FAULT(" \n\t", 2, 2, "", "blanks and comments only", "write a value"),
    FAULT("[", 1, 2, "", "inside the array opened at 1:1", "close it with ]"),
    FAULT("\n {\"a\": 1", 2, 9, "", "inside the object opened at 2:2", "close it with }"),
    FAULT("{\"a\"", 1, 5, "", "inside the object opened at 1:1", "cut short"),
    FAULT("{\"a\":", 1, 6, "", "inside the object opened at 1:1", "cut short"),
    FAULT("{\"a\":1,", 1, 8, "", "inside the object opened at 1:1", "cut short"),
    FAULT("[[1,", 1, 5, "/0", "inside the array opened at 1:2", "cut short"),
    FAULT("[\"abc", 1, 2, "/0", "a text never closed", "close it with \""),
    FAULT("[\"abc\\", 1, 2, "/0", "a text never closed", "close it with \""),
    FAULT("{\"abc", 1, 2, "", "a text never closed", "close it with \""),
    FAULT("[\"\\u12", 1, 3, "/0", "without four hexadecimal", "\\u00b5"),
    FAULT("tru", 1, 1, "", "tru is not a JSON value", "\"tru\""),
    FAULT("-", 1, 1, "", "a - without a number", "digit after the -"),
    /* brackets */
    FAULT("]", 1, 1, "", "] closes nothing", "remove it"),
    FAULT("[1}", 1, 3, "", "} cannot close the array opened at 1:1", "close it with ]"),
    FAULT("{\"a\":[1,{]}", 1, 10, "/a/1", "] cannot close the object opened at 1:9",
          "close it with }"),
    FAULT("{]", 1, 2, "", "] cannot close the object", "close it with }"),
    FAULT("{\"a\":]", 1, 6, "", "] cannot close the object", "close it with }"),
    FAULT("[1]\n]", 2, 1, "", "] closes nothing", "remove it"),
    /* commas and colons */
    FAULT("[1,\n]", 1, 3, "", "a comma before the closing ]", "remove the comma"),
    FAULT("{\"a\":1,}", 1, 7, "", "a comma before the closing }", "remove the comma"),
    FAULT("[,1]", 1, 2, "/0", "no value before this comma", "remove the comma"),
    FAULT("[1,,2]", 1, 4, "/1", "no value before this comma", "write a value"),
    FAULT("{,}", 1, 2, "", "a comma with nothing before", "remove it"),
    FAULT("[1 2]", 1, 4, "", "no comma after the last value", "write a comma before this"),
    FAULT("[1\"a\"]", 1, 3, "", "no comma after the last value", "write a comma"),
    FAULT("{\"a\":1 \"b\":2}", 1, 8, "", "no comma after the last value", "write a comma"),
    FAULT("{\"a\" 1}", 1, 6, "/a", "found '1' instead of a colon", "write :"),
    FAULT("{\"a\"=1}", 1, 5, "/a", "found '=' instead of a colon", "write :"),
    FAULT("{\"a\"}", 1, 5, "/a", "found '}' instead of a colon", "write :"),
    FAULT("{\"a\":}", 1, 6, "/a", "found '}' instead of a value", "write a number"),
    FAULT("[\"a\":1]", 1, 5, "", "a colon in an array", "write { }"),
    FAULT("{\"a\":1:2}", 1, 7, "", "found ':' instead of a comma or }", "close the object"),
    FAULT("[1=2]", 1, 3, "", "found '=' instead of a comma or ]", "close the array"),
    FAULT("[1;2]", 1, 3, "", "a semicolon", "commas"),
    FAULT("[:]", 1, 2, "/0", "found ':' instead of a value", "write a number"),
    FAULT("{:1}", 1, 2, "", "found ':' instead of a key", "double quotes"),
    FAULT("{\"a\":1,5}", 1, 8, "", "the key 5 is not", "1.5 and not 1,5"),
    FAULT("{[]:1}", 1, 2, "", "found '[' instead of a key", "double quotes"),
    /* after the document */
    FAULT("{} {}", 1, 4, "", "found '{' instead of the end of the file", "one value"),
    FAULT("1\n,2", 2, 1, "", "found ',' instead of the end of the file", "[array]"),
    FAULT("null x", 1, 6, "", "found 'x' instead of the end of the file", "remove"),
    /* words of other languages */
    FAULT("[NaN]", 1, 2, "/0", "NaN is not a JSON value", "no NaN"),
    FAULT("[nan]", 1, 2, "/0", "nan is not a JSON value", "no NaN"),
    FAULT("{\"t\":-NaN}", 1, 6, "/t", "-NaN is not a JSON value", "no NaN"),
    FAULT("[Infinity]", 1, 2, "/0", "Infinity is not", "no infinity"),
    FAULT("[-Infinity]", 1, 2, "/0", "-Infinity is not", "no infinity"),
    FAULT("[-inf]", 1, 2, "/0", "-inf is not", "no infinity"),
    FAULT("[True]", 1, 2, "/0", "True is not", "write true"),
    FAULT("[FALSE]", 1, 2, "/0", "FALSE is not", "write false"),
    FAULT("[None]", 1, 2, "/0", "None is not", "write null"),
    FAULT("[undefined]", 1, 2, "/0", "undefined is not", "write null"),
    FAULT("[yes]", 1, 2, "/0", "yes is not", "write true"),
    FAULT("[off]", 1, 2, "/0", "off is not", "write false"),
    FAULT("[nullx]", 1, 2, "/0", "nullx is not", "\"nullx\""),
    FAULT("[a23456789012345678901234567890123456789\xC3\xA9"
          "b]",
          1, 2, "/0", "a23456789012345678901234567890123456789 is not",
          "\"a23456789012345678901234567890123456789\""),
    FAULT("[azAZ09_$]", 1, 2, "/0", "azAZ09_$ is not", "\"azAZ09_$\""),
    FAULT("[boron]", 1, 2, "/0", "boron is not", "double quotes: \"boron\""),
    FAULT("{temp_c: 900}", 1, 2, "", "the key temp_c is not in double quotes",
          "write \"temp_c\""),
    FAULT("{\xC3\xB6l: 1}", 1, 2, "", "the key \xC3\xB6l is not", "write \"\xC3\xB6l\""),
    /* quotes and strange blanks */
    FAULT("{'a': 1}", 1, 2, "", "a single quote", "double quotes"),
    FAULT("[1,'", 1, 4, "/1", "a single quote", "double quotes"),
    FAULT("['a']", 1, 2, "/0", "a single quote", "double quotes"),
    FAULT("[\xE2\x80\x9C"
          "a\xE2\x80\x9D]",
          1, 2, "/0", "typographic quote (U+201C)", "plain"),
    FAULT("[1,\xC2\xA0"
          "2]",
          1, 4, "/1", "no-break space", "plain space"),
    FAULT("[\xE2\x88\x92"
          "5]",
          1, 2, "/0", "typographic minus", "plain minus"),
    FAULT("[\x01]", 1, 2, "/0", "found byte 0x01 instead of a value", "write"),
    FAULT("[1\0]", 1, 3, "", "found byte 0x00 instead of a comma", "write"),
    FAULT("[\xC2\xB5]", 1, 2, "/0", "found '\xC2\xB5' (U+00B5)", "write"),
    FAULT("[\xE2\x80\xAE]", 1, 2, "/0", "found U+202E", "write"),
    FAULT("[\x7F]", 1, 2, "/0", "found byte 0x7f", "write"),
    /* numbers */
    FAULT("[+5]", 1, 2, "/0", "cannot start with +", "leave out"),
    FAULT("[.5]", 1, 2, "/0", "cannot start with its point", "0 before"),
    FAULT("[01]", 1, 2, "/0", "leading zeros", "7, not 07"),
    FAULT("[-00.5]", 1, 2, "/0", "leading zeros", "7, not 07"),
    FAULT("[5.]", 1, 2, "/0", "no digit after its point", "5.0"),
    FAULT("[5.e3]", 1, 2, "/0", "no digit after its point", "5.0"),
    FAULT("[1e]", 1, 2, "/0", "no digit in its exponent", "1e15"),
    FAULT("[1.5E+]", 1, 2, "/0", "no digit in its exponent", "1e15"),
    FAULT("[1e5.5]", 1, 5, "/0", "'.' right after a number", "alone"),
    FAULT("[1e+5x]", 1, 6, "/0", "'x' right after a number", "alone"),
    FAULT("[1.5e-05.]", 1, 9, "/0", "'.' right after a number", "alone"),
    FAULT("[0x1F]", 1, 3, "/0", "'x' right after a number", "hexadecimal"),
    FAULT("[5nm]", 1, 3, "/0", "'n' right after a number", "no unit"),
    FAULT("[5\xC2\xB5m]", 1, 3, "/0", "'\xC2\xB5' (U+00B5) right after a number", "no unit"),
    FAULT("[1_000]", 1, 3, "/0", "'_' right after a number", "no _"),
    FAULT("[1+2]", 1, 3, "/0", "'+' right after a number", "alone"),
    FAULT("[-]", 1, 2, "/0", "a - without a number", "digit"),
    FAULT("[--1]", 1, 2, "/0", "a - without a number", "digit"),
    FAULT("[1e400]", 1, 2, "/0", "past the largest double", "nearer to 0"),
    FAULT("[-1.8e308]", 1, 2, "/0", "past the largest double", "nearer to 0"),
    /* texts */
    FAULT("[\"a\tb\"]", 1, 4, "/0", "control character 0x09", "write \\t"),
    FAULT("[\"a\x1F\"]", 1, 4, "/0", "control character 0x1f", "write \\u001f"),
    FAULT("[\"a\0\"]", 1, 4, "/0", "control character 0x00", "write \\u0000"),
    FAULT("[\"ab\ncd\"]", 1, 2, "/0", "not closed on its line", "\\n"),
    FAULT("[\"ab\rcd\"]", 1, 2, "/0", "not closed on its line", "\\n"),
    FAULT("[\"C:\\xy\"]", 1, 5, "/0", "a backslash before 'x'", "\\\\"),
    FAULT("[\"\\'\"]", 1, 3, "/0", "a backslash before '''", "\\\\"),
    FAULT("[\"\\U0041\"]", 1, 3, "/0", "a backslash before 'U'", "\\\\"),
    FAULT("[\"\\\0\"]", 1, 3, "/0", "a backslash before byte 0x00", "\\\\"),
    FAULT("[\"\\u00g0\"]", 1, 3, "/0", "without four hexadecimal", "four"),
    FAULT("[\"\\ud800\"]", 1, 3, "/0", "\\ud800 is half of a surrogate pair", "both halves"),
    FAULT("[\"\\udc00\\ud800\"]", 1, 3, "/0", "\\udc00 is half", "both halves"),
    FAULT("[\"\\ud800\\u0041\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\uD800\\uD800\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\udc00\\udc00\"]", 1, 3, "/0", "\\udc00 is half", "both halves"),
    FAULT("[\"\\udfff\\udfff\"]", 1, 3, "/0", "\\udfff is half", "both halves"),
    FAULT("[\"\\ud800\\udbff\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\ud800\\ue000\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\ud800xudc00\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\ud800\\xdc00\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\ud800\\n\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("[\"\\ud800\\u12\"]", 1, 3, "/0", "\\ud800 is half", "both halves"),
    FAULT("{\"a\":{\"\\q\":1}}", 1, 8, "/a", "a backslash before 'q'", "\\\\"),
    /* what relaxed syntax takes */
    FAULT("// x\n1", 1, 1, "", "a comment is not JSON", "remove it"),
    FAULT("[1, /* x */ 2]", 1, 5, "/1", "a comment is not JSON", "remove it"),
    FAULT("[1 # x\n]", 1, 4, "", "a comment is not JSON", "remove it"),
    FAULT("[1] // x", 1, 5, "", "a comment is not JSON", "remove it"),
    FAULT("\xEF\xBB\xBF{}", 1, 1, "", "a byte order mark", "without it"),
};

/* Goal: whatever is no JSON is refused at the byte at fault, with words that help.
 * Why: recipes are typed by hand, and exported by programs that write nearly JSON. */
static void strict_faults_are_explained(void **state)
{
    ASSERT_FAULTS(*state, STRICT_FAULTS, KILN_JSON_STRICT);
}

/* Goal: bytes that are not UTF-8 are refused where the first one stands, and other encodings
 * are named. Why: a file saved by Notepad or Excel must not fail with "found byte 0xff". The
 * cases are the corners of table 3-7 of the Unicode Standard. */
static void encodings_are_checked(void **state)
{
    static const fault FAULTS[] = {
        FAULT("[\"\x80\"]", 1, 3, "", "byte 0x80 is not UTF-8", "UTF-8"),
        FAULT("\n[\"\xE9\"]", 2, 3, "", "byte 0xe9 is not UTF-8", "UTF-8"),
        FAULT("[\"a\xC0\xAF\"]", 1, 4, "", "byte 0xc0", "UTF-8"),
        FAULT("[\"\xC1\xBF\"]", 1, 3, "", "byte 0xc1", "UTF-8"),
        FAULT("[\"\xC3\"]", 1, 3, "", "byte 0xc3", "UTF-8"),
        FAULT("[\"\xE0\x9F\xBF\"]", 1, 3, "", "byte 0xe0", "UTF-8"),
        FAULT("[\"\xED\xA0\x80\"]", 1, 3, "", "byte 0xed", "UTF-8"),
        FAULT("[\"\xE2\x82\"]", 1, 3, "", "byte 0xe2", "UTF-8"),
        FAULT("[\"\xE2\x28\xA1\"]", 1, 3, "", "byte 0xe2", "UTF-8"),
        FAULT("[\"\xF0\x8F\xBF\xBF\"]", 1, 3, "", "byte 0xf0", "UTF-8"),
        FAULT("[\"\xF0\x9F\x98\x28\"]", 1, 3, "", "byte 0xf0", "UTF-8"),
        FAULT("[\"\xF4\x90\x80\x80\"]", 1, 3, "", "byte 0xf4", "UTF-8"),
        FAULT("[\"\xF5\x80\x80\x80\"]", 1, 3, "", "byte 0xf5", "UTF-8"),
        FAULT("[\"\xFF\"]", 1, 3, "", "byte 0xff", "UTF-8"),
        FAULT("[1]\r\r\n \xFE", 3, 2, "", "byte 0xfe", "UTF-8"),
        FAULT("\r\n\xFE", 2, 1, "", "byte 0xfe", "UTF-8"),
        FAULT("[1]\r\xFE", 2, 1, "", "byte 0xfe", "UTF-8"),
        FAULT("\xFF\xFE{\0}\0", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("\xFE\xFF\0{\0}", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("\xFE\xFFN-", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("\xFF\xFE-N", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("{\0}\0", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("\0{\0}", 1, 1, "", "this is UTF-16", "save it as UTF-8"),
        FAULT("\xFF\xFE\0\0{\0\0\0", 1, 1, "", "this is UTF-32", "save it as UTF-8"),
        FAULT("\0\0\xFE\xFF\0\0\0{", 1, 1, "", "this is UTF-32", "save it as UTF-8"),
        FAULT("{\0\0\0", 1, 1, "", "this is UTF-32", "save it as UTF-8"),
        FAULT("\0\0\0{", 1, 1, "", "this is UTF-32", "save it as UTF-8"),
    };
    ASSERT_FAULTS(*state, FAULTS, KILN_JSON_STRICT);
    ASSERT_FAULTS(*state, FAULTS, KILN_JSON_RELAXED);
}

/* Goal: relaxed syntax is still a syntax: what goes beyond it is refused with its place.
 * Why: a trailing comma is a slip, two are a missing value. */
static void relaxed_faults_are_explained(void **state)
{
    static const fault FAULTS[] = {
        FAULT("\xEF\xBB\xBF", 1, 1, "", "the file is empty", "write a value"),
        FAULT("// only\n/* comments */", 2, 15, "", "blanks and comments only",
              "write a value"),
        FAULT("[1,,]", 1, 4, "/1", "no value before this comma", "remove the comma"),
        FAULT("[,]", 1, 2, "/0", "no value before this comma", "remove the comma"),
        FAULT("{,}", 1, 2, "", "a comma with nothing before", "remove it"),
        FAULT("1,", 1, 2, "", "found ',' instead of the end", "one value"),
        FAULT("[1, /* a\n\n b * / ]", 1, 5, "", "a comment never closed", "*/"),
        FAULT("[1, /*/]", 1, 5, "", "a comment never closed", "*/"),
        FAULT("[1] /*", 1, 5, "", "a comment never closed", "*/"),
        FAULT("[1, / 2]", 1, 5, "/1", "found '/' instead of a value", "write"),
        FAULT("[1, /", 1, 5, "/1", "found '/' instead of a value", "write"),
        FAULT("# x\n1", 1, 1, "", "# starts no comment", "// comment"),
        FAULT("[1, \xEF\xBB\xBF 2]", 1, 5, "/1", "a byte order mark", "without it"),
        FAULT("/*\n*/ {\"a\": 1,\n\"b\": }", 3, 6, "/b", "found '}' instead of a value",
              "write"),
        FAULT("[1,]]", 1, 5, "", "] closes nothing", "remove it"),
        FAULT("[\n1, // x\n}", 3, 1, "", "} cannot close the array opened at 1:1", "]"),
    };
    ASSERT_FAULTS(*state, FAULTS, KILN_JSON_RELAXED);
}

/* Goal: every duplicate key is reported, with its own place and the first one's.
 * Why: of two temperatures in a step one is a mistake, and no parser may choose one. */
static void duplicate_keys_are_all_reported(void **state)
{
    fixture *f = *state;
    const char *text = "{\"b\": 1,\n \"a\": {\"x\": 1, \"y\": 2, \"\\u0078\": 3},\n"
                       " \"a\": 2, \"ab\": 0, \"\": 0, \"b\": 3,\n \"b\": 4}";
    assert_int_equal(read_as(f, text, KILN_JSON_STRICT), KILN_SYNTAX);
    assert_ptr_equal(f->root, &untouched);
    static const struct {
        const char *pointer, *first, *given;
        uint32_t line, column;
    } EXPECTED[] = {
        {"/a/x", "2:8", "x", 2, 24},
        {"/a", "2:2", "a", 3, 2},
        {"/b", "1:2", "b", 3, 26},
        {"/b", "1:2", "b", 4, 2},
    };
    assert_int_equal(f->diag.count, sizeof EXPECTED / sizeof EXPECTED[0]);
    for (size_t i = 0; i < f->diag.count; i++) {
        const kiln_issue *issue = &f->diag.issue[i];
        assert_int_equal(issue->status, KILN_SYNTAX);
        assert_string_equal(issue->pointer, EXPECTED[i].pointer);
        assert_string_equal(issue->given, EXPECTED[i].given);
        assert_contains(issue->message, "stands at");
        assert_contains(issue->message, EXPECTED[i].first);
        assert_contains(issue->mend, "keep one");
        assert_int_equal(issue->line, EXPECTED[i].line);
        assert_int_equal(issue->column, EXPECTED[i].column);
    }
}

/* Goal: duplicates do not hide a syntax error after them, and more than fit are counted.
 * Why: "all faults at once" must hold for a file with both, and for a hostile one. */
static void duplicates_go_with_other_faults(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_as(f, "[{\"a\":1,\"a\":2}, nul]", KILN_JSON_STRICT), KILN_SYNTAX);
    assert_int_equal(f->diag.count, 2);
    assert_string_equal(f->diag.issue[0].pointer, "/0/a");
    assert_int_equal(f->diag.issue[1].column, 17);

    char text[1024] = "{\"a\":0";
    size_t size = strlen(text);
    for (int i = 0; i < 100; i++)
        size += (size_t)snprintf(text + size, sizeof text - size, ",\"a\":0");
    text[size] = '}';
    assert_int_equal(read_as(f, text, KILN_JSON_STRICT), KILN_SYNTAX);
    assert_int_equal(f->diag.count, KILN_DIAG_MAX);
    assert_int_equal(f->diag.errors, 100);
    assert_int_equal(f->diag.dropped, 100 - KILN_DIAG_MAX);
    assert_int_equal(kiln_json_read(text, strlen(text), NULL, &f->arena, &f->root, NULL),
                     KILN_SYNTAX);
    assert_int_equal(kiln_json_read(NULL, 0, NULL, &f->arena, &f->root, NULL), KILN_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(strict_faults_are_explained),     TEST(encodings_are_checked),
        TEST(relaxed_faults_are_explained),    TEST(duplicate_keys_are_all_reported),
        TEST(duplicates_go_with_other_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
