#include "base/sort.h"
#include "link/joints.h"
#include "link/kept.h"

#include <stdlib.h>
#include <string.h>

static uint32_t root_of(uint32_t *root, uint32_t i)
{
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
}

static uint64_t add_to_hash(const hs_joint_table *x, uint64_t h, uint32_t assertion)
{
    hs_item at = x->t[assertion].at;
    return hs_mix64(hs_mix64(h ^ hs_kept_name(x->p, at.doc)) ^ at.item);
}

hs_clusters hs_clusters_of(const hs_joint_table *x, const hs_joints *all)
{
    hs_clusters c = {.root = hs_malloc((x->n + 1) * sizeof *c.root), .hash = hs_calloc(x->n + 1, sizeof *c.hash)};
    for (uint32_t i = 0; i < x->n; i++) c.root[i] = i;
    for (uint32_t i = 0; i < all->n; i++) {
        if (all->v[i].verdict != HS_ASSERTS) continue;
        uint32_t a = root_of(c.root, all->v[i].a), b = root_of(c.root, all->v[i].b);
        c.root[a > b ? a : b] = a > b ? b : a;
    }
    for (uint32_t i = 0; i < x->n; i++) c.root[i] = root_of(c.root, i);
    for (uint32_t i = 0; i < all->n; i++) {
        const hs_joint *j = &all->v[i];
        if (j->verdict != HS_ASSERTS) continue;
        uint64_t *h = &c.hash[c.root[j->a]];
        *h = add_to_hash(x, add_to_hash(x, *h, j->a), j->b) | 1;
    }
    c.members = hs_malloc((x->n + 1) * sizeof *c.members);
    for (uint32_t i = 0; i < x->n; i++)
        if (c.hash[c.root[i]]) c.members[c.n++] = (uint64_t)c.root[i] << 32 | i;
    hs_sort_u64(c.members, c.n, sizeof *c.members);
    return c;
}

void hs_clusters_free(hs_clusters *c)
{
    free(c->root);
    free(c->hash);
    free(c->members);
}

static uint32_t end_of(const hs_clusters *c, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < c->n && c->members[end] >> 32 == c->members[first] >> 32) end++;
    return end;
}

/* Reads the groups of the cluster from first to end, and sets them where they hold. */
static void read_groups(const hs_joint_table *x, const hs_clusters *c, uint32_t first, uint32_t end, hs_kept_reader *r,
                        uint32_t *of, bool *done)
{
    uint32_t n = end - first;
    bool same = hs_kept_u64(r) == c->hash[c->members[first] >> 32] && hs_kept_u32(r) == n;
    for (uint32_t i = first; i < end && same; i++) {
        uint32_t member = (uint32_t)c->members[i], group = hs_kept_u32(r);
        same = !r->bad && group < n && !x->fresh[member];
        if (same) of[member] = (uint32_t)c->members[first + group];
    }
    for (uint32_t i = first; i < end; i++) {
        uint32_t member = (uint32_t)c->members[i];
        done[member] = same;
        if (!same) of[member] = member;
    }
}

void hs_joint_groups_kept(const hs_joint_table *x, const hs_clusters *c, uint32_t *of, bool *done)
{
    for (uint32_t i = 0, end; i < c->n; i = end) {
        hs_item at = x->t[c->members[i] >> 32].at;
        hs_kept_reader r = hs_kept_read(x->p, at.doc, HS_KEPT_GROUPS);
        end = end_of(c, i);
        while (r.n && !r.bad) {
            uint32_t item = hs_kept_u32(&r), length = hs_kept_u32(&r);
            const char *bytes = hs_kept_items(&r, length, 1);
            hs_kept_reader one = {bytes, length, false};
            if (bytes && item == at.item) read_groups(x, c, i, end, &one, of, done);
        }
    }
}

/* The groups of one cluster: of each member, which member is the first of its group. */
static void put_groups(const hs_joint_table *x, const hs_clusters *c, uint32_t first, uint32_t end, const uint32_t *of,
                       hs_buf *b)
{
    hs_buf one = {0};
    hs_kept_put_u64(&one, c->hash[c->members[first] >> 32]);
    hs_kept_put_u32(&one, end - first);
    for (uint32_t i = first; i < end; i++) {
        uint32_t k = first;
        while ((uint32_t)c->members[k] != of[(uint32_t)c->members[i]]) k++;
        hs_kept_put_u32(&one, k - first);
    }
    hs_kept_put_u32(b, x->t[c->members[first] >> 32].at.item);
    hs_kept_put_u32(b, (uint32_t)one.n);
    hs_buf_add(b, one.p, one.n);
    hs_buf_free(&one);
}

void hs_joint_groups_keep(const hs_joint_table *x, const hs_clusters *c, const uint32_t *of)
{
    if (!x->p->kept.n) return;
    hs_buf b = {0};
    for (uint32_t d = 0, i = 0, end; d < x->p->docs.n; d++) {
        hs_buf_clear(&b);
        for (; i < c->n && x->t[c->members[i] >> 32].at.doc == d; i = end) {
            end = end_of(c, i);
            put_groups(x, c, i, end, of, &b);
        }
        hs_kept_put(x->p, d, HS_KEPT_GROUPS, &b);
    }
    hs_buf_free(&b);
}
