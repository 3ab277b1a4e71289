/* What the reader of field tables says of documents, for test_field_schema.py.
 *
 *   field_verdicts schema   the JSON Schema of the example shape
 *   field_verdicts read     for each line of standard input, a document, one line with the
 *                           messages of its faults, separated by tabs; empty for a sound one */
#include "base/example_shape.h"

#include <stdio.h>
#include <string.h>

static kiln_status write_stdout(void *context, const char *data, size_t size)
{
    (void)context;
    return fwrite(data, 1, size, stdout) == size ? KILN_OK : KILN_OUTPUT;
}

static void put_verdict(const char *document, size_t size)
{
    static kiln_diag diag;
    kiln_arena arena;
    kiln_json *root = NULL;
    example_run run;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    kiln_diag_init(&diag, NULL);
    if (kiln_json_read(document, size, NULL, &arena, &root, &diag) == KILN_OK)
        kiln_shape_read(&example_run_shape, root, &arena, &run, &diag);
    for (size_t i = 0; i < diag.count; i++)
        if (diag.issue[i].severity == KILN_SEVERITY_ERROR)
            printf("%s%s", i ? "\t" : "", diag.issue[i].message);
    printf("\n");
    kiln_arena_free(&arena);
}

int main(int argc, char **argv)
{
    static char line[1 << 20];
    if (argc == 2 && strcmp(argv[1], "schema") == 0) {
        kiln_sink sink = {.write = write_stdout};
        kiln_shape_write_schema(&example_run_shape, "https://kiln.example/run.json", &sink);
        return sink.status != KILN_OK;
    }
    if (argc != 2 || strcmp(argv[1], "read") != 0)
        return 2;
    while (fgets(line, sizeof line, stdin))
        put_verdict(line, strcspn(line, "\n"));
    return 0;
}
