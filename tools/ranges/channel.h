/* Depths of ions in crystalline silicon, by dose. */
#ifndef RANGES_CHANNEL_H
#define RANGES_CHANNEL_H

#include "scattering.h"

#include <stdint.h>
#include <stdio.h>

enum { CHANNEL_DOSES = 5 };

typedef struct channel_settings {
    size_t ion;         /* number in ION */
    uint32_t energy_ev; /* as given to the implanter */
    double tilt_deg, rotation_deg;
    double oxide_nm;
    size_t doses; /* 1..CHANNEL_DOSES */
    size_t ions;  /* for what each dose has more than the one before */
    uint64_t seed;
} channel_settings;

/* Writes the histograms as one JSON object. Returns 0 if memory is short. */
int channel_write(const channel_settings *settings, const scattering_table *scattering,
                  FILE *out);

#endif
