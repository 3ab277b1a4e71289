/* Diagnostics: collecting issues in a fixed list and printing them for people. */
#include "kiln/base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void kiln_diag_init(kiln_diag *diag, const char *source)
{
    *diag = (kiln_diag){.source = source};
}

/* Cuts text that fills its buffer back to the last whole UTF-8 character, so that a cut never
 * leaves half of one. */
static void end_whole(char *text, size_t size)
{
    text[size - 1] = '\0';
    size_t length = strlen(text);
    if (length < size - 1)
        return;
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    const unsigned char lead = (unsigned char)text[start - 1];
    const size_t wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length - (start - 1) < wanted)
        text[start - 1] = '\0';
}

bool kiln_diag_full(const kiln_diag *diag)
{
    return !diag || diag->errors >= KILN_DIAG_MAX;
}

/* Where a further issue goes: an error may push out the last warning; NULL when there is no
 * room. */
static kiln_issue *slot_for(kiln_diag *diag, kiln_severity severity)
{
    if (diag->count < KILN_DIAG_MAX)
        return &diag->issue[diag->count++];
    diag->dropped++;
    if (severity != KILN_SEVERITY_ERROR)
        return NULL;
    for (size_t i = KILN_DIAG_MAX; i-- > 0;) {
        if (diag->issue[i].severity == KILN_SEVERITY_WARNING) {
            memmove(&diag->issue[i], &diag->issue[i + 1],
                    (KILN_DIAG_MAX - 1 - i) * sizeof diag->issue[0]);
            return &diag->issue[KILN_DIAG_MAX - 1];
        }
    }
    return NULL;
}

kiln_status kiln_diag_add(kiln_diag *diag, const kiln_issue *issue)
{
    if (!diag)
        return issue->status;
    diag->errors += issue->severity == KILN_SEVERITY_ERROR;
    kiln_issue *slot = slot_for(diag, issue->severity);
    if (!slot)
        return issue->status;
    *slot = *issue;
    if (!slot->source)
        slot->source = diag->source;
    end_whole(slot->pointer, sizeof slot->pointer);
    end_whole(slot->message, sizeof slot->message);
    end_whole(slot->given, sizeof slot->given);
    end_whole(slot->bound, sizeof slot->bound);
    end_whole(slot->unit, sizeof slot->unit);
    end_whole(slot->mend, sizeof slot->mend);
    return issue->status;
}

kiln_status kiln_fail(kiln_diag *diag, kiln_status status, const char *pointer,
                      const char *format, ...)
{
    kiln_issue issue = {.status = status};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(issue.message, sizeof issue.message, format, arguments);
    va_end(arguments);
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer ? pointer : "");
    return kiln_diag_add(diag, &issue);
}

void kiln_warn(kiln_diag *diag, const char *pointer, const char *mend, const char *format, ...)
{
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(issue.message, sizeof issue.message, format, arguments);
    va_end(arguments);
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    kiln_diag_add(diag, &issue);
}

kiln_status kiln_diag_status(const kiln_diag *diag)
{
    for (size_t i = 0; i < diag->count; i++)
        if (diag->issue[i].severity == KILN_SEVERITY_ERROR)
            return diag->issue[i].status;
    return KILN_OK;
}

/* Text from outside goes to a terminal: control characters (the second set, U+0080 to U+009F,
 * is C2 80 to C2 9F in UTF-8) are shown as '?', so that an input cannot move the cursor or
 * colour the screen. */
static void put_visible(kiln_sink *sink, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        const bool second_set = at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F;
        if (*at < 0x20 || *at == 0x7F || second_set)
            kiln_puts(sink, "?");
        else
            kiln_put(sink, (const char *)at, 1);
        at += second_set;
    }
}

void kiln_diag_print(const kiln_diag *diag, kiln_sink *sink)
{
    static const char *const WORD[] = {
        [KILN_SEVERITY_ERROR] = "error", [KILN_SEVERITY_WARNING] = "warning"};
    for (size_t i = 0; i < diag->count; i++) {
        const kiln_issue *issue = &diag->issue[i];
        if (issue->source) {
            put_visible(sink, issue->source);
            kiln_puts(sink, ":");
        }
        if (issue->line)
            kiln_putf(sink, "%u:%u:", issue->line, issue->column);
        kiln_putf(sink, "%s%s: ", issue->source || issue->line ? " " : "",
                  WORD[issue->severity]);
        if (issue->pointer[0]) {
            put_visible(sink, issue->pointer);
            kiln_puts(sink, ": ");
        }
        put_visible(sink, issue->message);
        kiln_puts(sink, "\n");
        if (issue->mend[0]) {
            kiln_puts(sink, "  mend: ");
            put_visible(sink, issue->mend);
            kiln_puts(sink, "\n");
        }
    }
    if (diag->dropped)
        kiln_putf(sink, "and %zu more\n", diag->dropped);
}
