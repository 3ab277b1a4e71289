/* Where the atoms of crystalline silicon are, and which of them an ion meets next. nm; the axes
 * are those of the cube, the third points into the crystal. */
#ifndef RANGES_LATTICE_H
#define RANGES_LATTICE_H

#include <stddef.h>
#include <stdint.h>

#define LATTICE_NM 0.54310 /* 5.0e22 atoms per cm^3 */

/* Atoms are looked for so far off the way, and so far ahead, at a time. */
#define LATTICE_ASIDE_NM (0.5 * LATTICE_NM)
#define LATTICE_AHEAD_NM (0.5 * LATTICE_NM)

enum {
    LATTICE_BOXES = 64, /* of a cell: its quarters in each direction */
    LATTICE_NEAR_MAX = 64,
    LATTICE_MET_MAX = 8, /* at a time */
    LATTICE_KEPT = 16,   /* of those met last, which are not met again at once */
};

/* For each box, the sites that an ion in it may meet: in quarters of the cell's edge from the
 * cell's corner. */
typedef struct lattice {
    struct {
        size_t count;
        int8_t site[LATTICE_NEAR_MAX][3];
    } near[LATTICE_BOXES];
} lattice;

void lattice_fill(lattice *out);

typedef struct lattice_met {
    double ahead_nm;
    double aside_nm[3]; /* from the ion's way to the site: at a right angle to the way */
} lattice_met;

/* The sites that were met last, a ring. */
typedef struct lattice_memory {
    int32_t site[LATTICE_KEPT][3];
    size_t next;
} lattice_memory;

void lattice_forget(lattice_memory *memory);

/* The nearest site ahead and those abreast of it; they go into the memory. Returns how many;
 * 0: none within LATTICE_AHEAD_NM. */
size_t lattice_next(const lattice *l, const double at_nm[3], const double way[3],
                    lattice_memory *memory, lattice_met met[LATTICE_MET_MAX]);

/* The deviation of an atom from its site in one direction at 300 K, of zero-point motion too:
 * P. Debye, by D. S. Gemmell, Rev. Mod. Phys. 46, 129 (1974), with 543 K. */
double lattice_vibration_nm(void);

#endif
