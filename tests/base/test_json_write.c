/* JSON out: layout, escapes, numbers, misuse, trees, the canonical form. */
#include "base/json_fixture.h"
#include "kiln/base/number.h"

#include <math.h>
#include <stdio.h>

/* A sink that keeps what it gets, and fails once it has got so many bytes. */
typedef struct output {
    char text[4096];
    size_t size, fail_after;
} output;

static kiln_status output_write(void *context, const char *data, size_t size)
{
    output *out = context;
    if (out->size + size > out->fail_after)
        return KILN_OUTPUT;
    memcpy(out->text + out->size, data, size);
    out->size += size;
    out->text[out->size] = '\0';
    return KILN_OK;
}

typedef struct writing {
    output out;
    kiln_sink sink;
    kiln_json_writer writer;
} writing;

static void begin(writing *w, int indent)
{
    *w = (writing){.out.fail_after = sizeof w->out.text - 1};
    w->sink = (kiln_sink){.write = output_write, .context = &w->out};
    kiln_json_writer_init(&w->writer, &w->sink, indent);
}

static void write_example(kiln_json_writer *writer)
{
    kiln_json_begin_object(writer);
    kiln_json_key(writer, "name");
    kiln_json_text(writer, "drive-in");
    kiln_json_key(writer, "empty");
    kiln_json_begin_array(writer);
    kiln_json_end_array(writer);
    kiln_json_key(writer, "none");
    kiln_json_begin_object(writer);
    kiln_json_end_object(writer);
    kiln_json_key(writer, "depth_nm");
    kiln_json_begin_array(writer);
    kiln_json_number(writer, 0.5);
    kiln_json_integer(writer, -9007199254740993);
    kiln_json_null(writer);
    kiln_json_end_array(writer);
    kiln_json_key(writer, "mixed");
    kiln_json_begin_array(writer);
    kiln_json_number(writer, 1);
    kiln_json_number(writer, 2);
    kiln_json_bool(writer, true);
    kiln_json_number(writer, 3);
    kiln_json_end_array(writer);
    kiln_json_key(writer, "rows");
    kiln_json_begin_array(writer);
    kiln_json_begin_array(writer);
    kiln_json_number(writer, 1);
    kiln_json_number(writer, 2);
    kiln_json_end_array(writer);
    kiln_json_begin_object(writer);
    kiln_json_key(writer, "ok");
    kiln_json_bool(writer, false);
    kiln_json_end_object(writer);
    kiln_json_end_array(writer);
    kiln_json_end_object(writer);
}

static const char PRETTY[] = "{\n"
                             "  \"name\": \"drive-in\",\n"
                             "  \"empty\": [],\n"
                             "  \"none\": {},\n"
                             "  \"depth_nm\": [0.5, -9007199254740993, null],\n"
                             "  \"mixed\": [1, 2,\n"
                             "    true,\n"
                             "    3\n"
                             "  ],\n"
                             "  \"rows\": [\n"
                             "    [1, 2],\n"
                             "    {\n"
                             "      \"ok\": false\n"
                             "    }\n"
                             "  ]\n"
                             "}";
static const char ONE_LINE[] =
    "{\"name\":\"drive-in\",\"empty\":[],\"none\":{},\"depth_nm\":[0.5,-9007199254740993,null],"
    "\"mixed\":[1,2,true,3],\"rows\":[[1,2],{\"ok\":false}]}";

/* Goal: the pretty form and the one-line form are exactly these.
 * Why: results are read by people and compared byte for byte in tests and audits. */
static void both_forms_are_laid_out(void **state)
{
    (void)state;
    writing w;
    begin(&w, 2);
    write_example(&w.writer);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_string_equal(w.out.text, PRETTY);
    begin(&w, 0);
    write_example(&w.writer);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_string_equal(w.out.text, ONE_LINE);
}

/* Goal: indentation goes as deep as arrays may. Why: blanks are put out in pieces. */
static void deep_layouts_are_indented(void **state)
{
    (void)state;
    writing w;
    begin(&w, 7);
    for (int i = 0; i < 3; i++)
        kiln_json_begin_array(&w.writer);
    kiln_json_bool(&w.writer, true);
    for (int i = 0; i < 3; i++)
        kiln_json_end_array(&w.writer);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_string_equal(w.out.text, "[\n"
                                    "       [\n"
                                    "              [\n"
                                    "                     true\n"
                                    "              ]\n"
                                    "       ]\n"
                                    "]");
}

/* Goal: text is escaped where RFC 8259 section 7 says it must, and nowhere else; what is not
 * UTF-8 becomes U+FFFD. Why: names come from outside, and output must always be JSON. */
static void texts_are_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *json;
    } ROWS[] = {
        {"", 0, "\"\""},
        {"\"\\\b\f\n\r\t/", 8, "\"\\\"\\\\\\b\\f\\n\\r\\t/\""},
        {"\0\x01\x1F", 3, "\"\\u0000\\u0001\\u001f\""},
        {"\x7F", 1, "\"\x7F\""},
        {"\xC2\xB5m \xF0\x9F\x98\x80\xE2\x80\xA8", 11,
         "\"\xC2\xB5m \xF0\x9F\x98\x80\xE2\x80\xA8\""},
        {"a\xFF"
         "b",
         3,
         "\"a\xEF\xBF\xBD"
         "b\""},
        {"\xC3", 1, "\"\xEF\xBF\xBD\""},
        {"\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\x80\n\xC3\"", 4, "\"\xEF\xBF\xBD\\n\xEF\xBF\xBD\\\"\""},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        writing w;
        begin(&w, 0);
        kiln_json_text_n(&w.writer, ROWS[i].text, ROWS[i].size);
        assert_int_equal(w.sink.status, KILN_OK);
        assert_string_equal(w.out.text, ROWS[i].json);
    }
    writing w;
    begin(&w, 2);
    kiln_json_begin_object(&w.writer);
    kiln_json_key(&w.writer, "a\"\n");
    kiln_json_null(&w.writer);
    kiln_json_end_object(&w.writer);
    assert_string_equal(w.out.text, "{\n  \"a\\\"\\n\": null\n}");
}

/* Goal: numbers and integers come out whole, at the ends of their range too.
 * Why: an integer that went through a double would lose its last digits. */
static void numbers_are_written(void **state)
{
    (void)state;
    writing w;
    begin(&w, 0);
    kiln_json_begin_array(&w.writer);
    kiln_json_integer(&w.writer, INT64_MIN);
    kiln_json_integer(&w.writer, INT64_MAX);
    kiln_json_number(&w.writer, 0.1);
    kiln_json_number(&w.writer, 2e20);
    kiln_json_number(&w.writer, -0.0);
    kiln_json_end_array(&w.writer);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_string_equal(w.out.text, "[-9223372036854775808,9223372036854775807,0.1,2e20,-0]");
}

static void number_in(kiln_json_writer *w)
{
    kiln_json_number(w, NAN);
}
static void infinity_in(kiln_json_writer *w)
{
    kiln_json_begin_array(w);
    kiln_json_number(w, -INFINITY);
    kiln_json_end_array(w);
}
static void two_roots(kiln_json_writer *w)
{
    kiln_json_null(w);
    kiln_json_bool(w, true);
}
static void two_root_arrays(kiln_json_writer *w)
{
    kiln_json_begin_array(w);
    kiln_json_end_array(w);
    kiln_json_begin_array(w);
}
static void root_key(kiln_json_writer *w)
{
    kiln_json_key(w, "a");
}
static void key_in_array(kiln_json_writer *w)
{
    kiln_json_begin_array(w);
    kiln_json_key(w, "a");
}
static void two_keys(kiln_json_writer *w)
{
    kiln_json_begin_object(w);
    kiln_json_key(w, "a");
    kiln_json_key(w, "b");
}
static void value_without_key(kiln_json_writer *w)
{
    kiln_json_begin_object(w);
    kiln_json_text(w, "a");
}
static void array_without_key(kiln_json_writer *w)
{
    kiln_json_begin_object(w);
    kiln_json_begin_array(w);
}
static void key_without_value(kiln_json_writer *w)
{
    kiln_json_begin_object(w);
    kiln_json_key(w, "a");
    kiln_json_end_object(w);
}
static void end_without_begin(kiln_json_writer *w)
{
    kiln_json_end_object(w);
}
static void array_end_without_begin(kiln_json_writer *w)
{
    kiln_json_end_array(w);
}
static void wrong_end(kiln_json_writer *w)
{
    kiln_json_begin_array(w);
    kiln_json_end_object(w);
}
static void other_wrong_end(kiln_json_writer *w)
{
    kiln_json_begin_object(w);
    kiln_json_end_array(w);
}

/* Goal: what would not be JSON makes the sink's status KILN_INTERNAL and writes nothing more.
 * Why: a fault in Kiln must never become a document that looks sound. */
static void misuse_is_reported(void **state)
{
    (void)state;
    static void (*const MISUSES[])(kiln_json_writer *) = {
        number_in,         infinity_in,       two_roots,         two_root_arrays,
        root_key,          key_in_array,      two_keys,          value_without_key,
        array_without_key, key_without_value, end_without_begin, array_end_without_begin,
        wrong_end,         other_wrong_end,
    };
    for (size_t i = 0; i < sizeof MISUSES / sizeof MISUSES[0]; i++) {
        writing w;
        begin(&w, 2);
        MISUSES[i](&w.writer);
        assert_int_equal(w.sink.status, KILN_INTERNAL);
        const size_t size = w.out.size;
        kiln_json_null(&w.writer);
        kiln_json_end_object(&w.writer);
        kiln_json_end_array(&w.writer);
        kiln_json_key(&w.writer, "a");
        assert_int_equal(w.out.size, size);
    }
}

/* Goal: arrays nest KILN_JSON_WRITER_DEPTH deep, and one more is KILN_LIMIT.
 * Why: the writer's state has a fixed size. */
static void depth_is_limited(void **state)
{
    (void)state;
    for (int depth = KILN_JSON_WRITER_DEPTH; depth <= KILN_JSON_WRITER_DEPTH + 1; depth++) {
        writing w;
        begin(&w, 0);
        for (int i = 0; i < depth; i++)
            kiln_json_begin_array(&w.writer);
        for (int i = 0; i < depth; i++)
            kiln_json_end_array(&w.writer);
        assert_int_equal(w.sink.status, depth > KILN_JSON_WRITER_DEPTH ? KILN_LIMIT : KILN_OK);
    }
}

/* Goal: a sink that fails at any byte stops the writing there and keeps its status.
 * Why: disks fill and clients go away in the middle of a result. */
static void failing_sinks_stop_the_writing(void **state)
{
    (void)state;
    for (size_t fail_after = 0; fail_after < sizeof PRETTY - 1; fail_after++) {
        writing w;
        begin(&w, 2);
        w.out.fail_after = fail_after;
        write_example(&w.writer);
        assert_int_equal(w.sink.status, KILN_OUTPUT);
        assert_true(w.out.size <= fail_after);
        assert_memory_equal(w.out.text, PRETTY, w.out.size);
    }
}

/* Goal: a tree is written as the writer would write it, in both forms, from any of its nodes.
 * Why: overrides and the API echo parts of the input. */
static void trees_are_written_as_they_stand(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_as(f, PRETTY, KILN_JSON_STRICT), KILN_OK);
    writing w;
    begin(&w, 2);
    kiln_json_tree(&w.writer, f->root);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_null(strstr(w.out.text, "9007199254740993")); /* as its value, a double */
    assert_int_equal(read_as(f, "[{\"b\":[ ],\"a\\u0000\":[1.50,{}]},1E2]", KILN_JSON_STRICT),
                     KILN_OK);
    begin(&w, 0);
    kiln_json_tree(&w.writer, f->root);
    assert_string_equal(w.out.text, "[{\"b\":[],\"a\\u0000\":[1.5,{}]},100]");
    begin(&w, 0);
    kiln_json_begin_object(&w.writer);
    kiln_json_key(&w.writer, "part");
    kiln_json_tree(&w.writer, f->root->first->first);
    kiln_json_end_object(&w.writer);
    assert_int_equal(w.sink.status, KILN_OK);
    assert_string_equal(w.out.text, "{\"part\":[]}");
}

/* Goal: documents with the same value have the same canonical text: keys by bytes, shortest
 * numbers, least escapes, no blanks. Why: hashes of recipes and ETags stand on it. */
static void canonical_form_is_one_per_value(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *text, *canonical;
    } ROWS[] = {
        {" 1.0 ", "1"},
        {"100E-2", "1"},
        {"-0.0", "-0"},
        {"123456789012345678901234567890", "1.2345678901234568e29"},
        {"\"\\u0041\\/\\u00e9\"", "\"A/\xC3\xA9\""},
        {"[ ]", "[]"},
        {"{ }", "{}"},
        {"{\"b\":1,\"a\":{\"d\":[{\"z\":1,\"y\":2}],\"c\":null}}",
         "{\"a\":{\"c\":null,\"d\":[{\"y\":2,\"z\":1}]},\"b\":1}"},
        {"{\"ab\":1,\"a\":2,\"\":3,\"B\":4,\"a\\u0000\":5,\"b\":6}",
         "{\"\":3,\"B\":4,\"a\":2,\"a\\u0000\":5,\"ab\":1,\"b\":6}"},
        /* by bytes, U+FF5E stands before U+1F600; in UTF-16 it would stand after it */
        {"{\"\\ud83d\\ude00\":1,\"\\uff5e\":2,\"~\":3}",
         "{\"~\":3,\"\xEF\xBD\x9E\":2,\"\xF0\x9F\x98\x80\":1}"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(read_as(f, ROWS[i].text, KILN_JSON_STRICT), KILN_OK);
        writing w;
        begin(&w, 0);
        kiln_json_write_canonical(f->root, &w.sink);
        assert_int_equal(w.sink.status, KILN_OK);
        assert_string_equal(w.out.text, ROWS[i].canonical);
    }
    assert_int_equal(read_as(f, "{\"b\":[1,2],\"a\":0}", KILN_JSON_STRICT), KILN_OK);
    writing w;
    begin(&w, 0);
    kiln_json_write_canonical(f->root->first, &w.sink);
    assert_string_equal(w.out.text, "[1,2]");
}

/* Goal: a tree built by hand has the canonical text of the same tree read, one deeper than the
 * writer's limit is KILN_LIMIT, one with NaN KILN_INTERNAL.
 * Why: a recipe given by flags and the same recipe in a file must have one hash. */
static void trees_built_by_hand_are_canonical_too(void **state)
{
    fixture *f = *state;
    kiln_json *root = kiln_json_new(&f->arena, KILN_JSON_OBJECT, KILN_JSON_FLAGS);
    kiln_json *number = kiln_json_new_number(&f->arena, 2e20, KILN_JSON_FLAGS);
    kiln_json *text = kiln_json_new_text(&f->arena, "x", 1, KILN_JSON_FLAGS);
    kiln_json *list = kiln_json_new(&f->arena, KILN_JSON_ARRAY, KILN_JSON_FLAGS);
    assert_int_equal(kiln_json_add(&f->arena, root, "z", number), KILN_OK);
    assert_int_equal(kiln_json_add(&f->arena, root, "a", list), KILN_OK);
    assert_int_equal(kiln_json_add(&f->arena, list, NULL, text), KILN_OK);
    writing w;
    begin(&w, 0);
    kiln_json_write_canonical(root, &w.sink);
    assert_string_equal(w.out.text, "{\"a\":[\"x\"],\"z\":2e20}");

    for (int depth = 2; depth <= KILN_JSON_WRITER_DEPTH; depth++) {
        kiln_json *inner = kiln_json_new(&f->arena, KILN_JSON_ARRAY, KILN_JSON_FLAGS);
        assert_int_equal(kiln_json_add(&f->arena, list, NULL, inner), KILN_OK);
        list = inner;
    }
    begin(&w, 0);
    kiln_json_write_canonical(root, &w.sink);
    assert_int_equal(w.sink.status, KILN_LIMIT);

    number->number = NAN;
    begin(&w, 0);
    kiln_json_write_canonical(number, &w.sink);
    assert_int_equal(w.sink.status, KILN_INTERNAL);
    assert_int_equal(w.out.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_forms_are_laid_out),
        TEST(deep_layouts_are_indented),
        TEST(texts_are_escaped),
        TEST(numbers_are_written),
        TEST(misuse_is_reported),
        TEST(depth_is_limited),
        TEST(failing_sinks_stop_the_writing),
        TEST(trees_are_written_as_they_stand),
        TEST(canonical_form_is_one_per_value),
        TEST(trees_built_by_hand_are_canonical_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
