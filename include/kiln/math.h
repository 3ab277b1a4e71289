/* The math room: special functions, roots, quadrature, tables, grids, linear systems,
 * differential equations, random numbers. Nothing here allocates, prints or keeps state; all of
 * it is safe from any thread. */
#ifndef KILN_MATH_H
#define KILN_MATH_H

#include "kiln/math/function.h"
#include "kiln/math/grid.h"
#include "kiln/math/lookup.h"
#include "kiln/math/ode.h"
#include "kiln/math/pearson.h"
#include "kiln/math/quadrature.h"
#include "kiln/math/random.h"
#include "kiln/math/root.h"
#include "kiln/math/special.h"
#include "kiln/math/tridiagonal.h"

#endif
