"""Golden recipes of oxide: every gas and orientation, pressure, HCl, ramps, doped wafers."""
import oxide_growth
from recipes import Case, furnace, hold, ramp, recipe, soak, wafer

BOUND = 5e-3
ORIGIN = "rate of growth, Radau"
KPIS = ("oxide_thickness_nm", "silicon_consumed_nm")

W100, W111, W110 = (wafer(orientation=plane) for plane in ("100", "111", "110"))
FILM = wafer(native_oxide_nm=10)
DRY_WET_DRY = furnace(
    ramp(1000, 10, temp_c=800), hold(10, ambient="dry_o2"), hold(30, ambient="wet_o2"),
    hold(10, ambient="dry_o2"), ramp(800, -3))
GATE = furnace(ramp(900, 10, temp_c=800, ambient={"o2": 0.02, "n2": 0.98}),
               hold(20, ambient="dry_o2", hcl_percent=2), hold(15, ambient="ar"))
FIELD = furnace(ramp(1050, 8, temp_c=850, ambient={"o2": 0.1, "n2": 0.9}),
                hold(90, ambient="h2_o2", h2_o2_ratio=1.8), ramp(850, -4, ambient="dry_o2"))
SPIKE = furnace(ramp(1100, 300, temp_c=700, ambient="dry_o2"), hold(1, ambient="dry_o2"),
                ramp(700, -200, ambient="dry_o2"))
BY_PIECES = furnace(ramp(1000, 5, temp_c=850, ambient="steam"))

ROWS = (
    ("dry <100> 900 C 60 min", W100, soak(900, 60, ambient="dry_o2")),
    ("dry <111> 1000 C, 3 % HCl", W111, soak(1000, 45, ambient="dry_o2", hcl_percent=3)),
    ("dry <110> 1100 C 30 min", W110, soak(1100, 30, ambient="dry_o2")),
    ("dry <100> 850 C, 10 atm", W100, soak(850, 60, ambient="dry_o2", pressure_atm=10)),
    ("dry <110> 950 C, 0.1 atm", W110, soak(950, 120, ambient="dry_o2", pressure_atm=0.1)),
    ("dry <100> on 10 nm, 5 % HCl", FILM, soak(1100, 60, ambient="dry_o2", hcl_percent=5)),
    ("wet <100> 1000 C 60 min", W100, soak(1000, 60, ambient="wet_o2")),
    ("wet <111> 900 C 90 min", W111, soak(900, 90, ambient="wet_o2")),
    ("wet <110> 1100 C 15 min", W110, soak(1100, 15, ambient="wet_o2")),
    ("steam <110> 920 C 40 min", W110, soak(920, 40, ambient="steam")),
    ("steam <111> 850 C, 5 atm", W111, soak(850, 30, ambient="steam", pressure_atm=5)),
    ("steam <100> 850..1000 C ramp", W100, BY_PIECES),
    ("H2 : O2 = 1.5 <100> 950 C", W100, soak(950, 45, ambient="h2_o2", h2_o2_ratio=1.5)),
    ("H2 : O2 = 2 <110> 1000 C", W110, soak(1000, 30, ambient="h2_o2", h2_o2_ratio=2)),
    ("H2 : O2 = 0.8 <111> 900 C", W111, soak(900, 60, ambient="h2_o2", h2_o2_ratio=0.8)),
    ("10 % O2 <100> 1100 C", W100, soak(1100, 60, ambient={"o2": 0.1, "n2": 0.9})),
    ("flows O2, H2, HCl <100>", W100,
     soak(1000, 30, ambient={"flow_slm": {"o2": 6, "h2": 4, "hcl": 0.3}})),
    ("O2 and water in argon <111>", W111,
     soak(950, 60, ambient={"o2": 0.2, "h2o": 0.3, "ar": 0.5})),
    ("dry-wet-dry field oxide, ramped", W100, DRY_WET_DRY),
    ("gate oxide, ramped, HCl <111>", W111, GATE),
    ("pyrogenic field oxide, ramped <110>", W110, FIELD),
    ("spike in oxygen <100>", W100, SPIKE),
    ("wet on 1e20 of phosphorus 900 C", wafer("phosphorus", 1e20),
     soak(900, 30, ambient="wet_o2")),
    ("dry on 2.5e20 of phosphorus <111>", wafer("phosphorus", 2.5e20, "111"),
     soak(900, 60, ambient="dry_o2")),
    ("steam on 1e20 of arsenic 950 C", wafer("arsenic", 1e20), soak(950, 30, ambient="steam")),
    ("steam on 1e20 of arsenic, ramped", wafer("arsenic", 1e20), BY_PIECES),
    ("steam on 5e19 of boron <110>", wafer("boron", 5e19, "110"),
     soak(950, 20, ambient="steam")),
)


BY_MASSOUD = (
    ("Massoud <100> 900 C 60 min", W100, soak(900, 60, ambient="dry_o2")),
    ("Massoud <111> ramped", W111,
     furnace(ramp(950, 10, temp_c=820, ambient="dry_o2"), hold(20),
             hold(20, ambient="dry_o2"))),
    ("Massoud <110> dry, steam, dry", W110,
     furnace(hold(10, temp_c=900, ambient="dry_o2"), hold(5, ambient="steam"),
             hold(30, ambient="dry_o2"))),
)


def growth(name, *of, **model):
    return Case("oracle", name, recipe(*of, **model), oxide_growth.expected, KPIS, BOUND,
                ORIGIN)


CASES = [growth(*row) for row in ROWS]
CASES += [growth(*row, oxidation="massoud") for row in BY_MASSOUD]
