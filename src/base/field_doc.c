/* Field tables: JSON Schema, help text and reference pages. Recursion follows the nesting of the
 * tables, never an input. */
#include "field.h"

#include "kiln/base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DEFS_MAX = 64 };

/* A shape to describe, with the tag that a variant adds to it. */
typedef struct shape_def {
    const kiln_shape *shape;
    const char *tag, *tag_word;
} shape_def;

typedef struct shape_defs {
    size_t count;
    shape_def def[DEFS_MAX];
} shape_defs;

static void collect(shape_defs *defs, shape_def def);

static void collect_field(shape_defs *defs, const kiln_field *field)
{
    if (field->item)
        collect_field(defs, field->item);
    if (field->shape)
        collect(defs, (shape_def){.shape = field->shape});
    if (field->kind != KILN_KIND_VARIANT)
        return;
    for (size_t i = 0; i < field->choices->count; i++)
        collect(defs, (shape_def){.shape = field->choices->choice[i].shape,
                                  .tag = field->tag,
                                  .tag_word = field->choices->choice[i].name});
}

/* Each shape once, a shape before those it holds. */
static void collect(shape_defs *defs, shape_def def)
{
    for (size_t i = 0; i < defs->count; i++)
        if (defs->def[i].shape == def.shape)
            return;
    assert(defs->count < DEFS_MAX);
    defs->def[defs->count++] = def;
    for (size_t i = 0; i < def.shape->count; i++)
        collect_field(defs, &def.shape->field[i]);
}

static void write_ref(const kiln_shape *shape, kiln_json_writer *writer)
{
    char ref[96];
    snprintf(ref, sizeof ref, "#/$defs/%s", shape->name);
    kiln_json_key(writer, "$ref");
    kiln_json_text(writer, ref);
}

static void write_words(const kiln_choices *choices, kiln_json_writer *writer)
{
    kiln_json_key(writer, "enum");
    kiln_json_begin_array(writer);
    for (size_t i = 0; i < choices->count; i++)
        kiln_json_text(writer, choices->choice[i].name);
    for (size_t i = 0; i < choices->count; i++)
        if (choices->choice[i].alias)
            kiln_json_text(writer, choices->choice[i].alias);
    kiln_json_end_array(writer);
}

static void write_member(const char *key, const char *text, kiln_json_writer *writer)
{
    kiln_json_key(writer, key);
    kiln_json_text(writer, text);
}

static void write_limit(const char *key, double value, kiln_json_writer *writer)
{
    if (!isfinite(value))
        return;
    kiln_json_key(writer, key);
    kiln_json_number(writer, value);
}

static void write_number_type(const kiln_field *field, kiln_json_writer *writer)
{
    write_member("type", field->kind == KILN_KIND_INTEGER ? "integer" : "number", writer);
    if (!kiln_field_bounded(field))
        return;
    const bool above = field->flags & KILN_FIELD_ABOVE_MIN;
    write_limit(above ? "exclusiveMinimum" : "minimum", field->min, writer);
    write_limit("maximum", field->max, writer);
}

static void write_type(const kiln_field *field, kiln_json_writer *writer);

static void write_subschema(const kiln_field *field, kiln_json_writer *writer)
{
    kiln_json_begin_object(writer);
    write_type(field, writer);
    kiln_json_end_object(writer);
}

static void write_list_type(const kiln_field *field, kiln_json_writer *writer)
{
    const bool lone = field->flags & KILN_FIELD_ONE_OR_MANY;
    if (lone) {
        kiln_json_key(writer, "anyOf");
        kiln_json_begin_array(writer);
        write_subschema(field->item, writer);
        kiln_json_begin_object(writer);
    }
    write_member("type", "array", writer);
    if (kiln_field_bounded(field)) {
        write_limit("minItems", field->min, writer);
        write_limit("maxItems", field->max, writer);
    }
    kiln_json_key(writer, "items");
    write_subschema(field->item, writer);
    if (lone) {
        kiln_json_end_object(writer);
        kiln_json_end_array(writer);
    }
}

static void write_map_type(const kiln_field *field, kiln_json_writer *writer)
{
    write_member("type", "object", writer);
    kiln_json_key(writer, "propertyNames");
    kiln_json_begin_object(writer);
    write_words(field->choices, writer);
    kiln_json_end_object(writer);
    kiln_json_key(writer, "additionalProperties");
    write_subschema(field->item, writer);
}

static void write_either_type(const kiln_field *field, kiln_json_writer *writer)
{
    kiln_json_key(writer, "anyOf");
    kiln_json_begin_array(writer);
    kiln_json_begin_object(writer);
    write_number_type(field, writer);
    kiln_json_end_object(writer);
    kiln_json_begin_object(writer);
    write_words(field->choices, writer);
    kiln_json_end_object(writer);
    kiln_json_end_array(writer);
}

static void write_variant_type(const kiln_field *field, kiln_json_writer *writer)
{
    kiln_json_key(writer, "oneOf");
    kiln_json_begin_array(writer);
    for (size_t i = 0; i < field->choices->count; i++) {
        kiln_json_begin_object(writer);
        write_ref(field->choices->choice[i].shape, writer);
        kiln_json_end_object(writer);
    }
    kiln_json_end_array(writer);
}

static void write_type(const kiln_field *field, kiln_json_writer *writer)
{
    switch (field->kind) {
    case KILN_KIND_NUMBER:
    case KILN_KIND_INTEGER:
        write_number_type(field, writer);
        break;
    case KILN_KIND_BOOL:
        kiln_json_key(writer, "type");
        kiln_json_begin_array(writer);
        kiln_json_text(writer, "boolean");
        if (field->flags & KILN_FIELD_NULLABLE)
            kiln_json_text(writer, "null");
        kiln_json_end_array(writer);
        break;
    case KILN_KIND_TEXT:
        write_member("type", "string", writer);
        write_limit("maxLength", kiln_field_bounded(field) ? field->max : KILN_TEXT_BYTES_MAX,
                    writer);
        break;
    case KILN_KIND_CHOICE:
        write_words(field->choices, writer);
        break;
    case KILN_KIND_OBJECT:
        write_ref(field->shape, writer);
        break;
    case KILN_KIND_LIST:
        write_list_type(field, writer);
        break;
    case KILN_KIND_MAP:
        write_map_type(field, writer);
        break;
    case KILN_KIND_VARIANT:
        write_variant_type(field, writer);
        break;
    default:
        write_either_type(field, writer);
        break;
    }
}

/* "junction depth (nm)": the doc with the unit behind it. */
static void describe(const kiln_field *field, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s%s", field->doc ? field->doc : field->name,
             field->unit ? " (" : "", field->unit ? field->unit : "", field->unit ? ")" : "");
}

/* A default as JSON. Fallbacks are short literals of our own: a number, a word in quotes, true,
 * false or {}. */
static void write_default(const char *fallback, kiln_json_writer *writer)
{
    double number;
    const size_t size = strlen(fallback);
    if (fallback[0] == '{')
        return;
    kiln_json_key(writer, "default");
    if (kiln_number_read(fallback, size, &number))
        kiln_json_number(writer, number);
    else if (fallback[0] == '"')
        kiln_json_text_n(writer, fallback + 1, size - 2);
    else
        kiln_json_bool(writer, strcmp(fallback, "true") == 0);
}

static void write_property(const kiln_field *field, kiln_json_writer *writer)
{
    char text[512];
    describe(field, text, sizeof text);
    kiln_json_key(writer, field->name);
    kiln_json_begin_object(writer);
    write_member("description", text, writer);
    write_type(field, writer);
    if (field->fallback)
        write_default(field->fallback, writer);
    kiln_json_end_object(writer);
}

static void write_required(const shape_def *def, kiln_json_writer *writer)
{
    kiln_json_key(writer, "required");
    kiln_json_begin_array(writer);
    if (def->tag)
        kiln_json_text(writer, def->tag);
    for (size_t i = 0; i < def->shape->count; i++)
        if (def->shape->field[i].flags & KILN_FIELD_REQUIRED)
            kiln_json_text(writer, def->shape->field[i].name);
    kiln_json_end_array(writer);
}

static void write_object_type(const shape_def *def, kiln_json_writer *writer)
{
    const kiln_shape *shape = def->shape;
    write_member("type", "object", writer);
    kiln_json_key(writer, "properties");
    kiln_json_begin_object(writer);
    if (def->tag) {
        kiln_json_key(writer, def->tag);
        kiln_json_begin_object(writer);
        write_member("const", def->tag_word, writer);
        kiln_json_end_object(writer);
    }
    for (size_t i = 0; i < shape->count; i++)
        write_property(&shape->field[i], writer);
    kiln_json_end_object(writer);
    write_required(def, writer);
    kiln_json_key(writer, "additionalProperties");
    kiln_json_bool(writer, false);
}

static void write_def(const shape_def *def, kiln_json_writer *writer)
{
    const kiln_shape *shape = def->shape;
    kiln_json_key(writer, shape->name);
    kiln_json_begin_object(writer);
    write_member("description", shape->doc ? shape->doc : shape->name, writer);
    if (shape->shorthand && !def->tag) {
        kiln_json_key(writer, "anyOf");
        kiln_json_begin_array(writer);
        write_subschema(kiln_shape_field(shape, shape->shorthand), writer);
        kiln_json_begin_object(writer);
        write_object_type(def, writer);
        kiln_json_end_object(writer);
        kiln_json_end_array(writer);
    } else {
        write_object_type(def, writer);
    }
    kiln_json_end_object(writer);
}

void kiln_shape_write_schema(const kiln_shape *shape, const char *id, kiln_sink *sink)
{
    shape_defs defs = {0};
    kiln_json_writer writer;
    collect(&defs, (shape_def){.shape = shape});
    kiln_json_writer_init(&writer, sink, 2);
    kiln_json_begin_object(&writer);
    write_member("$schema", "https://json-schema.org/draft/2020-12/schema", &writer);
    if (id)
        write_member("$id", id, &writer);
    write_member("title", shape->name, &writer);
    write_ref(shape, &writer);
    kiln_json_key(&writer, "$defs");
    kiln_json_begin_object(&writer);
    for (size_t i = 0; i < defs.count; i++)
        write_def(&defs.def[i], &writer);
    kiln_json_end_object(&writer);
    kiln_json_end_object(&writer);
    kiln_puts(sink, "\n");
}

/* What may be given, with unit, default and whether it must be: "300..1400 C; default 7". */
static void put_particulars(const kiln_field *field, char *text, size_t size)
{
    char bounds[256];
    const bool open = (field->kind == KILN_KIND_TEXT || field->kind == KILN_KIND_LIST ||
                       field->kind == KILN_KIND_NUMBER) &&
                      !kiln_field_bounded(field);
    kiln_field_bounds(field, bounds, sizeof bounds);
    if (open || field->kind == KILN_KIND_OBJECT || field->kind == KILN_KIND_BOOL)
        bounds[0] = '\0';
    const char *unit = field->unit ? field->unit : "";
    const bool given = bounds[0] || unit[0];
    const bool has_default =
        field->fallback && field->fallback[0] != '{' && strcmp(field->fallback, "false") != 0;
    snprintf(text, size, "%s%s%s%s%s%s%s", bounds, bounds[0] && unit[0] ? " " : "", unit,
             given && has_default ? "; " : "", has_default ? "default " : "",
             has_default ? field->fallback : "",
             field->flags & KILN_FIELD_REQUIRED ? (given ? "; required" : "required") : "");
}

/* The flag's name and what it takes: "--temp-c NUMBER", or "RECIPE" for a positional. */
static void put_flag(const kiln_field *field, char *text, size_t size)
{
    static const char *const TAKES[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = "NUMBER",
        [KILN_KIND_INTEGER] = "N",
        [KILN_KIND_TEXT] = "TEXT",
        [KILN_KIND_CHOICE] = "WORD",
        [KILN_KIND_NUMBER_OR_CHOICE] = "NUMBER|WORD",
    };
    const bool positional = field->flags & KILN_FIELD_POSITIONAL;
    size_t at = (size_t)snprintf(text, size, "%s", positional ? "" : "--");
    for (const char *c = field->name; *c && at + 1 < size; c++)
        text[at++] = positional && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A')
                     : *c == '_'                          ? '-'
                                                          : *c;
    text[at] = '\0';
    if (!positional && TAKES[field->kind])
        snprintf(text + at, size - at, " %s", TAKES[field->kind]);
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
        char flag[96], particulars[512], text[1024];
        if (!kiln_field_scalar(field))
            continue;
        put_flag(field, flag, sizeof flag);
        put_particulars(field, particulars, sizeof particulars);
        snprintf(text, sizeof text, "%s%s%s%s", field->doc ? field->doc : "",
                 particulars[0] ? " (" : "", particulars, particulars[0] ? ")" : "");
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
static void put_markdown(kiln_sink *sink, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            kiln_puts(sink, "\\");
        kiln_put(sink, text, 1);
    }
}

static void put_kind(const kiln_field *field, kiln_sink *sink)
{
    static const char *const WORDS[KILN_KIND_COUNT] = {
        [KILN_KIND_NUMBER] = "number",      [KILN_KIND_INTEGER] = "integer",
        [KILN_KIND_BOOL] = "true or false", [KILN_KIND_TEXT] = "text",
        [KILN_KIND_CHOICE] = "word",        [KILN_KIND_OBJECT] = "object",
        [KILN_KIND_LIST] = "list of ",      [KILN_KIND_MAP] = "map to ",
        [KILN_KIND_VARIANT] = "object by ", [KILN_KIND_NUMBER_OR_CHOICE] = "number or word",
    };
    for (; field; field = field->item) {
        kiln_puts(sink, WORDS[field->kind]);
        if (field->kind == KILN_KIND_OBJECT)
            kiln_putf(sink, " [%s](#%s)", field->shape->name, field->shape->name);
        else if (field->kind == KILN_KIND_VARIANT)
            kiln_putf(sink, "`%s`", field->tag);
    }
}

static void put_reference(const shape_def *def, kiln_sink *sink)
{
    const kiln_shape *shape = def->shape;
    kiln_putf(sink, "## %s\n\n%s\n", shape->name, shape->doc ? shape->doc : "");
    if (def->tag)
        kiln_putf(sink, "\nWritten with `\"%s\": \"%s\"`.\n", def->tag, def->tag_word);
    if (shape->shorthand && !def->tag)
        kiln_putf(sink, "\nA bare value stands for `%s`.\n", shape->shorthand);
    kiln_puts(sink,
              "\n| field | kind | bounds, unit, default | meaning |\n|---|---|---|---|\n");
    for (size_t i = 0; i < shape->count; i++) {
        const kiln_field *field = &shape->field[i];
        char particulars[512];
        put_particulars(field, particulars, sizeof particulars);
        kiln_putf(sink, "| `%s` | ", field->name);
        put_kind(field, sink);
        kiln_puts(sink, " | ");
        put_markdown(sink, particulars);
        kiln_puts(sink, " | ");
        put_markdown(sink, field->doc ? field->doc : "");
        kiln_puts(sink, " |\n");
    }
    kiln_puts(sink, "\n");
}

void kiln_shape_write_reference(const kiln_shape *shape, kiln_sink *sink)
{
    shape_defs defs = {0};
    collect(&defs, (shape_def){.shape = shape});
    for (size_t i = 0; i < defs.count; i++)
        put_reference(&defs.def[i], sink);
}
