/* The kiln executable. */
#include "cli/dispatch.h"
#include "os/signal.h"
#include "os/stream.h"

int main(int argc, char *argv[])
{
    kiln_stream_guard();
    kiln_signal_catch();
    return kiln_dispatch(argc, (const char *const *)argv, (kiln_allocator){0});
}
