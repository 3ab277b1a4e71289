/* Each allocation of each command failed in turn. The arena is compiled
 * into this test with a block of memory for each object, whatever the build has. */
#define _XOPEN_SOURCE 700
#include "kiln/base/arena.h"

#include "cli/dispatch.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { NO_MEMORY_CODE = 70 };

/* Which allocations fail: the n-th, or the n-th and all after it. */
typedef enum failing { FAILS_ONCE, FAILS_FROM_THERE } failing;

typedef struct failing_allocator {
    failing mode;
    size_t at, calls, live;
} failing_allocator;

static void *allocate(void *context, size_t size)
{
    failing_allocator *allocator = context;
    const size_t call = ++allocator->calls;
    if (call == allocator->at || (allocator->mode == FAILS_FROM_THERE && call > allocator->at))
        return NULL;
    void *memory = malloc(size);
    assert_non_null(memory);
    allocator->live++;
    return memory;
}

static void release(void *context, void *memory)
{
    failing_allocator *allocator = context;
    allocator->live--;
    free(memory);
}

/* Where the outputs go, and the words that ask for them. */
typedef struct stage {
    char folder[PATH_MAX], recipe[PATH_MAX];
    char measured[PATH_MAX];   /* a recipe that names sims.csv */
    char implanted[PATH_MAX];  /* one with an implant, in a set that is based on another */
    char file[3][PATH_MAX];    /* outputs */
    int saved[3], captured[3]; /* descriptors 1 and 2 */
} stage;

static const char *source_root;

static void capture(stage *s, int fd, const char *name)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s.%s", s->folder, name);
    s->captured[fd] = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(s->captured[fd] >= 0);
    unlink(path);
    s->saved[fd] = dup(fd);
}

/* Writes a file into the folder and gives its path. */
static void put_file(const stage *s, const char *name, const char *text, char path[PATH_MAX])
{
    snprintf(path, PATH_MAX, "%.64s/%s", s->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int setup(void **state)
{
    char csv[PATH_MAX];
    static stage s;
    static const char *const NAMES[] = {"p.csv", "p.svg", "p.html"};
    snprintf(s.folder, sizeof s.folder, "/tmp/kiln-memory-XXXXXX");
    assert_non_null(mkdtemp(s.folder));
    for (int i = 0; i < 3; i++)
        snprintf(s.file[i], sizeof s.file[i], "%.64s/%s", s.folder, NAMES[i]);
    put_file(
        &s, "base.json",
        "{ \"recipe_id\": \"BASE\", \"description\": \"boron base\",\n"
        "\"substrate\": { \"dopant\": \"phosphorus\", \"conc_cm3\": 1e16 }, \"steps\": [\n"
        "{ \"type\": \"furnace\", \"name\": \"predeposition\", \"temp_c\": 950,\n"
        "  \"time_min\": 20, \"source\": { \"dopant\": \"B\", \"surface_conc_cm3\": 5e19 } },\n"
        "{ \"type\": \"furnace\", \"name\": \"drive-in\", \"segments\": [\n"
        "  { \"temp_c\": 1100, \"time_min\": 40, \"ambient\": \"n2\" },\n"
        "  { \"time_min\": 20, \"ambient\": \"dry_o2\", \"hcl_percent\": 3 } ] } ],\n"
        "\"targets\": { \"junction_depth_nm\": { \"target\": 1250, \"tolerance\": 100 } },\n"
        "\"model\": { \"diffusion\": \"constant\", \"solver\": \"closed_form\" } }",
        s.recipe);
    put_file(&s, "sims.csv", "depth_nm,conc_cm3\n0,1e18\n10,1e17\n20,1e16\n", csv);
    put_file(
        &s, "implanted.json",
        "{ \"steps\": [ { \"type\": \"implant\", \"species\": \"B\", \"energy_kev\": 30,\n"
        "\"dose_cm2\": 1e13 }, { \"type\": \"furnace\", \"temp_c\": 1000,\n"
        "\"time_min\": 0.1 } ], \"model\": { \"set\": \"supremiv\", \"tolerance\": 0.1 } }",
        s.implanted);
    put_file(&s, "r.json",
             "{ \"initial\": { \"dopant\": \"B\", \"file\": \"sims.csv\" }, \"steps\": [\n"
             "{ \"type\": \"furnace\", \"temp_c\": 900, \"time_min\": 10 } ] }",
             s.measured);
    capture(&s, STDOUT_FILENO, "out");
    capture(&s, STDERR_FILENO, "err");
    *state = &s;
    return 0;
}

static int teardown(void **state)
{
    stage *s = *state;
    char csv[PATH_MAX];
    snprintf(csv, sizeof csv, "%.64s/sims.csv", s->folder);
    unlink(csv);
    unlink(s->measured);
    unlink(s->implanted);
    unlink(s->recipe);
    return rmdir(s->folder); /* fails if anything else was left in it */
}

typedef struct line {
    int count;
    const char *word[12];
} line;

/* Runs a line with descriptors 1 and 2 going to the captures, emptied before. */
static int run(stage *s, const line *words, failing_allocator *allocator)
{
    const kiln_allocator hooks = {
        .allocate = allocate, .release = release, .context = allocator};
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        assert_int_equal(ftruncate(s->captured[fd], 0), 0);
        lseek(s->captured[fd], 0, SEEK_SET);
        dup2(s->captured[fd], fd);
    }
    const int code = kiln_dispatch(words->count, words->word, hooks);
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(s->saved[fd], fd);
    return code;
}

static off_t size_of(const stage *s, int fd)
{
    struct stat about;
    assert_int_equal(fstat(s->captured[fd], &about), 0);
    return about.st_size;
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A failed run is a clean one: 70, one problem that says so, nothing else anywhere. */
static void check_failure(stage *s, int code, const failing_allocator *allocator)
{
    char said[4096];
    if (code != NO_MEMORY_CODE)
        print_error("allocation %zu\n", allocator->at);
    assert_int_equal(code, NO_MEMORY_CODE);
    const ssize_t size = pread(s->captured[STDERR_FILENO], said, sizeof said - 1, 0);
    assert_true(size > 0);
    said[size] = '\0';
    assert_non_null(strstr(said, "urn:kiln:problem:no-memory"));
    assert_non_null(strstr(said, "out of memory"));
    assert_int_equal(size_of(s, STDOUT_FILENO), 0);
    for (int i = 0; i < 3; i++)
        assert_false(is_there(s->file[i]));
}

/* What of a run is walked whole: its beginning, the command's own, and its end, which has the
 * result. Between them the parameter set is read, the same in each. */
enum { OWN_FIRST = 500, OWN_LAST = 2500 };

/* How many allocations a run has in which none fails. */
static size_t count_of(stage *s, const line *words)
{
    failing_allocator allocator = {.at = SIZE_MAX};
    assert_int_equal(run(s, words, &allocator), 0);
    for (int i = 0; i < 3; i++)
        unlink(s->file[i]);
    return allocator.calls;
}

/* Fails one allocation after the other, or every `stride`-th while the set is read, until a run
 * has fewer; returns how many there are. */
static size_t walk(stage *s, const line *words, failing mode, size_t stride)
{
    const size_t count = count_of(s, words);
    for (size_t at = 1;; at += at > OWN_FIRST && at + OWN_LAST < count ? stride : 1) {
        failing_allocator allocator = {.mode = mode, .at = at};
        const int code = run(s, words, &allocator);
        assert_int_equal(allocator.live, 0);
        if (allocator.calls < at) {
            assert_int_equal(code, 0);
            assert_true(size_of(s, STDOUT_FILENO) > 0);
            assert_int_equal(size_of(s, STDERR_FILENO), 0);
            return at - 1;
        }
        check_failure(s, code, &allocator);
    }
}

/* kiln simulate with all that it can write. */
static line simulate_line(const stage *s)
{
    return (line){10,
                  {"kiln", "simulate", s->recipe, "--json", "--profile", s->file[0], "--plot",
                   s->file[1], "--report", s->file[2]}};
}

static void remove_outputs(const stage *s)
{
    for (int i = 0; i < 3; i++) {
        assert_true(is_there(s->file[i]));
        unlink(s->file[i]);
    }
}

/* Goal: each single allocation of a whole run may fail: exit code 70, a problem that says
 * "out of memory", no output, no file, nothing leaked; and the first run that nothing fails
 * in succeeds. Why: the path after a failure is one that nothing else walks. */
static void each_allocation_fails_once(void **state)
{
    stage *s = *state;
    const line words = simulate_line(s);
    const size_t count = walk(s, &words, FAILS_ONCE, 1);
    print_message("%zu allocations, each failed once\n", count);
    assert_true(count > 1000);
    remove_outputs(s);
}

/* Goal: the same when all allocations after it fail too. Why: telling of it takes none. */
static void memory_ends_at_each_allocation(void **state)
{
    stage *s = *state;
    const line words = simulate_line(s);
    assert_true(walk(s, &words, FAILS_FROM_THERE, 1) > 1000);
    remove_outputs(s);
}

/* Goal: the same for the commands that do more than simulate's own reading. Why: each has
 * its own allocations; of those that read the set, which simulate has had fail, some. */
static void other_commands(void **state)
{
    stage *s = *state;
    const line lines[] = {
        {7, {"kiln", "oxide", "--temp-c", "1000", "--target-nm", "50", "--json"}},
        {10,
         {"kiln", "irvin", "--dopant", "B", "--surface-conc-cm3=1e22", "--junction-depth-nm",
          "100", "--background-resistivity-ohm-cm", "5", "--json"}},
        {5, {"kiln", "recipe", "check", s->measured, "--json"}},
        {6, {"kiln", "recipe", "diff", s->recipe, s->recipe, "--json"}},
        {8, {"kiln", "recipe", "diff", s->recipe, s->recipe, "--plot", "/dev/null", "--json"}},
        {7, {"kiln", "simulate", s->recipe, "--steps", "--plot", "/dev/null", "--json"}},
        {4, {"kiln", "simulate", s->implanted, "--json"}},
        {7, {"kiln", "recipe", "diff", s->measured, s->recipe, "--no-run", "--json"}},
        {4, {"kiln", "recipe", "schema", "--json"}},
        {5, {"kiln", "model", "show", "boron", "--json"}},
        {5, {"kiln", "model", "cite", "oxidation.dry", "--json"}},
        {4, {"kiln", "completion", "bash", "--json"}},
        {4, {"kiln", "help", "oxide", "--json"}},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_true(walk(s, &lines[i], FAILS_ONCE, 7) > 0);
}

int main(int argc, char *argv[])
{
    source_root = argc > 1 ? argv[1] : ".";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_allocation_fails_once, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_ends_at_each_allocation, setup, teardown),
        cmocka_unit_test_setup_teardown(other_commands, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
