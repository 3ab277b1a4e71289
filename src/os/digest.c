/* SHA-256 by libcrypto: the only file that knows OpenSSL. */
#include "digest.h"

#include <openssl/evp.h>
#include <stdio.h>

kiln_status kiln_digest_begin(kiln_digest *digest)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context)
        return KILN_NO_MEMORY;
    if (EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        return KILN_NO_MEMORY;
    }
    digest->state = context;
    return KILN_OK;
}

static kiln_status digest_write(void *context, const char *data, size_t size)
{
    const kiln_digest *digest = context;
    return EVP_DigestUpdate(digest->state, data, size) == 1 ? KILN_OK : KILN_INTERNAL;
}

kiln_sink kiln_digest_sink(kiln_digest *digest)
{
    return (kiln_sink){.write = digest_write, .context = digest};
}

kiln_status kiln_digest_end(kiln_digest *digest, char text[KILN_DIGEST_TEXT_MAX])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const int done = EVP_DigestFinal_ex(digest->state, bytes, &size);
    EVP_MD_CTX_free(digest->state);
    digest->state = NULL;
    if (done != 1 || 2 * size + 1 != KILN_DIGEST_TEXT_MAX)
        return KILN_INTERNAL;
    for (unsigned i = 0; i < size; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    return KILN_OK;
}
