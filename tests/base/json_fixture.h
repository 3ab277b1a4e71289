/* What the tests of JSON share: an arena, a diag, and reading such that overruns show. */
#ifndef KILN_TESTS_BASE_JSON_FIXTURE_H
#define KILN_TESTS_BASE_JSON_FIXTURE_H

#include "kiln/base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    kiln_arena arena;
    kiln_diag diag;
    kiln_json *root;
} fixture;

static inline int set_up(void **state)
{
    fixture *f = test_calloc(1, sizeof *f);
    kiln_arena_init(&f->arena, 0, (kiln_allocator){0});
    kiln_diag_init(&f->diag, "recipe.json");
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    kiln_arena_free(&f->arena);
    test_free(f);
    return 0;
}

/* What a root points to before a read, so that a test sees whether it was touched. */
static kiln_json untouched;

/* Reads a copy that is exactly as long as the text and gone afterwards, so that sanitizers see
 * a byte read too many, and a tree that points into its input. */
static inline kiln_status read_options(fixture *f, const char *text, size_t size,
                                       const kiln_json_options *options)
{
    kiln_arena_free(&f->arena);
    kiln_diag_init(&f->diag, "recipe.json");
    f->root = &untouched;
    char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    const kiln_status status =
        kiln_json_read(copy, size, options, &f->arena, &f->root, &f->diag);
    free(copy);
    return status;
}

static inline kiln_status read_as(fixture *f, const char *text, kiln_json_syntax syntax)
{
    return read_options(f, text, strlen(text), &(kiln_json_options){.syntax = syntax});
}

static inline void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" does not contain \"%s\"", text, part);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
