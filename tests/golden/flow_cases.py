"""Golden recipes of D(n/ni), segregation at moving interfaces, loss to the gas and ramps."""
import fermi_flow
from recipes import (STRIP, Case, chemical, deposit, furnace, gaussian, held, hold, ramp,
                     recipe, soak, table, wafer)

BOUND = 5e-3
ORIGIN = "Fermi model, LSODA"
INERT = ("junction_depth_nm", "sheet_resistance_ohm_sq", "dose_silicon_cm2", "surface_conc_cm3")
OXIDISED = ("junction_depth_nm", "dose_silicon_cm2", "dose_oxide_cm2", "surface_conc_cm3",
            "oxide_thickness_nm")
STAYS = ("junction_depth_nm", "dose_silicon_cm2", "surface_conc_cm3", "oxide_thickness_nm")
LOSES = ("junction_depth_nm", "dose_silicon_cm2", "dose_lost_cm2")
TWO = ("junctions_nm/0", "junctions_nm/1", "sheet_resistance_ohm_sq")

P, N = wafer("boron"), wafer("phosphorus")
P111, N111 = wafer("boron", orientation="111"), wafer("phosphorus", orientation="111")
P110, N110 = wafer("boron", orientation="110"), wafer("phosphorus", orientation="110")

RAMPED = furnace(ramp(1050, 10, temp_c=850), hold(20), ramp(850, -5))
FIELD = furnace(ramp(1000, 10, temp_c=800), hold(20, ambient="dry_o2"),
                hold(20, ambient="wet_o2"), ramp(800, -5))


def ramped(source, top_c=1000, time_min=30):
    """Under a source from 850 C up and down again."""
    return furnace(ramp(top_c, 10, temp_c=850), hold(time_min), ramp(850, -5), source=source)


SOURCES = (
    ("boron 5e19 1000 C", N, soak(1000, 30, source=held("boron", 5e19))),
    ("BBr3 at 3e19, argon", N111,
     soak(1050, 30, source=chemical("bbr3", 3e19), ambient="ar")),
    ("BBr3 at 2e19, ramped", N, ramped(chemical("bbr3", 2e19))),
    ("BCl3 at 4e19 950 C", N, soak(950, 60, source=chemical("bcl3", 4e19))),
    ("BCl3 at 1e19, ramped", N110, ramped(chemical("bcl3", 1e19))),
    ("BN at 6e19 1050 C", N, soak(1050, 20, source=chemical("bn", 6e19))),
    ("BN at 2e19, ramped <111>", N111, ramped(chemical("bn", 2e19), 1050)),
    ("B2H6 at 3e19 1000 C", N, soak(1000, 20, source=chemical("b2h6", 3e19), ambient="ar")),
    ("B2H6 at 1e19, ramped", N, ramped(chemical("b2h6", 1e19))),
    ("PH3 at 1e20 1000 C", P, soak(1000, 30, source=chemical("ph3", 1e20))),
    ("PH3 at 5e19, ramped <111>", P111, ramped(chemical("ph3", 5e19))),
    ("AsH3 at 1e20 1050 C", P, soak(1050, 60, source=chemical("ash3", 1e20))),
    ("AsH3 at 5e19, ramped", P, ramped(chemical("ash3", 5e19), 1100)),
    ("Sb2O3 at 2e19 1200 C", P, soak(1200, 120, source=chemical("sb2o3", 2e19))),
    ("Sb2O3 at 1e19, ramped <110>", P110, ramped(chemical("sb2o3", 1e19), 1150, 60)),
    ("gallium 2e19 1000 C", N, soak(1000, 60, source=held("gallium", 2e19))),
    ("aluminum 5e18 950 C", N110, soak(950, 60, source=held("aluminum", 5e18))),
)

INERTLY = (
    ("arsenic 5e14, ramped", P, gaussian("arsenic", 5e14, 100, 40), RAMPED),
    ("boron 2e14, ramped, argon", N,
     gaussian("boron", 2e14, 150, 60), {**RAMPED, "ambient": "ar"}),
    ("phosphorus 1e15, ramped <110>", P110, gaussian("phosphorus", 1e15, 120, 60), RAMPED),
    ("antimony 1e14 1150 C", P, gaussian("antimony", 1e14, 80, 40), soak(1150, 120)),
    ("boron table 1000 C", N, table("boron", (0, 1e19), (100, 3e19), (300, 1e17), (500, 1e13)),
     soak(1000, 40)),
    ("arsenic table, ramped", P,
     table("arsenic", (0, 2e19), (50, 6e19), (150, 1e18), (260, 1e13)), RAMPED),
)

OXIDISING = (
    ("boron 1e14, dry and wet, ramped", N, gaussian("boron", 1e14, 100, 40), FIELD, OXIDISED),
    ("boron 1e13 in dry oxygen", N, gaussian("boron", 1e13, 150, 50),
     soak(1000, 60, ambient="dry_o2"), OXIDISED),
    ("boron 5e14 in steam <111>", N111, gaussian("boron", 5e14, 200, 60),
     soak(950, 30, ambient="steam"), OXIDISED),
    ("phosphorus 2e14, ramped, wet", P, gaussian("phosphorus", 2e14, 150, 50), FIELD, OXIDISED),
    ("phosphorus 5e14 in steam <110>", P110, gaussian("phosphorus", 5e14, 150, 60),
     soak(1000, 20, ambient="steam"), OXIDISED),
    ("arsenic 5e14, ramped, wet", P, gaussian("arsenic", 5e14, 100, 40), FIELD, OXIDISED),
    ("antimony 1e14 in dry oxygen <111>", P111, gaussian("antimony", 1e14, 100, 40),
     soak(1100, 60, ambient="dry_o2"), OXIDISED),
    ("gallium 1e14 in wet oxygen", N, gaussian("gallium", 1e14, 300, 80),
     soak(1000, 40, ambient="wet_o2"), STAYS),
    ("boron in pyrogenic steam, 3 atm", N, gaussian("boron", 2e13, 250, 60),
     soak(900, 30, ambient="h2_o2", h2_o2_ratio=1.6, pressure_atm=3), OXIDISED),
    ("phosphorus in 20 % oxygen", P, gaussian("phosphorus", 1e14, 100, 50),
     soak(1050, 60, ambient={"o2": 0.2, "n2": 0.8}), OXIDISED),
    ("arsenic 2e14, oxidised where doped", P, gaussian("arsenic", 2e14, 60, 40),
     soak(900, 20, ambient="steam"), OXIDISED),
)

BARE = (
    ("phosphorus 1e14, bare", P, gaussian("phosphorus", 1e14, 60, 30),
     soak(1000, 30, surface="bare"), (*LOSES, "surface_conc_cm3")),
    ("arsenic 5e14, bare, ramped", P, gaussian("arsenic", 5e14, 60, 30),
     {**RAMPED, "surface": "bare"}, LOSES),
    ("boron 1e14, bare <111>", N111, gaussian("boron", 1e14, 50, 30),
     soak(1050, 30, surface="bare"), (*LOSES, "surface_conc_cm3")),
)

EMITTER = [gaussian("boron", 1e14, 0, 150), gaussian("arsenic", 5e14, 0, 50)]
BASE = [gaussian("gallium", 5e13, 0, 200), gaussian("antimony", 3e14, 0, 60)]
SEVERAL = (
    ("arsenic emitter in a boron base", wafer("phosphorus", 1e16), EMITTER, soak(1000, 20)),
    ("antimony emitter, gallium base, ramped", wafer("phosphorus", 1e16), BASE, RAMPED),
)

PREDEPOSITED = soak(975, 25, source=held("boron", 4e19))
CAPPED = (
    ("boron predeposited, then oxidised", N, OXIDISED, (PREDEPOSITED, FIELD)),
    ("boron under 50 nm of oxide", N, OXIDISED, (PREDEPOSITED, deposit(50), soak(1050, 40))),
    ("boron oxidised, stripped, driven in", N, INERT, (PREDEPOSITED, FIELD, STRIP, RAMPED)),
)


def flow(name, kpis, *of, **more):
    return Case("oracle", name, recipe(*of, **more), fermi_flow.solve, kpis, BOUND, ORIGIN)


CASES = [flow(name, INERT, substrate, step) for name, substrate, step in SOURCES]
CASES += [flow(name, INERT, substrate, step, initial=start)
          for name, substrate, start, step in INERTLY]
CASES += [flow(name, kpis, substrate, step, initial=start)
          for name, substrate, start, step, kpis in OXIDISING]
CASES += [flow(name, kpis, substrate, step, initial=start)
          for name, substrate, start, step, kpis in BARE]
CASES += [flow(name, TWO, substrate, step, initial=start)
          for name, substrate, start, step in SEVERAL]
CASES += [flow(name, kpis, substrate, *steps) for name, substrate, kpis, steps in CAPPED]

CASES += [flow(name, INERT, substrate, step)
          for name, substrate, step in (
              ("BBr3 at the solubility 1000 C", N, soak(1000, 30, source="bbr3")),
              ("AsH3 at the solubility 1050 C", P, soak(1050, 30, source="ash3")))]

# --- shown, not held -------------------------------------------------------------------------

CASES.append(flow("arsenic surface, bare, ramped", ("surface_conc_cm3",), P,
                  {**RAMPED, "surface": "bare"}, initial=gaussian("arsenic", 5e14, 60, 30))
             ._replace(beyond="what Kiln reads at a bare surface where D/v is below its cell"))
