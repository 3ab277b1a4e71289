/* Field tables: help text for flags, and reference pages in Markdown. */
#include "field.h"

#include <stdio.h>
#include <string.h>

/* The default as people write it: words without quotes; "" for {}, [], false and none. */
static void put_default(const kiln_field *field, char *text, size_t size)
{
    char word[KILN_FALLBACK_WORD_MAX];
    text[0] = '\0';
    if (!field->fallback)
        return;
    const kiln_json value = kiln_field_fallback(field, word);
    if (value.kind == KILN_JSON_TEXT || value.kind == KILN_JSON_NUMBER)
        snprintf(text, size, "default %s", value.text);
    else if (value.kind == KILN_JSON_BOOL && value.boolean)
        snprintf(text, size, "default true");
}

/* The bounds with their unit, "" where they say no more than the kind does. */
static void put_bounds(const kiln_field *field, char *text, size_t size)
{
    const bool words = field->choices != NULL;
    const char *unit = field->unit ? field->unit : "";
    text[0] = '\0';
    if (words || (field->kind != KILN_KIND_BOOL && kiln_field_bounded(field)))
        kiln_field_bounds(field, text, size);
    const size_t at = strlen(text);
    snprintf(text + at, size - at, "%s%s", at && unit[0] ? " " : "", unit);
}

/* What may be given: "300..1400 C; default 950", "1 to 64 items; required". */
static void put_particulars(const kiln_field *field, char *text, size_t size)
{
    char bounds[KILN_BOUNDS_MAX], fallback[KILN_FALLBACK_WORD_MAX + sizeof "default "];
    put_bounds(field, bounds, sizeof bounds);
    put_default(field, fallback, sizeof fallback);
    const char *last = field->flags & KILN_FIELD_REQUIRED ? "required" : fallback;
    snprintf(text, size, "%s%s%s", bounds, bounds[0] && last[0] ? "; " : "", last);
}

/* A field's name on the command line: dashes, or capitals for a positional one. */
static void put_name(const kiln_field *field, char *text, size_t size)
{
    const bool positional = field->flags & KILN_FIELD_POSITIONAL;
    snprintf(text, size, "%s%s", positional ? "" : "--", field->name);
    for (char *c = text; *c; c++) {
        if (*c == '_')
            *c = '-';
        else if (positional && *c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
}

/* The name and what it takes: "--temp-c NUMBER", "RECIPE". */
static void put_flag(const kiln_field *field, char *text, size_t size)
{
    static const char *const TAKES[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = " NUMBER",
        [KILN_KIND_INTEGER] = " N",
        [KILN_KIND_TEXT] = " TEXT",
        [KILN_KIND_CHOICE] = " WORD",
        [KILN_KIND_NUMBER_OR_CHOICE] = " NUMBER|WORD",
    };
    char name[KILN_FLAG_MAX];
    const bool positional = field->flags & KILN_FIELD_POSITIONAL;
    const char *takes = positional || !TAKES[field->kind] ? "" : TAKES[field->kind];
    put_name(field, name, sizeof name);
    snprintf(text, size, "%s%s", name, takes);
}

/* text from column indent on, broken at blanks so that no line passes width. */
static void put_wrapped(kiln_sink *sink, const char *text, int indent, int width)
{
    int at = indent;
    while (*text) {
        const int word = (int)strcspn(text, " ");
        if (at > indent && at + 1 + word > width) {
            kiln_putf(sink, "\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
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

void kiln_shape_write_help(const kiln_shape *shape, int width, kiln_sink *sink)
{
    enum { FLAG_COLUMN = 2, TEXT_COLUMN = 28 };
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        char flag[3 * KILN_FLAG_MAX], particulars[2 * KILN_BOUNDS_MAX];
        char text[3 * KILN_BOUNDS_MAX];
        if (!kiln_field_scalar(field))
            continue;
        put_flag(field, flag, sizeof flag);
        put_particulars(field, particulars, sizeof particulars);
        snprintf(text, sizeof text, "%s%s%s%s", field->doc, particulars[0] ? " (" : "",
                 particulars, particulars[0] ? ")" : "");
        kiln_putf(sink, "%*s%s", FLAG_COLUMN, "", flag);
        const int used = FLAG_COLUMN + (int)strlen(flag);
        if (used + 2 > TEXT_COLUMN)
            kiln_putf(sink, "\n%*s", TEXT_COLUMN, "");
        else
            kiln_putf(sink, "%*s", TEXT_COLUMN - used, "");
        put_wrapped(sink, text, TEXT_COLUMN, width);
    }
}

/* Text in a Markdown table cell: | would end the cell. */
static void put_cell(kiln_sink *sink, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            kiln_puts(sink, "\\");
        kiln_put(sink, text, 1);
    }
}

/* "number", "list of object [segment](#segment)". */
static void put_kind(const kiln_field *field, kiln_sink *sink)
{
    static const char *const WORDS[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = "number",      [KILN_KIND_INTEGER] = "whole number",
        [KILN_KIND_BOOL] = "true or false", [KILN_KIND_TEXT] = "text",
        [KILN_KIND_CHOICE] = "word",        [KILN_KIND_OBJECT] = "object",
        [KILN_KIND_LIST] = "list of ",      [KILN_KIND_MAP] = "map to ",
        [KILN_KIND_VARIANT] = "object by ", [KILN_KIND_NUMBER_OR_CHOICE] = "number or word",
    };
    for (; field; field = field->item) {
        if (field->flags & KILN_FIELD_ONE_OR_MANY)
            kiln_puts(sink, "one, or ");
        kiln_puts(sink, WORDS[field->kind]);
        if (field->flags & KILN_FIELD_NULLABLE)
            kiln_puts(sink, ", or null");
        if (field->kind == KILN_KIND_OBJECT)
            kiln_putf(sink, " [%s](#%s)", field->shape->name, field->shape->name);
        else if (field->kind == KILN_KIND_VARIANT)
            kiln_putf(sink, "`%s`", field->tag);
    }
}

/* Bounds of the field and, for a list or map, of its items and theirs. */
static void put_all_particulars(const kiln_field *field, kiln_sink *sink)
{
    char text[2 * KILN_BOUNDS_MAX];
    put_particulars(field, text, sizeof text);
    put_cell(sink, text);
    bool more = text[0];
    for (const kiln_field *item = field->item; item; item = item->item) {
        put_bounds(item, text, sizeof text);
        if (!text[0])
            continue;
        kiln_puts(sink, more ? "; each " : "each ");
        put_cell(sink, text);
        more = true;
    }
}

/* The words that a field, or its items, are chosen from; NULL for none. */
static const kiln_choices *choices_of(const kiln_field *field)
{
    while (!field->choices && field->item)
        field = field->item;
    return field->choices;
}

/* "`dopant`, `dose_cm2`:", the fields from the first on that share its words. */
static void put_sharers(const kiln_shape *shape, size_t first, kiln_sink *sink)
{
    const kiln_choices *choices = choices_of(&shape->field[first]);
    for (size_t i = first; i < shape->count; i++)
        if (choices_of(&shape->field[i]) == choices)
            kiln_putf(sink, "%s`%s`", i == first ? "\n" : ", ", shape->field[i].name);
    kiln_puts(sink, ":\n\n");
}

/* "- `boron` or `B`: acceptor" */
static void put_word(const kiln_choice *word, kiln_sink *sink)
{
    if (word->shape)
        kiln_putf(sink, "- [`%s`](#%s)", word->name, word->shape->name);
    else
        kiln_putf(sink, "- `%s`", word->name);
    if (word->alias)
        kiln_putf(sink, " or `%s`", word->alias);
    if (word->doc)
        kiln_putf(sink, ": %s", word->doc);
    kiln_puts(sink, "\n");
}

/* Whether there is more to say of the words than what they are. */
static bool has_more(const kiln_choices *choices)
{
    for (size_t w = 0; w < choices->count; w++)
        if (choices->choice[w].doc || choices->choice[w].alias || choices->choice[w].shape)
            return true;
    return false;
}

static bool has_sharer_before(const kiln_shape *shape, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (choices_of(&shape->field[i]) == choices_of(&shape->field[at]))
            return true;
    return false;
}

static void put_words(const kiln_shape *shape, kiln_sink *sink)
{
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_choices *choices = choices_of(&shape->field[i]);
        if (!choices || !has_more(choices) || has_sharer_before(shape, i))
            continue;
        put_sharers(shape, i, sink);
        for (size_t w = 0; w < choices->count; w++)
            put_word(&choices->choice[w], sink);
    }
}

static void put_reference(const kiln_shape_def *def, kiln_sink *sink)
{
    const kiln_shape *shape = def->shape;
    kiln_putf(sink, "## %s\n\n%s\n", shape->name, shape->doc);
    if (def->tag)
        kiln_putf(sink, "\nWritten with `\"%s\": \"%s\"`.\n", def->tag, def->choice->name);
    else if (shape->shorthand)
        kiln_putf(sink, "\nA bare value stands for `%s`.\n", shape->shorthand);
    kiln_puts(sink,
              "\n| field | kind | bounds, unit, default | meaning |\n|---|---|---|---|\n");
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        kiln_putf(sink, "| `%s` | ", field->name);
        put_kind(field, sink);
        kiln_puts(sink, " | ");
        put_all_particulars(field, sink);
        kiln_puts(sink, " | ");
        put_cell(sink, field->doc);
        kiln_puts(sink, " |\n");
    }
    put_words(shape, sink);
    kiln_puts(sink, "\n");
}

void kiln_shape_write_reference(const kiln_shape *shape, kiln_sink *sink)
{
    kiln_shape_defs defs;
    kiln_shape_collect(shape, &defs);
    for (size_t i = 0; i < defs.count; i++)
        put_reference(&defs.def[i], sink);
}
