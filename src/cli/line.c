/* From words to trees to structs. Bounds, types and suggestions are the field tables'; here is
 * what only a command line can get wrong. */
#include "line.h"

#include <stdio.h>
#include <string.h>

typedef struct reading {
    const kiln_op *command;
    kiln_flags flags;
    kiln_arena *arena;
    kiln_diag *diag;
    kiln_line *line;
    kiln_json *input, *common; /* objects of what is given so far */
    size_t positionals;
    kiln_status status; /* of the first fault */
} reading;

static void fail_memory(reading *r)
{
    if (r->status != KILN_NO_MEMORY)
        kiln_fail(r->diag, KILN_NO_MEMORY, "", "out of memory for the command line");
    r->status = KILN_NO_MEMORY;
}

/* A fault at a flag ("--temp-c") or a word of the line. */
static void refuse(reading *r, const char *where, kiln_issue issue)
{
    issue.status = KILN_USAGE;
    snprintf(issue.pointer, sizeof issue.pointer, "%s", where);
    kiln_diag_add(r->diag, &issue);
    if (r->status == KILN_OK)
        r->status = KILN_USAGE;
}

/* The flag that the first size bytes name, dashes included. */
static const kiln_flag *find_flag(const kiln_flags *flags, const char *name, size_t size)
{
    for (size_t i = 0; i < flags->count; i++)
        if (strlen(flags->flag[i].name) == size && memcmp(flags->flag[i].name, name, size) == 0)
            return &flags->flag[i];
    return NULL;
}

/* The flags' names without their dashes, which all have in common. */
static const char *next_flag(const void *flags, size_t i)
{
    const kiln_flags *of = flags;
    return i < of->count ? of->flag[i].name + strlen("--") : NULL;
}

/* word starts with a dash and is no flag of the command. */
static void refuse_unknown(reading *r, const char *word)
{
    char given[KILN_OP_NAME_MAX];
    kiln_issue issue = {0};
    snprintf(given, sizeof given, "%.*s", (int)strcspn(word, "="), word);
    const char *near = kiln_nearest(given + strspn(given, "-"), next_flag, &r->flags);
    snprintf(issue.given, sizeof issue.given, "%s", given);
    snprintf(issue.message, sizeof issue.message, "%s has no such flag", r->command->name);
    if (near)
        snprintf(issue.mend, sizeof issue.mend, "did you mean --%s?", near);
    else
        snprintf(issue.mend, sizeof issue.mend, "see kiln %s --help", r->command->name);
    refuse(r, given, issue);
}

/* Where a value goes by its flag: the tree that its struct is read from. */
static kiln_json *tree_of(reading *r, const kiln_flag *flag)
{
    return flag->home == KILN_FLAG_INPUT ? r->input : r->common;
}

static void refuse_twice(reading *r, const char *where)
{
    refuse(r, where, (kiln_issue){.message = "it is given twice", .mend = "keep one of them"});
}

/* Puts a value into a tree, unless it is there already. value NULL: memory has ended. */
static void give(reading *r, kiln_json *tree, const char *key, const char *where,
                 kiln_json *value)
{
    const kiln_status status =
        value ? kiln_json_add(r->arena, tree, key, value) : KILN_NO_MEMORY;
    if (status == KILN_INVALID)
        refuse_twice(r, where);
    else if (status != KILN_OK)
        fail_memory(r);
}

static void give_file(reading *r, const kiln_flag *flag, const char *file)
{
    const char **at = &r->line->file[flag->view];
    if (*at)
        refuse_twice(r, flag->name);
    else if (!file[0])
        refuse(r, flag->name,
               (kiln_issue){.message = "the file has no name", .mend = "give a file"});
    else
        *at = file;
}

/* A flag that stands alone is on, or by "=false" off. */
static void take_switch(reading *r, const kiln_flag *flag, const char *value)
{
    kiln_json *node = value
                          ? kiln_json_new_text(r->arena, value, strlen(value), KILN_JSON_FLAGS)
                          : kiln_json_new(r->arena, KILN_JSON_BOOL, KILN_JSON_FLAGS);
    if (node && !value)
        node->boolean = true;
    give(r, tree_of(r, flag), flag->field->name, flag->name, node);
}

static void take_value(reading *r, const kiln_flag *flag, const char *value)
{
    if (flag->home == KILN_FLAG_VIEW)
        give_file(r, flag, value);
    else
        give(r, tree_of(r, flag), flag->field->name, flag->name,
             kiln_json_new_text(r->arena, value, strlen(value), KILN_JSON_FLAGS));
}

static void refuse_valueless(reading *r, const kiln_flag *flag)
{
    kiln_issue issue = {.message = "its value is missing", .mend = "give a file after it"};
    if (!kiln_flag_is_file(flag)) {
        const char *unit = flag->field->unit;
        kiln_field_bounds(flag->field, issue.bound, sizeof issue.bound);
        snprintf(issue.unit, sizeof issue.unit, "%s", unit ? unit : "");
        snprintf(issue.mend, sizeof issue.mend, "give a value after it: %s%s%s", issue.bound,
                 unit ? " " : "", issue.unit);
    }
    refuse(r, flag->name, issue);
}

/* Whether a word could be the value of the flag before it, rather than a flag itself. */
static bool is_value(const char *word)
{
    return word[0] != '-' || (word[1] != '-' && (word[1] < 'a' || word[1] > 'z'));
}

/* The flag at word[0]; returns how many words it takes. */
static int take_flag(reading *r, int count, const char *const word[])
{
    const char *equals = strchr(word[0], '=');
    const size_t size = equals ? (size_t)(equals - word[0]) : strlen(word[0]);
    const kiln_flag *flag = find_flag(&r->flags, word[0], size);
    const bool has_next = !equals && count > 1 && is_value(word[1]);
    if (!flag) {
        refuse_unknown(r, word[0]);
        return has_next ? 2 : 1; /* the next word is its value, and no fault of its own */
    }
    if (kiln_flag_is_switch(flag)) {
        take_switch(r, flag, equals ? equals + 1 : NULL);
        return 1;
    }
    if (equals)
        take_value(r, flag, equals + 1);
    else if (has_next)
        take_value(r, flag, word[1]);
    else
        refuse_valueless(r, flag);
    return has_next ? 2 : 1;
}

/* The first of a command's documents that is not given yet; KILN_OP_DOCUMENTS_MAX: none. */
static size_t document_wanted(const kiln_op *command, const kiln_line *line)
{
    size_t i = 0;
    while (i < KILN_OP_DOCUMENTS_MAX && command->document[i] && line->document[i])
        i++;
    return i < KILN_OP_DOCUMENTS_MAX && command->document[i] ? i : KILN_OP_DOCUMENTS_MAX;
}

/* A word that is no flag: the documents, then the positional fields in order. */
static void take_word(reading *r, const char *word)
{
    const kiln_op *command = r->command;
    const size_t wanted = document_wanted(command, r->line);
    if (wanted < KILN_OP_DOCUMENTS_MAX) {
        r->line->document[wanted] = word;
        return;
    }
    const kiln_field *field = kiln_positional_at(command, r->positionals);
    if (field) {
        char where[KILN_OP_NAME_MAX];
        r->positionals++;
        give(r, r->input, field->name, kiln_op_field_name(field, where),
             kiln_json_new_text(r->arena, word, strlen(word), KILN_JSON_FLAGS));
        return;
    }
    kiln_issue issue = {.message = "there is no place for this word"};
    snprintf(issue.given, sizeof issue.given, "%s", word);
    snprintf(issue.mend, sizeof issue.mend, "%s; see kiln %s --help",
             command->document[1]   ? "two files at a time"
             : command->document[0] ? "one file at a time"
                                    : "flags start with --",
             command->name);
    refuse(r, word, issue);
}

static void take_words(reading *r, int count, const char *const word[])
{
    bool flags = true;
    for (int i = 0; i < count;) {
        const bool dashed = flags && word[i][0] == '-' && word[i][1];
        if (dashed && strcmp(word[i], "--") == 0) {
            flags = false;
            i++;
        } else if (dashed && strcmp(word[i], "-h") == 0) {
            r->line->common.help = true;
            i++;
        } else if (dashed) {
            i += take_flag(r, count - i, word + i);
        } else {
            take_word(r, word[i++]);
        }
    }
}

/* "--pointer" of a positional field is POINTER to those who type it. */
static void name_positional(const kiln_op *command, kiln_issue *issue)
{
    const kiln_field *field;
    for (size_t i = 0; (field = kiln_positional_at(command, i)) != NULL; i++)
        if (strncmp(issue->pointer, "--", 2) == 0 &&
            strcmp(issue->pointer + 2, field->name) == 0)
            kiln_op_field_name(field, issue->pointer);
}

/* A struct from what was given; a fault on a command line is one of usage. */
static void read_struct(reading *r, const kiln_shape *shape, const kiln_json *tree,
                        void *object)
{
    const size_t first = r->diag->count;
    const kiln_status status = kiln_shape_read(shape, tree, r->arena, object, r->diag);
    for (size_t i = first; i < r->diag->count; i++) {
        kiln_issue *issue = &r->diag->issue[i];
        if (issue->status == KILN_INVALID)
            issue->status = KILN_USAGE;
        name_positional(r->command, issue);
    }
    if (status == KILN_NO_MEMORY)
        r->status = status;
    else if (status != KILN_OK && r->status == KILN_OK)
        r->status = KILN_USAGE;
}

static void read_input(reading *r)
{
    kiln_shape shape = *r->command->input;
    void *input = kiln_arena_take(r->arena, 1, shape.size);
    if (!input) {
        fail_memory(r);
        return;
    }
    if (r->status != KILN_OK)
        shape.check = NULL; /* a mistyped flag is not missing on top */
    read_struct(r, &shape, r->input, input);
    r->line->input = input;
}

/* How faults are told, and whether help was asked for, is known even when there are faults. */
static void read_common(reading *r)
{
    kiln_common_flags common;
    const bool short_help = r->line->common.help;
    read_struct(r, &kiln_common_flags_shape, r->common, &common);
    if (r->status == KILN_NO_MEMORY)
        return;
    if (r->status != KILN_OK) {
        common.json = r->line->common.json;
        common.help = kiln_json_member(r->common, "help") != NULL;
    }
    common.help |= short_help;
    r->line->common = common;
}

/* Standard output takes one text. */
static void check_outputs(reading *r)
{
    const char *taker = r->line->common.json ? "--json" : NULL;
    for (size_t i = 0; i < r->flags.count; i++) {
        const kiln_flag *flag = &r->flags.flag[i];
        const char *file = flag->home == KILN_FLAG_VIEW ? r->line->file[flag->view] : NULL;
        if (!file || strcmp(file, "-") != 0)
            continue;
        if (taker) {
            kiln_issue issue = {.given = "-", .mend = "give a file to one of them"};
            snprintf(issue.message, sizeof issue.message, "standard output is taken by %s",
                     taker);
            refuse(r, flag->name, issue);
        }
        taker = flag->name;
    }
}

/* Every document is given, and standard input once. */
static void check_documents(reading *r)
{
    const kiln_op *command = r->command;
    const kiln_line *line = r->line;
    const kiln_issue missing = {.message = "it is missing",
                                .mend = "give a file, or - for standard input"};
    const kiln_issue twice = {.given = "-",
                              .message = "standard input is read once",
                              .mend = "give a file for one of them"};
    for (size_t i = document_wanted(command, line);
         i < KILN_OP_DOCUMENTS_MAX && command->document[i]; i++)
        refuse(r, command->document[i], missing);
    if (line->document[1] && strcmp(line->document[0], "-") == 0 &&
        strcmp(line->document[1], "-") == 0)
        refuse(r, command->document[1], twice);
}

bool kiln_line_asks_for_json(int count, const char *const word[])
{
    bool asked = false;
    for (int i = 0; i < count && strcmp(word[i], "--") != 0; i++)
        if (strcmp(word[i], "--json") == 0 || strncmp(word[i], "--json=", 7) == 0)
            asked = strcmp(word[i], "--json=false") != 0;
    return asked;
}

kiln_status kiln_line_read(const kiln_op *command, int count, const char *const word[],
                           kiln_arena *arena, kiln_line *line, kiln_diag *diag)
{
    reading r = {.command = command, .arena = arena, .diag = diag, .line = line};
    *line = (kiln_line){.common.json = kiln_line_asks_for_json(count, word)};
    kiln_flags_of(command, &r.flags);
    r.input = kiln_json_new(arena, KILN_JSON_OBJECT, KILN_JSON_FLAGS);
    r.common = kiln_json_new(arena, KILN_JSON_OBJECT, KILN_JSON_FLAGS);
    if (!r.input || !r.common) {
        fail_memory(&r);
        return r.status;
    }
    take_words(&r, count, word);
    read_common(&r);
    if (line->common.help)
        return KILN_OK;
    check_documents(&r);
    if (command->input)
        read_input(&r);
    check_outputs(&r);
    return r.status;
}
