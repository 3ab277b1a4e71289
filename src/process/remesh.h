/* Private to process: a mesh that follows the solution. */
#ifndef KILN_SRC_PROCESS_REMESH_H
#define KILN_SRC_PROCESS_REMESH_H

#include "march.h"

typedef struct kiln_remesh_settings {
    double resolution;      /* the change of ln(conc) from cell to cell aimed at */
    double bend_resolution; /* the same where it bends: of its curvature's root */
    double least_cm;        /* no cell is narrower */
    double inner_cm;        /* nor any but those beside the surface and the interface */
    double growth;          /* widths of neighbours differ by this share at most */
    /* No wider than these, 0 being as elsewhere: the silicon's first cell, under oxide; the
     * oxide's last; the silicon's first, whatever is above. */
    double interface_cm, oxide_interface_cm, surface_cm;
    /* What is above is not looked at: it has precipitated. */
    double bound_cm3[KILN_SPECIES_MAX];
    double follow_cm; /* silicon's nodes follow the interface less and less down to here */
    const char *pointer;
} kiln_remesh_settings;

/* How far nodes follow the interface: wholly at it, not at all follow_cm below it in the
 * silicon and at the top of the oxide. */
void kiln_mesh_follow(kiln_mesh *mesh, double follow_cm);

/* Scratch of a remesh, for as many cells as the field has room for. */
typedef struct kiln_remesh {
    double *wanted; /* width that each cell should have */
    double *node, *conc, *from, *to;
} kiln_remesh;
kiln_status kiln_remesh_take(kiln_remesh *remesh, const kiln_field_state *state,
                             kiln_arena *arena);

/* Moves the amounts of `count` cells from first on over to the `to_count` between the nodes of
 * remesh->node from to_first on, which have the same ends: into remesh->conc, species by
 * species, from cell to_first on. Conserves them to rounding. */
kiln_status kiln_remesh_move(kiln_remesh *remesh, const kiln_field_state *state, size_t first,
                             size_t count, size_t to_first, size_t to_count, kiln_diag *diag);

/* Makes the mesh that is wanted and moves the amounts over. Conserves every species to
 * rounding. Errors: KILN_LIMIT (the field has no room for the cells wanted). */
kiln_status kiln_remesh_now(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                            kiln_field_state *state, kiln_diag *diag);

/* The same if the present mesh is too coarse somewhere or far finer than needed, and again
 * until neither is so; after a dozen times it is left at that, as fine as it got. */
kiln_status kiln_remesh_if_needed(kiln_remesh *remesh, const kiln_remesh_settings *settings,
                                  kiln_field_state *state, kiln_diag *diag);

#endif
