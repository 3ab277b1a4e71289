/* UTF-8: checking, encoding, naming what was found. */
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

size_t kiln_utf8_length(const char *text, size_t size)
{
    /* Table 3-7 of the Unicode Standard, a row for each range of first bytes. The second byte's
     * range shuts out overlong forms, surrogates and what is past U+10FFFF. */
    static const struct {
        unsigned char last, length, low, high;
    } FIRST_BYTES[] = {
        {0x7F, 1, 0, 0},       {0xC1, 0, 0, 0},       {0xDF, 2, 0x80, 0xBF},
        {0xE0, 3, 0xA0, 0xBF}, {0xEC, 3, 0x80, 0xBF}, {0xED, 3, 0x80, 0x9F},
        {0xEF, 3, 0x80, 0xBF}, {0xF0, 4, 0x90, 0xBF}, {0xF3, 4, 0x80, 0xBF},
        {0xF4, 4, 0x80, 0x8F}, {0xFF, 0, 0, 0},
    };
    const unsigned char *byte = (const unsigned char *)text;
    if (size == 0)
        return 0;
    size_t row = 0;
    while (byte[0] > FIRST_BYTES[row].last)
        row++;
    const size_t length = FIRST_BYTES[row].length;
    if (length < 2)
        return length;
    if (size < length || byte[1] < FIRST_BYTES[row].low || byte[1] > FIRST_BYTES[row].high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (byte[i] < 0x80 || byte[i] > 0xBF)
            return 0;
    return length;
}

size_t kiln_utf8_valid(const char *text, size_t size)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    size_t at = 0;
    while (at < size) {
        uint64_t word;
        while (size - at >= sizeof word) {
            memcpy(&word, text + at, sizeof word);
            if ((word & high_bits) != 0)
                break;
            at += sizeof word;
        }
        const size_t length = kiln_utf8_length(text + at, size - at);
        if (length == 0)
            return at;
        at += length;
    }
    return size;
}

size_t kiln_utf8_write(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    const size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char LEAD[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(LEAD[length] | code);
    return length;
}

char *kiln_utf8_copy(char *out, size_t room, const char *text, size_t size)
{
    size_t fit = size < room ? size : room - 1;
    while (fit > 0 && fit < size && ((unsigned char)text[fit] & 0xC0) == 0x80)
        fit--;
    for (size_t i = 0; i < fit; i++)
        out[i] = text[i] != '\0' ? text[i] : '?';
    out[fit] = '\0';
    return out;
}

const char *kiln_utf8_foreign(const char *text, size_t size)
{
    /* The marks first; then, as "{" or a digit comes first in any text of ours, where its zero
     * bytes are. FF FE 00 00 could be UTF-16 too, but then the text would start with a NUL. */
    static const struct {
        const char *name;
        size_t size;
        unsigned char start[4];
        bool zero_only; /* compare only the zero bytes, the others must not be zero */
    } SIGNS[] = {
        {"UTF-32", 4, {0xFF, 0xFE, 0, 0}, false},
        {"UTF-32", 4, {0, 0, 0xFE, 0xFF}, false},
        {"UTF-16", 2, {0xFF, 0xFE}, false},
        {"UTF-16", 2, {0xFE, 0xFF}, false},
        {"UTF-32", 4, {1, 0, 0, 0}, true},
        {"UTF-32", 4, {0, 0, 0, 1}, true},
        {"UTF-16", 2, {1, 0}, true},
        {"UTF-16", 2, {0, 1}, true},
    };
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        bool same = size >= SIGNS[i].size;
        for (size_t k = 0; same && k < SIGNS[i].size; k++) {
            const unsigned char byte = (unsigned char)text[k];
            same = SIGNS[i].zero_only ? (byte == 0) == (SIGNS[i].start[k] == 0)
                                      : byte == SIGNS[i].start[k];
        }
        if (same)
            return SIGNS[i].name;
    }
    return NULL;
}

size_t kiln_utf8_mark(const char *text, size_t size)
{
    return size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static uint32_t decode(const char *text, size_t length)
{
    static const unsigned char LEAD_BITS[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)text[0] & LEAD_BITS[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    return code;
}

const char *kiln_utf8_show(const char *text, size_t size, char shown[KILN_UTF8_SHOWN_MAX])
{
    const size_t length = kiln_utf8_length(text, size);
    const uint32_t code = length == 0 ? 0 : decode(text, length);
    if (size == 0) {
        snprintf(shown, KILN_UTF8_SHOWN_MAX, "the end");
    } else if (length == 0 || code < 0x20 || code == 0x7F) {
        snprintf(shown, KILN_UTF8_SHOWN_MAX, "byte 0x%02x", (unsigned)(unsigned char)text[0]);
    } else if (code < 0x7F) {
        snprintf(shown, KILN_UTF8_SHOWN_MAX, "'%c'", (char)code);
    } else if (code > 0xA0 && code < 0x590 && code != 0xAD) {
        /* Latin, Greek, Cyrillic, Armenian: visible, and written left to right. */
        snprintf(shown, KILN_UTF8_SHOWN_MAX, "'%.*s' (U+%04X)", (int)length, text,
                 (unsigned)code);
    } else {
        snprintf(shown, KILN_UTF8_SHOWN_MAX, "U+%04X", (unsigned)code);
    }
    return shown;
}
