/* Running a recipe. */
#ifndef KILN_PROCESS_SIMULATE_H
#define KILN_PROCESS_SIMULATE_H

#include "kiln/process/recipe.h"
#include "kiln/process/result.h"
#include "kiln/silicon/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds from any fixed point; libkiln has no clock of its own. */
typedef struct kiln_clock {
    double (*now_s)(void *context);
    void *context;
} kiln_clock;

/* What bounds a run. = {0} is a run without bounds but the arena's. */
typedef struct kiln_run_options {
    /* Asked between the stages of a step, and after each step of the numerical solver; NULL:
     * never. */
    bool (*cancelled)(void *context);
    void *cancel_context;
    kiln_clock clock;      /* NULL now_s: times in the result are absent, no deadline */
    double deadline_s;     /* by the clock; 0: none */
    uint64_t max_steps;    /* integration steps of one stage; 0: 100 000, numerical 200 000 */
    size_t profile_points; /* of each profile in silicon; 0: 400. In oxide: as its grid has */
    bool step_profiles;    /* the profiles after each step too */
} kiln_run_options;

/* Does to a wafer what the recipe says.
 *   recipe   in   as kiln_recipe_read left it
 *   set      in   the parameters, model.overrides already in them
 *   arena         takes the result; scratch too
 *   result   out  untouched unless KILN_OK
 *   diag          errors and warnings (the result holds the warnings as well)
 * Errors: KILN_UNSUPPORTED names the step or field that is not simulated yet; KILN_INVALID a
 * combination without sense; KILN_NO_CONVERGENCE; KILN_LIMIT (deadline, max_steps,
 * profile_points past KILN_POINTS_MAX); KILN_CANCELLED; KILN_NO_MEMORY.
 * Accuracy: docs/theory/closed-forms.md, fermi.md and oxidation.md. Cost: with closed forms
 * about a millisecond, and up to 0.2 ms a ramp in oxygen: 3 s for 64 steps of 256 ramps with 8
 * profiles. By the numerical solver, on one core: 2 to 3 ms a drive-in of one dopant,
 * about 20 ms data/recipes/boron-base.json, with two dopants and an oxidation; in proportion to
 * its steps and grid points, which the result tells, and two to eight times as much for a
 * tolerance ten times as fine. */
KILN_API kiln_status kiln_simulate(const kiln_recipe *recipe, const kiln_model_set *set,
                                   const kiln_run_options *options, kiln_arena *arena,
                                   kiln_result *result, kiln_diag *diag);

/* What of a sound recipe cannot be simulated yet, each as a warning; nothing else. */
KILN_API void kiln_recipe_gaps(const kiln_recipe *recipe, kiln_diag *diag);

#endif
