/* An allocator for tests: counts, fails the n-th allocation, and fills memory so that a reader
 * of what was never set shows. */
#ifndef TESTS_BASE_COUNTING_ALLOCATOR_H
#define TESTS_BASE_COUNTING_ALLOCATOR_H

#include "kiln/base/arena.h"

#include <stdbool.h>

typedef struct counting_allocator {
    size_t fail_at;  /* the allocation that fails, from 1, and all after it; 0 for none */
    bool fails_once; /* none after it */
    size_t calls;    /* allocations asked for */
    size_t live;     /* allocations not released yet */
    size_t bytes;    /* of the last one */
} counting_allocator;

kiln_allocator counting_allocator_hooks(counting_allocator *counting);

#endif
