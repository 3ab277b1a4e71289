/* JSON in: values with their places, limits, memory. */
#include "base/json_fixture.h"

#include "base/counting_allocator.h"

#include <stdio.h>

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
        TEST(relaxed_syntax_takes_comments),
        TEST(many_keys_are_no_attack),
        TEST(limits_hold),
        TEST(hostile_sizes_end_at_the_limit),
        TEST(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
