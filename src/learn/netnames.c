#include "learn/netnames.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/str.h"
#include "parse/netfeat.h"

static bool is_mark(char c)
{
    return c == '-' || c == '\'' || c == '.' || c == '&';
}

/* Length of the word that s begins with; apart: marks are words by themselves. */
static size_t word_of(hs_str s, bool apart)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ' ' && !(apart && is_mark(s.p[n]))) n++;
    return n ? n : 1;
}

static void add(hs_names *names, hs_str line, bool apart, uint32_t flag)
{
    uint64_t key = 0;
    uint32_t words = 0;
    while ((line = hs_str_trim(line)).n) {
        size_t n = word_of(line, apart);
        key = hs_net_list_key(key, hs_net_key_of((hs_str){line.p, n}));
        line.p += n;
        line.n -= n;
        words++;
    }
    if (words == 0 || words > HS_NET_LIST_WORDS) return;
    uint32_t *at = hs_map_at(&names->flags, (hs_str){(const char *)&key, sizeof key});
    *at = (*at == HS_MISSING ? 0 : *at) | flag;
}

static size_t upto(hs_str s, char c)
{
    const char *at = memchr(s.p, c, s.n);
    return at ? (size_t)(at - s.p) : s.n;
}

bool hs_names_read(hs_names *names, const char *path, uint32_t flag, hs_err *err)
{
    hs_buf file = {0};
    if (!hs_file_read(path, (size_t)1 << 26, &file, err)) return false;
    for (hs_str rest = {hs_buf_c(&file), file.n}; rest.n;) {
        size_t n = *rest.p == '#' ? upto(rest, '\n') : upto((hs_str){rest.p, upto(rest, '\n')}, ',');
        hs_str name = hs_str_trim((hs_str){rest.p, *rest.p == '#' ? 0 : n});
        n += n < rest.n;
        rest.p += n;
        rest.n -= n;
        add(names, name, false, flag);
        add(names, name, true, flag);
    }
    hs_buf_free(&file);
    return true;
}

void hs_names_finish(hs_names *names)
{
    uint32_t n = 1;
    while (n < 2 * names->flags.entries.n) n *= 2;
    names->n = n;
    names->slots = hs_calloc(n, sizeof *names->slots);
    for (uint32_t i = 0; i < names->flags.entries.n; i++) {
        uint64_t key;
        memcpy(&key, names->flags.entries.v[i].key.p, sizeof key);
        uint32_t at = (uint32_t)key & (n - 1);
        while (names->slots[at].row) at = (at + 1) & (n - 1);
        names->slots[at] = (hs_net_slot){(uint32_t)(key >> 32), names->flags.entries.v[i].value};
    }
}

void hs_names_free(hs_names *names)
{
    hs_map_free(&names->flags);
    free(names->slots);
}
