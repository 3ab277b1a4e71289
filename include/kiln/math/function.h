/* What roots and integrals are taken of. */
#ifndef KILN_MATH_FUNCTION_H
#define KILN_MATH_FUNCTION_H

/* A function of one variable; context is the caller's, handed through untouched. A value that
 * is not finite tells the solver that there is none at this x: it gives up and says where. */
typedef double (*kiln_function)(double x, const void *context);

#endif
