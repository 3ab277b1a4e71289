/* Parameter sets: the shipped ones, changes to one, and reading. */
#include "kiln/silicon/model.h"

#include "document.h"
#include "kiln/base/number.h"
#include "shipped.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const kiln_model_text *kiln_model_shipped(size_t i)
{
    return i < kiln_shipped_count ? &kiln_shipped[i] : NULL;
}

static const char *next_shipped(const void *names, size_t i)
{
    (void)names;
    return i < kiln_shipped_count ? kiln_shipped[i].name : NULL;
}

kiln_status kiln_model_find(const char *name, const char *pointer, const kiln_model_text **text,
                            kiln_diag *diag)
{
    for (size_t i = 0; i < kiln_shipped_count; i++)
        if (strcmp(kiln_shipped[i].name, name) == 0) {
            *text = &kiln_shipped[i];
            return KILN_OK;
        }
    kiln_issue issue = {.status = KILN_NOT_FOUND};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.given, sizeof issue.given, "%s", name);
    snprintf(issue.message, sizeof issue.message, "there is no parameter set \"%.64s\"", name);
    size_t at = (size_t)snprintf(issue.bound, sizeof issue.bound, "one of ");
    for (size_t i = 0; i < kiln_shipped_count && at < sizeof issue.bound; i++)
        at += (size_t)snprintf(issue.bound + at, sizeof issue.bound - at, "%s%s", i ? ", " : "",
                               kiln_shipped[i].name);
    const char *near = kiln_nearest(name, next_shipped, NULL);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
    else
        snprintf(issue.mend, sizeof issue.mend, "give %s", issue.bound);
    return kiln_diag_add(diag, &issue);
}

static const char *next_key(const void *names, size_t i)
{
    const kiln_json *child = ((const kiln_json *)names)->first;
    while (child && i-- > 0)
        child = child->next;
    return child ? child->key : NULL;
}

/* Why the part of a pointer that begins at part leads nowhere from node. */
static void explain(const kiln_json *node, const char *part, kiln_issue *issue)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(part, "/"), part);
    char above[KILN_POINTER_MAX];
    kiln_json_pointer(node, above, sizeof above);
    const char *where = above[0] ? above : "the set";
    if (node->kind == KILN_JSON_ARRAY) {
        snprintf(issue->message, sizeof issue->message, "%.96s has no item %s", where, name);
        snprintf(issue->bound, sizeof issue->bound, "0..%u",
                 node->count ? (unsigned)(node->count - 1) : 0U);
        snprintf(issue->mend, sizeof issue->mend, "give an item of %s", issue->bound);
        return;
    }
    if (node->kind != KILN_JSON_OBJECT) {
        snprintf(issue->message, sizeof issue->message, "%.96s is %s: nothing is below it",
                 where, kiln_json_kind_words(node->kind));
        snprintf(issue->mend, sizeof issue->mend, "leave /%s away", name);
        return;
    }
    snprintf(issue->message, sizeof issue->message, "%.96s has no \"%s\"", where, name);
    const char *near = kiln_nearest(name, next_key, node);
    if (near) {
        snprintf(issue->mend, sizeof issue->mend, "did you mean \"%s\"?", near);
        return;
    }
    size_t at = (size_t)snprintf(issue->mend, sizeof issue->mend, "it has ");
    for (const kiln_json *child = node->first; child && at < sizeof issue->mend;
         child = child->next)
        at += (size_t)snprintf(issue->mend + at, sizeof issue->mend - at, "%s%s", child->key,
                               child->next ? ", " : "");
}

/* The deepest node on the way of a pointer, and where the rest of the pointer begins. */
static kiln_json *deepest(kiln_json *tree, const char *pointer, const char **rest)
{
    kiln_json *node = tree;
    size_t size = 0;
    *rest = pointer[0] == '/' ? pointer + 1 : pointer;
    while (pointer[size] == '/') {
        size += 1 + strcspn(pointer + size + 1, "/");
        char head[KILN_POINTER_MAX];
        snprintf(head, sizeof head, "%.*s", (int)size, pointer);
        kiln_json *next = size < sizeof head ? kiln_json_at(tree, head) : NULL;
        if (!next)
            return node;
        node = next;
        *rest = pointer + size + (pointer[size] == '/');
    }
    return node;
}

kiln_status kiln_model_override(kiln_json *tree, const char *pointer, double value,
                                kiln_arena *arena, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    kiln_json *node = kiln_json_at(tree, pointer);
    if (!node) {
        const char *rest;
        const kiln_json *last = deepest(tree, pointer, &rest);
        if (!kiln_diag_full(diag))
            explain(last, rest, &issue);
        return kiln_diag_add(diag, &issue);
    }
    if (node->kind != KILN_JSON_NUMBER) {
        snprintf(issue.message, sizeof issue.message, "this is %s, not a number",
                 kiln_json_kind_words(node->kind));
        snprintf(issue.mend, sizeof issue.mend, "point to one number of the set");
        return kiln_diag_add(diag, &issue);
    }
    if (!isfinite(value)) {
        snprintf(issue.message, sizeof issue.message, "a parameter must be a finite number");
        snprintf(issue.mend, sizeof issue.mend, "give a number");
        return kiln_diag_add(diag, &issue);
    }
    char digits[KILN_NUMBER_TEXT_MAX];
    const size_t size = kiln_number_write(value, digits);
    const char *text = kiln_arena_text(arena, digits, size);
    if (!text)
        return kiln_fail(diag, KILN_NO_MEMORY, pointer, "out of memory");
    node->number = value;
    node->text = text;
    node->size = size;
    return KILN_OK;
}

static const char *next_source(const void *names, size_t i)
{
    const kiln_json *entry = ((const kiln_json *)names)->first;
    while (entry && i-- > 0)
        entry = entry->next;
    if (!entry)
        return NULL;
    const kiln_json *name =
        entry->kind == KILN_JSON_OBJECT ? kiln_json_member(entry, "key") : NULL;
    return name && name->kind == KILN_JSON_TEXT ? name->text : "";
}

static kiln_status refuse_citation(const kiln_json *node, const kiln_json *sources,
                                   kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID, .line = node->line, .column = node->column};
    if (kiln_diag_full(diag))
        return kiln_diag_add(diag, &issue);
    kiln_json_pointer(node, issue.pointer, sizeof issue.pointer);
    snprintf(issue.given, sizeof issue.given, "%s", node->text);
    snprintf(issue.message, sizeof issue.message, "\"%.64s\" is not a key of /sources",
             node->text);
    snprintf(issue.bound, sizeof issue.bound, "a key of /sources");
    const char *near = kiln_nearest(node->text, next_source, sources);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
    else
        snprintf(issue.mend, sizeof issue.mend, "add the source to /sources");
    return kiln_diag_add(diag, &issue);
}

/* Every `source` in the tree must name one of /sources. */
static kiln_status check_citations(const kiln_json *tree, kiln_diag *diag)
{
    const kiln_json *sources =
        tree->kind == KILN_JSON_OBJECT ? kiln_json_member(tree, "sources") : NULL;
    kiln_status status = KILN_OK;
    for (const kiln_json *node = tree; node; node = kiln_json_next(tree, node))
        if (node->key && strcmp(node->key, "source") == 0 && node->kind == KILN_JSON_TEXT &&
            !kiln_source_listed(sources, node->text))
            status = refuse_citation(node, sources, diag);
    return status;
}

kiln_status kiln_model_read(const kiln_json *tree, kiln_arena *arena,
                            const kiln_model_set **set, kiln_diag *diag)
{
    kiln_model_document *document = KILN_TAKE(arena, 1, kiln_model_document);
    struct kiln_model_tables *tables = KILN_TAKE(arena, 1, struct kiln_model_tables);
    kiln_model_set *made = KILN_TAKE(arena, 1, kiln_model_set);
    if (!document || !tables || !made)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a parameter set");
    const kiln_status status = kiln_shape_read(&kiln_model_shape, tree, arena, document, diag);
    const kiln_status cited = check_citations(tree, diag);
    if (status != KILN_OK || cited != KILN_OK)
        return status != KILN_OK ? status : cited;
    kiln_model_lower(document, tables);
    made->name = document->name;
    made->version = document->version;
    made->description = document->description;
    made->note = document->note;
    made->sources.count = document->sources.count;
    made->sources.item = document->sources.item;
    made->document = document;
    made->tables = tables;
    *set = made;
    return KILN_OK;
}

kiln_status kiln_model_read_text(const char *text, size_t size, kiln_arena *arena,
                                 const kiln_model_set **set, kiln_diag *diag)
{
    kiln_json *tree = NULL;
    const kiln_status status = kiln_model_tree(text, size, arena, &tree, diag);
    return status == KILN_OK ? kiln_model_read(tree, arena, set, diag) : status;
}
