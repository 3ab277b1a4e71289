/* Irvin's relation: both ways against each other, and against what is known without an
 * integral. SciPy's integrals are in tests/oracle/irvin.py. */
#include "process/run.h"

#include "kiln/math.h"
#include "kiln/process/irvin.h"

#include <math.h>
#include <string.h>

static int set_up(void **state)
{
    static kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    *state = &arena;
    return 0;
}

static int tear_down(void **state)
{
    kiln_arena_free(*state);
    return 0;
}

static kiln_irvin_reading read_well(const kiln_model_set *set, const kiln_irvin_layer *layer,
                                    double surface_cm3)
{
    kiln_irvin_reading reading;
    assert_int_equal(kiln_irvin_read(set, layer, surface_cm3, &reading, NULL, NULL), KILN_OK);
    return reading;
}

/* From 0 up to, but without, count. */
static int one_of(kiln_random *random, int count)
{
    return (int)(kiln_random_uniform(random) * count);
}

static double decades(kiln_random *random, double from, double to)
{
    return from * pow(to / from, kiln_random_uniform(random));
}

/* Goal: from surface concentration to sheet resistance and back, whatever shape, dopant,
 * mobility, depth and background, to 1e-9. Why: one of the two is measured, the other is
 * wanted. */
static void the_way_there_and_back_ends_where_it_began(void **state)
{
    const kiln_model_set *set = test_set("kiln", *state);
    kiln_random random = kiln_random_start(1962, 387);
    for (int i = 0; i < 4000; i++) {
        const kiln_irvin_layer layer = {
            .shape = (kiln_irvin_shape)one_of(&random, KILN_IRVIN_SHAPE_COUNT),
            .dopant = (kiln_dopant)one_of(&random, KILN_DOPANT_COUNT),
            .junction_cm = decades(&random, 1e-7, 0.1),
            .background_cm3 = decades(&random, 1e10, 1e21),
            .mobility = (kiln_mobility_model)one_of(&random, KILN_MOBILITY_COUNT)};
        const double most = log(KILN_IRVIN_SURFACE_MAX / layer.background_cm3);
        const double log_ratio = decades(&random, log(1.0011), 0.999 * most);
        const double surface_cm3 = layer.background_cm3 * exp(log_ratio);
        const kiln_irvin_reading there = read_well(set, &layer, surface_cm3);
        double back_cm3;
        assert_int_equal(kiln_irvin_surface(set, &layer, there.sheet_ohm_sq, &back_cm3, NULL),
                         KILN_OK);
        assert_close(back_cm3, surface_cm3, 1e-9);
        assert_close(there.sheet_ohm_sq * layer.junction_cm * there.conductivity_s_cm, 1,
                     1e-14);
    }
}

/* Goal: conductivity rises with doping, in every shipped set, by every model, for every dopant,
 * compensated or not, up to the atoms of silicon. Why: it makes the way back unique. */
static void conductivity_rises_with_the_surface(void **state)
{
    static const double BACKGROUND_CM3[] = {1e10, 1e15, 1e19};
    for (size_t i = 0; kiln_model_shipped(i); i++) {
        const kiln_model_set *set = test_set(kiln_model_shipped(i)->name, *state);
        for (int j = 0; j < 3 * KILN_DOPANT_COUNT * KILN_MOBILITY_COUNT; j++) {
            const kiln_irvin_layer layer = {
                .shape = KILN_IRVIN_UNIFORM,
                .junction_cm = 1e-4,
                .background_cm3 = BACKGROUND_CM3[j % 3],
                .dopant = (kiln_dopant)(j / 3 % KILN_DOPANT_COUNT),
                .mobility = (kiln_mobility_model)(j / 3 / KILN_DOPANT_COUNT)};
            double last_s_cm = 0;
            for (double cm3 = 1.01 * layer.background_cm3; cm3 < 5e22; cm3 *= 1.05) {
                const double s_cm = read_well(set, &layer, cm3).conductivity_s_cm;
                assert_true(s_cm > last_s_cm);
                last_s_cm = s_cm;
            }
        }
    }
}

/* Goal: a uniform layer has the resistivity that ASTM F723 prints for its doping, and its dose.
 * Why: the one published figure that needs no reading off a curve. */
static void a_uniform_layer_has_the_resistivity_of_its_doping(void **state)
{
    const kiln_model_set *set = test_set("kiln", *state);
    static const struct {
        kiln_dopant dopant;
        double conc_cm3, ohm_cm;
    } ROW[] = {{KILN_BORON, 1e15, 13.31},
               {KILN_BORON, 1e16, 1.443},
               {KILN_PHOSPHORUS, 1e15, 4.482},
               {KILN_PHOSPHORUS, 1e16, 0.5229}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        const kiln_irvin_layer layer = {.shape = KILN_IRVIN_UNIFORM,
                                        .dopant = ROW[i].dopant,
                                        .junction_cm = 2e-4,
                                        .background_cm3 = 1e10,
                                        .mobility = KILN_MOBILITY_F723};
        const kiln_irvin_reading reading = read_well(set, &layer, ROW[i].conc_cm3);
        assert_close(1 / reading.conductivity_s_cm, ROW[i].ohm_cm, 4e-4);
        assert_close(reading.sheet_ohm_sq, ROW[i].ohm_cm / 2e-4, 4e-4);
        assert_close(reading.dose_cm2, 2e-4 * ROW[i].conc_cm3, 1e-14);
        assert_true(isnan(reading.length_cm));
    }
}

/* Goal: the profile meets the background at the junction, and has its shape's dose. Why: L is
 * what the furnace made of D t. Source of the doses: Crank 1975, ch. 2 and 3. */
static void the_length_is_set_by_the_junction(void **state)
{
    const kiln_model_set *set = test_set("kiln", *state);
    const double pi = acos(-1);
    kiln_irvin_layer layer = {
        .dopant = KILN_ARSENIC, .junction_cm = 3e-5, .background_cm3 = 1e16};
    layer.shape = KILN_IRVIN_ERFC;
    kiln_irvin_reading reading = read_well(set, &layer, 1e20);
    assert_close(1e20 * erfc(3e-5 / reading.length_cm), 1e16, 1e-10);
    assert_close(reading.dose_cm2, 1e20 * reading.length_cm / sqrt(pi), 1e-14);
    layer.shape = KILN_IRVIN_GAUSSIAN;
    reading = read_well(set, &layer, 1e20);
    assert_close(reading.length_cm, 3e-5 / sqrt(log(1e4)), 1e-13);
    assert_close(reading.dose_cm2, 1e20 * reading.length_cm * sqrt(pi) / 2, 1e-14);
    layer.shape = KILN_IRVIN_EXPONENTIAL;
    reading = read_well(set, &layer, 1e20);
    assert_close(reading.length_cm, 3e-5 / log(1e4), 1e-13);
    assert_close(reading.dose_cm2, 1e20 * reading.length_cm, 1e-14);
}

/* Goal: a surface at either bound is taken, one past it refused; a sheet resistance that no
 * surface gives is refused with what the nearest one gives; outputs are untouched. */
static void what_no_layer_has_is_refused(void **state)
{
    const kiln_model_set *set = test_set("kiln", *state);
    const kiln_irvin_layer layer = {.shape = KILN_IRVIN_GAUSSIAN,
                                    .dopant = KILN_BORON,
                                    .junction_cm = 1e-4,
                                    .background_cm3 = 1e16};
    const double lowest = KILN_IRVIN_RATIO_MIN * 1e16;
    kiln_irvin_reading least, most, kept = {.dose_cm2 = 7};
    least = read_well(set, &layer, lowest);
    most = read_well(set, &layer, KILN_IRVIN_SURFACE_MAX);
    static const double REFUSED_CM3[] = {1.0009999e16, 1e15, -1, 5.0001e22, (double)NAN};
    for (size_t i = 0; i < sizeof REFUSED_CM3 / sizeof REFUSED_CM3[0]; i++) {
        kiln_diag diag = {0};
        assert_int_equal(kiln_irvin_read(set, &layer, REFUSED_CM3[i], &kept, NULL, &diag),
                         KILN_INVALID);
        assert_string_equal(diag.issue[0].pointer, "/surface_conc_cm3");
    }
    assert_true(kept.dose_cm2 == 7);
    const double sheet[] = {1.001 * least.sheet_ohm_sq, 0.999 * most.sheet_ohm_sq};
    double surface_cm3 = 7;
    for (size_t i = 0; i < 2; i++) {
        kiln_diag diag = {0};
        assert_int_equal(kiln_irvin_surface(set, &layer, sheet[i], &surface_cm3, &diag),
                         KILN_INVALID);
        assert_string_equal(diag.issue[0].pointer, "/sheet_resistance_ohm_sq");
        assert_non_null(strstr(diag.issue[0].message, "ohm/sq"));
    }
    assert_true(surface_cm3 == 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_there_and_back_ends_where_it_began),
        cmocka_unit_test(conductivity_rises_with_the_surface),
        cmocka_unit_test(a_uniform_layer_has_the_resistivity_of_its_doping),
        cmocka_unit_test(the_length_is_set_by_the_junction),
        cmocka_unit_test(what_no_layer_has_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
