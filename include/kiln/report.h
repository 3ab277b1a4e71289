/* The report room: charts, tables and pages, written to a sink. */
#ifndef KILN_REPORT_H
#define KILN_REPORT_H

#include "kiln/report/chart.h"
#include "kiln/report/html.h"
#include "kiln/report/overlay.h"
#include "kiln/report/result.h"
#include "kiln/report/table.h"

#endif
