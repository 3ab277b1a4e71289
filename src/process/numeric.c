/* Dopants on a mesh: the mesh a recipe needs, what surrounds them during a stage, and what
 * can be read off them. */
#include "numeric.h"

#include "kiln/math.h"
#include "kiln/silicon/dopant.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELLS_MAX = 4000, STEPS_MAX = 200000, FIRST_OXIDE_CELLS = 4 };
/* The change of ln(conc) from cell to cell, and the error of a step. With these, profiles
 * agree with their closed forms within 0.1 % above 1e-8 of the peak
 * (tests/process/test_numeric.c). */
static const double RESOLUTION = 0.035, RELATIVE_ERROR = 1e-5;
/* Below this share of its peak a profile is not followed. */
static const double FLOOR = 5e-10;
/* One atom a cm^3 stands for nothing: a concentration is never 0. */
static const double NOTHING_CM3 = 1;
/* Where a set has no diffusivity in oxide the dopant stays where it is. */
static const double IMMOBILE_CM2_S = 1e-26;

int kiln_numeric_species(const kiln_numeric *numeric, kiln_dopant dopant)
{
    for (size_t k = 0; k < numeric->species; k++)
        if (numeric->dopant[k] == dopant)
            return (int)k;
    return -1;
}

/* --- before the first step ---------------------------------------------------------------- */

static bool oxidises(const kiln_atmosphere *gas)
{
    return gas->p_o2_atm > 0 || gas->p_h2o_atm > 0;
}

/* Everything about the recipe's stages that the mesh depends on. */
typedef struct outlook {
    bool oxidises;
    double first_cm;  /* a thousandth of how far dopant goes in the first stage */
    double bottom_cm; /* no dopant goes deeper */
} outlook;

/* The square root of the integral of D dt, D of the fastest species at the highest carrier
 * ratio that so much doping allows. */
static double reach(const kiln_numeric *numeric, const kiln_numeric_start *start,
                    const kiln_stage *stage, double doping_cm3)
{
    const double temp_k = fmax(stage->from_k, stage->to_k);
    const bool fermi = start->recipe->model->diffusion == KILN_DIFFUSION_FERMI;
    const double intrinsic_cm3 = kiln_intrinsic_density(start->set, temp_k, NULL);
    const double ratio = fermi ? kiln_electron_ratio(doping_cm3, intrinsic_cm3) : 1;
    double fastest = 0;
    for (size_t k = 0; k < numeric->species; k++) {
        const kiln_model *model = start->recipe->model;
        const double d =
            isnan(model->d0_cm2_s)
                ? kiln_diffusivity_value(
                      kiln_diffusivity_at(start->set, numeric->dopant[k], temp_k, NULL), ratio)
                : model->d0_cm2_s * exp(-model->ea_ev / (KILN_BOLTZMANN_EV_K * temp_k));
        fastest = fmax(fastest, d);
    }
    return sqrt(fastest * stage->time_s);
}

static void look_out(const kiln_numeric *numeric, const kiln_numeric_start *start,
                     const kiln_stage_list stages[], double doping_cm3, outlook *out)
{
    double square = 0, deepest_cm = 0;
    *out = (outlook){0};
    for (size_t i = 0; i < start->recipe->steps.count; i++) {
        for (size_t j = 0; j < stages[i].count; j++) {
            const kiln_stage *stage = &stages[i].item[j];
            const double far_cm = reach(numeric, start, stage, doping_cm3);
            square += far_cm * far_cm;
            out->oxidises |= oxidises(&stage->atmosphere);
            if (!(out->first_cm > 0))
                out->first_cm = 1e-3 * far_cm;
        }
    }
    for (size_t i = 0; i < start->form_count; i++)
        deepest_cm = fmax(deepest_cm, kiln_form_extent(&start->form[i]));
    out->bottom_cm = 2 * deepest_cm + 30 * sqrt(square);
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

/* The dopants that move: those put in, those of sources, and the substrate's where an interface
 * moves through it or another dopant's profile is steep against it. */
static void choose_species(kiln_numeric *numeric, const kiln_numeric_start *start,
                           const kiln_stage_list stages[])
{
    bool interface = false;
    for (size_t i = 0; i < start->form_count; i++)
        add_species(numeric, start->form[i].dopant, true);
    for (size_t i = 0; i < start->recipe->steps.count; i++)
        for (size_t j = 0; j < stages[i].count; j++) {
            const kiln_stage *stage = &stages[i].item[j];
            if (stage->source)
                add_species(numeric, (kiln_dopant)stage->source->dopant, true);
            interface |= oxidises(&stage->atmosphere) || stage->surface == KILN_BARE;
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
    const bool by_hand = !isnan(start->recipe->model->d0_cm2_s);
    const char *name = NULL, *what = "diffusivity";
    for (size_t k = 0; k < numeric->species && !by_hand; k++) {
        const kiln_dopant dopant = numeric->dopant[k];
        const kiln_diffusivity d = kiln_diffusivity_at(start->set, dopant, temp_k, NULL);
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

/* Cell averages of what there is before the first step, by Simpson's rule. */
static void fill(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = numeric->species;
    for (size_t i = 0; i < field->mesh.cells; i++) {
        const double a = field->mesh.node[i], b = field->mesh.node[i + 1];
        for (size_t k = 0; k < m; k++)
            field->conc[i * m + k] = NOTHING_CM3 + start->substrate_cm3[numeric->dopant[k]];
        for (size_t j = 0; j < start->form_count; j++) {
            const kiln_form *form = &start->form[j];
            const size_t k = (size_t)kiln_numeric_species(numeric, form->dopant);
            field->conc[i * m + k] +=
                (kiln_form_conc(form, a) + 4 * kiln_form_conc(form, 0.5 * (a + b)) +
                 kiln_form_conc(form, b)) /
                6;
        }
    }
}

static void set_floors(kiln_numeric *numeric)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = numeric->species;
    for (size_t k = 0; k < m; k++) {
        double peak = field->held_peak_cm3[k];
        for (size_t i = 0; i < field->mesh.cells; i++)
            peak = fmax(peak, field->conc[i * m + k]);
        field->floor_cm3[k] = FLOOR * peak;
    }
}

static kiln_status first_mesh(kiln_numeric *numeric, const kiln_numeric_start *start,
                              const outlook *out, kiln_diag *diag)
{
    kiln_field_state *field = &numeric->field;
    kiln_grid_spot spot[1 + KILN_DOPANTS_MAX];
    size_t spots = 0;
    const double surface_cm = fmax(out->first_cm, 1e-10);
    spot[spots++] = (kiln_grid_spot){0, surface_cm, 1.1};
    for (size_t i = 0; i < start->form_count; i++)
        spot[spots++] = (kiln_grid_spot){start->form[i].peak_cm,
                                         0.05 * sqrt(start->form[i].variance_cm2), 1.1};
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
    numeric->mesh_settings = (kiln_remesh_settings){.resolution = RESOLUTION,
                                                    .least_cm = surface_cm,
                                                    .surface_cm = surface_cm,
                                                    .growth = 0.1,
                                                    .pointer = "/model"};
    for (int i = 0; i < 4; i++) { /* the mesh follows the profile, the profile is put in anew */
        fill(numeric, start);
        set_floors(numeric);
        status = kiln_remesh_if_needed(&numeric->remesh, &numeric->mesh_settings, field, diag);
        if (status != KILN_OK)
            return status;
    }
    fill(numeric, start);
    for (size_t i = 0; i <= field->mesh.cells; i++)
        field->mesh.follow[i] = 0;
    return KILN_OK;
}

/* Simpson's rule is a little off: the amounts are made right to rounding. */
static void exact_doses(kiln_numeric *numeric, const kiln_numeric_start *start)
{
    kiln_field_state *field = &numeric->field;
    const size_t m = numeric->species;
    for (size_t k = 0; k < m; k++) {
        const double base = NOTHING_CM3 + start->substrate_cm3[numeric->dopant[k]];
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

static double highest_doping(const kiln_numeric_start *start, const kiln_stage_list stages[])
{
    double highest = 0;
    for (size_t i = 0; i < start->form_count; i++)
        highest += fmax(kiln_form_conc(&start->form[i], start->form[i].peak_cm),
                        kiln_form_conc(&start->form[i], 0));
    for (size_t i = 0; i < start->recipe->steps.count; i++)
        for (size_t j = 0; j < stages[i].count; j++) {
            const kiln_dopant_source *source = stages[i].item[j].source;
            if (source)
                highest = fmax(highest, isnan(source->surface_conc_cm3.number)
                                            ? 1e21
                                            : source->surface_conc_cm3.number);
        }
    return highest;
}

static void note_held(kiln_numeric *numeric, const kiln_numeric_start *start,
                      const kiln_stage_list stages[])
{
    for (size_t i = 0; i < start->recipe->steps.count; i++)
        for (size_t j = 0; j < stages[i].count; j++) {
            const kiln_dopant_source *source = stages[i].item[j].source;
            if (!source)
                continue;
            const int k = kiln_numeric_species(numeric, (kiln_dopant)source->dopant);
            const double conc_cm3 =
                isnan(source->surface_conc_cm3.number) ? 1e20 : source->surface_conc_cm3.number;
            double *peak = &numeric->field.held_peak_cm3[k];
            *peak = fmax(*peak, conc_cm3);
        }
}

kiln_status kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                              kiln_numeric **numeric, kiln_diag *diag)
{
    kiln_numeric *made = KILN_TAKE(arena, 1, kiln_numeric);
    const kiln_stage_list *stages = start->stages;
    if (!made)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the mesh");
    choose_species(made, start, stages);
    kiln_status status = check_known(made, start, diag);
    if (status != KILN_OK)
        return status;
    if (kiln_field_state_take(&made->field, made->species, CELLS_MAX, arena) != KILN_OK ||
        kiln_remesh_take(&made->remesh, &made->field, arena) != KILN_OK)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the mesh");
    outlook out;
    look_out(made, start, stages, highest_doping(start, stages), &out);
    note_held(made, start, stages);
    status = first_mesh(made, start, &out, diag);
    if (status != KILN_OK)
        return status;
    exact_doses(made, start);
    *numeric = made;
    return KILN_OK;
}

/* --- a stage ------------------------------------------------------------------------------ */

typedef struct stage_run {
    kiln_numeric *numeric;
    const kiln_numeric_stage *in;
    kiln_oxide_stage growth; /* of the whole stage */
    kiln_oxide oxide;        /* at the last accepted time */
    double accepted_s;
    double start_cm; /* oxide when the stage began */
    kiln_diag *diag;
} stage_run;

static double temperature(const kiln_stage *stage, double time_s)
{
    return stage->from_k + (stage->to_k - stage->from_k) * time_s / stage->time_s;
}

static kiln_diffusivity silicon_diffusivity(const stage_run *r, kiln_dopant dopant,
                                            double temp_k)
{
    const kiln_model *model = r->in->model;
    kiln_diffusivity d = kiln_diffusivity_at(r->in->set, dopant, temp_k, r->in->validity);
    if (model->diffusion == KILN_DIFFUSION_CONSTANT) {
        const double by_hand =
            model->d0_cm2_s * exp(-model->ea_ev / (KILN_BOLTZMANN_EV_K * temp_k));
        const double whole = isnan(model->d0_cm2_s) ? kiln_diffusivity_value(d, 1) : by_hand;
        d = (kiln_diffusivity){{whole, 0, 0}};
    }
    return d;
}

static double or_else(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

static void species_rates(const stage_run *r, kiln_dopant dopant, double temp_k,
                          kiln_species_rates *out)
{
    const kiln_model_set *set = r->in->set;
    const kiln_stage *stage = r->in->stage;
    const bool held = stage->source && stage->source->dopant == (int)dopant;
    const bool bare = stage->surface == KILN_BARE && !oxidises(&stage->atmosphere);
    /* Ranges matter for what was put in; for solubilities where they bound something, which
     * kiln_wafer_activate knows. */
    const int k = kiln_numeric_species(r->numeric, dopant);
    kiln_validity *validity = r->numeric->diffused[k] ? r->in->validity : NULL;
    *out = (kiln_species_rates){
        .charge = kiln_dopant_charge(dopant),
        .silicon = silicon_diffusivity(r, dopant, temp_k),
        .oxide_cm2_s =
            or_else(kiln_oxide_diffusivity(set, dopant, temp_k, validity), IMMOBILE_CM2_S),
        .solubility_cm3 = (double)INFINITY,
        .segregation = or_else(kiln_segregation(set, dopant, temp_k), 1),
        .transport_cm_s = or_else(kiln_transport_velocity(set, dopant, temp_k), 0),
        .evaporation_cm_s =
            bare ? or_else(kiln_evaporation_velocity(set, dopant, temp_k), 0) : 0,
        .held_cm3 = (double)NAN};
    if (r->in->model->diffusion == KILN_DIFFUSION_FERMI)
        out->solubility_cm3 =
            or_else(kiln_solubility(set, dopant, temp_k, NULL), (double)INFINITY);
    if (held)
        out->held_cm3 = stage->source->surface_conc_cm3.choice == KILN_AT_SOLUBILITY
                            ? kiln_solubility(set, dopant, temp_k, r->in->validity)
                            : stage->source->surface_conc_cm3.number;
}

static double growth_speed(const stage_run *r, const kiln_oxide *oxide, double temp_k)
{
    const kiln_oxidation_state state = {.atmosphere = r->growth.atmosphere,
                                        .orientation = r->growth.orientation,
                                        .temp_k = temp_k,
                                        .model = r->growth.model};
    kiln_oxide_rates rates = kiln_oxide_rates_at(r->in->set, &state, NULL);
    for (int i = 0; i < 2; i++)
        rates.transient_cm2_s[i] *= oxide->transient_left[i];
    return kiln_oxide_growth_rate(&rates, oxide->thickness_cm, 0);
}

static kiln_status surroundings(void *context, double time_s, kiln_surroundings *out)
{
    const stage_run *r = context;
    const kiln_stage *stage = r->in->stage;
    const double temp_k = temperature(stage, time_s);
    const bool fermi = r->in->model->diffusion == KILN_DIFFUSION_FERMI;
    kiln_oxide oxide = r->oxide;
    memset(out, 0, sizeof *out);
    if (oxidises(&stage->atmosphere)) {
        kiln_oxide_stage part = r->growth;
        part.time_s = time_s - r->accepted_s;
        part.from_k = temperature(stage, r->accepted_s);
        part.to_k = temp_k;
        const kiln_status status =
            kiln_oxide_grow(r->in->set, &part, &oxide, r->in->validity, r->diag);
        if (status != KILN_OK)
            return status;
        out->moment.oxide_cm_s = growth_speed(r, &oxide, temp_k);
        out->moment.silicon_cm_s = kiln_silicon_per_oxide(r->in->set) * out->moment.oxide_cm_s;
    }
    out->grown_cm = oxide.thickness_cm - r->start_cm;
    /* Without Fermi statistics the carriers are everywhere as in pure silicon. */
    out->moment.intrinsic_cm3 = fermi ? kiln_intrinsic_density(r->in->set, temp_k, NULL) : 1e60;
    out->moment.background_cm3 = r->numeric->background_cm3;
    for (size_t k = 0; k < r->numeric->species; k++)
        species_rates(r, r->numeric->dopant[k], temp_k, &out->moment.species[k]);
    return KILN_OK;
}

static kiln_status accepted(void *context, double time_s)
{
    stage_run *r = context;
    const kiln_run_options *options = r->in->options;
    const kiln_clock *clock = &options->clock;
    if (oxidises(&r->in->stage->atmosphere)) {
        kiln_oxide_stage part = r->growth;
        part.time_s = time_s - r->accepted_s;
        part.from_k = temperature(r->in->stage, r->accepted_s);
        part.to_k = temperature(r->in->stage, time_s);
        const kiln_status status =
            kiln_oxide_grow(r->in->set, &part, &r->oxide, r->in->validity, r->diag);
        if (status != KILN_OK)
            return status;
    }
    r->accepted_s = time_s;
    set_floors(r->numeric);
    if (options->cancelled && options->cancelled(options->cancel_context))
        return kiln_fail(r->diag, KILN_CANCELLED, r->in->stage->pointer,
                         "the run was cancelled here");
    if (options->deadline_s > 0 && clock->now_s &&
        clock->now_s(clock->context) > options->deadline_s)
        return kiln_fail(r->diag, KILN_LIMIT, r->in->stage->pointer,
                         "the run's time is up here");
    return kiln_remesh_if_needed(&r->numeric->remesh, &r->numeric->mesh_settings,
                                 &r->numeric->field, r->diag);
}

/* Puts cells for the oxide on top: it holds nothing yet. */
static void begin_oxide(kiln_numeric *numeric, double thickness_cm)
{
    kiln_field_state *field = &numeric->field;
    kiln_mesh *mesh = &field->mesh;
    const size_t m = numeric->species, cells = FIRST_OXIDE_CELLS;
    memmove(mesh->node + cells, mesh->node, (mesh->cells + 1) * sizeof mesh->node[0]);
    memmove(field->conc + cells * m, field->conc, mesh->cells * m * sizeof field->conc[0]);
    for (size_t i = 0; i < cells; i++)
        mesh->node[i] = -thickness_cm * (double)(cells - i) / (double)cells;
    for (size_t i = 0; i < cells * m; i++)
        field->conc[i] = NOTHING_CM3;
    mesh->oxide_cells = cells;
    mesh->cells += cells;
}

/* How the mesh goes with the interface during a stage. */
static kiln_status prepare_mesh(stage_run *r)
{
    kiln_numeric *numeric = r->numeric;
    kiln_mesh *mesh = &numeric->field.mesh;
    kiln_remesh_settings *settings = &numeric->mesh_settings;
    kiln_oxide after = r->oxide;
    settings->pointer = r->in->stage->pointer;
    if (!r->in->stage->source)
        memset(numeric->field.held_peak_cm3, 0, sizeof numeric->field.held_peak_cm3);
    settings->follow_cm = settings->interface_cm = settings->surface_cm = 0;
    if (r->in->stage->source)
        settings->surface_cm = settings->least_cm;
    if (!oxidises(&r->in->stage->atmosphere)) {
        kiln_mesh_follow(mesh, 0);
        return KILN_OK;
    }
    if (mesh->oxide_cells == 0)
        begin_oxide(numeric, fmax(r->oxide.thickness_cm, 1e-9));
    const kiln_status status = kiln_oxide_grow(r->in->set, &r->growth, &after, NULL, r->diag);
    if (status != KILN_OK)
        return status;
    const double share = kiln_silicon_per_oxide(r->in->set);
    const double eaten_cm = share * (after.thickness_cm - r->oxide.thickness_cm);
    double slowest = (double)INFINITY;
    for (size_t k = 0; k < numeric->species; k++)
        slowest = fmin(slowest,
                       kiln_diffusivity_value(
                           silicon_diffusivity(r, numeric->dopant[k],
                                               fmax(r->in->stage->from_k, r->in->stage->to_k)),
                           1));
    settings->follow_cm = 5 * eaten_cm + 2e-6;
    settings->interface_cm =
        fmax(0.1 * slowest * r->in->stage->time_s / fmax(eaten_cm, 1e-12), 2e-8);
    kiln_mesh_follow(mesh, settings->follow_cm);
    return KILN_OK;
}

kiln_status kiln_numeric_run(kiln_numeric *numeric, const kiln_numeric_stage *in,
                             kiln_oxide *oxide, kiln_diag *diag)
{
    const kiln_stage *stage = in->stage;
    stage_run r = {.numeric = numeric,
                   .in = in,
                   .growth = {.atmosphere = stage->atmosphere,
                              .orientation = in->orientation,
                              .model = (kiln_oxidation_model)in->model->oxidation,
                              .time_s = stage->time_s,
                              .from_k = stage->from_k,
                              .to_k = stage->to_k},
                   .oxide = *oxide,
                   .start_cm = oxide->thickness_cm,
                   .diag = diag};
    const kiln_march_settings settings = {
        .relative = RELATIVE_ERROR,
        .steps_max = in->options->max_steps ? in->options->max_steps : STEPS_MAX,
        .pointer = stage->pointer,
        .silicon_per_oxide = kiln_silicon_per_oxide(in->set),
        .surroundings = surroundings,
        .accepted = accepted,
        .context = &r};
    kiln_status status = prepare_mesh(&r);
    set_floors(numeric);
    if (status == KILN_OK)
        status = kiln_march(&numeric->field, &settings, stage->time_s, diag);
    if (status == KILN_OK)
        *oxide = r.oxide;
    return status;
}

/* --- what can be read off ----------------------------------------------------------------- */

static double centre_of(const kiln_mesh *mesh, size_t i)
{
    return 0.5 * (mesh->node[i] + mesh->node[i + 1]);
}

/* The parabola of ln(conc) through the middles of the three nearest cells of the layer,
 * which goes on to its ends. */
double kiln_numeric_conc(const kiln_numeric *numeric, size_t species, double depth_cm)
{
    const kiln_mesh *mesh = &numeric->field.mesh;
    const size_t first = depth_cm < 0 ? 0 : mesh->oxide_cells;
    const size_t last = depth_cm < 0 ? mesh->oxide_cells - 1 : mesh->cells - 1;
    size_t low = first, high = last;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (mesh->node[middle] <= depth_cm)
            low = middle;
        else
            high = middle;
    }
    if (mesh->node[high] <= depth_cm)
        low = high;
    const size_t centre = low < first + 1 ? first + 1 : low > last - 1 ? last - 1 : low;
    double sum = 0;
    for (size_t i = centre - 1; i <= centre + 1; i++) {
        double share = log(numeric->field.conc[i * numeric->species + species]);
        for (size_t j = centre - 1; j <= centre + 1; j++)
            if (j != i)
                share *=
                    (depth_cm - centre_of(mesh, j)) / (centre_of(mesh, i) - centre_of(mesh, j));
        sum += share;
    }
    return exp(sum);
}

static double dose_between(const kiln_numeric *numeric, size_t species, size_t first,
                           size_t end)
{
    const kiln_field_state *field = &numeric->field;
    double dose = 0;
    for (size_t i = first; i < end; i++)
        dose += (field->mesh.node[i + 1] - field->mesh.node[i]) *
                field->conc[i * numeric->species + species];
    return dose;
}

double kiln_numeric_oxide_dose(const kiln_numeric *numeric, size_t species)
{
    return dose_between(numeric, species, 0, numeric->field.mesh.oxide_cells);
}

double kiln_numeric_silicon_dose(const kiln_numeric *numeric, size_t species)
{
    const kiln_mesh *mesh = &numeric->field.mesh;
    return dose_between(numeric, species, mesh->oxide_cells, mesh->cells);
}
