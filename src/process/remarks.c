/* Warnings of a run. */
#include "remarks.h"

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/enhancement.h"
#include "kiln/silicon/model.h"

#include <math.h>
#include <stdio.h>

static const double CM_PER_NM = 1e-7;

/* Where a step stands in the recipe. */
typedef struct step_place {
    char pointer[32];
} step_place;

static step_place place_of(size_t step)
{
    step_place place;
    snprintf(place.pointer, sizeof place.pointer, "/steps/%zu", step);
    return place;
}

/* Takes the dopant over if it stands higher above the bound than any before. */
static void note_excess(const kiln_wafer *wafer, kiln_dopant dopant, double bound_cm3,
                        kiln_excess here, kiln_excess *highest)
{
    here.dopant = dopant;
    here.conc_cm3 = kiln_wafer_highest(wafer, dopant);
    here.ratio = here.conc_cm3 / bound_cm3;
    if (here.ratio > highest->ratio)
        *highest = here;
}

/* --- noted as the run goes ---------------------------------------------------------------- */

/* A wafer that was stripped loses dopant in an inert gas, and nothing says that it does. */
static void warn_of_stripped(kiln_remarks *remarks, const kiln_stage *stage)
{
    const bool silent =
        stage->surface == KILN_ABSENT_CHOICE && !stage->source && !kiln_stage_oxidises(stage);
    if (remarks->stripped && silent)
        kiln_warn(remarks->diag, stage->pointer,
                  "say surface \"bare\", \"native_oxide\" or \"sealed\"",
                  "the oxide was etched off and no surface is given: it is taken as sealed, "
                  "and a bare one loses dopant to the gas");
    remarks->stripped = false;
}

/* What a constant diffusivity takes least account of. */
static void note_extrinsic(kiln_remarks *remarks, const kiln_stage *stage)
{
    const kiln_excess here = {.temp_k = fmax(stage->from_k, stage->to_k)};
    const double bound_cm3 = kiln_intrinsic_density(remarks->wafer->set, here.temp_k, NULL);
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_wafer_diffused(remarks->wafer, (kiln_dopant)i))
            note_excess(remarks->wafer, (kiln_dopant)i, bound_cm3, here, &remarks->extrinsic);
}

/* Where so many electrons are, phosphorus leaves its vacancies: its profile has a kink there
 * and a tail below. Source: R. B. Fair, J. C. C. Tsai, J. Electrochem. Soc. 124, 1107
 * (1977). */
static void note_kink(kiln_remarks *remarks, const kiln_stage *stage)
{
    const kiln_excess here = {.temp_k = fmax(stage->from_k, stage->to_k)};
    const double bound_cm3 = 4.65e21 * exp(-0.39 / (KILN_BOLTZMANN_EV_K * here.temp_k));
    if (kiln_wafer_diffused(remarks->wafer, KILN_PHOSPHORUS) && !stage->two_component)
        note_excess(remarks->wafer, KILN_PHOSPHORUS, bound_cm3, here, &remarks->kinked);
}

/* A diffusivity by hand is taken as it is. */
static bool enhances(const kiln_model *model)
{
    return model->oed == KILN_OED_EMPIRICAL && isnan(model->d0_cm2_s);
}

static void note_enhancement(kiln_remarks *remarks, const kiln_stage *stage, double grown_cm)
{
    const double temp_k = 0.5 * (stage->from_k + stage->to_k);
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        if (!kiln_wafer_diffused(remarks->wafer, dopant))
            continue;
        const double factor = kiln_oxidation_enhancement(remarks->wafer->set, dopant, temp_k,
                                                         grown_cm / stage->time_s, NULL);
        const double most = remarks->enhancement > 0 ? fabs(log(remarks->enhancement)) : 0;
        if (!(fabs(log(factor)) > most))
            continue;
        remarks->enhancement = factor;
        remarks->enhanced = dopant;
    }
}

void kiln_remark_implant(kiln_remarks *remarks, const kiln_implanted *implanted, size_t step)
{
    static const double MUCH = 0.5, DENSE_CM3 = 1e22;
    const double in_oxide = kiln_implanted_in_oxide(implanted);
    const double peak_cm3 = kiln_implanted_peak(implanted);
    char conc[KILN_NUMBER_TEXT_MAX];
    if (!remarks->raw)
        remarks->raw_step = step;
    remarks->raw = true;
    remarks->amorphous |= !(implanted->fraction > 0);
    if (in_oxide > MUCH)
        kiln_warn(remarks->diag, place_of(step).pointer, "take more energy, or a thinner oxide",
                  "%.3g %% of the dose comes to rest in the oxide", 100 * in_oxide);
    kiln_number_write_digits(peak_cm3, 2, conc);
    if (peak_cm3 > DENSE_CM3)
        kiln_warn(remarks->diag, place_of(step).pointer, "check dose and energy",
                  "the implant reaches %s cm^-3, and silicon has 5e22 atoms: sputtering and "
                  "swelling are not simulated",
                  conc);
}

/* Where the first precipitate lies that is no matter of a few cells; infinite: nowhere. */
static double precipitate_depth(const kiln_remarks *remarks, double temp_k)
{
    static const double SURE = 1.5; /* times the solubility */
    const kiln_model *model = remarks->recipe->model;
    const kiln_numeric *numeric = remarks->wafer->numeric;
    if (!numeric || model->diffusion != KILN_DIFFUSION_FERMI ||
        model->inactive != KILN_INACTIVE_IMMOBILE)
        return (double)INFINITY;
    const kiln_mesh *mesh = &numeric->field.mesh;
    const size_t m = numeric->species;
    double bound_cm3[KILN_DOPANT_COUNT];
    for (size_t k = 0; k < m; k++)
        bound_cm3[k] =
            SURE * kiln_solubility(remarks->wafer->set, numeric->dopant[k], temp_k, NULL);
    for (size_t i = mesh->oxide_cells; i < mesh->cells; i++)
        for (size_t k = 0; k < m; k++)
            if (numeric->field.conc[i * m + k] > bound_cm3[k])
                return mesh->node[i];
    return (double)INFINITY;
}

void kiln_remark_begin(kiln_remarks *remarks, const kiln_stage *stage)
{
    remarks->precipitate_cm = precipitate_depth(remarks, stage->from_k);
}

/* Oxide that grows over precipitates, found or made: whether it takes them in or pushes them
 * on is not known. */
static void note_overgrown(kiln_remarks *remarks, const kiln_stage *stage, double grown_cm)
{
    const double eaten_cm = kiln_silicon_per_oxide(remarks->wafer->set) * grown_cm;
    if (eaten_cm > 0)
        remarks->overgrown |=
            remarks->precipitate_cm < eaten_cm || precipitate_depth(remarks, stage->to_k) <= 0;
}

void kiln_remark_stage(kiln_remarks *remarks, const kiln_stage *stage, double grown_cm)
{
    const bool oxidises = kiln_stage_oxidises(stage);
    if (remarks->recipe->model->diffusion == KILN_DIFFUSION_CONSTANT)
        note_extrinsic(remarks, stage);
    else
        note_kink(remarks, stage);
    if (!remarks->wafer->numeric)
        return;
    if (enhances(remarks->recipe->model))
        note_enhancement(remarks, stage, grown_cm);
    remarks->oxidised |= oxidises;
    remarks->evaporated |= kiln_stage_evaporates(stage);
    note_overgrown(remarks, stage, grown_cm);
    warn_of_stripped(remarks, stage);
}

static void note_supersaturated(kiln_remarks *remarks, size_t step)
{
    const kiln_wafer *wafer = remarks->wafer;
    const kiln_excess here = {.temp_k = wafer->active_k, .step = step};
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_wafer_diffused(wafer, (kiln_dopant)i))
            note_excess(wafer, (kiln_dopant)i, wafer->activity[i].solubility_cm3, here,
                        &remarks->supersaturated);
}

/* A source that asks for more than dissolves: on a mesh the surface stays where it
 * dissolves. */
static void note_asked(kiln_remarks *remarks, const kiln_stage_list *stages, size_t step)
{
    const kiln_wafer *wafer = remarks->wafer;
    kiln_excess *most = &remarks->supersaturated;
    for (size_t i = 0; wafer->numeric && i < stages->count; i++) {
        const kiln_dopant_source *source = stages->item[i].source;
        if (!source || source->surface_conc_cm3.choice == KILN_AT_SOLUBILITY)
            continue;
        const double conc_cm3 = source->surface_conc_cm3.number;
        const double ratio = conc_cm3 / wafer->activity[source->dopant].solubility_cm3;
        if (ratio > fmax(most->ratio, 1))
            *most = (kiln_excess){.ratio = ratio,
                                  .conc_cm3 = conc_cm3,
                                  .temp_k = wafer->active_k,
                                  .dopant = (kiln_dopant)source->dopant,
                                  .step = step,
                                  .asked = true};
    }
}

/* HCl acts where there is oxygen. That a step gives it as a default to its inert segments as
 * well is no mistake; that it meets no oxygen at all is one. */
static void warn_of_idle_hcl(const kiln_remarks *remarks, const kiln_stage_list *stages,
                             size_t step)
{
    bool given = false;
    for (size_t i = 0; i < stages->count; i++) {
        const kiln_atmosphere *gas = &stages->item[i].atmosphere;
        given = given || gas->hcl_percent > 0;
        if (gas->hcl_percent > 0 && gas->p_o2_atm > 0)
            return;
    }
    if (given)
        kiln_warn(remarks->diag, place_of(step).pointer, "leave it out, or give the gas oxygen",
                  "HCl counts in oxygen only: in this step it changes nothing");
}

/* A closed form knows no oxide: says how much that leaves out in a step. */
static void warn_of_oxide(const kiln_remarks *remarks, double grown_cm, size_t step)
{
    const kiln_wafer *wafer = remarks->wafer;
    if (!(grown_cm > 0) || wafer->form_count == 0 || wafer->numeric)
        return;
    kiln_warn(
        remarks->diag, place_of(step).pointer, "make solver \"auto\", which solves for both",
        "%.3g nm of silicon turns into oxide; the closed form leaves the surface where it "
        "was and all dopant in the silicon (no segregation, no OED)",
        kiln_silicon_per_oxide(wafer->set) * grown_cm / CM_PER_NM);
}

static void warn_of_overgrown(const kiln_remarks *remarks)
{
    if (remarks->overgrown)
        kiln_warn(remarks->diag, "/model/inactive",
                  "set inactive to \"mobile\", as arsenic behaves, or dissolve the dose first",
                  "oxide grew where dopant is beyond its solubility: how much of what has "
                  "precipitated goes into the oxide is not known, and comes out too high");
}

/* Below, what damage does in the first minutes is much of all that happens. Against TSUPREM-4
 * (docs/theory/validation.md) junctions come out half to three quarters too shallow at 900 C,
 * and 3 % at 1100 C after an hour. */
static const double DAMAGE_SHOWS_C = 1050;

/* The first furnace after an implantation heals it. */
static void note_anneal(kiln_remarks *remarks, const kiln_stage_list *stages)
{
    double hottest_k = 0;
    for (size_t i = 0; i < stages->count; i++)
        hottest_k = fmax(hottest_k, fmax(stages->item[i].from_k, stages->item[i].to_k));
    if (remarks->raw && !remarks->cold && hottest_k - KILN_ZERO_C_K < DAMAGE_SHOWS_C) {
        remarks->cold = true;
        remarks->cold_step = remarks->raw_step;
    }
    remarks->raw = false;
}

void kiln_remark_step(kiln_remarks *remarks, const kiln_stage_list *stages, size_t step,
                      double grown_cm)
{
    note_anneal(remarks, stages);
    note_supersaturated(remarks, step);
    note_asked(remarks, stages, step);
    warn_of_idle_hcl(remarks, stages, step);
    warn_of_oxide(remarks, grown_cm, step);
}

/* --- said at the end ---------------------------------------------------------------------- */

static bool anything_diffused(const kiln_wafer *wafer)
{
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_wafer_diffused(wafer, (kiln_dopant)i))
            return true;
    return false;
}

static void warn_of_undoped(const kiln_remarks *remarks)
{
    if (remarks->recipe->substrate->dopant == KILN_ABSENT_CHOICE &&
        anything_diffused(remarks->wafer))
        kiln_warn(
            remarks->diag, "/substrate",
            "give substrate its dopant, with conc_cm3 or resistivity_ohm_cm",
            "the substrate has no dopant: under one dopant alone there is no junction and "
            "no sheet resistance");
}

static void warn_of_extrinsic(const kiln_remarks *remarks)
{
    const kiln_excess *excess = &remarks->extrinsic;
    if (!(excess->ratio > 1))
        return;
    char conc[KILN_NUMBER_TEXT_MAX];
    kiln_number_write_digits(excess->conc_cm3, 3, conc);
    kiln_warn(remarks->diag, "/model/diffusion",
              "make diffusion \"fermi\", or give d0_cm2_s and ea_ev for this doping",
              "%s reaches %s cm^-3, %.1f times the intrinsic carriers at %.0f C; a constant "
              "diffusivity leaves out that it diffuses faster there",
              kiln_choice_name(&kiln_dopants, (int)excess->dopant), conc, excess->ratio,
              excess->temp_k - KILN_ZERO_C_K);
}

static void warn_of_kink(const kiln_remarks *remarks)
{
    const kiln_excess *excess = &remarks->kinked;
    if (!(excess->ratio > 1))
        return;
    char conc[KILN_NUMBER_TEXT_MAX], bound[KILN_NUMBER_TEXT_MAX];
    kiln_number_write_digits(excess->conc_cm3, 2, conc);
    kiln_number_write_digits(excess->conc_cm3 / excess->ratio, 2, bound);
    kiln_warn(
        remarks->diag, "/model/diffusion", "take the junction for too shallow; measure it",
        "phosphorus reaches %s cm^-3 at %.0f C: above about %s its profile has a kink and a "
        "tail, by point defects, which this model leaves out",
        conc, excess->temp_k - KILN_ZERO_C_K, bound);
}

static void warn_of_supersaturated(const kiln_remarks *remarks)
{
    const kiln_excess *excess = &remarks->supersaturated;
    /* A source at the solubility is not above it, whatever rounding says; on a mesh the surface
     * comes to rest a little above. */
    const double at_solubility = remarks->wafer->numeric && !excess->asked ? 1.2 : 1 + 1e-9;
    if (!(excess->ratio > at_solubility))
        return;
    const kiln_model *model = remarks->recipe->model;
    const bool mobile =
        model->diffusion == KILN_DIFFUSION_CONSTANT || model->inactive == KILN_INACTIVE_MOBILE;
    char conc[KILN_NUMBER_TEXT_MAX], ratio[KILN_NUMBER_TEXT_MAX];
    kiln_number_write_digits(excess->conc_cm3, 3, conc);
    kiln_number_write_digits(excess->ratio, 3, ratio);
    kiln_warn(remarks->diag, place_of(excess->step).pointer,
              excess->asked ? "hold the source at \"solubility\" at most"
                            : "take the sheet resistance and the depth with care",
              "%s %s %s cm^-3, %s times its solubility at %.0f C; what is above that counts as "
              "inactive, and %s",
              kiln_choice_name(&kiln_dopants, (int)excess->dopant),
              excess->asked ? "is held at" : "reaches", conc, ratio,
              excess->temp_k - KILN_ZERO_C_K,
              mobile ? "diffuses all the same" : "stays where it is");
}

static void warn_of_implants(const kiln_remarks *remarks)
{
    if (remarks->raw)
        kiln_warn(remarks->diag, place_of(remarks->raw_step).pointer,
                  "add the furnace step that anneals it",
                  "the implantation is not annealed: what counts as active here is not active "
                  "yet, and the sheet resistance comes out too low");
    if (remarks->cold)
        kiln_warn(remarks->diag, place_of(remarks->cold_step).pointer,
                  "take the profile for the narrowest that it can be",
                  "damage speeds the diffusion of implanted dopant up at first (TED)%s where "
                  "the anneal is below %.0f C",
                  remarks->amorphous ? ", and some ions channel deeper; neither is simulated, "
                                       "and both show"
                                     : "; that is not simulated, and shows",
                  DAMAGE_SHOWS_C);
}

static void warn_of_oed(const kiln_remarks *remarks)
{
    if (!(remarks->enhancement > 0))
        return;
    kiln_warn(
        remarks->diag, "/model/oed",
        "calibrate it by model.overrides, or set oed to \"none\" to leave it out",
        "under the growing oxide %s diffuses up to %.2g times as fast as in an inert gas; "
        "the factor is empirical, its distance from 1 known to a factor of 2",
        kiln_choice_name(&kiln_dopants, (int)remarks->enhanced), remarks->enhancement);
}

/* What a set does not know of a dopant does not happen. */
static void warn_of_unknown(const kiln_remarks *remarks, kiln_dopant dopant)
{
    static const double ANY_K = 1273, ANY_CM_S = 1e-9;
    const kiln_model_set *set = remarks->wafer->set;
    const bool oxidised = remarks->oxidised;
    const double factor = kiln_oxidation_enhancement(set, dopant, ANY_K, ANY_CM_S, NULL);
    const struct {
        bool unknown;
        const char *what;
    } ROW[] = {
        {oxidised && isnan(kiln_transport_velocity(set, dopant, ANY_K)), "goes into oxide"},
        {oxidised && enhances(remarks->recipe->model) && !(fabs(factor - 1) > 0),
         "diffuses faster or slower under a growing oxide"},
        {remarks->evaporated && isnan(kiln_evaporation_velocity(set, dopant, ANY_K)),
         "evaporates"},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++)
        if (ROW[i].unknown)
            kiln_warn(remarks->diag, "/model/set", "take the result with care, or another set",
                      "the parameter set does not say how %s %s: here it does not",
                      kiln_choice_name(&kiln_dopants, (int)dopant), ROW[i].what);
}

static void warn_of_unknowns(const kiln_remarks *remarks)
{
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_wafer_diffused(remarks->wafer, (kiln_dopant)i))
            warn_of_unknown(remarks, (kiln_dopant)i);
}

/* Mobility models count every dopant atom as ionised. Indium's level is 0.16 eV deep (S. M.
 * Sze, Physics of Semiconductor Devices, 2nd ed. (1981), ch. 1): of 1e18 a tenth is, at 300
 * K. */
static void warn_of_indium(const kiln_remarks *remarks, const kiln_wafer_view *view)
{
    if (view->regions.count && kiln_wafer_diffused(remarks->wafer, KILN_INDIUM))
        kiln_warn(
            remarks->diag, "/model/mobility", "take a p-type sheet resistance as a lower bound",
            "indium is ionised only in part at 300 K, and counts as ionised in full: sheet "
            "resistances come out too low");
}

static void warn_of_many_junctions(const kiln_remarks *remarks, const kiln_wafer_view *view)
{
    if (view->more_junctions)
        kiln_warn(remarks->diag, "/initial", "smooth the profile, if its noise is not meant",
                  "the wafer has more than %d junctions: the deeper ones are left out",
                  KILN_JUNCTIONS_MAX);
}

/* The wafer is as deep as the profiles go: what would come back from its rear does not. */
static void warn_of_thin_wafer(const kiln_remarks *remarks, const kiln_wafer_view *view)
{
    if (view->bottom_cm > remarks->wafer->thickness_cm)
        kiln_warn(remarks->diag, "/substrate/thickness_um",
                  "give a thicker wafer, or take the result for that of one",
                  "the profiles go down to %.4g um, below the rear of a wafer of %.4g um",
                  1e4 * view->bottom_cm, 1e4 * remarks->wafer->thickness_cm);
}

void kiln_remark_run(const kiln_remarks *remarks, const kiln_wafer_view *view)
{
    warn_of_many_junctions(remarks, view);
    warn_of_undoped(remarks);
    warn_of_extrinsic(remarks);
    warn_of_kink(remarks);
    warn_of_supersaturated(remarks);
    warn_of_implants(remarks);
    warn_of_overgrown(remarks);
    warn_of_oed(remarks);
    warn_of_unknowns(remarks);
    warn_of_indium(remarks, view);
    warn_of_thin_wafer(remarks, view);
}
