/* A line of text with raised parts, such as 10^15 or cm^-3. */
#include "label.h"

#include "glyph.h"

#include <string.h>

static const char MINUS[] = "\xe2\x88\x92", ELLIPSIS[] = "\xe2\x80\xa6";

static void add_run(kiln_label *label, const char *text, size_t size, bool raised)
{
    if (size && label->count < KILN_RUNS_MAX)
        label->run[label->count++] = (kiln_label_run){text, size, raised};
}

void kiln_label_add(kiln_label *label, const char *text)
{
    if (text)
        add_run(label, text, strlen(text), false);
}

void kiln_label_unit(kiln_label *label, const char *unit)
{
    while (unit && *unit) {
        const size_t plain = strcspn(unit, "^");
        add_run(label, unit, plain, false);
        unit += plain;
        if (!*unit)
            return;
        const size_t sign = unit[1] == '-';
        const size_t digits = strspn(unit + 1 + sign, "0123456789");
        if (digits && sign)
            add_run(label, MINUS, sizeof MINUS - 1, true);
        add_run(label, digits ? unit + 1 + sign : unit, digits ? digits : 1, digits > 0);
        unit += digits ? 1 + sign + digits : 1;
    }
}

static double run_ems(const kiln_label_run *run)
{
    return (run->raised ? KILN_RAISED : 1) *
           kiln_text_width(run->text, run->size, kiln_width_ems);
}

double kiln_label_ems(const kiln_label *label)
{
    double ems = 0;
    for (size_t i = 0; i < label->count; i++)
        ems += run_ems(&label->run[i]);
    return ems;
}

void kiln_label_fit(kiln_label *label, double ems)
{
    if (kiln_label_ems(label) <= ems)
        return;
    double room = ems - 1; /* the ellipsis is up to an em */
    size_t kept = 0;
    while (kept + 1 < label->count && kept + 1 < KILN_RUNS_MAX &&
           run_ems(&label->run[kept]) <= room)
        room -= run_ems(&label->run[kept++]);
    kiln_label_run *last = &label->run[kept];
    last->size = kiln_text_fit(last->text, last->size, room / (last->raised ? KILN_RAISED : 1),
                               kiln_width_ems);
    while (last->size && last->text[last->size - 1] == ' ')
        last->size--;
    label->count = kept + 1 < KILN_RUNS_MAX ? kept + 1 : kept;
    add_run(label, ELLIPSIS, sizeof ELLIPSIS - 1, false);
}
