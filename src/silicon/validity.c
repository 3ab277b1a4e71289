/* Ranges of validity: noted once a property. */
#include "kiln/silicon/validity.h"

#include "kiln/base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How far past a bound rounding alone may put a value: K to C and back. */
#define ROUNDING 1e-9
/* Temperatures, but neither pressures nor percents. */
#define WHOLE_MIN 100

bool kiln_validity_check(kiln_validity *validity, const kiln_range *range, double value)
{
    const double slack = ROUNDING * (fabs(range->low) + fabs(range->high));
    if (value >= range->low - slack && value <= range->high + slack)
        return false;
    if (!validity)
        return true;
    size_t i = 0;
    while (i < validity->count && strcmp(validity->note[i].range.what, range->what) != 0)
        i++;
    if (i == KILN_VALIDITY_MAX)
        return true;
    kiln_validity_note *note = &validity->note[i];
    if (i == validity->count) {
        validity->count++;
        *note = (kiln_validity_note){.range = *range, .least = value, .most = value};
    }
    note->least = fmin(note->least, value);
    note->most = fmax(note->most, value);
    return true;
}

/* value to six digits, without zeros at the end. */
static void put_value(double value, char text[KILN_NUMBER_TEXT_MAX])
{
    enum { DIGITS = 6 };
    double rounded = value;
    const size_t size = kiln_number_write_digits(value, DIGITS, text);
    kiln_number_read(text, size, &rounded);
    kiln_number_write(rounded, text);
}

/* "750", or "650..780". */
static void put_span(double from, double to, char *text, size_t size)
{
    char low[KILN_NUMBER_TEXT_MAX], high[KILN_NUMBER_TEXT_MAX];
    put_value(from, low);
    put_value(to, high);
    snprintf(text, size, strcmp(low, high) == 0 ? "%s" : "%s..%s", low, high);
}

/* The values that were outside. Where a ramp left them is a matter of the solver's steps: from
 * 100 on they are told as whole numbers around them. */
static void put_outside(const kiln_validity_note *note, char *text, size_t size)
{
    const bool whole = note->least >= WHOLE_MIN && note->least < note->most;
    put_span(whole ? floor(note->least + ROUNDING * note->least) : note->least,
             whole ? ceil(note->most - ROUNDING * note->most) : note->most, text, size);
}

void kiln_validity_warn(const kiln_validity *validity, const char *pointer, kiln_diag *diag)
{
    for (size_t i = 0; i < validity->count; i++) {
        const kiln_validity_note *note = &validity->note[i];
        const kiln_range *range = &note->range;
        kiln_issue issue = {
            .severity = KILN_SEVERITY_WARNING,
            .status = KILN_OK,
            .mend =
                "take the result with care, or give measured parameters by model.overrides"};
        const bool point = !(range->low < range->high);
        put_outside(note, issue.given, sizeof issue.given);
        put_span(range->low, range->high, issue.bound, sizeof issue.bound);
        snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
        snprintf(issue.unit, sizeof issue.unit, "%s", range->unit);
        snprintf(issue.message, sizeof issue.message, "%s %s %s is %s %.72s %s, where %s holds",
                 range->quantity, issue.given, range->unit, point ? "not" : "outside",
                 issue.bound, range->unit, range->what);
        kiln_diag_add(diag, &issue);
    }
}
