/* The nearest of a list of names, for "did you mean". */
#include "kiln/base/field.h"

#include <string.h>

enum {
    NAME_MAX = 64,
    START_ALIKE = 4 /* so much in common at the start is near: "temperature" and "temp_c" */
};

/* Case and the choice of - or _ do not make a name different. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' ? '_' : c;
}

static bool swapped(const char *a, const char *b)
{
    return folded(a[0]) == folded(b[-1]) && folded(a[-1]) == folded(b[0]);
}

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits (insert, delete, replace, swap of neighbours) from a to b, both up to NAME_MAX.
 * Source: F. J. Damerau, Comm. ACM 7, 171 (1964), in the restricted form. */
static size_t edits_between(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][NAME_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            const bool same = folded(a[i - 1]) == folded(b[j - 1]);
            now[j] = least_of(last[j - 1] + !same, least_of(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && swapped(&a[i - 1], &b[j - 1]))
                now[j] = least_of(now[j], before[j - 2] + 1);
        }
        size_t *const spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_size];
}

static size_t common_start(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && b[n] && folded(a[n]) == folded(b[n]))
        n++;
    return n;
}

/* The ending of a file's name that both have: ".json" makes no two names alike. */
static size_t common_ending(const char *a, const char *b)
{
    const char *x = strrchr(a, '.'), *y = strrchr(b, '.');
    return x && y && strcmp(x, y) == 0 ? strlen(x) : 0;
}

const char *kiln_nearest(const char *word, const char *(*next)(const void *names, size_t i),
                         const void *names)
{
    const size_t size = strlen(word);
    const char *nearest = NULL, *name;
    size_t least = SIZE_MAX, alike = 0;
    if (!size || size > NAME_MAX)
        return NULL;
    for (size_t i = 0; i < KILN_NEAREST_NAMES && (name = next(names, i)) != NULL; i++) {
        const size_t name_size = strlen(name);
        if (name_size > NAME_MAX)
            continue;
        const size_t longer = (size > name_size ? size : name_size) - common_ending(word, name);
        const size_t start = common_start(word, name);
        const size_t edits = edits_between(word, size, name, name_size);
        const bool near = edits <= longer / 3 || start >= START_ALIKE;
        if (near && (edits < least || (edits == least && start > alike))) {
            least = edits;
            alike = start;
            nearest = name;
        }
    }
    return nearest;
}
