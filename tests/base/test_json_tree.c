/* JSON trees: finding values, saying where they are, building by hand. */
#include "base/json_fixture.h"

/* Goal: JSON Pointers find what RFC 6901 says they do, and nothing else.
 * Why: errors, overrides and tests all address values this way. The document and the pointers
 * are those of RFC 6901 section 5. */
static void pointers_follow_rfc_6901(void **state)
{
    fixture *f = *state;
    const char *text =
        "{\"foo\": [\"bar\", \"baz\"], \"\": 0, \"a/b\": 1, \"c%d\": 2, \"e^f\": 3, "
        "\"g|h\": 4, \"i\\\\j\": 5, \"k\\\"l\": 6, \" \": 7, \"m~n\": 8}";
    assert_int_equal(read_as(f, text, KILN_JSON_STRICT), KILN_OK);
    static const char *const NUMBERS[] = {"/",     "/a~1b", "/c%d", "/e^f", "/g|h",
                                          "/i\\j", "/k\"l", "/ ",   "/m~0n"};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++) {
        const kiln_json *node = kiln_json_at(f->root, NUMBERS[i]);
        assert_non_null(node);
        assert_true(node->number == (double)i);
        char pointer[32];
        assert_string_equal(kiln_json_pointer(node, pointer, sizeof pointer), NUMBERS[i]);
    }
    assert_ptr_equal(kiln_json_at(f->root, ""), f->root);
    assert_string_equal(kiln_json_at(f->root, "/foo/1")->text, "baz");
    static const char *const NOWHERE[] = {
        "foo",      "/fo",     "/foo/2", "/foo/01",  "/foo/-", "/foo/",
        "/foo/0/0", "/m~n",    "/m~",    "/m~2n",    "/a~2b",  "/a/b",
        "/foo/+1",  "/foo/1/", "//",     "/foo/1e0", "/fooo",  "/foo/4294967297"};
    for (size_t i = 0; i < sizeof NOWHERE / sizeof NOWHERE[0]; i++)
        assert_null(kiln_json_at(f->root, NOWHERE[i]));
    assert_null(kiln_json_at(NULL, "/a"));
}

/* Goal: members are found by their whole name.
 * Why: "temp" is not "temp_c", and a key may hold a NUL. */
static void members_are_found_by_name(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        read_as(f, "{\"ab\\u0000\\u007fc\":0,\"abc\":1,\"ab\":2}", KILN_JSON_STRICT), KILN_OK);
    assert_true(kiln_json_member(f->root, "ab")->number == 2);
    assert_true(kiln_json_member(f->root, "abc")->number == 1);
    assert_null(kiln_json_member(f->root, "a"));
    assert_null(kiln_json_member(f->root, ""));
    assert_null(kiln_json_member(NULL, "ab"));
    assert_null(kiln_json_member(f->root->first, "ab"));
    char pointer[32];
    assert_string_equal(kiln_json_pointer(f->root->first, pointer, sizeof pointer),
                        "/ab\\u0000\\u007fc");
}

/* Goal: a pointer that does not fit is cut between characters and says so.
 * Why: keys come from outside and are as long as they like; half a character is not UTF-8. */
static void long_pointers_are_cut(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_as(f, "{\"abc\":{\"d\xC3\xA9\":[0,1]}}", KILN_JSON_STRICT), KILN_OK);
    const kiln_json *node = kiln_json_at(f->root, "/abc/d\xC3\xA9/1");
    static const char *const BY_SIZE[] = {
        NULL,    "",       ".",       "..",       "...",       "/...",
        "/a...", "/ab...", "/abc...", "/abc/...", "/abc/d...", "/abc/d\xC3\xA9/1"};
    char text[16];
    for (size_t size = 1; size < 10; size++) {
        memset(text, 'x', sizeof text);
        assert_string_equal(kiln_json_pointer(node, text, size), BY_SIZE[size]);
        assert_int_equal(text[size], 'x');
    }
    assert_string_equal(kiln_json_pointer(node, text, 10), "/abc/d...");
    assert_string_equal(kiln_json_pointer(node, text, 11), "/abc/d\xC3\xA9/1");

    const size_t long_key = 100000;
    kiln_json *root = kiln_json_new(&f->arena, KILN_JSON_OBJECT, KILN_JSON_DOCUMENT);
    kiln_json *leaf = kiln_json_new(&f->arena, KILN_JSON_NULL, KILN_JSON_DOCUMENT);
    char *key = kiln_arena_take(&f->arena, long_key + 1, 1);
    memset(key, 'k', long_key);
    assert_int_equal(kiln_json_add(&f->arena, root, key, leaf), KILN_OK);
    assert_string_equal(kiln_json_pointer(leaf, text, 8), "/kkk...");
}

/* Goal: trees of flags and of CSV rows name flags and columns, and a document put into a tree
 * of flags keeps its own pointers. Why: "/temp_c" means nothing to who typed --temp-c. */
static void places_speak_the_users_language(void **state)
{
    fixture *f = *state;
    static const struct {
        kiln_json_origin origin;
        const char *top, *nested, *item;
    } ROWS[] = {
        {KILN_JSON_DOCUMENT, "/temp_c", "/model/set_name", "/model/set_name/1"},
        {KILN_JSON_FLAGS, "--temp-c", "--model.set-name", "--model.set-name[1]"},
        {KILN_JSON_ROW, "temp_c", "model.set_name", "model.set_name[1]"},
    };
    char text[64];
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const kiln_json_origin origin = ROWS[i].origin;
        kiln_json *root = kiln_json_new(&f->arena, KILN_JSON_OBJECT, origin);
        kiln_json *model = kiln_json_new(&f->arena, KILN_JSON_OBJECT, origin);
        kiln_json *list = kiln_json_new(&f->arena, KILN_JSON_ARRAY, origin);
        kiln_json *number = kiln_json_new_number(&f->arena, 900, origin);
        kiln_json *item = kiln_json_new_text(&f->arena, "b", 1, origin);
        kiln_json *first = kiln_json_new_text(&f->arena, "a", 1, origin);
        assert_int_equal(kiln_json_add(&f->arena, root, "temp_c", number), KILN_OK);
        assert_int_equal(kiln_json_add(&f->arena, root, "model", model), KILN_OK);
        assert_int_equal(kiln_json_add(&f->arena, model, "set_name", list), KILN_OK);
        assert_int_equal(kiln_json_add(&f->arena, list, NULL, first), KILN_OK);
        assert_int_equal(kiln_json_add(&f->arena, list, NULL, item), KILN_OK);
        assert_string_equal(kiln_json_pointer(number, text, sizeof text), ROWS[i].top);
        assert_string_equal(kiln_json_pointer(list, text, sizeof text), ROWS[i].nested);
        assert_string_equal(kiln_json_pointer(item, text, sizeof text), ROWS[i].item);
        assert_string_equal(kiln_json_pointer(root, text, sizeof text), "");
    }
    assert_int_equal(read_as(f, "{\"steps\":[{\"temp_c\":1}]}", KILN_JSON_STRICT), KILN_OK);
    kiln_json *flags = kiln_json_new(&f->arena, KILN_JSON_OBJECT, KILN_JSON_FLAGS);
    assert_int_equal(kiln_json_add(&f->arena, flags, "recipe", f->root), KILN_OK);
    kiln_json *step = kiln_json_at(flags, "/recipe/steps/0");
    assert_string_equal(kiln_json_pointer(step->first, text, sizeof text), "/steps/0/temp_c");
    assert_string_equal(kiln_json_pointer(f->root, text, sizeof text), "");
    kiln_json *flag = kiln_json_new_number(&f->arena, 2, KILN_JSON_FLAGS);
    assert_int_equal(kiln_json_add(&f->arena, step, "time_min", flag), KILN_OK);
    assert_string_equal(kiln_json_pointer(flag, text, sizeof text), "--time-min");
}

/* Goal: a tree built by hand is linked and sorted as one that was read, and refuses what JSON
 * would. Why: flags and CSV rows go through the same validation and the same canonical form. */
static void trees_are_built_by_hand(void **state)
{
    fixture *f = *state;
    kiln_json *root = kiln_json_new(&f->arena, KILN_JSON_OBJECT, KILN_JSON_ROW);
    static const char *const KEYS[] = {"m", "z", "a", "mm", "", "b"};
    static const char *const SORTED[] = {"", "a", "b", "m", "mm", "z"};
    enum { KEYS_COUNT = sizeof KEYS / sizeof KEYS[0] };
    for (size_t i = 0; i < KEYS_COUNT; i++) {
        kiln_json *child = kiln_json_new_number(&f->arena, (double)i + 0.5, KILN_JSON_ROW);
        assert_int_equal(kiln_json_add(&f->arena, root, KEYS[i], child), KILN_OK);
        assert_int_equal(child->index, i);
        assert_ptr_equal(child->parent, root);
        assert_ptr_equal(root->last, child);
    }
    assert_int_equal(root->count, KEYS_COUNT);
    assert_string_equal(root->first->text, "0.5");
    const kiln_json *member = root->first_by_key;
    for (size_t i = 0; i < KEYS_COUNT; i++, member = member->next_by_key)
        assert_string_equal(member->key, SORTED[i]);
    assert_null(member);

    kiln_json *list = kiln_json_new(&f->arena, KILN_JSON_ARRAY, KILN_JSON_ROW);
    kiln_json *text = kiln_json_new_text(&f->arena, "a\0b", 3, KILN_JSON_ROW);
    assert_int_equal(text->size, 3);
    assert_memory_equal(text->text, "a\0b", 4);
    assert_int_equal(kiln_json_add(&f->arena, root, "mm", text), KILN_INVALID);
    assert_int_equal(kiln_json_add(&f->arena, root, NULL, text), KILN_INVALID);
    assert_int_equal(kiln_json_add(&f->arena, list, "key", text), KILN_INVALID);
    assert_int_equal(kiln_json_add(&f->arena, root->first, NULL, text), KILN_INVALID);
    assert_int_equal(kiln_json_add(&f->arena, root->first, "key", text), KILN_INVALID);
    assert_int_equal(root->count, KEYS_COUNT);
    assert_null(text->parent);
    assert_string_equal(kiln_json_new(&f->arena, KILN_JSON_TEXT, KILN_JSON_ROW)->text, "");
    assert_string_equal(kiln_json_new(&f->arena, KILN_JSON_NUMBER, KILN_JSON_ROW)->text, "0");

    kiln_arena full;
    kiln_arena_init(&full, 1, (kiln_allocator){0});
    assert_null(kiln_json_new(&full, KILN_JSON_NULL, KILN_JSON_ROW));
    assert_null(kiln_json_new_text(&full, "a", 1, KILN_JSON_ROW));
    assert_null(kiln_json_new_number(&full, 1, KILN_JSON_ROW));
    assert_int_equal(kiln_json_add(&full, root, "new", text), KILN_NO_MEMORY);
    assert_int_equal(root->count, KEYS_COUNT);
    assert_null(text->key);
    kiln_arena_free(&full);
}

/* Goal: every kind has its words.
 * Why: they stand in messages: "a number is wanted, not a text". */
static void kinds_have_words(void **state)
{
    (void)state;
    assert_string_equal(kiln_json_kind_words(KILN_JSON_NULL), "null");
    assert_string_equal(kiln_json_kind_words(KILN_JSON_BOOL), "true or false");
    assert_string_equal(kiln_json_kind_words(KILN_JSON_NUMBER), "a number");
    assert_string_equal(kiln_json_kind_words(KILN_JSON_TEXT), "a text");
    assert_string_equal(kiln_json_kind_words(KILN_JSON_ARRAY), "an array");
    assert_string_equal(kiln_json_kind_words(KILN_JSON_OBJECT), "an object");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pointers_follow_rfc_6901), TEST(members_are_found_by_name),
        TEST(long_pointers_are_cut),    TEST(places_speak_the_users_language),
        TEST(trees_are_built_by_hand),  TEST(kinds_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
