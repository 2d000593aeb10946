/* Acts: the words that tell of something happening. Verbs; nouns made from verbs («the arrest», «two bombings»), nouns
 * that name what happens («the earthquake»), and states that somebody came into by an act («dead»), by tables. */
#include "base/map.h"
#include "base/str.h"
#include "find/act_words.h"
#include "find/events.h"
#include "find/find.h"
#include "find/things.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_TOKENS = 8 }; /* of a name that are looked at on either side */

/* Verbs that only help others. Sorted. */
static const char *const helping[] = {"be", "do", "have"};

/* Nouns by which the name of something that happens ends: "World War II", "the Ilvar Cup"; those by which that of a
 * storm begins; and verbs for what is done with a happening: "host the Ilvars". Sorted. */
static const char *const named_for[] = {"award",      "bowl",      "championship", "cup",      "election", "festival",
                                        "final",      "game",      "marathon",     "massacre", "olympic",  "playoff",
                                        "revolution", "semifinal", "tournament",   "uprising", "war"};
static const char *const storms[] = {"cyclone", "hurricane", "storm", "typhoon"};
static const char *const hosting[] = {"attend", "cancel",   "celebrate", "co-host", "emcee",
                                      "host",   "postpone", "stage",     "televise"};

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

static bool in_name(const hs_doc *d, uint32_t t)
{
    return t < d->tokens.n && d->tokens.v[t].ne != HS_NE_O;
}

static hs_ref noun_act(hs_doc *d, uint32_t t)
{
    char low[HS_LOW_MAX];
    hs_str act = hs_act_of_noun(hs_str_of(hs_doc_str(d, d->tokens.v[t].lemma)));
    if (!act.n) act = hs_act_of_noun(hs_str_of(hs_token_low(d, t, low)));
    return act.n ? hs_doc_intern(d, act) : 0;
}

/* The word in small letters, without the "s" of the plural. */
static hs_str one_of(const hs_doc *d, uint32_t t, char low[HS_LOW_MAX])
{
    hs_str word = hs_str_of(hs_token_low(d, t, low));
    if (word.n > 3 && word.p[word.n - 1] == 's') word.n--;
    return word;
}

/* Is the token a name of one word for what a verb does something with that is done with happenings only? */
static bool is_hosted(const hs_doc *d, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    uint32_t how = hs_deprel_universal(x->deprel);
    return x->ne == HS_NE_MISC && how == HS_DEP_OBJ && !in_name(d, t + 1) && !(t > 0 && in_name(d, t - 1)) &&
           IN(hs_str_of(hs_doc_str(d, d->tokens.v[x->head].lemma)), hosting);
}

/* The name that the token stands in, in small letters, where that names something that happens and this is the word
 * that says so; 0 elsewhere. */
static hs_ref named_act(hs_doc *d, uint32_t t)
{
    char low[HS_LOW_MAX];
    uint32_t first = t, end = t + 1;
    while (first > 0 && in_name(d, first - 1) && t - first < NAME_TOKENS) first--;
    while (in_name(d, end) && end - t < NAME_TOKENS) end++;
    hs_str word = one_of(d, t, low);
    bool misc = d->tokens.v[t].ne == HS_NE_MISC, tells = IN(word, named_for);
    if (end - first == 1) return misc ? noun_act(d, t) : 0;
    if (!(tells && (misc || end == t + 1)) && !(first == t && IN(word, storms))) return 0;
    hs_buf name = {0};
    for (uint32_t i = first; i < end; i++) {
        word = one_of(d, i, low);
        hs_buf_printf(&name, "%s%.*s", i > first ? " " : "", (int)word.n, word.p);
    }
    hs_ref act = hs_doc_intern(d, (hs_str){name.p, name.n});
    hs_buf_free(&name);
    return act;
}

/* The act that a token tells of: 0 where it tells of none. Headlines write nouns and verbs like names. */
static hs_ref act_of(hs_doc *d, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    hs_str lemma = hs_str_of(hs_doc_str(d, x->lemma));
    if (x->upos == HS_VERB && x->ne == HS_NE_O) return IN(lemma, helping) ? 0 : x->lemma;
    if (x->upos == HS_ADJ) {
        hs_str state = hs_act_of_state(lemma);
        return state.n ? hs_doc_intern(d, state) : 0;
    }
    if (x->upos == HS_PROPN && x->ne != HS_NE_O) return named_act(d, t);
    return x->upos == HS_NOUN || x->upos == HS_PROPN ? noun_act(d, t) : 0;
}

/* "The quake, which struck at dawn": what it stands for; 0 where that is no act or unknown. */
static hs_ref relative_act(hs_doc *d, uint32_t t)
{
    char low[HS_LOW_MAX];
    const hs_token *x = &d->tokens.v[t];
    if (x->upos != HS_PRON || strcmp(hs_token_low(d, t, low), "which") != 0) return 0;
    const hs_token *verb = &d->tokens.v[x->head];
    if (hs_deprel_universal(verb->deprel) != HS_DEP_ACL || verb->head >= t) return 0;
    uint32_t upos = d->tokens.v[verb->head].upos;
    return upos == HS_NOUN || upos == HS_PROPN ? act_of(d, verb->head) : 0;
}

/* Words of names of happenings that only what is done with them tells: "to host the Ilvars", "the Ilvar host". */
static hs_map hosted_words(const hs_doc *d)
{
    char low[HS_LOW_MAX];
    hs_map words = {0};
    for (uint32_t t = 0; t < d->tokens.n; t++)
        if (is_hosted(d, t)) *hs_map_at(&words, one_of(d, t, low)) = d->tokens.v[t].ne;
    return words;
}

static hs_ref hosted_act(hs_doc *d, const hs_map *hosted, uint32_t t)
{
    char low[HS_LOW_MAX];
    hs_str word = one_of(d, t, low);
    uint32_t upos = d->tokens.v[t].upos;
    bool is = (upos == HS_PROPN || upos == HS_NOUN) && hs_map_get(hosted, word) != HS_MISSING;
    return is ? hs_doc_intern(d, word) : 0;
}

/* What happens at token t; 0 where nothing does. */
static hs_ref happens(hs_doc *d, const hs_map *hosted, uint32_t t)
{
    hs_ref act = act_of(d, t);
    if (!act) act = relative_act(d, t);
    return !act && hosted->entries.n ? hosted_act(d, hosted, t) : act;
}

void hs_find_acts(hs_doc *d)
{
    hs_things things;
    hs_things_start(d, &things);
    hs_map hosted = hosted_words(d);
    for (uint32_t t = 0, date = 0; t < d->tokens.n; t++) {
        uint32_t at = d->tokens.v[t].at.at;
        hs_act a;
        while (date < d->dates.n && hs_span_end(d->dates.v[date].at) <= at) date++;
        bool dated = date < d->dates.n && d->dates.v[date].at.at <= at;
        bool is = dated && d->dates.v[date].at.at == at && hs_thing_day(d, &d->dates.v[date], &a);
        if (!is && !(dated && d->tokens.v[t].upos == HS_NUM)) {
            a = (hs_act){d->tokens.v[t].at, happens(d, &hosted, t), HS_HAPPENS};
            is = a.act || hs_thing_at(&things, t, &a);
        }
        if (!is) continue;
        *HS_PUSH(d->acts) = a;
        while (t + 1 < d->tokens.n && d->tokens.v[t + 1].at.at < hs_span_end(a.at)) t++;
    }
    hs_map_free(&hosted);
    hs_things_free(&things);
}
