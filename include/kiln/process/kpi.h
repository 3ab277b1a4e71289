/* What is judged of a wafer: one list feeds the recipe's targets, the result and the tables. */
#ifndef KILN_PROCESS_KPI_H
#define KILN_PROCESS_KPI_H

#include "kiln/base/field.h"

/*    id                  name in JSON             unit       what it is */
#define KILN_KPI_MAP(X)                                                                     \
    X(JUNCTION_DEPTH, junction_depth_nm, "nm", "depth of the first junction")               \
    X(SHEET_RESISTANCE, sheet_resistance_ohm_sq, "ohm/sq",                                  \
      "sheet resistance from the surface to the first junction")                            \
    X(BASE_WIDTH, base_width_nm, "nm",                                                      \
      "distance of the first two junctions, the base of a transistor")                      \
    X(PINCHED_BASE, pinched_base_resistance_ohm_sq, "ohm/sq",                               \
      "sheet resistance between them, metallurgical: no depletion is taken off")            \
    X(FOUR_POINT_PROBE, four_point_probe_ohm_sq, "ohm/sq",                                  \
      "what a four-point probe reads on a wafer without a pattern: to the first junction, " \
      "or through the whole wafer where there is none")                                     \
    X(PEAK_CONC, peak_conc_cm3, "cm^-3", "highest concentration of a diffused dopant")      \
    X(PEAK_DEPTH, peak_depth_nm, "nm", "depth of that peak")                                \
    X(SURFACE_CONC, surface_conc_cm3, "cm^-3",                                              \
      "concentration of that dopant at the silicon surface")                                \
    X(DOSE_SILICON, dose_silicon_cm2, "cm^-2", "diffused dopant in the silicon")            \
    X(DOSE_OXIDE, dose_oxide_cm2, "cm^-2", "diffused dopant in the oxide")                  \
    X(DOSE_LOST, dose_lost_cm2, "cm^-2", "diffused dopant lost to the gas")                 \
    X(DOSE_ETCHED, dose_etched_cm2, "cm^-2", "diffused dopant removed with etched layers")  \
    X(OXIDE_THICKNESS, oxide_thickness_nm, "nm", "thickness of the oxide")                  \
    X(SILICON_CONSUMED, silicon_consumed_nm, "nm", "silicon turned into oxide so far")      \
    X(THERMAL_BUDGET, thermal_budget_cm2, "cm^2", "integral of boron's intrinsic D dt")

typedef enum kiln_kpi {
#define KILN_KPI_ENUM(id, name, unit, doc) KILN_KPI_##id,
    KILN_KPI_MAP(KILN_KPI_ENUM)
#undef KILN_KPI_ENUM
        KILN_KPI_COUNT
} kiln_kpi;

extern KILN_API const kiln_choices kiln_kpi_names;

/* The unit of a KPI, as printed. Static text. */
KILN_API const char *kiln_kpi_unit(kiln_kpi kpi);

/* Absent (NaN) where the wafer has no such quantity. */
typedef struct kiln_kpis {
    double value[KILN_KPI_COUNT];
    KILN_LIST(double) junctions_nm;
} kiln_kpis;

extern KILN_API const kiln_shape kiln_kpis_shape;

#endif
