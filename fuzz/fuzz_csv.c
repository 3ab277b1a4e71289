/* CSV: no input upsets the reader, in whatever pieces it comes; rows that it takes are written
 * and read again without a change; what it refuses it explains. */
#include "check.h"
#include "kiln/base/csv.h"

#include <sanitizer/allocator_interface.h>
#include <stdint.h>
#include <string.h>

/* A source that gives at most so many bytes a call. */
typedef struct pieces {
    const char *data;
    size_t size, at, piece;
} pieces;

static kiln_status pieces_read(void *context, char *data, size_t size, size_t *got)
{
    pieces *source = context;
    size_t taken = source->size - source->at;
    taken = taken < size ? taken : size;
    taken = taken < source->piece ? taken : source->piece;
    if (taken > 0)
        memcpy(data, source->data + source->at, taken);
    source->at += taken;
    *got = taken;
    return KILN_OK;
}

/* Keeps the reader's large buffers from one input to the next: to map and unmap them takes a
 * hundred times as long as to read a small input. */
static struct {
    void *memory;
    size_t size;
} spares[8];

static void *allocate(void *context, size_t size)
{
    (void)context;
    for (size_t i = 0; i < sizeof spares / sizeof spares[0]; i++) {
        if (spares[i].memory != NULL && spares[i].size == size) {
            void *memory = spares[i].memory;
            spares[i].memory = NULL;
            return memory;
        }
    }
    return malloc(size);
}

static void release(void *context, void *memory)
{
    (void)context;
    const size_t size = __sanitizer_get_allocated_size(memory);
    for (size_t i = 0; size > KILN_CSV_ROW_MAX / 64 && i < sizeof spares / sizeof spares[0];
         i++) {
        if (spares[i].memory == NULL) {
            spares[i].memory = memory;
            spares[i].size = size;
            return;
        }
    }
    free(memory);
}

static void check_issue(kiln_status status, const kiln_diag *diag)
{
    CHECK(diag->count == 1 && diag->issue[0].status == status);
    CHECK(status == KILN_SYNTAX || status == KILN_LIMIT);
    CHECK(diag->issue[0].line > 0 && diag->issue[0].column > 0);
    CHECK(diag->issue[0].message[0] != '\0' && diag->issue[0].mend[0] != '\0');
}

/* All that the reader says of an input: *rows gets the good rows as CSV of our own, *cells
 * every cell and fault with its place. */
static void read_all(const char *data, size_t size, size_t piece, kiln_sink *rows,
                     kiln_sink *cells)
{
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){allocate, release, NULL});
    pieces source = {.data = data, .size = size, .piece = piece};
    kiln_diag diag = {0};
    kiln_csv csv;
    kiln_status status = kiln_csv_open(
        &csv, (kiln_source){.read = pieces_read, .context = &source}, &arena, &diag);
    if (status != KILN_OK) {
        check_issue(status, &diag);
        kiln_arena_free(&arena);
        return;
    }
    for (;;) {
        kiln_diag_init(&diag, NULL);
        status = kiln_csv_next(&csv, &diag);
        if (status != KILN_OK) {
            check_issue(status, &diag);
            kiln_putf(cells, "%u:%u %s\n", diag.issue[0].line, diag.issue[0].column,
                      diag.issue[0].message);
            continue;
        }
        if (csv.count == 0)
            break;
        for (size_t i = 0; i < csv.count; i++) {
            const kiln_csv_cell *cell = &csv.cell[i];
            CHECK(cell->size == strlen(cell->text));
            kiln_putf(cells, "%u:%u %zu ", cell->line, cell->column, cell->size);
            kiln_put(cells, cell->text, cell->size + 1);
            kiln_puts(rows, i > 0 ? "," : "");
            kiln_csv_put_text(rows, cell->text);
        }
        kiln_puts(rows, "\n");
    }
    kiln_arena_free(&arena);
}

static bool differs_by_guard(const char *text, const char *again)
{
    return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL && again[0] == '\'' &&
           strcmp(text, again + 1) == 0;
}

/* Reads both and holds the second to be what was written of the first's good rows. */
static void check_same_rows(const char *data, size_t size, const kiln_text *written)
{
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){allocate, release, NULL});
    kiln_bytes bytes = {.data = data, .size = size};
    kiln_bytes bytes_again = {.data = written->data, .size = written->size};
    kiln_diag diag = {0};
    kiln_csv csv, again;
    CHECK(kiln_csv_open(&csv, kiln_bytes_source(&bytes), &arena, &diag) == KILN_OK);
    CHECK(kiln_csv_open(&again, kiln_bytes_source(&bytes_again), &arena, &diag) == KILN_OK);
    do {
        while (kiln_csv_next(&csv, &diag) != KILN_OK)
            continue;
        CHECK(kiln_csv_next(&again, NULL) == KILN_OK);
        CHECK(again.count == csv.count && again.row == csv.row);
        for (size_t i = 0; i < csv.count; i++)
            CHECK(strcmp(csv.cell[i].text, again.cell[i].text) == 0 ||
                  differs_by_guard(csv.cell[i].text, again.cell[i].text));
    } while (csv.count > 0);
    kiln_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const size_t piece = (size_t)data[0] % 8 + 1; /* the first byte is the size of pieces */
    const char *input = (const char *)data + 1;
    size--;
    kiln_arena arena;
    kiln_arena_init(&arena, 0, (kiln_allocator){allocate, release, NULL});
    kiln_text rows, rows_of_pieces, cells, cells_of_pieces;
    kiln_text *const texts[] = {&rows, &rows_of_pieces, &cells, &cells_of_pieces};
    kiln_sink sinks[4];
    for (size_t i = 0; i < 4; i++) {
        kiln_text_init(texts[i], &arena, 0);
        sinks[i] = kiln_text_sink(texts[i]);
    }
    read_all(input, size, size + 1, &sinks[0], &sinks[2]);
    read_all(input, size, piece, &sinks[1], &sinks[3]);
    for (size_t i = 0; i < 4; i++)
        CHECK(sinks[i].status == KILN_OK);
    CHECK(cells.size == cells_of_pieces.size &&
          (cells.size == 0 || memcmp(cells.data, cells_of_pieces.data, cells.size) == 0));
    if (rows.size > 0)
        check_same_rows(input, size, &rows);
    kiln_arena_free(&arena);
    return 0;
}
