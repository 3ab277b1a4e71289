/* A parameter set from the numbers as given to cm, s, K and energies over Boltzmann's constant:
 * the one place where its units are converted. */
#include "document.h"
#include "tables.h"
#include "unit.h"

#include <stdarg.h>
#include <stdio.h>

#define NM_CM         1e-7
#define UM_PER_H_CM_S (1e-4 / 3600)

static const arrhenius ABSENT = {(double)NAN, 0.0};

static double kelvin(double temp_c)
{
    return temp_c + KILN_ZERO_C_K;
}

static arrhenius arrhenius_of(double factor, double ea_ev)
{
    return (arrhenius){.factor = factor, .ea_k = ea_ev / KILN_BOLTZMANN_EV_K};
}

/* A range of temperatures in C; what: printf words for where it stands in the set. */
static kiln_range temp_range(double from_c, double to_c, const char *what, ...)
    KILN_PRINTF(3, 4);

static kiln_range temp_range(double from_c, double to_c, const char *what, ...)
{
    kiln_range range = {.quantity = "temperature", .unit = "C", .low = from_c, .high = to_c};
    va_list list;
    va_start(list, what);
    vsnprintf(range.what, sizeof range.what, what, list);
    va_end(list);
    return range;
}

static solubility_table lower_solubility(const solubility_given *given, const char *dopant)
{
    solubility_table table = {.count = 0};
    if (!given)
        return table;
    const size_t last = given->temp_c.count - 1;
    table.count = given->temp_c.count;
    for (size_t i = 0; i <= last; i++) {
        table.inv_temp_k[i] = 1.0 / kelvin(given->temp_c.item[i]);
        table.log_conc[i] = log(given->conc_cm3.item[i]);
    }
    table.range = temp_range(given->temp_c.item[0], given->temp_c.item[last],
                             "/dopants/%s/solubility", dopant);
    return table;
}

static arrhenius lower_velocity(const velocity_given *given)
{
    return given ? arrhenius_of(given->h0_cm_s, given->ea_ev) : ABSENT;
}

static void lower_two_component(const two_component_given *given, const char *name,
                                dopant_table *table)
{
    table->two_component.total = arrhenius_of(given->total_c0_cm3, given->total_ea_ev);
    table->two_component.tail = arrhenius_of(given->tail_c0_cm3, given->tail_ea_ev);
    table->two_component.slow = arrhenius_of(given->slow_d0_cm2_s, given->slow_ea_ev);
    table->two_component.fast = arrhenius_of(given->fast_d0_cm2_s, given->fast_ea_ev);
    table->two_component.front = arrhenius_of(given->front_h0_cm_s, given->front_ea_ev);
    table->two_component.range =
        temp_range(given->from_c, given->to_c, "/dopants/%s/two_component", name);
}

static dopant_table lower_dopant(const dopant_given *given, const char *name)
{
    dopant_table table = {.mass_u = (double)NAN,
                          .term = {ABSENT, ABSENT, ABSENT},
                          .clusters = ABSENT,
                          .two_component = {.total = ABSENT},
                          .segregation = ABSENT,
                          .transport = ABSENT,
                          .evaporation = ABSENT,
                          .oxide = ABSENT,
                          .interstitial = (double)NAN};
    if (!given)
        return table;
    table.mass_u = given->atomic_mass_u;
    for (int i = 0; i < 3; i++)
        table.term[i] = (arrhenius){0.0, 0.0};
    const diffusivity_given *d = given->diffusivity;
    for (size_t i = 0; i < d->terms.count; i++)
        table.term[d->terms.item[i].power] =
            arrhenius_of(d->terms.item[i].d0_cm2_s, d->terms.item[i].ea_ev);
    table.diffusivity_range = temp_range(d->from_c, d->to_c, "/dopants/%s/diffusivity", name);
    table.solubility = lower_solubility(given->solubility, name);
    const clusters_given *clusters = given->clusters;
    if (clusters) {
        table.clusters = arrhenius_of(clusters->k0_cm6, -clusters->ea_ev);
        table.clusters_range =
            temp_range(clusters->from_c, clusters->to_c, "/dopants/%s/clusters", name);
    }
    if (given->two_component)
        lower_two_component(given->two_component, name, &table);
    if (given->segregation)
        table.segregation = arrhenius_of(given->segregation->m0, given->segregation->ea_ev);
    table.transport = lower_velocity(given->transport);
    table.evaporation = lower_velocity(given->evaporation);
    const oxide_diffusivity_given *oxide = given->oxide_diffusivity;
    if (oxide) {
        table.oxide = arrhenius_of(oxide->d0_cm2_s, oxide->ea_ev);
        table.oxide_range =
            temp_range(oxide->from_c, oxide->to_c, "/dopants/%s/oxide_diffusivity", name);
    }
    if (given->interstitial)
        table.interstitial = given->interstitial->fraction;
    return table;
}

static void lower_channelled(const channelled_list *given, const channel_table *table,
                             channelled_row row[][MODEL_CHANNEL_ENERGIES_MAX])
{
    for (size_t d = 0; d < table->doses; d++)
        for (size_t e = 0; e < table->count; e++) {
            const channelled_given *const dose = &given->item[d];
            row[d][e] = (channelled_row){.fraction = dose->fraction.item[e],
                                         .log_range = log(dose->range_ratio.item[e]),
                                         .log_straggle = log(dose->straggle_ratio.item[e]),
                                         .skewness = dose->skewness.item[e]};
        }
}

/* "/implant/boron/channel" */
static kiln_range channel_range(const char *quantity, const char *unit, double low, double high,
                                const char *ion)
{
    kiln_range range = {.quantity = quantity, .unit = unit, .low = low, .high = high};
    snprintf(range.what, sizeof range.what, "/implant/%s/channel/%s", ion, quantity);
    return range;
}

/* Damage makes the doses differ: what is below the lowest is as it. */
static void lower_channel(const channel_given *given, const char *name, channel_table *table)
{
    if (!given)
        return;
    table->count = given->energy_kev.count;
    table->doses = given->dose_cm2.count;
    for (size_t e = 0; e < table->count; e++) {
        table->log_energy[e] = log(given->energy_kev.item[e]);
        table->log_acceptance[e] = log(given->acceptance_deg.item[e]);
        table->log_oxide[e] = log(NM_CM * given->oxide_nm.item[e]);
    }
    for (size_t d = 0; d < table->doses; d++)
        table->log_dose[d] = log(given->dose_cm2.item[d]);
    lower_channelled(&given->aligned, table, table->row[CHANNEL_ALIGNED]);
    lower_channelled(&given->tilted, table, table->row[CHANNEL_TILTED]);
    lower_channelled(&given->scattered, table, table->row[CHANNEL_SCATTERED]);
    table->energy_range = channel_range("energy", "keV", given->energy_kev.item[0],
                                        given->energy_kev.item[table->count - 1], name);
    table->dose_range =
        channel_range("dose", "cm^-2", 0, given->dose_cm2.item[table->doses - 1], name);
    table->tilt_range = channel_range("tilt", "degree", 0, given->tilt_deg, name);
}

static ranges_table lower_ranges(const ranges_given *given, const char *name)
{
    ranges_table table = {.count = 0};
    if (!given)
        return table;
    const moments_given *const target[KILN_STOPPER_COUNT] = {
        [KILN_STOPPER_SILICON] = given->silicon, [KILN_STOPPER_OXIDE] = given->oxide};
    table.count = given->energy_kev.count;
    for (size_t i = 0; i < table.count; i++)
        table.log_energy[i] = log(given->energy_kev.item[i]);
    for (int t = 0; t < KILN_STOPPER_COUNT; t++) {
        table.known[t] = target[t] != NULL;
        for (size_t i = 0; target[t] && i < table.count; i++) {
            table.target[t].log_range[i] = log(NM_CM * target[t]->range_nm.item[i]);
            table.target[t].log_straggle[i] = log(NM_CM * target[t]->straggle_nm.item[i]);
            table.target[t].skewness[i] = target[t]->skewness.item[i];
            table.target[t].kurtosis[i] = target[t]->kurtosis.item[i];
        }
    }
    table.range = (kiln_range){.quantity = "energy",
                               .unit = "keV",
                               .low = given->energy_kev.item[0],
                               .high = given->energy_kev.item[table.count - 1]};
    snprintf(table.range.what, sizeof table.range.what, "/implant/%s", name);
    lower_channel(given->channel, name, &table.channel);
    return table;
}

/* factor: of the units, kiln_area_rate_factor or kiln_length_rate_factor. */
static rate_table lower_rate(const rate_list *given, double (*factor)(int unit),
                             const char *what)
{
    rate_table table = {.count = given->count};
    double low = given->item[0].from_c, high = given->item[0].to_c;
    for (size_t i = 0; i < given->count; i++) {
        const rate_given *piece = &given->item[i];
        table.piece[i].rate = arrhenius_of(piece->value * factor(piece->unit), piece->ea_ev);
        table.piece[i].from_k = kelvin(piece->from_c);
        table.piece[i].to_k = kelvin(piece->to_c);
        low = fmin(low, piece->from_c);
        high = fmax(high, piece->to_c);
    }
    table.range = temp_range(low, high, "%s", what);
    return table;
}

static kiln_range pressure_range(const pressure_given *given, const char *oxidant)
{
    kiln_range range = {.quantity = "partial pressure",
                        .unit = "atm",
                        .low = given->from_atm,
                        .high = given->to_atm};
    snprintf(range.what, sizeof range.what, "/oxidation/%s/pressure", oxidant);
    return range;
}

static oxidant_table lower_oxidant(const oxidant_given *given, const char *name)
{
    char what[KILN_POINTER_MAX];
    snprintf(what, sizeof what, "/oxidation/%s/parabolic", name);
    oxidant_table table = {.parabolic =
                               lower_rate(&given->parabolic, kiln_area_rate_factor, what),
                           .parabolic_exponent = given->pressure->parabolic_exponent,
                           .linear_exponent = given->pressure->linear_exponent,
                           .pressure_range = pressure_range(given->pressure, name)};
    for (int i = 0; i < KILN_ORIENTATION_COUNT; i++) {
        snprintf(what, sizeof what, "/oxidation/%s/linear/%s", name,
                 kiln_choice_name(&kiln_orientations, i));
        table.linear[i] = lower_rate(&given->linear[i], kiln_length_rate_factor, what);
    }
    return table;
}

static thin_table lower_thin(const thin_given *given, const char *orientation)
{
    thin_table table = {.length_cm = 1.0};
    if (!given)
        return table;
    const rate_given *rate = given->rate;
    table.rate = arrhenius_of(rate->value * kiln_length_rate_factor(rate->unit), rate->ea_ev);
    table.length_cm = given->length_nm * NM_CM;
    table.range = temp_range(rate->from_c, rate->to_c, "/oxidation/thin/%s", orientation);
    return table;
}

static massoud_table lower_massoud(const massoud_given *given, const char *orientation)
{
    massoud_table table = {.parabolic = {.count = 0}};
    if (!given)
        return table;
    char what[KILN_POINTER_MAX];
    snprintf(what, sizeof what, "/oxidation/massoud/%s/parabolic", orientation);
    table.parabolic = lower_rate(&given->parabolic, kiln_area_rate_factor, what);
    snprintf(what, sizeof what, "/oxidation/massoud/%s/linear", orientation);
    table.linear = lower_rate(&given->linear, kiln_length_rate_factor, what);
    const rate_given *const k[2] = {given->k1, given->k2};
    const rate_given *const tau[2] = {given->tau1, given->tau2};
    double low = 0.0, high = (double)INFINITY;
    for (int i = 0; i < 2; i++) {
        table.k[i] = arrhenius_of(k[i]->value * kiln_area_rate_factor(k[i]->unit), k[i]->ea_ev);
        table.tau[i] =
            arrhenius_of(tau[i]->value * kiln_time_factor(tau[i]->unit), -tau[i]->ea_ev);
        low = fmax(low, fmax(k[i]->from_c, tau[i]->from_c));
        high = fmin(high, fmin(k[i]->to_c, tau[i]->to_c));
    }
    table.range = temp_range(low, high, "/oxidation/massoud/%s", orientation);
    return table;
}

/* Row 0 is the gas without HCl. */
static hcl_table lower_hcl(const hcl_given *given)
{
    hcl_table table = {.percents = 0};
    if (!given)
        return table;
    table.percents = given->rows.count + 1;
    table.temps = given->temp_c.count;
    for (size_t j = 0; j < table.temps; j++) {
        table.temp_k[j] = kelvin(given->temp_c.item[j]);
        table.parabolic[0][j] = table.linear[0][j] = 1.0;
        for (size_t i = 1; i < table.percents; i++) {
            table.parabolic[i][j] = given->rows.item[i - 1].parabolic.item[j];
            table.linear[i][j] = given->rows.item[i - 1].linear.item[j];
        }
    }
    for (size_t i = 1; i < table.percents; i++)
        table.percent[i] = given->rows.item[i - 1].percent;
    table.temp_range = temp_range(given->temp_c.item[0], given->temp_c.item[table.temps - 1],
                                  "/oxidation/hcl/temp_c");
    table.percent_range = (kiln_range){.what = "/oxidation/hcl/rows",
                                       .quantity = "HCl",
                                       .unit = "%",
                                       .high = table.percent[table.percents - 1]};
    return table;
}

static supersaturation_table lower_supersaturation(const supersaturation_given *given)
{
    supersaturation_table table = {.exponent = 0.0};
    if (!given)
        return table;
    table.factor =
        arrhenius_of(given->factor * pow(1.0 / UM_PER_H_CM_S, given->exponent), -given->ea_ev);
    table.exponent = given->exponent;
    table.range = temp_range(given->from_c, given->to_c, "/oxidation/supersaturation");
    return table;
}

static heavy_doping_table lower_heavy_doping(const heavy_doping_given *given)
{
    heavy_doping_table table = {.vacancies = 0};
    if (!given)
        return table;
    table.factor = arrhenius_of(given->factor, given->ea_ev);
    table.vacancies = given->vacancies.count;
    for (size_t i = 0; i < table.vacancies; i++) {
        const vacancy_given *vacancy = &given->vacancies.item[i];
        table.vacancy[i].charge = (int)vacancy->charge;
        table.vacancy[i].relative = arrhenius_of(vacancy->factor, vacancy->ea_ev);
    }
    table.range = temp_range(given->from_c, given->to_c, "/oxidation/heavy_doping");
    return table;
}

static void lower_oxidation(const oxidation_given *given, struct kiln_model_tables *tables)
{
    tables->oxidant[KILN_OXIDANT_O2] = lower_oxidant(given->dry, "dry");
    tables->oxidant[KILN_OXIDANT_H2O] = lower_oxidant(given->wet, "wet");
    for (int i = 0; i < KILN_ORIENTATION_COUNT; i++) {
        const char *name = kiln_choice_name(&kiln_orientations, i);
        tables->thin[i] = lower_thin(given->thin[i], name);
        tables->massoud[i] = lower_massoud(given->massoud[i], name);
    }
    tables->hcl = lower_hcl(given->hcl);
    tables->supersaturation = lower_supersaturation(given->supersaturation);
    tables->heavy_doping = lower_heavy_doping(given->heavy_doping);
    tables->silicon_per_oxide = given->silicon_per_oxide->ratio;
}

static masetti_table lower_masetti(const masetti_given *given)
{
    return (masetti_table){.mu_min1 = given->mu_min1_cm2_vs,
                           .mu_min2 = given->mu_min2_cm2_vs,
                           .mu_max = given->mu_max_cm2_vs,
                           .mu1 = given->mu1_cm2_vs,
                           .pc = given->pc_cm3,
                           .cr = given->cr_cm3,
                           .cs = given->cs_cm3,
                           .alpha = given->alpha,
                           .beta = given->beta};
}

static power_law power_of(const power_given *given)
{
    return (power_law){given->value, given->exponent};
}

static reggiani_table lower_reggiani(const reggiani_given *given)
{
    return (reggiani_table){.mu_max = given->mu_max_cm2_vs,
                            .c = given->c,
                            .gamma = given->gamma,
                            .alpha1 = given->alpha1,
                            .alpha2 = given->alpha2,
                            .mu0d = power_of(given->mu0d_cm2_vs),
                            .mu0a = power_of(given->mu0a_cm2_vs),
                            .mu1d = power_of(given->mu1d_cm2_vs),
                            .mu1a = power_of(given->mu1a_cm2_vs),
                            .cr1 = power_of(given->cr1_cm3),
                            .cr2 = power_of(given->cr2_cm3),
                            .cs1 = power_of(given->cs1_cm3),
                            .cs2 = power_of(given->cs2_cm3)};
}

static f723_table lower_f723(const f723_given *given)
{
    const f723_boron_given *b = given->boron;
    f723_table table = {.boron = {b->a, b->b, b->c, b->exponent},
                        .phosphorus = {.a = given->phosphorus->a}};
    for (int i = 0; i < 4; i++) {
        table.phosphorus.numerator[i] = given->phosphorus->numerator.item[i];
        table.phosphorus.denominator[i] = given->phosphorus->denominator.item[i];
    }
    return table;
}

static void lower_mobility(const mobility_given *given, struct kiln_model_tables *tables)
{
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const int stand_in =
            kiln_dopant_type_of((kiln_dopant)i) == KILN_DONOR ? KILN_PHOSPHORUS : KILN_BORON;
        tables->masetti[i] = lower_masetti(given->masetti[given->masetti[i] ? i : stand_in]);
        tables->reggiani[i] =
            lower_reggiani(given->reggiani[given->reggiani[i] ? i : stand_in]);
    }
    tables->f723 = lower_f723(given->f723);
}

void kiln_model_lower(const struct kiln_model_document *document,
                      struct kiln_model_tables *tables)
{
    const intrinsic_given *i = document->intrinsic;
    tables->intrinsic.prefactor_cm3 = i->prefactor_cm3;
    tables->intrinsic.exponent = i->exponent;
    tables->intrinsic.ea_k = i->ea_ev / KILN_BOLTZMANN_EV_K;
    tables->intrinsic.range = temp_range(i->from_c, i->to_c, "/intrinsic");
    for (int d = 0; d < KILN_DOPANT_COUNT; d++)
        tables->dopant[d] =
            lower_dopant(document->dopants[d], kiln_choice_name(&kiln_dopants, d));
    for (int ion = 0; ion < KILN_ION_COUNT; ion++)
        tables->ranges[ion] =
            lower_ranges(document->implant[ion], kiln_choice_name(&kiln_ions, ion));
    lower_oxidation(document->oxidation, tables);
    lower_mobility(document->mobility, tables);
}
