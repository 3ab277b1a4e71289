/* The words of the silicon room, one row each. */
#include "kiln/silicon/words.h"

/* A dopant is an ion too, under the same words. */
#define DOPANT_WORDS                                          \
    [KILN_BORON] = {.name = "boron", .alias = "B"},           \
    [KILN_PHOSPHORUS] = {.name = "phosphorus", .alias = "P"}, \
    [KILN_ARSENIC] = {.name = "arsenic", .alias = "As"},      \
    [KILN_ANTIMONY] = {.name = "antimony", .alias = "Sb"},    \
    [KILN_INDIUM] = {.name = "indium", .alias = "In"},        \
    [KILN_GALLIUM] = {.name = "gallium", .alias = "Ga"},      \
    [KILN_ALUMINUM] = {.name = "aluminum", .alias = "Al"}

static const kiln_choice DOPANT[KILN_DOPANT_COUNT] = {DOPANT_WORDS};
static const kiln_choice ION[KILN_ION_COUNT] = {
    DOPANT_WORDS, [KILN_ION_BF2] = {.name = "bf2", .alias = "BF2"}};

static const kiln_choice ORIENTATION[KILN_ORIENTATION_COUNT] = {
    [KILN_SI_100] = {.name = "100"},
    [KILN_SI_111] = {.name = "111"},
    [KILN_SI_110] = {.name = "110"},
};

static const kiln_choice GAS[KILN_GAS_COUNT] = {
    [KILN_GAS_O2] = {.name = "o2"}, [KILN_GAS_H2O] = {.name = "h2o"},
    [KILN_GAS_H2] = {.name = "h2"}, [KILN_GAS_N2] = {.name = "n2"},
    [KILN_GAS_AR] = {.name = "ar"}, [KILN_GAS_HCL] = {.name = "hcl"},
};

static const kiln_choice AMBIENT[KILN_AMBIENT_COUNT] = {
    [KILN_AMBIENT_N2] = {.name = "n2", .doc = "nitrogen, inert"},
    [KILN_AMBIENT_AR] = {.name = "ar", .doc = "argon, inert"},
    [KILN_AMBIENT_DRY_O2] = {.name = "dry_o2", .alias = "dry", .doc = "oxygen without water"},
    [KILN_AMBIENT_WET_O2] = {.name = "wet_o2",
                             .alias = "wet",
                             .doc = "oxygen through a bubbler at 95 C: 0.84 atm of water"},
    [KILN_AMBIENT_STEAM] = {.name = "steam", .doc = "water alone"},
    [KILN_AMBIENT_H2_O2] = {.name = "h2_o2", .doc = "burnt hydrogen; give h2_o2_ratio"},
};

static const kiln_choice MOBILITY[KILN_MOBILITY_COUNT] = {
    [KILN_MOBILITY_MASETTI] = {.name = "masetti", .doc = "Masetti 1983"},
    [KILN_MOBILITY_REGGIANI] = {.name = "reggiani", .doc = "Reggiani 2002"},
    [KILN_MOBILITY_F723] = {.name = "f723", .doc = "ASTM F723-99, from resistivity"},
};

static const kiln_choice OXIDATION[KILN_OXIDATION_COUNT] = {
    [KILN_OXIDATION_THIN] = {.name = "thin", .doc = "Deal-Grove with a thin-oxide term"},
    [KILN_OXIDATION_DEAL_GROVE] = {.name = "deal_grove", .doc = "Deal-Grove alone"},
    [KILN_OXIDATION_MASSOUD] = {.name = "massoud", .doc = "Massoud 1985 in dry oxygen"},
};

const kiln_choices kiln_dopants = KILN_CHOICES("dopant", DOPANT);
const kiln_choices kiln_ions = KILN_CHOICES("species", ION);
const kiln_choices kiln_orientations = KILN_CHOICES("orientation", ORIENTATION);
const kiln_choices kiln_gases = KILN_CHOICES("gas", GAS);
const kiln_choices kiln_ambients = KILN_CHOICES("ambient", AMBIENT);
const kiln_choices kiln_mobility_models = KILN_CHOICES("mobility model", MOBILITY);
const kiln_choices kiln_oxidation_models = KILN_CHOICES("oxidation model", OXIDATION);
