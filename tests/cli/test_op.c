/* The table of operations keeps to its own rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shape_audit.h"
#include "op/op.h"

#include <string.h>

/* Goal: every shape that an operation takes or gives keeps to the rules of field tables. Why:
 * the library trusts them. */
static void shapes_are_sound(void **state)
{
    (void)state;
    const kiln_op *op;
    size_t shapes = 0;
    for (size_t i = 0; (op = kiln_op_at(i)) != NULL; i++) {
        const kiln_shape *const shape[] = {op->input, op->document_shape, op->output};
        for (size_t k = 0; k < sizeof shape / sizeof shape[0]; k++) {
            if (!shape[k])
                continue;
            assert_shape_is_sound(shape[k]);
            shapes++;
        }
    }
    assert_true(shapes > 10);
}

/* Goal: a row has what those who dispatch to it look at. Why: they do not ask. */
static void rows_are_whole(void **state)
{
    (void)state;
    const kiln_op *op;
    for (size_t i = 0; (op = kiln_op_at(i)) != NULL; i++) {
        assert_non_null(op->run);
        assert_true(op->view_count > 0 && op->view_count <= KILN_OP_VIEWS_MAX);
        assert_null(op->view[0].flag);
        assert_true(strncmp(op->example, "kiln ", strlen("kiln ")) == 0);
        assert_true(!op->document[0] || op->document_shape);
        assert_true(op->document[0] || !op->document[1]);
        for (size_t k = 0; k < op->view_count; k++)
            assert_non_null(op->view[k].show);
        for (size_t k = 1; k < op->view_count; k++)
            assert_true(op->view[k].flag && op->view[k].takes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_are_sound),
        cmocka_unit_test(rows_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
