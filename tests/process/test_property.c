/* Random recipes, from text to result: what holds of every one of them.
 *
 *   process-property any|halves|finer PART PARTS    every PARTS-th recipe, from PART on */
#include "process/numeric.h"
#include "process/random_recipe.h"
#include "process/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of all parts together. */
enum { ANY_RECIPES = 512, HALVED_RECIPES = 100, FINER_RECIPES = 130 };
/* More steps than any recipe needs; the most seen is half of it. */
enum { STEPS_MOST = 40000 };
/* Below every solubility. Runs are compared without precipitates, because with them 3 of 100
 * recipes in halves and 2 of 330 at a finer tolerance end elsewhere: junctions by 0.2 to 0.5 %,
 * and much more where an oxide grows through them. */
static const double DISSOLVED_CM3 = 5e18;

static uint64_t part, parts;

/* --- what the run holds inside ------------------------------------------------------------ */

/* The mesh of the last run, in its arena, and what the silicon held of each dopant before
 * anything was put in. kiln_simulate has no way to tell, so that the linker sends its call of
 * kiln_numeric_take here (--wrap in meson.build). */
static struct {
    const kiln_numeric *numeric;
    double substrate_cm2[KILN_DOPANT_COUNT];
} inside;

kiln_status __real_kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                                     kiln_numeric **numeric, kiln_diag *diag);
kiln_status __wrap_kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                                     kiln_numeric **numeric, kiln_diag *diag);

kiln_status __wrap_kiln_numeric_take(const kiln_numeric_start *start, kiln_arena *arena,
                                     kiln_numeric **numeric, kiln_diag *diag)
{
    const kiln_status status = __real_kiln_numeric_take(start, arena, numeric, diag);
    if (status != KILN_OK)
        return status;
    const kiln_mesh *mesh = &(*numeric)->field.mesh;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        inside.substrate_cm2[i] = start->substrate_cm3[i] * mesh->node[mesh->cells];
    inside.numeric = *numeric;
    return KILN_OK;
}

/* --- running ------------------------------------------------------------------------------ */

/* A recipe that is run, with what is needed to say what is wrong with it. */
typedef struct trial {
    uint64_t seed;
    char text[TEST_RECIPE_MAX];
    test_run run;
} trial;

/* Fails with the recipe, ready for `kiln simulate -`. */
#define REFUSE(trial, ...)                                               \
    do {                                                                 \
        print_error("recipe %llu: ", (unsigned long long)(trial)->seed); \
        print_error(__VA_ARGS__);                                        \
        for (char *at = (trial)->text; *at; at++)                        \
            *at = *at == '\'' ? '"' : *at;                               \
        fprintf(stderr, "\n%s\n", (trial)->text);                        \
        fail();                                                          \
    } while (0)

static void run_trial(trial *t, uint64_t seed, const test_recipe_kind *kind)
{
    const kiln_run_options options = {.max_steps = STEPS_MOST};
    t->seed = seed;
    inside.numeric = NULL;
    test_random_recipe(seed, kind, t->text);
    test_run_text(&t->run, t->text, &options);
    if (t->run.status != KILN_OK) {
        const kiln_issue *issue = &t->run.diag.issue[t->run.diag.count - 1];
        REFUSE(t, "status %d, %s: %s", (int)t->run.status, issue->pointer, issue->message);
    }
}

/* --- what holds of one result ------------------------------------------------------------- */

static void check_kpis(trial *t, const kiln_kpis *kpis)
{
    for (int i = 0; i < KILN_KPI_COUNT; i++) {
        const double value = kpis->value[i];
        /* Beyond the substrate's share there may be less than nothing in the silicon. */
        if (isinf(value) || (value < 0 && i != KILN_KPI_DOSE_SILICON))
            REFUSE(t, "%s is %g", kiln_choice_name(&kiln_kpi_names, i), value);
    }
    for (size_t i = 0; i < kpis->junctions_nm.count; i++)
        if (!(kpis->junctions_nm.item[i] > (i ? kpis->junctions_nm.item[i - 1] : 0)))
            REFUSE(t, "junction %zu is at %g nm", i, kpis->junctions_nm.item[i]);
}

static void check_curve(trial *t, const kiln_curve *curve, const kiln_curve *most)
{
    for (size_t i = 0; i < curve->count; i++) {
        const double bound = most ? most->item[i] * (1 + 1e-12) : 1e24;
        if (!(curve->item[i] >= 0 && curve->item[i] <= bound))
            REFUSE(t, "a curve has %g at point %zu", curve->item[i], i);
    }
}

static void check_layer(trial *t, const kiln_layer *layer)
{
    const kiln_curve *depth = &layer->depth_nm;
    if (!(depth->item[0] <= layer->top_nm && depth->item[depth->count - 1] >= layer->bottom_nm))
        REFUSE(t, "a layer's depths do not reach its ends");
    for (size_t i = 1; i < depth->count; i++)
        if (!(depth->item[i] > depth->item[i - 1]))
            REFUSE(t, "depth %g nm comes after %g nm", depth->item[i], depth->item[i - 1]);
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        check_curve(t, &layer->chemical[i], NULL);
        check_curve(t, &layer->active[i], &layer->chemical[i]);
    }
}

static void check_result(trial *t)
{
    const kiln_result *result = &t->run.result;
    for (size_t i = 0; i < result->steps.count; i++)
        check_kpis(t, result->steps.item[i].kpis);
    for (size_t i = 0; i < result->layers.count; i++)
        check_layer(t, &result->layers.item[i]);
    for (size_t i = 0; i < result->regions.count; i++) {
        const kiln_region *region = &result->regions.item[i];
        const double ohm_sq = region->sheet_resistance_ohm_sq;
        if (isinf(ohm_sq) || ohm_sq <= 0 || region->dose_active_cm2 < 0 ||
            region->dose_active_cm2 > region->dose_chemical_cm2 * (1 + 1e-9))
            REFUSE(t, "region %zu has %g ohm/sq, active %g, chemical %g", i, ohm_sq,
                   region->dose_active_cm2, region->dose_chemical_cm2);
    }
}

/* Each species on its own, the substrate's dopant too: what is in silicon and oxide, lost and
 * etched is what the wafer had, what was put in, and what sources gave. */
static void check_conservation(trial *t)
{
    const kiln_numeric *numeric = inside.numeric;
    for (size_t k = 0; numeric && k < numeric->species; k++) {
        const kiln_field_state *field = &numeric->field;
        const double had_cm2 =
            numeric->put_in_cm2[k] + inside.substrate_cm2[numeric->dopant[k]];
        const double gained_cm2 = field->gained_cm2[k]; /* < 0 where a source takes */
        const double there_cm2 = kiln_numeric_silicon_dose(numeric, k) +
                                 kiln_numeric_oxide_dose(numeric, k) + field->lost_cm2[k] +
                                 field->etched_cm2[k];
        const double whole_cm2 = had_cm2 + fmax(gained_cm2, 0);
        if (!(fabs(there_cm2 - gained_cm2 - had_cm2) <= 1e-6 * fmax(whole_cm2, 1e9)))
            REFUSE(t, "%s: %.9g had, %.9g gained, %.9g there",
                   kiln_choice_name(&kiln_dopants, (int)numeric->dopant[k]), had_cm2,
                   gained_cm2, there_cm2);
        for (size_t i = 0; i < field->mesh.cells; i++)
            if (!(field->conc[i * field->species + k] >= 0))
                REFUSE(t, "cell %zu holds %g", i, field->conc[i * field->species + k]);
    }
}

/* The mesh has the oxide that the result tells of. */
static void check_oxide(trial *t)
{
    const double told_nm = test_kpi(&t->run, KILN_KPI_OXIDE_THICKNESS);
    const double there_nm = inside.numeric ? -1e7 * inside.numeric->field.mesh.node[0] : 0;
    if (there_nm > 0 && !(fabs(there_nm - told_nm) <= 1e-8 * there_nm))
        REFUSE(t, "%.12g nm of oxide on the mesh, %.12g told", there_nm, told_nm);
}

/* Goal: any recipe runs to its end, conserves every dopant to 1e-6, and has nothing negative or
 * infinite in its result, dopant beyond its solubility and films on and off among them. Why:
 * nobody thinks of the combinations that chance finds. */
static void any_recipe_runs_and_conserves(void **state)
{
    (void)state;
    static const test_recipe_kind ANY = {0};
    int64_t most = 0;
    uint64_t longest = 0;
    for (uint64_t seed = part; seed < ANY_RECIPES; seed += parts) {
        trial t;
        run_trial(&t, seed, &ANY);
        check_result(&t);
        check_conservation(&t);
        check_oxide(&t);
        const kiln_solver_effort *effort = t.run.result.solver;
        if (effort && effort->steps + effort->rejected > most) {
            most = effort->steps + effort->rejected;
            longest = t.seed;
        }
        test_run_free(&t.run);
    }
    print_message("most steps tried: %lld, by recipe %llu\n", (long long)most,
                  (unsigned long long)longest);
}

/* Goal: the same of an oxide that begins on silicon without any. Why: the mesh's oxide began
 * thicker than the wafer's by a fraction of an atom, and stuck out of its layer. */
static void an_oxide_from_nothing_fits_its_layer(void **state)
{
    (void)state;
    trial t = {.text =
                   "{'substrate':{'native_oxide_nm':0},'initial':{'dopant':'B',"
                   "'dose_cm2':1e13,'sigma_nm':30},'steps':[{'type':'furnace','temp_c':1000,"
                   "'time_min':1,'ambient':'steam'}]}"};
    inside.numeric = NULL;
    test_run_text(&t.run, t.text, NULL);
    assert_int_equal(t.run.status, KILN_OK);
    check_result(&t);
    check_conservation(&t);
    check_oxide(&t);
    test_run_free(&t.run);
}

/* --- what holds of two runs of one recipe ------------------------------------------------- */

/* Whether an error of 0.1 % of the doping, which is what is promised above 1e-8 of the peak,
 * moves a junction by less than 0.1 %. Where two profiles all but cancel over a long way, any
 * error moves it further. */
static bool definite(const kiln_result *result, double junction_nm)
{
    const kiln_layer *silicon = &result->layers.item[result->layers.count - 1];
    const double *depth_nm = silicon->depth_nm.item, *net = silicon->net_cm3.item;
    double doping = 0, peak = 0;
    size_t at = 1;
    while (at + 1 < silicon->depth_nm.count && depth_nm[at] < junction_nm)
        at++;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_curve *chemical = &silicon->chemical[i];
        for (size_t j = 0; j < chemical->count; j++)
            peak = fmax(peak, chemical->item[j]);
        doping += chemical->count ? silicon->active[i].item[at] : 0;
    }
    const double slope = fabs(net[at] - net[at - 1]) / (depth_nm[at] - depth_nm[at - 1]);
    return doping > 1e-8 * peak && 0.5 * doping < slope * junction_nm;
}

/* The next definite junction from *index on; NaN: no more. */
static double next_junction(const kiln_result *result, size_t *index)
{
    const size_t count = result->kpis->junctions_nm.count;
    while (*index < count) {
        const double junction_nm = result->kpis->junctions_nm.item[(*index)++];
        if (definite(result, junction_nm))
            return junction_nm;
    }
    return (double)NAN;
}

static bool differ(double a, double b, double relative)
{
    return !(fabs(a - b) <= relative * fmax(fabs(a), fabs(b)));
}

static int compare_junctions(trial *t, const kiln_result *other)
{
    size_t i = 0, j = 0;
    int count = 0;
    for (;;) {
        const double here_nm = next_junction(&t->run.result, &i);
        const double there_nm = next_junction(other, &j);
        if (isnan(here_nm) && isnan(there_nm))
            return count;
        if (differ(here_nm, there_nm, 1e-3))
            REFUSE(t, "a junction goes from %g to %g nm", here_nm, there_nm);
        count++;
    }
}

/* Each dose to 0.1 % of its own and of all there is. */
static void compare_doses(trial *t, const kiln_result *other)
{
    static const kiln_kpi DOSE[] = {KILN_KPI_DOSE_SILICON, KILN_KPI_DOSE_OXIDE,
                                    KILN_KPI_DOSE_LOST, KILN_KPI_DOSE_ETCHED};
    enum { DOSES = sizeof DOSE / sizeof DOSE[0] };
    double all_cm2 = 0, here_cm2[DOSES], there_cm2[DOSES];
    for (int i = 0; i < DOSES; i++) {
        here_cm2[i] = t->run.result.kpis->value[DOSE[i]];
        there_cm2[i] = other->kpis->value[DOSE[i]];
        here_cm2[i] = isnan(here_cm2[i]) ? 0 : here_cm2[i];
        there_cm2[i] = isnan(there_cm2[i]) ? 0 : there_cm2[i];
        all_cm2 += fabs(here_cm2[i]);
    }
    for (int i = 0; i < DOSES; i++) {
        const double allowed_cm2 = 1e-3 * (fabs(here_cm2[i]) + all_cm2);
        if (!(fabs(here_cm2[i] - there_cm2[i]) <= allowed_cm2))
            REFUSE(t, "%s goes from %.6g to %.6g",
                   kiln_choice_name(&kiln_kpi_names, (int)DOSE[i]), here_cm2[i], there_cm2[i]);
    }
}

/* Runs recipes in two ways that must end alike. */
typedef struct comparison {
    uint64_t recipes;
    test_recipe_kind other;
    bool junctions_alone; /* recipes without are passed over, to save their finer runs */
} comparison;

static void compare(const comparison *c)
{
    const test_recipe_kind plain = {.most_cm3 = c->other.most_cm3};
    int junctions = 0;
    for (uint64_t seed = part; seed < c->recipes; seed += parts) {
        trial t, changed;
        size_t index = 0;
        run_trial(&t, seed, &plain);
        if (!c->junctions_alone || !isnan(next_junction(&t.run.result, &index))) {
            run_trial(&changed, seed, &c->other);
            junctions += compare_junctions(&t, &changed.run.result);
            compare_doses(&t, &changed.run.result);
            test_run_free(&changed.run);
        }
        test_run_free(&t.run);
    }
    print_message("%d junctions compared\n", junctions);
    assert_true((uint64_t)junctions > c->recipes / parts / 4);
}

/* Goal: a segment in two halves ends as in one: junctions and doses within 0.1 %. Why: nothing
 * may depend on where a stage begins. */
static void halves_end_as_the_whole(void **state)
{
    (void)state;
    compare(&(comparison){.recipes = HALVED_RECIPES,
                          .other = {.halved = true, .most_cm3 = DISSOLVED_CM3}});
}

/* Goal: a tolerance tenfold finer moves no junction by 0.1 %, nor a dose by so much of all. */
static void a_finer_tolerance_moves_nothing(void **state)
{
    (void)state;
    compare(&(comparison){.recipes = FINER_RECIPES,
                          .other = {.tolerance = 1e-4, .most_cm3 = DISSOLVED_CM3},
                          .junctions_alone = true});
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest ANY[] = {
        cmocka_unit_test(an_oxide_from_nothing_fits_its_layer),
        cmocka_unit_test(any_recipe_runs_and_conserves)};
    static const struct CMUnitTest HALVES[] = {cmocka_unit_test(halves_end_as_the_whole)};
    static const struct CMUnitTest FINER[] = {
        cmocka_unit_test(a_finer_tolerance_moves_nothing)};
    parts = argc == 4 ? strtoull(argv[3], NULL, 10) : 0;
    if (parts == 0) {
        fprintf(stderr, "usage: process-property any|halves|finer PART PARTS\n");
        return 2;
    }
    part = strtoull(argv[2], NULL, 10);
    if (strcmp(argv[1], "halves") == 0)
        return cmocka_run_group_tests(HALVES, NULL, NULL);
    if (strcmp(argv[1], "finer") == 0)
        return cmocka_run_group_tests(FINER, NULL, NULL);
    return cmocka_run_group_tests(ANY, NULL, NULL);
}
