/* A recipe's wafer on its mesh: see the header. */
#include "process/mesh_run.h"

#include <math.h>

static const double NM = 1e-7;

static void read_set(test_run *run, const test_override changes[])
{
    const kiln_model_text *shipped = NULL;
    kiln_json *tree = NULL;
    assert_ok(run, kiln_model_find(run->recipe.model->set, "", &shipped, &run->diag));
    assert_ok(run,
              kiln_model_tree(shipped->json, shipped->size, &run->arena, &tree, &run->diag));
    for (; changes && changes->pointer; changes++)
        assert_ok(run, kiln_model_override(tree, changes->pointer, changes->value, &run->arena,
                                           &run->diag));
    assert_ok(run, kiln_model_read(tree, &run->arena, &run->set, &run->diag));
}

static kiln_form form_of(const kiln_initial *initial)
{
    return (kiln_form){.kind = KILN_FORM_GAUSSIAN,
                       .dopant = (kiln_dopant)initial->dopant,
                       .dose_cm2 = initial->dose_cm2,
                       .peak_cm = initial->peak_depth_nm * NM,
                       .variance_cm2 = pow(initial->sigma_nm * NM, 2)};
}

void mesh_run_begin(mesh_run *m, const char *text, const test_override changes[])
{
    double substrate_cm3[KILN_DOPANT_COUNT] = {0};
    kiln_form form[KILN_DOPANTS_MAX];
    *m = (mesh_run){0};
    test_run *run = &m->run;
    test_run_read(run, text);
    assert_ok(run, run->status);
    read_set(run, changes);
    const kiln_recipe *recipe = &run->recipe;
    for (size_t i = 0; i < recipe->steps.count; i++)
        if (recipe->steps.item[i].type == KILN_STEP_FURNACE)
            assert_ok(run, kiln_flow_lower(recipe->steps.item[i].furnace, i, &run->arena,
                                           &m->stages[i], &run->diag));
    if (recipe->substrate->dopant != KILN_ABSENT_CHOICE)
        substrate_cm3[recipe->substrate->dopant] = recipe->substrate->conc_cm3;
    for (size_t i = 0; i < recipe->initial.count; i++)
        form[i] = form_of(&recipe->initial.item[i]);
    const kiln_numeric_start start = {.substrate_cm3 = substrate_cm3,
                                      .form = form,
                                      .form_count = recipe->initial.count,
                                      .recipe = recipe,
                                      .set = run->set,
                                      .stages = m->stages};
    assert_ok(run, kiln_numeric_take(&start, &run->arena, &m->numeric, &run->diag));
}

void mesh_run_step(mesh_run *m, size_t step)
{
    static const kiln_run_options NO_BOUNDS = {0};
    kiln_validity validity = {0};
    test_run *run = &m->run;
    for (size_t i = 0; i < m->stages[step].count; i++) {
        const kiln_numeric_stage stage = {.stage = &m->stages[step].item[i],
                                          .set = run->set,
                                          .model = run->recipe.model,
                                          .options = &NO_BOUNDS,
                                          .orientation = KILN_SI_100,
                                          .validity = &validity};
        assert_ok(run, kiln_numeric_run(m->numeric, &stage, &m->oxide, &run->diag));
    }
}

void mesh_run_read(mesh_run *m)
{
    const kiln_field_state *field = &m->numeric->field;
    assert_ok(&m->run, kiln_reading_take(&m->reading, field, &m->run.arena));
    kiln_reading_update(&m->reading, field);
}

double mesh_run_conc(const mesh_run *m, double depth_cm)
{
    const size_t cell = kiln_reading_cell(&m->reading, depth_cm);
    return kiln_reading_conc(&m->reading, cell, 0, depth_cm);
}

void mesh_run_free(mesh_run *m)
{
    test_run_free(&m->run);
}
