/* The parameter sets of data/models/, compiled in: tools/embed.py writes the table. */
#ifndef KILN_SILICON_SHIPPED_H
#define KILN_SILICON_SHIPPED_H

#include "kiln/silicon/model.h"

extern const kiln_model_text kiln_shipped[];
extern const size_t kiln_shipped_count;

#endif
