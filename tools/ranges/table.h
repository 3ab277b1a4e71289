/* The table of range moments, as JSON. */
#ifndef RANGES_TABLE_H
#define RANGES_TABLE_H

#include "scattering.h"

#include <stdint.h>
#include <stdio.h>

typedef struct table_settings {
    size_t ions;
    uint64_t seed;
    const char *ion, *target; /* only this one; NULL: all */
    uint32_t energy_ev;       /* only this one; 0: those of the table */
} table_settings;

/* Writes it, one line an energy. Progress, if not NULL, gets a line for each ion and target. */
void table_write(const table_settings *settings, const scattering_table *scattering, FILE *out,
                 FILE *progress);

#endif
