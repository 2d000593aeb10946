#include "link/joints.h"

#include "base/sort.h"
#include "link/kept.h"

#include <stdlib.h>
#include <string.h>

enum { HOLDERS = 120, PAIRS = 4000000, PAIRS_EACH = 60 };

/* ---- who holds what ---- */

typedef struct {
    uint64_t key;
    uint32_t at;
} holder;

typedef HS_VEC(holder) holding;

/* Of a figure of two digits and more that are not noughts; 0 where it has fewer. */
static uint64_t figure_key(const hs_doc *d, const hs_figure *f)
{
    hs_dec n = hs_dec_norm(f->has_low ? f->low : f->high);
    const char *unit = hs_doc_str(d, f->unit);
    if (f->ordinal || n.m < 10 || !*unit) return 0;
    return hs_mix64(hs_hash64(unit, strlen(unit), 31) ^ hs_mix64((uint64_t)n.m) ^ (uint64_t)(int64_t)n.e) | 1;
}

/* The act of a toll with each name that its document begins with. */
static void add_toll_keys(const hs_joint_table *x, uint32_t i, holding *held)
{
    const uint64_t *names;
    uint32_t n = hs_lead_names(x->tolls, x->t[i].at.doc, &names);
    if (x->tolls->toll[i] == HS_NONE) return;
    hs_str act = x->tolls->counts->counts.v[x->tolls->toll[i]].event;
    for (uint32_t k = 0; k < n; k++) *HS_PUSH(*held) = (holder){hs_hash64(act.p, act.n, names[k]) | 1, i};
}

static void take_keys(const hs_joint_table *x, holding *held)
{
    for (uint32_t i = 0; i < x->n; i++) {
        const hs_terms *t = &x->t[i];
        if (!t->usable) continue;
        for (uint32_t k = 0; k < t->n; k++) *HS_PUSH(*held) = (holder){t->term[k], i};
        if (t->words) *HS_PUSH(*held) = (holder){t->words, i};
        const hs_doc *d = x->p->docs.v[t->at.doc];
        hs_range figures = d->assertions.v[t->at.item].figures;
        for (uint32_t k = figures.first; k < figures.first + figures.n; k++) {
            uint64_t key = figure_key(d, &d->figures.v[d->links.v[k]]);
            if (key) *HS_PUSH(*held) = (holder){key, i};
        }
        if (t->voice && figures.n) *HS_PUSH(*held) = (holder){t->voice, i};
        add_toll_keys(x, i, held);
    }
    hs_sort_u64(held->v, held->n, sizeof *held->v);
}

/* Lists are as long as HOLDERS, or where that makes too many pairs shorter, by steps of a quarter: the rarest terms
 * tell most. */
static uint32_t widest_of(const hs_joint_table *x)
{
    uint64_t most = (uint64_t)x->n * PAIRS_EACH > PAIRS ? (uint64_t)x->n * PAIRS_EACH : PAIRS;
    uint64_t pairs[HOLDERS + 1] = {0};
    uint32_t widest = HOLDERS;
    for (uint32_t i = 0; i < x->lists.n; i++) {
        uint64_t n = x->lists.v[i].n;
        if (n <= HOLDERS) pairs[n] += n * (n - 1) / 2;
    }
    for (uint32_t n = 1; n <= HOLDERS; n++) pairs[n] += pairs[n - 1];
    while (widest > 2 && pairs[widest] > most) widest = widest * 3 / 4;
    return widest;
}

/* Lists of the holders of each key, in order of assertions; and the lists of each assertion. */
static void list_holders(hs_joint_table *x)
{
    holding held = {0};
    take_keys(x, &held);
    uint32_t *at = hs_calloc(x->n + 2, sizeof *at);
    for (uint32_t i = 0, end; i < held.n; i = end) {
        uint32_t first = x->holders.n;
        for (end = i; end < held.n && held.v[end].key == held.v[i].key; end++)
            if (x->holders.n == first || x->holders.v[x->holders.n - 1] != held.v[end].at) {
                *HS_PUSH(x->holders) = held.v[end].at;
                at[held.v[end].at + 2]++;
            }
        *HS_PUSH(x->lists) = (hs_holder_list){first, x->holders.n - first, false};
    }
    HS_VEC_FREE(held);
    x->widest = widest_of(x);
    for (uint32_t i = 0; i < x->n; i++) at[i + 2] += at[i + 1];
    x->keys.v = hs_malloc((x->holders.n + 1) * sizeof *x->keys.v);
    x->keys.n = x->keys.cap = x->holders.n;
    for (uint32_t l = 0; l < x->lists.n; l++) {
        hs_holder_list *list = &x->lists.v[l];
        list->open = list->n > 1 && list->n <= x->widest;
        for (uint32_t i = list->first; i < list->first + list->n; i++) x->keys.v[at[x->holders.v[i] + 1]++] = l;
    }
    x->first_key = at;
}

/* ---- what an assertion is judged by ---- */

static uint64_t *entity_signs(const hs_stories *s)
{
    const hs_ledger *l = &s->pile->ledger;
    uint64_t *sign = hs_malloc((l->entities.n + 1) * sizeof *sign);
    for (uint32_t e = 0; e < l->entities.n; e++) {
        const char *id = hs_ledger_str(l, l->entities.v[e].id), *name = hs_ledger_str(l, l->entities.v[e].name);
        sign[e] = hs_hash64(id, strlen(id), l->entities.v[e].kind);
        sign[e] = hs_mix64(sign[e] ^ hs_hash64(name, strlen(name), 20));
        sign[e] = hs_mix64(sign[e] ^ hs_hash64(&s->weight.v[e], sizeof s->weight.v[e], 21));
    }
    return sign;
}

static void sign_all(hs_joint_table *x, const hs_stories *s)
{
    uint64_t *entity = entity_signs(s);
    for (uint32_t d = 0; d < x->p->docs.n; d++) {
        uint64_t doc = hs_few_documents(s) ? 1 : 0;
        for (uint32_t c = 0; c < x->p->docs.v[d]->chains.n; c++) {
            uint32_t e = hs_index_entity(&s->index, d, c);
            doc = hs_mix64(doc ^ (e == HS_NONE ? 0 : entity[e]));
        }
        for (uint32_t i = x->of_doc[d]; i < x->of_doc[d + 1]; i++)
            x->sign[i] = hs_hash64(x->t[i].weight, x->t[i].n * sizeof *x->t[i].weight, doc);
    }
    free(entity);
}

void hs_joint_table_of(hs_pile *p, const hs_tolls *tolls, const hs_terms *t, uint32_t n, hs_joint_table *x)
{
    *x = (hs_joint_table){.p = p, .tolls = tolls, .t = t, .n = n};
    x->of_doc = hs_calloc(p->docs.n + 1, sizeof *x->of_doc);
    x->sign = hs_malloc((n + 1) * sizeof *x->sign);
    x->fresh = hs_calloc(n + 1, sizeof *x->fresh);
    x->touched = hs_calloc(p->docs.n + 1, sizeof *x->touched);
    x->closed = hs_calloc(n + 1, sizeof *x->closed);
    for (uint32_t d = 0; d < p->docs.n; d++) x->of_doc[d + 1] = x->of_doc[d] + p->docs.v[d]->assertions.n;
    list_holders(x);
    sign_all(x, tolls->stories);
}

void hs_joint_table_free(hs_joint_table *x)
{
    free(x->of_doc);
    free(x->sign);
    free(x->fresh);
    free(x->touched);
    free(x->closed);
    free(x->first_key);
    HS_VEC_FREE(x->lists);
    HS_VEC_FREE(x->holders);
    HS_VEC_FREE(x->keys);
}

/* ---- couples ---- */

static void add_couple(uint32_t x, uint32_t y, hs_couples *out)
{
    *HS_PUSH(*out) = x < y ? (uint64_t)x << 32 | y : (uint64_t)y << 32 | x;
}

void hs_joint_couples(const hs_joint_table *x, hs_couples *out)
{
    for (uint32_t l = 0; l < x->lists.n; l++) {
        const uint32_t *at = x->holders.v + x->lists.v[l].first;
        uint32_t n = x->lists.v[l].open ? x->lists.v[l].n : 0;
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t k = x->fresh[at[i]] ? i + 1 : n; k < n; k++) add_couple(at[i], at[k], out);
        for (uint32_t i = 0; i < n; i++) /* a fresh one behind one that is not */
            for (uint32_t k = x->fresh[at[i]] ? n : i + 1; k < n; k++)
                if (x->fresh[at[k]]) add_couple(at[i], at[k], out);
    }
    hs_sort_u64(out->v, out->n, sizeof *out->v);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n; i++)
        if (!kept || out->v[kept - 1] != out->v[i]) out->v[kept++] = out->v[i];
    out->n = kept;
}

/* Assertions that hold a key of which a list was open and is closed now: of the others, couples are couples still. */
static void find_closed(hs_joint_table *x)
{
    for (uint32_t l = 0; l < x->lists.n; l++) {
        const hs_holder_list *list = &x->lists.v[l];
        const uint32_t *at = x->holders.v + list->first;
        uint32_t fresh = 0;
        if (list->n <= x->widest || list->n > x->widest_before + x->fresh_n) continue;
        for (uint32_t i = 0; i < list->n; i++) fresh += x->fresh[at[i]];
        for (uint32_t i = 0; i < list->n && list->n - fresh <= x->widest_before; i++) x->closed[at[i]] = true;
    }
}

static bool is_couple(const hs_joint_table *x, uint32_t a, uint32_t b)
{
    if (!x->closed[a] || !x->closed[b]) return true;
    for (uint32_t i = x->first_key[a], k = x->first_key[b]; i < x->first_key[a + 1] && k < x->first_key[b + 1];) {
        uint32_t l = x->keys.v[i], m = x->keys.v[k];
        if (l == m && x->lists.v[l].open) return true;
        i += l <= m;
        k += m <= l;
    }
    return false;
}

/* ---- kept ---- */

/* Reads a document's signs; its assertions that are not as they were are fresh. */
static hs_kept_reader read_signs(hs_joint_table *x, uint32_t d)
{
    hs_kept_reader r = hs_kept_read(x->p, d, HS_KEPT_JOINTS);
    uint32_t n = x->of_doc[d + 1] - x->of_doc[d];
    uint32_t widest = hs_kept_u32(&r) == n ? hs_kept_u32(&r) : 0;
    bool known = widest >= x->widest; /* a list that was closed may be open now */
    if (widest > x->widest_before) x->widest_before = widest;
    x->touched[d] = widest != x->widest;
    for (uint32_t i = x->of_doc[d]; i < x->of_doc[d + 1]; i++) {
        x->fresh[i] = !known || hs_kept_u64(&r) != x->sign[i];
        x->fresh_n += x->fresh[i];
        x->touched[d] = x->touched[d] || x->fresh[i];
    }
    if (!known) r = (hs_kept_reader){0};
    return r;
}

static void read_joints(hs_joint_table *x, uint32_t d, hs_kept_reader *r, hs_joints *out)
{
    for (uint32_t n = hs_kept_u32(r); n && !r->bad; n--) {
        uint32_t item = hs_kept_u32(r);
        uint32_t other = hs_kept_doc(x->p, hs_kept_u64(r)), its = hs_kept_u32(r), flags = hs_kept_u32(r);
        hs_joint j = {.verdict = (uint8_t)(flags >> 1)};
        const void *score = hs_kept_items(r, 1, sizeof j.score);
        if (score) memcpy(&j.score, score, sizeof j.score);
        uint32_t length = hs_kept_u32(r);
        const char *why = hs_kept_items(r, length, 1);
        bool sound = !r->bad && other != HS_NONE && item < x->of_doc[d + 1] - x->of_doc[d] &&
                     its < x->of_doc[other + 1] - x->of_doc[other];
        uint32_t lo = sound ? x->of_doc[d] + item : 0, hi = sound ? x->of_doc[other] + its : 0;
        if (!sound || x->fresh[lo] || x->fresh[hi] || !is_couple(x, lo, hi)) {
            x->touched[d] = true;
            continue;
        }
        j.a = flags & 1 ? hi : lo;
        j.b = flags & 1 ? lo : hi;
        j.why = hs_ledger_intern(&x->p->ledger, (hs_str){why, length});
        *HS_PUSH(*out) = j;
    }
}

void hs_joints_kept(hs_joint_table *x, hs_joints *out)
{
    hs_kept_reader *r = hs_calloc(x->p->docs.n + 1, sizeof *r);
    for (uint32_t d = 0; d < x->p->docs.n; d++) r[d] = read_signs(x, d);
    find_closed(x);
    for (uint32_t d = 0; d < x->p->docs.n; d++) read_joints(x, d, &r[d], out);
    x->standing = out->n;
    free(r);
}

typedef struct {
    uint64_t couple;
    uint32_t joint;
} placed;

static uint32_t lower(const hs_joint *j)
{
    return j->a < j->b ? j->a : j->b;
}

static void put_joint(const hs_joint_table *x, const hs_joint *j, hs_buf *b)
{
    bool swapped = j->a > j->b;
    hs_item lo = x->t[swapped ? j->b : j->a].at, hi = x->t[swapped ? j->a : j->b].at;
    const char *why = hs_ledger_str(&x->p->ledger, j->why);
    hs_kept_put_u32(b, lo.item);
    hs_kept_put_u64(b, hs_kept_name(x->p, hi.doc));
    hs_kept_put_u32(b, hi.item);
    hs_kept_put_u32(b, (uint32_t)j->verdict << 1 | swapped);
    hs_buf_add(b, &j->score, sizeof j->score);
    hs_kept_put_u32(b, (uint32_t)strlen(why));
    hs_buf_str(b, why);
}

/* The joints of documents of which something else is to be kept, by the first of their assertions, then the second. */
static placed *changed_joints(hs_joint_table *x, const hs_joints *all, uint32_t *n)
{
    placed *order = hs_malloc((all->n + 1) * sizeof *order);
    *n = 0;
    for (uint32_t i = x->standing; i < all->n; i++) x->touched[x->t[lower(&all->v[i])].at.doc] = true;
    for (uint32_t i = 0; i < all->n; i++) {
        uint64_t lo = lower(&all->v[i]), sum = (uint64_t)all->v[i].a + all->v[i].b;
        if (x->touched[x->t[lo].at.doc]) order[(*n)++] = (placed){lo << 32 | (sum - lo), i};
    }
    hs_sort_u64(order, *n, sizeof *order);
    return order;
}

void hs_joints_keep(hs_joint_table *x, const hs_joints *all)
{
    if (!x->p->kept.n) return;
    uint32_t n;
    placed *order = changed_joints(x, all, &n);
    hs_buf b = {0};
    for (uint32_t d = 0, i = 0; d < x->p->docs.n; d++) {
        uint32_t from = i;
        while (i < n && order[i].couple >> 32 < x->of_doc[d + 1]) i++;
        if (!x->touched[d]) continue;
        hs_buf_clear(&b);
        hs_kept_put_u32(&b, x->of_doc[d + 1] - x->of_doc[d]);
        hs_kept_put_u32(&b, x->widest);
        hs_buf_add(&b, x->sign + x->of_doc[d], (x->of_doc[d + 1] - x->of_doc[d]) * sizeof *x->sign);
        hs_kept_put_u32(&b, i - from);
        for (uint32_t k = from; k < i; k++) put_joint(x, &all->v[order[k].joint], &b);
        hs_kept_put(x->p, d, HS_KEPT_JOINTS, &b);
    }
    free(order);
    hs_buf_free(&b);
}

/* ---- order ---- */

typedef struct {
    uint64_t by;
    hs_joint joint;
} sortable;

/* Ascends with the number. */
static uint32_t bits_of(float score)
{
    uint32_t bits;
    memcpy(&bits, &score, sizeof bits);
    return bits >> 31 ? ~bits : bits | UINT32_C(1) << 31;
}

void hs_joints_sort(hs_joints *all)
{
    sortable *v = hs_malloc((all->n + 1) * sizeof *v);
    for (uint32_t i = 0; i < all->n; i++) v[i] = (sortable){(uint64_t)all->v[i].a << 32 | all->v[i].b, all->v[i]};
    hs_sort_u64(v, all->n, sizeof *v);
    for (uint32_t i = 0; i < all->n; i++) v[i].by = UINT32_MAX - bits_of(v[i].joint.score);
    hs_sort_u64(v, all->n, sizeof *v);
    for (uint32_t i = 0; i < all->n; i++) all->v[i] = v[i].joint;
    free(v);
}
