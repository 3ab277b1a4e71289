/* Names, words and codes of statuses, all from KILN_STATUS_MAP. */
#include "kiln/base/status.h"

#include <stddef.h>

typedef struct status_row {
    const char *name, *words;
    int http, exit_code;
} status_row;

static const status_row STATUS[] = {
#define STATUS_ROW(id, http, code, text) [KILN_##id] = {#id, text, http, code},
    KILN_STATUS_MAP(STATUS_ROW)
#undef STATUS_ROW
};

static const status_row *row_of(kiln_status status)
{
    static const status_row UNKNOWN = {"UNKNOWN", "a status off the list", 500, 70};
    return (unsigned)status < KILN_STATUS_COUNT ? &STATUS[status] : &UNKNOWN;
}

const char *kiln_status_name(kiln_status status)
{
    return row_of(status)->name;
}

const char *kiln_status_words(kiln_status status)
{
    return row_of(status)->words;
}

int kiln_status_exit_code(kiln_status status)
{
    return row_of(status)->exit_code;
}

int kiln_status_http(kiln_status status)
{
    return row_of(status)->http;
}
