/* Render, write, commit. */
#include "outputs.h"

#include "os/draft.h"
#include "os/signal.h"

#include <stdio.h>
#include <string.h>

/* One text and where it goes. */
typedef struct output {
    const char *path; /* NULL: standard output */
    kiln_text text;
    kiln_draft draft;
    bool committed;
} output;

typedef struct outputs {
    size_t count;
    output item[KILN_OP_VIEWS_MAX + 1];
} outputs;

static bool is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* Devices may be given twice: /dev/null. */
static bool is_same_file(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0 && !is_stdout(a) && strncmp(a, "/dev/", 5) != 0;
}

static kiln_status refuse_twice(const kiln_op *command, size_t first, size_t second,
                                kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_USAGE, .mend = "give each a file of its own"};
    snprintf(issue.pointer, sizeof issue.pointer, "--%s", command->view[second].flag);
    snprintf(issue.message, sizeof issue.message, "--%s writes the same file",
             command->view[first].flag);
    return kiln_diag_add(diag, &issue);
}

/* What follows the last dot of a file's name; "" when nothing does. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    return dot ? dot + 1 : "";
}

/* A name that promises another format than the view writes: SVG in a .png opens nowhere. Other
 * endings are the user's own affair. */
static kiln_status refuse_ending(const kiln_op_view *view, const char *path, const char *flag,
                                 kiln_diag *diag)
{
    static const char *const FORMAT[] = {"csv", "html", "jpg", "json", "pdf", "png", "svg"};
    const char *given = ending_of(path), *own = ending_of(view->takes);
    for (size_t i = 0; i < sizeof FORMAT / sizeof FORMAT[0]; i++) {
        if (strcmp(given, FORMAT[i]) != 0 || strcmp(given, own) == 0)
            continue;
        kiln_issue issue = {.status = KILN_USAGE};
        snprintf(issue.pointer, sizeof issue.pointer, "%s", flag);
        snprintf(issue.message, sizeof issue.message, "it writes %s, not %s", own, given);
        snprintf(issue.mend, sizeof issue.mend, "give a name that ends in .%s", own);
        return kiln_diag_add(diag, &issue);
    }
    return KILN_OK;
}

kiln_status kiln_outputs_check(const kiln_op *command, const kiln_line *line, size_t inputs,
                               const char *const input[], kiln_diag *diag)
{
    kiln_status first = KILN_OK;
    for (size_t i = 0; i < command->view_count; i++) {
        const char *path = line->file[i];
        char flag[KILN_OP_NAME_MAX];
        if (!path || is_stdout(path))
            continue;
        snprintf(flag, sizeof flag, "--%.60s", command->view[i].flag);
        kiln_status status = kiln_draft_check(path, inputs, input, flag, diag);
        if (status == KILN_OK)
            status = refuse_ending(&command->view[i], path, flag, diag);
        for (size_t j = 0; j < i; j++)
            if (is_same_file(line->file[j], path))
                status = refuse_twice(command, j, i, diag);
        if (first == KILN_OK)
            first = status;
    }
    return first;
}

static kiln_status fail_memory(const kiln_op_call *call)
{
    return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory for the output");
}

/* The i-th view (the JSON for view_count) as text for a file, or for standard output. */
static kiln_status render(const kiln_op_call *call, size_t view, const char *path, outputs *all)
{
    output *next = &all->item[all->count];
    kiln_op_look look = {.style = KILN_TEXT_PLAIN};
    kiln_status status = KILN_OK;
    const size_t errors = call->diag->errors;
    next->path = path;
    if (!path && view == 0) {
        look.width_columns = kiln_terminal_width(KILN_STDOUT);
        look.style = kiln_terminal_colour(KILN_STDOUT) ? KILN_TEXT_ANSI : KILN_TEXT_PLAIN;
    }
    kiln_text_init(&next->text, call->arena, 0);
    kiln_sink sink = kiln_text_sink(&next->text);
    if (view == call->op->view_count)
        kiln_op_write_json(call, &sink);
    else
        status = call->op->view[view].show(call, look, &sink);
    if (status == KILN_OK)
        status = sink.status;
    all->count++;
    if (status == KILN_NO_MEMORY)
        return fail_memory(call);
    if (status != KILN_OK && call->diag->errors > errors)
        return status; /* it has said why */
    if (status != KILN_OK)
        return kiln_fail(call->diag, status, "", "the output cannot be made: %s",
                         kiln_status_words(status));
    return KILN_OK;
}

/* Files first, so that standard output comes last. */
static kiln_status render_all(const kiln_op_call *call, const kiln_line *line, outputs *all)
{
    const kiln_op *op = call->op;
    size_t shown = line->common.json && op->output ? op->view_count : 0;
    kiln_status status = KILN_OK;
    for (size_t i = 0; status == KILN_OK && i < op->view_count; i++) {
        if (!line->file[i])
            continue;
        if (is_stdout(line->file[i]))
            shown = i;
        else
            status = render(call, i, line->file[i], all);
    }
    return status == KILN_OK ? render(call, shown, NULL, all) : status;
}

static void discard(outputs *all)
{
    for (size_t i = 0; i < all->count; i++)
        kiln_draft_discard(&all->item[i].draft);
}

static kiln_status write_drafts(outputs *all, kiln_diag *diag)
{
    for (size_t i = 0; i < all->count; i++) {
        output *one = &all->item[i];
        if (!one->path)
            continue;
        const kiln_status status = kiln_draft_write(
            &one->draft, one->path, one->text.data ? one->text.data : "", one->text.size, diag);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}

static kiln_status commit(outputs *all, kiln_diag *diag)
{
    for (size_t i = 0; i < all->count; i++) {
        output *one = &all->item[i];
        if (!one->path)
            continue;
        const kiln_status status = kiln_draft_commit(&one->draft, diag);
        if (status != KILN_OK)
            return status;
        one->committed = true;
    }
    return KILN_OK;
}

static kiln_status write_stdout(const outputs *all, kiln_stream *out, kiln_diag *diag)
{
    const output *last = &all->item[all->count - 1];
    kiln_sink sink = kiln_stream_sink(out);
    kiln_put(&sink, last->text.data, last->text.size);
    return kiln_stream_end(out, diag);
}

/* After a failure: which files are there nevertheless. */
static void tell_of_committed(const outputs *all, kiln_diag *diag)
{
    char names[160] = "";
    size_t at = 0;
    for (size_t i = 0; i < all->count && at < sizeof names; i++)
        if (all->item[i].committed)
            at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", at ? ", " : "",
                                   all->item[i].path);
    if (at && diag->errors)
        kiln_warn(diag, "", "", "written before that: %s", names);
}

kiln_status kiln_outputs_write(const kiln_op_call *call, const kiln_line *line,
                               kiln_stream *out)
{
    outputs *all = KILN_TAKE(call->arena, 1, outputs);
    if (!all)
        return fail_memory(call);
    kiln_status status = render_all(call, line, all);
    if (status == KILN_OK)
        status = write_drafts(all, call->diag);
    if (status == KILN_OK && kiln_signal_came(NULL))
        status = KILN_CANCELLED;
    if (status == KILN_OK)
        status = commit(all, call->diag);
    if (status == KILN_OK)
        status = write_stdout(all, out, call->diag);
    discard(all);
    if (status != KILN_OK)
        tell_of_committed(all, call->diag);
    return status;
}
