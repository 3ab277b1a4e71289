/* A report as one HTML page. Its style and figures are inline, and its policy forbids anything
 * else, so that even an unescaped text could neither run nor load anything. */
#include "kiln/report/html.h"

#include "cell.h"
#include "markup.h"

static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1b1f24;--muted:#5b6470;--paper:#fff;--line:#dfe3e8;"
    "--card:#f6f8fa;--good:#0b6b42;--warning:#8a5a00;--bad:#b3261e}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#e8eaed;--muted:#a6afba;"
    "--paper:#14171c;--line:#2a2f37;--card:#1b1f26;--good:#5fd09a;--warning:#f0b849;"
    "--bad:#ff8a80}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 3rem;background:var(--paper);"
    "color:var(--ink);font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,"
    "\"Helvetica Neue\",Arial,\"Noto Sans\",sans-serif;overflow-wrap:anywhere}\n"
    "h1{margin:0;font-size:1.7rem;line-height:1.25}\n"
    "h2{margin:2.25rem 0 .75rem;font-size:1.15rem}\n"
    ".subtitle,footer,figcaption,small,.muted{color:var(--muted)}\n"
    ".subtitle{margin:.35rem 0 0}\n"
    ".facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));"
    "gap:.75rem;margin:1.5rem 0}\n"
    ".facts div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;"
    "padding:.7rem .9rem}\n"
    ".facts dt{color:var(--muted);font-size:.85rem}\n"
    ".facts dd{margin:0}\n"
    ".facts b{font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}\n"
    ".verdict{display:block;font-size:.85rem}\n"
    ".good{color:var(--good)}.warning{color:var(--warning)}.bad{color:var(--bad)}\n"
    ".strong,.bad{font-weight:600}\n"
    "figure{margin:1rem 0;overflow-x:auto}figcaption{font-size:.875rem;margin-top:.4rem}\n"
    ".kiln-chart{display:block;width:100%;min-width:34rem;height:auto}\n"
    ".scroll{overflow-x:auto}.scroll+.scroll{margin-top:1.25rem}\n"
    "table{border-collapse:collapse;font-size:.925rem}\n"
    "caption{text-align:left;font-weight:600;padding:.25rem 0}\n"
    "th,td{padding:.4rem 1.1rem .4rem 0;text-align:left;vertical-align:baseline;"
    "border-bottom:1px solid var(--line);overflow-wrap:break-word}\n"
    "thead th{font-weight:600;border-bottom:1.5px solid var(--muted)}\n"
    "th small{font-weight:400}\n"
    ".number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
    ".number span{display:inline-block;text-align:left}\n"
    "sup{font-size:.72em;line-height:0}\n"
    ".issues{padding:0;list-style:none}\n"
    ".issues li{border-left:.25rem solid currentColor;padding:.15rem 0 .15rem .75rem;"
    "margin:.6rem 0}\n"
    ".issues p{margin:0;color:var(--ink)}.issues .muted{color:var(--muted)}\n"
    "details{margin:1.5rem 0}summary{cursor:pointer;font-weight:600}\n"
    "code,pre{font-family:ui-monospace,\"SFMono-Regular\",Menlo,Consolas,monospace;"
    "font-size:.85rem}\n"
    "pre{background:var(--card);border:1px solid var(--line);border-radius:.5rem;"
    "padding:.9rem;overflow-x:auto;white-space:pre-wrap}\n"
    "footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.75rem;"
    "font-size:.85rem}\nfooter p{margin:.2rem 0}\n"
    "@page{margin:15mm}\n"
    "@media print{:root{font-size:9pt}body{max-width:none;padding:0}.kiln-chart{min-width:0}"
    "figure,.scroll{overflow:visible}"
    "figure,.facts div,tr,.issues li{break-inside:avoid}h2{break-after:avoid}"
    ".kiln-chart{print-color-adjust:exact}"
    "details::details-content{content-visibility:visible;height:auto}}\n";

static void put_element(kiln_sink *sink, const char *before, const char *text,
                        const char *after)
{
    if (!text)
        return;
    kiln_puts(sink, before);
    kiln_markup_text(sink, text);
    kiln_puts(sink, after);
}

void kiln_html_begin(kiln_sink *sink, const char *title, const char *subtitle)
{
    kiln_puts(sink,
              "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put_element(sink, "<title>", title, "</title>\n");
    kiln_puts(sink, "<style>\n");
    kiln_puts(sink, STYLE);
    kiln_puts(sink, "</style>\n</head>\n<body>\n");
    put_element(sink, "<h1>", title, "</h1>\n");
    put_element(sink, "<p class=\"subtitle\">", subtitle, "</p>\n");
}

void kiln_html_section(kiln_sink *sink, const char *heading)
{
    put_element(sink, "<h2>", heading, "</h2>\n");
}

void kiln_html_paragraph(kiln_sink *sink, const char *text)
{
    put_element(sink, "<p>", text, "</p>\n");
}

void kiln_html_facts(kiln_sink *sink, size_t count, const kiln_html_fact fact[])
{
    if (!count)
        return;
    kiln_puts(sink, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < count; i++) {
        put_element(sink, "<div><dt>", fact[i].label ? fact[i].label : "", "</dt><dd><b>");
        kiln_cell_write_html(&fact[i].value, 0, sink);
        kiln_puts(sink, "</b>");
        if (fact[i].unit) {
            kiln_puts(sink, " ");
            kiln_markup_unit(sink, fact[i].unit);
        }
        if (fact[i].verdict) {
            kiln_putf(sink, "<span class=\"verdict %s\">", kiln_tone_class(fact[i].value.tone));
            put_element(sink, "", fact[i].verdict, "</span>");
        }
        kiln_puts(sink, "</dd></div>\n");
    }
    kiln_puts(sink, "</dl>\n");
}

kiln_status kiln_html_table(kiln_sink *sink, const kiln_table *table)
{
    const kiln_status status = kiln_table_check(table);
    if (status)
        return status;
    kiln_puts(sink, "<div class=\"scroll\">\n");
    kiln_table_write_html(table, sink);
    kiln_puts(sink, "</div>\n");
    return sink->status;
}

kiln_status kiln_html_figure(kiln_sink *sink, const kiln_chart *chart, kiln_chart_size size,
                             const char *caption)
{
    kiln_puts(sink, "<figure>\n");
    const kiln_status status = kiln_chart_write_svg(chart, size, sink);
    put_element(sink, "<figcaption>", caption, "</figcaption>\n");
    kiln_puts(sink, "</figure>\n");
    return status ? status : sink->status;
}

void kiln_html_issues(kiln_sink *sink, size_t count, const kiln_html_issue issue[])
{
    if (!count)
        return;
    kiln_puts(sink, "<ul class=\"issues\">\n");
    for (size_t i = 0; i < count; i++) {
        const bool error = issue[i].severity == KILN_SEVERITY_ERROR;
        kiln_puts(sink, error ? "<li class=\"bad\">Error" : "<li class=\"warning\">Warning");
        put_element(sink, " <code>", issue[i].where, "</code>");
        put_element(sink, "<p>", issue[i].message, "</p>");
        put_element(sink, "<p class=\"muted\">", issue[i].mend, "</p>");
        kiln_puts(sink, "</li>\n");
    }
    kiln_puts(sink, "</ul>\n");
}

void kiln_html_details(kiln_sink *sink, const char *summary, const char *text)
{
    put_element(sink, "<details><summary>", summary ? summary : "", "</summary>\n<pre>");
    kiln_markup_block(sink, text ? text : "");
    kiln_puts(sink, "</pre></details>\n");
}

void kiln_html_end(kiln_sink *sink, size_t count, const char *const line[])
{
    kiln_puts(sink, count ? "<footer>\n" : "");
    for (size_t i = 0; i < count; i++)
        put_element(sink, "<p>", line[i], "</p>\n");
    kiln_puts(sink, count ? "</footer>\n" : "");
    kiln_puts(sink, "</body>\n</html>\n");
}
