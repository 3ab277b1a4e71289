/* Running a recipe: the wafer through its steps, then the result. */
#include "diffuse.h"
#include "gaps.h"
#include "layers.h"
#include "limits.h"
#include "outcome.h"
#include "rates.h"
#include "remarks.h"

#include "kiln/process/simulate.h"

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/enhancement.h"
#include "kiln/silicon/validity.h"

#include <math.h>
#include <stdio.h>

static const double CM_PER_NM = 1e-7, CM_PER_UM = 1e-4;
enum { PROFILE_POINTS = 400 };

/* One run: what stays the same, and what the steps change. */
typedef struct run {
    const kiln_recipe *recipe;
    const kiln_run_options *options;
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_validity validity;
    kiln_stage_list *stages;   /* of each step; none where it is no furnace */
    kiln_implanted *implanted; /* into bare silicon, by each implant step */
    size_t implants;
    kiln_wafer wafer;
    kiln_remarks remarks;
} run;

static kiln_status no_memory(run *r)
{
    return kiln_fail(r->diag, KILN_NO_MEMORY, "", "out of memory for the result");
}

/* --- the wafer before the first step ------------------------------------------------------ */

static kiln_status start_substrate(run *r)
{
    const kiln_substrate *substrate = r->recipe->substrate;
    kiln_wafer *wafer = &r->wafer;
    wafer->orientation = (kiln_orientation)substrate->orientation;
    wafer->thickness_cm = substrate->thickness_um * CM_PER_UM;
    wafer->native_cm = substrate->native_oxide_nm * CM_PER_NM;
    wafer->oxide = kiln_oxide_start(0);
    if (substrate->dopant == KILN_ABSENT_CHOICE)
        return KILN_OK;
    const kiln_dopant dopant = (kiln_dopant)substrate->dopant;
    const double conc_cm3 =
        isnan(substrate->conc_cm3)
            ? kiln_doping_of_resistivity(wafer->set, dopant, substrate->resistivity_ohm_cm,
                                         &r->validity)
            : substrate->conc_cm3;
    if (!(conc_cm3 > 0)) {
        const kiln_issue issue = {.status = KILN_INVALID,
                                  .pointer = "/substrate/resistivity_ohm_cm",
                                  .message = "no doping has this resistivity (ASTM F723)",
                                  .mend = "give another resistivity, or conc_cm3 instead"};
        return kiln_diag_add(r->diag, &issue);
    }
    wafer->substrate_cm3[dopant] = conc_cm3;
    return KILN_OK;
}

static kiln_status start_table(run *r, const kiln_initial *initial, kiln_form *form)
{
    const size_t points = initial->depth_nm.count;
    double *depth_cm = KILN_TAKE(r->arena, points, double);
    if (!depth_cm)
        return no_memory(r);
    for (size_t i = 0; i < points; i++)
        depth_cm[i] = initial->depth_nm.item[i] * CM_PER_NM;
    *form = kiln_form_of_table((kiln_dopant)initial->dopant, points, depth_cm,
                               initial->conc_cm3.item);
    return KILN_OK;
}

static kiln_status start_profiles(run *r)
{
    for (size_t i = 0; i < r->recipe->initial.count; i++) {
        const kiln_initial *initial = &r->recipe->initial.item[i];
        kiln_form *form = &r->wafer.form[r->wafer.form_count++];
        if (initial->depth_nm.count) {
            const kiln_status status = start_table(r, initial, form);
            if (status != KILN_OK)
                return status;
            continue;
        }
        const double peak_nm = isnan(initial->peak_depth_nm) ? 0 : initial->peak_depth_nm;
        const double sigma_nm = isnan(initial->sigma_nm) ? 0 : initial->sigma_nm;
        const double sigma_cm = sigma_nm * CM_PER_NM;
        *form = (kiln_form){.kind = KILN_FORM_GAUSSIAN,
                            .dopant = (kiln_dopant)initial->dopant,
                            .dose_cm2 = initial->dose_cm2,
                            .peak_cm = peak_nm * CM_PER_NM,
                            .variance_cm2 = sigma_cm * sigma_cm};
    }
    return KILN_OK;
}

/* What an implant step leaves on a wafer with so much oxide. */
static kiln_status implanted_by(run *r, size_t index, double oxide_cm,
                                kiln_implanted *implanted)
{
    char pointer[32];
    snprintf(pointer, sizeof pointer, "/steps/%zu", index);
    const kiln_implant_target target = {
        .set = r->wafer.set, .oxide_cm = oxide_cm, .pointer = pointer};
    return kiln_implant_of(r->recipe->steps.item[index].implant, &target, &r->validity,
                           implanted, r->diag);
}

/* --- how it is solved --------------------------------------------------------------------- */

/* Whether there may be oxide after a step. */
static bool covers(const kiln_step *step, const kiln_stage_list *stages)
{
    bool covers = step->type == KILN_STEP_DEPOSIT;
    for (size_t i = 0; i < stages->count; i++)
        covers |= kiln_stage_oxidises(&stages->item[i]) ||
                  stages->item[i].surface == KILN_NATIVE_OXIDE;
    return covers;
}

/* Where the model or the set has no profile of two components the source holds the surface. */
static void choose_profiles(const run *r, kiln_stage_list *stages)
{
    const bool fermi = r->recipe->model->diffusion == KILN_DIFFUSION_FERMI;
    for (size_t i = 0; i < stages->count; i++) {
        kiln_stage *stage = &stages->item[i];
        if (!stage->two_component)
            continue;
        const kiln_two_component known = kiln_two_component_at(
            r->wafer.set, (kiln_dopant)stage->source->dopant, stage->from_k, NULL);
        stage->two_component = fermi && !isnan(known.total_cm3);
        if (!stage->two_component)
            kiln_warn(
                r->diag, stage->pointer,
                fermi ? "take set \"kiln\" for a profile with a kink and a tail"
                      : "take diffusion \"fermi\" for a profile with a kink and a tail",
                "POCl3 holds the surface at the solubility here: %s knows of no more, and "
                "a real junction is several times deeper",
                fermi ? "the parameter set" : "a constant diffusivity");
    }
}

/* Lowers every step, so that faults come before work. */
static kiln_status lower_steps(run *r)
{
    const size_t n = r->recipe->steps.count;
    r->stages = KILN_TAKE(r->arena, n, kiln_stage_list);
    r->implanted = KILN_TAKE(r->arena, n, kiln_implanted);
    if (!r->stages || !r->implanted)
        return no_memory(r);
    bool covered = false;
    for (size_t i = 0; i < n; i++) {
        const kiln_step *step = &r->recipe->steps.item[i];
        kiln_implanted through;
        kiln_status status = KILN_OK;
        if (step->type == KILN_STEP_FURNACE)
            status = kiln_flow_lower(step->furnace, i, r->arena, &r->stages[i], r->diag);
        else if (step->type == KILN_STEP_IMPLANT)
            status = implanted_by(r, i, 0, &r->implanted[r->implants++]);
        if (status == KILN_OK)
            choose_profiles(r, &r->stages[i]);
        if (status == KILN_OK && covered && step->type == KILN_STEP_IMPLANT)
            status = implanted_by(r, i, CM_PER_NM, &through); /* does the set know how? */
        if (status != KILN_OK)
            return status;
        covered |= covers(step, &r->stages[i]);
    }
    return KILN_OK;
}

static bool anything_diffuses(const run *r)
{
    bool diffuses = r->wafer.form_count > 0 || r->implants > 0;
    for (size_t i = 0; i < r->recipe->steps.count; i++) {
        const kiln_step *step = &r->recipe->steps.item[i];
        diffuses = diffuses || (step->type == KILN_STEP_DEPOSIT && step->deposit->doping.count);
        for (size_t j = 0; j < r->stages[i].count; j++)
            diffuses = diffuses || r->stages[i].item[j].source;
    }
    return diffuses;
}

/* Whether closed forms are exact for the whole recipe: no film is put on, no interface moves,
 * and a rehearsal on a copy of the wafer finds a form for every stage. Other faults are left to
 * the run itself. */
static kiln_status rehearse(const run *r, bool *exact)
{
    kiln_wafer wafer = r->wafer;
    *exact = r->implants == 0;
    for (size_t i = 0; i < r->recipe->steps.count; i++) {
        *exact = *exact && r->recipe->steps.item[i].type != KILN_STEP_DEPOSIT;
        for (size_t j = 0; *exact && j < r->stages[i].count; j++) {
            const kiln_stage *stage = &r->stages[i].item[j];
            kiln_status status = kiln_run_goes_on(r->options, stage->pointer, r->diag);
            if (status != KILN_OK)
                return status;
            status = kiln_diffuse_stage(&wafer, r->recipe->model, stage, NULL, NULL);
            *exact = status != KILN_UNSUPPORTED && !kiln_stage_oxidises(stage);
        }
    }
    return KILN_OK;
}

/* A mesh is needed where something diffuses and no closed form is asked for, or exact. */
static kiln_status needs_mesh(const run *r, bool *needed)
{
    const kiln_model *model = r->recipe->model;
    bool exact = model->solver == KILN_SOLVER_CLOSED_FORM;
    kiln_status status = KILN_OK;
    if (model->solver == KILN_SOLVER_AUTO && model->diffusion == KILN_DIFFUSION_CONSTANT)
        status = rehearse(r, &exact);
    *needed = !exact && anything_diffuses(r);
    return status;
}

static kiln_status start_solver(run *r)
{
    bool needed = false;
    kiln_wafer *wafer = &r->wafer;
    kiln_status status = needs_mesh(r, &needed);
    if (status != KILN_OK || !needed)
        return status;
    const kiln_numeric_start start = {.substrate_cm3 = wafer->substrate_cm3,
                                      .form = wafer->form,
                                      .form_count = wafer->form_count,
                                      .recipe = r->recipe,
                                      .set = wafer->set,
                                      .stages = r->stages,
                                      .implanted = r->implanted,
                                      .implants = r->implants};
    status = kiln_numeric_take(&start, r->arena, &wafer->numeric, r->diag);
    if (status != KILN_OK)
        return status;
    const kiln_field_state *field = &wafer->numeric->field;
    wafer->mesh_cm = field->mesh.node[field->mesh.cells];
    if (kiln_reading_take(&wafer->reading, field, r->arena) != KILN_OK)
        return no_memory(r);
    return KILN_OK;
}

/* --- steps -------------------------------------------------------------------------------- */

/* A plain wafer's oxide. What its doping does to the growth goes with the temperature: a ramp
 * is taken in pieces, each with the factor of its middle. */
static kiln_status grow(run *r, const kiln_stage *stage)
{
    static const double PIECE_K = 10;
    if (!kiln_stage_oxidises(stage))
        return KILN_OK;
    double surface_cm3[KILN_DOPANT_COUNT];
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        surface_cm3[i] = kiln_wafer_chemical(&r->wafer, (kiln_dopant)i, 0);
    const double ramp_k = stage->to_k - stage->from_k;
    const int pieces = 1 + (int)(fabs(ramp_k) / PIECE_K);
    kiln_status status = KILN_OK;
    for (int i = 0; status == KILN_OK && i < pieces; i++) {
        const double from_k = stage->from_k + ramp_k * i / pieces;
        const double to_k = stage->from_k + ramp_k * (i + 1) / pieces;
        const kiln_oxide_stage piece = {
            .atmosphere = stage->atmosphere,
            .orientation = r->wafer.orientation,
            .model = (kiln_oxidation_model)r->recipe->model->oxidation,
            .time_s = stage->time_s / pieces,
            .from_k = from_k,
            .to_k = to_k,
            .max_steps = r->options->max_steps,
            .linear_factor = kiln_surface_growth_factor(r->wafer.set, 0.5 * (from_k + to_k),
                                                        surface_cm3, &r->validity)};
        status = kiln_oxide_grow(r->wafer.set, &piece, &r->wafer.oxide, &r->validity, r->diag);
    }
    return status;
}

/* A source and an oxide on the silicon: the mesh has no model of dopant that comes through. */
static kiln_status refuse_buried_source(const run *r, const kiln_stage *stage)
{
    const bool covered =
        kiln_stage_oxidises(stage) || r->wafer.numeric->field.mesh.oxide_cells > 0;
    if (!stage->source || !covered)
        return KILN_OK;
    kiln_issue issue = {.status = KILN_UNSUPPORTED};
    snprintf(issue.pointer, sizeof issue.pointer, "%s/source", stage->pointer);
    snprintf(issue.message, sizeof issue.message,
             "not simulated yet: a source through an oxide");
    snprintf(issue.mend, sizeof issue.mend,
             "let the source come in an inert gas, first or after an etch");
    return kiln_diag_add(r->diag, &issue);
}

static double exposure_mean(const void *exposure, double from_cm, double to_cm)
{
    return kiln_exposure_mean(exposure, from_cm, to_cm);
}

/* A stage whose source lays a profile of two components down. */
static kiln_status predeposit(run *r, const kiln_numeric_stage *in)
{
    const kiln_stage *stage = in->stage;
    const kiln_dopant dopant = (kiln_dopant)stage->source->dopant;
    kiln_numeric *numeric = r->wafer.numeric;
    kiln_field_state aside;
    const kiln_laid laid = {.dopant = dopant,
                            .mean = exposure_mean,
                            .context = &numeric->exposure,
                            .dose_cm2 = (double)NAN,
                            .aside = &aside,
                            .pointer = stage->pointer};
    kiln_status status =
        kiln_numeric_set_aside(numeric, dopant, stage->pointer, r->arena, &aside, r->diag);
    if (status == KILN_OK)
        status = kiln_numeric_run(numeric, in, &r->wafer.oxide, r->diag);
    if (status == KILN_OK)
        status = kiln_expose(&numeric->exposure, r->wafer.set, stage, &r->validity, r->diag);
    return status == KILN_OK ? kiln_numeric_lay(numeric, &laid, r->arena, r->diag) : status;
}

static kiln_status solve_stage(run *r, const kiln_stage *stage)
{
    const kiln_numeric_stage in = {.stage = stage,
                                   .set = r->wafer.set,
                                   .model = r->recipe->model,
                                   .options = r->options,
                                   .orientation = r->wafer.orientation,
                                   .validity = &r->validity};
    kiln_status status = refuse_buried_source(r, stage);
    if (status == KILN_OK)
        status = stage->two_component
                     ? predeposit(r, &in)
                     : kiln_numeric_run(r->wafer.numeric, &in, &r->wafer.oxide, r->diag);
    if (status == KILN_OK)
        status = kiln_budget_stage(&r->wafer, stage, r->diag);
    return status;
}

/* Bare silicon has its native oxide by the time that oxygen reaches it, or where the recipe
 * says so, but not under a source. The solver makes its own cells for one that grows. */
static kiln_status grow_native(run *r, const kiln_stage *stage)
{
    const bool oxidises = kiln_stage_oxidises(stage);
    if (!oxidises && (stage->surface != KILN_NATIVE_OXIDE || stage->source))
        return KILN_OK;
    return kiln_native_oxide(oxidises ? NULL : r->wafer.numeric, r->wafer.native_cm,
                             stage->pointer, &r->wafer.oxide, r->diag);
}

static kiln_status run_stage(run *r, const kiln_stage *stage)
{
    const kiln_model *model = r->recipe->model;
    kiln_status status = kiln_run_goes_on(r->options, stage->pointer, r->diag);
    if (status == KILN_OK)
        status = grow_native(r, stage);
    const double before_cm = r->wafer.oxide.thickness_cm;
    if (status == KILN_OK && r->wafer.numeric) {
        status = solve_stage(r, stage);
    } else if (status == KILN_OK) {
        status = kiln_diffuse_stage(&r->wafer, model, stage, &r->validity, r->diag);
        if (status == KILN_OK)
            status = grow(r, stage);
    }
    r->wafer.grown_cm += r->wafer.oxide.thickness_cm - before_cm;
    return status;
}

static kiln_status run_furnace(run *r, size_t step)
{
    const kiln_stage_list *stages = &r->stages[step];
    const double before_cm = r->wafer.grown_cm;
    double peak_k = 0, end_k = 0;
    for (size_t i = 0; i < stages->count; i++) {
        const kiln_stage *stage = &stages->item[i];
        const double begun_cm = r->wafer.grown_cm;
        kiln_remark_begin(&r->remarks, stage);
        const kiln_status status = run_stage(r, stage);
        if (status != KILN_OK)
            return status;
        kiln_remark_stage(&r->remarks, stage, r->wafer.grown_cm - begun_cm);
        peak_k = fmax(peak_k, fmax(stage->from_k, stage->to_k));
        end_k = stage->to_k;
    }
    const bool at_end = r->recipe->model->activation == KILN_ACTIVE_AT_END;
    kiln_wafer_activate(&r->wafer, at_end ? end_k : peak_k, &r->validity);
    kiln_remark_step(&r->remarks, stages, step, r->wafer.grown_cm - before_cm);
    return KILN_OK;
}

static kiln_status run_deposit(run *r, const kiln_deposit *deposit, const char *pointer)
{
    const kiln_film film = kiln_film_of(deposit);
    return kiln_deposit_oxide(r->wafer.numeric, &film, pointer, &r->wafer.oxide, r->diag);
}

static kiln_status run_etch(run *r, const kiln_etch *etch, const char *pointer)
{
    const double thickness_cm =
        isnan(etch->thickness_nm) ? (double)INFINITY : etch->thickness_nm * CM_PER_NM;
    const bool covered = r->wafer.oxide.thickness_cm > 0;
    const kiln_status status =
        kiln_etch_oxide(r->wafer.numeric, thickness_cm, pointer, &r->wafer.oxide, r->diag);
    if (covered && !(r->wafer.oxide.thickness_cm > 0))
        r->remarks.stripped = true;
    return status;
}

static double implanted_mean(const void *implanted, double from_cm, double to_cm)
{
    return kiln_implanted_mean(implanted, from_cm, to_cm);
}

static kiln_status run_implant(run *r, size_t index, const char *pointer)
{
    kiln_implanted implanted;
    const kiln_status status = implanted_by(r, index, r->wafer.oxide.thickness_cm, &implanted);
    if (status != KILN_OK)
        return status;
    kiln_remark_implant(&r->remarks, &implanted, index);
    const kiln_laid laid = {.dopant = implanted.dopant,
                            .mean = implanted_mean,
                            .context = &implanted,
                            .dose_cm2 = implanted.dose_cm2,
                            .pointer = pointer};
    return kiln_numeric_lay(r->wafer.numeric, &laid, r->arena, r->diag);
}

static kiln_status run_step(run *r, size_t index)
{
    const kiln_step *step = &r->recipe->steps.item[index];
    kiln_status status = KILN_UNSUPPORTED; /* kiln_refuse_gaps has said why */
    char pointer[32];
    snprintf(pointer, sizeof pointer, "/steps/%zu", index);
    switch ((kiln_step_type)step->type) {
    case KILN_STEP_FURNACE:
        status = run_furnace(r, index);
        break;
    case KILN_STEP_DEPOSIT:
        status = run_deposit(r, step->deposit, pointer);
        break;
    case KILN_STEP_ETCH:
        status = run_etch(r, step->etch, pointer);
        break;
    case KILN_STEP_IMPLANT:
        status = run_implant(r, index, pointer);
        break;
    case KILN_STEP_TYPE_COUNT:
        break;
    }
    if (status == KILN_OK && r->wafer.numeric)
        kiln_reading_update(&r->wafer.reading, &r->wafer.numeric->field);
    return status;
}

static size_t points_of(const run *r)
{
    return r->options->profile_points ? r->options->profile_points : PROFILE_POINTS;
}

static kiln_status take_step_profiles(run *r, const kiln_wafer_view *view,
                                      kiln_layer_list *layers)
{
    const kiln_outcome outcome = {
        .wafer = &r->wafer, .view = view, .points = points_of(r), .arena = r->arena};
    if (!r->options->step_profiles)
        return KILN_OK;
    return kiln_outcome_layers(&outcome, layers) == KILN_OK ? KILN_OK : no_memory(r);
}

static kiln_status run_steps(run *r, kiln_result *result, kiln_wafer_view *view)
{
    const size_t n = r->recipe->steps.count;
    result->steps.item = KILN_TAKE(r->arena, n, kiln_step_result);
    if (!result->steps.item)
        return no_memory(r);
    for (size_t i = 0; i < n; i++) {
        const kiln_step *step = &r->recipe->steps.item[i];
        const double from_s = kiln_run_now_s(r->options);
        kiln_kpis *kpis = KILN_TAKE(r->arena, 1, kiln_kpis);
        if (!kpis)
            return no_memory(r);
        kiln_status status = run_step(r, i);
        if (status == KILN_OK)
            status = kiln_wafer_judge(&r->wafer, r->arena, view, r->diag);
        kiln_layer_list layers = {0};
        if (status == KILN_OK)
            status = take_step_profiles(r, view, &layers);
        if (status != KILN_OK)
            return status;
        *kpis = view->kpis;
        result->steps.item[i] = (kiln_step_result){
            .name = step->common->name,
            .type = step->type,
            .kpis = kpis,
            .layers = layers,
            .execution_time_ms = 1e3 * (kiln_run_now_s(r->options) - from_s)};
        result->steps.count = i + 1;
    }
    return KILN_OK;
}

kiln_status kiln_simulate(const kiln_recipe *recipe, const kiln_model_set *set,
                          const kiln_run_options *options, kiln_arena *arena,
                          kiln_result *result, kiln_diag *diag)
{
    static const kiln_run_options NO_BOUNDS = {0};
    kiln_diag own_diag;
    if (!diag) {
        kiln_diag_init(&own_diag, NULL);
        diag = &own_diag;
    }
    run r = {.recipe = recipe,
             .options = options ? options : &NO_BOUNDS,
             .arena = arena,
             .diag = diag,
             .wafer = {.set = set,
                       .mobility = (kiln_mobility_model)recipe->model->mobility,
                       .active_k = (double)NAN}};
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        r.wafer.activity[i] = (kiln_activity){.solubility_cm3 = (double)INFINITY};
    r.remarks = (kiln_remarks){.recipe = recipe, .wafer = &r.wafer, .diag = diag};
    const double from_s = kiln_run_now_s(r.options);
    const size_t points = points_of(&r);
    if (points < 2 || points > KILN_POINTS_MAX)
        return kiln_fail(diag, KILN_LIMIT, "", "%zu profile points are outside 2..%d", points,
                         KILN_POINTS_MAX);
    kiln_status status = kiln_refuse_gaps(recipe, diag);
    if (status == KILN_OK)
        status = start_substrate(&r);
    if (status != KILN_OK)
        return status;
    status = start_profiles(&r);
    if (status == KILN_OK)
        status = lower_steps(&r);
    if (status == KILN_OK)
        status = start_solver(&r);
    if (status != KILN_OK)
        return status;

    kiln_result done;
    kiln_wafer_view view = {0};
    if (kiln_shape_init(&kiln_result_shape, arena, &done) != KILN_OK)
        return no_memory(&r);
    status = run_steps(&r, &done, &view);
    if (status != KILN_OK)
        return status;
    kiln_remark_run(&r.remarks, &view);
    kiln_validity_warn(&r.validity, "/model/set", diag);
    const kiln_outcome outcome = {.recipe = recipe,
                                  .wafer = &r.wafer,
                                  .view = &view,
                                  .points = points,
                                  .diag = diag,
                                  .arena = arena};
    status = kiln_outcome_fill(&outcome, &done);
    if (status != KILN_OK)
        return no_memory(&r); /* the one way it fails */
    done.execution_time_ms = 1e3 * (kiln_run_now_s(r.options) - from_s);
    done.memory_mb = (double)arena->held / 1048576;
    *result = done;
    return KILN_OK;
}
