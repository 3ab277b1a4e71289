/* Being told to stop. */
#ifndef KILN_OS_SIGNAL_H
#define KILN_OS_SIGNAL_H

#include <stdbool.h>

/* From here on SIGINT, SIGTERM and SIGHUP ask for a clean end: the first sets a flag, a second
 * one ends the process at once. A closed pipe shows as a failed write, not as SIGPIPE. */
void kiln_signal_catch(void);
/* Whether one has come. context is not looked at, so that it fits kiln_run_options. */
bool kiln_signal_came(void *context);

#endif
