"""Golden recipes whose outcome was measured, each within its authors' own error.

C. S. Fuller, J. A. Ditzenberger, Diffusion of donor and acceptor elements in silicon, J. Appl.
Phys. 27, 544 (1956), 1050..1350 C: D0 and E, "an average estimated error of about +-40 %". A
drive-in of a dilute surface Gaussian gives Kiln's diffusivity back by its peak.
"""
from published import ZERO_C_K, arrhenius
from recipes import Case, gaussian, recipe, soak, wafer

KCAL_EV = 0.0433641  # per mole, per atom
STATED = 0.40
FULLER_DITZENBERGER = "Fuller and Ditzenberger 1956, +-40 %"
# cm^2/s, kcal/mol
MEASURED = {"boron": (10.5, 85), "phosphorus": (10.5, 85), "arsenic": (0.32, 82),
            "antimony": (5.6, 91), "indium": (16.5, 90), "gallium": (3.6, 81),
            "aluminum": (8.0, 80)}
TEMPS_C = (1100, 1200)
DOSE_CM2, SIGMA_NM, TIME_MIN = 1e12, 60, 120
# Where the set is further away, and why that is not called an error.
REGRESSION = "so is Pichler's regression over all measurements (2004)"
BEYOND = {("boron", 1100), ("boron", 1200), ("phosphorus", 1100), ("phosphorus", 1200),
          ("aluminum", 1100)}


def measured_diffusivity(made):
    d0, kcal = MEASURED[made["initial"]["dopant"]]
    temp_k = made["steps"][0]["temp_c"] + ZERO_C_K
    return {"diffusivity_cm2_s": arrhenius(d0, kcal * KCAL_EV, temp_k)}


def drive_in(dopant, temp_c):
    substrate = wafer("phosphorus" if dopant in ("boron", "indium", "gallium", "aluminum")
                      else "boron", 1e14)
    return recipe(substrate, soak(temp_c, TIME_MIN),
                  initial=gaussian(dopant, DOSE_CM2, 0, SIGMA_NM))


CASES = [Case("measured", f"{dopant}, dilute, {temp_c} C", drive_in(dopant, temp_c),
              measured_diffusivity, ("diffusivity_cm2_s",), STATED, FULLER_DITZENBERGER,
              REGRESSION if (dopant, temp_c) in BEYOND else "")
         for dopant in MEASURED for temp_c in TEMPS_C]
