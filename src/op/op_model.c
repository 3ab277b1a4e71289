/* kiln model: the numbers that a parameter set holds, and where each is from. */
#include "models.h"
#include "op_rows.h"
#include "parameters.h"

#include <stdio.h>
#include <string.h>

typedef struct model_input {
    const char *wanted, *set;
} model_input;

#define SET_FIELD                                                                          \
    KILN_FIELD("set", TEXT, model_input, set, .min = 1, .max = 64, .fallback = "\"kiln\"", \
               .doc = "parameter set")

/* --- model show -------------------------------------------------------------------------- */

typedef struct show_output {
    const char *set, *version, *sha256, *description, *note;
    kiln_parameter_list parameters;
} show_output;

static const kiln_field SHOW_INPUT_FIELDS[] = {
    KILN_FIELD("pointer", TEXT, model_input, wanted, .flags = KILN_FIELD_POSITIONAL, .min = 1,
               .max = KILN_POINTER_MAX,
               .doc = "JSON Pointer of a number or a group, or a part of one (boron); all when "
                      "not given"),
    SET_FIELD,
};
static const kiln_shape SHOW_INPUT =
    KILN_SHAPE("model_show_input", "Which parameters are shown.", model_input,
               SHOW_INPUT_FIELDS, .check = NULL);

static const kiln_field PARAMETER_FIELDS[] = {
    KILN_FIELD("pointer", TEXT, kiln_parameter, pointer,
               .doc = "where it stands in the set, as model.overrides takes it"),
    KILN_FIELD("value", NUMBER, kiln_parameter, value, .doc = "its value"),
    KILN_FIELD("unit", TEXT, kiln_parameter, unit, .doc = "its unit"),
    KILN_FIELD("source", TEXT, kiln_parameter, source, .doc = "key of its source"),
    KILN_FIELD("doc", TEXT, kiln_parameter, doc, .doc = "what it is"),
};
static const kiln_shape PARAMETER_SHAPE = KILN_SHAPE(
    "parameter", "One number of the set.", kiln_parameter, PARAMETER_FIELDS, .check = NULL);

#define IDENTITY_FIELDS(type)                                             \
    KILN_FIELD("set", TEXT, type, set, .doc = "the set's name"),          \
        KILN_FIELD("version", TEXT, type, version, .doc = "its version"), \
        KILN_FIELD("sha256", TEXT, type, sha256, .doc = "hash of its canonical JSON")

static const kiln_field SHOW_OUTPUT_FIELDS[] = {
    IDENTITY_FIELDS(show_output),
    KILN_FIELD("description", TEXT, show_output, description, .doc = "what it is for"),
    KILN_FIELD("note", TEXT, show_output, note, .doc = "what to know before trusting it"),
    KILN_FIELD("parameters", LIST, show_output, parameters,
               .item = KILN_ITEM(OBJECT, .shape = &PARAMETER_SHAPE), .doc = "its numbers"),
};
static const kiln_shape SHOW_OUTPUT =
    KILN_SHAPE("model_show", "Numbers of a parameter set.", show_output, SHOW_OUTPUT_FIELDS,
               .check = NULL);

static kiln_status no_memory(kiln_op_call *call)
{
    return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the parameters");
}

/* The keys of a tree one by one, in the order of the document. */
static const char *next_key(const void *names, size_t i)
{
    const kiln_json *root = names;
    for (const kiln_json *node = root; node;) {
        if (node->key && i-- == 0)
            return node->key;
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    return NULL;
}

static const char *next_source(const void *names, size_t i)
{
    const kiln_model_set *set = names;
    return i < set->sources.count ? set->sources.item[i].key : NULL;
}

/* No number bears this name: says which part of it is near to one that is there, or of the
 * sources (NULL: they do not count) which one the whole is near to. */
static kiln_status refuse_name(kiln_op_call *call, const char *wanted, const char *pointer,
                               const kiln_json *tree, const kiln_model_set *sources)
{
    kiln_issue issue = {.status = KILN_NOT_FOUND,
                        .mend = "kiln model show lists all there are"};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.given, sizeof issue.given, "%s", wanted);
    snprintf(issue.message, sizeof issue.message, "the set holds no number under \"%.100s\"",
             wanted);
    for (const char *part = wanted; *part;) {
        const size_t size = strcspn(part, "/.");
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)size, part);
        const char *near = kiln_nearest(name, next_key, tree);
        if (near && strcmp(near, name) != 0)
            snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
        part += size + (part[size] != '\0');
    }
    const char *source = sources ? kiln_nearest(wanted, next_source, sources) : NULL;
    if (source)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", source);
    return kiln_diag_add(call->diag, &issue);
}

static kiln_status run_show(kiln_op_call *call)
{
    const model_input *input = call->input;
    kiln_op_model model;
    kiln_parameter_list list = {0};
    kiln_status status = kiln_op_model_named(call, input->set, "/set", &model);
    if (status != KILN_OK)
        return status;
    show_output *output = KILN_TAKE(call->arena, 1, show_output);
    if (!output ||
        kiln_parameters_list(model.tree, input->wanted, call->arena, &list) != KILN_OK)
        return no_memory(call);
    if (!list.count && input->wanted)
        return refuse_name(call, input->wanted, "/pointer", model.tree, NULL);
    *output = (show_output){.set = model.set->name,
                            .version = model.set->version,
                            .sha256 = model.set->sha256,
                            .description = model.set->description,
                            .note = model.set->note,
                            .parameters = list};
    call->output = output;
    return KILN_OK;
}

enum { COLUMNS = 4 };

/* Rows of COLUMNS cells, each filled in by `fill` from the output. */
typedef struct listing {
    char caption[128];
    const kiln_table_column *column;
    size_t rows;
    void (*fill)(const void *output, size_t i, kiln_cell row[COLUMNS]);
} listing;

static kiln_status show_listing(const kiln_op_call *call, const listing *shown,
                                kiln_op_look look, kiln_sink *sink)
{
    kiln_cell *cell = KILN_TAKE(call->arena, COLUMNS * shown->rows, kiln_cell);
    if (!cell)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < shown->rows; i++)
        shown->fill(call->output, i, &cell[COLUMNS * i]);
    const kiln_table table = {.caption = shown->caption,
                              .column_count = COLUMNS,
                              .row_count = shown->rows,
                              .column = shown->column,
                              .cell = cell};
    return kiln_table_write_text(&table, look.width_columns, look.style, sink);
}

static void fill_parameter(const void *output, size_t i, kiln_cell row[COLUMNS])
{
    const kiln_parameter *parameter = &((const show_output *)output)->parameters.item[i];
    row[0] = kiln_cell_text(parameter->pointer);
    row[1] = kiln_cell_number(parameter->value, 0);
    row[2] = kiln_cell_text(parameter->unit);
    row[3] = kiln_cell_text(parameter->source);
}

static kiln_status show_parameters(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    static const kiln_table_column COLUMN[COLUMNS] = {
        {.title = "parameter"},
        {.title = "value", .align = KILN_ALIGN_POINT},
        {.title = "unit"},
        {.title = "source"}};
    const show_output *output = call->output;
    listing shown = {
        .column = COLUMN, .rows = output->parameters.count, .fill = fill_parameter};
    snprintf(shown.caption, sizeof shown.caption, "parameter set %s %s", output->set,
             output->version);
    return show_listing(call, &shown, look, sink);
}

static const kiln_op_view SHOW_VIEWS[] = {
    {.content_type = "text/plain", .doc = "a table", .show = show_parameters},
};

const kiln_op kiln_op_model_show = {
    .name = "model show",
    .summary = "the numbers of a parameter set, with unit and source",
    .about = "Lists every number that a simulation may use, by its JSON Pointer, which is what "
             "a recipe's model.overrides takes.",
    .example = "kiln model show boron",
    .input = &SHOW_INPUT,
    .output = &SHOW_OUTPUT,
    .view_count = 1,
    .view = SHOW_VIEWS,
    .takes_models = true,
    .run = run_show,
    .role = KILN_ROLE_VIEWER,
};

/* --- model cite -------------------------------------------------------------------------- */

typedef KILN_LIST(const char *) pointer_list;

typedef struct citation {
    const char *key, *citation, *note;
    pointer_list parameters;
} citation;

typedef KILN_LIST(citation) citation_list;

typedef struct cite_output {
    const char *set, *version, *sha256;
    citation_list sources;
} cite_output;

static const kiln_field CITE_INPUT_FIELDS[] = {
    KILN_FIELD("key", TEXT, model_input, wanted, .flags = KILN_FIELD_POSITIONAL, .min = 1,
               .max = KILN_POINTER_MAX,
               .doc = "a source, or the pointer of a parameter (or a part of it, as for model "
                      "show); all when not given"),
    SET_FIELD,
};
static const kiln_shape CITE_INPUT = KILN_SHAPE("model_cite_input", "Whose sources are shown.",
                                                model_input, CITE_INPUT_FIELDS, .check = NULL);

static const kiln_field CITATION_FIELDS[] = {
    KILN_FIELD("key", TEXT, citation, key, .doc = "what the set's `source` says"),
    KILN_FIELD("citation", TEXT, citation, citation,
               .doc = "author, journal, volume, page, year"),
    KILN_FIELD("note", TEXT, citation, note, .doc = "how sure the numbers are"),
    KILN_FIELD("parameters", LIST, citation, parameters,
               .item = KILN_ITEM(TEXT, .doc = "a parameter's pointer"),
               .doc = "the numbers that are from it"),
};
static const kiln_shape CITATION_SHAPE =
    KILN_SHAPE("citation", "Where numbers are from.", citation, CITATION_FIELDS, .check = NULL);

static const kiln_field CITE_OUTPUT_FIELDS[] = {
    IDENTITY_FIELDS(cite_output),
    KILN_FIELD("sources", LIST, cite_output, sources,
               .item = KILN_ITEM(OBJECT, .shape = &CITATION_SHAPE), .doc = "the sources"),
};
static const kiln_shape CITE_OUTPUT =
    KILN_SHAPE("model_cite", "Sources of a parameter set.", cite_output, CITE_OUTPUT_FIELDS,
               .check = NULL);

static bool is_key(const kiln_model_set *set, const char *word)
{
    for (size_t i = 0; i < set->sources.count; i++)
        if (strcmp(set->sources.item[i].key, word) == 0)
            return true;
    return false;
}

/* The source with those of the numbers that are from it; false when memory ends. */
static bool cite(const kiln_model_source *source, const kiln_parameter_list *list,
                 kiln_arena *arena, citation *cited)
{
    const char **pointer = KILN_TAKE(arena, list->count, const char *);
    if (!pointer)
        return false;
    *cited = (citation){.key = source->key, .citation = source->citation, .note = source->note};
    cited->parameters.item = pointer;
    for (size_t i = 0; i < list->count; i++)
        if (list->item[i].source && strcmp(list->item[i].source, source->key) == 0)
            pointer[cited->parameters.count++] = list->item[i].pointer;
    return true;
}

static kiln_status run_cite(kiln_op_call *call)
{
    const model_input *input = call->input;
    kiln_op_model model;
    kiln_parameter_list list = {0};
    kiln_status status = kiln_op_model_named(call, input->set, "/set", &model);
    if (status != KILN_OK)
        return status;
    const kiln_model_set *set = model.set;
    const bool by_key = input->wanted && is_key(set, input->wanted);
    cite_output *output = KILN_TAKE(call->arena, 1, cite_output);
    citation *cited = KILN_TAKE(call->arena, set->sources.count, citation);
    if (!output || !cited ||
        kiln_parameters_list(model.tree, by_key ? NULL : input->wanted, call->arena, &list) !=
            KILN_OK)
        return no_memory(call);
    if (!list.count && input->wanted)
        return refuse_name(call, input->wanted, "/key", model.tree, set);
    *output = (cite_output){.set = set->name, .version = set->version, .sha256 = set->sha256};
    output->sources.item = cited;
    for (size_t i = 0; i < set->sources.count; i++) {
        const kiln_model_source *source = &set->sources.item[i];
        citation *next = &cited[output->sources.count];
        if (by_key && strcmp(source->key, input->wanted) != 0)
            continue;
        if (!cite(source, &list, call->arena, next))
            return no_memory(call);
        output->sources.count += by_key || !input->wanted || next->parameters.count;
    }
    call->output = output;
    return KILN_OK;
}

static void fill_citation(const void *output, size_t i, kiln_cell row[COLUMNS])
{
    const citation *source = &((const cite_output *)output)->sources.item[i];
    row[0] = kiln_cell_text(source->key);
    row[1] = kiln_cell_number((double)source->parameters.count, 0);
    row[2] = kiln_cell_text(source->citation);
    row[3] = kiln_cell_text(source->note);
}

static kiln_status show_citations(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    static const kiln_table_column COLUMN[COLUMNS] = {
        {.title = "source"},
        {.title = "numbers", .align = KILN_ALIGN_RIGHT},
        {.title = "citation"},
        {.title = "note"}};
    const cite_output *output = call->output;
    listing shown = {.column = COLUMN, .rows = output->sources.count, .fill = fill_citation};
    snprintf(shown.caption, sizeof shown.caption, "sources of parameter set %s %s", output->set,
             output->version);
    return show_listing(call, &shown, look, sink);
}

static const kiln_op_view CITE_VIEWS[] = {
    {.content_type = "text/plain", .doc = "a table", .show = show_citations},
};

const kiln_op kiln_op_model_cite = {
    .name = "model cite",
    .summary = "where the numbers of a parameter set are from",
    .about = "Gives the citation behind a source's key, or behind every number that a pointer "
             "or a word names.",
    .example = "kiln model cite oxidation.dry",
    .input = &CITE_INPUT,
    .output = &CITE_OUTPUT,
    .view_count = 1,
    .view = CITE_VIEWS,
    .takes_models = true,
    .run = run_cite,
    .role = KILN_ROLE_VIEWER,
};
