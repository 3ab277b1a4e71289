/* CSV profiles into a recipe. */
#include "profiles.h"

#include "os/file.h"

#include <stdio.h>
#include <string.h>

/* A point of a profile, with the bounds that initial.depth_nm and conc_cm3 have in a recipe. */
typedef struct point {
    double depth_nm, conc_cm3;
} point;

static const kiln_field POINT_FIELDS[] = {
    KILN_FIELD("depth_nm", NUMBER, point, depth_nm, .unit = "nm", .min = 0, .max = 1e6,
               .flags = KILN_FIELD_REQUIRED, .doc = "depth below the silicon surface, nm"),
    KILN_FIELD("conc_cm3", NUMBER, point, conc_cm3, .unit = "cm^-3", .min = 0,
               .max = KILN_CONC_CM3_MAX, .flags = KILN_FIELD_REQUIRED,
               .doc = "concentration at that depth, cm^-3"),
};
static const kiln_shape POINT_SHAPE =
    KILN_SHAPE("profile row", "A point of a profile.", point, POINT_FIELDS, .check = NULL);

enum { CSV_BYTES_MAX = 16 << 20 };

typedef struct reading {
    const char *path;
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_csv csv;
    kiln_csv_columns columns;
    size_t count;
    double *depth_nm, *conc_cm3; /* [KILN_POINTS_MAX] */
    kiln_status status;          /* of the first fault */
} reading;

static void keep(reading *r, kiln_status status)
{
    if (r->status == KILN_OK)
        r->status = status;
}

/* Where the depth stands in the current row. */
static const kiln_csv_cell *depth_cell(const reading *r)
{
    for (size_t i = 0; i < r->columns.count; i++)
        if (r->columns.field[i] == &POINT_FIELDS[0])
            return &r->csv.cell[i];
    return &r->csv.cell[0];
}

static void refuse_order(reading *r, double depth_nm)
{
    const kiln_csv_cell *cell = depth_cell(r);
    kiln_issue issue = {.status = KILN_INVALID,
                        .line = cell->line,
                        .column = cell->column,
                        .pointer = "depth_nm",
                        .unit = "nm",
                        .mend = "sort the rows by depth, each depth once"};
    char before[KILN_NUMBER_TEXT_MAX];
    kiln_number_write(depth_nm, issue.given);
    kiln_number_write(r->depth_nm[r->count - 1], before);
    snprintf(issue.bound, sizeof issue.bound, "> %s", before);
    snprintf(issue.message, sizeof issue.message, "%s nm is not below the %s nm before it",
             issue.given, before);
    keep(r, kiln_diag_add(r->diag, &issue));
}

static void refuse_count(reading *r, const char *bound)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.given, sizeof issue.given, "%zu points", r->count);
    snprintf(issue.bound, sizeof issue.bound, "%s", bound);
    snprintf(issue.message, sizeof issue.message, "the profile has %s", issue.given);
    snprintf(issue.mend, sizeof issue.mend, "give %s", bound);
    keep(r, kiln_diag_add(r->diag, &issue));
}

static void take_row(reading *r)
{
    kiln_json *tree;
    point row;
    kiln_status status = kiln_shape_csv_tree(&r->columns, &r->csv, r->arena, &tree, r->diag);
    if (status == KILN_OK)
        status = kiln_shape_read(&POINT_SHAPE, tree, r->arena, &row, r->diag);
    if (status != KILN_OK) {
        keep(r, status);
    } else if (r->count && !(row.depth_nm > r->depth_nm[r->count - 1])) {
        refuse_order(r, row.depth_nm);
    } else if (r->count < KILN_POINTS_MAX) {
        r->depth_nm[r->count] = row.depth_nm;
        r->conc_cm3[r->count++] = row.conc_cm3;
    }
}

/* A row that cannot be read is told of, and the next one read. */
static void take_rows(reading *r)
{
    uint64_t rows = 0;
    for (;;) {
        const kiln_status status = kiln_csv_next(&r->csv, r->diag);
        if (status != KILN_OK) {
            keep(r, status);
            if (status != KILN_SYNTAX && status != KILN_LIMIT)
                return;
            continue;
        }
        if (r->csv.count == 0)
            break;
        if (++rows > KILN_POINTS_MAX) {
            r->count = rows;
            refuse_count(r, "at most 20000 points");
            return;
        }
        take_row(r);
    }
    if (r->status == KILN_OK && r->count < 2)
        refuse_count(r, "at least 2 points");
}

static void read_text(reading *r, const char *text, size_t size)
{
    kiln_bytes bytes = {.data = text, .size = size};
    r->depth_nm = KILN_TAKE(r->arena, KILN_POINTS_MAX, double);
    r->conc_cm3 = KILN_TAKE(r->arena, KILN_POINTS_MAX, double);
    if (!r->depth_nm || !r->conc_cm3) {
        keep(r, kiln_fail(r->diag, KILN_NO_MEMORY, "", "out of memory for the profile"));
        return;
    }
    kiln_status status = kiln_csv_open(&r->csv, kiln_bytes_source(&bytes), r->arena, r->diag);
    if (status == KILN_OK)
        status = kiln_csv_next(&r->csv, r->diag);
    if (status == KILN_OK)
        status = kiln_shape_csv_columns(&POINT_SHAPE, &r->csv, &r->columns, r->diag);
    if (status == KILN_OK)
        take_rows(r);
    keep(r, status);
}

/* The path as the recipe means it: from the recipe's own folder on. NULL when memory ends. */
static const char *path_from(const char *recipe_path, const kiln_json *file, kiln_arena *arena)
{
    const char *slash = strrchr(recipe_path, '/');
    const size_t folder = slash && file->text[0] != '/' ? (size_t)(slash - recipe_path) + 1 : 0;
    char *path = kiln_arena_take(arena, folder + file->size + 1, 1);
    if (path) {
        memcpy(path, recipe_path, folder);
        memcpy(path + folder, file->text, file->size + 1);
    }
    return path;
}

/* What is wrong with the file as a whole is told at its name in the recipe. */
static void tell_of_file(const kiln_json *file, const char *path, const kiln_diag *found,
                         kiln_diag *diag)
{
    for (size_t i = 0; i < found->count; i++) {
        kiln_issue issue = found->issue[i];
        issue.source = NULL;
        issue.line = file->line;
        issue.column = file->column;
        kiln_json_pointer(file, issue.pointer, sizeof issue.pointer);
        snprintf(issue.message, sizeof issue.message, "%.160s: %.80s", path,
                 found->issue[i].message);
        kiln_diag_add(diag, &issue);
    }
}

static kiln_status read_file(const kiln_json *file, const char *recipe_path, kiln_arena *arena,
                             reading *r, kiln_diag *diag)
{
    const char *text;
    size_t size;
    kiln_diag found;
    *r = (reading){.arena = arena, .diag = diag};
    r->path = path_from(recipe_path, file, arena);
    if (!r->path)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the profile");
    kiln_diag_init(&found, NULL);
    const kiln_status status =
        kiln_file_read(r->path, CSV_BYTES_MAX, arena, &text, &size, &found);
    if (status != KILN_OK) {
        tell_of_file(file, r->path, &found, diag);
        return status;
    }
    const char *source = diag->source;
    diag->source = r->path;
    read_text(r, text, size);
    diag->source = source;
    return r->status;
}

/* The i-th entry of initial, which may be a lone one. */
static kiln_json *entry_at(kiln_json *initial, size_t i)
{
    if (!initial || initial->kind != KILN_JSON_ARRAY)
        return i == 0 ? initial : NULL;
    kiln_json *entry = initial->first;
    while (entry && i-- > 0)
        entry = entry->next;
    return entry;
}

kiln_status kiln_profiles_read(kiln_json *tree, const char *recipe_path, kiln_arena *arena,
                               kiln_profiles *profiles, kiln_diag *diag)
{
    kiln_status first = KILN_OK;
    *profiles = (kiln_profiles){0};
    reading *r = KILN_TAKE(arena, 1, reading);
    if (!r)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the profiles");
    for (size_t i = 0; i < KILN_DOPANTS_MAX; i++) {
        const kiln_json *file =
            kiln_json_member(entry_at(kiln_json_member(tree, "initial"), i), "file");
        if (!file || file->kind != KILN_JSON_TEXT || !file->size ||
            memchr(file->text, '\0', file->size))
            continue; /* reading the recipe says what is wrong with it */
        const kiln_status status = read_file(file, recipe_path, arena, r, diag);
        if (first == KILN_OK)
            first = status;
        profiles->table[i] = (kiln_profile_table){r->path, r->count, r->depth_nm, r->conc_cm3};
    }
    return first;
}

void kiln_profiles_apply(const kiln_profiles *profiles, kiln_recipe *recipe)
{
    for (size_t i = 0; i < recipe->initial.count && i < KILN_DOPANTS_MAX; i++) {
        kiln_initial *initial = &recipe->initial.item[i];
        const kiln_profile_table *table = &profiles->table[i];
        if (!table->path)
            continue;
        initial->file = NULL;
        initial->depth_nm.count = initial->conc_cm3.count = table->count;
        initial->depth_nm.item = table->depth_nm;
        initial->conc_cm3.item = table->conc_cm3;
    }
}
