/* Parameter sets: every number with unit and citation, read from JSON, checked, and turned once
 * into the form the kernels use. The shipped sets are in data/models/ and compiled in. */
#ifndef KILN_SILICON_MODEL_H
#define KILN_SILICON_MODEL_H

#include "kiln/base/arena.h"
#include "kiln/base/diag.h"
#include "kiln/base/field.h"
#include "kiln/base/json.h"

#include <stddef.h>

/* CODATA 2018. */
#define KILN_BOLTZMANN_EV_K 8.617333262e-5
#define KILN_CHARGE_C       1.602176634e-19
#define KILN_ZERO_C_K       273.15

/* What a `source` key in a set stands for. */
typedef struct kiln_model_source {
    const char *key;      /* "massoud-1985" */
    const char *citation; /* authors, journal, volume, page, year */
    const char *note;     /* how sure the number is, or how it was come by; NULL for none */
} kiln_model_source;

/* One set, read-only after kiln_model_read; lives in the arena it was read into. */
typedef struct kiln_model_set {
    const char *name, *version, *description;
    const char *note; /* what to know before trusting it; NULL for none */
    KILN_LIST(kiln_model_source) sources;
    char sha256[65]; /* of the set's canonical JSON; the caller's to fill in, "" before */
    const struct kiln_model_document *document; /* the numbers as given, of kiln_model_shape */
    const struct kiln_model_tables *tables;     /* the numbers in cm, s, K, eV: private */
} kiln_model_set;

/* The shape of a set's JSON: for its schema and reference page. */
KILN_API extern const kiln_shape kiln_model_shape;

/* A shipped set as text. */
typedef struct kiln_model_text {
    const char *name; /* "kiln" */
    const char *json; /* size bytes, static */
    size_t size;
} kiln_model_text;

#define KILN_MODEL_DEFAULT "kiln"

/* The i-th shipped set, the default first; NULL after the last. */
KILN_API const kiln_model_text *kiln_model_shipped(size_t i);

/* A shipped set by name. Errors: KILN_NOT_FOUND, with the names there are and the nearest one.
 *   text out  untouched on failure
 *   pointer   where the name was given ("/model/set"), for the message */
KILN_API kiln_status kiln_model_find(const char *name, const char *pointer,
                                     const kiln_model_text **text, kiln_diag *diag);

/* A set's text as a tree: JSON with comments and trailing commas. A set that is `based_on` a
 * shipped one is completed: of what stands at its top level and is not in it (mobility,
 * oxidation, ...) that set's is taken, and the sources that are missing.
 *   text  may be freed afterwards
 *   tree  out  owned by the arena; untouched unless KILN_OK
 * Errors: those of kiln_json_read; KILN_INVALID (no shipped set has the name). */
KILN_API kiln_status kiln_model_tree(const char *text, size_t size, kiln_arena *arena,
                                     kiln_json **tree, kiln_diag *diag);

/* Changes one number of a set's tree before it is read.
 *   pointer  JSON Pointer into the document: "/dopants/boron/diffusivity/terms/1/d0_cm2_s"
 *   arena    the tree's
 * Only numbers that are there can be changed: what the set lacks cannot be put in this way, and
 * the changed value is checked by kiln_model_read like any other. Errors, with pointer as the
 * issue's pointer: KILN_INVALID (nothing there: names the part that fails and the nearest key;
 * not a number; value not finite), KILN_NO_MEMORY. The tree is untouched on failure. */
KILN_API kiln_status kiln_model_override(kiln_json *tree, const char *pointer, double value,
                                         kiln_arena *arena, kiln_diag *diag);

/* Reads a set from its tree; every fault is reported at once (up to KILN_DIAG_MAX), each at its
 * pointer, line and column: unknown keys with the nearest, types, bounds, units of the wrong
 * kind, sources that the list of sources lacks or repeats, tables that are not in order or of
 * unequal length, temperature pieces with gaps.
 *   tree  may be freed afterwards
 *   set   out  owned by the arena; untouched unless KILN_OK
 * Errors: KILN_INVALID, KILN_NO_MEMORY. Cost: about 1 ms, 200 kB of arena. */
KILN_API kiln_status kiln_model_read(const kiln_json *tree, kiln_arena *arena,
                                     const kiln_model_set **set, kiln_diag *diag);

/* The same from text. Errors: those of kiln_model_tree as well. */
KILN_API kiln_status kiln_model_read_text(const char *text, size_t size, kiln_arena *arena,
                                          const kiln_model_set **set, kiln_diag *diag);

#endif
