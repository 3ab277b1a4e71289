"""Golden recipes of implants, as implanted and annealed, and of POCl3.

The moments are those of oracle/silicon_ranges.py, of both distributions; energies are the table's.
"""
import exact_profiles
import fermi_flow
import two_component
from recipes import Case, chemical, deposit, implant, recipe, soak, wafer
import exact_cases
import flow_cases

BOUND = 5e-3
ORIGIN = "Pearson's equation, DOP853"
P, N = wafer("boron"), wafer("phosphorus")
AS_IMPLANTED = ("peak_conc_cm3", "peak_depth_nm", "junctions_nm/0", "dose_silicon_cm2")
BURIED = ("peak_conc_cm3", "peak_depth_nm", "junctions_nm/0", "junctions_nm/1")
THROUGH = ("dose_silicon_cm2", "dose_oxide_cm2", "surface_conc_cm3", "junctions_nm/0")

SIMPLE = (
    ("boron 50 keV", AS_IMPLANTED, (N, implant("boron", 50, 1e14))),
    ("boron 200 keV, upright", BURIED, (wafer(conc_cm3=1e17), implant("boron", 200, 1e14, 0))),
    ("BF2 20 keV", AS_IMPLANTED, (N, implant("bf2", 20, 1e14))),
    ("phosphorus 100 keV", AS_IMPLANTED, (P, implant("phosphorus", 100, 2e14))),
    ("arsenic 50 keV, 30 degrees", AS_IMPLANTED, (P, implant("arsenic", 50, 1e15, 30))),
    ("antimony 100 keV", AS_IMPLANTED, (P, implant("antimony", 100, 1e14))),
    ("indium 200 keV", AS_IMPLANTED, (N, implant("indium", 200, 1e13))),
    ("gallium 70 keV", AS_IMPLANTED, (N, implant("gallium", 70, 1e14))),
    ("aluminum 200 keV", AS_IMPLANTED, (N, implant("aluminum", 200, 1e13))),
)
OXIDE = (
    ("boron 30 keV through 25 nm", THROUGH, (N, deposit(25), implant("boron", 30, 1e14))),
    ("BF2 40 keV through 15 nm", THROUGH, (N, deposit(15), implant("bf2", 40, 1e14))),
    ("arsenic 100 keV through 30 nm", THROUGH, (P, deposit(30), implant("arsenic", 100, 1e14))),
    ("phosphorus 50 keV through 40 nm <111>", THROUGH,
     (wafer("boron", orientation="111"), deposit(40), implant("phosphorus", 50, 1e14))),
)
ANNEALED = (
    ("boron 50 keV, 1000 C 30 min", flow_cases.INERT,
     (N, implant("boron", 50, 1e14), soak(1000, 30))),
    ("BF2 40 keV, ramped", flow_cases.INERT, (N, implant("bf2", 40, 2e14), flow_cases.RAMPED)),
    ("phosphorus 100 keV, ramped", flow_cases.INERT,
     (P, implant("phosphorus", 100, 1e15), flow_cases.RAMPED)),
    ("arsenic 100 keV, 1050 C 30 min", flow_cases.INERT,
     (P, implant("arsenic", 100, 2e15), soak(1050, 30))),
    ("boron 100 keV, dry and wet, ramped", flow_cases.OXIDISED,
     (N, implant("boron", 100, 1e14), flow_cases.FIELD)),
    ("antimony 100 keV, ramped", flow_cases.INERT,
     (P, implant("antimony", 100, 2e14), flow_cases.RAMPED)),
    ("indium 120 keV, 1000 C 30 min", flow_cases.INERT,
     (N, implant("indium", 120, 2e12), soak(1000, 30))),
    ("boron 30 keV through 25 nm, annealed", flow_cases.OXIDISED,
     (N, deposit(25), implant("boron", 30, 2e14), soak(1000, 30))),
)

CASES = [Case("oracle", name, recipe(*of), fermi_flow.solve, kpis, BOUND, ORIGIN)
         for name, kpis, of in SIMPLE + OXIDE]
CASES += [flow_cases.flow(name, kpis, *of) for name, kpis, of in ANNEALED]

# --- POCl3: of itself Tsai's two components, else a held surface ----------------------------------

CASES += [
    Case("exact", "POCl3 900 C 30 min, one diffusivity",
         exact_cases.constant(P, soak(900, 30, source="pocl3")), exact_profiles.expected,
         exact_cases.JUNCTION, exact_cases.BOUND, exact_cases.SOLUBLE),
    flow_cases.flow("POCl3 at 5e19 950 C", flow_cases.INERT, P,
                    soak(950, 30, source=chemical("pocl3", 5e19))),
    flow_cases.flow("POCl3 at 2e19, ramped", flow_cases.INERT, P,
                    flow_cases.ramped(chemical("pocl3", 2e19), 950, 20)),
]
CASES += [Case("oracle", f"POCl3 {temp_c} C {time_min} min", recipe(
    wafer("boron", conc_cm3), soak(temp_c, time_min, source="pocl3")),
    two_component.expected, flow_cases.INERT, BOUND, "two components (Tsai 1969, 1983)")
    for temp_c, time_min, conc_cm3 in ((850, 20, 1e16), (900, 30, 1e15), (950, 15, 1e17))]
