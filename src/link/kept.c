#include "link/kept.h"

#include <math.h>
#include <string.h>

hs_kept_reader hs_kept_read(const hs_pile *p, uint32_t doc, hs_kept_sort sort)
{
    if (doc >= p->kept.n) return (hs_kept_reader){0};
    return (hs_kept_reader){p->kept.v[doc].bytes[sort].p, p->kept.v[doc].bytes[sort].n, false};
}

const void *hs_kept_items(hs_kept_reader *r, uint32_t n, size_t size)
{
    const char *at = r->p;
    if (r->bad || n > r->n / size) {
        r->bad = true;
        return NULL;
    }
    r->p += n * size;
    r->n -= n * size;
    return at;
}

uint32_t hs_kept_u32(hs_kept_reader *r)
{
    uint32_t v = 0;
    const void *at = hs_kept_items(r, 1, sizeof v);
    if (at) memcpy(&v, at, sizeof v);
    return v;
}

uint64_t hs_kept_u64(hs_kept_reader *r)
{
    uint64_t v = 0;
    const void *at = hs_kept_items(r, 1, sizeof v);
    if (at) memcpy(&v, at, sizeof v);
    return v;
}

void hs_kept_put_u32(hs_buf *b, uint32_t v)
{
    hs_buf_add(b, &v, sizeof v);
}

void hs_kept_put_u64(hs_buf *b, uint64_t v)
{
    hs_buf_add(b, &v, sizeof v);
}

void hs_kept_put(hs_pile *p, uint32_t doc, hs_kept_sort sort, const hs_buf *b)
{
    if (doc >= p->kept.n) return;
    hs_buf *was = &p->kept.v[doc].bytes[sort];
    if (was->n == b->n && (!b->n || !memcmp(was->p, b->p, b->n))) return;
    hs_buf_clear(was);
    hs_buf_add(was, b->p, b->n);
    p->kept.v[doc].changed[sort] = true;
}

uint64_t hs_kept_name(const hs_pile *p, uint32_t doc)
{
    return doc < p->kept_names.n ? p->kept_names.v[doc] : 0;
}

/* Names are hashes, so that one stands about as far on in the list as it is large: it is looked for around there. */
uint32_t hs_kept_doc(const hs_pile *p, uint64_t name)
{
    enum { AROUND = 512 };
    const uint64_t *names = p->kept_names.v;
    uint32_t n = p->kept_names.n, lo = 0, hi = n, at = (uint32_t)((name >> 16 & UINT32_MAX) * n >> 32);
    if (at > AROUND && names[at - AROUND] <= name) lo = at - AROUND;
    if (n - at > AROUND && names[at + AROUND] > name) hi = at + AROUND;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (names[mid] < name) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo < n && names[lo] == name ? lo : HS_NONE;
}

enum { SMALL = 64 }; /* documents of a case where every count is taken as it is */

float hs_kept_step(uint32_t n, uint32_t documents)
{
    if (documents < SMALL || n < 2) return (float)n;
    uint32_t from = 1;
    while (n / 2 >= from) from *= 2;
    return (float)(from + from * 2 - 1) / 2;
}

float hs_kept_documents(uint32_t documents)
{
    if (documents < SMALL) return (float)documents;
    return exp2f((floorf(log2f((float)documents) * 4) + 0.5F) / 4);
}
