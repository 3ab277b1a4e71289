/* kiln simulate: a recipe in; what it does to the wafer as KPIs, profile, picture and page. */
#include "models.h"
#include "op/build.h"
#include "op_rows.h"
#include "parameters.h"
#include "profile_csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum fail_on { FAIL_ON_NEVER, FAIL_ON_TOLERANCE } fail_on;

static const kiln_choice FAIL_ON[] = {
    [FAIL_ON_NEVER] = {.name = "never"},
    [FAIL_ON_TOLERANCE] = {.name = "tolerance"},
};
static const kiln_choices FAIL_ON_WORDS = KILN_CHOICES("reason to fail", FAIL_ON);

enum { POINTS_MIN = 10 };

typedef struct simulate_input {
    int fail_on;
    int64_t points;
    bool steps;
} simulate_input;

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("fail_on", CHOICE, simulate_input, fail_on, .choices = &FAIL_ON_WORDS,
               .fallback = "\"never\"",
               .doc = "tolerance: exit with 3 unless every target of the recipe is met"),
    KILN_FIELD("points", INTEGER, simulate_input, points, .min = POINTS_MIN,
               .max = KILN_POINTS_MAX, .fallback = "400", .doc = "points of each profile"),
    KILN_FIELD("steps", BOOL, simulate_input, steps,
               .doc = "play the flow: each step, what it does, and the wafer before and after; "
                      "the plot and the JSON have the profiles after each"),
};
static const kiln_shape INPUT_SHAPE = KILN_SHAPE("simulate_input", "How a recipe is run.",
                                                 simulate_input, INPUT_FIELDS, .check = NULL);

/* --- run --------------------------------------------------------------------------------- */

typedef struct simulation {
    const kiln_model_set *set;
    const kiln_json *tree; /* the set's */
    kiln_report report;
} simulation;

/* "280..320", ">= 90" */
static void put_band(const kiln_verdict *verdict, char *text, size_t size)
{
    char lower[KILN_NUMBER_TEXT_MAX], upper[KILN_NUMBER_TEXT_MAX];
    kiln_number_write(verdict->lower, lower);
    kiln_number_write(verdict->upper, upper);
    if (isnan(verdict->lower))
        snprintf(text, size, "<= %s", upper);
    else if (isnan(verdict->upper))
        snprintf(text, size, ">= %s", lower);
    else
        snprintf(text, size, "%s..%s", lower, upper);
}

/* A target that is not met, told at its place in the recipe. */
static kiln_status refuse_verdict(kiln_op_call *call, const kiln_verdict *verdict)
{
    const char *kpi = kiln_choice_name(&kiln_kpi_names, verdict->kpi);
    const char *unit = kiln_kpi_unit((kiln_kpi)verdict->kpi);
    kiln_issue issue = {.status = KILN_OUT_OF_BAND};
    snprintf(issue.pointer, sizeof issue.pointer, "/targets/%s", kpi);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit);
    put_band(verdict, issue.bound, sizeof issue.bound);
    if (isnan(verdict->value)) {
        snprintf(issue.message, sizeof issue.message, "it has no value: %s",
                 verdict->reason ? verdict->reason : "the wafer has no such quantity");
        return kiln_diag_add(call->diag, &issue);
    }
    const bool range = strstr(issue.bound, "..") != NULL;
    kiln_number_write_digits(verdict->value, 5, issue.given);
    snprintf(issue.message, sizeof issue.message, "%s %s is %s %s %s", issue.given, unit,
             range ? "outside" : "not", issue.bound, unit);
    return kiln_diag_add(call->diag, &issue);
}

static kiln_status judge(kiln_op_call *call, const kiln_result *result)
{
    kiln_status status = KILN_OK;
    for (size_t i = 0; i < result->verdicts.count; i++)
        if (result->verdicts.item[i].within != 1)
            status = refuse_verdict(call, &result->verdicts.item[i]);
    return status;
}

static kiln_status run_simulate(kiln_op_call *call)
{
    const simulate_input *input = call->input;
    const kiln_recipe *recipe = call->document[0].object;
    kiln_op_model model;
    kiln_run_options options = *call->options;
    options.profile_points = (size_t)input->points;
    options.step_profiles = input->steps;
    kiln_result *result = KILN_TAKE(call->arena, 1, kiln_result);
    simulation *detail = KILN_TAKE(call->arena, 1, simulation);
    if (!result || !detail)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the result");
    kiln_status status = kiln_op_model_set(call, recipe->model, "/model/set", &model);
    if (status == KILN_OK)
        status = kiln_simulate(recipe, model.set, &options, call->arena, result, call->diag);
    if (status != KILN_OK)
        return status;
    *detail = (simulation){.set = model.set,
                           .tree = model.tree,
                           .report = {.result = result,
                                      .description = recipe->description,
                                      .recipe_text = call->document[0].text.text,
                                      .recipe = recipe,
                                      .program = "Kiln " KILN_BUILD_VERSION}};
    call->output = result;
    call->detail = detail;
    return input->fail_on == FAIL_ON_TOLERANCE ? judge(call, result) : KILN_OK;
}

/* A furnace step takes 2 to 60 ms by the numerical solver with one dopant or two, and some 200
 * ms with three; else 0.1 ms. */
double kiln_op_recipe_ms(const kiln_recipe *recipe)
{
    static const double NUMERICAL_MS = 30, OTHER_MS = 0.1;
    const bool numerical = recipe->model->diffusion != KILN_DIFFUSION_CONSTANT ||
                           recipe->model->solver == KILN_SOLVER_NUMERICAL;
    double cost_ms = 1;
    for (size_t i = 0; i < recipe->steps.count; i++) {
        const bool furnace = recipe->steps.item[i].type == KILN_STEP_FURNACE;
        cost_ms += numerical && furnace ? NUMERICAL_MS : OTHER_MS;
    }
    return cost_ms;
}

static double cost_ms(const kiln_op_call *call)
{
    const simulate_input *input = call->input;
    return kiln_op_recipe_ms(call->document[0].object) + 1e-3 * (double)input->points;
}

/* --- views ------------------------------------------------------------------------------- */

static const kiln_report *report_of(const kiln_op_call *call)
{
    return &((const simulation *)call->detail)->report;
}

static bool plays_steps(const kiln_op_call *call)
{
    return ((const simulate_input *)call->input)->steps;
}

static kiln_status show_table(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    const kiln_report *report = report_of(call);
    if (plays_steps(call)) {
        const kiln_status status =
            kiln_report_steps(report, look.width_columns, look.style, call->arena, sink);
        if (status != KILN_OK)
            return status;
        kiln_puts(sink, "\n");
    }
    return kiln_report_result_table(report, look.width_columns, look.style, call->arena, sink);
}

static kiln_status write_profile(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    kiln_profile_write_csv(call->output, sink);
    return sink->status;
}

/* The wafer after each step, in one figure. */
static kiln_status plot_steps(const kiln_op_call *call, kiln_sink *sink)
{
    const kiln_report *report = report_of(call);
    const kiln_result *result = report->result;
    kiln_overlay_wafer *wafer = KILN_TAKE(call->arena, result->steps.count, kiln_overlay_wafer);
    if (!wafer)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < result->steps.count; i++) {
        const kiln_step_result *step = &result->steps.item[i];
        char number[32];
        snprintf(number, sizeof number, "step %zu", i + 1);
        wafer[i] = (kiln_overlay_wafer){
            .label =
                step->name ? step->name : kiln_arena_text(call->arena, number, strlen(number)),
            .layers = &step->layers,
            .kpis = step->kpis};
        if (!wafer[i].label)
            return KILN_NO_MEMORY;
    }
    const kiln_overlay overlay = {.title = result->recipe_id,
                                  .subtitle = report->description,
                                  .count = result->steps.count,
                                  .wafer = wafer};
    return kiln_report_overlay_svg(&overlay, kiln_chart_default_size(), call->arena, sink);
}

static kiln_status write_plot(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    if (plays_steps(call))
        return plot_steps(call, sink);
    return kiln_report_result_svg(report_of(call), kiln_chart_default_size(), call->arena,
                                  sink);
}

/* Whether a KPI was above 0 after any step. */
static bool ever(const kiln_result *result, kiln_kpi kpi)
{
    for (size_t i = 0; i < result->steps.count; i++)
        if (result->steps.item[i].kpis && result->steps.item[i].kpis->value[kpi] > 0)
            return true;
    return false;
}

static bool has_dopant(const kiln_result *result, int dopant)
{
    for (size_t i = 0; i < result->layers.count; i++)
        if (result->layers.item[i].chemical[dopant].item)
            return true;
    return false;
}

enum { DOPANT_GROUPS = 8, GROUPS_MAX = DOPANT_GROUPS * KILN_DOPANT_COUNT + 4 };

/* What of the set the result rests on, as pointers; returns how many. */
static size_t groups_in_use(const kiln_recipe *recipe, const kiln_result *result,
                            char group[GROUPS_MAX][KILN_POINTER_MAX])
{
    const bool in_oxide = ever(result, KILN_KPI_DOSE_OXIDE);
    const struct {
        const char *name;
        bool used;
    } OF_DOPANT[DOPANT_GROUPS] = {
        {"diffusivity", true},
        {"solubility", true},
        {"clusters", true},
        {"segregation", in_oxide},
        {"transport", in_oxide},
        {"interstitial", in_oxide},
        {"oxide_diffusivity", in_oxide},
        {"evaporation", ever(result, KILN_KPI_DOSE_LOST)},
    };
    size_t n = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        for (size_t j = 0; j < DOPANT_GROUPS && has_dopant(result, i); j++)
            if (OF_DOPANT[j].used)
                snprintf(group[n++], KILN_POINTER_MAX, "/dopants/%s/%s",
                         kiln_choice_name(&kiln_dopants, i), OF_DOPANT[j].name);
    if (result->model->diffusion == KILN_DIFFUSION_FERMI)
        snprintf(group[n++], KILN_POINTER_MAX, "/intrinsic");
    if (ever(result, KILN_KPI_SILICON_CONSUMED))
        snprintf(group[n++], KILN_POINTER_MAX, "/oxidation");
    snprintf(group[n++], KILN_POINTER_MAX, "/mobility/%s",
             kiln_choice_name(&kiln_mobility_models, result->model->mobility));
    if (!isnan(recipe->substrate->resistivity_ohm_cm))
        snprintf(group[n++], KILN_POINTER_MAX, "/mobility/f723");
    return n;
}

/* The citations behind those groups, each once, in the set's order. */
static kiln_status find_citations(const kiln_op_call *call, kiln_report *report)
{
    const simulation *detail = call->detail;
    const kiln_model_set *set = detail->set;
    char group[GROUPS_MAX][KILN_POINTER_MAX];
    const size_t groups = groups_in_use(call->document[0].object, report->result, group);
    const char **line = KILN_TAKE(call->arena, set->sources.count, const char *);
    bool *cited = KILN_TAKE(call->arena, set->sources.count, bool);
    if (!line || !cited)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < groups; i++) {
        kiln_parameter_list list = {0};
        const kiln_status status =
            kiln_parameters_list(detail->tree, group[i], call->arena, &list);
        if (status != KILN_OK)
            return status;
        for (size_t j = 0; j < list.count; j++)
            for (size_t k = 0; k < set->sources.count; k++)
                cited[k] |= list.item[j].source &&
                            strcmp(list.item[j].source, set->sources.item[k].key) == 0;
    }
    for (size_t k = 0; k < set->sources.count; k++)
        if (cited[k])
            line[report->citation_count++] = set->sources.item[k].citation;
    report->citation = line;
    return KILN_OK;
}

static kiln_status write_report(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    kiln_report report = *report_of(call);
    const kiln_status status = find_citations(call, &report);
    return status == KILN_OK ? kiln_report_result_html(&report, call->arena, sink) : status;
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain",
     .doc = "KPIs with their verdicts, regions, steps and warnings",
     .show = show_table},
    {.flag = "profile",
     .takes = "F.csv",
     .content_type = "text/csv",
     .doc = "profiles by depth as CSV",
     .show = write_profile},
    {.flag = "plot",
     .takes = "F.svg",
     .content_type = "image/svg+xml",
     .doc = "profiles as a picture, SVG",
     .show = write_plot},
    {.flag = "report",
     .takes = "F.html",
     .content_type = "text/html",
     .doc = "KPIs, picture, recipe and sources as one page, HTML",
     .show = write_report},
};

const kiln_op kiln_op_simulate = {
    .name = "simulate",
    .summary = "run a recipe: junction depth, sheet resistance, oxide thickness, profile",
    .about =
        "RECIPE is a JSON file (comments and trailing commas are fine), or - for standard "
        "input. The KPIs are printed as a table, or with --json the whole result. Files are "
        "written only when the run succeeds, each whole or not at all; - in place of a file "
        "is standard output.",
    .example = "kiln simulate data/recipes/boron-base.json --report boron.html",
    .input = &INPUT_SHAPE,
    .document = {"RECIPE"},
    .document_shape = &kiln_recipe_shape,
    .output = &kiln_result_shape,
    .view_count = sizeof VIEWS / sizeof VIEWS[0],
    .view = VIEWS,
    .takes_models = true,
    .run = run_simulate,
    .cost_ms = cost_ms,
    .role = KILN_ROLE_OPERATOR,
    .audited = true,
};
