/* Hashes: SHA-256 (FIPS 180-4, by OpenSSL) for identity and custody, a fast 64-bit one for tables and sketches. */
#ifndef HS_BASE_HASH_H
#define HS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint8_t b[32];
} hs_sha256;

hs_sha256 hs_sha256_of(const void *bytes, size_t n);
void hs_sha256_hex(const hs_sha256 *h, char out[65]);

/* Not for adversaries' collisions to matter: results are only ever used to find candidates. Same on every machine. */
uint64_t hs_hash64(const void *bytes, size_t n, uint64_t seed);
uint64_t hs_mix64(uint64_t x); /* the finaliser of SplitMix64 (Steele, Lea, Flood 2014) */

#endif
