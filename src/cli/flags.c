/* Which flags a command has: those of its input, one for each view in a file, common ones. */
#include "flags.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PATH_BYTES_MAX = 4095 };

static const kiln_choice PROGRESS[] = {
    [KILN_PROGRESS_AUTO] = {.name = "auto"},
    [KILN_PROGRESS_LINE] = {.name = "line"},
    [KILN_PROGRESS_JSON] = {.name = "json"},
    [KILN_PROGRESS_NONE] = {.name = "none"},
};
static const kiln_choices PROGRESS_WORDS = KILN_CHOICES("kind of progress", PROGRESS);

static const kiln_field COMMON_FIELDS[] = {
    KILN_FIELD("models", TEXT, kiln_common_flags, models, .min = 1, .max = PATH_BYTES_MAX,
               .doc = "a file with a parameter set (JSON) in place of the shipped ones"),
    KILN_FIELD("progress", CHOICE, kiln_common_flags, progress, .choices = &PROGRESS_WORDS,
               .fallback = "\"auto\"",
               .doc = "on standard error, of runs over a second; auto: a line on a terminal"),
    KILN_FIELD("json", BOOL, kiln_common_flags, json,
               .doc = "print JSON; an error is then problem+json on standard error"),
    KILN_FIELD("help", BOOL, kiln_common_flags, help, .doc = "print this text"),
};
const kiln_shape kiln_common_flags_shape =
    KILN_SHAPE("common_flags", "Flags that every command takes.", kiln_common_flags,
               COMMON_FIELDS, .check = NULL);

/* What the flag of a view takes. */
static const kiln_field VIEW_FILE = {
    .kind = KILN_KIND_TEXT, .min = 1, .max = PATH_BYTES_MAX, .doc = "a file"};

static void add(kiln_flags *flags, kiln_flag flag, const char *name)
{
    const kiln_field named = {.name = name};
    assert(flags->count < KILN_FLAGS_MAX);
    kiln_op_field_name(&named, flag.name);
    flags->flag[flags->count++] = flag;
}

static bool takes(const kiln_op *command, const kiln_field *common)
{
    if (strcmp(common->name, "models") == 0)
        return command->takes_models;
    if (strcmp(common->name, "progress") == 0)
        return command->cost_ms != NULL;
    return true;
}

void kiln_flags_of(const kiln_op *command, kiln_flags *flags)
{
    *flags = (kiln_flags){0};
    for (size_t i = 0; command->input && i < command->input->count; i++) {
        const kiln_field *field = &command->input->field[i];
        if (!(field->flags & KILN_FIELD_POSITIONAL))
            add(flags, (kiln_flag){.home = KILN_FLAG_INPUT, .field = field}, field->name);
    }
    for (size_t i = 0; i < command->view_count; i++)
        if (command->view[i].flag)
            add(flags, (kiln_flag){.home = KILN_FLAG_VIEW, .field = &VIEW_FILE, .view = i},
                command->view[i].flag);
    for (size_t i = 0; i < kiln_common_flags_shape.count; i++) {
        const kiln_field *field = &kiln_common_flags_shape.field[i];
        if (takes(command, field))
            add(flags, (kiln_flag){.home = KILN_FLAG_COMMON, .field = field}, field->name);
    }
}

bool kiln_flag_is_switch(const kiln_flag *flag)
{
    return flag->field->kind == KILN_KIND_BOOL;
}

bool kiln_flag_is_file(const kiln_flag *flag)
{
    return flag->home == KILN_FLAG_VIEW || strcmp(flag->name, "--models") == 0;
}

const kiln_field *kiln_positional_at(const kiln_op *command, size_t i)
{
    for (size_t f = 0; command->input && f < command->input->count; f++)
        if ((command->input->field[f].flags & KILN_FIELD_POSITIONAL) && i-- == 0)
            return &command->input->field[f];
    return NULL;
}
