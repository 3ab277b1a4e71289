/* Field tables: a tree into a struct, with every fault reported. Recursion follows the nesting of
 * the tables, which are finite and ours, never the depth of the input. */
#include "field.h"

#include "kiln/base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct reader {
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_status status; /* of the first fault */
} reader;

static bool read_value(reader *r, const kiln_field *field, const kiln_json *node, void *at);
static bool read_object(reader *r, const kiln_shape *shape, const char *tag,
                        const kiln_json *node, void *object);

/* Notes an issue at a node: its pointer (with a missing member's name), line and column. */
static bool fault_at(reader *r, const kiln_json *node, const char *member, kiln_issue issue)
{
    if (node) {
        kiln_json_pointer(node, issue.pointer, sizeof issue.pointer);
        issue.line = node->line;
        issue.column = node->column;
    }
    if (member) {
        const kiln_json probe = {.origin = node ? node->origin : KILN_JSON_DOCUMENT,
                                 .key = member,
                                 .key_size = strlen(member),
                                 .parent = (kiln_json *)(uintptr_t)node};
        kiln_json_pointer(&probe, issue.pointer, sizeof issue.pointer);
    }
    const kiln_status status = kiln_diag_add(r->diag, &issue);
    if (r->status == KILN_OK && issue.severity == KILN_SEVERITY_ERROR)
        r->status = status;
    return false;
}

static bool no_memory(reader *r)
{
    r->status = kiln_fail(r->diag, KILN_NO_MEMORY, "", "out of memory while reading");
    return false;
}

/* The value as the user gave it, cut to fit. */
static void put_given(const kiln_json *node, char *text, size_t size)
{
    switch (node->kind) {
    case KILN_JSON_NUMBER:
        snprintf(text, size, "%s", node->text ? node->text : "a number");
        break;
    case KILN_JSON_TEXT:
        snprintf(text, size, node->origin == KILN_JSON_DOCUMENT ? "\"%.*s\"" : "%.*s",
                 (int)size - 3, node->text);
        break;
    case KILN_JSON_BOOL:
        snprintf(text, size, "%s", node->boolean ? "true" : "false");
        break;
    default:
        snprintf(text, size, "%s", kiln_json_kind_words(node->kind));
        break;
    }
}

static const char *wanted_words(const kiln_field *field)
{
    static const char *const WORDS[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = "a number",    [KILN_KIND_INTEGER] = "a whole number",
        [KILN_KIND_BOOL] = "true or false", [KILN_KIND_TEXT] = "text",
        [KILN_KIND_CHOICE] = "a word",      [KILN_KIND_OBJECT] = "an object",
        [KILN_KIND_LIST] = "a list",        [KILN_KIND_MAP] = "an object",
        [KILN_KIND_VARIANT] = "an object",  [KILN_KIND_NUMBER_OR_CHOICE] = "a number or a word",
    };
    return WORDS[field->kind];
}

/* The unit as it stands behind a bound: " C". */
static const char *unit_of(const kiln_field *field)
{
    return field->unit ? field->unit : "";
}

static bool wrong_kind(reader *r, const kiln_field *field, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    const char *wanted = wanted_words(field);
    put_given(node, issue.given, sizeof issue.given);
    snprintf(issue.message, sizeof issue.message, "%s is %s, not %s", issue.given,
             kiln_json_kind_words(node->kind), wanted);
    if (node->kind == KILN_JSON_NULL || node->kind >= KILN_JSON_ARRAY)
        snprintf(issue.message, sizeof issue.message, "this is %s, not %s",
                 kiln_json_kind_words(node->kind), wanted);
    kiln_field_bounds(field, issue.bound, sizeof issue.bound);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit_of(field));
    double value;
    if (node->kind == KILN_JSON_NULL)
        snprintf(issue.mend, sizeof issue.mend, "leave the field out, or give %s", wanted);
    else if (node->kind == KILN_JSON_TEXT && node->origin == KILN_JSON_DOCUMENT &&
             (field->kind == KILN_KIND_NUMBER || field->kind == KILN_KIND_INTEGER) &&
             kiln_number_read_loose(node->text, node->size, &value))
        snprintf(issue.mend, sizeof issue.mend, "write it without the quotes");
    else
        snprintf(issue.mend, sizeof issue.mend, "give %s%s%s", wanted,
                 issue.bound[0] ? ": " : "", issue.bound);
    return fault_at(r, node, NULL, issue);
}

static bool out_of_bounds(reader *r, const kiln_field *field, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    put_given(node, issue.given, sizeof issue.given);
    kiln_field_bounds(field, issue.bound, sizeof issue.bound);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit_of(field));
    const char *space = issue.unit[0] ? " " : "";
    snprintf(issue.message, sizeof issue.message, "%s%s%s is outside %s%s%s", issue.given,
             space, issue.unit, issue.bound, space, issue.unit);
    snprintf(issue.mend, sizeof issue.mend, "give a value of %s%s%s", issue.bound, space,
             issue.unit);
    return fault_at(r, node, NULL, issue);
}

static bool within(const kiln_field *field, double value)
{
    if (!kiln_field_bounded(field))
        return isfinite(value);
    const bool low =
        field->flags & KILN_FIELD_ABOVE_MIN ? value > field->min : value >= field->min;
    return low && value <= field->max && isfinite(value);
}

/* A number of the node; cells and flags are text that must read as one. */
static bool number_of(const kiln_json *node, double *value)
{
    if (node->kind == KILN_JSON_NUMBER) {
        *value = node->number;
        return true;
    }
    return node->kind == KILN_JSON_TEXT && node->origin != KILN_JSON_DOCUMENT &&
           kiln_number_read_loose(node->text, node->size, value) > 0;
}

static bool read_number(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    double value;
    if (!number_of(node, &value))
        return wrong_kind(r, field, node);
    if (!within(field, value))
        return out_of_bounds(r, field, node);
    *(double *)at = value;
    return true;
}

static bool read_integer(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    const double whole_max = 9007199254740992.0; /* 2^53: past it a double skips integers */
    double value;
    if (!number_of(node, &value) || !(fabs(value) <= whole_max) || floor(value) < value)
        return wrong_kind(r, field, node);
    if (!within(field, value))
        return out_of_bounds(r, field, node);
    *(int64_t *)at = (int64_t)value;
    return true;
}

static bool read_bool(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind == KILN_JSON_NULL && field->flags & KILN_FIELD_NULLABLE)
        return true;
    if (node->kind == KILN_JSON_BOOL) {
        *(bool *)at = node->boolean;
        return true;
    }
    const bool yes = node->kind == KILN_JSON_TEXT && strcmp(node->text, "true") == 0;
    const bool no = node->kind == KILN_JSON_TEXT && strcmp(node->text, "false") == 0;
    if (node->origin == KILN_JSON_DOCUMENT || (!yes && !no))
        return wrong_kind(r, field, node);
    *(bool *)at = yes;
    return true;
}

static bool read_text(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind != KILN_JSON_TEXT)
        return wrong_kind(r, field, node);
    const bool bounded = kiln_field_bounded(field);
    const double most = bounded ? field->max : KILN_TEXT_BYTES_MAX;
    if (strlen(node->text) != node->size) {
        kiln_issue issue = {.status = KILN_INVALID,
                            .message = "the text holds a NUL character",
                            .mend = "take the \\u0000 out"};
        return fault_at(r, node, NULL, issue);
    }
    if ((double)node->size > most || (bounded && (double)node->size < field->min))
        return out_of_bounds(r, field, node);
    const char *copy = kiln_arena_text(r->arena, node->text, node->size);
    if (!copy)
        return no_memory(r);
    memcpy(at, &copy, sizeof copy);
    return true;
}

static const char *next_choice(const void *names, size_t i)
{
    return kiln_choice_name(names, (int)i);
}

static bool unknown_word(reader *r, const kiln_choices *choices, const kiln_field *field,
                         const kiln_json *node, const char *word)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.given, sizeof issue.given, "%s", word);
    kiln_field_bounds(field, issue.bound, sizeof issue.bound);
    snprintf(issue.message, sizeof issue.message, "\"%.60s\" is not a known %s", word,
             choices->name);
    const char *near = kiln_nearest(word, next_choice, choices);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"? It is %s", near,
                 issue.bound);
    else
        snprintf(issue.mend, sizeof issue.mend, "give %s", issue.bound);
    return fault_at(r, node, NULL, issue);
}

static bool read_choice(reader *r, const kiln_field *field, const kiln_json *node, int *value)
{
    /* 100 and 111 are words too: an orientation is often written as a number. */
    if (node->kind != KILN_JSON_TEXT && !(node->kind == KILN_JSON_NUMBER && node->text))
        return wrong_kind(r, field, node);
    const int found = kiln_choice_value(field->choices, node->text);
    if (found == KILN_ABSENT_CHOICE)
        return unknown_word(r, field->choices, field, node, node->text);
    *value = found;
    return true;
}

static bool read_number_or_choice(reader *r, const kiln_field *field, const kiln_json *node,
                                  void *at)
{
    kiln_number_or_choice value = {(double)NAN, KILN_ABSENT_CHOICE};
    double number;
    if (number_of(node, &number)) {
        if (!read_number(r, field, node, &value.number))
            return false;
    } else if (node->kind != KILN_JSON_TEXT) {
        return wrong_kind(r, field, node);
    } else if (!read_choice(r, field, node, &value.choice)) {
        return false;
    }
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_list(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    const bool lone = node->kind != KILN_JSON_ARRAY;
    if (lone && !(field->flags & KILN_FIELD_ONE_OR_MANY))
        return wrong_kind(r, field, node);
    const bool bounded = kiln_field_bounded(field);
    kiln_list list = {.count = lone ? 1 : node->count};
    if ((double)list.count > (bounded ? field->max : KILN_LIST_ITEMS_MAX) ||
        (bounded && (double)list.count < field->min)) {
        kiln_issue issue = {.status = KILN_INVALID};
        snprintf(issue.given, sizeof issue.given, "%zu items", list.count);
        kiln_field_bounds(field, issue.bound, sizeof issue.bound);
        snprintf(issue.message, sizeof issue.message, "%s: the bound is %s", issue.given,
                 issue.bound);
        snprintf(issue.mend, sizeof issue.mend, "give %s", issue.bound);
        return fault_at(r, node, NULL, issue);
    }
    const size_t stride = kiln_field_item_size(field->item);
    list.item = kiln_arena_take(r->arena, list.count, stride);
    if (!list.item)
        return no_memory(r);
    bool sound = true;
    const kiln_json *child = lone ? node : node->first;
    for (size_t i = 0; i < list.count; i++, child = child->next) {
        void *slot = (char *)list.item + i * stride;
        if (field->item->kind == KILN_KIND_OBJECT)
            sound = read_object(r, field->item->shape, NULL, child, slot) && sound;
        else
            sound = read_value(r, field->item, child, slot) && sound;
    }
    if (sound)
        memcpy(at, &list, sizeof list);
    return sound;
}

static bool read_map(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind != KILN_JSON_OBJECT)
        return wrong_kind(r, field, node);
    bool sound = true;
    for (const kiln_json *child = node->first; child; child = child->next) {
        const int key = kiln_choice_value(field->choices, child->key);
        if (key == KILN_ABSENT_CHOICE) {
            sound = unknown_word(r, field->choices, field, child, child->key);
            continue;
        }
        void *slot = (char *)at + (size_t)key * kiln_field_size(field->item);
        if (!kiln_field_absent(field->item, slot)) {
            kiln_issue issue = {.status = KILN_INVALID};
            snprintf(issue.message, sizeof issue.message, "%s is given twice, by two names",
                     kiln_choice_name(field->choices, key));
            snprintf(issue.mend, sizeof issue.mend, "keep one of them");
            sound = fault_at(r, child, NULL, issue);
            continue;
        }
        sound = read_value(r, field->item, child, slot) && sound;
    }
    return sound;
}

static bool read_variant(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    if (node->kind != KILN_JSON_OBJECT)
        return wrong_kind(r, field, node);
    const kiln_json *tag = kiln_json_member(node, field->tag);
    if (!tag) {
        kiln_issue issue = {.status = KILN_INVALID};
        kiln_field_bounds(field, issue.bound, sizeof issue.bound);
        snprintf(issue.message, sizeof issue.message, "%s is missing", field->tag);
        snprintf(issue.mend, sizeof issue.mend, "add \"%s\": %s", field->tag, issue.bound);
        return fault_at(r, node, field->tag, issue);
    }
    kiln_variant value = {.tag = KILN_ABSENT_CHOICE};
    if (!read_choice(r, field, tag, &value.tag))
        return false;
    const kiln_shape *shape = field->choices->choice[value.tag].shape;
    value.body = kiln_arena_take(r->arena, 1, shape->size);
    if (!value.body)
        return no_memory(r);
    if (!read_object(r, shape, field->tag, node, value.body))
        return false;
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_pointed(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    void *object = kiln_arena_take(r->arena, 1, field->shape->size);
    if (!object)
        return no_memory(r);
    if (!read_object(r, field->shape, NULL, node, object))
        return false;
    memcpy(at, &object, sizeof object);
    return true;
}

static bool read_value(reader *r, const kiln_field *field, const kiln_json *node, void *at)
{
    kiln_field_clear(field, at);
    switch (field->kind) {
    case KILN_KIND_NUMBER:
        return read_number(r, field, node, at);
    case KILN_KIND_INTEGER:
        return read_integer(r, field, node, at);
    case KILN_KIND_BOOL:
        return read_bool(r, field, node, at);
    case KILN_KIND_TEXT:
        return read_text(r, field, node, at);
    case KILN_KIND_CHOICE:
        return read_choice(r, field, node, at);
    case KILN_KIND_OBJECT:
        return read_pointed(r, field, node, at);
    case KILN_KIND_LIST:
        return read_list(r, field, node, at);
    case KILN_KIND_MAP:
        return read_map(r, field, node, at);
    case KILN_KIND_VARIANT:
        return read_variant(r, field, node, at);
    default:
        return read_number_or_choice(r, field, node, at);
    }
}

static bool read_fallback(reader *r, const kiln_field *field, void *at)
{
    kiln_json *node = NULL;
    const kiln_status status = kiln_json_read(field->fallback, strlen(field->fallback),
                                              &(kiln_json_options){0}, r->arena, &node, NULL);
    if (status != KILN_OK) {
        assert(status == KILN_NO_MEMORY && "a default that is not JSON");
        return no_memory(r);
    }
    return read_value(r, field, node, at);
}

static bool missing(reader *r, const kiln_field *field, const kiln_json *node)
{
    kiln_issue issue = {.status = KILN_INVALID};
    kiln_field_bounds(field, issue.bound, sizeof issue.bound);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit_of(field));
    snprintf(issue.message, sizeof issue.message, "%s is missing", field->name);
    snprintf(issue.mend, sizeof issue.mend, "give %s%s%s%s%s: %s", wanted_words(field),
             issue.bound[0] ? ", " : "", issue.bound, issue.unit[0] ? " " : "", issue.unit,
             field->doc ? field->doc : field->name);
    return fault_at(r, node, field->name, issue);
}

static const char *next_field(const void *names, size_t i)
{
    const kiln_shape *shape = names;
    return i < shape->count ? shape->field[i].name : NULL;
}

static bool unknown_key(reader *r, const kiln_shape *shape, const kiln_json *child)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.given, sizeof issue.given, "%s", child->key);
    snprintf(issue.message, sizeof issue.message, "%s has no field \"%.60s\"", shape->name,
             child->key);
    const char *near = kiln_nearest(child->key, next_field, shape);
    if (near) {
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"%s\"?", near);
        return fault_at(r, child, NULL, issue);
    }
    size_t at = (size_t)snprintf(issue.mend, sizeof issue.mend, "its fields are ");
    for (size_t i = 0; i < shape->count && at < sizeof issue.mend; i++)
        at += (size_t)snprintf(issue.mend + at, sizeof issue.mend - at, "%s%s", i ? ", " : "",
                               shape->field[i].name);
    return fault_at(r, child, NULL, issue);
}

static bool read_members(reader *r, const kiln_shape *shape, const char *tag,
                         const kiln_json *node, void *object)
{
    bool sound = true;
    for (const kiln_json *child = node->first; child; child = child->next) {
        const kiln_field *field = kiln_shape_field(shape, child->key);
        if (field)
            sound = read_value(r, field, child, (char *)object + field->offset) && sound;
        else if (!tag || strcmp(tag, child->key) != 0)
            sound = unknown_key(r, shape, child);
    }
    return sound;
}

static bool read_object(reader *r, const kiln_shape *shape, const char *tag,
                        const kiln_json *node, void *object)
{
    bool sound = true;
    kiln_shape_clear(shape, object);
    const kiln_field *bare = NULL;
    if (node->kind == KILN_JSON_OBJECT) {
        sound = read_members(r, shape, tag, node, object);
    } else if (shape->shorthand) {
        bare = kiln_shape_field(shape, shape->shorthand);
        sound = read_value(r, bare, node, (char *)object + bare->offset);
    } else {
        return wrong_kind(r, &(kiln_field){.kind = KILN_KIND_OBJECT}, node);
    }
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        void *at = (char *)object + field->offset;
        if (field == bare || kiln_json_member(node, field->name))
            continue;
        if (field->flags & KILN_FIELD_REQUIRED)
            sound = missing(r, field, node);
        else if (field->fallback)
            sound = read_fallback(r, field, at) && sound;
    }
    if (!sound || !shape->check)
        return sound;
    kiln_place place = {.shape = shape, .node = node, .diag = r->diag};
    shape->check(object, &place);
    if (place.status != KILN_OK && r->status == KILN_OK)
        r->status = place.status;
    return place.status == KILN_OK;
}

/* The node at a path below an object ("segments/1/temp_c"); where its last part is not there, the
 * node above it, and *missing is that part. */
static const kiln_json *node_below(const kiln_json *node, const char *path,
                                   const char **missing)
{
    char pointer[KILN_POINTER_MAX];
    *missing = NULL;
    if (!node || !path || !path[0])
        return node;
    snprintf(pointer, sizeof pointer, "/%s", path);
    kiln_json *root = (kiln_json *)(uintptr_t)node; /* looked at, not changed */
    const kiln_json *found = kiln_json_at(root, pointer);
    if (found)
        return found;
    char *last = strrchr(pointer, '/');
    *missing = path + (last - pointer);
    *last = '\0';
    found = kiln_json_at(root, pointer);
    return found ? found : node;
}

void kiln_place_fault(kiln_place *place, const char *path, kiln_issue issue)
{
    reader r = {.diag = place->diag};
    const char *missing;
    const kiln_json *node = node_below(place->node, path, &missing);
    if (issue.status == KILN_OK && issue.severity == KILN_SEVERITY_ERROR)
        issue.status = KILN_INVALID;
    fault_at(&r, node, missing, issue);
    if (place->status == KILN_OK)
        place->status = r.status;
}

bool kiln_place_given(const kiln_place *place, const char *field)
{
    return place->node && kiln_json_member(place->node, field);
}

kiln_status kiln_shape_read(const kiln_shape *shape, const kiln_json *node, kiln_arena *arena,
                            void *object, kiln_diag *diag)
{
    reader r = {.arena = arena, .diag = diag};
    if (!read_object(&r, shape, NULL, node, object))
        kiln_shape_clear(shape, object);
    return r.status;
}

kiln_status kiln_shape_init(const kiln_shape *shape, kiln_arena *arena, void *object)
{
    reader r = {.arena = arena};
    kiln_shape_clear(shape, object);
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        if (field->fallback && !read_fallback(&r, field, (char *)object + field->offset))
            break;
    }
    if (r.status != KILN_OK)
        kiln_shape_clear(shape, object);
    return r.status;
}
