#include "link/light.h"

#include "link/terms.h"

#include <string.h>

/* What documents of one story hardly ever mean one thing by. Sorted. */
static const char *const vague[] = {
    "ability",   "account",   "action",   "activity",    "addition",   "advantage",   "answer",      "approach",
    "aspect",    "attention", "back",     "balance",     "basis",      "benefit",     "capability",  "capacity",
    "care",      "challenge", "change",   "concern",     "condition",  "connection",  "consequence", "contact",
    "content",   "control",   "credit",   "demand",      "detail",     "difference",  "difficulty",  "direction",
    "effect",    "effort",    "evidence", "experience",  "face",       "factor",      "failure",     "feature",
    "field",     "force",     "front",    "goal",        "growth",     "head",        "height",      "help",
    "history",   "hope",      "impact",   "importance",  "individual", "information", "interest",    "item",
    "knowledge", "level",     "life",     "light",       "measure",    "method",      "middle",      "name",
    "nature",    "need",      "news",     "opportunity", "option",     "order",       "possibility", "power",
    "presence",  "pressure",  "process",  "progress",    "quality",    "question",    "range",       "rate",
    "result",    "return",    "right",    "risk",        "role",       "scale",       "sign",        "size",
    "source",    "speed",     "state",    "step",        "stop",       "style",       "success",     "support",
    "task",      "term",      "top",      "touch",       "value",      "view",        "volume",      "weight",
    "word",      "work",      "world"};

/* Sorted. */
static const char *const light[] = {
    "adult",    "area",  "baby",    "boy",      "child",   "class",   "cost",      "depth",  "distance",
    "female",   "game",  "girl",    "group",    "guy",     "issue",   "job",       "kid",    "lady",
    "line",     "list",  "male",    "man",      "member",  "money",   "other",     "people", "person",
    "position", "price", "problem", "record",   "season",  "section", "series",    "side",   "somebody",
    "someone",  "stage", "teen",    "teenager", "version", "woman",   "youngster", "youth"};

/* Sorted. */
static const char *const people[] = {"adult",    "baby",    "boy",  "child",    "female", "girl",      "guy",
                                     "kid",      "lady",    "male", "man",      "other",  "people",    "person",
                                     "somebody", "someone", "teen", "teenager", "woman",  "youngster", "youth"};

/* "5 people (injure)": its noun. */
static hs_str noun_of(hs_str name)
{
    const char *open = memchr(name.p, '(', name.n);
    if (open && open > name.p) name.n = (size_t)(open - name.p) - 1;
    size_t n = name.n;
    while (n > 0 && name.p[n - 1] != ' ') n--;
    return (hs_str){name.p + n, name.n - n};
}

/* "23 (die)", "dozens (injure)", "12 point": others may be as many. */
static bool number(hs_str name)
{
    static const char *const many[] = {"dozens", "hundreds", "millions", "scores", "thousands"};
    size_t n = 0;
    while (n < name.n && name.p[n] != ' ') n++;
    bool day = n + 1 < name.n && name.p[n + 1] >= 'A' && name.p[n + 1] <= 'Z'; /* "8 July" */
    bool digit = name.n && name.p[0] >= '0' && name.p[0] <= '9';
    return (digit && !day) || hs_in_table((hs_str){name.p, n}, many, sizeof many / sizeof *many);
}

bool hs_light_thing(hs_str name)
{
    return number(name) || hs_in_table(noun_of(name), light, sizeof light / sizeof *light);
}

bool hs_vague_thing(hs_str name)
{
    return hs_in_table(noun_of(name), vague, sizeof vague / sizeof *vague);
}

bool hs_light_people(hs_str name)
{
    return memchr(name.p, '(', name.n) || hs_in_table(noun_of(name), people, sizeof people / sizeof *people);
}

uint64_t hs_act_class(const hs_doc *d, uint32_t act)
{
    hs_str name = hs_str_of(hs_doc_str(d, d->acts.v[act].act));
    bool somebody = d->acts.v[act].kind != HS_HAPPENS && hs_in_table(name, people, sizeof people / sizeof *people);
    return somebody ? hs_hash64(name.p, name.n, 25) : hs_term_class(name);
}
