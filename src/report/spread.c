/* Labels side by side without overlap, as near as they get to where they belong. */
#include "figure.h"

#include <math.h>

/* With the sizes before each thing subtracted the wish becomes: non-decreasing and nearest in
 * the least-squares sense, which pooling adjacent violators solves (M. Ayer et al., Ann. Math.
 * Stat. 26, 641 (1955)); clamping the solution keeps it the nearest within the bounds. */
void kiln_spread(size_t count, const double want[], const double size[], double low,
                 double high, double at[])
{
    double mean[KILN_CHART_MARKS_MAX], before = 0;
    size_t members[KILN_CHART_MARKS_MAX], pools = 0;
    for (size_t i = 0; i < count; i++) {
        mean[pools] = want[i] - size[i] / 2 - before;
        members[pools++] = 1;
        before += size[i];
        for (; pools > 1 && mean[pools - 2] > mean[pools - 1]; pools--) {
            const double a = (double)members[pools - 2], b = (double)members[pools - 1];
            mean[pools - 2] = (a * mean[pools - 2] + b * mean[pools - 1]) / (a + b);
            members[pools - 2] += members[pools - 1];
        }
    }
    const double highest = high - before;
    before = 0;
    for (size_t p = 0, i = 0; p < pools; p++)
        for (size_t k = 0; k < members[p]; k++, i++) {
            at[i] = fmax(low, fmin(highest, mean[p])) + before + size[i] / 2;
            before += size[i];
        }
}
