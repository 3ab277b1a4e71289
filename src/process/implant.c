/* What an implantation leaves. */
#include "implant.h"

#include "kiln/math.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

static const double DEGREE = 3.14159265358979323846 / 180;

static kiln_status refuse_ion(const kiln_implant *implant, const kiln_implant_target *target,
                              const char *material, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.pointer, sizeof issue.pointer, "%s/species", target->pointer);
    snprintf(issue.message, sizeof issue.message,
             "the parameter set \"%.64s\" has no ranges of %s in %s", target->set->name,
             kiln_choice_name(&kiln_ions, implant->species), material);
    snprintf(issue.mend, sizeof issue.mend,
             "give them under /implant in the set, or use set \"kiln\"");
    return kiln_diag_add(diag, &issue);
}

/* The ions' distribution in a thick target, along the normal of the wafer. */
static kiln_status distribution(const kiln_implant *implant, const kiln_implant_target *target,
                                kiln_stopper material, kiln_validity *validity,
                                kiln_moments *moments, kiln_pearson *pearson, kiln_diag *diag)
{
    static const char *const WORDS[KILN_STOPPER_COUNT] = {
        [KILN_STOPPER_SILICON] = "silicon", [KILN_STOPPER_OXIDE] = "oxide"};
    if (!kiln_ion_moments(target->set, (kiln_ion)implant->species, material,
                          implant->energy_kev, validity, moments))
        return refuse_ion(implant, target, WORDS[material], diag);
    moments->mean *= cos(DEGREE * implant->tilt_deg);
    return kiln_pearson_of(moments, target->pointer, pearson, diag);
}

/* The depth that has a share of silicon's distribution on one side. Of two sides the one with
 * the smaller share is looked at, in its logarithm: the other is 1 to rounding. */
typedef struct matching {
    const kiln_implanted *implanted;
    double share; /* of what lies below the top */
    bool above;   /* between the top and the depth, else below it */
} matching;

static double share_at(const matching *m, double depth_cm)
{
    const kiln_implanted *of = m->implanted;
    const double from_cm = m->above ? 0 : depth_cm;
    const double to_cm = m->above ? depth_cm : (double)INFINITY;
    return kiln_pearson_between(&of->silicon, from_cm, to_cm) / of->in_silicon;
}

static double excess(double depth_cm, const void *context)
{
    const matching *m = context;
    return log(fmax(share_at(m, depth_cm), DBL_MIN)) - log(m->share);
}

/* The thickness of silicon that holds as much as the oxide: 0 where that is nothing, all of the
 * profile where nothing comes through. */
static kiln_status match_doses(kiln_implanted *made, const char *pointer, kiln_diag *diag)
{
    const double extent_cm = kiln_implanted_extent(made);
    const double held = kiln_pearson_between(&made->oxide, 0, made->oxide_cm);
    const double through = kiln_pearson_between(&made->oxide, made->oxide_cm, (double)INFINITY);
    const matching m = {.implanted = made,
                        .share = fmin(held, through) / made->in_oxide,
                        .above = held < through};
    const kiln_root_settings settings = {.what = "depth that matches the oxide",
                                         .pointer = pointer};
    if (!(m.share > fmax(DBL_MIN, m.above ? 0 : share_at(&m, extent_cm)))) {
        made->matched_cm = m.above ? 0 : extent_cm;
        return KILN_OK;
    }
    return kiln_root_find(excess, &m, 0, extent_cm, &settings, &made->matched_cm, diag);
}

/* The second distribution, if the set knows of channels and anything comes through the oxide.
 * What is of the oxide's thickness in it is cut off, as the set's fractions are of the rest. */
static kiln_status channel(const kiln_implant *implant, const kiln_implant_target *target,
                           const kiln_moments *first, kiln_validity *validity,
                           kiln_implanted *made, kiln_diag *diag)
{
    static const double LEAST = 1e-9; /* below it neither counts */
    const kiln_beam beam = {.energy_kev = implant->energy_kev,
                            .dose_cm2 = implant->dose_cm2,
                            .tilt_deg = implant->tilt_deg,
                            .oxide_cm = target->oxide_cm};
    const kiln_channelled channelled =
        kiln_ion_channelled(target->set, (kiln_ion)implant->species, &beam, first, validity);
    if (!(channelled.fraction > 0))
        return KILN_OK;
    const kiln_status status =
        kiln_pearson_of(&channelled.moments, target->pointer, &made->channelled, diag);
    if (status != KILN_OK)
        return status;
    const double from_cm = made->matched_cm;
    made->through =
        kiln_pearson_between(&made->silicon, from_cm, (double)INFINITY) / made->in_silicon;
    made->in_channelled = kiln_pearson_between(&made->channelled, from_cm, (double)INFINITY);
    made->channelled_straggle_cm = channelled.moments.deviation;
    if (made->through > LEAST && made->in_channelled > LEAST)
        made->fraction = channelled.fraction;
    return KILN_OK;
}

double kiln_implanted_between(const kiln_implanted *implanted, double from_cm, double to_cm)
{
    const double fraction = implanted->fraction;
    double share = (1 - fraction) * kiln_pearson_between(&implanted->silicon, from_cm, to_cm) /
                   implanted->in_silicon;
    if (fraction > 0)
        share += fraction * implanted->through *
                 kiln_pearson_between(&implanted->channelled, from_cm, to_cm) /
                 implanted->in_channelled;
    return share;
}

kiln_status kiln_implant_of(const kiln_implant *implant, const kiln_implant_target *target,
                            kiln_validity *validity, kiln_implanted *implanted, kiln_diag *diag)
{
    kiln_implanted made = {.dopant = kiln_ion_dopant((kiln_ion)implant->species),
                           .dose_cm2 = implant->dose_cm2,
                           .oxide_cm = target->oxide_cm};
    kiln_moments moments;
    kiln_status status = distribution(implant, target, KILN_STOPPER_SILICON, validity, &moments,
                                      &made.silicon, diag);
    if (status != KILN_OK)
        return status;
    made.range_cm = moments.mean;
    made.straggle_cm = moments.deviation;
    made.in_silicon = kiln_pearson_between(&made.silicon, 0, (double)INFINITY);
    const kiln_moments first = moments;
    if (target->oxide_cm > 0) {
        status = distribution(implant, target, KILN_STOPPER_OXIDE, validity, &moments,
                              &made.oxide, diag);
        if (status != KILN_OK)
            return status;
        made.in_oxide = kiln_pearson_between(&made.oxide, 0, (double)INFINITY);
        status = match_doses(&made, target->pointer, diag);
        if (status != KILN_OK)
            return status;
    }
    status = channel(implant, target, &first, validity, &made, diag);
    if (status != KILN_OK)
        return status;
    *implanted = made;
    return KILN_OK;
}

double kiln_implanted_in_oxide(const kiln_implanted *implanted)
{
    if (!(implanted->oxide_cm > 0))
        return 0;
    return kiln_pearson_between(&implanted->oxide, 0, implanted->oxide_cm) /
           implanted->in_oxide;
}

double kiln_implanted_peak(const kiln_implanted *implanted)
{
    const double fraction = implanted->fraction;
    double peak = (1 - fraction) / implanted->in_silicon *
                  kiln_pearson_density(&implanted->silicon, implanted->silicon.mode);
    if (fraction > 0)
        peak += fraction * implanted->through / implanted->in_channelled *
                kiln_pearson_density(&implanted->channelled, implanted->channelled.mode);
    return implanted->dose_cm2 * peak;
}

/* Where a distribution falls below a density, from its mean on. */
static double extent_of(const kiln_pearson *pearson, double straggle_cm, double least)
{
    enum { STRAGGLES_MOST = 40, PARTS = 4 };
    const double step_cm = straggle_cm / PARTS;
    double depth_cm = fmax(pearson->mean, step_cm);
    for (int i = 0; i < STRAGGLES_MOST * PARTS; i++) {
        if (!(kiln_pearson_density(pearson, depth_cm) > least))
            break;
        depth_cm += step_cm;
    }
    return depth_cm;
}

double kiln_implanted_extent(const kiln_implanted *implanted)
{
    static const double SHARE = 1e-16;
    const kiln_pearson *silicon = &implanted->silicon;
    const double least = SHARE * kiln_pearson_density(silicon, silicon->mode);
    const double extent_cm = extent_of(silicon, implanted->straggle_cm, least);
    if (!(implanted->fraction > 0))
        return extent_cm;
    return fmax(extent_cm, extent_of(&implanted->channelled, implanted->channelled_straggle_cm,
                                     least / implanted->fraction));
}

double kiln_implanted_mean(const kiln_implanted *implanted, double from_cm, double to_cm)
{
    const double down_cm = to_cm <= 0 ? implanted->oxide_cm : implanted->matched_cm;
    const double from = from_cm + down_cm, to = to_cm + down_cm;
    const double share =
        to_cm <= 0 ? kiln_pearson_between(&implanted->oxide, from, to) / implanted->in_oxide
                   : kiln_implanted_between(implanted, from, to);
    return implanted->dose_cm2 * share / (to_cm - from_cm);
}
