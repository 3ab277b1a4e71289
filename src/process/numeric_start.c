/* Dopants on a mesh before the first step: which of them move, and the mesh a recipe needs. */
#include "numeric.h"
#include "rates.h"

#include "kiln/math.h"
#include "kiln/silicon/dopant.h"
#include "kiln/silicon/enhancement.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Cells that a field has room for at the default tolerance, and at the finest. */
enum { CELLS = 3000, CELLS_MAX = 20000 };
static const double TOLERANCE = KILN_TOLERANCE_USUAL;
/* The change of ln(conc) from cell to cell at that tolerance, the same for its bend, and the
 * error of a step. With these, profiles agree with their closed forms within 0.1 % above
 * 1e-8 of the peak (tests/process/test_numeric.c). */
static const double RESOLUTION = 0.2, BEND_RESOLUTION = 0.1, RELATIVE_ERROR = 4e-5;
/* The coarsest change that is still resolved. */
static const double RESOLUTION_MOST = 0.4;
/* Below this share of its peak a profile is not followed. */
static const double FLOOR = 5e-10;
/* A dopant that only the substrate holds may be so many times less exact. */
static const double SUBSTRATE_LENIENCE = 10;
/* A mesh goes no less deep, even where nothing moves. */
static const double LEAST_DEPTH_CM = 1e-5;

/* The deposit step at a place in the recipe; NULL where it is another. */
static const kiln_deposit *deposit_at(const kiln_recipe *recipe, size_t step)
{
    const kiln_step *found = &recipe->steps.item[step];
    return found->type == KILN_STEP_DEPOSIT ? found->deposit : NULL;
}

/* Everything about the recipe's stages that the mesh depends on. */
typedef struct outlook {
    double first_cm;  /* a thousandth of how far dopant goes in the first stage */
    double bottom_cm; /* no dopant goes deeper */
} outlook;

/* The square root of the integral of D dt, D of the fastest species at the highest carrier
 * ratio that so much doping allows. */
static double reach(const kiln_numeric *numeric, const kiln_numeric_start *start,
                    const kiln_stage *stage, double doping_cm3)
{
    const double temp_k = fmax(stage->from_k, stage->to_k);
    const double intrinsic_cm3 = kiln_intrinsic_density(start->set, temp_k, NULL);
    const double ratio = kiln_electron_ratio(doping_cm3, intrinsic_cm3);
    double fastest = 0;
    for (size_t k = 0; k < numeric->species; k++) {
        const kiln_diffusivity d = kiln_model_diffusivity(start->recipe->model, start->set,
                                                          numeric->dopant[k], temp_k, NULL);
        fastest = fmax(fastest, kiln_diffusivity_value(d, ratio));
    }
    return sqrt(fastest * stage->time_s);
}

/* What a stage grows on an oxide, by twice the linear rate where doping may speed it up. */
static kiln_status grow(const kiln_numeric_start *start, const kiln_stage *stage,
                        kiln_oxide *oxide, kiln_diag *diag)
{
    const kiln_oxide_stage grown = {
        .atmosphere = stage->atmosphere,
        .orientation = (kiln_orientation)start->recipe->substrate->orientation,
        .model = (kiln_oxidation_model)start->recipe->model->oxidation,
        .time_s = stage->time_s,
        .from_k = stage->from_k,
        .to_k = stage->to_k,
        .linear_factor = 2};
    return kiln_oxide_grow(start->set, &grown, oxide, NULL, diag);
}

/* The most that a growing oxide speeds any dopant up. */
static double most_enhanced(const kiln_numeric *numeric, const kiln_numeric_start *start,
                            const kiln_stage *stage, double growth_cm_s)
{
    const kiln_model *model = start->recipe->model;
    double most = 1;
    for (size_t k = 0; k < numeric->species && model->oed == KILN_OED_EMPIRICAL; k++) {
        const kiln_dopant dopant = numeric->dopant[k];
        most = fmax(most, kiln_oxidation_enhancement(start->set, dopant, stage->from_k,
                                                     growth_cm_s, NULL));
        most = fmax(most, kiln_oxidation_enhancement(start->set, dopant, stage->to_k,
                                                     growth_cm_s, NULL));
    }
    return most;
}

/* How fine the mesh must be for implants, and for films: they are thin, and dopant goes a tenth
 * as far in them as in silicon, or less. */
static double finest(const kiln_numeric_start *start, double first_cm)
{
    static const double CM_PER_NM = 1e-7, SHARE = 0.02;
    const kiln_recipe *recipe = start->recipe;
    double finest = first_cm;
    for (size_t i = 0; i < start->implants; i++)
        finest = fmin(finest, SHARE * start->implanted[i].straggle_cm);
    for (size_t i = 0; i < recipe->steps.count; i++) {
        const kiln_deposit *deposit = deposit_at(recipe, i);
        if (deposit)
            finest =
                fmin(finest, fmin(0.1 * first_cm, SHARE * CM_PER_NM * deposit->thickness_nm));
        for (size_t j = 0; j < start->stages[i].count; j++)
            if (start->stages[i].item[j].surface == KILN_NATIVE_OXIDE &&
                recipe->substrate->native_oxide_nm > 0)
                finest = fmin(finest, SHARE * CM_PER_NM * recipe->substrate->native_oxide_nm);
    }
    return finest;
}

/* The highest concentration at which a stage's source holds the surface; 0: there is none. */
static double held_most(const kiln_numeric_start *start, const kiln_stage *stage)
{
    const kiln_dopant_source *source = stage->source;
    if (!source)
        return 0;
    const kiln_dopant dopant = (kiln_dopant)source->dopant;
    if (stage->two_component)
        return kiln_two_component_at(start->set, dopant, fmax(stage->from_k, stage->to_k), NULL)
            .total_cm3;
    return source->surface_conc_cm3.choice == KILN_AT_SOLUBILITY
               ? fmax(kiln_solubility(start->set, dopant, stage->from_k, NULL),
                      kiln_solubility(start->set, dopant, stage->to_k, NULL))
               : source->surface_conc_cm3.number;
}

static double highest_doping(const kiln_numeric_start *start)
{
    double highest = 0;
    for (size_t i = 0; i < start->form_count; i++)
        highest += fmax(kiln_form_conc(&start->form[i], start->form[i].peak_cm),
                        kiln_form_conc(&start->form[i], 0));
    for (size_t i = 0; i < start->implants; i++)
        highest += kiln_implanted_peak(&start->implanted[i]);
    for (size_t i = 0; i < start->recipe->steps.count; i++) {
        const kiln_deposit *deposit = deposit_at(start->recipe, i);
        for (size_t j = 0; deposit && j < deposit->doping.count; j++)
            highest = fmax(highest, deposit->doping.item[j].conc_cm3);
        for (size_t j = 0; j < start->stages[i].count; j++)
            highest = fmax(highest, held_most(start, &start->stages[i].item[j]));
    }
    return highest;
}

static kiln_status look_out(const kiln_numeric *numeric, const kiln_numeric_start *start,
                            outlook *out, kiln_diag *diag)
{
    const double doping_cm3 = highest_doping(start);
    double square = 0, deepest_cm = 0, grown_cm = 0;
    kiln_exposure exposure = {0};
    kiln_oxide oxide = kiln_oxide_start(0);
    *out = (outlook){0};
    for (size_t i = 0; i < start->recipe->steps.count; i++) {
        if (start->recipe->steps.item[i].type == KILN_STEP_ETCH)
            oxide = kiln_oxide_start(0);
        for (size_t j = 0; j < start->stages[i].count; j++) {
            const kiln_stage *stage = &start->stages[i].item[j];
            const double far_cm = reach(numeric, start, stage, doping_cm3);
            const double before_cm = oxide.thickness_cm;
            kiln_status status = grow(start, stage, &oxide, diag);
            if (status == KILN_OK && stage->two_component)
                status = kiln_expose(&exposure, start->set, stage, NULL, diag);
            if (status != KILN_OK)
                return status;
            const double more_cm = oxide.thickness_cm - before_cm;
            grown_cm += more_cm;
            square +=
                far_cm * far_cm * most_enhanced(numeric, start, stage, more_cm / stage->time_s);
            if (!(out->first_cm > 0))
                out->first_cm = 1e-3 * far_cm;
        }
    }
    for (size_t i = 0; i < start->form_count; i++)
        deepest_cm = fmax(deepest_cm, kiln_form_extent(&start->form[i]));
    for (size_t i = 0; i < start->implants; i++)
        deepest_cm = fmax(deepest_cm, kiln_implanted_extent(&start->implanted[i]));
    deepest_cm = fmax(deepest_cm, kiln_exposure_extent(&exposure));
    /* What oxidation takes off the top, and as deep again as nodes follow the interface. */
    const double eaten_cm = kiln_silicon_per_oxide(start->set) * grown_cm;
    out->bottom_cm = fmax(2 * deepest_cm + 30 * sqrt(square), LEAST_DEPTH_CM) + 6 * eaten_cm;
    out->first_cm = finest(start, out->first_cm);
    return KILN_OK;
}

static void add_species(kiln_numeric *numeric, kiln_dopant dopant, bool diffused)
{
    int k = kiln_numeric_species(numeric, dopant);
    if (k < 0) {
        k = (int)numeric->species++;
        numeric->dopant[k] = dopant;
    }
    numeric->diffused[k] |= diffused;
}

/* The dopants that move: those put in, those of sources and films, and the substrate's where
 * there is an interface that moves, or lets it through. */
static void choose_species(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    bool interface = false;
    for (size_t i = 0; i < start->form_count; i++)
        add_species(numeric, start->form[i].dopant, true);
    for (size_t i = 0; i < start->implants; i++)
        add_species(numeric, start->implanted[i].dopant, true);
    for (size_t i = 0; i < start->recipe->steps.count; i++) {
        const kiln_deposit *deposit = deposit_at(start->recipe, i);
        interface |= deposit != NULL;
        for (size_t j = 0; deposit && j < deposit->doping.count; j++)
            add_species(numeric, (kiln_dopant)deposit->doping.item[j].dopant, true);
        for (size_t j = 0; j < start->stages[i].count; j++) {
            const kiln_stage *stage = &start->stages[i].item[j];
            if (stage->source)
                add_species(numeric, (kiln_dopant)stage->source->dopant, true);
            interface |= kiln_stage_oxidises(stage) || kiln_stage_evaporates(stage);
        }
    }
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const double conc_cm3 = start->substrate_cm3[i];
        if (conc_cm3 > 0 && interface)
            add_species(numeric, (kiln_dopant)i, false);
        else if (conc_cm3 > 0 && kiln_numeric_species(numeric, (kiln_dopant)i) < 0)
            numeric->background_cm3 += kiln_dopant_charge((kiln_dopant)i) * conc_cm3;
    }
}

/* What the set must know of the dopants, at any temperature. */
static kiln_status check_known(const kiln_numeric *numeric, const kiln_numeric_start *start,
                               kiln_diag *diag)
{
    const double temp_k = 1273;
    const char *name = NULL, *what = "diffusivity";
    for (size_t k = 0; k < numeric->species; k++) {
        const kiln_dopant dopant = numeric->dopant[k];
        const kiln_diffusivity d =
            kiln_model_diffusivity(start->recipe->model, start->set, dopant, temp_k, NULL);
        if (isnan(kiln_diffusivity_value(d, 1)))
            name = kiln_choice_name(&kiln_dopants, (int)dopant);
    }
    for (size_t i = 0; i < start->recipe->steps.count; i++)
        for (size_t j = 0; j < start->stages[i].count; j++) {
            const kiln_dopant_source *source = start->stages[i].item[j].source;
            if (name || !source || source->surface_conc_cm3.choice != KILN_AT_SOLUBILITY ||
                !isnan(kiln_solubility(start->set, (kiln_dopant)source->dopant, temp_k, NULL)))
                continue;
            name = kiln_choice_name(&kiln_dopants, source->dopant);
            what = "solubility";
        }
    return name ? kiln_fail(diag, KILN_INVALID, "/model/set",
                            "the parameter set has no %s of %s", what, name)
                : KILN_OK;
}

/* Cell averages of what there is before the first step. */
static void fill(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = numeric->species;
    for (size_t i = 0; i < field->mesh.cells; i++) {
        const double a = field->mesh.node[i], b = field->mesh.node[i + 1];
        for (size_t k = 0; k < m; k++)
            field->conc[i * m + k] =
                KILN_NOTHING_CM3 + start->substrate_cm3[numeric->dopant[k]];
        for (size_t j = 0; j < start->form_count; j++) {
            const kiln_form *form = &start->form[j];
            const size_t k = (size_t)kiln_numeric_species(numeric, form->dopant);
            field->conc[i * m + k] += kiln_form_mean(form, a, b);
        }
    }
}

static double tolerance_of(const kiln_numeric_start *start)
{
    const double tolerance = start->recipe->model->tolerance;
    return isnan(tolerance) ? TOLERANCE : tolerance;
}

/* The narrowest cells that tables are followed by: those of their noise, but of a fifth of the
 * sigma of a Gaussian beside them. */
static double grain(const kiln_numeric_start *start)
{
    static const double SHARE_OF_SIGMA = 0.2;
    double grain_cm = 0;
    for (size_t i = 0; i < start->form_count; i++)
        grain_cm = fmax(grain_cm, kiln_form_grain(&start->form[i]));
    for (size_t i = 0; i < start->form_count; i++)
        if (start->form[i].kind == KILN_FORM_GAUSSIAN)
            grain_cm = fmin(grain_cm, SHARE_OF_SIGMA * sqrt(start->form[i].variance_cm2));
    return grain_cm;
}

static void warn_of_noise(const kiln_numeric_start *start, kiln_diag *diag)
{
    static const double CM_PER_NM = 1e-7, MORE = 1.5;
    for (size_t i = 0; i < start->form_count; i++) {
        char pointer[32];
        const double grain_cm = kiln_form_grain(&start->form[i]);
        const double finest_cm = kiln_form_extent(&start->form[i]) / KILN_FORM_CELLS;
        if (!(grain_cm > MORE * finest_cm))
            continue;
        snprintf(pointer, sizeof pointer, "/initial/%zu", i);
        kiln_warn(diag, pointer, "smooth it yourself, if what is finer is meant",
                  "the profile is noisy: before the first step it is averaged over cells of "
                  "%.2g nm at least",
                  grain_cm / CM_PER_NM);
    }
}

static bool begins_with_source(const kiln_numeric_start *start)
{
    for (size_t i = 0; i < start->recipe->steps.count; i++)
        if (start->stages[i].count)
            return start->stages[i].item[0].source;
    return false;
}

static kiln_status first_mesh(kiln_numeric *numeric, const kiln_numeric_start *start,
                              const outlook *out, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    kiln_grid_spot spot[1 + KILN_DOPANTS_MAX * KILN_FORM_SPOTS];
    size_t spots = 0;
    const double surface_cm = fmax(out->first_cm, 1e-10);
    const double finer = cbrt(tolerance_of(start) / TOLERANCE);
    spot[spots++] = (kiln_grid_spot){0, surface_cm, 1.1};
    for (size_t i = 0; i < start->form_count; i++)
        spots += kiln_form_spots(&start->form[i], surface_cm, &spot[spots]);
    const kiln_grid_plan plan = {.from = 0,
                                 .to = out->bottom_cm,
                                 .spots = spots,
                                 .spot = spot,
                                 .intervals_max = field->cells_max,
                                 .pointer = "/model"};
    size_t cells;
    kiln_status status = kiln_grid_count(&plan, &cells, diag);
    if (status == KILN_OK)
        status = kiln_grid_by_spacing(&plan, cells, field->mesh.node, diag);
    if (status != KILN_OK)
        return status;
    field->mesh.cells = cells;
    field->mesh.oxide_cells = 0;
    numeric->mesh_settings =
        (kiln_remesh_settings){.resolution = fmin(finer * RESOLUTION, RESOLUTION_MOST),
                               .bend_resolution = finer * BEND_RESOLUTION,
                               .least_cm = fmax(surface_cm, grain(start)),
                               .surface_cm = begins_with_source(start) ? surface_cm : 0,
                               .growth = 0.1,
                               .pointer = "/model"};
    for (size_t k = 0; k < numeric->species; k++)
        numeric->mesh_settings.bound_cm3[k] = (double)INFINITY;
    for (int i = 0; i < 3; i++) { /* the mesh follows the profile, the profile is put in anew */
        fill(numeric, start);
        kiln_field_peaks(field);
        status = kiln_remesh_now(&numeric->remesh, &numeric->mesh_settings, field, diag);
        if (status != KILN_OK)
            return status;
    }
    numeric->mesh_settings.least_cm = surface_cm;
    fill(numeric, start);
    for (size_t i = 0; i <= field->mesh.cells; i++)
        field->mesh.follow[i] = 0;
    return KILN_OK;
}

/* Sums over many cells are a little off: the amounts are made right to rounding. */
static void exact_doses(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = numeric->species;
    for (size_t k = 0; k < m; k++) {
        const double base = KILN_NOTHING_CM3 + start->substrate_cm3[numeric->dopant[k]];
        double wanted = 0, found = 0;
        for (size_t j = 0; j < start->form_count; j++)
            if (start->form[j].dopant == numeric->dopant[k])
                wanted += kiln_form_dose(&start->form[j]);
        numeric->put_in_cm2[k] = wanted;
        for (size_t i = 0; i < field->mesh.cells; i++)
            found += (field->mesh.node[i + 1] - field->mesh.node[i]) *
                     (field->conc[i * m + k] - base);
        for (size_t i = 0; i < field->mesh.cells && wanted > 0; i++)
            field->conc[i * m + k] = base + (field->conc[i * m + k] - base) * wanted / found;
    }
}

/* Dopants that only the substrate holds stand last, and still, to begin with. */
static void leave_substrate(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    memcpy(numeric->substrate_cm3, start->substrate_cm3, sizeof numeric->substrate_cm3);
    numeric->species_max = numeric->species;
    while (numeric->species > 1 && !numeric->diffused[numeric->species - 1]) {
        const kiln_dopant dopant = numeric->dopant[--numeric->species];
        numeric->background_cm3 += kiln_dopant_charge(dopant) * start->substrate_cm3[dopant];
    }
    kiln_field_state_count(&numeric->field, numeric->species);
}

kiln_status kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                              kiln_numeric **numeric, kiln_diag *diag)
{
    kiln_numeric *made = KILN_TAKE(arena, 1, kiln_numeric);
    if (!made)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the mesh");
    choose_species(made, start);
    kiln_status status = check_known(made, start, diag);
    if (status != KILN_OK)
        return status;
    made->relative = RELATIVE_ERROR * tolerance_of(start) / TOLERANCE;
    const double cells = CELLS * cbrt(TOLERANCE / tolerance_of(start));
    const size_t cells_max = (size_t)fmin(fmax(cells, CELLS), CELLS_MAX);
    if (kiln_field_state_take(&made->field, made->species, cells_max, arena) != KILN_OK ||
        kiln_remesh_take(&made->remesh, &made->field, arena) != KILN_OK)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the mesh");
    outlook out;
    status = look_out(made, start, &out, diag);
    if (status != KILN_OK)
        return status;
    made->field.floor_share = FLOOR;
    for (size_t k = 0; k < made->species; k++)
        made->field.lenience[k] = made->diffused[k] ? 1 : SUBSTRATE_LENIENCE;
    leave_substrate(made, start);
    status = first_mesh(made, start, &out, diag);
    if (status != KILN_OK)
        return status;
    exact_doses(made, start);
    warn_of_noise(start, diag);
    *numeric = made;
    return KILN_OK;
}
