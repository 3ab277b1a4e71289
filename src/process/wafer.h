/* Private to process: the wafer between steps, and what can be asked of it. cm, s, K. */
#ifndef KILN_SRC_PROCESS_WAFER_H
#define KILN_SRC_PROCESS_WAFER_H

#include "closed_form.h"
#include "numeric.h"
#include "reading.h"

#include "kiln/process/oxide.h"
#include "kiln/process/result.h"
#include "kiln/silicon/mobility.h"

enum { KILN_FORMS_MAX = 2 * KILN_DOPANTS_MAX, KILN_FORM_POINTS = 160 };

typedef struct kiln_wafer {
    const kiln_model_set *set;
    kiln_orientation orientation;
    double substrate_cm3[KILN_DOPANT_COUNT]; /* uniform */
    double thickness_cm;                     /* of the wafer before the first step */
    size_t form_count;
    kiln_form form[KILN_FORMS_MAX];
    kiln_numeric *numeric; /* the profiles on a mesh; NULL: the sum of the forms */
    kiln_reading reading;  /* of the mesh, as after the last step */
    double mesh_cm;        /* of silicon on the mesh before the first step */
    kiln_oxide oxide;      /* of thickness 0: bare */
    double native_cm;      /* what air grows on bare silicon before an oxidation */
    double grown_cm;       /* oxide that silicon has turned into so far, etched or not */
    double budget_cm2;     /* integral of boron's intrinsic D dt */
    double active_k;       /* where it is judged what is active; NaN: not yet heated */
    kiln_activity activity[KILN_DOPANT_COUNT]; /* at active_k */
    kiln_mobility_model mobility;
} kiln_wafer;

/* Concentration of a dopant at a depth in the silicon, the substrate's share included; and the
 * part of it that is active. */
double kiln_wafer_chemical(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm);
double kiln_wafer_active(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm);
/* Active donors and acceptors. */
kiln_doping kiln_wafer_doping(const kiln_wafer *wafer, double depth_cm);

/* All donors and acceptors, and the active ones, at a depth in a known cell of the mesh. */
typedef struct kiln_content {
    kiln_doping chemical, active;
} kiln_content;
kiln_content kiln_wafer_content(const kiln_wafer *wafer, size_t cell, double depth_cm);

/* Concentration at a depth of all dopants that were put in, less the substrate's share. */
double kiln_wafer_put_in(const kiln_wafer *wafer, double depth_cm);

/* The highest concentration of a dopant: at the surface or the peak of one of its forms, or in
 * a cell of the mesh; and between two depths, at the ends and in the middle too. */
double kiln_wafer_highest(const kiln_wafer *wafer, kiln_dopant dopant);
double kiln_wafer_highest_between(const kiln_wafer *wafer, kiln_dopant dopant, double from_cm,
                                  double to_cm);

/* How deep those profiles go that have their peak below a depth; 0: there are none. */
double kiln_wafer_reach_below(const kiln_wafer *wafer, double depth_cm);

/* Fixes at which temperature it is judged what is active. A solubility or clusters outside
 * their range are noted for a dopant that comes within ten times of the solubility, or that has
 * 1 % in clusters: below, they bound nothing. */
void kiln_wafer_activate(kiln_wafer *wafer, double temp_k, kiln_validity *validity);

/* Whether a dopant was put in so far, beyond the substrate's. */
bool kiln_wafer_diffused(const kiln_wafer *wafer, kiln_dopant dopant);

/* Where the wafer is looked at: depths that follow every form, or the mesh, from 0 to where
 * nothing is left. */
typedef KILN_LIST(double) kiln_depths;
kiln_status kiln_wafer_depths(const kiln_wafer *wafer, kiln_arena *arena, kiln_depths *depths);

/* Where an integral over depth is to be cut so that no form is missed, however narrow it is
 * beside the rest: the peak of each form and where it ends on either side, rising. */
typedef struct kiln_breaks {
    size_t count;
    double depth_cm[3 * KILN_FORMS_MAX];
} kiln_breaks;
kiln_breaks kiln_wafer_breaks(const kiln_wafer *wafer);

/* Deeper junctions than so many, which noise makes, are left out. */
enum { KILN_JUNCTIONS_MAX = 64 };

/* KPIs, and the regions between junctions, down to bottom_cm (which is chosen and given out).
 * Errors: KILN_NO_MEMORY, KILN_NO_CONVERGENCE. */
typedef struct kiln_wafer_view {
    kiln_kpis kpis;
    KILN_LIST(kiln_region) regions;
    bool more_junctions; /* than KILN_JUNCTIONS_MAX */
    double bottom_cm;
} kiln_wafer_view;
kiln_status kiln_wafer_judge(const kiln_wafer *wafer, kiln_arena *arena, kiln_wafer_view *view,
                             kiln_diag *diag);

#endif
