/* The floor of the system: digests, files in, files out, streams. */
#define _XOPEN_SOURCE 700
#include "os/digest.h"
#include "os/draft.h"
#include "os/file.h"
#include "os/signal.h"
#include "os/stream.h"
#include "os/terminal.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of its own for each test, which is left empty. */
typedef struct place {
    char folder[64], path[128];
    kiln_arena arena;
    kiln_diag diag;
} place;

static int setup(void **state)
{
    static place p;
    snprintf(p.folder, sizeof p.folder, "/tmp/kiln-os-XXXXXX");
    assert_non_null(mkdtemp(p.folder));
    snprintf(p.path, sizeof p.path, "%s/file", p.folder);
    kiln_arena_init(&p.arena, 0, (kiln_allocator){0});
    kiln_diag_init(&p.diag, NULL);
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    place *p = *state;
    kiln_arena_free(&p->arena);
    unlink(p->path);
    return rmdir(p->folder);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const place *p, const char *text)
{
    char read[256] = "";
    FILE *file = fopen(p->path, "rb");
    assert_non_null(file);
    read[fread(read, 1, sizeof read - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(read, text);
}

/* --- digest ------------------------------------------------------------------------------ */

static void write_abc(const void *what, kiln_sink *sink)
{
    kiln_puts(sink, what);
}

static void write_million(const void *what, kiln_sink *sink)
{
    for (int i = 0; i < 1000; i++)
        for (int j = 0; j < 1000; j++)
            kiln_puts(sink, what);
}

static void write_and_fail(const void *what, kiln_sink *sink)
{
    kiln_puts(sink, what);
    sink->status = KILN_INTERNAL;
}

/* Goal: SHA-256 as the standard has it. Why: hashes are compared with other programs'.
 * Source: NIST, FIPS 180-2 (2002), appendix B; of the empty text: NIST CAVP. */
static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    static const struct {
        void (*write)(const void *, kiln_sink *);
        const char *what, *digest;
    } ROW[] = {
        {write_abc, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {write_abc, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {write_abc, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {write_million, "a",
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char text[KILN_DIGEST_TEXT_MAX];
        assert_int_equal(kiln_digest_of(ROW[i].write, ROW[i].what, text), KILN_OK);
        assert_string_equal(text, ROW[i].digest);
    }
}

/* Goal: what could not be written whole has no digest. Why: half a document must not pass. */
static void a_failed_writer_has_no_digest(void **state)
{
    (void)state;
    char text[KILN_DIGEST_TEXT_MAX] = "untouched";
    assert_int_equal(kiln_digest_of(write_and_fail, "abc", text), KILN_INTERNAL);
    assert_string_equal(text, "untouched");
}

/* --- reading ----------------------------------------------------------------------------- */

/* Goal: a file at the limit is read, one byte past it is not. Why: a limit has two sides. */
static void a_file_is_read_up_to_its_limit(void **state)
{
    place *p = *state;
    const char *text = NULL;
    size_t size = 0;
    write_file(p->path, "12345678");
    assert_int_equal(kiln_file_read(p->path, 8, &p->arena, &text, &size, &p->diag), KILN_OK);
    assert_int_equal(size, 8);
    assert_string_equal(text, "12345678");
    text = NULL;
    assert_int_equal(kiln_file_read(p->path, 7, &p->arena, &text, &size, &p->diag), KILN_LIMIT);
    assert_null(text);
    assert_string_equal(p->diag.issue[0].source, p->path);
    assert_string_equal(p->diag.issue[0].bound, "at most 7 bytes");
}

/* Goal: an empty file is an empty text, not a failure. Why: who reads it says what is
 * missing. */
static void an_empty_file_is_an_empty_text(void **state)
{
    place *p = *state;
    const char *text = NULL;
    size_t size = 1;
    write_file(p->path, "");
    assert_int_equal(kiln_file_read(p->path, 8, &p->arena, &text, &size, &p->diag), KILN_OK);
    assert_int_equal(size, 0);
    assert_string_equal(text, "");
}

/* Goal: a pipe of unknown length arrives whole, over several growths of the room. Why: standard
 * input is one. */
static void a_pipe_is_read_to_its_end(void **state)
{
    enum { SIZE = 300000 };
    place *p = *state;
    const char *text = NULL;
    size_t size = 0;
    assert_int_equal(mkfifo(p->path, 0600), 0);
    const pid_t writer = fork();
    if (writer == 0) {
        FILE *pipe = fopen(p->path, "wb");
        for (int i = 0; i < SIZE; i++)
            putc('0' + i % 10, pipe);
        _exit(fclose(pipe));
    }
    assert_int_equal(kiln_file_read(p->path, SIZE, &p->arena, &text, &size, &p->diag), KILN_OK);
    assert_int_equal(size, SIZE);
    for (int i = 0; i < SIZE; i += 997)
        assert_int_equal(text[i], '0' + i % 10);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
}

/* Goal: each way a file cannot be read has its own words. Why: they are what a user sees
 * first. */
static void what_cannot_be_read_says_why(void **state)
{
    place *p = *state;
    char path[256];
    const char *text = NULL;
    size_t size = 0;
    write_file(p->path, "x");
    const struct {
        const char *path, *message, *mend;
    } ROW[] = {
        {"/fil", "no such file", "/file?"}, /* the nearest in the same folder */
        {"/other", "no such file", "check the path"},
        {"", "this is a folder", "give a file in it"},
        {"/file/below", "no such file", "check the path"},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        snprintf(path, sizeof path, "%s%s", p->folder, ROW[i].path);
        assert_int_equal(kiln_file_read(path, 8, &p->arena, &text, &size, &p->diag),
                         KILN_NOT_FOUND);
        assert_string_equal(p->diag.issue[i].message, ROW[i].message);
        assert_non_null(strstr(p->diag.issue[i].mend, ROW[i].mend));
    }
    assert_null(text);
}

/* --- writing ----------------------------------------------------------------------------- */

/* Goal: until the commit the target is as it was, and then it is new. Why: that is the
 * promise. */
static void a_draft_takes_the_place_of_the_file(void **state)
{
    place *p = *state;
    kiln_draft draft;
    write_file(p->path, "old");
    assert_int_equal(kiln_draft_write(&draft, p->path, "new", 3, &p->diag), KILN_OK);
    assert_holds(p, "old");
    assert_int_equal(kiln_draft_commit(&draft, &p->diag), KILN_OK);
    assert_holds(p, "new");
    kiln_draft_discard(&draft); /* nothing to do any more */
    assert_holds(p, "new");
}

/* Goal: a draft that is not wanted leaves nothing (the folder is empty at the end). Why: a run
 * that fails must not litter. */
static void a_discarded_draft_leaves_nothing(void **state)
{
    place *p = *state;
    kiln_draft draft;
    assert_int_equal(kiln_draft_write(&draft, p->path, "new", 3, &p->diag), KILN_OK);
    kiln_draft_discard(&draft);
    kiln_draft_discard(&draft);
    assert_int_equal(access(p->path, F_OK), -1);
}

/* Goal: two drafts of one folder do not meet. Why: several outputs are written before any is
 * put in place. */
static void drafts_do_not_meet(void **state)
{
    place *p = *state;
    kiln_draft a, b;
    assert_int_equal(kiln_draft_write(&a, p->path, "a", 1, &p->diag), KILN_OK);
    assert_int_equal(kiln_draft_write(&b, p->path, "b", 1, &p->diag), KILN_OK);
    assert_string_not_equal(a.temp, b.temp);
    assert_int_equal(kiln_draft_commit(&b, &p->diag), KILN_OK);
    assert_int_equal(kiln_draft_commit(&a, &p->diag), KILN_OK);
    assert_holds(p, "a");
}

/* Goal: a folder that came in the way between writing and commit stays, and the draft goes.
 * Why: the check before was true then. */
static void a_folder_in_the_way_stays(void **state)
{
    place *p = *state;
    kiln_draft draft;
    assert_int_equal(kiln_draft_write(&draft, p->path, "new", 3, &p->diag), KILN_OK);
    assert_int_equal(mkdir(p->path, 0700), 0);
    assert_int_equal(kiln_draft_commit(&draft, &p->diag), KILN_OUTPUT);
    assert_string_equal(p->diag.issue[0].source, p->path);
    assert_int_equal(rmdir(p->path), 0);
}

/* Goal: a folder that is not there, and a path too long, are failures that name the path. Why:
 * kiln_draft_write is called without a check too. */
static void a_draft_needs_a_folder(void **state)
{
    place *p = *state;
    kiln_draft draft;
    char path[KILN_FILE_PATH_MAX + 8];
    snprintf(path, sizeof path, "%s/no/file", p->folder);
    assert_int_equal(kiln_draft_write(&draft, path, "x", 1, &p->diag), KILN_OUTPUT);
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_int_equal(kiln_draft_write(&draft, path, "x", 1, &p->diag), KILN_OUTPUT);
    assert_int_equal(kiln_draft_check(path, 0, NULL, "--plot", &p->diag), KILN_OUTPUT);
    assert_string_equal(p->diag.issue[2].pointer, "--plot");
}

/* --- streams ----------------------------------------------------------------------------- */

/* Goal: what is written arrives whole and in order, in pieces smaller and larger than the
 * buffer. Why: both ways through the buffer differ. */
static void a_stream_delivers_everything(void **state)
{
    static char big[20000];
    place *p = *state;
    kiln_stream stream = {.output = KILN_STDERR};
    kiln_sink sink = kiln_stream_sink(&stream);
    const int saved = dup(STDERR_FILENO);
    const int file = open(p->path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    memset(big, 'b', sizeof big);
    dup2(file, STDERR_FILENO);
    for (int i = 0; i < 3000; i++)
        kiln_puts(&sink, "abcde");
    kiln_put(&sink, big, sizeof big);
    kiln_puts(&sink, "end");
    const kiln_status status = kiln_stream_end(&stream, &p->diag);
    dup2(saved, STDERR_FILENO);
    close(saved);
    assert_int_equal(status, KILN_OK);
    const char *text = NULL;
    size_t size = 0;
    assert_int_equal(kiln_file_read(p->path, 1 << 20, &p->arena, &text, &size, &p->diag),
                     KILN_OK);
    close(file);
    assert_int_equal(size, 15000 + sizeof big + 3);
    assert_memory_equal(text + 14995, "abcdebb", 7);
    assert_string_equal(text + size - 4, "bend");
}

/* Goal: elsewhere than on a terminal there is no colour and a width of 80. Why: logs. */
static void what_is_no_terminal_is_plain(void **state)
{
    place *p = *state;
    const int saved = dup(STDERR_FILENO);
    const int file = open(p->path, O_RDWR | O_CREAT, 0600);
    dup2(file, STDERR_FILENO);
    const bool terminal = kiln_terminal_is(KILN_STDERR),
               colour = kiln_terminal_colour(KILN_STDERR);
    const size_t width = kiln_terminal_width(KILN_STDERR);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(file);
    assert_false(terminal);
    assert_false(colour);
    assert_int_equal(width, KILN_WIDTH_ELSEWHERE);
}

/* Goal: a first signal is noted, a second one ends the process. Why: a run that does not listen
 * must still be stopped. */
static void a_second_signal_ends_the_process(void **state)
{
    (void)state;
    const pid_t child = fork();
    if (child == 0) {
        kiln_signal_catch();
        if (kiln_signal_came(NULL))
            _exit(1);
        raise(SIGTERM);
        if (!kiln_signal_came(NULL))
            _exit(2);
        raise(SIGTERM);
        _exit(3);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(a_failed_writer_has_no_digest),
        cmocka_unit_test_setup_teardown(a_file_is_read_up_to_its_limit, setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_file_is_an_empty_text, setup, teardown),
        cmocka_unit_test_setup_teardown(a_pipe_is_read_to_its_end, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_says_why, setup, teardown),
        cmocka_unit_test_setup_teardown(a_draft_takes_the_place_of_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(a_discarded_draft_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(drafts_do_not_meet, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_in_the_way_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(a_draft_needs_a_folder, setup, teardown),
        cmocka_unit_test_setup_teardown(a_stream_delivers_everything, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_terminal_is_plain, setup, teardown),
        cmocka_unit_test(a_second_signal_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
