/* The silicon room: parameter sets, and the properties of silicon, its dopants, its oxide and
 * the furnace gas as functions of temperature (K) and doping (cm^-3). docs/theory/silicon.md
 * has the equations, their sources and how far published values differ. */
#ifndef KILN_SILICON_H
#define KILN_SILICON_H

#include "kiln/silicon/atmosphere.h"
#include "kiln/silicon/colour.h"
#include "kiln/silicon/dopant.h"
#include "kiln/silicon/enhancement.h"
#include "kiln/silicon/implant.h"
#include "kiln/silicon/mobility.h"
#include "kiln/silicon/model.h"
#include "kiln/silicon/oxidation.h"
#include "kiln/silicon/validity.h"
#include "kiln/silicon/words.h"

#endif
