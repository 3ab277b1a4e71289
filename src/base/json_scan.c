/* The JSON reader's tokens: blanks, comments, texts, numbers, words. */
#include "base/json_reader.h"
#include "base/utf8.h"
#include "kiln/base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Steps over one line end, LF, CRLF or CR, at reader->at. */
static void take_line_end(json_reader *reader)
{
    if (*reader->at == '\r' && reader->end - reader->at > 1 && reader->at[1] == '\n')
        reader->at++;
    reader->at++;
    reader->line++;
    reader->line_start = reader->at;
}

static bool scan_block_comment(json_reader *reader)
{
    const char *opening = reader->at;
    const char *line_start = reader->line_start;
    const uint32_t line = reader->line;
    reader->at += 2;
    while (reader->end - reader->at >= 2) {
        if (reader->at[0] == '*' && reader->at[1] == '/') {
            reader->at += 2;
            return true;
        }
        if (*reader->at == '\n' || *reader->at == '\r')
            take_line_end(reader);
        else
            reader->at++;
    }
    reader->line_start = line_start;
    reader->line = line;
    reader->blame = reader->open;
    return kiln_json_refuse(reader, opening, "close it with */", "a comment never closed");
}

static bool stands_at_comment(const json_reader *reader)
{
    return reader->syntax == KILN_JSON_RELAXED && reader->end - reader->at >= 2 &&
           reader->at[0] == '/' && (reader->at[1] == '/' || reader->at[1] == '*');
}

static bool scan_comment(json_reader *reader)
{
    if (reader->at[1] == '*')
        return scan_block_comment(reader);
    while (reader->at < reader->end && *reader->at != '\n' && *reader->at != '\r')
        reader->at++;
    return true;
}

bool kiln_json_scan_blanks(json_reader *reader)
{
    while (reader->at < reader->end) {
        const char byte = *reader->at;
        if (byte == ' ' || byte == '\t')
            reader->at++;
        else if (byte == '\n' || byte == '\r')
            take_line_end(reader);
        else if (!stands_at_comment(reader))
            return true;
        else if (!scan_comment(reader))
            return false;
    }
    return true;
}

/* The value of four hexadecimal digits at text, -1 when they are not there. */
static long read_hex4(const char *text, const char *end)
{
    if (end - text < 4)
        return -1;
    long code = 0;
    for (int i = 0; i < 4; i++) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* \uXXXX, or the two of a surrogate pair, with reader->at on the backslash. */
static bool scan_unicode_escape(json_reader *reader, char **out)
{
    const char *start = reader->at;
    long code = read_hex4(start + 2, reader->end);
    if (code < 0) {
        return kiln_json_refuse(reader, start, "write four, as in \\u00b5",
                                "\\u without four hexadecimal digits");
    }
    reader->at += 6;
    if (code >= 0xD800 && code <= 0xDFFF) {
        const bool more =
            reader->end - reader->at >= 2 && reader->at[0] == '\\' && reader->at[1] == 'u';
        const long low = more ? read_hex4(reader->at + 2, reader->end) : -1;
        if (code >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) {
            return kiln_json_refuse(reader, start, "write both halves, or the character itself",
                                    "\\u%04lx is half of a surrogate pair",
                                    (unsigned long)code);
        }
        reader->at += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    *out += kiln_utf8_write((uint32_t)code, *out);
    return true;
}

/* One escape, with reader->at on the backslash. */
static bool scan_escape(json_reader *reader, char **out)
{
    static const char LETTERS[] = "\"\\/bfnrt";
    static const char BYTES[] = "\"\\/\b\f\n\r\t";
    if (reader->end - reader->at < 2) {
        reader->at = reader->end;
        return true; /* the text is never closed; its reader says so */
    }
    const char letter = reader->at[1];
    if (letter == 'u')
        return scan_unicode_escape(reader, out);
    const char *found = letter == '\0' ? NULL : strchr(LETTERS, letter);
    if (found == NULL) {
        char shown[KILN_UTF8_SHOWN_MAX];
        return kiln_json_refuse(
            reader, reader->at, "write \\\\ for a backslash itself",
            "a backslash before %s is no escape",
            kiln_utf8_show(reader->at + 1, (size_t)(reader->end - reader->at - 1), shown));
    }
    *(*out)++ = BYTES[found - LETTERS];
    reader->at += 2;
    return true;
}

static bool refuse_control(json_reader *reader, const char *opening)
{
    const char byte = *reader->at;
    if (byte == '\n' || byte == '\r') {
        return kiln_json_refuse(reader, opening,
                                "close it with \", or write the line break as \\n",
                                "a text not closed on its line");
    }
    char mend[32] = "write \\t";
    if (byte != '\t')
        snprintf(mend, sizeof mend, "write \\u%04x", (unsigned)byte);
    return kiln_json_refuse(reader, reader->at, mend, "the control character 0x%02x in a text",
                            (unsigned)byte);
}

bool kiln_json_scan_text(json_reader *reader, const char **text, size_t *size)
{
    const char *opening = reader->at++;
    char *out = reader->texts;
    for (;;) {
        const char *run = reader->at;
        const char *at = run;
        while (at < reader->end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
            at++;
        memcpy(out, run, (size_t)(at - run));
        out += at - run;
        reader->at = at;
        if (at == reader->end)
            return kiln_json_refuse(reader, opening, "close it with \"", "a text never closed");
        if (*at == '"')
            break;
        if (*at != '\\')
            return refuse_control(reader, opening);
        if (!scan_escape(reader, &out))
            return false;
    }
    reader->at++;
    *out = '\0';
    *text = reader->texts;
    *size = (size_t)(out - reader->texts);
    reader->texts = out + 1;
    return true;
}

/* Whether a number runs on into this byte, so that it is no number. */
static bool runs_on(char byte)
{
    return kiln_json_is_word(byte) || byte == '.' || byte == '+' || byte == '-';
}

static bool scan_number(json_reader *reader, kiln_json *node)
{
    const char *start = reader->at;
    double value;
    const size_t size = kiln_number_read(start, (size_t)(reader->end - start), &value);
    const char *after = start + size;
    if (size == 0 || (after < reader->end && runs_on(*after)))
        return kiln_json_refuse_number(reader);
    if (isinf(value)) {
        kiln_issue issue = {.status = KILN_SYNTAX,
                            .message =
                                "the number is past the largest double, 1.7976931348623157e308",
                            .bound = "at most 1.7976931348623157e308",
                            .mend = "give a number nearer to 0"};
        kiln_utf8_copy(issue.given, sizeof issue.given, start, size);
        return kiln_json_refuse_issue(reader, start, issue);
    }
    memcpy(reader->texts, start, size);
    reader->texts[size] = '\0';
    node->kind = KILN_JSON_NUMBER;
    node->number = value;
    node->text = reader->texts;
    node->size = size;
    reader->texts += size + 1;
    reader->at = after;
    return true;
}

static bool scan_word(json_reader *reader, kiln_json *node)
{
    static const struct {
        const char *word;
        size_t size;
        kiln_json_kind kind;
        bool boolean;
    } WORDS[] = {{"null", 4, KILN_JSON_NULL, false},
                 {"true", 4, KILN_JSON_BOOL, true},
                 {"false", 5, KILN_JSON_BOOL, false}};
    const size_t left = (size_t)(reader->end - reader->at);
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        const size_t size = WORDS[i].size;
        if (left >= size && memcmp(reader->at, WORDS[i].word, size) == 0 &&
            (left == size || !kiln_json_is_word(reader->at[size]))) {
            node->kind = WORDS[i].kind;
            node->boolean = WORDS[i].boolean;
            reader->at += size;
            return true;
        }
    }
    return kiln_json_refuse_value(reader);
}

bool kiln_json_scan_scalar(json_reader *reader, kiln_json *node)
{
    if (reader->at == reader->end)
        return kiln_json_refuse_value(reader);
    const char byte = *reader->at;
    if (byte == '"') {
        node->kind = KILN_JSON_TEXT;
        return kiln_json_scan_text(reader, &node->text, &node->size);
    }
    if (byte == '-' || (byte >= '0' && byte <= '9'))
        return scan_number(reader, node);
    return scan_word(reader, node);
}
