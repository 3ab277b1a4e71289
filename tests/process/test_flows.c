/* Whole flows with films, etches, surfaces that dopant leaves by, and starting tables: recipe
 * in, KPIs out. */
#include "process/run.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Goal: after every step silicon, oxide, gas and etch hold what was put in, to 1e-6, through
 * random flows of films, oxidations, etches and surfaces. */
static void every_atom_is_accounted_for(void **state)
{
    (void)state;
    static const char *const SURFACE[] = {"bare", "native_oxide", "sealed"};
    static const char *const GAS[] = {"n2", "dry_o2", "wet_o2"};
    for (uint64_t seed = 0; seed < 12; seed++) {
        kiln_random random = kiln_random_start(seed, 9);
        char text[1536], etch[32];
        const double film_nm = 20 + 200 * kiln_random_uniform(&random);
        const double film_cm3 = pow(10, 19 + 2 * kiln_random_uniform(&random));
        const int temp_c = 900 + (int)(150 * kiln_random_uniform(&random));
        snprintf(etch, sizeof etch, ",'thickness_nm':%d",
                 (int)(film_nm * (0.2 + kiln_random_uniform(&random))));
        snprintf(
            text, sizeof text,
            "{%s'initial':[{'dopant':'P','dose_cm2':1e14,'peak_depth_nm':50,'sigma_nm':20},"
            "{'dopant':'As','depth_nm':[10,40,80,300],'conc_cm3':[1e19,3e19,1e18,1e15]}],"
            "'steps':[{'type':'furnace','temp_c':%d,'time_min':10,'surface':'%s'},"
            "{'type':'deposit','material':'oxide','thickness_nm':%.6f,"
            "  'doping':{'dopant':'P','conc_cm3':%.6e}},"
            "{'type':'furnace','temp_c':%d,'time_min':20,'ambient':'%s','surface':'%s'},"
            "{'type':'etch','material':'oxide'%s},"
            "{'type':'furnace','temp_c':%d,'time_min':20,'ambient':'%s'},"
            "{'type':'etch','material':'all'},"
            "{'type':'furnace','temp_c':%d,'time_min':10,'surface':'%s'}]}",
            seed % 4 == 0 ? "'substrate':{'dopant':'B','conc_cm3':1e15}," : "", temp_c,
            SURFACE[seed % 3], film_nm, film_cm3, temp_c, GAS[seed / 3 % 3], SURFACE[seed % 3],
            seed % 2 ? etch : "", temp_c, GAS[seed / 2 % 3], temp_c, SURFACE[seed / 2 % 3]);
        test_run done;
        test_run_well(&done, text);
        const double table_cm2 = 1e-7 * (10 * 1e19 + 30 * 2e19 / log(3) +
                                         40 * 2.9e19 / log(30) + 220 * 9.99e17 / log(1000));
        for (size_t i = 0; i < done.result.steps.count; i++) {
            const double put_in = 1e14 + table_cm2 + (i < 1 ? 0 : film_nm * 1e-7 * film_cm3);
            const double found = test_step_kpi(&done, i, KILN_KPI_DOSE_SILICON) +
                                 test_or_nothing(test_step_kpi(&done, i, KILN_KPI_DOSE_OXIDE)) +
                                 test_or_nothing(test_step_kpi(&done, i, KILN_KPI_DOSE_LOST)) +
                                 test_or_nothing(test_step_kpi(&done, i, KILN_KPI_DOSE_ETCHED));
            if (!(fabs(found / put_in - 1) < 1e-6))
                fail_msg("seed %d, step %zu: %.9g is not %.9g", (int)seed, i, found, put_in);
        }
        assert_true(test_step_kpi(&done, 5, KILN_KPI_DOSE_ETCHED) > 0);
        assert_true(isnan(test_step_kpi(&done, 5, KILN_KPI_DOSE_OXIDE)));
        assert_true(isnan(test_step_kpi(&done, 5, KILN_KPI_OXIDE_THICKNESS)));
        test_run_free(&done);
    }
}

/* Goal: a wafer oxidised anew after a strip grows what it grew at first, and what it lost of
 * silicon adds up. Why: the strip takes the oxide, not the count. */
static void a_stripped_wafer_starts_anew(void **state)
{
    (void)state;
    test_run done;
    test_run_well(&done,
                  "{'steps':[{'type':'furnace','temp_c':1000,'time_min':30,'ambient':'dry_o2'},"
                  "{'type':'etch','material':'oxide'},"
                  "{'type':'furnace','temp_c':1000,'time_min':30,'ambient':'dry_o2'}],"
                  "'model':{'oxidation':'massoud'}}");
    const double oxide_nm = test_step_kpi(&done, 0, KILN_KPI_OXIDE_THICKNESS);
    const double consumed_nm = test_step_kpi(&done, 0, KILN_KPI_SILICON_CONSUMED);
    assert_close(consumed_nm, 0.44 * (oxide_nm - 1.5), 1e-12);
    assert_true(isnan(test_step_kpi(&done, 1, KILN_KPI_OXIDE_THICKNESS)));
    assert_close(test_step_kpi(&done, 1, KILN_KPI_SILICON_CONSUMED), consumed_nm, 0);
    assert_close(test_step_kpi(&done, 2, KILN_KPI_OXIDE_THICKNESS), oxide_nm, 1e-12);
    assert_close(test_step_kpi(&done, 2, KILN_KPI_SILICON_CONSUMED), 2 * consumed_nm, 1e-12);
    assert_int_equal(done.diag.count, 0);
    test_run_free(&done);
}

/* Goal: a film is as thick as it was put on, consumes nothing, and delays a later oxidation as
 * a grown oxide of its thickness does. */
static void a_film_enters_an_oxidation_by_its_thickness(void **state)
{
    (void)state;
    test_run film, grown;
    test_run_well(&film, "{'steps':[{'type':'deposit','material':'oxide','thickness_nm':100},"
                         "{'type':'furnace','temp_c':1000,'time_min':30,'ambient':'steam'}]}");
    test_run_well(&grown,
                  "{'substrate':{'native_oxide_nm':10},'steps':[{'type':'deposit','material':"
                  "'oxide','thickness_nm':60},{'type':'deposit','material':'oxide',"
                  "'thickness_nm':40},{'type':'etch','material':'oxide','thickness_nm':0.5},"
                  "{'type':'deposit','material':'oxide','thickness_nm':0.5},"
                  "{'type':'furnace','temp_c':1000,'time_min':30,'ambient':'steam'}]}");
    assert_close(test_step_kpi(&film, 0, KILN_KPI_OXIDE_THICKNESS), 100, 1e-14);
    assert_true(isnan(test_step_kpi(&film, 0, KILN_KPI_SILICON_CONSUMED)));
    const double oxide_nm = test_kpi(&film, KILN_KPI_OXIDE_THICKNESS);
    assert_true(oxide_nm > 150);
    assert_close(test_kpi(&film, KILN_KPI_SILICON_CONSUMED), 0.44 * (oxide_nm - 100), 1e-12);
    assert_close(test_kpi(&grown, KILN_KPI_OXIDE_THICKNESS), oxide_nm, 1e-12);
    test_run_free(&film);
    test_run_free(&grown);
}

/* What a surface has lost of 1e18 cm^-3 of a dopant at 1000 C, D 1e-13 cm^2/s, after a time.
 * The profile is a Gaussian 20 um wide, flat as far as that reaches. */
static double lost_cm2(const char *dopant, const char *surface, double native_nm,
                       double time_min)
{
    char text[512];
    test_run done;
    snprintf(text, sizeof text,
             "{'substrate':{'native_oxide_nm':%g},'initial':{'dopant':'%s',"
             "'dose_cm2':2.50663e15,'sigma_nm':20000},'steps':[{'type':'furnace',"
             "'temp_c':1000,'time_min':%g,'surface':'%s'}],"
             "'model':{'diffusion':'constant','d0_cm2_s':1e-13,'ea_ev':0}}",
             native_nm, dopant, time_min, surface);
    test_run_well(&done, text);
    const double lost = test_or_nothing(test_kpi(&done, KILN_KPI_DOSE_LOST));
    test_run_free(&done);
    return lost;
}

/* Lost by a half-space through a surface that lets through in proportion to what is at it.
 * Source: J. Crank, The Mathematics of Diffusion, 2nd ed. (1975), sec. 3.3.2. */
static double evaporated_cm2(double velocity_cm_s, double time_s)
{
    const double d = 1e-13, x = velocity_cm_s * sqrt(time_s / d);
    return 1e18 * d / velocity_cm_s * (kiln_erfcx(x) - 1 + 2 * x / sqrt(3.14159265358979));
}

static const double KT_EV = 8.617333262e-5 * 1273.15;

/* Goal: a sealed surface keeps all, a bare one loses what the half-space does, and so does one
 * under an oxide too thin to be in the way, but for the 0.8 % that its interface resists. */
static void a_bare_surface_evaporates(void **state)
{
    (void)state;
    assert_true(!(lost_cm2("P", "sealed", 1.5, 60) > 0));
    const double phosphorus = evaporated_cm2(1.5 * exp(-1.99 / KT_EV), 3600);
    assert_close(lost_cm2("P", "bare", 1.5, 60), phosphorus, 1e-3);
    const double boron = evaporated_cm2(27.9 * exp(-2.48 / KT_EV), 3600);
    assert_close(lost_cm2("B", "bare", 1.5, 60), boron, 1e-3);
    assert_close(lost_cm2("B", "native_oxide", 0.02, 60), boron, 1e-2);
}

/* Goal: through a native oxide as much is lost as three resistances in a row let through, once
 * the oxide is full, which takes L^2 / 6D: the interface, the oxide, evaporation. Source of the
 * time lag: H. A. Daynes, Proc. R. Soc. A 97, 286 (1920). */
static void a_native_oxide_lets_through_little(void **state)
{
    (void)state;
    const double thickness_cm = 1.5e-7, m = 30, time_s = 36000;
    const double d_oxide = 3.79e-9 * exp(-2.290 / KT_EV);
    const double resistance =
        1 / (1.5 * exp(-1.99 / KT_EV)) + m / 1.66e-7 + m * thickness_cm / d_oxide;
    const double lag_s = thickness_cm * thickness_cm / (6 * d_oxide);
    assert_close(lost_cm2("P", "native_oxide", 1.5, 600), 1e18 / resistance * (time_s - lag_s),
                 1e-2);
}

/* Goal: a Gaussian given as a table of its values ends, after a drive-in, at the Gaussian's own
 * junction within 0.02 %, by either model, and with its dose but for what the table's chords,
 * straight in the logarithm, leave out: h^2 / 12 sigma^2 of it between points h apart. */
static void a_sampled_gaussian_is_the_gaussian(void **state)
{
    (void)state;
    static const char *const MODEL[] = {"fermi", "constant"};
    for (int i = 0; i < 2; i++) {
        char depths[2048] = "", concs[4096] = "", text[8192];
        const double sigma_nm = 40, peak_nm = 120, dose = 1e14, apart_nm = 4.5;
        const double kept = 1 - pow(apart_nm / sigma_nm, 2) / 12;
        for (int j = 0; j <= 100; j++) {
            const double x = apart_nm * j, to = (x - peak_nm) / sigma_nm,
                         from = (x + peak_nm) / sigma_nm;
            const double conc = dose / (sigma_nm * 1e-7 * sqrt(2 * 3.14159265358979)) *
                                (exp(-0.5 * to * to) + exp(-0.5 * from * from));
            snprintf(depths + strlen(depths), sizeof depths - strlen(depths), "%s%g",
                     j ? "," : "", x);
            snprintf(concs + strlen(concs), sizeof concs - strlen(concs), "%s%.10e",
                     j ? "," : "", conc);
        }
        static const char TAIL[] =
            "},'substrate':{'dopant':'P','conc_cm3':1e15},'steps':[{'type':'furnace',"
            "'temp_c':1050,'time_min':30}],'model':{'solver':'numerical','diffusion':";
        test_run table, formula;
        snprintf(text, sizeof text,
                 "{'initial':{'dopant':'B','depth_nm':[%s],'conc_cm3':[%s]%s'%s'}}", depths,
                 concs, TAIL, MODEL[i]);
        test_run_well(&table, text);
        snprintf(
            text, sizeof text,
            "{'initial':{'dopant':'B','dose_cm2':%g,'peak_depth_nm':%g,'sigma_nm':%g%s'%s'}}",
            dose, peak_nm, sigma_nm, TAIL, MODEL[i]);
        test_run_well(&formula, text);
        assert_close(test_kpi(&table, KILN_KPI_JUNCTION_DEPTH),
                     test_kpi(&formula, KILN_KPI_JUNCTION_DEPTH), 2e-4);
        assert_close(test_kpi(&table, KILN_KPI_DOSE_SILICON),
                     kept * test_kpi(&formula, KILN_KPI_DOSE_SILICON), 1e-4);
        test_run_free(&table);
        test_run_free(&formula);
    }
}

/* Goal: a measured profile with noise, down to its detection limit where it breaks off, is run
 * and keeps its dose. Why: that is what SIMS gives. */
static void a_noisy_profile_is_run(void **state)
{
    (void)state;
    enum { POINTS = 150 };
    char depths[2048] = "", concs[4096] = "", text[8192];
    double before_cm3 = 0, dose_cm2 = 0;
    kiln_random random = kiln_random_start(5, 5);
    for (int j = 0; j < POINTS; j++) {
        const double x = 4 * j + 1, clean = 1e20 * exp(-x / 30) + 1e15;
        const double conc = clean * exp(2 * (kiln_random_uniform(&random) - 0.5));
        dose_cm2 += j ? 4e-7 * (conc - before_cm3) / log(conc / before_cm3) : 1e-7 * conc;
        before_cm3 = conc;
        snprintf(depths + strlen(depths), sizeof depths - strlen(depths), "%s%g", j ? "," : "",
                 x);
        snprintf(concs + strlen(concs), sizeof concs - strlen(concs), "%s%.3e", j ? "," : "",
                 conc);
    }
    snprintf(text, sizeof text,
             "{'initial':{'dopant':'B','depth_nm':[%s],'conc_cm3':[%s]},"
             "'substrate':{'dopant':'P','conc_cm3':1e16},"
             "'steps':[{'type':'furnace','temp_c':1000,'time_min':10}]}",
             depths, concs);
    test_run done;
    test_run_well(&done, text);
    assert_close(test_kpi(&done, KILN_KPI_DOSE_SILICON), dose_cm2, 1e-4);
    assert_true(test_kpi(&done, KILN_KPI_JUNCTION_DEPTH) > 30 * log(1e4));
    test_run_free(&done);
}

/* Goal: a strip without a word on the surface says what it takes for granted, once, and an etch
 * of nothing says so; with a word there is no warning. */
static void strips_warn_of_what_is_taken_for_granted(void **state)
{
    (void)state;
#define FLOW(surface)                                                                       \
    "{'substrate':{'dopant':'P','conc_cm3':1e15},'initial':{'dopant':'B','dose_cm2':1e13,"  \
    "'sigma_nm':50},'steps':[{'type':'deposit','material':'oxide','thickness_nm':25},"      \
    "{'type':'etch','material':'all'},{'type':'etch','material':'oxide','thickness_nm':5}," \
    "{'type':'furnace','segments':[{'temp_c':900,'time_min':10},{'time_min':5}]" surface "}]}"
    test_run silent, said;
    test_run_well(&silent, FLOW(""));
    assert_true(test_warned(&silent, "/steps/3/segments/0", "taken as sealed"));
    assert_false(test_warned(&silent, "/steps/3/segments/1", "taken as sealed"));
    assert_true(test_warned(&silent, "/steps/2", "no oxide to etch"));
    test_run_well(&said, FLOW(",'surface':'bare'"));
    assert_false(test_warned(&said, "/steps/3/segments/0", "taken as sealed"));
    assert_true(test_kpi(&said, KILN_KPI_DOSE_LOST) > 0);
#undef FLOW
    test_run_free(&silent);
    test_run_free(&said);
}

/* Goal: a source finds bare silicon after a strip, and is refused over a film. */
static void a_source_needs_bare_silicon(void **state)
{
    (void)state;
    static const char *const ETCH[] = {"", "{'type':'etch','material':'all'},"};
    for (int i = 0; i < 2; i++) {
        char text[512];
        test_run done;
        snprintf(text, sizeof text,
                 "{'steps':[{'type':'deposit','material':'oxide','thickness_nm':25},%s"
                 "{'type':'furnace','temp_c':950,'time_min':10,"
                 "'source':{'dopant':'B','surface_conc_cm3':5e19}}]}",
                 ETCH[i]);
        test_run_text(&done, text, NULL);
        assert_int_equal(done.status, i ? KILN_OK : KILN_UNSUPPORTED);
        if (i)
            assert_close(test_kpi(&done, KILN_KPI_SURFACE_CONC), 5e19, 1e-4);
        else
            assert_string_equal(done.diag.issue[0].pointer, "/steps/1/source");
        test_run_free(&done);
    }
}

/* Goal: an oxide that grows over precipitates says that its dose is not to be trusted, also
 * when they have dissolved by its end; one over dopant that all moves does not, nor one that
 * stays above them. */
static void oxide_over_precipitates_warns(void **state)
{
    (void)state;
    static const struct {
        const char *starts, *inactive, *furnace;
        bool warned;
    } TRIALS[] = {
        {"'sigma_nm':20", "immobile", "'temp_c':900,'time_min':5,'ambient':'dry_o2'", true},
        {"'sigma_nm':20", "mobile", "'temp_c':900,'time_min':5,'ambient':'dry_o2'", false},
        {"'sigma_nm':20", "immobile",
         "'segments':[{'temp_c':900,'time_min':5,"
         "'ambient':'dry_o2'},{'temp_c':1150,'time_min':60}]",
         true},
        {"'peak_depth_nm':200,'sigma_nm':20", "immobile",
         "'temp_c':850,'time_min':5,'ambient':'dry_o2'", false},
    };
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text,
                 "{'substrate':{'dopant':'B','conc_cm3':1e15},"
                 "'initial':{'dopant':'As','dose_cm2':5e15,%s},"
                 "'steps':[{'type':'furnace',%s}],'model':{'inactive':'%s'}}",
                 TRIALS[i].starts, TRIALS[i].furnace, TRIALS[i].inactive);
        test_run_well(&run, text);
        assert_int_equal(test_warned(&run, "/model/inactive", "precipitate"), TRIALS[i].warned);
        test_run_free(&run);
    }
}

/* Goal: a chemical source ends as its dopant does at the solubility, or at the concentration
 * that is given with it, in either diffusion model. */
static void a_chemical_brings_its_dopant(void **state)
{
    (void)state;
    static const struct {
        const char *chemical, *dopant;
    } BRINGS[] = {{"pocl3", "P"}, {"ph3", "P"},  {"bbr3", "B"},  {"bcl3", "B"},
                  {"bn", "B"},    {"b2h6", "B"}, {"ash3", "As"}, {"sb2o3", "Sb"}};
    static const char *const CONC[][2] = {
        {"", ",'surface_conc_cm3':'solubility'"},
        {",'surface_conc_cm3':1e19", ",'surface_conc_cm3':1e19"}};
    for (size_t i = 0; i < 2 * sizeof BRINGS / sizeof BRINGS[0]; i++) {
        const char *const *conc = CONC[i % 2];
        double xj_nm[2], dose_cm2[2];
        for (int j = 0; j < 2; j++) {
            char text[512];
            test_run run;
            snprintf(text, sizeof text,
                     "{'substrate':{'dopant':'%s','conc_cm3':1e15},'steps':[{'type':'furnace',"
                     "'temp_c':950,'time_min':10,'source':{'%s':'%s'%s}}],"
                     "'model':{'diffusion':'%s'}}",
                     strcmp(BRINGS[i / 2].dopant, "B") == 0 ? "P" : "B",
                     j ? "dopant" : "chemical",
                     j ? BRINGS[i / 2].dopant : BRINGS[i / 2].chemical, conc[j],
                     i < 8 ? "constant" : "fermi");
            test_run_well(&run, text);
            xj_nm[j] = test_kpi(&run, KILN_KPI_JUNCTION_DEPTH);
            dose_cm2[j] = test_kpi(&run, KILN_KPI_DOSE_SILICON);
            test_run_free(&run);
        }
        assert_true(xj_nm[0] == xj_nm[1] && dose_cm2[0] == dose_cm2[1] && xj_nm[0] > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_atom_is_accounted_for),
        cmocka_unit_test(a_stripped_wafer_starts_anew),
        cmocka_unit_test(a_film_enters_an_oxidation_by_its_thickness),
        cmocka_unit_test(a_bare_surface_evaporates),
        cmocka_unit_test(a_native_oxide_lets_through_little),
        cmocka_unit_test(a_sampled_gaussian_is_the_gaussian),
        cmocka_unit_test(a_noisy_profile_is_run),
        cmocka_unit_test(strips_warn_of_what_is_taken_for_granted),
        cmocka_unit_test(a_source_needs_bare_silicon),
        cmocka_unit_test(a_chemical_brings_its_dopant),
        cmocka_unit_test(oxide_over_precipitates_warns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
