/* An ion on its way: what amorphous and crystalline targets have in common. */
#ifndef RANGES_WALKER_H
#define RANGES_WALKER_H

#include "dice.h"
#include "track.h"

typedef struct walker {
    dice dice;
    double way[3]; /* of length 1 */
    double at_nm[3];
    double energy_kev;
    track_end end; /* all but where it stopped */
} walker;

/* On the surface, its first numbers drawn. */
walker walker_start(const double way[3], double energy_kev, track_id id);

/* The loss to electrons over a length: exact where the stopping goes with the velocity,
 * d sqrt(E) / dx = -S / (2 sqrt(E)), and where it is small. */
double walker_loss(const medium *in, double energy_kev, double length_nm);

/* Through a medium: how ions of an energy fly, how far this one flies, its flight, and the atom
 * it meets then. The last returns the energy passed on. */
const flight *walker_flight_at(const medium *in, double energy_kev);
double walker_flight(const medium *in, const flight *f, const walker *w);
void walker_fly(const medium *in, double length_nm, walker *w);
double walker_meet(const medium *in, const flight *f, walker *w);

track_end walker_end(const walker *w);

#endif
