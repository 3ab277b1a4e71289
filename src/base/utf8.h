/* Private to base: UTF-8 for readers and writers: checking, encoding, naming what was found. */
#ifndef KILN_SRC_BASE_UTF8_H
#define KILN_SRC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The length, 1 to 4, of the well-formed sequence that text starts with; 0 when there is none
 * (overlong, a surrogate, above U+10FFFF, cut off, size 0).
 * Source: The Unicode Standard 15.0, table 3-7. */
size_t kiln_utf8_length(const char *text, size_t size);

/* How many bytes from the start are well-formed: size when all are. */
size_t kiln_utf8_valid(const char *text, size_t size);

/* Writes a code point (no surrogate, at most U+10FFFF), not NUL-terminated; returns 1 to 4. */
size_t kiln_utf8_write(uint32_t code, char out[4]);

/* Copies what fits in room bytes with a NUL, cut between characters; a NUL in the text is
 * copied as ?. Returns out. */
char *kiln_utf8_copy(char *out, size_t room, const char *text, size_t size);

/* "UTF-16" or "UTF-32" when the text starts with the mark of one, or with the zero bytes that
 * plain characters have in them; NULL when nothing speaks against UTF-8. */
const char *kiln_utf8_foreign(const char *text, size_t size);

/* 3 when the text starts with UTF-8's byte order mark, else 0. */
size_t kiln_utf8_mark(const char *text, size_t size);

enum { KILN_UTF8_SHOWN_MAX = 32 };
/* The character that text starts with, for a message: 'x', byte 0x1b, 'e' (U+0065) beyond
 * ASCII (U+202E alone where showing it could upset a terminal), "the end" for size 0. Returns
 * shown. */
const char *kiln_utf8_show(const char *text, size_t size, char shown[KILN_UTF8_SHOWN_MAX]);

#endif
