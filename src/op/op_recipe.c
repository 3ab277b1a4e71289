/* kiln recipe: whether a recipe is sound, and what one may hold. */
#include "models.h"
#include "op_rows.h"
#include "warnings.h"

/* --- recipe check ------------------------------------------------------------------------ */

typedef struct check_output {
    const char *recipe_id;
    bool sound, simulated;
    int64_t steps;
    kiln_warning_list warnings;
} check_output;

static const kiln_field CHECK_FIELDS[] = {
    KILN_FIELD("recipe_id", TEXT, check_output, recipe_id, .doc = "the recipe's name"),
    KILN_FIELD("sound", BOOL, check_output, sound, .doc = "it breaks no rule"),
    KILN_FIELD("simulated", BOOL, check_output, simulated,
               .doc = "all that it asks for is simulated today"),
    KILN_FIELD("steps", INTEGER, check_output, steps, .doc = "number of steps"),
    KILN_WARNINGS_FIELD(check_output),
};
static const kiln_shape CHECK_SHAPE =
    KILN_SHAPE("recipe_check", "The verdict on a sound recipe; an unsound one is an error.",
               check_output, CHECK_FIELDS, .check = NULL);

static kiln_status run_check(kiln_op_call *call)
{
    const kiln_recipe *recipe = call->document[0].object;
    kiln_op_model model;
    kiln_status status = kiln_op_model_set(call, recipe->model, "/model/set", &model);
    if (status != KILN_OK)
        return status;
    const size_t before = call->diag->count + call->diag->dropped;
    kiln_recipe_gaps(recipe, call->diag);
    check_output *output = KILN_TAKE(call->arena, 1, check_output);
    if (!output)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory");
    *output = (check_output){.recipe_id = recipe->recipe_id,
                             .sound = true,
                             .simulated = call->diag->count + call->diag->dropped == before,
                             .steps = (int64_t)recipe->steps.count};
    status = kiln_op_take_warnings(call, &output->warnings);
    call->output = output;
    return status;
}

static kiln_status show_check(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    const check_output *output = call->output;
    kiln_putf(sink, "%.200s: sound, %lld step%s%s\n", call->document[0].text.name,
              (long long)output->steps, output->steps == 1 ? "" : "s",
              output->simulated ? "" : "; not all of it is simulated yet");
    kiln_diag_print(call->diag, sink);
    return sink->status;
}

static const kiln_op_view CHECK_VIEWS[] = {
    {.content_type = "text/plain", .doc = "a verdict and warnings", .show = show_check},
};

const kiln_op kiln_op_recipe_check = {
    .name = "recipe check",
    .summary = "every fault of a recipe, and what of it is not simulated yet",
    .about =
        "Nothing is simulated. Exits with 0 when the recipe is sound, even if some of it is "
        "not simulated yet, and with 65 when it is not.",
    .example = "kiln recipe check data/recipes/boron-base.json",
    .document = {"RECIPE"},
    .document_shape = &kiln_recipe_shape,
    .output = &CHECK_SHAPE,
    .view_count = 1,
    .view = CHECK_VIEWS,
    .takes_models = true,
    .run = run_check,
    .role = KILN_ROLE_VIEWER,
};

/* --- recipe schema ----------------------------------------------------------------------- */

typedef enum schema_of {
    SCHEMA_OF_RECIPE,
    SCHEMA_OF_RESULT,
    SCHEMA_OF_MODEL,
    SCHEMA_OF_DIFF
} schema_of;

static const kiln_choice SCHEMA[] = {
    [SCHEMA_OF_RECIPE] = {.name = "recipe", .doc = "what simulate takes"},
    [SCHEMA_OF_RESULT] = {.name = "result", .doc = "what simulate --json prints"},
    [SCHEMA_OF_MODEL] = {.name = "model", .doc = "a parameter set, as --models takes it"},
    [SCHEMA_OF_DIFF] = {.name = "diff", .doc = "what recipe diff --json prints"},
};
static const kiln_choices SCHEMAS = KILN_CHOICES("shape", SCHEMA);

typedef struct schema_input {
    int shape;
} schema_input;

static const kiln_field SCHEMA_FIELDS[] = {
    KILN_FIELD("shape", CHOICE, schema_input, shape, .choices = &SCHEMAS,
               .fallback = "\"recipe\"", .doc = "what the schema describes"),
};
static const kiln_shape SCHEMA_INPUT =
    KILN_SHAPE("schema_input", "Which schema.", schema_input, SCHEMA_FIELDS, .check = NULL);

static kiln_status run_schema(kiln_op_call *call)
{
    call->output = call->input;
    return KILN_OK;
}

static kiln_status show_schema(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    static const kiln_shape *const SHAPE[] = {[SCHEMA_OF_RECIPE] = &kiln_recipe_shape,
                                              [SCHEMA_OF_RESULT] = &kiln_result_shape,
                                              [SCHEMA_OF_MODEL] = &kiln_model_shape,
                                              [SCHEMA_OF_DIFF] = &kiln_diff_shape};
    (void)look;
    const schema_input *input = call->output;
    kiln_shape_write_schema(SHAPE[input->shape], NULL, sink);
    return sink->status;
}

static const kiln_op_view SCHEMA_VIEWS[] = {
    {.content_type = "application/schema+json", .doc = "JSON Schema", .show = show_schema},
};

const kiln_op kiln_op_recipe_schema = {
    .name = "recipe schema",
    .summary = "JSON Schema of a recipe, a result, a parameter set or a comparison",
    .about =
        "Save it and name it in a recipe's \"$schema\": editors then complete and check as "
        "you type.",
    .example = "kiln recipe schema > recipe.schema.json",
    .input = &SCHEMA_INPUT,
    .view_count = 1,
    .view = SCHEMA_VIEWS,
    .run = run_schema,
    .role = KILN_ROLE_VIEWER,
};
