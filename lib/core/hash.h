/*
 * hash: SHA-256.  Floor 3.  The only owner of <openssl/sha.h> (libcrypto).
 */
#ifndef GX_HASH_H
#define GX_HASH_H

#include "core/buf.h"

enum { HASH_HEX = 64 };

/* Writes the SHA-256 of s as HASH_HEX lower-case hex digits, no NUL. */
void hash_hex(struct str s, char *hex);

#endif
