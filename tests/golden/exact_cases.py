"""Golden recipes with an exact solution."""
import exact_profiles
import oxide_growth
from recipes import Case, furnace, gaussian, held, hold, ramp, recipe, soak, table, wafer

BOUND = 1e-3
P, N = wafer("boron"), wafer("phosphorus")
P111, N111 = wafer("boron", orientation="111"), wafer("phosphorus", orientation="111")
P110, N110 = wafer("boron", orientation="110"), wafer("phosphorus", orientation="110")

JUNCTION = ("junction_depth_nm", "sheet_resistance_ohm_sq", "dose_silicon_cm2",
            "surface_conc_cm3")
BURIED = ("junctions_nm/0", "junctions_nm/1", "dose_silicon_cm2", "peak_conc_cm3")
OXIDE = ("oxide_thickness_nm", "silicon_consumed_nm")

SOLUBLE = "erfc at the solubility (Crank 1975, ch. 3)"
ERFC = "erfc (Crank 1975, ch. 3)"
TWO_STEP = "erfc, then Green's function (Crank 1975, ch. 2)"
GAUSS = "reflected Gaussian (Crank 1975, sec. 2.2)"
SLAB = "slab (Crank 1975, eq. 2.15)"
DEAL_GROVE = "Deal and Grove 1965, eq. 13"

UP_AND_DOWN = furnace(ramp(1100, 10, temp_c=800), hold(30), ramp(850, -5))


def constant(substrate, *steps, solver="auto", **more):
    return recipe(substrate, *steps, diffusion="constant", solver=solver, **more)


PHOSPHORUS_SLAB = table("phosphorus", (0, 1e18), (400, 1e18))

DIFFUSION = (
    ("BBr3 950 C 30 min", JUNCTION, SOLUBLE, constant(N, soak(950, 30, source="bbr3"))),
    ("BCl3 1000 C 20 min, argon", JUNCTION, SOLUBLE,
     constant(N111, soak(1000, 20, source="bcl3", ambient="ar"))),
    ("BN 1050 C 60 min", JUNCTION, SOLUBLE, constant(N, soak(1050, 60, source="bn"))),
    ("B2H6 900 C 45 min", JUNCTION, SOLUBLE, constant(N110, soak(900, 45, source="b2h6"))),
    ("PH3 1000 C 30 min", JUNCTION, SOLUBLE, constant(P, soak(1000, 30, source="ph3"))),
    ("AsH3 1000 C 120 min", JUNCTION, SOLUBLE, constant(P111, soak(1000, 120, source="ash3"))),
    ("Sb2O3 1100 C 240 min", JUNCTION, SOLUBLE, constant(P, soak(1100, 240, source="sb2o3"))),
    ("aluminum 1e18 held, ramped", JUNCTION, ERFC,
     constant(N, furnace(ramp(1100, 10, temp_c=800), hold(30), ramp(850, -5),
                         source=held("aluminum", 1e18)))),
    ("gallium 5e18 held, argon", JUNCTION, ERFC,
     constant(N111, soak(1100, 60, source=held("gallium", 5e18), ambient="ar"))),
    ("indium 2e17 held", JUNCTION, ERFC,
     constant(N, soak(1150, 90, source=held("indium", 2e17)), solver="numerical")),
    ("boron 1e19 950 C, drive-in 1100 C", JUNCTION, TWO_STEP,
     constant(N, soak(950, 20, source=held("boron", 1e19)), soak(1100, 60))),
    ("phosphorus 5e19 1000 C, ramped drive-in", JUNCTION, TWO_STEP,
     constant(P, soak(1000, 30, source=held("phosphorus", 5e19)), UP_AND_DOWN,
              solver="numerical")),
    ("indium Gaussian, buried", BURIED, GAUSS,
     constant(N, soak(1050, 60), initial=gaussian("indium", 1e13, 1500, 100))),
    ("gallium Gaussian, ramped", JUNCTION, GAUSS,
     constant(N, UP_AND_DOWN, initial=gaussian("gallium", 1e14, 0, 60), solver="numerical")),
    ("aluminum Gaussian, buried", BURIED, GAUSS,
     constant(N110, soak(950, 60), initial=gaussian("aluminum", 2e13, 2000, 150),
              solver="numerical")),
    ("arsenic sheet at the surface", JUNCTION, GAUSS,
     constant(P, soak(1100, 60), initial=gaussian("arsenic", 1e14, 0, 0))),
    ("antimony slab", JUNCTION, SLAB,
     constant(P, soak(1150, 120), initial=table("antimony", (0, 1e18), (500, 1e18)))),
    ("phosphorus slab, fine", JUNCTION, SLAB,
     constant(P, soak(1050, 60), initial=PHOSPHORUS_SLAB, tolerance=1e-4)),
    ("indium slab, ramped", JUNCTION, SLAB,
     constant(N, UP_AND_DOWN, initial=table("indium", (0, 1e17), (300, 1e17)))),
)

GROWTH = (
    ("oxygen <100> 1000 C 60 min", wafer(), soak(1000, 60, ambient="dry_o2")),
    ("oxygen <111> 1100 C 30 min", wafer(orientation="111"), soak(1100, 30, ambient="dry_o2")),
    ("oxygen <110> 900 C 240 min", wafer(orientation="110"), soak(900, 240, ambient="dry_o2")),
    ("steam <100> 950 C 60 min", wafer(), soak(950, 60, ambient="steam")),
    ("steam <111> 1100 C 20 min", wafer(orientation="111"), soak(1100, 20, ambient="steam")),
)

CASES = [Case("exact", name, made, exact_profiles.expected, kpis, BOUND, origin)
         for name, kpis, origin, made in DIFFUSION]
CASES += [Case("exact", name, recipe(substrate, step, oxidation="deal_grove"),
               oxide_growth.deal_grove, OXIDE, BOUND, DEAL_GROVE)
          for name, substrate, step in GROWTH]

# --- shown, not held -------------------------------------------------------------------------

CASES += [Case("exact", "phosphorus slab", constant(P, soak(1050, 60), initial=PHOSPHORUS_SLAB),
               exact_profiles.expected, JUNCTION, BOUND, SLAB,
               "0.2 % at the surface at the default tolerance, 0.03 % at a tenth of it")]
