/* Cases of many documents, without parsing each: paragraphs of real, parsed reports are recombined, with half of their
 * longer words made anew for each family so that families have their own names. And the seconds of each step of
 * linking. scale make SEED_CASE CASE N FIRST     adds the documents FIRST … FIRST + N - 1 scale text SEED_CASE N the
 * text of document N, on standard output scale link CASE                       loads, links and stores it, and prints
 * what each took */
#include "doc/pack.h"
#include "keep/case.h"
#include "link/link.h"
#include "run/passes.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { FAMILY = 10, PARAGRAPHS = 3, OLDEST = 18262 /* 2020-01-01 */, SHORTEST = 120, LONGEST = 700 };

typedef struct {
    double wall, cpu;
} moment;

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static moment now(void)
{
    return (moment){seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID)};
}

/* ---- words made anew ---- */

typedef struct {
    uint64_t family, member;
} maker;

static void make_word(char *w, size_t n, uint64_t h)
{
    static const char vowels[] = "aeiou", rest[] = "bdfgklmnprstvz";
    for (size_t i = 0; i < n; i++) {
        bool upper = isupper((unsigned char)w[i]);
        char c = i % 2 ? vowels[h % 5] : rest[h % 14];
        h = hs_mix64(h + i);
        w[i] = upper ? (char)toupper((unsigned char)c) : c;
    }
}

/* Every other word of five letters and more is another one in each family, and one in thirty in each member. */
static void make_words(const maker *m, char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t k = 0;
        char low[32];
        while (i + k < n && isalpha((unsigned char)s[i + k])) k++;
        for (size_t j = 0; j < k && j < sizeof low; j++) low[j] = (char)tolower((unsigned char)s[i + j]);
        uint64_t own = hs_hash64(low, k < sizeof low ? k : sizeof low, m->family);
        uint64_t here = hs_hash64(low, k < sizeof low ? k : sizeof low, m->member);
        if (k >= 5 && (own % 2 || here % 30 == 0)) make_word(s + i, k, here % 30 ? own : here);
        i += k ? k : 1;
    }
}

static hs_ref word_ref(const maker *m, hs_doc *to, const hs_doc *from, hs_ref r)
{
    char *s = hs_strdup(hs_doc_str(from, r));
    make_words(m, s, strlen(s));
    hs_ref made = hs_doc_intern(to, hs_str_of(s));
    free(s);
    return made;
}

/* ---- one paragraph of a seed document into a new one ---- */

typedef struct {
    const maker *m;
    const hs_doc *from;
    hs_doc *to;
    hs_span block;
    uint32_t at;                                                       /* where the block begins in to */
    HS_VEC(uint32_t) mention, chain, figure, date, quote, attribution; /* of from → of to, or HS_NONE */
} copier;

static bool inside(const copier *c, hs_span s)
{
    return hs_span_covers(c->block, s);
}

static hs_span moved(const copier *c, hs_span s)
{
    return s.n ? (hs_span){s.at - c->block.at + c->at, s.n} : s;
}

static bool all_inside(const copier *c, hs_range r)
{
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (!inside(c, c->from->spans.v[i])) return false;
    return true;
}

static hs_range move_spans(copier *c, hs_range r)
{
    hs_range out = {c->to->spans.n, r.n};
    for (uint32_t i = r.first; i < r.first + r.n; i++) *HS_PUSH(c->to->spans) = moved(c, c->from->spans.v[i]);
    return out;
}

static uint32_t of_list(const uint32_t *list, uint32_t i)
{
    return i == HS_NONE ? HS_NONE : list[i];
}

static hs_range move_links(copier *c, hs_range r, const uint32_t *of)
{
    hs_range out = {c->to->links.n, 0};
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (of[c->from->links.v[i]] != HS_NONE) {
            *HS_PUSH(c->to->links) = of[c->from->links.v[i]];
            out.n++;
        }
    return out;
}

static uint32_t move_chain(copier *c, uint32_t i, uint32_t mention)
{
    if (i == HS_NONE) return HS_NONE;
    if (c->chain.v[i] != HS_NONE) return c->chain.v[i];
    hs_chain k = c->from->chains.v[i];
    hs_range names = k.names;
    k.mention = mention;
    k.name = word_ref(c->m, c->to, c->from, k.name);
    k.why = 0;
    k.names = (hs_range){c->to->strings.n, names.n};
    for (uint32_t s = names.first; s < names.first + names.n; s++) {
        hs_ref name = word_ref(c->m, c->to, c->from, c->from->strings.v[s]);
        *HS_PUSH(c->to->strings) = name;
    }
    *HS_PUSH(c->to->chains) = k;
    return c->chain.v[i] = c->to->chains.n - 1;
}

static void move_mentions(copier *c)
{
    for (uint32_t i = 0; i < c->from->mentions.n; i++) {
        hs_mention m = c->from->mentions.v[i];
        *HS_PUSH(c->mention) = HS_NONE;
        if (!inside(c, m.at)) continue;
        m.at = moved(c, m.at);
        m.chain = move_chain(c, m.chain, c->to->mentions.n);
        m.name = word_ref(c->m, c->to, c->from, m.name);
        m.role = word_ref(c->m, c->to, c->from, m.role);
        m.why = 0;
        c->mention.v[i] = c->to->mentions.n;
        *HS_PUSH(c->to->mentions) = m;
    }
}

static void move_figures_and_dates(copier *c)
{
    for (uint32_t i = 0; i < c->from->figures.n; i++) {
        hs_figure f = c->from->figures.v[i];
        *HS_PUSH(c->figure) = HS_NONE;
        if (!inside(c, f.at) || (f.counted_at.n && !inside(c, f.counted_at))) continue;
        f.at = moved(c, f.at);
        f.counted_at = moved(c, f.counted_at);
        hs_ref *const texts[] = {&f.unit, &f.counted, &f.event, &f.per};
        for (int k = 0; k < 4; k++) *texts[k] = word_ref(c->m, c->to, c->from, *texts[k]);
        c->figure.v[i] = c->to->figures.n;
        *HS_PUSH(c->to->figures) = f;
    }
    for (uint32_t i = 0; i < c->from->dates.n; i++) {
        hs_date t = c->from->dates.v[i];
        *HS_PUSH(c->date) = HS_NONE;
        if (!inside(c, t.at)) continue;
        t.at = moved(c, t.at);
        c->date.v[i] = c->to->dates.n;
        *HS_PUSH(c->to->dates) = t;
    }
    for (uint32_t i = 0; i < c->from->quotes.n; i++) {
        hs_quote q = c->from->quotes.v[i];
        *HS_PUSH(c->quote) = HS_NONE;
        if (!inside(c, q.outer)) continue;
        q.outer = moved(c, q.outer);
        q.inner = moved(c, q.inner);
        q.parent = of_list(c->quote.v, q.parent);
        q.before = of_list(c->quote.v, q.before);
        c->quote.v[i] = c->to->quotes.n;
        *HS_PUSH(c->to->quotes) = q;
    }
}

static hs_voice move_voice(copier *c, hs_voice v)
{
    v.chain = of_list(c->chain.v, v.chain);
    v.name = word_ref(c->m, c->to, c->from, v.name);
    return v;
}

static void move_attributions(copier *c)
{
    for (uint32_t i = 0; i < c->from->attributions.n; i++) {
        hs_attribution a = c->from->attributions.v[i];
        *HS_PUSH(c->attribution) = HS_NONE;
        if (!all_inside(c, a.source) || !all_inside(c, a.cue) || !all_inside(c, a.content)) continue;
        if (a.parent != HS_NONE && (a.parent >= i || c->attribution.v[a.parent] == HS_NONE)) continue;
        a.source = move_spans(c, a.source);
        a.cue = move_spans(c, a.cue);
        a.content = move_spans(c, a.content);
        a.parent = of_list(c->attribution.v, a.parent);
        a.voice = move_voice(c, a.voice);
        a.other = move_voice(c, a.other);
        a.addressee = word_ref(c->m, c->to, c->from, a.addressee);
        a.addressee_chain = of_list(c->chain.v, a.addressee_chain);
        a.why = 0;
        c->attribution.v[i] = c->to->attributions.n;
        *HS_PUSH(c->to->attributions) = a;
    }
}

static void move_assertions(copier *c)
{
    for (uint32_t i = 0; i < c->from->assertions.n; i++) {
        hs_assertion s = c->from->assertions.v[i];
        if (!all_inside(c, s.spans)) continue;
        if (s.attribution != HS_NONE && c->attribution.v[s.attribution] == HS_NONE) continue;
        s.spans = move_spans(c, s.spans);
        s.attribution = of_list(c->attribution.v, s.attribution);
        s.voice = move_voice(c, s.voice);
        s.mentions = move_links(c, s.mentions, c->mention.v);
        s.figures = move_links(c, s.figures, c->figure.v);
        s.dates = move_links(c, s.dates, c->date.v);
        s.predicate = word_ref(c->m, c->to, c->from, s.predicate);
        s.act = inside(c, s.act) ? moved(c, s.act) : (hs_span){0, 0};
        s.terms = word_ref(c->m, c->to, c->from, s.terms);
        *HS_PUSH(c->to->assertions) = s;
    }
}

static void add_paragraph(const maker *m, const hs_doc *from, uint32_t block, hs_doc *to)
{
    copier c = {.m = m, .from = from, .to = to, .block = from->blocks.v[block].at};
    if (to->text.n) hs_buf_str(&to->text, "\n\n");
    c.at = (uint32_t)to->text.n;
    hs_str words = hs_doc_text(from, c.block);
    hs_buf_add(&to->text, words.p, words.n);
    make_words(m, to->text.p + c.at, words.n);
    *HS_PUSH(to->blocks) = (hs_block){.at = {c.at, (uint32_t)words.n}, .kind = HS_BLOCK_PARAGRAPH};
    for (uint32_t i = 0; i < from->chains.n; i++) *HS_PUSH(c.chain) = HS_NONE;
    move_mentions(&c);
    move_figures_and_dates(&c);
    move_attributions(&c);
    move_assertions(&c);
    HS_VEC_FREE(c.mention);
    HS_VEC_FREE(c.chain);
    HS_VEC_FREE(c.figure);
    HS_VEC_FREE(c.date);
    HS_VEC_FREE(c.quote);
    HS_VEC_FREE(c.attribution);
}

/* ---- documents ---- */

typedef HS_VEC(hs_item) paragraphs; /* document and block */

static void usable(const hs_pile *seeds, paragraphs *out)
{
    for (uint32_t d = 0; d < seeds->docs.n; d++)
        for (uint32_t b = 0; b < seeds->docs.v[d]->blocks.n; b++) {
            uint32_t n = seeds->docs.v[d]->blocks.v[b].at.n;
            if (n >= SHORTEST && n <= LONGEST) *HS_PUSH(*out) = (hs_item){d, b};
        }
}

/* Document n: the first of a family has three paragraphs, the others two or all of them; a day later each three. */
static hs_doc *make_doc(const hs_pile *seeds, const paragraphs *all, uint32_t n)
{
    hs_doc *d = hs_doc_new();
    uint32_t member = n % FAMILY, family = n / FAMILY;
    maker m = {hs_mix64(family + 1), hs_mix64(n + UINT64_C(1000000007))};
    for (uint32_t k = 0; k < PARAGRAPHS; k++) {
        hs_item it = all->v[hs_mix64(m.family + k) % all->n];
        if (member && m.member % (PARAGRAPHS + 2) == k) continue;
        add_paragraph(&m, seeds->docs.v[it.doc], it.item, d);
    }
    hs_day day = OLDEST + (hs_day)(family % 700) + (hs_day)(member / 3);
    char text[HS_DAY_TEXT], outlet[40] = "Paper ";
    hs_day_text(day, text);
    make_word(memset(outlet + 6, 'a', 8), 8, hs_mix64(n % 997));
    d->published_day = day;
    d->published = hs_doc_intern(d, hs_str_of(text));
    d->outlet = hs_doc_intern(d, hs_str_of(outlet));
    d->language = hs_doc_intern(d, HS_STR("en"));
    d->media = hs_doc_intern(d, HS_STR("text/plain"));
    *HS_PUSH(d->map) = (hs_run){.len = (uint32_t)d->text.n, .raw_len = (uint32_t)d->text.n};
    hs_doc_identify(d, (hs_str){d->text.p, d->text.n});
    return d;
}

static bool make(const char *seed, const char *path, uint32_t n, uint32_t first, hs_err *err)
{
    hs_pile seeds = {0};
    paragraphs all = {0};
    hs_buf versions = {0};
    hs_doc_versions(&versions);
    hs_case *s = hs_case_open(seed, false, err), *c = s ? hs_case_open(path, true, err) : NULL;
    bool ok = c && hs_case_load(s, &seeds, err);
    if (ok) usable(&seeds, &all);
    for (uint32_t i = first; ok && i < first + n; i++) {
        char name[40];
        hs_file_news news;
        hs_err none = {.offset = HS_NOWHERE};
        hs_doc *d = make_doc(&seeds, &all, i);
        hs_str raw = {d->text.p, d->text.n};
        snprintf(name, sizeof name, "made/%07u.txt", i);
        ok = (i % 500 != 0 && i != first) || hs_case_begin(c, err);
        ok = ok && hs_case_add_file(c, name, &raw, &none, &news, err);
        if (ok && news == HS_FILE_NEW) ok = hs_case_put_doc(c, d, hs_buf_c(&versions), err);
        if (i % 500 == 499 || i + 1 == first + n) ok = hs_case_end(c, ok, err);
        hs_doc_free(d);
    }
    hs_pile_free(&seeds);
    HS_VEC_FREE(all);
    hs_buf_free(&versions);
    hs_case_close(c);
    hs_case_close(s);
    return ok;
}

static bool text_of(const char *seed, uint32_t n, hs_err *err)
{
    hs_pile seeds = {0};
    paragraphs all = {0};
    hs_case *s = hs_case_open(seed, false, err);
    bool ok = s && hs_case_load(s, &seeds, err);
    if (ok) {
        usable(&seeds, &all);
        hs_doc *d = make_doc(&seeds, &all, n);
        fwrite(d->text.p, 1, d->text.n, stdout);
        hs_doc_free(d);
    }
    hs_pile_free(&seeds);
    HS_VEC_FREE(all);
    hs_case_close(s);
    return ok;
}

/* ---- linking ---- */

static moment step(const char *name, moment since)
{
    moment t = now();
    printf("scale: %-12s %8.2f s, %8.2f s of a core\n", name, t.wall - since.wall, t.cpu - since.cpu);
    fflush(stdout);
    return t;
}

static bool link_case(const char *path, hs_err *err)
{
    hs_pile p = {0};
    hs_buf versions = {0};
    hs_link_versions(&versions);
    moment start = now(), t = start;
    hs_case *c = hs_case_open(path, false, err);
    bool ok = c && hs_case_lock(c, err) && hs_case_load_unlinked(c, hs_buf_c(&versions), &p, err);
    t = step("load", t);
    uint32_t documents = p.docs.n;
    hs_link_clear(&p);
    for (size_t i = 0; ok && i < hs_link_pass_count; i++) {
        ok = hs_link_passes[i].link(&p, err);
        t = step(hs_link_passes[i].name, t);
    }
    ok = ok && hs_case_put_ledger(c, &p, hs_buf_c(&versions), err);
    t = step("store", t);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    step("all", start);
    printf("scale: %u documents, %u entities, %u derivations, %u claims, peak memory %ld MB\n", documents,
           p.ledger.entities.n, p.ledger.derivations.n, p.ledger.claims.n, use.ru_maxrss / 1024);
    hs_pile_free(&p);
    hs_buf_free(&versions);
    hs_case_close(c);
    return ok;
}

int main(int argc, char **argv)
{
    hs_err err = {0};
    bool ok = false, usage = argc < 2;
    if (!usage && !strcmp(argv[1], "make") && argc == 6) {
        ok = make(argv[2], argv[3], (uint32_t)strtoul(argv[4], NULL, 10), (uint32_t)strtoul(argv[5], NULL, 10), &err);
    } else if (!usage && !strcmp(argv[1], "text") && argc == 4) {
        ok = text_of(argv[2], (uint32_t)strtoul(argv[3], NULL, 10), &err);
    } else if (!usage && !strcmp(argv[1], "link") && argc == 3) {
        ok = link_case(argv[2], &err);
    } else {
        usage = true;
    }
    if (usage) return fprintf(stderr, "scale make SEED_CASE CASE N FIRST | text SEED_CASE N | link CASE\n"), 2;
    return ok ? 0 : (fprintf(stderr, "scale: %s\n", err.msg), 1);
}
