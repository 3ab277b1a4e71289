/* Signals as a flag that is asked for. */
#define _POSIX_C_SOURCE 200809L
#include "signal.h"

#include <signal.h>
#include <stddef.h>

/* A handler can reach nothing else. */
static volatile sig_atomic_t came;

static void note(int number)
{
    (void)number;
    came = 1;
}

void kiln_signal_catch(void)
{
    static const int STOPS[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note};
    /* One shot, so that a second signal is not caught; no SA_RESTART, so that a read ends. */
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    for (unsigned i = 0; i < sizeof STOPS / sizeof STOPS[0]; i++)
        sigaction(STOPS[i], &action, NULL);
    action = (struct sigaction){.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, NULL);
}

bool kiln_signal_came(void *context)
{
    (void)context;
    return came != 0;
}
