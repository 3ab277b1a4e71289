/* Ordinary differential equations: small systems that are not stiff, such as oxide growth
 * through a ramp, or the integral of D dt. */
#ifndef KILN_MATH_ODE_H
#define KILN_MATH_ODE_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"

#include <stddef.h>

enum { KILN_ODE_SIZE = 8, KILN_ODE_STEPS = 10000 };

/* dy/dt = rate(t, y). rate fills dydt[size] and returns KILN_OK, or a status that ends the
 * integration and is handed on as it is (it may have added to its own diag). A derivative that
 * is not finite makes the step smaller. */
typedef struct kiln_ode_system {
    size_t size; /* 1..KILN_ODE_SIZE */
    kiln_status (*rate)(double t, const double y[], double dydt[], const void *context);
    const void *context;
} kiln_ode_system;

/* All may be 0. */
typedef struct kiln_ode_settings {
    double relative; /* error of each y a step; 0: 1e-9; at least 1e-14 is used */
    double absolute[KILN_ODE_SIZE]; /* for each y, in its unit; for those that pass through 0 */
    double step_first;              /* 0: chosen */
    double step_max;                /* 0: no limit */
    size_t steps_max;               /* tried steps for each call; 0: KILN_ODE_STEPS */
    const char *what;               /* what is solved, for messages: "oxide growth" */
    const char *pointer;            /* of the input at fault, for messages; NULL: none */
} kiln_ode_settings;

/* One integration under way: t and y are where it stands, the counts what it has cost. The
 * rest is the method's own. No memory is held, so that there is nothing to free. */
typedef struct kiln_ode {
    double t, y[KILN_ODE_SIZE];
    size_t accepted, rejected, evaluations;
    kiln_ode_system system;
    kiln_ode_settings settings;
    double step;                 /* the next to try, without its sign; 0: to be chosen */
    double slope[KILN_ODE_SIZE]; /* dy/dt at t */
    double last_error;           /* of the step before, for the step control */
} kiln_ode;

/* Sets out from y at t.
 *
 *   ode       out  caller-owned; untouched unless KILN_OK
 *   system    in   copied; its context is borrowed
 *   settings  in   copied; may be NULL
 *   y         in   [size], finite
 * Errors: KILN_INVALID (a size, time, value or setting that breaks a rule above),
 * KILN_NO_CONVERGENCE (a derivative that is not finite at the start), or what rate returns. */
KILN_API kiln_status kiln_ode_start(kiln_ode *ode, const kiln_ode_system *system,
                                    const kiln_ode_settings *settings, double t,
                                    const double y[], kiln_diag *diag);

/* Goes on to t_end, exactly, before or after the present t. The rate may change from one call
 * to the next only if the integration is started again.
 *
 * Errors: KILN_INVALID (t_end not finite), KILN_LIMIT (steps_max), KILN_NO_CONVERGENCE (the
 * step shrank to rounding: the message names the time; the system is singular there, or
 * stiff), or what rate returns. On failure ode stands at the last good step, from where it may
 * go on. Accuracy: the error of each step is below absolute + relative |y|, for every y; what
 * has been gathered at the end is usually within ten times that. Cost: 6 calls of rate a step
 * tried. Source: J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6, 19 (1980), the pair
 * 5(4) with 7 stages; step control: E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary
 * Differential Equations I (1993), sec. II.4. */
KILN_API kiln_status kiln_ode_advance(kiln_ode *ode, double t_end, kiln_diag *diag);

#endif
