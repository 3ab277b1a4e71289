/* Operations: one row per thing a user can do. The command line (and later the server) only
 * dispatches to these rows; help, completion, schema and the manual come from them. */
#ifndef KILN_OP_OP_H
#define KILN_OP_OP_H

#include "kiln/base.h"
#include "kiln/process.h"
#include "kiln/report.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum kiln_role {
    KILN_ROLE_VIEWER,
    KILN_ROLE_OPERATOR,
    KILN_ROLE_ENGINEER,
    KILN_ROLE_ADMIN
} kiln_role;

typedef struct kiln_op kiln_op;

/* A text with the name that people know it by. */
typedef struct kiln_op_text {
    const char *name; /* "recipe.json", "standard input" */
    const char *text; /* NUL-terminated; NULL: there is none */
    size_t size;
} kiln_op_text;

/* A JSON document that an op takes. */
typedef struct kiln_op_document {
    kiln_op_text text;
    kiln_json *tree;
    void *object; /* of op->document_shape */
} kiln_op_document;

enum { KILN_OP_DOCUMENTS_MAX = 2, KILN_OP_VIEWS_MAX = 8, KILN_OP_NAME_MAX = 64 };

/* One call: what comes in, where memory and diagnostics go, and what comes out. Everything is
 * borrowed or lives in the arena. */
typedef struct kiln_op_call {
    const kiln_op *op;
    const void *input; /* of op->input */
    kiln_op_document document[KILN_OP_DOCUMENTS_MAX];
    kiln_op_text models; /* a parameter set in place of the shipped ones */
    const kiln_run_options *options;
    kiln_arena *arena;
    kiln_diag *diag;
    const void *output; /* of op->output; set by run */
    const void *detail; /* what the views need beyond the output; set by run */
} kiln_op_call;

/* How text looks: on a terminal, or in a file (plain, of any width). */
typedef struct kiln_op_look {
    kiln_text_style style;
    size_t width_columns; /* 0: no limit */
} kiln_op_look;

/* How an output is shown: on standard output (the first view of an op), or in a file. */
typedef struct kiln_op_view {
    const char *flag;         /* "profile"; NULL for what standard output shows */
    const char *takes;        /* "F.csv" */
    const char *content_type; /* "text/csv" */
    const char *doc;
    kiln_status (*show)(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink);
} kiln_op_view;

struct kiln_op {
    const char *name;        /* "simulate", "recipe check" */
    const char *summary;     /* one line */
    const char *about;       /* a paragraph for --help, NULL for none */
    const char *example;     /* a command line that works in a fresh clone; two lines if long */
    const kiln_shape *input; /* its scalar fields are the flags; NULL for none */
    const char *document[KILN_OP_DOCUMENTS_MAX]; /* "RECIPE": JSON it takes; NULL: no more */
    const kiln_shape *document_shape;
    const kiln_shape *output; /* what --json prints; NULL: the first view is JSON or a script */
    size_t view_count;
    const kiln_op_view *view;
    bool takes_models; /* call->models is looked at */
    /* Returns KILN_OUT_OF_BAND with an output: it is shown, and the caller told. */
    kiln_status (*run)(kiln_op_call *call);
    double (*cost_ms)(const kiln_op_call *call); /* an estimate, never a measurement */
    kiln_role role;
    bool audited;
};

/* The i-th operation, NULL after the last. */
const kiln_op *kiln_op_at(size_t i);

/* What people call a field of an op's input: "--temp-c", or "POINTER" when it stands alone.
 * Returns name. */
const char *kiln_op_field_name(const kiln_field *field, char name[KILN_OP_NAME_MAX]);

/* Reads the tree of the i-th document into its object by the op's shape: all faults at once.
 * Errors: those of kiln_shape_read. */
kiln_status kiln_op_read_document(kiln_op_call *call, size_t i);

/* Runs the op. Issues that give a pointer alone (they come from stages that no longer have the
 * text) get line and column in the document that is their source, or become the flag's.
 * Errors: the op's; call->output stays NULL then. */
kiln_status kiln_op_run(kiln_op_call *call);

/* Whether a run came to an output that is to be shown. */
bool kiln_op_ran(kiln_status status);

/* The output as JSON, two blanks of indent, one line end. op->output is not NULL. */
void kiln_op_write_json(const kiln_op_call *call, kiln_sink *sink);

#endif
