#include "link/light.h"

#include "link/terms.h"

#include <string.h>

/* Sorted. */
static const char *const light[] = {
    "ability",  "account",    "action",      "activity",    "addition",    "adult",      "advantage",  "answer",
    "approach", "area",       "aspect",      "attention",   "baby",        "back",       "balance",    "basis",
    "benefit",  "boy",        "capability",  "capacity",    "care",        "challenge",  "change",     "child",
    "class",    "concern",    "condition",   "connection",  "consequence", "contact",    "content",    "control",
    "cost",     "credit",     "demand",      "depth",       "detail",      "difference", "difficulty", "direction",
    "distance", "effect",     "effort",      "evidence",    "experience",  "face",       "factor",     "failure",
    "feature",  "female",     "field",       "force",       "front",       "game",       "girl",       "goal",
    "group",    "growth",     "guy",         "head",        "height",      "help",       "history",    "hope",
    "impact",   "importance", "individual",  "information", "interest",    "issue",      "item",       "job",
    "kid",      "knowledge",  "lady",        "level",       "life",        "light",      "line",       "list",
    "male",     "man",        "measure",     "member",      "method",      "middle",     "money",      "name",
    "nature",   "need",       "news",        "opportunity", "option",      "order",      "other",      "people",
    "person",   "position",   "possibility", "power",       "presence",    "pressure",   "price",      "problem",
    "process",  "progress",   "quality",     "question",    "range",       "rate",       "record",     "result",
    "return",   "right",      "risk",        "role",        "scale",       "season",     "section",    "series",
    "side",     "sign",       "size",        "somebody",    "someone",     "source",     "speed",      "stage",
    "state",    "step",       "stop",        "style",       "success",     "support",    "task",       "teen",
    "teenager", "term",       "top",         "touch",       "value",       "version",    "view",       "volume",
    "weight",   "woman",      "word",        "work",        "world",       "youngster",  "youth"};

/* Sorted. */
static const char *const people[] = {
    "adult", "baby",  "boy",    "child",  "female",   "girl",    "guy",  "individual", "kid",   "lady",      "male",
    "man",   "other", "people", "person", "somebody", "someone", "teen", "teenager",   "woman", "youngster", "youth"};

/* "5 people (injure)": its noun. */
static hs_str noun_of(hs_str name)
{
    const char *open = memchr(name.p, '(', name.n);
    if (open && open > name.p) name.n = (size_t)(open - name.p) - 1;
    size_t n = name.n;
    while (n > 0 && name.p[n - 1] != ' ') n--;
    return (hs_str){name.p + n, name.n - n};
}

bool hs_light_thing(hs_str name)
{
    return hs_in_table(noun_of(name), light, sizeof light / sizeof *light);
}

bool hs_light_people(hs_str name)
{
    return hs_in_table(noun_of(name), people, sizeof people / sizeof *people);
}

uint64_t hs_act_class(const hs_doc *d, uint32_t act)
{
    hs_str name = hs_str_of(hs_doc_str(d, d->acts.v[act].act));
    bool somebody = d->acts.v[act].kind != HS_HAPPENS && hs_in_table(name, people, sizeof people / sizeof *people);
    return somebody ? hs_hash64(name.p, name.n, 25) : hs_term_class(name);
}
