/* Little-endian numbers of a file's bytes; 0 beyond its end. */
#ifndef HS_READ_LITTLE_H
#define HS_READ_LITTLE_H

#include "base/str.h"

static inline uint32_t hs_u8_at(hs_str s, uint64_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

static inline uint32_t hs_u16_at(hs_str s, uint64_t at)
{
    return at + 2 <= s.n ? hs_u8_at(s, at) | hs_u8_at(s, at + 1) << 8 : 0;
}

static inline uint32_t hs_u32_at(hs_str s, uint64_t at)
{
    return hs_u16_at(s, at) | hs_u16_at(s, at + 2) << 16;
}

#endif
