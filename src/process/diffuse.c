/* Diffusion through a stage in closed form: each form's D t grows by the integral of D over the
 * stage's temperatures. */
#include "diffuse.h"
#include "rates.h"

#include "kiln/math.h"
#include "kiln/silicon/dopant.h"

#include <math.h>
#include <stdio.h>

typedef struct ramp {
    const kiln_wafer *wafer;
    const kiln_model
        *model; /* NULL: the set's intrinsic diffusivity, whatever the recipe says */
    const kiln_stage *stage;
    kiln_dopant dopant;
    kiln_validity *validity;
} ramp;

/* D at a fraction 0..1 of the stage's time. */
static double diffusivity_at(double fraction, const void *context)
{
    const ramp *r = context;
    const double temp_k = r->stage->from_k + fraction * (r->stage->to_k - r->stage->from_k);
    const kiln_model_set *set = r->wafer->set;
    const kiln_diffusivity d =
        r->model ? kiln_model_diffusivity(r->model, set, r->dopant, temp_k, r->validity)
                 : kiln_diffusivity_at(set, r->dopant, temp_k, r->validity);
    return kiln_diffusivity_value(d, 1);
}

/* The integral of D dt over the stage. */
static kiln_status integrate_dt(const ramp *r, double *dt_cm2, kiln_diag *diag)
{
    const bool soak = !(fabs(r->stage->to_k - r->stage->from_k) > 0);
    double mean = 0;
    if (soak) {
        mean = diffusivity_at(0, r);
    } else {
        const kiln_quadrature_settings settings = {
            .relative = 1e-12, .what = "diffusivity over a ramp", .pointer = r->stage->pointer};
        const kiln_status status =
            kiln_integrate(diffusivity_at, r, 0, 1, &settings, &mean, diag);
        if (status != KILN_OK)
            return status;
    }
    if (!(mean >= 0))
        return kiln_fail(diag, KILN_INVALID, "/model/set",
                         "the parameter set has no diffusivity of %s",
                         kiln_choice_name(&kiln_dopants, (int)r->dopant));
    *dt_cm2 = mean * r->stage->time_s;
    return KILN_OK;
}

static kiln_status no_closed_form(const kiln_stage *stage, const char *member,
                                  const char *message, const char *mend, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_UNSUPPORTED};
    snprintf(issue.pointer, sizeof issue.pointer, "%s%s", stage->pointer, member);
    snprintf(issue.message, sizeof issue.message, "%s has no closed form", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return kiln_diag_add(diag, &issue);
}

/* The concentration above the substrate's at which the stage's source holds the surface. */
static kiln_status held_conc(const kiln_wafer *wafer, const kiln_stage *stage,
                             kiln_validity *validity, double *held_cm3, kiln_diag *diag)
{
    const kiln_dopant dopant = (kiln_dopant)stage->source->dopant;
    double conc_cm3 = stage->source->surface_conc_cm3.number;
    if (stage->source->surface_conc_cm3.choice == KILN_AT_SOLUBILITY) {
        if (fabs(stage->to_k - stage->from_k) > 0)
            return no_closed_form(
                stage, "/source", "a surface that follows the solubility in a ramp",
                "make solver \"auto\", or give surface_conc_cm3 as a number", diag);
        conc_cm3 = kiln_solubility(wafer->set, dopant, stage->from_k, validity);
    }
    const double background_cm3 = wafer->substrate_cm3[dopant];
    if (!(conc_cm3 > background_cm3)) {
        kiln_issue issue = {.status = KILN_INVALID,
                            .unit = "cm^-3",
                            .mend =
                                "give a higher concentration, or a substrate with less of it"};
        snprintf(issue.pointer, sizeof issue.pointer, "%s/source/surface_conc_cm3",
                 stage->pointer);
        snprintf(issue.message, sizeof issue.message,
                 "the source's %s is not above the substrate's own",
                 kiln_choice_name(&kiln_dopants, stage->source->dopant));
        kiln_number_write_digits(conc_cm3, 3, issue.given);
        snprintf(issue.bound, sizeof issue.bound, "> %.3g", background_cm3);
        return kiln_diag_add(diag, &issue);
    }
    *held_cm3 = conc_cm3 - background_cm3;
    return KILN_OK;
}

/* Starts a form for the source, or goes on with the one it started before. */
static kiln_status apply_source(kiln_wafer *wafer, const kiln_stage *stage, double held_cm3,
                                double dt_cm2, kiln_diag *diag)
{
    const kiln_dopant dopant = (kiln_dopant)stage->source->dopant;
    for (size_t i = 0; i < wafer->form_count; i++) {
        kiln_form *form = &wafer->form[i];
        if (form->dopant != dopant)
            continue;
        const bool same = form->kind == KILN_FORM_SOURCE && !(form->drive_cm2 > 0) &&
                          !(fabs(form->surface_cm3 - held_cm3) > 1e-12 * held_cm3);
        if (!same)
            return no_closed_form(
                stage, "/source", "a source on top of a profile of the same dopant",
                "make solver \"auto\", or let the source be the dopant's first step", diag);
        form->source_cm2 += dt_cm2;
        return KILN_OK;
    }
    if (wafer->form_count == KILN_FORMS_MAX)
        return kiln_fail(diag, KILN_LIMIT, stage->pointer, "more than %d profiles",
                         KILN_FORMS_MAX);
    wafer->form[wafer->form_count++] = (kiln_form){.kind = KILN_FORM_SOURCE,
                                                   .dopant = dopant,
                                                   .surface_cm3 = held_cm3,
                                                   .source_cm2 = dt_cm2};
    return KILN_OK;
}

kiln_status kiln_budget_stage(kiln_wafer *wafer, const kiln_stage *stage, kiln_diag *diag)
{
    const ramp r = {.wafer = wafer, .stage = stage, .dopant = KILN_BORON};
    double budget_cm2 = 0;
    const kiln_status status = integrate_dt(&r, &budget_cm2, diag);
    if (status == KILN_OK)
        wafer->budget_cm2 += budget_cm2;
    return status;
}

/* What no form can do, whatever the source. */
static kiln_status refuse_formless(const kiln_wafer *wafer, const kiln_stage *stage,
                                   kiln_diag *diag)
{
    if (wafer->form_count && kiln_stage_evaporates(stage))
        return no_closed_form(stage, "/surface", "evaporation from a surface",
                              "make solver \"auto\", or surface \"sealed\"", diag);
    for (size_t i = 0; i < wafer->form_count; i++)
        if (wafer->form[i].kind == KILN_FORM_TABLE)
            return no_closed_form(stage, "", "a starting profile as a table",
                                  "make solver \"auto\"", diag);
    return KILN_OK;
}

kiln_status kiln_diffuse_stage(kiln_wafer *wafer, const kiln_model *model,
                               const kiln_stage *stage, kiln_validity *validity,
                               kiln_diag *diag)
{
    const int sourced = stage->source ? stage->source->dopant : KILN_ABSENT_CHOICE;
    kiln_wafer moved = *wafer;
    ramp r = {.wafer = wafer, .model = model, .stage = stage, .validity = validity};
    double dt_cm2[KILN_DOPANT_COUNT] = {0};
    kiln_status status = refuse_formless(wafer, stage, diag);
    if (status == KILN_OK)
        status = kiln_budget_stage(&moved, stage, diag);
    for (int i = 0; status == KILN_OK && i < KILN_DOPANT_COUNT; i++) {
        r.dopant = (kiln_dopant)i;
        if (i == sourced || kiln_wafer_diffused(wafer, r.dopant))
            status = integrate_dt(&r, &dt_cm2[i], diag);
    }
    double held_cm3 = 0;
    if (status == KILN_OK && stage->source)
        status = held_conc(wafer, stage, validity, &held_cm3, diag);
    if (status == KILN_OK && stage->source)
        status = apply_source(&moved, stage, held_cm3, dt_cm2[sourced], diag);
    if (status != KILN_OK)
        return status;
    for (size_t i = 0; i < moved.form_count; i++)
        if ((int)moved.form[i].dopant != sourced)
            kiln_form_drive(&moved.form[i], dt_cm2[moved.form[i].dopant]);
    *wafer = moved;
    return KILN_OK;
}
