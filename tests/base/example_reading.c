/* Reading the example shape in tests: see the header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/example_reading.h"

#include <math.h>
#include <string.h>

void read_with(reading *r, const char *document, kiln_allocator allocator)
{
    kiln_json *root = NULL;
    kiln_arena_init(&r->arena, 0, allocator);
    kiln_diag_init(&r->diag, NULL);
    memset(&r->run, 0x5A, sizeof r->run);
    r->status = kiln_json_read(document, strlen(document), NULL, &r->arena, &root, &r->diag);
    if (r->status == KILN_OK)
        r->status = kiln_shape_read(&example_run_shape, root, &r->arena, &r->run, &r->diag);
}

void read_run(reading *r, const char *document)
{
    read_with(r, document, (kiln_allocator){0});
}

/* Prints the issues into the arena, so that a failing assertion shows them whole. */
const char *printed(reading *r)
{
    kiln_text text;
    kiln_text_init(&text, &r->arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_diag_print(&r->diag, &sink);
    return text.data ? text.data : "";
}

void assert_all_absent(const example_run *run)
{
    assert_null(run->run_id);
    assert_null(run->name);
    assert_null(run->remark);
    assert_true(isnan(run->temp_c));
    assert_false(run->dry_run);
    assert_int_equal(run->within, -1);
    assert_int_equal(run->dopant, KILN_ABSENT_CHOICE);
    assert_true(isnan(run->surface_conc_cm3.number));
    assert_int_equal(run->surface_conc_cm3.choice, KILN_ABSENT_CHOICE);
    assert_null(run->ambient);
    assert_null(run->zones_c.item);
    assert_null(run->layers.item);
    assert_null(run->tags.item);
    assert_null(run->steps.item);
    assert_int_equal(run->last.type, KILN_ABSENT_CHOICE);
    assert_null(run->last.body);
    for (size_t i = 0; i < EXAMPLE_DOPANT_COUNT; i++) {
        assert_true(isnan(run->dose_cm2[i]));
        assert_null(run->depths_nm[i].item);
    }
    for (size_t i = 0; i < EXAMPLE_KPI_COUNT; i++)
        assert_null(run->targets[i]);
}
