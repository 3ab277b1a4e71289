/* What is wrong with a JSON document: what was found, where, and how to mend it. Speed does not
 * matter here, each document comes through at most once. */
#include "base/json_reader.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool kiln_json_is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' ||
           (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool kiln_json_refuse_issue(json_reader *reader, const char *at, kiln_issue issue)
{
    issue.severity = KILN_SEVERITY_ERROR;
    issue.line = reader->line;
    issue.column = (uint32_t)(at - reader->line_start) + 1;
    if (reader->blame != NULL)
        kiln_json_pointer(reader->blame, issue.pointer, sizeof issue.pointer);
    if (reader->status == KILN_OK)
        reader->status = issue.status;
    kiln_diag_add(reader->diag, &issue);
    return false;
}

bool kiln_json_refuse(json_reader *reader, const char *at, const char *mend, const char *format,
                      ...)
{
    kiln_issue issue = {.status = KILN_SYNTAX};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(issue.message, sizeof issue.message, format, arguments);
    va_end(arguments);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return kiln_json_refuse_issue(reader, at, issue);
}

/* How many bytes, at most 40, belong to the bare word at text. */
static int word_size(const char *text, const char *end)
{
    int size = 0;
    while (text + size < end && size < 40 && kiln_json_is_word(text[size]))
        size++;
    while (size > 0 && kiln_utf8_valid(text, (size_t)size) != (size_t)size)
        size--; /* the limit cut a character */
    return size;
}

/* Whether size bytes are this word, given in lower case, in any case. */
static bool same_word(const char *text, int size, const char *word)
{
    if (strlen(word) != (size_t)size)
        return false;
    for (int i = 0; i < size; i++) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
        if (c != word[i])
            return false;
    }
    return true;
}

bool kiln_json_refuse_word(json_reader *reader)
{
    static const struct {
        const char *word, *mend;
    } WORDS[] = {
        {"nan", "JSON has no NaN: leave the key out, or write null"},
        {"infinity", "JSON has no infinity: give a finite number"},
        {"inf", "JSON has no infinity: give a finite number"},
        {"true", "write true"},
        {"yes", "write true"},
        {"on", "write true"},
        {"false", "write false"},
        {"no", "write false"},
        {"off", "write false"},
        {"null", "write null"},
        {"none", "write null"},
        {"nil", "write null"},
        {"undefined", "write null"},
    };
    const int sign = *reader->at == '-' || *reader->at == '+' ? 1 : 0;
    const char *word = reader->at + sign;
    const int size = word_size(word, reader->end);
    char mend[128];
    snprintf(mend, sizeof mend, "put text in double quotes: \"%.*s\"", size, word);
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (same_word(word, size, WORDS[i].word))
            snprintf(mend, sizeof mend, "%s", WORDS[i].mend);
    return kiln_json_refuse(reader, reader->at, mend, "%.*s is not a JSON value", size + sign,
                            reader->at);
}

/* The text ends too early. */
static bool refuse_end(json_reader *reader)
{
    const kiln_json *open = reader->open;
    if (open == NULL) {
        return kiln_json_refuse(reader, reader->at, "write a value, such as { }",
                                reader->at == reader->line_start && reader->line == 1
                                    ? "the file is empty"
                                    : "the file holds blanks and comments only");
    }
    reader->blame = reader->open;
    const bool array = open->kind == KILN_JSON_ARRAY;
    return kiln_json_refuse(
        reader, reader->at,
        array ? "close it with ], unless the file was cut short: then get the rest"
              : "close it with }, unless the file was cut short: then get the rest",
        "the text ends inside the %s opened at %u:%u", array ? "array" : "object", open->line,
        open->column);
}

/* A closing bracket that closes nothing, or the wrong thing. */
static bool refuse_bracket(json_reader *reader)
{
    const kiln_json *open = reader->open;
    if (open == NULL) {
        return kiln_json_refuse(reader, reader->at, "remove it", "%c closes nothing",
                                *reader->at);
    }
    reader->blame = reader->open;
    const bool array = open->kind == KILN_JSON_ARRAY;
    return kiln_json_refuse(reader, reader->at, array ? "close it with ]" : "close it with }",
                            "%c cannot close the %s opened at %u:%u", *reader->at,
                            array ? "array" : "object", open->line, open->column);
}

static bool refuse_comment(json_reader *reader)
{
    if (reader->syntax == KILN_JSON_STRICT)
        return kiln_json_refuse(reader, reader->at, "remove it", "a comment is not JSON");
    return kiln_json_refuse(reader, reader->at, "write // comment, or /* comment */",
                            "# starts no comment");
}

/* Characters that are wrong wherever a token is expected. */
static const struct {
    const char *start, *message, *mend;
} STRAYS[] = {
    {"\xEF\xBB\xBF", "a byte order mark", "save the file as UTF-8 without it"},
    {"\xC2\xA0", "a no-break space (U+00A0)", "write a plain space"},
    {"\xE2\x80\x9C", "a typographic quote (U+201C)", "write a plain double quote \""},
    {"\xE2\x80\x9D", "a typographic quote (U+201D)", "write a plain double quote \""},
    {"\xE2\x80\x9E", "a typographic quote (U+201E)", "write a plain double quote \""},
    {"\xE2\x88\x92", "a typographic minus (U+2212)", "write a plain minus -"},
    {"'", "a single quote", "put text and keys in double quotes \""},
    {";", "a semicolon", "separate values with commas"},
};

/* Whether the byte is a closing bracket, but not that of the open array or object. */
static bool closes_wrongly(const json_reader *reader)
{
    const char byte = *reader->at;
    if (byte != ']' && byte != '}')
        return false;
    return reader->open == NULL || (reader->open->kind == KILN_JSON_ARRAY) != (byte == ']');
}

/* Reports what is wrong wherever it stands; false when it is nothing of that. */
static bool refuse_common(json_reader *reader)
{
    const char *at = reader->at;
    const size_t left = (size_t)(reader->end - at);
    if (left == 0) {
        refuse_end(reader);
        return true;
    }
    if (closes_wrongly(reader)) {
        refuse_bracket(reader);
        return true;
    }
    if (*at == '#' || (*at == '/' && left > 1 && (at[1] == '/' || at[1] == '*'))) {
        refuse_comment(reader);
        return true;
    }
    for (size_t i = 0; i < sizeof STRAYS / sizeof STRAYS[0]; i++) {
        const size_t size = strlen(STRAYS[i].start);
        if (left >= size && memcmp(at, STRAYS[i].start, size) == 0) {
            kiln_json_refuse(reader, at, STRAYS[i].mend, "%s", STRAYS[i].message);
            return true;
        }
    }
    return false;
}

static bool refuse_found(json_reader *reader, const char *expected, const char *mend)
{
    char shown[KILN_UTF8_SHOWN_MAX];
    kiln_utf8_show(reader->at, (size_t)(reader->end - reader->at), shown);
    return kiln_json_refuse(reader, reader->at, mend, "found %s instead of %s", shown,
                            expected);
}

bool kiln_json_refuse_value(json_reader *reader)
{
    if (refuse_common(reader))
        return false;
    const char byte = *reader->at;
    if (byte == ',') {
        return kiln_json_refuse(reader, reader->at, "write a value, or remove the comma",
                                "no value before this comma");
    }
    if (byte == '+') {
        return kiln_json_refuse(reader, reader->at, "leave out the +",
                                "a number cannot start with +");
    }
    if (byte == '.') {
        return kiln_json_refuse(reader, reader->at, "write a 0 before the point",
                                "a number cannot start with its point");
    }
    if (kiln_json_is_word(byte) && (unsigned char)byte < 0x80)
        return kiln_json_refuse_word(reader);
    return refuse_found(reader, "a value",
                        "write a number, a \"text\", true, false, null, an [array] or an "
                        "{object}");
}

bool kiln_json_refuse_key(json_reader *reader)
{
    if (refuse_common(reader))
        return false;
    if (*reader->at == ',')
        return kiln_json_refuse(reader, reader->at, "remove it", "a comma with nothing before");
    if (!kiln_json_is_word(*reader->at)) {
        return refuse_found(reader, "a key",
                            "write a key in double quotes, then : and a value");
    }
    const int size = word_size(reader->at, reader->end);
    char mend[128] = "if it belongs to the number before it, write 1.5 and not 1,5";
    if (!is_digit(*reader->at))
        snprintf(mend, sizeof mend, "write \"%.*s\"", size, reader->at);
    return kiln_json_refuse(reader, reader->at, mend, "the key %.*s is not in double quotes",
                            size, reader->at);
}

bool kiln_json_refuse_colon(json_reader *reader)
{
    if (refuse_common(reader))
        return false;
    return refuse_found(reader, "a colon", "write : between a key and its value");
}

bool kiln_json_refuse_after(json_reader *reader)
{
    reader->blame = reader->open;
    if (refuse_common(reader))
        return false;
    const char byte = *reader->at;
    const bool array = reader->open->kind == KILN_JSON_ARRAY;
    if (byte == '"' || byte == '{' || byte == '[' || byte == '-' || kiln_json_is_word(byte)) {
        return kiln_json_refuse(reader, reader->at, "write a comma before this",
                                "no comma after the last value");
    }
    if (array && byte == ':') {
        return kiln_json_refuse(reader, reader->at,
                                "for keys and values write { } in place of [ ]",
                                "a colon in an array");
    }
    return refuse_found(reader, array ? "a comma or ]" : "a comma or }",
                        array
                            ? "write a comma before the next value, or close the array with ]"
                            : "write a comma before the next key, or close the object with }");
}

bool kiln_json_refuse_second(json_reader *reader)
{
    reader->blame = NULL;
    if (refuse_common(reader))
        return false;
    return refuse_found(reader, "the end of the file",
                        "a JSON file holds one value: remove what comes after it, or put the "
                        "values in an [array]");
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

/* Over the fraction and exponent at *at; false, with the fault reported, when digits lack. */
static bool skip_fraction(json_reader *reader, const char **at)
{
    const char *end = reader->end;
    if (*at < end && **at == '.') {
        const char *digits = *at + 1;
        *at = skip_digits(digits, end);
        if (*at == digits)
            return kiln_json_refuse(reader, reader->at, "write 5.0 or 5, not 5.",
                                    "a number with no digit after its point");
    }
    if (*at < end && (**at == 'e' || **at == 'E')) {
        const char *digits = *at + 1;
        if (digits < end && (*digits == '+' || *digits == '-'))
            digits++;
        *at = skip_digits(digits, end);
        if (*at == digits)
            return kiln_json_refuse(reader, reader->at, "write 1e15, not 1e",
                                    "a number with no digit in its exponent");
    }
    return true;
}

bool kiln_json_refuse_number(json_reader *reader)
{
    const char *start = reader->at;
    const char *end = reader->end;
    const char *digits = start + (*start == '-' ? 1 : 0);
    if (digits < end && !is_digit(*digits) && kiln_json_is_word(*digits))
        return kiln_json_refuse_word(reader);
    const char *at = skip_digits(digits, end);
    if (at == digits)
        return kiln_json_refuse(reader, start, "write a digit after the -",
                                "a - without a number");
    if (*digits == '0' && at > digits + 1)
        return kiln_json_refuse(reader, start, "write 7, not 07",
                                "a number with leading zeros");
    if (!skip_fraction(reader, &at))
        return false;
    char shown[KILN_UTF8_SHOWN_MAX];
    return kiln_json_refuse(
        reader, at, "write the number alone: no unit, no hexadecimal, no _ in it",
        "%s right after a number", kiln_utf8_show(at, (size_t)(end - at), shown));
}
