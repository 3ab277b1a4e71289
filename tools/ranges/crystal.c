/* Collisions with the atoms of a lattice, as M. T. Robinson, I. M. Torrens, Phys. Rev. B 9,
 * 5008 (1974) have them: each with the nearest atom ahead, those abreast of it at once. */
#include "crystal.h"

#include "constants.h"
#include "kiln/math.h"
#include "walker.h"

#include <math.h>

/* Half of the loss to electrons goes with the way and half with the impact parameter, as
 * exp(-0.3 p / a): O. S. Oen, M. T. Robinson, Nucl. Instrum. Methods 132, 647 (1976). */
static const double CLOSE_SHARE = 0.5, DECAY = 0.3;

/* M. J. Norgett, M. T. Robinson, I. M. Torrens, Nucl. Eng. Des. 33, 50 (1975). */
static const double DISPLACEMENT_KEV = 0.015, EFFICIENCY = 0.8;

void crystal_fill(const ion *shot, double energy_max_kev, const scattering_table *scattering,
                  crystal *out)
{
    lattice_fill(&out->lattice);
    const target *const silicon = &TARGET[target_number("silicon")];
    medium_fill(shot, silicon, energy_max_kev, scattering, &out->silicon);
    medium_fill(shot, &TARGET[target_number("sio2")], energy_max_kev, scattering, &out->oxide);
    const double spacing_nm = out->silicon.spacing_nm;
    out->one_spacing =
        (flight){.impact2_max_nm2 = 1 / (PI * silicon->atoms_per_nm3 * spacing_nm)};
    out->amorphous_ratio =
        PI * LATTICE_ASIDE_NM * LATTICE_ASIDE_NM * silicon->atoms_per_nm3 * spacing_nm;
    const double deviation_nm = lattice_vibration_nm();
    const size_t count = (size_t)1 << VIBRATION_BITS;
    for (size_t i = 0; i < count; i++)
        out->displacement_nm[i] =
            deviation_nm * kiln_normal_quantile(((double)i + 0.5) / (double)count);
    out->decay_per_nm = DECAY / screening_nm(shot, &silicon->atom[0]);
    /* The integral of exp(-decay p) over the disc that is looked at. */
    const double edge = out->decay_per_nm * LATTICE_ASIDE_NM;
    const double area_nm2 =
        2 * PI / (out->decay_per_nm * out->decay_per_nm) * (1 - (1 + edge) * exp(-edge));
    out->close_per_nm = CLOSE_SHARE / (silicon->atoms_per_nm3 * area_nm2);
}

static double defects_of(double passed_on_kev)
{
    if (passed_on_kev < DISPLACEMENT_KEV)
        return 0;
    return fmax(1, EFFICIENCY * passed_on_kev / (2 * DISPLACEMENT_KEV));
}

static size_t damage_bin(double depth_nm)
{
    return (size_t)fmin(fmax(0, depth_nm / DAMAGE_BIN_NM), DAMAGE_BINS - 1);
}

/* The share goes to 1 as its room is filled. */
static void hurt_at(damage *hurt, double depth_nm, double passed_on_kev)
{
    double *const share = &hurt->share[damage_bin(depth_nm)];
    const double defects = defects_of(passed_on_kev);
    if (defects > 0)
        *share = 1 - (1 - *share) * exp(-defects * hurt->defects_scale);
}

/* One of the atoms met: what the ion loses to it, and its push, as a part of the ion's momentum
 * before. */
typedef struct push {
    double nuclear_kev, electronic_kev, part[3];
} push;

static push push_of(const crystal *in, const walker *w, const lattice_met *met,
                    const uint32_t word[4])
{
    const unsigned shift = 32 - VIBRATION_BITS;
    double moved_nm[3], along = 0;
    for (int i = 0; i < 3; i++) {
        moved_nm[i] = in->displacement_nm[word[i] >> shift];
        along += moved_nm[i] * w->way[i];
    }
    double aside_nm[3], square = 0;
    for (int i = 0; i < 3; i++) {
        aside_nm[i] = met->aside_nm[i] + moved_nm[i] - along * w->way[i];
        square += aside_nm[i] * aside_nm[i];
    }
    const partner *const with = &in->silicon.partner[0];
    const collision hit = collide(&in->silicon, with, w->energy_kev, square);
    const double left = sqrt(fmax(0, 1 - hit.passed_on_kev / w->energy_kev));
    const double sine = sqrt(fmax(0, 1 - hit.cosine * hit.cosine)), inverse = 1 / sqrt(square);
    push p = {.nuclear_kev = hit.passed_on_kev};
    for (int i = 0; i < 3; i++)
        p.part[i] = left * (hit.cosine * w->way[i] - sine * aside_nm[i] * inverse) - w->way[i];
    p.electronic_kev = in->close_per_nm *
                       stopping_kev_per_nm(&in->silicon.stopping, w->energy_kev) *
                       exp(-in->decay_per_nm * sqrt(square));
    return p;
}

/* All that are abreast push the ion as it came. */
static void meet_together(const crystal *in, const lattice_met met[], size_t count, walker *w,
                          damage *hurt)
{
    double sum[3] = {w->way[0], w->way[1], w->way[2]}, nuclear_kev = 0, electronic_kev = 0;
    for (size_t n = 0; n < count; n++) {
        dice_roll(&w->dice);
        const push p = push_of(in, w, &met[n], w->dice.word);
        for (int i = 0; i < 3; i++)
            sum[i] += p.part[i];
        nuclear_kev += p.nuclear_kev;
        electronic_kev += p.electronic_kev;
        if (hurt)
            hurt_at(hurt, w->at_nm[2], p.nuclear_kev);
    }
    const double length = sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    for (int i = 0; i < 3; i++)
        w->way[i] = length > 0 ? sum[i] / length : w->way[i];
    nuclear_kev = fmin(nuclear_kev, w->energy_kev);
    electronic_kev = fmin(electronic_kev, w->energy_kev - nuclear_kev);
    w->energy_kev -= nuclear_kev + electronic_kev;
    w->end.nuclear_kev += nuclear_kev;
    w->end.electronic_kev += electronic_kev;
    w->end.collisions += count;
}

/* The part of the loss that goes with the way. */
static void glide(const crystal *in, double length_nm, walker *w)
{
    const double loss_kev =
        (1 - CLOSE_SHARE) * walker_loss(&in->silicon, w->energy_kev, length_nm);
    w->energy_kev -= loss_kev;
    w->end.electronic_kev += loss_kev;
    for (int i = 0; i < 3; i++)
        w->at_nm[i] += length_nm * w->way[i];
}

/* To the silicon below the oxide, or to rest, or out. */
static void cross_oxide(const crystal *in, double oxide_nm, walker *w)
{
    w->at_nm[2] = -oxide_nm;
    while (w->energy_kev > STOP_KEV && w->at_nm[2] >= -oxide_nm && w->at_nm[2] < 0) {
        const flight *const f = walker_flight_at(&in->oxide, w->energy_kev);
        const double far_nm = walker_flight(&in->oxide, f, w);
        const double most_nm = w->way[2] > 0 ? -w->at_nm[2] / w->way[2] : far_nm;
        if (far_nm >= most_nm && w->way[2] > 0) {
            walker_fly(&in->oxide, most_nm, w);
            w->at_nm[2] = 0;
            return;
        }
        walker_fly(&in->oxide, far_nm, w);
        if (w->energy_kev > STOP_KEV)
            walker_meet(&in->oxide, f, w);
    }
}

static void step_in_crystal(const crystal *in, walker *w, lattice_memory *memory, damage *hurt)
{
    lattice_met met[LATTICE_MET_MAX];
    const size_t count = lattice_next(&in->lattice, w->at_nm, w->way, memory, met);
    double first_nm = LATTICE_AHEAD_NM;
    for (size_t n = 0; n < count; n++)
        first_nm = fmin(first_nm, met[n].ahead_nm);
    glide(in, first_nm, w);
    if (count > 0 && w->energy_kev > STOP_KEV)
        meet_together(in, met, count, w, hurt);
}

static void step_in_damage(const crystal *in, walker *w, damage *hurt)
{
    walker_fly(&in->silicon, in->silicon.spacing_nm, w);
    if (!(w->energy_kev > STOP_KEV))
        return;
    const double passed_on_kev = walker_meet(&in->silicon, &in->one_spacing, w);
    if (hurt)
        hurt_at(hurt, w->at_nm[2], passed_on_kev);
}

/* Whether the next collision is one of damaged silicon, whose share of the way is the
 * damage's. */
static int is_hurt(const crystal *in, const damage *hurt, walker *w)
{
    const double share = hurt ? hurt->share[damage_bin(w->at_nm[2])] : 0;
    if (!(share > 0))
        return 0;
    dice_roll(&w->dice);
    return dice_uniform(w->dice.word[0]) * (share + (1 - share) * in->amorphous_ratio) < share;
}

track_end crystal_track(const crystal *in, const crystal_beam *beam, track_id id, damage *hurt)
{
    walker w = walker_start(beam->way, beam->energy_kev, id);
    if (beam->oxide_nm > 0)
        cross_oxide(in, beam->oxide_nm, &w);
    dice_roll(&w.dice); /* the last numbers have been used: they would tie place and way */
    for (int i = 0; i < 2; i++)
        w.at_nm[i] = LATTICE_NM * dice_uniform(w.dice.word[2 + i]);
    lattice_memory memory;
    lattice_forget(&memory);
    while (w.energy_kev > STOP_KEV && w.at_nm[2] >= 0) {
        if (is_hurt(in, hurt, &w))
            step_in_damage(in, &w, hurt);
        else
            step_in_crystal(in, &w, &memory, hurt);
    }
    return walker_end(&w);
}
