/* Private to op: the comparison of two recipes, and how it is shown. */
#ifndef KILN_OP_DIFF_H
#define KILN_OP_DIFF_H

#include "op/op.h"
#include "warnings.h"

/* One of the two recipes. */
typedef struct kiln_diff_side {
    const char *name, *recipe_id;
    bool simulated;
    kiln_warning_list errors, warnings;
} kiln_diff_side;

typedef enum kiln_diff_verdict {
    KILN_DIFF_WITHIN,
    KILN_DIFF_OUTSIDE,
    KILN_DIFF_UNKNOWN
} kiln_diff_verdict;

/* A KPI by both recipes: NaN where the wafer has none. */
typedef struct kiln_diff_kpi {
    int kpi;
    const char *unit;
    double value[2], difference, relative;
    int verdict[2]; /* KILN_ABSENT_CHOICE: no target */
} kiln_diff_kpi;

typedef struct kiln_diff_output {
    kiln_diff_side *side[2];
    bool same;
    KILN_LIST(kiln_variant) changes; /* by kiln_difference_kind */
    KILN_LIST(kiln_diff_kpi) kpis;
} kiln_diff_output;

/* What the views need beyond the output. */
typedef struct kiln_diff_detail {
    kiln_difference_list differences;
    const kiln_result *result[2]; /* NULL: not simulated */
    bool fields_only;
} kiln_diff_detail;

extern const kiln_choices kiln_diff_verdicts;

/* The comparison as tables: of call->output and call->detail. */
kiln_status kiln_diff_show(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink);

#endif
