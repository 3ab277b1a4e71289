/* Shared by the tests of process: cmocka, and a recipe as text to a result. */
#ifndef KILN_TESTS_PROCESS_RUN_H
#define KILN_TESTS_PROCESS_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/process.h"

/* found within relative |expected| of expected. */
#define assert_close(found, expected, relative) \
    assert_close_at((found), (expected), (relative), __FILE__, __LINE__)
void assert_close_at(double found, double expected, double relative, const char *file,
                     int line);

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
/* The same, and a run that fails is a failed test that says why. */
void test_run_well(test_run *run, const char *text);
/* Reads alone. */
void test_run_read(test_run *run, const char *text);
void test_run_free(test_run *run);

/* Fails, with the first issue, unless the status is KILN_OK. */
void assert_ok(const test_run *run, kiln_status status);

/* Runs once for each allocation, with that one failing: asserts that every run ends with
 * KILN_NO_MEMORY, no result and nothing held, and that a run in which none fails ends well. */
void assert_any_allocation_may_fail(const char *text);

/* A KPI of a run that went well. */
double test_kpi(const test_run *run, kiln_kpi kpi);

/* The same after a step. */
double test_step_kpi(const test_run *run, size_t step, kiln_kpi kpi);
/* A KPI, 0 where it is absent. */
double test_or_nothing(double value);
/* Whether an issue at a pointer has these words. */
bool test_warned(const test_run *run, const char *pointer, const char *words);

/* The parameter set of a name, in the arena. */
const kiln_model_set *test_set(const char *name, kiln_arena *arena);

#endif
