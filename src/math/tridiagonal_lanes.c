/* Eight tridiagonal systems side by side, in vectors of the compiler's own kind. */
#include "math/tridiagonal.h"

#include <assert.h>
#include <math.h>

enum { LANES = KILN_TRIDIAGONAL_LANES };

/* may_alias and aligned(8): they lie in arrays of double, wherever these begin. */
typedef double pair __attribute__((vector_size(16), aligned(8), may_alias));

#define NUMBER  pair
#define STRIDE  (LANES / 2)
#define NAME(f) pair_##f
#define ROWS    static inline __attribute__((always_inline))
#include "math/tridiagonal_rows.h"
#undef NUMBER
#undef STRIDE
#undef NAME
#undef ROWS

/* The bits of the lanes, from `lane` on, whose check is not finite. */
static unsigned failures(const double check[], size_t count, size_t lane)
{
    unsigned failed = 0;
    for (size_t k = 0; k < count; k++)
        failed |= isfinite(check[k]) ? 0 : 1U << (lane + k);
    return failed;
}

unsigned kiln_tridiagonal_lanes_portable(kiln_tridiagonal *matrix, double x[])
{
    unsigned failed = 0;
    for (size_t k = 0; k < LANES; k += 2) {
        pair check, *right = (pair *)&x[k];
        const pair_rows rows = {(pair *)&matrix->lower[k], (pair *)&matrix->diagonal[k],
                                (pair *)&matrix->upper[k], right};
        pair_forward(KILN_PASS_BOTH, matrix->n, rows, &check);
        pair_backward(matrix->n, rows);
        failed |= failures((const double *)&check, 2, k);
    }
    return failed;
}

/* AVX2 has no fused multiply-add of its own, so that it cannot change a result. (Not on
 * Windows, where GCC misaligns AVX variables on the stack: its bug 54412.) */
#if defined(__x86_64__) && defined(__ELF__) && defined(__GNUC__)
typedef double quad __attribute__((vector_size(32), aligned(8), may_alias));

#define NUMBER  quad
#define STRIDE  (LANES / 4)
#define NAME(f) quad_##f
#define ROWS    __attribute__((target("avx2"), always_inline)) static inline
#include "math/tridiagonal_rows.h"

__attribute__((target("avx2"))) static unsigned lanes_avx2(kiln_tridiagonal *matrix, double x[])
{
    unsigned failed = 0;
    for (size_t k = 0; k < LANES; k += 4) {
        quad check, *right = (quad *)&x[k];
        const quad_rows rows = {(quad *)&matrix->lower[k], (quad *)&matrix->diagonal[k],
                                (quad *)&matrix->upper[k], right};
        quad_forward(KILN_PASS_BOTH, matrix->n, rows, &check);
        quad_backward(matrix->n, rows);
        failed |= failures((const double *)&check, 4, k);
    }
    return failed;
}

static unsigned lanes(kiln_tridiagonal *matrix, double x[])
{
    return __builtin_cpu_supports("avx2") ? lanes_avx2(matrix, x)
                                          : kiln_tridiagonal_lanes_portable(matrix, x);
}
#else
static unsigned lanes(kiln_tridiagonal *matrix, double x[])
{
    return kiln_tridiagonal_lanes_portable(matrix, x);
}
#endif

kiln_status kiln_tridiagonal_lanes(kiln_tridiagonal *matrix, double x[], unsigned *singular)
{
    assert(matrix->n >= 1);
    const unsigned failed = lanes(matrix, x);
    if (singular)
        *singular = failed;
    return failed ? KILN_NO_CONVERGENCE : KILN_OK;
}
