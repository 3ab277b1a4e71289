/* Scratch memory: a chain of chunks freed as one, with a limit. Every allocation can fail. */
#ifndef KILN_BASE_ARENA_H
#define KILN_BASE_ARENA_H

#include "kiln/base/status.h"

#include <stddef.h>

/* Where an arena gets its chunks. NULL functions mean malloc and free; a test hands in its own.
 * Memory must be aligned for any type. */
typedef struct kiln_allocator {
    void *(*allocate)(void *context, size_t size);
    void (*release)(void *context, void *memory);
    void *context;
} kiln_allocator;

typedef struct kiln_arena_chunk kiln_arena_chunk;

typedef struct kiln_arena {
    kiln_allocator allocator;
    size_t limit;  /* most bytes taken from the allocator; past it an allocation fails */
    size_t used;   /* bytes handed out, with what alignment adds */
    size_t held;   /* bytes taken from the allocator, at most limit */
    size_t larges; /* objects so far that have a chunk for themselves */
    kiln_arena_chunk *chunk;
} kiln_arena;

enum { KILN_ARENA_LIMIT_MB = 1024 };

/* limit in bytes, 0 for KILN_ARENA_LIMIT_MB. Takes no memory yet, so it cannot fail. */
KILN_API void kiln_arena_init(kiln_arena *arena, size_t limit, kiln_allocator allocator);
/* Frees everything handed out; the arena may be used again, and freed again. */
KILN_API void kiln_arena_free(kiln_arena *arena);

/* count objects of size bytes, zeroed, aligned for any type; one byte for none, so that NULL
 * always means failure: memory or the limit ends, or the product overflows. Owned by the
 * arena; what was handed out before stays. Cost: the zeroing; a chunk from the allocator every
 * 64 kB. (Built with KILN_ARENA_CHUNK=0 each object is an allocation of its own, so that
 * sanitizers see overruns and tests can fail each one.) */
KILN_API void *kiln_arena_take(kiln_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of length bytes of text; NULL as above. */
KILN_API char *kiln_arena_text(kiln_arena *arena, const char *text, size_t length);

/* One typed array: double *x = KILN_TAKE(arena, n, double); */
#define KILN_TAKE(arena, count, type) ((type *)kiln_arena_take((arena), (count), sizeof(type)))

#endif
