/* Private to process: transport of dopants through oxide and silicon on a moving mesh, as a
 * system of ordinary differential equations with a block-tridiagonal Jacobian. cm, s, K.
 *
 * The interface stands at 0, oxide above it (negative), silicon below. Each cell holds the
 * mean concentration of every species; what changes is the amount, width times
 * concentration. */
#ifndef KILN_SRC_PROCESS_TRANSPORT_H
#define KILN_SRC_PROCESS_TRANSPORT_H

#include "kiln/math/tridiagonal.h"
#include "kiln/silicon/dopant.h"

#include <stddef.h>

enum { KILN_SPECIES_MAX = KILN_DOPANT_COUNT };

/* One species' parameters at one temperature. */
typedef struct kiln_species_rates {
    int charge; /* +1 donor, -1 acceptor */
    kiln_diffusivity silicon;
    double oxide_cm2_s;
    double solubility_cm3;   /* infinite: none */
    double segregation;      /* m = C_Si / C_ox */
    double transport_cm_s;   /* across the interface */
    double evaporation_cm_s; /* from a bare surface; 0: sealed */
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

/* Amounts that leave the mesh and come in, per area and time, of each species. */
typedef struct kiln_losses {
    double to_gas_cm2_s[KILN_SPECIES_MAX];
    double from_source_cm2_s[KILN_SPECIES_MAX];
} kiln_losses;

/* Scratch of one assembly, [cells] or [cells * species] each. */
typedef struct kiln_transport {
    size_t species;
    const kiln_mesh *mesh;
    const double
        *sweep_cm_s;   /* [cells + 1]: how fast each node goes down through its material */
    double *electrons; /* n / ni */
    double *slope;     /* d ln(n/ni) / d N */
    double *active;    /* mobile concentration */
    double *mobile;    /* d active / d conc */
} kiln_transport;

/* d(width conc)/dt of each cell and species, and, unless it is NULL, the jacobian.
 *   conc      in   [cells * species], a cell's species together
 *   rate      out  the same
 *   jacobian  out  its derivative by conc, n and size set by the caller; may be NULL
 *   losses    out */
void kiln_transport_rates(const kiln_transport *transport, const kiln_moment *moment,
                          const double conc[], double rate[], kiln_block_tridiagonal *jacobian,
                          kiln_losses *losses);

#endif
