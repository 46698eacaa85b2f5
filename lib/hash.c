#include <openssl/evp.h>

#include "die.h"
#include "hash.h"

void
hash_hex(struct str s, char *hex)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (EVP_Digest(s.p, s.n, md, &n, EVP_sha256(), NULL) != 1 ||
	    n * 2 != HASH_HEX)
		die(GX_FAIL, "out of memory");
	for (unsigned i = 0; i < n; i++) {
		hex[2 * i] = digit[md[i] >> 4];
		hex[2 * i + 1] = digit[md[i] & 15];
	}
}
