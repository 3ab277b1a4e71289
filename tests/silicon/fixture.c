/* The shipped sets and the published tables, for tests. */
#include "fixture.h"

#include "kiln/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETS_MAX = 8 };
static kiln_arena sets_arena;
static const kiln_model_set *sets[SETS_MAX];

int read_sets(void **state)
{
    (void)state;
    kiln_arena_init(&sets_arena, 0, (kiln_allocator){0});
    for (size_t i = 0; kiln_model_shipped(i); i++) {
        const kiln_model_text *text = kiln_model_shipped(i);
        if (i == SETS_MAX || kiln_model_read_text(text->json, text->size, &sets_arena, &sets[i],
                                                  NULL) != KILN_OK)
            return -1;
    }
    return 0;
}

int free_sets(void **state)
{
    (void)state;
    kiln_arena_free(&sets_arena);
    return 0;
}

const kiln_model_set *set_named(const char *name)
{
    for (size_t i = 0; i < SETS_MAX && sets[i]; i++)
        if (strcmp(sets[i]->name, name) == 0)
            return sets[i];
    fail_msg("no shipped set %s", name);
    return NULL;
}

void assert_close(double given, double expected, double relative)
{
    if (!(fabs(given - expected) <= relative * fabs(expected)))
        fail_msg("%.17g is not %.17g within %g", given, expected, relative);
}

void assert_printed(double given, double printed, int figures)
{
    const double unit = pow(10.0, floor(log10(fabs(printed))) - figures + 1);
    if (!(fabs(given - printed) <= 0.51 * unit))
        fail_msg("%.9g does not round to %.*g", given, figures, printed);
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    const long end = ftell(file);
    rewind(file);
    char *text = end > 0 ? malloc((size_t)end) : NULL;
    *size = text ? fread(text, 1, (size_t)end, file) : 0;
    fclose(file);
    return text;
}

void reference_open(reference *table, const char *path)
{
    const char *folder = getenv("KILN_REFERENCE");
    char name[1024];
    *table = (reference){.text = NULL};
    snprintf(name, sizeof name, "%s/%s", folder ? folder : "", path);
    if (folder)
        table->text = read_file(name, &table->bytes.size);
    if (!table->text) {
        print_message("skipped: the published table %s is not there (KILN_REFERENCE)\n", name);
        skip();
    }
    table->bytes.data = table->text;
    kiln_arena_init(&table->arena, 0, (kiln_allocator){0});
    assert_int_equal(
        kiln_csv_open(&table->csv, kiln_bytes_source(&table->bytes), &table->arena, NULL),
        KILN_OK);
    assert_true(reference_next(table));
    table->columns = table->csv.count;
    assert_true(table->columns <= sizeof table->column / sizeof table->column[0]);
    for (size_t i = 0; i < table->columns; i++) {
        const kiln_csv_cell *cell = &table->csv.cell[i];
        table->column[i] = kiln_arena_text(&table->arena, cell->text, cell->size);
    }
}

bool reference_next(reference *table)
{
    assert_int_equal(kiln_csv_next(&table->csv, NULL), KILN_OK);
    return table->csv.count > 0;
}

const char *reference_text(const reference *table, const char *column)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->column[i], column) == 0)
            return i < table->csv.count ? table->csv.cell[i].text : "";
    fail_msg("the table has no column %s", column);
    return NULL;
}

double reference_number(const reference *table, const char *column)
{
    const char *text = reference_text(table, column);
    double value = (double)NAN;
    kiln_number_read_loose(text, strlen(text), &value);
    return value;
}

void reference_close(reference *table)
{
    kiln_arena_free(&table->arena);
    free(table->text);
}
