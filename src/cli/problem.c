/* Problem details for HTTP APIs, RFC 9457, on the command line. */
#include "problem.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef struct problem_error {
    const char *source, *pointer;
    int64_t line, column;
    const char *message, *given, *bound, *unit, *mend;
} problem_error;

typedef struct problem {
    const char *type, *title;
    int64_t status;
    const char *detail;
    int64_t exit_code;
    KILN_LIST(problem_error) errors;
    int64_t more;
} problem;

#define ERROR_TEXT(name, field_doc) \
    KILN_FIELD(#name, TEXT, problem_error, name, .doc = (field_doc))

static const kiln_field ERROR_FIELDS[] = {
    ERROR_TEXT(source, "the file"),
    ERROR_TEXT(pointer, "JSON Pointer, flag, or CSV column"),
    KILN_FIELD("line", INTEGER, problem_error, line, .doc = "from 1"),
    KILN_FIELD("column", INTEGER, problem_error, column, .doc = "in bytes, from 1"),
    ERROR_TEXT(message, "what is wrong"),
    ERROR_TEXT(given, "the value as given"),
    ERROR_TEXT(bound, "what it may be"),
    ERROR_TEXT(unit, "unit of both"),
    ERROR_TEXT(mend, "what to do"),
};
static const kiln_shape ERROR_SHAPE =
    KILN_SHAPE("error", "One fault.", problem_error, ERROR_FIELDS, .check = NULL);

static const kiln_field PROBLEM_FIELDS[] = {
    KILN_FIELD("type", TEXT, problem, type, .doc = "what kind: urn:kiln:problem: and a word"),
    KILN_FIELD("title", TEXT, problem, title, .doc = "the kind in words"),
    KILN_FIELD("status", INTEGER, problem, status, .doc = "HTTP status"),
    KILN_FIELD("detail", TEXT, problem, detail, .doc = "the first fault"),
    KILN_FIELD("exit_code", INTEGER, problem, exit_code, .doc = "exit code of the process"),
    KILN_FIELD("errors", LIST, problem, errors,
               .item = KILN_ITEM(OBJECT, .shape = &ERROR_SHAPE), .doc = "every fault"),
    KILN_FIELD("more", INTEGER, problem, more, .doc = "faults past those listed"),
};
const kiln_shape kiln_problem_shape = KILN_SHAPE("problem", "A problem detail, RFC 9457.",
                                                 problem, PROBLEM_FIELDS, .check = NULL);

static const char *text_or_null(const char *text)
{
    return text && text[0] ? text : NULL;
}

static int64_t place_or_absent(uint32_t place)
{
    return place ? place : KILN_ABSENT_INTEGER;
}

static problem_error error_of(const kiln_issue *issue)
{
    return (problem_error){.source = issue->source,
                           .pointer = text_or_null(issue->pointer),
                           .line = place_or_absent(issue->line),
                           .column = place_or_absent(issue->column),
                           .message = issue->message,
                           .given = text_or_null(issue->given),
                           .bound = text_or_null(issue->bound),
                           .unit = text_or_null(issue->unit),
                           .mend = text_or_null(issue->mend)};
}

/* "urn:kiln:problem:no-such" from NO_SUCH */
static void put_type(kiln_status status, char *text, size_t size)
{
    size_t at = (size_t)snprintf(text, size, "urn:kiln:problem:");
    for (const char *c = kiln_status_name(status); *c && at + 1 < size; c++)
        text[at++] = *c == '_' ? '-' : (char)tolower((unsigned char)*c);
    text[at] = '\0';
}

/* Issues of a severity that the list had no room for. */
static size_t dropped_of(const kiln_diag *diag, kiln_severity severity)
{
    size_t errors = diag->errors;
    for (size_t i = 0; i < diag->count; i++)
        errors -= diag->issue[i].severity == KILN_SEVERITY_ERROR;
    return severity == KILN_SEVERITY_ERROR ? errors : diag->dropped - errors;
}

void kiln_problem_write(kiln_status status, const kiln_diag *diag, kiln_sink *sink)
{
    char type[64];
    problem_error error[KILN_DIAG_MAX];
    const size_t more = dropped_of(diag, KILN_SEVERITY_ERROR);
    problem p = {.type = type,
                 .title = kiln_status_words(status),
                 .status = kiln_status_http(status),
                 .exit_code = kiln_status_exit_code(status),
                 .errors = {.item = error},
                 .more = more ? (int64_t)more : KILN_ABSENT_INTEGER};
    put_type(status, type, sizeof type);
    for (size_t i = 0; i < diag->count; i++)
        if (diag->issue[i].severity == KILN_SEVERITY_ERROR)
            error[p.errors.count++] = error_of(&diag->issue[i]);
    if (p.errors.count)
        p.detail = error[0].message;
    kiln_json_writer writer;
    kiln_json_writer_init(&writer, sink, 2);
    kiln_shape_write(&kiln_problem_shape, &p, KILN_WRITE_ALL, &writer);
    kiln_puts(sink, "\n");
}

void kiln_print_issues(const kiln_diag *diag, kiln_severity severity, kiln_sink *sink)
{
    kiln_diag kept;
    kiln_diag_init(&kept, diag->source);
    for (size_t i = 0; i < diag->count; i++)
        if (diag->issue[i].severity == severity)
            kiln_diag_add(&kept, &diag->issue[i]);
    kept.dropped = dropped_of(diag, severity);
    kiln_diag_print(&kept, sink);
}
