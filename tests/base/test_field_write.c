/* Field tables, writing: the example shape as JSON and back, its canonical form and digest, and
 * values that must not come out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/example_full.h"
#include "base/example_shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#ifdef HAVE_LIBCRYPTO
#include <openssl/sha.h>
#endif

static kiln_arena arena;

static int set_up(void **state)
{
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiln_arena_free(&arena);
    return 0;
}

static example_run read_run(const char *document)
{
    const kiln_json_options relaxed = {.syntax = KILN_JSON_RELAXED};
    kiln_json *root = NULL;
    kiln_diag diag;
    example_run run;
    kiln_diag_init(&diag, NULL);
    assert_int_equal(kiln_json_read(document, strlen(document), &relaxed, &arena, &root, &diag),
                     KILN_OK);
    assert_int_equal(kiln_shape_read(&example_run_shape, root, &arena, &run, &diag), KILN_OK);
    return run;
}

/* The run as JSON; NULL when the sink's status is not OK. */
static const char *written(const example_run *run, kiln_write_form form, int indent)
{
    kiln_json_writer writer;
    kiln_text text;
    kiln_text_init(&text, &arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_writer_init(&writer, &sink, indent);
    kiln_shape_write(&example_run_shape, run, form, &writer);
    return sink.status == KILN_OK ? text.data : NULL;
}

static const char FULL_WRITTEN[] =
    "{\"run_id\":\"RUN-1\",\"name\":\"full\",\"remark\":\"all kinds\",\"temp_c\":950.5,"
    "\"time_min\":12,\"wafers\":150,\"dry_run\":true,\"within\":false,\"dopant\":"
    "\"phosphorus\","
    "\"plane\":\"111\",\"surface_conc_cm3\":\"solubility\","
    "\"ambient\":{\"name\":\"dry_o2\",\"flow_slm\":5},\"zones_c\":[940,950,960],"
    "\"layers\":[{\"thickness_nm\":25,\"material\":\"oxide\"},"
    "{\"thickness_nm\":1.5,\"material\":\"nitride\"}],\"tags\":[\"alone\"],"
    "\"steps\":[{\"type\":\"soak\",\"time_min\":5},"
    "{\"type\":\"ramp\",\"to_temp_c\":1100,\"rate_c_per_min\":10}],"
    "\"last\":{\"type\":\"ramp\",\"to_temp_c\":600,\"rate_c_per_min\":-3},"
    "\"dose_cm2\":{\"boron\":200000000000000,\"arsenic\":1000000000000000},"
    "\"targets\":{\"junction_depth_nm\":{\"lower\":280,\"upper\":320}},"
    "\"depths_nm\":{\"boron\":[300,410.5],\"phosphorus\":[]}}";

/* Goal: everything present comes out in table order, aliases resolved, defaults filled in,
 * absent fields left out. Why: this is what an answer and a saved recipe look like. */
static void everything_present_is_written_in_table_order(void **state)
{
    (void)state;
    const example_run run = read_run(EXAMPLE_FULL);
    assert_string_equal(written(&run, KILN_WRITE_ALL, 0), FULL_WRITTEN);
}

static void assert_same_step(const example_step *a, const example_step *b)
{
    assert_int_equal(a->type, b->type);
    if (a->type == EXAMPLE_SOAK)
        assert_true(a->soak->time_min == b->soak->time_min);
    if (a->type == EXAMPLE_RAMP)
        assert_memory_equal(a->ramp, b->ramp, sizeof *a->ramp);
}

#define ASSERT_SAME_LIST(a, b)                                                        \
    do {                                                                              \
        assert_int_equal((a).count, (b).count);                                       \
        if ((a).count)                                                                \
            assert_memory_equal((a).item, (b).item, (a).count * sizeof((a).item[0])); \
    } while (0)

/* The struct field by field, following pointers. */
static void assert_same_run(const example_run *a, const example_run *b)
{
    assert_string_equal(a->run_id, b->run_id);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->remark, b->remark);
    assert_true(a->temp_c == b->temp_c && a->time_min == b->time_min);
    assert_true(a->wafers == b->wafers && a->dry_run == b->dry_run && a->within == b->within);
    assert_true(a->dopant == b->dopant && a->plane == b->plane);
    assert_int_equal(a->surface_conc_cm3.choice, b->surface_conc_cm3.choice);
    assert_int_equal(a->ambient->name, b->ambient->name);
    assert_true(a->ambient->flow_slm == b->ambient->flow_slm);
    ASSERT_SAME_LIST(a->zones_c, b->zones_c);
    assert_int_equal(a->layers.count, b->layers.count);
    for (size_t i = 0; i < a->layers.count; i++) {
        assert_true(a->layers.item[i].thickness_nm == b->layers.item[i].thickness_nm);
        assert_string_equal(a->layers.item[i].material, b->layers.item[i].material);
    }
    assert_int_equal(a->tags.count, b->tags.count);
    for (size_t i = 0; i < a->tags.count; i++)
        assert_string_equal(a->tags.item[i], b->tags.item[i]);
    assert_int_equal(a->steps.count, b->steps.count);
    for (size_t i = 0; i < a->steps.count; i++)
        assert_same_step(&a->steps.item[i], &b->steps.item[i]);
    assert_same_step(&a->last, &b->last);
    for (size_t i = 0; i < EXAMPLE_DOPANT_COUNT; i++) {
        assert_true(a->dose_cm2[i] == b->dose_cm2[i] ||
                    (isnan(a->dose_cm2[i]) && isnan(b->dose_cm2[i])));
        assert_int_equal(!a->depths_nm[i].item, !b->depths_nm[i].item);
        ASSERT_SAME_LIST(a->depths_nm[i], b->depths_nm[i]);
    }
    for (size_t i = 0; i < EXAMPLE_KPI_COUNT; i++) {
        assert_int_equal(!a->targets[i], !b->targets[i]);
        if (a->targets[i])
            assert_memory_equal(a->targets[i], b->targets[i], sizeof *a->targets[i]);
    }
}

/* Goal: what is written, on one line or many, reads back equal. Why: a stored run is the
 * run. */
static void what_is_written_reads_back_equal(void **state)
{
    (void)state;
    const example_run run = read_run(EXAMPLE_FULL);
    for (int indent = 0; indent <= 4; indent += 2) {
        const char *text = written(&run, KILN_WRITE_ALL, indent);
        assert_int_equal(strchr(text, '\n') != NULL, indent > 0);
        const example_run back = read_run(text);
        assert_same_run(&run, &back);
    }
}

/* Goal: absent stays absent through writing and reading; an empty list and an unknown yes or no
 * stay what they are. Why: absent, empty and unknown are three things. */
static void absent_empty_and_unknown_stay_apart(void **state)
{
    (void)state;
    const example_run run =
        read_run("{\"name\": \"a\", \"temp_c\": 900, \"layers\": [], \"within\": null}");
    const char *text = written(&run, KILN_WRITE_ALL, 0);
    assert_string_equal(text, "{\"name\":\"a\",\"temp_c\":900,\"time_min\":30,\"wafers\":25,"
                              "\"dry_run\":false,\"within\":null,\"plane\":\"100\","
                              "\"layers\":[]}");
    const example_run back = read_run(text);
    assert_int_equal(back.within, -1);
    assert_int_equal(back.layers.count, 0);
    assert_non_null(back.layers.item);
    assert_null(back.tags.item);
    assert_null(back.ambient);
}

/* Goal: a shorthand object is written as a bare value when that is all there is, else in full.
 * Why: a recipe comes back as short as it was written. */
static void a_shorthand_is_written_bare(void **state)
{
    (void)state;
    example_run run =
        read_run("{\"name\": \"a\", \"temp_c\": 900, \"ambient\": {\"name\": \"n2\"}}");
    assert_non_null(strstr(written(&run, KILN_WRITE_ALL, 0), "\"ambient\":\"n2\""));
    run.ambient->flow_slm = 0;
    assert_non_null(strstr(written(&run, KILN_WRITE_ALL, 0),
                           "\"ambient\":{\"name\":\"n2\",\"flow_slm\":0}"));
}

static const char FULL_CANONICAL[] =
    "{\"ambient\":{\"flow_slm\":5,\"name\":\"dry_o2\"},"
    "\"depths_nm\":{\"boron\":[300,410.5],\"phosphorus\":[]},\"dopant\":\"phosphorus\","
    "\"dose_cm2\":{\"arsenic\":1000000000000000,\"boron\":200000000000000},\"dry_run\":true,"
    "\"last\":{\"rate_c_per_min\":-3,\"to_temp_c\":600,\"type\":\"ramp\"},"
    "\"layers\":[{\"material\":\"oxide\",\"thickness_nm\":25},"
    "{\"material\":\"nitride\",\"thickness_nm\":1.5}],\"name\":\"full\",\"plane\":\"111\","
    "\"steps\":[{\"time_min\":5,\"type\":\"soak\"},"
    "{\"rate_c_per_min\":10,\"to_temp_c\":1100,\"type\":\"ramp\"}],"
    "\"surface_conc_cm3\":\"solubility\",\"tags\":[\"alone\"],"
    "\"targets\":{\"junction_depth_nm\":{\"lower\":280,\"upper\":320}},\"temp_c\":950.5,"
    "\"time_min\":12,\"wafers\":150,\"within\":false,\"zones_c\":[940,950,960]}";

/* Goal: the canonical form is exactly this text: one line, keys sorted, volatile fields and
 * notes out, words by their first name. Why: it is hashed, so a changed byte is another
 * recipe. */
static void the_canonical_form_is_this_text(void **state)
{
    (void)state;
    const example_run run = read_run(EXAMPLE_FULL);
    assert_string_equal(written(&run, KILN_WRITE_CANONICAL, 0), FULL_CANONICAL);
}

/* Goal: its SHA-256 is the one that sha256sum gives for the text above (printf %s TEXT |
 * sha256sum, coreutils 9.1). Why: input_sha256 must be what others compute. */
static void its_digest_is_what_others_compute(void **state)
{
    (void)state;
#ifdef HAVE_LIBCRYPTO
    static const char DIGEST[] =
        "114c79ed305292c557dd8e18d15aaf43a068768fa0b619fc13987fff76f4be5b";
    unsigned char digest[SHA256_DIGEST_LENGTH];
    char hex[2 * SHA256_DIGEST_LENGTH + 1];
    const example_run run = read_run(EXAMPLE_FULL);
    const char *text = written(&run, KILN_WRITE_CANONICAL, 0);
    SHA256((const unsigned char *)text, strlen(text), digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(hex, DIGEST);
#else
    skip();
#endif
}

/* Goal: two spellings of one run have one canonical form; another run has another. Why: that is
 * what the form is for. */
static void spellings_of_one_run_are_canonically_one(void **state)
{
    static const char OTHER_SPELLING[] =
        "/* the same, by another hand */ {\n"
        "  \"zones_c\": [9.4e2, 950.0, 960], \"within\": false, \"wafers\": 1.5e2,\n"
        "  \"time_min\": 12.000, \"temp_c\": 95050e-2, \"tags\": [\"alone\"],\n"
        "  \"targets\": {\"junction_depth_nm\": {\"upper\": 320, \"lower\": 2.8e2}},\n"
        "  \"surface_conc_cm3\": \"solubility\", // at 950 C\n"
        "  \"steps\": [{\"time_min\": 5, \"type\": \"soak\"},\n"
        "            {\"type\": \"ramp\", \"to_temp_c\": 1100, \"rate_c_per_min\": 10}],\n"
        "  \"plane\": \"111\", \"name\": \"f\\u0075ll\", \"remark\": \"another remark\",\n"
        "  \"layers\": [{\"material\": \"oxide\", \"thickness_nm\": 25},\n"
        "             {\"material\": \"nitride\", \"thickness_nm\": 1.5}],\n"
        "  \"last\": {\"to_temp_c\": 600, \"rate_c_per_min\": -3, \"type\": \"slope\"},\n"
        "  \"dry_run\": true, \"dose_cm2\": {\"B\": 200e12, \"arsenic\": 1e15},\n"
        "  \"dopant\": \"phosphorus\", \"run_id\": \"RUN-2\",\n"
        "  \"depths_nm\": {\"P\": [], \"B\": [300, 410.5]},\n"
        "  \"ambient\": {\"flow_slm\": 5, \"name\": \"dry_o2\"},\n"
        "}";
    (void)state;
    example_run run = read_run(OTHER_SPELLING);
    assert_string_equal(written(&run, KILN_WRITE_CANONICAL, 0), FULL_CANONICAL);
    run.temp_c = nextafter(run.temp_c, 0);
    assert_string_not_equal(written(&run, KILN_WRITE_CANONICAL, 0), FULL_CANONICAL);
}

static void make_infinite(example_run *run)
{
    run->temp_c = HUGE_VAL;
}

static void make_number_of_either_infinite(example_run *run)
{
    run->surface_conc_cm3 = (kiln_number_or_choice){-HUGE_VAL, KILN_ABSENT_CHOICE};
}

static void put_nan_into_list(example_run *run)
{
    run->zones_c.item[1] = (double)NAN;
}

static void put_null_into_texts(example_run *run)
{
    run->tags.item[0] = NULL;
}

static void make_choice_unknown(example_run *run)
{
    run->dopant = EXAMPLE_DOPANT_COUNT;
}

static void make_choice_negative(example_run *run)
{
    run->dopant = -2;
}

static void make_word_of_either_unknown(example_run *run)
{
    run->surface_conc_cm3.choice = 1;
}

static void make_tag_unknown(example_run *run)
{
    run->last.type = 2;
}

static void take_body_away(example_run *run)
{
    run->last.body = NULL;
}

static void make_step_absent(example_run *run)
{
    run->steps.item[0].type = KILN_ABSENT_CHOICE;
}

/* Goal: what no input could have given makes the writing fail, in both forms, instead of
 * coming out. Why: a result that is not finite is an error, never output; and a word off its
 * list would read past the table. */
static void unsound_values_do_not_come_out(void **state)
{
    static void (*const SPOIL[])(example_run *) = {
        make_infinite,
        make_number_of_either_infinite,
        put_nan_into_list,
        put_null_into_texts,
        make_choice_unknown,
        make_choice_negative,
        make_word_of_either_unknown,
        make_tag_unknown,
        take_body_away,
        make_step_absent,
    };
    (void)state;
    for (size_t i = 0; i < sizeof SPOIL / sizeof SPOIL[0]; i++) {
        for (int form = KILN_WRITE_ALL; form <= KILN_WRITE_CANONICAL; form++) {
            kiln_json_writer writer;
            kiln_text text;
            example_run run = read_run(EXAMPLE_FULL);
            SPOIL[i](&run);
            kiln_text_init(&text, &arena, 0);
            kiln_sink sink = kiln_text_sink(&text);
            kiln_json_writer_init(&writer, &sink, 0);
            kiln_shape_write(&example_run_shape, &run, (kiln_write_form)form, &writer);
            assert_int_equal(sink.status, KILN_INTERNAL);
        }
    }
}

/* Goal: a sink that fails at any byte keeps its failure. Why: a half-written answer must not
 * pass for a whole one. */
static void a_failing_sink_is_noticed(void **state)
{
    (void)state;
    const example_run run = read_run(EXAMPLE_FULL);
    for (size_t limit = 1; limit <= strlen(FULL_WRITTEN); limit++) {
        kiln_json_writer writer;
        kiln_text text;
        kiln_text_init(&text, &arena, limit);
        kiln_sink sink = kiln_text_sink(&text);
        kiln_json_writer_init(&writer, &sink, 0);
        kiln_shape_write(&example_run_shape, &run, KILN_WRITE_ALL, &writer);
        assert_int_equal(sink.status, limit < strlen(FULL_WRITTEN) ? KILN_LIMIT : KILN_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_present_is_written_in_table_order, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_reads_back_equal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(absent_empty_and_unknown_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_shorthand_is_written_bare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_canonical_form_is_this_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(its_digest_is_what_others_compute, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spellings_of_one_run_are_canonically_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(unsound_values_do_not_come_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failing_sink_is_noticed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
