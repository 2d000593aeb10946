#include "find/sources.h"

#include "find/clauses.h"

enum { LONGEST = 45, LONGEST_SIDE = 35 }; /* words of a source, of an apposition */

/* ---- without trees ---- */

static bool joins_names(const hs_reading *r, uint32_t t) /* «Brenn and Tasch said», «politicians and voters said» */
{
    if (t == 0 || !hs_class(r, t, HS_W_AND)) return false;
    bool left = hs_class(r, t - 1, HS_W_CAPITAL), right = hs_class(r, t + 1, HS_W_CAPITAL);
    return (left && (right || hs_class(r, t + 1, HS_W_DET))) || (hs_ends(r, t - 1, "s") && !right);
}

static bool ends_source(const hs_reading *r, uint32_t t)
{
    if (joins_names(r, t)) return false;
    if (hs_class(r, t,
                 HS_W_COMMA | HS_W_COLON | HS_W_STOP | HS_W_DASH | HS_W_OPEN | HS_W_QUOTE | HS_W_AND | HS_W_THAT |
                     HS_W_WHO))
        return true;
    if (hs_class(r, t, HS_W_AUX | HS_W_SUBJECT) && !hs_class(r, t, HS_W_DET)) return true;
    return hs_class(r, t, HS_W_BUT) && !hs_class(r, t, HS_W_PREP | HS_W_ADVERB);
}

/* First token of the noun phrase that ends before `to`. */
static uint32_t walk_left(const hs_reading *r, uint32_t from, uint32_t to)
{
    uint32_t t = to;
    while (t > from && to - t < LONGEST) {
        uint32_t p = t - 1;
        if (hs_class(r, p, HS_W_CLOSE)) {
            while (p > from && !hs_class(r, p, HS_W_OPEN)) p--;
            t = p;
            continue;
        }
        if (hs_class(r, p, HS_W_SUBJECT) && !hs_class(r, p, HS_W_DET)) return t == to ? p : t;
        if (ends_source(r, p)) break;
        t = p;
    }
    const uint32_t lead = HS_W_ADVERB | HS_W_AND | HS_W_NOT | HS_W_BUT;
    while (t < to && hs_class(r, t, lead) && !hs_class(r, t, HS_W_DET) && !hs_class(r, t, HS_W_TIME)) t++;
    return t;
}

static bool names_somebody(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++) {
        if (hs_class(r, t, HS_W_SUBJECT)) return true;
        if (hs_class(r, t, HS_W_MARK | HS_W_PREP | HS_W_ADVERB | HS_W_AUX | HS_W_OBJECT | HS_W_TIME | HS_W_BUT))
            continue;
        if (!hs_class(r, t, HS_W_DET) || w.to == w.from + 1) return true;
    }
    return false;
}

/* «Brenn who left the party has said»: from the relative clause back to the name. */
static uint32_t over_relative(const hs_reading *r, uint32_t least, uint32_t from)
{
    if (from < least + 2 || !hs_class(r, from - 1, HS_W_WHO) || hs_word_is(r, from - 1, "whom")) return from;
    uint32_t name_end = from - 1 - (hs_class(r, from - 2, HS_W_COMMA) ? 1 : 0);
    uint32_t name = walk_left(r, least, name_end);
    return name < name_end ? name : from;
}

static bool source_left(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    uint32_t end = s->words.from;
    while (end > seg.from && hs_class(r, end - 1, HS_W_ADVERB | HS_W_TIME) && !hs_class(r, end - 1, HS_W_BUT)) end--;
    if (end == seg.from) return false;
    if (hs_class(r, end - 1, HS_W_WHO | HS_W_THAT)) {
        out->words = (hs_words_range){end - 1, end};
        out->relative = true;
        return true;
    }
    uint32_t noun_end = end;
    if (hs_class(r, end - 1, HS_W_COMMA)) { /* «Brenn, a spokesman for the harbour, said» */
        uint32_t comma = end - 1;
        while (comma > seg.from && end - comma < LONGEST_SIDE && !hs_class(r, comma - 1, HS_W_COMMA)) comma--;
        if (comma == seg.from || end - comma >= LONGEST_SIDE) return false;
        noun_end = comma - 1;
        end--;
    }
    uint32_t from = walk_left(r, seg.from, noun_end);
    from = over_relative(r, seg.from, from);
    out->words = (hs_words_range){from, end};
    if (hs_is_possessive(r, end - 1)) return false;
    return from < noun_end && names_somebody(r, (hs_words_range){from, noun_end}) && !hs_class(r, from, HS_W_PREP) &&
           (!hs_class(r, from, HS_W_OBJECT) || hs_class(r, from, HS_W_DET));
}

/* What stands between two commas behind a name: not a clause with a subject of its own. */
static bool starts_apposition(const hs_reading *r, uint32_t t, uint32_t end)
{
    if (hs_class(r, t, HS_W_WHO)) return true;
    uint32_t comma = t;
    while (comma < end && !hs_class(r, comma, HS_W_COMMA)) comma++;
    if (hs_predicate_in(r, (hs_words_range){t, comma}) != HS_NONE) return false;
    if (hs_ends(r, t, "ing") || hs_class(r, t, HS_W_AND | HS_W_BUT | HS_W_SUBJECT | HS_W_ADVERB | HS_W_PREP))
        return false;
    return !hs_class(r, t, HS_W_MARK | HS_W_AUX | HS_W_TIME | HS_W_THAT | HS_W_NUMBER) || hs_class(r, t, HS_W_DET);
}

static bool ends_inverted(const hs_reading *r, uint32_t t)
{
    if (joins_names(r, t)) return false;
    if (hs_class(r, t, HS_W_TIME | HS_W_AUX | HS_W_BUT | HS_W_AND | HS_W_THAT | HS_W_WH | HS_W_SUBJECT)) return true;
    if (hs_ends(r, t, "ing") && !hs_class(r, t, HS_W_CAPITAL) && !hs_class(r, t - 1, HS_W_DET)) return true;
    return hs_class(r, t, HS_W_PREP) && !hs_word_is(r, t, "of") && !hs_word_is(r, t, "for") && !hs_word_is(r, t, "at");
}

static bool source_right(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    uint32_t t = s->words.to, from = t;
    if (t >= seg.to || hs_class(r, t, HS_W_OBJECT | HS_W_THAT | HS_W_WH | HS_W_MARK | HS_W_TO)) return false;
    if (hs_class(r, t, HS_W_PREP | HS_W_ADVERB | HS_W_TIME) && !hs_class(r, t, HS_W_DET)) return false;
    if (hs_class(r, t, HS_W_SUBJECT) && !hs_class(r, t, HS_W_DET)) {
        t++;
    } else {
        const uint32_t marks = HS_W_COMMA | HS_W_STOP | HS_W_DASH | HS_W_COLON | HS_W_QUOTE;
        while (t < seg.to && t - from < LONGEST && (!hs_class(r, t, marks) || hs_is_possessive(r, t)) &&
               !ends_inverted(r, t))
            t++;
        if (hs_class(r, t, HS_W_COMMA) && !hs_class(r, t - 1, HS_W_CLOSE) && starts_apposition(r, t + 1, seg.to)) {
            uint32_t side = t + 1;
            while (side < seg.to && side - t < LONGEST_SIDE && !hs_class(r, side, HS_W_STOP | HS_W_DASH | HS_W_QUOTE) &&
                   !(hs_class(r, side, HS_W_COMMA) && !starts_apposition(r, side + 1, seg.to)))
                side++;
            t = side;
        }
    }
    out->words = hs_words_trim(r, (hs_words_range){from, t});
    out->behind = true;
    return out->words.from < out->words.to && names_somebody(r, out->words);
}

/* ---- with trees ---- */

/* «According to the prosecutors | the agency …»: where no comma parts the source from the subject, the tree does. */
static void part_from_subject(const hs_reading *r, const hs_spot *s, hs_source *out)
{
    uint32_t noun = r->d->tokens.v[s->head].head;
    if (!hs_parsed(r, s->head) || noun < out->words.from || noun >= out->words.to) return;
    uint32_t end = r->high[noun] + 1, verb = r->d->tokens.v[noun].head;
    if (end <= noun || end >= out->words.to) return;
    uint32_t subject = hs_child(r, verb, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS);
    if (subject != HS_NONE && subject != noun && r->low[subject] == end) {
        out->words.to = end;
        out->closed = true;
    }
}

/* «who, according to messages read out in court | was present»: the clause goes on with its verb. */
static void end_before_verb(const hs_reading *r, hs_source *out)
{
    uint32_t verb = HS_NONE;
    for (uint32_t t = out->words.from + 1; t - out->words.from < LONGEST_SIDE && !hs_class(r, t, HS_W_MARK); t++) {
        bool aux = hs_class(r, t, HS_W_AUX);
        if (aux || (verb == HS_NONE && hs_finite(r, t))) verb = t;
        if (aux) break;
    }
    if (verb == HS_NONE) return;
    out->words.to = verb;
    out->closed = true;
}

/* The part of a subtree that is one run around its head, in the same quotation, on the same side of the cue. */
static hs_words_range subtree_run(const hs_reading *r, uint32_t head, const hs_spot *s)
{
    hs_words_range w = {r->low[head], r->high[head] + 1};
    for (uint32_t t = head; t > w.from; t--)
        if (r->quote[t - 1] != r->quote[head] || (t - 1 >= s->words.from && t - 1 < s->words.to)) {
            w.from = t;
            break;
        }
    for (uint32_t t = head + 1; t < w.to; t++)
        if (r->quote[t] != r->quote[head] || (t >= s->words.from && t < s->words.to)) {
            w.to = t;
            break;
        }
    return hs_words_trim(r, w);
}

static uint32_t agent_of(const hs_reading *r, uint32_t verb)
{
    for (uint32_t c = r->child[verb]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t dep = r->d->tokens.v[c].deprel;
        if (dep == HS_DEP_OBL_AGENT) return c;
        uint32_t by = dep == HS_DEP_OBL ? hs_child(r, c, HS_DEP_CASE, HS_DEP_CASE) : HS_NONE;
        if (by != HS_NONE && hs_word_is(r, by, "by")) return c;
    }
    return HS_NONE;
}

/* «admitted that 14 had been paid but | denied it»: what was paid is content, and denies nothing. */
static bool is_told(const hs_reading *r, uint32_t verb)
{
    const hs_token *t = &r->d->tokens.v[verb];
    return hs_deprel_universal(t->deprel) == HS_DEP_CCOMP && hs_cue_verb(hs_lemma(r, t->head)) != NULL &&
           hs_child(r, t->head, HS_DEP_NSUBJ, HS_DEP_NSUBJ) != HS_NONE;
}

/* The subject of a verb; of two that a wrong tree gives it, the one behind a semicolon. */
static uint32_t subject_of(const hs_reading *r, uint32_t verb)
{
    uint32_t subject = hs_child(r, verb, HS_DEP_NSUBJ, HS_DEP_CSUBJ);
    for (uint32_t c = r->child[verb]; c != HS_NONE && subject < verb; c = r->sibling[c]) {
        uint32_t low = r->low[c];
        if (c > subject && c < verb && hs_deprel_universal(r->d->tokens.v[c].deprel) == HS_DEP_NSUBJ && low > 0 &&
            hs_word_is(r, low - 1, ";"))
            subject = c;
    }
    return subject;
}

static bool source_in_tree(const hs_reading *r, const hs_spot *s, hs_source *out)
{
    uint32_t at = s->head, subject = HS_NONE;
    if (s->passive) {
        subject = agent_of(r, at);
        if (subject == HS_NONE) return false;
        out->words = subtree_run(r, subject, s);
        for (uint32_t t = out->words.from; t < out->words.to && t - out->words.from < 2; t++)
            if (hs_word_is(r, t, "by")) out->words.from = t + 1;       /* «confirmed yet by the examiner» */
        for (uint32_t t = out->words.from + 1; t < out->words.to; t++) /* «accused by two states | of arming them» */
            if (s->cue->frames & HS_FRAME_BLAMED && hs_cue_takes(s->cue, hs_word(r, t)) && hs_ends(r, t + 1, "ing"))
                out->words.to = t;
        bool hearer = s->cue->frames & HS_FRAME_HEARER || s->cue->stance == HS_ASKS;
        out->behind = hearer && out->words.from >= s->words.to;
        return out->words.from < out->words.to;
    }
    for (int steps = 0; steps < 6; steps++) {
        subject = subject_of(r, at);
        if (subject == HS_NONE && !is_told(r, at)) subject = hs_child(r, at, HS_DEP_NSUBJ_PASS, HS_DEP_NSUBJ_PASS);
        if (subject != HS_NONE) break;
        const hs_token *t = &r->d->tokens.v[at];
        if (t->head == at || t->head >= r->d->tokens.n) return false;
        uint32_t rel = hs_deprel_universal(t->deprel);
        if (t->deprel == HS_DEP_ACL || t->deprel == HS_DEP_ACL_RELCL) { /* «a report saying» */
            out->words = (hs_words_range){walk_left(r, r->low[t->head], r->low[at]), r->low[at]};
            out->words.from = over_relative(r, r->low[t->head], out->words.from);
            out->words = hs_words_trim(r, out->words);
            while (out->words.from < out->words.to && hs_class(r, out->words.from, HS_W_PREP)) out->words.from++;
            return at == s->head && out->words.from < out->words.to && names_somebody(r, out->words);
        }
        uint32_t object = rel == HS_DEP_ADVCL ? hs_child(r, t->head, HS_DEP_OBJ, HS_DEP_OBJ) : HS_NONE;
        if (object != HS_NONE && object < at && s->words.from > 0 && hs_word_is(r, s->words.from - 1, "as")) {
            subject = object; /* «quoted Brenn as saying» */
            break;
        }
        if (rel != HS_DEP_CONJ && rel != HS_DEP_ADVCL && rel != HS_DEP_XCOMP && rel != HS_DEP_PARATAXIS &&
            rel != HS_DEP_CCOMP)
            return false;
        at = t->head;
    }
    if (subject == HS_NONE || r->quote[subject] != r->quote[s->head]) return false;
    out->words = subtree_run(r, subject, s);
    out->relative = hs_class(r, subject, HS_W_WHO | HS_W_THAT) && out->words.to == out->words.from + 1;
    out->behind = out->words.from > s->head;
    bool article = out->words.from > 0 && hs_class(r, out->words.from - 1, HS_W_DET) && !out->relative &&
                   hs_sentence_of(r, out->words.from - 1) == hs_sentence_of(r, subject) && !out->behind &&
                   r->d->tokens.v[out->words.from - 1].head == s->head;
    out->words.from -= article; /* hung on the verb by mistake */
    return out->words.from < out->words.to;
}

/* «Tasch's claim», «his accusation». */
static bool source_of_noun(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    static const char *const owners[] = {"her", "his", "its", "my", "our", "their", "your"};
    for (uint32_t t = s->head; t > seg.from && s->head - t < 4; t--) {
        uint32_t p = t - 1;
        if (hs_is_possessive(r, p)) {
            out->words = (hs_words_range){walk_left(r, seg.from, p), p};
            uint32_t low = hs_parsed(r, p - 1) ? r->low[p - 1] : out->words.from;
            if (low > out->words.from && low < p) out->words.from = low; /* not «reported Tasch» */
            out->closed = true;
            return out->words.from < p && names_somebody(r, out->words);
        }
        if (hs_in_table(hs_word(r, p), owners, sizeof owners / sizeof *owners)) {
            out->words = (hs_words_range){p, t};
            return true;
        }
        if (hs_class(r, p, HS_W_MARK | HS_W_AUX | HS_W_DET | HS_W_PREP)) return false;
    }
    return false;
}

/* A source with a finite verb that no «who» brings is cut wrong: «The general thinks the war | says». That verb, the
 * last of several; HS_NONE where there is none. */
static uint32_t verb_inside(const hs_reading *r, hs_words_range w)
{
    uint32_t verb = HS_NONE;
    bool verb_first = r->d->tokens.v[w.from].upos == HS_VERB && hs_ends(r, w.from, "ing");
    if (verb_first && r->d->tokens.v[w.from].deprel != HS_DEP_AMOD) return w.from; /* «pointing to 961 arrests» */
    for (uint32_t t = w.from; t < w.to; t++) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel);
        if (hs_class(r, t, HS_W_WHO | HS_W_THAT | HS_W_QUOTE)) break;
        while (hs_class(r, t, HS_W_OPEN) && t + 1 < w.to && !hs_class(r, t, HS_W_CLOSE)) t++;
        if (rel == HS_DEP_ACL || rel == HS_DEP_AMOD || rel == HS_DEP_COMPOUND || rel == HS_DEP_ADVCL) continue;
        if (hs_finite(r, t)) verb = t;
    }
    return verb;
}

static bool holds_clause(const hs_reading *r, hs_words_range w)
{
    return verb_inside(r, w) != HS_NONE;
}

void hs_source_close_bracket(const hs_reading *r, hs_words_range *w)
{
    for (uint32_t t = w->to; t-- > w->from + 1;) {
        if (hs_class(r, t, HS_W_CLOSE)) return;
        if (!hs_class(r, t, HS_W_OPEN)) continue;
        w->to = hs_class(r, w->to, HS_W_CLOSE) ? w->to + 1 : t;
        return;
    }
}

/* «The toll has risen to 29, | the hospital's director, Samir Vey, | said»: what a tree takes for one subject. */
static bool cut_clause(const hs_reading *r, hs_words_range *w)
{
    uint32_t verb = verb_inside(r, *w), comma = verb;
    if (verb == HS_NONE || verb == w->from) return false;
    while (comma < w->to && !hs_class(r, comma, HS_W_COMMA)) comma++;
    hs_words_range rest = hs_words_trim(r, (hs_words_range){comma + 1, w->to});
    if (comma >= w->to || rest.from >= rest.to || holds_clause(r, rest) || !names_somebody(r, rest)) return false;
    *w = rest;
    return true;
}

/* «Rell, a former guard, denied», «Korsh, who is 61, denied»: the comma before the verb ends what is said of its
 * subject. */
static bool ends_subject(const hs_reading *r, const hs_spot *s, uint32_t comma)
{
    uint32_t subject = hs_child(r, s->head, HS_DEP_NSUBJ, HS_DEP_CSUBJ);
    if (subject == HS_NONE || subject >= comma || r->high[subject] + 1 < comma) return false;
    for (uint32_t t = subject + 1; t < comma; t++)
        if (hs_class(r, t, HS_W_COMMA)) return true;
    return false;
}

/* «…, says Brenn.», «…, says his lawyer, …»: a noun phrase behind the verb, then a comma or the end. */
static bool source_inverted(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    uint32_t comma =
        s->words.from - (s->words.from > seg.from && hs_class(r, s->words.from - 1, HS_W_DASH)); /* «, - said» */
    if (comma <= seg.from || !hs_class(r, comma - 1, HS_W_COMMA)) return false;
    if (s->passive || s->participle || s->infinitive || !(s->cue->frames & HS_FRAME_THAT)) return false;
    if (s->cue->frames & HS_FRAME_HEARER) return false; /* «Brenn, the mayor, told Radio Orvan» */
    if (ends_subject(r, s, comma - 1)) return false;
    if (!source_right(r, s, seg, out)) return false;
    uint32_t end = out->words.to;
    bool closed = end >= seg.to || hs_class(r, end, HS_W_COMMA | HS_W_STOP | HS_W_TIME | HS_W_PREP);
    bool torn = hs_class(r, end, HS_W_COMMA); /* «The dam, says Brenn, had cracked» */
    if (!torn && hs_predicate_in(r, (hs_words_range){seg.from, comma - 1}) == HS_NONE) return false;
    return closed && !holds_clause(r, out->words) && out->words.to - out->words.from <= LONGEST_SIDE;
}

/* «Residents, | Brenn | said, had been warned»: two noun phrases between commas that a tree takes for one subject. */
static void cut_parenthesis(const hs_reading *r, const hs_spot *s, hs_source *out)
{
    static const char *const firms[] = {"co", "corp", "inc", "jr", "llc", "ltd", "plc", "sr"};
    uint32_t comma = out->words.to, to = out->words.to;
    if (out->behind || to != s->words.from || !hs_class(r, s->words.to, HS_W_COMMA)) return;
    while (comma > out->words.from && !hs_class(r, comma - 1, HS_W_COMMA | HS_W_AND | HS_W_QUOTE)) comma--;
    hs_str first = hs_word(r, comma);
    if (first.n && first.p[first.n - 1] == '.') first.n--;
    bool firm = false;
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) firm |= hs_str_ieq(first, hs_str_of(firms[i]));
    if (comma > out->words.from && comma < to && hs_class(r, comma - 1, HS_W_COMMA) && !firm) out->words.from = comma;
}

/* «Nordline, | the ferry's operator |, denies this», where a tree takes the name that opens the sentence for a call. */
static void take_name_before(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    uint32_t from = out->words.from, name = from > seg.from + 1 ? from - 1 : from;
    bool apposed = !out->behind && name < from && hs_class(r, name, HS_W_COMMA) && out->words.to < s->words.from &&
                   hs_class(r, s->words.from - 1, HS_W_COMMA) && hs_class(r, from, HS_W_DET);
    for (uint32_t t = seg.from; t < name && apposed; t++)
        apposed = hs_class(r, t, HS_W_CAPITAL) && !hs_class(r, t, HS_W_TIME | HS_W_PREP | HS_W_ADVERB | HS_W_AND);
    if (apposed) out->words.from = seg.from;
}

/* «…, | newspaper | The Hindu reported» */
static void take_outlet_noun(const hs_reading *r, hs_words_range seg, hs_source *out)
{
    static const char *const nouns[] = {"agency",    "broadcaster", "channel", "daily",   "magazine",
                                        "newspaper", "site",        "tabloid", "website", "weekly"};
    uint32_t from = out->words.from;
    if (from > seg.from && hs_class(r, from, HS_W_CAPITAL) && hs_class(r, from, HS_W_DET) &&
        hs_word_in(r, from - 1, nouns, sizeof nouns / sizeof *nouns))
        out->words.from--;
}

/* «Brenn recalled | Tasch | saying that …»: the name right before the participle speaks, not who recalls it. */
static bool recalled_saying(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    uint32_t t = s->words.from, verb = t;
    if (!s->participle || t <= seg.from || !hs_class(r, t - 1, HS_W_CAPITAL)) return false;
    while (verb > seg.from && hs_class(r, verb - 1, HS_W_CAPITAL)) verb--;
    if (verb == seg.from || !hs_cue_verb(hs_lemma(r, verb - 1)) || !hs_finite(r, verb - 1)) return false;
    out->words = (hs_words_range){verb, t};
    return names_somebody(r, out->words);
}

/* «The Post quoted | Brenn | as saying that …», «| Brenn | was quoted as saying that …»: not the Post. */
static bool quoted_as(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    enum { FAR = 16 };
    static const char *const verbs[] = {"cite", "describe", "quote", "record", "report"};
    uint32_t as = s->words.from - 1, verb = as;
    if (!s->participle || s->words.from <= seg.from + 1 || !hs_word_is(r, as, "as")) return false;
    while (verb > seg.from && as - verb < FAR && !hs_in_table(hs_lemma(r, verb), verbs, sizeof verbs / sizeof *verbs))
        verb--;
    if (!hs_in_table(hs_lemma(r, verb), verbs, sizeof verbs / sizeof *verbs) || r->d->tokens.v[verb].upos != HS_VERB)
        return false;
    out->words = hs_words_trim(r, (hs_words_range){verb + 1, as});
    uint32_t subject = hs_child(r, verb, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS);
    if ((verb + 1 == as || hs_word_is(r, verb + 1, "by")) && subject != HS_NONE && subject < verb)
        out->words = subtree_run(r, subject, s);
    return out->words.from < out->words.to && names_somebody(r, out->words);
}

/* The tree's subject, unless the words right before the cue say otherwise: «The dam, Brenn said, had cracked» is easily
 * parsed with the dam as subject, and a subject further up is a guess where a noun phrase stands beside the verb. */
static bool source_of_verb(const hs_reading *r, const hs_spot *s, hs_words_range seg, bool invert, hs_source *out)
{
    hs_source tree = {.words = {0, 0}}, near = {.words = {0, 0}};
    if (source_inverted(r, s, seg, out)) return true;
    bool by_tree = source_in_tree(r, s, &tree), finite = !s->passive && !s->participle && !s->infinitive;
    cut_parenthesis(r, s, &tree);
    take_name_before(r, s, seg, &tree);
    take_outlet_noun(r, seg, &tree);
    if (recalled_saying(r, s, seg, out) || quoted_as(r, s, seg, out)) return true;
    bool own = by_tree && hs_child(r, s->head, HS_DEP_NSUBJ, HS_DEP_CSUBJ) != HS_NONE;
    bool by_words = finite && !(own && tree.behind) && source_left(r, s, seg, &near);
    if (by_words && holds_clause(r, near.words)) by_words = false;
    *out = near;
    if (by_words && near.words.from > seg.from && hs_word_is(r, near.words.from - 1, "whom"))
        return true; /* «Tasch, whom | police | accuse» */
    *out = tree;
    if (!by_words) return by_tree || (finite && invert && source_right(r, s, seg, out));
    bool set_off = near.words.from > seg.from && hs_class(r, near.words.from - 1, HS_W_COMMA | HS_W_QUOTE);
    bool apart = !by_tree || tree.words.to <= near.words.from || near.words.to <= tree.words.from;
    bool verb = false; /* «The toll of the sinking rose to 33, | the coast guard of Teskara | said» */
    for (uint32_t t = tree.words.to; by_tree && t < near.words.from; t++)
        verb |= hs_finite(r, t) && r->d->tokens.v[t].deprel == HS_DEP_CCOMP;
    bool beside = set_off && near.words.to == s->words.from && (verb || near.words.to - near.words.from <= 4);
    if (apart && (!own || beside)) *out = near;
    return true;
}

/* «Asked who had paid, Brenn said …»: a participle that opens the sentence; who asked is not told. */
static bool opens_as_participle(const hs_reading *r, const hs_spot *s, hs_words_range seg)
{
    if (s->words.from != seg.from || s->head != seg.from || !hs_ends(r, s->head, "ed")) return false;
    if (!hs_class(r, s->head, HS_W_CAPITAL)) return false; /* «“…,” insisted Brenn, the mayor» */
    for (uint32_t t = s->head + 1; t < seg.to; t++)
        if (hs_class(r, t, HS_W_COMMA)) return true;
    return false;
}

/* «in | Brenn's | view», «by | his own | account», «as | Brenn | put it». */
static bool source_inside(const hs_reading *r, const hs_spot *s, hs_source *out)
{
    uint32_t to = s->words.to - 1 - hs_word_is(r, s->words.to - 1, "it");
    to -= hs_word_is(r, to - 1, "own");
    to -= hs_is_possessive(r, to - 1);
    out->words = hs_words_trim(r, (hs_words_range){s->words.from + 1, to});
    out->closed = true;
    return out->words.from < out->words.to && names_somebody(r, out->words);
}

/* «…, a claim residents disputed», where a tree takes the claim for part of the name. */
static bool denied_by_words(const hs_reading *r, const hs_spot *s, hs_words_range *what)
{
    enum { WORDS = 14 };
    static const char *const said[] = {"accusation", "allegation", "assertion", "charge",
                                       "claim",      "report",     "suggestion"};
    uint32_t comma = s->words.from, noun, marks = 0; /* an apposition may stand in the source */
    do {
        comma -= comma > 0;
        while (comma > 0 && s->words.from - comma < WORDS && !hs_class(r, comma, HS_W_MARK)) comma--;
        noun = comma + 1 + hs_class(r, comma + 1, HS_W_DET);
    } while (++marks < 3 && comma > 0 && s->words.from - comma < WORDS && hs_class(r, comma, HS_W_COMMA) &&
             !hs_in_table(hs_lemma(r, noun), said, sizeof said / sizeof *said));
    uint32_t who = noun + 1;
    *what = (hs_words_range){comma + 1, who};
    return hs_class(r, comma, HS_W_COMMA) && hs_in_table(hs_lemma(r, noun), said, sizeof said / sizeof *said) &&
           who < s->words.from && !hs_class(r, s->words.to, HS_W_DET | HS_W_THAT | HS_W_OBJECT) &&
           !hs_class(r, who, HS_W_PREP | HS_W_THAT | HS_W_WHO | HS_W_AUX) && !hs_is_possessive(r, who);
}

bool hs_denied_before(const hs_reading *r, const hs_spot *s, hs_words_range *what)
{
    if (s->kind != HS_SPOT_VERB || s->passive || !hs_parsed(r, s->head)) return false;
    if (hs_str_eq(hs_lemma(r, s->head), HS_STR("call")) && denied_by_words(r, s, what)) return true;
    if (s->cue->stance != HS_DENIES) return false;
    if (denied_by_words(r, s, what)) return true;
    const hs_token *verb = &r->d->tokens.v[s->head];
    uint32_t subject = hs_child(r, s->head, HS_DEP_NSUBJ, HS_DEP_NSUBJ), noun = verb->head;
    uint32_t object = hs_child(r, s->head, HS_DEP_OBJ, HS_DEP_OBJ);
    if (hs_deprel_universal(verb->deprel) != HS_DEP_ACL && verb->deprel != HS_DEP_ADVCL_RELCL) return false;
    if (subject == HS_NONE || subject >= s->head || noun >= subject || (object != HS_NONE && object > s->head))
        return false;
    if (hs_class(r, subject, HS_W_WHO | HS_W_THAT)) return false;
    if (object != HS_NONE && hs_class(r, object, HS_W_WHO)) noun = object; /* «which» takes up more than a noun */
    *what = (hs_words_range){noun, noun + 1};
    while (what->from > r->low[noun] && r->d->tokens.v[what->from - 1].head == noun &&
           !hs_class(r, what->from - 1, HS_W_MARK))
        what->from--;
    return true;
}

/* «The court heard from | a guard | that the gate was open.» */
static bool heard_from(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_source *out)
{
    enum { FAR = 14 };
    uint32_t t = s->words.to;
    bool learned = s->kind == HS_SPOT_VERB && hs_str_eq(hs_lemma(r, s->head), HS_STR("learn"));
    if ((!learned && !hs_is_heard(r, s)) || !hs_word_is(r, t, "from")) return false;
    while (++t < seg.to && t - s->words.to < FAR && !hs_class(r, t, HS_W_THAT | HS_W_MARK)) {
    }
    *out = (hs_source){.words = {s->words.to + 1, t}, .behind = true, .closed = true};
    return hs_class(r, t, HS_W_THAT) && names_somebody(r, out->words);
}

bool hs_is_heard(const hs_reading *r, const hs_spot *s)
{
    return s->kind == HS_SPOT_VERB && !s->passive && hs_str_eq(hs_lemma(r, s->head), HS_STR("hear"));
}

bool hs_hears_clause(const hs_reading *r, uint32_t heard)
{
    static const char *const bodies[] = {"commission", "committee", "council", "court",      "hearing", "inquest",
                                         "inquiry",    "judge",     "jury",    "parliament", "trial",   "tribunal"};
    uint32_t who = hs_child(r, heard, HS_DEP_NSUBJ, HS_DEP_NSUBJ),
             what = hs_child(r, heard, HS_DEP_CCOMP, HS_DEP_CCOMP);
    return who != HS_NONE && what != HS_NONE && hs_in_table(hs_lemma(r, who), bodies, sizeof bodies / sizeof *bodies) &&
           hs_child(r, what, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) != HS_NONE;
}

bool hs_names_no_one(const hs_reading *r, hs_words_range source)
{
    static const char *const none[] = {"neither", "no", "nobody", "none"};
    if (source.from >= source.to) return false;
    bool nor = source.from > 0 && hs_word_is(r, source.from - 1, "nor"); /* «neither Brenn nor Tasch said» */
    return nor || hs_word_in(r, source.from, none, sizeof none / sizeof *none);
}

bool hs_source_of(const hs_reading *r, const hs_spot *s, hs_words_range seg, bool invert, hs_source *out)
{
    *out = (hs_source){.words = {0, 0}};
    if (heard_from(r, s, seg, out)) return true;
    if (s->kind == HS_SPOT_VERB && opens_as_participle(r, s, seg)) return false;
    bool found = false;
    if (s->inside.from < s->inside.to) {
        *out = (hs_source){.words = s->inside, .closed = true};
        return true;
    }
    if (s->kind == HS_SPOT_ACCORDING && s->words.to > s->words.from + 2 && !hs_word_is(r, s->words.to - 1, "of")) {
        found = source_inside(r, s, out);
    } else if (s->kind == HS_SPOT_ACCORDING && hs_class(r, s->words.to, HS_W_OBJECT | HS_W_SUBJECT) &&
               (!hs_class(r, s->words.to, HS_W_DET) ||
                hs_class(r, s->words.to + 1, HS_W_MARK))) { /* «according to him» */
        out->words = (hs_words_range){s->words.to, s->words.to + 1};
        found = s->words.to < seg.to;
    } else if (s->kind == HS_SPOT_ACCORDING) {
        found = source_right(r, s, seg, out);
        bool who = s->words.from > seg.from && hs_class(r, s->words.from - 1, HS_W_WHO);
        if (found && who) end_before_verb(r, out);
        if (found && !who) part_from_subject(r, s, out);
    } else if (s->kind == HS_SPOT_NOUN)
        found = source_of_noun(r, s, seg, out);
    else if (s->kind == HS_SPOT_ADVERB)
        found = false;
    else if (hs_parsed(r, s->head))
        found = source_of_verb(r, s, seg, invert, out);
    else if (!s->passive && !s->participle && !s->infinitive)
        found = (invert && source_right(r, s, seg, out)) || source_left(r, s, seg, out);
    hs_words_range denied;
    if (found && hs_denied_before(r, s, &denied) && denied.from >= out->words.from && denied.to < out->words.to)
        out->words.from = denied.to;
    while (found && out->words.from + 1 < out->words.to && hs_class(r, out->words.from, HS_W_PREP) &&
           hs_class(r, out->words.from + 1, HS_W_WHO)) /* «in which someone says» */
        out->words.from += 2;
    if (found && hs_parsed(r, s->head) && !out->relative && holds_clause(r, out->words))
        found = cut_clause(r, &out->words);
    if (found) hs_source_close_bracket(r, &out->words);
    out->closed |= found && s->kind == HS_SPOT_ACCORDING && hs_class(r, out->words.to - 1, HS_W_CLOSE);
    if (!found) out->words = (hs_words_range){0, 0};
    return found;
}
