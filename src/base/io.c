/* Sinks and sources: writing helpers, text that grows in an arena, bytes as a source. */
#include "kiln/base/io.h"

#include "kiln/base/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FORMAT_MAX = 4096, TEXT_ROOM_FIRST = 1024 };

void kiln_put(kiln_sink *sink, const char *data, size_t size)
{
    if (sink->status == KILN_OK && size)
        sink->status = sink->write(sink->context, data, size);
}

void kiln_puts(kiln_sink *sink, const char *text)
{
    kiln_put(sink, text, strlen(text));
}

void kiln_putf(kiln_sink *sink, const char *format, ...)
{
    char text[FORMAT_MAX];
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size >= 0 && (size_t)size < sizeof text)
        kiln_put(sink, text, (size_t)size);
    else if (sink->status == KILN_OK)
        sink->status = KILN_INTERNAL;
}

void kiln_put_number(kiln_sink *sink, double value)
{
    char text[KILN_NUMBER_TEXT_MAX];
    kiln_put(sink, text, kiln_number_write(value, text));
}

void kiln_text_init(kiln_text *text, kiln_arena *arena, size_t limit)
{
    *text = (kiln_text){.arena = arena, .limit = limit ? limit : (size_t)1 << 30};
}

/* Doubles the room, so that the copies cost O(size) in all; old copies stay in the arena. */
static kiln_status text_write(void *context, const char *data, size_t size)
{
    kiln_text *text = context;
    if (size > text->limit || text->size > text->limit - size)
        return KILN_LIMIT;
    if (!text->data || text->room - text->size <= size) {
        size_t room = text->room ? 2 * text->room : TEXT_ROOM_FIRST;
        while (room - text->size <= size)
            room *= 2;
        char *grown = kiln_arena_take(text->arena, room, 1);
        if (!grown)
            return KILN_NO_MEMORY;
        if (text->size)
            memcpy(grown, text->data, text->size);
        text->data = grown;
        text->room = room;
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = '\0';
    return KILN_OK;
}

kiln_sink kiln_text_sink(kiln_text *text)
{
    return (kiln_sink){.write = text_write, .context = text};
}

static kiln_status bytes_read(void *context, char *data, size_t size, size_t *got)
{
    kiln_bytes *bytes = context;
    const size_t left = bytes->size - bytes->at;
    const size_t taken = size < left ? size : left;
    if (taken)
        memcpy(data, bytes->data + bytes->at, taken);
    bytes->at += taken;
    *got = taken;
    return KILN_OK;
}

kiln_source kiln_bytes_source(kiln_bytes *bytes)
{
    return (kiln_source){.read = bytes_read, .context = bytes};
}
