/* Field tables: the faults a reading can find, in words: what is wrong, the bound, the mend. */
#include "field.h"

#include "kiln/base/number.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

static const char *wanted_kind(const kiln_field *field)
{
    static const char *const WORDS[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = "a number",    [KILN_KIND_INTEGER] = "a whole number",
        [KILN_KIND_BOOL] = "true or false", [KILN_KIND_TEXT] = "a text",
        [KILN_KIND_CHOICE] = "a word",      [KILN_KIND_OBJECT] = "an object",
        [KILN_KIND_LIST] = "an array",      [KILN_KIND_MAP] = "an object",
        [KILN_KIND_VARIANT] = "an object",  [KILN_KIND_NUMBER_OR_CHOICE] = "a number or a word",
    };
    return WORDS[field->kind];
}

/* "a number, 300..1400 C"; "a word, one of n2, ar"; the bounds only where they say more. */
static void put_wanted(const kiln_field *field, const kiln_issue *issue, char *text,
                       size_t size)
{
    const bool words =
        field->kind == KILN_KIND_CHOICE || field->kind == KILN_KIND_NUMBER_OR_CHOICE;
    const bool more = issue->bound[0] && (words || kiln_field_bounded(field));
    snprintf(text, size, "%s%s%s%s%s", wanted_kind(field), more ? ", " : "",
             more ? issue->bound : "", issue->unit[0] ? " " : "", issue->unit);
}

static void put_bounds(const kiln_field *field, kiln_issue *issue)
{
    kiln_field_bounds(field, issue->bound, sizeof issue->bound);
    snprintf(issue->unit, sizeof issue->unit, "%s", field->unit ? field->unit : "");
}

/* Text as the user gave it, in quotes where a document has them, cut to fit. */
static void put_text(const kiln_json *node, char *text, size_t size)
{
    const char *quote = node->origin == KILN_JSON_DOCUMENT ? "\"" : "";
    char shown[sizeof((kiln_issue *)NULL)->given - sizeof "\"\"..."];
    kiln_utf8_copy(shown, sizeof shown, node->text, node->size);
    snprintf(text, size, "%s%s%s%s", quote, shown, node->size >= sizeof shown ? "..." : "",
             quote);
}

static void put_given(const kiln_json *node, kiln_issue *issue)
{
    char *text = issue->given;
    const size_t size = sizeof issue->given;
    if (node->kind == KILN_JSON_TEXT)
        put_text(node, text, size);
    else if (node->kind == KILN_JSON_NUMBER)
        snprintf(text, size, "%s", node->text);
    else if (node->kind == KILN_JSON_BOOL)
        snprintf(text, size, "%s", node->boolean ? "true" : "false");
    else
        snprintf(text, size, "%s", kiln_json_kind_words(node->kind));
}

bool kiln_fault_at(kiln_field_reader *reader, const kiln_json *node, kiln_issue *issue)
{
    if (!kiln_diag_full(reader->diag)) {
        kiln_json_pointer(node, issue->pointer, sizeof issue->pointer);
        if (!issue->line) {
            issue->line = node->line;
            issue->column = node->column;
        }
    }
    kiln_diag_add(reader->diag, issue);
    if (reader->status == KILN_OK && issue->severity == KILN_SEVERITY_ERROR)
        reader->status = issue->status;
    return false;
}

/* The fault is the key's, not the value's (trees made by hand have no place for keys). */
static void put_key_place(const kiln_json *node, kiln_issue *issue)
{
    issue->line = node->key_line;
    issue->column = node->key_column;
}

bool kiln_fault_memory(kiln_field_reader *reader)
{
    reader->status = kiln_fail(reader->diag, KILN_NO_MEMORY, "", "out of memory while reading");
    return false;
}

/* A value that would do without its quotes. */
static bool needlessly_quoted(const kiln_field *field, const kiln_json *node)
{
    double number;
    if (node->kind != KILN_JSON_TEXT || node->origin != KILN_JSON_DOCUMENT)
        return false;
    if (field->kind == KILN_KIND_BOOL)
        return strcmp(node->text, "true") == 0 || strcmp(node->text, "false") == 0;
    return (field->kind == KILN_KIND_NUMBER || field->kind == KILN_KIND_INTEGER ||
            field->kind == KILN_KIND_NUMBER_OR_CHOICE) &&
           kiln_number_read(node->text, node->size, &number) == node->size;
}

bool kiln_fault_kind(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    char wanted[sizeof issue.mend - sizeof "leave the field out, or give "];
    put_given(node, &issue);
    put_bounds(field, &issue);
    put_wanted(field, &issue, wanted, sizeof wanted);
    const bool named = node->kind == KILN_JSON_NUMBER || node->kind == KILN_JSON_TEXT;
    snprintf(issue.message, sizeof issue.message, "%s is %s, not %s",
             named ? issue.given : "this",
             named ? kiln_json_kind_words(node->kind) : issue.given, wanted_kind(field));
    if (needlessly_quoted(field, node))
        snprintf(issue.mend, sizeof issue.mend, "write it without the quotes");
    else
        snprintf(issue.mend, sizeof issue.mend, "%sgive %s",
                 node->kind == KILN_JSON_NULL ? "leave the field out, or " : "", wanted);
    return kiln_fault_at(reader, node, &issue);
}

bool kiln_fault_bounds(kiln_field_reader *reader, const kiln_field *field,
                       const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    put_given(node, &issue);
    put_bounds(field, &issue);
    const char *space = issue.unit[0] ? " " : "";
    const bool range = field->kind != KILN_KIND_NUMBER_OR_CHOICE && strstr(issue.bound, "..");
    snprintf(issue.message, sizeof issue.message, "%s%s%s is %s %s%s%s", issue.given, space,
             issue.unit, range ? "outside" : "not", issue.bound, space, issue.unit);
    const bool limit = issue.bound[0] == '>' || issue.bound[0] == '<';
    snprintf(issue.mend, sizeof issue.mend, "give %s%s%s%s",
             range   ? "a value of "
             : limit ? "a value "
                     : "",
             issue.bound, space, issue.unit);
    return kiln_fault_at(reader, node, &issue);
}

bool kiln_fault_count(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                      size_t count)
{
    const char *what = field->kind == KILN_KIND_LIST ? "item" : "byte";
    kiln_issue issue = {.status = KILN_INVALID};
    put_bounds(field, &issue);
    snprintf(issue.given, sizeof issue.given, "%zu %s%s", count, what, count == 1 ? "" : "s");
    snprintf(issue.message, sizeof issue.message, "%s given, the bound is %s", issue.given,
             issue.bound);
    snprintf(issue.mend, sizeof issue.mend, "give %s", issue.bound);
    return kiln_fault_at(reader, node, &issue);
}

bool kiln_fault_word(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                     const char *word)
{
    kiln_issue issue = {.status = KILN_INVALID};
    if (kiln_diag_full(reader->diag))
        return kiln_fault_at(reader, node, &issue);
    const char *near = kiln_nearest(word, kiln_next_word, field->choices);
    if (word == node->key)
        put_key_place(node, &issue);
    put_bounds(field, &issue);
    kiln_utf8_copy(issue.given, sizeof issue.given, word, strlen(word));
    snprintf(issue.message, sizeof issue.message, "\"%s\" is not a known %s", issue.given,
             field->choices->name);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
    else
        snprintf(issue.mend, sizeof issue.mend, "give %s", issue.bound);
    return kiln_fault_at(reader, node, &issue);
}

bool kiln_fault_nul(kiln_field_reader *reader, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID,
                        .message = "the text holds a NUL character",
                        .mend = "take the \\u0000 out"};
    put_given(node, &issue);
    return kiln_fault_at(reader, node, &issue);
}

bool kiln_fault_twice(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node,
                      int key)
{
    kiln_issue issue = {.status = KILN_INVALID, .mend = "keep one of them"};
    snprintf(issue.message, sizeof issue.message, "%s is given twice, by two names",
             kiln_choice_name(field->choices, key));
    put_key_place(node, &issue);
    return kiln_fault_at(reader, node, &issue);
}

/* At a member that is not there (of a path, its first part): the place is the object's, the
 * pointer the member's. */
static bool fault_at_absent(kiln_field_reader *reader, const kiln_json *node,
                            const char *member, kiln_issue *issue)
{
    /* The tree links by pointers to non-const; this one only lends its place to the pointer. */
    const kiln_json absent = {.origin = node->origin,
                              .line = node->line,
                              .column = node->column,
                              .key = member,
                              .key_size = strcspn(member, "/"),
                              .parent = (kiln_json *)(uintptr_t)node};
    return kiln_fault_at(reader, &absent, issue);
}

bool kiln_fault_tag(kiln_field_reader *reader, const kiln_field *field, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    put_bounds(field, &issue);
    snprintf(issue.message, sizeof issue.message, "%s is missing", field->tag);
    snprintf(issue.mend, sizeof issue.mend, "add \"%s\", %s", field->tag, issue.bound);
    return fault_at_absent(reader, node, field->tag, &issue);
}

bool kiln_fault_missing(kiln_field_reader *reader, const kiln_field *field,
                        const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    char wanted[sizeof issue.mend - sizeof "give : "];
    put_bounds(field, &issue);
    put_wanted(field, &issue, wanted, sizeof wanted);
    snprintf(issue.message, sizeof issue.message, "%s is missing", field->name);
    snprintf(issue.mend, sizeof issue.mend, "give %s: %s", wanted, field->doc);
    return fault_at_absent(reader, node, field->name, &issue);
}

bool kiln_fault_key(kiln_field_reader *reader, const kiln_shape *shape, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    if (kiln_diag_full(reader->diag))
        return kiln_fault_at(reader, node, &issue);
    const char *near = kiln_nearest(node->key, kiln_next_field, shape);
    put_key_place(node, &issue);
    kiln_utf8_copy(issue.given, sizeof issue.given, node->key, node->key_size);
    snprintf(issue.message, sizeof issue.message, "%s has no field \"%s\"", shape->name,
             issue.given);
    if (near) {
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
    } else {
        snprintf(issue.mend, sizeof issue.mend, "its fields are ");
        kiln_put_names(issue.mend, sizeof issue.mend, kiln_next_field, shape);
    }
    return kiln_fault_at(reader, node, &issue);
}

static bool is_part(const kiln_json *node, const char *part, size_t size)
{
    char index[16];
    if (node->key)
        return node->key_size == size && memcmp(node->key, part, size) == 0;
    return (size_t)snprintf(index, sizeof index, "%u", (unsigned)node->index) == size &&
           memcmp(index, part, size) == 0;
}

/* Follows a path ("segments/2/temp_c") from an object as far as the input goes; *path is left
 * at the part that is not there, "" when all of it is. */
static const kiln_json *follow(const kiln_json *node, const char **path)
{
    while (**path) {
        const size_t size = strcspn(*path, "/");
        const kiln_json *child = node->first;
        while (child && !is_part(child, *path, size))
            child = child->next;
        if (child)
            node = child;
        else if (node->kind == KILN_JSON_ARRAY || size != 1 || **path != '0')
            break; /* item 0 of what is no list is a lone item itself */
        *path += size;
        *path += **path == '/';
    }
    return node;
}

void kiln_place_fault(kiln_place *place, const char *field, kiln_issue issue)
{
    kiln_field_reader reader = {.diag = place->diag};
    const char *rest = field ? field : "";
    const kiln_json *node = follow(place->node, &rest);
    if (issue.status == KILN_OK && issue.severity == KILN_SEVERITY_ERROR)
        issue.status = KILN_INVALID;
    if (*rest)
        fault_at_absent(&reader, node, rest, &issue);
    else
        kiln_fault_at(&reader, node, &issue);
    if (place->status == KILN_OK)
        place->status = reader.status;
}

bool kiln_place_given(const kiln_place *place, const char *field)
{
    follow(place->node, &field);
    return !*field;
}
