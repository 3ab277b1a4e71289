/* The list of operations, and running one. */
#include "op_rows.h"

#include <stdio.h>
#include <string.h>

static const kiln_op *const OPS[] = {
    &kiln_op_simulate,     &kiln_op_oxide,       &kiln_op_irvin,
    &kiln_op_recipe_check, &kiln_op_recipe_diff, &kiln_op_recipe_schema,
    &kiln_op_model_show,   &kiln_op_model_cite,  &kiln_op_version,
};

const kiln_op *kiln_op_at(size_t i)
{
    return i < sizeof OPS / sizeof OPS[0] ? OPS[i] : NULL;
}

kiln_status kiln_op_read_document(kiln_op_call *call, size_t i)
{
    const kiln_shape *shape = call->op->document_shape;
    kiln_op_document *document = &call->document[i];
    void *object = kiln_arena_take(call->arena, 1, shape->size);
    if (!object)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the document");
    const kiln_status status =
        kiln_shape_read(shape, document->tree, call->arena, object, call->diag);
    if (status == KILN_OK)
        document->object = object;
    return status;
}

/* Follows a pointer as far as it leads. Item 0 of what is no list is a lone item: it is
 * taken out of the pointer, which then is one of the text as given. */
static const kiln_json *follow(kiln_json *tree, char *pointer)
{
    kiln_json *node = tree;
    char *part = pointer;
    while (*part == '/') {
        const size_t size = 1 + strcspn(part + 1, "/");
        char step[KILN_POINTER_MAX];
        snprintf(step, sizeof step, "%.*s", (int)size, part);
        kiln_json *child = kiln_json_at(node, step);
        if (child) {
            node = child;
            part += size;
        } else if (node->kind != KILN_JSON_ARRAY && strcmp(step, "/0") == 0) {
            memmove(part, part + size, strlen(part + size) + 1);
        } else {
            break;
        }
    }
    return node;
}

const char *kiln_op_field_name(const kiln_field *field, char name[KILN_OP_NAME_MAX])
{
    const bool positional = field->flags & KILN_FIELD_POSITIONAL;
    snprintf(name, KILN_OP_NAME_MAX, "%s%s", positional ? "" : "--", field->name);
    for (char *c = name; *c; c++) {
        if (*c == '_')
            *c = '-';
        else if (positional && *c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
    return name;
}

void kiln_op_fault(kiln_place *place, const char *path, const char *message, const char *mend)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    kiln_place_fault(place, path, issue);
}

/* The document that an issue is about: the one it names, else the first. */
static const kiln_op_document *document_of(const kiln_op_call *call, const kiln_issue *issue)
{
    for (size_t i = 1; i < KILN_OP_DOCUMENTS_MAX; i++)
        if (call->document[i].tree && call->document[i].text.name == issue->source)
            return &call->document[i];
    return &call->document[0];
}

/* In a document: line and column. In flags: the flag's name in place of the pointer. */
static void place_issue(const kiln_op_call *call, kiln_issue *issue)
{
    if (issue->line || issue->pointer[0] != '/')
        return;
    kiln_json *tree = document_of(call, issue)->tree;
    if (tree) {
        const kiln_json *node = follow(tree, issue->pointer);
        issue->line = node->line;
        issue->column = node->column;
        return;
    }
    const kiln_shape *input = call->op->input;
    for (size_t i = 0; input && i < input->count; i++)
        if (strcmp(input->field[i].name, issue->pointer + 1) == 0) {
            kiln_op_field_name(&input->field[i], issue->pointer);
            return;
        }
}

bool kiln_op_ran(kiln_status status)
{
    return status == KILN_OK || status == KILN_OUT_OF_BAND || status == KILN_PARTIAL;
}

kiln_status kiln_op_run(kiln_op_call *call)
{
    const kiln_status status = call->op->run(call);
    for (size_t i = 0; i < call->diag->count; i++)
        place_issue(call, &call->diag->issue[i]);
    if (!kiln_op_ran(status))
        call->output = NULL;
    return status;
}

void kiln_op_write_json(const kiln_op_call *call, kiln_sink *sink)
{
    kiln_json_writer writer;
    kiln_json_writer_init(&writer, sink, 2);
    kiln_shape_write(call->op->output, call->output, KILN_WRITE_ALL, &writer);
    kiln_puts(sink, "\n");
}
