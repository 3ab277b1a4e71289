/* The profiles of a result as CSV. */
#ifndef KILN_OP_PROFILE_CSV_H
#define KILN_OP_PROFILE_CSV_H

#include "kiln/process/result.h"

/* One row a point, the topmost layer first: material, depth_nm, for each dopant that any
 * layer holds its concentration (boron_cm3) and its active part (boron_active_cm3), then
 * net_cm3. What a layer does not have is an empty cell. */
void kiln_profile_write_csv(const kiln_result *result, kiln_sink *sink);

#endif
