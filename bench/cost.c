/* The plot of cost against grid points, from what bench/cost.py measured.
 *
 *   kiln-bench-cost <numbers >svg
 *
 * Raw doubles in: the number of meshes, their cells, then for one species and for two the
 * microseconds of a step on each. */
#include "kiln/report/chart.h"

#include <stdio.h>

enum { MESHES_MAX = 64 };

static kiln_status write_out(void *context, const char *data, size_t size)
{
    return fwrite(data, 1, size, context) == size ? KILN_OK : KILN_OUTPUT;
}

int main(void)
{
    static double number[1 + 3 * MESHES_MAX];
    const size_t got = fread(number, sizeof number[0], sizeof number / sizeof number[0], stdin);
    const size_t meshes = got > 0 ? (size_t)number[0] : 0;
    if (meshes < 1 || got != 1 + 3 * meshes)
        return 2;
    const double *cells = &number[1], *one = cells + meshes, *two = one + meshes;
    double linear[MESHES_MAX];
    for (size_t i = 0; i < meshes; i++)
        linear[i] = one[0] / cells[0] * cells[i];
    const kiln_chart_series series[] = {
        {.name = "two dopants", .count = meshes, .x = cells, .y = two},
        {.name = "one dopant", .count = meshes, .x = cells, .y = one},
        {.name = "linear",
         .count = meshes,
         .x = cells,
         .y = linear,
         .style = KILN_SERIES_DOTTED,
         .hue = KILN_HUE_NEUTRAL},
    };
    const kiln_chart chart = {
        .title = "Time of a solver step",
        .subtitle = "Fermi model, a Newton iteration for each of the two stages",
        .x = {.label = "Grid points", .scale = KILN_CHART_LOG10},
        .y = {.label = "Time", .unit = "us", .scale = KILN_CHART_LOG10},
        .series_count = 3,
        .series = series,
    };
    kiln_sink sink = {.write = write_out, .context = stdout};
    const kiln_status status = kiln_chart_write_svg(&chart, kiln_chart_default_size(), &sink);
    return status == KILN_OK && fflush(stdout) == 0 ? 0 : 1;
}
