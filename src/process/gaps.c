/* What a sound recipe may ask for that is not simulated yet, each named with its place. */
#include "diffuse.h"

#include "kiln/process/simulate.h"

#include <stdio.h>

typedef struct gap_list {
    kiln_severity severity;
    kiln_status status;
    kiln_diag *diag;
} gap_list;

static void add_gap(gap_list *gaps, const char *pointer, const char *what, const char *mend)
{
    kiln_issue issue = {.severity = gaps->severity, .status = KILN_UNSUPPORTED};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.message, sizeof issue.message, "not simulated yet: %s", what);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    kiln_diag_add(gaps->diag, &issue);
    gaps->status = KILN_UNSUPPORTED;
}

static bool is_source(const kiln_conditions *conditions)
{
    return conditions->source && conditions->source->chemical != KILN_SOURCE_NONE;
}

/* Whether anything moves in the silicon at all: an oxidation of a plain wafer has no need of a
 * diffusion model. */
static bool anything_diffuses(const kiln_recipe *recipe)
{
    if (recipe->initial.count)
        return true;
    for (size_t i = 0; i < recipe->steps.count; i++) {
        const kiln_step *step = &recipe->steps.item[i];
        if (step->type != KILN_STEP_FURNACE)
            return true;
        if (is_source(&step->furnace->conditions))
            return true;
        for (size_t j = 0; j < step->furnace->segments.count; j++)
            if (is_source(&step->furnace->segments.item[j].conditions))
                return true;
    }
    return false;
}

static void condition_gaps(const kiln_conditions *conditions, const char *pointer,
                           bool diffuses, gap_list *gaps)
{
    char at[KILN_POINTER_MAX], what[128];
    const kiln_dopant_source *source = conditions->source;
    if (source && source->chemical > KILN_SOURCE_NONE) {
        snprintf(at, sizeof at, "%s/source", pointer);
        snprintf(what, sizeof what, "the chemical source %s",
                 kiln_choice_name(&kiln_chemicals, source->chemical));
        add_gap(gaps, at, what, "give its dopant and surface_conc_cm3 instead");
    }
    if (diffuses && conditions->surface == KILN_NATIVE_OXIDE) {
        snprintf(at, sizeof at, "%s/surface", pointer);
        add_gap(gaps, at, "evaporation through a native oxide",
                "make surface \"bare\" or \"sealed\"");
    }
}

static void step_gaps(const kiln_step *step, size_t index, bool diffuses, gap_list *gaps)
{
    char pointer[64], what[128];
    snprintf(pointer, sizeof pointer, "/steps/%zu", index);
    if (step->type != KILN_STEP_FURNACE) {
        const char *name = step->common->name;
        snprintf(what, sizeof what, "%s steps%s%.60s%s",
                 kiln_choice_name(&kiln_step_types, step->type), name ? " (\"" : "",
                 name ? name : "", name ? "\")" : "");
        add_gap(gaps, pointer, what,
                step->type == KILN_STEP_IMPLANT
                    ? "take the step out and give the profile as initial"
                    : "take the step out");
        return;
    }
    const kiln_furnace *furnace = step->furnace;
    condition_gaps(&furnace->conditions, pointer, diffuses, gaps);
    for (size_t i = 0; i < furnace->segments.count; i++) {
        snprintf(pointer, sizeof pointer, "/steps/%zu/segments/%zu", index, i);
        condition_gaps(&furnace->segments.item[i].conditions, pointer, diffuses, gaps);
    }
}

static void model_gaps(const kiln_model *model, gap_list *gaps)
{
    char what[128];
    if (model->diffusion == KILN_DIFFUSION_COUPLED) {
        snprintf(what, sizeof what, "the diffusion model %s",
                 kiln_choice_name(&kiln_diffusion_models, model->diffusion));
        add_gap(gaps, "/model/diffusion", what, "set \"model\": { \"diffusion\": \"fermi\" }");
    }
    if (model->activation == KILN_ACTIVE_BY_KINETICS)
        add_gap(gaps, "/model/activation", "the kinetics of activation",
                "make activation \"peak\" or \"end\"");
}

static void find_gaps(const kiln_recipe *recipe, gap_list *gaps)
{
    const bool diffuses = anything_diffuses(recipe);
    char pointer[64];
    if (recipe->substrate->layers.count)
        add_gap(gaps, "/substrate/layers", "epitaxial layers", "leave layers out");
    for (size_t i = 0; i < recipe->initial.count; i++) {
        if (recipe->initial.item[i].dose_cm2 > 0)
            continue;
        snprintf(pointer, sizeof pointer, "/initial/%zu", i);
        add_gap(gaps, pointer, "a starting profile as a table",
                "give dose_cm2, peak_depth_nm and sigma_nm");
    }
    for (size_t i = 0; i < recipe->steps.count; i++)
        step_gaps(&recipe->steps.item[i], i, diffuses, gaps);
    if (diffuses)
        model_gaps(recipe->model, gaps);
}

kiln_status kiln_refuse_gaps(const kiln_recipe *recipe, kiln_diag *diag)
{
    gap_list gaps = {.severity = KILN_SEVERITY_ERROR, .diag = diag};
    find_gaps(recipe, &gaps);
    return gaps.status;
}

void kiln_recipe_gaps(const kiln_recipe *recipe, kiln_diag *diag)
{
    gap_list gaps = {.severity = KILN_SEVERITY_WARNING, .diag = diag};
    find_gaps(recipe, &gaps);
}
