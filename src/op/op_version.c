/* kiln version: what was built from what, with which parameters. */
#include "models.h"
#include "op/build.h"
#include "op/commit.h"
#include "op_rows.h"

typedef struct set_version {
    const char *name, *version, *sha256;
} set_version;

typedef KILN_LIST(set_version) set_version_list;

typedef struct version_output {
    const char *version, *git_commit, *compiler, *build;
    set_version_list sets;
} version_output;

static const kiln_field SET_FIELDS[] = {
    KILN_FIELD("name", TEXT, set_version, name, .doc = "the set's name"),
    KILN_FIELD("version", TEXT, set_version, version, .doc = "its version"),
    KILN_FIELD("sha256", TEXT, set_version, sha256, .doc = "hash of its canonical JSON"),
};
static const kiln_shape SET_SHAPE =
    KILN_SHAPE("parameter_set", "A parameter set that is shipped.", set_version, SET_FIELDS,
               .check = NULL);

static const kiln_field OUTPUT_FIELDS[] = {
    KILN_FIELD("version", TEXT, version_output, version, .doc = "of Kiln"),
    KILN_FIELD("git_commit", TEXT, version_output, git_commit,
               .doc = "what it was built from; -dirty: with changes on top"),
    KILN_FIELD("compiler", TEXT, version_output, compiler, .doc = "what built it"),
    KILN_FIELD("build", TEXT, version_output, build, .doc = "how"),
    KILN_FIELD("sets", LIST, version_output, sets,
               .item = KILN_ITEM(OBJECT, .shape = &SET_SHAPE), .doc = "parameter sets"),
};
static const kiln_shape OUTPUT_SHAPE =
    KILN_SHAPE("version", "What was built from what, with which parameters.", version_output,
               OUTPUT_FIELDS, .check = NULL);

static size_t count_shipped(void)
{
    size_t count = 0;
    while (kiln_model_shipped(count))
        count++;
    return count;
}

static kiln_status run_version(kiln_op_call *call)
{
    const size_t count = count_shipped();
    version_output *output = KILN_TAKE(call->arena, 1, version_output);
    set_version *set = KILN_TAKE(call->arena, count, set_version);
    if (!output || !set)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory");
    for (size_t i = 0; i < count; i++) {
        kiln_op_model model;
        const kiln_status status =
            kiln_op_model_named(call, kiln_model_shipped(i)->name, "", &model);
        if (status != KILN_OK)
            return status;
        set[i] = (set_version){model.set->name, model.set->version, model.set->sha256};
    }
    *output = (version_output){.version = KILN_BUILD_VERSION,
                               .git_commit = KILN_BUILD_COMMIT,
                               .compiler = KILN_BUILD_COMPILER,
                               .build = KILN_BUILD_TYPE,
                               .sets = {.count = count, .item = set}};
    call->output = output;
    return KILN_OK;
}

static kiln_status show_version(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    const version_output *output = call->output;
    kiln_putf(sink, "kiln %s, commit %s, %s %s build\n", output->version, output->git_commit,
              output->compiler, output->build);
    for (size_t i = 0; i < output->sets.count; i++) {
        const set_version *set = &output->sets.item[i];
        kiln_putf(sink, "parameter set %s %s, sha256 %s\n", set->name, set->version,
                  set->sha256);
    }
    return sink->status;
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain", .doc = "a few lines", .show = show_version},
};

const kiln_op kiln_op_version = {
    .name = "version",
    .summary = "version, git commit, compiler, and the parameter sets with their hashes",
    .example = "kiln version --json",
    .output = &OUTPUT_SHAPE,
    .view_count = 1,
    .view = VIEWS,
    .run = run_version,
    .role = KILN_ROLE_VIEWER,
};
