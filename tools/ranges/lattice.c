/* Diamond: all of a site's quarters are even and add up to a multiple of 4, or all are odd and
 * add up to one more than 2. */
#include "lattice.h"

#include "constants.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const double QUARTER_NM = LATTICE_NM / 4;
/* Atoms abreast turn the ion together: M. T. Robinson, I. M. Torrens, Phys. Rev. B 9, 5008
 * (1974). */
static const double ABREAST_NM = 0.03;

static int is_site(int i, int j, int k)
{
    const int odd = i & 1, sum = i + j + k;
    return (j & 1) == odd && (k & 1) == odd && (sum & 3) == (odd ? 3 : 0);
}

/* The distance of a site from a box, both in quarters. */
static double distance_from_box(const int site[3], const int box[3])
{
    double square = 0;
    for (int i = 0; i < 3; i++) {
        const double apart = fmax(0, fmax(box[i] - site[i], site[i] - (box[i] + 1)));
        square += apart * apart;
    }
    return QUARTER_NM * sqrt(square);
}

static void fill_box(lattice *out, size_t number)
{
    enum { FAR = 3 };
    const double reach_nm = hypot(LATTICE_ASIDE_NM, LATTICE_AHEAD_NM);
    const int box[3] = {(int)(number & 3), (int)(number >> 2 & 3), (int)(number >> 4)};
    size_t count = 0;
    for (int i = box[0] - FAR; i <= box[0] + 1 + FAR; i++)
        for (int j = box[1] - FAR; j <= box[1] + 1 + FAR; j++)
            for (int k = box[2] - FAR; k <= box[2] + 1 + FAR; k++) {
                if (!is_site(i, j, k) ||
                    distance_from_box((const int[3]){i, j, k}, box) > reach_nm)
                    continue;
                assert(count < LATTICE_NEAR_MAX);
                int8_t *const site = out->near[number].site[count++];
                site[0] = (int8_t)i;
                site[1] = (int8_t)j;
                site[2] = (int8_t)k;
            }
    out->near[number].count = count;
}

void lattice_fill(lattice *out)
{
    for (size_t number = 0; number < LATTICE_BOXES; number++)
        fill_box(out, number);
}

void lattice_forget(lattice_memory *memory)
{
    memory->next = 0;
    for (size_t i = 0; i < LATTICE_KEPT; i++)
        for (int k = 0; k < 3; k++)
            memory->site[i][k] = INT32_MIN;
}

static int is_kept(const lattice_memory *memory, const int32_t site[3])
{
    for (size_t i = 0; i < LATTICE_KEPT; i++)
        if (memcmp(memory->site[i], site, sizeof memory->site[i]) == 0)
            return 1;
    return 0;
}

typedef struct candidate {
    double ahead_nm, aside_nm[3];
    int32_t site[3];
} candidate;

/* The sites ahead that the ion comes near enough to. */
static size_t candidates_of(const lattice *l, const double at_nm[3], const double way[3],
                            const lattice_memory *memory, candidate found[LATTICE_NEAR_MAX])
{
    int32_t corner[3];
    double inside_nm[3];
    size_t box = 0, count = 0;
    for (int i = 0; i < 3; i++) {
        const double cell = floor(at_nm[i] / LATTICE_NM);
        corner[i] = 4 * (int32_t)cell;
        inside_nm[i] = at_nm[i] - cell * LATTICE_NM;
        const int quarter = (int)(inside_nm[i] / QUARTER_NM);
        box |= (size_t)(quarter < 3 ? quarter : 3) << (2 * i);
    }
    for (size_t n = 0; n < l->near[box].count; n++) {
        const int8_t *const site = l->near[box].site[n];
        double to_nm[3];
        for (int i = 0; i < 3; i++)
            to_nm[i] = site[i] * QUARTER_NM - inside_nm[i];
        const double ahead = to_nm[0] * way[0] + to_nm[1] * way[1] + to_nm[2] * way[2];
        if (!(ahead > 0 && ahead < LATTICE_AHEAD_NM))
            continue;
        const double square = to_nm[0] * to_nm[0] + to_nm[1] * to_nm[1] + to_nm[2] * to_nm[2];
        if (square - ahead * ahead > LATTICE_ASIDE_NM * LATTICE_ASIDE_NM)
            continue;
        candidate *const c = &found[count];
        for (int i = 0; i < 3; i++)
            c->site[i] = corner[i] + site[i];
        if (is_kept(memory, c->site))
            continue;
        c->ahead_nm = ahead;
        for (int i = 0; i < 3; i++)
            c->aside_nm[i] = to_nm[i] - ahead * way[i];
        count++;
    }
    return count;
}

size_t lattice_next(const lattice *l, const double at_nm[3], const double way[3],
                    lattice_memory *memory, lattice_met met[LATTICE_MET_MAX])
{
    candidate found[LATTICE_NEAR_MAX];
    const size_t count = candidates_of(l, at_nm, way, memory, found);
    double first_nm = LATTICE_AHEAD_NM;
    for (size_t i = 0; i < count; i++)
        first_nm = fmin(first_nm, found[i].ahead_nm);
    size_t taken = 0;
    for (size_t i = 0; i < count && taken < LATTICE_MET_MAX; i++) {
        if (found[i].ahead_nm > first_nm + ABREAST_NM)
            continue;
        met[taken].ahead_nm = found[i].ahead_nm;
        memcpy(met[taken].aside_nm, found[i].aside_nm, sizeof met[taken].aside_nm);
        memcpy(memory->site[memory->next], found[i].site, sizeof found[i].site);
        memory->next = (memory->next + 1) % LATTICE_KEPT;
        taken++;
    }
    return taken;
}

/* The integral of t / (e^t - 1) from 0 to x, over x. */
static double debye(double x)
{
    enum { STEPS = 1000 };
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
        const double t = (i + 0.5) * x / STEPS;
        sum += t / expm1(t) / STEPS;
    }
    return sum;
}

double lattice_vibration_nm(void)
{
    static const double DEBYE_K = 543, TEMP_K = 300, MASS_U = 28.086;
    static const double SCALE_NM2_U_K = 1.455; /* 3 hbar^2 / k, in nm^2 u K */
    const double x = DEBYE_K / TEMP_K;
    return sqrt(SCALE_NM2_U_K * (debye(x) / x + 0.25) / (MASS_U * DEBYE_K));
}
