/* Recipes from a counter-based random stream. Each draw is a statement of its own, because C
 * leaves the order of arguments open. */
#include "process/random_recipe.h"

#include "kiln/math/random.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static const uint64_t STREAMS = 20261124;
static const double COLDEST_C = 800, HOTTEST_C = 1200;
static const char *const DOPANT[] = {"B", "P", "As", "Sb"};

typedef struct writer {
    kiln_random random;
    const test_recipe_kind *kind;
    char *text;
    size_t size;
    double temp_c;
    bool covered; /* there may be oxide, through which a source does not come */
} writer;

static void put(writer *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(w->text + w->size, TEST_RECIPE_MAX - w->size, format, arguments);
    va_end(arguments);
    if (size > 0)
        w->size = w->size + (size_t)size < TEST_RECIPE_MAX ? w->size + (size_t)size
                                                           : TEST_RECIPE_MAX - 1;
}

static double between(writer *w, double low, double high)
{
    return low + (high - low) * kiln_random_uniform(&w->random);
}

/* Each decade is as likely as the next. */
static double decades(writer *w, double low, double high)
{
    return low * pow(high / low, kiln_random_uniform(&w->random));
}

static int one_of(writer *w, int count)
{
    return (int)(count * kiln_random_uniform(&w->random));
}

static bool happens(writer *w, double probability)
{
    return kiln_random_uniform(&w->random) < probability;
}

static const char *comma(int index)
{
    return index ? "," : "";
}

static double bounded(const writer *w, double conc_cm3)
{
    const double most_cm3 = w->kind->most_cm3;
    return most_cm3 > 0 ? fmin(conc_cm3, most_cm3) : conc_cm3;
}

static void put_substrate(writer *w)
{
    static const char *const ORIENTATION[] = {"100", "110", "111"};
    put(w, "'substrate':{'orientation':'%s'", ORIENTATION[one_of(w, 3)]);
    if (happens(w, 0.9)) {
        const double most_cm3 = happens(w, 0.1) ? 3e19 : 1e18;
        const double conc_cm3 = bounded(w, decades(w, 1e13, most_cm3));
        put(w, ",'dopant':'%s','conc_cm3':%.6g", DOPANT[one_of(w, 4)], conc_cm3);
    }
    if (happens(w, 0.3))
        put(w, ",'native_oxide_nm':%.4g", between(w, 0, 4));
    put(w, "}");
}

static void put_profiles(writer *w)
{
    const int count = one_of(w, 4);
    put(w, ",'initial':[");
    for (int i = 0; i < count; i++) {
        const bool at_surface = happens(w, 0.3);
        const double peak_nm = at_surface ? 0 : decades(w, 5, 2000);
        const double sigma_nm = decades(w, 5, 300);
        const double dose_cm2 = decades(w, 1e11, 1e16);
        const double per_peak_cm =
            sigma_nm * 1e-7; /* at most half of it is beyond the surface */
        put(w, "%s{'dopant':'%s','dose_cm2':%.6g,'peak_depth_nm':%.6g,'sigma_nm':%.6g}",
            comma(i), DOPANT[one_of(w, 4)], per_peak_cm * bounded(w, dose_cm2 / per_peak_cm),
            peak_nm, sigma_nm);
    }
    put(w, "]");
}

/* Whether it has a source, which wants an inert gas. */
static bool put_source(writer *w, char text[], size_t size)
{
    text[0] = '\0';
    if (w->covered || !happens(w, 0.3))
        return false;
    const char *dopant = DOPANT[one_of(w, 4)];
    const double conc_cm3 = bounded(w, decades(w, 1e16, 1e21));
    const bool as_it_comes = happens(w, 0.3) && !(w->kind->most_cm3 > 0);
    if (as_it_comes && happens(w, 0.5))
        snprintf(text, size, ",'source':'pocl3'");
    else if (as_it_comes)
        snprintf(text, size, ",'source':{'dopant':'%s','surface_conc_cm3':'solubility'}",
                 dopant);
    else
        snprintf(text, size, ",'source':{'dopant':'%s','surface_conc_cm3':%.6g}", dopant,
                 conc_cm3);
    return true;
}

/* What a segment has beside temperature and time. */
static void put_conditions(writer *w)
{
    static const char *const GAS[] = {"dry_o2", "wet_o2", "steam", "h2_o2"};
    static const char *const SURFACE[] = {"bare", "sealed", "native_oxide"};
    char source[96];
    const bool held = put_source(w, source, sizeof source);
    const int gas = held || happens(w, 0.5) ? -1 : one_of(w, 4);
    put(w, ",'ambient':'%s'%s", gas < 0 ? "n2" : GAS[gas], source);
    if (gas == 3)
        put(w, ",'h2_o2_ratio':%.4g", between(w, 0.1, 2));
    if (happens(w, 0.2))
        put(w, ",'pressure_atm':%.4g", decades(w, 0.01, 25));
    if (gas >= 0 && happens(w, 0.2))
        put(w, ",'hcl_percent':%.4g", between(w, 0, 10));
    const int surface = one_of(w, 4) - 1;
    if (surface >= 0)
        put(w, ",'surface':'%s'", SURFACE[surface]);
    w->covered = w->covered || gas >= 0 || (surface == 2 && !held);
}

static void put_segment(writer *w)
{
    const bool ramp = happens(w, 0.35);
    const double from_c = w->temp_c;
    double to_c = from_c, time_s = decades(w, 1, 36000);
    if (ramp) {
        to_c = between(w, COLDEST_C, HOTTEST_C);
        time_s = 1 + 60 * fabs(to_c - from_c) / between(w, 2, 30);
    }
    const size_t from = w->size;
    put_conditions(w);
    char conditions[512];
    snprintf(conditions, sizeof conditions, "%s", w->text + from);
    w->size = from;
    const double middle_c = 0.5 * (from_c + to_c);
    if (w->kind->halved)
        put(w, "{'temp_c':%.17g,'to_temp_c':%.17g,'time_s':%.17g%s},", from_c, middle_c,
            0.5 * time_s, conditions);
    put(w, "{'temp_c':%.17g,'to_temp_c':%.17g,'time_s':%.17g%s}",
        w->kind->halved ? middle_c : from_c, to_c, w->kind->halved ? 0.5 * time_s : time_s,
        conditions);
    w->temp_c = to_c;
}

static void put_deposit(writer *w)
{
    const int dopants = one_of(w, 3), first = one_of(w, 4);
    put(w, "{'type':'deposit','material':'oxide','thickness_nm':%.6g", decades(w, 1, 500));
    put(w, ",'doping':[");
    for (int i = 0; i < dopants; i++)
        put(w, "%s{'dopant':'%s','conc_cm3':%.6g}", comma(i), DOPANT[(first + i) % 4],
            bounded(w, decades(w, 1e16, 1e21)));
    put(w, "]}");
    w->covered = true;
}

/* Straggles are about a third of a nm for each keV at least. */
static void put_implant(writer *w)
{
    static const char *const ION[] = {"B", "P", "As", "Sb", "bf2"};
    const char *ion = ION[one_of(w, 5)];
    const double energy_kev = decades(w, 0.5, 500);
    const double width_cm = 0.6e-7 * energy_kev;
    const double dose_cm2 = width_cm * bounded(w, decades(w, 1e11, 1e16) / width_cm);
    put(w, "{'type':'implant','species':'%s','energy_kev':%.6g,'dose_cm2':%.6g,'tilt_deg':%d}",
        ion, energy_kev, fmax(dose_cm2, 1e10), 7 * one_of(w, 3));
}

static void put_step(writer *w)
{
    const double kind = kiln_random_uniform(&w->random);
    if (kind < 0.12) {
        put_deposit(w);
    } else if (kind < 0.24) {
        put(w, "{'type':'etch','material':'oxide'");
        if (happens(w, 0.4))
            put(w, ",'thickness_nm':%.6g", decades(w, 1, 300));
        else
            w->covered = false;
        put(w, "}");
    } else if (kind < 0.34) {
        put_implant(w);
    } else {
        const int segments = 1 + one_of(w, 3);
        put(w, "{'type':'furnace','segments':[");
        for (int i = 0; i < segments; i++) {
            put(w, "%s", comma(i));
            put_segment(w);
        }
        put(w, "]}");
    }
}

static void put_model(writer *w)
{
    const bool constant = happens(w, 0.25);
    put(w, ",'model':{'diffusion':'%s','solver':'numerical'", constant ? "constant" : "fermi");
    if (happens(w, 0.4))
        put(w, ",'oed':'none'");
    if (happens(w, 0.15))
        put(w, ",'activation':'end'");
    if (happens(w, 0.15))
        put(w, ",'set':'supremiv'");
    if (w->kind->tolerance > 0)
        put(w, ",'tolerance':%g", w->kind->tolerance);
    put(w, "}");
}

void test_random_recipe(uint64_t seed, const test_recipe_kind *kind, char text[TEST_RECIPE_MAX])
{
    writer w = {.random = kiln_random_start(STREAMS, seed), .kind = kind, .text = text};
    put(&w, "{");
    put_substrate(&w);
    put_profiles(&w);
    const int steps = 1 + one_of(&w, 4);
    w.temp_c = between(&w, COLDEST_C, HOTTEST_C);
    put(&w, ",'steps':[");
    for (int i = 0; i < steps; i++) {
        put(&w, "%s", comma(i));
        put_step(&w);
    }
    put(&w, "]");
    put_model(&w);
    put(&w, "}");
}
