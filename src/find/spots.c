#include "find/spots.h"

#include "find/clauses.h"
#include "find/factuality.h"

/* ---- without trees: could this form be a verb here? ---- */

static bool ends_in_s(const hs_reading *r, uint32_t t)
{
    return hs_ends(r, t, "s") && !hs_ends(r, t, "ss");
}

static bool is_past(const hs_reading *r, uint32_t t)
{
    hs_str word = hs_word(r, t), lemma = hs_lemma(r, t);
    return hs_ends(r, t, "ed") || (!hs_str_ieq(word, lemma) && !ends_in_s(r, t) && !hs_ends(r, t, "ing"));
}

static bool verb_by_neighbours(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    if (t == seg.from) return is_past(r, t) || hs_ends(r, t, "ing") || ends_in_s(r, t);
    uint32_t p = t - 1;
    while (p > seg.from && hs_class(r, p, HS_W_ADVERB | HS_W_NOT)) p--;
    bool determined = hs_class(r, p, HS_W_DET) && !hs_class(r, p, HS_W_SUBJECT);
    if (hs_ends(r, t, "ing")) return !determined;
    if (hs_class(r, p, HS_W_TO | HS_W_MODAL | HS_W_DO | HS_W_WHO)) return true;
    if (determined || hs_class(r, p, HS_W_PREP)) return false;
    if (is_past(r, t)) return true;
    if (ends_in_s(r, t)) /* a plural noun as well, unless an object or a clause follows */
        return hs_class(r, t + 1,
                        HS_W_THAT | HS_W_DET | HS_W_SUBJECT | HS_W_OBJECT | HS_W_CAPITAL | HS_W_QUOTE | HS_W_COMMA |
                            HS_W_WH | HS_W_COLON | HS_W_TO) ||
               !hs_class(r, t + 1, HS_W_PREP | HS_W_AUX | HS_W_MARK | HS_W_AND) || hs_cue_is_speech(hs_word(r, t));
    return hs_class(r, p, HS_W_SUBJECT) || ends_in_s(r, p) || hs_word_is(r, p, "people") || hs_word_is(r, p, "police");
}

/* «“Paint over it,” the inspector answers.»: a word of speech between a quotation and a stop, which a tagger that sees
 * two nouns takes for a noun. */
static bool closes_quotation(const hs_reading *r, uint32_t t)
{
    if (!hs_cue_is_speech(hs_word(r, t)) || !hs_class(r, t + 1, HS_W_MARK) || t == 0) return false;
    if (hs_class(r, t - 1, HS_W_DET | HS_W_PREP | HS_W_MARK)) return false;
    for (uint32_t k = 1; k <= 6 && k <= t; k++)
        if (r->quote[t - k] != HS_NONE) return true;
    return false;
}

/* «The loss is 3 million, the harbour service estimates.»: a plural noun to a tagger, but a clause, a comma and a noun
 * phrase stand before it and nothing behind. */
static bool closes_sentence(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    const hs_cue *cue = hs_cue_verb(hs_lemma(r, t));
    static const char *const many[] = {"media", "men", "people", "police", "women"};
    bool stop = t + 1 >= seg.to || hs_class(r, t + 1, HS_W_STOP);
    bool base =
        t > seg.from + 2 && hs_str_ieq(hs_word(r, t), hs_lemma(r, t)) &&
        (ends_in_s(r, t - 1) || hs_word_in(r, t - 1, many, sizeof many / sizeof *many)); /* «officials report» */
    if (!stop || (!ends_in_s(r, t) && !base) || !cue || !(cue->frames & HS_FRAME_THAT)) return false;
    uint32_t comma = t;
    while (comma > seg.from + 2 && t - comma < 8 && !hs_class(r, comma, HS_W_MARK | HS_W_AND | HS_W_AUX)) comma--;
    if (!hs_class(r, comma, HS_W_COMMA) || t - comma < 2) return false;
    if (!base && (t - comma < 3 || !hs_class(r, comma + 1, HS_W_DET))) return false;
    return hs_predicate_in(r, (hs_words_range){seg.from, comma}) != HS_NONE;
}

/* «the ministry's claim that», «rejected reports that»: a noun whatever the tagger says. */
static bool is_owned_noun(const hs_reading *r, uint32_t t)
{
    if (t == 0 || !hs_class(r, t + 1, HS_W_THAT)) return false;
    if (hs_is_possessive(r, t - 1)) return hs_cue_noun(hs_word(r, t)) != NULL;
    const hs_cue *before = is_past(r, t - 1) ? hs_cue_verb(hs_lemma(r, t - 1)) : NULL;
    if (t > 1 && !before)
        before = hs_cue_phrase(hs_lemma(r, t - 2), hs_word(r, t - 1), hs_word(r, t)); /* «brushed aside» */
    hs_str word = hs_word(r, t);
    bool plural = word.n > 1 && ends_in_s(r, t) && hs_cue_noun((hs_str){word.p, word.n - 1});
    return plural && before && before->frames & HS_FRAME_THING;
}

/* «Ada Brenn doubts that»: a name that owns nothing speaks. */
static bool behind_name(const hs_reading *r, uint32_t t)
{
    return t > 0 && hs_parsed(r, t) && r->d->tokens.v[t - 1].upos == HS_PROPN && hs_class(r, t - 1, HS_W_CAPITAL) &&
           ends_in_s(r, t) && hs_class(r, t + 1, HS_W_THAT) && hs_cue_verb(hs_lemma(r, t));
}

static bool is_name_or_noun(const hs_reading *r, uint32_t t)
{
    uint32_t upos = r->d->tokens.v[t].upos;
    return upos == HS_NOUN || upos == HS_PROPN || upos == HS_PRON;
}

/* «The complaint alleges that»: a form of a verb that is no noun of speech, with «that» behind it. */
static bool reports_that(const hs_reading *r, uint32_t t)
{
    const hs_cue *cue = hs_cue_verb(hs_lemma(r, t));
    return cue && cue->frames & HS_FRAME_THAT && hs_class(r, t + 1, HS_W_THAT) && !hs_cue_noun(hs_lemma(r, t));
}

/* «Tasch denies saying that», «Prosecutors allege Tasch knew»: forms that are never nouns, whatever a tagger says. */
static bool only_verb(const hs_reading *r, uint32_t t)
{
    static const char *const forms[] = {"accuses",  "admits",    "alleges",  "argues",   "asserts",
                                        "believes", "concedes",  "confirms", "contends", "denies",
                                        "insists",  "maintains", "rejects",  "says"};
    static const char *const plural[] = {"accuse",  "admit",   "allege", "argue",  "assert",   "believe", "concede",
                                         "confirm", "contend", "deny",   "insist", "maintain", "say"};
    return hs_word_in(r, t, forms, sizeof forms / sizeof *forms) ||
           (ends_in_s(r, t - 1) && hs_word_in(r, t, plural, sizeof plural / sizeof *plural));
}

/* «The dam will fail, experts warn.»: a noun to a tagger, but with a subject and beside a clause. */
static bool has_subject(const hs_reading *r, uint32_t t)
{
    if (!hs_parsed(r, t)) return false;
    const hs_cue *cue = hs_cue_verb(hs_lemma(r, t));
    uint32_t subject = hs_child(r, t, HS_DEP_NSUBJ, HS_DEP_NSUBJ);
    return cue && cue->frames & HS_FRAME_THAT && r->d->tokens.v[t].deprel == HS_DEP_PARATAXIS && subject != HS_NONE &&
           subject < t && hs_child(r, t, HS_DEP_COP, HS_DEP_DET) == HS_NONE;
}

static bool is_verb(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    if (is_owned_noun(r, t)) return false;
    if (has_subject(r, t) || closes_quotation(r, t) || closes_sentence(r, t, seg)) return true;
    if (hs_parsed(r, t)) {
        const hs_token *k = &r->d->tokens.v[t];
        bool noun_before = t > seg.from && is_name_or_noun(r, t - 1);
        bool narrows = k->deprel == HS_DEP_AMOD && k->head > t && !noun_before; /* «suspected members» */
        narrows |= t > seg.from && hs_class(r, t - 1, HS_W_PREP) && !hs_word_is(r, t - 1, "since") &&
                   hs_ends(r, t, "ed"); /* «of suspected members» */
        narrows |= t > seg.from && hs_class(r, t - 1, HS_W_DET) && hs_ends(r, t, "ed") &&
                   hs_class(r, t + 1, HS_W_MARK | HS_W_AUX); /* «the accused, Oru Tasch,» */
        if (noun_before && (reports_that(r, t) || only_verb(r, t) || behind_name(r, t))) return true;
        if (t > seg.from && only_verb(r, t) && !hs_class(r, t - 1, HS_W_DET | HS_W_PREP)) return true;
        return (k->upos == HS_VERB || k->upos == HS_AUX) && !narrows;
    }
    if (hs_class(r, t, HS_W_CAPITAL) && t != seg.from) return false;
    return verb_by_neighbours(r, t, seg);
}

/* ---- the words of a verb's group ---- */

/* «appeared to blame», «continued to call for»: one cue, the second verb's, from the first verb's group on. */
static void join_catenative(const hs_reading *r, hs_words_range seg, hs_spot *s)
{
    static const char *const first[] = {"appear", "begin", "continue", "go", "have", "need", "seem", "start", "try"};
    uint32_t v = s->words.from;
    if (v == seg.from) return;
    v--;
    if (hs_word_is(r, v, "on") && v > seg.from) v--;
    if (!hs_in_table(hs_lemma(r, v), first, sizeof first / sizeof *first)) return;
    while (v > seg.from && hs_class(r, v - 1, HS_W_AUX | HS_W_NOT | HS_W_ADVERB) && !hs_class(r, v - 1, HS_W_BUT)) v--;
    s->words.from = v;
    s->joined = true;
}

/* «A man who was not named told the Post that …», which a tree easily takes for a passive. */
static bool has_hearer(const hs_reading *r, uint32_t t, uint32_t be)
{
    uint32_t hearer = hs_child(r, t, HS_DEP_OBJ, HS_DEP_IOBJ);
    return be == HS_NONE && hs_child(r, t, HS_DEP_AUX_PASS, HS_DEP_AUX_PASS) == HS_NONE && hearer != HS_NONE &&
           hearer > t;
}

/* «The villagers' lawyer, Rita Sand, alleged that …», where a tree makes a noun of the sentence's subject its root and
 * of its verb a participle: a clause hangs on it, and no other verb is there. */
static bool tells_clause(const hs_reading *r, uint32_t t)
{
    uint32_t noun = r->d->tokens.v[t].head, what = hs_child(r, t, HS_DEP_CCOMP, HS_DEP_CCOMP);
    return what != HS_NONE && what > t && noun < t && r->d->tokens.v[noun].deprel == HS_DEP_ROOT &&
           is_name_or_noun(r, noun) && hs_child(r, noun, HS_DEP_COP, HS_DEP_COP) == HS_NONE;
}

static void take_left(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    uint32_t from = t, be = HS_NONE;
    bool to = false, have = false;
    while (from > seg.from) {
        uint32_t p = from - 1;
        if (hs_word_is(r, p, "since") && p > seg.from && hs_class(r, p - 1, HS_W_HAVE)) { /* «has since retracted» */
            from = p;
            continue;
        }
        if (hs_class(r, p, HS_W_TIME) && !hs_class(r, p, HS_W_MODAL)) break;
        if (hs_word_is(r, p, "again") && p >= seg.from + 2 && hs_word_is(r, p - 2, "time")) { /* «time and again» */
            from = p - 2;
            continue;
        }
        if (hs_class(r, p, HS_W_NOT)) s->flags |= HS_NEGATED;
        if (hs_class(r, p, HS_W_ADVERB) && hs_cue_adverb(hs_word(r, p))) s->flags |= HS_HEDGED;
        if (hs_class(r, p, HS_W_BE)) be = p;
        if (hs_class(r, p, HS_W_HAVE) && be == HS_NONE) have = true;
        if (hs_class(r, p, HS_W_MODAL) &&
            (hs_word_is(r, p, "may") || hs_word_is(r, p, "might") || hs_word_is(r, p, "could") ||
             hs_word_is(r, p, "would") || hs_word_is(r, p, "will"))) /* «he will say he was asleep» */
            s->flags |= HS_HEDGED;
        if (hs_class(r, p, HS_W_TO) && (from == t || hs_word_is(r, from, "have") || hs_word_is(r, from, "be"))) {
            to = true;
            break;
        }
        if (!hs_class(r, p, HS_W_AUX | HS_W_NOT | HS_W_ADVERB)) break;
        if (hs_class(r, p, HS_W_BUT | HS_W_DET)) break;
        from = p;
    }
    while (from < t && hs_class(r, from, HS_W_ADVERB) && from == seg.from) from++; /* «Earlier, …» */
    s->words.from = to ? from - 1 : from;
    if (to) join_catenative(r, seg, s);
    s->infinitive = to;
    s->participle = hs_ends(r, t, "ing") && be == HS_NONE;
    s->passive = be != HS_NONE && is_past(r, t);
    if (!hs_parsed(r, t) || (have && be == HS_NONE)) return;
    s->passive = hs_child(r, t, HS_DEP_AUX_PASS, HS_DEP_NSUBJ_PASS) != HS_NONE && !has_hearer(r, t, be);
    uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel);
    bool loose = rel == HS_DEP_ACL || rel == HS_DEP_AMOD || rel == HS_DEP_ADVCL; /* «Tasch, believed to be …» */
    hs_str feats = hs_str_of(hs_doc_str(r->d, r->d->tokens.v[t].feats));
    if (rel == HS_DEP_AMOD && t > seg.from && is_name_or_noun(r, t - 1)) loose = false; /* «Brenn informed reporters» */
    loose = loose && hs_child(r, t, HS_DEP_NSUBJ, HS_DEP_NSUBJ) == HS_NONE;
    loose = loose && !tells_clause(r, t);
    if (loose && !s->participle && !to && hs_str_find(feats, HS_STR("Tense=Past|VerbForm=Part")) != SIZE_MAX)
        s->passive = true;
}

static void take_right(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    uint32_t to = t + 1;
    if (to < seg.to && hs_cue_takes(s->cue, hs_word(r, to))) {
        bool infinitive = hs_class(r, to, HS_W_TO) && (s->cue->frames & HS_FRAME_TO);
        if (!infinitive) to++;
    }
    if (s->passive && to == t + 1 && hs_word_is(r, to, "by") && to < seg.to) to++;
    bool both = hs_word_is(r, to, "or") || hs_word_is(r, to, "nor");
    if (both && to + 1 < seg.to && hs_str_eq(hs_lemma(r, t), HS_STR("confirm")) &&
        hs_str_eq(hs_lemma(r, to + 1), HS_STR("deny"))) {
        if (hs_word_is(r, to, "nor")) s->flags |= HS_NEGATED;
        to += 2;
    }
    s->words.to = to;
}

/* «allegedly signed the contract»: the adverb makes the report, not a verb that reports no clause. */
static bool told_by_adverb(const hs_reading *r, const hs_spot *s)
{
    if (s->cue->frames & HS_FRAME_THAT) return false;
    for (uint32_t t = s->words.from; t < s->head; t++) {
        const hs_cue *cue = hs_class(r, t, HS_W_ADVERB) ? hs_cue_adverb(hs_word(r, t)) : NULL;
        if (cue && !(cue->flags & HS_HEDGED)) return true;
    }
    return false;
}

/* «put the damage at $3 million», «put Tasch at the scene»: an amount, or a place that matters, for a thing. */
static const hs_cue *put_cue(const hs_reading *r, uint32_t t)
{
    enum { FAR = 12 };
    static const hs_cue estimates = {"put", HS_FRAME_THING, HS_ESTIMATES, 0, ""},
                        places = {"put", HS_FRAME_THING, HS_STATES, 0, ""};
    static const char *const verbs[] = {"peg", "place", "put"};
    if (!hs_parsed(r, t) || !hs_in_table(hs_lemma(r, t), verbs, sizeof verbs / sizeof *verbs)) return NULL;
    static const char *const amounts[] = {"age",    "amount",   "bill", "cost",   "count", "damage", "death",
                                          "figure", "it",       "loss", "number", "price", "rate",   "share",
                                          "size",   "strength", "toll", "total",  "value", "worth"};
    uint32_t what = hs_child(r, t, HS_DEP_OBJ, HS_DEP_NSUBJ_PASS);
    if (what == HS_NONE) return NULL;
    bool amount = hs_in_table(hs_lemma(r, what), amounts, sizeof amounts / sizeof *amounts);
    for (uint32_t at = what + 1; at - what < FAR && !hs_class(r, at, HS_W_MARK); at++) {
        if (!hs_word_is(r, at, "at")) continue;
        for (uint32_t k = at + 1; k < at + 5 && !hs_class(r, k, HS_W_MARK); k++) { /* «at more than 40» */
            bool share = hs_word_is(r, k + 1, "percent") || hs_word_is(r, k + 1, "per") || hs_word_is(r, k + 1, "%");
            if (hs_class(r, k, HS_W_NUMBER) && (amount || share)) return &estimates;
            if (hs_word_is(r, k, "scene")) return &places;
        }
    }
    return NULL;
}

/* «Ex-mayor found guilty», «found dead»: nobody finds there; «does not find it proved that»: one finding. */
static bool is_no_finding(const hs_reading *r, uint32_t t)
{
    if (!hs_parsed(r, t + 1)) return false;
    if (hs_str_eq(hs_lemma(r, t), HS_STR("find"))) {
        const hs_token *next = &r->d->tokens.v[t + 1];
        bool state = next->upos == HS_ADJ || hs_deprel_universal(next->deprel) == HS_DEP_XCOMP ||
                     (next->upos == HS_VERB && !hs_finite(r, t + 1));
        return state && next->head <= t;
    }
    static const char *const shown[] = {"establish", "prove"};
    return t > 1 && hs_word_is(r, t - 1, "it") && hs_str_eq(hs_lemma(r, t - 2), HS_STR("find")) &&
           hs_in_table(hs_lemma(r, t), shown, sizeof shown / sizeof *shown);
}

static bool verb_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    s->cue = hs_cue_phrase(hs_lemma(r, t), hs_word(r, t + 1), hs_word(r, t + 2));
    if (!s->cue) s->cue = hs_cue_verb(hs_lemma(r, t));
    if (!s->cue) s->cue = put_cue(r, t);
    if (!s->cue || !is_verb(r, t, seg) || is_no_finding(r, t)) return false;
    s->kind = HS_SPOT_VERB;
    take_left(r, t, seg, s);
    if (told_by_adverb(r, s)) return false;
    take_right(r, t, seg, s);
    if (s->passive && hs_str_eq(hs_lemma(r, t), HS_STR("see"))) return false;         /* «a memo seen by the Post» */
    uint32_t negated = (s->flags ^ s->cue->flags) & HS_NEGATED, from = s->words.from; /* «does not doubt» */
    bool governor_negated;
    hs_factuality fact = hs_factuality_of(r, t, seg.from, &s->words, &governor_negated);
    if (fact == HS_NO_ACT || hs_tells_no_content(r, s->words, seg)) return false;
    if ((fact == HS_UNSAID) != governor_negated) negated ^= HS_NEGATED;
    s->joined |= s->words.from < from;
    s->flags = ((s->flags | s->cue->flags) & ~(uint32_t)HS_NEGATED) | negated;
    if (fact == HS_UNSAID) s->flags |= HS_LOADED;
    return true;
}

/* ---- the other kinds ---- */

static bool according_spot(const hs_reading *r, uint32_t t, hs_spot *s)
{
    static const hs_cue according = {"according", HS_FRAME_THAT, HS_STATES, 0, "to"};
    if (!hs_word_is(r, t, "according") || !hs_word_is(r, t + 1, "to")) return false;
    s->cue = &according;
    s->kind = HS_SPOT_ACCORDING;
    s->words = (hs_words_range){t, t + 2};
    return true;
}

/* Whose: «Brenn's», «his own» right before t. */
static bool owned_before(const hs_reading *r, uint32_t t)
{
    static const char *const owners[] = {"her", "his", "its", "my", "our", "their", "your"};
    uint32_t p = t - 1 - (t > 1 && hs_word_is(r, t - 1, "own"));
    return hs_is_possessive(r, p) || hs_word_in(r, p, owners, sizeof owners / sizeof *owners);
}

/* «In Brenn's view,», «by his own account,», «in the words of Brenn,», «as Brenn put it,»: set off like «according to».
 * The words of the first, second and last hold whose they are. */
static bool view_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    enum { LONGEST = 9 };
    static const hs_cue view = {"according", HS_FRAME_THAT, HS_STATES, 0, ""};
    static const char *const in[] = {"account", "estimation", "eyes", "judgement", "judgment",
                                     "opinion", "telling",    "view", "words"};
    static const char *const put_it[] = {"describes", "put", "puts", "sees", "tells", "told"};
    static const char *const by[] = {"account", "admission", "count", "estimate", "reckoning", "telling"};
    bool is_in = hs_word_is(r, t, "in"), is_by = hs_word_is(r, t, "by"), as = hs_word_is(r, t, "as"), found = false;
    if (!is_in && !is_by && !as) return false;
    for (uint32_t k = t + 1; k < seg.to && k - t < LONGEST && !found && !hs_class(r, k, HS_W_MARK); k++) {
        bool noun = is_in ? hs_word_in(r, k, in, sizeof in / sizeof *in) : hs_word_in(r, k, by, sizeof by / sizeof *by);
        bool of = noun && !as && hs_word_is(r, k - 1, "the") && k == t + 2 && hs_word_is(r, k + 1, "of");
        bool put =
            as && k > t + 1 && hs_word_is(r, k + 1, "it") && hs_word_in(r, k, put_it, sizeof put_it / sizeof *put_it);
        found = of || put || (noun && !as && k > t + 1 && owned_before(r, k));
        s->words = (hs_words_range){t, k + 1 + (of || put)};
    }
    bool before = t == seg.from || hs_class(r, t - 1, HS_W_MARK);
    bool behind = s->words.to >= seg.to || hs_class(r, s->words.to, HS_W_MARK) || hs_word_is(r, s->words.to - 1, "of");
    if (!found || !before || !behind) return false;
    s->cue = &view;
    s->kind = HS_SPOT_ACCORDING;
    return true;
}

/* An adverb within the group of a verb that is a cue itself, «reportedly answers», only hedges that cue. */
static bool hedges_verb(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    uint32_t v = t + 1;
    while (v < seg.to && v - t < 6 && hs_class(r, v, HS_W_AUX | HS_W_NOT | HS_W_ADVERB)) v++;
    return v < seg.to && hs_cue_verb(hs_lemma(r, v)) && hs_cue_verb(hs_lemma(r, v))->frames & HS_FRAME_THAT;
}

static bool adverb_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    if (!hs_class(r, t, HS_W_ADVERB) || hedges_verb(r, t, seg)) return false;
    s->cue = hs_cue_adverb(hs_word(r, t));
    if (!s->cue || s->cue->flags & HS_HEDGED) return false;
    s->kind = HS_SPOT_ADVERB;
    s->flags = HS_HEDGED;
    return true;
}

/* A form that is a noun as well as a verb is a noun behind a determiner or a possessive, and where «Claims that …»
 * opens a sentence. */
static bool is_noun(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    if (is_owned_noun(r, t)) return true;
    if (hs_class(r, t, HS_W_CAPITAL) && ends_in_s(r, t) && hs_class(r, t + 1, HS_W_THAT) &&
        (t == 0 || hs_sentence_of(r, t - 1) != hs_sentence_of(r, t)))
        return true;
    if (hs_parsed(r, t)) return r->d->tokens.v[t].upos == HS_NOUN && !behind_name(r, t);
    if (t == seg.from || is_past(r, t) || hs_ends(r, t, "ing")) return false;
    uint32_t p = t - 1;
    if (hs_class(r, p, HS_W_DET) || hs_is_possessive(r, p)) return true;
    bool adjective =
        p > seg.from && !hs_class(r, p, HS_W_MARK | HS_W_AUX | HS_W_SUBJECT | HS_W_CAPITAL | HS_W_WHO | HS_W_TO);
    return adjective && (hs_class(r, p - 1, HS_W_DET) || hs_is_possessive(r, p - 1)) && !ends_in_s(r, t) &&
           !verb_by_neighbours(r, t, seg);
}

/* «the allegations that the Post published»: «that» is the object of a verb that has no other. */
static bool is_relative_that(const hs_reading *r, uint32_t t)
{
    if (!hs_parsed(r, t) || r->d->tokens.v[t].deprel != HS_DEP_OBJ) return false;
    uint32_t verb = r->d->tokens.v[t].head;
    const hs_cue *cue = hs_cue_verb(hs_lemma(r, verb));
    if (!cue || !(cue->frames & HS_FRAME_THING)) return false;
    for (uint32_t c = r->child[verb]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[c].deprel);
        if (c != t && (rel == HS_DEP_CCOMP || rel == HS_DEP_XCOMP || rel == HS_DEP_OBJ)) return false;
    }
    return true;
}

/* «The prosecution's case | is | that …»: what somebody holds. */
static bool position_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    static const hs_cue position = {"position", HS_FRAME_THAT, HS_ALLEGES, 0, ""};
    static const char *const nouns[] = {"account", "argument", "belief",   "case",  "claim",  "contention", "line",
                                        "message", "opinion",  "position", "story", "theory", "version",    "view"};
    uint32_t be = t + 1;
    bool is = hs_word_is(r, be, "is") || hs_word_is(r, be, "was") || hs_word_is(r, be, "remains");
    if (!is || t == seg.from || be + 1 >= seg.to || !hs_class(r, be + 1, HS_W_THAT)) return false;
    if (!hs_in_table(hs_lemma(r, t), nouns, sizeof nouns / sizeof *nouns) || !owned_before(r, t)) return false;
    s->cue = &position;
    s->kind = HS_SPOT_NOUN;
    s->words.to = be + 1;
    return true;
}

static bool noun_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    bool clause = hs_class(r, t + 1, HS_W_THAT) && !is_relative_that(r, t + 1);
    if (!clause && !hs_word_is(r, t + 1, "of")) return false;
    s->cue = hs_cue_noun(hs_lemma(r, t));
    if (!s->cue || !is_noun(r, t, seg)) return false;
    if (!clause && !(s->cue->stance == HS_ALLEGES || s->cue->stance == HS_DENIES)) return false;
    s->kind = HS_SPOT_NOUN;
    s->words.to = clause ? t + 1 : t + 2;
    s->flags = s->cue->flags;
    if (t > seg.from && hs_word_is(r, t - 1, "no")) { /* «has no doubt that» */
        s->words.from = t - 1;
        s->flags ^= HS_NEGATED;
    }
    return true;
}

static bool adjective_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    static const hs_cue sure = {"be sure", HS_FRAME_THAT | HS_FRAME_TO, HS_BELIEVES, 0, "of about"};
    static const char *const words[] = {"adamant",   "afraid",    "aware",    "certain", "concerned",
                                        "confident", "convinced", "doubtful", "hopeful", "optimistic",
                                        "sceptical", "skeptical", "sure",     "worried"};
    static const char *const unsure[] = {"doubtful", "sceptical", "skeptical"};
    if (t == seg.from || !hs_in_table(hs_word(r, t), words, sizeof words / sizeof *words)) return false;
    uint32_t p = t - 1;
    while (p > seg.from && hs_class(r, p, HS_W_ADVERB | HS_W_NOT)) p--;
    if (!hs_class(r, p, HS_W_BE)) return false;
    s->cue = &sure;
    s->kind = HS_SPOT_ADJECTIVE;
    take_left(r, t, seg, s);
    take_right(r, t, seg, s);
    if (hs_in_table(hs_word(r, t), unsure, sizeof unsure / sizeof *unsure)) s->flags ^= HS_NEGATED;
    s->passive = s->participle = false;
    return true;
}

/* «…, the Post quoted Brenn as saying.», «…, Brenn was quoted as saying»: behind what is said. The words hold whose
 * they are. */
static bool quoted_spot(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *s)
{
    enum { FAR = 12 };
    static const hs_cue quote = {"quote", HS_FRAME_QUOTE | HS_FRAME_THAT, HS_STATES, 0, ""};
    static const char *const verbs[] = {"cite", "quote", "report"};
    static const char *const saying[] = {"admitting", "arguing", "claiming", "insisting",
                                         "saying",    "telling", "writing"};
    uint32_t as = t + 1, subject = hs_parsed(r, t) ? hs_child(r, t, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) : HS_NONE;
    if (!hs_in_table(hs_lemma(r, t), verbs, sizeof verbs / sizeof *verbs) || subject == HS_NONE || subject > t)
        return false;
    while (as < seg.to && as - t < FAR && !hs_word_is(r, as, "as") && !hs_class(r, as, HS_W_MARK)) as++;
    if (as + 1 >= seg.to || !hs_word_is(r, as, "as") || !hs_word_in(r, as + 1, saying, sizeof saying / sizeof *saying))
        return false;
    uint32_t end = as + 2, from = r->low[subject];
    bool last = end >= seg.to || hs_class(r, end, HS_W_STOP | HS_W_COMMA | HS_W_TIME | HS_W_PREP);
    bool behind = from > seg.from ? hs_class(r, from - 1, HS_W_COMMA | HS_W_QUOTE) : from == seg.from;
    if (!last || !behind || from < seg.from || r->high[subject] >= t) return false;
    s->cue = &quote;
    s->kind = HS_SPOT_VERB;
    s->words = (hs_words_range){from, end};
    s->quoter = s->inside = (hs_words_range){from, r->high[subject] + 1};
    if (as == t + 1 || hs_word_is(r, t + 1, "by"))
        s->quoter = (hs_words_range){0, 0};
    else
        s->inside = (hs_words_range){t + 1, as};
    return true;
}

bool hs_spot_at(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *out)
{
    *out = (hs_spot){.head = t, .words = {t, t + 1}};
    if (hs_class(r, t, HS_W_MARK | HS_W_NUMBER | HS_W_AUX)) return false;
    bool dialogue = t > seg.from + 1 && hs_class(r, t - 2, HS_W_COMMA); /* «…, - said Brenn» */
    if ((t > seg.from && !dialogue && hs_word_is(r, t - 1, "-")) || (t + 1 < seg.to && hs_word_is(r, t + 1, "-")))
        return false;
    return according_spot(r, t, out) || view_spot(r, t, seg, out) || adverb_spot(r, t, seg, out) ||
           position_spot(r, t, seg, out) || quoted_spot(r, t, seg, out) || noun_spot(r, t, seg, out) ||
           verb_spot(r, t, seg, out) || adjective_spot(r, t, seg, out);
}
