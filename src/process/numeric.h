/* Private to process: dopants solved for on a mesh, through oxide and silicon. */
#ifndef KILN_SRC_PROCESS_NUMERIC_H
#define KILN_SRC_PROCESS_NUMERIC_H

#include "closed_form.h"
#include "flow.h"
#include "implant.h"
#include "predeposit.h"
#include "remesh.h"

#include "kiln/process/oxide.h"
#include "kiln/process/simulate.h"
#include "kiln/silicon/validity.h"

/* The profiles of a wafer. Species that only the substrate holds are here when something moves
 * them; else they are part of the background. */
typedef struct kiln_numeric {
    size_t species;     /* that move */
    size_t species_max; /* the rest, the substrate's, move when an interface or a film does */
    double substrate_cm3[KILN_DOPANT_COUNT];
    kiln_dopant dopant[KILN_SPECIES_MAX];
    double background_cm3; /* net doping that does not move */
    kiln_field_state field;
    kiln_remesh remesh;
    kiln_remesh_settings mesh_settings;
    double relative;                     /* error of a step */
    bool diffused[KILN_SPECIES_MAX];     /* put in, not the substrate's alone */
    kiln_exposure exposure;              /* to a source of two components, so far */
    double put_in_cm2[KILN_SPECIES_MAX]; /* before the first step, beyond the substrate */
} kiln_numeric;

/* What is known before the first step. */
typedef struct kiln_numeric_start {
    const double *substrate_cm3; /* [KILN_DOPANT_COUNT] */
    const kiln_form *form;       /* starting profiles */
    size_t form_count;
    const kiln_recipe *recipe;
    const kiln_model_set *set;
    const kiln_stage_list *stages;   /* of each step */
    const kiln_implanted *implanted; /* into bare silicon, by each implant step */
    size_t implants;
} kiln_numeric_start;

/* Errors: KILN_NO_MEMORY, KILN_LIMIT, KILN_INVALID (a dopant the set knows nothing of). */
kiln_status kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                              kiln_numeric **numeric, kiln_diag *diag);

/* What a stage needs beside the profiles. */
typedef struct kiln_numeric_stage {
    const kiln_stage *stage;
    const kiln_model_set *set;
    const kiln_model *model;
    const kiln_run_options *options;
    kiln_orientation orientation;
    kiln_validity *validity;
} kiln_numeric_stage;

/* Moves every dopant through a stage while the oxide grows.
 *   in         the stage
 *   oxide  in, out
 * Errors: of kiln_march and of kiln_oxide_grow; KILN_CANCELLED, KILN_LIMIT. */
kiln_status kiln_numeric_run(kiln_numeric *numeric, const kiln_numeric_stage *in,
                             kiln_oxide *oxide, kiln_diag *diag);

/* Takes a dopant off the wafer, so that others move as if it were not there. Bare silicon only.
 *   arena  for a copy of the profiles, which stays in it
 *   aside  out  as they were, for kiln_laid
 * Errors: KILN_NO_MEMORY. */
kiln_status kiln_numeric_set_aside(kiln_numeric *numeric, kiln_dopant dopant,
                                   const char *pointer, kiln_arena *arena,
                                   kiln_field_state *aside, kiln_diag *diag);

/* Dopant that comes in a profile of its own. */
typedef struct kiln_laid {
    kiln_dopant dopant;
    /* Mean concentration between two depths on the same side of the silicon's surface. */
    double (*mean)(const void *context, double from_cm, double to_cm);
    const void *context;
    double dose_cm2; /* added to what is there; NaN: what is there is raised to the profile */
    const kiln_field_state *aside; /* what is there was set aside; NULL: it is on the wafer */
    const char *pointer;           /* the step's, or the stage's */
} kiln_laid;

/* Puts a profile's dopant in, and makes a mesh that follows it. Conserves every species to
 * rounding.
 *   arena  for a copy of the profiles, which stays in it
 * Errors: KILN_NO_MEMORY, KILN_LIMIT (no room for the cells), KILN_NO_CONVERGENCE (the mesh is
 * not deep enough for the dose). */
kiln_status kiln_numeric_lay(kiln_numeric *numeric, const kiln_laid *laid, kiln_arena *arena,
                             kiln_diag *diag);

/* Which species a dopant is, -1 when it does not move. */
int kiln_numeric_species(const kiln_numeric *numeric, kiln_dopant dopant);

/* Atoms per area in the oxide and in the silicon. */
double kiln_numeric_oxide_dose(const kiln_numeric *numeric, size_t species);
double kiln_numeric_silicon_dose(const kiln_numeric *numeric, size_t species);

#endif
