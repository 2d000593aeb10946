#include "read/cfb.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER = 512, ENTRY = 128, MINI_SHIFT = 6, MINI_CUTOFF = 4096, MOST_ENTRIES = 200000, IN_HEADER = 109 };
#define END_OF_CHAIN 0xFFFFFFFAU /* this and above are no sectors */

static const char magic[8] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static uint32_t u16_at(hs_str s, size_t at)
{
    return at + 2 <= s.n ? (uint32_t)(unsigned char)s.p[at] | (uint32_t)(unsigned char)s.p[at + 1] << 8 : 0;
}

static uint32_t u32_at(hs_str s, size_t at)
{
    return u16_at(s, at) | u16_at(s, at + 2) << 16;
}

/* The bytes of a sector, fewer at the file's end; empty where it is beyond. */
static hs_str sector(const hs_cfb *c, uint32_t n)
{
    uint64_t at = ((uint64_t)n + 1) << c->shift, size = (uint64_t)1 << c->shift;
    if (n >= END_OF_CHAIN || at >= c->raw.n) return (hs_str){"", 0};
    return (hs_str){c->raw.p + at, c->raw.n - at < size ? (size_t)(c->raw.n - at) : (size_t)size};
}

static void add_fat(hs_cfb *c, uint32_t n, uint32_t most)
{
    hs_str s = sector(c, n);
    for (size_t i = 0; i + 4 <= s.n && c->fat.n < most; i += 4) *HS_PUSH(c->fat) = u32_at(s, i);
}

static void load_fat(hs_cfb *c)
{
    uint32_t most = (uint32_t)(c->raw.n >> c->shift) + 1, left = most;
    for (uint32_t i = 0; i < IN_HEADER; i++)
        if (u32_at(c->raw, 76 + i * 4) < END_OF_CHAIN) add_fat(c, u32_at(c->raw, 76 + i * 4), most);
    for (uint32_t next = u32_at(c->raw, 68); next < END_OF_CHAIN && left; left--) {
        hs_str s = sector(c, next);
        if (s.n < (size_t)1 << c->shift) break;
        for (size_t i = 0; i + 8 <= s.n; i += 4)
            if (u32_at(s, i) < END_OF_CHAIN) add_fat(c, u32_at(s, i), most);
        next = u32_at(s, s.n - 4);
    }
}

static bool read_chain(const hs_cfb *c, uint32_t start, uint64_t size, hs_buf *out)
{
    uint32_t left = c->fat.n;
    while (size && start < c->fat.n && left--) {
        hs_str s = sector(c, start);
        if (s.n > size) s.n = (size_t)size;
        hs_buf_add(out, s.p, s.n);
        size -= s.n;
        if (!s.n) break;
        start = c->fat.v[start];
    }
    return size == 0;
}

static void take_entry(hs_cfb *c, hs_str s)
{
    hs_cfb_entry *e = HS_PUSH(c->entries);
    hs_buf name = {0};
    uint32_t n = u16_at(s, 64);
    for (size_t i = 0; i + 2 < n && i < 62; i += 2) hs_utf8_put(&name, u16_at(s, i));
    if (name.n < sizeof e->name) memcpy(e->name, hs_buf_c(&name), name.n + 1);
    hs_buf_free(&name);
    e->type = (unsigned char)s.p[66];
    e->left = u32_at(s, 68);
    e->right = u32_at(s, 72);
    e->child = u32_at(s, 76);
    e->start = u32_at(s, 116);
    e->size = u32_at(s, 120) | (c->shift > 9 ? (uint64_t)u32_at(s, 124) << 32 : 0);
}

bool hs_cfb_is(hs_str raw)
{
    return raw.n >= HEADER && !memcmp(raw.p, magic, sizeof magic);
}

bool hs_cfb_open(hs_str raw, hs_cfb *c)
{
    hs_buf directory = {0};
    *c = (hs_cfb){.raw = raw, .shift = u16_at(raw, 30)};
    if (!hs_cfb_is(raw) || (c->shift != 9 && c->shift != 12)) return false;
    load_fat(c);
    read_chain(c, u32_at(raw, 48), (uint64_t)MOST_ENTRIES * ENTRY, &directory);
    for (size_t at = 0; at + ENTRY <= directory.n; at += ENTRY) take_entry(c, (hs_str){directory.p + at, ENTRY});
    hs_buf_free(&directory);
    if (!c->entries.n) {
        hs_cfb_close(c);
        return false;
    }
    read_chain(c, u32_at(raw, 60), raw.n, &c->mini_fat);
    read_chain(c, c->entries.v[0].start, c->entries.v[0].size < raw.n ? c->entries.v[0].size : raw.n, &c->mini);
    return true;
}

void hs_cfb_close(hs_cfb *c)
{
    HS_VEC_FREE(c->fat);
    HS_VEC_FREE(c->entries);
    hs_buf_free(&c->mini_fat);
    hs_buf_free(&c->mini);
}

void hs_cfb_members(const hs_cfb *c, uint32_t storage, uint8_t *seen, hs_cfb_list *out)
{
    hs_cfb_list above = {0};
    uint32_t at = storage < c->entries.n ? c->entries.v[storage].child : UINT32_MAX;
    for (;;) {
        if (at < c->entries.n && !seen[at]) {
            seen[at] = 1;
            *HS_PUSH(above) = at;
            at = c->entries.v[at].left;
        } else if (above.n) {
            at = above.v[--above.n];
            *HS_PUSH(*out) = at;
            at = c->entries.v[at].right;
        } else {
            break;
        }
    }
    HS_VEC_FREE(above);
}

static bool is_called(const hs_cfb *c, uint32_t i, const char *name)
{
    return c->entries.v[i].type == HS_CFB_STREAM && !strcmp(c->entries.v[i].name, name);
}

static uint32_t at_the_top(const hs_cfb *c, const char *name)
{
    uint8_t *seen = hs_calloc(c->entries.n, 1);
    hs_cfb_list top = {0};
    uint32_t found = UINT32_MAX;
    hs_cfb_members(c, 0, seen, &top);
    for (uint32_t i = 0; i < top.n && found == UINT32_MAX; i++)
        if (is_called(c, top.v[i], name)) found = top.v[i];
    HS_VEC_FREE(top);
    free(seen);
    return found;
}

bool hs_cfb_has(const hs_cfb *c, const char *name)
{
    return at_the_top(c, name) != UINT32_MAX;
}

uint32_t hs_cfb_find(const hs_cfb *c, const char *name)
{
    uint32_t found = at_the_top(c, name);
    for (uint32_t i = 0; i < c->entries.n && found == UINT32_MAX; i++)
        if (is_called(c, i, name)) found = i;
    return found;
}

static bool read_mini(const hs_cfb *c, uint32_t start, uint64_t size, hs_buf *out)
{
    size_t left = c->mini.n >> MINI_SHIFT;
    while (size && left--) {
        size_t at = (size_t)start << MINI_SHIFT;
        if (start >= END_OF_CHAIN || at >= c->mini.n) break;
        size_t n = c->mini.n - at < 1 << MINI_SHIFT ? c->mini.n - at : 1 << MINI_SHIFT;
        if (n > size) n = (size_t)size;
        hs_buf_add(out, c->mini.p + at, n);
        size -= n;
        if ((uint64_t)start * 4 + 4 > c->mini_fat.n) break;
        start = u32_at((hs_str){c->mini_fat.p, c->mini_fat.n}, (size_t)start * 4);
    }
    return size == 0;
}

bool hs_cfb_read(const hs_cfb *c, uint32_t entry, size_t most, hs_buf *out)
{
    if (entry >= c->entries.n) return false;
    const hs_cfb_entry *e = &c->entries.v[entry];
    uint64_t size = e->size < most ? e->size : most;
    bool whole = e->size < MINI_CUTOFF ? read_mini(c, e->start, size, out) : read_chain(c, e->start, size, out);
    return whole && size == e->size;
}
