/* Each run of words of one sentence and one quotation is searched for cues, each cue for its source and content; a
 * quotation beside the run is given to the cue that reports it. */
#include "find/branches.h"
#include "find/clauses.h"
#include "find/drafts.h"
#include "find/refusals.h"

enum { SPOTS = 24, REACH = 16, EDGES = 64, LONGEST_CONTENT = 200, LONGEST_SOURCE = 60 };
static const float LEAST_CUE = 0.5F, LEAST_CLAUSE = 0.02F, LEAST_SPEECH = 0.25F,
                   SURE_CUE = 0.85F; /* share of people who would mark it; with «that» behind */

typedef struct {
    hs_spot spot;
    hs_source source;
    bool has_source;
    hs_question scene; /* what the judge of cues was asked; judged says whether it was */
    bool judged;
    float share, start, end, from; /* how surely people would mark it, and its parts; 1 where no judge was heard */
    uint32_t other_end;            /* where its content ends in the second reading, or HS_NONE */
    uint32_t draft;                /* HS_NONE while it has none */
    hs_words_range right;          /* the part of its content behind the cue; empty while it has none */
} found;

typedef struct {
    hs_drafts *d;
    found spots[SPOTS]; /* of the run being read */
    uint32_t spot_n;
    found *right_owner; /* the one that reports the quotation behind the run, or NULL */
    bool left, right;   /* a quotation stands before, behind the run */
} pass;

/* The outermost quotation around token t that does not hold the run, whose own quotation is `inside`. */
static uint32_t quote_around(const pass *p, uint32_t t, uint32_t inside)
{
    uint32_t q = p->d->r.quote[t];
    if (q == HS_NONE || q == inside) return HS_NONE;
    for (int depth = 0; depth < 8; depth++) {
        uint32_t up = p->d->r.d->quotes.v[q].parent;
        if (up == HS_NONE || up == inside || !hs_quote_is_speech(p->d->r.d, up)) break;
        q = up;
    }
    return inside != HS_NONE && p->d->r.d->quotes.v[inside].parent == q ? HS_NONE : q;
}

static uint32_t left_quote(const pass *p, hs_words_range seg)
{
    if (seg.from == 0 || hs_block_of(&p->d->r, seg.from) != hs_block_of(&p->d->r, seg.from - 1)) return HS_NONE;
    return quote_around(p, seg.from - 1, p->d->r.quote[seg.from]);
}

static uint32_t right_quote(const pass *p, hs_words_range seg)
{
    if (seg.to >= p->d->r.d->tokens.n) return HS_NONE;
    bool colon = hs_class(&p->d->r, seg.to - 1, HS_W_COLON);
    if (!colon && hs_block_of(&p->d->r, seg.to) != hs_block_of(&p->d->r, seg.to - 1)) return HS_NONE;
    if (!colon && hs_class(&p->d->r, seg.to - 1, HS_W_STOP)) return HS_NONE;
    return quote_around(p, seg.to, p->d->r.quote[seg.from]);
}

static char last_char(const hs_doc *d, uint32_t q)
{
    hs_span in = d->quotes.v[q].inner;
    return in.n ? d->text.p[hs_span_end(in) - 1] : 0;
}

/* ---- one run of words ---- */

/* Inside a quotation only clauses are reported again; what «I», «we» and «you» say there is the speaker's own. */
static bool fits_inside(const pass *p, const found *f)
{
    if (p->d->r.quote[f->spot.head] == HS_NONE) return true;
    if (f->spot.kind == HS_SPOT_ACCORDING || f->spot.kind == HS_SPOT_ADVERB) return true;
    if (f->spot.kind == HS_SPOT_NOUN) return f->has_source;
    bool clause = hs_class(&p->d->r, f->spot.words.to, HS_W_THAT) && (f->spot.cue->frames & HS_FRAME_THAT);
    if (!clause && !(f->spot.cue->frames & HS_FRAME_QUOTE)) return false;
    if (!f->has_source) return f->spot.kind != HS_SPOT_VERB || f->spot.passive;
    static const char *const own[] = {"I", "We", "You", "i", "we", "you"};
    return f->source.words.to != f->source.words.from + 1 ||
           !hs_in_table(hs_word(&p->d->r, f->source.words.from), own, sizeof own / sizeof *own);
}

static void gather(pass *p, hs_words_range seg)
{
    p->spot_n = 0;
    for (uint32_t t = seg.from; t < seg.to && p->spot_n < SPOTS; t++) {
        found *f = &p->spots[p->spot_n];
        if (!hs_spot_at(&p->d->r, t, seg, &f->spot)) continue;
        bool tree = hs_parsed(&p->d->r, t);
        if (f->spot.infinitive && !tree) continue;
        if (f->spot.infinitive && f->spot.words.from > seg.from && hs_class(&p->d->r, f->spot.words.from - 1, HS_W_WH))
            continue; /* «what to say about it» */
        if (f->spot.joined && p->spot_n > 0 && p->spots[p->spot_n - 1].spot.head >= f->spot.words.from) {
            p->spots[p->spot_n - 1] = *f; /* the first verb is no cue of its own */
            f = &p->spots[--p->spot_n];
        }
        f->draft = HS_NONE;
        f->right = (hs_words_range){0, 0};
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
    while (t > seg.from && hs_class(&p->d->r, t - 1, HS_W_MARK)) t--;
    return t == seg.from;
}

static uint32_t start_of(const found *f)
{
    bool before = f->has_source && !f->source.behind && f->source.words.from < f->spot.words.from;
    return before ? f->source.words.from : f->spot.words.from;
}

/* «X, Brenn is certain, is Y»: set off by commas, with its own subject. */
static bool is_parenthesis(const pass *p, const found *f)
{
    uint32_t from = start_of(f), to = f->spot.words.to;
    return f->has_source && from > 0 && from < f->spot.words.from && hs_class(&p->d->r, from - 1, HS_W_COMMA) &&
           hs_class(&p->d->r, to, HS_W_COMMA | HS_W_STOP) && f->spot.cue->frames & HS_FRAME_THAT;
}

/* «Brenn said it broke because nobody had paid, and blamed the council»: «nobody» has not. */
static bool blames_as_well(const pass *p, uint32_t i, hs_words_range seg)
{
    const found *f = &p->spots[i], *first = &p->spots[0];
    uint32_t at = f->spot.words.from;
    if (i == 0 || !f->has_source || !first->has_source || f->spot.kind != HS_SPOT_VERB || at < seg.from + 3)
        return false;
    bool joint = hs_class(&p->d->r, at - 1, HS_W_AND) && hs_class(&p->d->r, at - 2, HS_W_COMMA);
    return joint && hs_names_no_one(&p->d->r, f->source.words) && first->spot.kind == HS_SPOT_VERB;
}

/* «| Tasch |, Brenn said, had told her»: the subject stands before the report that cuts in. */
static bool source_before_aside(const pass *p, uint32_t i, hs_words_range seg, hs_words_range *who)
{
    const hs_reading *r = &p->d->r;
    const found *f = &p->spots[i], *aside = i > 0 ? f - 1 : f;
    uint32_t from = start_of(aside), to = aside->spot.words.to;
    if (i == 0 || f->spot.kind != HS_SPOT_VERB || f->spot.participle || f->spot.infinitive || f->spot.passive)
        return false;
    if (!is_parenthesis(p, aside) || f->spot.words.from != to + 1 || !hs_class(r, to, HS_W_COMMA)) return false;
    who->to = who->from = from - 1;
    while (who->from > seg.from && !hs_class(r, who->from - 1, HS_W_MARK | HS_W_AND | HS_W_BUT | HS_W_THAT))
        who->from--;
    return who->from < who->to && hs_predicate_in(r, *who) == HS_NONE;
}

static void find_sources(pass *p, hs_words_range seg, uint32_t left)
{
    for (uint32_t i = 0; i < p->spot_n; i++) {
        found *f = &p->spots[i];
        bool at_left = i == 0 && left != HS_NONE && is_start(p, f->spot.words.from, seg);
        bool comma = f->spot.words.from >= seg.from + 3 && hs_class(&p->d->r, f->spot.words.from - 1, HS_W_COMMA) &&
                     rest_is_plain(&p->d->r, f->spot.words.to, seg.to);
        f->has_source = hs_source_of(&p->d->r, &f->spot, seg, at_left || comma, &f->source);
        hs_words_range who;
        if (source_before_aside(p, i, seg, &who)) {
            f->source = (hs_source){.words = who, .closed = true};
            f->has_source = true;
            continue;
        }
        bool adding =
            f->spot.participle && hs_class(&p->d->r, f->spot.words.from - (f->spot.words.from > 0), HS_W_COMMA);
        bool shared = f->spot.kind == HS_SPOT_VERB && !f->spot.passive && i > 0 && (!f->has_source || adding);
        uint32_t before = shared ? i - 1 : i;
        while (adding && before > 0 && before < i && p->spots[before].spot.kind == HS_SPOT_NOUN) before--;
        if (blames_as_well(p, i, seg)) {
            f->source = p->spots[0].source;
            f->source.shared = true;
            f->source.behind = false;
        }
        if (shared && p->spots[before].has_source && !p->spots[before].spot.passive) { /* «rejected claims, saying» */
            f->source = p->spots[before].source;
            f->source.behind = false;
            f->source.shared = true;
            f->has_source = true;
        }
    }
}

static void keep_asked(pass *p, const hs_question *q, hs_judge_kind kind, const found *f, hs_words_range words)
{
    hs_asked *a = HS_PUSH(*p->d->asked);
    *a = (hs_asked){*q, kind, f->spot.head, words};
}

/* What reports a clause by its form is kept even where few people would mark it. */
static bool reports_clause(const pass *p, const found *f)
{
    if (f->spot.kind == HS_SPOT_ACCORDING || f->spot.kind == HS_SPOT_ADVERB) return true;
    if (f->spot.inside.from < f->spot.inside.to || is_parenthesis(p, f) || hs_is_aside(&p->d->r, &f->spot)) return true;
    bool heard =
        hs_is_heard(&p->d->r, &f->spot); /* «heard from a guard that», «the inquest heard | the boy was alone» */
    if (heard && f->has_source && (f->source.behind || hs_hears_clause(&p->d->r, f->spot.head))) return true;
    return hs_class(&p->d->r, f->spot.words.to, HS_W_THAT) && f->spot.cue->frames & HS_FRAME_THAT;
}

/* Cues that people would not mark as such go: «knows nothing», «released the report». */
static void judge_cues(pass *p, hs_words_range seg)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->spot_n; i++) {
        found *f = &p->spots[i];
        hs_source none = {.words = {0, 0}};
        hs_scene scene = {&f->spot, f->has_source ? &f->source : &none, seg, p->left, p->right};
        hs_question q;
        bool keep = true;
        f->share = f->start = f->end = f->from = 1;
        f->other_end = HS_NONE;
        f->judged = false;
        if (hs_parsed(&p->d->r, f->spot.head)) {
            hs_ask_cue(&p->d->r, &scene, &q);
            f->scene = q;
            f->judged = true;
            if (p->d->asked)
                keep_asked(p, &q, HS_JUDGE_CUE, f, f->spot.words);
            else
                f->share = hs_judge_share(&p->d->judges[HS_JUDGE_CUE], &q);
            bool denial = f->spot.cue->stance == HS_DENIES && f->has_source;
            bool quotes = (p->left || p->right) && f->has_source && hs_cue_is_speech(hs_word(&p->d->r, f->spot.head));
            keep = f->share >= (reports_clause(p, f) ? LEAST_CLAUSE : denial || quotes ? LEAST_SPEECH : LEAST_CUE);
        }
        if (keep) p->spots[kept++] = p->spots[i];
    }
    p->spot_n = kept;
}

/* The edge among those of the range that the judge takes, asked one after the other; `rule`: where rules put it. */
static uint32_t judge_edge(pass *p, hs_judge_kind kind, found *f, hs_words_range seg, hs_words_range range,
                           uint32_t rule)
{
    uint32_t second_at = HS_NONE;
    float second = 0;
    uint32_t at[EDGES], n = 0, best = rule;
    hs_source none = {.words = {0, 0}};
    hs_scene scene = {&f->spot, f->has_source ? &f->source : &none, seg, p->left, p->right};
    float open = 1, most = 0; /* the share of worlds in which it has not come yet */
    if (kind == HS_JUDGE_START) at[n++] = range.from;
    n += hs_edges_of(&p->d->r, range, kind == HS_JUDGE_SOURCE, at + n, EDGES - n);
    for (uint32_t i = 0; i < n; i++) {
        hs_question q;
        hs_ask_edge(&p->d->r, &scene, range, at[i], rule, &q);
        if (p->d->asked) {
            keep_asked(p, &q, kind, f, (hs_words_range){range.from, at[i]});
            continue;
        }
        bool rest = i + 1 == n && kind != HS_JUDGE_START;
        float share = rest ? 1 : hs_judge_share(&p->d->judges[kind], &q);
        if (open * share > most) {
            second = most;
            second_at = most > 0 ? best : HS_NONE;
            most = open * share;
            best = at[i];
        } else if (open * share > second) {
            second = open * share;
            second_at = at[i];
        }
        open *= 1 - share;
    }
    if (kind == HS_JUDGE_START) f->start = most;
    if (kind == HS_JUDGE_SOURCE) f->from = most;
    if (kind == HS_JUDGE_END) {
        f->end = most;
        f->other_end = second_at;
    }
    return open > most && kind == HS_JUDGE_START ? rule : best;
}

/* The part of a content behind its cue, as the judges see it; rules propose *part. */
static void judge_part(pass *p, found *f, hs_words_range seg, hs_words_range hearer, hs_words_range *part)
{
    hs_words_range all = {f->spot.words.to, seg.to > part->to ? seg.to : part->to};
    if (!hs_parsed(&p->d->r, f->spot.head)) return;
    if (f->has_source && f->source.behind && f->source.words.to > all.from) all.from = f->source.words.to;
    bool amount = hs_class(&p->d->r, hearer.to, HS_W_NUMBER) || hs_word_is(&p->d->r, hearer.to, "only");
    if (hearer.to > all.from && hearer.to <= part->from && amount) all.from = hearer.to; /* «told Wikipost | 10 …» */
    uint32_t noun_end = p->d->r.high[f->spot.head] + 1; /* «the claim that … | is false» */
    if (f->spot.kind == HS_SPOT_NOUN && part->to <= noun_end && noun_end < all.to) all.to = noun_end;
    if (part->to < all.to && hs_word_is(&p->d->r, part->to, ";")) all.to = part->to;
    if (hs_str_eq(hs_str_of(f->spot.cue->lemma), HS_STR("put"))) return; /* «put support | at 41 percent» */
    if (f->spot.kind == HS_SPOT_ACCORDING || part->from < all.from || all.to - all.from > LONGEST_CONTENT) return;
    bool that = part->from > all.from && hs_class(&p->d->r, part->from, HS_W_THAT) &&
                (hs_class(&p->d->r, part->from - 1, HS_W_COMMA | HS_W_TIME) || f->spot.cue->frames & HS_FRAME_HEARER);
    if (part->from - all.from <= REACH && !that) {
        hs_words_range start = {all.from, part->from + REACH < part->to ? part->from + REACH : part->to};
        part->from = judge_edge(p, HS_JUDGE_START, f, seg, start, part->from);
    }
    all.from = part->from;
    all = hs_words_trim(&p->d->r, all);
    if (all.from < all.to) part->to = judge_edge(p, HS_JUDGE_END, f, seg, all, part->to);
    hs_content_take_joined(&p->d->r, f->spot.head, seg, part);
}

/* Whether apposition and clauses behind the name belong to the source. */
static void judge_source(pass *p, found *f, hs_words_range seg)
{
    hs_words_range *w = &f->source.words, all = {w->from, seg.to};
    if (!f->has_source || f->source.shared || f->source.relative || f->source.closed ||
        !hs_parsed(&p->d->r, f->spot.head) || w->to <= w->from)
        return;
    if (w->from < f->spot.words.from) all.to = f->spot.words.from;
    if (all.to > w->from + LONGEST_SOURCE) all.to = w->from + LONGEST_SOURCE;
    if (all.to < w->to) return;
    uint32_t to = judge_edge(p, HS_JUDGE_SOURCE, f, seg, all, w->to);
    hs_words_range trimmed = hs_words_trim(&p->d->r, (hs_words_range){w->from, to});
    hs_source_close_bracket(&p->d->r, &trimmed);
    if (trimmed.from != w->from || trimmed.from >= trimmed.to) return;
    for (found *g = f + 1; g < p->spots + p->spot_n && g->source.shared && g->source.words.from == w->from; g++)
        g->source.words.to = trimmed.to;
    w->to = trimmed.to;
}

/* «wrote, citing two officers, that …»: an aside between a cue and its clause; *aside: the words behind the participle.
 */
static bool is_citing(const pass *p, const found *f, hs_words_range seg, hs_words_range *aside)
{
    uint32_t t = f->spot.words.to;
    if (!f->spot.participle || f->spot.words.from <= seg.from ||
        !hs_class(&p->d->r, f->spot.words.from - 1, HS_W_COMMA))
        return false;
    while (t < seg.to && t - f->spot.words.to < REACH && !hs_class(&p->d->r, t, HS_W_COMMA | HS_W_THAT)) t++;
    *aside = (hs_words_range){f->spot.words.to, t};
    return hs_class(&p->d->r, t, HS_W_COMMA) && hs_class(&p->d->r, t + 1, HS_W_THAT);
}

/* Where the content of spot i must end because spot i+1 is its neighbour and not part of what it reports. */
static uint32_t limit_of(const pass *p, uint32_t i, hs_words_range seg)
{
    for (uint32_t k = i + 1; k < p->spot_n; k++) {
        const found *f = &p->spots[k];
        hs_words_range denied, aside;
        if (is_citing(p, f, seg, &aside)) continue;
        bool own = f->has_source && (k == 0 || f->source.words.from != p->spots[k - 1].source.words.from);
        uint32_t at = own ? start_of(f) : f->spot.words.from;
        if (own && hs_denied_before(&p->d->r, &f->spot, &denied) && denied.from > p->spots[i].spot.words.to &&
            hs_class(&p->d->r, denied.from - 1, HS_W_COMMA))
            return denied.from - 1;
        if (at <= p->spots[i].spot.words.to) continue;
        if (p->spots[i].spot.kind == HS_SPOT_ACCORDING && at <= p->spots[i].source.words.to + 1)
            continue; /* «According to X, | Y knew»: nothing else is told */
        if (own)
            for (uint32_t t = at; t > p->spots[i].spot.words.to; t--) /* «X said A; Y said B» */
                if (hs_word_is(&p->d->r, t - 1, ";")) return t - 1;
        bool joint = hs_class(&p->d->r, at - 1, HS_W_AND | HS_W_BUT) && !hs_class(&p->d->r, at - 1, HS_W_PREP);
        if (joint && f->spot.kind == HS_SPOT_VERB) return at - 1;
        if (f->spot.participle && hs_class(&p->d->r, at - 1, HS_W_COMMA)) return at - 1;
        if (f->spot.passive && own && f->source.words.from >= f->spot.words.to &&
            hs_class(&p->d->r, at - 1, HS_W_COMMA))
            return at - 1; /* «a claim that …, first reported by the Post» */
        if (f->spot.participle && own && hs_word_is(&p->d->r, at - 1, "with"))
            return at - 1; /* «with reports saying» */
        if (f->spot.kind == HS_SPOT_ACCORDING && hs_class(&p->d->r, at - 1, HS_W_COMMA) &&
            hs_predicate_in(&p->d->r, (hs_words_range){p->spots[i].spot.words.to, at - 1}) != HS_NONE)
            return at - 1;
        if (f == p->right_owner) { /* «asks how many, to which his friend replies “…”» */
            for (uint32_t back = at; back > p->spots[i].spot.words.to + 2 && at - back < 3; back--)
                if (hs_class(&p->d->r, back - 1, HS_W_COMMA) && hs_class(&p->d->r, at - 1, HS_W_WHO)) return back - 1;
        }
        bool behind = own && f->spot.kind == HS_SPOT_VERB && hs_class(&p->d->r, at - 1, HS_W_COMMA);
        if (behind && (f->spot.cue->frames & HS_FRAME_THAT) && rest_is_plain(&p->d->r, f->spot.words.to, seg.to))
            return at - 1;
    }
    return seg.to;
}

/* «“We left.” Brenn told the council.»: a sentence that has a speaker, a word of speech and nothing said. */
static bool says_no_more(const pass *p, const found *f, hs_words_range seg)
{
    const hs_reading *r = &p->d->r;
    uint32_t to = f->spot.words.to;
    bool names = f->has_source && !f->source.behind && f->source.words.from == seg.from;
    bool hearer = f->spot.cue->frames & HS_FRAME_HEARER;
    if (p->right || !names || !hs_cue_is_speech(hs_word(r, f->spot.head))) return false;
    return to >= seg.to || hearer || hs_class(r, to, HS_W_STOP | HS_W_TIME | HS_W_PREP);
}

static bool can_report_left(const pass *p, const found *f, hs_words_range seg, uint32_t left)
{
    const hs_reading *r = &p->d->r;
    if (f->spot.kind != HS_SPOT_VERB && f->spot.kind != HS_SPOT_ACCORDING) return false;
    if (f->spot.kind == HS_SPOT_VERB && !(f->spot.cue->frames & HS_FRAME_QUOTE)) return false;
    if (start_of(f) - seg.from > REACH || p->d->taken[left]) return false;
    char last = last_char(r->d, left);
    bool fresh =
        hs_class(r, seg.from, HS_W_CAPITAL) && r->d->sentences.v[hs_sentence_of(r, seg.from)].first == seg.from;
    if (last != '.' && !(fresh && (last == '?' || last == '!'))) return true;
    if (!fresh) return true;
    if (!rest_is_plain(r, f->spot.words.to, seg.to) || seg.to - f->spot.words.to >= REACH) return false;
    return last != '.' || says_no_more(p, f, seg);
}

static bool can_report_right(const pass *p, const found *f, hs_words_range seg)
{
    uint32_t end = f->spot.words.to;
    if (f->has_source && f->source.behind && f->source.words.to > end) end = f->source.words.to;
    if (f->spot.kind == HS_SPOT_ACCORDING) return f->spot.words.to + 1 == seg.to; /* «As Brenn put it, “…”» */
    if (f->spot.kind != HS_SPOT_VERB) return false;
    bool clause = hs_class(&p->d->r, f->spot.words.to, HS_W_THAT) && (f->spot.cue->frames & HS_FRAME_THAT);
    bool comma = hs_class(&p->d->r, seg.to - 1, HS_W_COMMA) && f->has_source && (f->spot.cue->frames & HS_FRAME_THING);
    if (!clause && !comma && !(f->spot.cue->frames & HS_FRAME_QUOTE)) return false;
    return seg.to - end <= REACH || hs_class(&p->d->r, seg.to - 1, HS_W_COLON);
}

static hs_draft *draft_of(pass *p, found *f, const char *why)
{
    if (f->draft == HS_NONE) {
        f->draft = p->d->v.n;
        hs_draft *d = hs_draft_new(p->d, f->spot.words, why);
        if (f->has_source) d->source = f->source.words;
        d->quoter = f->spot.quoter;
        d->stance = f->spot.cue->stance;
        if (hs_parsed(&p->d->r, f->spot.head) && hs_is_refuted(&p->d->r, &f->spot)) {
            d->stance = HS_DENIES;
            d->refuted = true;
        }
        d->flags = f->spot.flags;
        if (f->spot.kind == HS_SPOT_VERB && !hs_cue_is_plain(f->spot.cue)) d->flags |= HS_LOADED;
        d->judged = f->judged;
        d->scene = f->scene;
        d->cue_share = f->share;
        d->start_share = f->start;
        d->end_share = f->end;
        d->source_share = f->from;
        d->other_end = f->other_end;
    }
    return &p->d->v.v[f->draft];
}

/* «The court heard that …», «the jury was told by a guard that …»: whose ears it came to is the hearer. */
static void swap_hearer(const pass *p, const found *f)
{
    const hs_reading *r = &p->d->r;
    hs_draft *d = &p->d->v.v[f->draft];
    bool heard = hs_is_heard(r, &f->spot), told = f->spot.passive && f->spot.cue->frames & HS_FRAME_HEARER;
    if (!hs_parsed(r, f->spot.head) || f->spot.kind != HS_SPOT_VERB || (!heard && !told)) return;
    uint32_t subject = hs_child(r, f->spot.head, HS_DEP_NSUBJ_PASS, HS_DEP_NSUBJ);
    if (subject != HS_NONE && subject < f->spot.words.from && !hs_class(r, subject, HS_W_WHO))
        d->hearer = hs_words_trim(r, (hs_words_range){r->low[subject], r->high[subject] + 1});
    if (heard && !f->source.behind) d->source = (hs_words_range){0, 0};
}

/* «said “they took cash” for their silence.»: what goes on behind the closing mark, up to the next mark, where it is
 * no clause of its own. */
static hs_words_range rest_behind(const pass *p, uint32_t quote, uint32_t inside)
{
    const hs_reading *r = &p->d->r;
    uint32_t from = hs_doc_token_at(r->d, hs_span_end(r->d->quotes.v[quote].outer)), to = from;
    if (from == 0 || from >= r->d->tokens.n || !hs_class(r, from - 1, HS_W_QUOTE)) return (hs_words_range){0, 0};
    if (hs_class(r, from - 2, HS_W_MARK) || !hs_class(r, from, HS_W_PREP)) return (hs_words_range){0, 0};
    uint32_t sentence = hs_sentence_of(r, from - 2);
    while (to < r->d->tokens.n && r->quote[to] == inside && hs_sentence_of(r, to) == sentence &&
           !hs_class(r, to, HS_W_MARK | HS_W_AND | HS_W_BUT | HS_W_WHO | HS_W_WH | HS_W_THAT | HS_W_TIME))
        to++;
    bool closed = hs_class(r, to, HS_W_STOP) && to > from + 1;
    for (uint32_t t = from; t < to; t++) closed &= !hs_finite(r, t) && r->d->tokens.v[t].upos != HS_VERB;
    return closed ? (hs_words_range){from, to} : (hs_words_range){0, 0};
}

static void report_quotes(pass *p, hs_words_range seg, uint32_t left, uint32_t right)
{
    if (p->spot_n == 0) return;
    found *first = &p->spots[0], *last = NULL;
    if (left != HS_NONE && can_report_left(p, first, seg, left)) {
        draft_of(p, first, "cue beside the quotation");
        hs_draft_quotation(p->d, first->draft, left);
        last = first; /* «“A,” Brenn said, “B.”» */
    }
    for (uint32_t i = p->spot_n; i > 0 && right != HS_NONE; i--)
        if (can_report_right(p, &p->spots[i - 1], seg)) {
            last = &p->spots[i - 1];
            break;
        }
    if (right == HS_NONE || !last || p->d->taken[right]) return;
    hs_content c = {.n = 0};
    uint32_t start = hs_content_start(&p->d->r, &last->spot, &last->source, seg.to, &c);
    hs_draft *d = draft_of(p, last, "cue before the quotation");
    d->hearer = c.hearer;
    hs_words_range called;
    if (hs_denied_before(&p->d->r, &last->spot, &called))
        hs_draft_words(p->d, last->draft, called); /* «a claim he calls “absurd”» */
    bool clause = start < seg.to && !hs_class(&p->d->r, seg.to - 1, HS_W_COLON) &&
                  (hs_class(&p->d->r, start, HS_W_THAT | HS_W_WH | HS_W_SUBJECT) ||
                   hs_predicate_in(&p->d->r, (hs_words_range){start, seg.to}) != HS_NONE);
    if (clause) hs_draft_words(p->d, last->draft, (hs_words_range){start, seg.to});
    hs_draft_quotation(p->d, last->draft, right);
    hs_words_range rest = rest_behind(p, right, p->d->r.quote[last->spot.head]);
    if (rest.from < rest.to) hs_draft_words(p->d, last->draft, rest);
    p->right_owner = last;
}

/* Where the content of spot i may lie: inside what an earlier spot reports, or behind the clause before. */
static hs_words_range scope_of(const pass *p, uint32_t i, hs_words_range scope)
{
    uint32_t at = start_of(&p->spots[i]), limit;
    for (uint32_t k = 0; k < i; k++) {
        hs_words_range w = p->spots[k].right;
        if (w.from > at || at >= w.to || w.from < scope.from) continue;
        scope = w;
        if (hs_class(&p->d->r, scope.from, HS_W_THAT)) scope.from++;
    }
    limit = limit_of(p, i, scope);
    if (limit < scope.to) scope.to = limit;
    return scope;
}

/* «C, Brenn said.», «The dam, Brenn said, had cracked»: the marks tell it more surely than a tree. */
static bool is_behind(const pass *p, const found *f, hs_words_range scope)
{
    uint32_t at = start_of(f), end = f->has_source && f->source.behind ? f->source.words.to : f->spot.words.to;
    at -= at > scope.from && hs_class(&p->d->r, at - 1, HS_W_DASH); /* «, - said Brenn» */
    return at > scope.from + 1 && hs_class(&p->d->r, at - 1, HS_W_COMMA) && (f->spot.cue->frames & HS_FRAME_THAT) &&
           !f->spot.participle &&
           (hs_class(&p->d->r, end, HS_W_COMMA) || hs_word_is(&p->d->r, end, ";") ||
            rest_is_plain(&p->d->r, end, scope.to));
}

/* Where rules see no content, all that hangs on the verb behind it, for the judges to cut. */
static bool rest_as_content(const pass *p, const found *f, hs_words_range seg, hs_content *c)
{
    const hs_reading *r = &p->d->r;
    uint32_t from = f->spot.words.to, to = from;
    bool sure = f->share >= SURE_CUE || f->spot.cue->stance == HS_DENIES;
    if (!hs_parsed(r, f->spot.head) || f->spot.kind != HS_SPOT_VERB || f->spot.passive || !sure) return false;
    if (f->has_source && f->source.behind) return false;
    for (uint32_t k = r->child[f->spot.head]; k != HS_NONE; k = r->sibling[k]) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[k].deprel);
        bool carries = rel == HS_DEP_CCOMP || rel == HS_DEP_XCOMP || rel == HS_DEP_OBJ || rel == HS_DEP_OBL;
        if (carries && k >= from && r->high[k] >= to) to = r->high[k] + 1;
    }
    *c = (hs_content){.parts = {{from, to < seg.to ? to : seg.to}}, .n = 1};
    c->parts[0] = hs_words_trim(r, c->parts[0]);
    return c->parts[0].from < c->parts[0].to;
}

/* «called the report “a pack of lies”», «described the payments as gifts»: a judgement on the thing, in its words. */
static bool is_verdict(const pass *p, const found *f, hs_words_range w)
{
    const hs_reading *r = &p->d->r;
    for (uint32_t t = w.from; t < w.to; t++)
        if (hs_class(r, t, HS_W_QUOTE)) return true;
    return hs_parsed(r, f->spot.head) && hs_child(r, f->spot.head, HS_DEP_XCOMP, HS_DEP_XCOMP) != HS_NONE &&
           hs_child(r, f->spot.head, HS_DEP_OBJ, HS_DEP_OBJ) != HS_NONE;
}

/* «Reports that he fled | are false», «the trucks that | police say | were empty | sank», «who, police say, was drunk
 * |, drove off»: what narrows a noun ends where the noun's own verb comes, or at the comma that closes it. */
static void end_with_noun(const pass *p, const found *f, hs_content *c)
{
    const hs_reading *r = &p->d->r;
    uint32_t who = c->parts[0].from;
    bool relative = c->n == 2 && c->parts[0].to == who + 1 && hs_class(r, who, HS_W_WHO | HS_W_THAT);
    bool noun = f->spot.kind == HS_SPOT_NOUN && c->n == 1;
    if ((!relative && !noun) || !hs_parsed(r, f->spot.head)) return;
    hs_words_range *last = &c->parts[c->n - 1];
    last->to = hs_noun_content_end(r, *last);
    for (uint32_t t = last->from + 1; relative && t < last->to && hs_class(r, who - 1, HS_W_COMMA); t++)
        if (hs_class(r, t, HS_W_COMMA)) last->to = t;
}

/* «Belmar said in a statement | that …»: what the noun brings in is reported already, by somebody. */
static bool is_reported(const pass *p, hs_words_range w)
{
    uint32_t at = hs_words_span(&p->d->r, w).at;
    for (uint32_t i = p->d->v.n; i-- > 0;) {
        const hs_draft *d = &p->d->v.v[i];
        if (d->source.from >= d->source.to) continue;
        for (uint32_t k = 0; k < d->content.n; k++)
            if (d->content.v[k].at == at) return true;
        if (d->content.n && hs_span_end(d->content.v[0]) < p->d->r.d->tokens.v[w.from].at.at) break;
    }
    return false;
}

static void report_clause(pass *p, found *f, hs_words_range seg, hs_words_range scope)
{
    hs_content c = {.n = 0};
    hs_words_range aside;
    bool silent = f->spot.passive || f->spot.kind == HS_SPOT_ADVERB || f->spot.kind == HS_SPOT_NOUN;
    if ((!f->has_source && !silent) || !fits_inside(p, f)) return;
    if (scope.to < seg.to && !hs_class(&p->d->r, scope.to, HS_W_AND | HS_W_BUT)) seg.to = scope.to;
    if (f->source.relative && hs_parsed(&p->d->r, f->spot.head) && p->d->r.high[f->spot.head] >= f->spot.words.to) {
        uint32_t end = p->d->r.high[f->spot.head] + 1; /* «two officials who denied the report | were sacked» */
        if (end < seg.to) seg.to = end;
        if (end < scope.to) scope.to = end;
    }
    if (f->spot.kind == HS_SPOT_ADVERB && scope.from > seg.from) seg.from = scope.from; /* within «according to X, …» */
    bool set_off = is_citing(p, f, seg, &aside);
    if (set_off) c = (hs_content){.parts = {aside}, .n = 1};
    bool tree = !set_off && hs_parsed(&p->d->r, f->spot.head) && !is_behind(p, f, scope) &&
                hs_branch_of(&p->d->r, &f->spot, &f->source, seg, &c);
    if (!set_off && !tree && !hs_content_of(&p->d->r, &f->spot, &f->source, scope.from, scope.to, &c) &&
        !rest_as_content(p, f, seg, &c))
        return;
    if (!set_off && c.n > 0 && c.parts[c.n - 1].from >= f->spot.words.to)
        judge_part(p, f, seg, c.hearer, &c.parts[c.n - 1]);
    if (f->source.relative && f > p->spots && c.n == 1 && hs_class(&p->d->r, c.parts[0].from, HS_W_THAT) &&
        hs_class(&p->d->r, c.parts[0].from - 1, HS_W_COMMA))
        return; /* «Tasch told Brenn, who told the police, | that …» */
    if (c.n == 1 && hs_word_is(&p->d->r, hs_words_trim(&p->d->r, c.parts[0]).from, "while"))
        return; /* «voiced support, | while …» */
    end_with_noun(p, f, &c);
    if (f->spot.kind == HS_SPOT_NOUN && !f->has_source && c.n == 1 && is_reported(p, c.parts[0])) return;
    hs_words_range called; /* «a claim | she | called | absurd» */
    if (c.n == 1 && f->spot.cue->stance != HS_DENIES && hs_denied_before(&p->d->r, &f->spot, &called)) {
        c.parts[c.n++] = c.parts[0];
        c.parts[0] = called;
    }
    hs_draft *d = draft_of(p, f, "cue with its clause");
    if (f->spot.kind == HS_SPOT_NOUN && c.n > 0 && hs_is_refuted_at(&p->d->r, c.parts[c.n - 1].to)) {
        d->stance = HS_DENIES;
        d->refuted = true;
    }
    d->hearer = c.hearer;
    swap_hearer(p, f);
    bool act = c.n == 1 && hs_class(&p->d->r, c.parts[0].from, HS_W_TO) && d->stance != HS_BELIEVES; /* «vowed to» */
    d->weak = f->spot.kind == HS_SPOT_VERB && !f->spot.passive && !act && d->stance != HS_DENIES &&
              d->stance != HS_ASKS && !(f->spot.flags & HS_LOADED) && !(f->spot.cue->frames & HS_FRAME_BLAMED);
    for (uint32_t k = 0; k < c.n; k++) {
        hs_draft_words(p->d, f->draft, c.parts[k]);
        if (hs_predicate_in(&p->d->r, c.parts[k]) != HS_NONE || is_verdict(p, f, c.parts[k]))
            p->d->v.v[f->draft].weak = false;
        if (c.parts[k].from >= f->spot.words.to) f->right = c.parts[k];
    }
}

static void report_clauses(pass *p, hs_words_range seg)
{
    hs_words_range rest = seg;
    for (uint32_t i = 0; i < p->spot_n; i++) {
        found *f = &p->spots[i];
        hs_words_range scope = scope_of(p, i, rest);
        if (f->draft == HS_NONE) {
            report_clause(p, f, seg, scope);
        } else if (p->d->v.v[f->draft].hearer.to == 0) {
            hs_content c;
            hs_content_start(&p->d->r, &f->spot, &f->source, seg.to, &c);
            p->d->v.v[f->draft].hearer = c.hearer;
        }
        bool passed = i + 1 == p->spot_n || start_of(f + 1) >= scope.to; /* not «A, X said; Y said B» seen from A */
        if (scope.to < rest.to && passed &&
            (hs_class(&p->d->r, scope.to, HS_W_AND | HS_W_BUT) || hs_word_is(&p->d->r, scope.to, ";")))
            rest.from = scope.to;
    }
}

/* «The Tribune reported that Brenn said: “…”»: the quotation is part of what the Tribune reported. */
static void widen_outer(pass *p, uint32_t right)
{
    if (!p->right_owner) return;
    for (uint32_t i = 0; i < p->spot_n; i++) {
        const found *f = &p->spots[i];
        uint32_t at = p->right_owner->spot.head;
        if (f == p->right_owner || f->draft == HS_NONE || at < f->right.from || at >= f->right.to) continue;
        *HS_PUSH(p->d->v.v[f->draft].content) = p->d->r.d->quotes.v[right].outer;
    }
}

static void read_run(pass *p, hs_words_range seg)
{
    uint32_t left = left_quote(p, seg), right = right_quote(p, seg);
    p->right_owner = NULL;
    p->left = left != HS_NONE;
    p->right = right != HS_NONE;
    gather(p, seg);
    find_sources(p, seg, left);
    judge_cues(p, seg);
    for (uint32_t i = 0; i < p->spot_n; i++) judge_source(p, &p->spots[i], seg);
    report_quotes(p, seg, left, right);
    report_clauses(p, seg);
    widen_outer(p, right);
}

void hs_drafts_of_runs(hs_drafts *d)
{
    pass p = {.d = d};
    const hs_doc *doc = d->r.d;
    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        uint32_t t = doc->sentences.v[s].first, end = t + doc->sentences.v[s].n;
        while (t < end) {
            hs_words_range seg = {t, t + 1};
            while (seg.to < end && d->r.quote[seg.to] == d->r.quote[t]) seg.to++;
            read_run(&p, seg);
            t = seg.to;
        }
    }
    d->of_runs = d->v.n;
}
