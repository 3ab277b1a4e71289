/* Operations: one row per thing a user can do. The command line (and later the server) only
 * dispatches to these rows; help, completion, schema and the manual come from them. */
#ifndef KILN_OP_OP_H
#define KILN_OP_OP_H

#include "kiln/base.h"
#include "kiln/process.h"
#include "kiln/report.h"

typedef enum kiln_role {
    KILN_ROLE_VIEWER,
    KILN_ROLE_OPERATOR,
    KILN_ROLE_ENGINEER,
    KILN_ROLE_ADMIN
} kiln_role;

typedef struct kiln_op kiln_op;

/* One call: what comes in, where memory and diagnostics go, and what comes out. */
typedef struct kiln_op_call {
    const kiln_op *op;
    const void *input;         /* of op->input */
    kiln_json *document;       /* the tree of the document, NULL when the op takes none */
    const char *document_text; /* the same as text, for reports; NUL-terminated */
    const char *models_text;   /* a parameter-set file in place of the shipped sets, or NULL */
    size_t models_size;
    const char *models_name; /* its file name, for messages */
    const kiln_run_options *options;
    kiln_arena *arena;
    kiln_diag *diag;
    void *output;       /* of op->output; set by run */
    const void *detail; /* what the op's views need beyond the output; set by run */
} kiln_op_call;

/* How an output is shown: to a terminal (the first view of an op), or in a file by a flag. */
typedef struct kiln_op_view {
    const char *flag;         /* "profile"; NULL for what standard output shows */
    const char *takes;        /* "F.csv" */
    const char *content_type; /* "text/csv" */
    const char *doc;
    /* Writes to the sink; ansi says whether colour may be used, width_columns is the terminal's. */
    kiln_status (*show)(const kiln_op_call *call, kiln_text_style style, size_t width_columns,
                        kiln_sink *sink);
} kiln_op_view;

struct kiln_op {
    const char *name;        /* "simulate", "recipe check" */
    const char *summary;     /* one line */
    const char *example;     /* a command line that works in a fresh clone */
    const kiln_shape *input; /* its scalar fields are the flags; NULL for none */
    const char
        *document; /* "RECIPE": it takes a JSON document (a file, or - ); NULL for none */
    const kiln_shape *document_shape;
    const kiln_shape *output; /* what --json prints; NULL: the view's own text only */
    size_t view_count;
    const kiln_op_view *view; /* view[0] is what standard output shows */
    kiln_status (*run)(kiln_op_call *call);
    double (*cost_ms)(const kiln_op_call *call); /* estimate, never a measurement */
    kiln_role role;
    bool audited;
};

/* The i-th operation, NULL after the last; and by name. */
const kiln_op *kiln_op_at(size_t i);
const kiln_op *kiln_op_find(const char *name);

/* The parameter set a model asks for (shipped, or call->models_text), overrides applied, its
 * sha256 filled in. */
kiln_status kiln_op_model_set(kiln_op_call *call, const kiln_model *model,
                              const kiln_model_set **set);

#endif
