/* Attributions: each run of words outside quotation marks is searched for cues, each cue for its source and content,
 * and quotations that stand beside the run are given to the cue that reports them. */
#include "find/contents.h"
#include "find/find.h"
#include "find/voices.h"

#include <stdlib.h>
#include <string.h>

enum { SPOTS = 24, REACH = 16, MAX_CONTENT = 64 };

typedef struct {
    hs_words_range source, cue, hearer;
    HS_VEC(hs_span) content;
    uint32_t stance, flags;
    bool direct, indirect; /* what its content is made of */
    bool carried;          /* no cue of its own: goes on from an earlier one */
    bool silent;           /* takes its voice from elsewhere */
    uint32_t like;         /* draft whose voice it has, or HS_NONE */
    const char *why;
} draft;

typedef struct {
    hs_spot spot;
    hs_source source;
    bool has_source;
    uint32_t draft; /* HS_NONE while it has none */
} found;

typedef struct {
    hs_reading r;
    HS_VEC(draft) drafts;
    uint32_t *taken;     /* per quotation: 1 + draft that has it as content, 0 while free */
    uint32_t *next_part; /* per quotation: the part in the next paragraph, or HS_NONE */
    found spots[SPOTS];  /* of the run being read */
    uint32_t spot_n;
} pass;

/* ---- quotations beside a run ---- */

static uint32_t block_of(const pass *p, uint32_t t)
{
    return p->r.d->sentences.v[hs_sentence_of(&p->r, t)].block;
}

/* The outermost quotation around token t that does not hold the run, whose own quotation is `inside`. */
static uint32_t quote_around(const pass *p, uint32_t t, uint32_t inside)
{
    uint32_t q = p->r.quote[t];
    if (q == HS_NONE || q == inside) return HS_NONE;
    for (int depth = 0; depth < 8; depth++) {
        uint32_t up = p->r.d->quotes.v[q].parent;
        if (up == HS_NONE || up == inside || !hs_quote_is_speech(p->r.d, up)) break;
        q = up;
    }
    return inside != HS_NONE && p->r.d->quotes.v[inside].parent == q ? HS_NONE : q;
}

static uint32_t left_quote(const pass *p, hs_words_range seg)
{
    if (seg.from == 0 || block_of(p, seg.from) != block_of(p, seg.from - 1)) return HS_NONE;
    return quote_around(p, seg.from - 1, p->r.quote[seg.from]);
}

static uint32_t right_quote(const pass *p, hs_words_range seg)
{
    if (seg.to >= p->r.d->tokens.n) return HS_NONE;
    bool colon = hs_class(&p->r, seg.to - 1, HS_W_COLON);
    if (!colon && block_of(p, seg.to) != block_of(p, seg.to - 1)) return HS_NONE;
    if (!colon && hs_class(&p->r, seg.to - 1, HS_W_STOP)) return HS_NONE;
    return quote_around(p, seg.to, p->r.quote[seg.from]);
}

static char last_char(const hs_doc *d, uint32_t q)
{
    hs_span in = d->quotes.v[q].inner;
    return in.n ? d->text.p[hs_span_end(in) - 1] : 0;
}

/* ---- drafts ---- */

static draft *new_draft(pass *p, hs_words_range cue, const char *why)
{
    draft *d = HS_PUSH(p->drafts);
    d->cue = cue;
    d->like = HS_NONE;
    d->why = why;
    return d;
}

static void add_words(pass *p, draft *d, hs_words_range w)
{
    w = hs_words_trim(&p->r, w);
    if (w.from >= w.to || d->content.n >= MAX_CONTENT) return;
    *HS_PUSH(d->content) = hs_words_span(&p->r, w);
    d->indirect = true;
}

static void add_quotation(pass *p, uint32_t index, uint32_t q)
{
    for (uint32_t parts = 0; q != HS_NONE && parts < MAX_CONTENT; q = p->next_part[q], parts++) {
        if (p->taken[q]) return;
        p->taken[q] = index + 1;
        draft *d = &p->drafts.v[index];
        *HS_PUSH(d->content) = p->r.d->quotes.v[q].outer;
        d->direct = true;
    }
}

/* ---- one run of words ---- */

/* Inside a quotation only clauses are reported again; what «I», «we» and «you» say there is the speaker's own. */
static bool fits_inside(const pass *p, const found *f)
{
    if (p->r.quote[f->spot.head] == HS_NONE) return true;
    if (!(f->spot.cue->frames & (HS_FRAME_QUOTE | HS_FRAME_THAT))) return false;
    if (!f->has_source) return f->spot.kind != HS_SPOT_VERB || f->spot.passive;
    static const char *const own[] = {"I", "We", "You", "i", "we", "you"};
    return f->source.words.to != f->source.words.from + 1 ||
           !hs_in_table(hs_word(&p->r, f->source.words.from), own, sizeof own / sizeof *own);
}

static void gather(pass *p, hs_words_range seg)
{
    p->spot_n = 0;
    for (uint32_t t = seg.from; t < seg.to && p->spot_n < SPOTS; t++) {
        found *f = &p->spots[p->spot_n];
        if (!hs_spot_at(&p->r, t, seg, &f->spot)) continue;
        bool tree = hs_parsed(&p->r, t);
        if (f->spot.infinitive && !tree) continue;
        f->draft = HS_NONE;
        p->spot_n++;
        if (f->spot.words.to > t + 1) t = f->spot.words.to - 1;
    }
}

static bool rest_is_plain(const hs_reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (hs_class(r, t, HS_W_AUX | HS_W_THAT | HS_W_TO | HS_W_SUBJECT) && !hs_class(r, t, HS_W_DET)) return false;
    return true;
}

static bool is_start(const pass *p, uint32_t t, hs_words_range seg)
{
    while (t > seg.from && hs_class(&p->r, t - 1, HS_W_MARK)) t--;
    return t == seg.from;
}

static void find_sources(pass *p, hs_words_range seg, uint32_t left)
{
    for (uint32_t i = 0; i < p->spot_n; i++) {
        found *f = &p->spots[i];
        bool at_left = i == 0 && left != HS_NONE && is_start(p, f->spot.words.from, seg);
        bool comma = f->spot.words.from >= seg.from + 3 && hs_class(&p->r, f->spot.words.from - 1, HS_W_COMMA) &&
                     rest_is_plain(&p->r, f->spot.words.to, seg.to);
        f->has_source = hs_source_of(&p->r, &f->spot, seg, at_left || comma, &f->source);
        bool shared = f->spot.kind == HS_SPOT_VERB && !f->has_source && !f->spot.passive && i > 0;
        if (shared && p->spots[i - 1].has_source && !p->spots[i - 1].spot.passive) {
            f->source = p->spots[i - 1].source;
            f->source.behind = false;
            f->has_source = true;
        }
    }
}

static uint32_t start_of(const found *f)
{
    bool before = f->has_source && !f->source.behind && f->source.words.from < f->spot.words.from;
    return before ? f->source.words.from : f->spot.words.from;
}

/* Where the content of spot i must end because spot i+1 is its neighbour and not part of what it reports. */
static uint32_t limit_of(const pass *p, uint32_t i, hs_words_range seg)
{
    for (uint32_t k = i + 1; k < p->spot_n; k++) {
        const found *f = &p->spots[k];
        bool own = f->has_source && (k == 0 || f->source.words.from != p->spots[k - 1].source.words.from);
        uint32_t at = own ? start_of(f) : f->spot.words.from;
        if (at <= p->spots[i].spot.words.to) continue;
        if (hs_class(&p->r, at - 1, HS_W_AND | HS_W_BUT) && f->spot.kind == HS_SPOT_VERB) return at - 1;
        if (f->spot.participle && hs_class(&p->r, at - 1, HS_W_COMMA)) return at - 1;
    }
    return seg.to;
}

static bool can_report_left(const pass *p, const found *f, hs_words_range seg, uint32_t left)
{
    const hs_reading *r = &p->r;
    if (f->spot.kind != HS_SPOT_VERB && f->spot.kind != HS_SPOT_ACCORDING) return false;
    if (f->spot.kind == HS_SPOT_VERB && !(f->spot.cue->frames & HS_FRAME_QUOTE)) return false;
    if (start_of(f) - seg.from > REACH || p->taken[left]) return false;
    char last = last_char(r->d, left);
    bool fresh =
        hs_class(r, seg.from, HS_W_CAPITAL) && r->d->sentences.v[hs_sentence_of(r, seg.from)].first == seg.from;
    if (last != '.' && !(fresh && (last == '?' || last == '!'))) return true;
    if (!fresh) return true;
    return rest_is_plain(r, f->spot.words.to, seg.to) && seg.to - f->spot.words.to < REACH && last != '.';
}

static bool can_report_right(const pass *p, const found *f, hs_words_range seg)
{
    uint32_t end = f->spot.words.to;
    if (f->has_source && f->source.behind && f->source.words.to > end) end = f->source.words.to;
    if (f->spot.kind != HS_SPOT_VERB) return false;
    if (!(f->spot.cue->frames & (HS_FRAME_QUOTE | HS_FRAME_THAT))) return false;
    return seg.to - end <= REACH || hs_class(&p->r, seg.to - 1, HS_W_COLON);
}

static draft *draft_of(pass *p, found *f, const char *why)
{
    if (f->draft == HS_NONE) {
        f->draft = p->drafts.n;
        draft *d = new_draft(p, f->spot.words, why);
        if (f->has_source) d->source = f->source.words;
        d->stance = f->spot.cue->stance;
        d->flags = f->spot.flags;
    }
    return &p->drafts.v[f->draft];
}

static void report_quotes(pass *p, hs_words_range seg, uint32_t left, uint32_t right)
{
    if (p->spot_n == 0) return;
    found *first = &p->spots[0], *last = NULL;
    if (left != HS_NONE && can_report_left(p, first, seg, left)) {
        draft_of(p, first, "cue beside the quotation");
        add_quotation(p, first->draft, left);
        last = first; /* «“A,” Brenn said, “B.”» */
    }
    for (uint32_t i = p->spot_n; i > 0 && right != HS_NONE; i--)
        if (can_report_right(p, &p->spots[i - 1], seg)) {
            last = &p->spots[i - 1];
            break;
        }
    if (right == HS_NONE || !last || p->taken[right]) return;
    hs_content c = {.n = 0};
    uint32_t start = hs_content_start(&p->r, &last->spot, &last->source, seg.to, &c);
    draft *d = draft_of(p, last, "cue before the quotation");
    d->hearer = c.hearer;
    bool clause = start < seg.to && hs_class(&p->r, start, HS_W_THAT | HS_W_WH | HS_W_SUBJECT) &&
                  !hs_class(&p->r, seg.to - 1, HS_W_COLON);
    if (clause) add_words(p, d, (hs_words_range){start, seg.to});
    add_quotation(p, last->draft, right);
}

static void report_clauses(pass *p, hs_words_range seg)
{
    uint32_t from = seg.from;
    for (uint32_t i = 0; i < p->spot_n; i++) {
        found *f = &p->spots[i];
        hs_content c;
        uint32_t limit = limit_of(p, i, seg);
        if (f->draft == HS_NONE) {
            bool silent = f->spot.passive || f->spot.kind == HS_SPOT_ADVERB || f->spot.kind == HS_SPOT_NOUN;
            if ((!f->has_source && !silent) || !fits_inside(p, f)) continue;
            if (!hs_content_of(&p->r, &f->spot, &f->source, seg, from, limit, &c)) continue;
            draft *d = draft_of(p, f, "cue with its clause");
            d->hearer = c.hearer;
            for (uint32_t k = 0; k < c.n; k++) add_words(p, d, c.parts[k]);
            if (d->content.n == 0) p->drafts.n--, f->draft = HS_NONE;
        } else {
            draft *d = &p->drafts.v[f->draft];
            if (!d->hearer.to) {
                hs_content_start(&p->r, &f->spot, &f->source, seg.to, &c);
                d->hearer = c.hearer;
            }
        }
        if (limit < seg.to) from = limit;
    }
}

/* «Brenn: “…”» */
static void report_colon(pass *p, hs_words_range seg, uint32_t right)
{
    if (right == HS_NONE || p->taken[right] || !hs_class(&p->r, seg.to - 1, HS_W_COLON)) return;
    hs_words_range who = hs_words_trim(&p->r, seg);
    if (who.from >= who.to || who.to - who.from > 6 || !hs_class(&p->r, who.from, HS_W_CAPITAL)) return;
    draft *d = new_draft(p, (hs_words_range){seg.to - 1, seg.to}, "a name and a colon before the quotation");
    d->source = who;
    add_quotation(p, p->drafts.n - 1, right);
}

static void read_run(pass *p, hs_words_range seg)
{
    uint32_t left = left_quote(p, seg), right = right_quote(p, seg);
    gather(p, seg);
    find_sources(p, seg, left);
    report_quotes(p, seg, left, right);
    report_clauses(p, seg);
    report_colon(p, seg, right);
}

static void read_runs(pass *p)
{
    hs_doc *d = p->r.d;
    for (uint32_t s = 0; s < d->sentences.n; s++) {
        uint32_t t = d->sentences.v[s].first, end = t + d->sentences.v[s].n;
        while (t < end) {
            hs_words_range seg = {t, t + 1};
            while (seg.to < end && p->r.quote[seg.to] == p->r.quote[t]) seg.to++;
            read_run(p, seg);
            t = seg.to;
        }
    }
}

/* ---- quotations that no cue stands beside ---- */

static bool only_space(const hs_doc *d, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++)
        if (d->text.p[at] != ' ' && d->text.p[at] != '\n' && d->text.p[at] != '.') return false;
    return true;
}

/* «“A,” Brenn said. “B.”»: a quotation that follows the sentence of a direct report in the same paragraph. */
static void carry_on(pass *p)
{
    hs_doc *d = p->r.d;
    for (uint32_t q = 0; q < d->quotes.n; q++) {
        if (p->taken[q] || !hs_quote_is_speech(d, q) || d->quotes.v[q].parent != HS_NONE) continue;
        uint32_t t = hs_doc_token_at(d, d->quotes.v[q].outer.at);
        if (t == 0 || t >= d->tokens.n) continue;
        if (d->quotes.v[q].before != HS_NONE) {
            uint32_t owner = p->taken[d->quotes.v[q].before];
            if (owner) add_quotation(p, owner - 1, q);
            continue;
        }
        if (block_of(p, t) != block_of(p, t - 1)) continue;
        uint32_t sentence = hs_sentence_of(&p->r, t - 1), owner = HS_NONE;
        for (uint32_t i = p->drafts.n; i > 0; i--) { /* drafts ascend: the last few are near */
            const draft *dr = &p->drafts.v[i - 1];
            if (!dr->direct || hs_sentence_of(&p->r, dr->cue.from) != sentence) {
                if (p->drafts.n - i > 8 && dr->cue.from < t) break;
                continue;
            }
            owner = i - 1;
            break;
        }
        if (owner == HS_NONE) continue;
        uint32_t end = hs_span_end(d->tokens.v[t - 1].at);
        if (only_space(d, end, d->quotes.v[q].outer.at)) add_quotation(p, owner, q);
    }
}

/* ---- out ---- */

static uint32_t mode_of(const pass *p, const draft *dr)
{
    if (dr->direct && !dr->indirect) return HS_DIRECT;
    if (dr->direct) return HS_MIXED;
    const hs_doc *d = p->r.d;
    for (uint32_t i = 0; i < dr->content.n; i++) {
        hs_span s = dr->content.v[i];
        uint32_t t = hs_doc_token_at(d, s.at);
        for (; t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(s); t++)
            if (hs_class(&p->r, t, HS_W_QUOTE) && !hs_word_is(&p->r, t, "'") &&
                p->r.quote[t] == p->r.quote[dr->cue.from])
                return HS_MIXED;
    }
    return HS_INDIRECT;
}

static int by_place(const void *a, const void *b)
{
    const hs_span *x = a, *y = b;
    return x->at != y->at ? (x->at < y->at ? -1 : 1) : (x->n > y->n ? -1 : x->n < y->n);
}

static void emit(pass *p, draft *dr)
{
    hs_doc *d = p->r.d;
    if (dr->content.n > 1) qsort(dr->content.v, dr->content.n, sizeof *dr->content.v, by_place);
    hs_span source = hs_words_span(&p->r, dr->source), cue = hs_words_span(&p->r, dr->cue);
    hs_range sources = hs_doc_spans(d, &source, source.n > 0), cues = hs_doc_spans(d, &cue, cue.n > 0);
    hs_range contents = hs_doc_spans(d, dr->content.v, dr->content.n);
    hs_attribution *a = HS_PUSH(d->attributions);
    *a = (hs_attribution){.source = sources,
                          .cue = cues,
                          .content = contents,
                          .stance = dr->stance,
                          .flags = dr->flags,
                          .parent = HS_NONE,
                          .mode = mode_of(p, dr)};
    hs_buf why = {0};
    hs_buf_str(&why, dr->why);
    hs_voice_resolve(&p->r, dr->source, dr->hearer, a, &why);
    a->why = hs_doc_intern(d, (hs_str){why.p, why.n});
    hs_buf_free(&why);
}

typedef struct {
    uint32_t at, end, attribution;
} reach;

static int by_reach(const void *a, const void *b)
{
    const reach *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return x->attribution < y->attribution ? -1 : x->attribution > y->attribution;
}

static uint32_t anchor_of(const hs_doc *d, const hs_attribution *a)
{
    return a->cue.n ? d->spans.v[a->cue.first].at : d->spans.v[a->content.first].at;
}

/* The parent is the one whose content is the least that holds the cue. Contents nest or are apart, so a stack serves.
 */
static void find_parents(hs_doc *d)
{
    HS_VEC(reach) all = {0};
    HS_VEC(reach) open = {0};
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        for (uint32_t k = 0; k < a->content.n; k++) {
            hs_span s = d->spans.v[a->content.first + k];
            *HS_PUSH(all) = (reach){s.at, hs_span_end(s), i};
        }
    }
    if (all.n > 1) qsort(all.v, all.n, sizeof *all.v, by_reach);
    uint32_t next = 0;
    for (uint32_t i = 0; i < d->attributions.n; i++) { /* attributions ascend by their cue */
        uint32_t at = anchor_of(d, &d->attributions.v[i]);
        while (next < all.n && all.v[next].at <= at) {
            while (open.n > 0 && open.v[open.n - 1].end <= all.v[next].at) open.n--;
            *HS_PUSH(open) = all.v[next++];
        }
        while (open.n > 0 && open.v[open.n - 1].end <= at) open.n--;
        for (uint32_t k = open.n; k > 0; k--) {
            const reach *o = &open.v[k - 1];
            if (o->end <= at || o->attribution == i) continue;
            d->attributions.v[i].parent = o->attribution;
            break;
        }
    }
    HS_VEC_FREE(all);
    HS_VEC_FREE(open);
}

static int by_cue(const void *a, const void *b)
{
    const draft *x = a, *y = b;
    return x->cue.from != y->cue.from ? (x->cue.from < y->cue.from ? -1 : 1)
                                      : (x->cue.to < y->cue.to) - (x->cue.to > y->cue.to);
}

void hs_find_attributions(hs_doc *d)
{
    pass p = {.drafts = {0}};
    if (d->tokens.n == 0) return;
    hs_reading_init(&p.r, d);
    p.taken = hs_calloc(d->quotes.n + 1, sizeof *p.taken);
    p.next_part = hs_calloc(d->quotes.n + 1, sizeof *p.next_part);
    for (uint32_t q = 0; q <= d->quotes.n; q++) p.next_part[q] = HS_NONE;
    for (uint32_t q = 0; q < d->quotes.n; q++)
        if (d->quotes.v[q].before != HS_NONE) p.next_part[d->quotes.v[q].before] = q;
    read_runs(&p);
    carry_on(&p);
    if (p.drafts.n > 1) qsort(p.drafts.v, p.drafts.n, sizeof *p.drafts.v, by_cue);
    for (uint32_t i = 0; i < p.drafts.n; i++) {
        emit(&p, &p.drafts.v[i]);
        HS_VEC_FREE(p.drafts.v[i].content);
    }
    find_parents(d);
    HS_VEC_FREE(p.drafts);
    free(p.taken);
    free(p.next_part);
    hs_reading_free(&p.r);
}
