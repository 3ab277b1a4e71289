/* From the name of a parameter set, or a file, to a checked set with its hash. */
#include "models.h"

#include "os/digest.h"

#include <stdio.h>
#include <string.h>

static kiln_status no_memory(kiln_op_call *call)
{
    return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the parameter set");
}

/* The text of the set that is asked for; its name is only known for a shipped one. */
static kiln_status find_text(kiln_op_call *call, const char *name, const char *pointer,
                             kiln_op_text *text)
{
    const kiln_model_text *shipped;
    if (call->models.text) {
        *text = call->models;
        return KILN_OK;
    }
    const kiln_status status = kiln_model_find(name, pointer, &shipped, call->diag);
    if (status == KILN_OK)
        *text = (kiln_op_text){shipped->name, shipped->json, shipped->size};
    return status;
}

/* A file takes the place of the shipped sets, so it serves those who name none (which reads as
 * the default) and those who name it. */
static kiln_status check_name(kiln_op_call *call, const char *name, const char *pointer,
                              const kiln_model_set *set)
{
    if (!call->models.text || strcmp(name, KILN_MODEL_DEFAULT) == 0 ||
        strcmp(name, set->name) == 0)
        return KILN_OK;
    kiln_issue issue = {.status = KILN_NOT_FOUND,
                        .mend = "name that set, or leave --models out for the shipped ones"};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.given, sizeof issue.given, "%s", name);
    snprintf(issue.bound, sizeof issue.bound, "%s", set->name);
    snprintf(issue.message, sizeof issue.message, "%.64s holds the parameter set \"%.64s\"",
             call->models.name, set->name);
    return kiln_diag_add(call->diag, &issue);
}

/* An issue about a number of the set that an override changes, told as the recipe's. */
static void tell_of_override(kiln_diag *diag, kiln_issue issue, size_t index,
                             const char *member)
{
    snprintf(issue.pointer, sizeof issue.pointer, "/model/overrides/%zu/%s", index, member);
    issue.source = NULL;
    issue.line = issue.column = 0;
    kiln_diag_add(diag, &issue);
}

static kiln_status apply_overrides(kiln_op_call *call, const kiln_model *model, kiln_json *tree)
{
    kiln_status first = KILN_OK;
    for (size_t i = 0; i < model->overrides.count; i++) {
        const kiln_override *change = &model->overrides.item[i];
        kiln_diag found;
        kiln_diag_init(&found, NULL);
        const kiln_status status =
            kiln_model_override(tree, change->pointer, change->value, call->arena, &found);
        if (status != KILN_OK)
            tell_of_override(call->diag, found.issue[0], i, "pointer");
        if (first == KILN_OK)
            first = status;
    }
    return first;
}

/* Which override changes the number at a pointer; overrides.count when none does. */
static size_t override_of(const kiln_model *model, const char *pointer)
{
    size_t i = 0;
    while (i < model->overrides.count && strcmp(model->overrides.item[i].pointer, pointer) != 0)
        i++;
    return i;
}

/* Adds the faults of reading the set: those of a changed number are the recipe's. */
static void tell_of_set(kiln_op_call *call, const kiln_model *model, const kiln_diag *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const kiln_issue *issue = &found->issue[i];
        const size_t index = override_of(model, issue->pointer);
        if (index < model->overrides.count)
            tell_of_override(call->diag, *issue, index, "value");
        else
            kiln_diag_add(call->diag, issue);
    }
    call->diag->dropped += found->dropped;
}

static void write_tree(const void *tree, kiln_sink *sink)
{
    kiln_json_write_canonical(tree, sink);
}

/* Checks the tree and keeps it as a set of our own, which can hold its hash. */
static kiln_status read_set(kiln_op_call *call, const kiln_model *model, const char *source,
                            kiln_json *tree, const kiln_model_set **set)
{
    const kiln_model_set *read;
    kiln_diag found;
    kiln_diag_init(&found, source);
    kiln_status status = kiln_model_read(tree, call->arena, &read, &found);
    tell_of_set(call, model, &found);
    if (status != KILN_OK)
        return status;
    kiln_model_set *hashed = KILN_TAKE(call->arena, 1, kiln_model_set);
    if (!hashed)
        return no_memory(call);
    *hashed = *read;
    _Static_assert(sizeof hashed->sha256 == KILN_DIGEST_TEXT_MAX, "a hash fits");
    status = kiln_digest_of(write_tree, tree, hashed->sha256);
    if (status != KILN_OK)
        return kiln_fail(call->diag, status, "", "the parameter set cannot be hashed");
    *set = hashed;
    return KILN_OK;
}

static kiln_status read_tree(kiln_op_call *call, const kiln_op_text *text, kiln_json **tree)
{
    const char *source = call->diag->source;
    call->diag->source = text->name;
    const kiln_status status =
        kiln_model_tree(text->text, text->size, call->arena, tree, call->diag);
    call->diag->source = source;
    return status;
}

kiln_status kiln_op_model_set(kiln_op_call *call, const kiln_model *model, const char *pointer,
                              kiln_op_model *got)
{
    kiln_op_text text = {0};
    kiln_op_model found = {0};
    kiln_status status = find_text(call, model->set, pointer, &text);
    if (status == KILN_OK)
        status = read_tree(call, &text, &found.tree);
    if (status == KILN_OK)
        status = apply_overrides(call, model, found.tree);
    if (status == KILN_OK)
        status = read_set(call, model, text.name, found.tree, &found.set);
    if (status == KILN_OK)
        status = check_name(call, model->set, pointer, found.set);
    if (status == KILN_OK)
        *got = found;
    return status;
}

kiln_status kiln_op_model_named(kiln_op_call *call, const char *name, const char *pointer,
                                kiln_op_model *got)
{
    const kiln_model model = {.set = name};
    return kiln_op_model_set(call, &model, pointer, got);
}
