/* Starting profiles that a recipe names by file: measured (SIMS) data as CSV. Only the command
 * line does this; nothing that comes over a network can name a file. */
#ifndef KILN_CLI_PROFILES_H
#define KILN_CLI_PROFILES_H

#include "kiln/process/recipe.h"

/* The tables of initial[0], [1], ..., where they are from a file. */
typedef struct kiln_profile_table {
    const char *path; /* NULL where there is no file */
    size_t count;
    double *depth_nm, *conc_cm3; /* [count] */
} kiln_profile_table;

typedef struct kiln_profiles {
    kiln_profile_table table[KILN_DOPANTS_MAX];
} kiln_profiles;

/* Reads each file that /initial of a recipe names, whatever else may be wrong with the recipe:
 * columns depth_nm and conc_cm3, rows by increasing depth. Paths are relative to the recipe's
 * folder. All faults are reported, each with the CSV's line and column.
 *   recipe_path  "-": relative paths start from the working directory
 * Errors: KILN_NOT_FOUND, KILN_SYNTAX, KILN_INVALID, KILN_LIMIT, KILN_NO_MEMORY,
 * KILN_CANCELLED. */
kiln_status kiln_profiles_read(kiln_json *tree, const char *recipe_path, kiln_arena *arena,
                               kiln_profiles *profiles, kiln_diag *diag);

/* Puts the tables in place of the files' names. */
void kiln_profiles_apply(const kiln_profiles *profiles, kiln_recipe *recipe);

#endif
