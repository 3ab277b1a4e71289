/* Arena: a list of chunks, the newest first. The only file of libkiln that takes memory. */
#include "kiln/base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef KILN_ARENA_CHUNK
#define KILN_ARENA_CHUNK 65536
#endif

struct kiln_arena_chunk {
    kiln_arena_chunk *older;
    size_t size; /* of the chunk, this header included */
    size_t used; /* of the chunk, this header included */
};

enum { ALIGNMENT = _Alignof(max_align_t) };

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *chunk_allocate(const kiln_allocator *allocator, size_t size)
{
    return allocator->allocate ? allocator->allocate(allocator->context, size) : malloc(size);
}

static void chunk_release(const kiln_allocator *allocator, void *memory)
{
    if (allocator->release)
        allocator->release(allocator->context, memory);
    else
        free(memory);
}

void kiln_arena_init(kiln_arena *arena, size_t limit, kiln_allocator allocator)
{
    *arena = (kiln_arena){.allocator = allocator,
                          .limit = limit ? limit : (size_t)KILN_ARENA_LIMIT_MB << 20};
}

void kiln_arena_free(kiln_arena *arena)
{
    while (arena->chunk) {
        kiln_arena_chunk *chunk = arena->chunk;
        arena->chunk = chunk->older;
        chunk_release(&arena->allocator, chunk);
    }
    arena->used = arena->held = arena->larges = 0;
}

/* How far into its chunk an object begins that has one for itself. Where arrays of one size
 * began at one place in a page, they would fall on the same few lines of the processor's cache
 * and push each other out. */
static size_t lead_of(size_t size, size_t larges)
{
    enum { LINE = 64, PAGE_LINES = 64, STRIDE = 25 }; /* in the golden section of a page */
    const size_t usual = KILN_ARENA_CHUNK;
    return usual && size > usual / 2 ? larges * STRIDE % PAGE_LINES * LINE : 0;
}

/* A new chunk in front with room for size bytes; false when memory or the limit ends. */
static bool chunk_add(kiln_arena *arena, size_t size)
{
    const size_t lead = lead_of(size, arena->larges), usual = KILN_ARENA_CHUNK;
    const size_t header = aligned(sizeof(kiln_arena_chunk)) + lead;
    const size_t room_left = arena->limit > arena->held ? arena->limit - arena->held : 0;
    if (size > room_left || header > room_left - size)
        return false;
    size_t wanted = header + size;
    if (wanted < usual)
        wanted = usual < room_left ? usual : room_left;
    kiln_arena_chunk *chunk = chunk_allocate(&arena->allocator, wanted);
    if (!chunk)
        return false;
    *chunk = (kiln_arena_chunk){.older = arena->chunk, .size = wanted, .used = header};
    arena->chunk = chunk;
    arena->held += wanted;
    arena->larges += size > usual / 2;
    return true;
}

void *kiln_arena_take(kiln_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        return NULL; /* half of it leaves room for the sums below */
    const size_t wanted = count && size ? count * size : 1;
    const kiln_arena_chunk *last = arena->chunk;
    const bool fits =
        last && aligned(last->used) <= last->size && last->size - aligned(last->used) >= wanted;
    if (!fits && !chunk_add(arena, wanted))
        return NULL;
    kiln_arena_chunk *chunk = arena->chunk;
    const size_t at = aligned(chunk->used);
    arena->used += at + wanted - chunk->used;
    chunk->used = at + wanted;
    return memset((char *)chunk + at, 0, wanted);
}

char *kiln_arena_text(kiln_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? kiln_arena_take(arena, length + 1, 1) : NULL;
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}
