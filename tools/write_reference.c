/* Prints the reference page of a data shape, in Markdown, from its field table (make docs). */
#include "kiln/process.h"
#include "kiln/silicon.h"

#include <stdio.h>
#include <string.h>

static kiln_status write_to_stdout(void *context, const char *data, size_t size)
{
    (void)context;
    return fwrite(data, 1, size, stdout) == size ? KILN_OK : KILN_OUTPUT;
}

int main(int argc, char **argv)
{
    const kiln_shape *const shapes[] = {&kiln_recipe_shape, &kiln_result_shape,
                                        &kiln_model_shape};
    kiln_sink out = {.write = write_to_stdout};
    for (size_t i = 0; argc == 2 && i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(argv[1], shapes[i]->name) != 0)
            continue;
        kiln_shape_write_reference(shapes[i], &out);
        return kiln_status_exit_code(fflush(stdout) == 0 ? out.status : KILN_OUTPUT);
    }
    fputs("usage: write-reference recipe|result|model_set\n", stderr);
    return kiln_status_exit_code(KILN_USAGE);
}
