#include "link/happening.h"

#include "link/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bytes: around an act in which a date is looked for; on either side in which words are; before which an act stands
 * early; behind which it does not matter how far down it stands. Assertions that are looked at for the act's own. */
enum { DATE_NEAR = 120, WORDS_NEAR = 100, EARLY = 600, LATE = 1800, ASSERTIONS = 40 };
static const float common_act = 0.4F; /* share of the story's documents */
static const float joined = 0.45F;    /* chance above which groups are one; of 0.5 MUC loses a tenth of its recall */

/* Words before an act that has not happened, or not yet; that did not happen; and that say nothing of it. Sorted. */
static const char *const open_words[] = {"can",   "could",  "if", "may",  "might", "must",
                                         "shall", "should", "to", "will", "would"};
static const char *const no_words[] = {"never", "no", "not", "without"};
static const char *const empty_words[] = {
    "a",    "about", "after", "an",  "and",  "are",  "as",    "at",    "be",  "been",  "before", "being",
    "but",  "by",    "can",   "for", "from", "had",  "has",   "have",  "he",  "her",   "his",    "in",
    "into", "is",    "it",    "its", "more", "no",   "not",   "of",    "off", "on",    "one",    "or",
    "out",  "over",  "said",  "say", "says", "she",  "than",  "that",  "the", "their", "they",   "this",
    "to",   "two",   "up",    "was", "were", "when", "which", "while", "who", "will",  "with",   "would"};

/* Verbs that tell little by themselves. Sorted. */
static const char *const light[] = {
    "add",  "appear", "ask",     "be",    "become", "begin", "believe", "bring", "call",   "come",  "continue",
    "do",   "expect", "feel",    "find",  "follow", "get",   "give",    "go",    "happen", "have",  "hear",
    "help", "hold",   "include", "keep",  "know",   "lead",  "leave",   "let",   "like",   "look",  "make",
    "mean", "need",   "note",    "put",   "remain", "say",   "see",     "seem",  "show",   "start", "stay",
    "take", "talk",   "tell",    "think", "try",    "turn",  "use",     "want",  "work"};

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* In small letters, cut after 32 bytes. */
static uint64_t hash_low(hs_str w)
{
    char low[32];
    size_t n = w.n < sizeof low ? w.n : sizeof low;
    for (size_t i = 0; i < n; i++) low[i] = w.p[i] >= 'A' && w.p[i] <= 'Z' ? (char)(w.p[i] + 32) : w.p[i];
    return hs_hash64(low, n, 25);
}

static bool is_empty(hs_str w)
{
    char low[8];
    if (w.n >= sizeof low) return false;
    for (size_t i = 0; i < w.n; i++) low[i] = w.p[i] >= 'A' && w.p[i] <= 'Z' ? (char)(w.p[i] + 32) : w.p[i];
    return IN(((hs_str){low, w.n}), empty_words);
}

/* Where the line or the sentence ends. */
static bool ends(const hs_doc *d, uint32_t at)
{
    const char *p = d->text.p;
    return p[at] == '\n' || (p[at] == '.' && (at + 1 >= d->text.n || p[at + 1] == ' ' || p[at + 1] == '\n'));
}

/* Puts the words into out that stand between two bytes, but for those that say little: the first, or the last ones. */
static void words_between(const hs_doc *d, uint32_t from, uint32_t to, bool last, uint64_t out[HS_ACT_WORDS])
{
    uint32_t n = 0;
    for (uint32_t i = from; i < to;) {
        uint32_t end = i;
        while (end < to && is_word((unsigned char)d->text.p[end])) end++;
        hs_str w = {d->text.p + i, end - i};
        i = end > i ? end : i + 1;
        if (!w.n || is_empty(w) || (n == HS_ACT_WORDS && !last)) continue;
        if (n == HS_ACT_WORDS) memmove(out, out + 1, --n * sizeof *out);
        out[n++] = hash_low(w);
    }
}

static void look_around(const hs_doc *d, hs_span act, hs_happening *h)
{
    uint32_t from = act.at, to = hs_span_end(act);
    while (from > 0 && act.at - from < WORDS_NEAR && !ends(d, from - 1)) from--;
    while (to < d->text.n && to - hs_span_end(act) < WORDS_NEAR && !ends(d, to)) to++;
    words_between(d, from, act.at, true, h->left);
    words_between(d, hs_span_end(act), to, false, h->right);
    for (uint32_t i = 0, end = act.at; i < 3; i++) {
        hs_str w = hs_beside_word_before(d, end);
        if (!w.n) break;
        if (i == 0 && !is_empty(w) && !IN(w, open_words)) h->before = hash_low(w);
        h->open |= IN(w, open_words);
        h->negated |= IN(w, no_words);
        end = (uint32_t)(w.p - d->text.p);
    }
}

/* The days of the nearest date that is known. */
static hs_days day_of(const hs_doc *d, uint32_t at)
{
    hs_days best = {HS_NO_DAY, HS_NO_DAY};
    uint32_t nearest = DATE_NEAR, low = 0, high = d->dates.n;
    uint32_t from = at > DATE_NEAR ? at - DATE_NEAR : 0;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->dates.v[mid].at.at < from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    for (; low < d->dates.n && d->dates.v[low].at.at < at + DATE_NEAR; low++) {
        const hs_date *x = &d->dates.v[low];
        uint32_t apart = x->at.at > at ? x->at.at - at : at - x->at.at;
        if (x->days.first == HS_NO_DAY || x->days.last == HS_NO_DAY || apart >= nearest) continue;
        nearest = apart;
        best = x->days;
    }
    return best;
}

/* The class of the first word that has the role in the terms ("obj:dam subj:keeper"). */
static uint64_t role(const char *terms, const char *name)
{
    for (const char *at = terms; *at;) {
        size_t n = strcspn(at, " "), k = strlen(name);
        if (n > k && !strncmp(at, name, k)) return hs_term_class((hs_str){at + k, n - k});
        at += n + (at[n] == ' ');
    }
    return 0;
}

/* The first assertion that begins at `from` or behind it: they ascend, but for few. */
static uint32_t assertion_from(const hs_doc *d, uint32_t from)
{
    uint32_t low = 0, high = d->assertions.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const hs_assertion *a = &d->assertions.v[mid];
        if (a->spans.n && d->spans.v[a->spans.first].at < from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static void look_at_roles(const hs_doc *d, hs_span act, hs_happening *h)
{
    uint32_t from = assertion_from(d, act.at > EARLY ? act.at - EARLY : 0);
    for (uint32_t i = from; i < d->assertions.n && i - from < ASSERTIONS; i++) {
        const hs_assertion *a = &d->assertions.v[i];
        if (a->act.at != act.at || !a->act.n) continue;
        h->subject = role(hs_doc_str(d, a->terms), "subj:");
        h->object = role(hs_doc_str(d, a->terms), "obj:");
        h->negated |= (a->flags & HS_NEGATED) != 0;
        return;
    }
}

static uint32_t cue_at(const hs_doc *d, uint32_t attribution)
{
    const hs_attribution *a = &d->attributions.v[attribution];
    hs_range spans = a->cue.n ? a->cue : a->content;
    return spans.n ? d->spans.v[spans.first].at : 0;
}

/* Who says it, where the act is the word by which somebody is quoted: "said". */
static void look_at_voice(const hs_doc *d, const hs_index *entities, hs_item act, hs_happening *h)
{
    hs_span at = d->acts.v[act.item].at;
    uint32_t low = 0, high = d->attributions.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (cue_at(d, mid) < at.at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    if (low == d->attributions.n || cue_at(d, low) != at.at) return;
    hs_voice v = d->attributions.v[low].voice;
    uint32_t e = v.chain == HS_NONE ? HS_NONE : hs_index_entity(entities, act.doc, v.chain);
    hs_str name = hs_str_of(hs_doc_str(d, v.name));
    h->subject = e != HS_NONE ? hs_hash64(&e, sizeof e, 23) : name.n ? hs_term_class(name) : 0;
}

static hs_happening happening_of(const hs_pile *p, const hs_index *entities, hs_item act)
{
    const hs_doc *d = p->docs.v[act.doc];
    const hs_act *a = &d->acts.v[act.item];
    hs_str lemma = hs_str_of(hs_doc_str(d, a->act));
    hs_happening h = {.beside = hs_beside_of(p, entities, act), .class = hs_term_class(lemma), .at = a->at.at};
    h.lemma = hs_hash64(lemma.p, lemma.n, 25);
    h.word = hash_low(hs_doc_text(d, a->at));
    h.light = IN(lemma, light);
    h.days = day_of(d, a->at.at);
    look_around(d, a->at, &h);
    look_at_roles(d, a->at, &h);
    look_at_voice(d, entities, act, &h);
    return h;
}

static void count(hs_map64 *holders, const uint64_t *v)
{
    for (uint32_t i = 0; i < HS_ACT_WORDS && v[i]; i++) {
        uint32_t *at = hs_map64_at(holders, v[i]);
        *at = *at == HS_MISSING ? 1 : *at + 1;
    }
}

hs_happenings hs_happenings_of(const hs_pile *p, const hs_index *entities, const hs_item *acts, uint32_t n,
                               float common)
{
    hs_happenings h = {.acts = hs_calloc(n + 1, sizeof *h.acts), .n = n, .common = common};
    for (uint32_t i = 0; i < n; i++) {
        h.acts[i] = happening_of(p, entities, acts[i]);
        count(&h.holders, h.acts[i].left);
        count(&h.holders, h.acts[i].right);
        h.lead += h.acts[i].at < EARLY;
    }
    h.lead /= (float)(n ? n : 1);
    return h;
}

void hs_happenings_free(hs_happenings *h)
{
    for (uint32_t i = 0; i < h->n; i++) hs_beside_free(&h->acts[i].beside);
    free(h->acts);
    hs_map64_free(&h->holders);
}

static bool holds(const uint64_t *v, uint32_t n, uint64_t word)
{
    for (uint32_t i = 0; i < n && v[i]; i++)
        if (v[i] == word) return true;
    return false;
}

/* The weight of the words that both have, of that which either has. */
static float words_shared(const hs_happenings *h, const uint64_t *a, const uint64_t *b)
{
    float both = 0, either = 0;
    for (uint32_t side = 0; side < 2; side++) {
        const uint64_t *v = side ? b : a, *other = side ? a : b;
        for (uint32_t i = 0; i < HS_ACT_WORDS && v[i]; i++) {
            if (holds(v, i, v[i])) continue;
            float weight = logf(1 + (float)h->n / (float)hs_map64_get(&h->holders, v[i]));
            bool shared = holds(other, HS_ACT_WORDS, v[i]);
            if (shared && !side) both += weight;
            if (!shared || !side) either += weight;
        }
    }
    return either > 0 ? both / either : 0;
}

static bool days_overlap(hs_days a, hs_days b)
{
    return a.first != HS_NO_DAY && b.first != HS_NO_DAY && a.first <= b.last && b.first <= a.last;
}

static float how_late(uint32_t at)
{
    return logf(1 + (float)(at < LATE ? at : LATE) / EARLY);
}

void hs_act_signs(const hs_happenings *h, uint32_t i, uint32_t k, float signs[HS_ACT_SIGNS])
{
    const hs_happening *a = &h->acts[i], *b = &h->acts[k];
    uint32_t shared = hs_beside_shared(&a->beside, &b->beside);
    uint32_t all = a->beside.classes.n + a->beside.who.n + b->beside.classes.n + b->beside.who.n - shared;
    bool is_light = a->light || b->light, one_subject = a->subject && a->subject == b->subject;
    float left = words_shared(h, a->left, b->left), right = words_shared(h, a->right, b->right);
    signs[HS_ACT_BIAS] = 1;
    signs[HS_ACT_LEMMA] = a->lemma == b->lemma;
    signs[HS_ACT_WORD] = a->word == b->word;
    signs[HS_ACT_NOBODY] = a->beside.who.n && b->beside.who.n && !hs_beside_shared_who(&a->beside, &b->beside);
    signs[HS_ACT_OPEN] = a->open != b->open;
    signs[HS_ACT_NEGATED] = a->negated != b->negated;
    signs[HS_ACT_DAY] = days_overlap(a->days, b->days);
    signs[HS_ACT_SUBJECT] = one_subject;
    signs[HS_ACT_OBJECT] = a->object && a->object == b->object;
    signs[HS_ACT_BEFORE] = a->before && a->before == b->before;
    signs[HS_ACT_BEFORE_APART] = a->before && b->before && a->before != b->before;
    signs[HS_ACT_LIGHT] = is_light;
    signs[HS_ACT_LIGHT_BY_ONE] = is_light && one_subject;
    signs[HS_ACT_LIGHT_APART] = is_light && a->subject && b->subject && !one_subject;
    signs[HS_ACT_LIGHT_WORDS] = is_light ? left + right : 0;
    signs[HS_ACT_COMMON] = a->class == b->class ? h->common : 0;
    signs[HS_ACT_LEFT] = left;
    signs[HS_ACT_RIGHT] = right;
    signs[HS_ACT_NEAR] = all ? (float)shared / (float)all : 0;
    signs[HS_ACT_LEAD] = h->lead;
    signs[HS_ACT_LATE] = how_late(a->at) + how_late(b->at);
}

/* The chance that both are one happening, less that from which they are taken for one. Where no word beside them,
 * subject or object is the same, they are one only where most of the story tells of such an act, and not by a verb that
 * tells little. */
static float like_of(const hs_happenings *h, uint32_t a, uint32_t b)
{
    float signs[HS_ACT_SIGNS], sum = 0;
    hs_act_signs(h, a, b, signs);
    bool words = signs[HS_ACT_LEFT] + signs[HS_ACT_RIGHT] > 0, roles = signs[HS_ACT_SUBJECT] + signs[HS_ACT_OBJECT] > 0;
    bool telling = signs[HS_ACT_COMMON] >= common_act && signs[HS_ACT_LIGHT] <= 0;
    if (!words && !roles && !telling) return -joined;
    for (uint32_t i = 0; i < HS_ACT_SIGNS; i++) sum += hs_act_weights[i] * signs[i];
    return 1 / (1 + expf(-sum)) - joined;
}

/* Puts group a into group b. like[i][k], i > k: summed over the acts of groups i and k. */
static void put_together(float (*like)[HS_HAPPENINGS], uint32_t *group, uint32_t n, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i != a && i != b) like[i > b ? i : b][i > b ? b : i] += like[i > a ? i : a][i > a ? a : i];
        if (group[i] == a) group[i] = b;
    }
}

void hs_happenings_group(const hs_happenings *h, uint32_t *group)
{
    float(*like)[HS_HAPPENINGS] = hs_calloc(HS_HAPPENINGS, sizeof *like);
    uint32_t size[HS_HAPPENINGS], n = h->n < HS_HAPPENINGS ? h->n : HS_HAPPENINGS;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < i; k++) like[i][k] = like_of(h, i, k);
        group[i] = i;
        size[i] = 1;
    }
    for (bool joins = true; joins;) {
        uint32_t a = 0, b = 0;
        float best = 0;
        for (uint32_t i = 1; i < n; i++)
            for (uint32_t k = 0; k < i && size[i]; k++) {
                float mean = size[k] ? like[i][k] / (float)(size[i] * size[k]) : 0;
                if (mean <= best) continue;
                best = mean;
                a = i;
                b = k;
            }
        joins = best > 0;
        if (!joins) continue;
        put_together(like, group, n, a, b);
        size[b] += size[a];
        size[a] = 0;
    }
    free(like);
}
