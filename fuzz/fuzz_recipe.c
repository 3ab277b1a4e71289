/* Fuzzing recipes: what is read must be written and read back to the same canonical text,
 * and what runs must give a result without a number that is not finite. */
#include "kiln/process.h"

#include <stdlib.h>
#include <string.h>

/* The default set, read once for the whole fuzzing run. */
static const kiln_model_set *default_set(void)
{
    static kiln_arena arena;
    static const kiln_model_set *set;
    if (!set) {
        const kiln_model_text *text = kiln_model_shipped(0);
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        if (kiln_model_read_text(text->json, text->size, &arena, &set, NULL) != KILN_OK)
            abort();
    }
    return set;
}

static kiln_text canonical(const kiln_shape *shape, const void *object, kiln_arena *arena)
{
    kiln_text text;
    kiln_json_writer writer;
    kiln_text_init(&text, arena, 0);
    kiln_sink sink = kiln_text_sink(&text);
    kiln_json_writer_init(&writer, &sink, 0);
    kiln_shape_write(shape, object, KILN_WRITE_CANONICAL, &writer);
    if (sink.status != KILN_OK)
        abort();
    return text;
}

static void round_trip(const kiln_recipe *recipe, kiln_arena *arena)
{
    const kiln_text once = canonical(&kiln_recipe_shape, recipe, arena);
    kiln_json *tree = NULL;
    kiln_recipe again;
    const kiln_json_options strict = {.syntax = KILN_JSON_STRICT};
    if (kiln_json_read(once.data, once.size, &strict, arena, &tree, NULL) != KILN_OK ||
        kiln_recipe_read(tree, arena, &again, NULL) != KILN_OK)
        abort();
    const kiln_text twice = canonical(&kiln_recipe_shape, &again, arena);
    if (once.size != twice.size || memcmp(once.data, twice.data, once.size) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const kiln_json_options relaxed = {.syntax = KILN_JSON_RELAXED};
    /* So many steps take about a second with everything that watches here. */
    const kiln_run_options bounded = {.max_steps = 200, .profile_points = 16};
    kiln_arena arena;
    kiln_diag diag;
    kiln_json *tree = NULL;
    kiln_recipe recipe;
    kiln_result result;
    kiln_arena_init(&arena, (size_t)64 << 20, (kiln_allocator){0});
    kiln_diag_init(&diag, "fuzz");
    if (kiln_json_read((const char *)data, size, &relaxed, &arena, &tree, &diag) == KILN_OK &&
        kiln_recipe_read(tree, &arena, &recipe, &diag) == KILN_OK) {
        round_trip(&recipe, &arena);
        if (kiln_simulate(&recipe, default_set(), &bounded, &arena, &result, &diag) == KILN_OK)
            canonical(&kiln_result_shape, &result, &arena);
        else if (diag.errors == 0)
            abort();
    }
    kiln_arena_free(&arena);
    return 0;
}
