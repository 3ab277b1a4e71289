/* Private to process: transport of dopants through oxide and silicon on a moving mesh, as a
 * system of ordinary differential equations with a block-tridiagonal Jacobian. cm, s, K.
 *
 * The interface stands at 0, oxide above it (negative), silicon below. Each cell holds the
 * mean concentration of every species; what changes is the amount, width times
 * concentration. Face i is the top of cell i; its fluxes are positive downwards. */
#ifndef KILN_SRC_PROCESS_TRANSPORT_H
#define KILN_SRC_PROCESS_TRANSPORT_H

#include "kiln/base/arena.h"
#include "kiln/math/tridiagonal.h"
#include "kiln/silicon/dopant.h"

#include <stdbool.h>
#include <stddef.h>

enum { KILN_SPECIES_MAX = KILN_DOPANT_COUNT };
/* One atom a cm^3 stands for nothing: a concentration is never 0. */
static const double KILN_NOTHING_CM3 = 1;

/* One species' parameters at one temperature. */
typedef struct kiln_species_rates {
    int charge; /* +1 donor, -1 acceptor */
    kiln_diffusivity silicon;
    double oxide_cm2_s;
    kiln_activity activity;
    bool all_moves;          /* what is not active too, though it is no carrier */
    double segregation;      /* m = C_Si / C_ox */
    double transport_cm_s;   /* across the interface */
    double evaporation_cm_s; /* from bare silicon; from an oxide by m times that; 0: sealed */
    double held_cm3;         /* a source holds the surface at this; NaN: none */
} kiln_species_rates;

/* What holds at one moment. */
typedef struct kiln_moment {
    double intrinsic_cm3;
    double background_cm3; /* net doping that does not move, donors less acceptors */
    double silicon_cm_s;   /* speed of the interface into the silicon, >= 0 */
    double oxide_cm_s;     /* growth of the oxide, >= 0 */
    kiln_species_rates species[KILN_SPECIES_MAX];
} kiln_moment;

/* Cells between nodes; node[oxide_cells] is the interface, 0. */
typedef struct kiln_mesh {
    size_t oxide_cells, cells; /* cells: of both */
    double *node;              /* [cells + 1], rising */
    double *follow; /* [cells + 1], 0 to 1: how far the node goes with the interface through the
                       material; 1 at the interface, 0 where it stays with the material */
} kiln_mesh;

static inline double kiln_cell_width(const kiln_mesh *mesh, size_t cell)
{
    return mesh->node[cell + 1] - mesh->node[cell];
}

/* Amounts that leave the mesh and come in, per area and time, of each species. */
typedef struct kiln_losses {
    double to_gas_cm2_s[KILN_SPECIES_MAX];
    double from_source_cm2_s[KILN_SPECIES_MAX];
} kiln_losses;

/* One species on the mesh: what its cells hold, and what flows through its faces. */
typedef struct kiln_strand {
    double *conc;         /* [cells] */
    double *active;       /* [cells]: A, what is active: dissolved, and not in clusters */
    double *active_slope; /* [cells]: dA / d conc */
    const double *moving, *moving_slope; /* [cells]: what diffuses, A or conc; by conc */
    double *product; /* [cells]: moving eta, eta the carrier ratio that speeds the species up */
    const double *eta;
    double *flux;                  /* [cells + 1] */
    double *by_above, *by_below;   /* [cells + 1]: d flux by the species' own conc */
    double *net_above, *net_below; /* [cells + 1]: d flux by the net doping */
    double *bend, *sweep_bend;     /* [cells + 1]: see kiln_transport_bend */
    double *upwind; /* [cells + 1]: 1 where what is swept may have to lean upwind, else 0 */
    /* Scratch of kiln_transport_bend. */
    double *step, *half, *point, *lift;
    double *eta_point, *eta_step, *eta_half, *product_step, *product_half;
} kiln_strand;

typedef struct kiln_transport {
    size_t species;
    const kiln_mesh *mesh;
    const double
        *sweep_cm_s; /* [cells + 1]: how fast each node goes down through its material */
    double *apart_cm, *per_cm; /* [cells + 1]: distance of the centres beside a face; 1 / it */
    double *lean;              /* [cells + 1]: of a face, 0 at the centre above, 1 below */
    double *electrons;         /* [cells]: n / ni */
    double *holes;             /* [cells]: p / ni */
    double *slope;             /* [cells]: d ln(n / ni) / d net doping */
    double *one;               /* [cells]: 1 */
    kiln_strand strand[KILN_SPECIES_MAX];
    double *net, *per_two_cm, *per_three_cm; /* scratch of kiln_transport_bend */
} kiln_transport;

/* Room for cells_max cells. Errors: KILN_NO_MEMORY. */
kiln_status kiln_transport_take(kiln_transport *transport, size_t species, size_t cells_max,
                                kiln_arena *arena);

/* Puts the transport on a mesh whose nodes go through their material at sweep_cm_s; both are
 * borrowed until the next. */
void kiln_transport_place(kiln_transport *transport, const kiln_mesh *mesh,
                          const double sweep_cm_s[]);

/* Takes in what the cells hold: conc, [cells * species], a cell's species together. */
void kiln_transport_hold(kiln_transport *transport, const kiln_moment *moment,
                         const double conc[]);

/* d(width conc)/dt of each cell and species, laid out as conc is, and all that
 * kiln_transport_matrix and kiln_transport_losses need. */
void kiln_transport_rates(kiln_transport *transport, const kiln_moment *moment, double rate[]);

/* The matrix of the last rates: width less scale times their derivative by conc; n and size are
 * set by the caller. */
void kiln_transport_matrix(const kiln_transport *transport, const kiln_moment *moment,
                           double scale_s, kiln_block_tridiagonal *matrix);

/* What leaves and enters by the last rates, moved on to first order by a change of the first
 * cell's concentrations; change may be NULL. */
void kiln_transport_losses(const kiln_transport *transport, const kiln_moment *moment,
                           const double change[], kiln_losses *losses);

/* Sets the corrections that later rates make to the fluxes between the silicon's cells. Two
 * cells give a flux that is exact for a straight profile and for an exponential one; the
 * four around a face give it to fourth order, and the difference, as a share of the product
 * between the two cells, is taken as it stands here, at the start of a step, so that the
 * matrix stays tridiagonal. Its change within a step is an error of first order in the step,
 * small as the correction is. After the defect correction of H. J. Stetter, Numer. Math. 29,
 * 425 (1978). */
void kiln_transport_bend(kiln_transport *transport, const kiln_moment *moment);
/* No corrections. */
void kiln_transport_straighten(kiln_transport *transport);

#endif
