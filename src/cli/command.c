/* Commands by name: one word, or a family and a second word. */
#include "command.h"

#include "cli/completion.h"
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

static const kiln_op *const OWN[] = {&kiln_command_completion, &kiln_command_help};

const kiln_op *kiln_command_at(size_t i)
{
    size_t ops = 0;
    while (ops < i && kiln_op_at(ops))
        ops++;
    if (kiln_op_at(ops))
        return kiln_op_at(ops);
    return i - ops < sizeof OWN / sizeof OWN[0] ? OWN[i - ops] : NULL;
}

/* What stands behind a family's name in a command's; NULL when it is of another. */
static const char *second_word(const char *name, const char *family)
{
    const size_t size = strlen(family);
    return strncmp(name, family, size) == 0 && name[size] == ' ' ? name + size + 1 : NULL;
}

kiln_command_found kiln_command_find(const char *first, const char *second)
{
    kiln_command_found found = {0};
    const kiln_op *command;
    for (size_t i = 0; first && (command = kiln_command_at(i)) != NULL; i++) {
        const char *rest = second_word(command->name, first);
        if (strcmp(command->name, first) == 0)
            return (kiln_command_found){.command = command, .words = 1};
        if (rest && second && strcmp(rest, second) == 0)
            return (kiln_command_found){.command = command, .words = 2};
        found.family = found.family || rest;
    }
    return found;
}

/* The names to choose from: of a family the second words, else whole names. */
static const char *next_name(const void *family, size_t i)
{
    const kiln_op *command;
    for (size_t c = 0; (command = kiln_command_at(c)) != NULL; c++) {
        const char *name = family ? second_word(command->name, family) : command->name;
        if (name && i-- == 0)
            return name;
    }
    return NULL;
}

static void put_choice(const char *family, char *text, size_t size)
{
    const char *name;
    size_t at = (size_t)snprintf(text, size, "give one of ");
    for (size_t i = 0; at < size && (name = next_name(family, i)) != NULL; i++)
        at += (size_t)snprintf(text + at, size - at, "%s%s", i ? ", " : "", name);
}

/* A near name: of "recpie" too when the second word says what is meant. */
static const char *near_name(const char *family, const char *first, const char *second)
{
    char both[128];
    if (family)
        return kiln_nearest(second, next_name, family);
    const char *near = kiln_nearest(first, next_name, NULL);
    if (near || !second)
        return near;
    snprintf(both, sizeof both, "%.60s %.60s", first, second);
    return kiln_nearest(both, next_name, NULL);
}

/* Nothing, or a flag, stands where a command's name should. */
static kiln_status refuse_absent(const char *family, const char *flag, kiln_issue issue,
                                 kiln_diag *diag)
{
    snprintf(issue.message, sizeof issue.message, "the %s is missing%s%.80s",
             family ? "second word" : "command", flag ? " before " : "", flag ? flag : "");
    return kiln_diag_add(diag, &issue);
}

kiln_status kiln_command_refuse(const char *first, const char *second, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_USAGE};
    const char *family = kiln_command_find(first, NULL).family ? first : NULL;
    const char *wrong = family ? second : first;
    put_choice(family, issue.mend, sizeof issue.mend);
    if (!wrong || wrong[0] == '-')
        return refuse_absent(family, wrong, issue, diag);
    char name[128];
    snprintf(name, sizeof name, "%s%s%.80s", family ? family : "", family ? " " : "", wrong);
    const char *near = near_name(family, first, second);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean \"kiln %s%s%s\"?",
                 family ? family : "", family ? " " : "", near);
    snprintf(issue.given, sizeof issue.given, "%s", wrong);
    snprintf(issue.message, sizeof issue.message, "there is no command \"%s\"", name);
    return kiln_diag_add(diag, &issue);
}
