/* Private to process: what a run has to say of itself, as warnings: what its model leaves out,
 * and what was asked for and counts for less than it seems. */
#ifndef KILN_SRC_PROCESS_REMARKS_H
#define KILN_SRC_PROCESS_REMARKS_H

#include "flow.h"
#include "implant.h"
#include "wafer.h"

/* Where a dopant stood highest above a bound. */
typedef struct kiln_excess {
    double ratio; /* to the bound; 0: nowhere yet */
    double conc_cm3, temp_k;
    kiln_dopant dopant;
    size_t step;
    bool asked; /* of a source, and not reached */
} kiln_excess;

typedef struct kiln_remarks {
    const kiln_recipe *recipe;
    const kiln_wafer *wafer;
    kiln_diag *diag;
    /* What follows starts as 0. */
    bool stripped;              /* of its oxide, and not heated since: the run notes it */
    kiln_excess extrinsic;      /* above the intrinsic carriers */
    kiln_excess kinked;         /* phosphorus above where its profile kinks */
    kiln_excess supersaturated; /* above the solubility at which a step left it */
    bool raw;                   /* an implantation, raw_step's, has seen no furnace yet */
    bool cold;                  /* one, cold_step's, was annealed where its damage shows */
    bool amorphous;             /* one left out what ions do in channels */
    size_t raw_step, cold_step;
    bool oxidised, evaporated; /* with the profiles on a mesh */
    double precipitate_cm;     /* depth of the first as the stage began; infinite: none */
    bool overgrown;            /* with precipitates at the interface */
    /* How a growing oxide changed a dopant's diffusion most, by a stage's mean rate. */
    double enhancement; /* 0: not at all */
    kiln_dopant enhanced;
} kiln_remarks;

/* After an implantation; before a stage; after a stage, a step, and the run. grown_cm: oxide,
 * meanwhile. */
void kiln_remark_implant(kiln_remarks *remarks, const kiln_implanted *implanted, size_t step);
void kiln_remark_begin(kiln_remarks *remarks, const kiln_stage *stage);
void kiln_remark_stage(kiln_remarks *remarks, const kiln_stage *stage, double grown_cm);
void kiln_remark_step(kiln_remarks *remarks, const kiln_stage_list *stages, size_t step,
                      double grown_cm);
void kiln_remark_run(const kiln_remarks *remarks, const kiln_wafer_view *view);

#endif
