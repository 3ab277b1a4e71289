/* Results for people: what the figure, the tables and the page say of a wafer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/report.h"
#include "report/capture.h"
#include "report/cell.h"
#include "report/gallery.h"
#include "report/result.h"
#include "report/wafer.h"

#include <math.h>
#include <string.h>

static wafer made;
static kiln_arena arena;

static int open_arena(void **state)
{
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    kiln_arena_free(&arena);
    return 0;
}

static kiln_chart make_chart(void)
{
    const kiln_report report = {.result = &made.result, .description = "a description"};
    kiln_scribe scribe = {.arena = &arena};
    kiln_chart chart = {0};
    kiln_report_chart(&report, &scribe, &chart);
    assert_false(scribe.failed);
    return chart;
}

static const kiln_chart_series *find_series(const kiln_chart *chart, const char *name)
{
    for (size_t i = 0; i < chart->series_count; i++)
        if (strcmp(chart->series[i].name, name) == 0)
            return &chart->series[i];
    return NULL;
}

/* Goal: the figure shows chemical solid and active dashed in one colour, the substrate dotted,
 * the net doping thin, the oxide at negative depth, junctions, p and n. Why: that is how a
 * profile is drawn in this field. */
static void the_figure_shows_the_wafer(void **state)
{
    (void)state;
    wafer_make(&made, 2000);
    made.net_cm3[WAFER_POINTS - 1] = 0.97e15; /* some boron is left */
    const kiln_chart chart = make_chart();
    assert_string_equal(chart.title, "B-1000C-30MIN");
    assert_string_equal(chart.subtitle, "a description");
    assert_int_equal(chart.series_count, 4);
    const kiln_chart_series *chemical = find_series(&chart, "Boron, chemical");
    const kiln_chart_series *active = find_series(&chart, "Boron, active");
    const kiln_chart_series *substrate = find_series(&chart, "Phosphorus, substrate");
    const kiln_chart_series *net = find_series(&chart, "Net doping");
    assert_int_equal(chemical->style, KILN_SERIES_LINE);
    assert_int_equal(active->style, KILN_SERIES_DASHED);
    assert_int_equal(active->hue, chemical->hue);
    assert_int_equal(substrate->style, KILN_SERIES_DOTTED);
    assert_int_equal(net->style, KILN_SERIES_THIN);
    assert_true(chemical->x[0] == -412 && chemical->y[0] == 3e18);
    assert_true(isnan(chemical->y[2])); /* the interface: concentrations jump there */
    assert_true(chemical->x[3] == 0 && chemical->y[3] == 1e20);
    assert_true(isnan(active->y[0]));
    assert_true(net->y[3] == 7e19 - 1e15); /* its size: it is negative in p-type */
    assert_int_equal(chart.band_count, 3);
    assert_string_equal(chart.band[0].label, "SiO\u2082 412.0 nm");
    assert_true(chart.band[0].from == -412 && chart.band[0].to == 0);
    assert_int_equal(chart.band[1].role, KILN_BAND_P_TYPE);
    assert_int_equal(chart.band[2].role, KILN_BAND_N_TYPE);
    assert_int_equal(chart.mark_count, 1);
    assert_string_equal(chart.mark[0].label, "xj 327.7 nm");
    assert_true(chart.mark[0].x == 327.7);
    assert_true(fabs(chart.y.min - 1e14) < 1); /* a decade under the substrate */
    assert_true(chart.x.max == 2 * 327.7);     /* and not 2000, where nothing happens */
    assert_string_equal(chart.x.unit, "nm");
}

/* Goal: the figure's note has the temperature as people write it, to a tenth. Why: a logged
 * peak has more digits than it deserves, and 950.0 C more than the recipe. */
static void the_note_has_the_temperature(void **state)
{
    (void)state;
    static const struct {
        double temp_c;
        const char *words;
    } CASE[] = {{950, "solubility at 950 \u00b0C."},
                {949.99999999997, "solubility at 950 \u00b0C."},
                {1005.3726, "solubility at 1005.4 \u00b0C."}};
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        wafer_make(&made, 2000);
        made.model.active_at_c = CASE[i].temp_c;
        const kiln_chart chart = make_chart();
        assert_non_null(strstr(chart.note[0], CASE[i].words));
    }
}

/* Goal: past 2 um the axis is in um, and so is all that stands on it. Why: five-digit depths
 * are hard to read. */
static void deep_profiles_are_in_um(void **state)
{
    (void)state;
    wafer_make(&made, 9000);
    made.junction_nm[0] = 1000;
    assert_string_equal(make_chart().x.unit, "nm"); /* twice 1000 is the limit itself */
    made.junction_nm[0] = 3000;
    const kiln_chart chart = make_chart();
    assert_string_equal(chart.x.unit, "\u00b5m");
    assert_true(fabs(chart.x.max - 6) < 1e-12);
    assert_true(fabs(chart.band[0].from + 0.412) < 1e-12);
    assert_true(fabs(chart.mark[0].x - 3) < 1e-12);
    assert_string_equal(chart.mark[0].label, "xj 3000 nm");
    assert_true(fabs(chart.series[0].x[0] + 0.412) < 1e-12);
}

/* Goal: where all dopant is active there is one curve for it. Why: two lines one over the other
 * look like a mistake. */
static void one_curve_where_all_is_active(void **state)
{
    (void)state;
    wafer_make(&made, 2000);
    memcpy(made.active_cm3, made.boron_cm3, sizeof made.active_cm3);
    const kiln_chart chart = make_chart();
    assert_int_equal(chart.series_count, 3);
    assert_non_null(find_series(&chart, "Boron"));
}

/* Goal: a dopant that is in a film only is not called the substrate's. Why: its curve in the
 * silicon is as flat, at next to nothing. */
static void a_film_is_not_the_substrate(void **state)
{
    (void)state;
    wafer_make(&made, 2000);
    for (size_t i = 0; i < WAFER_POINTS; i++)
        made.boron_cm3[i] = made.active_cm3[i] = 1;
    const kiln_chart chart = make_chart();
    assert_non_null(find_series(&chart, "Boron"));
    assert_non_null(find_series(&chart, "Phosphorus, substrate"));
}

/* Goal: a result with nothing in it, or with pieces missing, is reported all the same. Why:
 * growing an oxide on bare silicon is a run like others. */
static void pieces_may_be_missing(void **state)
{
    (void)state;
    for (int missing = 0; missing < 8; missing++) {
        wafer_make(&made, 2000);
        if (missing == 0)
            wafer_make_bare(&made);
        if (missing == 1)
            made.result.layers.count = 1; /* the oxide alone */
        if (missing == 2)
            made.layer[1].net_cm3 = (kiln_curve){0};
        if (missing == 3)
            made.layer[1].chemical[KILN_BORON] = (kiln_curve){0};
        if (missing == 4)
            made.kpis.junctions_nm.item = NULL;
        if (missing == 5)
            made.result.regions.count = made.result.verdicts.count = 0;
        if (missing == 6)
            made.layer[1].depth_nm = (kiln_curve){0};
        if (missing == 7)
            memset(made.boron_cm3, 0, sizeof made.boron_cm3);
        const kiln_report report = {.result = &made.result};
        capture out;
        capture_open(&out);
        assert_int_equal(
            kiln_report_result_svg(&report, kiln_chart_default_size(), &arena, &out.sink),
            KILN_OK);
        assert_int_equal(
            kiln_report_result_table(&report, 80, KILN_TEXT_PLAIN, &arena, &out.sink), KILN_OK);
        assert_int_equal(kiln_report_result_html(&report, &arena, &out.sink), KILN_OK);
        assert_int_equal(occurrences(captured(&out), "nan"), 0);
        assert_int_equal(occurrences(captured(&out), "(null)"), 0);
        capture_close(&out);
    }
}

/* Goal: the table has each quantity with its unit, band and verdict, the regions, the steps and
 * every warning. Why: it is all that most users look at. */
static void the_table_says_it_all(void **state)
{
    (void)state;
    wafer_make(&made, 2000);
    const kiln_report report = {.result = &made.result};
    capture out;
    capture_open(&out);
    assert_int_equal(kiln_report_result_table(&report, 0, KILN_TEXT_PLAIN, &arena, &out.sink),
                     KILN_OK);
    static const char *const LINE[] = {
        "Junction depth      327.7       nm      280 to 320    outside\n",
        "Sheet resistance    101.3       ohm/sq  at least 90   within\n",
        "Peak concentration    1.00e20   cm^-3\n",
        "Dose lost to gas      \u2013         cm^-2   at most 1e14  unknown: nothing",
        "Oxide thickness     412.0       nm\n",
        "Thermal budget        3.10e-11  cm^2\n",
        "p         0     327.7             101.3",
        "1  predeposition     327.7       101.3  1.00e20",
        "2  strip  ",
        "/steps/0/temp_c  1190 C is past the data  see docs\n",
        "the second one\n",
    };
    const char *text = captured(&out);
    for (size_t i = 0; i < sizeof LINE / sizeof LINE[0]; i++)
        if (!strstr(text, LINE[i]))
            fail_msg("no line \"%s\" in\n%s", LINE[i], text);
    capture_close(&out);
}

/* Goal: the page has the figure, cards with verdicts, tables, warnings, the recipe as given,
 * the model, and nothing that a name in the recipe could slip in. Why: it is mailed around. */
static void the_page_is_whole_and_safe(void **state)
{
    const char *const source[] = {HOSTILE[0], "S. M. Sze (1988)"};
    (void)state;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        wafer_make(&made, 2000);
        made.result.recipe_id = made.result.run_id = HOSTILE[i];
        made.step[0].name = made.warning[0].message = made.verdict[2].reason = HOSTILE[i];
        made.model.set = made.model.version = HOSTILE[i];
        const kiln_report report = {.result = &made.result,
                                    .description = HOSTILE[i],
                                    .recipe_text = HOSTILE[i],
                                    .program = "Kiln 0.1.0",
                                    .citation_count = 2,
                                    .citation = source};
        capture out;
        capture_open(&out);
        assert_int_equal(kiln_report_result_html(&report, &arena, &out.sink), KILN_OK);
        const char *html = captured(&out);
        assert_int_equal(occurrences(html, "<script"), 0);
        assert_int_equal(occurrences(html, "<img"), 0);
        assert_int_equal(occurrences(html, "<!--"), 0);
        assert_int_equal(occurrences(html, "</style>"), 2);
        assert_int_equal(occurrences(html, "<svg"), 1);
        assert_int_equal(occurrences(html, "<details>"), 1);
        assert_int_equal(occurrences(html, "class=\"verdict bad\">outside 280 to 320<"), 1);
        assert_int_equal(occurrences(html, "class=\"verdict good\">within at least 90<"), 1);
        assert_int_equal(occurrences(html, "<li class=\"warning\">"), 2);
        assert_int_equal(occurrences(html, "Kiln 0.1.0"), 1);
        assert_int_equal(occurrences(html, "</html>"), 1);
        capture_close(&out);
    }
}

typedef kiln_status writer(const kiln_report *report, kiln_arena *taken, kiln_sink *sink);

static kiln_status write_table(const kiln_report *report, kiln_arena *taken, kiln_sink *sink)
{
    return kiln_report_result_table(report, 80, KILN_TEXT_ANSI, taken, sink);
}

static kiln_status write_svg(const kiln_report *report, kiln_arena *taken, kiln_sink *sink)
{
    return kiln_report_result_svg(report, kiln_chart_default_size(), taken, sink);
}

/* Goal: wherever memory ends, KILN_NO_MEMORY with nothing written, until there is enough for
 * the whole; nothing leaks. Why: half a report is worse than none. */
static void running_out_of_memory_writes_nothing(void **state)
{
    static writer *const WRITER[] = {write_table, write_svg, kiln_report_result_html};
    const kiln_report report = {
        .result = &made.result, .description = "d", .recipe_text = "{}"};
    (void)state;
    wafer_make(&made, 2000);
    for (size_t w = 0; w < sizeof WRITER / sizeof WRITER[0]; w++) {
        capture whole, part;
        capture_open(&whole);
        assert_int_equal(WRITER[w](&report, &arena, &whole.sink), KILN_OK);
        kiln_status status = KILN_NO_MEMORY;
        for (size_t limit = 1; status != KILN_OK; limit += 16) {
            kiln_arena small;
            kiln_arena_init(&small, limit, (kiln_allocator){0});
            capture_open(&part);
            status = WRITER[w](&report, &small, &part.sink);
            assert_true(status == KILN_OK || status == KILN_NO_MEMORY);
            assert_string_equal(captured(&part), status ? "" : captured(&whole));
            capture_close(&part);
            kiln_arena_free(&small);
        }
        capture_close(&whole);
    }
}

/* Goal: a failing sink is reported, a size off the limits refused. Why: as for charts. */
static void failures_are_passed_on(void **state)
{
    (void)state;
    wafer_make(&made, 2000);
    const kiln_report report = {.result = &made.result};
    for (size_t room = 0; room < 4000; room += 100) {
        short_sink taker[3] = {{room, 0}, {room, 0}, {room / 4, 0}};
        kiln_sink svg = short_sink_open(&taker[0]), html = short_sink_open(&taker[1]);
        kiln_sink table = short_sink_open(&taker[2]);
        assert_int_equal(
            kiln_report_result_svg(&report, kiln_chart_default_size(), &arena, &svg),
            KILN_OUTPUT);
        assert_int_equal(kiln_report_result_html(&report, &arena, &html), KILN_OUTPUT);
        assert_int_equal(kiln_report_result_table(&report, 0, KILN_TEXT_PLAIN, &arena, &table),
                         KILN_OUTPUT);
    }
    capture out;
    capture_open(&out);
    assert_int_equal(
        kiln_report_result_svg(&report, (kiln_chart_size){1, 1}, &arena, &out.sink),
        KILN_INVALID);
    assert_int_equal(out.text.size, 0);
    capture_close(&out);
}

/* Goal: numbers are written in the notation that is shorter. Why: doses lie about 1e15, and
 * nobody counts fifteen zeros. */
static void numbers_are_short(void **state)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } CASE[] = {
        {327.7, 4, "327.7"},
        {1.1e15, 3, "1.10e15"},
        {-1.1e15, 3, "-1.10e15"},
        {1e14, 0, "1e14"},
        {2e20, 3, "2.00e20"},
        {412000, 3, "412000"},
        {0.0412, 3, "0.0412"},
        {0.000412, 3, "4.12e-4"},
        {1234567, 0, "1234567"},
        {9.9999e14, 3, "1.00e15"},
        {0, 3, "0"},
        {1e6, 0, "1e6"},
        {-12, 1, "-10"},
        {3.1e-11, 3, "3.10e-11"},
        {90, 0, "90"},
        {1000, 0, "1000"},
        {20000, 3, "20000"},
        {1e5, 0, "1e5"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        char text[KILN_NUMBER_TEXT_MAX];
        const size_t size = kiln_number_for_people(CASE[i].value, CASE[i].digits, text);
        assert_string_equal(text, CASE[i].text);
        assert_int_equal(size, strlen(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figure_shows_the_wafer),
        cmocka_unit_test(the_note_has_the_temperature),
        cmocka_unit_test(deep_profiles_are_in_um),
        cmocka_unit_test(one_curve_where_all_is_active),
        cmocka_unit_test(a_film_is_not_the_substrate),
        cmocka_unit_test(pieces_may_be_missing),
        cmocka_unit_test(the_table_says_it_all),
        cmocka_unit_test(the_page_is_whole_and_safe),
        cmocka_unit_test(running_out_of_memory_writes_nothing),
        cmocka_unit_test(failures_are_passed_on),
        cmocka_unit_test(numbers_are_short),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
