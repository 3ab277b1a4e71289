/* The words of the silicon room: dopants, orientations, gases and ambients. */
#ifndef KILN_SILICON_WORDS_H
#define KILN_SILICON_WORDS_H

#include "kiln/base/field.h"

typedef enum kiln_dopant {
    KILN_BORON,
    KILN_PHOSPHORUS,
    KILN_ARSENIC,
    KILN_ANTIMONY,
    KILN_INDIUM,
    KILN_GALLIUM,
    KILN_ALUMINUM,
    KILN_DOPANT_COUNT
} kiln_dopant;

/* Ions: the dopants in their order, then molecules. */
typedef enum kiln_ion { KILN_ION_BF2 = KILN_DOPANT_COUNT, KILN_ION_COUNT } kiln_ion;

typedef enum kiln_orientation {
    KILN_SI_100,
    KILN_SI_111,
    KILN_SI_110,
    KILN_ORIENTATION_COUNT
} kiln_orientation;

/* What a gas mixture may hold: mole fractions and flows are arrays over these. */
typedef enum kiln_gas {
    KILN_GAS_O2,
    KILN_GAS_H2O,
    KILN_GAS_H2,
    KILN_GAS_N2,
    KILN_GAS_AR,
    KILN_GAS_HCL,
    KILN_GAS_COUNT
} kiln_gas;

/* Ambients by name, as recipes write them. */
typedef enum kiln_ambient_name {
    KILN_AMBIENT_N2,
    KILN_AMBIENT_AR,
    KILN_AMBIENT_DRY_O2,
    KILN_AMBIENT_WET_O2,
    KILN_AMBIENT_STEAM,
    KILN_AMBIENT_H2_O2,
    KILN_AMBIENT_COUNT
} kiln_ambient_name;

typedef enum kiln_mobility_model {
    KILN_MOBILITY_MASETTI,
    KILN_MOBILITY_REGGIANI,
    KILN_MOBILITY_F723,
    KILN_MOBILITY_COUNT
} kiln_mobility_model;

/* Which thin-oxide model dry oxygen uses. */
typedef enum kiln_oxidation_model {
    KILN_OXIDATION_THIN,       /* Deal-Grove with the thin-oxide term in thickness */
    KILN_OXIDATION_DEAL_GROVE, /* Deal-Grove alone */
    KILN_OXIDATION_MASSOUD,    /* Massoud 1985, terms that decay in time */
    KILN_OXIDATION_COUNT
} kiln_oxidation_model;

extern KILN_API const kiln_choices kiln_dopants;      /* boron (B), phosphorus (P), ... */
extern KILN_API const kiln_choices kiln_ions;         /* the same, and bf2 */
extern KILN_API const kiln_choices kiln_orientations; /* 100, 111, 110 */
extern KILN_API const kiln_choices kiln_gases;        /* o2, h2o, h2, n2, ar, hcl */
extern KILN_API const kiln_choices kiln_ambients; /* n2, ar, dry_o2 (dry), wet_o2 (wet), ... */
extern KILN_API const kiln_choices kiln_mobility_models;
extern KILN_API const kiln_choices kiln_oxidation_models;

#endif
