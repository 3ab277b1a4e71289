/* The flags of each command, from its row and its field tables. */
#ifndef KILN_CLI_FLAGS_H
#define KILN_CLI_FLAGS_H

#include "op/op.h"

enum { KILN_FLAGS_MAX = 48 };

typedef enum kiln_progress_style {
    KILN_PROGRESS_AUTO, /* a line on a terminal, nothing elsewhere */
    KILN_PROGRESS_LINE,
    KILN_PROGRESS_JSON,
    KILN_PROGRESS_NONE
} kiln_progress_style;

/* What every command takes. */
typedef struct kiln_common_flags {
    bool json, help;
    const char *models; /* a file; only for those that take parameter sets */
    int progress;
} kiln_common_flags;

extern const kiln_shape kiln_common_flags_shape;

/* One flag of a command: a field of its input, a view in a file, or common to all. */
typedef enum kiln_flag_home {
    KILN_FLAG_INPUT,
    KILN_FLAG_VIEW,
    KILN_FLAG_COMMON
} kiln_flag_home;

typedef struct kiln_flag {
    char name[KILN_OP_NAME_MAX]; /* "--temp-c" */
    kiln_flag_home home;
    const kiln_field *field; /* of a view: a text for the file */
    size_t view;             /* of a view: which of the command's */
} kiln_flag;

typedef struct kiln_flags {
    size_t count;
    kiln_flag flag[KILN_FLAGS_MAX];
} kiln_flags;

/* The flags of a command in the order of its help; positional fields are not among them. */
void kiln_flags_of(const kiln_op *command, kiln_flags *flags);
/* Whether a flag stands for itself, without a value. */
bool kiln_flag_is_switch(const kiln_flag *flag);
/* Whether its value is a file. */
bool kiln_flag_is_file(const kiln_flag *flag);
/* The i-th positional field of a command's input, NULL after the last. */
const kiln_field *kiln_positional_at(const kiln_op *command, size_t i);

#endif
