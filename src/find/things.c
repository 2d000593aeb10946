#include "find/things.h"

#include "find/events.h"
#include "find/lexicon.h"

#include <stdlib.h>
#include <string.h>

/* Times, and nouns that are whatever the words around them say. Sorted. */
static const char *const empty[] = {
    "afternoon", "age",      "aim",    "autumn",       "beginning", "behalf",  "bottom",    "calendar",  "case",
    "cause",     "century",  "chance", "circumstance", "context",   "course",  "date",      "dawn",      "day",
    "decade",    "dusk",     "end",    "era",          "eve",       "evening", "example",   "extent",    "fact",
    "fall",      "fashion",  "favor",  "favour",       "focus",     "form",    "future",    "hand",      "hour",
    "idea",      "kind",     "lack",   "manner",       "margin",    "matter",  "midday",    "midnight",  "mind",
    "minute",    "moment",   "month",  "morning",      "night",     "noon",    "nothing",   "one",       "part",
    "past",      "period",   "piece",  "place",        "purpose",   "quarter", "reality",   "reason",    "reference",
    "regard",    "relation", "rest",   "row",          "sense",     "set",     "situation", "something", "sort",
    "spite",     "spring",   "start",  "summer",       "thing",     "time",    "today",     "tomorrow",  "tonight",
    "turn",      "type",     "use",    "variety",      "way",       "week",    "weekend",   "while",     "winter",
    "year",      "yesterday"};

/* What says something with a number before it alone: "23 points". Sorted. */
static const char *const measures[] = {
    "amount",   "average",  "bit",    "cent",  "couple",   "degree",    "dozen",      "feet",
    "foot",     "gallon",   "half",   "inch",  "kilogram", "kilometer", "kilometre",  "lot",
    "majority", "meter",    "metre",  "mile",  "number",   "percent",   "percentage", "point",
    "pound",    "quantity", "second", "share", "ton",      "tonne",     "total",      "yard"};

/* What somebody is by sex and age alone: how many they are is part of what they are called. Sorted. */
static const char *const people[] = {
    "adult", "baby",  "boy",    "child",  "female",   "girl",    "guy",  "individual", "kid",   "lady",      "male",
    "man",   "other", "people", "person", "somebody", "someone", "teen", "teenager",   "woman", "youngster", "youth"};

static hs_str lemma_of(const hs_doc *d, uint32_t t)
{
    return hs_str_of(hs_doc_str(d, d->tokens.v[t].lemma));
}

bool hs_thing_is_people(const hs_doc *d, uint32_t t)
{
    return hs_in_table(lemma_of(d, t), people, sizeof people / sizeof *people);
}

/* Can the token be the noun of a thing? *narrows: it only narrows another noun. */
static bool is_noun(const hs_things *x, uint32_t t, bool *narrows)
{
    const hs_token *k = &x->d->tokens.v[t];
    uint32_t how = hs_deprel_universal(k->deprel);
    hs_str lemma = lemma_of(x->d, t);
    *narrows = how == HS_DEP_COMPOUND;
    if (x->named[t] || k->deprel == HS_DEP_NONE || lemma.n < 3) return false;
    if (how == HS_DEP_FIXED || how == HS_DEP_FLAT || how == HS_DEP_GOESWITH) return false;
    if (k->upos != HS_NOUN && (k->upos != HS_PROPN || k->ne != HS_NE_O)) return false;
    if (hs_in_table(lemma, empty, sizeof empty / sizeof *empty)) return false;
    for (size_t i = 0; i < lemma.n; i++)
        if ((lemma.p[i] < 'a' || lemma.p[i] > 'z') && lemma.p[i] != '-') return false;
    return true;
}

/* What a thing is called: its noun; of somebody also the noun that narrows it: "business customer"; of a measure, and
 * of people of whom no more is said, also how many: "23 point". 0 where that says too little. */
static hs_ref name_of(hs_doc *d, uint32_t t)
{
    hs_ref noun = d->tokens.v[t].lemma;
    hs_str lemma = lemma_of(d, t);
    bool measure = hs_in_table(lemma, measures, sizeof measures / sizeof *measures), says = !measure;
    const hs_token *x = t ? &d->tokens.v[t - 1] : NULL;
    hs_buf name = {0};
    bool narrowed = x && (hs_lexicon(lemma) & HS_LEX_ROLE) && x->head == t && x->upos == HS_NOUN &&
                    hs_deprel_universal(x->deprel) == HS_DEP_COMPOUND;
    if (measure || hs_thing_is_people(d, t)) {
        if (hs_thing_count(d, t, &name))
            says = !hs_str_starts((hs_str){name.p, name.n}, HS_STR("1 ")); /* "one person" */
    } else if (narrowed) {
        hs_buf_printf(&name, "%s %s", hs_doc_str(d, x->lemma), lemma.p);
    }
    if (name.n) noun = hs_doc_intern(d, (hs_str){name.p, name.n});
    hs_buf_free(&name);
    return says ? noun : 0;
}

/* "the cable that broke", "the driver, who fled": the token before it of which the pronoun's clause tells; HS_NONE
 * where t is no such pronoun. */
static uint32_t antecedent(const hs_doc *d, uint32_t t)
{
    static const char *const words[] = {"that", "which", "who", "whom", "whose"};
    char low[HS_LOW_MAX];
    uint32_t clause = t;
    if (d->tokens.v[t].upos != HS_PRON) return HS_NONE;
    if (!hs_in_table(hs_str_of(hs_token_low(d, t, low)), words, sizeof words / sizeof *words)) return HS_NONE;
    for (uint32_t i = 0; i < 4 && d->tokens.v[clause].deprel != HS_DEP_ACL_RELCL; i++)
        clause = d->tokens.v[clause].head;
    bool is = d->tokens.v[clause].deprel == HS_DEP_ACL_RELCL && d->tokens.v[clause].head < t;
    return is ? d->tokens.v[clause].head : HS_NONE;
}

static bool noun_at(const hs_things *x, uint32_t t, hs_act *out)
{
    bool narrows;
    if (!is_noun(x, t, &narrows)) return false;
    if (narrows && hs_map_get(&x->heads, lemma_of(x->d, t)) == HS_MISSING) return false;
    hs_ref name = name_of(x->d, t);
    bool many = strstr(hs_doc_str(x->d, x->d->tokens.v[t].feats), "Number=Plur") != NULL;
    *out = (hs_act){x->d->tokens.v[t].at, name, many ? HS_THINGS : HS_THING};
    return name != 0;
}

bool hs_thing_at(const hs_things *x, uint32_t t, hs_act *out)
{
    uint32_t before = antecedent(x->d, t);
    if (x->named[t]) return false;
    if (before != HS_NONE) {
        if (!noun_at(x, before, out)) return false;
        out->at = x->d->tokens.v[t].at;
        return true;
    }
    return hs_thing_number(x->d, t, out) || noun_at(x, t, out);
}

void hs_things_start(hs_doc *d, hs_things *out)
{
    *out = (hs_things){.d = d, .named = hs_calloc(d->tokens.n + 1, sizeof *out->named)};
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[i];
        if (m->chain == HS_NONE || !(d->chains.v[m->chain].flags & HS_CHAIN_NAMED)) continue;
        for (uint32_t t = hs_doc_token_at(d, m->at.at); t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(m->at);
             t++)
            out->named[t] = true;
    }
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        bool narrows;
        if (is_noun(out, t, &narrows) && !narrows) *hs_map_at(&out->heads, lemma_of(d, t)) = 1;
    }
}

void hs_things_free(hs_things *x)
{
    free(x->named);
    hs_map_free(&x->heads);
}

static const char *const days[] = {"friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"};
static const char *const months[] = {"april", "august", "december", "february", "january", "july",
                                     "june",  "march",  "may",      "november", "october", "september"};
static const char *const parts[] = {"afternoon", "evening", "morning", "night"};

#define IN(word, table) hs_in_table(hs_str_of(word), table, sizeof(table) / sizeof *(table))

/* "today", "this morning", "tonight"; "yesterday"; "last night". */
static void relative_day(const hs_doc *d, hs_span at, hs_buf *name)
{
    static const char *const today[] = {"afternoon", "evening", "morning", "today", "tonight"};
    char low[HS_LOW_MAX];
    bool this = false, last = false;
    for (uint32_t t = hs_doc_token_at(d, at.at); t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(at) && !name->n;
         t++) {
        hs_token_low(d, t, low);
        this = this || strcmp(low, "this") == 0;
        last = last || strcmp(low, "last") == 0;
        if (strcmp(low, "yesterday") == 0) hs_buf_str(name, low);
        if (last && strcmp(low, "night") == 0) hs_buf_str(name, "last night");
        if (IN(low, today) && (this || low[0] == 't')) hs_buf_str(name, "today");
    }
}

/* The date's words and the part of the day behind it. */
bool hs_thing_day(hs_doc *d, const hs_date *x, hs_act *out)
{
    char low[HS_LOW_MAX], month[HS_LOW_MAX] = "", number[HS_LOW_MAX] = "";
    uint32_t t = hs_doc_token_at(d, x->at.at);
    hs_buf name = {0};
    *out = (hs_act){x->at, 0, HS_THING};
    if (x->days.first != HS_NO_DAY || x->days.last != HS_NO_DAY) return false;
    for (; t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(x->at); t++) {
        hs_token_low(d, t, low);
        if (IN(low, days) && !name.n) hs_buf_str(&name, low);
        if (IN(low, months)) memcpy(month, low, sizeof low);
        if (*low >= '0' && *low <= '9' && strspn(low, "0123456789") <= 2) memcpy(number, low, sizeof low);
    }
    if (!name.n && !*month) relative_day(d, x->at, &name);
    if (!name.n && *month) hs_buf_printf(&name, "%s%s%s", number, *number ? " " : "", month);
    if (t < d->tokens.n && IN(hs_token_low(d, t, low), parts) && name.n) {
        hs_buf_printf(&name, " %s", low);
        out->at = hs_span_join(x->at, d->tokens.v[t].at);
    }
    char *first = name.n ? strpbrk(name.p, "abcdefghijklmnopqrstuvwxyz") : NULL;
    if (first) *first = (char)(*first - 32);
    if (name.n) out->act = hs_doc_intern(d, (hs_str){name.p, name.n});
    hs_buf_free(&name);
    return out->act != 0;
}
