/* The base room: statuses, diagnostics, memory, text, JSON, CSV and field tables. */
#ifndef KILN_BASE_H
#define KILN_BASE_H

#include "kiln/base/arena.h"
#include "kiln/base/csv.h"
#include "kiln/base/diag.h"
#include "kiln/base/difference.h"
#include "kiln/base/field.h"
#include "kiln/base/io.h"
#include "kiln/base/json.h"
#include "kiln/base/number.h"
#include "kiln/base/status.h"

#endif
