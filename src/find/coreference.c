/* Who "he", "she", "they", "it" are, within the document; who "the spokesman", "the ministry", "the daily" are stands
 * in roles.c. A reading is taken only where one bearer fits clearly better than the next: by kind, number, gender (of
 * titles and given names), role, distance in sentences, subject position and how often it is spoken of. What stays
 * unclear stays unresolved. "I", "we", "you" are never resolved here. */
#include "find/coreference.h"
#include "find/chains.h"
#include "find/cues.h"
#include "find/find.h"
#include "find/lexicon.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 3 };

void hs_coref_grow(hs_coref *r)
{
    if (r->d->chains.n < r->room) return;
    uint32_t room = r->d->chains.n * 2 + 64;
    r->of = hs_realloc_array(r->of, room, sizeof *r->of);
    hs_zero(r->of + r->room, (room - r->room) * sizeof *r->of);
    r->room = room;
}

static void mark_quotes(hs_coref *r)
{
    const hs_doc *d = r->d;
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        const hs_quote *q = &d->quotes.v[i];
        if ((q->flags & HS_QUOTE_SCARE) || q->parent != HS_NONE) continue;
        for (uint32_t t = hs_doc_token_at(d, q->inner.at);
             t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(q->inner); t++)
            r->quoted[t] = true;
    }
}

static void count_told(hs_coref *r)
{
    const hs_doc *d = r->d;
    for (uint32_t i = 0, n = 0; i < d->sentences.n; i++) {
        const hs_sentence *x = &d->sentences.v[i];
        bool told = false;
        for (uint32_t t = x->first; t < x->first + x->n && !told; t++)
            told = !r->quoted[t] && (r->w.shape[t] & HS_LOOK_LETTERS);
        n += told;
        r->told[i] = n;
    }
}

/* ---- gender and roles ---- */

hs_gender hs_coref_sex(uint32_t classes)
{
    if (classes & HS_LEX_MALE) return HS_MALE;
    return classes & HS_LEX_FEMALE ? HS_FEMALE : HS_NO_GENDER;
}

void hs_coref_fold(const char *s, hs_buf *out)
{
    hs_buf_char(out, ' ');
    hs_fold(hs_str_of(s), out);
    hs_buf_char(out, ' ');
}

/* Adds the words of a mention's role to its chain's, and learns the gender from titles and given names. */
static void learn(hs_coref *r, const hs_mention *m)
{
    hs_bearer *s = &r->of[m->chain];
    if (m->role && s->roles.n < 600) hs_coref_fold(hs_doc_str(r->d, m->role), &s->roles);
    if (m->kind == HS_ORGANISATION && m->form == HS_NAME && s->roles.n < 600)
        hs_coref_fold(hs_doc_str(r->d, m->name), &s->roles);
    if (s->sex != HS_NO_GENDER || m->kind != HS_PERSON) return;
    hs_buf b = {0};
    hs_fold(hs_str_of(hs_doc_str(r->d, m->role)), &b);
    hs_str role = {b.p ? b.p : "", b.n};
    for (size_t at = 0; at < role.n && s->sex == HS_NO_GENDER;) {
        size_t n = strcspn(role.p + at, " .,");
        s->sex = hs_coref_sex(hs_lexicon((hs_str){role.p + at, n}));
        at += n + 1;
    }
    if (s->sex == HS_NO_GENDER && m->form == HS_NAME) {
        hs_buf_clear(&b);
        hs_fold(hs_str_of(hs_doc_str(r->d, m->name)), &b);
        size_t n = strcspn(hs_buf_c(&b), " ");
        if (n < b.n || b.n > 0) s->sex = hs_coref_sex(hs_lexicon_given((hs_str){hs_buf_c(&b), n}));
    }
    if (s->sex == HS_NO_GENDER && m->form == HS_NOMINAL)
        s->sex = hs_coref_sex(hs_lexicon(hs_str_of(hs_doc_str(r->d, m->name))));
    hs_buf_free(&b);
}

/* ---- candidates ---- */

static bool beside_cue(const hs_coref *r, uint32_t first, uint32_t end, uint32_t from)
{
    const hs_token *t = r->d->tokens.v;
    hs_str behind = end < r->d->tokens.n ? hs_doc_text(r->d, t[end].at) : (hs_str){"", 0};
    hs_str before = first > from ? hs_doc_text(r->d, t[first - 1].at) : (hs_str){"", 0};
    if (hs_cue_is_speech(behind) || hs_cue_is_speech(before)) return true;
    bool apposed = end < r->d->tokens.n && hs_look_is(&r->w, end, ","); /* "Berg, a member of the board, said" */
    for (uint32_t k = end + 1; apposed && k < end + 12 && k + 1 < r->d->tokens.n; k++)
        if (hs_look_is(&r->w, k, ",")) return hs_cue_is_speech(hs_doc_text(r->d, t[k + 1].at));
    return false;
}

static bool subject_like(const hs_coref *r, uint32_t first, uint32_t end, uint32_t from)
{
    const hs_token *t = r->d->tokens.v;
    for (uint32_t k = first; k < end; k++)
        if (hs_deprel_universal(t[k].deprel) == HS_DEP_NSUBJ) return true;
    if (t[first].deprel != HS_DEP_NONE) return false;
    return beside_cue(r, first, end, from) || first < from + 3;
}

static void note(hs_coref *r, const hs_mention *m, uint32_t sentence, uint32_t first, uint32_t end, uint32_t from)
{
    if (m->chain == HS_NONE) return;
    hs_coref_grow(r);
    hs_bearer *s = &r->of[m->chain];
    if (s->sentence != sentence || !s->seen) s->subject = false;
    s->subject |= subject_like(r, first, end, from);
    s->speaks = !r->quoted[first] && beside_cue(r, first, end, from);
    s->sentence = sentence;
    s->told = r->told[sentence];
    s->token = first;
    s->quoted = r->quoted[first];
    if (!s->seen) s->at = m->at;
    s->seen = true;
    s->count++;
    learn(r, m);
    if (r->d->chains.v[m->chain].flags & HS_CHAIN_OUTLET) r->outlet = m->chain;
    for (uint32_t i = r->recent.n; i > 0 && r->recent.n - i < HS_COREF_CANDIDATES; i--)
        if (r->recent.v[i - 1] == m->chain) {
            memmove(r->recent.v + i - 1, r->recent.v + i, (r->recent.n - i) * sizeof *r->recent.v);
            r->recent.v[r->recent.n - 1] = m->chain;
            return;
        }
    if (r->recent.n > 4 * HS_COREF_CANDIDATES) {
        memmove(r->recent.v, r->recent.v + r->recent.n - HS_COREF_CANDIDATES,
                HS_COREF_CANDIDATES * sizeof *r->recent.v);
        r->recent.n = HS_COREF_CANDIDATES;
    }
    *HS_PUSH(r->recent) = m->chain;
}

/* ---- what people ruled ---- */

/* The chain of whatever stands exactly there, among what was read and what is to come; HS_NONE where none. */
static uint32_t chain_at(const hs_coref *r, hs_span at)
{
    for (uint32_t i = r->out.n; i > 0; i--)
        if (r->out.v[i - 1].at.at == at.at && r->out.v[i - 1].at.n == at.n) return r->out.v[i - 1].chain;
    for (uint32_t i = 0; i < r->d->mentions.n; i++)
        if (r->d->mentions.v[i].at.at == at.at && r->d->mentions.v[i].at.n == at.n) return r->d->mentions.v[i].chain;
    return HS_NONE;
}

/* The standing ruling that what stands there is not of that chain; NULL where none. */
static const hs_pairing *ruled_apart(const hs_coref *r, hs_span at, uint32_t chain)
{
    for (uint32_t i = r->d->ruled.n; i > 0 && chain != HS_NONE; i--) {
        const hs_pairing *p = &r->d->ruled.v[i - 1];
        for (int k = 0; k < 2 && !p->same; k++)
            if (p->at[k].at == at.at && p->at[k].n == at.n && chain_at(r, p->at[1 - k]) == chain) return p;
    }
    return NULL;
}

/* The chain that a person put what stands there into; HS_NONE where nobody did. */
static uint32_t ruled_into(hs_coref *r, hs_mention *m)
{
    for (uint32_t i = r->d->ruled.n; i > 0; i--) {
        const hs_pairing *p = &r->d->ruled.v[i - 1];
        for (int k = 0; k < 2 && p->same; k++) {
            uint32_t chain = chain_at(r, p->at[1 - k]);
            if (p->at[k].at != m->at.at || p->at[k].n != m->at.n || chain == HS_NONE) continue;
            m->why = p->why;
            return chain;
        }
    }
    return HS_NONE;
}

/* A ruling left the last "he" open, and nobody was named since: whoever that is, this "he" is too. The ruling, or 0. */
static hs_ref open_since(const hs_coref *r, hs_gender sex)
{
    for (uint32_t i = r->out.n; i > 0 && r->out.n - i < HS_COREF_CANDIDATES; i--) {
        const hs_mention *m = &r->out.v[i - 1];
        if (m->kind != HS_PERSON) continue;
        if (m->form != HS_PRONOUN || m->chain != HS_NONE) return 0;
        for (uint32_t k = 0; k < r->d->ruled.n; k++)
            if (r->d->ruled.v[k].why == m->why && sex == r->open) return m->why;
    }
    return 0;
}

/* Takes the mention out of a chain that a person ruled it not to be in. */
static bool part(hs_coref *r, hs_mention *m)
{
    const hs_pairing *p = ruled_apart(r, m->at, m->chain);
    if (!p) return false;
    m->chain = HS_NONE;
    m->why = p->why;
    return true;
}

/* The chain of a pronoun once the rulings are heard: HS_NONE where one says that it is not whom we took it for. */
static uint32_t kept_by_rulings(hs_coref *r, hs_mention *m, hs_gender sex)
{
    bool put = false; /* there by a ruling */
    for (uint32_t i = 0; i < r->d->ruled.n; i++) put = put || (r->d->ruled.v[i].same && r->d->ruled.v[i].why == m->why);
    hs_ref open = put ? 0 : open_since(r, sex);
    if (open) {
        m->why = open;
        return HS_NONE;
    }
    if (part(r, m)) r->open = sex;
    return m->chain;
}

/* ---- pronouns ---- */

typedef struct {
    const char *word;
    hs_gender sex;
    bool plural, thing, subject;
} pronoun;

static const pronoun pronouns[] = {{"he", HS_MALE, false, false, true},
                                   {"her", HS_FEMALE, false, false, false},
                                   {"hers", HS_FEMALE, false, false, false},
                                   {"herself", HS_FEMALE, false, false, false},
                                   {"him", HS_MALE, false, false, false},
                                   {"himself", HS_MALE, false, false, false},
                                   {"his", HS_MALE, false, false, false},
                                   {"it", HS_NO_GENDER, false, true, true},
                                   {"its", HS_NO_GENDER, false, true, false},
                                   {"she", HS_FEMALE, false, false, true},
                                   {"their", HS_NO_GENDER, true, false, false},
                                   {"them", HS_NO_GENDER, true, false, false},
                                   {"themselves", HS_NO_GENDER, true, false, false},
                                   {"they", HS_NO_GENDER, true, false, true}};

static const pronoun *pronoun_at(const hs_coref *r, uint32_t t)
{
    hs_str s = hs_look_at(&r->w, t)->fold;
    if (s.n < 2 || s.n > 10 || !strchr("hist", s.p[0])) return NULL;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (hs_str_eq(s, hs_str_of(pronouns[i].word))) {
            bool us = s.n == 2 && s.p[0] == 'i' && (r->w.shape[t] & HS_LOOK_CAPS); /* "IT" */
            return us ? NULL : &pronouns[i];
        }
    return NULL;
}

/* "it" and "its" are kept only where they can speak or own: "it reported", "its spokesman". */
static bool speaks(const hs_coref *r, uint32_t t, uint32_t stop)
{
    for (uint32_t k = t + 1; k < stop && k < t + 4; k++) {
        if (hs_cue_is_speech(hs_doc_text(r->d, r->d->tokens.v[k].at))) return true;
        const hs_cue *cue = hs_cue_verb(hs_str_of(hs_doc_str(r->d, r->d->tokens.v[k].lemma)));
        if (cue && k == t + 1 && (cue->frames & HS_FRAME_THAT) && cue->stance != HS_BELIEVES) return true;
        if (!(r->w.shape[k] & HS_LOOK_COMMON) && !hs_look_is(&r->w, k, "reportedly")) return false;
    }
    return false;
}

static int fits(const hs_coref *r, const pronoun *p, uint32_t chain)
{
    const hs_chain *c = &r->d->chains.v[chain];
    const hs_bearer *s = &r->of[chain];
    bool group = (c->flags & HS_CHAIN_GROUP) != 0;
    if (p->thing && (c->flags & (HS_CHAIN_OUTLET | HS_CHAIN_DOCUMENT)) && !group) return 4;
    if (p->thing) return c->kind == HS_ORGANISATION && !group ? 2 : 0;
    if (p->plural) return group ? 2 : c->kind == HS_ORGANISATION ? 1 : 0;
    if (c->kind != HS_PERSON || group) return 0;
    if (s->sex == HS_NO_GENDER) return c->flags & HS_CHAIN_NAMED ? 4 : 1;
    return s->sex == p->sex ? 5 : 0;
}

static int score(const hs_coref *r, const pronoun *p, uint32_t chain, uint32_t t, uint32_t sentence)
{
    const hs_bearer *s = &r->of[chain];
    int fit = s->seen ? fits(r, p, chain) : 0;
    /* from outside a quotation its sentences do not count: “…,” he said after a long one */
    uint32_t far = r->quoted[t] ? sentence - s->sentence : r->told[sentence] - s->told;
    if (!fit || far > WINDOW) return 0;
    if (r->quoted[t] && s->speaks) return 0; /* who speaks says "I" */
    bool body = p->plural && !(r->d->chains.v[chain].flags & HS_CHAIN_GROUP);
    if (body && !(p->subject && speaks(r, t, r->d->tokens.n))) return 0; /* a company is "they" where it speaks */
    bool only_quoted = s->quoted && s->count == 1 && !r->quoted[t] && p->subject;
    if (only_quoted && hs_cue_is_speech(hs_doc_text(r->d, r->d->tokens.v[t + 1 < r->d->tokens.n ? t + 1 : t].at)))
        return 0; /* whom a quotation alone names does not speak it */
    int v = 20 + 4 * fit - 6 * (int)far + (chain == r->governs ? 6 : 0);
    if (s->subject) v += 8;
    if (s->quoted && !r->quoted[t]) v -= 8;
    if (!s->quoted && r->quoted[t]) v -= 6;
    if (s->count > 2) v += 2;
    if (r->d->chains.v[chain].flags & HS_CHAIN_NAMED) v += 2;
    uint32_t gap = t - s->token;
    return v - (gap > 20 ? 2 : 0) - (sentence == s->sentence && !s->subject && !p->subject ? 1 : 0);
}

/* The one chain that fits clearly better than all others; HS_NONE where none does. */
static uint32_t best(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t sentence, bool *alone)
{
    int first = 0, second = 0;
    uint32_t who = HS_NONE;
    for (uint32_t i = r->recent.n; i > 0 && r->recent.n - i < HS_COREF_CANDIDATES; i--) {
        uint32_t c = r->recent.v[i - 1];
        int v = c == r->owned || c == r->subject ? 0 : score(r, p, c, t, sentence);
        if (v > first) {
            second = first;
            first = v;
            who = c;
        } else if (v > second) {
            second = v;
        }
    }
    *alone = second == 0;
    if (first < 14) return HS_NONE;
    /* the subject of the sentence before wins narrowly over those of sentences further back */
    const hs_bearer *s = who == HS_NONE ? NULL : &r->of[who];
    bool before = p->subject && s && s->subject && r->told[sentence] - s->told <= 1 && (!s->quoted || r->quoted[t]);
    return first - second >= (before ? 2 : 4) ? who : HS_NONE;
}

/* "He [Erdogan]": the text itself says who. */
static uint32_t bracketed(const hs_coref *r, uint32_t t, uint32_t next_mention)
{
    if (t + 2 >= r->d->tokens.n || !hs_look_is(&r->w, t + 1, "[")) return HS_NONE;
    for (uint32_t i = next_mention; i < r->d->mentions.n && i < next_mention + 2; i++) {
        const hs_mention *m = &r->d->mentions.v[i];
        if (m->at.at == r->d->tokens.v[t + 2].at.at && m->form == HS_NAME) return m->chain;
    }
    return HS_NONE;
}

hs_ref hs_coref_reason(hs_coref *r, const char *fmt, hs_str word, const char *rest)
{
    hs_buf b = {0};
    hs_buf_printf(&b, fmt, (int)word.n, word.p, rest);
    hs_ref ref = hs_doc_intern(r->d, (hs_str){hs_buf_c(&b), b.n});
    hs_buf_free(&b);
    return ref;
}

/* "During the talks where he spoke, Berg said": the subject right behind the comma of an opening clause. */
static uint32_t ahead(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t from, uint32_t stop,
                      uint32_t next_mention)
{
    static const char *const openers[] = {"after", "although", "as",     "at",   "before", "during", "in",
                                          "on",    "since",    "though", "upon", "when",   "while"};
    if (p->plural || p->thing || !hs_in_table(hs_look_at(&r->w, from)->fold, openers, sizeof openers / sizeof *openers))
        return HS_NONE;
    for (uint32_t k = from; k < t; k++)
        if (hs_look_is(&r->w, k, ",")) return HS_NONE;
    uint32_t comma = t;
    while (comma < stop && !hs_look_is(&r->w, comma, ",")) comma++;
    if (comma + 1 >= stop) return HS_NONE;
    for (uint32_t i = next_mention; i < r->d->mentions.n && i < next_mention + 16; i++) {
        const hs_mention *m = &r->d->mentions.v[i];
        if (m->at.at < r->d->tokens.v[comma + 1].at.at) continue;
        bool there = m->at.at == r->d->tokens.v[comma + 1].at.at && m->form == HS_NAME && m->kind == HS_PERSON;
        return there ? m->chain : HS_NONE;
    }
    return HS_NONE;
}

/* "an officer, who says that he …": the one before "who". */
static uint32_t relative(const hs_coref *r, uint32_t t, uint32_t from)
{
    uint32_t k = t;
    while (k > from && t - k < 5 && !hs_look_is(&r->w, k - 1, "who")) k--;
    if (k <= from || !hs_look_is(&r->w, k - 1, "who") || t == k) return HS_NONE;
    bool cue = false;
    for (uint32_t c = k; c < t; c++) cue |= hs_cue_is_speech(hs_doc_text(r->d, r->d->tokens.v[c].at));
    uint32_t who = k - 1;
    while (who > from && hs_look_is(&r->w, who - 1, ",")) who--;
    if (!cue || !r->out.n || who == from) return HS_NONE;
    const hs_mention *m = &r->out.v[r->out.n - 1];
    return hs_span_end(m->at) == hs_span_end(r->d->tokens.v[who - 1].at) && m->kind == HS_PERSON ? m->chain : HS_NONE;
}

static bool is_lawyer(const hs_coref *r, const hs_mention *m)
{
    static const char *const nouns[] = {"attorney", "barrister", "counsel", "lawyer", "solicitor"};
    return hs_in_table(hs_str_of(hs_doc_str(r->d, m->name)), nouns, sizeof nouns / sizeof *nouns);
}

/* The mention that begins with the pronoun: "his lawyer"; NULL where none does. */
static const hs_mention *owned(const hs_coref *r, uint32_t t)
{
    const hs_mention *m = r->out.n ? &r->out.v[r->out.n - 1] : NULL;
    bool begins = m && m->at.at == r->d->tokens.v[t].at.at && m->at.n > r->d->tokens.v[t].at.n;
    return begins && m->form == HS_NOMINAL ? m : NULL;
}

/* "Tasch hoped to arrest him": not Tasch, the subject of the verb with this object, or of what that hangs on. */
static uint32_t subject_of(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t from)
{
    const hs_token *v = r->d->tokens.v;
    if ((v[t].deprel != HS_DEP_OBJ && v[t].deprel != HS_DEP_IOBJ) || strstr(p->word, "sel")) return HS_NONE;
    for (uint32_t verb = v[t].head, i = 0; i < 4; i++, verb = v[verb].head) {
        for (uint32_t n = r->out.n; n-- > 0 && r->out.v[n].at.at >= v[from].at.at;)
            for (uint32_t k = hs_doc_token_at(r->d, r->out.v[n].at.at);
                 k < t && v[k].at.at < hs_span_end(r->out.v[n].at); k++)
                if (v[k].head == verb && hs_deprel_universal(v[k].deprel) == HS_DEP_NSUBJ) return r->out.v[n].chain;
        uint32_t how = hs_deprel_universal(v[verb].deprel);
        if (how != HS_DEP_XCOMP && how != HS_DEP_ADVCL && how != HS_DEP_CONJ) return HS_NONE;
    }
    return HS_NONE;
}

/* "Tasch struck him as he turned": Tasch, the subject of the clause on which the pronoun's own clause hangs. */
static uint32_t governor_of(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t from)
{
    const hs_token *v = r->d->tokens.v;
    if (!p->subject || hs_deprel_universal(v[t].deprel) != HS_DEP_NSUBJ) return HS_NONE;
    uint32_t verb = v[t].head, how = hs_deprel_universal(v[verb].deprel);
    if (how != HS_DEP_ADVCL && how != HS_DEP_CCOMP) return HS_NONE;
    for (uint32_t n = r->out.n; n-- > 0 && r->out.v[n].at.at >= v[from].at.at;)
        for (uint32_t k = hs_doc_token_at(r->d, r->out.v[n].at.at); k < t && v[k].at.at < hs_span_end(r->out.v[n].at);
             k++)
            if (v[k].head == v[verb].head && hs_deprel_universal(v[k].deprel) == HS_DEP_NSUBJ) return r->out.v[n].chain;
    return HS_NONE;
}

/* The subject of the clause that the token stands in, where it is one mention that names or stands for something. */
static const hs_mention *clause_subject(const hs_coref *r, uint32_t t, uint32_t from)
{
    const hs_token *v = r->d->tokens.v;
    for (uint32_t i = 0; i < 8 && v[t].upos != HS_VERB && v[t].head != t; i++) t = v[t].head;
    for (uint32_t n = r->out.n; n-- > 0 && r->out.v[n].at.at >= v[from].at.at && v[t].upos == HS_VERB;)
        for (uint32_t k = hs_doc_token_at(r->d, r->out.v[n].at.at);
             k < r->d->tokens.n && v[k].at.at < hs_span_end(r->out.v[n].at); k++)
            if (v[k].head == t && hs_deprel_universal(v[k].deprel) == HS_DEP_NSUBJ) return &r->out.v[n];
    return NULL;
}

/* "Voss cut himself": the subject of the clause; false where the clause has none. */
static bool reflexive(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t from, uint32_t *who)
{
    const hs_token *v = r->d->tokens.v;
    const hs_mention *m = clause_subject(r, t, from);
    uint32_t verb = t;
    *who = HS_NONE;
    if (m && (m->chain == HS_NONE || fits(r, p, m->chain))) {
        *who = m->chain;
        return true;
    }
    for (uint32_t i = 0; i < 8 && v[verb].upos != HS_VERB && v[verb].head != verb; i++) verb = v[verb].head;
    for (uint32_t k = from; k < t; k++)
        if (v[k].head == verb && k != verb && hs_deprel_universal(v[k].deprel) == HS_DEP_NSUBJ) return true;
    return false;
}

/* "Solmac closed its quarry", "Solmac said that it would close": Solmac; HS_NONE where no body is the subject. */
static uint32_t body_of(const hs_coref *r, const pronoun *p, uint32_t t, uint32_t from)
{
    const hs_token *v = r->d->tokens.v;
    uint32_t who = HS_NONE;
    if (hs_str_eq(hs_look_at(&r->w, t)->fold, HS_STR("its"))) {
        const hs_mention *m = v[t].deprel == HS_DEP_NMOD_POSS ? clause_subject(r, t, from) : NULL;
        who = m ? m->chain : HS_NONE;
    } else {
        who = governor_of(r, p, t, from);
    }
    if (who == HS_NONE || r->d->chains.v[who].kind == HS_PERSON) return HS_NONE;
    return r->d->chains.v[who].flags & HS_CHAIN_GROUP ? HS_NONE : who;
}

static void add_body(hs_coref *r, const pronoun *p, uint32_t t, uint32_t from)
{
    hs_mention m = {.at = r->d->tokens.v[t].at, .form = HS_PRONOUN, .chain = body_of(r, p, t, from)};
    if (m.chain == HS_NONE) return;
    m.kind = r->d->chains.v[m.chain].kind;
    m.why = hs_coref_reason(r, "'%.*s': %s", hs_doc_text(r->d, m.at), "the subject of its clause");
    part(r, &m);
    *HS_PUSH(r->out) = m;
}

/* "Voss, who fled", "the driver whose car burnt": who stands before it, by the tree. */
static void add_relative(hs_coref *r, uint32_t t, uint32_t from)
{
    static const char *const words[] = {"which", "who", "whom", "whose"};
    const hs_token *v = r->d->tokens.v;
    uint32_t clause = t;
    if (!hs_in_table(hs_look_at(&r->w, t)->fold, words, sizeof words / sizeof *words)) return;
    for (uint32_t i = 0; i < 4 && v[clause].deprel != HS_DEP_ACL_RELCL && v[clause].head != clause; i++)
        clause = v[clause].head;
    if (v[clause].deprel != HS_DEP_ACL_RELCL || v[clause].head >= t) return;
    for (uint32_t n = r->out.n; n-- > 0 && r->out.v[n].at.at >= v[from].at.at;) {
        const hs_mention *of = &r->out.v[n];
        if (!hs_span_covers(of->at, v[v[clause].head].at) || of->chain == HS_NONE) continue;
        if ((of->kind == HS_PERSON) == hs_look_is(&r->w, t, "which")) return;
        hs_mention m = {.at = v[t].at, .form = HS_PRONOUN, .chain = of->chain, .kind = of->kind};
        m.why = hs_coref_reason(r, "'%.*s': %s", hs_doc_text(r->d, m.at), "the one before it");
        part(r, &m);
        *HS_PUSH(r->out) = m;
        return;
    }
}

static void add_pronoun(hs_coref *r, const pronoun *p, uint32_t t, uint32_t sentence, uint32_t from, uint32_t stop,
                        uint32_t next_mention)
{
    hs_str word = hs_doc_text(r->d, r->d->tokens.v[t].at);
    bool alone = false;
    uint32_t who = bracketed(r, t, next_mention);
    const hs_mention *thing = owned(r, t);
    bool lawyer = thing && is_lawyer(r, thing);
    r->owned = thing ? thing->chain : HS_NONE;
    r->subject = subject_of(r, p, t, from);
    r->governs = governor_of(r, p, t, from);
    hs_mention m = {.at = r->d->tokens.v[t].at, .form = HS_PRONOUN, .chain = who};
    if (r->d->ruled.n && (m.chain = ruled_into(r, &m)) != HS_NONE) {
        who = m.chain;
    } else if (who != HS_NONE) {
        m.chain = who;
        m.why = hs_coref_reason(r, "'%.*s': %s", word, "the text names it in brackets");
    } else if ((m.chain = who = ahead(r, p, t, from, stop, next_mention)) != HS_NONE) {
        m.why = hs_coref_reason(r, "'%.*s': %s", word, "the subject right behind this opening clause");
    } else if (strstr(p->word, "sel") && reflexive(r, p, t, from, &who)) {
        m.chain = who;
        m.why =
            hs_coref_reason(r, "'%.*s': %s", word,
                            who == HS_NONE ? "the subject of its clause is nobody named" : "the subject of its clause");
    } else if (!p->thing && !p->plural && (m.chain = who = relative(r, t, from)) != HS_NONE) {
        m.why = hs_coref_reason(r, "'%.*s': %s", word, "the one before 'who'");
    } else {
        m.chain = who = best(r, p, t, sentence, &alone);
        const char *how =
            alone ? "the only one who fits in the sentences before" : "the nearest that fits, by role in the sentence";
        m.why = hs_coref_reason(r, "'%.*s': %s", word, who == HS_NONE ? "more than one fits, or none" : how);
    }
    if (r->d->ruled.n) who = m.chain = kept_by_rulings(r, &m, p->sex);
    m.kind = who != HS_NONE ? r->d->chains.v[who].kind : p->thing ? HS_OTHER : HS_PERSON;
    *HS_PUSH(r->out) = m;
    if (lawyer && who != HS_NONE) r->client = who;
    if (who == HS_NONE) return;
    note(r, &m, sentence, t, t + 1, from);
    if (r->of[who].sex == HS_NO_GENDER && m.kind == HS_PERSON) r->of[who].sex = p->sex; /* a "he" is never "she" */
}

/* ---- the whole ---- */

/* "Berg's lawyer": whose; HS_NONE where the text does not say. */
static uint32_t owner_of(const hs_coref *r, const hs_mention *m)
{
    for (uint32_t i = r->out.n; i > 0 && r->out.n - i < 4; i--) {
        const hs_mention *o = &r->out.v[i - 1];
        uint32_t end = hs_span_end(o->at);
        bool before = end <= m->at.at && m->at.at - end < 6 && r->d->text.p[end] != ' ';
        if (o->form == HS_NAME && (before || (o->at.at == m->at.at && end < hs_span_end(m->at)))) return o->chain;
    }
    return HS_NONE;
}

static void take_mention(hs_coref *r, uint32_t i, uint32_t sentence, uint32_t from)
{
    hs_mention m = r->d->mentions.v[i];
    uint32_t first = hs_doc_token_at(r->d, m.at.at), end = hs_doc_token_at(r->d, hs_span_end(m.at) - 1) + 1;
    if (m.form == HS_NOMINAL && r->d->ruled.n) {
        uint32_t into = ruled_into(r, &m);
        if (into != HS_NONE) m.chain = into;
        part(r, &m);
    }
    if (m.form == HS_NOMINAL && hs_coref_told_of(r, &m, sentence) && r->d->ruled.n) part(r, &m);
    if (m.form == HS_NOMINAL && m.chain == HS_NONE) {
        hs_coref_nominal(r, &m, i, sentence);
        part(r, &m);
        if (m.chain == HS_NONE) {
            m.chain = hs_chain_new(r->d, i, 0);
            r->d->chains.v[m.chain].name = m.name;
            r->d->chains.v[m.chain].kind = m.kind;
        }
    }
    if (m.form == HS_NOMINAL && is_lawyer(r, &m) && owner_of(r, &m) != HS_NONE) r->client = owner_of(r, &m);
    note(r, &m, sentence, first, end, from);
    *HS_PUSH(r->out) = m;
}

static void read_sentence(hs_coref *r, uint32_t s, uint32_t *next)
{
    const hs_sentence *x = &r->d->sentences.v[s];
    uint32_t from = x->first, stop = from + x->n;
    for (uint32_t t = from; t < stop; t++) {
        while (*next < r->d->mentions.n && r->d->mentions.v[*next].at.at <= r->d->tokens.v[t].at.at)
            take_mention(r, (*next)++, s, from);
        const pronoun *p = pronoun_at(r, t);
        if (r->w.shape[t] & HS_LOOK_TITLED) continue;
        if (!p) {
            add_relative(r, t, from);
        } else if (p->thing && !speaks(r, t, stop)) {
            add_body(r, p, t, from);
        } else {
            add_pronoun(r, p, t, s, from, stop, *next);
        }
    }
}

void hs_find_coreference(hs_doc *d)
{
    hs_coref r = {.d = d, .outlet = HS_NONE, .client = HS_NONE, .owned = HS_NONE};
    uint32_t next = 0;
    hs_looks_of(d, &r.w);
    r.quoted = hs_calloc(d->tokens.n + 1, sizeof *r.quoted);
    hs_coref_grow(&r);
    r.told = hs_calloc(d->sentences.n + 1, sizeof *r.told);
    mark_quotes(&r);
    count_told(&r);
    for (uint32_t s = 0; s < d->sentences.n; s++) read_sentence(&r, s, &next);
    while (next < d->mentions.n) *HS_PUSH(r.out) = d->mentions.v[next++];
    d->mentions.n = 0;
    for (uint32_t i = 0; i < r.out.n; i++) *HS_PUSH(d->mentions) = r.out.v[i];
    d->strings.n = 0;
    hs_chains_finish(d);
    for (uint32_t i = 0; i < r.room; i++) hs_buf_free(&r.of[i].roles);
    free(r.of);
    free(r.quoted);
    free(r.told);
    HS_VEC_FREE(r.out);
    HS_VEC_FREE(r.recent);
    hs_looks_free(&r.w);
}
