/* Field tables in words: help, reference pages, bounds, nearest names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/example_shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static kiln_arena arena;
static kiln_text text;
static kiln_sink sink;

static int set_up(void **state)
{
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_text_init(&text, &arena, 0);
    sink = kiln_text_sink(&text);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiln_arena_free(&arena);
    return 0;
}

/* Goal: help at 80 columns is exactly this. Why: it is what people see first, and it lists what
 * the reader takes: name, kind, bounds, unit, default, whether required. */
static void help_is_this_text(void **state)
{
    (void)state;
    kiln_shape_write_help(&example_row_shape, 80, &sink);
    assert_string_equal(
        text.data,
        "  RUN-ID                    the run (1 to 40 bytes; required)\n"
        "  --dopant WORD             the dopant (one of boron, phosphorus, arsenic;\n"
        "                            required)\n"
        "  --temp-celsius NUMBER     temperature (300..1400 C; required)\n"
        "  --time-minutes NUMBER     how long the wafers stay at that temperature, ramps\n"
        "                            not counted (> 0 and <= 10000 min; default 30)\n"
        "  --surface-conc NUMBER|WORD\n"
        "                            concentration at the surface (solubility or\n"
        "                            1e10..5e22 cm^-3)\n"
        "  --slot N                  place in the boat\n"
        "  --exclude                 leave it out of the statistics\n"
        "  --within                  whether it was good\n"
        "  --comment TEXT            for people\n");
}

/* Goal: no line of help is longer than the width, whatever it is; all words are there in each.
 * Why: terminals are narrow and wide. */
static void help_keeps_to_the_width(void **state)
{
    (void)state;
    for (int width = 48; width <= 200; width += 4) {
        kiln_text_init(&text, &arena, 0);
        sink = kiln_text_sink(&text);
        kiln_shape_write_help(&example_row_shape, width, &sink);
        for (const char *line = text.data; *line; line += strcspn(line, "\n") + 1) {
            assert_true((int)strcspn(line, "\n") <= width);
            assert_int_not_equal(line[strcspn(line, "\n") - 1], ' ');
        }
        assert_non_null(strstr(text.data, "temperature,"));
        assert_non_null(strstr(text.data, "10000"));
    }
}

/* Goal: what is no scalar has no flag; a switch that is on by default says so. Why: help must
 * not offer what the command line cannot take. */
static void help_offers_scalars_only(void **state)
{
    static const kiln_field FIELD[] = {
        {.name = "fast", .kind = KILN_KIND_BOOL, .fallback = "true", .doc = "be quick"}};
    static const kiln_shape SHAPE = KILN_SHAPE("s", "S.", bool, FIELD, .check = NULL);
    (void)state;
    kiln_shape_write_help(&SHAPE, 80, &sink);
    assert_string_equal(text.data, "  --fast                    be quick (default true)\n");
    kiln_shape_write_help(&example_run_shape, 80, &sink);
    assert_non_null(strstr(text.data, "--time-min NUMBER "));
    assert_null(strstr(text.data, "--zones-c"));
    assert_null(strstr(text.data, "--ambient"));
    assert_null(strstr(text.data, "--steps"));
}

/* Goal: the reference page of the row is exactly this. Why: it is the manual. */
static void reference_is_this_page(void **state)
{
    (void)state;
    kiln_shape_write_reference(&example_row_shape, &sink);
    assert_string_equal(
        text.data,
        "## row\n\nA row of a batch, by way of example.\n\n"
        "| field | kind | bounds, unit, default | meaning |\n"
        "|---|---|---|---|\n"
        "| `run_id` | text | 1 to 40 bytes; required | the run |\n"
        "| `dopant` | word | one of boron, phosphorus, arsenic; required | the dopant |\n"
        "| `temp_celsius` | number | 300..1400 C; required | temperature |\n"
        "| `time_minutes` | number | > 0 and <= 10000 min; default 30 | how long the wafers "
        "stay "
        "at that temperature, ramps not counted |\n"
        "| `surface_conc` | number or word | solubility or 1e10..5e22 cm^-3 | concentration at "
        "the surface |\n"
        "| `slot` | whole number |  | place in the boat |\n"
        "| `exclude` | true or false |  | leave it out of the statistics |\n"
        "| `within` | true or false, or null |  | whether it was good |\n"
        "| `comment` | text |  | for people |\n\n"
        "`dopant`:\n\n"
        "- `boron` or `B`: acceptor\n"
        "- `phosphorus` or `P`: donor\n"
        "- `arsenic` or `As`: donor\n\n");
}

static size_t count_of(const char *in, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(in, what); at; at = strstr(at + 1, what))
        n++;
    return n;
}

/* Goal: each shape has one section, before those it holds; compound kinds say what they hold,
 * with links that lead to a section. Why: a reader starts at the top and follows links. */
static void reference_has_each_shape_once(void **state)
{
    static const char *const SECTION[] = {"run", "gas", "layer", "soak", "ramp", "band"};
    static const char *const LINE[] = {
        "| `ambient` | object [gas](#gas) |  | the gas |\n",
        "| `zones_c` | list of number | 1 to 3 items; each 300..1400 C | temperature of each "
        "zone "
        "|\n",
        "| `tags` | one, or list of text | each 1 to 20 bytes | words to find it by |\n",
        "| `steps` | list of object by `type` | each one of soak, ramp | what is done |\n",
        "| `depths_nm` | map to list of number | one of boron, phosphorus, arsenic; each >= 0 "
        "nm | "
        "junctions of each dopant |\n",
        "`dopant`, `dose_cm2`, `depths_nm`:\n\n- `boron` or `B`: acceptor\n",
        "`steps`, `last`:\n\n- [`soak`](#soak)\n- [`ramp`](#ramp) or `slope`\n",
        "## gas\n\nA gas in the tube.\n\nA bare value stands for `name`.\n",
        "## ramp\n\nLinear in time.\n\nWritten with `\"type\": \"ramp\"`.\n",
    };
    (void)state;
    kiln_shape_write_reference(&example_run_shape, &sink);
    for (size_t i = 0; i < sizeof SECTION / sizeof SECTION[0]; i++) {
        char heading[32];
        snprintf(heading, sizeof heading, "## %s\n", SECTION[i]);
        assert_int_equal(count_of(text.data, heading), 1);
    }
    assert_int_equal(count_of(text.data, "## "), sizeof SECTION / sizeof SECTION[0]);
    for (size_t i = 0; i < sizeof LINE / sizeof LINE[0]; i++)
        assert_int_equal(count_of(text.data, LINE[i]), 1);
}

/* Goal: a bar in a doc does not end its table cell. Why: Markdown would break the row. */
static void bars_are_escaped_in_tables(void **state)
{
    static const kiln_field FIELD[] = {
        {.name = "n", .kind = KILN_KIND_NUMBER, .unit = "a|b", .doc = "x | y"}};
    static const kiln_shape SHAPE = KILN_SHAPE("bars", "Bars.", double, FIELD, .check = NULL);
    (void)state;
    kiln_shape_write_reference(&SHAPE, &sink);
    assert_non_null(strstr(text.data, "| `n` | number | a\\|b | x \\| y |\n"));
}

static const kiln_choice MANY[] = {{.name = "alpha"}, {.name = "beta"}, {.name = "gamma"}};
static const kiln_choices MANY_WORDS = KILN_CHOICES("letter", MANY);

/* Goal: bounds read as people say them, for each kind and each way of leaving one open. Why:
 * they stand in errors, help and the manual. */
static void bounds_are_said_in_words(void **state)
{
    static const struct {
        kiln_field field;
        const char *words;
    } BOUNDS[] = {
        {{.kind = KILN_KIND_NUMBER}, "a finite number"},
        {{.kind = KILN_KIND_NUMBER, .min = -1.5, .max = 0.1}, "-1.5..0.1"},
        {{.kind = KILN_KIND_NUMBER, .max = 100000}, "0..100000"},
        {{.kind = KILN_KIND_NUMBER, .min = -3000000, .max = 1e6}, "-3e6..1e6"},
        {{.kind = KILN_KIND_NUMBER, .min = 1e-7, .max = 5e22}, "1e-7..5e22"},
        {{.kind = KILN_KIND_NUMBER, .min = 0, .max = INFINITY}, ">= 0"},
        {{.kind = KILN_KIND_NUMBER, .flags = KILN_FIELD_ABOVE_MIN, .max = INFINITY}, "> 0"},
        {{.kind = KILN_KIND_NUMBER, .flags = KILN_FIELD_ABOVE_MIN, .max = 10000},
         "> 0 and <= 10000"},
        {{.kind = KILN_KIND_NUMBER, .min = -INFINITY, .max = 30}, "<= 30"},
        {{.kind = KILN_KIND_INTEGER}, "-9007199254740991..9007199254740991"},
        {{.kind = KILN_KIND_INTEGER, .min = 1, .max = 10000}, "1..10000"},
        {{.kind = KILN_KIND_INTEGER, .min = 0, .max = INFINITY}, "0..9007199254740991"},
        {{.kind = KILN_KIND_INTEGER, .min = -INFINITY, .max = -1}, "-9007199254740991..-1"},
        {{.kind = KILN_KIND_BOOL}, "true or false"},
        {{.kind = KILN_KIND_TEXT}, "0 to 1000 bytes"},
        {{.kind = KILN_KIND_TEXT, .min = 3, .max = 3}, "exactly 3 bytes"},
        {{.kind = KILN_KIND_LIST}, "0 to 100000 items"},
        {{.kind = KILN_KIND_LIST, .min = 1, .max = 64}, "1 to 64 items"},
        {{.kind = KILN_KIND_CHOICE, .choices = &MANY_WORDS}, "one of alpha, beta, gamma"},
        {{.kind = KILN_KIND_NUMBER_OR_CHOICE, .choices = &MANY_WORDS, .max = 1},
         "alpha, beta, gamma or 0..1"},
        {{.kind = KILN_KIND_OBJECT}, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof BOUNDS / sizeof BOUNDS[0]; i++) {
        char words[64];
        assert_string_equal(kiln_field_bounds(&BOUNDS[i].field, words, sizeof words),
                            BOUNDS[i].words);
    }
}

/* Goal: a list of words that does not fit ends with a whole word and "...", in any room. Why:
 * the texts are of fixed size. */
static void words_that_do_not_fit_are_left_out_whole(void **state)
{
    static const kiln_field FIELD = {.kind = KILN_KIND_CHOICE, .choices = &MANY_WORDS};
    (void)state;
    for (size_t size = 1; size <= 40; size++) {
        char words[40];
        memset(words, '!', sizeof words);
        kiln_field_bounds(&FIELD, words, size);
        assert_true(strlen(words) < size);
        if (size > strlen("one of alpha, beta, gamma"))
            assert_string_equal(words, "one of alpha, beta, gamma");
        else if (size > strlen("one of alpha, beta, ..."))
            assert_string_equal(words, "one of alpha, beta, ...");
        else if (size > strlen("one of alpha, ..."))
            assert_string_equal(words, "one of alpha, ...");
        else if (size > strlen("one of ..."))
            assert_string_equal(words, "one of ...");
    }
}

static const char *next_name(const void *names, size_t i)
{
    return ((const char *const *)names)[i];
}

/* Goal: the name meant is found for the slips people make, and none is offered for another
 * word. Why: "did you mean" saves a look into the manual, and a wild guess costs one. */
static void the_name_meant_is_found(void **state)
{
    static const char *const NAME[] = {"temp_c",  "time_min", "to_temp_c", "sheet_resistance",
                                       "ambient", "n2",       "o2",        "matt",
                                       "rate",    NULL};
    static const struct {
        const char *word, *nearest;
    } SLIP[] = {
        {"temp_c", "temp_c"},
        {"temp-c", "temp_c"},
        {"Temp_C", "temp_c"},
        {"temp", "temp_c"},
        {"tmep_c", "temp_c"},
        {"temperature", "temp_c"},
        {"time_minutes", "time_min"},
        {"totemp_c", "to_temp_c"},
        {"sheet_rho", "sheet_resistance"},
        {"ambeint", "ambient"},
        {"raet", "rate"},
        {"ratt", "rate"}, /* one edit from both, but it starts alike */
        {"amb", NULL},
        {"pressure_atm", NULL},
        {"N2", "n2"},
        {"ar", NULL},
        {"", NULL},
        {"x", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SLIP / sizeof SLIP[0]; i++) {
        const char *found = kiln_nearest(SLIP[i].word, next_name, NAME);
        if (SLIP[i].nearest)
            assert_string_equal(found ? found : "none", SLIP[i].nearest);
        else
            assert_null(found);
    }
}

/* Goal: a word of 64 bytes is looked up, a longer one is not, and long names do no harm. Why:
 * the search works in a buffer of that size. */
static void the_search_is_bounded(void **state)
{
    static char word[66], name[66];
    const char *names[] = {name, NULL};
    (void)state;
    memset(word, 'w', sizeof word - 1);
    memset(name, 'w', sizeof name - 1);
    assert_null(kiln_nearest(word, next_name, names)); /* both 65 */
    name[64] = '\0';
    assert_null(kiln_nearest(word, next_name, names));
    word[64] = '\0';
    assert_ptr_equal(kiln_nearest(word, next_name, names), name);
    name[64] = 'w';
    assert_null(kiln_nearest(word, next_name, names));
}

/* Goal: an ending that both names have makes them no more alike. Why: "nothere.json" was asked
 * whether it meant "both.json", of whose nine letters five are the ending. */
static void an_ending_in_common_does_not_count(void **state)
{
    static const char *const NAME[] = {"both.json", "gate-oxide.json", "a1.csv", NULL};
    (void)state;
    assert_null(kiln_nearest("nothere.json", next_name, NAME));
    assert_null(kiln_nearest("a2.csv", next_name, NAME));
    assert_string_equal(kiln_nearest("bohth.json", next_name, NAME), "both.json");
    assert_string_equal(kiln_nearest("both.jsn", next_name, NAME), "both.json");
    assert_string_equal(kiln_nearest("gaet_oxide.json", next_name, NAME), "gate-oxide.json");
}

/* Names without end, which only count up to the last that may be asked for. */
static const char *endless_name(const void *names, size_t i)
{
    (void)names;
    return i < KILN_NEAREST_NAMES ? "other" : "meant";
}

/* Goal: of a list without end so many are looked at and no more.
 * Why: names may be the keys of an input, and asking for the i-th takes i steps. */
static void not_more_than_so_many_names_are_looked_at(void **state)
{
    (void)state;
    assert_null(kiln_nearest("meant", endless_name, NULL));
    assert_string_equal(kiln_nearest("ohter", endless_name, NULL), "other");
}

/* Goal: a choice is found by word and alias, by nothing else; a value off the list has no word.
 * Why: values index tables. */
static void words_and_values_belong_together(void **state)
{
    static const kiln_choice CHOICE[] = {{.name = "boron", .alias = "B"}, {.name = "bf2"}};
    static const kiln_choices CHOICES = KILN_CHOICES("species", CHOICE);
    (void)state;
    assert_int_equal(kiln_choice_value(&CHOICES, "boron"), 0);
    assert_int_equal(kiln_choice_value(&CHOICES, "B"), 0);
    assert_int_equal(kiln_choice_value(&CHOICES, "bf2"), 1);
    assert_int_equal(kiln_choice_value(&CHOICES, "b"), KILN_ABSENT_CHOICE);
    assert_int_equal(kiln_choice_value(&CHOICES, ""), KILN_ABSENT_CHOICE);
    assert_string_equal(kiln_choice_name(&CHOICES, 1), "bf2");
    assert_null(kiln_choice_name(&CHOICES, KILN_ABSENT_CHOICE));
    assert_null(kiln_choice_name(&CHOICES, 2));
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ARENA(help_is_this_text),
        IN_ARENA(help_keeps_to_the_width),
        IN_ARENA(help_offers_scalars_only),
        IN_ARENA(reference_is_this_page),
        IN_ARENA(reference_has_each_shape_once),
        IN_ARENA(bars_are_escaped_in_tables),
        IN_ARENA(bounds_are_said_in_words),
        IN_ARENA(words_that_do_not_fit_are_left_out_whole),
        IN_ARENA(the_name_meant_is_found),
        IN_ARENA(the_search_is_bounded),
        IN_ARENA(an_ending_in_common_does_not_count),
        IN_ARENA(not_more_than_so_many_names_are_looked_at),
        IN_ARENA(words_and_values_belong_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
