/* Field tables: JSON Schema. Recursion follows the nesting of the tables, never an input. */
#include "field.h"

#include "kiln/base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void write_type(const kiln_field *field, kiln_json_writer *writer);

static void collect_field(kiln_shape_defs *defs, const kiln_field *field);

/* A shape stands in a variant under one word or outside variants, never both: it has one
 * definition. */
static void collect(kiln_shape_defs *defs, kiln_shape_def def)
{
    for (size_t i = 0; i < defs->count; i++) {
        if (defs->def[i].shape == def.shape) {
            assert(defs->def[i].choice == def.choice);
            return;
        }
    }
    assert(defs->count < KILN_SHAPE_DEFS_MAX);
    defs->def[defs->count++] = def;
    for (size_t i = 0; i < def.shape->count; i++)
        collect_field(defs, &def.shape->field[i]);
}

static void collect_field(kiln_shape_defs *defs, const kiln_field *field)
{
    if (field->item)
        collect_field(defs, field->item);
    if (field->shape)
        collect(defs, (kiln_shape_def){.shape = field->shape});
    if (field->kind != KILN_KIND_VARIANT)
        return;
    for (size_t i = 0; i < field->choices->count; i++) {
        const kiln_choice *choice = &field->choices->choice[i];
        collect(defs,
                (kiln_shape_def){.shape = choice->shape, .tag = field->tag, .choice = choice});
    }
}

void kiln_shape_collect(const kiln_shape *shape, kiln_shape_defs *defs)
{
    defs->count = 0;
    collect(defs, (kiln_shape_def){.shape = shape});
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

static void write_ref(const kiln_shape *shape, kiln_json_writer *writer)
{
    char ref[128];
    snprintf(ref, sizeof ref, "#/$defs/%s", shape->name);
    write_member("$ref", ref, writer);
}

/* A word as an instance may give it: with `numbers`, "100" as the number 100 too. */
static void write_word(const char *word, bool numbers, kiln_json_writer *writer)
{
    double value;
    const size_t size = strlen(word);
    kiln_json_text(writer, word);
    if (numbers && kiln_number_read(word, size, &value) == size)
        kiln_json_number(writer, value);
}

static void write_words(size_t count, const kiln_choice choice[], bool numbers,
                        kiln_json_writer *writer)
{
    kiln_json_key(writer, "enum");
    kiln_json_begin_array(writer);
    for (size_t i = 0; i < count; i++) {
        write_word(choice[i].name, numbers, writer);
        if (choice[i].alias)
            write_word(choice[i].alias, numbers, writer);
    }
    kiln_json_end_array(writer);
}

static void write_number_type(const kiln_field *field, kiln_json_writer *writer)
{
    const kiln_range range = kiln_field_range(field);
    const bool above = field->flags & KILN_FIELD_ABOVE_MIN;
    write_member("type", field->kind == KILN_KIND_INTEGER ? "integer" : "number", writer);
    write_limit(above ? "exclusiveMinimum" : "minimum", range.min, writer);
    write_limit("maximum", range.max, writer);
}

/* JSON Schema counts characters where the reader counts bytes, up to four for each: no document
 * that the reader takes is refused. */
static void write_text_type(const kiln_field *field, kiln_json_writer *writer)
{
    const kiln_range range = kiln_field_range(field);
    write_member("type", "string", writer);
    if (range.min > 0)
        write_limit("minLength", ceil(range.min / 4), writer);
    write_limit("maxLength", range.max, writer);
}

static void write_bool_type(const kiln_field *field, kiln_json_writer *writer)
{
    if (!(field->flags & KILN_FIELD_NULLABLE)) {
        write_member("type", "boolean", writer);
        return;
    }
    kiln_json_key(writer, "type");
    kiln_json_begin_array(writer);
    kiln_json_text(writer, "boolean");
    kiln_json_text(writer, "null");
    kiln_json_end_array(writer);
}

static void write_subschema(const kiln_field *field, kiln_json_writer *writer)
{
    kiln_json_begin_object(writer);
    write_type(field, writer);
    kiln_json_end_object(writer);
}

static void write_array_type(const kiln_field *field, kiln_json_writer *writer)
{
    const kiln_range range = kiln_field_range(field);
    write_member("type", "array", writer);
    if (range.min > 0)
        write_limit("minItems", range.min, writer);
    write_limit("maxItems", range.max, writer);
    kiln_json_key(writer, "items");
    write_subschema(field->item, writer);
}

static void write_list_type(const kiln_field *field, kiln_json_writer *writer)
{
    if (!(field->flags & KILN_FIELD_ONE_OR_MANY)) {
        write_array_type(field, writer);
        return;
    }
    kiln_json_key(writer, "anyOf");
    kiln_json_begin_array(writer);
    write_subschema(field->item, writer);
    kiln_json_begin_object(writer);
    write_array_type(field, writer);
    kiln_json_end_object(writer);
    kiln_json_end_array(writer);
}

static void write_map_type(const kiln_field *field, kiln_json_writer *writer)
{
    write_member("type", "object", writer);
    kiln_json_key(writer, "propertyNames");
    kiln_json_begin_object(writer);
    write_words(field->choices->count, field->choices->choice, false, writer);
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
    write_words(field->choices->count, field->choices->choice, false, writer);
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
        write_bool_type(field, writer);
        break;
    case KILN_KIND_TEXT:
        write_text_type(field, writer);
        break;
    case KILN_KIND_CHOICE:
        write_words(field->choices->count, field->choices->choice, true, writer);
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

static void write_property(const kiln_field *field, kiln_json_writer *writer)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s%s%s", field->doc, field->unit ? " (" : "",
             field->unit ? field->unit : "", field->unit ? ")" : "");
    kiln_json_key(writer, field->name);
    kiln_json_begin_object(writer);
    write_member("description", text, writer);
    write_type(field, writer);
    if (field->fallback) {
        char word[KILN_FALLBACK_WORD_MAX];
        const kiln_json value = kiln_field_fallback(field, word);
        kiln_json_key(writer, "default");
        kiln_json_tree(writer, &value);
    }
    kiln_json_end_object(writer);
}

static void write_required(const kiln_shape_def *def, kiln_json_writer *writer)
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

static void write_object_type(const kiln_shape_def *def, kiln_json_writer *writer)
{
    write_member("type", "object", writer);
    kiln_json_key(writer, "properties");
    kiln_json_begin_object(writer);
    if (def->tag) {
        kiln_json_key(writer, def->tag);
        kiln_json_begin_object(writer);
        write_words(1, def->choice, true, writer);
        kiln_json_end_object(writer);
    }
    for (size_t i = 0; i < def->shape->count; i++)
        write_property(&def->shape->field[i], writer);
    kiln_json_end_object(writer);
    write_required(def, writer);
    kiln_json_key(writer, "additionalProperties");
    kiln_json_bool(writer, false);
}

static void write_def(const kiln_shape_def *def, kiln_json_writer *writer)
{
    const kiln_shape *shape = def->shape;
    kiln_json_key(writer, shape->name);
    kiln_json_begin_object(writer);
    write_member("description", shape->doc, writer);
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
    kiln_shape_defs defs;
    kiln_json_writer writer;
    kiln_shape_collect(shape, &defs);
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
