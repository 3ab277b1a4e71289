/* An allocator for tests: see the header. */
#include "base/counting_allocator.h"

#include <stdlib.h>
#include <string.h>

static void *allocate(void *context, size_t size)
{
    counting_allocator *counting = context;
    counting->calls++;
    counting->bytes = size;
    const bool after = !counting->fails_once && counting->calls > counting->fail_at;
    if (counting->fail_at && (counting->calls == counting->fail_at || after))
        return NULL;
    void *memory = malloc(size);
    if (!memory)
        return NULL;
    counting->live++;
    return memset(memory, 0xA5, size);
}

static void release(void *context, void *memory)
{
    counting_allocator *counting = context;
    counting->live--;
    free(memory);
}

kiln_allocator counting_allocator_hooks(counting_allocator *counting)
{
    return (kiln_allocator){.allocate = allocate, .release = release, .context = counting};
}
