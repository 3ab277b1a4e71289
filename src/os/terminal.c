/* Terminals: whether there is one, how wide, and whether colour is wanted. */
#define _DEFAULT_SOURCE
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool kiln_terminal_is(kiln_output output)
{
    return isatty((int)output) == 1;
}

size_t kiln_terminal_width(kiln_output output)
{
    struct winsize size = {0};
    if (!kiln_terminal_is(output) || ioctl((int)output, TIOCGWINSZ, &size) != 0)
        return KILN_WIDTH_ELSEWHERE;
    return size.ws_col ? size.ws_col : KILN_WIDTH_ELSEWHERE;
}

bool kiln_terminal_colour(kiln_output output)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return kiln_terminal_is(output) && (!no_colour || !no_colour[0]) && term &&
           strcmp(term, "dumb") != 0;
}
