/* A parameter set as the kernels use it: cm, s, K, and energies over Boltzmann's constant. A
 * quantity that the set lacks is NaN. */
#ifndef KILN_SILICON_TABLES_H
#define KILN_SILICON_TABLES_H

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/implant.h"
#include "kiln/silicon/mobility.h"
#include "kiln/silicon/oxidation.h"

#include <math.h>

/* factor exp(-ea_k / T) */
typedef struct arrhenius {
    double factor, ea_k;
} arrhenius;

static inline double arrhenius_at(arrhenius a, double temp_k)
{
    return a.factor * exp(-a.ea_k / temp_k);
}

enum {
    MODEL_PIECES_MAX = 4,
    MODEL_SOLUBILITY_MAX = 64,
    MODEL_HCL_MAX = 16,
    MODEL_VACANCIES_MAX = 4,
    MODEL_ENERGIES_MAX = 32,
    MODEL_CHANNEL_ENERGIES_MAX = 12,
    MODEL_CHANNEL_DOSES_MAX = 6
};

/* Arrhenius pieces, each for its own range of temperatures. */
typedef struct rate_table {
    size_t count;
    struct {
        arrhenius rate;
        double from_k, to_k;
    } piece[MODEL_PIECES_MAX];
    kiln_range range;
} rate_table;

/* log concentration over 1/T, inv_temp_k falling */
typedef struct solubility_table {
    size_t count;
    double inv_temp_k[MODEL_SOLUBILITY_MAX], log_conc[MODEL_SOLUBILITY_MAX];
    kiln_range range;
} solubility_table;

typedef struct dopant_table {
    double mass_u;
    arrhenius term[3];
    kiln_range diffusivity_range;
    solubility_table solubility;
    arrhenius clusters; /* K */
    kiln_range clusters_range;
    struct {
        arrhenius total, tail, slow, fast, front;
        kiln_range range;
    } two_component;
    arrhenius segregation, transport, evaporation, oxide;
    kiln_range oxide_range;
    double interstitial; /* share of its diffusion */
} dopant_table;

/* A beam along the channels, one off them, and one that an oxide has scattered. */
typedef enum channel_beam {
    CHANNEL_ALIGNED,
    CHANNEL_TILTED,
    CHANNEL_SCATTERED,
    CHANNEL_BEAM_COUNT
} channel_beam;

/* Beside the first distribution. */
typedef struct channelled_row {
    double fraction, log_range, log_straggle, skewness;
} channelled_row;

/* log of energy in keV and of dose in cm^-2; count 0: the set knows nothing of channels */
typedef struct channel_table {
    size_t count, doses;
    double log_energy[MODEL_CHANNEL_ENERGIES_MAX], log_dose[MODEL_CHANNEL_DOSES_MAX];
    double log_acceptance[MODEL_CHANNEL_ENERGIES_MAX]; /* degrees */
    double log_oxide[MODEL_CHANNEL_ENERGIES_MAX];      /* cm */
    channelled_row row[CHANNEL_BEAM_COUNT][MODEL_CHANNEL_DOSES_MAX][MODEL_CHANNEL_ENERGIES_MAX];
    kiln_range energy_range, dose_range, tilt_range;
} channel_table;

/* log of energy in keV, log of depth in cm */
typedef struct ranges_table {
    size_t count;
    double log_energy[MODEL_ENERGIES_MAX];
    bool known[KILN_STOPPER_COUNT];
    struct {
        double log_range[MODEL_ENERGIES_MAX], log_straggle[MODEL_ENERGIES_MAX];
        double skewness[MODEL_ENERGIES_MAX], kurtosis[MODEL_ENERGIES_MAX];
    } target[KILN_STOPPER_COUNT];
    channel_table channel;
    kiln_range range;
} ranges_table;

typedef struct oxidant_table {
    rate_table parabolic, linear[KILN_ORIENTATION_COUNT];
    double parabolic_exponent, linear_exponent;
    kiln_range pressure_range;
} oxidant_table;

typedef struct thin_table {
    arrhenius rate;
    double length_cm;
    kiln_range range;
} thin_table;

typedef struct massoud_table {
    rate_table parabolic, linear;
    arrhenius k[2], tau[2];
    kiln_range range, pressure_range;
} massoud_table;

/* Factors by percent (row) and temperature (column); count 0 when the set has none. */
typedef struct hcl_table {
    size_t percents, temps;
    double percent[MODEL_HCL_MAX], temp_k[MODEL_HCL_MAX];
    double parabolic[MODEL_HCL_MAX][MODEL_HCL_MAX], linear[MODEL_HCL_MAX][MODEL_HCL_MAX];
    kiln_range percent_range, temp_range;
} hcl_table;

/* Interstitials over equilibrium, less 1: at 1 cm/s, and the power of the growth rate. The
 * factor is 0 when the set has none. */
typedef struct supersaturation_table {
    arrhenius factor;
    double exponent;
    kiln_range range;
} supersaturation_table;

/* Charged vacancies over neutral ones in intrinsic silicon, and what their number adds to B/A;
 * the factor is 0 when the set has none. */
typedef struct heavy_doping_table {
    arrhenius factor;
    size_t vacancies;
    struct {
        int charge;
        arrhenius relative;
    } vacancy[MODEL_VACANCIES_MAX];
    kiln_range range;
} heavy_doping_table;

typedef struct masetti_table {
    double mu_min1, mu_min2, mu_max, mu1, pc, cr, cs, alpha, beta;
} masetti_table;

/* value (T / 300 K)^exponent */
typedef struct power_law {
    double value, exponent;
} power_law;

typedef struct reggiani_table {
    double mu_max, c, gamma, alpha1, alpha2;
    power_law mu0d, mu0a, mu1d, mu1a, cr1, cr2, cs1, cs2;
} reggiani_table;

typedef struct f723_table {
    struct {
        double a, b, c, exponent;
    } boron;
    struct {
        double a, numerator[4], denominator[4];
    } phosphorus;
} f723_table;

/* The mobility tables by dopant: one the set lacks has that of P (donors) or B (acceptors). */
struct kiln_model_tables {
    struct {
        double prefactor_cm3, exponent, ea_k;
        kiln_range range;
    } intrinsic;
    dopant_table dopant[KILN_DOPANT_COUNT];
    ranges_table ranges[KILN_ION_COUNT];
    oxidant_table oxidant[KILN_OXIDANT_COUNT];
    thin_table thin[KILN_ORIENTATION_COUNT];
    massoud_table massoud[KILN_ORIENTATION_COUNT];
    hcl_table hcl;
    supersaturation_table supersaturation;
    heavy_doping_table heavy_doping;
    double silicon_per_oxide;
    masetti_table masetti[KILN_DOPANT_COUNT];
    reggiani_table reggiani[KILN_DOPANT_COUNT];
    f723_table f723;
};

/* Fills the tables from a sound document. */
void kiln_model_lower(const struct kiln_model_document *document,
                      struct kiln_model_tables *tables);

#endif
