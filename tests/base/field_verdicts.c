/* What the field tables of the example shape give, for tests in Python.
 *
 *   field_verdicts schema | help | reference
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

static void write_schema(const kiln_shape *shape, kiln_sink *sink)
{
    kiln_shape_write_schema(shape, "https://kiln.example/run.json", sink);
}

static void write_help(const kiln_shape *shape, kiln_sink *sink)
{
    kiln_shape_write_help(shape, 80, sink);
}

static int write_form(const char *name)
{
    static const struct {
        const char *name;
        void (*write)(const kiln_shape *shape, kiln_sink *sink);
    } FORM[] = {
        {"schema", write_schema},
        {"help", write_help},
        {"reference", kiln_shape_write_reference},
    };
    kiln_sink sink = {.write = write_stdout};
    for (size_t i = 0; i < sizeof FORM / sizeof FORM[0]; i++) {
        if (strcmp(name, FORM[i].name) != 0)
            continue;
        FORM[i].write(&example_run_shape, &sink);
        return kiln_status_exit_code(sink.status);
    }
    return kiln_status_exit_code(KILN_USAGE);
}

int main(int argc, char **argv)
{
    static char line[1 << 20];
    if (argc != 2)
        return kiln_status_exit_code(KILN_USAGE);
    if (strcmp(argv[1], "read") != 0)
        return write_form(argv[1]);
    while (fgets(line, sizeof line, stdin))
        put_verdict(line, strcspn(line, "\n"));
    return 0;
}
