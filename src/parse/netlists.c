#include "parse/netlists.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "parse/netfeat.h"

uint64_t hs_net_list_key(uint64_t so_far, uint64_t word)
{
    return hs_mix64(so_far ^ word);
}

static uint32_t flags_of(const hs_net_lists *lists, uint64_t key)
{
    uint32_t at = (uint32_t)key & lists->mask, check = (uint32_t)(key >> 32);
    for (uint32_t i = 0; i <= lists->mask && lists->slots[at].row; i++, at = (at + 1) & lists->mask)
        if (lists->slots[at].check == check) return lists->slots[at].row;
    return 0;
}

static bool capitalised(hs_str w)
{
    size_t at = 0;
    return w.n > 1 && hs_uc_upper(hs_utf8_next(w, &at));
}

void hs_net_initials(const hs_str *words, uint32_t n, uint8_t *flags)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        hs_str w = words[i];
        bool initial = w.n == 2 && w.p[0] >= 'A' && w.p[0] <= 'Z' && w.p[1] == '.';
        if (initial && !flags[i] && capitalised(words[i + 1])) flags[i] = HS_NET_GIVEN;
    }
}

void hs_net_listed(const hs_net_lists *lists, const hs_str *words, uint32_t n, uint8_t *flags)
{
    memset(flags, 0, n);
    for (uint32_t i = 0; i < n && lists->mask;) {
        uint32_t most = n - i < HS_NET_LIST_WORDS ? n - i : HS_NET_LIST_WORDS, found = 0, length = 1;
        uint64_t key = 0;
        for (uint32_t k = 0; k < most && capitalised(words[i]); k++) {
            key = hs_net_list_key(key, hs_net_key_of(words[i + k]));
            uint32_t f = flags_of(lists, key);
            if (f) found = f, length = k + 1;
        }
        memset(flags + i, (int)(found | (found && length > 1 ? HS_NET_SEVERAL : 0)), length);
        i += length;
    }
}
