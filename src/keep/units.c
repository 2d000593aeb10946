#include "keep/units.h"

#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 1 << 20, NUMBER = 8, HASH = 16 }; /* between the numbers of new units; bytes of a unit's parts */
#define NOTHING UINT32_MAX
#define LARGEST (INT64_C(1) << 60)

void hs_units_add(hs_units *units, const void *bytes, size_t n)
{
    hs_sha256 h = hs_sha256_of(bytes, n);
    memcpy(HS_PUSH(*units)->hash, h.b, HASH);
}

/* ---- which are the same ---- */

typedef struct {
    uint64_t hash;
    uint32_t at;
} hashed;

/* By their hashes; equal ones in the order of the units. */
static hashed *by_hash(const hs_units *units)
{
    hashed *list = hs_calloc(units->n + 1, sizeof *list);
    for (uint32_t i = 0; i < units->n; i++) {
        memcpy(&list[i].hash, units->v[i].hash, sizeof list[i].hash);
        list[i].at = i;
    }
    hs_sort_u64(list, units->n, sizeof *list);
    return list;
}

/* Per unit of now: one of before that is the same, none twice. */
static uint32_t *same_before(const hs_units *before, const hs_units *now)
{
    hashed *old = by_hash(before), *new = by_hash(now);
    uint32_t *was = hs_malloc((now->n + 1) * sizeof *was);
    memset(was, 0xFF, (now->n + 1) * sizeof *was);
    for (uint32_t i = 0, k = 0; i < now->n && k < before->n;) {
        if (old[k].hash == new[i].hash) {
            bool same = !memcmp(before->v[old[k].at].hash, now->v[new[i].at].hash, HASH);
            if (same) was[new[i].at] = old[k].at;
            i++;
            k++;
        } else if (old[k].hash < new[i].hash) {
            k++;
        } else {
            i++;
        }
    }
    free(old);
    free(new);
    return was;
}

/* Leaves of was the longest part that ascends. */
static void leave_ascending(uint32_t *was, uint32_t n)
{
    uint32_t *last = hs_malloc((n + 1) * sizeof *last); /* per length: which ends a part of it with the least value */
    uint32_t *back = hs_malloc((n + 1) * sizeof *back), longest = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (was[i] == NOTHING) continue;
        uint32_t lo = 0, hi = longest;
        if (longest && was[last[longest - 1]] < was[i]) lo = longest;
        while (lo < hi) {
            uint32_t mid = lo + (hi - lo) / 2;
            if (was[last[mid]] < was[i]) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        back[i] = lo ? last[lo - 1] : NOTHING;
        last[lo] = i;
        if (lo == longest) longest++;
    }
    uint32_t keep = longest ? last[longest - 1] : NOTHING;
    for (uint32_t i = n; i-- > 0;) {
        if (i == keep) {
            keep = back[i];
        } else {
            was[i] = NOTHING;
        }
    }
    free(last);
    free(back);
}

/* ---- numbers ---- */

static bool number_between(const hs_units *before, const uint32_t *was, hs_units *now)
{
    int64_t last = 0;
    for (uint32_t i = 0, end; i < now->n; i = end) {
        for (end = i; end < now->n && was[end] == NOTHING; end++) {
        }
        int64_t steps = (int64_t)(end - i) + 1;
        int64_t next = end < now->n ? before->v[was[end]].item : last + steps * GAP;
        int64_t step = (next - last) / steps;
        if (step < 1) return false;
        for (uint32_t k = i; k < end; k++) now->v[k].item = last += step;
        if (end < now->n) now->v[end++].item = last = next;
    }
    return last < LARGEST;
}

void hs_units_number(const hs_units *before, hs_units *now, bool *stays)
{
    uint32_t *was = same_before(before, now);
    leave_ascending(was, now->n);
    if (!number_between(before, was, now)) {
        memset(was, 0xFF, (now->n + 1) * sizeof *was);
        number_between(before, was, now);
    }
    for (uint32_t i = 0; i < now->n; i++) stays[i] = was[i] != NOTHING;
    free(was);
}

/* ---- as bytes ---- */

void hs_units_write(const hs_units *units, uint32_t first, uint32_t n, hs_buf *out)
{
    for (const hs_unit *u = units->v + first; n; n--, u++) {
        unsigned char b[NUMBER];
        for (int i = 0; i < NUMBER; i++) b[i] = (unsigned char)((uint64_t)u->item >> (8 * i));
        hs_buf_add(out, b, sizeof b);
        hs_buf_add(out, u->hash, HASH);
    }
}

bool hs_units_read(hs_str bytes, hs_units *out)
{
    if (bytes.n % (NUMBER + HASH)) return false;
    for (const unsigned char *b = (const unsigned char *)bytes.p; bytes.n; bytes.n -= NUMBER + HASH) {
        uint64_t item = 0;
        for (int i = 0; i < NUMBER; i++) item |= (uint64_t)*b++ << (8 * i);
        int64_t last = out->n ? out->v[out->n - 1].item : 0;
        if ((int64_t)item <= last || (int64_t)item >= LARGEST) return false;
        hs_unit *u = HS_PUSH(*out);
        u->item = (int64_t)item;
        memcpy(u->hash, b, HASH);
        b += HASH;
    }
    return true;
}
