/* A parameter set as its JSON gives it: the structs behind kiln_model_shape, numbers in the
 * units written. What each field means stands in the field tables. */
#ifndef KILN_SILICON_DOCUMENT_H
#define KILN_SILICON_DOCUMENT_H

#include "kiln/silicon/model.h"
#include "kiln/silicon/words.h"

#include <stdint.h>

enum { MODEL_SOURCES_MAX = 200 };

typedef KILN_LIST(double) number_list;

typedef struct intrinsic_given {
    double prefactor_cm3, exponent, ea_ev, from_c, to_c;
    const char *source, *note;
} intrinsic_given;

typedef struct diffusivity_term_given {
    int64_t power;
    double d0_cm2_s, ea_ev;
} diffusivity_term_given;

typedef struct diffusivity_given {
    KILN_LIST(diffusivity_term_given) terms;
    double from_c, to_c;
    const char *source, *note;
} diffusivity_given;

typedef struct solubility_given {
    number_list temp_c, conc_cm3;
    const char *source, *note;
} solubility_given;

typedef struct clusters_given {
    double k0_cm6, ea_ev, from_c, to_c;
    const char *source, *note;
} clusters_given;

typedef struct two_component_given {
    double total_c0_cm3, total_ea_ev, tail_c0_cm3, tail_ea_ev;
    double slow_d0_cm2_s, slow_ea_ev, fast_d0_cm2_s, fast_ea_ev;
    double front_h0_cm_s, front_ea_ev;
    double from_c, to_c;
    const char *source, *note;
} two_component_given;

typedef struct segregation_given {
    double m0, ea_ev;
    const char *source, *note;
} segregation_given;

typedef struct velocity_given {
    double h0_cm_s, ea_ev;
    const char *source, *note;
} velocity_given;

typedef struct oxide_diffusivity_given {
    double d0_cm2_s, ea_ev, from_c, to_c;
    const char *source, *note;
} oxide_diffusivity_given;

typedef struct interstitial_given {
    double fraction;
    const char *source, *note;
} interstitial_given;

typedef struct dopant_given {
    int type;
    double atomic_mass_u;
    diffusivity_given *diffusivity;
    solubility_given *solubility;
    clusters_given *clusters;
    two_component_given *two_component;
    segregation_given *segregation;
    velocity_given *transport, *evaporation;
    oxide_diffusivity_given *oxide_diffusivity;
    interstitial_given *interstitial;
    const char *source;
} dopant_given;

/* value exp(-ea/kT), of tau exp(+ea/kT), in a unit; has three shapes, one a dimension. */
typedef struct rate_given {
    double value, ea_ev;
    int unit;
    double from_c, to_c;
    const char *source, *note;
} rate_given;

typedef KILN_LIST(rate_given) rate_list;

typedef struct pressure_given {
    double parabolic_exponent, linear_exponent, from_atm, to_atm;
    const char *source, *note;
} pressure_given;

typedef struct oxidant_given {
    rate_list parabolic;
    rate_list linear[KILN_ORIENTATION_COUNT];
    pressure_given *pressure;
} oxidant_given;

typedef struct thin_given {
    rate_given *rate;
    double length_nm;
} thin_given;

typedef struct massoud_given {
    rate_list parabolic, linear;
    rate_given *k1, *k2, *tau1, *tau2;
} massoud_given;

typedef struct hcl_row_given {
    double percent;
    number_list parabolic, linear;
} hcl_row_given;

typedef struct hcl_given {
    number_list temp_c;
    KILN_LIST(hcl_row_given) rows;
    const char *source, *note;
} hcl_given;

typedef struct supersaturation_given {
    double factor, exponent, ea_ev, from_c, to_c;
    const char *source, *note;
} supersaturation_given;

typedef struct vacancy_given {
    int64_t charge;
    double factor, ea_ev;
} vacancy_given;

typedef struct heavy_doping_given {
    double factor, ea_ev;
    KILN_LIST(vacancy_given) vacancies;
    double from_c, to_c;
    const char *source, *note;
} heavy_doping_given;

typedef struct volume_given {
    double ratio;
    const char *source;
} volume_given;

typedef struct oxidation_given {
    oxidant_given *dry, *wet;
    thin_given *thin[KILN_ORIENTATION_COUNT];
    massoud_given *massoud[KILN_ORIENTATION_COUNT];
    hcl_given *hcl;
    supersaturation_given *supersaturation;
    heavy_doping_given *heavy_doping;
    volume_given *silicon_per_oxide;
} oxidation_given;

/* Of the depth where ions come to rest, at the energies of the ion. */
typedef struct moments_given {
    number_list range_nm, straggle_nm, skewness, kurtosis;
} moments_given;

/* The second distribution, beside the first, at the energies of the channel. */
typedef struct channelled_given {
    number_list fraction, range_ratio, straggle_ratio, skewness;
} channelled_given;

typedef KILN_LIST(channelled_given) channelled_list;

typedef struct channel_given {
    number_list energy_kev, dose_cm2;
    double tilt_deg;
    channelled_list aligned, tilted, scattered; /* one a dose */
    number_list acceptance_deg, oxide_nm;
    const char *source, *note;
} channel_given;

typedef struct ranges_given {
    number_list energy_kev;
    moments_given *silicon, *oxide;
    channel_given *channel;
    const char *source, *note;
} ranges_given;

typedef struct masetti_given {
    double mu_min1_cm2_vs, mu_min2_cm2_vs, mu_max_cm2_vs, mu1_cm2_vs;
    double pc_cm3, cr_cm3, cs_cm3, alpha, beta;
    const char *source;
} masetti_given;

/* value (T / 300 K)^exponent */
typedef struct power_given {
    double value, exponent;
} power_given;

typedef struct reggiani_given {
    double mu_max_cm2_vs, c, gamma, alpha1, alpha2;
    power_given *mu0d_cm2_vs, *mu0a_cm2_vs, *mu1d_cm2_vs, *mu1a_cm2_vs;
    power_given *cr1_cm3, *cr2_cm3, *cs1_cm3, *cs2_cm3;
    const char *source;
} reggiani_given;

typedef struct f723_boron_given {
    double a, b, c, exponent;
} f723_boron_given;

typedef struct f723_phosphorus_given {
    double a;
    number_list numerator, denominator;
} f723_phosphorus_given;

typedef struct f723_given {
    f723_boron_given *boron;
    f723_phosphorus_given *phosphorus;
    const char *source;
} f723_given;

typedef struct mobility_given {
    masetti_given *masetti[KILN_DOPANT_COUNT];
    reggiani_given *reggiani[KILN_DOPANT_COUNT];
    f723_given *f723;
} mobility_given;

typedef struct kiln_model_document {
    const char *name, *version, *description, *note, *based_on;
    KILN_LIST(kiln_model_source) sources;
    intrinsic_given *intrinsic;
    dopant_given *dopants[KILN_DOPANT_COUNT];
    ranges_given *implant[KILN_ION_COUNT];
    oxidation_given *oxidation;
    mobility_given *mobility;
} kiln_model_document;

extern const kiln_shape kiln_oxidation_shape; /* of oxidation_given */
extern const kiln_shape kiln_mobility_shape;  /* of mobility_given */
extern const kiln_shape kiln_ranges_shape;    /* of ranges_given */
extern const kiln_shape kiln_dopant_shape;    /* of dopant_given */

/* Whether the tree's list of sources has the key; true also when the list itself is unsound,
 * which is reported elsewhere: a long one is not searched for each of a million citations. */
bool kiln_source_listed(const kiln_json *sources, const char *key);

#endif
