/* Sinks and sources: the first failure sticks, text grows to its limit, bytes come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/counting_allocator.h"
#include "kiln/base/io.h"

#include <math.h>
#include <string.h>

/* A sink that fails when it has taken `room` bytes, and counts what it is asked. */
typedef struct short_sink {
    size_t room, calls;
    char taken[64];
    size_t size;
} short_sink;

static kiln_status short_write(void *context, const char *data, size_t size)
{
    short_sink *sink = context;
    sink->calls++;
    if (sink->size + size > sink->room)
        return KILN_OUTPUT;
    memcpy(sink->taken + sink->size, data, size);
    sink->size += size;
    return KILN_OK;
}

/* Goal: after the first failure nothing more is written and the status stays. Why: a document
 * with a hole in it must not look whole. */
static void the_first_failure_sticks(void **state)
{
    short_sink taker = {.room = 5};
    kiln_sink sink = {.write = short_write, .context = &taker};
    (void)state;
    kiln_puts(&sink, "abc");
    kiln_puts(&sink, "defg");
    assert_int_equal(sink.status, KILN_OUTPUT);
    kiln_put(&sink, "h", 1); /* would have fitted */
    kiln_putf(&sink, "%d", 1);
    kiln_put_number(&sink, 2);
    assert_int_equal(sink.status, KILN_OUTPUT);
    assert_int_equal(taker.calls, 2);
    assert_int_equal(taker.size, 3);
}

/* Goal: writing nothing does not reach the sink. Why: a sink may take an empty write for the
 * end of a stream. */
static void nothing_is_not_written(void **state)
{
    short_sink taker = {.room = 5};
    kiln_sink sink = {.write = short_write, .context = &taker};
    (void)state;
    kiln_puts(&sink, "");
    kiln_put(&sink, NULL, 0);
    kiln_putf(&sink, "%s", "");
    assert_int_equal(taker.calls, 0);
    assert_int_equal(sink.status, KILN_OK);
}

static kiln_text text_in(kiln_arena *arena, counting_allocator *counting, size_t limit)
{
    kiln_text text;
    kiln_arena_init(arena, 0, counting_allocator_hooks(counting));
    kiln_text_init(&text, arena, limit);
    return text;
}

/* Goal: text holds exactly what was written, whatever the pieces, and ends in a NUL. Why: it
 * moves when it grows. */
static void text_keeps_what_is_written(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 0);
    kiln_sink sink = kiln_text_sink(&text);
    size_t size = 0;
    (void)state;
    assert_null(text.data);
    for (size_t piece = 1; piece < 300; piece += 7) {
        for (size_t i = 0; i < piece; i++, size++) {
            const char byte = (char)('a' + size % 26);
            kiln_put(&sink, &byte, 1);
        }
    }
    assert_int_equal(sink.status, KILN_OK);
    assert_int_equal(text.size, size);
    assert_int_equal(strlen(text.data), size);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(text.data[i], 'a' + (int)(i % 26));
    kiln_arena_free(&arena);
}

/* Goal: growing copies each byte a bounded number of times. Why: a result of 10 MB is written
 * in pieces of ten bytes. */
static void growing_is_linear(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 0);
    kiln_sink sink = kiln_text_sink(&text);
    (void)state;
    for (int i = 0; i < 100000; i++)
        kiln_puts(&sink, "0123456789");
    assert_int_equal(text.size, 1000000);
    assert_true(arena.used <= 4 * text.size);
    kiln_arena_free(&arena);
}

/* Goal: at the limit text is whole, one byte past it is KILN_LIMIT and what was there stays.
 * Why: an answer is bounded however it is made. */
static void text_stops_at_its_limit(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 10);
    kiln_sink sink = kiln_text_sink(&text);
    (void)state;
    kiln_puts(&sink, "01234");
    kiln_puts(&sink, "56789");
    assert_int_equal(sink.status, KILN_OK);
    kiln_puts(&sink, "x");
    assert_int_equal(sink.status, KILN_LIMIT);
    assert_string_equal(text.data, "0123456789");
    kiln_arena_free(&arena);

    text = text_in(&arena, &counting, 10);
    sink = kiln_text_sink(&text);
    kiln_puts(&sink, "0123456789");
    assert_int_equal(sink.status, KILN_OK);
    kiln_arena_free(&arena);

    text = text_in(&arena, &counting, 10);
    sink = kiln_text_sink(&text);
    kiln_puts(&sink, "0123456789x");
    assert_int_equal(sink.status, KILN_LIMIT);
    assert_int_equal(text.size, 0);
    kiln_arena_free(&arena);
}

/* Goal: when memory ends text says so and keeps what it had. Why: every allocation can fail. */
static void text_survives_the_end_of_memory(void **state)
{
    enum { BIG = 70000 }; /* past an arena's chunk, so that growing asks the allocator */
    static char big[BIG];
    counting_allocator counting = {.fail_at = 2};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 0);
    kiln_sink sink = kiln_text_sink(&text);
    (void)state;
    kiln_puts(&sink, "before");
    kiln_put(&sink, big, BIG);
    assert_int_equal(sink.status, KILN_NO_MEMORY);
    assert_string_equal(text.data, "before");
    kiln_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

/* Goal: a formatted write of 4095 bytes comes through whole, a longer one is a fault rather
 * than cut. Why: half a sentence, or half a JSON text, would look finished. */
static void a_formatted_write_is_whole_or_a_fault(void **state)
{
    static char wide[4097];
    counting_allocator counting = {0};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 0);
    kiln_sink sink = kiln_text_sink(&text);
    (void)state;
    memset(wide, 'w', 4095);
    kiln_putf(&sink, "%s", wide);
    assert_int_equal(sink.status, KILN_OK);
    assert_int_equal(text.size, 4095);
    wide[4095] = 'w';
    kiln_putf(&sink, "%s", wide);
    assert_int_equal(sink.status, KILN_INTERNAL);
    assert_int_equal(text.size, 4095);
    kiln_arena_free(&arena);
}

/* Goal: numbers come out shortest. Why: this is the way results are printed; the formatter
 * itself is tested elsewhere. */
static void numbers_are_written_shortest(void **state)
{
    counting_allocator counting = {0};
    kiln_arena arena;
    kiln_text text = text_in(&arena, &counting, 0);
    kiln_sink sink = kiln_text_sink(&text);
    (void)state;
    kiln_put_number(&sink, 0.1);
    kiln_puts(&sink, " ");
    kiln_put_number(&sink, 2e20);
    assert_string_equal(text.data, "0.1 2e20");
    kiln_arena_free(&arena);
}

/* Goal: a source over bytes gives all of them, in pieces of any size, then none for ever. Why:
 * the CSV reader takes what comes. */
static void bytes_come_back_in_pieces(void **state)
{
    static const char DATA[] = "timestamp,value\n1,2\n";
    (void)state;
    for (size_t piece = 1; piece <= sizeof DATA; piece++) {
        kiln_bytes bytes = {.data = DATA, .size = strlen(DATA)};
        kiln_source source = kiln_bytes_source(&bytes);
        char back[sizeof DATA] = "";
        size_t size = 0, got = 1;
        while (got > 0) {
            char part[sizeof DATA];
            assert_int_equal(source.read(source.context, part, piece, &got), KILN_OK);
            assert_true(got <= piece && size + got < sizeof back);
            memcpy(back + size, part, got);
            size += got;
        }
        assert_string_equal(back, DATA);
        got = 1;
        assert_int_equal(source.read(source.context, back, 1, &got), KILN_OK);
        assert_int_equal(got, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_sticks),
        cmocka_unit_test(nothing_is_not_written),
        cmocka_unit_test(text_keeps_what_is_written),
        cmocka_unit_test(growing_is_linear),
        cmocka_unit_test(text_stops_at_its_limit),
        cmocka_unit_test(text_survives_the_end_of_memory),
        cmocka_unit_test(a_formatted_write_is_whole_or_a_fault),
        cmocka_unit_test(numbers_are_written_shortest),
        cmocka_unit_test(bytes_come_back_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
