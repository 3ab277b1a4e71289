/* Signs of numbers whose product may underflow. */
#ifndef KILN_SRC_MATH_SIGN_H
#define KILN_SRC_MATH_SIGN_H

#include <stdbool.h>

static inline bool kiln_same_sign(double a, double b)
{
    return (a > 0 && b > 0) || (a < 0 && b < 0);
}

#endif
