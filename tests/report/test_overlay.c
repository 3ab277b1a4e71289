/* Several wafers in one figure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/report.h"
#include "report/capture.h"
#include "report/wafer.h"

#include <stdio.h>
#include <string.h>

static wafer made, bare, other;

/* A second wafer whose boron is a tenth less. */
static void make_other(double bottom_nm)
{
    wafer_make(&other, bottom_nm);
    for (size_t i = 0; i < WAFER_POINTS; i++)
        other.boron_cm3[i] *= 0.9;
}

/* The SVG of an overlay; close `out`. */
static const char *draw(capture *out, size_t count, const kiln_overlay_wafer item[])
{
    const kiln_overlay overlay = {.title = "a title", .count = count, .wafer = item};
    capture_open(out);
    assert_int_equal(
        kiln_report_overlay_svg(&overlay, kiln_chart_default_size(), &out->arena, &out->sink),
        KILN_OK);
    return captured(out);
}

/* Goal: each wafer that has the dopant has its curve and its label, one without it has none,
 * and what is the same everywhere is drawn once. Why: the legend is how steps are told
 * apart. */
static void each_wafer_has_its_curve(void **state)
{
    (void)state;
    capture out;
    wafer_make(&made, 2000);
    make_other(2000);
    wafer_make_bare(&bare);
    const kiln_overlay_wafer item[] = {{"clean", &bare.result.layers, bare.result.kpis},
                                       {"predep", &made.result.layers, made.result.kpis},
                                       {"drive-in", &other.result.layers, NULL}};
    const char *svg = draw(&out, 3, item);
    assert_non_null(strstr(svg, ">a title<"));
    assert_int_equal(occurrences(svg, ">predep<"), 1);
    assert_int_equal(occurrences(svg, ">drive-in<"), 1);
    assert_int_equal(occurrences(svg, ">clean<"), 0);
    assert_int_equal(occurrences(svg, ">Phosphorus, substrate<"), 1);
    assert_null(strstr(svg, "left out"));
    capture_close(&out);
}

/* Goal: with two dopants diffused each curve says whose it is. Why: a colour is a wafer. */
static void two_dopants_are_named(void **state)
{
    (void)state;
    capture out;
    wafer_make(&made, 2000);
    make_other(2000);
    made.phosphorus_cm3[0] *= 2; /* no longer flat */
    const kiln_overlay_wafer item[] = {{"A", &made.result.layers, made.result.kpis},
                                       {"B", &other.result.layers, other.result.kpis}};
    const char *svg = draw(&out, 2, item);
    static const char *const LABEL[] = {">A: boron<", ">A: phosphorus<", ">B: boron<",
                                        ">B: phosphorus<"};
    for (size_t i = 0; i < sizeof LABEL / sizeof LABEL[0]; i++)
        assert_int_equal(occurrences(svg, LABEL[i]), 1);
    capture_close(&out);
}

/* Goal: a dopant that is in a film only has a curve for each wafer. Why: as the substrate's it
 * would be drawn once, of the last. */
static void a_film_is_each_wafers_own(void **state)
{
    (void)state;
    capture out;
    wafer_make(&made, 2000);
    for (size_t i = 0; i < WAFER_POINTS; i++)
        made.boron_cm3[i] = 1;
    wafer_make(&other, 2000);
    for (size_t i = 0; i < WAFER_POINTS; i++)
        other.boron_cm3[i] = 2;
    const kiln_overlay_wafer item[] = {{"thin", &made.result.layers, NULL},
                                       {"thick", &other.result.layers, NULL}};
    const char *svg = draw(&out, 2, item);
    assert_int_equal(occurrences(svg, ">thin<"), 1);
    assert_null(strstr(svg, "Boron, substrate"));
    capture_close(&out);
}

/* Goal: a wafer in which nothing has moved yet does not say how deep the figure goes. Why: its
 * layer may go to 50 um, and the profiles of the steps after it would be a line at the left. */
static void what_has_not_moved_sets_no_depth(void **state)
{
    (void)state;
    static wafer still;
    capture out;
    wafer_make(&made, 1500);
    wafer_make(&still, 50000);
    still.layer[1].chemical[KILN_BORON] = (kiln_curve){0};
    const kiln_overlay_wafer item[] = {{"deposit", &still.result.layers, NULL},
                                       {"drive-in", &made.result.layers, made.result.kpis}};
    assert_null(strstr(draw(&out, 2, item), "\u00b5m"));
    capture_close(&out);
    assert_non_null(strstr(draw(&out, 1, item), "\u00b5m"));
    capture_close(&out);
}

/* Goal: more wafers than a figure holds leave out the first, and it says so; none gives a
 * figure without curves. Why: a recipe may have 64 steps. */
static void the_first_of_many_are_left_out(void **state)
{
    (void)state;
    enum { WAFERS = 20, SHOWN = KILN_CHART_SERIES_MAX - 1 };
    static char label[WAFERS][8];
    kiln_overlay_wafer item[WAFERS];
    capture out;
    wafer_make(&made, 2000);
    make_other(2000);
    for (int i = 0; i < WAFERS; i++) {
        snprintf(label[i], sizeof label[i], "s%d", i);
        item[i] = (kiln_overlay_wafer){
            label[i], i % 2 ? &other.result.layers : &made.result.layers, NULL};
    }
    const char *svg = draw(&out, WAFERS, item);
    assert_non_null(strstr(svg, "The first 5 of 20 are left out."));
    assert_int_equal(occurrences(svg, ">s4<"), 0);
    assert_int_equal(occurrences(svg, ">s5<"), 1);
    assert_int_equal(occurrences(svg, ">s19<"), 1);
    capture_close(&out);
    svg = draw(&out, 0, NULL);
    assert_int_equal(occurrences(svg, "<svg"), 1);
    capture_close(&out);
}

/* Goal: a wafer whose silicon is as the one before it is named, not drawn. Why: after an etch
 * the same curve over the last would hide it, and its colour be looked for in vain. */
static void what_did_not_change_is_not_drawn_again(void **state)
{
    (void)state;
    capture out;
    wafer_make(&made, 2000);
    make_other(2000);
    const kiln_layer_list bared = {.count = 1, .item = &made.layer[1]};
    const kiln_overlay_wafer item[] = {{"base", &made.result.layers, NULL},
                                       {"window", &bared, NULL},
                                       {"clean", &bared, NULL},
                                       {"emitter", &other.result.layers, NULL},
                                       {"again", &made.result.layers, NULL}};
    const char *svg = draw(&out, 5, item);
    assert_non_null(
        strstr(svg, ">In the silicon the same as the one before it: window, clean.<"));
    assert_int_equal(occurrences(svg, ">window<"), 0);
    assert_int_equal(occurrences(svg, ">clean<"), 0);
    assert_int_equal(occurrences(svg, ">base<"), 1);
    assert_int_equal(occurrences(svg, ">emitter<"), 1);
    assert_int_equal(occurrences(svg, ">again<"), 1);
    capture_close(&out);
    wafer_make(&other, 2000);
    other.boron_cm3[WAFER_POINTS / 10] *= 1 + 1e-6;
    const kiln_overlay_wafer moved[] = {item[0], item[3]};
    assert_null(strstr(draw(&out, 2, moved), "the same as"));
    capture_close(&out);
}

/* Goal: a figure too small, a full sink and an arena without memory are errors. Why: each is
 * another way to end without a figure. */
static void failures(void **state)
{
    (void)state;
    capture out;
    wafer_make(&made, 2000);
    const kiln_overlay_wafer item = {"A", &made.result.layers, made.result.kpis};
    const kiln_overlay overlay = {.count = 1, .wafer = &item};
    capture_open(&out);
    assert_int_equal(
        kiln_report_overlay_svg(&overlay, (kiln_chart_size){1, 1}, &out.arena, &out.sink),
        KILN_INVALID);
    kiln_arena small;
    kiln_arena_init(&small, 100, (kiln_allocator){0});
    assert_int_equal(
        kiln_report_overlay_svg(&overlay, kiln_chart_default_size(), &small, &out.sink),
        KILN_NO_MEMORY);
    kiln_arena_free(&small);
    assert_string_equal(captured(&out), "");
    short_sink full = {.room = 50};
    kiln_sink sink = short_sink_open(&full);
    assert_int_equal(
        kiln_report_overlay_svg(&overlay, kiln_chart_default_size(), &out.arena, &sink),
        KILN_OUTPUT);
    capture_close(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wafer_has_its_curve),
        cmocka_unit_test(two_dopants_are_named),
        cmocka_unit_test(a_film_is_each_wafers_own),
        cmocka_unit_test(what_has_not_moved_sets_no_depth),
        cmocka_unit_test(the_first_of_many_are_left_out),
        cmocka_unit_test(what_did_not_change_is_not_drawn_again),
        cmocka_unit_test(failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
