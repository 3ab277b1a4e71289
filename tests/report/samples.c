/* Writes every kind of document that report makes into a folder, for test_documents.py:
 * samples FOLDER. */
#include "kiln/report.h"
#include "report/gallery.h"
#include "report/wafer.h"

#include <stdio.h>

static kiln_status write_file(void *context, const char *data, size_t size)
{
    return fwrite(data, 1, size, context) == size ? KILN_OK : KILN_OUTPUT;
}

static FILE *open_sample(const char *folder, const char *kind, size_t number, const char *type)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s-%02zu.%s", folder, kind, number, type);
    FILE *file = fopen(path, "wb");
    if (!file)
        perror(path);
    return file;
}

/* Takes over the file; counts what failed. */
static int close_sample(FILE *file, kiln_status status)
{
    return fclose(file) != 0 || status != KILN_OK;
}

static int write_charts(const char *folder)
{
    static const kiln_chart_size SIZE[] = {{760, 480}, {240, 240}};
    size_t count;
    int failed = 0;
    const gallery_item *item = gallery(&count);
    for (size_t i = 0; i < 2 * count; i++) {
        FILE *file = open_sample(folder, "chart", i, "svg");
        if (!file)
            return 1;
        kiln_sink sink = {.write = write_file, .context = file};
        const kiln_status status = kiln_chart_write_svg(&item[i / 2].chart, SIZE[i % 2], &sink);
        failed += close_sample(file, status);
    }
    return failed;
}

/* One page a hostile name, the name in every place. */
static int write_pages(const char *folder)
{
    static wafer made;
    int failed = 0;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        kiln_arena arena;
        kiln_arena_init(&arena, 0, (kiln_allocator){0});
        wafer_make(&made, 2000);
        made.result.recipe_id = made.result.run_id = made.warning[0].message = HOSTILE[i];
        made.warning[0].pointer = made.warning[0].mend = made.step[0].name = HOSTILE[i];
        made.model.set = made.model.sha256 = made.verdict[2].reason = HOSTILE[i];
        const kiln_report report = {.result = &made.result,
                                    .description = HOSTILE[i],
                                    .recipe_text = HOSTILE[i],
                                    .program = HOSTILE[i],
                                    .citation_count = 1,
                                    .citation = &HOSTILE[i]};
        FILE *page = open_sample(folder, "page", i, "html");
        FILE *figure = open_sample(folder, "result", i, "svg");
        if (!page || !figure)
            return 1;
        kiln_sink sink = {.write = write_file, .context = page};
        failed += close_sample(page, kiln_report_result_html(&report, &arena, &sink));
        sink = (kiln_sink){.write = write_file, .context = figure};
        failed += close_sample(
            figure, kiln_report_result_svg(&report, kiln_chart_default_size(), &arena, &sink));
        kiln_arena_free(&arena);
    }
    return failed;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: samples FOLDER\n");
        return 2;
    }
    return write_charts(argv[1]) + write_pages(argv[1]) > 0;
}
