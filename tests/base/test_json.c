/* JSON in: values with their places, every fault with its place and mend, limits, memory. */
#include "base/json_fixture.h"

#include "base/counting_allocator.h"

#include <stdio.h>

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" does not contain \"%s\"", text, part);
}

/* Goal: each kind of value arrives with its value, its place and its links.
 * Why: everything that reports a fault in a recipe relies on these places. */
static void values_arrive_with_their_places(void **state)
{
    fixture *f = *state;
    const char *text = "{\n  \"steps\": [ null, true,\r\n\tfalse, -1.5e3 ],\r\"n\\u00e4me\" :\n"
                       "\"\xC3\xA9\\n\" }\n";
    assert_int_equal(read_as(f, text, KILN_JSON_STRICT), KILN_OK);
    static const struct {
        const char *pointer;
        kiln_json_kind kind;
        uint32_t line, column, index, count;
        const char *text;
    } EXPECTED[] = {
        {"", KILN_JSON_OBJECT, 1, 1, 0, 2, NULL},
        {"/steps", KILN_JSON_ARRAY, 2, 12, 0, 4, NULL},
        {"/steps/0", KILN_JSON_NULL, 2, 14, 0, 0, NULL},
        {"/steps/1", KILN_JSON_BOOL, 2, 20, 1, 0, NULL},
        {"/steps/2", KILN_JSON_BOOL, 3, 2, 2, 0, NULL},
        {"/steps/3", KILN_JSON_NUMBER, 3, 9, 3, 0, "-1.5e3"},
        {"/n\xC3\xA4me", KILN_JSON_TEXT, 5, 1, 1, 0, "\xC3\xA9\n"},
    };
    for (size_t i = 0; i < sizeof EXPECTED / sizeof EXPECTED[0]; i++) {
        const kiln_json *node = kiln_json_at(f->root, EXPECTED[i].pointer);
        assert_non_null(node);
        assert_int_equal(node->kind, EXPECTED[i].kind);
        assert_int_equal(node->origin, KILN_JSON_DOCUMENT);
        assert_int_equal(node->line, EXPECTED[i].line);
        assert_int_equal(node->column, EXPECTED[i].column);
        assert_int_equal(node->index, EXPECTED[i].index);
        assert_int_equal(node->count, EXPECTED[i].count);
        if (EXPECTED[i].text != NULL) {
            assert_string_equal(node->text, EXPECTED[i].text);
            assert_int_equal(node->size, strlen(EXPECTED[i].text));
        }
        char pointer[64];
        assert_string_equal(kiln_json_pointer(node, pointer, sizeof pointer),
                            EXPECTED[i].pointer);
    }
    assert_true(kiln_json_at(f->root, "/steps/1")->boolean);
    assert_false(kiln_json_at(f->root, "/steps/2")->boolean);
    assert_true(kiln_json_at(f->root, "/steps/3")->number == -1500.0);
    const kiln_json *name = f->root->last;
    assert_ptr_equal(name->parent, f->root);
    assert_ptr_equal(f->root->first->next, name);
    assert_null(name->next);
    assert_null(f->root->key);
    assert_int_equal(name->key_line, 4);
    assert_int_equal(name->key_column, 1);
    assert_int_equal(name->key_size, 5);
}

/* Goal: texts are decoded to the bytes that the escapes stand for.
 * Why: names of dopants and units in Unicode must match whatever way they were typed. Expected
 * bytes are by hand from RFC 8259 section 7 and RFC 3629 section 3. */
static void texts_are_decoded(void **state)
{
    fixture *f = *state;
#define ROW(json, decoded)                     \
    {                                          \
        (json), (decoded), sizeof(decoded) - 1 \
    }
    static const struct {
        const char *json, *decoded;
        size_t size;
    } ROWS[] = {
        ROW("\"\"", ""),
        ROW("\"plain\"", "plain"),
        ROW("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"),
        ROW("\"\\uabcd\\uEF01\"", "\xEA\xAF\x8D\xEE\xBC\x81"),
        ROW("\"a\\u0000b\"", "a\0b"),
        ROW("\"\\u007f\\u0080\\u07ff\"", "\x7F\xC2\x80\xDF\xBF"),
        ROW("\"\\u0800\\uD7ff\\ue000\\uFFFF\"",
            "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"),
        ROW("\"\\ud800\\udc00\\uDBFF\\uDFFF\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"),
        ROW("\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\"",
            "\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80"),
        ROW("\"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\x7F\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\x7F"),
    };
#undef ROW
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(read_as(f, ROWS[i].json, KILN_JSON_STRICT), KILN_OK);
        assert_int_equal(f->root->kind, KILN_JSON_TEXT);
        assert_int_equal(f->root->size, ROWS[i].size);
        assert_memory_equal(f->root->text, ROWS[i].decoded, ROWS[i].size + 1);
    }
}

/* Goal: a number is the nearest double, keeps its text, and underflow is 0.
 * Why: the number reader has its own tests; this holds how it is called. Expected values are
 * the compiler's. */
static void numbers_are_read(void **state)
{
    fixture *f = *state;
#define ROW(number)     \
    {                   \
#number, number \
    }
    static const struct {
        const char *json;
        double value;
    } ROWS[] = {ROW(0),
                ROW(-0.0),
                ROW(1e5),
                ROW(1E+2),
                ROW(10.25e-1),
                ROW(5e22),
                ROW(4.9e-324),
                ROW(1.7976931348623157e308),
                ROW(123456789012345678901.0),
                {"1e-400", 0}};
#undef ROW
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(read_as(f, ROWS[i].json, KILN_JSON_STRICT), KILN_OK);
        assert_int_equal(f->root->kind, KILN_JSON_NUMBER);
        assert_memory_equal(&f->root->number, &ROWS[i].value, sizeof(double));
        assert_string_equal(f->root->text, ROWS[i].json);
    }
}

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

/* Goal: relaxed syntax takes comments, one trailing comma and a BOM, with the right places.
 * Why: recipe files are commented; a fault after a comment must still name its line. */
static void relaxed_syntax_takes_comments(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text;
        uint32_t line, column; /* of the first child, or of a scalar root */
    } ROWS[] = {
        {"[/* a */1]", 1, 9},
        {"// a\r\n// b\n[1]", 3, 2},
        {"[1] // no line end", 1, 2},
        {"[1] /**/", 1, 2},
        {"/* a\r\n * b\r */ [ /***/ 1 , // x\n ]", 3, 13},
        {"[/* \"] */ 1,]", 1, 11},
        {"{\"a\"/*x*/:/*y*/\n1/*z*/,}", 2, 1},
        {"\xEF\xBB\xBF[1]", 1, 2},
        {"\xEF\xBB\xBF// x\r[1]", 2, 2},
        {"//\n1", 2, 1},
        {"[\"//\", \"/*\"]", 1, 2},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(read_as(f, ROWS[i].text, KILN_JSON_RELAXED), KILN_OK);
        const kiln_json *node = f->root->first != NULL ? f->root->first : f->root;
        assert_int_equal(node->line, ROWS[i].line);
        assert_int_equal(node->column, ROWS[i].column);
    }
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

/* Goal: 200 000 keys that share a long start, in an order made to defeat trees, are read, and a
 * duplicate of the first as the last is found. Why: a quadratic search would take minutes here,
 * and any client of the API could ask for it. */
static void many_keys_are_no_attack(void **state)
{
    fixture *f = *state;
    enum { KEYS = 200000, KEY_ROOM = 64 };
    char *text = malloc((size_t)KEYS * KEY_ROOM);
    assert_non_null(text);
    size_t size = 0;
    text[size++] = '{';
    for (int i = 0; i < KEYS; i++) {
        const int key = i % 2 == 0 ? i : KEYS - i; /* from both ends to the middle */
        size += (size_t)snprintf(text + size, KEY_ROOM, "%s\"%032d%07d\":%d", i ? "," : "", 0,
                                 key, i);
    }
    text[size] = '}';
    assert_int_equal(read_options(f, text, size + 1, NULL), KILN_OK);
    assert_int_equal(f->root->count, KEYS);
    size_t sorted = 1;
    for (const kiln_json *m = f->root->first_by_key; m->next_by_key; m = m->next_by_key)
        sorted += strcmp(m->key, m->next_by_key->key) < 0;
    assert_int_equal(sorted, KEYS);

    size += (size_t)snprintf(text + size, KEY_ROOM, ",\"%039d\":0}", 0);
    assert_int_equal(read_options(f, text, size, NULL), KILN_SYNTAX);
    assert_int_equal(f->diag.count, 1);
    assert_contains(f->diag.issue[0].message, "1:2 ");
    free(text);
}

static void assert_limit(const fixture *f, kiln_status status, const char *bound,
                         uint32_t column)
{
    assert_int_equal(status, KILN_LIMIT);
    assert_ptr_equal(f->root, &untouched);
    assert_int_equal(f->diag.count, 1);
    assert_int_equal(f->diag.issue[0].status, KILN_LIMIT);
    assert_string_equal(f->diag.issue[0].bound, bound);
    assert_contains(f->diag.issue[0].message, bound);
    assert_int_equal(f->diag.issue[0].column, column);
    assert_true(f->diag.issue[0].mend[0] != '\0');
    /* what is given is one more than may be */
    const size_t at_most = strtoul(bound + strlen("at most "), NULL, 10);
    assert_int_equal(strtoul(f->diag.issue[0].given, NULL, 10), at_most + 1);
}

/* Goal: at the limit is read, one past it is refused, for depth, bytes and values; and depth
 * cannot be set past what the writer takes. Why: a limit that is off by one is not the
 * documented one, and one that does not hold is none. */
static void limits_hold(void **state)
{
    fixture *f = *state;
    char deep[2 * (KILN_JSON_DEPTH_MAX + 1)];
    memset(deep, '[', sizeof deep / 2);
    memset(deep + sizeof deep / 2, ']', sizeof deep / 2);
    assert_int_equal(read_options(f, deep + 1, sizeof deep - 2, NULL), KILN_OK);
    assert_limit(f, read_options(f, deep, sizeof deep, NULL), "at most 64", 65);
    assert_limit(f, read_options(f, deep, sizeof deep, &(kiln_json_options){.depth_max = 1000}),
                 "at most 64", 65);
    assert_int_equal(read_options(f, "[{}]", 4, &(kiln_json_options){.depth_max = 2}), KILN_OK);
    assert_limit(f, read_options(f, "[{\"a\":[]}]", 10, &(kiln_json_options){.depth_max = 2}),
                 "at most 2", 7);
    assert_string_equal(f->diag.issue[0].pointer, "/0/a");

    assert_int_equal(read_options(f, "[1]", 3, &(kiln_json_options){.bytes_max = 3}), KILN_OK);
    assert_limit(f, read_options(f, "[1] ", 4, &(kiln_json_options){.bytes_max = 3}),
                 "at most 3", 1);

    assert_int_equal(read_options(f, "[1,2]", 5, &(kiln_json_options){.nodes_max = 3}),
                     KILN_OK);
    assert_limit(f, read_options(f, "[1,2,3]", 7, &(kiln_json_options){.nodes_max = 3}),
                 "at most 3", 6);
}

/* Goal: 10 MB of brackets, and 64 MB and a byte of blanks, end at the limit.
 * Why: the classic ways to make a parser overflow its stack or eat all memory. */
static void hostile_sizes_end_at_the_limit(void **state)
{
    fixture *f = *state;
    const size_t size = 10u << 20;
    char *text = malloc(KILN_JSON_BYTES_MAX + 1);
    assert_non_null(text);
    memset(text, '[', size);
    assert_limit(f, read_options(f, text, size, NULL), "at most 64", 65);
    for (size_t i = 0; i < size; i++)
        text[i] = "{\"a\":"[i % 5];
    assert_limit(f, read_options(f, text, size, NULL), "at most 64", 64 * 5 + 1);
    memset(text, ' ', KILN_JSON_BYTES_MAX + 1);
    assert_limit(f, read_options(f, text, KILN_JSON_BYTES_MAX + 1, NULL), "at most 67108864",
                 1);
    free(text);
}

/* Goal: each allocation failed in turn gives KILN_NO_MEMORY, leaves root alone and leaks
 * nothing; a limit on the arena likewise. Why: memory ends in production, unforeseen. */
static void memory_may_end_anywhere(void **state)
{
    fixture *f = *state;
    const char *text = "{\"a\":[1,\"b\",null,{\"c\":[]}],\"d\":true}";
    size_t fail_at = 0;
    kiln_status status = KILN_NO_MEMORY;
    while (status != KILN_OK) {
        counting_allocator memory = {.fail_at = ++fail_at};
        kiln_arena arena;
        kiln_arena_init(&arena, 0, counting_allocator_hooks(&memory));
        kiln_diag_init(&f->diag, NULL);
        f->root = &untouched;
        status = kiln_json_read(text, strlen(text), NULL, &arena, &f->root, &f->diag);
        if (status != KILN_OK) {
            assert_int_equal(status, KILN_NO_MEMORY);
            assert_ptr_equal(f->root, &untouched);
            assert_int_equal(f->diag.issue[0].status, KILN_NO_MEMORY);
        }
        kiln_arena_free(&arena);
        assert_int_equal(memory.live, 0);
    }
    assert_true(fail_at > 1);
    kiln_arena arena;
    kiln_arena_init(&arena, 600, (kiln_allocator){0});
    assert_int_equal(kiln_json_read(text, strlen(text), NULL, &arena, &f->root, NULL),
                     KILN_NO_MEMORY);
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_arrive_with_their_places),
        TEST(texts_are_decoded),
        TEST(numbers_are_read),
        TEST(strict_faults_are_explained),
        TEST(encodings_are_checked),
        TEST(relaxed_syntax_takes_comments),
        TEST(relaxed_faults_are_explained),
        TEST(duplicate_keys_are_all_reported),
        TEST(duplicates_go_with_other_faults),
        TEST(many_keys_are_no_attack),
        TEST(limits_hold),
        TEST(hostile_sizes_end_at_the_limit),
        TEST(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
