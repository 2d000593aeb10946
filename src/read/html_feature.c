#include "read/html_feature.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "read/furniture.h"
#include "read/para.h"
#include "read/stamp.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 5, FAR = 12, SEEN = 1 << 30 };

/* What is counted once a block. */
typedef struct {
    float log_chars, words, link, bold;
    float sentences, commas, digits, upper, word_length, marks;
    bool ends, starts_upper, starts_lower, colon, dated, quoted, asks, money, is_title, prose;
    uint8_t furniture, sure, heading;
    uint32_t copies, kind_of; /* blocks with the same text; index of its signature */
    float in[2];              /* share of its word triples in the body of JSON-LD and in the description; -1 unknown */
    float since_comment, since_teaser, furniture_before; /* blocks */
} facts;

/* Sums over blocks, for prefix differences. */
typedef struct {
    double chars, link, prose, blocks;
} sums;

struct hs_features {
    const hs_tree *t;
    const hs_html_meta *m;
    const hs_html_block *v;
    uint32_t n;
    facts *facts;
    sums *before;        /* before[i]: over blocks [0, i) */
    uint32_t *vocab;     /* a node's groups with SEEN, or 0 while not looked up */
    HS_VEC(sums) alike;  /* over blocks of one signature */
    uint32_t best, head; /* container of most prose; block of the headline or HS_NONE */
    float page[16];
};

/* ---- the words of a block ---- */

static uint64_t hash_words(const hs_str *w)
{
    uint64_t h = 7;
    for (int i = 0; i < 3; i++) h = hs_hash64(w[i].p, w[i].n, h);
    return h;
}

typedef void on_triple(void *to, uint64_t hash);

static size_t triples(hs_str text, on_triple *call, void *to)
{
    hs_buf b = {0};
    hs_words_plain(text, &b);
    hs_str w[3] = {{0}};
    size_t n = 0, from = 0;
    for (size_t i = 0; i <= b.n; i++) {
        if (i < b.n && b.p[i] != ' ') continue;
        w[0] = w[1];
        w[1] = w[2];
        w[2] = (hs_str){b.p + from, i - from};
        if (++n >= 3) call(to, hash_words(w));
        from = i + 1;
    }
    hs_buf_free(&b);
    return n >= 3 ? n - 2 : 0;
}

typedef struct {
    uint64_t *slots;
    size_t mask, hits;
} triple_set;

static void put(void *to, uint64_t h)
{
    triple_set *s = to;
    size_t i = h & s->mask;
    while (s->slots[i] && s->slots[i] != h) i = (i + 1) & s->mask;
    s->slots[i] = h;
}

static void look(void *to, uint64_t h)
{
    triple_set *s = to;
    size_t i = h & s->mask;
    while (s->slots[i] && s->slots[i] != h) i = (i + 1) & s->mask;
    s->hits += s->slots[i] == h;
}

/* The share of each block's word triples that stand in `model`, or -1 where the model is too short to tell. */
static void share_in(hs_features *f, hs_str model, size_t least, size_t field)
{
    triple_set s = {0};
    size_t room = 64;
    while (room < model.n) room *= 2;
    bool known = model.n > least;
    if (known) {
        s.slots = hs_calloc(room, sizeof *s.slots);
        s.mask = room - 1;
        triples(model, put, &s);
    }
    for (uint32_t i = 0; i < f->n; i++) {
        s.hits = 0;
        size_t all = known ? triples(f->v[i].text, look, &s) : 0;
        f->facts[i].in[field] = all ? (float)s.hits / (float)all : -1;
    }
    free(s.slots);
}

/* How far behind the last line that opens comments, teasers or tags each block stands. */
static void count_since(hs_features *f)
{
    enum { LONG_AGO = 1000 };
    uint32_t comment = LONG_AGO, teaser = LONG_AGO, any = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        facts *k = &f->facts[i];
        comment = k->sure > 1 && k->furniture == HS_COMMENT ? 0 : comment + (comment < LONG_AGO);
        teaser =
            k->sure > 1 && (k->furniture == HS_TEASER || k->furniture == HS_TAGS) ? 0 : teaser + (teaser < LONG_AGO);
        any += k->sure > 1;
        k->since_comment = (float)comment;
        k->since_teaser = (float)teaser;
        k->furniture_before = (float)any;
    }
}

static void count_characters(hs_str s, facts *k)
{
    uint32_t letters = 0, upper = 0, digits = 0, sentences = 0, marks = 0, commas = 0, chars = 0, last = 0;
    for (size_t at = 0; at < s.n; chars++) {
        uint32_t c = hs_utf8_next(s, &at);
        bool letter = hs_uc_letter(c);
        letters += letter;
        upper += letter && hs_uc_upper(c);
        digits += hs_uc_digit(c);
        commas += c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x60C;
        marks += c == '|' || c == 0xBB || c == 0x203A || c == 0xA9 || c == 0x2022 || c == '>' || c == 0x2192;
        k->quoted |= c == '"' || c == 0x201C || c == 0x201D || c == 0xAB;
        k->asks |= c == '?' || c == '!';
        k->money |= c == '$' || c == 0xA3 || c == 0x20AC;
        sentences += c == ' ' && (last == '.' || last == '!' || last == '?');
        if (chars == 0) {
            k->starts_upper = letter && hs_uc_upper(c);
            k->starts_lower = letter && hs_uc_lower(c);
        }
        last = c;
    }
    k->sentences = (float)(sentences + k->ends);
    k->commas = (float)commas;
    k->marks = (float)marks;
    k->digits = chars ? (float)digits / (float)chars : 0;
    k->upper = letters ? (float)upper / (float)letters : 0;
    k->word_length = k->words > 0 ? (float)chars / k->words : 0;
    k->colon = last == ':';
}

static void fill_facts(hs_features *f, uint32_t i, hs_str title)
{
    const hs_html_block *b = &f->v[i];
    facts *k = &f->facts[i];
    float chars = (float)(b->chars ? b->chars : 1);
    k->log_chars = log1pf(chars);
    k->words = (float)b->words;
    k->link = (float)b->link_chars / chars;
    k->bold = (float)b->bold_chars / chars;
    k->ends = hs_para_ends_sentence(b->text);
    count_characters(b->text, k);
    hs_furniture u = hs_furniture_of(b->text);
    k->furniture = (uint8_t)u.sort;
    k->sure = (uint8_t)u.sure;
    k->dated = b->text.n < 120 && hs_stamp_find(b->text, NULL, NULL) != HS_NO_DAY;
    k->is_title = b->text.n < 500 && hs_str_eq(b->text, title);
    k->heading = b->tag >= HS_TAG_H1 && b->tag <= HS_TAG_H6 ? (uint8_t)(b->tag - HS_TAG_H1 + 1) : 0;
    k->prose = b->words >= 8 && k->link < 0.4F && k->ends && !k->heading && u.sure < 2;
}

/* ---- the page ---- */

static uint32_t groups_of(const hs_features *f, uint32_t node)
{
    if (!f->vocab[node]) f->vocab[node] = hs_html_vocab(f->t, node) | SEEN;
    return f->vocab[node];
}

static uint32_t block_at(const hs_features *f, uint32_t node)
{
    uint32_t lo = 0, hi = f->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (f->v[mid].first < node) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo;
}

static sums within(const hs_features *f, uint32_t node)
{
    const sums *a = &f->before[block_at(f, node)], *b = &f->before[block_at(f, f->t->nodes.v[node].end)];
    return (sums){b->chars - a->chars, b->link - a->link, b->prose - a->prose, b->blocks - a->blocks};
}

static void add(sums *s, const facts *k, const hs_html_block *b)
{
    s->chars += b->chars;
    s->link += b->link_chars;
    s->prose += k->prose ? b->chars : 0;
    s->blocks += 1;
}

static void sum_up(hs_features *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        f->before[i + 1] = f->before[i];
        add(&f->before[i + 1], &f->facts[i], &f->v[i]);
        add(&f->alike.v[f->facts[i].kind_of], &f->facts[i], &f->v[i]);
    }
}

/* Blocks are alike whose box and its parent have the same element and class; copies have the same text. */
static void find_alike(hs_features *f)
{
    hs_map kinds = {0}, texts = {0};
    for (uint32_t i = 0; i < f->n; i++) {
        const hs_node *box = &f->t->nodes.v[f->v[i].box];
        hs_str c = hs_tree_raw_attr(f->t, f->v[i].box, HS_ATTR_CLASS);
        hs_str p = hs_tree_raw_attr(f->t, box->parent, HS_ATTR_CLASS);
        uint64_t key[3] = {(uint64_t)f->v[i].tag << 16 | (uint64_t)box->tag << 8 | f->t->nodes.v[box->parent].tag,
                           hs_hash64(c.p, c.n, 1), hs_hash64(p.p, p.n, 2)};
        uint32_t *at = hs_map_at(&kinds, (hs_str){(const char *)key, sizeof key});
        if (*at == HS_MISSING) {
            *at = f->alike.n;
            (void)HS_PUSH(f->alike);
        }
        f->facts[i].kind_of = *at;
        uint64_t text = hs_hash64(f->v[i].text.p, f->v[i].text.n, 3);
        at = hs_map_at(&texts, (hs_str){(const char *)&text, sizeof text});
        *at = *at == HS_MISSING ? 1 : *at + 1;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        uint64_t text = hs_hash64(f->v[i].text.p, f->v[i].text.n, 3);
        f->facts[i].copies = hs_map_get(&texts, (hs_str){(const char *)&text, sizeof text});
    }
    hs_map_free(&kinds);
    hs_map_free(&texts);
}

/* The deepest node that holds 55 % of the prose: an ancestor of the block at the middle of it. */
static void find_best(hs_features *f)
{
    double all = f->before[f->n].prose;
    uint32_t mid = 0;
    while (mid + 1 < f->n && f->before[mid + 1].prose * 2 < all) mid++;
    f->best = f->n ? f->v[mid].box : 0;
    while (f->best && within(f, f->best).prose < 0.55 * all) f->best = f->t->nodes.v[f->best].parent;
}

static void describe_page(hs_features *f)
{
    const sums *all = &f->before[f->n];
    unsigned h1 = 0, forms = 0, articles = 0, talk = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        h1 += f->facts[i].heading == 1;
        forms += f->facts[i].sure > 1;
    }
    for (uint32_t i = 1; i < f->t->nodes.n && i < 20000; i++) {
        articles += f->t->nodes.v[i].tag == HS_TAG_ARTICLE;
        talk += f->t->nodes.v[i].attrs && (groups_of(f, i) >> HS_VOCAB_FORUM & 1U);
    }
    float page[] = {(float)log1p(all->prose),
                    (float)log1p(all->blocks),
                    (float)(all->link / (all->chars + 1)),
                    (float)(all->prose / (all->chars + 1)),
                    (float)(within(f, f->best).prose / (all->prose + 1)),
                    (float)(f->m->kinds & HS_PAGE_ARTICLE),
                    (float)(f->m->kinds & HS_PAGE_PRODUCT),
                    (float)(f->m->kinds & HS_PAGE_TALK),
                    (float)(f->m->kinds & HS_PAGE_LIST),
                    (float)h1,
                    (float)forms,
                    (float)articles,
                    (float)log1p(talk),
                    (float)(f->m->published.weight > 0),
                    (float)(f->m->author.weight > 0),
                    f->head == HS_NONE ? -1.0F : (float)f->head / (float)f->n};
    memcpy(f->page, page, sizeof page);
}

hs_features *hs_features_new(const hs_tree *t, const hs_html_blocks *b, const hs_html_meta *m, uint32_t from,
                             uint32_t to)
{
    hs_features *f = hs_calloc(1, sizeof *f);
    f->t = t;
    f->m = m;
    f->v = b->v.v + from;
    f->n = to - from;
    f->facts = hs_calloc(f->n + 1U, sizeof *f->facts);
    f->before = hs_calloc(f->n + 1U, sizeof *f->before);
    f->vocab = hs_calloc(t->nodes.n, sizeof *f->vocab);
    f->head = HS_NONE;
    for (uint32_t i = 0; i < f->n; i++) {
        fill_facts(f, i, m->title.value);
        if (m->head != HS_NONE && f->v[i].first == m->head) f->head = i;
    }
    share_in(f, m->ld_body, 200, 0);
    share_in(f, m->description, 40, 1);
    count_since(f);
    find_alike(f);
    sum_up(f);
    find_best(f);
    describe_page(f);
    return f;
}

void hs_features_free(hs_features *f)
{
    free(f->facts);
    free(f->before);
    free(f->vocab);
    HS_VEC_FREE(f->alike);
    free(f);
}

/* ---- rows ---- */

typedef struct {
    float *row;
    unsigned n;
} cursor;

static void say(cursor *c, double v)
{
    c->row[c->n++] = (float)v;
}

static void say_words(cursor *c, const facts *k)
{
    const double v[] = {
        k->log_chars, k->words,  k->link,        k->bold,          k->sentences,    k->commas,          k->digits,
        k->upper,     k->marks,  k->word_length, k->ends,          k->starts_upper, k->starts_lower,    k->colon,
        k->dated,     k->quoted, k->asks,        k->money,         k->is_title,     k->furniture,       k->sure,
        k->copies,    k->in[0],  k->in[1],       k->since_comment, k->since_teaser, k->furniture_before};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++) say(c, v[i]);
}

static unsigned tag_class(uint32_t tag)
{
    switch (tag) {
    case HS_TAG_P:
        return 1;
    case HS_TAG_DIV:
        return 2;
    case HS_TAG_LI:
        return 3;
    case HS_TAG_TD:
    case HS_TAG_TH:
        return 4;
    case HS_TAG_BLOCKQUOTE:
        return 5;
    case HS_TAG_FIGCAPTION:
    case HS_TAG_CAPTION:
        return 6;
    case HS_TAG_PRE:
        return 7;
    case HS_TAG_DD:
    case HS_TAG_DT:
        return 8;
    case HS_TAG_ARTICLE:
    case HS_TAG_SECTION:
    case HS_TAG_MAIN:
        return 9;
    case HS_TAG_HEADER:
    case HS_TAG_FOOTER:
    case HS_TAG_NAV:
    case HS_TAG_ASIDE:
    case HS_TAG_FORM:
        return 10;
    default:
        return tag >= HS_TAG_H1 && tag <= HS_TAG_H6 ? 11 : 0;
    }
}

static void say_ancestors(cursor *c, const hs_features *f, uint32_t box)
{
    static const uint8_t tags[] = {HS_TAG_ARTICLE, HS_TAG_MAIN,    HS_TAG_NAV,        HS_TAG_HEADER, HS_TAG_FOOTER,
                                   HS_TAG_ASIDE,   HS_TAG_FORM,    HS_TAG_FIGURE,     HS_TAG_TABLE,  HS_TAG_UL,
                                   HS_TAG_OL,      HS_TAG_SECTION, HS_TAG_BLOCKQUOTE, HS_TAG_P};
    enum { TAGS = sizeof tags };
    unsigned tag_far[TAGS], vocab_far[HS_VOCAB_COUNT], up = 0;
    for (unsigned i = 0; i < TAGS; i++) tag_far[i] = FAR;
    for (unsigned i = 0; i < HS_VOCAB_COUNT; i++) vocab_far[i] = FAR;
    for (uint32_t i = box; i; i = f->t->nodes.v[i].parent, up++) {
        uint32_t tag = f->t->nodes.v[i].tag;
        if (tag == HS_TAG_BODY || tag == HS_TAG_HTML) break;
        for (unsigned k = 0; k < TAGS; k++)
            if (tag == tags[k] && tag_far[k] == FAR) tag_far[k] = up < FAR - 1 ? up : FAR - 1;
        uint32_t groups = up < FAR ? groups_of(f, i) : 0;
        for (unsigned k = 0; groups & ~(uint32_t)SEEN && k < HS_VOCAB_COUNT; k++)
            if ((groups >> k & 1U) && vocab_far[k] == FAR) vocab_far[k] = up;
    }
    for (unsigned i = 0; i < TAGS; i++) say(c, tag_far[i]);
    for (unsigned i = 0; i < HS_VOCAB_COUNT; i++) say(c, vocab_far[i]);
}

/* The containers around the block, from its box upwards: how much they hold, how much of it is links and prose. */
static void say_containers(cursor *c, const hs_features *f, uint32_t i)
{
    const sums *all = &f->before[f->n];
    uint32_t node = f->v[i].box;
    for (unsigned level = 0; level < LEVELS; level++) {
        sums s = within(f, node);
        say(c, log1p(s.chars));
        say(c, s.link / (s.chars + 1));
        say(c, s.prose / (all->prose + 1));
        say(c, s.prose / (s.chars + 1));
        if (node) node = f->t->nodes.v[node].parent;
    }
    const sums *a = &f->alike.v[f->facts[i].kind_of];
    say(c, log1p(a->blocks));
    say(c, a->link / (a->chars + 1));
    say(c, a->prose / (all->prose + 1));
    say(c, a->prose / (a->chars + 1));
}

/* Where it stands: in the page, to the headline, to the container of most prose. */
static void say_place(cursor *c, const hs_features *f, uint32_t i)
{
    const sums *all = &f->before[f->n];
    const hs_node *best = &f->t->nodes.v[f->best], *box = &f->t->nodes.v[f->v[i].box];
    say(c, (double)i / f->n);
    say(c, f->before[i].chars / (all->chars + 1));
    say(c, f->before[i].prose / (all->prose + 1));
    say(c, i);
    say(c, f->n - i);
    double to_head = f->head == HS_NONE ? -50 : (double)i - (double)f->head;
    say(c, to_head > 200 ? 200 : to_head < -50 ? -50 : to_head);
    bool in = f->v[i].first >= f->best && f->v[i].first < best->end;
    say(c, in);
    say(c, in ? (double)box->depth - best->depth : -1);
    unsigned out = 0;
    for (uint32_t k = f->best; k && out < 20 && !(f->v[i].first >= k && f->v[i].first < f->t->nodes.v[k].end); out++)
        k = f->t->nodes.v[k].parent;
    say(c, out);
    say(c, box->depth);
    say(c, tag_class(f->v[i].tag));
    say(c, tag_class(box->tag));
    say(c, f->facts[i].heading);
    say(c, f->v[i].kind);
}

static void say_neighbours(cursor *c, const hs_features *f, uint32_t i)
{
    for (int d = -2; d <= 2; d++) {
        if (d == 0) continue;
        bool there = d < 0 ? i >= (uint32_t)-d : i + (uint32_t)d < f->n;
        const facts *k = there ? &f->facts[(uint32_t)((int64_t)i + d)] : NULL;
        say(c, k ? k->log_chars : -1);
        say(c, k ? k->link : -1);
        say(c, k ? k->prose : -1);
        if (d == -1 || d == 1) say(c, k ? k->sure : -1);
        if (d == -1 || d == 1) say(c, k ? k->heading : -1);
    }
    uint32_t lo = i > 5 ? i - 5 : 0, hi = i + 6 < f->n ? i + 6 : f->n;
    say(c, log1p(f->before[hi].prose - f->before[lo].prose));
    say(c, (f->before[hi].link - f->before[lo].link) / (f->before[hi].chars - f->before[lo].chars + 1));
}

void hs_features_row(const hs_features *f, uint32_t i, float row[HS_FEATURES])
{
    cursor c = {row, 0};
    say_words(&c, &f->facts[i]);
    say_ancestors(&c, f, f->v[i].box);
    say_containers(&c, f, i);
    say_place(&c, f, i);
    say_neighbours(&c, f, i);
    for (size_t k = 0; k < sizeof f->page / sizeof *f->page; k++) say(&c, f->page[k]);
    assert(c.n == HS_FEATURES);
}
