/* Partial pressures of the oxidants from ambients, mole fractions and flows. */
#include "fixture.h"

#include <math.h>
#include <string.h>

#define ABSENT ((double)NAN)

static const kiln_atmosphere UNTOUCHED = {-1.0, -2.0, -3.0};

static void assert_untouched(const kiln_atmosphere *a)
{
    assert_memory_equal(a, &UNTOUCHED, sizeof *a);
}

/* Goal: each named ambient has the oxidants it stands for, at any pressure. Why: the recipe
 * says no more than the name. */
static void named_ambients_have_their_oxidants(void **state)
{
    static const struct {
        kiln_ambient_name ambient;
        double ratio, pressure_atm, p_o2_atm, p_h2o_atm;
    } CASES[] = {
        {KILN_AMBIENT_N2, ABSENT, 1, 0, 0},
        {KILN_AMBIENT_AR, ABSENT, 2, 0, 0},
        {KILN_AMBIENT_DRY_O2, ABSENT, 1, 1, 0},
        {KILN_AMBIENT_DRY_O2, ABSENT, 10, 10, 0},
        {KILN_AMBIENT_WET_O2, ABSENT, 1, 0.16, 0.84},
        {KILN_AMBIENT_WET_O2, ABSENT, 5, 0.8, 4.2},
        {KILN_AMBIENT_STEAM, ABSENT, 1, 0, 1},
        {KILN_AMBIENT_H2_O2, 2, 1, 0, 1},
        /* 1 H2 + 1 O2 makes 1 H2O and leaves half an O2 */
        {KILN_AMBIENT_H2_O2, 1, 1, 1.0 / 3, 2.0 / 3},
        {KILN_AMBIENT_H2_O2, 1.8, 1, 0.1 / 1.9, 1.8 / 1.9},
        {KILN_AMBIENT_H2_O2, 1e-6, 1, 1, 1e-6},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const kiln_ambient_request request = {.ambient = CASES[i].ambient,
                                              .h2_o2_ratio = CASES[i].ratio,
                                              .hcl_percent = i % 2 ? 3.0 : ABSENT,
                                              .pressure_atm = CASES[i].pressure_atm};
        kiln_atmosphere a = UNTOUCHED;
        assert_int_equal(kiln_atmosphere_of_ambient(&request, "/steps/0", &a, NULL), KILN_OK);
        assert_close(a.p_o2_atm, CASES[i].p_o2_atm, 2e-6);
        assert_close(a.p_h2o_atm, CASES[i].p_h2o_atm, 2e-6);
        assert_close(a.hcl_percent, i % 2 ? 3.0 : 0.0, 0);
    }
}

static void set_all(double gas[KILN_GAS_COUNT], double value)
{
    for (int i = 0; i < KILN_GAS_COUNT; i++)
        gas[i] = value;
}

/* Goal: mole fractions give partial pressures, what is missing to 1 is inert, and hydrogen
 * burns to fewer moles. Why: diluted oxidations. */
static void fractions_are_partial_pressures(void **state)
{
    (void)state;
    double x[KILN_GAS_COUNT];
    kiln_atmosphere a = UNTOUCHED;
    set_all(x, ABSENT);
    x[KILN_GAS_O2] = 0.1;
    x[KILN_GAS_N2] = 0.9;
    assert_int_equal(kiln_atmosphere_of_fractions(x, 2.0, "/gas", &a, NULL), KILN_OK);
    assert_close(a.p_o2_atm, 0.2, 1e-15);
    assert_close(a.p_h2o_atm, 0, 0);
    x[KILN_GAS_N2] = ABSENT; /* the same without saying what is inert */
    assert_int_equal(kiln_atmosphere_of_fractions(x, 2.0, "/gas", &a, NULL), KILN_OK);
    assert_close(a.p_o2_atm, 0.2, 1e-15);
    x[KILN_GAS_H2] = 0.1; /* 0.1 O2 + 0.1 H2 + 0.8 inert: 0.05 O2 and 0.1 H2O in 0.95 */
    assert_int_equal(kiln_atmosphere_of_fractions(x, 1.0, "/gas", &a, NULL), KILN_OK);
    assert_close(a.p_o2_atm, 0.05 / 0.95, 1e-14);
    assert_close(a.p_h2o_atm, 0.1 / 0.95, 1e-14);
    set_all(x, 0);
    x[KILN_GAS_H2O] = 0.3;
    assert_int_equal(kiln_atmosphere_of_fractions(x, 1.0, "/gas", &a, NULL), KILN_OK);
    assert_close(a.p_h2o_atm, 0.3, 1e-15);
    set_all(x, ABSENT); /* forming gas: hydrogen without oxygen burns nothing */
    x[KILN_GAS_H2] = 0.05;
    x[KILN_GAS_N2] = 0.95;
    assert_int_equal(kiln_atmosphere_of_fractions(x, 1.0, "/gas", &a, NULL), KILN_OK);
    assert_close(a.p_o2_atm, 0, 0);
    assert_close(a.p_h2o_atm, 0, 0);
    set_all(x, 0); /* 0.1 seven times and 0.3 do not quite add up to 1 in binary */
    x[KILN_GAS_O2] = 0.1 + 0.2;
    x[KILN_GAS_N2] = 0.7;
    assert_int_equal(kiln_atmosphere_of_fractions(x, 1.0, "/gas", &a, NULL), KILN_OK);
}

/* Goal: flows give the mole fractions after hydrogen is burnt, whatever their unit, and HCl its
 * percent with the oxygen counted before it. Why: mass flow controllers are what a furnace
 * has. */
static void flows_burn_and_mix(void **state)
{
    (void)state;
    double slm[KILN_GAS_COUNT];
    kiln_atmosphere a = UNTOUCHED, same = UNTOUCHED;
    set_all(slm, ABSENT);
    slm[KILN_GAS_O2] = 5;
    slm[KILN_GAS_H2] = 8;
    slm[KILN_GAS_N2] = 1; /* 1 O2 + 8 H2O + 1 N2 */
    assert_int_equal(kiln_atmosphere_of_flows(slm, 1.0, "/flow_slm", &a, NULL), KILN_OK);
    assert_close(a.p_o2_atm, 0.1, 1e-14);
    assert_close(a.p_h2o_atm, 0.8, 1e-14);
    assert_close(a.hcl_percent, 0, 0);
    for (int i = 0; i < KILN_GAS_COUNT; i++)
        slm[i] *= 1000;
    assert_int_equal(kiln_atmosphere_of_flows(slm, 1.0, "/flow_slm", &same, NULL), KILN_OK);
    assert_close(same.p_o2_atm, a.p_o2_atm, 1e-15);
    set_all(slm, ABSENT);
    slm[KILN_GAS_O2] = 9.7;
    slm[KILN_GAS_HCL] = 0.3;
    assert_int_equal(kiln_atmosphere_of_flows(slm, 1.0, "/flow_slm", &a, NULL), KILN_OK);
    assert_close(a.hcl_percent, 3, 1e-14);
    assert_close(a.p_o2_atm, 1, 1e-14);
    /* H2 : O2 of 1.8 by flow is the named ambient of that ratio */
    set_all(slm, 0);
    slm[KILN_GAS_O2] = 10;
    slm[KILN_GAS_H2] = 18;
    const kiln_ambient_request request = {
        .ambient = KILN_AMBIENT_H2_O2, .h2_o2_ratio = 1.8, .pressure_atm = 1};
    assert_int_equal(kiln_atmosphere_of_flows(slm, 1.0, "/flow_slm", &a, NULL), KILN_OK);
    assert_int_equal(kiln_atmosphere_of_ambient(&request, "", &same, NULL), KILN_OK);
    assert_close(a.p_h2o_atm, same.p_h2o_atm, 1e-14);
    assert_close(a.p_o2_atm, same.p_o2_atm, 1e-14);
}

static void assert_refused(kiln_status status, const kiln_diag *diag, const char *pointer,
                           const kiln_atmosphere *a)
{
    assert_int_equal(status, KILN_INVALID);
    assert_int_equal(diag->count, 1);
    assert_string_equal(diag->issue[0].pointer, pointer);
    assert_true(diag->issue[0].message[0] && diag->issue[0].bound[0] && diag->issue[0].mend[0]);
    assert_untouched(a);
}

/* Goal: every bad request is refused at the field at fault, with the output untouched. Why:
 * free hydrogen explodes; a tube at no pressure oxidises nothing. */
static void bad_ambients_name_the_field(void **state)
{
    static const struct {
        kiln_ambient_request request;
        const char *pointer;
    } CASES[] = {
        {{KILN_AMBIENT_H2_O2, 2.0000001, 0, 1}, "/s/h2_o2_ratio"},
        {{KILN_AMBIENT_H2_O2, 0, 0, 1}, "/s/h2_o2_ratio"},
        {{KILN_AMBIENT_H2_O2, -1, 0, 1}, "/s/h2_o2_ratio"},
        {{KILN_AMBIENT_H2_O2, (double)NAN, 0, 1}, "/s/h2_o2_ratio"},
        {{KILN_AMBIENT_DRY_O2, 0, 20.5, 1}, "/s/hcl_percent"},
        {{KILN_AMBIENT_DRY_O2, 0, -1, 1}, "/s/hcl_percent"},
        {{KILN_AMBIENT_DRY_O2, 0, 0, 0}, "/s/pressure_atm"},
        {{KILN_AMBIENT_DRY_O2, 0, 0, -1}, "/s/pressure_atm"},
        {{KILN_AMBIENT_DRY_O2, 0, 0, (double)NAN}, "/s/pressure_atm"},
        {{KILN_AMBIENT_DRY_O2, 0, 0, (double)INFINITY}, "/s/pressure_atm"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        kiln_diag diag;
        kiln_diag_init(&diag, NULL);
        kiln_atmosphere a = UNTOUCHED;
        const kiln_status status =
            kiln_atmosphere_of_ambient(&CASES[i].request, "/s", &a, &diag);
        assert_refused(status, &diag, CASES[i].pointer, &a);
    }
    const kiln_ambient_request most = {KILN_AMBIENT_H2_O2, 2.0, 20.0, 25.0};
    kiln_atmosphere a;
    assert_int_equal(kiln_atmosphere_of_ambient(&most, "/s", &a, NULL), KILN_OK);
}

/* Goal: the same for mole fractions and flows, at the gas at fault. */
static void bad_mixtures_name_the_gas(void **state)
{
    static const struct {
        kiln_gas gas;
        double amount, o2, pressure_atm;
        const char *fraction_pointer, *flow_pointer; /* NULL where it is sound */
    } CASES[] = {
        {KILN_GAS_H2, 0.5, 0.2, 1, "/g/h2", "/g/h2"},
        {KILN_GAS_N2, -0.1, 0.2, 1, "/g/n2", "/g/n2"},
        {KILN_GAS_AR, (double)INFINITY, 0.2, 1, "/g/ar", "/g/ar"},
        {KILN_GAS_N2, 0.9, 0.2, 1, "/g", NULL},
        {KILN_GAS_HCL, 0.3, 0.7, 1, "/g/hcl", "/g/hcl"},
        {KILN_GAS_N2, 0.5, 0.2, 0, "/g/pressure_atm", "/g/pressure_atm"},
        {KILN_GAS_N2, 0, 0, 1, NULL, "/g"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        double gas[KILN_GAS_COUNT];
        set_all(gas, ABSENT);
        gas[KILN_GAS_O2] = CASES[i].o2;
        gas[CASES[i].gas] = CASES[i].amount;
        kiln_diag diag;
        kiln_atmosphere a = UNTOUCHED;
        kiln_diag_init(&diag, NULL);
        kiln_status status =
            kiln_atmosphere_of_fractions(gas, CASES[i].pressure_atm, "/g", &a, &diag);
        if (CASES[i].fraction_pointer)
            assert_refused(status, &diag, CASES[i].fraction_pointer, &a);
        else
            assert_int_equal(status, KILN_OK);
        a = UNTOUCHED;
        kiln_diag_init(&diag, NULL);
        status = kiln_atmosphere_of_flows(gas, CASES[i].pressure_atm, "/g", &a, &diag);
        if (CASES[i].flow_pointer)
            assert_refused(status, &diag, CASES[i].flow_pointer, &a);
        else
            assert_int_equal(status, KILN_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_ambients_have_their_oxidants),
        cmocka_unit_test(fractions_are_partial_pressures),
        cmocka_unit_test(flows_burn_and_mix),
        cmocka_unit_test(bad_ambients_name_the_field),
        cmocka_unit_test(bad_mixtures_name_the_gas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
