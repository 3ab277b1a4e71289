/* A beam's ions one after the other: each meets what those before it have damaged. The doses
 * are a decade apart, and so many ions stand for what each has more than the one before. */
#include "channel.h"

#include "constants.h"
#include "crystal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { BINS = 400 };
static const double DOSE_CM2[CHANNEL_DOSES] = {1e12, 1e13, 1e14, 1e15, 1e16};
static const double NM2_PER_CM2 = 1e14;

/* Silicon is amorphous where a tenth of its atoms is off its site: L. A. Christel, J. F.
 * Gibbons, T. W. Sigmon, J. Appl. Phys. 52, 7143 (1981). */
static const double AMORPHOUS_PER_NM3 = 5.0;

typedef struct run {
    double *depth_nm; /* [doses ions] */
    crystal crystal;
    damage damage;
} run;

/* The wafer's normal is <100>, its flat <110>: the rotation counts from there. */
static void point(const channel_settings *s, double way[3])
{
    const double tilt = s->tilt_deg * PI / 180, turn = (s->rotation_deg + 45) * PI / 180;
    way[0] = sin(tilt) * cos(turn);
    way[1] = sin(tilt) * sin(turn);
    way[2] = cos(tilt);
}

static double dose_of_stage(size_t stage)
{
    return DOSE_CM2[stage] - (stage > 0 ? DOSE_CM2[stage - 1] : 0);
}

static void shoot(const channel_settings *s, run *r)
{
    const ion *const shot = &ION[s->ion];
    crystal_beam beam = {.energy_kev = 1e-3 * s->energy_ev * shot->energy_share,
                         .oxide_nm = s->oxide_nm};
    point(s, beam.way);
    track_id id = {.seed = s->seed, .beam = (uint32_t)s->ion, .energy_ev = s->energy_ev};
    for (size_t stage = 0; stage < s->doses; stage++) {
        const double ions_per_nm2 = dose_of_stage(stage) / (NM2_PER_CM2 * (double)s->ions);
        r->damage.defects_scale =
            shot->surviving * ions_per_nm2 / (DAMAGE_BIN_NM * AMORPHOUS_PER_NM3);
        for (size_t i = 0; i < s->ions; i++, id.particle++)
            r->depth_nm[id.particle] =
                crystal_track(&r->crystal, &beam, id, &r->damage).depth_nm;
    }
}

static double deepest(const double depth_nm[], size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, depth_nm[i]);
    return most;
}

static void write_histograms(const channel_settings *s, const double depth_nm[], FILE *out)
{
    const double bin_nm = deepest(depth_nm, s->doses * s->ions) * (1 + 1e-9) / BINS;
    fprintf(out, "\"bin_nm\": %.6g, \"doses\": [", bin_nm);
    for (size_t stage = 0; stage < s->doses; stage++) {
        size_t count[BINS] = {0}, above = 0;
        for (size_t i = stage * s->ions; i < (stage + 1) * s->ions; i++)
            (*(depth_nm[i] < 0 ? &above : &count[(size_t)(depth_nm[i] / bin_nm)]))++;
        fprintf(out, "%s\n  {\"dose_cm2\": %g, \"above\": %zu, \"count\": [",
                stage > 0 ? "," : "", DOSE_CM2[stage], above);
        for (size_t b = 0; b < BINS; b++)
            fprintf(out, "%s%zu", b > 0 ? "," : "", count[b]);
        fputs("]}", out);
    }
    fputs("]", out);
}

int channel_write(const channel_settings *s, const scattering_table *scattering, FILE *out)
{
    run *const r = calloc(1, sizeof *r);
    double *const depth_nm = calloc(s->doses * s->ions, sizeof depth_nm[0]);
    if (r && depth_nm) {
        r->depth_nm = depth_nm;
        crystal_fill(&ION[s->ion], 1e-3 * s->energy_ev * ION[s->ion].energy_share, scattering,
                     &r->crystal);
        shoot(s, r);
        fprintf(
            out,
            "{\"ion\": \"%s\", \"energy_kev\": %g, \"tilt_deg\": %g, \"rotation_deg\": %g,\n"
            "\"oxide_nm\": %g, \"ions_per_dose\": %zu, \"seed\": %" PRIu64 ", ",
            ION[s->ion].name, 1e-3 * s->energy_ev, s->tilt_deg, s->rotation_deg, s->oxide_nm,
            s->ions, s->seed);
        write_histograms(s, depth_nm, out);
        fputs("}\n", out);
    }
    free(depth_nm);
    free(r);
    return r && depth_nm;
}
