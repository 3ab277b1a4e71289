/* Progress, and being told to stop. */
#define _XOPEN_SOURCE 700
#include "cli/dispatch.h"
#include "cli/progress.h"
#include "os/signal.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT_MAX = 256, INTERRUPTED_CODE = 130 };

static const char *source_root;

/* Standard error goes to a pipe until it is taken back, with what was written. */
typedef struct capture {
    int saved, pipe[2];
} capture;

static void capture_begin(capture *c)
{
    c->saved = dup(STDERR_FILENO);
    assert_int_equal(pipe(c->pipe), 0);
    dup2(c->pipe[1], STDERR_FILENO);
}

static void capture_end(capture *c, char text[TEXT_MAX])
{
    dup2(c->saved, STDERR_FILENO);
    close(c->saved);
    close(c->pipe[1]);
    const ssize_t size = read(c->pipe[0], text, TEXT_MAX - 1);
    close(c->pipe[0]);
    text[size > 0 ? size : 0] = '\0';
}

/* What two ticks in a row say of a run that began some seconds ago, and its end. */
static void tick_twice(kiln_progress_style style, double ago_s, char text[TEXT_MAX])
{
    capture c;
    kiln_progress progress = kiln_progress_start(style);
    progress.from_s -= ago_s;
    capture_begin(&c);
    const bool stop = kiln_progress_tick(&progress) || kiln_progress_tick(&progress);
    kiln_progress_end(&progress);
    capture_end(&c, text);
    assert_false(stop);
}

/* Goal: a short run says nothing; a long one tells its time, not at every tick, in the form
 * asked for; what is no terminal gets nothing unasked. Why: scripts read standard error too. */
static void a_long_run_tells_its_time(void **state)
{
    (void)state;
    static const struct {
        kiln_progress_style style;
        double ago_s;
        const char *text;
    } ROW[] = {
        {KILN_PROGRESS_JSON, 0, ""},
        {KILN_PROGRESS_JSON, 2.5, "{\"event\":\"progress\",\"elapsed_s\":2.5}\n"},
        {KILN_PROGRESS_LINE, 2.5, "\rkiln: running for 2.5 s\r\033[K"},
        {KILN_PROGRESS_LINE, 0, ""},
        {KILN_PROGRESS_NONE, 2.5, ""},
    };
    char text[TEXT_MAX];
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        tick_twice(ROW[i].style, ROW[i].ago_s, text);
        assert_string_equal(text, ROW[i].text);
    }
    capture c; /* auto, with standard error going to a pipe */
    capture_begin(&c);
    const kiln_progress progress = kiln_progress_start(KILN_PROGRESS_AUTO);
    capture_end(&c, text);
    assert_int_equal(progress.style, KILN_PROGRESS_NONE);
}

/* Goal: an interrupt ends a command line with 130, with no file. Why: the flag is asked in
 * several places, and any of them must lead there. */
static void an_interrupt_ends_with_130(void **state)
{
    (void)state;
    char folder[] = "/tmp/kiln-stop-XXXXXX", recipe[PATH_MAX], file[64];
    assert_non_null(mkdtemp(folder));
    snprintf(recipe, sizeof recipe, "%.3000s/data/recipes/boron-base.json", source_root);
    snprintf(file, sizeof file, "%s/p.csv", folder);
    const pid_t child = fork();
    if (child == 0) {
        const char *const word[] = {"kiln", "simulate", recipe, "--profile", file};
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        kiln_signal_catch();
        raise(SIGINT);
        kiln_progress progress = kiln_progress_start(KILN_PROGRESS_NONE);
        if (!kiln_progress_tick(&progress))
            _exit(1);
        _exit(kiln_dispatch(5, word, (kiln_allocator){0}));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), INTERRUPTED_CODE);
    assert_int_equal(rmdir(folder), 0); /* it is empty */
}

int main(int argc, char *argv[])
{
    source_root = argc > 1 ? argv[1] : ".";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_run_tells_its_time),
        cmocka_unit_test(an_interrupt_ends_with_130),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
