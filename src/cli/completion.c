/* Completion scripts. Each command is a case with its flags; a flag's values are its choices or
 * files, a document is a file. */
#include "completion.h"

#include "cli/command.h"
#include "cli/flags.h"

#include <string.h>

typedef enum shell { BASH, ZSH } shell;

static const kiln_choice SHELL[] = {[BASH] = {.name = "bash"}, [ZSH] = {.name = "zsh"}};
static const kiln_choices SHELLS = KILN_CHOICES("shell", SHELL);

typedef struct completion_input {
    int shell;
} completion_input;

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("shell", CHOICE, completion_input, shell, .choices = &SHELLS,
               .flags = KILN_FIELD_POSITIONAL | KILN_FIELD_REQUIRED, .doc = "which shell"),
};
static const kiln_shape INPUT_SHAPE = KILN_SHAPE("completion_input", "For which shell.",
                                                 completion_input, INPUT_FIELDS, .check = NULL);

static kiln_status run_completion(kiln_op_call *call)
{
    call->output = call->input;
    return KILN_OK;
}

static void put_words(const kiln_choices *choices, kiln_sink *sink)
{
    for (size_t i = 0; i < choices->count; i++)
        kiln_putf(sink, "%s%s", i ? " " : "", choices->choice[i].name);
}

/* The first words of all commands, each once. */
static void put_first_words(kiln_sink *sink)
{
    const kiln_op *command, *last = NULL;
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        const int size = (int)strcspn(command->name, " ");
        if (!last || strncmp(last->name, command->name, (size_t)size + 1) != 0)
            kiln_putf(sink, "%s%.*s", last ? " " : "", size, command->name);
        last = command;
    }
}

/* One case a family, "recipe)", with the second words to choose from between begin and end. */
static void put_families(const char *begin, const char *end, kiln_sink *sink)
{
    const kiln_op *command;
    const char *family = "";
    int size = 0;
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        const char *name = command->name;
        const int first = (int)strcspn(name, " ");
        if (!name[first])
            continue;
        if (first != size || strncmp(name, family, (size_t)size) != 0) {
            kiln_puts(sink, size ? end : "");
            family = name;
            size = first;
            kiln_putf(sink, "    %.*s) %s", size, family, begin);
        } else {
            kiln_puts(sink, " ");
        }
        kiln_puts(sink, name + first + 1);
    }
    kiln_puts(sink, size ? end : "");
}

/* --- bash -------------------------------------------------------------------------------- */

static void put_bash_values(const kiln_op *command, const kiln_flags *flags, kiln_sink *sink)
{
    for (size_t i = 0; i < flags->count; i++) {
        const kiln_flag *flag = &flags->flag[i];
        if (kiln_flag_is_switch(flag))
            continue;
        kiln_putf(sink, "        '%s %s') ", command->name, flag->name);
        if (kiln_flag_is_file(flag))
            kiln_puts(sink, "files=1");
        else if (flag->field->choices) {
            kiln_puts(sink, "words='");
            put_words(flag->field->choices, sink);
            kiln_puts(sink, "'");
        } else
            kiln_puts(sink, ":"); /* a number: nothing to offer */
        kiln_puts(sink, " ;;\n");
    }
}

static void put_bash_flags(const kiln_op *command, const kiln_flags *flags, kiln_sink *sink)
{
    kiln_putf(sink, "        '%s') flags='", command->name);
    for (size_t i = 0; i < flags->count; i++)
        kiln_putf(sink, "%s%s", i ? " " : "", flags->flag[i].name);
    kiln_puts(sink, "'");
    const kiln_field *field = kiln_positional_at(command, 0);
    if (command->document[0]) {
        kiln_puts(sink, "; files=1");
    } else if (field && field->choices) {
        kiln_puts(sink, "; words='");
        put_words(field->choices, sink);
        kiln_puts(sink, "'");
    }
    kiln_puts(sink, " ;;\n");
}

static void write_bash(kiln_sink *sink)
{
    const kiln_op *command;
    kiln_flags flags;
    kiln_puts(sink, "# bash completion for kiln, written by `kiln completion bash`.\n"
                    "# Use it now: source <(kiln completion bash)\n"
                    "_kiln() {\n"
                    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                    "    local command=${COMP_WORDS[1]} words='' flags='' files='' at=1\n"
                    "    COMPREPLY=()\n"
                    "    if ((COMP_CWORD == 1)); then\n"
                    "        COMPREPLY=($(compgen -W '");
    put_first_words(sink);
    kiln_puts(sink, " --help --version' -- \"$cur\"))\n"
                    "        return\n"
                    "    fi\n"
                    "    case $command in\n");
    put_families("at=2; command+=\" ${COMP_WORDS[2]}\"; words='", "' ;;\n", sink);
    kiln_puts(sink, "    esac\n"
                    "    if ((COMP_CWORD == at)); then\n"
                    "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                    "        return\n"
                    "    fi\n"
                    "    words=''\n"
                    "    [[ $cur == '=' ]] && cur=''\n"
                    "    [[ $prev == '=' ]] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
                    "    case \"$command $prev\" in\n");
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        kiln_flags_of(command, &flags);
        put_bash_values(command, &flags, sink);
    }
    kiln_puts(sink, "        *) case $command in\n");
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++) {
        kiln_flags_of(command, &flags);
        put_bash_flags(command, &flags, sink);
    }
    kiln_puts(sink, "        esac ;;\n"
                    "    esac\n"
                    "    if [[ $cur == -* ]]; then words='' files=''; "
                    "elif [[ $words$files ]]; then flags=''; fi\n"
                    "    COMPREPLY=($(compgen -W \"$words$flags\" -- \"$cur\"))\n"
                    "    if [[ $files ]]; then\n"
                    "        compopt -o filenames 2>/dev/null\n"
                    "        local file\n"
                    "        while IFS= read -r file; do\n"
                    "            COMPREPLY+=(\"$file\")\n"
                    "        done < <(compgen -f -- \"$cur\")\n"
                    "    fi\n"
                    "}\n"
                    "complete -F _kiln kiln\n");
}

/* --- zsh --------------------------------------------------------------------------------- */

/* Text inside '...[...]': what would end it is left out or escaped. */
static void put_zsh_text(const char *text, kiln_sink *sink)
{
    for (; *text; text++) {
        if (*text == '\'')
            kiln_puts(sink, "'\\'");
        else if (strchr("[]:\\", *text))
            kiln_puts(sink, "\\");
        kiln_put(sink, text, 1);
    }
}

/* "value:(a b c)" or "file:_files" */
static void put_zsh_value(const kiln_field *field, bool file, kiln_sink *sink)
{
    if (file) {
        kiln_puts(sink, "file:_files");
    } else if (field->choices) {
        kiln_puts(sink, "value:(");
        put_words(field->choices, sink);
        kiln_puts(sink, ")");
    } else {
        kiln_puts(sink, "value: ");
    }
}

static void put_zsh_arguments(const kiln_op *command, kiln_sink *sink)
{
    kiln_flags flags;
    const kiln_field *field;
    kiln_flags_of(command, &flags);
    kiln_putf(sink, "    '%s') _arguments", command->name);
    for (size_t i = 0; i < flags.count; i++) {
        const kiln_flag *flag = &flags.flag[i];
        const bool view = flag->home == KILN_FLAG_VIEW;
        kiln_putf(sink, " \\\n        '%s[", flag->name);
        put_zsh_text(view ? command->view[flag->view].doc : flag->field->doc, sink);
        kiln_puts(sink, "]");
        if (!kiln_flag_is_switch(flag)) {
            kiln_puts(sink, ":");
            put_zsh_value(flag->field, kiln_flag_is_file(flag), sink);
        }
        kiln_puts(sink, "'");
    }
    for (size_t i = 0; i < KILN_OP_DOCUMENTS_MAX && command->document[i]; i++)
        kiln_puts(sink, " \\\n        ':file:_files'");
    for (size_t i = 0; (field = kiln_positional_at(command, i)) != NULL; i++) {
        kiln_puts(sink, " \\\n        ':");
        put_zsh_value(field, false, sink);
        kiln_puts(sink, "'");
    }
    kiln_puts(sink, " ;;\n");
}

static void write_zsh(kiln_sink *sink)
{
    const kiln_op *command;
    kiln_puts(sink, "#compdef kiln\n"
                    "# zsh completion for kiln, written by `kiln completion zsh`.\n"
                    "# Use it now: source <(kiln completion zsh)\n"
                    "_kiln() {\n"
                    "    local command=${words[2]} at=2\n"
                    "    local -a choices\n"
                    "    if (( CURRENT == 2 )); then\n"
                    "        compadd -- ");
    put_first_words(sink);
    kiln_puts(sink, " --help --version\n"
                    "        return\n"
                    "    fi\n"
                    "    case $command in\n");
    put_families("at=3; command+=\" ${words[3]}\"; choices=(", ") ;;\n", sink);
    kiln_puts(sink, "    esac\n"
                    "    if (( CURRENT == at )); then\n"
                    "        compadd -- $choices\n"
                    "        return\n"
                    "    fi\n"
                    "    words=(kiln \"${(@)words[at + 1, -1]}\")\n"
                    "    (( CURRENT -= at - 1 ))\n"
                    "    case $command in\n");
    for (size_t i = 0; (command = kiln_command_at(i)) != NULL; i++)
        put_zsh_arguments(command, sink);
    kiln_puts(sink,
              "    esac\n"
              "}\n"
              "if [[ ${funcstack[1]} == _kiln ]]; then _kiln; else compdef _kiln kiln; fi\n");
}

static kiln_status show_script(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    const completion_input *input = call->output;
    if (input->shell == BASH)
        write_bash(sink);
    else
        write_zsh(sink);
    return sink->status;
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/x-shellscript", .doc = "a script", .show = show_script},
};

const kiln_op kiln_command_completion = {
    .name = "completion",
    .summary = "a completion script for bash or zsh",
    .about =
        "For bash: source <(kiln completion bash), or save it as "
        "/usr/local/share/bash-completion/completions/kiln. For zsh: save it as _kiln in a "
        "folder of $fpath.",
    .example = "source <(kiln completion bash)",
    .input = &INPUT_SHAPE,
    .view_count = 1,
    .view = VIEWS,
    .run = run_completion,
    .role = KILN_ROLE_VIEWER,
};
