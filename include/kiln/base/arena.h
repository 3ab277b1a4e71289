/* Scratch memory: a chain of chunks freed as one, with a limit. Every allocation can fail. */
#ifndef KILN_BASE_ARENA_H
#define KILN_BASE_ARENA_H

#include "kiln/base/status.h"

#include <stddef.h>

/* Where an arena gets its chunks. NULL functions mean malloc and free; a test hands in its own.
 */
typedef struct kiln_allocator {
    void *(*allocate)(void *context, size_t size);
    void (*release)(void *context, void *memory);
    void *context;
} kiln_allocator;

typedef struct kiln_arena_chunk kiln_arena_chunk;

typedef struct kiln_arena {
    kiln_allocator allocator;
    size_t limit; /* bytes in all; past it an allocation fails */
    size_t used;  /* bytes handed out, alignment included */
    size_t held;  /* bytes taken from the allocator */
    kiln_arena_chunk *chunk;
} kiln_arena;

enum { KILN_ARENA_LIMIT_MB = 1024 };

/* limit 0 means KILN_ARENA_LIMIT_MB. Takes no memory yet, so it cannot fail. */
KILN_API void kiln_arena_init(kiln_arena *arena, size_t limit, kiln_allocator allocator);
/* Frees everything handed out; the arena may be used again. */
KILN_API void kiln_arena_free(kiln_arena *arena);

/* count objects of size bytes, zeroed, aligned for any type; NULL when memory or the limit
 * ends, or when the product overflows. Owned by the arena. (Built with KILN_ARENA_CHUNK=0 each
 * object is a malloc of its own, so that sanitizers see overruns.) */
KILN_API void *kiln_arena_take(kiln_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of length bytes of text. */
KILN_API char *kiln_arena_text(kiln_arena *arena, const char *text, size_t length);

/* One typed array: double *x = KILN_TAKE(arena, n, double); */
#define KILN_TAKE(arena, count, type) ((type *)kiln_arena_take((arena), (count), sizeof(type)))

#endif
