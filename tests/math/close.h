/* What the tests of this room share: cmocka, and a comparison that says what it saw. */
#ifndef KILN_TESTS_MATH_CLOSE_H
#define KILN_TESTS_MATH_CLOSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* value within relative |expected| of expected. */
#define assert_relative(value, expected, relative) \
    assert_relative_at((value), (expected), (relative), __FILE__, __LINE__)

static inline void assert_relative_at(double value, double expected, double relative,
                                      const char *file, int line)
{
    if (!(fabs(value - expected) <= relative * fabs(expected))) {
        print_error("%.17g is not within %g of %.17g\n", value, relative, expected);
        _fail(file, line);
    }
}

#endif
