/* English: the words that its tokenisation turns on. All lists are closed classes of the language, none is drawn from
 * a document. */
#include "parse/languages.h"

static const char *const titles[] = {
    "adj",  "adm", "amb",    "approx", "atty", "brig", "ca",  "capt", "cf",   "cmdr", "col",  "cols", "cpl",  "det",
    "dr",   "e.g", "eds",    "eq",     "figs", "fr",   "ft",  "gen",  "gens", "gov",  "hon",  "i.e",  "insp", "lt",
    "lts",  "maj", "messrs", "mlle",   "mme",  "mr",   "mrs", "ms",   "msgr", "mt",   "no",   "nos",  "pp",   "pres",
    "prof", "pvt", "rep",    "reps",   "rev",  "sec",  "sen", "sens", "sgt",  "st",   "supt", "viz",  "vol",  "vs"};
static const char *const abbreviations[] = {
    "a.d", "a.m",   "al",    "ala",  "apr",  "apt",   "ariz", "ark",  "assn",  "assoc", "attn", "aug",  "ave",
    "b.a", "b.c",   "bldg",  "blvd", "bros", "calif", "cm",   "co",   "colo",  "conn",  "corp", "cos",  "d.c",
    "dec", "dept",  "depts", "div",  "e.u",  "esq",   "etc",  "ext",  "feb",   "fla",   "fri",  "ga",   "govt",
    "hr",  "hrs",   "hwy",   "inc",  "intl", "jan",   "jr",   "jul",  "jun",   "kan",   "km",   "ky",   "lb",
    "lbs", "llc",   "ltd",   "m.a",  "m.d",  "md",    "mi",   "mich", "minn",  "mins",  "mont", "natl", "neb",
    "nev", "nov",   "oct",   "okla", "ont",  "oz",    "p.m",  "penn", "ph.d",  "plc",   "pm",   "que",  "rd",
    "sep", "sept",  "sr",    "tel",  "tenn", "tex",   "thu",  "thur", "thurs", "tue",   "tues", "u.k",  "u.n",
    "u.s", "u.s.a", "univ",  "va",   "vt",   "wed",   "wis",  "wk",   "wyo",   "yr",    "yrs"};
static const char *const clitics[] = {"d", "ll", "m", "re", "s", "ve"};
static const char *const prefixes[] = {
    "afro", "anti",  "arch",  "bi",    "bio",   "co",    "counter", "cross", "cyber",  "e",      "eco",
    "ex",   "extra", "hyper", "infra", "inter", "intra", "macro",   "meta",  "micro",  "mid",    "mini",
    "mono", "multi", "neo",   "non",   "over",  "post",  "pre",     "pro",   "pseudo", "psycho", "quasi",
    "re",   "semi",  "socio", "sub",   "super", "trans", "tri",     "ultra", "un",     "under",  "vice"};
static const char *const starters[] = {
    "a",         "according", "after", "all",   "also",   "although", "an",        "and",  "as",   "at",   "before",
    "both",      "but",       "by",    "each",  "for",    "from",     "he",        "her",  "his",  "how",  "however",
    "i",         "if",        "in",    "it",    "its",    "many",     "meanwhile", "most", "my",   "no",   "not",
    "officials", "on",        "one",   "our",   "police", "she",      "since",     "so",   "some", "that", "the",
    "their",     "then",      "there", "these", "they",   "this",     "those",     "two",  "we",   "what", "when",
    "where",     "while",     "who",   "why",   "with",   "you"};
static const char *const speech[] = {
    "added",    "answered", "asked",    "asks",      "continued", "cried",  "demanded", "exclaimed", "explained",
    "inquired", "insisted", "recalled", "replied",   "said",      "say",    "says",     "screamed",  "shouted",
    "thought",  "told",     "tweeted",  "whispered", "wondered",  "writes", "wrote",    "yelled"};
static const char *const units[] = {
    "a.m", "am",  "bn", "cm",  "edt", "est", "eur", "ft",  "gb", "gbp", "ghz", "gmt",  "hr",  "hrs",   "hz",  "kb",
    "kg",  "kgs", "km", "kms", "kph", "kw",  "kwh", "kwt", "lb", "lbs", "mb",  "mg",   "mhz", "miles", "min", "mins",
    "ml",  "mm",  "mn", "mph", "mw",  "mwh", "oz",  "p.m", "pm", "pst", "sec", "secs", "sq",  "tb",    "usd"};
static const hs_fused fused[] = {
    {"id", 1, false},     {"im", 1, false},    {"ur", 1, false},    {"hes", 2, false},    {"its", 2, false},
    {"ive", 1, false},    {"aint", 2, true},   {"cant", 2, false},  {"dont", 2, true},    {"isnt", 2, true},
    {"itll", 2, true},    {"lets", 3, false},  {"shes", 3, false},  {"wont", 2, false},   {"your", 3, false},
    {"arent", 3, true},   {"didnt", 3, true},  {"gonna", 3, true},  {"gotta", 3, true},   {"hasnt", 3, true},
    {"heres", 4, false},  {"outta", 3, true},  {"sorta", 4, false}, {"thats", 4, true},   {"wanna", 3, true},
    {"wasnt", 3, true},   {"whats", 4, false}, {"youll", 3, true},  {"youre", 3, true},   {"youve", 3, true},
    {"awhile", 1, false}, {"cannot", 3, true}, {"doesnt", 4, true}, {"havent", 4, true},  {"theres", 5, true},
    {"theyll", 4, true},  {"theyre", 4, true}, {"werent", 4, true}, {"couldnt", 5, true}, {"wouldnt", 5, true},
    {"shouldnt", 6, true}};

#define WORDS(table)                                                                                                   \
    {                                                                                                                  \
        table, sizeof(table) / sizeof *(table)                                                                         \
    }

const hs_rules hs_english = {WORDS(titles),
                             WORDS(abbreviations),
                             WORDS(clitics),
                             WORDS(prefixes),
                             WORDS(starters),
                             WORDS(speech),
                             WORDS(units),
                             fused,
                             sizeof fused / sizeof *fused};
