/* What a sound recipe may ask for that is not simulated yet, each named with its place. */
#include "gaps.h"

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
        if (step->type == KILN_STEP_IMPLANT ||
            (step->type == KILN_STEP_DEPOSIT && step->deposit->doping.count))
            return true;
        if (step->type != KILN_STEP_FURNACE)
            continue;
        if (is_source(&step->furnace->conditions))
            return true;
        for (size_t j = 0; j < step->furnace->segments.count; j++)
            if (is_source(&step->furnace->segments.item[j].conditions))
                return true;
    }
    return false;
}

static void condition_gaps(const kiln_conditions *conditions, const char *pointer,
                           gap_list *gaps)
{
    char at[KILN_POINTER_MAX];
    if (conditions->source && conditions->source->chemical == KILN_SOURCE_DOPED_LAYER) {
        snprintf(at, sizeof at, "%s/source", pointer);
        add_gap(gaps, at, "a doped layer as source",
                "deposit it: a step of type deposit, material oxide, with doping");
    }
}

/* Oxide is the one layer so far: nothing else lies on a wafer. */
static void material_gap(int material, const char *verb, size_t index, gap_list *gaps)
{
    char pointer[64], what[128], mend[64];
    if (material == KILN_OXIDE || material == KILN_MATERIAL_ALL)
        return;
    snprintf(pointer, sizeof pointer, "/steps/%zu/material", index);
    snprintf(what, sizeof what, "to %s %s", verb, kiln_choice_name(&kiln_materials, material));
    snprintf(mend, sizeof mend, "%s oxide, or take the step out", verb);
    add_gap(gaps, pointer, what, mend);
}

static void furnace_gaps(const kiln_furnace *furnace, size_t index, gap_list *gaps)
{
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/steps/%zu", index);
    condition_gaps(&furnace->conditions, pointer, gaps);
    for (size_t i = 0; i < furnace->segments.count; i++) {
        snprintf(pointer, sizeof pointer, "/steps/%zu/segments/%zu", index, i);
        condition_gaps(&furnace->segments.item[i].conditions, pointer, gaps);
    }
}

static void step_gaps(const kiln_step *step, size_t index, gap_list *gaps)
{
    switch ((kiln_step_type)step->type) {
    case KILN_STEP_FURNACE:
        furnace_gaps(step->furnace, index, gaps);
        break;
    case KILN_STEP_DEPOSIT:
        material_gap(step->deposit->material, "deposit", index, gaps);
        break;
    case KILN_STEP_ETCH:
        material_gap(step->etch->material, "etch", index, gaps);
        break;
    case KILN_STEP_IMPLANT:
    case KILN_STEP_TYPE_COUNT:
        break;
    }
}

/* A table moves on the mesh only, and a file is the command line's to read. */
static void initial_gaps(const kiln_recipe *recipe, gap_list *gaps)
{
    char pointer[64];
    for (size_t i = 0; i < recipe->initial.count; i++) {
        const kiln_initial *initial = &recipe->initial.item[i];
        snprintf(pointer, sizeof pointer, "/initial/%zu%s", i, initial->file ? "/file" : "");
        if (initial->file)
            add_gap(gaps, pointer, "a profile that is still in a file",
                    "give depth_nm and conc_cm3; the command line alone reads files");
        else if (initial->depth_nm.count && recipe->model->solver == KILN_SOLVER_CLOSED_FORM)
            add_gap(gaps, pointer, "a starting profile as a table in closed form",
                    "make solver \"auto\"");
    }
}

/* Closed forms know no layers, of which a film would take some dopant up, and no profiles but
 * those they come from. */
static void closed_form_gaps(const kiln_recipe *recipe, gap_list *gaps)
{
    char pointer[64];
    for (size_t i = 0; i < recipe->steps.count; i++) {
        const int type = recipe->steps.item[i].type;
        if (type != KILN_STEP_DEPOSIT && type != KILN_STEP_IMPLANT)
            continue;
        snprintf(pointer, sizeof pointer, "/steps/%zu", i);
        add_gap(gaps, pointer,
                type == KILN_STEP_DEPOSIT ? "a deposited film in closed form"
                                          : "an implantation in closed form",
                "make solver \"auto\"");
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
    if (recipe->substrate->layers.count)
        add_gap(gaps, "/substrate/layers", "epitaxial layers", "leave layers out");
    initial_gaps(recipe, gaps);
    for (size_t i = 0; i < recipe->steps.count; i++)
        step_gaps(&recipe->steps.item[i], i, gaps);
    if (diffuses && recipe->model->solver == KILN_SOLVER_CLOSED_FORM)
        closed_form_gaps(recipe, gaps);
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
