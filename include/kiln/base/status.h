/* Statuses: one list feeds the enum, the names, the exit codes, the HTTP mapping and the
 * manual. */
#ifndef KILN_BASE_STATUS_H
#define KILN_BASE_STATUS_H

#if defined(_WIN32)
#define KILN_API
#else
#define KILN_API __attribute__((visibility("default")))
#endif

#if defined(__GNUC__)
#define KILN_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
#define KILN_PRINTF(format_at, first_at)
#endif

/*    name            HTTP exit  words */
#define KILN_STATUS_MAP(X)                                                   \
    X(OK, 200, 0, "success")                                                 \
    X(NO_CONVERGENCE, 422, 1, "the solver did not converge")                 \
    X(USAGE, 400, 2, "the request is not one Kiln knows")                    \
    X(OUT_OF_BAND, 200, 3, "a result is out of control or out of tolerance") \
    X(PARTIAL, 200, 4, "some rows failed")                                   \
    X(SYNTAX, 400, 65, "the text cannot be read")                            \
    X(INVALID, 422, 65, "the data breaks a documented rule")                 \
    X(UNSUPPORTED, 422, 65, "this is understood but not simulated yet")      \
    X(LIMIT, 413, 65, "the input is past a documented limit")                \
    X(NOT_FOUND, 404, 66, "no such thing")                                   \
    X(UNAVAILABLE, 503, 69, "a needed service is unavailable")               \
    X(INTERNAL, 500, 70, "a fault in Kiln itself")                           \
    X(NO_MEMORY, 503, 70, "out of memory")                                   \
    X(OUTPUT, 500, 74, "the output could not be written")                    \
    X(CANCELLED, 503, 130, "interrupted")

typedef enum kiln_status {
#define KILN_STATUS_ENUM(name, http, exit_code, words) KILN_##name,
    KILN_STATUS_MAP(KILN_STATUS_ENUM)
#undef KILN_STATUS_ENUM
        KILN_STATUS_COUNT
} kiln_status;

/* The status as scripts see it: "INVALID". Static text; "UNKNOWN" for a value off the list. */
KILN_API const char *kiln_status_name(kiln_status status);

/* The status in words: "the data breaks a documented rule". Static text. */
KILN_API const char *kiln_status_words(kiln_status status);

/* The process exit code, and the HTTP status code, that go with it. */
KILN_API int kiln_status_exit_code(kiln_status status);
KILN_API int kiln_status_http(kiln_status status);

#endif
