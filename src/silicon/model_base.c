/* Sets that say no more than how they differ from a shipped one. */
#include "kiln/silicon/model.h"

#include "document.h"

#include <stdio.h>
#include <string.h>

/* Puts a member of another tree into an object. */
static kiln_status adopt(kiln_json *object, kiln_json *member, kiln_arena *arena)
{
    member->parent = member->next = NULL;
    return kiln_json_add(arena, object, member->key, member);
}

/* Who a set is, is its own to say; its sources are joined. */
static bool is_own(const char *key)
{
    static const char *const OWN[] = {"name", "version", "description", "note", "sources"};
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
        if (strcmp(key, OWN[i]) == 0)
            return true;
    return false;
}

/* Whether a number of the set has the source. */
static bool cites(const kiln_json *tree, const char *key)
{
    for (const kiln_json *node = tree; node; node = kiln_json_next(tree, node))
        if (node->key && strcmp(node->key, "source") == 0 && node->kind == KILN_JSON_TEXT &&
            strcmp(node->text, key) == 0)
            return true;
    return false;
}

bool kiln_source_listed(const kiln_json *sources, const char *key)
{
    if (!sources || sources->kind != KILN_JSON_ARRAY || sources->count > MODEL_SOURCES_MAX)
        return true;
    for (const kiln_json *entry = sources->first; entry; entry = entry->next) {
        const kiln_json *name =
            entry->kind == KILN_JSON_OBJECT ? kiln_json_member(entry, "key") : NULL;
        if (name && name->kind == KILN_JSON_TEXT && strcmp(name->text, key) == 0)
            return true;
    }
    return false;
}

/* The base's sources that the set cites and has not in its own list. */
static kiln_status join_sources(kiln_json *tree, kiln_json *base, kiln_arena *arena)
{
    kiln_json *sources = kiln_json_member(tree, "sources");
    kiln_status status = KILN_OK;
    if (!sources) {
        sources = kiln_json_new(arena, KILN_JSON_ARRAY, KILN_JSON_DOCUMENT);
        status = sources ? kiln_json_add(arena, tree, "sources", sources) : KILN_NO_MEMORY;
    }
    if (status == KILN_OK && sources->kind != KILN_JSON_ARRAY)
        return KILN_OK; /* the set's own fault, told when it is read */
    kiln_json *source = base->first;
    while (source && status == KILN_OK) {
        kiln_json *next = source->next;
        const char *key = kiln_json_member(source, "key")->text;
        if (!kiln_source_listed(sources, key) && cites(tree, key)) {
            source->parent = source->next = NULL;
            status = kiln_json_add(arena, sources, NULL, source);
        }
        source = next;
    }
    return status;
}

static kiln_status complete(kiln_json *tree, kiln_json *base, kiln_arena *arena)
{
    kiln_json *sources = kiln_json_member(base, "sources"), *member = base->first;
    kiln_status status = KILN_OK;
    while (member && status == KILN_OK) {
        kiln_json *next = member->next;
        if (!is_own(member->key) && !kiln_json_member(tree, member->key))
            status = adopt(tree, member, arena);
        member = next;
    }
    return status == KILN_OK ? join_sources(tree, sources, arena) : status;
}

/* The shipped set that `based_on` names, as text. */
static kiln_status find_base(const kiln_json *name, const kiln_model_text **text,
                             kiln_diag *diag)
{
    kiln_diag found;
    kiln_diag_init(&found, NULL);
    const kiln_status status = kiln_model_find(name->text, "/based_on", text, &found);
    if (status == KILN_OK)
        return KILN_OK;
    kiln_issue issue = found.issue[0];
    issue.status = KILN_INVALID;
    issue.line = name->line;
    issue.column = name->column;
    return kiln_diag_add(diag, &issue);
}

kiln_status kiln_model_tree(const char *text, size_t size, kiln_arena *arena, kiln_json **tree,
                            kiln_diag *diag)
{
    const kiln_json_options options = {.syntax = KILN_JSON_RELAXED};
    const kiln_model_text *base_text = NULL;
    kiln_json *read = NULL, *base = NULL;
    kiln_status status = kiln_json_read(text, size, &options, arena, &read, diag);
    if (status != KILN_OK)
        return status;
    const kiln_json *name = kiln_json_member(read, "based_on"); /* NULL: it stands alone */
    if (name && name->kind == KILN_JSON_TEXT) {
        status = find_base(name, &base_text, diag);
        if (status == KILN_OK)
            status =
                kiln_json_read(base_text->json, base_text->size, &options, arena, &base, diag);
        if (status == KILN_OK && complete(read, base, arena) != KILN_OK)
            status = kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a parameter set");
        if (status != KILN_OK)
            return status;
    }
    *tree = read;
    return KILN_OK;
}
