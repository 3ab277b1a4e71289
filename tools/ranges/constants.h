/* Constants of nature in keV, nm and atomic mass units (CODATA 2018). */
#ifndef RANGES_CONSTANTS_H
#define RANGES_CONSTANTS_H

#define PI             3.14159265358979323846
#define E2_KEV_NM      1.4399645e-3 /* e^2 / 4 pi eps0 */
#define BOHR_NM        0.0529177211
#define BOHR_KEV_PER_U 24.8018 /* the energy of one atomic mass unit at Bohr's velocity */
#define ELECTRON_U     5.48579909e-4

#endif
