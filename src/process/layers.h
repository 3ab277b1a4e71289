/* Private to process: oxide put on the wafer and taken off it, between stages. cm, cm^-3.
 *
 * A wafer has an oxide, or it is bare: a thickness of 0, and no oxide cells in the mesh. What
 * air grows on bare silicon is there when something asks for it (kiln_native_oxide): an
 * oxidation, or a furnace whose surface is native_oxide.
 *
 * numeric may be NULL, when nothing moves: then there is the thickness alone. pointer is the
 * step's, for messages. */
#ifndef KILN_SRC_PROCESS_LAYERS_H
#define KILN_SRC_PROCESS_LAYERS_H

#include "numeric.h"

/* A layer of oxide, uniformly doped. */
typedef struct kiln_film {
    double thickness_cm;                /* > 0 */
    double conc_cm3[KILN_DOPANT_COUNT]; /* 0: none */
} kiln_film;

/* A deposit step in cm; a dopant named twice counts twice. */
kiln_film kiln_film_of(const kiln_deposit *deposit);

/* Makes the topmost cells fine enough for what will go through the top: where another layer
 * comes to lie on it, a source holds it, or dopant leaves by it. Conserves every species to
 * rounding. Errors: KILN_LIMIT (no room for the cells). */
kiln_status kiln_refine_top(kiln_numeric *numeric, const char *pointer, kiln_diag *diag);

/* Puts a film on top; every dopant in it must be a species of numeric. What it holds counts as
 * put in. On bare silicon the film is all the oxide there is: a deposition starts from a clean
 * surface. The film enters a later oxidation by its thickness. Massoud's transients belong to
 * the interface: they go on under a film on an oxide, and are whole under one on bare silicon
 * (as kiln_oxide_start has them). Less than 0.01 nm, a fraction of an atom, is no film: a
 * warning says so.
 *   numeric, oxide  in, out
 * Errors: KILN_LIMIT (no room for the cells). */
kiln_status kiln_deposit_oxide(kiln_numeric *numeric, const kiln_film *film,
                               const char *pointer, kiln_oxide *oxide, kiln_diag *diag);

/* The few cells that an oxidation of bare silicon starts from; they hold nothing yet. Errors:
 * KILN_LIMIT (no room for them). */
kiln_status kiln_begin_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                             kiln_diag *diag);

/* Takes thickness_cm off the top, all of it when that is infinite. What it held is added to
 * the field's etched_cm2. Less than 0.01 nm does not stay. Warns when there is no oxide, or
 * less than is to be etched.
 *   numeric, oxide  in, out  untouched unless KILN_OK
 * Errors: KILN_LIMIT (no room for the few cells that a thin rest is cut into). */
kiln_status kiln_etch_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                            kiln_oxide *oxide, kiln_diag *diag);

/* The oxide that air has grown on bare silicon: empty of dopant, never oxidised. Does nothing
 * over an oxide, or for less than 0.01 nm. Errors: of kiln_deposit_oxide. */
kiln_status kiln_native_oxide(kiln_numeric *numeric, double thickness_cm, const char *pointer,
                              kiln_oxide *oxide, kiln_diag *diag);

#endif
