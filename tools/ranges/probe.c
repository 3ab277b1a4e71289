/* Evaluates the parts of the simulation for tests/tools/test_ranges.py. */
#include "probe.h"

#include "material.h"
#include "track.h"

#include <math.h>

static const double PROBE_KEV_MAX = 3000;

/* The numbers that name an ion and a target, and the energy. */
static int are_known(const double beam[2], double energy_kev)
{
    return beam[0] >= 0 && beam[0] < ION_COUNT && beam[1] >= 0 && beam[1] < TARGET_COUNT &&
           energy_kev >= STOP_KEV && energy_kev <= PROBE_KEV_MAX;
}

int probe_angles(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[2];
    while (fread(x, sizeof x[0], 2, in) == 2) {
        if (!scattering_holds(x[0], x[1]))
            return 0;
        const double y[2] = {scattering_angle(x[0], x[1]),
                             scattering_sin2(scattering, x[0], x[1] * x[1])};
        fwrite(y, sizeof y[0], 2, out);
    }
    return 1;
}

int probe_collisions(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[5];
    while (fread(x, sizeof x[0], 5, in) == 5) {
        if (!are_known(x, x[3]) || !(x[2] >= 0 && x[2] < ATOMS_MAX))
            return 0;
        const ion *const shot = &ION[(size_t)x[0]];
        const target *const into = &TARGET[(size_t)x[1]];
        const size_t number = (size_t)x[2] % into->atom_count;
        medium m;
        medium_fill(shot, into, x[3], scattering, &m);
        const partner *const with = &m.partner[number];
        if (!scattering_holds(x[3] * with->energy_per_kev, x[4] * sqrt(with->impact2_per_nm2)))
            return 0;
        const collision hit = collide(&m, with, x[3], x[4] * x[4]);
        const double y[4] = {shot->mass_u, into->atom[number].mass_u, hit.passed_on_kev,
                             hit.cosine};
        fwrite(y, sizeof y[0], 4, out);
    }
    return 1;
}

int probe_tracks(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[4];
    while (fread(x, sizeof x[0], 4, in) == 4) {
        if (!are_known(x, x[2]) || !(x[3] >= 0 && x[3] <= UINT32_MAX))
            return 0;
        medium m;
        medium_fill(&ION[(size_t)x[0]], &TARGET[(size_t)x[1]], x[2], scattering, &m);
        const track_end end = track(&m, x[2], (track_id){.particle = (uint32_t)x[3]});
        const double y[4] = {end.depth_nm, end.electronic_kev, end.nuclear_kev, end.left_kev};
        fwrite(y, sizeof y[0], 4, out);
    }
    return 1;
}
