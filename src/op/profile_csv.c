/* Profiles as CSV rows. */
#include "profile_csv.h"

static bool holds(const kiln_result *result, int dopant)
{
    for (size_t i = 0; i < result->layers.count; i++)
        if (result->layers.item[i].chemical[dopant].item)
            return true;
    return false;
}

static void put_header(const kiln_result *result, kiln_sink *sink)
{
    kiln_puts(sink, "material,depth_nm");
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const char *name = kiln_choice_name(&kiln_dopants, i);
        if (holds(result, i))
            kiln_putf(sink, ",%s_cm3,%s_active_cm3", name, name);
    }
    kiln_puts(sink, ",net_cm3\n");
}

static void put_cell(const kiln_curve *curve, size_t i, kiln_sink *sink)
{
    kiln_puts(sink, ",");
    if (curve->item)
        kiln_put_number(sink, curve->item[i]);
}

static void put_row(const kiln_result *result, const kiln_layer *layer, size_t i,
                    kiln_sink *sink)
{
    kiln_puts(sink, kiln_choice_name(&kiln_materials, layer->material));
    put_cell(&layer->depth_nm, i, sink);
    for (int dopant = 0; dopant < KILN_DOPANT_COUNT; dopant++) {
        if (!holds(result, dopant))
            continue;
        put_cell(&layer->chemical[dopant], i, sink);
        put_cell(&layer->active[dopant], i, sink);
    }
    put_cell(&layer->net_cm3, i, sink);
    kiln_puts(sink, "\n");
}

void kiln_profile_write_csv(const kiln_result *result, kiln_sink *sink)
{
    put_header(result, sink);
    for (size_t i = 0; i < result->layers.count; i++) {
        const kiln_layer *layer = &result->layers.item[i];
        for (size_t j = 0; j < layer->depth_nm.count; j++)
            put_row(result, layer, j, sink);
    }
}
