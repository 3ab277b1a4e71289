/* Shared by the tests of process: a recipe as text to a result. */
#ifndef KILN_TESTS_PROCESS_RUN_H
#define KILN_TESTS_PROCESS_RUN_H

#include "kiln/process.h"

/* Everything of one run; free with test_run_free. */
typedef struct test_run {
    kiln_arena arena;
    kiln_diag diag;
    kiln_recipe recipe;
    const kiln_model_set *set;
    kiln_result result;
    kiln_status status;
} test_run;

/* Reads and simulates; `run->status` is the first failure. Single quotes in text stand for
 * double ones. options may be NULL. */
void test_run_text(test_run *run, const char *text, const kiln_run_options *options);
void test_run_with(test_run *run, const char *text, const kiln_run_options *options,
                   kiln_allocator allocator);
void test_run_free(test_run *run);

/* A KPI of a run that went well. */
double test_kpi(const test_run *run, kiln_kpi kpi);

/* The parameter set of a name, in the arena. */
const kiln_model_set *test_set(const char *name, kiln_arena *arena);

#endif
