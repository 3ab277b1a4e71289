/* The tables of the recipe, the result and the KPIs keep to the rules of field tables. */
#include "base/shape_audit.h"

#include "kiln/process/recipe.h"
#include "kiln/process/result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Goal: defaults within their bounds, no name twice, no two values in one place, no gap in a
 * list of words. Why: the library trusts its own tables. */
static void the_tables_of_process_are_sound(void **state)
{
    (void)state;
    assert_shape_is_sound(&kiln_recipe_shape);
    assert_shape_is_sound(&kiln_result_shape);
    assert_shape_is_sound(&kiln_kpis_shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_of_process_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
