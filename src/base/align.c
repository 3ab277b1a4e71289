/* The pairing of two lists that keeps most of them alike: an alignment by dynamic programming
 * (S. B. Needleman, C. D. Wunsch, J. Mol. Biol. 48, 443 (1970)), without a penalty for gaps. */
#include "align.h"
#include "field.h"

#include <string.h>

/* A pair of one kind is worth a little even when nothing else agrees; of one name, more than
 * any two that only look alike. */
#define WORTH_KIND 0.01
#define WORTH_NAME 2.0
/* Items of different names are the same, renamed, only if so much of them agrees. */
#define RENAMED_MIN 0.5

/* An item as far as it is looked at here: a digest of each field, 0 for an absent one. */
typedef struct entry {
    const kiln_shape *shape; /* NULL: none */
    const kiln_field *name;  /* of the shape; NULL: it has none */
    const uint64_t *digest;  /* by field */
} entry;

typedef struct alignment {
    size_t count[2];
    const entry *item[2];
    double *worth; /* [count[0] + 1][count[1] + 1]: of the best pairing from there on */
} alignment;

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, draft-eastlake-fnv). Two values of one digest would
 * only be paired less well. */
static kiln_status digest_bytes(void *context, const char *data, size_t size)
{
    uint64_t *digest = context;
    for (size_t i = 0; i < size; i++)
        *digest = (*digest ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
    return KILN_OK;
}

static kiln_status digest_field(const kiln_field *field, const void *at, uint64_t *digest)
{
    kiln_json_writer writer;
    kiln_sink sink = {.write = digest_bytes, .context = digest};
    if ((field->flags & (KILN_FIELD_VOLATILE | KILN_FIELD_NOTE)) != 0 ||
        kiln_field_absent(field, at))
        return KILN_OK;
    *digest = UINT64_C(0xcbf29ce484222325);
    kiln_json_writer_init(&writer, &sink, 0);
    kiln_field_write(field, at, KILN_WRITE_CANONICAL, &writer);
    *digest |= 1;
    return sink.status;
}

static const kiln_field *name_of(const kiln_shape *shape)
{
    const kiln_field *name = kiln_shape_field(shape, "name");
    if (name && name->kind == KILN_KIND_TEXT)
        return name;
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const bool word = field->kind == KILN_KIND_TEXT || field->kind == KILN_KIND_CHOICE;
        if (word && (field->flags & KILN_FIELD_REQUIRED) != 0)
            return field;
    }
    return NULL;
}

static kiln_status take_entry(const kiln_field *item, const void *at, kiln_arena *arena,
                              entry *taken)
{
    const kiln_shape *shape = item->shape;
    const void *object = at;
    if (item->kind == KILN_KIND_VARIANT) {
        const int tag = *(const int *)at;
        if (!kiln_choice_name(item->choices, tag))
            return KILN_INTERNAL;
        shape = item->choices->choice[tag].shape;
        object = kiln_field_pointer((const char *)at + offsetof(kiln_variant, body));
    }
    uint64_t *digest = KILN_TAKE(arena, shape->count, uint64_t);
    if (!digest)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        const kiln_status status =
            digest_field(field, (const char *)object + field->offset, &digest[i]);
        if (status != KILN_OK)
            return status;
    }
    *taken = (entry){.shape = shape, .name = name_of(shape), .digest = digest};
    return KILN_OK;
}

static kiln_status take_entries(const kiln_field *item, const kiln_list *list,
                                kiln_arena *arena, const entry **entries)
{
    entry *taken = KILN_TAKE(arena, list->count, entry);
    kiln_status status = taken ? KILN_OK : KILN_NO_MEMORY;
    for (size_t i = 0; status == KILN_OK && i < list->count; i++)
        status = take_entry(item, (const char *)list->item + i * kiln_field_item_size(item),
                            arena, &taken[i]);
    *entries = taken;
    return status;
}

/* What a pair is worth; 0: they are no pair. */
static double worth_of(const entry *x, const entry *y)
{
    size_t given = 0, equal = 0;
    if (x->shape != y->shape)
        return 0;
    for (size_t i = 0; i < x->shape->count; i++) {
        given += x->digest[i] || y->digest[i];
        equal += x->digest[i] && x->digest[i] == y->digest[i];
    }
    const double agreeing = given ? (double)equal / (double)given : 1;
    const size_t name = x->name ? (size_t)(x->name - x->shape->field) : 0;
    const bool named = x->name && x->digest[name] && y->digest[name];
    if (named && x->digest[name] != y->digest[name] && agreeing < RENAMED_MIN)
        return 0;
    const bool same_name = named && x->digest[name] == y->digest[name];
    return WORTH_KIND + agreeing + (same_name ? WORTH_NAME : 0);
}

static double *worth_at(const alignment *a, size_t i, size_t j)
{
    return &a->worth[i * (a->count[1] + 1) + j];
}

static double worth_of_pair(const alignment *a, size_t i, size_t j)
{
    const double pair = worth_of(&a->item[0][i], &a->item[1][j]);
    return pair > 0 ? pair + *worth_at(a, i + 1, j + 1) : 0;
}

static void fill_worth(const alignment *a)
{
    for (size_t i = a->count[0]; i-- > 0;)
        for (size_t j = a->count[1]; j-- > 0;) {
            const double pair = worth_of_pair(a, i, j);
            const double first = *worth_at(a, i + 1, j), second = *worth_at(a, i, j + 1);
            const double gap = first > second ? first : second;
            *worth_at(a, i, j) = pair > gap ? pair : gap;
        }
}

/* Whether the best pairing from here on starts with this pair. */
static bool is_best(const alignment *a, size_t i, size_t j)
{
    const double pair = worth_of_pair(a, i, j);
    return pair > 0 && pair >= *worth_at(a, i, j);
}

/* Follows the best pairing; of two as good, the one that pairs earlier items. */
static void take_pairs(const alignment *a, kiln_pair_list *pairs)
{
    size_t i = 0, j = 0;
    while (i < a->count[0] || j < a->count[1]) {
        kiln_pair pair = {{i, j}};
        if (j == a->count[1])
            pair.index[1] = KILN_UNPAIRED;
        else if (i == a->count[0])
            pair.index[0] = KILN_UNPAIRED;
        else if (!is_best(a, i, j)) {
            const bool skip_first = *worth_at(a, i + 1, j) >= *worth_at(a, i, j);
            pair.index[skip_first ? 1 : 0] = KILN_UNPAIRED;
        }
        i += pair.index[0] != KILN_UNPAIRED;
        j += pair.index[1] != KILN_UNPAIRED;
        pairs->item[pairs->count++] = pair;
    }
}

static void pair_by_position(const size_t count[2], kiln_pair_list *pairs)
{
    for (size_t i = 0; i < count[0] || i < count[1]; i++)
        pairs->item[pairs->count++] =
            (kiln_pair){{i < count[0] ? i : KILN_UNPAIRED, i < count[1] ? i : KILN_UNPAIRED}};
}

kiln_status kiln_align(const kiln_field *item, const kiln_list list[2], kiln_arena *arena,
                       kiln_pair_list *pairs)
{
    alignment a = {.count = {list[0].count, list[1].count}};
    kiln_pair_list made = {.item = KILN_TAKE(arena, a.count[0] + a.count[1], kiln_pair)};
    if (!made.item)
        return KILN_NO_MEMORY;
    if ((a.count[0] + 1) * (a.count[1] + 1) > KILN_ALIGN_CELLS_MAX) {
        pair_by_position(a.count, &made);
        *pairs = made;
        return KILN_OK;
    }
    kiln_status status = KILN_OK;
    for (int side = 0; status == KILN_OK && side < 2; side++)
        status = take_entries(item, &list[side], arena, &a.item[side]);
    if (status != KILN_OK)
        return status;
    a.worth = KILN_TAKE(arena, (a.count[0] + 1) * (a.count[1] + 1), double);
    if (!a.worth)
        return KILN_NO_MEMORY;
    fill_worth(&a);
    take_pairs(&a, &made);
    *pairs = made;
    return KILN_OK;
}
