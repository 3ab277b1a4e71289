/* Loops that take several turns at once, for the rooms of libkiln: no part of kiln/base.h. */
#ifndef KILN_BASE_WIDE_H
#define KILN_BASE_WIDE_H

/* KILN_INDEPENDENT, before a loop: what it writes in one turn no other turn reads, which the
 * compiler cannot see for arrays behind pointers. KILN_WIDE, before a function: it is compiled
 * for AVX2 as well, and the processor chooses; the operations and their results are the same,
 * bit for bit (no contraction), four at a time in place of two. Not on Windows, where GCC
 * misaligns AVX variables on the stack (its bug 54412). */
#if defined __GNUC__ && !defined __clang__
#define KILN_INDEPENDENT _Pragma("GCC ivdep")
#else
#define KILN_INDEPENDENT
#endif
#if defined __GNUC__ && !defined __clang__ && defined __x86_64__ && defined __ELF__
#if __has_attribute(ifunc) /* by which the choice is made */
#define KILN_WIDE __attribute__((target_clones("default", "avx2")))
#endif
#endif
#ifndef KILN_WIDE
#define KILN_WIDE
#endif

#endif
