/* Spans by capitals, titles and word lists; kinds by these where they are sure and by a tagger where one ran and they
 * guess. A tagger's names also tell which words at the head of a sentence and in headlines are names. */
#include "find/names.h"

#include "find/cues.h"
#include "find/lexicon.h"

#include <string.h>

typedef struct {
    const hs_doc *d;
    const hs_looks *w;
    hs_names *out;
    uint32_t from, stop; /* the sentence in hand */
} finder;

static uint8_t shape(const finder *f, uint32_t t)
{
    return t >= f->from && t < f->stop ? f->w->shape[t] : 0;
}

static const hs_look *word(const finder *f, uint32_t t)
{
    return hs_look_at(f->w, t);
}

static bool is(const finder *f, uint32_t t, const char *fold)
{
    return t >= f->from && t < f->stop && hs_look_is(f->w, t, fold);
}

static bool any(const finder *f, uint32_t t, const char *const *sorted, size_t n)
{
    return t >= f->from && t < f->stop && hs_in_table(word(f, t)->fold, sorted, n);
}
#define ANY(f, t, table) any(f, t, table, sizeof(table) / sizeof *(table))

/* Nothing between token t and the one before it. */
static bool glued(const finder *f, uint32_t t)
{
    return t > f->from && hs_span_end(f->d->tokens.v[t - 1].at) == f->d->tokens.v[t].at.at;
}

static bool hyphen(const finder *f, uint32_t t)
{
    return t > f->from && t + 1 < f->stop && is(f, t, "-") && glued(f, t) && glued(f, t + 1);
}

static bool class_is(const finder *f, uint32_t t, uint32_t classes)
{
    return t >= f->from && t < f->stop && (word(f, t)->classes & classes) != 0;
}

/* ---- runs of capitals ---- */

static bool place_words(const finder *f, uint32_t from, uint32_t end)
{
    char text[64];
    size_t n = 0;
    if (end - from > 5) return false;
    for (uint32_t t = from; t < end && t < f->stop; t++) {
        hs_str s = word(f, t)->fold;
        if (n + s.n + 2 > sizeof text) return false;
        if (hyphen(f, t)) s = (hs_str){"", 0};
        if (n && !hyphen(f, t)) text[n++] = ' ';
        memcpy(text + n, s.p, s.n);
        n += s.n;
    }
    while (n && text[n - 1] == '.') n--;
    return hs_lexicon_place((hs_str){text, n});
}

/* Can token t be part of a name by its looks? */
static bool namey(const finder *f, uint32_t t)
{
    uint8_t s = shape(f, t);
    bool fresh = is(f, t, "new") && (s & HS_LOOK_CAP);
    if (fresh && (place_words(f, t, t + 2) || place_words(f, t, t + 3))) return true;
    if (!(s & HS_LOOK_CAP) || (s & HS_LOOK_COMMON)) return false;
    const hs_look *x = word(f, t);
    if (memchr(x->fold.p, '$', x->fold.n)) return false;
    bool known = x->people || x->place || (x->classes & HS_LEX_GIVEN) || x->capital > 0;
    if ((s & (HS_LOOK_TITLED | HS_LOOK_START)) && f->d->tokens.v[t].ne != HS_NE_O && x->capital >= x->lower)
        return true;
    if ((s & HS_LOOK_TITLED) && !(s & HS_LOOK_CAPS)) return x->place || x->people || x->capital > x->lower;
    if (s & HS_LOOK_TITLED) return x->capital > 0 || x->place || x->people;
    if (!(s & HS_LOOK_START)) return true;
    if (s & HS_LOOK_CAPS) return true;
    bool next = (shape(f, t + 1) & HS_LOOK_CAP) && !(shape(f, t + 1) & HS_LOOK_COMMON);
    uint32_t singular = hs_lexicon(hs_str_of(hs_doc_str(f->d, f->d->tokens.v[t].lemma)));
    bool role = (singular & (HS_LEX_ROLE | HS_LEX_ORGNOUN | HS_LEX_DOCNOUN)) != 0; /* "Prosecutors said" */
    if (role && !next && x->capital == 0) return false;
    if (x->lower > 0 && x->lower >= x->capital) return next && known && (x->classes & HS_LEX_GIVEN);
    if (known || (x->classes & (HS_LEX_HONORIFIC | HS_LEX_TITLE | HS_LEX_ORG))) return known || next;
    static const char *const adverb[] = {"ly"};
    if (x->fold.n > 4 && memcmp(x->fold.p + x->fold.n - 2, adverb[0], 2) == 0) return false;
    hs_str after = t + 1 < f->stop ? hs_doc_text(f->d, f->d->tokens.v[t + 1].at) : (hs_str){"", 0};
    return next || hs_cue_is_speech(after);
}

static const char *const particles[] = {"abu",   "al",  "an",  "ar",  "as",  "bin", "bint", "da", "de",  "del",
                                        "della", "der", "des", "di",  "dos", "du",  "e",    "el", "ibn", "la",
                                        "le",    "ter", "ul",  "und", "ur",  "van", "von",  "y",  "zu"};

static bool particle(const finder *f, uint32_t t)
{
    return ANY(f, t, particles) && !(shape(f, t) & HS_LOOK_CAP) &&
           (!hs_str_eq(word(f, t)->fold, HS_STR("an")) && !hs_str_eq(word(f, t)->fold, HS_STR("as"))
                ? true
                : hyphen(f, t + 1));
}

static bool has_class(const finder *f, uint32_t from, uint32_t end, uint32_t classes)
{
    for (uint32_t t = from; t < end; t++)
        if (class_is(f, t, classes) && (shape(f, t) & HS_LOOK_CAP)) return true;
    return false;
}

/* "Ministry of Health | and | Social Affairs": behind the "of" of an office, a second field of it. */
static uint32_t second_field(const finder *f, uint32_t from, uint32_t t)
{
    bool of = false;
    uint32_t k = t + 1;
    for (uint32_t i = from + 1; i < t; i++)
        of |= (is(f, i, "of") || is(f, i, "for") || is(f, i, "on")) && class_is(f, i - 1, HS_LEX_ORG | HS_LEX_ORGNOUN);
    while (of && (shape(f, k) & HS_LOOK_CAP) && class_is(f, k, HS_LEX_FIELD)) k++;
    return k > t + 1 ? k : 0;
}

/* "of", "for", "and" inside an organisation's name: "Center for Strategic Studies", "Justice and Development Party". */
static uint32_t inner_link(const finder *f, uint32_t from, uint32_t t)
{
    static const char *const links[] = {"&", "and", "for", "of", "on"};
    if (!ANY(f, t, links)) return 0;
    uint32_t k = t + 1;
    bool of = is(f, t, "of") || is(f, t, "for") || is(f, t, "on");
    if (of && is(f, k, "the")) k++;
    if (!(shape(f, k) & HS_LOOK_CAP) || (shape(f, k) & (HS_LOOK_COMMON | HS_LOOK_TITLED))) return 0;
    bool head = class_is(f, t - 1, HS_LEX_ORG | HS_LEX_ORGNOUN) && !class_is(f, t - 1, HS_LEX_TITLE);
    if (of && head) return k + 1;
    static const char *const heads[] = {"battle",   "bay",    "cape",         "duchy",    "emirate",  "gulf",
                                        "house",    "houses", "isle",         "kingdom",  "knights",  "office",
                                        "people's", "port",   "principality", "province", "republic", "sea",
                                        "state",    "states", "strait",       "treaty",   "west"};
    if (is(f, t, "of") && (ANY(f, t - 1, heads) || (has_class(f, from, t, HS_LEX_ORG) && !word(f, k)->place)))
        return k + 1;
    if (is(f, t, "&")) return k + 1;
    if (!is(f, t, "and") || word(f, from)->place) return 0;
    uint32_t field = second_field(f, from, t);
    if (field) return field;
    for (uint32_t e = k; e < k + 4 && (shape(f, e) & HS_LOOK_CAP) && !(shape(f, e) & HS_LOOK_COMMON); e++)
        if (class_is(f, e, HS_LEX_ORG) && !has_class(f, from, t, HS_LEX_ORG) && !has_class(f, from, t, HS_LEX_GIVEN) &&
            e > k && !(shape(f, from) & HS_LOOK_CAPS))
            return e + 1;
    return 0;
}

/* "Today's Zaman": an everyday word in capitals with 's before a name is a title where no sentence begins. */
static bool titled_owner(const finder *f, uint32_t t)
{
    return is(f, t, "today") && (shape(f, t) & HS_LOOK_CAP) && !(shape(f, t) & HS_LOOK_START) && t + 2 < f->stop &&
           (is(f, t + 1, "'s")) && (shape(f, t + 2) & HS_LOOK_CAP);
}

/* "Ilvar | Today": the capital is the paper's. */
static bool today(const finder *f, uint32_t t)
{
    return t < f->stop && is(f, t, "today") && (shape(f, t) & HS_LOOK_CAP) && !(shape(f, t) & HS_LOOK_START);
}

static bool quote_mark(const finder *f, uint32_t t)
{
    return is(f, t, "\"") || is(f, t, "'");
}

/* Jonas | “Jo” Berg | */
static bool nicknamed(const finder *f, uint32_t t)
{
    return t + 3 < f->stop && quote_mark(f, t) && quote_mark(f, t + 2) && (shape(f, t + 1) & HS_LOOK_CAP) &&
           (shape(f, t + 3) & HS_LOOK_CAP) && !(shape(f, t + 3) & HS_LOOK_COMMON) && class_is(f, t - 1, HS_LEX_GIVEN);
}

/* "Ankara | 3rd High | Criminal Court" */
static bool numbered(const finder *f, uint32_t t)
{
    if (t + 1 >= f->stop || !(shape(f, t + 1) & HS_LOOK_CAP) || (shape(f, t + 1) & HS_LOOK_COMMON)) return false;
    hs_str s = word(f, t)->fold;
    if (s.n < 3 || s.p[0] < '0' || s.p[0] > '9') return false;
    return hs_str_ends(s, HS_STR("rd")) || hs_str_ends(s, HS_STR("th")) || hs_str_ends(s, HS_STR("st")) ||
           hs_str_ends(s, HS_STR("nd"));
}

/* The end of the run of name tokens that begins at t; t where none does. */
static uint32_t run_end(const finder *f, uint32_t t)
{
    uint32_t end, k = t, n;
    if (titled_owner(f, t)) return t + 3;
    if (!namey(f, t)) {
        bool lead = particle(f, t) && (hyphen(f, t + 1) || is(f, t, "abu")) &&
                    (shape(f, t + 1 + hyphen(f, t + 1)) & HS_LOOK_CAP);
        if (!lead || (shape(f, t) & HS_LOOK_TITLED)) return t;
    }
    for (end = k = t + 1; k < f->stop;) {
        uint32_t h = hyphen(f, k) ? k + 1 : k;
        if (h == k && glued(f, k) && !(shape(f, k) & HS_LOOK_INITIAL)) break;
        if (namey(f, h) ||
            ((shape(f, h) & HS_LOOK_CAP) && !(shape(f, h) & (HS_LOOK_COMMON | HS_LOOK_TITLED | HS_LOOK_START)))) {
            k = end = h + 1;
        } else if (particle(f, h) || (hyphen(f, h + 1) && particle(f, h))) {
            uint32_t next = h + 1 + (hyphen(f, h + 1) ? 1 : 0);
            next += particle(f, next) ? 1 : 0;
            if (hyphen(f, next)) next++;
            if (!(shape(f, next) & HS_LOOK_CAP) || (shape(f, next) & HS_LOOK_COMMON)) break;
            k = end = next + 1;
        } else if (nicknamed(f, k)) {
            k = end = k + 4;
        } else if (numbered(f, k)) {
            k = end = k + 2;
        } else if (today(f, k)) {
            k = end = k + 1;
        } else if ((n = inner_link(f, t, k)) > 0) {
            k = end = n;
        } else {
            break;
        }
    }
    return end;
}

/* ---- kinds ---- */

/* "Cumhuriyet newspaper", "newspaper X", "Zaman, a Turkish newspaper" */
static bool outlet_beside(const finder *f, uint32_t from, uint32_t end)
{
    if (class_is(f, end, HS_LEX_OUTLETNOUN)) return true;
    if (is(f, end, "news") && class_is(f, end + 1, HS_LEX_OUTLETNOUN)) return true;
    if (from > f->from && class_is(f, from - 1, HS_LEX_OUTLETNOUN) && !is(f, from - 1, "agency")) return true;
    if (from > f->from + 1 && is(f, from - 1, "agency") && is(f, from - 2, "news")) return true;
    if (!is(f, end, ",") || !(is(f, end + 1, "a") || is(f, end + 1, "an") || is(f, end + 1, "the"))) return false;
    for (uint32_t t = end + 2; t < end + 6; t++)
        if (class_is(f, t, HS_LEX_OUTLETNOUN)) return true;
    return false;
}

static bool speech_near(const finder *f, uint32_t from, uint32_t end)
{
    hs_str behind = end < f->stop ? hs_doc_text(f->d, f->d->tokens.v[end].at) : (hs_str){"", 0};
    hs_str before = from > f->from ? hs_doc_text(f->d, f->d->tokens.v[from - 1].at) : (hs_str){"", 0};
    return hs_cue_is_speech(behind) || hs_cue_is_speech(before);
}

static bool preposition(const finder *f, uint32_t t)
{
    static const char *const places[] = {"across", "in", "inside", "near", "outside", "throughout"};
    return ANY(f, t, places);
}

static bool plain_person(const finder *f, uint32_t from, uint32_t end)
{
    uint32_t n = 0, initials = 0;
    for (uint32_t t = from; t < end; t++) {
        const hs_look *x = word(f, t);
        initials += (shape(f, t) & HS_LOOK_INITIAL) != 0;
        if (!(shape(f, t) & HS_LOOK_LETTERS) || particle(f, t) || (shape(f, t) & HS_LOOK_INITIAL)) continue;
        bool noun =
            x->lower > 0 || x->people || x->place ||
            (x->classes & ~(uint32_t)(HS_LEX_GIVEN | HS_LEX_MALE | HS_LEX_FEMALE | HS_LEX_FIELD | HS_LEX_OUTLETNOUN));
        static const char *const endings[] = {"al", "ic", "ion", "ism", "ity", "ment", "ness", "ing", "ies"};
        for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
            size_t m = strlen(endings[e]);
            noun |= x->fold.n > m + 3 && memcmp(x->fold.p + x->fold.n - m, endings[e], m) == 0;
        }
        if (noun && n == 0 && !(x->classes & HS_LEX_GIVEN)) return false;
        if (noun && x->lower > 0) return false;
        n++;
    }
    return n + (initials > 0) >= 2 && n <= 5;
}

/* "Daesh fighters", "the Daesh terrorist group": who has members is a body. */
static bool body_beside(const finder *f, uint32_t end)
{
    static const char *const members[] = {"commander",    "commanders",   "fighter",   "fighters",     "group",
                                          "leader",       "leaders",      "member",    "members",      "militant",
                                          "militants",    "official",     "officials", "operative",    "operatives",
                                          "organisation", "organization", "spokesman", "spokesperson", "spokeswoman",
                                          "supporters",   "terrorists"};
    return ANY(f, end, members) || (ANY(f, end + 1, members) && class_is(f, end, HS_LEX_ROLE));
}

/* "the builder Velbeton", "carmaker Skarv": what such a word names is a company, whatever the name looks like. */
static bool company_before(const finder *f, uint32_t first)
{
    static const char *const companies[] = {
        "airline", "bank",   "builder",      "carmaker", "chain",    "company",  "conglomerate", "contractor", "firm",
        "insurer", "lender", "manufacturer", "operator", "producer", "retailer", "supplier",     "utility"};
    static const char *const workers[] = {"builder", "contractor", "lender", "operator", "producer", "supplier"};
    if (!ANY(f, first - 1, companies)) return false;
    return !ANY(f, first - 1, workers) || is(f, first - 2, "the"); /* «contractor Voss» may be a person */
}

/* "SKARVIK, June 10 (Eastern Press) -": a sentence of its own. */
static bool opens_dateline(const finder *f, const hs_name *m)
{
    uint32_t last = f->stop - 1;
    bool dash = is(f, last, "-") || is(f, last, "–") || is(f, last, "—") || is(f, last, "--");
    return dash && m->first == f->from && (is(f, m->end, ",") || is(f, m->end, "("));
}

/* "Skarvik's former mayor", "the mayor of Skarvik", "Skarvik residents": who has such people is a town. */
static bool town_around(const finder *f, const hs_name *m)
{
    static const char *const former[] = {"acting", "current", "deputy", "first", "former", "new", "then"};
    static const char *const has[] = {"city",      "ex-mayor", "inhabitants", "mayor", "outskirts",
                                      "residents", "suburb",   "suburbs",     "town",  "village"};
    uint32_t t = m->end + is(f, m->end, "'s");
    while (t > m->end && ANY(f, t, former)) t++;
    return ANY(f, t, has) || (is(f, m->first - 1, "of") && ANY(f, m->first - 2, has));
}

static void single_kind(const finder *f, hs_name *m)
{
    const hs_look *x = word(f, m->first);
    bool caps = (shape(f, m->first) & HS_LOOK_CAPS) && x->fold.n <= 6;
    if (place_words(f, m->first, m->end)) {
        m->kind = HS_PLACE;
    } else if (caps) {
        m->kind = HS_ORGANISATION;
        m->flags |= HS_NAME_ACRONYM;
    } else if (m->flags & HS_NAME_OUTLET) {
        m->kind = HS_ORGANISATION;
    } else if ((x->classes & HS_LEX_ORG) || body_beside(f, m->end)) {
        m->kind = HS_ORGANISATION;
        if (!(x->classes & HS_LEX_ORG)) m->flags |= HS_NAME_WEAK;
    } else if (x->classes & HS_LEX_GIVEN) {
        m->kind = HS_PERSON;
        m->flags |= HS_NAME_WEAK;
    } else if (preposition(f, m->first - 1)) {
        m->kind = HS_PLACE;
        m->flags |= HS_NAME_WEAK;
    } else {
        m->kind = speech_near(f, m->first, m->end) ? HS_PERSON : HS_OTHER;
        m->flags |= HS_NAME_WEAK;
    }
}

static void kind_by_words(const finder *f, hs_name *m)
{
    uint32_t last = m->end - 1;
    uint32_t n = 0;
    for (uint32_t t = m->first; t < m->end; t++) n += (shape(f, t) & HS_LOOK_LETTERS) != 0;
    if (outlet_beside(f, m->first, m->end)) m->flags |= HS_NAME_OUTLET;
    hs_str tail = word(f, last)->fold;
    if (n == 1 && tail.n > 6 && hs_str_ends(tail, HS_STR("news"))) m->flags |= HS_NAME_OUTLET;
    bool outlet_word = class_is(f, last, HS_LEX_OUTLET) || (n > 1 && today(f, last)) ||
                       (class_is(f, last, HS_LEX_OUTLET_WEAK) && n > 1);
    if (outlet_word && !class_is(f, m->first, HS_LEX_GIVEN)) m->flags |= HS_NAME_OUTLET;
    if (m->flags & HS_NAME_TITLED) {
        m->kind = HS_PERSON;
    } else if (n == 1) {
        single_kind(f, m);
    } else if (place_words(f, m->first, m->end)) {
        m->kind = HS_PLACE;
    } else if (class_is(f, m->first, HS_LEX_GIVEN) && !class_is(f, last, HS_LEX_ORG | HS_LEX_PLACE) &&
               !has_class(f, m->first, m->end, HS_LEX_ORG) && !(m->flags & HS_NAME_OUTLET)) {
        m->kind = HS_PERSON;
    } else if (m->flags & HS_NAME_OUTLET) {
        m->kind = HS_ORGANISATION;
    } else if (class_is(f, last, HS_LEX_PLACE)) {
        m->kind = HS_PLACE;
    } else if (has_class(f, m->first, m->end, HS_LEX_ORG)) {
        m->kind = HS_ORGANISATION;
    } else if (word(f, m->first)->people || is(f, m->first, "united")) {
        m->kind = HS_ORGANISATION;
        m->flags |= HS_NAME_WEAK;
    } else if (plain_person(f, m->first, m->end)) {
        m->kind = preposition(f, m->first - 1) && is(f, m->end, ",") &&
                          word(f, m->end + 1 < f->stop ? m->end + 1 : last)->place
                      ? HS_PLACE
                      : HS_PERSON;
        if (!speech_near(f, m->first, m->end)) m->flags |= HS_NAME_WEAK;
    } else {
        m->kind = HS_OTHER;
        m->flags |= HS_NAME_WEAK;
    }
}

/* The kind that the tagger gives most of the name's words; HS_NONE where it saw no name. */
static uint32_t kind_by_tags(const finder *f, const hs_name *m)
{
    static const uint32_t kinds[] = {HS_NONE, HS_PERSON, HS_ORGANISATION, HS_PLACE, HS_OTHER};
    uint32_t count[5] = {0}, best = HS_NE_O, words = 0;
    for (uint32_t t = m->first; t < m->end; t++) {
        if (!(shape(f, t) & HS_LOOK_CAP)) continue;
        words++;
        count[f->d->tokens.v[t].ne]++;
    }
    for (uint32_t k = HS_NE_PER; k <= HS_NE_MISC; k++)
        if (count[k] > count[best] || (count[k] && best == HS_NE_O && 2 * count[k] >= words)) best = k;
    return kinds[best];
}

/* Word lists and context decide where they are sure, the tagger where they guess; the tagger also overrules a given
 * name that begins an organisation's. A guess that it sees no name in is one of no kind. */
static void kind_of(const finder *f, hs_name *m)
{
    kind_by_words(f, m);
    if (!f->w->tagged) return;
    uint32_t tag = kind_by_tags(f, m);
    bool single = m->end == m->first + 1, listed = class_is(f, m->first, HS_LEX_ORG | HS_LEX_OUTLET);
    if ((m->flags & HS_NAME_TITLED) || (m->flags & HS_NAME_OUTLET)) return;
    if (single && company_before(f, m->first)) {
        m->kind = HS_ORGANISATION;
        m->flags &= ~(uint32_t)HS_NAME_WEAK;
        return;
    }
    if ((single && town_around(f, m)) || opens_dateline(f, m)) {
        m->kind = HS_PLACE;
        m->flags &= ~(uint32_t)(HS_NAME_WEAK | HS_NAME_ACRONYM);
        return;
    }
    bool generic = single && class_is(f, m->first, HS_LEX_ORGNOUN); /* "Government", "Council" */
    bool body = (m->flags & HS_NAME_ACRONYM) && body_beside(f, m->end);
    if ((m->flags & HS_NAME_WEAK) || generic || ((m->flags & HS_NAME_ACRONYM) && !listed && !body)) {
        if (tag == HS_NONE) {
            if (!(m->flags & HS_NAME_ACRONYM) || !is(f, m->first - 1, "(")) m->kind = HS_OTHER;
            m->flags |= HS_NAME_WEAK;
        } else {
            m->kind = tag;
            m->flags &= ~(uint32_t)HS_NAME_WEAK;
        }
    } else if (m->kind == HS_PERSON && tag == HS_ORGANISATION) {
        m->kind = tag;
    } else if (m->kind == HS_PLACE && tag == HS_PERSON && single) {
        m->flags |= HS_NAME_WEAK; /* a family name perhaps */
    }
}

/* ---- titles and roles ---- */

static bool title(const finder *f, uint32_t t)
{
    static const char *const dotted[] = {"adm.", "capt.", "col.",  "dr.",  "gen.", "gov.", "lt.",  "maj.", "mr.",
                                         "mrs.", "ms.",   "prof.", "rep.", "rev.", "sen.", "sgt.", "st."};
    return class_is(f, t, HS_LEX_TITLE | HS_LEX_HONORIFIC | HS_LEX_ROLE) || ANY(f, t, dotted);
}

/* Words that stand before a title in lower case and belong to the role: "military spokesman", "chief recruiter". */
static uint32_t role_start(const finder *f, uint32_t t)
{
    static const char *const stops[] = {"a",  "an",   "and",  "as",  "at",   "by", "from", "in",  "is",   "of",
                                        "or", "said", "says", "the", "then", "to", "told", "was", "when", "with"};
    uint32_t from = t;
    for (uint32_t n = 0; from > f->from && n < 4; n++) {
        uint32_t k = from - 1;
        bool ok = (shape(f, k) & HS_LOOK_LETTERS) && !ANY(f, k, stops) && !(shape(f, k) & HS_LOOK_COMMON);
        bool dash = hyphen(f, k);
        bool verb = f->d->tokens.v[k].upos == HS_VERB || f->d->tokens.v[k].upos == HS_AUX;
        if ((!ok && !dash) || verb) break;
        size_t len = word(f, k)->fold.n;
        if (f->d->tokens.v[k].upos == HS_X && !(shape(f, k) & HS_LOOK_CAP) && !dash &&
            (hs_cue_is_speech(hs_doc_text(f->d, f->d->tokens.v[k].at)) ||
             (len > 4 && memcmp(word(f, k)->fold.p + len - 2, "ed", 2) == 0) ||
             (len > 5 && memcmp(word(f, k)->fold.p + len - 3, "ing", 3) == 0) || word(f, from)->people))
            break;
        from = k;
    }
    return from;
}

static hs_span tokens_span(const finder *f, uint32_t from, uint32_t end)
{
    return hs_span_join(f->d->tokens.v[from].at, f->d->tokens.v[end - 1].at);
}

/* ", spokesman for the Badr Organization," ", a member of Islamic State": up to the next comma or mark. */
static hs_span apposition(const finder *f, uint32_t end)
{
    uint32_t t = end + 1, from;
    if (!is(f, end, ",")) return (hs_span){0, 0};
    from = t;
    t += is(f, t, "a") || is(f, t, "an") || is(f, t, "the");
    bool role = false;
    for (uint32_t k = t; k < f->stop && k - t < 14; k++) {
        bool word_like = (shape(f, k) & HS_LOOK_LETTERS) || hyphen(f, k) || is(f, k, "'s");
        if (!word_like) return role && k > t ? tokens_span(f, from, k) : (hs_span){0, 0};
        if (is(f, k, "who") || is(f, k, "which") || is(f, k, "and"))
            return role ? tokens_span(f, from, k) : (hs_span){0, 0};
        if (k - t < 5 && class_is(f, k, HS_LEX_ROLE | HS_LEX_TITLE) && !(shape(f, k) & HS_LOOK_CAP && k == t))
            role = true;
        if (k - t < 5 && class_is(f, k, HS_LEX_ROLE) && k == t) role = true;
        if (!role && k - t >= 5) return (hs_span){0, 0};
        if (!role && hs_cue_is_speech(hs_doc_text(f->d, f->d->tokens.v[k].at))) return (hs_span){0, 0};
    }
    return (hs_span){0, 0};
}

static hs_name *push(finder *f, uint32_t first, uint32_t end)
{
    hs_name *m = HS_PUSH(f->out[0]);
    *m = (hs_name){.first = first, .end = end, .alias_of = HS_NONE, .kind = HS_OTHER};
    return m;
}

static bool all_people(const finder *f, uint32_t from, uint32_t end)
{
    for (uint32_t t = from; t < end; t++)
        if (!word(f, t)->people && !hyphen(f, t)) return false;
    return true;
}

/* «Minister of Waters E. Korsh»: the words of an office end where a person's initial begins. */
static uint32_t behind_office(const finder *f, uint32_t from, uint32_t end)
{
    if (from < f->from + 2 || !is(f, from - 1, "of") || !title(f, from - 2)) return from;
    for (uint32_t t = from + 1; t + 1 < end; t++)
        if (shape(f, t) & HS_LOOK_INITIAL) return t;
    return from;
}

/* One name without titles: people's adjectives before a person or place go, before an organisation they stay. */
static void plain_name(finder *f, uint32_t from, uint32_t end, hs_span role, bool titled_person)
{
    from = behind_office(f, from, end);
    while (from < end && !(shape(f, from) & HS_LOOK_LETTERS)) from++;
    while (end > from && !(shape(f, end - 1) & HS_LOOK_LETTERS)) end--;
    if (from >= end || (all_people(f, from, end) && !place_words(f, from, end))) return;
    bool given = class_is(f, from, HS_LEX_GIVEN);
    if (word(f, from)->people && end - from > 1 && !given && !place_words(f, from, end) &&
        (titled_person || class_is(f, from + 1, HS_LEX_GIVEN) || place_words(f, from + 1, end) ||
         (end == from + 2 && (shape(f, from + 1) & HS_LOOK_CAPS))))
        from++;
    hs_name *m = push(f, from, end);
    if (titled_person) m->flags |= HS_NAME_TITLED;
    for (uint32_t t = from; t < end; t++)
        if (quote_mark(f, t)) m->flags |= HS_NAME_NICK;
    kind_of(f, m);
    m->role = role;
    if (m->kind == HS_PERSON && !role.n) {
        m->role = apposition(f, end);
        if (m->role.n) m->flags |= HS_NAME_TITLED;
    }
}

/* "U.S. Syria policy", "the Syria-Turkey border": two places, not one. */
static bool two_places(finder *f, uint32_t from, uint32_t end)
{
    uint32_t next = from + 1 + (hyphen(f, from + 1) ? 1 : 0);
    if (next != end - 1 || place_words(f, from, end)) return false;
    bool first = word(f, from)->place || word(f, from)->people, second = word(f, next)->place || word(f, next)->people;
    if (!first || !second || (!word(f, from)->place && next == from + 1)) return false;
    plain_name(f, from, from + 1, (hs_span){0, 0}, false);
    plain_name(f, next, end, (hs_span){0, 0}, false);
    return true;
}

/* "Ministry of | Justice", "Bureau of the | Public Prosecutor" */
static bool linked(const finder *f, uint32_t t)
{
    return is(f, t, "of") || is(f, t, "for") || is(f, t, "and") || is(f, t, "the") || is(f, t, "&");
}

/* A run of capitals cut at its titles: "United Nations | Special Envoy", "Turkish Opposition MP | Erem Erdem". */
static void cut_run(finder *f, uint32_t from, uint32_t end)
{
    if (two_places(f, from, end)) return;
    uint32_t t = end;
    while (t > from && (!title(f, t - 1) || (t - 1 > from && linked(f, t - 2)))) t--;
    /* a role in small letters before the whole run: "prosecutor Derda Gokman" */
    bool before = t == from && from > f->from && title(f, from - 1) && !is(f, from - 1, "and") &&
                  !class_is(f, end - 1, HS_LEX_ORG | HS_LEX_PLACE | HS_LEX_OUTLET) && !all_people(f, from, end);
    if (before && !place_words(f, from, end)) {
        uint32_t r = role_start(f, from - 1);
        plain_name(f, from, end, tokens_span(f, r, from), true);
        return;
    }
    bool org_behind = t < end && (has_class(f, t, end, HS_LEX_ORG) || class_is(f, end - 1, HS_LEX_PLACE));
    bool given_inside =
        t < end && t > from && class_is(f, t - 1, HS_LEX_GIVEN) && !class_is(f, t - 1, HS_LEX_HONORIFIC);
    if (t == from || org_behind || given_inside) {
        /* "for Syria Staffan Berg": a country, then a person whose role the words before were */
        bool land = end - from > 2 && word(f, from)->place && from > f->from &&
                    (is(f, from - 1, "for") || is(f, from - 1, "to")) &&
                    !has_class(f, from, end, HS_LEX_ORG | HS_LEX_PLACE);
        hs_span role = {0, 0};
        if (land) {
            const hs_name *envoy = f->out->n ? &f->out->v[f->out->n - 1] : NULL;
            if (envoy && envoy->form_nominal && envoy->end == from - 1) {
                role = tokens_span(f, envoy->first, from + 1); /* "Special Envoy for Syria" */
                f->out->n--;
            }
            plain_name(f, from, from + 1, (hs_span){0, 0}, false);
        }
        plain_name(f, land ? from + 1 : from, end, role, land);
        return;
    }
    uint32_t r = role_start(f, from);
    uint32_t p = from; /* names inside the title's words: "United Nations" of "United Nations Special Envoy" */
    while (p < t && !class_is(f, p, HS_LEX_TITLE | HS_LEX_ROLE | HS_LEX_HONORIFIC) && !is(f, p, "special") &&
           !is(f, p, "prime") && !is(f, p, "foreign") && !is(f, p, "vice") && !is(f, p, "deputy"))
        p++;
    if (p > from && !all_people(f, from, p) && p < t &&
        (has_class(f, from, p, HS_LEX_ORG) || place_words(f, from, p) || (shape(f, from) & HS_LOOK_CAPS) ||
         is(f, from, "united")))
        plain_name(f, from, p, (hs_span){0, 0}, false);
    if (t == end) {
        if (all_people(f, from, end) || title(f, end)) return; /* "Turkish Islamist dissident …" */
        hs_name *m = push(f, r, end);
        m->kind = HS_PERSON;
        m->form_nominal = true;
        return;
    }
    plain_name(f, t, end, tokens_span(f, r, t), true);
}

/* ---- another name in brackets or behind "aka" ---- */

static bool initials(const finder *f, const hs_name *m, hs_str acronym)
{
    size_t k = 0;
    for (uint32_t t = m->first; t < m->end; t++) {
        bool small = !(shape(f, t) & HS_LOOK_CAP);
        hs_str s = word(f, t)->fold;
        if (small || !s.n) continue;
        if (k < acronym.n && s.p[0] == acronym.p[k])
            k++;
        else
            return false;
    }
    return k == acronym.n;
}

/* "X (CSI)", "X (IS, formerly ISIS/ISIL)", "MIT (National Intelligence Organization)", "X, aka “Y”". Looks from the end
 * of name n for names that follow within brackets. */
static bool alias_place(const finder *f, uint32_t end, uint32_t first, bool *brackets)
{
    static const char *const over[] = {"a.k.a",  "a.k.a.",   "aka",   "alias",     "also", "as",
                                       "called", "formerly", "known", "nicknamed", "or",   "previously"};
    bool said = false;
    *brackets = is(f, end, "(");
    if (first - end > 6) return false;
    for (uint32_t t = end; t < first; t++) {
        if (ANY(f, t, over)) {
            said |= !is(f, t, "as") && !is(f, t, "also") && !is(f, t, "or") && !is(f, t, "called");
        } else if (is(f, t, "(")) {
            *brackets = true;
        } else if ((shape(f, t) & HS_LOOK_LETTERS) && (*brackets || !class_is(f, t, HS_LEX_ORGNOUN | HS_LEX_ROLE))) {
            return false; /* "the Islamic State terrorist organization (ISIS)" */
        }
    }
    return said || *brackets;
}

static void link_aliases(const finder *f, uint32_t from)
{
    hs_names *v = f->out;
    for (uint32_t i = from; i + 1 < v->n; i++) {
        uint32_t base = v->v[i].alias_of != HS_NONE ? v->v[i].alias_of : i;
        hs_name *m = &v->v[base], *n = &v->v[i + 1];
        bool brackets, inside = v->v[i].alias_of != HS_NONE;
        if (m->form_nominal || n->form_nominal || n->first < v->v[i].end) continue;
        bool slash = inside && n->first == v->v[i].end + 1 && (is(f, v->v[i].end, "/") || is(f, v->v[i].end, ",")) &&
                     (shape(f, n->first) & HS_LOOK_CAPS);
        bool place = alias_place(f, v->v[i].end, n->first, &brackets);
        if (!place && !slash) continue;
        bool acronym =
            (n->flags & HS_NAME_ACRONYM) != 0 || ((shape(f, n->first) & HS_LOOK_CAPS) && n->end == n->first + 1);
        if (brackets && !slash) {
            bool reverse = (m->flags & HS_NAME_ACRONYM) && has_class(f, n->first, n->end, HS_LEX_ORG);
            bool forward = acronym && m->end - m->first > 1 &&
                           (m->kind != HS_PERSON || initials(f, m, word(f, n->first)->fold)) &&
                           (is(f, n->end, ")") || is(f, n->end, ",") || is(f, n->end, "/") || is(f, n->end, ";"));
            if (!reverse && !forward && m->kind != n->kind) continue;
            if (!reverse && !forward) continue;
        }
        if (m->kind == HS_PLACE && acronym && n->kind != HS_PLACE) m->kind = HS_ORGANISATION;
        n->kind = m->kind;
        n->flags |= HS_NAME_ALIAS;
        n->alias_of = base;
    }
}

void hs_names_find(const hs_doc *d, const hs_looks *w, hs_names *out)
{
    for (uint32_t s = 0; s < d->sentences.n; s++) {
        const hs_sentence *x = &d->sentences.v[s];
        finder f = {d, w, out, x->first, x->first + x->n};
        uint32_t before = out->n;
        for (uint32_t t = f.from; t < f.stop;) {
            uint32_t end = run_end(&f, t);
            if (end > t) cut_run(&f, t, end);
            t = end > t ? end : t + 1;
        }
        link_aliases(&f, before);
    }
}
