/* The plain functions, not EVP: those allocate, crash inside libcrypto when
 * memory is short at their first call, and double the time to start. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "core/hash.h"

void
hash_hex(struct str s, char *hex)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char md[SHA256_DIGEST_LENGTH];
	SHA256_CTX state;

	SHA256_Init(&state);
	SHA256_Update(&state, s.p, s.n);
	SHA256_Final(md, &state);
	for (size_t i = 0; i < sizeof md; i++) {
		hex[2 * i] = digit[md[i] >> 4];
		hex[2 * i + 1] = digit[md[i] & 15];
	}
}
