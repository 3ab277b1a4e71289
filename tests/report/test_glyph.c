/* Text: what is shown of it, how wide it is, where it breaks; labels with raised parts; labels
 * spread side by side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/figure.h"
#include "report/glyph.h"
#include "report/label.h"
#include "report/markup.h"

#include "report/capture.h"

#include <math.h>
#include <string.h>

/* Goal: what is not UTF-8, or must not reach a reader, is U+FFFD, one for each bad byte; all
 * else comes through. Why: recipe ids are written by strangers. */
static void unfit_bytes_are_replaced(void **state)
{
    static const struct {
        const char *text;
        uint32_t code;
        size_t size;
    } CASE[] = {
        {"a", 'a', 1},
        {"\xc3\xa9", 0xe9, 2},
        {"\xe2\x82\xac", 0x20ac, 3},
        {"\xf0\x9f\x94\xa5", 0x1f525, 4},
        {"\n", '\n', 1},
        {"\t", '\t', 1},
        {"\r", ' ', 1},
        {"\x1b[31m", 0xfffd, 1},         /* an escape sequence */
        {"\x7f", 0xfffd, 1},             /* delete */
        {"\xc2\x9b", 0xfffd, 2},         /* a control character in two bytes */
        {"\x80", 0xfffd, 1},             /* starts with a follower */
        {"\xc0\xaf", 0xfffd, 1},         /* '/' in two bytes */
        {"\xe0\x80\xaf", 0xfffd, 1},     /* '/' in three */
        {"\xed\xa0\x80", 0xfffd, 3},     /* half a surrogate pair */
        {"\xf4\x90\x80\x80", 0xfffd, 4}, /* past U+10FFFF */
        {"\xff", 0xfffd, 1},
        {"\xe2\x82", 0xfffd, 1},     /* cut short */
        {"\xe2\x80\xae", 0xfffd, 3}, /* right-to-left override */
        {"\xef\xbf\xbe", 0xfffd, 3}, /* U+FFFE */
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        const kiln_glyph got = kiln_glyph_next(CASE[i].text, strlen(CASE[i].text));
        if (got.code != CASE[i].code || got.size != CASE[i].size)
            fail_msg("case %zu: U+%04X in %zu bytes", i, (unsigned)got.code, got.size);
    }
    assert_int_equal(kiln_glyph_next("a", 0).size, 0);
}

static double columns(const char *text)
{
    return kiln_text_width(text, strlen(text), kiln_width_columns);
}

/* Goal: widths as terminals count them (Unicode's East_Asian_Width and combining marks). Why: a
 * table with a Japanese recipe name must line up. */
static void terminal_widths_are_those_of_unicode(void **state)
{
    (void)state;
    assert_true(columns("abc") == 3);
    assert_true(columns("caf\u00e9") == 4);
    assert_true(columns("cafe\u0301") == 4); /* an accent of its own */
    assert_true(columns("\u6d53\u5ea6") == 4);
    assert_true(columns("\uff21") == 2); /* full-width A */
    assert_true(columns("\U0001f525") == 2);
    assert_true(columns("\u00b5m \u2212 \u03a9") == 6);
}

/* Goal: the estimated width covers what DejaVu Sans takes, without wasting a quarter. Why: it
 * is the widest of the fonts in the figures' list, and labels laid out with less would overlap.
 * Expected: advance widths of the font (DejaVu Sans 2.37, hmtx), in em. */
static void estimates_cover_the_widest_font(void **state)
{
    static const struct {
        const char *text;
        double ems;
    } CASE[] = {
        {"RECIPE-B-1000C-30MIN", 11.709},
        {"Boron predeposition and drive-in, 1000 \u00b0C 30 min", 24.912},
        {"Concentration", 7.074},
        {"Substrate, phosphorus", 11.331},
        {"xj 327.7 nm", 5.976},
        {"0.123456789", 6.680},
        {"Depth (nm)", 5.752},
        {"MWMWMW@@%%", 9.455},
        {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 17.472},
        {"abcdefghijklmnopqrstuvwxyz", 14.646},
        {"SiO\u2082 412 nm", 6.253},
        {"\u2212400", 2.747},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        const double got = kiln_text_width(CASE[i].text, strlen(CASE[i].text), kiln_width_ems);
        if (!(got >= CASE[i].ems && got < 1.25 * CASE[i].ems))
            fail_msg("%s: %g for %g", CASE[i].text, got, CASE[i].ems);
    }
}

static void assert_break(const char *text, double room, size_t shown, size_t taken)
{
    const kiln_text_line line = kiln_text_break(text, strlen(text), room, kiln_width_columns);
    if (line.shown != shown || line.taken != taken)
        fail_msg("\"%s\" in %g: %zu, %zu", text, room, line.shown, line.taken);
}

/* Goal: lines break at line feeds, then at blanks, then before slashes, then after underscores,
 * then within words, and always get on. Why: a loop that takes nothing never ends. */
static void lines_break_where_they_should(void **state)
{
    (void)state;
    assert_break("abc def", 7, 7, 7);
    assert_break("abc def", 6, 3, 4);
    assert_break("abc def", 3, 3, 4);
    assert_break("abcdef", 4, 4, 4);
    assert_break("/ab/cd", 5, 3, 3);
    assert_break("/ab/cd", 3, 3, 3);
    assert_break("/abcd", 3, 3, 3);
    assert_break("a /b/c", 4, 1, 2);
    assert_break("/ab_cd_ef/g", 8, 7, 7);
    assert_break("/ab/cd_ef", 8, 3, 3);
    assert_break("_abcd", 3, 1, 1);
    assert_break("ab\ncd", 10, 2, 3);
    assert_break("ab\n", 10, 2, 3);
    assert_break("\u6d53\u5ea6", 1, 3, 3); /* does not fit, taken all the same */
    assert_break("", 4, 0, 0);
    assert_break("abc", 0, 1, 1);
}

/* A run that starts with + is raised. */
static void assert_runs(const char *unit, size_t count, const char *const run[])
{
    kiln_label label = {0};
    kiln_label_unit(&label, unit);
    assert_int_equal(label.count, count);
    for (size_t i = 0; i < count; i++) {
        const bool raised = run[i][0] == '+';
        assert_int_equal(label.run[i].raised, raised);
        assert_int_equal(label.run[i].size, strlen(run[i] + raised));
        assert_memory_equal(label.run[i].text, run[i] + raised, label.run[i].size);
    }
}

/* Goal: digits after ^ are raised, with a true minus; other uses of ^ stay. Why: cm^-3 reads as
 * a formula, not as text. */
static void exponents_of_units_are_raised(void **state)
{
    (void)state;
    assert_runs("cm^-3", 3, (const char *[]){"cm", "+\u2212", "+3"});
    assert_runs("cm^2/s", 3, (const char *[]){"cm", "+2", "/s"});
    assert_runs("10^-10 m", 4, (const char *[]){"10", "+\u2212", "+10", " m"});
    assert_runs("a^b^", 4, (const char *[]){"a", "^", "b", "^"});
    assert_runs("", 0, NULL);
    assert_runs(NULL, 0, NULL);
}

/* Goal: a label that is too long ends in an ellipsis within its room. Why: it would run into
 * what stands beside it. */
static void long_labels_are_cut(void **state)
{
    (void)state;
    for (double room = 1; room < 20; room += 0.37) {
        kiln_label label = {0};
        kiln_label_add(&label, "Concentration of boron (");
        kiln_label_unit(&label, "cm^-3");
        kiln_label_add(&label, ")");
        const double whole = kiln_label_ems(&label);
        kiln_label_fit(&label, room);
        assert_true(kiln_label_ems(&label) <= fmax(room, 1));
        if (room < whole)
            assert_memory_equal(label.run[label.count - 1].text, "\u2026", 3);
    }
}

/* Goal: all the characters that markup knows are escaped, once, and controls never pass. Why:
 * an id may hold a script. */
static void markup_is_escaped(void **state)
{
    capture out;
    (void)state;
    capture_open(&out);
    kiln_markup_text(&out.sink, "<b a=\"1\" c='2'>&amp;\n\x01]]>");
    assert_string_equal(captured(&out), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp; "
                                        "\xef\xbf\xbd]]&gt;");
    capture_close(&out);
    capture_open(&out);
    kiln_markup_block(&out.sink, "{\r\n\t\"a\"\n}");
    assert_string_equal(captured(&out), "{ \n\t&quot;a&quot;\n}");
    capture_close(&out);
}

/* Goal: labels stand where they want when they may, side by side when they crowd, within the
 * bounds always, and their middle stays the crowd's. Expected: worked out by hand. */
static void crowded_labels_spread(void **state)
{
    double at[4];
    (void)state;
    kiln_spread(3, (double[]){10, 50, 90}, (double[]){10, 10, 10}, 0, 100, at);
    assert_true(at[0] == 10 && at[1] == 50 && at[2] == 90);
    kiln_spread(3, (double[]){50, 50, 50}, (double[]){10, 10, 10}, 0, 100, at);
    assert_true(at[0] == 40 && at[1] == 50 && at[2] == 60);
    kiln_spread(2, (double[]){50, 52}, (double[]){20, 10}, 0, 100, at);
    assert_true(fabs(at[0] - 43.5) < 1e-12 && fabs(at[1] - 58.5) < 1e-12);
    kiln_spread(2, (double[]){1, 2}, (double[]){10, 10}, 0, 100, at);
    assert_true(at[0] == 5 && at[1] == 15);
    kiln_spread(2, (double[]){98, 99}, (double[]){10, 10}, 0, 100, at);
    assert_true(at[0] == 85 && at[1] == 95);
    kiln_spread(0, NULL, NULL, 0, 100, at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unfit_bytes_are_replaced),
        cmocka_unit_test(terminal_widths_are_those_of_unicode),
        cmocka_unit_test(estimates_cover_the_widest_font),
        cmocka_unit_test(lines_break_where_they_should),
        cmocka_unit_test(exponents_of_units_are_raised),
        cmocka_unit_test(long_labels_are_cut),
        cmocka_unit_test(markup_is_escaped),
        cmocka_unit_test(crowded_labels_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
