/* Reads a corpus with Kiln's reader and with jansson, compares verdicts and values, and writes
 * Kiln's for compare.js: differential CORPUS VERDICTS.
 *
 * Values are compared as text in which every double stands with all its bits and every text as
 * hexadecimal bytes. Where the two may differ is one row of DIFFERENCES each; anything else is
 * a failure. Recursion is fine here: trees are at most 64 deep, or jansson's 2048. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */

#include "kiln/base/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS_MIN = 6000, VALID_MIN = 2000, INVALID_MIN = 2000, SHOWN_MAX = 10 };

typedef enum difference {
    AGREED,
    INTEGER_RANGE,
    MINUS_ZERO,
    NUL_IN_KEY,
    DEPTH,
    LOST_NUL,
    DIFFERENCE_COUNT,
    DISAGREED = DIFFERENCE_COUNT
} difference;

static const struct {
    const char *kiln, *jansson, *reason;
} DIFFERENCES[DIFFERENCE_COUNT] = {
    [INTEGER_RANGE] = {"accepts", "refuses",
                       "an integer past 64 bits: a number is a double for Kiln, as for Node"},
    [MINUS_ZERO] = {"-0", "0", "-0 without a point: jansson reads it as the integer 0"},
    [NUL_IN_KEY] = {"accepts", "refuses", "\\u0000 in a key: jansson's keys are C strings"},
    [DEPTH] = {"refuses", "accepts", "65 to 2048 levels: Kiln's limit is 64"},
    [LOST_NUL] = {"refuses", "accepts",
                  "a NUL after a number or word: jansson does not see it"},
};

/* Why Kiln refused a document, for compare.js; REFUSED_SYNTAX for all that all must refuse. */
typedef enum verdict {
    ACCEPTED,
    REFUSED_SYNTAX,
    REFUSED_DUPLICATE,
    REFUSED_SURROGATE,
    REFUSED_RANGE,
    REFUSED_DEPTH,
    VERDICT_COUNT
} verdict;

static const char *const VERDICT_NAMES[VERDICT_COUNT] = {
    [REFUSED_SYNTAX] = "syntax",       [REFUSED_DUPLICATE] = "duplicate",
    [REFUSED_SURROGATE] = "surrogate", [REFUSED_RANGE] = "range",
    [REFUSED_DEPTH] = "depth",
};

static void put_hex(FILE *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        fprintf(out, "%02x", (unsigned)(unsigned char)text[i]);
}

static void put_double(FILE *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    fprintf(out, "#%016" PRIx64, bits);
}

typedef enum zero_sign { AS_DOUBLE, AS_JANSSON } zero_sign;

static void put_kiln(FILE *out, const kiln_json *node, zero_sign zero)
{
    const bool object = node->kind == KILN_JSON_OBJECT;
    switch (node->kind) {
    case KILN_JSON_NULL:
        fputc('n', out);
        break;
    case KILN_JSON_BOOL:
        fputc(node->boolean ? 't' : 'f', out);
        break;
    case KILN_JSON_NUMBER:
        put_double(out, zero == AS_JANSSON && strcmp(node->text, "-0") == 0 ? 0 : node->number);
        break;
    case KILN_JSON_TEXT:
        fputc('"', out);
        put_hex(out, node->text, node->size);
        fputc('"', out);
        break;
    case KILN_JSON_ARRAY:
    case KILN_JSON_OBJECT:
        fputc(object ? '{' : '[', out);
        for (const kiln_json *child = object ? node->first_by_key : node->first; child != NULL;
             child = object ? child->next_by_key : child->next) {
            if (object) {
                put_hex(out, child->key, child->key_size);
                fputc(':', out);
            }
            put_kiln(out, child, zero);
            fputc(',', out);
        }
        fputc(object ? '}' : ']', out);
        break;
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_jansson(FILE *out, json_t *value);

static void put_jansson_object(FILE *out, json_t *object)
{
    const char **keys = malloc((json_object_size(object) + 1) * sizeof *keys);
    size_t count = 0;
    const char *key;
    json_t *member;
    if (keys == NULL)
        abort();
    json_object_foreach(object, key, member) keys[count++] = key;
    qsort(keys, count, sizeof *keys, compare_texts);
    fputc('{', out);
    for (size_t i = 0; i < count; i++) {
        put_hex(out, keys[i], strlen(keys[i]));
        fputc(':', out);
        put_jansson(out, json_object_get(object, keys[i]));
        fputc(',', out);
    }
    fputc('}', out);
    free(keys);
}

static void put_jansson(FILE *out, json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_NULL:
        fputc('n', out);
        break;
    case JSON_TRUE:
        fputc('t', out);
        break;
    case JSON_FALSE:
        fputc('f', out);
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        put_double(out, json_number_value(value));
        break;
    case JSON_STRING:
        fputc('"', out);
        put_hex(out, json_string_value(value), json_string_length(value));
        fputc('"', out);
        break;
    case JSON_ARRAY:
        fputc('[', out);
        for (size_t i = 0; i < json_array_size(value); i++) {
            put_jansson(out, json_array_get(value, i));
            fputc(',', out);
        }
        fputc(']', out);
        break;
    case JSON_OBJECT:
        put_jansson_object(out, value);
        break;
    }
}

static unsigned depth_of(json_t *value)
{
    unsigned deepest = 0;
    const char *key;
    json_t *child;
    size_t i;
    json_array_foreach(value, i, child)
    {
        const unsigned depth = depth_of(child);
        deepest = depth > deepest ? depth : deepest;
    }
    json_object_foreach(value, key, child)
    {
        const unsigned depth = depth_of(child);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + (json_is_array(value) || json_is_object(value));
}

/* One document with what both readers made of it. */
typedef struct reading {
    char expected; /* 'v'alid, 'i'nvalid, '?' */
    char *text;
    size_t size;
    kiln_arena arena;
    kiln_diag diag;
    kiln_json *kiln;
    verdict verdict;
    json_t *jansson;
    json_error_t error;
} reading;

static verdict verdict_of(kiln_status status, const kiln_diag *diag)
{
    if (status == KILN_OK)
        return ACCEPTED;
    const kiln_issue *last = &diag->issue[diag->count - 1];
    if (last->status == KILN_LIMIT)
        return REFUSED_DEPTH;
    if (strstr(last->message, "stands at") != NULL)
        return REFUSED_DUPLICATE;
    if (strstr(last->message, "half of a surrogate pair") != NULL)
        return REFUSED_SURROGATE;
    return strstr(last->message, "past the largest double") != NULL ? REFUSED_RANGE
                                                                    : REFUSED_SYNTAX;
}

/* The next document of the corpus, as generate.py writes it: expected, size in four bytes, the
 * lowest first, text. False at the end. */
static bool next_document(FILE *corpus, reading *r)
{
    unsigned char head[5];
    if (fread(head, 1, sizeof head, corpus) != sizeof head)
        return false;
    r->expected = (char)head[0];
    r->size = head[1] | (size_t)head[2] << 8 | (size_t)head[3] << 16 | (size_t)head[4] << 24;
    r->text = malloc(r->size + 1);
    return r->text != NULL && fread(r->text, 1, r->size, corpus) == r->size;
}

static void read_both(reading *r)
{
    kiln_arena_init(&r->arena, 0, (kiln_allocator){0});
    kiln_diag_init(&r->diag, NULL);
    const kiln_status status =
        kiln_json_read(r->text, r->size, NULL, &r->arena, &r->kiln, &r->diag);
    r->verdict = verdict_of(status, &r->diag);
    r->jansson = json_loadb(
        r->text, r->size, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &r->error);
}

static void release(reading *r)
{
    json_decref(r->jansson);
    kiln_arena_free(&r->arena);
    free(r->text);
}

static bool same_value(const kiln_json *tree, json_t *value, zero_sign zero)
{
    char *kiln = NULL;
    char *jansson = NULL;
    size_t kiln_size, jansson_size;
    FILE *out = open_memstream(&kiln, &kiln_size);
    put_kiln(out, tree, zero);
    fclose(out);
    out = open_memstream(&jansson, &jansson_size);
    put_jansson(out, value);
    fclose(out);
    const bool same = kiln_size == jansson_size && memcmp(kiln, jansson, kiln_size) == 0;
    free(kiln);
    free(jansson);
    return same;
}

/* Whether jansson read what Kiln reads when the NULs are taken out of the text. */
static bool lost_nul(reading *r)
{
    size_t size = 0;
    for (size_t i = 0; i < r->size; i++)
        if (r->text[i] != '\0')
            r->text[size++] = r->text[i];
    kiln_json *tree;
    const bool lost = size < r->size &&
                      kiln_json_read(r->text, size, NULL, &r->arena, &tree, NULL) == KILN_OK &&
                      same_value(tree, r->jansson, AS_JANSSON);
    r->size = size;
    return lost;
}

static difference compare_refused(reading *r)
{
    const enum json_error_code code = json_error_code(&r->error);
    if (r->jansson != NULL && r->verdict == REFUSED_DEPTH)
        return depth_of(r->jansson) > KILN_JSON_DEPTH_MAX ? DEPTH : DISAGREED;
    if (r->jansson != NULL)
        return lost_nul(r) ? LOST_NUL : DISAGREED;
    /* That a key stands twice is Kiln's word for it until jansson says so too, if it came so
     * far; Node cannot tell. */
    const bool same_reason = code == json_error_duplicate_key ||
                             code == json_error_null_byte_in_key ||
                             code == json_error_numeric_overflow;
    return r->verdict == REFUSED_DUPLICATE && !same_reason ? DISAGREED : AGREED;
}

static difference compare(reading *r)
{
    const enum json_error_code code = json_error_code(&r->error);
    if (r->verdict == ACCEPTED && r->jansson != NULL) {
        if (same_value(r->kiln, r->jansson, AS_DOUBLE))
            return AGREED;
        return same_value(r->kiln, r->jansson, AS_JANSSON) ? MINUS_ZERO : DISAGREED;
    }
    if (r->verdict == ACCEPTED) {
        if (code == json_error_null_byte_in_key)
            return NUL_IN_KEY;
        const bool integer = strstr(r->error.text, "integer") != NULL;
        return code == json_error_numeric_overflow && integer ? INTEGER_RANGE : DISAGREED;
    }
    return compare_refused(r);
}

static bool is_expected(const reading *r)
{
    return r->expected == '?' || (r->expected == 'v') == (r->verdict == ACCEPTED);
}

static void show(const reading *r, size_t number)
{
    printf("DISAGREED on document %zu, \"%.*s\"\n  kiln: %s\n  jansson: %s\n", number,
           (int)(r->size < 200 ? r->size : 200), r->text,
           r->verdict == ACCEPTED ? "accepts" : r->diag.issue[0].message,
           r->jansson != NULL ? "accepts" : r->error.text);
}

static void put_verdict(FILE *verdicts, const reading *r)
{
    if (r->verdict == ACCEPTED) {
        fputs("accepts ", verdicts);
        put_kiln(verdicts, r->kiln, AS_DOUBLE);
    } else {
        fprintf(verdicts, "refuses %s", VERDICT_NAMES[r->verdict]);
    }
    fputc('\n', verdicts);
}

/* How often each difference was seen, and what else there is to say. */
typedef struct tally {
    size_t counts[DIFFERENCE_COUNT + 1];
    size_t documents, valid, unexpected;
} tally;

static void count(tally *t, reading *r, FILE *verdicts)
{
    read_both(r);
    put_verdict(verdicts, r);
    const difference found = compare(r);
    t->counts[found]++;
    t->documents++;
    t->valid += r->verdict == ACCEPTED;
    t->unexpected += !is_expected(r);
    const bool wrong = found == DISAGREED || !is_expected(r);
    if (wrong && t->counts[DISAGREED] + t->unexpected <= SHOWN_MAX)
        show(r, t->documents);
}

static bool report(const tally *t)
{
    const size_t invalid = t->documents - t->valid;
    bool ok = t->counts[DISAGREED] == 0 && t->unexpected == 0 &&
              t->documents >= DOCUMENTS_MIN && t->valid >= VALID_MIN && invalid >= INVALID_MIN;
    printf("jansson %s: %zu documents, %zu of them valid for Kiln, %zu not\n",
           jansson_version_str(), t->documents, t->valid, invalid);
    printf("  %5zu agreed in verdict and value\n", t->counts[AGREED]);
    for (difference d = INTEGER_RANGE; d < DIFFERENCE_COUNT; d++) {
        printf("  %5zu kiln %s, jansson %s: %s\n", t->counts[d], DIFFERENCES[d].kiln,
               DIFFERENCES[d].jansson, DIFFERENCES[d].reason);
        ok = ok && t->counts[d] > 0; /* a difference that no document shows is not known */
    }
    printf("  %5zu disagreed\n  %5zu not as the generator expected\n", t->counts[DISAGREED],
           t->unexpected);
    return ok;
}

int main(int argc, char **argv)
{
    FILE *corpus = argc == 3 ? fopen(argv[1], "rb") : NULL;
    FILE *verdicts = argc == 3 ? fopen(argv[2], "wb") : NULL;
    if (corpus == NULL || verdicts == NULL) {
        fputs("usage: differential CORPUS VERDICTS\n", stderr);
        return 2;
    }
    tally t = {0};
    for (reading r = {0}; next_document(corpus, &r); r = (reading){0}) {
        count(&t, &r, verdicts);
        release(&r);
    }
    fclose(corpus);
    const bool written = fclose(verdicts) == 0;
    return report(&t) && written ? 0 : 1;
}
