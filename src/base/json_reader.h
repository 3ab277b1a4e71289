/* Private to base: the JSON reader's state, shared by its three files: json_read.c builds the
 * tree, json_scan.c takes blanks and scalars, json_fault.c says what is wrong. */
#ifndef KILN_SRC_BASE_JSON_READER_H
#define KILN_SRC_BASE_JSON_READER_H

#include "kiln/base/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct json_reader {
    const char *at, *end;
    const char *line_start;
    uint32_t line;
    kiln_json_syntax syntax;
    unsigned depth, depth_max;
    size_t nodes, nodes_max;
    kiln_arena *arena;
    /* Where the next decoded text goes: size + 1 bytes in all are enough, because decoded
     * text is never longer than what was written, and its NUL stands for the quote or the
     * delimiter. */
    char *texts;
    kiln_json *root;
    kiln_json *open;  /* the innermost array or object not closed yet */
    kiln_json *blame; /* the value being read, for the pointer in a fault */
    kiln_diag *diag;
    kiln_status status; /* the first fault, KILN_OK so far */
} json_reader;

/* The functions below return false when the reading is over, with the fault reported. */

/* Blanks and, in relaxed syntax, comments. */
bool kiln_json_scan_blanks(json_reader *reader);
/* A text, with reader->at on its opening quote. */
bool kiln_json_scan_text(json_reader *reader, const char **text, size_t *size);
/* A scalar into a node that stands zeroed but for its place. */
bool kiln_json_scan_scalar(json_reader *reader, kiln_json *node);

/* A fault at a byte of the current line. Returns false, so that a fault is one line. */
bool kiln_json_refuse(json_reader *reader, const char *at, const char *mend, const char *format,
                      ...) KILN_PRINTF(4, 5);
/* The same with everything given but pointer and place. */
bool kiln_json_refuse_issue(json_reader *reader, const char *at, kiln_issue issue);

/* What is wrong at reader->at, when this was expected there. */
bool kiln_json_refuse_value(json_reader *reader);
bool kiln_json_refuse_key(json_reader *reader);
bool kiln_json_refuse_colon(json_reader *reader);
bool kiln_json_refuse_after(json_reader *reader);  /* a comma or a closing bracket */
bool kiln_json_refuse_second(json_reader *reader); /* the end of the document */
/* What is wrong with the number, or the bare word, that starts at reader->at. */
bool kiln_json_refuse_number(json_reader *reader);
bool kiln_json_refuse_word(json_reader *reader);

/* Whether a byte can go on a bare word or number, so that "1x" and "nullx" are one thing. */
bool kiln_json_is_word(char byte);

#endif
