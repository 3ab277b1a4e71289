/* Collisions and free flights as in TRIM: J. P. Biersack, L. G. Haggmark, Nucl. Instrum.
 * Methods 174, 257 (1980). */
#include "track.h"

#include "constants.h"
#include "walker.h"

#include <math.h>

collision collide(const medium *in, const partner *with, double energy_kev, double impact2_nm2)
{
    const double sin2 = scattering_sin2(in->scattering, energy_kev * with->energy_per_kev,
                                        impact2_nm2 * with->impact2_per_nm2);
    const double mu = with->mass_ratio, cosine = 1 - 2 * sin2;
    const double square = 1 + mu * (2 * cosine + mu); /* 0 if like meets like head-on */
    return (collision){.passed_on_kev = with->transfer * energy_kev * sin2,
                       .cosine = square > 1e-30 ? (cosine + mu) / sqrt(square) : 0};
}

enum { SPACINGS_MAX = 16, IMPACT_SAMPLES = 160 };
static const double LEFT_OUT_MAX = 0.002;    /* of the nuclear loss */
static const double FLIGHT_LOSS_MAX = 0.005; /* of the energy, in flights of many spacings */
static const double IMPACT_SHARE_MIN = 1e-8; /* where the integral over impact begins */

/* The share of the nuclear loss in collisions further than 1 / spacings of the largest squared
 * impact parameter: sums over equal steps of its logarithm. */
static double share_left_out(const medium *in, double energy_kev, double impact2_max_nm2,
                             int spacings)
{
    const double step = log(1 / IMPACT_SHARE_MIN) / IMPACT_SAMPLES;
    double all = 0, far = 0;
    for (int k = 0; k < IMPACT_SAMPLES; k++) {
        const double share = IMPACT_SHARE_MIN * exp((k + 0.5) * step);
        double loss = 0, before = 0;
        for (size_t i = 0; i < in->partner_count; i++) {
            const partner *const with = &in->partner[i];
            loss += (with->upto - before) *
                    collide(in, with, energy_kev, share * impact2_max_nm2).passed_on_kev;
            before = with->upto;
        }
        all += share * loss;
        far += share * spacings > 1 ? share * loss : 0;
    }
    return far / all;
}

static void fill_flights(double atoms_per_nm3, double energy_max_kev, medium *out)
{
    out->spacing_nm = pow(atoms_per_nm3, -1.0 / 3);
    const double impact2_max_nm2 = 1 / (PI * atoms_per_nm3 * out->spacing_nm);
    for (int i = 0; i < FLIGHT_COUNT; i++) {
        const double energy_kev = ldexp(1, FLIGHT_EXPONENT_MIN + i);
        int spacings = energy_kev < energy_max_kev ? SPACINGS_MAX : 1;
        while (spacings > 1 &&
               (share_left_out(out, energy_kev, impact2_max_nm2, spacings) > LEFT_OUT_MAX ||
                spacings * out->spacing_nm * stopping_kev_per_nm(&out->stopping, energy_kev) >
                    FLIGHT_LOSS_MAX * energy_kev))
            spacings /= 2;
        out->flight[i] = (flight){.impact2_max_nm2 = impact2_max_nm2 / spacings,
                                  .per_log = spacings > 1 ? 1 / log1p(-1.0 / spacings) : 0};
    }
}

void medium_fill(const ion *shot, const target *into, double energy_max_kev,
                 const scattering_table *scattering, medium *out)
{
    out->scattering = scattering;
    out->partner_count = into->atom_count;
    double upto = 0;
    for (size_t i = 0; i < into->atom_count; i++) {
        const atom *const hit = &into->atom[i];
        const double masses_u = shot->mass_u + hit->mass_u;
        upto += hit->share;
        out->partner[i] = (partner){
            .upto = upto,
            .energy_per_kev = reduced_energy_per_kev(shot, hit),
            .impact2_per_nm2 = pow(screening_nm(shot, hit), -2),
            .transfer = 4 * shot->mass_u * hit->mass_u / (masses_u * masses_u),
            .mass_ratio = shot->mass_u / hit->mass_u,
        };
    }
    stopping_table_fill(shot, into, energy_max_kev, &out->stopping);
    fill_flights(into->atoms_per_nm3, energy_max_kev, out);
}

/* Two coarse ones of a word. */
static double uniform_high(uint32_t word)
{
    return ((word >> 16) + 0.5) * 0x1p-16;
}

static double uniform_low(uint32_t word)
{
    return ((word & 0xffff) + 0.5) * 0x1p-16;
}

/* A direction around the flight: the doubled angle of a point in the unit disc, which needs
 * neither sine nor cosine (J. von Neumann, NBS Appl. Math. Ser. 12, 36, 1951). */
static void roll_azimuth(dice *d, double *cosine, double *sine)
{
    for (;;) {
        const double x = 2 * dice_uniform(d->word[2]) - 1, y = 2 * dice_uniform(d->word[3]) - 1;
        const double square = x * x + y * y;
        if (square <= 1) {
            const double inverse = 1 / square;
            *cosine = (x * x - y * y) * inverse;
            *sine = 2 * x * y * inverse;
            return;
        }
        dice_roll(d);
    }
}

/* Turns a unit vector by an angle, around itself by an azimuth. */
static void turn(double way[3], double cosine, double azimuth_cosine, double azimuth_sine)
{
    const double sine = sqrt(fmax(0, 1 - cosine * cosine));
    const double aside = sqrt(way[0] * way[0] + way[1] * way[1]);
    const double a = sine * azimuth_cosine, b = sine * azimuth_sine;
    if (aside < 1e-9) {
        way[0] = a;
        way[1] = b;
        way[2] = way[2] > 0 ? cosine : -cosine;
        return;
    }
    const double x = way[0], y = way[1], z = way[2];
    const double inverse = 1 / aside;
    way[0] = cosine * x + (a * x * z - b * y) * inverse;
    way[1] = cosine * y + (a * y * z + b * x) * inverse;
    way[2] = cosine * z - a * aside;
    /* Rounding alone changes the length: one step of Newton's method mends it. */
    const double square = way[0] * way[0] + way[1] * way[1] + way[2] * way[2];
    for (int i = 0; i < 3; i++)
        way[i] *= 1.5 - 0.5 * square;
}

static const partner *choose(const medium *in, double chance)
{
    size_t i = 0;
    while (i + 1 < in->partner_count && chance > in->partner[i].upto)
        i++;
    return &in->partner[i];
}

const flight *walker_flight_at(const medium *in, double energy_kev)
{
    return &in->flight[ilogb(energy_kev) - FLIGHT_EXPONENT_MIN];
}

/* How many spacings to the next collision: geometric. */
static double spacings_of(const flight *f, double chance)
{
    return f->per_log < 0 ? 1 + floor(log(chance) * f->per_log) : 1;
}

double walker_loss(const medium *in, double energy_kev, double length_nm)
{
    const double full_kev = length_nm * stopping_kev_per_nm(&in->stopping, energy_kev);
    return full_kev < 2 * energy_kev ? full_kev * (1 - 0.25 * full_kev / energy_kev)
                                     : energy_kev;
}

void walker_fly(const medium *in, double length_nm, walker *w)
{
    const double loss_kev = walker_loss(in, w->energy_kev, length_nm);
    w->end.electronic_kev += loss_kev;
    w->energy_kev -= loss_kev;
    for (int i = 0; i < 3; i++)
        w->at_nm[i] += length_nm * w->way[i];
    w->end.came_back |= w->at_nm[2] < 0;
}

double walker_flight(const medium *in, const flight *f, const walker *w)
{
    return spacings_of(f, uniform_low(w->dice.word[1])) * in->spacing_nm;
}

double walker_meet(const medium *in, const flight *f, walker *w)
{
    dice *const d = &w->dice;
    dice_roll(d);
    const collision hit = collide(in, choose(in, uniform_high(d->word[1])), w->energy_kev,
                                  f->impact2_max_nm2 * dice_uniform(d->word[0]));
    w->energy_kev -= hit.passed_on_kev;
    w->end.nuclear_kev += hit.passed_on_kev;
    w->end.collisions++;
    double azimuth_cosine, azimuth_sine;
    roll_azimuth(d, &azimuth_cosine, &azimuth_sine);
    turn(w->way, hit.cosine, azimuth_cosine, azimuth_sine);
    return hit.passed_on_kev;
}

walker walker_start(const double way[3], double energy_kev, track_id id)
{
    walker w = {.dice = {.counter = {0, id.particle, id.beam, id.energy_ev},
                         .key = {(uint32_t)id.seed, (uint32_t)(id.seed >> 32)}},
                .energy_kev = energy_kev};
    for (int i = 0; i < 3; i++)
        w.way[i] = way[i];
    dice_roll(&w.dice);
    return w;
}

track_end walker_end(const walker *w)
{
    track_end end = w->end;
    end.depth_nm = w->at_nm[2];
    end.across_nm[0] = w->at_nm[0];
    end.across_nm[1] = w->at_nm[1];
    end.left_kev = w->energy_kev;
    return end;
}

track_end track(const medium *in, double energy_kev, track_id id)
{
    static const double INWARD[3] = {0, 0, 1};
    walker w = walker_start(INWARD, energy_kev, id);
    /* the surface cuts the first spacing anywhere */
    double outside_nm = in->spacing_nm * dice_uniform(w.dice.word[0]);
    while (w.energy_kev > STOP_KEV) {
        const flight *const f = walker_flight_at(in, w.energy_kev);
        walker_fly(in, walker_flight(in, f, &w) - outside_nm, &w);
        outside_nm = 0;
        if (w.energy_kev > STOP_KEV)
            walker_meet(in, f, &w);
    }
    return walker_end(&w);
}
