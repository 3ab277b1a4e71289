/* How a result's quantities are called and written. */
#include "result.h"

#include "cell.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int digits;
} KPI[KILN_KPI_COUNT] = {
    [KILN_KPI_JUNCTION_DEPTH] = {"Junction depth", 4},
    [KILN_KPI_SHEET_RESISTANCE] = {"Sheet resistance", 4},
    [KILN_KPI_BASE_WIDTH] = {"Base width", 4},
    [KILN_KPI_PINCHED_BASE] = {"Pinched base resistance", 4},
    [KILN_KPI_FOUR_POINT_PROBE] = {"Four-point probe", 4},
    [KILN_KPI_PEAK_CONC] = {"Peak concentration", 3},
    [KILN_KPI_PEAK_DEPTH] = {"Peak depth", 4},
    [KILN_KPI_SURFACE_CONC] = {"Surface concentration", 3},
    [KILN_KPI_DOSE_SILICON] = {"Dose in silicon", 3},
    [KILN_KPI_DOSE_OXIDE] = {"Dose in oxide", 3},
    [KILN_KPI_DOSE_LOST] = {"Dose lost to gas", 3},
    [KILN_KPI_DOSE_ETCHED] = {"Dose etched away", 3},
    [KILN_KPI_OXIDE_THICKNESS] = {"Oxide thickness", 4},
    [KILN_KPI_SILICON_CONSUMED] = {"Silicon consumed", 4},
    [KILN_KPI_THERMAL_BUDGET] = {"Thermal budget", 3},
};

const char *kiln_report_kpi_name(int kpi)
{
    return KPI[kpi].name;
}

int kiln_report_kpi_digits(int kpi)
{
    return KPI[kpi].digits;
}

void *kiln_scribe_take(kiln_scribe *scribe, size_t count, size_t size)
{
    void *taken = kiln_arena_take(scribe->arena, count, size);
    scribe->failed = scribe->failed || !taken;
    return taken;
}

const char *kiln_report_text(kiln_scribe *scribe, const char *format, ...)
{
    char text[501];
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const size_t kept = size < 0                     ? 0
                        : (size_t)size < sizeof text ? (size_t)size
                                                     : sizeof text - 1;
    const char *copy = kiln_arena_text(scribe->arena, text, kept);
    scribe->failed = scribe->failed || !copy;
    return copy ? copy : "";
}

const char *kiln_report_number(kiln_scribe *scribe, double value, int digits)
{
    char text[KILN_NUMBER_TEXT_MAX];
    kiln_number_for_people(value, digits, text);
    return kiln_report_text(scribe, "%s", text);
}

const char *kiln_report_word(kiln_scribe *scribe, const kiln_choices *choices, int value)
{
    const char *word = kiln_choice_name(choices, value);
    if (!word || !*word)
        return "";
    return kiln_report_text(scribe, "%c%s", toupper((unsigned char)word[0]), word + 1);
}

const kiln_verdict *kiln_report_verdict(const kiln_result *result, int kpi)
{
    for (size_t i = 0; i < result->verdicts.count; i++)
        if (result->verdicts.item[i].kpi == kpi)
            return &result->verdicts.item[i];
    return NULL;
}

/* Bounds are given by people: with the digits they came with, not the KPI's. */
const char *kiln_report_band(kiln_scribe *scribe, const kiln_verdict *verdict)
{
    char lower[KILN_NUMBER_TEXT_MAX], upper[KILN_NUMBER_TEXT_MAX];
    if (!verdict || (isnan(verdict->lower) && isnan(verdict->upper)))
        return NULL;
    kiln_number_for_people(verdict->lower, 0, lower);
    kiln_number_for_people(verdict->upper, 0, upper);
    if (isnan(verdict->upper))
        return kiln_report_text(scribe, "at least %s", lower);
    if (isnan(verdict->lower))
        return kiln_report_text(scribe, "at most %s", upper);
    return kiln_report_text(scribe, "%s to %s", lower, upper);
}

kiln_cell kiln_report_verdict_cell(kiln_scribe *scribe, const kiln_verdict *verdict)
{
    if (!verdict)
        return kiln_cell_text("");
    if (verdict->within < 0)
        return (kiln_cell){
            .text = verdict->reason ? kiln_report_text(scribe, "unknown: %s", verdict->reason)
                                    : "unknown",
            .tone = KILN_TONE_WARNING};
    return verdict->within ? (kiln_cell){.text = "within", .tone = KILN_TONE_GOOD}
                           : (kiln_cell){.text = "outside", .tone = KILN_TONE_BAD};
}

/* Adds "before word" to a sentence when the word is there. */
static const char *add_text(kiln_scribe *scribe, const char *so_far, const char *before,
                            const char *word)
{
    return word ? kiln_report_text(scribe, "%s%s%s", so_far, before, word) : so_far;
}

/* The same with a word of a list, as people write it: "closed form". */
static const char *add_word(kiln_scribe *scribe, const char *so_far, const char *before,
                            const kiln_choices *choices, int value)
{
    const char *word = kiln_choice_name(choices, value);
    char spaced[64];
    size_t size = 0;
    for (; word && word[size] && size + 1 < sizeof spaced; size++)
        spaced[size] = word[size];
    spaced[size] = '\0';
    for (char *at = spaced; (at = strchr(at, '_'));)
        *at = ' ';
    return add_text(scribe, so_far, before, word ? spaced : NULL);
}

const char *kiln_report_model(const kiln_result *result, kiln_scribe *scribe)
{
    const kiln_model_used *model = result->model;
    if (!model)
        return NULL;
    const char *text = "";
    text = add_text(scribe, text, "Parameters: ", model->set);
    text = add_text(scribe, text, " ", model->version);
    text = add_word(scribe, text, "; diffusion: ", &kiln_diffusion_models, model->diffusion);
    text = add_word(scribe, text, ", solver: ", &kiln_solvers, model->solver);
    text = add_word(scribe, text, "; mobility: ", &kiln_mobility_models, model->mobility);
    text = add_word(scribe, text, "; oxidation: ", &kiln_oxidation_models, model->oxidation);
    const double tenths_c = round(10 * model->active_at_c);
    if (model->diffusion != KILN_ABSENT_CHOICE && isfinite(tenths_c))
        text = kiln_report_text(scribe,
                                "%s. Active up to the solubility at %s \xc2\xb0"
                                "C.",
                                text, kiln_report_number(scribe, tenths_c / 10, 0));
    return text;
}
