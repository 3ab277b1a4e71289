/* JSON: no input upsets the reader; what it takes is written and read again without a change;
 * what it refuses it explains. */
#include "check.h"
#include "kiln/base/json.h"

#include <stdint.h>
#include <string.h>

static kiln_status read_tree(const char *text, size_t size, kiln_json_syntax syntax,
                             kiln_arena *arena, kiln_json **root, kiln_diag *diag)
{
    const kiln_json_options options = {.syntax = syntax};
    kiln_diag_init(diag, NULL);
    return kiln_json_read(text, size, &options, arena, root, diag);
}

static kiln_text canonical(const kiln_json *root, kiln_arena *arena)
{
    kiln_text text;
    kiln_text_init(&text, arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_write_canonical(root, &sink);
    CHECK(sink.status == KILN_OK);
    return text;
}

static kiln_text pretty(const kiln_json *root, kiln_arena *arena)
{
    kiln_text text;
    kiln_text_init(&text, arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_writer writer;
    kiln_json_writer_init(&writer, &sink, 2);
    kiln_json_tree(&writer, root);
    CHECK(sink.status == KILN_OK);
    return text;
}

/* The text reads, as strict JSON, as a value with that canonical form. */
static void check_reads_as(const kiln_text *text, const kiln_text *expected, kiln_arena *arena)
{
    kiln_json *root = NULL;
    kiln_diag diag;
    CHECK(read_tree(text->data, text->size, KILN_JSON_STRICT, arena, &root, &diag) == KILN_OK);
    const kiln_text again = canonical(root, arena);
    CHECK(again.size == expected->size && memcmp(again.data, expected->data, again.size) == 0);
}

/* Each value's pointer leads back to it, if it was not cut (by up to a character and "...") and
 * holds no escaped control. */
static void check_pointers(kiln_json *root)
{
    enum { VALUES_MAX = 100, ROOM = 256 };
    kiln_json *node = root;
    for (int i = 0; node != NULL && i < VALUES_MAX; i++) {
        char pointer[ROOM];
        kiln_json_pointer(node, pointer, sizeof pointer);
        if (strlen(pointer) < ROOM - 8 && strstr(pointer, "\\u00") == NULL)
            CHECK(kiln_json_at(root, pointer) == node);
        node = node->first != NULL ? node->first : node->next;
    }
}

static void check_issues(kiln_status status, const kiln_diag *diag)
{
    CHECK(diag->count > 0 && diag->errors >= diag->count);
    CHECK(kiln_diag_status(diag) == status);
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        CHECK(issue->status == KILN_SYNTAX || issue->status == KILN_LIMIT);
        CHECK(issue->line > 0 && issue->column > 0);
        CHECK(issue->message[0] != '\0' && issue->mend[0] != '\0');
    }
}

/* Reads in one syntax; *text is the canonical form, without data when the input is refused. */
static void check_syntax(const char *input, size_t size, kiln_json_syntax syntax,
                         kiln_arena *arena, kiln_text *text)
{
    kiln_json *root = NULL;
    kiln_diag diag;
    const kiln_status status = read_tree(input, size, syntax, arena, &root, &diag);
    if (status != KILN_OK) {
        CHECK(root == NULL);
        check_issues(status, &diag);
        return;
    }
    CHECK(diag.count == 0);
    *text = canonical(root, arena);
    check_reads_as(text, text, arena);
    const kiln_text lines = pretty(root, arena);
    check_reads_as(&lines, text, arena);
    check_pointers(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_text strict = {0};
    kiln_text relaxed = {0};
    check_syntax((const char *)data, size, KILN_JSON_STRICT, &arena, &strict);
    check_syntax((const char *)data, size, KILN_JSON_RELAXED, &arena, &relaxed);
    if (strict.data != NULL)
        CHECK(relaxed.size == strict.size &&
              memcmp(relaxed.data, strict.data, strict.size) == 0);
    kiln_arena_free(&arena);
    return 0;
}
