/* Random recipes as text, the same for the same seed everywhere. */
#ifndef KILN_TESTS_PROCESS_RANDOM_RECIPE_H
#define KILN_TESTS_PROCESS_RANDOM_RECIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEST_RECIPE_MAX = 8000 };

/* = {0} is a recipe at the default tolerance, each segment in one piece, with dopant at any
 * concentration. */
typedef struct test_recipe_kind {
    double tolerance;
    bool halved;     /* each segment in two halves, which changes nothing */
    double most_cm3; /* no starting profile, film or source is above; 0: none matters */
} test_recipe_kind;

/* One to five steps on a wafer with up to three starting profiles of boron, phosphorus, arsenic
 * and antimony, one of which is most often the substrate's: doses of 1e11 to 1e16, furnaces of
 * 800 to 1200 C with sources, ramps, soaks of 1 s to 10 h, every gas, pressure and surface,
 * films with dopant and without, implants, etches; both models. Single quotes stand for double
 * ones. */
void test_random_recipe(uint64_t seed, const test_recipe_kind *kind,
                        char text[TEST_RECIPE_MAX]);

#endif
