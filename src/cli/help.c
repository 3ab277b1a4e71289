/* Help texts, all of them from the rows of the commands and their field tables. */
#include "help.h"

#include "cli/command.h"
#include "cli/flags.h"
#include "cli/problem.h"

#include <stdio.h>
#include <string.h>

enum { MARGIN = 2, TEXT_COLUMN = 28 }; /* as kiln_shape_write_help has them */

/* text from column indent on, where the line has come to, broken at blanks. */
static void put_wrapped(kiln_sink *sink, const char *text, int indent, int width)
{
    int at = indent;
    while (*text) {
        const int word = (int)strcspn(text, " ");
        const bool first = at == indent;
        if (!first && at + 1 + word > width) {
            kiln_putf(sink, "\n%*s", indent, "");
            at = indent;
        } else if (!first) {
            kiln_puts(sink, " ");
            at++;
        }
        kiln_put(sink, text, (size_t)word);
        at += word;
        text += word;
        text += strspn(text, " ");
    }
    kiln_puts(sink, "\n");
}

/* "  left      right", right starting a line of its own when left is too long. */
static void put_row(kiln_sink *sink, const char *left, const char *right, int width)
{
    const int used = MARGIN + (int)strlen(left);
    kiln_putf(sink, "%*s%s", MARGIN, "", left);
    if (used + 2 > TEXT_COLUMN)
        kiln_putf(sink, "\n%*s", TEXT_COLUMN, "");
    else
        kiln_putf(sink, "%*s", TEXT_COLUMN - used, "");
    put_wrapped(sink, right, TEXT_COLUMN, width);
}

/* "simulate RECIPE", "model show [POINTER]" */
static void put_synopsis(const kiln_op *command, char *text, size_t size)
{
    const kiln_field *field;
    size_t at = (size_t)snprintf(text, size, "%s", command->name);
    for (size_t i = 0; at < size && i < KILN_OP_DOCUMENTS_MAX && command->document[i]; i++)
        at += (size_t)snprintf(text + at, size - at, " %s", command->document[i]);
    for (size_t i = 0; at < size && (field = kiln_positional_at(command, i)) != NULL; i++) {
        char name[KILN_OP_NAME_MAX];
        const bool must = field->flags & KILN_FIELD_REQUIRED;
        at += (size_t)snprintf(text + at, size - at, must ? " %s" : " [%s]",
                               kiln_op_field_name(field, name));
    }
}

static bool in_family(const kiln_op *command, const char *family)
{
    const size_t size = family ? strlen(family) : 0;
    return !family || (strncmp(command->name, family, size) == 0 && command->name[size] == ' ');
}

static void put_commands(const char *family, int width, kiln_sink *sink)
{
    const kiln_op *command;
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        char synopsis[128];
        if (!in_family(command, family))
            continue;
        put_synopsis(command, synopsis, sizeof synopsis);
        put_row(sink, synopsis, command->summary, width);
    }
}

void kiln_help_commands(int width, kiln_sink *sink)
{
    kiln_puts(sink, "usage: kiln COMMAND [ARGUMENTS] [FLAGS]\n\n");
    put_commands(NULL, width, sink);
    kiln_puts(sink, "\nkiln COMMAND --help says more, kiln --help shows examples\n");
}

void kiln_help_family(const char *family, int width, kiln_sink *sink)
{
    kiln_putf(sink, "usage: kiln %s COMMAND [ARGUMENTS] [FLAGS]\n\n", family);
    put_commands(family, width, sink);
}

/* Every exit code once, with all that it stands for. */
static void put_exit_codes(int width, kiln_sink *sink)
{
    enum { CODE_COLUMN = 6 };
    for (int status = 0; status < KILN_STATUS_COUNT; status++) {
        const int code = kiln_status_exit_code((kiln_status)status);
        char words[512];
        size_t at = 0;
        bool told = false;
        for (int other = 0; other < KILN_STATUS_COUNT; other++) {
            if (kiln_status_exit_code((kiln_status)other) != code)
                continue;
            told = told || other < status;
            at += (size_t)snprintf(words + at, sizeof words - at, "%s%s", at ? "; " : "",
                                   kiln_status_words((kiln_status)other));
        }
        if (told)
            continue;
        kiln_putf(sink, "  %-4d", code);
        put_wrapped(sink, words, CODE_COLUMN, width);
    }
}

/* Of the first commands, which people start with. */
static void put_examples(kiln_sink *sink)
{
    enum { EXAMPLES = 3 };
    for (size_t i = 0; i < EXAMPLES; i++)
        kiln_putf(sink, "%*s%s\n", MARGIN, "", kiln_command_at(i)->example);
}

void kiln_help_all(int width, kiln_sink *sink)
{
    put_wrapped(
        sink,
        "Kiln simulates what a diffusion furnace does to a silicon wafer: a recipe goes "
        "in as JSON; the dopant profile, junction depth, sheet resistance and oxide "
        "thickness come out.",
        0, width);
    kiln_puts(sink, "\nusage: kiln COMMAND [ARGUMENTS] [FLAGS]\n\ncommands:\n");
    put_commands(NULL, width, sink);
    kiln_puts(sink, "\nexamples:\n");
    put_examples(sink);
    kiln_puts(sink, "\n");
    put_wrapped(sink,
                "Data goes to standard output, messages to standard error. Exit codes:", 0,
                width);
    put_exit_codes(width, sink);
    kiln_puts(sink, "\n");
    put_wrapped(sink,
                "kiln COMMAND --help says more of each command. Reference: docs/reference/, "
                "recipes to start from: data/recipes/.",
                0, width);
}

/* --- one command ------------------------------------------------------------------------- */

static bool has_positionals(const kiln_op *command)
{
    return command->document[0] || kiln_positional_at(command, 0);
}

static void put_positionals(const kiln_op *command, int width, kiln_sink *sink)
{
    const kiln_field *field;
    for (size_t i = 0; i < KILN_OP_DOCUMENTS_MAX && command->document[i]; i++)
        put_row(sink, command->document[i], "a JSON file, or - for standard input", width);
    for (size_t i = 0; (field = kiln_positional_at(command, i)) != NULL; i++) {
        kiln_shape one = *command->input;
        one.field = field;
        one.count = 1;
        kiln_shape_write_help(&one, width, sink);
    }
}

static void put_flag(const kiln_op *command, const kiln_flag *flag, int width, kiln_sink *sink)
{
    if (kiln_flag_is_file(flag)) {
        const bool view = flag->home == KILN_FLAG_VIEW;
        char left[KILN_OP_NAME_MAX + 32];
        snprintf(left, sizeof left, "%s %s", flag->name,
                 view ? command->view[flag->view].takes : "F.json");
        put_row(sink, left, view ? command->view[flag->view].doc : flag->field->doc, width);
        return;
    }
    kiln_shape one = flag->home == KILN_FLAG_INPUT ? *command->input : kiln_common_flags_shape;
    one.field = flag->field;
    one.count = 1;
    kiln_shape_write_help(&one, width, sink);
}

void kiln_help_command(const kiln_op *command, int width, kiln_sink *sink)
{
    char synopsis[128];
    kiln_flags flags;
    put_synopsis(command, synopsis, sizeof synopsis);
    kiln_flags_of(command, &flags);
    kiln_putf(sink, "usage: kiln %s [FLAGS]\n\n", synopsis);
    put_wrapped(sink, command->summary, 0, width);
    if (command->about) {
        kiln_puts(sink, "\n");
        put_wrapped(sink, command->about, 0, width);
    }
    if (has_positionals(command)) {
        kiln_puts(sink, "\narguments:\n");
        put_positionals(command, width, sink);
    }
    kiln_puts(sink, "\nflags:\n");
    for (size_t i = 0; i < flags.count; i++)
        put_flag(command, &flags.flag[i], width, sink);
    kiln_putf(sink, "\nexample:\n  %s\n", command->example);
}

/* --- kiln help --------------------------------------------------------------------------- */

typedef enum help_format { HELP_TEXT, HELP_MARKDOWN } help_format;

static const kiln_choice FORMAT[] = {
    [HELP_TEXT] = {.name = "text"},
    [HELP_MARKDOWN] = {.name = "markdown"},
};
static const kiln_choices FORMATS = KILN_CHOICES("format", FORMAT);

typedef struct help_input {
    const char *command, *subcommand;
    int format;
} help_input;

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("command", TEXT, help_input, command, .flags = KILN_FIELD_POSITIONAL, .min = 1,
               .max = 60, .doc = "the command to explain; all when not given"),
    KILN_FIELD("subcommand", TEXT, help_input, subcommand, .flags = KILN_FIELD_POSITIONAL,
               .min = 1, .max = 60, .doc = "its second word"),
    KILN_FIELD("format", CHOICE, help_input, format, .choices = &FORMATS,
               .fallback = "\"text\"",
               .doc = "markdown: every command on one page, as in docs/reference/"),
};
static const kiln_shape INPUT_SHAPE =
    KILN_SHAPE("help_input", "What is explained.", help_input, INPUT_FIELDS, .check = NULL);

static kiln_status run_help(kiln_op_call *call)
{
    const help_input *input = call->input;
    const kiln_command_found found = kiln_command_find(input->command, input->subcommand);
    const bool whole = found.command ? found.words == 1 + (input->subcommand != NULL)
                                     : found.family && !input->subcommand;
    if (input->command && !whole)
        return kiln_command_refuse(input->command, input->subcommand, call->diag);
    call->output = input;
    return KILN_OK;
}

/* What --json prints, of each command; a result has a page of its own. */
static void put_outputs(kiln_sink *sink)
{
    const kiln_op *command;
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        if (!command->output || command->output == &kiln_result_shape)
            continue;
        kiln_putf(sink, "\n# JSON of kiln %s\n\n", command->name);
        kiln_shape_write_reference(command->output, sink);
    }
}

static void put_markdown(kiln_sink *sink)
{
    enum { WIDTH = 96 };
    const kiln_op *command;
    kiln_puts(sink, "# Command line\n\nWritten by `kiln help --format markdown`.\n\n```text\n");
    kiln_help_all(WIDTH, sink);
    kiln_puts(sink, "```\n");
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        kiln_putf(sink, "\n## kiln %s\n\n```text\n", command->name);
        kiln_help_command(command, WIDTH, sink);
        kiln_puts(sink, "```\n");
    }
    kiln_puts(sink,
              "\n# Errors as JSON\n\nWith `--json` a failure is one problem detail (RFC 9457) "
              "on standard error.\n\n");
    kiln_shape_write_reference(&kiln_problem_shape, sink);
    put_outputs(sink);
}

static kiln_status show_help(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    const help_input *input = call->output;
    const int width = (int)look.width_columns;
    const kiln_command_found found = kiln_command_find(input->command, input->subcommand);
    if (input->format == HELP_MARKDOWN)
        put_markdown(sink);
    else if (found.command)
        kiln_help_command(found.command, width, sink);
    else if (found.family)
        kiln_help_family(input->command, width, sink);
    else
        kiln_help_all(width, sink);
    return sink->status;
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain", .doc = "help", .show = show_help},
};

const kiln_op kiln_command_help = {
    .name = "help",
    .summary = "explain a command, or list them all",
    .example = "kiln help oxide",
    .input = &INPUT_SHAPE,
    .view_count = 1,
    .view = VIEWS,
    .run = run_help,
    .role = KILN_ROLE_VIEWER,
};
