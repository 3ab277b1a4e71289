/* Evaluates the parts of the simulation for tests/tools/test_ranges.py. */
#include "probe.h"

#include "material.h"
#include "track.h"

void probe_angles(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[2];
    while (fread(x, sizeof x[0], 2, in) == 2) {
        const double y[2] = {scattering_angle(x[0], x[1]),
                             scattering_sin2(scattering, x[0], x[1] * x[1])};
        fwrite(y, sizeof y[0], 2, out);
    }
}

void probe_collisions(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[5];
    while (fread(x, sizeof x[0], 5, in) == 5) {
        const ion *const shot = &ION[(size_t)x[0] % ION_COUNT];
        const target *const into = &TARGET[(size_t)x[1] % TARGET_COUNT];
        const size_t number = (size_t)x[2] % into->atom_count;
        medium m;
        medium_fill(shot, into, x[3], scattering, &m);
        const collision hit = collide(&m, &m.partner[number], x[3], x[4] * x[4]);
        const double y[4] = {shot->mass_u, into->atom[number].mass_u, hit.passed_on_kev,
                             hit.cosine};
        fwrite(y, sizeof y[0], 4, out);
    }
}

void probe_tracks(const scattering_table *scattering, FILE *in, FILE *out)
{
    double x[4];
    while (fread(x, sizeof x[0], 4, in) == 4) {
        medium m;
        medium_fill(&ION[(size_t)x[0] % ION_COUNT], &TARGET[(size_t)x[1] % TARGET_COUNT], x[2],
                    scattering, &m);
        const track_end end = track(&m, x[2], (track_id){.particle = (uint32_t)x[3]});
        const double y[4] = {end.depth_nm, end.electronic_kev, end.nuclear_kev, end.left_kev};
        fwrite(y, sizeof y[0], 4, out);
    }
}
