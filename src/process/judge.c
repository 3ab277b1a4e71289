/* KPIs of a wafer: junctions where the net doping changes sign, regions between them, sheet
 * resistance, the base of a transistor, what a four-point probe reads, peak, dose, oxide. */
#include "wafer.h"

#include "kiln/math.h"

#include <math.h>

static const double CM_PER_NM = 1e-7;
/* Where nothing was diffused there is still a piece of silicon to show. */
static const double BARE_DEPTH_CM = 1e-4;
/* The picture ends this many times deeper than the last junction. */
static const double BELOW_JUNCTION = 1.6;
static const double MEASURED_AT_K = 300;
/* A tenth of pure silicon's carriers at 300 K: a net doping below has no type, and so low a
 * peak is none. */
static const double LEAST_NET_CM3 = 1e9;
/* Less than an atom per cm^2 is nothing: the mesh knows no cell without a trace. */
static const double LEAST_DOSE_CM2 = 1;
/* A profile on a mesh that rises by less than this below the surface is flat there: it is known
 * to about as much. */
static const double FLAT = 1e-4;

static double net_at(double depth_cm, const void *context)
{
    const kiln_doping doping = kiln_wafer_doping(context, depth_cm);
    return doping.donors_cm3 - doping.acceptors_cm3;
}

/* Where the net doping changes sign, and its sign in the regions between: 0 where there is no
 * doping at all. */
typedef struct junction_list {
    size_t count;
    bool more; /* there are deeper ones */
    double depth_cm[KILN_JUNCTIONS_MAX];
    int sign[KILN_JUNCTIONS_MAX + 1];
} junction_list;

static kiln_status find_junctions(const kiln_wafer *wafer, const kiln_depths *depths,
                                  junction_list *junctions, kiln_diag *diag)
{
    double last_net = 0, last_cm = 0;
    *junctions = (junction_list){0};
    for (size_t i = 0; i < depths->count; i++) {
        const double here_cm = depths->item[i];
        const double net = net_at(here_cm, wafer);
        if (!(fabs(net) > LEAST_NET_CM3))
            continue;
        const bool crosses = (net > 0 && last_net < 0) || (net < 0 && last_net > 0);
        junctions->more = crosses && junctions->count == KILN_JUNCTIONS_MAX;
        if (junctions->more)
            break;
        if (crosses) {
            const kiln_root_settings settings = {.x_tolerance = 1e-13 * here_cm};
            const kiln_status status =
                kiln_root_find(net_at, wafer, last_cm, here_cm, &settings,
                               &junctions->depth_cm[junctions->count], diag);
            if (status != KILN_OK)
                return status;
            junctions->count++;
        }
        junctions->sign[junctions->count] = net > 0 ? 1 : -1;
        last_net = net;
        last_cm = here_cm;
    }
    return KILN_OK;
}

/* How deep the silicon is shown: past the last junction and all of a profile that lies below
 * it, or to where a millionth of the highest concentration is left. */
static double choose_bottom(const kiln_wafer *wafer, const kiln_depths *depths,
                            const junction_list *junctions)
{
    const double deepest_cm = depths->item[depths->count - 1];
    double peak = 0;
    if (!(deepest_cm > 0))
        return BARE_DEPTH_CM;
    if (junctions->count) {
        const double last_cm = junctions->depth_cm[junctions->count - 1];
        return fmin(deepest_cm,
                    fmax(BELOW_JUNCTION * last_cm, kiln_wafer_reach_below(wafer, last_cm)));
    }
    for (size_t i = 0; i < depths->count; i++)
        peak = fmax(peak, kiln_wafer_put_in(wafer, depths->item[i]));
    for (size_t i = depths->count; i-- > 1;)
        if (kiln_wafer_put_in(wafer, depths->item[i - 1]) > 1e-6 * peak)
            return depths->item[i];
    return deepest_cm;
}

/* What the integrals over a region need. */
typedef struct region_integrand {
    const kiln_wafer *wafer;
    kiln_mobility mobility;
    kiln_dopant_type type;
} region_integrand;

static double conductance(double depth_cm, const void *context)
{
    const region_integrand *in = context;
    const kiln_doping doping = kiln_wafer_doping(in->wafer, depth_cm);
    return KILN_CHARGE_C * kiln_mobility_value(&in->mobility, doping) *
           fabs(doping.donors_cm3 - doping.acceptors_cm3);
}

static double net_magnitude(double depth_cm, const void *context)
{
    return fabs(net_at(depth_cm, ((const region_integrand *)context)->wafer));
}

static double chemical_of_type(double depth_cm, const void *context)
{
    const region_integrand *in = context;
    double sum = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_dopant_type_of((kiln_dopant)i) == in->type)
            sum += kiln_wafer_chemical(in->wafer, (kiln_dopant)i, depth_cm);
    return sum;
}

/* The silicon between two junctions. */
typedef struct stretch {
    double from_cm, to_cm;
    kiln_dopant_type type;
} stretch;

/* The dopant that gives a region its carriers: the one of its type that stands highest. */
static kiln_dopant ruling_dopant(const kiln_wafer *wafer, stretch between)
{
    kiln_dopant ruling = between.type == KILN_DONOR ? KILN_PHOSPHORUS : KILN_BORON;
    double highest = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        const double active = kiln_active_part(
            wafer->activity[i],
            kiln_wafer_highest_between(wafer, dopant, between.from_cm, between.to_cm));
        if (kiln_dopant_type_of(dopant) == between.type && active > highest) {
            highest = active;
            ruling = dopant;
        }
    }
    return ruling;
}

/* The integrals over a region. */
typedef struct region_sums {
    double siemens, active_cm2, chemical_cm2;
} region_sums;

static kiln_status sum_forms(const region_integrand *in, stretch between, region_sums *sums,
                             kiln_diag *diag)
{
    const kiln_breaks breaks = kiln_wafer_breaks(in->wafer);
    const kiln_quadrature_settings settings = {.relative = 1e-9,
                                               .break_count = breaks.count,
                                               .breaks = breaks.depth_cm,
                                               .what = "sheet conductance"};
    const double from_cm = between.from_cm, to_cm = between.to_cm;
    kiln_status status =
        kiln_integrate(conductance, in, from_cm, to_cm, &settings, &sums->siemens, diag);
    if (status == KILN_OK)
        status = kiln_integrate(net_magnitude, in, from_cm, to_cm, &settings, &sums->active_cm2,
                                diag);
    if (status == KILN_OK)
        status = kiln_integrate(chemical_of_type, in, from_cm, to_cm, &settings,
                                &sums->chemical_cm2, diag);
    return status;
}

static void add_point(const region_integrand *in, const kiln_content *content, double weight_cm,
                      region_sums *sums)
{
    const double net_cm3 = fabs(content->active.donors_cm3 - content->active.acceptors_cm3);
    sums->siemens += weight_cm * KILN_CHARGE_C *
                     kiln_mobility_value(&in->mobility, content->active) * net_cm3;
    sums->active_cm2 += weight_cm * net_cm3;
    sums->chemical_cm2 +=
        weight_cm * (in->type == KILN_DONOR ? content->chemical.donors_cm3
                                            : content->chemical.acceptors_cm3);
}

/* Cell by cell, by the rule of Gauss and Legendre with two points: a profile is smooth inside a
 * cell and has kinks between them. Where it falls by h = d ln C over a cell the error is
 * h^4 / 4320 of the cell's integral: 2e-8 for a tenth. */
static region_sums sum_cells(const region_integrand *in, stretch between)
{
    static const double NODE = 0.57735026918962576; /* 1 / sqrt(3) */
    const kiln_reading *reading = &in->wafer->reading;
    const size_t last = kiln_reading_cell(reading, between.to_cm);
    region_sums sums = {0};
    for (size_t i = kiln_reading_cell(reading, between.from_cm); i <= last; i++) {
        const double a = fmax(between.from_cm, reading->mesh->node[i]);
        const double b = fmin(between.to_cm, reading->mesh->node[i + 1]);
        const double middle = 0.5 * (a + b), half = 0.5 * (b - a);
        const kiln_content upper = kiln_wafer_content(in->wafer, i, middle - NODE * half);
        const kiln_content lower = kiln_wafer_content(in->wafer, i, middle + NODE * half);
        add_point(in, &upper, half, &sums);
        add_point(in, &lower, half, &sums);
    }
    return sums;
}

static kiln_status judge_region(const kiln_wafer *wafer, stretch between, kiln_region *region,
                                kiln_diag *diag)
{
    const kiln_dopant ruling = ruling_dopant(wafer, between);
    const region_integrand in = {
        .wafer = wafer,
        .type = between.type,
        .mobility = kiln_mobility_at(wafer->set, wafer->mobility, ruling, MEASURED_AT_K, NULL)};
    region_sums sums;
    if (wafer->numeric) {
        sums = sum_cells(&in, between);
    } else {
        const kiln_status status = sum_forms(&in, between, &sums, diag);
        if (status != KILN_OK)
            return status;
    }
    *region = (kiln_region){.from_nm = between.from_cm / CM_PER_NM,
                            .to_nm = between.to_cm / CM_PER_NM,
                            .type = between.type == KILN_DONOR ? KILN_N_TYPE : KILN_P_TYPE,
                            .sheet_resistance_ohm_sq =
                                sums.siemens > 0 ? 1 / sums.siemens : (double)NAN,
                            .dose_active_cm2 = sums.active_cm2,
                            .dose_chemical_cm2 = sums.chemical_cm2};
    return KILN_OK;
}

typedef struct dopant_profile {
    const kiln_wafer *wafer;
    kiln_dopant dopant;
} dopant_profile;

static double profile_conc(double depth_cm, const void *context)
{
    const dopant_profile *profile = context;
    return kiln_wafer_chemical(profile->wafer, profile->dopant, depth_cm);
}

/* Where a profile with one maximum between two depths has it, to the square root of rounding.
 * Source: J. Kiefer, Proc. Am. Math. Soc. 4, 502 (1953), golden section. */
static double maximum_between(const dopant_profile *profile, double low_cm, double high_cm)
{
    enum { NARROWINGS = 40 }; /* 0.618^40 = 4e-9 of the first width */
    const double golden = 0.61803398874989485;
    double left_cm = high_cm - golden * (high_cm - low_cm);
    double right_cm = low_cm + golden * (high_cm - low_cm);
    for (int i = 0; i < NARROWINGS; i++) {
        if (profile_conc(left_cm, profile) >= profile_conc(right_cm, profile)) {
            high_cm = right_cm;
            right_cm = left_cm;
            left_cm = high_cm - golden * (high_cm - low_cm);
        } else {
            low_cm = left_cm;
            left_cm = right_cm;
            right_cm = low_cm + golden * (high_cm - low_cm);
        }
    }
    return 0.5 * (low_cm + high_cm);
}

/* The dopant whose diffused concentration is the highest anywhere, and where. */
static void find_peak(const kiln_wafer *wafer, const kiln_depths *depths, kiln_kpis *kpis)
{
    dopant_profile ruling = {.wafer = wafer};
    double highest = 0;
    size_t at = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        if (!kiln_wafer_diffused(wafer, (kiln_dopant)i))
            continue;
        for (size_t j = 0; j < depths->count; j++) {
            const double conc = kiln_wafer_chemical(wafer, (kiln_dopant)i, depths->item[j]);
            if (conc > highest) {
                highest = conc;
                at = j;
                ruling.dopant = (kiln_dopant)i;
            }
        }
    }
    if (!(highest > LEAST_NET_CM3))
        return;
    const size_t last = depths->count - 1;
    const double from_cm = depths->item[at > 0 ? at - 1 : 0];
    const double to_cm = depths->item[at < last ? at + 1 : last];
    double peak_cm = maximum_between(&ruling, from_cm, to_cm);
    if (!(profile_conc(peak_cm, &ruling) > highest * (1 + 1e-9)))
        peak_cm = depths->item[at]; /* the surface, say, rather than a hair below it */
    const double surface_cm3 = profile_conc(0, &ruling);
    if (wafer->numeric && surface_cm3 > (1 - FLAT) * profile_conc(peak_cm, &ruling))
        peak_cm = 0;
    kpis->value[KILN_KPI_PEAK_CONC] = profile_conc(peak_cm, &ruling);
    kpis->value[KILN_KPI_PEAK_DEPTH] = peak_cm / CM_PER_NM;
    kpis->value[KILN_KPI_SURFACE_CONC] = surface_cm3;
}

/* Where the dopants are that were put in. What the substrate held of the same dopant, down to
 * the mesh's end, is taken off in the silicon, so that the sum is what was put in. */
static void judge_doses(const kiln_wafer *wafer, kiln_kpis *kpis)
{
    const kiln_numeric *numeric = wafer->numeric;
    double silicon_cm2 = 0, oxide_cm2 = 0, lost_cm2 = 0, etched_cm2 = 0;
    bool any = false;
    for (size_t k = 0; k < numeric->species; k++) {
        if (!kiln_wafer_diffused(wafer, numeric->dopant[k]))
            continue;
        any = true;
        silicon_cm2 += kiln_numeric_silicon_dose(numeric, k) -
                       wafer->substrate_cm3[numeric->dopant[k]] * wafer->mesh_cm;
        oxide_cm2 += kiln_numeric_oxide_dose(numeric, k);
        lost_cm2 += numeric->field.lost_cm2[k];
        etched_cm2 += numeric->field.etched_cm2[k];
    }
    if (!any)
        return;
    kpis->value[KILN_KPI_DOSE_SILICON] = silicon_cm2 > LEAST_DOSE_CM2 ? silicon_cm2 : 0;
    if (numeric->field.mesh.oxide_cells)
        kpis->value[KILN_KPI_DOSE_OXIDE] = oxide_cm2 > LEAST_DOSE_CM2 ? oxide_cm2 : 0;
    if (lost_cm2 > LEAST_DOSE_CM2)
        kpis->value[KILN_KPI_DOSE_LOST] = lost_cm2;
    if (etched_cm2 > LEAST_DOSE_CM2)
        kpis->value[KILN_KPI_DOSE_ETCHED] = etched_cm2;
}

static void judge_amounts(const kiln_wafer *wafer, kiln_kpis *kpis)
{
    double dose_cm2 = 0;
    for (size_t i = 0; i < wafer->form_count; i++)
        dose_cm2 += kiln_form_dose(&wafer->form[i]);
    if (wafer->numeric)
        judge_doses(wafer, kpis);
    else if (wafer->form_count)
        kpis->value[KILN_KPI_DOSE_SILICON] = dose_cm2;
    if (wafer->oxide.thickness_cm > 0)
        kpis->value[KILN_KPI_OXIDE_THICKNESS] = wafer->oxide.thickness_cm / CM_PER_NM;
    if (wafer->grown_cm > 0)
        kpis->value[KILN_KPI_SILICON_CONSUMED] =
            kiln_silicon_per_oxide(wafer->set) * wafer->grown_cm / CM_PER_NM;
    if (wafer->budget_cm2 > 0)
        kpis->value[KILN_KPI_THERMAL_BUDGET] = wafer->budget_cm2;
}

static bool substrate_doped(const kiln_wafer *wafer)
{
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (wafer->substrate_cm3[i] > 0)
            return true;
    return false;
}

/* The doped substrate below the last junction goes on below the picture, so that what it holds
 * and conducts is not known. */
static kiln_region open_region(stretch between)
{
    return (kiln_region){.from_nm = between.from_cm / CM_PER_NM,
                         .to_nm = between.to_cm / CM_PER_NM,
                         .type = between.type == KILN_DONOR ? KILN_N_TYPE : KILN_P_TYPE,
                         .sheet_resistance_ohm_sq = (double)NAN,
                         .dose_active_cm2 = (double)NAN,
                         .dose_chemical_cm2 = (double)NAN};
}

/* The regions between junctions, each with its type, dose and resistance. Undoped silicon has
 * no type and is none. */
static kiln_status judge_regions(const kiln_wafer *wafer, const junction_list *junctions,
                                 kiln_wafer_view *view, kiln_diag *diag)
{
    for (size_t i = 0; i <= junctions->count; i++) {
        const stretch between = {.from_cm = i ? junctions->depth_cm[i - 1] : 0,
                                 .to_cm = i < junctions->count ? junctions->depth_cm[i]
                                                               : view->bottom_cm,
                                 .type = junctions->sign[i] > 0 ? KILN_DONOR : KILN_ACCEPTOR};
        if (junctions->sign[i] == 0)
            continue;
        if (i > 0 && i == junctions->count && substrate_doped(wafer)) {
            view->regions.item[view->regions.count++] = open_region(between);
            break;
        }
        const kiln_status status =
            judge_region(wafer, between, &view->regions.item[view->regions.count], diag);
        if (status != KILN_OK)
            return status;
        view->regions.count++;
    }
    return KILN_OK;
}

/* Sheet conductance of the substrate below a depth, down to the wafer's rear. */
static double substrate_siemens(const kiln_wafer *wafer, double from_cm)
{
    const double rear_cm =
        wafer->thickness_cm - kiln_silicon_per_oxide(wafer->set) * wafer->grown_cm;
    double siemens = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        const double active_cm3 = kiln_active_part(wafer->activity[i], wafer->substrate_cm3[i]);
        const bool donor = kiln_dopant_type_of(dopant) == KILN_DONOR;
        const kiln_doping doping = {.donors_cm3 = donor ? active_cm3 : 0,
                                    .acceptors_cm3 = donor ? 0 : active_cm3};
        const kiln_mobility mobility =
            kiln_mobility_at(wafer->set, wafer->mobility, dopant, MEASURED_AT_K, NULL);
        if (active_cm3 > 0)
            siemens += KILN_CHARGE_C * kiln_mobility_value(&mobility, doping) * active_cm3 *
                       fmax(rear_cm - from_cm, 0);
    }
    return siemens;
}

/* A junction isolates what lies above it; without one, all of the wafer conducts side by side:
 * the only region, which ends where the profiles do, and the substrate below. */
static double probed_ohm_sq(const kiln_wafer *wafer, const kiln_wafer_view *view)
{
    const kiln_region *top = view->regions.item;
    if (view->kpis.junctions_nm.count)
        return top->sheet_resistance_ohm_sq;
    const double siemens = (view->regions.count ? 1 / top->sheet_resistance_ohm_sq : 0) +
                           substrate_siemens(wafer, view->bottom_cm);
    return siemens > 0 ? 1 / siemens : (double)NAN;
}

/* What is read off the junctions and the regions between them. */
static void judge_junctions(const kiln_wafer *wafer, kiln_wafer_view *view)
{
    const double *junction_nm = view->kpis.junctions_nm.item;
    const kiln_region *region = view->regions.item;
    double *value = view->kpis.value;
    value[KILN_KPI_FOUR_POINT_PROBE] = probed_ohm_sq(wafer, view);
    if (view->kpis.junctions_nm.count > 0) {
        value[KILN_KPI_JUNCTION_DEPTH] = junction_nm[0];
        value[KILN_KPI_SHEET_RESISTANCE] = region[0].sheet_resistance_ohm_sq;
    }
    if (view->kpis.junctions_nm.count > 1) {
        value[KILN_KPI_BASE_WIDTH] = junction_nm[1] - junction_nm[0];
        value[KILN_KPI_PINCHED_BASE] = region[1].sheet_resistance_ohm_sq;
    }
}

kiln_status kiln_wafer_judge(const kiln_wafer *wafer, kiln_arena *arena, kiln_wafer_view *view,
                             kiln_diag *diag)
{
    kiln_wafer_view judged = {0};
    kiln_depths depths;
    junction_list junctions;
    for (int i = 0; i < KILN_KPI_COUNT; i++)
        judged.kpis.value[i] = (double)NAN;
    kiln_status status = kiln_wafer_depths(wafer, arena, &depths);
    if (status != KILN_OK)
        return kiln_fail(diag, status, "", "out of memory for the wafer's depths");
    status = find_junctions(wafer, &depths, &junctions, diag);
    if (status != KILN_OK)
        return status;
    judged.more_junctions = junctions.more;
    judged.bottom_cm = choose_bottom(wafer, &depths, &junctions);
    find_peak(wafer, &depths, &judged.kpis);
    judge_amounts(wafer, &judged.kpis);

    const size_t n = junctions.count;
    judged.regions.item = KILN_TAKE(arena, n + 1, kiln_region);
    judged.kpis.junctions_nm.item = KILN_TAKE(arena, n + 1, double);
    if (!judged.regions.item || !judged.kpis.junctions_nm.item)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for the wafer's regions");
    status = judge_regions(wafer, &junctions, &judged, diag);
    if (status != KILN_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        judged.kpis.junctions_nm.item[i] = junctions.depth_cm[i] / CM_PER_NM;
    judged.kpis.junctions_nm.count = n;
    judge_junctions(wafer, &judged);
    *view = judged;
    return KILN_OK;
}
