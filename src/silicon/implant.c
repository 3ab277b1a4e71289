/* Ranges of ions, from the tables of a parameter set. */
#include "kiln/silicon/implant.h"

#include "tables.h"

kiln_dopant kiln_ion_dopant(kiln_ion ion)
{
    return ion == KILN_ION_BF2 ? KILN_BORON : (kiln_dopant)ion;
}

/* A straight line through the two points around x, or the last two before it. */
static double line(const double x[], const double y[], size_t i, double at)
{
    return y[i] + (y[i + 1] - y[i]) * (at - x[i]) / (x[i + 1] - x[i]);
}

bool kiln_ion_moments(const kiln_model_set *set, kiln_ion ion, kiln_stopper target,
                      double energy_kev, kiln_validity *validity, kiln_moments *moments)
{
    const ranges_table *table = &set->tables->ranges[ion];
    if (table->count < 2 || !table->known[target])
        return false;
    const double *x = table->log_energy;
    const double at = log(energy_kev), inside = fmin(fmax(at, x[0]), x[table->count - 1]);
    size_t i = 0;
    while (i + 2 < table->count && at > x[i + 1])
        i++;
    kiln_validity_check(validity, &table->range, energy_kev);
    *moments =
        (kiln_moments){.mean = exp(line(x, table->target[target].log_range, i, at)),
                       .deviation = exp(line(x, table->target[target].log_straggle, i, at)),
                       .skewness = line(x, table->target[target].skewness, i, inside),
                       .kurtosis = line(x, table->target[target].kurtosis, i, inside)};
    return true;
}

/* Where a number lies among rising ones, kept between the ends: weights of two of them. */
typedef struct place {
    size_t at[2];
    double weight[2];
} place;

static place place_among(const double x[], size_t count, double at)
{
    size_t i = 0;
    while (i + 2 < count && at > x[i + 1])
        i++;
    if (count < 2)
        return (place){.weight = {1, 0}};
    const double share = fmin(fmax((at - x[i]) / (x[i + 1] - x[i]), 0), 1);
    return (place){.at = {i, i + 1}, .weight = {1 - share, share}};
}

static double mean_of(const place *p, const double x[])
{
    return p->weight[0] * x[p->at[0]] + p->weight[1] * x[p->at[1]];
}

static double bell(double x)
{
    return exp(-x * x);
}

/* How much of each of the table's beams an implantation is. */
static void beam_shares(const channel_table *t, const place *energy, const kiln_beam *beam,
                        double share[CHANNEL_BEAM_COUNT])
{
    const double acceptance_deg = exp(mean_of(energy, t->log_acceptance));
    const double straight = exp(-beam->oxide_cm / exp(mean_of(energy, t->log_oxide)));
    const double least = bell(t->tilt_range.high / acceptance_deg);
    const double along = fmax(bell(beam->tilt_deg / acceptance_deg) - least, 0) / (1 - least);
    share[CHANNEL_ALIGNED] = straight * along;
    share[CHANNEL_TILTED] = straight * (1 - along);
    share[CHANNEL_SCATTERED] = 1 - straight;
}

/* sum += a beam's at one of the energies, counted by its fraction. Between doses the fraction
 * goes by powers: what has come to rest stays as it is while the dose rises. */
static void add_beam(channelled_row *sum, const channel_table *t, int beam, size_t energy,
                     const place *dose, double weight)
{
    static const double LEAST = 1e-12;
    double log_fraction = 0;
    for (int d = 0; d < 2; d++)
        log_fraction +=
            dose->weight[d] * log(fmax(t->row[beam][dose->at[d]][energy].fraction, LEAST));
    const double part = weight * exp(log_fraction);
    sum->fraction += part;
    for (int d = 0; d < 2; d++) {
        const channelled_row *row = &t->row[beam][dose->at[d]][energy];
        sum->log_range += part * dose->weight[d] * row->log_range;
        sum->log_straggle += part * dose->weight[d] * row->log_straggle;
        sum->skewness += part * dose->weight[d] * row->skewness;
    }
}

kiln_channelled kiln_ion_channelled(const kiln_model_set *set, kiln_ion ion,
                                    const kiln_beam *beam, const kiln_moments *first,
                                    kiln_validity *validity)
{
    const channel_table *t = &set->tables->ranges[ion].channel;
    kiln_channelled none = {.fraction = 0};
    if (t->count < 2)
        return none;
    const place energy = place_among(t->log_energy, t->count, log(beam->energy_kev));
    const place dose = place_among(t->log_dose, t->doses, log(beam->dose_cm2));
    double share[CHANNEL_BEAM_COUNT];
    channelled_row sum = {0};
    kiln_validity_check(validity, &t->energy_range, beam->energy_kev);
    kiln_validity_check(validity, &t->dose_range, beam->dose_cm2);
    kiln_validity_check(validity, &t->tilt_range, beam->tilt_deg);
    beam_shares(t, &energy, beam, share);
    for (int b = 0; b < CHANNEL_BEAM_COUNT; b++)
        for (int e = 0; e < 2; e++)
            add_beam(&sum, t, b, energy.at[e], &dose, share[b] * energy.weight[e]);
    if (!(sum.fraction > 0))
        return none;
    const double skewness = sum.skewness / sum.fraction;
    return (kiln_channelled){
        .fraction = fmin(sum.fraction, 1),
        .moments = {.mean = first->mean * exp(sum.log_range / sum.fraction),
                    .deviation = first->deviation * exp(sum.log_straggle / sum.fraction),
                    .skewness = skewness,
                    .kurtosis = 3 + 1.5 * skewness * skewness}};
}
