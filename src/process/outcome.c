/* From a finished wafer to the result: verdicts, layers with their profiles, warnings. */
#include "outcome.h"

#include "kiln/silicon/colour.h"
#include "kiln/silicon/dopant.h"
#include "kiln/silicon/model.h"

#include <math.h>
#include <string.h>

static const double CM_PER_NM = 1e-7;

/* To 15 significant digits, those that every decimal keeps in a double: 327.7 - 0.1 becomes
 * 327.6 in place of 327.59999999999997. */
static double decimal(double value)
{
    char text[KILN_NUMBER_TEXT_MAX];
    double rounded = value;
    if (isfinite(value))
        kiln_number_read(text, kiln_number_write_digits(value, 15, text), &rounded);
    return rounded;
}

static kiln_status fill_model(const kiln_outcome *outcome, kiln_result *result)
{
    const kiln_model_set *set = outcome->wafer->set;
    const kiln_model *model = outcome->recipe->model;
    kiln_model_used *used = KILN_TAKE(outcome->arena, 1, kiln_model_used);
    if (!used)
        return KILN_NO_MEMORY;
    const bool on_mesh = outcome->wafer->numeric;
    const bool diffused = on_mesh || outcome->wafer->form_count > 0;
    const int solver = on_mesh ? KILN_SOLVER_NUMERICAL : KILN_SOLVER_CLOSED_FORM;
    *used = (kiln_model_used){.set = set->name,
                              .version = set->version,
                              .sha256 = set->sha256[0] ? set->sha256 : NULL,
                              .diffusion = diffused ? model->diffusion : KILN_ABSENT_CHOICE,
                              .solver = diffused ? solver : KILN_ABSENT_CHOICE,
                              .mobility = model->mobility,
                              .oxidation = model->oxidation,
                              .active_at_c = decimal(outcome->wafer->active_k - KILN_ZERO_C_K)};
    result->model = used;
    return KILN_OK;
}

static const char *absence_of(int kpi)
{
    switch (kpi) {
    case KILN_KPI_JUNCTION_DEPTH:
    case KILN_KPI_SHEET_RESISTANCE:
        return "the wafer has no junction";
    case KILN_KPI_BASE_WIDTH:
    case KILN_KPI_PINCHED_BASE:
        return "the wafer has fewer than two junctions";
    case KILN_KPI_FOUR_POINT_PROBE:
        return "nothing in the wafer is doped";
    case KILN_KPI_OXIDE_THICKNESS:
        return "there is no oxide";
    case KILN_KPI_SILICON_CONSUMED:
        return "no oxide was grown";
    case KILN_KPI_DOSE_OXIDE:
    case KILN_KPI_DOSE_LOST:
    case KILN_KPI_DOSE_ETCHED:
        return "no dopant left the silicon this way";
    default:
        return "nothing was diffused";
    }
}

static kiln_verdict judge_target(int kpi, const kiln_target *target, double value)
{
    kiln_verdict verdict = {.kpi = kpi,
                            .value = value,
                            .lower = target->lower,
                            .upper = target->upper,
                            .within = -1};
    if (!isnan(target->target)) {
        verdict.lower = decimal(target->target - target->tolerance);
        verdict.upper = decimal(target->target + target->tolerance);
    }
    if (isnan(value))
        verdict.reason = absence_of(kpi);
    else
        verdict.within = !(value < verdict.lower) && !(value > verdict.upper);
    return verdict;
}

static kiln_status fill_verdicts(const kiln_outcome *outcome, kiln_result *result)
{
    result->verdicts.item = KILN_TAKE(outcome->arena, KILN_KPI_COUNT, kiln_verdict);
    if (!result->verdicts.item)
        return KILN_NO_MEMORY;
    for (int kpi = 0; kpi < KILN_KPI_COUNT; kpi++) {
        const kiln_target *target = outcome->recipe->targets[kpi];
        if (target)
            result->verdicts.item[result->verdicts.count++] =
                judge_target(kpi, target, result->kpis->value[kpi]);
    }
    return KILN_OK;
}

static kiln_status take_curve(const kiln_outcome *outcome, size_t n, kiln_curve *curve)
{
    curve->item = KILN_TAKE(outcome->arena, n, double);
    curve->count = curve->item ? n : 0;
    return curve->item ? KILN_OK : KILN_NO_MEMORY;
}

static kiln_status fill_dopant(const kiln_outcome *outcome, kiln_dopant dopant,
                               kiln_layer *layer)
{
    const size_t n = layer->depth_nm.count;
    kiln_curve *chemical = &layer->chemical[dopant], *active = &layer->active[dopant];
    if (take_curve(outcome, n, chemical) != KILN_OK ||
        take_curve(outcome, n, active) != KILN_OK)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const double depth_cm = layer->depth_nm.item[i] * CM_PER_NM;
        chemical->item[i] = kiln_wafer_chemical(outcome->wafer, dopant, depth_cm);
        active->item[i] = kiln_wafer_active(outcome->wafer, dopant, depth_cm);
    }
    return KILN_OK;
}

/* Depths for the profiles, both ends included: one half of the points evenly spread, the other
 * where the profiles are, so that a shallow one is seen above a deep one. */
static kiln_status fill_depths(const kiln_outcome *outcome, double bottom_nm,
                               kiln_curve *depths)
{
    const size_t n = depths->count;
    kiln_depths own;
    if (kiln_wafer_depths(outcome->wafer, outcome->arena, &own) != KILN_OK)
        return KILN_NO_MEMORY;
    size_t inside = own.count;
    /* What is as deep to rounding would crowd the last points together. */
    const double bottom_cm = (1 - 1e-12) * outcome->view->bottom_cm;
    while (inside > 0 && own.item[inside - 1] >= bottom_cm)
        inside--;
    double from_nm = 0,
           from = 0; /* the last depth looked at, and the share of points above it */
    size_t next = 0;
    for (size_t i = 0; i <= inside; i++) {
        const double to_nm = i < inside ? own.item[i] / CM_PER_NM : bottom_nm;
        const double to =
            i < inside ? 0.5 * to_nm / bottom_nm + 0.5 * (double)i / (double)inside : 1;
        for (; next < n - 1 && (double)next < to * (double)(n - 1); next++) {
            const double share = (double)next / (double)(n - 1);
            depths->item[next] = from_nm + (to_nm - from_nm) * (share - from) / (to - from);
        }
        from_nm = to_nm;
        from = to;
    }
    depths->item[n - 1] = bottom_nm;
    return KILN_OK;
}

static kiln_status fill_silicon(const kiln_outcome *outcome, kiln_layer *layer)
{
    const size_t n = outcome->points;
    const double bottom_nm = outcome->view->bottom_cm / CM_PER_NM;
    layer->material = KILN_SILICON;
    layer->top_nm = 0;
    layer->bottom_nm = bottom_nm;
    if (take_curve(outcome, n, &layer->depth_nm) != KILN_OK ||
        fill_depths(outcome, bottom_nm, &layer->depth_nm) != KILN_OK)
        return KILN_NO_MEMORY;
    bool doped = false;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        if (!(outcome->wafer->substrate_cm3[i] > 0) &&
            !kiln_wafer_diffused(outcome->wafer, dopant))
            continue;
        doped = true;
        if (fill_dopant(outcome, dopant, layer) != KILN_OK)
            return KILN_NO_MEMORY;
    }
    if (!doped)
        return KILN_OK;
    if (take_curve(outcome, n, &layer->net_cm3) != KILN_OK)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const kiln_doping doping =
            kiln_wafer_doping(outcome->wafer, layer->depth_nm.item[i] * CM_PER_NM);
        layer->net_cm3.item[i] = doping.donors_cm3 - doping.acceptors_cm3;
    }
    return KILN_OK;
}

/* Both ends of the oxide and the middles of its cells, with what each species has there. */
static kiln_status fill_oxide(const kiln_outcome *outcome, double oxide_nm, kiln_layer *layer)
{
    const kiln_numeric *numeric = outcome->wafer->numeric;
    const kiln_reading *reading = &outcome->wafer->reading;
    const size_t cells = numeric ? numeric->field.mesh.oxide_cells : 0, n = cells + 2;
    *layer = (kiln_layer){.material = KILN_OXIDE, .top_nm = -oxide_nm, .bottom_nm = 0};
    if (take_curve(outcome, n, &layer->depth_nm) != KILN_OK)
        return KILN_NO_MEMORY;
    double *depth_nm = layer->depth_nm.item;
    depth_nm[0] = -oxide_nm;
    for (size_t i = 0; i < cells; i++)
        depth_nm[i + 1] =
            0.5 * (reading->mesh->node[i] + reading->mesh->node[i + 1]) / CM_PER_NM;
    depth_nm[n - 1] = 0;
    for (size_t k = 0; cells && k < numeric->species; k++) {
        kiln_curve *curve = &layer->chemical[numeric->dopant[k]];
        if (take_curve(outcome, n, curve) != KILN_OK)
            return KILN_NO_MEMORY;
        for (size_t i = 0; i < n; i++) {
            const size_t cell = i == 0 ? 0 : i - 1 < cells ? i - 1 : cells - 1;
            curve->item[i] = kiln_reading_conc(reading, cell, k, depth_nm[i] * CM_PER_NM);
        }
    }
    return KILN_OK;
}

kiln_status kiln_outcome_layers(const kiln_outcome *outcome, kiln_layer_list *layers)
{
    const double oxide_nm = outcome->view->kpis.value[KILN_KPI_OXIDE_THICKNESS];
    kiln_layer *layer = KILN_TAKE(outcome->arena, 2, kiln_layer);
    if (!layer)
        return KILN_NO_MEMORY;
    layers->item = layer;
    if (oxide_nm > 0) {
        if (fill_oxide(outcome, oxide_nm, layer) != KILN_OK)
            return KILN_NO_MEMORY;
        layer++;
    }
    const kiln_status status = fill_silicon(outcome, layer);
    layers->count = (size_t)(layer - layers->item) + 1;
    return status;
}

static kiln_status fill_solver(const kiln_outcome *outcome, kiln_result *result)
{
    if (!outcome->wafer->numeric)
        return KILN_OK;
    kiln_solver_effort *effort = KILN_TAKE(outcome->arena, 1, kiln_solver_effort);
    if (!effort)
        return KILN_NO_MEMORY;
    const kiln_field_state *field = &outcome->wafer->numeric->field;
    *effort = (kiln_solver_effort){.steps = (int64_t)field->statistics.steps,
                                   .rejected = (int64_t)field->statistics.rejected,
                                   .iterations = (int64_t)field->statistics.iterations,
                                   .remeshes = (int64_t)field->statistics.remeshes,
                                   .grid_points = (int64_t)field->mesh.cells};
    result->solver = effort;
    return KILN_OK;
}

/* Empty text is no text. */
static const char *copy_text(const kiln_outcome *outcome, const char *text, bool *sound)
{
    if (!text[0])
        return NULL;
    const char *copy = kiln_arena_text(outcome->arena, text, strlen(text));
    *sound = *sound && copy;
    return copy;
}

static kiln_status fill_warnings(const kiln_outcome *outcome, kiln_result *result)
{
    const kiln_diag *diag = outcome->diag;
    bool sound = true;
    result->warnings.item = KILN_TAKE(outcome->arena, diag->count + 1, kiln_warning);
    if (!result->warnings.item)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        if (issue->severity != KILN_SEVERITY_WARNING)
            continue;
        result->warnings.item[result->warnings.count++] =
            (kiln_warning){.pointer = copy_text(outcome, issue->pointer, &sound),
                           .message = copy_text(outcome, issue->message, &sound),
                           .mend = copy_text(outcome, issue->mend, &sound)};
    }
    return sound ? KILN_OK : KILN_NO_MEMORY;
}

kiln_status kiln_outcome_fill(const kiln_outcome *outcome, kiln_result *result)
{
    kiln_kpis *kpis = KILN_TAKE(outcome->arena, 1, kiln_kpis);
    if (!kpis)
        return KILN_NO_MEMORY;
    *kpis = outcome->view->kpis;
    result->recipe_id = outcome->recipe->recipe_id;
    result->kpis = kpis;
    result->oxide_colour = kiln_oxide_colour(outcome->wafer->oxide.thickness_cm);
    result->regions.count = outcome->view->regions.count;
    result->regions.item = outcome->view->regions.item;
    kiln_status status = fill_model(outcome, result);
    if (status == KILN_OK)
        status = fill_verdicts(outcome, result);
    if (status == KILN_OK)
        status = kiln_outcome_layers(outcome, &result->layers);
    if (status == KILN_OK)
        status = fill_solver(outcome, result);
    if (status == KILN_OK)
        status = fill_warnings(outcome, result);
    return status;
}
