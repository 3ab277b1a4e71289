/* Evaluates one function of the math room for the oracle scripts: raw doubles in on standard
 * input, raw doubles out.  math-probe FUNCTION <arguments >values */
#include "kiln/math/pearson.h"
#include "kiln/math/special.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double erf_of(const double x[])
{
    return kiln_erf(x[0]);
}

static double erfc_of(const double x[])
{
    return kiln_erfc(x[0]);
}

static double erfcx_of(const double x[])
{
    return kiln_erfcx(x[0]);
}

static double tail_of(const double x[])
{
    return kiln_normal_tail(x[0]);
}

static double quantile_of(const double x[])
{
    return kiln_normal_quantile(x[0]);
}

static double owen_of(const double x[])
{
    return kiln_owen_t(x[0], x[1]);
}

/* The distribution with mean 0, deviation 1 and these moments; NaN throughout when refused. */
static kiln_pearson pearson(double skewness, double kurtosis)
{
    const kiln_moments moments = {.deviation = 1, .skewness = skewness, .kurtosis = kurtosis};
    kiln_pearson p;
    if (kiln_pearson_of(&moments, "", &p, NULL) != KILN_OK)
        p = (kiln_pearson){.area = (double)NAN, .scale = 1};
    return p;
}

static double pearson_density_of(const double x[])
{
    const kiln_pearson p = pearson(x[0], x[1]);
    return kiln_pearson_density(&p, x[2]);
}

static double pearson_between_of(const double x[])
{
    const kiln_pearson p = pearson(x[0], x[1]);
    return kiln_pearson_between(&p, x[2], x[3]);
}

enum { ARGUMENTS_MAX = 4 };

static const struct {
    const char *name;
    size_t arguments;
    double (*function)(const double x[]);
} FUNCTION[] = {
    {"erf", 1, erf_of},
    {"erfc", 1, erfc_of},
    {"erfcx", 1, erfcx_of},
    {"normal_tail", 1, tail_of},
    {"owen_t", 2, owen_of},
    {"normal_quantile", 1, quantile_of},
    {"pearson_density", 3, pearson_density_of},
    {"pearson_between", 4, pearson_between_of},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 2 && i < sizeof FUNCTION / sizeof FUNCTION[0]; i++) {
        if (strcmp(argv[1], FUNCTION[i].name) != 0)
            continue;
        double x[ARGUMENTS_MAX];
        while (fread(x, sizeof x[0], FUNCTION[i].arguments, stdin) == FUNCTION[i].arguments) {
            const double y = FUNCTION[i].function(x);
            if (fwrite(&y, sizeof y, 1, stdout) != 1)
                return 1;
        }
        return fflush(stdout) == 0 ? 0 : 1;
    }
    fprintf(stderr, "usage: math-probe FUNCTION <arguments >values\n");
    return 2;
}
