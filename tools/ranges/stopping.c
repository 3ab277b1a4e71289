/* Electronic stopping in keV and nm. */
#include "stopping.h"

#include "constants.h"

#include <assert.h>
#include <math.h>

/* xi 8 pi e^2 a0 Z1 Z2 / (Z1^2/3 + Z2^2/3)^3/2 v/v0, xi = Z1^1/6 */
static double low_kev_nm2(const ion *shot, const atom *hit, double energy_kev)
{
    const double velocity = sqrt(energy_kev / (BOHR_KEV_PER_U * shot->mass_u)); /* v/v0 */
    const double charges =
        pow(shot->z, 7.0 / 6) * hit->z / pow(pow(shot->z, 2.0 / 3) + pow(hit->z, 2.0 / 3), 1.5);
    return shot->stopping_factor * 8 * PI * E2_KEV_NM * BOHR_NM * charges * velocity;
}

static double high_kev_nm2(const ion *shot, const atom *hit, double energy_kev)
{
    /* the mean ionisation energy over Z2 */
    const double ionisation_ev =
        hit->z < 13 ? 12 + 7 / hit->z : 9.76 + 58.5 * pow(hit->z, -1.19);
    const double ionisation_kev = ionisation_ev * 1e-3;
    const double x = 4 * ELECTRON_U / shot->mass_u * energy_kev / (hit->z * ionisation_kev);
    const double shell = shot->z < 3 ? 100 * shot->z / hit->z : 5;
    return 8 * PI * pow(shot->z * E2_KEV_NM, 2) / (ionisation_kev * x) * log(1 + x + shell / x);
}

double stopping_kev_nm2(const ion *shot, const atom *hit, double energy_kev)
{
    if (energy_kev <= 0)
        return 0;
    const double low = low_kev_nm2(shot, hit, energy_kev);
    const double high = high_kev_nm2(shot, hit, energy_kev);
    return low / (1 + low / high);
}

void stopping_table_fill(const ion *shot, const target *into, double energy_max_kev,
                         stopping_table *table)
{
    table->cells_per_root_kev = STOPPING_CELLS / sqrt(energy_max_kev);
    for (size_t i = 0; i <= STOPPING_CELLS; i++) {
        const double root = (double)i / table->cells_per_root_kev;
        double sum = 0;
        for (size_t a = 0; a < into->atom_count; a++)
            sum += into->atom[a].share * stopping_kev_nm2(shot, &into->atom[a], root * root);
        table->kev_per_nm[i] = into->atoms_per_nm3 * sum;
    }
}

double stopping_kev_per_nm(const stopping_table *table, double energy_kev)
{
    const double at = sqrt(energy_kev) * table->cells_per_root_kev;
    const size_t cell = at < STOPPING_CELLS - 1 ? (size_t)at : STOPPING_CELLS - 1;
    assert(at >= 0 && at <= STOPPING_CELLS * (1 + 1e-9));
    const double *const s = table->kev_per_nm + cell;
    return s[0] + (at - (double)cell) * (s[1] - s[0]);
}
