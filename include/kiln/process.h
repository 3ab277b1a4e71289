/* The process room: what happens to a wafer. */
#ifndef KILN_PROCESS_H
#define KILN_PROCESS_H

#include "kiln/process/irvin.h"
#include "kiln/process/kpi.h"
#include "kiln/process/oxide.h"
#include "kiln/process/recipe.h"
#include "kiln/process/result.h"
#include "kiln/process/simulate.h"

#endif
