/* UTF-8: every sequence that can be, against a decoder written down from its definition. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* RFC 3629 in its own words: the first byte says how many follow, each of those starts with the
 * bits 10, and the shortest form of a code point up to 10FFFF that is no surrogate is the only
 * one. */
static size_t length_by_definition(const unsigned char *byte)
{
    static const struct {
        unsigned mask, mark;
        uint32_t least;
    } FORMS[] = {{0, 1, 0},
                 {0x80, 0x00, 0},
                 {0xE0, 0xC0, 0x80},
                 {0xF0, 0xE0, 0x800},
                 {0xF8, 0xF0, 0x10000}};
    for (size_t length = 1; length <= 4; length++) {
        if ((byte[0] & FORMS[length].mask) != FORMS[length].mark)
            continue;
        uint32_t code = byte[0] & ~FORMS[length].mask;
        for (size_t i = 1; i < length; i++) {
            if (byte[i] >> 6 != 2)
                return 0;
            code = code * 64 + byte[i] % 64;
        }
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        return code < FORMS[length].least || code > 0x10FFFF || surrogate ? 0 : length;
    }
    return 0;
}

static void check_length(const unsigned char byte[4])
{
    char text[4];
    memcpy(text, byte, sizeof text);
    const size_t expected = length_by_definition(byte);
    if (kiln_utf8_length(text, 4) != expected)
        fail_msg("%02x %02x %02x %02x: %zu, not %zu", byte[0], byte[1], byte[2], byte[3],
                 kiln_utf8_length(text, 4), expected);
}

/* Goal: of all sequences of three bytes, and of four with the last two at the ends of their
 * ranges, exactly the well-formed are taken.
 * Why: one wrong bound lets overlong forms past a filter, or refuses a script. */
static void sequences_are_told_apart(void **state)
{
    (void)state;
    static const unsigned char ENDS[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    enum { ENDS_COUNT = sizeof ENDS };
    for (unsigned first = 0; first < 0x1000000; first++)
        check_length((unsigned char[4]){(unsigned char)(first >> 16),
                                        (unsigned char)(first >> 8), (unsigned char)first,
                                        0x80});
    for (unsigned first = 0; first < 0x10000; first++)
        for (size_t end = 0; end < ENDS_COUNT * ENDS_COUNT; end++)
            check_length((unsigned char[4]){(unsigned char)(first >> 8), (unsigned char)first,
                                            ENDS[end / ENDS_COUNT], ENDS[end % ENDS_COUNT]});
}

/* Goal: each code point is written as the one sequence that stands for it; cut short that is
 * none. Why: escapes are decoded through this. */
static void code_points_are_written(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        char text[4] = {0};
        const size_t length = kiln_utf8_write(code, text);
        const uint32_t expected = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (length != expected || kiln_utf8_length(text, length) != length ||
            (length > 1 && kiln_utf8_length(text, length - 1) != 0))
            fail_msg("U+%04X", (unsigned)code);
    }
    static const struct {
        uint32_t code;
        const char *text;
    } ROWS[] = {{0x24, "$"},
                {0xA3, "\xC2\xA3"},
                {0x939, "\xE0\xA4\xB9"},
                {0x20AC, "\xE2\x82\xAC"},
                {0xD55C, "\xED\x95\x9C"},
                {0x10348, "\xF0\x90\x8D\x88"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char text[4] = {0};
        assert_int_equal(kiln_utf8_write(ROWS[i].code, text), strlen(ROWS[i].text));
        assert_memory_equal(text, ROWS[i].text, strlen(ROWS[i].text));
    }
    assert_int_equal(kiln_utf8_length("", 0), 0);
}

/* Goal: the first byte that is wrong is found wherever it stands, also past whole words of
 * ASCII. Why: eight bytes are looked at in one. */
static void the_first_wrong_byte_is_found(void **state)
{
    (void)state;
    for (size_t size = 0; size < 40; size++) {
        char *text = malloc(size + 1);
        assert_non_null(text);
        memset(text, 'a', size);
        assert_int_equal(kiln_utf8_valid(text, size), size);
        for (size_t at = 0; at < size; at++) {
            text[at] = '\xFF';
            assert_int_equal(kiln_utf8_valid(text, size), at);
            text[at] = '\xC3'; /* needs another after it */
            assert_int_equal(kiln_utf8_valid(text, size), at);
            if (at + 1 < size) {
                text[at + 1] = '\xA9';
                assert_int_equal(kiln_utf8_valid(text, size), size);
                text[at + 1] = 'a';
            }
            text[at] = 'a';
        }
        free(text);
    }
}

/* Goal: a copy ends between characters and always with a NUL.
 * Why: it lands in fixed fields of a diagnostic. */
static void copies_are_cut_between_characters(void **state)
{
    (void)state;
    static const char TEXT[] = "a\xC3\xA9\xE2\x82\xAC"
                               "b";
    static const char *const BY_ROOM[] = {
        NULL, "",  "a", "a", "a\xC3\xA9", "a\xC3\xA9", "a\xC3\xA9", "a\xC3\xA9\xE2\x82\xAC",
        TEXT, TEXT};
    for (size_t room = 1; room < sizeof BY_ROOM / sizeof BY_ROOM[0]; room++) {
        char out[16];
        memset(out, 'x', sizeof out);
        assert_string_equal(kiln_utf8_copy(out, room, TEXT, sizeof TEXT - 1), BY_ROOM[room]);
        assert_int_equal(out[room], 'x');
    }
    char out[8];
    assert_string_equal(kiln_utf8_copy(out, sizeof out, "a\0b", 3), "a?b");
}

/* Goal: characters are shown so that a terminal survives them.
 * Why: U+202E would turn the rest of the message around, and U+00A0 cannot be seen. */
static void characters_are_shown(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } ROWS[] = {
        {"", "the end"},
        {"x", "'x'"},
        {" ", "' '"},
        {"~", "'~'"},
        {"\x1F", "byte 0x1f"},
        {"\x1B[0m", "byte 0x1b"},
        {"\x7F", "byte 0x7f"},
        {"\xFF", "byte 0xff"},
        {"\xC3", "byte 0xc3"},
        {"\xC2\xA0", "U+00A0"},
        {"\xC2\xA1", "'\xC2\xA1' (U+00A1)"},
        {"\xC2\xAD", "U+00AD"},
        {"\xC2\xB5m", "'\xC2\xB5' (U+00B5)"},
        {"\xD6\x8F", "'\xD6\x8F' (U+058F)"},
        {"\xD6\x90", "U+0590"},
        {"\xE2\x80\xAE", "U+202E"},
        {"\xEF\xBB\xBF", "U+FEFF"},
        {"\xF0\x9F\x98\x80", "U+1F600"},
        {"\xF4\x8F\xBF\xBF", "U+10FFFF"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char shown[KILN_UTF8_SHOWN_MAX];
        assert_string_equal(kiln_utf8_show(ROWS[i].text, strlen(ROWS[i].text), shown),
                            ROWS[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_are_told_apart),
        cmocka_unit_test(code_points_are_written),
        cmocka_unit_test(the_first_wrong_byte_is_found),
        cmocka_unit_test(copies_are_cut_between_characters),
        cmocka_unit_test(characters_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
