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
