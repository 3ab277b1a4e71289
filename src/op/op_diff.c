/* kiln recipe diff: two recipes field by field, and what each does to a wafer. */
#include "diff.h"
#include "models.h"
#include "op_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct diff_input {
    bool no_run;
} diff_input;

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("no_run", BOOL, diff_input, no_run, .doc = "fields only, nothing is simulated"),
};
static const kiln_shape INPUT_SHAPE = KILN_SHAPE("diff_input", "How recipes are compared.",
                                                 diff_input, INPUT_FIELDS, .check = NULL);

/* --- output ------------------------------------------------------------------------------ */

static const kiln_field SIDE_FIELDS[] = {
    KILN_FIELD("name", TEXT, kiln_diff_side, name, .min = 0, .max = 4096, .doc = "the file"),
    KILN_FIELD("recipe_id", TEXT, kiln_diff_side, recipe_id, .doc = "the recipe's name"),
    KILN_FIELD("simulated", BOOL, kiln_diff_side, simulated, .doc = "it has KPIs"),
    KILN_FIELD("errors", LIST, kiln_diff_side, errors,
               .item = KILN_ITEM(OBJECT, .shape = &kiln_op_warning_shape),
               .doc = "why it could not be simulated"),
    KILN_FIELD("warnings", LIST, kiln_diff_side, warnings,
               .item = KILN_ITEM(OBJECT, .shape = &kiln_op_warning_shape),
               .doc = "what to know about its KPIs"),
};
static const kiln_shape SIDE_SHAPE = KILN_SHAPE("compared_recipe", "One of the two recipes.",
                                                kiln_diff_side, SIDE_FIELDS, .check = NULL);

/* A change: the same value in both, with where it stands in each. */
typedef struct number_change {
    const char *pointer[2];
    double value[2];
    const char *unit;
} number_change;

typedef struct text_change {
    const char *pointer[2], *value[2], *unit;
} text_change;

#define CHANGE_FIELDS(type, kind)                                                             \
    KILN_FIELD("pointer_a", TEXT, type, pointer[0],                                           \
               .doc =                                                                         \
                   "where it stands, or would stand, in a; absent for an item that a lacks"), \
        KILN_FIELD("pointer_b", TEXT, type, pointer[1], .doc = "the same in b"),              \
        KILN_FIELD("a", kind, type, value[0], .doc = "its value in a; absent: none"),         \
        KILN_FIELD("b", kind, type, value[1], .doc = "its value in b"),                       \
        KILN_FIELD("unit", TEXT, type, unit, .doc = "unit of both")

static const kiln_field NUMBER_FIELDS[] = {CHANGE_FIELDS(number_change, NUMBER)};
static const kiln_field TEXT_FIELDS[] = {CHANGE_FIELDS(text_change, TEXT)};

static const kiln_shape CHANGE_SHAPE[KILN_DIFFERENCE_KIND_COUNT] = {
    [KILN_DIFFERENCE_NUMBER] = KILN_SHAPE("number_change", "A number that differs.",
                                          number_change, NUMBER_FIELDS, .check = NULL),
    [KILN_DIFFERENCE_WORD] = KILN_SHAPE("word_change", "A word that differs.", text_change,
                                        TEXT_FIELDS, .check = NULL),
    [KILN_DIFFERENCE_WHOLE] =
        KILN_SHAPE("whole_change",
                   "An item that one of them lacks, or a list of another length, as JSON text.",
                   text_change, TEXT_FIELDS, .check = NULL),
};
static const kiln_choice CHANGE[KILN_DIFFERENCE_KIND_COUNT] = {
    [KILN_DIFFERENCE_NUMBER] = {.name = "number",
                                .shape = &CHANGE_SHAPE[KILN_DIFFERENCE_NUMBER]},
    [KILN_DIFFERENCE_WORD] = {.name = "word", .shape = &CHANGE_SHAPE[KILN_DIFFERENCE_WORD]},
    [KILN_DIFFERENCE_WHOLE] = {.name = "whole", .shape = &CHANGE_SHAPE[KILN_DIFFERENCE_WHOLE]},
};
static const kiln_choices CHANGES = KILN_CHOICES("kind of change", CHANGE);

static const kiln_choice VERDICT[] = {
    [KILN_DIFF_WITHIN] = {.name = "within"},
    [KILN_DIFF_OUTSIDE] = {.name = "outside"},
    [KILN_DIFF_UNKNOWN] = {.name = "unknown", .doc = "the wafer has no such quantity"},
};
const kiln_choices kiln_diff_verdicts = KILN_CHOICES("verdict", VERDICT);

static const kiln_field KPI_FIELDS[] = {
    KILN_FIELD("kpi", CHOICE, kiln_diff_kpi, kpi, .choices = &kiln_kpi_names, .doc = "which"),
    KILN_FIELD("unit", TEXT, kiln_diff_kpi, unit, .doc = "unit of a, b and difference"),
    KILN_FIELD("a", NUMBER, kiln_diff_kpi, value[0], .doc = "its value by a"),
    KILN_FIELD("b", NUMBER, kiln_diff_kpi, value[1], .doc = "its value by b"),
    KILN_FIELD("difference", NUMBER, kiln_diff_kpi, difference, .doc = "b less a"),
    KILN_FIELD("relative", NUMBER, kiln_diff_kpi, relative,
               .doc = "difference by a; absent where a is 0"),
    KILN_FIELD("verdict_a", CHOICE, kiln_diff_kpi, verdict[0], .choices = &kiln_diff_verdicts,
               .doc = "by the target in a; absent where it has none"),
    KILN_FIELD("verdict_b", CHOICE, kiln_diff_kpi, verdict[1], .choices = &kiln_diff_verdicts,
               .doc = "by the target in b"),
};
static const kiln_shape KPI_SHAPE = KILN_SHAPE("compared_kpi", "A KPI by both recipes.",
                                               kiln_diff_kpi, KPI_FIELDS, .check = NULL);

static const kiln_field OUTPUT_FIELDS[] = {
    KILN_FIELD("a", OBJECT, kiln_diff_output, side[0], .shape = &SIDE_SHAPE,
               .doc = "the first recipe"),
    KILN_FIELD("b", OBJECT, kiln_diff_output, side[1], .shape = &SIDE_SHAPE,
               .doc = "the second recipe"),
    KILN_FIELD("same", BOOL, kiln_diff_output, same, .doc = "no field differs"),
    KILN_FIELD("changes", LIST, kiln_diff_output, changes, .min = 0, .max = 1e6,
               .item = KILN_ITEM(VARIANT, .choices = &CHANGES, .tag = "kind"),
               .doc = "the fields that differ, in the order of the recipe"),
    KILN_FIELD("kpis", LIST, kiln_diff_output, kpis,
               .item = KILN_ITEM(OBJECT, .shape = &KPI_SHAPE),
               .doc = "what each does to a wafer; absent with no_run"),
};
const kiln_shape kiln_diff_shape =
    KILN_SHAPE("recipe_diff", "Where two recipes differ, in their fields and in what they do.",
               kiln_diff_output, OUTPUT_FIELDS, .check = NULL);

/* --- fields ------------------------------------------------------------------------------ */

static kiln_status no_memory(const kiln_op_call *call)
{
    return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the comparison");
}

static void *change_of(const kiln_difference *d, kiln_arena *arena)
{
    if (d->kind == KILN_DIFFERENCE_NUMBER) {
        number_change *number = KILN_TAKE(arena, 1, number_change);
        if (number)
            *number = (number_change){.pointer = {d->pointer[0], d->pointer[1]},
                                      .value = {d->number[0], d->number[1]},
                                      .unit = d->unit};
        return number;
    }
    text_change *text = KILN_TAKE(arena, 1, text_change);
    if (text)
        *text = (text_change){.pointer = {d->pointer[0], d->pointer[1]},
                              .value = {d->text[0], d->text[1]},
                              .unit = d->unit};
    return text;
}

static kiln_status compare_fields(kiln_op_call *call, kiln_diff_output *output,
                                  kiln_difference_list *found)
{
    const kiln_status status = kiln_shape_compare(&kiln_recipe_shape, call->document[0].object,
                                                  call->document[1].object, call->arena, found);
    if (status != KILN_OK)
        return status == KILN_NO_MEMORY
                   ? no_memory(call)
                   : kiln_fail(call->diag, status, "", "the recipes cannot be compared");
    output->same = found->count == 0;
    output->changes.item = KILN_TAKE(call->arena, found->count, kiln_variant);
    if (!output->changes.item)
        return no_memory(call);
    for (size_t i = 0; i < found->count; i++) {
        const kiln_difference *d = &found->item[i];
        void *body = change_of(d, call->arena);
        if (!body)
            return no_memory(call);
        output->changes.item[output->changes.count++] =
            (kiln_variant){.tag = (int)d->kind, .body = body};
    }
    return KILN_OK;
}

/* --- results ----------------------------------------------------------------------------- */

/* Simulates one of the two, with diagnostics of its own. */
static kiln_status simulate(const kiln_op_call *call, const kiln_recipe *recipe,
                            kiln_diag *diag, const kiln_result **result)
{
    kiln_op_call own = *call;
    kiln_op_model model;
    kiln_result *made = KILN_TAKE(call->arena, 1, kiln_result);
    own.diag = diag;
    if (!made)
        return no_memory(&own);
    kiln_status status = kiln_op_model_set(&own, recipe->model, "/model/set", &model);
    if (status == KILN_OK)
        status = kiln_simulate(recipe, model.set, call->options, call->arena, made, diag);
    if (status == KILN_OK)
        *result = made;
    return status;
}

/* What reading the recipe had to say of it. */
static void take_reading(const kiln_diag *all, kiln_diag *own)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->issue[i].source == own->source)
            kiln_diag_add(own, &all->issue[i]);
}

/* One of the two. That it cannot be simulated is told beside the fields; what would stop the
 * other too, memory or an interrupt, is a failure.
 *   told  in, out  takes the errors; may hold warnings from reading */
static kiln_status run_side(kiln_op_call *call, int i, kiln_diff_output *output,
                            kiln_diff_detail *detail, kiln_diag *told)
{
    kiln_diff_side *side = output->side[i];
    kiln_diag *diag = KILN_TAKE(call->arena, 1, kiln_diag);
    if (!diag)
        return no_memory(call);
    kiln_diag_init(diag, side->name);
    take_reading(call->diag, diag);
    const kiln_status status =
        simulate(call, call->document[i].object, diag, &detail->result[i]);
    for (size_t k = 0; k < diag->count; k++)
        if (diag->issue[k].severity == KILN_SEVERITY_ERROR)
            kiln_diag_add(told, &diag->issue[k]);
    if (status == KILN_NO_MEMORY || status == KILN_CANCELLED)
        return status;
    side->simulated = status == KILN_OK;
    return kiln_op_take_issues(diag, call->arena, &side->errors, &side->warnings) == KILN_OK
               ? KILN_OK
               : no_memory(call);
}

static int verdict_of(const kiln_result *result, int kpi)
{
    for (size_t i = 0; result && i < result->verdicts.count; i++)
        if (result->verdicts.item[i].kpi == kpi)
            return result->verdicts.item[i].within < 0   ? KILN_DIFF_UNKNOWN
                   : result->verdicts.item[i].within > 0 ? KILN_DIFF_WITHIN
                                                         : KILN_DIFF_OUTSIDE;
    return KILN_ABSENT_CHOICE;
}

static kiln_diff_kpi compare_kpi(const kiln_diff_detail *detail, int kpi)
{
    kiln_diff_kpi row = {.kpi = kpi, .unit = kiln_kpi_unit((kiln_kpi)kpi)};
    for (int i = 0; i < 2; i++) {
        const kiln_result *result = detail->result[i];
        row.value[i] = result ? result->kpis->value[kpi] : (double)NAN;
        row.verdict[i] = verdict_of(result, kpi);
    }
    row.difference = row.value[1] - row.value[0];
    row.relative = row.value[0] != 0 ? row.difference / fabs(row.value[0]) : (double)NAN;
    return row;
}

static bool is_there(const kiln_diff_kpi *row)
{
    for (int i = 0; i < 2; i++)
        if (!isnan(row->value[i]) || row->verdict[i] != KILN_ABSENT_CHOICE)
            return true;
    return false;
}

static kiln_status compare_results(kiln_op_call *call, kiln_diff_output *output,
                                   kiln_diff_detail *detail)
{
    kiln_diag *told = KILN_TAKE(call->arena, 1, kiln_diag);
    output->kpis.item = KILN_TAKE(call->arena, KILN_KPI_COUNT, kiln_diff_kpi);
    if (!told || !output->kpis.item)
        return no_memory(call);
    kiln_status status = KILN_OK;
    for (int i = 0; status == KILN_OK && i < 2; i++)
        status = run_side(call, i, output, detail, told);
    for (size_t i = 0; i < told->count; i++)
        kiln_diag_add(call->diag, &told->issue[i]);
    for (int kpi = 0; kpi < KILN_KPI_COUNT; kpi++) {
        const kiln_diff_kpi row = compare_kpi(detail, kpi);
        if (is_there(&row))
            output->kpis.item[output->kpis.count++] = row;
    }
    return status;
}

static kiln_status run_diff(kiln_op_call *call)
{
    const diff_input *input = call->input;
    kiln_diff_output *output = KILN_TAKE(call->arena, 1, kiln_diff_output);
    kiln_diff_detail *detail = KILN_TAKE(call->arena, 1, kiln_diff_detail);
    kiln_diff_side *side = KILN_TAKE(call->arena, 2, kiln_diff_side);
    if (!output || !detail || !side)
        return no_memory(call);
    for (int i = 0; i < 2; i++) {
        const kiln_recipe *recipe = call->document[i].object;
        side[i] = (kiln_diff_side){.name = call->document[i].text.name,
                                   .recipe_id = recipe->recipe_id};
        output->side[i] = &side[i];
    }
    detail->fields_only = input->no_run;
    kiln_status status = compare_fields(call, output, &detail->differences);
    if (status == KILN_OK && !input->no_run)
        status = compare_results(call, output, detail);
    if (status != KILN_OK)
        return status;
    call->output = output;
    call->detail = detail;
    return input->no_run || (side[0].simulated && side[1].simulated) ? KILN_OK : KILN_PARTIAL;
}

static double cost_ms(const kiln_op_call *call)
{
    return kiln_op_recipe_ms(call->document[0].object) +
           kiln_op_recipe_ms(call->document[1].object);
}

/* Both wafers in one figure; of one alone when the other has none. */
static kiln_status write_plot(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    const kiln_diff_output *output = call->output;
    const kiln_diff_detail *detail = call->detail;
    kiln_overlay_wafer wafer[2];
    kiln_overlay overlay = {.title = "Two recipes", .wafer = wafer};
    for (int i = 0; i < 2; i++) {
        char label[160];
        const char *id = output->side[i]->recipe_id;
        if (!detail->result[i])
            continue;
        snprintf(label, sizeof label, "%c, %.100s", 'A' + i, id ? id : output->side[i]->name);
        wafer[overlay.count++] =
            (kiln_overlay_wafer){.label = kiln_arena_text(call->arena, label, strlen(label)),
                                 .layers = &detail->result[i]->layers,
                                 .kpis = detail->result[i]->kpis};
        if (!wafer[overlay.count - 1].label)
            return KILN_NO_MEMORY;
    }
    if (!overlay.count) {
        const kiln_issue issue = {.status = KILN_USAGE,
                                  .pointer = "--plot",
                                  .message = "there is no profile to draw",
                                  .mend = "leave it out, or let a recipe be simulated"};
        return kiln_diag_add(call->diag, &issue);
    }
    return kiln_report_overlay_svg(&overlay, kiln_chart_default_size(), call->arena, sink);
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain",
     .doc = "the fields that differ, and the KPIs side by side",
     .show = kiln_diff_show},
    {.flag = "plot",
     .takes = "F.svg",
     .content_type = "image/svg+xml",
     .doc = "both profiles in one picture, SVG",
     .show = write_plot},
};

const kiln_op kiln_op_recipe_diff = {
    .name = "recipe diff",
    .summary = "where two recipes differ, in their fields and in what they do to a wafer",
    .about =
        "Fields are compared as they count: with defaults filled in, in any order, without "
        "description and comments. Steps and segments are matched, so that one put in is one "
        "difference. Then both are simulated and their KPIs shown side by side, with what B "
        "changes. If one of them cannot be simulated the reason is told and the exit code "
        "is 4.",
    .example = "kiln recipe diff data/recipes/gate-oxide.json data/recipes/field-oxide.json",
    .input = &INPUT_SHAPE,
    .document = {"A", "B"},
    .document_shape = &kiln_recipe_shape,
    .output = &kiln_diff_shape,
    .view_count = sizeof VIEWS / sizeof VIEWS[0],
    .view = VIEWS,
    .takes_models = true,
    .run = run_diff,
    .cost_ms = cost_ms,
    .role = KILN_ROLE_VIEWER,
};
