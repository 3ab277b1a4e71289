"""Oxide thickness by SciPy's integration of the published rate, through ramps and gases.

Goal: dx/dt = sum of B / (2x + A) over oxygen and steam, with Massoud's thin-oxide term or his
transients, at any pressure, with HCl and heavy doping. Why: Kiln has a closed form for one soak
and Dormand and Prince's pair for the rest; here Radau goes through all of it at 1e-10.
"""
import math

from scipy.integrate import solve_ivp

import published
from recipe_stages import furnace_stages, substrate

UM_PER_H = 1e-4 / 3600
UM2_PER_H = 1e-8 / 3600
UM_PER_MIN = 1e-4 / 60
NM_PER_MIN = 1e-7 / 60
NM2_PER_MIN = 1e-14 / 60


def constants(oxidant, orientation, temp_k, pressure_atm):
    """B in cm^2/s and B/A in cm/s."""
    b = published.from_temp(published.PARABOLIC[oxidant], temp_k) * UM2_PER_H
    linear = published.from_temp(published.LINEAR[oxidant][orientation], temp_k) * UM_PER_H
    power = published.LINEAR_PRESSURE_POWER[oxidant]
    return b * pressure_atm, linear * pressure_atm ** power


def linear_parabolic(x_cm, b, linear):
    return b / (2 * x_cm + b / linear)


class Growth:
    """On one orientation by one of model.oxidation's laws; doping multiplies B/A."""

    def __init__(self, orientation, law="thin"):
        self.orientation, self.law = orientation, law

    def speed(self, stage, time_s, x_cm, doping=1.0, ages=(0.0, 0.0)):
        """cm/s. ages: of Massoud's two transients, in their own time constants."""
        temp_k, total = stage.temp_k(time_s), 0.0
        if stage.p_h2o_atm > 0:
            b, linear = constants("h2o", self.orientation, temp_k, stage.p_h2o_atm)
            total += linear_parabolic(x_cm, b, linear * doping)
        if stage.p_o2_atm > 0:
            total += (self.massoud(stage, temp_k, x_cm, ages) if self.law == "massoud"
                      else self.dry(stage, temp_k, x_cm, doping))
        return total

    def dry(self, stage, temp_k, x_cm, doping):
        b, linear = constants("o2", self.orientation, temp_k, stage.p_o2_atm)
        if stage.hcl_percent > 0:
            on_b, on_linear = published.hcl_factors(stage.hcl_percent, temp_k)
            b, linear = b * on_b, linear * on_linear
        speed = linear_parabolic(x_cm, b, linear * doping)
        if self.law == "thin":
            rate, ea_ev, length_nm = published.THIN[self.orientation]
            speed += (published.arrhenius(rate, ea_ev, temp_k) * UM_PER_MIN
                      * stage.p_o2_atm ** 0.75 * math.exp(-x_cm / (length_nm * 1e-7)))
        return speed

    def massoud(self, stage, temp_k, x_cm, ages):
        b, linear, transients = published.MASSOUD[self.orientation]
        b = published.arrhenius(*b, temp_k) * NM2_PER_MIN * stage.p_o2_atm
        linear = published.arrhenius(*linear, temp_k) * NM_PER_MIN * stage.p_o2_atm ** 0.75
        early = sum(published.arrhenius(k, ea_ev, temp_k) * NM2_PER_MIN * math.exp(-age)
                    for (k, ea_ev, _, _), age in zip(transients, ages))
        return (b + early * stage.p_o2_atm) / (2 * x_cm + b / linear)

    def ageing(self, stage, time_s):
        """1/tau of Massoud's transients, tau growing towards low temperature."""
        if self.law != "massoud" or stage.p_o2_atm == 0:
            return 0.0, 0.0
        return tuple(1 / (60 * published.arrhenius(tau, -ea_ev, stage.temp_k(time_s)))
                     for _, _, tau, ea_ev in published.MASSOUD[self.orientation][2])


def substrate_doping(dopant, conc_cm3, temp_k):
    """Ho and Plummer's factor of a uniform wafer."""
    if dopant is None:
        return 1.0
    active = min(conc_cm3, published.solubility_cm3(dopant, temp_k))
    half = published.CHARGE[dopant] * active / (2 * published.intrinsic_cm3(temp_k))
    return published.doping_factor(temp_k, math.exp(math.asinh(half)))


def oxide_figures(thickness_nm, native_cm):
    grown_nm = thickness_nm - native_cm * 1e7
    return {"oxide_thickness_nm": thickness_nm,
            "silicon_consumed_nm": published.SILICON_PER_OXIDE * grown_nm}


def expected(recipe):
    """KPIs of oxide grown on a plain wafer."""
    orientation, dopant, conc_cm3, native_cm = substrate(recipe)
    law = recipe.get("model", {}).get("oxidation", "thin")
    growth = Growth(orientation, law)
    state = [native_cm * 1e7, 0.0, 0.0]

    def rates(stage, time_s, state):
        doping = substrate_doping(dopant, conc_cm3, stage.temp_k(time_s))
        speed = growth.speed(stage, time_s, state[0] * 1e-7, doping, state[1:])
        return [speed * 1e7, *growth.ageing(stage, time_s)]

    for stage in furnace_stages(recipe):
        if not stage.oxidises:
            continue
        end = solve_ivp(lambda t, y, stage=stage: rates(stage, t, y), (0, stage.time_s), state,
                        method="Radau", rtol=1e-10, atol=1e-12)
        assert end.success, end.message
        state = list(end.y[:, -1])
    return oxide_figures(state[0], native_cm)


def deal_grove(recipe):
    """One soak in one oxidant without a thin term: eq. 13 of Deal and Grove (1965)."""
    orientation, _, _, native_cm = substrate(recipe)
    [stage] = furnace_stages(recipe)
    oxidant = "h2o" if stage.p_h2o_atm > 0 else "o2"
    pressure = stage.p_h2o_atm or stage.p_o2_atm
    b, linear = constants(oxidant, orientation, stage.from_k, pressure)
    a = b / linear
    total = native_cm ** 2 + a * native_cm + b * stage.time_s
    thickness_cm = (math.sqrt(a * a + 4 * total) - a) / 2
    return oxide_figures(thickness_cm * 1e7, native_cm)
