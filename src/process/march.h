/* Private to process: marching the transport of dopants through time, with step control, on
 * a mesh that moves with the interface. */
#ifndef KILN_SRC_PROCESS_MARCH_H
#define KILN_SRC_PROCESS_MARCH_H

#include "transport.h"

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"

#include <stdint.h>

/* What the world does at a time of the stage, and the oxide grown since the stage began. */
typedef struct kiln_surroundings {
    kiln_moment moment;
    double grown_cm;
    /* The integral of D dt from here to the end of the stage, or less. */
    double ahead_cm2[KILN_SPECIES_MAX];
} kiln_surroundings;

typedef struct kiln_march_settings {
    double relative; /* error of each concentration a step */
    uint64_t steps_max;
    const char *pointer; /* of the stage, for messages */
    double silicon_per_oxide;
    double step_max_s; /* 0: none */
    /* Fills in the surroundings at a time; later times only, from one accepted step on. */
    kiln_status (*surroundings)(void *context, double time_s, kiln_surroundings *out);
    /* After an accepted step: the caller may remesh, or end the march with a status. */
    kiln_status (*accepted)(void *context, double time_s);
    void *context;
} kiln_march_settings;

typedef struct kiln_march_statistics {
    uint64_t steps, rejected, iterations, remeshes;
} kiln_march_statistics;

/* A field of concentrations on a mesh, and scratch for marching it. Arrays have room for
 * cells_max cells. */
typedef struct kiln_field_state {
    size_t species, cells_max;
    size_t species_max; /* that there is room for */
    kiln_mesh mesh;
    double *conc;                       /* [cells * species] */
    double floor_share;                 /* of its peak, below which a profile does not matter */
    double peak_cm3[KILN_SPECIES_MAX];  /* see kiln_field_peaks */
    double floor_cm3[KILN_SPECIES_MAX]; /* that, and no less than 500 cm^-3 */
    double held_peak_cm3[KILN_SPECIES_MAX]; /* what sources hold */
    double lenience[KILN_SPECIES_MAX];      /* its tolerance is so many times as wide */
    double lost_cm2[KILN_SPECIES_MAX];      /* to the gas so far */
    double gained_cm2[KILN_SPECIES_MAX];    /* from sources so far */
    double etched_cm2[KILN_SPECIES_MAX];    /* with layers taken off so far */
    double step_s;                          /* the next to try; 0: to be chosen */
    kiln_march_statistics statistics;
    struct kiln_march_scratch *scratch;
} kiln_field_state;

/* Room for a field; NULL members on KILN_NO_MEMORY. */
kiln_status kiln_field_state_take(kiln_field_state *state, size_t species, size_t cells_max,
                                  kiln_arena *arena);

/* How many species there are from now on, up to species_max: the caller lays conc out anew. */
void kiln_field_state_count(kiln_field_state *state, size_t species);

/* Peak and floor of each species as the cells are now. The peak is the highest concentration in
 * the silicon, what a source holds included, and in any case a hundredth of the oxide's: what
 * oxide holds may come. */
void kiln_field_peaks(kiln_field_state *state);

/* From 0 to time_s of a stage. TR-BDF2 in amounts (width times concentration), which an
 * L-stable second-order pair conserves to rounding; error by the embedded third-order
 * formula, smoothed by the stage's own matrix. Source: R. E. Bank et al., IEEE Trans.
 * Electron Devices 32, 1992 (1985); M. E. Hosea, L. F. Shampine, Appl. Numer. Math. 20, 21
 * (1996). Errors: KILN_NO_CONVERGENCE (the step shrank to nothing: says where), KILN_LIMIT,
 * or what the callbacks return. */
kiln_status kiln_march(kiln_field_state *state, const kiln_march_settings *settings,
                       double time_s, kiln_diag *diag);

#endif
