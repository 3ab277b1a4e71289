/* The colour chart of silicon dioxide. */
#include "kiln/silicon/colour.h"

#include <stddef.h>

static const struct {
    double thickness_nm; /* around which it has the colour */
    const char *colour;
} CHART[] = {
    {50, "tan"},
    {70, "brown"},
    {100, "dark violet to red-violet"},
    {120, "royal blue"},
    {150, "light blue to metallic blue"},
    {170, "metallic to very light yellow-green"},
    {200, "light gold or yellow, slightly metallic"},
    {220, "gold with slight yellow-orange"},
    {250, "orange to melon"},
    {270, "red-violet"},
    {300, "blue to violet-blue"},
    {310, "blue"},
    {320, "blue to blue-green"},
    {340, "light green"},
    {350, "green to yellow-green"},
    {360, "yellow-green"},
    {370, "green-yellow"},
    {390, "yellow"},
    {410, "light orange"},
    {420, "carnation pink"},
    {440, "violet-red"},
    {460, "red-violet"},
    {470, "violet"},
    {480, "blue-violet"},
    {490, "blue"},
    {500, "blue-green"},
    {520, "green"},
    {540, "yellow-green"},
    {560, "green-yellow"},
    {570, "yellowish, creamy gray or metallic"},
    {580, "light orange, or yellow to pink"},
    {600, "carnation pink"},
    {630, "violet-red"},
    {680, "bluish, grayish"},
    {720, "blue-green to green"},
    {770, "yellowish"},
    {800, "orange"},
    {820, "salmon"},
    {850, "dull light red-violet"},
    {860, "violet"},
    {870, "blue-violet"},
    {890, "blue"},
    {920, "blue-green"},
    {950, "dull yellow-green"},
    {970, "yellow to yellowish"},
    {990, "orange"},
    {1000, "carnation pink"},
    {1020, "violet-red"},
    {1050, "red-violet"},
    {1060, "violet"},
    {1070, "blue-violet"},
    {1100, "green"},
    {1110, "yellow-green"},
    {1120, "green"},
    {1180, "violet"},
    {1190, "red-violet"},
    {1210, "violet-red"},
    {1240, "carnation pink to salmon"},
    {1250, "orange"},
    {1280, "yellowish"},
    {1320, "sky blue to green-blue"},
    {1400, "orange"},
    {1450, "violet"},
    {1460, "blue-violet"},
    {1500, "blue"},
    {1540, "dull yellow-green"},
};

const char *kiln_oxide_colour(double thickness_cm)
{
    static const double CM_PER_NM = 1e-7, LEAST_NM = 40, MOST_NM = 1550;
    const double thickness_nm = thickness_cm / CM_PER_NM;
    size_t i = 0;
    if (!(thickness_nm >= LEAST_NM && thickness_nm < MOST_NM))
        return NULL;
    while (i + 1 < sizeof CHART / sizeof CHART[0] &&
           thickness_nm >= 0.5 * (CHART[i].thickness_nm + CHART[i + 1].thickness_nm))
        i++;
    return CHART[i].colour;
}
