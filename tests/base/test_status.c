/* Statuses: the one list against what interfaces promise to scripts and clients. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/base/status.h"

#include <stdbool.h>
#include <string.h>

/* The contract of the command line and the HTTP API, written down a second time on purpose:
 * exit codes are sysexits.h's beyond 4, HTTP codes RFC 9110's. */
static const struct {
    kiln_status status;
    const char *name;
    int exit_code, http;
} CONTRACT[] = {
    {KILN_OK, "OK", 0, 200},
    {KILN_NO_CONVERGENCE, "NO_CONVERGENCE", 1, 422},
    {KILN_USAGE, "USAGE", 2, 400},
    {KILN_OUT_OF_BAND, "OUT_OF_BAND", 3, 200},
    {KILN_PARTIAL, "PARTIAL", 4, 200},
    {KILN_SYNTAX, "SYNTAX", 65, 400},
    {KILN_INVALID, "INVALID", 65, 422},
    {KILN_UNSUPPORTED, "UNSUPPORTED", 65, 422},
    {KILN_LIMIT, "LIMIT", 65, 413},
    {KILN_NOT_FOUND, "NOT_FOUND", 66, 404},
    {KILN_UNAVAILABLE, "UNAVAILABLE", 69, 503},
    {KILN_INTERNAL, "INTERNAL", 70, 500},
    {KILN_NO_MEMORY, "NO_MEMORY", 70, 503},
    {KILN_OUTPUT, "OUTPUT", 74, 500},
    {KILN_CANCELLED, "CANCELLED", 130, 503},
};
enum { CONTRACT_COUNT = sizeof CONTRACT / sizeof CONTRACT[0] };

/* Goal: every status has the name, exit code and HTTP status of the contract, and none is left
 * out of it. Why: scripts and clients branch on these numbers; a new row must be agreed on. */
static void every_status_is_as_promised(void **state)
{
    (void)state;
    assert_int_equal(CONTRACT_COUNT, KILN_STATUS_COUNT);
    for (size_t i = 0; i < CONTRACT_COUNT; i++) {
        assert_string_equal(kiln_status_name(CONTRACT[i].status), CONTRACT[i].name);
        assert_int_equal(kiln_status_exit_code(CONTRACT[i].status), CONTRACT[i].exit_code);
        assert_int_equal(kiln_status_http(CONTRACT[i].status), CONTRACT[i].http);
    }
}

/* Goal: the exit codes that the command line documents are all in use. Why: a code that nothing
 * can produce is a promise not kept. */
static void every_documented_exit_code_has_a_status(void **state)
{
    static const int DOCUMENTED[] = {0, 1, 2, 3, 4, 65, 66, 69, 70, 74, 130};
    (void)state;
    for (size_t i = 0; i < sizeof DOCUMENTED / sizeof DOCUMENTED[0]; i++) {
        bool found = false;
        for (int status = 0; status < KILN_STATUS_COUNT; status++)
            found = found || kiln_status_exit_code((kiln_status)status) == DOCUMENTED[i];
        assert_true(found);
    }
}

/* Goal: each status has words of its own. Why: they stand in messages and in the manual. */
static void words_tell_the_statuses_apart(void **state)
{
    (void)state;
    for (int a = 0; a < KILN_STATUS_COUNT; a++) {
        assert_true(strlen(kiln_status_words((kiln_status)a)) > 5);
        for (int b = 0; b < a; b++)
            assert_string_not_equal(kiln_status_words((kiln_status)a),
                                    kiln_status_words((kiln_status)b));
    }
}

/* Goal: a value off the list is told as a fault of ours. Why: it may come from a newer library,
 * and must not read past the table. */
static void a_status_off_the_list_is_internal(void **state)
{
    static const int OFF[] = {-1, KILN_STATUS_COUNT, 1 << 20};
    (void)state;
    for (size_t i = 0; i < sizeof OFF / sizeof OFF[0]; i++) {
        assert_string_equal(kiln_status_name((kiln_status)OFF[i]), "UNKNOWN");
        assert_string_equal(kiln_status_words((kiln_status)OFF[i]), "a status off the list");
        assert_int_equal(kiln_status_exit_code((kiln_status)OFF[i]), 70);
        assert_int_equal(kiln_status_http((kiln_status)OFF[i]), 500);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_is_as_promised),
        cmocka_unit_test(every_documented_exit_code_has_a_status),
        cmocka_unit_test(words_tell_the_statuses_apart),
        cmocka_unit_test(a_status_off_the_list_is_internal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
