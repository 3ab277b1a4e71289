/* Irvin's relation between surface concentration and sheet resistance. Depths are in parts of
 * the junction's, t = x / xj, and concentrations in logarithms above the background, so that
 * nothing cancels near the junction. */
#include "kiln/process/irvin.h"

#include "kiln/base.h"
#include "kiln/math.h"

#include <math.h>
#include <stdio.h>

static const double MEASURED_AT_K = 300;

/* --- shapes of profiles ------------------------------------------------------------------- */

static double erfc_fall(double z)
{
    return -log(kiln_erfc(z));
}

/* Where erfc(z) = exp(-fall): erfc(z) / 2 is the normal tail past z sqrt(2). */
static double erfc_reach(double fall)
{
    return -kiln_normal_quantile(0.5 * exp(-fall)) / sqrt(2.0);
}

static double gaussian_fall(double z)
{
    return z * z;
}

static double gaussian_reach(double fall)
{
    return sqrt(fall);
}

static double itself(double value)
{
    return value;
}

static double nothing(double value)
{
    (void)value;
    return 0;
}

/* ln(Cs / C) at z = x / L, its inverse, and dose / (Cs L). The uniform one has no L. */
static const struct {
    double (*fall)(double z);
    double (*reach)(double fall);
    double dose_factor;
} SHAPE[KILN_IRVIN_SHAPE_COUNT] = {
    [KILN_IRVIN_ERFC] = {erfc_fall, erfc_reach, 0.56418958354775629}, /* 1/sqrt pi */
    [KILN_IRVIN_GAUSSIAN] = {gaussian_fall, gaussian_reach,
                             0.88622692545275801}, /* sqrt pi/2 */
    [KILN_IRVIN_EXPONENTIAL] = {itself, itself, 1},
    [KILN_IRVIN_UNIFORM] = {nothing, nothing, 0},
};

static const kiln_choice SHAPE_WORD[KILN_IRVIN_SHAPE_COUNT] = {
    [KILN_IRVIN_ERFC] = {.name = "erfc", .doc = "a held surface: predeposition"},
    [KILN_IRVIN_GAUSSIAN] = {.name = "gaussian", .doc = "a dose driven in"},
    [KILN_IRVIN_EXPONENTIAL] = {.name = "exponential"},
    [KILN_IRVIN_UNIFORM] = {.name = "uniform", .doc = "an epitaxial layer, a well"},
};
const kiln_choices kiln_irvin_shapes = KILN_CHOICES("shape", SHAPE_WORD);

/* --- conductance -------------------------------------------------------------------------- */

typedef struct profile {
    const kiln_irvin_layer *layer;
    kiln_mobility mobility;
    double log_ratio; /* ln(Cs / Cb) */
    double reach;     /* xj / L */
} profile;

static profile profile_of(const kiln_model_set *set, const kiln_irvin_layer *layer,
                          double log_ratio)
{
    return (profile){
        .layer = layer,
        .mobility = kiln_mobility_at(set, layer->mobility, layer->dopant, MEASURED_AT_K, NULL),
        .log_ratio = log_ratio,
        .reach = SHAPE[layer->shape].reach(log_ratio)};
}

/* S/cm at a part of the junction's depth. */
static double conductivity(double part, const void *context)
{
    const profile *p = context;
    const double background_cm3 = p->layer->background_cm3;
    const double log_above = p->log_ratio - SHAPE[p->layer->shape].fall(p->reach * part);
    const double net_cm3 = background_cm3 * expm1(log_above);
    const double conc_cm3 = background_cm3 * exp(log_above);
    const bool donor = p->mobility.type == KILN_DONOR;
    const kiln_doping doping = {.donors_cm3 = donor ? conc_cm3 : background_cm3,
                                .acceptors_cm3 = donor ? background_cm3 : conc_cm3};
    return KILN_CHARGE_C * kiln_mobility_value(&p->mobility, doping) * net_cm3;
}

/* Where the mobility has kinks, which halving alone finds slowly: the highest doping first.
 * Returns how many there are. */
enum { KINKS_MAX = 2 };
static size_t find_kinks(const profile *p, double part[KINKS_MAX])
{
    static const double KINK_LOG[KINKS_MAX] = {KILN_F723_LOG_MAX, KILN_F723_LOG_MIN};
    size_t count = 0;
    for (size_t i = 0; i < KINKS_MAX && p->layer->mobility == KILN_MOBILITY_F723; i++) {
        const double fall =
            p->log_ratio - log(pow(10, KINK_LOG[i]) / p->layer->background_cm3 - 1);
        if (fall > 0 && fall < p->log_ratio && p->reach > 0)
            part[count++] = SHAPE[p->layer->shape].reach(fall) / p->reach;
    }
    return count;
}

static kiln_status mean_conductivity(const profile *p, double *s_cm, kiln_diag *diag)
{
    double kink[KINKS_MAX];
    const kiln_quadrature_settings settings = {.relative = 1e-11,
                                               .break_count = find_kinks(p, kink),
                                               .breaks = kink,
                                               .what = "conductivity"};
    return kiln_integrate(conductivity, p, 0, 1, &settings, s_cm, diag);
}

/* The surface against what the mobility models cover (mobility.h; of F723 boron's range, the
 * narrower). Below, at the junction, next to nothing conducts. */
static void check_surface(const kiln_irvin_layer *layer, double surface_cm3,
                          kiln_validity *validity)
{
    static const kiln_range RANGE[KILN_MOBILITY_COUNT] = {
        [KILN_MOBILITY_MASETTI] = {"/mobility/masetti", "doping", "cm^-3", 1e13, 5e21},
        [KILN_MOBILITY_REGGIANI] = {"/mobility/reggiani", "doping", "cm^-3", 0, INFINITY},
        [KILN_MOBILITY_F723] = {"/mobility/f723", "doping", "cm^-3", 1e14, 1e20},
    };
    kiln_validity_check(validity, &RANGE[layer->mobility], surface_cm3);
}

static kiln_status no_junction(const kiln_irvin_layer *layer, double surface_cm3,
                               kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID,
                        .pointer = "/surface_conc_cm3",
                        .unit = "cm^-3",
                        .mend = "give a higher surface concentration, or a lower background"};
    snprintf(issue.given, sizeof issue.given, "%.6g", surface_cm3);
    snprintf(issue.bound, sizeof issue.bound, "%.6g..%.6g",
             KILN_IRVIN_RATIO_MIN * layer->background_cm3, KILN_IRVIN_SURFACE_MAX);
    snprintf(issue.message, sizeof issue.message,
             "%.6g cm^-3 makes no junction with a background of %.6g cm^-3", surface_cm3,
             layer->background_cm3);
    return kiln_diag_add(diag, &issue);
}

kiln_status kiln_irvin_read(const kiln_model_set *set, const kiln_irvin_layer *layer,
                            double surface_cm3, kiln_irvin_reading *reading,
                            kiln_validity *validity, kiln_diag *diag)
{
    if (!(surface_cm3 >= KILN_IRVIN_RATIO_MIN * layer->background_cm3 &&
          surface_cm3 <= KILN_IRVIN_SURFACE_MAX))
        return no_junction(layer, surface_cm3, diag);
    const profile p = profile_of(set, layer, log(surface_cm3 / layer->background_cm3));
    double s_cm;
    const kiln_status status = mean_conductivity(&p, &s_cm, diag);
    if (status != KILN_OK)
        return status;
    const bool falls = p.reach > 0;
    const double length_cm = falls ? layer->junction_cm / p.reach : (double)NAN;
    *reading = (kiln_irvin_reading){
        .sheet_ohm_sq = 1 / (s_cm * layer->junction_cm),
        .conductivity_s_cm = s_cm,
        .dose_cm2 = surface_cm3 *
                    (falls ? SHAPE[layer->shape].dose_factor * length_cm : layer->junction_cm),
        .length_cm = length_cm};
    check_surface(layer, surface_cm3, validity);
    return KILN_OK;
}

/* --- the way back ------------------------------------------------------------------------- */

/* Sought is the logarithm of ln(Cs / Cb): conductance goes as its power near the background,
 * and about as its exponential far above. */
typedef struct search {
    const kiln_model_set *set;
    const kiln_irvin_layer *layer;
    double sought_s_cm;
} search;

static double excess(double log_log_ratio, const void *context)
{
    const search *s = context;
    const profile p = profile_of(s->set, s->layer, exp(log_log_ratio));
    double s_cm;
    if (mean_conductivity(&p, &s_cm, NULL) != KILN_OK)
        return (double)NAN;
    return log(s_cm / s->sought_s_cm);
}

/* least and most: the excess at the lowest and the highest surface. */
static kiln_status out_of_reach(const search *s, double least, double most, kiln_diag *diag)
{
    const double sheet_ohm_sq = 1 / (s->sought_s_cm * s->layer->junction_cm);
    const double lowest = sheet_ohm_sq * exp(-most), highest = sheet_ohm_sq * exp(-least);
    kiln_issue issue = {.status = KILN_INVALID,
                        .pointer = "/sheet_resistance_ohm_sq",
                        .unit = "ohm/sq",
                        .mend = "check the unit of the junction depth, the dopant and the "
                                "background"};
    snprintf(issue.given, sizeof issue.given, "%.6g", sheet_ohm_sq);
    snprintf(issue.bound, sizeof issue.bound, "%.6g..%.6g", lowest, highest);
    if (most < 0)
        snprintf(issue.message, sizeof issue.message,
                 "a surface of %.6g cm^-3, all atoms of silicon, would still give %.6g ohm/sq",
                 KILN_IRVIN_SURFACE_MAX, lowest);
    else
        snprintf(issue.message, sizeof issue.message,
                 "a surface of %.6g cm^-3, hardly above the background, already gives %.6g "
                 "ohm/sq",
                 KILN_IRVIN_RATIO_MIN * s->layer->background_cm3, highest);
    return kiln_diag_add(diag, &issue);
}

kiln_status kiln_irvin_surface(const kiln_model_set *set, const kiln_irvin_layer *layer,
                               double sheet_ohm_sq, double *surface_cm3, kiln_diag *diag)
{
    const search s = {set, layer, 1 / (sheet_ohm_sq * layer->junction_cm)};
    const double low = log(log(KILN_IRVIN_RATIO_MIN));
    const double high = log(log(KILN_IRVIN_SURFACE_MAX / layer->background_cm3));
    const double least = excess(low, &s), most = excess(high, &s);
    if (least > 0 || most < 0)
        return out_of_reach(&s, least, most, diag);
    double found;
    const kiln_root_settings settings = {.x_tolerance = 1e-14,
                                         .what = "surface concentration",
                                         .pointer = "/sheet_resistance_ohm_sq"};
    const kiln_status status = kiln_root_find(excess, &s, low, high, &settings, &found, diag);
    if (status == KILN_OK)
        *surface_cm3 = layer->background_cm3 * exp(exp(found));
    return status;
}
