/* Running a recipe: the wafer through its steps, then the result. */
#include "diffuse.h"
#include "flow.h"
#include "wafer.h"

#include "kiln/process/simulate.h"

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/validity.h"

#include <math.h>
#include <stdio.h>

static const double CM_PER_NM = 1e-7;
enum { PROFILE_POINTS = 400 };

/* One run: what stays the same, and what the steps change. */
typedef struct run {
    const kiln_recipe *recipe;
    const kiln_run_options *options;
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_validity validity;
    kiln_wafer wafer;
    /* Where a dopant stood highest above the intrinsic carriers: what a constant diffusivity
     * takes least account of. */
    struct {
        double ratio, conc_cm3, temp_k;
        kiln_dopant dopant;
    } extrinsic;
    /* The same above the solubility at which a step left it. */
    struct {
        double ratio, conc_cm3, temp_k;
        kiln_dopant dopant;
        size_t step;
    } supersaturated;
} run;

static kiln_status no_memory(run *r)
{
    return kiln_fail(r->diag, KILN_NO_MEMORY, "", "out of memory for the result");
}

static double now_s(const run *r)
{
    const kiln_clock *clock = &r->options->clock;
    return clock->now_s ? clock->now_s(clock->context) : (double)NAN;
}

/* --- the wafer before the first step ------------------------------------------------------ */

static kiln_status start_substrate(run *r)
{
    const kiln_substrate *substrate = r->recipe->substrate;
    kiln_wafer *wafer = &r->wafer;
    wafer->orientation = (kiln_orientation)substrate->orientation;
    wafer->native_cm = substrate->native_oxide_nm * CM_PER_NM;
    wafer->oxide = kiln_oxide_start(wafer->native_cm);
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

static void start_profiles(run *r)
{
    for (size_t i = 0; i < r->recipe->initial.count; i++) {
        const kiln_initial *initial = &r->recipe->initial.item[i];
        const double peak_nm = isnan(initial->peak_depth_nm) ? 0 : initial->peak_depth_nm;
        const double sigma_nm = isnan(initial->sigma_nm) ? 0 : initial->sigma_nm;
        const double sigma_cm = sigma_nm * CM_PER_NM;
        r->wafer.form[r->wafer.form_count++] =
            (kiln_form){.kind = KILN_FORM_GAUSSIAN,
                        .dopant = (kiln_dopant)initial->dopant,
                        .dose_cm2 = initial->dose_cm2,
                        .peak_cm = peak_nm * CM_PER_NM,
                        .variance_cm2 = sigma_cm * sigma_cm};
    }
}

/* --- steps -------------------------------------------------------------------------------- */

static kiln_status look_up(const run *r, const char *pointer)
{
    const kiln_run_options *options = r->options;
    if (options->cancelled && options->cancelled(options->cancel_context))
        return kiln_fail(r->diag, KILN_CANCELLED, pointer, "the run was cancelled here");
    if (options->deadline_s > 0 && now_s(r) > options->deadline_s)
        return kiln_fail(r->diag, KILN_LIMIT, pointer, "the run's time is up here");
    return KILN_OK;
}

static kiln_status grow(run *r, const kiln_stage *stage)
{
    const kiln_oxide_stage oxide_stage = {.atmosphere = stage->atmosphere,
                                          .orientation = r->wafer.orientation,
                                          .model =
                                              (kiln_oxidation_model)r->recipe->model->oxidation,
                                          .time_s = stage->time_s,
                                          .from_k = stage->from_k,
                                          .to_k = stage->to_k,
                                          .max_steps = r->options->max_steps};
    return kiln_oxide_grow(r->wafer.set, &oxide_stage, &r->wafer.oxide, &r->validity, r->diag);
}

static void note_extrinsic(run *r, const kiln_stage *stage)
{
    const double temp_k = fmax(stage->from_k, stage->to_k);
    const double intrinsic_cm3 = kiln_intrinsic_density(r->wafer.set, temp_k, NULL);
    for (size_t i = 0; i < r->wafer.form_count; i++) {
        const kiln_form *form = &r->wafer.form[i];
        const double conc_cm3 = kiln_wafer_highest(&r->wafer, form->dopant);
        if (!(conc_cm3 / intrinsic_cm3 > r->extrinsic.ratio))
            continue;
        r->extrinsic.ratio = conc_cm3 / intrinsic_cm3;
        r->extrinsic.conc_cm3 = conc_cm3;
        r->extrinsic.temp_k = temp_k;
        r->extrinsic.dopant = form->dopant;
    }
}

static void warn_of_extrinsic(run *r)
{
    if (!(r->extrinsic.ratio > 1))
        return;
    char conc[KILN_NUMBER_TEXT_MAX];
    kiln_number_write_digits(r->extrinsic.conc_cm3, 3, conc);
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING, .pointer = "/model/diffusion"};
    snprintf(issue.message, sizeof issue.message,
             "%s reaches %s cm^-3, %.1f times the intrinsic carriers at %.0f C; a constant "
             "diffusivity leaves out that it diffuses faster there",
             kiln_choice_name(&kiln_dopants, (int)r->extrinsic.dopant), conc,
             r->extrinsic.ratio, r->extrinsic.temp_k - KILN_ZERO_C_K);
    snprintf(issue.mend, sizeof issue.mend,
             "take the junction as too shallow, or give d0_cm2_s and ea_ev for this doping");
    kiln_diag_add(r->diag, &issue);
}

static void note_supersaturated(run *r, size_t step)
{
    for (size_t i = 0; i < r->wafer.form_count; i++) {
        const kiln_form *form = &r->wafer.form[i];
        const double conc_cm3 = kiln_wafer_highest(&r->wafer, form->dopant);
        const double ratio = conc_cm3 / r->wafer.solubility_cm3[form->dopant];
        if (!(ratio > r->supersaturated.ratio))
            continue;
        r->supersaturated.ratio = ratio;
        r->supersaturated.conc_cm3 = conc_cm3;
        r->supersaturated.temp_k = r->wafer.active_k;
        r->supersaturated.dopant = form->dopant;
        r->supersaturated.step = step;
    }
}

static void warn_of_supersaturated(run *r)
{
    /* A source at the solubility is not above it, whatever rounding says. */
    if (!(r->supersaturated.ratio > 1 + 1e-9))
        return;
    char conc[KILN_NUMBER_TEXT_MAX], ratio[KILN_NUMBER_TEXT_MAX];
    kiln_number_write_digits(r->supersaturated.conc_cm3, 3, conc);
    kiln_number_write_digits(r->supersaturated.ratio, 3, ratio);
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING};
    snprintf(issue.pointer, sizeof issue.pointer, "/steps/%zu", r->supersaturated.step);
    snprintf(
        issue.message, sizeof issue.message,
        "%s reaches %s cm^-3, %s times its solubility at %.0f C; what is above that counts "
        "as inactive, and diffuses all the same",
        kiln_choice_name(&kiln_dopants, (int)r->supersaturated.dopant), conc, ratio,
        r->supersaturated.temp_k - KILN_ZERO_C_K);
    snprintf(issue.mend, sizeof issue.mend,
             "take the sheet resistance and the depth with care; a source holds \"solubility\" "
             "at most");
    kiln_diag_add(r->diag, &issue);
}

static void warn_of_undoped(run *r)
{
    const kiln_issue issue = {.severity = KILN_SEVERITY_WARNING,
                              .pointer = "/substrate",
                              .message = "the substrate has no dopant: under one dopant alone "
                                         "there is no junction and no sheet resistance",
                              .mend = "give substrate its dopant, with conc_cm3 or "
                                      "resistivity_ohm_cm"};
    const kiln_substrate *substrate = r->recipe->substrate;
    if (r->wafer.form_count && substrate->dopant == KILN_ABSENT_CHOICE)
        kiln_diag_add(r->diag, &issue);
}

/* Mobility models count every dopant atom as ionised. Indium's level is 0.16 eV deep (S. M.
 * Sze, Physics of Semiconductor Devices, 2nd ed. (1981), ch. 1): of 1e18 a tenth is, at 300
 * K. */
static void warn_of_indium(run *r, const kiln_wafer_view *view)
{
    const kiln_issue issue = {.severity = KILN_SEVERITY_WARNING,
                              .pointer = "/model/mobility",
                              .message =
                                  "indium is ionised only in part at 300 K, and counts as "
                                  "ionised in full: sheet resistances come out too low",
                              .mend = "take a p-type sheet resistance as a lower bound"};
    if (view->regions.count && kiln_wafer_diffused(&r->wafer, KILN_INDIUM))
        kiln_diag_add(r->diag, &issue);
}

/* HCl acts where there is oxygen. That a step gives it as a default to its inert segments as
 * well is no mistake; that it meets no oxygen at all is one. */
static void warn_of_idle_hcl(run *r, const kiln_stage_list *stages, size_t step)
{
    bool given = false;
    for (size_t i = 0; i < stages->count; i++) {
        const kiln_atmosphere *gas = &stages->item[i].atmosphere;
        given = given || gas->hcl_percent > 0;
        if (gas->hcl_percent > 0 && gas->p_o2_atm > 0)
            return;
    }
    if (!given)
        return;
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING};
    snprintf(issue.pointer, sizeof issue.pointer, "/steps/%zu", step);
    snprintf(issue.message, sizeof issue.message,
             "HCl counts in oxygen only: in this step it changes nothing");
    snprintf(issue.mend, sizeof issue.mend, "leave it out, or give the gas oxygen");
    kiln_diag_add(r->diag, &issue);
}

/* A closed form knows no oxide: says how much that leaves out in a step. */
static void warn_of_oxide(run *r, double grown_cm, size_t step)
{
    if (!(grown_cm > 0) || r->wafer.form_count == 0)
        return;
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING};
    snprintf(issue.pointer, sizeof issue.pointer, "/steps/%zu", step);
    snprintf(issue.message, sizeof issue.message,
             "%.3g nm of silicon turns into oxide; the closed form leaves the surface where it "
             "was and all dopant in the silicon (no segregation, no OED)",
             kiln_silicon_per_oxide(r->wafer.set) * grown_cm / CM_PER_NM);
    snprintf(issue.mend, sizeof issue.mend,
             "trust it where little oxide grows, and less for boron than for phosphorus");
    kiln_diag_add(r->diag, &issue);
}

static kiln_status run_furnace(run *r, const kiln_furnace *furnace, size_t step)
{
    kiln_stage_list stages;
    kiln_status status = kiln_flow_lower(furnace, step, r->arena, &stages, r->diag);
    const double before_cm = r->wafer.oxide.thickness_cm;
    double peak_k = 0, end_k = 0;
    for (size_t i = 0; status == KILN_OK && i < stages.count; i++) {
        const kiln_stage *stage = &stages.item[i];
        status = look_up(r, stage->pointer);
        if (status == KILN_OK)
            status =
                kiln_diffuse_stage(&r->wafer, r->recipe->model, stage, &r->validity, r->diag);
        if (status == KILN_OK)
            status = grow(r, stage);
        if (status == KILN_OK)
            note_extrinsic(r, stage);
        peak_k = fmax(peak_k, fmax(stage->from_k, stage->to_k));
        end_k = stage->to_k;
    }
    if (status != KILN_OK)
        return status;
    const bool at_end = r->recipe->model->activation == KILN_ACTIVE_AT_END;
    kiln_wafer_activate(&r->wafer, at_end ? end_k : peak_k, &r->validity);
    note_supersaturated(r, step);
    warn_of_idle_hcl(r, &stages, step);
    warn_of_oxide(r, r->wafer.oxide.thickness_cm - before_cm, step);
    return KILN_OK;
}

static kiln_status run_steps(run *r, kiln_result *result, kiln_wafer_view *view)
{
    const size_t n = r->recipe->steps.count;
    result->steps.item = KILN_TAKE(r->arena, n, kiln_step_result);
    if (!result->steps.item)
        return no_memory(r);
    for (size_t i = 0; i < n; i++) {
        const kiln_step *step = &r->recipe->steps.item[i];
        const double from_s = now_s(r);
        kiln_kpis *kpis = KILN_TAKE(r->arena, 1, kiln_kpis);
        if (!kpis)
            return no_memory(r);
        kiln_status status = run_furnace(r, step->furnace, i);
        if (status == KILN_OK)
            status = kiln_wafer_judge(&r->wafer, r->arena, view, r->diag);
        if (status != KILN_OK)
            return status;
        *kpis = view->kpis;
        result->steps.item[i] =
            (kiln_step_result){.name = step->common->name,
                               .type = step->type,
                               .kpis = kpis,
                               .execution_time_ms = 1e3 * (now_s(r) - from_s)};
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
        r.wafer.solubility_cm3[i] = (double)INFINITY;
    const double from_s = now_s(&r);
    const size_t points =
        r.options->profile_points ? r.options->profile_points : PROFILE_POINTS;
    if (points < 2 || points > KILN_POINTS_MAX)
        return kiln_fail(diag, KILN_LIMIT, "", "%zu profile points are outside 2..%d", points,
                         KILN_POINTS_MAX);
    kiln_status status = kiln_refuse_gaps(recipe, diag);
    if (status == KILN_OK)
        status = start_substrate(&r);
    if (status != KILN_OK)
        return status;
    start_profiles(&r);

    kiln_result done;
    kiln_wafer_view view = {0};
    if (kiln_shape_init(&kiln_result_shape, arena, &done) != KILN_OK)
        return no_memory(&r);
    status = run_steps(&r, &done, &view);
    if (status != KILN_OK)
        return status;
    warn_of_undoped(&r);
    warn_of_extrinsic(&r);
    warn_of_supersaturated(&r);
    warn_of_indium(&r, &view);
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
    done.execution_time_ms = 1e3 * (now_s(&r) - from_s);
    done.memory_mb = (double)arena->held / 1048576;
    *result = done;
    return KILN_OK;
}
