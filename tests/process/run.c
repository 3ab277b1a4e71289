/* A recipe as text to a result, for the tests of process. */
#include "process/run.h"

#include <string.h>

enum { TEXT_MAX = 8192 };

const kiln_model_set *test_set(const char *name, kiln_arena *arena)
{
    const kiln_model_text *text = NULL;
    const kiln_model_set *set = NULL;
    if (kiln_model_find(name, "", &text, NULL) == KILN_OK)
        kiln_model_read_text(text->json, text->size, arena, &set, NULL);
    return set;
}

static kiln_status simulate(test_run *run, const char *text, const kiln_run_options *options)
{
    char json[TEXT_MAX];
    const size_t size = strlen(text);
    const kiln_json_options relaxed = {.syntax = KILN_JSON_RELAXED};
    const kiln_model_text *shipped = NULL;
    kiln_json *tree = NULL;
    for (size_t i = 0; i <= size && i < TEXT_MAX; i++)
        json[i] = text[i] == '\'' ? '"' : text[i];
    kiln_status status = kiln_json_read(json, size, &relaxed, &run->arena, &tree, &run->diag);
    if (status == KILN_OK)
        status = kiln_recipe_read(tree, &run->arena, &run->recipe, &run->diag);
    if (status == KILN_OK)
        status = kiln_model_find(run->recipe.model->set, "/model/set", &shipped, &run->diag);
    if (status == KILN_OK)
        status = kiln_model_read_text(shipped->json, shipped->size, &run->arena, &run->set,
                                      &run->diag);
    if (status == KILN_OK)
        status = kiln_simulate(&run->recipe, run->set, options, &run->arena, &run->result,
                               &run->diag);
    return status;
}

void test_run_with(test_run *run, const char *text, const kiln_run_options *options,
                   kiln_allocator allocator)
{
    *run = (test_run){0};
    kiln_arena_init(&run->arena, 0, allocator);
    kiln_diag_init(&run->diag, "recipe");
    run->status = simulate(run, text, options);
}

void test_run_text(test_run *run, const char *text, const kiln_run_options *options)
{
    test_run_with(run, text, options, (kiln_allocator){0});
}

void test_run_free(test_run *run)
{
    kiln_arena_free(&run->arena);
}

double test_kpi(const test_run *run, kiln_kpi kpi)
{
    return run->result.kpis->value[kpi];
}
