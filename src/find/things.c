#include "find/things.h"

#include "find/events.h"

#include <string.h>

/* Times, measures, and nouns that are whatever the words around them say. Sorted. */
static const char *const empty[] = {
    "ability",     "account",     "action",      "activity",   "addition",     "advantage",   "afternoon", "age",
    "aim",         "amount",      "answer",      "approach",   "area",         "aspect",      "attention", "autumn",
    "average",     "back",        "balance",     "basis",      "beginning",    "behalf",      "benefit",   "bit",
    "bottom",      "calendar",    "capability",  "capacity",   "care",         "case",        "cause",     "cent",
    "century",     "challenge",   "chance",      "change",     "circumstance", "class",       "concern",   "condition",
    "connection",  "consequence", "contact",     "content",    "context",      "control",     "cost",      "couple",
    "course",      "credit",      "date",        "dawn",       "day",          "decade",      "degree",    "demand",
    "depth",       "detail",      "difference",  "difficulty", "direction",    "distance",    "dozen",     "dusk",
    "effect",      "effort",      "end",         "era",        "eve",          "evening",     "evidence",  "example",
    "experience",  "extent",      "face",        "fact",       "factor",       "failure",     "fall",      "fashion",
    "favor",       "favour",      "feature",     "feet",       "field",        "focus",       "foot",      "force",
    "form",        "front",       "future",      "gallon",     "game",         "goal",        "group",     "growth",
    "guy",         "half",        "hand",        "head",       "height",       "help",        "history",   "hope",
    "hour",        "idea",        "impact",      "importance", "inch",         "information", "interest",  "issue",
    "item",        "job",         "kilogram",    "kilometer",  "kilometre",    "kind",        "knowledge", "lack",
    "level",       "life",        "light",       "line",       "list",         "lot",         "majority",  "manner",
    "margin",      "matter",      "measure",     "member",     "meter",        "method",      "metre",     "midday",
    "middle",      "midnight",    "mile",        "mind",       "minute",       "moment",      "money",     "month",
    "morning",     "name",        "nature",      "need",       "news",         "night",       "noon",      "nothing",
    "number",      "one",         "opportunity", "option",     "order",        "part",        "past",      "people",
    "percent",     "percentage",  "period",      "person",     "piece",        "place",       "point",     "position",
    "possibility", "pound",       "power",       "presence",   "pressure",     "price",       "problem",   "process",
    "progress",    "purpose",     "quality",     "quantity",   "quarter",      "question",    "range",     "rate",
    "reality",     "reason",      "record",      "reference",  "regard",       "relation",    "rest",      "result",
    "return",      "right",       "risk",        "role",       "row",          "scale",       "season",    "second",
    "section",     "sense",       "series",      "set",        "share",        "side",        "sign",      "situation",
    "size",        "something",   "sort",        "source",     "speed",        "spite",       "spring",    "stage",
    "start",       "state",       "step",        "stop",       "style",        "success",     "summer",    "support",
    "task",        "term",        "thing",       "time",       "today",        "tomorrow",    "ton",       "tonight",
    "tonne",       "top",         "total",       "touch",      "turn",         "type",        "use",       "value",
    "variety",     "version",     "view",        "volume",     "way",          "week",        "weekend",   "weight",
    "while",       "winter",      "word",        "work",       "world",        "yard",        "year",      "yesterday"};

/* What somebody is by sex and age alone: no two documents mean the same one by it. Sorted. */
static const char *const anybody[] = {"adult", "baby",     "boy",   "child",     "female", "girl",     "individual",
                                      "kid",   "lady",     "male",  "man",       "other",  "somebody", "someone",
                                      "teen",  "teenager", "woman", "youngster", "youth"};

static bool is_head(const hs_doc *d, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    uint32_t how = hs_deprel_universal(x->deprel);
    if (how == HS_DEP_COMPOUND || how == HS_DEP_FIXED || how == HS_DEP_FLAT || how == HS_DEP_GOESWITH) return false;
    return x->upos == HS_NOUN || (x->upos == HS_PROPN && x->ne == HS_NE_O);
}

uint32_t hs_thing_at(const hs_doc *d, const bool *named, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    hs_str lemma = hs_str_of(hs_doc_str(d, x->lemma));
    if (named[t] || x->deprel == HS_DEP_NONE || lemma.n < 3 || !is_head(d, t)) return HS_HAPPENS;
    if (hs_in_table(lemma, empty, sizeof empty / sizeof *empty)) return HS_HAPPENS;
    if (hs_in_table(lemma, anybody, sizeof anybody / sizeof *anybody)) return HS_HAPPENS;
    for (size_t i = 0; i < lemma.n; i++)
        if ((lemma.p[i] < 'a' || lemma.p[i] > 'z') && lemma.p[i] != '-') return HS_HAPPENS;
    return strstr(hs_doc_str(d, x->feats), "Number=Plur") ? HS_THINGS : HS_THING;
}

static const char *const days[] = {"friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"};
static const char *const months[] = {"april", "august", "december", "february", "january", "july",
                                     "june",  "march",  "may",      "november", "october", "september"};
static const char *const parts[] = {"afternoon", "evening", "morning", "night"};

#define IN(word, table) hs_in_table(hs_str_of(word), table, sizeof(table) / sizeof *(table))

/* The date's words and the part of the day behind it. */
bool hs_thing_day(const hs_doc *d, const hs_date *x, hs_buf *out)
{
    char low[HS_LOW_MAX], month[HS_LOW_MAX] = "", number[HS_LOW_MAX] = "";
    uint32_t t = hs_doc_token_at(d, x->at.at);
    hs_buf_clear(out);
    if (x->days.first != HS_NO_DAY || x->days.last != HS_NO_DAY) return false;
    for (; t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(x->at); t++) {
        hs_token_low(d, t, low);
        if (IN(low, days) && !out->n) hs_buf_str(out, low);
        if (IN(low, months)) memcpy(month, low, sizeof low);
        if (*low >= '0' && *low <= '9' && strspn(low, "0123456789") <= 2) memcpy(number, low, sizeof low);
    }
    if (!out->n && *month) hs_buf_printf(out, "%s%s%s", number, *number ? " " : "", month);
    if (t < d->tokens.n && IN(hs_token_low(d, t, low), parts) && out->n) hs_buf_printf(out, " %s", low);
    char *first = out->n ? strpbrk(out->p, "abcdefghijklmnopqrstuvwxyz") : NULL;
    if (first) *first = (char)(*first - 32);
    return out->n > 0;
}
