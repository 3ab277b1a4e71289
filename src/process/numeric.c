/* Dopants on a mesh during a stage: what surrounds them, and the mesh that goes with them. */
#include "layers.h"
#include "limits.h"
#include "rates.h"

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/enhancement.h"

#include <math.h>
#include <string.h>

enum { STEPS_MAX = 200000 };
/* The mesh is looked at after so many steps, or when the stage has gone on by so much. */
enum { STEPS_PER_LOOK = 6 };
static const double TIME_PER_LOOK = 1.1;
/* Where a set has no diffusivity in oxide the dopant stays where it is. */
static const double IMMOBILE_CM2_S = 1e-26;
static const double LEAST_OXIDE_CM = 1e-9;

typedef struct stage_run {
    kiln_numeric *numeric;
    const kiln_numeric_stage *in;
    bool dissolves;          /* all of what the source brings, and of what there is of it */
    kiln_oxide_stage growth; /* of the whole stage */
    kiln_oxide oxide;        /* at the last accepted time */
    double accepted_s;
    double start_cm; /* oxide when the stage began */
    double looked_s; /* when the mesh was looked at */
    unsigned steps;  /* since then */
    kiln_diag *diag;
} stage_run;

static double temperature(const kiln_stage *stage, double time_s)
{
    return stage->from_k + (stage->to_k - stage->from_k) * time_s / stage->time_s;
}

static kiln_diffusivity silicon_diffusivity(const stage_run *r, kiln_dopant dopant,
                                            double temp_k, kiln_validity *validity)
{
    return kiln_model_diffusivity(r->in->model, r->in->set, dopant, temp_k, validity);
}

static double or_else(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

/* At least the integral of D dt from now to the end of the stage. */
static double diffusion_ahead(const stage_run *r, kiln_dopant dopant, double now_cm2_s,
                              double time_s)
{
    const kiln_stage *stage = r->in->stage;
    const double end_cm2_s =
        stage->to_k < stage->from_k
            ? kiln_diffusivity_value(silicon_diffusivity(r, dopant, stage->to_k, NULL), 1)
            : now_cm2_s;
    return fmin(now_cm2_s, end_cm2_s) * (stage->time_s - time_s);
}

/* The smooth bound on what is dissolved takes 4 % off at the solubility itself: where a source
 * holds the surface at it, and nothing is beyond, the bound is out of the way. */
static const double HEADROOM = 1.3;

static bool all_dissolves(const stage_run *r)
{
    static const double NEARLY = 1.001;
    const kiln_stage *stage = r->in->stage;
    const kiln_field_state *field = &r->numeric->field;
    if (!stage->source || stage->source->surface_conc_cm3.choice != KILN_AT_SOLUBILITY ||
        stage->to_k < stage->from_k)
        return false;
    const kiln_dopant dopant = (kiln_dopant)stage->source->dopant;
    const size_t m = field->species, k = (size_t)kiln_numeric_species(r->numeric, dopant);
    const double bound_cm3 = NEARLY * kiln_solubility(r->in->set, dopant, stage->from_k, NULL);
    for (size_t i = 0; i < field->mesh.cells; i++)
        if (field->conc[i * m + k] > bound_cm3)
            return false;
    return true;
}

static void species_rates(const stage_run *r, kiln_dopant dopant, double temp_k,
                          kiln_species_rates *out)
{
    const kiln_model_set *set = r->in->set;
    const kiln_stage *stage = r->in->stage;
    const bool sourced = stage->source && stage->source->dopant == (int)dopant;
    const bool laid = sourced && stage->two_component; /* afterwards: nothing is there yet */
    const bool open = kiln_stage_evaporates(stage) && !laid;
    /* Ranges matter for what was put in; for solubilities where they bound something, which
     * kiln_wafer_activate knows. */
    const int k = kiln_numeric_species(r->numeric, dopant);
    kiln_validity *validity = r->numeric->diffused[k] && !laid ? r->in->validity : NULL;
    kiln_validity *in_oxide = r->numeric->field.mesh.oxide_cells ? validity : NULL;
    *out = (kiln_species_rates){
        .charge = kiln_dopant_charge(dopant),
        .silicon = silicon_diffusivity(r, dopant, temp_k, validity),
        .oxide_cm2_s =
            or_else(kiln_oxide_diffusivity(set, dopant, temp_k, in_oxide), IMMOBILE_CM2_S),
        .activity = {.solubility_cm3 = (double)INFINITY},
        .all_moves = r->in->model->inactive == KILN_INACTIVE_MOBILE,
        .segregation = or_else(kiln_segregation(set, dopant, temp_k), 1),
        .transport_cm_s = or_else(kiln_transport_velocity(set, dopant, temp_k), 0),
        .evaporation_cm_s =
            open ? or_else(kiln_evaporation_velocity(set, dopant, temp_k), 0) : 0,
        .held_cm3 = (double)NAN};
    if (r->in->model->diffusion == KILN_DIFFUSION_FERMI)
        out->activity = kiln_activity_at(set, dopant, temp_k);
    if (sourced && !laid)
        out->held_cm3 = stage->source->surface_conc_cm3.choice == KILN_AT_SOLUBILITY
                            ? kiln_solubility(set, dopant, temp_k, r->in->validity)
                            : stage->source->surface_conc_cm3.number;
    if (sourced && r->dissolves)
        out->activity.solubility_cm3 *= HEADROOM;
}

/* The oxide at a later time than the last accepted. */
static kiln_status grow_to(const stage_run *r, double time_s, kiln_oxide *oxide)
{
    kiln_oxide_stage part = r->growth;
    if (!kiln_stage_oxidises(r->in->stage))
        return KILN_OK;
    part.time_s = time_s - r->accepted_s;
    part.from_k = temperature(r->in->stage, r->accepted_s);
    part.to_k = temperature(r->in->stage, time_s);
    return kiln_oxide_grow(r->in->set, &part, oxide, r->in->validity, r->diag);
}

/* What the doping at the interface does to the oxide's growth, from here on. */
static void dope_growth(stage_run *r)
{
    const kiln_numeric *numeric = r->numeric;
    const size_t m = numeric->species, first = numeric->field.mesh.oxide_cells * m;
    double surface_cm3[KILN_DOPANT_COUNT];
    if (!kiln_stage_oxidises(r->in->stage))
        return;
    memcpy(surface_cm3, numeric->substrate_cm3, sizeof surface_cm3);
    for (size_t k = 0; k < m; k++)
        surface_cm3[numeric->dopant[k]] = numeric->field.conc[first + k];
    r->growth.linear_factor = kiln_surface_growth_factor(
        r->in->set, temperature(r->in->stage, r->accepted_s), surface_cm3, r->in->validity);
}

/* Oxidation-enhanced or retarded diffusion, where the model and its diffusivities have it. */
static void enhance(const stage_run *r, kiln_dopant dopant, double temp_k, double growth_cm_s,
                    kiln_diffusivity *d)
{
    const kiln_model *model = r->in->model;
    if (model->oed != KILN_OED_EMPIRICAL || !isnan(model->d0_cm2_s))
        return;
    const double factor =
        kiln_oxidation_enhancement(r->in->set, dopant, temp_k, growth_cm_s, r->in->validity);
    for (int i = 0; i < 3; i++)
        d->term_cm2_s[i] *= factor;
}

static kiln_status surroundings(void *context, double time_s, kiln_surroundings *out)
{
    const stage_run *r = context;
    const kiln_stage *stage = r->in->stage;
    const double temp_k = temperature(stage, time_s);
    const bool fermi = r->in->model->diffusion == KILN_DIFFUSION_FERMI;
    kiln_oxide oxide = r->oxide;
    memset(out, 0, sizeof *out);
    const kiln_status status = grow_to(r, time_s, &oxide);
    if (status != KILN_OK)
        return status;
    out->moment.oxide_cm_s = kiln_oxide_speed(r->in->set, &r->growth, &oxide, temp_k);
    out->moment.silicon_cm_s = kiln_silicon_per_oxide(r->in->set) * out->moment.oxide_cm_s;
    out->grown_cm = oxide.thickness_cm - r->start_cm;
    /* Without Fermi statistics the carriers are everywhere as in pure silicon. */
    out->moment.intrinsic_cm3 = fermi ? kiln_intrinsic_density(r->in->set, temp_k, NULL) : 1e60;
    out->moment.background_cm3 = r->numeric->background_cm3;
    for (size_t k = 0; k < r->numeric->species; k++) {
        const kiln_dopant dopant = r->numeric->dopant[k];
        kiln_species_rates *rates = &out->moment.species[k];
        species_rates(r, dopant, temp_k, rates);
        out->ahead_cm2[k] =
            diffusion_ahead(r, dopant, kiln_diffusivity_value(rates->silicon, 1), time_s);
        if (out->moment.oxide_cm_s > 0)
            enhance(r, dopant, temp_k, out->moment.oxide_cm_s, &rates->silicon);
    }
    return KILN_OK;
}

static kiln_status accepted(void *context, double time_s)
{
    stage_run *r = context;
    kiln_status status = grow_to(r, time_s, &r->oxide);
    if (status != KILN_OK)
        return status;
    r->accepted_s = time_s;
    dope_growth(r);
    status = kiln_run_goes_on(r->in->options, r->in->stage->pointer, r->diag);
    if (status != KILN_OK)
        return status;
    if (++r->steps < STEPS_PER_LOOK && time_s < TIME_PER_LOOK * r->looked_s)
        return KILN_OK;
    r->steps = 0;
    r->looked_s = time_s;
    return kiln_remesh_if_needed(&r->numeric->remesh, &r->numeric->mesh_settings,
                                 &r->numeric->field, r->diag);
}

/* From here on the substrate's dopants move as well: they stand evenly in the silicon. */
static void admit_substrate(kiln_numeric *numeric)
{
    kiln_field_state *field = &numeric->field;
    const size_t from = numeric->species, to = numeric->species_max;
    for (size_t i = field->mesh.cells; i-- > 0;) {
        for (size_t k = from; k-- > 0;)
            field->conc[i * to + k] = field->conc[i * from + k];
        for (size_t k = from; k < to; k++)
            field->conc[i * to + k] = i < field->mesh.oxide_cells
                                          ? KILN_NOTHING_CM3
                                          : numeric->substrate_cm3[numeric->dopant[k]];
    }
    for (size_t k = from; k < to; k++) {
        const kiln_dopant dopant = numeric->dopant[k];
        numeric->background_cm3 -= kiln_dopant_charge(dopant) * numeric->substrate_cm3[dopant];
    }
    numeric->species = to;
    kiln_field_state_count(field, to);
}

/* The slowest species' intrinsic diffusivity in a material at the colder end of the stage. */
static double slowest_diffusivity(const stage_run *r, kiln_material material)
{
    const kiln_stage *stage = r->in->stage;
    const double temp_k = fmin(stage->from_k, stage->to_k);
    double slowest = (double)INFINITY;
    for (size_t k = 0; k < r->numeric->species; k++) {
        const kiln_dopant dopant = r->numeric->dopant[k];
        const double d =
            material == KILN_OXIDE
                ? or_else(kiln_oxide_diffusivity(r->in->set, dopant, temp_k, NULL),
                          IMMOBILE_CM2_S)
                : kiln_diffusivity_value(silicon_diffusivity(r, dopant, temp_k, NULL), 1);
        slowest = fmin(slowest, d);
    }
    return slowest;
}

/* A fiftieth of the layer that segregation empties or fills beside the interface in a material:
 * D/v where it moves, less than sqrt(D t), and at least `least_cm`. */
static double layer_width(const stage_run *r, kiln_material material, double moves_cm,
                          double least_cm)
{
    const double dt_cm2 = slowest_diffusivity(r, material) * r->in->stage->time_s;
    const double layer_cm = fmin(dt_cm2 / fmax(moves_cm, 1e-12), sqrt(0.1 * dt_cm2));
    return fmax(0.02 * layer_cm, least_cm);
}

/* What the stage's source holds, so that floors know of it before the profile does. Returns
 * whether it holds more than the stage before did: then a new profile begins. */
static bool note_held(const stage_run *r)
{
    static const double MORE = 1.1;
    const kiln_stage *stage = r->in->stage;
    kiln_field_state *field = &r->numeric->field;
    double held_cm3 = 0;
    int k = 0;
    if (stage->source) {
        const kiln_dopant dopant = (kiln_dopant)stage->source->dopant;
        k = kiln_numeric_species(r->numeric, dopant);
        for (int i = 0; i < 2; i++) {
            kiln_species_rates rates;
            species_rates(r, dopant, i == 0 ? stage->from_k : stage->to_k, &rates);
            held_cm3 = fmax(held_cm3, rates.held_cm3);
        }
    }
    const bool begins = held_cm3 > MORE * field->held_peak_cm3[k];
    memset(field->held_peak_cm3, 0, sizeof field->held_peak_cm3);
    field->held_peak_cm3[k] = held_cm3;
    return begins;
}

/* Makes the mesh as fine at the surface as a source that begins there needs, and the next step
 * a timid one. */
static kiln_status begin_source(const stage_run *r)
{
    kiln_numeric *numeric = r->numeric;
    numeric->field.step_s = 0;
    return kiln_remesh_if_needed(&numeric->remesh, &numeric->mesh_settings, &numeric->field,
                                 r->diag);
}

/* What precipitates stays as it is, however steep: the mesh follows what is dissolved. */
static void bound_profiles(const stage_run *r, kiln_remesh_settings *settings)
{
    const kiln_stage *stage = r->in->stage;
    const bool bound = r->in->model->diffusion == KILN_DIFFUSION_FERMI &&
                       r->in->model->inactive == KILN_INACTIVE_IMMOBILE;
    const double temp_k = fmax(stage->from_k, stage->to_k);
    for (size_t k = 0; k < r->numeric->species; k++) {
        const double conc_cm3 =
            kiln_solubility(r->in->set, r->numeric->dopant[k], temp_k, NULL);
        settings->bound_cm3[k] = bound ? or_else(conc_cm3, (double)INFINITY) : (double)INFINITY;
    }
}

static bool precipitates(kiln_numeric *numeric)
{
    kiln_field_peaks(&numeric->field);
    for (size_t k = 0; k < numeric->species; k++)
        if (numeric->field.peak_cm3[k] > numeric->mesh_settings.bound_cm3[k])
            return true;
    return false;
}

/* How the mesh goes with the interface during a stage, and how fine it is beside it: as fine
 * as the equations ask, though that be less than an atom's distance, because the dose that
 * the oxide takes hangs on it. */
static kiln_status prepare_mesh(stage_run *r)
{
    static const double SILICON_LEAST_CM = 2e-9, OXIDE_LEAST_CM = 5e-9;
    static const double PRECIPITATE_CM = 2e-8; /* their front takes a step a cell */
    const kiln_stage *stage = r->in->stage;
    kiln_numeric *numeric = r->numeric;
    kiln_mesh *mesh = &numeric->field.mesh;
    kiln_remesh_settings *settings = &numeric->mesh_settings;
    settings->pointer = stage->pointer;
    const bool begins = note_held(r);
    settings->follow_cm = settings->interface_cm = 0;
    bound_profiles(r, settings);
    const bool solid = precipitates(numeric);
    settings->inner_cm = solid ? PRECIPITATE_CM : 0;
    const bool open = kiln_stage_evaporates(stage);
    settings->surface_cm = stage->source || open ? settings->least_cm : 0;
    if (open) {
        const kiln_status status = kiln_refine_top(numeric, stage->pointer, r->diag);
        if (status != KILN_OK)
            return status;
    }
    double eaten_cm = 0;
    if (kiln_stage_oxidises(stage)) {
        kiln_oxide after = r->oxide;
        kiln_status status = kiln_oxide_grow(r->in->set, &r->growth, &after, NULL, r->diag);
        if (status == KILN_OK && mesh->oxide_cells == 0)
            status = kiln_begin_oxide(numeric, r->oxide.thickness_cm, stage->pointer, r->diag);
        if (status != KILN_OK)
            return status;
        eaten_cm =
            kiln_silicon_per_oxide(r->in->set) * (after.thickness_cm - r->oxide.thickness_cm);
        settings->follow_cm = 5 * eaten_cm + 2e-6;
    }
    if (mesh->oxide_cells) {
        const double grown_cm = eaten_cm / kiln_silicon_per_oxide(r->in->set);
        const double least_cm = solid ? PRECIPITATE_CM : SILICON_LEAST_CM;
        settings->interface_cm = layer_width(r, KILN_SILICON, eaten_cm, least_cm);
        settings->oxide_interface_cm = layer_width(r, KILN_OXIDE, grown_cm, OXIDE_LEAST_CM);
    }
    kiln_mesh_follow(mesh, settings->follow_cm);
    return begins ? begin_source(r) : KILN_OK;
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
        .relative = numeric->relative,
        .steps_max = in->options->max_steps ? in->options->max_steps : STEPS_MAX,
        .pointer = stage->pointer,
        .silicon_per_oxide = kiln_silicon_per_oxide(in->set),
        .surroundings = surroundings,
        .accepted = accepted,
        .context = &r};
    if (numeric->species < numeric->species_max &&
        (numeric->field.mesh.oxide_cells || kiln_stage_oxidises(stage) ||
         kiln_stage_evaporates(stage)))
        admit_substrate(numeric);
    if (kiln_stage_oxidises(stage)) /* the mesh's oxide begins with a fraction of an atom */
        r.oxide.thickness_cm = r.start_cm = fmax(oxide->thickness_cm, LEAST_OXIDE_CM);
    dope_growth(&r);
    r.dissolves = all_dissolves(&r);
    kiln_status status = prepare_mesh(&r);
    if (status == KILN_OK)
        status = kiln_march(&numeric->field, &settings, stage->time_s, diag);
    if (status == KILN_OK)
        *oxide = r.oxide;
    return status;
}
