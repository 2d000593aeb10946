/* Who "the spokesman", "the ministry", "the daily" are: by the roles and names of the chains met so far, by the name
 * that stands inside the phrase or behind it, and by an equal noun before. */
#include "find/callings.h"
#include "find/coreference.h"
#include "find/cues.h"
#include "find/lexicon.h"

#include <string.h>

static bool has_role(const hs_coref *r, uint32_t chain, const char *lemma)
{
    const hs_buf *b = &r->of[chain].roles;
    size_t n = strlen(lemma);
    for (const char *p = b->p; p && (p = strstr(p, lemma)) != NULL; p++)
        if (p[-1] == ' ' && (p[n] == ' ' || p[n] == 's' || p[n] == '-')) return true;
    return false;
}

/* «the agency», «the Turkish news agency»; not «the environment agency». */
static bool means_outlet(const hs_coref *r, const hs_mention *m)
{
    static const char *const kinds[] = {"daily",  "independent", "local",     "national", "news",   "official",
                                        "online", "opposition",  "press",     "private",  "public", "publicly",
                                        "state",  "state-owned", "state-run", "the",      "weekly"};
    uint32_t t = hs_doc_token_at(r->d, m->at.at), end = hs_doc_token_at(r->d, hs_span_end(m->at) - 1);
    for (; t < end; t++) {
        const hs_look *x = hs_look_at(&r->w, t);
        if (!x->people && !hs_in_table(x->fold, kinds, sizeof kinds / sizeof *kinds)) return false;
    }
    return hs_lexicon(hs_str_of(hs_doc_str(r->d, m->name))) & HS_LEX_OUTLETNOUN;
}

/* Does what narrows the nominal hold for the chain? "the Turkish president" is no Syrian one, "the terrorist
 * organization" no intelligence organization. People are held to their nations only. */
static bool narrowed(const hs_coref *r, uint32_t chain, const hs_mention *m)
{
    static const char *const free_words[] = {"a",    "an",  "her",   "his",   "its",  "our",
                                             "that", "the", "their", "these", "this", "those"};
    const hs_buf *b = &r->of[chain].roles;
    uint32_t t = hs_doc_token_at(r->d, m->at.at), end = hs_doc_token_at(r->d, hs_span_end(m->at) - 1);
    for (; t < end; t++) {
        const hs_look *x = hs_look_at(&r->w, t);
        if (hs_in_table(x->fold, free_words, sizeof free_words / sizeof *free_words)) continue;
        if (m->kind == HS_PERSON && !x->people && !(r->w.shape[t] & HS_LOOK_CAP)) continue;
        const char *p = b->p ? memmem(b->p, b->n, x->fold.p, x->fold.n) : NULL;
        if (!p || p[-1] != ' ' || (p[x->fold.n] >= 'a' && p[x->fold.n] <= 'z')) return false;
    }
    return true;
}

/* "the secretary of the Dockers Union": every name that narrows it from behind must stand in the chain's roles. */
static bool narrowed_behind(const hs_coref *r, uint32_t chain, const hs_mention *m, uint32_t stop)
{
    uint32_t t = hs_doc_token_at(r->d, hs_span_end(m->at) - 1) + 1;
    if (t >= stop || !(hs_look_is(&r->w, t, "of") || hs_look_is(&r->w, t, "for") || hs_look_is(&r->w, t, "at")))
        return true;
    const hs_buf *b = &r->of[chain].roles;
    for (uint32_t k = t + 1; k < stop && k < t + 6 && (r->w.shape[k] & HS_LOOK_LETTERS); k++) {
        const hs_look *x = hs_look_at(&r->w, k);
        uint32_t upos = r->d->tokens.v[k].upos;
        if (upos == HS_VERB || upos == HS_AUX) break;
        if (!(r->w.shape[k] & HS_LOOK_CAP) || (r->w.shape[k] & HS_LOOK_COMMON)) continue;
        if (!b->p || !memmem(b->p, b->n, x->fold.p, x->fold.n)) return false;
    }
    return true;
}

/* The last bearer of the role; the text of its roles and names holds the nominal's head. */
static uint32_t by_role(const hs_coref *r, const hs_mention *m, uint32_t stop, const char **how)
{
    const char *lemma = hs_doc_str(r->d, m->name);
    static const char *const heads[] = {"president", "king", "leader"};
    for (uint32_t i = r->recent.n; i > 0; i--) {
        uint32_t c = r->recent.v[i - 1];
        if (r->d->chains.v[c].kind != m->kind || (r->d->chains.v[c].flags & HS_CHAIN_GROUP)) continue;
        if (!narrowed(r, c, m) || !narrowed_behind(r, c, m, stop)) continue;
        if (has_role(r, c, lemma)) {
            *how = "the last one of whom the text says so";
            return c;
        }
        bool state_head = strcmp(lemma, "head") == 0 || strcmp(lemma, "state") == 0;
        for (size_t k = 0; state_head && k < sizeof heads / sizeof *heads; k++)
            if (has_role(r, c, heads[k])) {
                *how = "the last head of state named";
                return c;
            }
    }
    if (r->outlet != HS_NONE && means_outlet(r, m)) {
        *how = "the last outlet named";
        return r->outlet;
    }
    return HS_NONE;
}

/* "the Cumhuriyet newspaper", "the Daesh terrorist group": the body named inside. */
static uint32_t named_inside(const hs_coref *r, const hs_mention *m, uint32_t i)
{
    static const char *const bodies[] = {
        "agency",  "broadcaster", "channel",      "company",      "daily", "group", "magazine", "militia",
        "network", "newspaper",   "organisation", "organization", "paper", "party", "station",  "weekly"};
    if (!hs_in_table(hs_str_of(hs_doc_str(r->d, m->name)), bodies, sizeof bodies / sizeof *bodies)) return HS_NONE;
    for (uint32_t k = i + 1; k < r->d->mentions.n && r->d->mentions.v[k].at.at < hs_span_end(m->at); k++) {
        const hs_mention *n = &r->d->mentions.v[k];
        if (n->form == HS_NAME && (n->kind == HS_ORGANISATION || n->kind == HS_OTHER)) return n->chain;
    }
    return HS_NONE;
}

/* The two phrases name the same nations, or one names none: "the Turkish government" is not "the Syrian government". */
static bool same_people(const hs_coref *r, hs_span a, hs_span b)
{
    uint32_t people[2] = {0}, shared = 0;
    hs_span both[2] = {a, b};
    hs_str first = {"", 0};
    for (int k = 0; k < 2; k++) {
        uint32_t end = hs_doc_token_at(r->d, hs_span_end(both[k]) - 1);
        for (uint32_t t = hs_doc_token_at(r->d, both[k].at); t < end; t++) {
            const hs_look *x = hs_look_at(&r->w, t);
            if (!x->people && !x->place) continue;
            if (k == 1 && people[0] && hs_str_eq(first, x->fold)) shared++;
            if (!people[k]++) first = k ? first : x->fold;
        }
    }
    return !people[0] || !people[1] || shared > 0;
}

/* The last nominal with the same head and no name: "a Turkish officer … the officer". */
static uint32_t same_head(const hs_coref *r, const hs_mention *m)
{
    for (uint32_t i = r->recent.n; i > 0; i--) {
        const hs_chain *c = &r->d->chains.v[r->recent.v[i - 1]];
        if ((c->flags & (HS_CHAIN_NAMED | HS_CHAIN_GROUP)) || c->kind != m->kind) continue;
        bool head = strcmp(hs_doc_str(r->d, c->name), hs_doc_str(r->d, m->name)) == 0;
        if (head && same_people(r, r->of[r->recent.v[i - 1]].at, m->at)) return r->recent.v[i - 1];
    }
    return HS_NONE;
}

/* Does the chain hold an office by its roles? A judge is not "the suspect" of the next sentence. */
static bool holds_office(const hs_coref *r, uint32_t chain)
{
    static const char *const loose[] = {"activist",  "author",  "chief", "commander",
                                        "dissident", "founder", "head",  "leader"};
    const hs_buf *b = &r->of[chain].roles;
    for (size_t at = 0; b->p && at < b->n;) {
        size_t n = strcspn(b->p + at, " ,.");
        hs_str w = {b->p + at, n};
        if ((hs_lexicon(w) & HS_LEX_TITLE) && !hs_in_table(w, loose, sizeof loose / sizeof *loose)) return true;
        at += n + 1;
    }
    return false;
}

/* "the man said", "the fighter said": the only person named who was spoken of, outside quotations, in this sentence or
 * the one before, and who holds no office. Offices ("the minister") are never given away like this. */
static uint32_t only_person(const hs_coref *r, const hs_mention *m, uint32_t sentence)
{
    uint32_t who = HS_NONE, t = hs_doc_token_at(r->d, hs_span_end(m->at) - 1) + 1;
    bool the = hs_look_is(&r->w, hs_doc_token_at(r->d, m->at.at), "the");
    static const char *const epithets[] = {
        "defector", "deserter", "detainee",  "extremist", "fighter", "insurgent",     "islamist",  "jihadist",
        "man",      "migrant",  "militant",  "prisoner",  "rebel",   "recruit",       "recruiter", "refugee",
        "smuggler", "survivor", "terrorist", "veteran",   "victim",  "whistleblower", "woman"};
    bool epithet = hs_in_table(hs_str_of(hs_doc_str(r->d, m->name)), epithets, sizeof epithets / sizeof *epithets);
    if (!the || !epithet || m->kind != HS_PERSON || t >= r->d->tokens.n || r->quoted[t]) return HS_NONE;
    if (!hs_cue_is_speech(hs_doc_text(r->d, r->d->tokens.v[t].at))) return HS_NONE;
    hs_gender sex = hs_coref_sex(hs_lexicon(hs_str_of(hs_doc_str(r->d, m->name))));
    for (uint32_t i = r->recent.n; i > 0 && r->recent.n - i < HS_COREF_CANDIDATES; i--) {
        uint32_t c = r->recent.v[i - 1];
        const hs_bearer *s = &r->of[c];
        if (r->told[sentence] - s->told > 1 || s->quoted || r->d->chains.v[c].kind != HS_PERSON) continue;
        if (!(r->d->chains.v[c].flags & HS_CHAIN_NAMED)) continue;
        if (holds_office(r, c) || !narrowed(r, c, m)) return HS_NONE;
        if (who != HS_NONE || (sex != HS_NO_GENDER && s->sex != HS_NO_GENDER && s->sex != sex)) return HS_NONE;
        who = c;
    }
    return who;
}

/* "the president", "his party"; not "ran for President". */
static bool definite(const hs_coref *r, const hs_mention *m)
{
    static const char *const words[] = {"her", "his", "its", "my", "our", "that", "the", "their", "this", "your"};
    uint32_t t = hs_doc_token_at(r->d, m->at.at);
    return hs_in_table(hs_look_at(&r->w, t)->fold, words, sizeof words / sizeof *words) ||
           (t > 0 && hs_in_table(hs_look_at(&r->w, t - 1)->fold, words, sizeof words / sizeof *words));
}

/* "the director of the office, Gerwin Stahl,", "the Minister of Waters E. Korsh": who is named right behind the
 * role. */
static uint32_t apposed(const hs_coref *r, const hs_mention *m, uint32_t i, uint32_t stop)
{
    uint32_t t = hs_doc_token_at(r->d, hs_span_end(m->at) - 1) + 1, from = t;
    bool of = t < stop && (hs_look_is(&r->w, t, "of") || hs_look_is(&r->w, t, "for") || hs_look_is(&r->w, t, "at"));
    if ((m->kind != HS_PERSON && m->kind != HS_ORGANISATION) || r->d->chains.n == 0) return HS_NONE;
    uint32_t k = i + 1;
    for (; k < r->d->mentions.n && k < i + 6; k++) {
        const hs_mention *n = &r->d->mentions.v[k];
        uint32_t at = hs_doc_token_at(r->d, n->at.at);
        if (at >= stop || at > from + 8) return HS_NONE;
        if (n->form != HS_NAME || n->kind != m->kind || n->chain == HS_NONE) continue;
        uint32_t commas = 0;
        for (uint32_t w = from; w < at; w++) {
            bool comma = hs_look_is(&r->w, w, ",");
            commas += comma;
            uint32_t upos = r->d->tokens.v[w].upos;
            bool title = w + 1 == at && (hs_lexicon(hs_look_at(&r->w, w)->fold) & HS_LEX_TITLE);
            if (comma && w + 1 != at && !title && !(w + 2 == at)) return HS_NONE;
            if (!comma && (!of || upos == HS_VERB || upos == HS_AUX || upos == HS_CCONJ) && !title) return HS_NONE;
        }
        bool owns = commas == 0 && at > from && r->d->tokens.v[at - 1].upos == HS_ADP; /* "the mayor of Kalvik" */
        if (commas > 1 || (commas == 0 && at == from) || owns) return HS_NONE;
        uint32_t end = hs_doc_token_at(r->d, hs_span_end(n->at) - 1) + 1;
        bool closed = end >= stop || hs_look_is(&r->w, end, ",") || hs_look_is(&r->w, end, ".");
        return commas == 0 || closed ? n->chain : HS_NONE;
    }
    return HS_NONE;
}

/* What an apposition says of a person is a role of that person from here on. */
static void learn_role(hs_coref *r, uint32_t chain, const hs_mention *m)
{
    hs_coref_grow(r);
    if (r->of[chain].roles.n < 600) hs_coref_fold(hs_doc_str(r->d, m->name), &r->of[chain].roles);
    if (r->of[chain].sex == HS_NO_GENDER)
        r->of[chain].sex = hs_coref_sex(hs_lexicon(hs_str_of(hs_doc_str(r->d, m->name))));
}

/* The person whom the mention at the token names, or stands for; HS_NONE where none. */
static uint32_t person_at(const hs_coref *r, uint32_t t, uint32_t from)
{
    hs_span at = r->d->tokens.v[t].at;
    for (uint32_t i = r->out.n; i > 0 && r->out.v[i - 1].at.at >= r->d->tokens.v[from].at.at; i--) {
        const hs_mention *m = &r->out.v[i - 1];
        if (m->form == HS_NOMINAL || m->kind != HS_PERSON || m->chain == HS_NONE || !hs_span_covers(m->at, at))
            continue;
        return r->d->chains.v[m->chain].flags & HS_CHAIN_GROUP ? HS_NONE : m->chain;
    }
    return HS_NONE;
}

typedef struct {
    const hs_coref *r;
    uint32_t from;
} by_sentence;

static uint32_t person_of(const void *ctx, uint32_t t)
{
    const by_sentence *k = ctx;
    return person_at(k->r, t, k->from);
}

/* "Voss, the host of the show", "Voss is a driver", "Voss became the champion": Voss, by the grammar of the sentence.
 */
static uint32_t told_of(const hs_coref *r, const hs_mention *m, uint32_t sentence)
{
    const hs_token *v = r->d->tokens.v;
    const hs_sentence *x = &r->d->sentences.v[sentence];
    uint32_t head = hs_doc_token_at(r->d, hs_span_end(m->at) - 1);
    if (m->kind != HS_PERSON || v[head].deprel == HS_DEP_NONE || strstr(hs_doc_str(r->d, v[head].feats), "Number=Plur"))
        return HS_NONE;
    by_sentence k = {r, x->first};
    return hs_calling_of(r->d, head, x->first, x->first + x->n, person_of, &k);
}

bool hs_coref_told_of(hs_coref *r, hs_mention *m, uint32_t sentence)
{
    uint32_t who = told_of(r, m, sentence);
    if (who == HS_NONE) return false;
    learn_role(r, who, m);
    m->why = hs_coref_reason(r, "'%.*s': %s", hs_doc_text(r->d, m->at), "the text says who that is");
    m->chain = who;
    return true;
}

void hs_coref_nominal(hs_coref *r, hs_mention *m, uint32_t i, uint32_t sentence)
{
    const char *how = "the body named in the phrase";
    hs_str word = hs_doc_text(r->d, m->at);
    uint32_t who = named_inside(r, m, i);
    const hs_sentence *x = &r->d->sentences.v[sentence];
    if (who == HS_NONE && (who = apposed(r, m, i, x->first + x->n)) != HS_NONE) {
        how = "who is named behind it";
        learn_role(r, who, m);
    }
    if (who == HS_NONE && !definite(r, m)) return;
    if (who == HS_NONE && strcmp(hs_doc_str(r->d, m->name), "client") == 0 && (who = r->client) != HS_NONE)
        how = "the one whose lawyer speaks";
    if (who == HS_NONE) who = by_role(r, m, x->first + x->n, &how);
    if (who == HS_NONE) {
        who = same_head(r, m);
        how = "the last one called so";
    }
    if (who == HS_NONE) {
        who = only_person(r, m, sentence);
        how = "the only person spoken of just before";
    }
    if (who != HS_NONE) {
        m->why = hs_coref_reason(r, "'%.*s': %s", word, how);
        m->chain = who;
        m->kind = r->d->chains.v[who].kind;
    }
}
