/* Words to a command, files to trees, a run to outputs, a status to an exit code. */
#include "dispatch.h"

#include "cli/command.h"
#include "cli/help.h"
#include "cli/line.h"
#include "cli/outputs.h"
#include "cli/problem.h"
#include "cli/profiles.h"
#include "cli/progress.h"
#include "os/clock.h"
#include "os/file.h"

#include <stdio.h>
#include <string.h>

/* One command line on its way. */
typedef struct session {
    const kiln_op *command;
    kiln_arena arena;
    kiln_diag diag;
    kiln_line line;
    kiln_profiles profiles[KILN_OP_DOCUMENTS_MAX];
    kiln_op_call call;
    char source[64]; /* "kiln oxide": who speaks in messages that have no file */
    kiln_stream out, err;
} session;

static int width_of(kiln_output output)
{
    enum { WIDTH_MIN = 40, WIDTH_MAX = 100 };
    const int width = (int)kiln_terminal_width(output);
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

/* Tells of a failure and returns its exit code. An output without an error is one that nobody
 * reads any more, which is no news. */
static int tell(session *s, kiln_status status)
{
    kiln_sink sink = kiln_stream_sink(&s->err);
    if (status == KILN_OUTPUT && !s->diag.errors)
        return kiln_status_exit_code(status);
    if (s->line.common.json)
        kiln_problem_write(status, &s->diag, &sink);
    else if (s->diag.count)
        kiln_diag_print(&s->diag, &sink);
    else
        kiln_putf(&sink, "%s: %s\n", s->source, kiln_status_words(status));
    kiln_stream_flush(&s->err);
    return kiln_status_exit_code(status);
}

/* --- reading ----------------------------------------------------------------------------- */

static kiln_status read_models(session *s)
{
    kiln_op_text *models = &s->call.models;
    models->name = s->line.common.models;
    return models->name ? kiln_file_read(models->name, KILN_JSON_BYTES_MAX, &s->arena,
                                         &models->text, &models->size, &s->diag)
                        : KILN_OK;
}

static kiln_status read_document(session *s, size_t i)
{
    const kiln_json_options options = {.syntax = KILN_JSON_RELAXED};
    const char *path = s->line.document[i];
    kiln_op_document *document = &s->call.document[i];
    kiln_op_text *text = &document->text;
    text->name = strcmp(path, "-") == 0 ? "standard input" : path;
    s->diag.source = text->name;
    kiln_status status = kiln_file_read(path, KILN_JSON_BYTES_MAX, &s->arena, &text->text,
                                        &text->size, &s->diag);
    if (status == KILN_OK)
        status = kiln_json_read(text->text, text->size, &options, &s->arena, &document->tree,
                                &s->diag);
    if (status != KILN_OK)
        return status;
    status = kiln_op_read_document(&s->call, i);
    if (s->command->document_shape != &kiln_recipe_shape || status == KILN_NO_MEMORY)
        return status;
    const kiln_status profiles =
        kiln_profiles_read(document->tree, path, &s->arena, &s->profiles[i], &s->diag);
    if (status == KILN_OK && profiles == KILN_OK)
        kiln_profiles_apply(&s->profiles[i], document->object);
    return status != KILN_OK ? status : profiles;
}

/* All of them; the run speaks of the first unless it says otherwise. */
static kiln_status read_documents(session *s)
{
    kiln_status first = KILN_OK;
    for (size_t i = 0; i < KILN_OP_DOCUMENTS_MAX && s->command->document[i]; i++) {
        const kiln_status status = read_document(s, i);
        if (first == KILN_OK)
            first = status;
    }
    if (s->command->document[0])
        s->diag.source = s->call.document[0].text.name;
    return first;
}

static kiln_status check_outputs(session *s)
{
    const char *input[1 + KILN_OP_DOCUMENTS_MAX * (1 + KILN_DOPANTS_MAX)];
    size_t inputs = 0;
    if (s->line.common.models)
        input[inputs++] = s->line.common.models;
    for (size_t d = 0; d < KILN_OP_DOCUMENTS_MAX && s->line.document[d]; d++) {
        input[inputs++] = s->line.document[d];
        for (size_t i = 0; i < KILN_DOPANTS_MAX; i++)
            if (s->profiles[d].table[i].path)
                input[inputs++] = s->profiles[d].table[i].path;
    }
    const char *source = s->diag.source;
    s->diag.source = s->source;
    const kiln_status status =
        kiln_outputs_check(s->command, &s->line, inputs, input, &s->diag);
    s->diag.source = source;
    return status;
}

/* Every file, so that the faults of all are told at once. */
static kiln_status read_files(session *s)
{
    const kiln_status models = read_models(s);
    const kiln_status document = read_documents(s);
    const kiln_status outputs = check_outputs(s);
    return models != KILN_OK ? models : document != KILN_OK ? document : outputs;
}

/* --- running ----------------------------------------------------------------------------- */

static bool shows_warnings(const session *s)
{
    for (size_t i = 0; i < s->command->view_count; i++)
        if (s->line.file[i] && strcmp(s->line.file[i], "-") == 0)
            return false;
    return true;
}

/* What is to be said although the run succeeded: targets missed, unless the JSON says so; and
 * warnings, when what was printed has no place for them. */
static void tell_on_success(session *s, kiln_status status)
{
    kiln_sink sink = kiln_stream_sink(&s->err);
    if (!shows_warnings(s))
        kiln_print_issues(&s->diag, KILN_SEVERITY_WARNING, &sink);
    if (status != KILN_OK && !s->line.common.json)
        kiln_print_issues(&s->diag, KILN_SEVERITY_ERROR, &sink);
    kiln_stream_flush(&s->err);
}

static int run(session *s)
{
    kiln_progress progress = kiln_progress_start((kiln_progress_style)s->line.common.progress);
    const kiln_run_options options = {.cancelled = kiln_progress_tick,
                                      .cancel_context = &progress,
                                      .clock = {.now_s = kiln_clock_now_s}};
    s->call.op = s->command;
    s->call.input = s->line.input;
    s->call.arena = &s->arena;
    s->call.diag = &s->diag;
    s->call.options = &options;
    kiln_status status = read_files(s);
    if (status == KILN_OK)
        status = kiln_op_run(&s->call);
    kiln_progress_end(&progress);
    if (!kiln_op_ran(status))
        return tell(s, status);
    const kiln_status written = kiln_outputs_write(&s->call, &s->line, &s->out);
    if (written != KILN_OK)
        return tell(s, written);
    tell_on_success(s, status);
    return kiln_status_exit_code(status);
}

static int print_help(session *s, const char *family)
{
    kiln_sink sink = kiln_stream_sink(&s->out);
    const int width = width_of(KILN_STDOUT);
    if (s->command)
        kiln_help_command(s->command, width, &sink);
    else if (family)
        kiln_help_family(family, width, &sink);
    else
        kiln_help_all(width, &sink);
    const kiln_status status = kiln_stream_end(&s->out, &s->diag);
    return status == KILN_OK ? kiln_status_exit_code(status) : tell(s, status);
}

/* --- finding the command ----------------------------------------------------------------- */

static bool is_one_of(const char *word, const char *a, const char *b)
{
    return word && (strcmp(word, a) == 0 || strcmp(word, b) == 0);
}

/* No command: help if that is what was asked for, else a hint. */
static int without_command(session *s, int count, const char *const word[], bool family)
{
    const char *first = count > 0 ? word[0] : NULL, *second = count > 1 ? word[1] : NULL;
    if (is_one_of(first, "--help", "-h") || (family && is_one_of(second, "--help", "-h")))
        return print_help(s, family ? first : NULL);
    kiln_sink sink = kiln_stream_sink(&s->err);
    s->line.common.json = kiln_line_asks_for_json(count, word);
    if (s->line.common.json || (first && !(family && !second))) {
        kiln_command_refuse(first, second, &s->diag);
        return tell(s, KILN_USAGE);
    }
    if (family)
        kiln_help_family(first, width_of(KILN_STDERR), &sink);
    else
        kiln_help_commands(width_of(KILN_STDERR), &sink);
    kiln_stream_flush(&s->err);
    return kiln_status_exit_code(KILN_USAGE);
}

static int dispatch(session *s, int count, const char *const word[])
{
    const char *first = count > 0 ? word[0] : NULL, *second = count > 1 ? word[1] : NULL;
    kiln_command_found found =
        kiln_command_find(is_one_of(first, "--version", "-V") ? "version" : first, second);
    if (!found.command)
        return without_command(s, count, word, found.family);
    s->command = found.command;
    snprintf(s->source, sizeof s->source, "kiln %s", found.command->name);
    const kiln_status status = kiln_line_read(
        s->command, count - found.words, word + found.words, &s->arena, &s->line, &s->diag);
    if (status != KILN_OK)
        return tell(s, status);
    return s->line.common.help ? print_help(s, NULL) : run(s);
}

int kiln_dispatch(int count, const char *const word[], kiln_allocator allocator)
{
    session s = {
        .source = "kiln", .out = {.output = KILN_STDOUT}, .err = {.output = KILN_STDERR}};
    kiln_diag_init(&s.diag, s.source);
    kiln_arena_init(&s.arena, 0, allocator);
    const int code = count > 0 ? dispatch(&s, count - 1, word + 1) : dispatch(&s, 0, word);
    kiln_arena_free(&s.arena);
    return code;
}
