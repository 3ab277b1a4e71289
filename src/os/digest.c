/* SHA-256 by libcrypto: the only file that knows OpenSSL. Its plain functions and not EVP,
 * which for one hash reads the system's openssl.cnf and takes some 4900 blocks of memory,
 * each of which could fail. */
#define OPENSSL_API_COMPAT 0x10101000L
#include "digest.h"

#include <openssl/sha.h>
#include <stdio.h>

static kiln_status digest_write(void *context, const char *data, size_t size)
{
    return SHA256_Update(context, data, size) == 1 ? KILN_OK : KILN_INTERNAL;
}

kiln_status kiln_digest_of(void (*write)(const void *what, kiln_sink *sink), const void *what,
                           char text[KILN_DIGEST_TEXT_MAX])
{
    SHA256_CTX state;
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    if (SHA256_Init(&state) != 1)
        return KILN_INTERNAL;
    kiln_sink sink = {.write = digest_write, .context = &state};
    write(what, &sink);
    if (sink.status != KILN_OK)
        return sink.status;
    if (SHA256_Final(bytes, &state) != 1)
        return KILN_INTERNAL;
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    return KILN_OK;
}
