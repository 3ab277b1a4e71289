/* What is shot and what it hits. */
#ifndef RANGES_MATERIAL_H
#define RANGES_MATERIAL_H

#include <stddef.h>

enum { ATOMS_MAX = 2, ION_COUNT = 8, TARGET_COUNT = 2 };

typedef struct ion {
    const char *name;
    double z, mass_u;
    double energy_share;    /* of the energy given: less than 1 for a part of a molecule */
    double stopping_factor; /* on Lindhard and Scharff's electronic stopping */
    const char *factor_source;
    double surviving; /* of the defects it makes, beside those of Kinchin and Pease */
} ion;

typedef struct atom {
    double z, mass_u, share; /* the shares of a target add up to 1 */
} atom;

typedef struct target {
    const char *name;
    double atoms_per_nm3;
    size_t atom_count;
    atom atom[ATOMS_MAX];
} target;

extern const ion ION[ION_COUNT];
extern const target TARGET[TARGET_COUNT];

/* The number of the ion or target of that name; the count if there is none. */
size_t ion_number(const char *name);
size_t target_number(const char *name);

#endif
