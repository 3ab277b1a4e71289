/* Writes the range moments of all ions in all targets. */
#include "table.h"

#include "material.h"
#include "moments.h"

#include <inttypes.h>
#include <string.h>

/* Close to equal steps of the logarithm. */
static const double ENERGY_KEV[] = {0.2, 0.4, 0.7, 1.2, 2,   4,   7,    12,   20,
                                    40,  70,  120, 200, 400, 700, 1200, 2000, 3000};
enum { ENERGIES = sizeof ENERGY_KEV / sizeof ENERGY_KEV[0] };

static void write_row(const beam *b, const moments *m, FILE *out)
{
    fprintf(out, "        {\"energy_kev\": %g", b->energy_kev);
    for (size_t k = 0; k < MOMENT_COUNT; k++)
        fprintf(out, ", \"%s\": [%.5g, %.2g]", MOMENT_NAME[k], m->value[k], m->error[k]);
    fputc('}', out);
}

/* Returns how many collisions it took. */
static uint64_t write_beam(beam b, const double energy_kev[], size_t count,
                           const scattering_table *scattering, FILE *out)
{
    uint64_t collisions = 0;
    fprintf(out, "    {\"ion\": \"%s\", \"target\": \"%s\", \"stopping_factor\": %g,\n",
            ION[b.ion].name, TARGET[b.target].name, ION[b.ion].stopping_factor);
    fputs("      \"rows\": [\n", out);
    for (size_t e = 0; e < count; e++) {
        b.energy_kev = energy_kev[e];
        const moments m = moments_of(&b, scattering);
        fputs(e > 0 ? ",\n" : "", out);
        write_row(&b, &m, out);
        collisions += m.collisions;
    }
    fputs("\n      ]}", out);
    return collisions;
}

static int is_wanted(const char *wanted, const char *name)
{
    return !wanted || strcmp(wanted, name) == 0;
}

void table_write(const table_settings *settings, const scattering_table *scattering, FILE *out,
                 FILE *progress)
{
    beam b = {.ions = settings->ions, .seed = settings->seed};
    const double one_kev = 1e-3 * settings->energy_ev;
    const double *const energy_kev = settings->energy_ev > 0 ? &one_kev : ENERGY_KEV;
    const size_t energies = settings->energy_ev > 0 ? 1 : ENERGIES;
    fprintf(out,
            "{\n  \"title\": \"Range moments of ions in amorphous targets, tools/ranges\",\n"
            "  \"seed\": %" PRIu64 ",\n  \"ions_per_energy\": %zu,\n"
            "  \"figures\": \"[value, its statistical error, one standard deviation]\",\n"
            "  \"tables\": [\n",
            b.seed, b.ions);
    const char *separator = "";
    for (b.target = 0; b.target < TARGET_COUNT; b.target++) {
        if (!is_wanted(settings->target, TARGET[b.target].name))
            continue;
        for (b.ion = 0; b.ion < ION_COUNT; b.ion++) {
            if (!is_wanted(settings->ion, ION[b.ion].name))
                continue;
            fputs(separator, out);
            separator = ",\n";
            const uint64_t collisions = write_beam(b, energy_kev, energies, scattering, out);
            if (progress)
                fprintf(progress, "%s in %s: %.3g collisions\n", ION[b.ion].name,
                        TARGET[b.target].name, (double)collisions);
        }
    }
    fputs("\n  ]\n}\n", out);
}
