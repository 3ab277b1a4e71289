/* Range moments of implanted ions by a binary-collision Monte Carlo, for Kiln's implants. What
 * it computes and how far to trust it: docs/theory/implant-ranges.md. */
#include "channel.h"
#include "compare.h"
#include "moments.h"
#include "probe.h"
#include "table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
    "usage: ranges --table | --compare | --probe angles|collisions|tracks\n"
    "              [--ions N] [--seed S] [--ion NAME] [--target NAME] [--energy-ev E]\n"
    "       ranges --channel --ion NAME --energy-ev E [--tilt-deg T] [--oxide-nm D]\n"
    "              [--doses 1..5] [--ions N] [--seed S]\n"
    "--table writes JSON to standard output; --compare exits with 1 if a figure is further\n"
    "than 15 % from the published one; --channel counts depths in crystalline silicon.\n";

/* What --channel takes. */
static const double TILT_DEG_MAX = 60, OXIDE_NM_MAX = 1000, ROTATION_DEG = 22;

typedef enum task { TASK_NONE, TASK_TABLE, TASK_COMPARE, TASK_CHANNEL, TASK_PROBE } task;

typedef struct arguments {
    task task;
    const char *probe;
    table_settings settings;
    double tilt_deg, oxide_nm;
    uint64_t doses;
} arguments;

static int read_count(const char *text, uint64_t least, uint64_t most, uint64_t *count)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long read = strtoull(text, &end, 10);
    if (errno || end == text || *end || text[0] == '-' || read < least || read > most)
        return 0;
    *count = read;
    return 1;
}

static int read_real(const char *text, double least, double most, double *out)
{
    char *end = NULL;
    const double read = strtod(text, &end);
    if (end == text || *end || !(read >= least && read <= most))
        return 0;
    *out = read;
    return 1;
}

static int read_number(const char *option, const char *value, table_settings *out)
{
    uint64_t number = 0;
    if (strcmp(option, "--ions") == 0) {
        if (!read_count(value, IONS_MIN, IONS_MAX, &number))
            return 0;
        out->ions = (size_t)number;
        return 1;
    }
    if (strcmp(option, "--energy-ev") == 0) {
        if (!read_count(value, ENERGY_EV_MIN, ENERGY_EV_MAX, &number))
            return 0;
        out->energy_ev = (uint32_t)number;
        return 1;
    }
    return strcmp(option, "--seed") == 0 && read_count(value, 0, UINT64_MAX, &out->seed);
}

/* Of --channel. */
static int read_beam(const char *option, const char *value, arguments *out)
{
    if (strcmp(option, "--tilt-deg") == 0)
        return read_real(value, 0, TILT_DEG_MAX, &out->tilt_deg);
    if (strcmp(option, "--oxide-nm") == 0)
        return read_real(value, 0, OXIDE_NM_MAX, &out->oxide_nm);
    return strcmp(option, "--doses") == 0 && read_count(value, 1, CHANNEL_DOSES, &out->doses);
}

/* Takes one option and its value; returns how many words that were, 0 if it is wrong. */
static int read_option(const char *option, const char *value, arguments *out)
{
    static const struct {
        const char *option;
        task task;
    } TASKS[] = {
        {"--table", TASK_TABLE}, {"--compare", TASK_COMPARE}, {"--channel", TASK_CHANNEL}};
    for (size_t i = 0; i < sizeof TASKS / sizeof TASKS[0]; i++)
        if (strcmp(option, TASKS[i].option) == 0) {
            out->task = TASKS[i].task;
            return 1;
        }
    if (!value)
        return 0;
    if (strcmp(option, "--probe") == 0) {
        out->task = TASK_PROBE;
        out->probe = value;
    } else if (strcmp(option, "--ion") == 0 && ion_number(value) < ION_COUNT) {
        out->settings.ion = value;
    } else if (strcmp(option, "--target") == 0 && target_number(value) < TARGET_COUNT) {
        out->settings.target = value;
    } else if (!read_beam(option, value, out) && !read_number(option, value, &out->settings)) {
        return 0;
    }
    return 2;
}

static int read_arguments(int argc, char **argv, arguments *out)
{
    for (int i = 1; i < argc;) {
        const int taken = read_option(argv[i], i + 1 < argc ? argv[i + 1] : NULL, out);
        if (taken == 0)
            return 0;
        i += taken;
    }
    const int has_beam = out->settings.ion && out->settings.energy_ev > 0;
    return out->task != TASK_NONE && (out->task != TASK_CHANNEL || has_beam);
}

static int probe(const char *what, const scattering_table *scattering)
{
    static const struct {
        const char *name;
        int (*run)(const scattering_table *, FILE *, FILE *);
    } PROBE[] = {
        {"angles", probe_angles}, {"collisions", probe_collisions}, {"tracks", probe_tracks}};
    for (size_t i = 0; i < sizeof PROBE / sizeof PROBE[0]; i++) {
        if (strcmp(what, PROBE[i].name) == 0)
            return PROBE[i].run(scattering, stdin, stdout);
    }
    return 0;
}

static int write_channel(const arguments *a, const scattering_table *scattering)
{
    const channel_settings settings = {.ion = ion_number(a->settings.ion),
                                       .energy_ev = a->settings.energy_ev,
                                       .tilt_deg = a->tilt_deg,
                                       .rotation_deg = ROTATION_DEG,
                                       .oxide_nm = a->oxide_nm,
                                       .doses = (size_t)a->doses,
                                       .ions = a->settings.ions,
                                       .seed = a->settings.seed};
    return channel_write(&settings, scattering, stdout);
}

int main(int argc, char **argv)
{
    arguments a = {
        .settings = {.ions = 20000, .seed = 1}, .tilt_deg = 7, .doses = CHANNEL_DOSES};
    if (!read_arguments(argc, argv, &a)) {
        fputs(USAGE, stderr);
        return 64;
    }
    scattering_table *const scattering = malloc(sizeof *scattering);
    if (!scattering)
        return 70;
    scattering_table_fill(scattering);
    size_t wrong = 0;
    if (a.task == TASK_TABLE)
        table_write(&a.settings, scattering, stdout, stderr);
    else if (a.task == TASK_COMPARE)
        wrong = compare_with_published(a.settings.ions, a.settings.seed, scattering, stdout);
    else if (a.task == TASK_CHANNEL)
        wrong = !write_channel(&a, scattering);
    else
        wrong = !probe(a.probe, scattering);
    free(scattering);
    return wrong > 0 || fflush(stdout) != 0 || ferror(stdout);
}
