/* Private to process: a furnace step lowered to stages, in s, K and atm. */
#ifndef KILN_SRC_PROCESS_FLOW_H
#define KILN_SRC_PROCESS_FLOW_H

#include "kiln/process/recipe.h"
#include "kiln/silicon/atmosphere.h"

/* A soak, or a ramp linear in time, under one gas and one source. Not to be copied: `source`
 * points into it. */
typedef struct kiln_stage {
    double time_s, from_k, to_k;
    kiln_atmosphere atmosphere;
    const kiln_dopant_source *source; /* held; NULL: none */
    kiln_dopant_source held;          /* with its dopant and concentration */
    bool two_component;               /* the source leaves a profile of two components */
    int surface;                      /* KILN_ABSENT_CHOICE: the model's own */
    char pointer[80];                 /* where it stands in the recipe */
} kiln_stage;

typedef KILN_LIST(kiln_stage) kiln_stage_list;

/* Whether the stage's gas oxidises silicon. */
bool kiln_stage_oxidises(const kiln_stage *stage);

/* Whether dopant leaves from the top into an inert gas, be it silicon or an oxide. A surface
 * that the recipe says nothing of is sealed. */
bool kiln_stage_evaporates(const kiln_stage *stage);

/* Puts step's defaults into its segments and turns them into stages.
 *   step    in   its place in the recipe, for pointers
 *   stages  out  from the arena; untouched unless KILN_OK
 * Errors: KILN_INVALID (a gas without sense), KILN_NO_MEMORY. */
kiln_status kiln_flow_lower(const kiln_furnace *furnace, size_t step, kiln_arena *arena,
                            kiln_stage_list *stages, kiln_diag *diag);

#endif
