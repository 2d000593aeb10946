#include "base/hash.h"

#include "base/mem.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

hs_sha256 hs_sha256_of(const void *bytes, size_t n)
{
    hs_sha256 h;
    if (!SHA256(bytes, n, h.b)) hs_no_memory("for a SHA-256"); /* what is no hash must never be stored */
    return h;
}

void hs_sha256_hex(const hs_sha256 *h, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 32; i++) {
        out[2 * i] = digits[h->b[i] >> 4];
        out[2 * i + 1] = digits[h->b[i] & 15];
    }
    out[64] = '\0';
}

uint64_t hs_mix64(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* Reads little-endian words byte by byte, so that every machine gives the same number. */
static uint64_t word(const unsigned char *p, size_t n)
{
    uint64_t w = 0;
    for (size_t i = 0; i < n; i++) w |= (uint64_t)p[i] << (8 * i);
    return w;
}

uint64_t hs_hash64(const void *bytes, size_t n, uint64_t seed)
{
    const unsigned char *p = bytes;
    uint64_t h = hs_mix64(seed + 0x9E3779B97F4A7C15u) ^ n;
    for (; n >= 8; p += 8, n -= 8) h = hs_mix64(h ^ word(p, 8)) * 0x9E3779B97F4A7C15u;
    return hs_mix64(h ^ word(p, n));
}
