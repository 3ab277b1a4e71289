/* Parameter sets: what is shipped, what is refused and where, and changes to single numbers. */
#include "fixture.h"

#include "base/counting_allocator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const kiln_model_text *default_text(void)
{
    return kiln_model_shipped(0);
}

static kiln_json *default_tree(kiln_arena *arena)
{
    kiln_json *tree = NULL;
    const kiln_json_options options = {.syntax = KILN_JSON_STRICT};
    assert_int_equal(kiln_json_read(default_text()->json, default_text()->size, &options, arena,
                                    &tree, NULL),
                     KILN_OK);
    return tree;
}

/* Goal: each shipped set reads without an issue, under its own name, the default first. */
static void shipped_sets_are_sound(void **state)
{
    (void)state;
    size_t count = 0;
    for (; kiln_model_shipped(count); count++) {
        const kiln_model_text *text = kiln_model_shipped(count);
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, text->name);
        assert_int_equal(kiln_model_read_text(text->json, text->size, &arena, &set, &diag),
                         KILN_OK);
        assert_int_equal(diag.count, 0);
        assert_string_equal(set->name, text->name);
        assert_string_equal(set->sha256, "");
        assert_true(set->version[0] && set->description[0] && set->sources.count > 5);
        kiln_arena_free(&arena);
    }
    assert_int_equal(count, 5);
    assert_string_equal(kiln_model_shipped(0)->name, KILN_MODEL_DEFAULT);
}

/* How many numbers of a set have a source. */
static size_t cited(const kiln_json *tree, const char *key)
{
    size_t count = 0;
    for (const kiln_json *node = tree; node; node = kiln_json_next(tree, node))
        count += node->key && strcmp(node->key, "source") == 0 && strcmp(node->text, key) == 0;
    return count;
}

/* Goal: every source listed in a shipped set is one that a number of it cites. Why: `model
 * cite` prints the list as what the numbers rest on. */
static void every_source_is_cited(void **state)
{
    (void)state;
    for (size_t i = 0; kiln_model_shipped(i); i++) {
        const kiln_model_text *text = kiln_model_shipped(i);
        const kiln_model_set *set = set_named(text->name);
        kiln_arena arena;
        kiln_json *tree = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        assert_int_equal(kiln_model_tree(text->json, text->size, &arena, &tree, NULL), KILN_OK);
        for (size_t j = 0; j < set->sources.count; j++)
            if (cited(tree, set->sources.item[j].key) == 0)
                fail_msg("%s lists %s and never cites it", set->name, set->sources.item[j].key);
        kiln_arena_free(&arena);
    }
}

/* The default set's text with what first stands after `anchor` replaced; NULL-terminated. */
static char *edited(const char *anchor, const char *find, const char *replace)
{
    const kiln_model_text *text = default_text();
    char *copy = calloc(text->size + strlen(replace) + 1, 1);
    assert_non_null(copy);
    memcpy(copy, text->json, text->size);
    char *at = strstr(copy, anchor);
    at = at ? strstr(at, find) : NULL;
    if (!at)
        fail_msg("the set has no %s after %s", find, anchor);
    memmove(at + strlen(replace), at + strlen(find), strlen(at + strlen(find)) + 1);
    memcpy(at, replace, strlen(replace));
    return copy;
}

#define BORON           "\"boron\": {"
#define DRY             "\"dry\": {"
#define WET             "\"wet\": {"
#define MASSOUD         "\"massoud\": {"
#define HCL             "\"hcl\": {"
#define SUPERSATURATION "\"supersaturation\": {"
#define HEAVY_DOPING    "\"heavy_doping\": {"
#define CHANNEL         "\"channel\": {"

/* One row: what to change, and the issue that must come of it: pointer, and a part of its
 * message, bound or mend. */
static const struct {
    const char *anchor, *find, *replace, *pointer, *words;
} BAD[] = {
    {"{", "\"name\": \"kiln\"", "\"name\": 5", "/name", "text"},
    {"{", "\"name\": \"kiln\"", "\"name\": \"\"", "/name", "1 to 64 bytes"},
    {"{", "\"version\": \"1.4.0\",", "", "/version", "missing"},
    {"{", "\"version\"", "\"verson\"", "/verson", "\"version\"?"},
    {"{", "\"description\"", "\"color\": 1, \"description\"", "/color", "no field"},
    {"{", "\"sources\": [", "\"sources\": 7, \"x\": [", "/sources", "7 is a number"},
    {"sources", "\"citation\"", "\"cite\"", "/sources/0/cite", "citation"},
    {"sources", "\"key\": \"astm-f723\"", "\"key\": \"armigliato-1977\"", "/sources",
     "are both armigliato-1977"},
    {"sources", "\"key\": \"pichler-2004\"", "\"key\": \"pichler\"",
     "/dopants/indium/diffusivity/source", "did you mean \"pichler\"?"},
    {BORON, "\"armigliato-1977\"", "\"armigliato-1978\"", "/dopants/boron/solubility/source",
     "did you mean \"armigliato-1977\"?"},
    {BORON, "\"armigliato-1977\"", "12", "/dopants/boron/solubility/source", "text"},
    {"\"intrinsic\"", "3.87e16", "-3.87e16", "/intrinsic/prefactor_cm3", "> 0"},
    {"\"intrinsic\"", "\"to_c\": 1300", "\"to_c\": 200", "/intrinsic/to_c", "ends"},
    {"\"intrinsic\"", "\"from_c\": 300, ", "", "/intrinsic/from_c", "missing"},
    {"\"dopants\"", "\"boron\"", "\"boren\"", "/dopants/boren", "\"boron\"?"},
    {"\"dopants\"", "\"boron\"", "\"silver\"", "/dopants/silver", "not a known dopant"},
    {"\"dopants\"", "\"phosphorus\"", "\"B\"", "/dopants/B", "given twice"},
    {BORON, "\"acceptor\"", "\"donor\"", "/dopants", "boron is an acceptor"},
    {BORON, "\"acceptor\"", "\"acceptr\"", "/dopants/boron/type", "\"acceptor\"?"},
    {BORON, "10.81", "0", "/dopants/boron/atomic_mass_u", "> 0"},
    {BORON, "\"power\": 1", "\"power\": 3", "/dopants/boron/diffusivity/terms/1/power", "0..2"},
    {BORON, "\"power\": 1", "\"power\": 0.5", "/dopants/boron/diffusivity/terms/1/power",
     "whole"},
    {BORON, "\"power\": 1", "\"power\": 0", "/dopants/boron/diffusivity/terms", "same power"},
    {BORON, "0.037", "-0.037", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "> 0"},
    {BORON, "0.037", "0", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "> 0"},
    {BORON, "0.037", "\"0.037\"", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "quotes"},
    {BORON, "0.037", "null", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "a number"},
    {BORON, "\"ea_ev\": 3.46", "\"ea_ev\": -3.46", "/dopants/boron/diffusivity/terms/0/ea_ev",
     "0..10"},
    {BORON, "\"ea_ev\": 3.46", "\"ea\": 3.46", "/dopants/boron/diffusivity/terms/0/ea",
     "ea_ev"},
    {BORON, "\"from_c\": 800", "\"from_c\": 1300", "/dopants/boron/diffusivity/to_c", "> 1300"},
    {BORON, "\"terms\": [", "\"terms\": [], \"note\": [", "/dopants/boron/diffusivity/terms",
     "1 to 3 items"},
    {BORON, "800, 825", "825, 800", "/dopants/boron/solubility/temp_c", "rising"},
    {BORON, "800, 825", "800, 800", "/dopants/boron/solubility/temp_c", "800 after 800"},
    {BORON, "800, 825", "825", "/dopants/boron/solubility/conc_cm3", "20 for 19"},
    {BORON, "3.4499e19", "3.4499e29", "/dopants/boron/solubility/conc_cm3/0", "5e22"},
    {BORON, "\"segregation\"", "\"segregatoin\"", "/dopants/boron/segregatoin",
     "\"segregation\"?"},
    {BORON, "\"m0\": 1126", "\"m0\": 0", "/dopants/boron/segregation/m0", "> 0"},
    {"\"oxidation\"", "\"dry\"", "\"dri\"", "/oxidation/dri", "\"dry\"?"},
    {DRY, "\"um2_per_h\"", "\"um_per_h\"", "/oxidation/dry/parabolic/0/unit", "um2_per_h"},
    {DRY, "\"um2_per_h\"", "\"furlong\"", "/oxidation/dry/parabolic/0/unit",
     "unit of area per time"},
    {DRY, "\"um_per_h\"", "\"um2_per_h\"", "/oxidation/dry/linear/100/0/unit", "um_per_h"},
    {DRY, "\"111\": [", "\"112\": [", "/oxidation/dry/linear/112", "orientation"},
    {DRY, "\"linear_exponent\": 0.75", "\"linear_exponent\": 7.5",
     "/oxidation/dry/pressure/linear_exponent", "0..2"},
    {DRY, "\"from_atm\": 0.01", "\"from_atm\": 40", "/oxidation/dry/pressure/to_atm", "> 40"},
    {WET, "\"from_c\": 950", "\"from_c\": 960", "/oxidation/wet/parabolic", "gap"},
    {WET, "\"from_c\": 950", "\"from_c\": 940", "/oxidation/wet/parabolic", "overlaps"},
    {WET, "\"from_c\": 900", "\"from_c\": 899", "/oxidation/wet/linear", "of 100 overlaps"},
    {"\"thin\"", "\"length_nm\": 6.9", "\"length_nm\": -6.9", "/oxidation/thin/100/length_nm",
     "> 0"},
    {MASSOUD, "\"min\"", "\"mins\"", "/oxidation/massoud/100/tau1/unit", "\"min\"?"},
    {MASSOUD, "\"from_c\": 1000", "\"from_c\": 1010", "/oxidation/massoud/100/parabolic",
     "gap"},
    {MASSOUD, "\"k2\"", "\"k3\"", "/oxidation/massoud/100/k2", "missing"},
    {HCL, "900, 1000", "1000, 900", "/oxidation/hcl/temp_c", "rising"},
    {HCL, "\"percent\": 2", "\"percent\": 1", "/oxidation/hcl/rows", "no more HCl"},
    {HCL, "1.071, ", "", "/oxidation/hcl/rows", "row 0 has not one factor"},
    {HCL, "1.071", "0", "/oxidation/hcl/rows/0/parabolic/0", "0.1..10"},
    {BORON, "\"fraction\": 0.94", "\"fraction\": 1.94", "/dopants/boron/interstitial/fraction",
     "0..1"},
    {SUPERSATURATION, "2.39e-7", "0", "/oxidation/supersaturation/factor", "> 0"},
    {SUPERSATURATION, "0.25", "-0.25", "/oxidation/supersaturation/exponent", "0..1"},
    {SUPERSATURATION, "\"from_c\": 750", "\"from_c\": 1300", "/oxidation/supersaturation/to_c",
     "> 1300"},
    {HEAVY_DOPING, "\"charge\": -2", "\"charge\": -3",
     "/oxidation/heavy_doping/vacancies/2/charge", "-2..2"},
    {HEAVY_DOPING, "14.66", "-14.66", "/oxidation/heavy_doping/vacancies/0/factor", "> 0"},
    {HEAVY_DOPING, "\"from_c\": 800", "\"from_c\": 1200", "/oxidation/heavy_doping/to_c",
     "> 1200"},
    {"\"silicon_per_oxide\"", "0.44", "0.66", "/oxidation/silicon_per_oxide/ratio", "0.3..0.6"},
    {"\"masetti\"", "\"phosphorus\"", "\"antimony\"", "/mobility/masetti",
     "phosphorus is missing"},
    {"\"masetti\"", "\"beta\"", "\"betta\"", "/mobility/masetti/arsenic/betta", "\"beta\"?"},
    {"\"reggiani\"", "\"exponent\": -0.6", "\"exponent\": -60",
     "/mobility/reggiani/arsenic/mu0d_cm2_vs/exponent", "-10..10"},
    {CHANNEL, "5, 10, 20", "10, 5, 20", "/implant/boron/channel/energy_kev", "rising"},
    {CHANNEL, "\"fraction\": [", "\"fraction\": [0.1, ", "/implant/boron/channel/aligned",
     "one fraction for each energy: 8 for 7"},
    {CHANNEL, "\"acceptance_deg\": [", "\"acceptance_deg\": [0, ",
     "/implant/boron/channel/acceptance_deg/0", "0.01..60"},
    {"\"f723\"", "-3.0769, ", "", "/mobility/f723/phosphorus/numerator", "3 items"},
};

/* Whether the issue at pointer says the words, in its message, bound or mend. */
static bool says(const kiln_diag *diag, const char *pointer, const char *words)
{
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        if (strcmp(issue->pointer, pointer) == 0 &&
            (strstr(issue->message, words) || strstr(issue->bound, words) ||
             strstr(issue->mend, words) || strstr(issue->given, words)))
            return true;
    }
    return false;
}

/* Goal: each of seventy bad sets is refused at the field at fault, with its line, in words that
 * say what is wrong, and the output is untouched. Why: sets are edited by hand. */
static void bad_sets_are_refused_at_the_field(void **state)
{
    (void)state;
    size_t missed = 0;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        char *text = edited(BAD[i].anchor, BAD[i].find, BAD[i].replace);
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, "bad.json");
        assert_int_equal(kiln_model_read_text(text, strlen(text), &arena, &set, &diag),
                         KILN_INVALID);
        assert_null(set);
        if (!says(&diag, BAD[i].pointer, BAD[i].words)) {
            for (size_t j = 0; j < diag.count; j++)
                print_message("%s: %s [%s] %s\n", diag.issue[j].pointer, diag.issue[j].message,
                              diag.issue[j].bound, diag.issue[j].mend);
            print_message("row %zu: nothing at %s says %s\n", i, BAD[i].pointer, BAD[i].words);
            missed++;
        }
        for (size_t j = 0; j < diag.count; j++)
            assert_true(diag.issue[j].line > 0 && diag.issue[j].column > 0);
        kiln_arena_free(&arena);
        free(text);
    }
    assert_int_equal(missed, 0);
}

/* Goal: what is no JSON object, or no JSON, is refused as such; NaN and numbers out of range
 * are no JSON; comments and a trailing comma are allowed. */
static void texts_that_are_no_set_are_refused(void **state)
{
    static const struct {
        const char *text;
        kiln_status status;
    } CASES[] = {{"", KILN_SYNTAX},
                 {"[]", KILN_INVALID},
                 {"null", KILN_INVALID},
                 {"7", KILN_INVALID},
                 {"{}", KILN_INVALID},
                 {"{\"name\": NaN}", KILN_SYNTAX},
                 {"{\"a\":1,\"a\":2}", KILN_SYNTAX},
                 {"{\"a\": 1e999}", KILN_SYNTAX}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        assert_int_equal(
            kiln_model_read_text(CASES[i].text, strlen(CASES[i].text), &arena, &set, &diag),
            CASES[i].status);
        assert_null(set);
        assert_true(diag.errors > 0);
        kiln_arena_free(&arena);
    }
    char *relaxed = edited("{", "\"name\"", "// the default\n  \"name\"");
    kiln_arena arena;
    const kiln_model_set *set = NULL;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_int_equal(kiln_model_read_text(relaxed, strlen(relaxed), &arena, &set, NULL),
                     KILN_OK);
    kiln_arena_free(&arena);
    free(relaxed);
}

/* Goal: an orientation missing from B/A, the thin term or Massoud's model is a fault. Why: read
 * as "none" it would grow nothing there, in silence. */
static void no_orientation_may_be_missing(void **state)
{
    static const char *const MAP[] = {"/oxidation/dry/linear", "/oxidation/wet/linear",
                                      "/oxidation/thin", "/oxidation/massoud"};
    (void)state;
    for (size_t i = 0; i < sizeof MAP / sizeof MAP[0]; i++) {
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        kiln_json *tree = default_tree(&arena);
        kiln_json *map = kiln_json_at(tree, MAP[i]);
        map->first = map->first->next; /* the first is <100> */
        map->count--;
        assert_int_equal(kiln_model_read(tree, &arena, &set, &diag), KILN_INVALID);
        assert_int_equal(diag.count, 1);
        assert_true(says(&diag, MAP[i], "orientation 100 is missing"));
        kiln_arena_free(&arena);
    }
}

/* Goal: faults in different parts of one set are all reported in one go. Why: mending one fault
 * a run is no way to edit a set. */
static void all_faults_come_at_once(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_diag diag;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    kiln_json *tree = default_tree(&arena);
    kiln_json_at(tree, "/intrinsic/ea_ev")->number = 99;
    kiln_json_at(tree, "/dopants/boron/diffusivity/terms/0/d0_cm2_s")->number = -1;
    kiln_json *source = kiln_json_at(tree, "/oxidation/dry/parabolic/0/source");
    source->text = "nobody";
    source->size = strlen(source->text);
    kiln_json_at(tree, "/mobility/masetti/boron/alpha")->number = 0;
    const kiln_model_set *set = NULL;
    assert_int_equal(kiln_model_read(tree, &arena, &set, &diag), KILN_INVALID);
    assert_int_equal(diag.errors, 4);
    assert_true(says(&diag, "/intrinsic/ea_ev", "0..10"));
    assert_true(says(&diag, "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "> 0"));
    assert_true(says(&diag, "/oxidation/dry/parabolic/0/source", "/sources"));
    assert_true(says(&diag, "/mobility/masetti/boron/alpha", "> 0"));
    kiln_arena_free(&arena);
}

/* Goal: with one source more than there may be, that is the fault, and citations are not looked
 * up; with so many, one that is not there is found out.
 * Why: a long list times many citations kept a set of 100 kB busy for seconds. */
static void a_list_of_sources_past_its_limit_is_not_searched(void **state)
{
    enum { SOURCES_MOST = 200 };
    (void)state;
    for (unsigned past = 0; past < 2; past++) {
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        kiln_diag_init(&diag, NULL);
        kiln_json *tree = default_tree(&arena);
        kiln_json *sources = kiln_json_at(tree, "/sources");
        while (sources->count < SOURCES_MOST + past) {
            char key[16];
            snprintf(key, sizeof key, "key%u", sources->count);
            kiln_json *entry = kiln_json_new(&arena, KILN_JSON_OBJECT, KILN_JSON_DOCUMENT);
            kiln_json_add(&arena, sources, NULL, entry);
            kiln_json_add(&arena, entry, "key",
                          kiln_json_new_text(&arena, key, strlen(key), KILN_JSON_DOCUMENT));
            kiln_json_add(&arena, entry, "citation",
                          kiln_json_new_text(&arena, "-", 1, KILN_JSON_DOCUMENT));
        }
        kiln_json *source = kiln_json_at(tree, "/oxidation/dry/parabolic/0/source");
        source->text = "nobody";
        source->size = strlen(source->text);
        assert_int_equal(kiln_model_read(tree, &arena, &set, &diag), KILN_INVALID);
        assert_int_equal(diag.errors, 1);
        assert_string_equal(diag.issue[0].pointer,
                            past ? "/sources" : "/oxidation/dry/parabolic/0/source");
        kiln_arena_free(&arena);
    }
}

/* Goal: a changed number is what the properties use, and nothing else changes. Why: calibration
 * and sensitivities work by it. */
static void an_override_changes_one_number(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_json *tree = default_tree(&arena);
    const char *pointer = "/dopants/boron/diffusivity/terms/1/d0_cm2_s";
    assert_int_equal(kiln_model_override(tree, pointer, 1.44, &arena, NULL), KILN_OK);
    assert_string_equal(kiln_json_at(tree, pointer)->text, "1.44");
    const kiln_model_set *set = NULL;
    assert_int_equal(kiln_model_read(tree, &arena, &set, NULL), KILN_OK);
    const kiln_diffusivity changed = kiln_diffusivity_at(set, KILN_BORON, 1273.15, NULL);
    const kiln_diffusivity before =
        kiln_diffusivity_at(set_named("kiln"), KILN_BORON, 1273.15, NULL);
    assert_close(changed.term_cm2_s[1], 2 * before.term_cm2_s[1], 1e-15);
    assert_close(changed.term_cm2_s[0], before.term_cm2_s[0], 0);
    assert_int_equal(
        kiln_model_override(tree, "/oxidation/silicon_per_oxide/ratio", 0.45, &arena, NULL),
        KILN_OK);
    assert_int_equal(kiln_model_read(tree, &arena, &set, NULL), KILN_OK);
    assert_close(kiln_silicon_per_oxide(set), 0.45, 0);
    kiln_arena_free(&arena);
}

/* Goal: a pointer to what is not there, or is no number, is refused with the part that fails
 * and the nearest key; the tree is untouched. */
static void bad_overrides_say_what_fails(void **state)
{
    static const struct {
        const char *pointer, *words;
    } CASES[] = {
        {"/dopants/boren/diffusivity", "did you mean \"boron\"?"},
        {"/dopants/boron/diffusivity/terms/1/d0", "it has power, d0_cm2_s, ea_ev"},
        {"/dopants/boron/diffusivity/terms/2/d0_cm2_s", "terms has no item 2"},
        {"/dopants/boron/diffusivity/terms/x/d0_cm2_s", "0..1"},
        {"/dopants/boron/atomic_mass_u/x", "nothing is below it"},
        {"/dopants/boron/diffusivity", "an object, not a number"},
        {"/dopants/boron/source", "not a number"},
        {"", "an object, not a number"},
        {"dopants", "did you mean \"dopants\"?"},
        {"/zebra", "it has name, version"},
        {"/dopants/boron/", "/dopants/boron has no \"\""},
    };
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_json *tree = default_tree(&arena);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        kiln_diag diag;
        kiln_diag_init(&diag, NULL);
        assert_int_equal(kiln_model_override(tree, CASES[i].pointer, 1, &arena, &diag),
                         KILN_INVALID);
        assert_int_equal(diag.count, 1);
        if (!says(&diag, CASES[i].pointer, CASES[i].words))
            fail_msg("%s: \"%s\", \"%s\"", CASES[i].pointer, diag.issue[0].message,
                     diag.issue[0].mend);
    }
    const char *mass = "/dopants/boron/atomic_mass_u";
    assert_int_equal(kiln_model_override(tree, mass, (double)NAN, &arena, NULL), KILN_INVALID);
    assert_close(kiln_json_at(tree, mass)->number, 10.81, 0);
    char far[4 * KILN_POINTER_MAX];
    for (size_t i = 0; i < sizeof far - 1; i++)
        far[i] = i % 2 ? 'a' : '/';
    far[sizeof far - 1] = '\0';
    assert_int_equal(kiln_model_override(tree, far, 1, &arena, NULL), KILN_INVALID);
    kiln_arena_free(&arena);
}

/* Goal: an overridden number is held to the same bounds, at its own pointer. */
static void an_override_out_of_bounds_fails_to_read(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_diag diag;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    kiln_json *tree = default_tree(&arena);
    assert_int_equal(kiln_model_override(tree, "/intrinsic/ea_ev", -0.6, &arena, &diag),
                     KILN_OK);
    const kiln_model_set *set = NULL;
    assert_int_equal(kiln_model_read(tree, &arena, &set, &diag), KILN_INVALID);
    assert_true(says(&diag, "/intrinsic/ea_ev", "-0.6"));
    kiln_arena_free(&arena);
}

/* Goal: a set is found by name; an unknown name gives what there is and the nearest. */
static void sets_are_found_by_name(void **state)
{
    (void)state;
    const kiln_model_text *text = NULL;
    assert_int_equal(kiln_model_find("pichler", "/model/set", &text, NULL), KILN_OK);
    assert_string_equal(text->name, "pichler");
    text = NULL;
    kiln_diag diag;
    kiln_diag_init(&diag, NULL);
    assert_int_equal(kiln_model_find("pichlor", "/model/set", &text, &diag), KILN_NOT_FOUND);
    assert_null(text);
    assert_true(says(&diag, "/model/set", "did you mean \"pichler\"?"));
    assert_string_equal(diag.issue[0].bound,
                        "one of kiln, pichler, supremiv, textbook, tsuprem4");
    assert_int_equal(kiln_model_find("", "/model/set", &text, &diag), KILN_NOT_FOUND);
    assert_null(text);
}

/* Goal: memory ending at any allocation gives KILN_NO_MEMORY, an untouched output and no
 * leak. */
static void memory_may_end_anywhere(void **state)
{
    (void)state;
    for (size_t fail_at = 1;; fail_at++) {
        counting_allocator counting = {.fail_at = fail_at};
        kiln_arena arena;
        kiln_diag diag;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, 0, counting_allocator_hooks(&counting));
        kiln_diag_init(&diag, NULL);
        const kiln_status status = kiln_model_read_text(
            default_text()->json, default_text()->size, &arena, &set, &diag);
        kiln_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (counting.calls < fail_at) {
            assert_int_equal(status, KILN_OK);
            assert_true(fail_at > 2);
            return;
        }
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_null(set);
        assert_int_equal(diag.errors, 1);
    }
}

/* Goal: the same under a limit in bytes, wherever it falls; an override too. Why: a chunked
 * arena meets the allocator seldom, the limit always. */
static void the_arenas_limit_may_fall_anywhere(void **state)
{
    (void)state;
    kiln_status status = KILN_NO_MEMORY;
    size_t refused = 0;
    for (size_t limit = 1; status != KILN_OK; limit += 1009) {
        kiln_arena arena;
        const kiln_model_set *set = NULL;
        kiln_arena_init(&arena, limit, (kiln_allocator){0});
        status = kiln_model_read_text(default_text()->json, default_text()->size, &arena, &set,
                                      NULL);
        kiln_arena_free(&arena);
        if (status == KILN_OK)
            break;
        assert_int_equal(status, KILN_NO_MEMORY);
        assert_null(set);
        refused++;
    }
    assert_true(refused > 50);

    kiln_arena tree_arena, none;
    kiln_arena_init(&tree_arena, 0, (kiln_allocator){0});
    kiln_arena_init(&none, 1, (kiln_allocator){0});
    kiln_json *tree = default_tree(&tree_arena);
    assert_int_equal(kiln_model_override(tree, "/intrinsic/ea_ev", 0.6, &none, NULL),
                     KILN_NO_MEMORY);
    assert_close(kiln_json_at(tree, "/intrinsic/ea_ev")->number, 0.605, 0);
    kiln_arena_free(&none);
    kiln_arena_free(&tree_arena);
}

/* Goal: the schema of a set is JSON and names the parts. Why: editors complete by it. */
static void the_shape_has_a_schema(void **state)
{
    (void)state;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_text text;
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_shape_write_schema(&kiln_model_shape, NULL, &sink);
    assert_int_equal(sink.status, KILN_OK);
    kiln_json *root = NULL;
    assert_int_equal(
        kiln_json_read(text.data, text.size, &(kiln_json_options){0}, &arena, &root, NULL),
        KILN_OK);
    assert_non_null(kiln_json_at(root, "/$defs/diffusivity"));
    kiln_arena_free(&arena);
}

/* Goal: of what a set leaves out at its top level the set that it is based on is taken, and no
 * more: what it has itself stays, whole; sources come along that are cited, and no others. */
static void a_set_may_be_based_on_a_shipped_one(void **state)
{
    (void)state;
    static const char OWN[] =
        "{\"name\":\"own\",\"version\":\"1\",\"description\":\"-\",\"based_on\":\"kiln\","
        "\"intrinsic\":{\"prefactor_cm3\":1e16,\"exponent\":1.5,\"ea_ev\":0.6,\"from_c\":300,"
        "\"to_c\":1300,\"source\":\"own\"},"
        "\"sources\":[{\"key\":\"own\",\"citation\":\"measured\"}]}";
    kiln_arena arena;
    const kiln_model_set *set = NULL;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_int_equal(kiln_model_read_text(OWN, strlen(OWN), &arena, &set, NULL), KILN_OK);
    const kiln_model_set *base = set_named("kiln");
    const double temp_k = 1273.15;
    assert_close(kiln_intrinsic_density(set, temp_k, NULL),
                 1e16 * pow(temp_k, 1.5) * exp(-0.6 / (KILN_BOLTZMANN_EV_K * temp_k)), 1e-12);
    assert_true(kiln_solubility(set, KILN_ARSENIC, temp_k, NULL) ==
                kiln_solubility(base, KILN_ARSENIC, temp_k, NULL));
    assert_string_equal(set->sources.item[0].key, "own");
    /* Only ni's source is cited no more. */
    assert_int_equal(set->sources.count, base->sources.count);
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_sets_are_sound),
        cmocka_unit_test(every_source_is_cited),
        cmocka_unit_test(a_set_may_be_based_on_a_shipped_one),
        cmocka_unit_test(bad_sets_are_refused_at_the_field),
        cmocka_unit_test(texts_that_are_no_set_are_refused),
        cmocka_unit_test(no_orientation_may_be_missing),
        cmocka_unit_test(all_faults_come_at_once),
        cmocka_unit_test(a_list_of_sources_past_its_limit_is_not_searched),
        cmocka_unit_test(an_override_changes_one_number),
        cmocka_unit_test(bad_overrides_say_what_fails),
        cmocka_unit_test(an_override_out_of_bounds_fails_to_read),
        cmocka_unit_test(sets_are_found_by_name),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(the_arenas_limit_may_fall_anywhere),
        cmocka_unit_test(the_shape_has_a_schema),
    };
    return cmocka_run_group_tests(tests, read_sets, free_sets);
}
