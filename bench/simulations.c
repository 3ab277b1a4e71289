/* Whole simulations, from a recipe in memory to its result. */
#include "runs.h"

#include "kiln/process.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char DRIVE_IN[] =
    "{ 'recipe_id': 'DRIVE-IN', 'substrate': { 'dopant': 'phosphorus', 'conc_cm3': 1e14 },"
    "  'initial': [{ 'dopant': 'boron', 'shape': 'gaussian', 'dose_cm2': 1e13,"
    "                'peak_depth_nm': 150, 'sigma_nm': 50 }],"
    "  'steps': [{ 'type': 'furnace', 'temp_c': 1100, 'time_min': 60, 'ambient': 'n2',"
    "              'surface': 'sealed' }],"
    "  'model': { 'diffusion': 'fermi' } }";

/* A recipe as read, once for all calls. */
typedef struct prepared {
    kiln_arena arena;
    kiln_recipe recipe;
    const kiln_model_set *set;
} prepared;

static void demand(kiln_status status, const char *what)
{
    if (status == KILN_OK)
        return;
    fprintf(stderr, "kiln-bench: %s: status %d\n", what, (int)status);
    exit(1);
}

static void prepare(prepared *p, const char *text, size_t size)
{
    const kiln_json_options relaxed = {.syntax = KILN_JSON_RELAXED};
    const kiln_model_text *shipped = NULL;
    kiln_json *tree = NULL;
    kiln_arena_init(&p->arena, 0, (kiln_allocator){0});
    demand(kiln_json_read(text, size, &relaxed, &p->arena, &tree, NULL), "recipe's text");
    demand(kiln_recipe_read(tree, &p->arena, &p->recipe, NULL), "recipe");
    demand(kiln_model_find(p->recipe.model->set, "", &shipped, NULL), "parameter set");
    demand(kiln_model_read_text(shipped->json, shipped->size, &p->arena, &p->set, NULL), "set");
}

/* What is simulated, apart from anything else. */
static void find_depths(const prepared *p, size_t n, const double level_cm3[],
                        double depth_nm[])
{
    kiln_arena arena;
    kiln_result result;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    demand(kiln_simulate(&p->recipe, p->set, &(kiln_run_options){0}, &arena, &result, NULL),
           "simulation");
    const kiln_layer *silicon = &result.layers.item[result.layers.count - 1];
    const double *depth = silicon->depth_nm.item;
    const double *conc = silicon->chemical[KILN_BORON].item;
    for (size_t i = 0; i < n; i++) {
        size_t at = silicon->depth_nm.count - 1;
        while (at > 1 && conc[at - 1] < level_cm3[i])
            at--;
        const double share = log(level_cm3[i] / conc[at - 1]) / log(conc[at] / conc[at - 1]);
        depth_nm[i] = depth[at - 1] + share * (depth[at] - depth[at - 1]);
    }
    kiln_arena_free(&arena);
}

static void drive_in_within(prepared *p, double tolerance, size_t n, const double level_cm3[],
                            double depth_nm[])
{
    if (!p->set) {
        char text[sizeof DRIVE_IN];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = DRIVE_IN[i] == '\'' ? '"' : DRIVE_IN[i];
        prepare(p, text, sizeof text - 1);
        p->recipe.model->tolerance = tolerance;
    }
    find_depths(p, n, level_cm3, depth_nm);
}

void drive_in(size_t n, const double level_cm3[], double depth_nm[])
{
    static prepared p;
    drive_in_within(&p, (double)NAN, n, level_cm3, depth_nm);
}

void drive_in_loose(size_t n, const double level_cm3[], double depth_nm[])
{
    static prepared p;
    drive_in_within(&p, 1e-2, n, level_cm3, depth_nm);
}

void drive_in_finest(size_t n, const double level_cm3[], double depth_nm[])
{
    static prepared p;
    drive_in_within(&p, KILN_TOLERANCE_MIN, n, level_cm3, depth_nm);
}

void demo(size_t n, const double level_cm3[], double depth_nm[])
{
    static prepared p;
    static char text[1 << 16];
    if (!p.set) {
        FILE *file = fopen(KILN_RECIPES "/boron-base.json", "rb");
        const size_t size = file ? fread(text, 1, sizeof text, file) : 0;
        if (file)
            fclose(file);
        prepare(&p, text, size);
    }
    find_depths(&p, n, level_cm3, depth_nm);
}
