/* The arena: what it hands out, its limit, and every way it can fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/counting_allocator.h"
#include "kiln/base/arena.h"

#include <stdlib.h>
#include <string.h>

static kiln_arena arena_with(counting_allocator *counting, size_t limit)
{
    kiln_arena arena;
    kiln_arena_init(&arena, limit, counting_allocator_hooks(counting));
    return arena;
}

static void assert_zero(const void *memory, size_t size)
{
    const unsigned char *byte = memory;
    for (size_t i = 0; i < size; i++)
        assert_int_equal(byte[i], 0);
}

/* Goal: memory of any size is aligned for any type, zeroed, and no two pieces overlap. Why: all
 * structs of a run stand on it; the allocator's memory is dirty on purpose. */
static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    enum { PIECES = 400 };
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, 0);
    unsigned char *piece[PIECES];
    (void)state;
    for (size_t i = 0; i < PIECES; i++) {
        const size_t size = i % 67 == 66 ? 100000 : i % 67 + 1;
        piece[i] = kiln_arena_take(&arena, size, 1);
        assert_non_null(piece[i]);
        assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
        assert_zero(piece[i], size);
        memset(piece[i], (int)(i % 255) + 1, size);
    }
    for (size_t i = 0; i < PIECES; i++) {
        const size_t size = i % 67 == 66 ? 100000 : i % 67 + 1;
        for (size_t k = 0; k < size; k++)
            assert_int_equal(piece[i][k], (int)(i % 255) + 1);
    }
    kiln_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

/* Goal: none of something is still memory of one's own. Why: NULL means failure, and an empty
 * list is told from an absent one by its pointer. */
static void nothing_is_not_null(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, 0);
    (void)state;
    const void *a = kiln_arena_take(&arena, 0, 8), *b = kiln_arena_take(&arena, 8, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    kiln_arena_free(&arena);
}

/* Goal: a product that overflows is refused without asking the allocator. Why: it would hand
 * out far less than was asked for. */
static void an_overflowing_product_is_refused(void **state)
{
    static const size_t BIG[][2] = {{SIZE_MAX, 1},         {1, SIZE_MAX},
                                    {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX, SIZE_MAX},
                                    {SIZE_MAX / 8 + 1, 8}, {SIZE_MAX / 2 + 1, 1},
                                    {SIZE_MAX / 3, 3}};
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, SIZE_MAX);
    (void)state;
    for (size_t i = 0; i < sizeof BIG / sizeof BIG[0]; i++)
        assert_null(kiln_arena_take(&arena, BIG[i][0], BIG[i][1]));
    assert_null(kiln_arena_text(&arena, "x", SIZE_MAX));
    assert_int_equal(counting.calls, 0);
    assert_non_null(kiln_arena_take(&arena, 1, 8));
    kiln_arena_free(&arena);
}

/* The bytes that one object of a size costs, header and all, when it comes alone. */
static size_t cost_of(size_t size)
{
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, 0);
    assert_non_null(kiln_arena_take(&arena, size, 1));
    const size_t cost = arena.held;
    kiln_arena_free(&arena);
    return cost;
}

/* Goal: at the limit all is well, one byte past it is a failure, and then smaller pieces are
 * still to be had. Why: the limit is what keeps one request from taking a server's memory. */
static void the_limit_holds_to_the_byte(void **state)
{
    const size_t size = 200000, cost = cost_of(size);
    counting_allocator counting = {0};
    (void)state;
    kiln_arena arena = arena_with(&counting, cost);
    assert_non_null(kiln_arena_take(&arena, size, 1));
    assert_int_equal(arena.held, cost);
    assert_null(kiln_arena_take(&arena, 1, 1));
    kiln_arena_free(&arena);

    arena = arena_with(&counting, cost - 1);
    assert_null(kiln_arena_take(&arena, size, 1));
    assert_int_equal(arena.held, 0);
    assert_non_null(kiln_arena_take(&arena, size - 1, 1));
    assert_true(arena.held <= arena.limit);
    kiln_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

/* Goal: small pieces can use the limit up, and never go past it. Why: the last chunk is cut to
 * what is left, which is easy to get wrong. */
static void small_pieces_use_the_limit_up(void **state)
{
    enum { LIMIT = 100000, PIECE = 48 };
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, LIMIT);
    size_t taken = 0;
    (void)state;
    while (kiln_arena_take(&arena, PIECE, 1))
        taken += PIECE;
    assert_true(arena.held <= LIMIT);
    assert_true(arena.used <= arena.held);
    assert_true(taken > LIMIT / 3); /* a header a piece where each is an allocation */
    kiln_arena_free(&arena);
}

/* Goal: when the allocator fails the arena says so and is as it was. Why: every allocation can
 * fail. */
static void a_failing_allocator_leaves_the_arena_whole(void **state)
{
    counting_allocator counting = {.fail_at = 2};
    kiln_arena arena = arena_with(&counting, 0);
    (void)state;
    char *first = kiln_arena_text(&arena, "first", 5);
    const size_t used = arena.used, held = arena.held;
    assert_null(kiln_arena_take(&arena, 1, 1 << 20));
    assert_int_equal(arena.used, used);
    assert_int_equal(arena.held, held);
    assert_string_equal(first, "first");
    counting.fail_at = 0;
    assert_non_null(kiln_arena_take(&arena, 1, 1 << 20));
    kiln_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

/* Goal: freed, the arena has given everything back and starts anew. Why: it is reset per
 * run. */
static void a_freed_arena_can_be_used_again(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, 1 << 20);
    (void)state;
    for (int run = 0; run < 3; run++) {
        for (int i = 0; i < 5; i++)
            assert_non_null(kiln_arena_take(&arena, 150000, 1));
        assert_true(arena.used >= 750000);
        kiln_arena_free(&arena);
        assert_int_equal(arena.used, 0);
        assert_int_equal(arena.held, 0);
        assert_int_equal(counting.live, 0);
    }
    kiln_arena_free(&arena);
}

/* Goal: without an allocator of its own the arena uses malloc, with the documented limit. Why:
 * that is what everybody but a test does. */
static void the_default_allocator_and_limit(void **state)
{
    kiln_arena arena;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_int_equal(arena.limit, (size_t)KILN_ARENA_LIMIT_MB << 20);
    assert_null(kiln_arena_take(&arena, (size_t)KILN_ARENA_LIMIT_MB << 20, 1));
    double *x = KILN_TAKE(&arena, 1000, double);
    assert_non_null(x);
    assert_zero(x, 1000 * sizeof *x);
    kiln_arena_free(&arena);
}

/* Goal: text is copied by its length, NULs inside included, and ends in a NUL. Why: JSON text
 * may hold one. */
static void text_is_copied_by_length(void **state)
{
    static const char SOURCE[] = "a\0b and more";
    counting_allocator counting = {0};
    kiln_arena arena = arena_with(&counting, 0);
    (void)state;
    const char *copy = kiln_arena_text(&arena, SOURCE, 3);
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(kiln_arena_text(&arena, NULL, 0), "");
    kiln_arena_free(&arena);
    counting = (counting_allocator){.fail_at = 1};
    assert_null(kiln_arena_text(&arena, SOURCE, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(nothing_is_not_null),
        cmocka_unit_test(an_overflowing_product_is_refused),
        cmocka_unit_test(the_limit_holds_to_the_byte),
        cmocka_unit_test(small_pieces_use_the_limit_up),
        cmocka_unit_test(a_failing_allocator_leaves_the_arena_whole),
        cmocka_unit_test(a_freed_arena_can_be_used_again),
        cmocka_unit_test(the_default_allocator_and_limit),
        cmocka_unit_test(text_is_copied_by_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
