/* What is asked of the judges (judge.h), put together from what is seen at a place. Training asks the same questions:
 * whoever changes one trains anew. */
#ifndef HS_FIND_QUESTIONS_H
#define HS_FIND_QUESTIONS_H

#include "find/contents.h"
#include "find/judge.h"

typedef struct {
    const hs_spot *spot;
    const hs_source *source; /* empty words where there is none */
    hs_words_range seg;      /* the run that holds the cue */
    bool left, right;        /* a quotation stands right before, right behind the run */
} hs_scene;

void hs_ask_cue(const hs_reading *r, const hs_scene *s, hs_question *q);

/* Tokens where something that lies in [from, to) may begin or end: with a branch of the tree, or at a mark. Ascending;
 * behind `from`, the last is `to`. heads: also before words that what comes before hangs on. Returns how many of
 * `most`. */
uint32_t hs_edges_of(const hs_reading *r, hs_words_range range, bool heads, uint32_t *at, uint32_t most);

/* Is there an edge before token `at` of the range? rule: where rules would put it. */
void hs_ask_edge(const hs_reading *r, const hs_scene *s, hs_words_range range, uint32_t at, uint32_t rule,
                 hs_question *q);

/* Is the attribution right? Its cue's question, and what became of it. */
typedef struct {
    float shares[4]; /* of cue, start, end, source */
    uint32_t parts, words;
    bool direct, indirect, known_voice, pronoun;
    uint32_t lead, gap, rest;        /* words of its sentences that are no part of it: before, within, behind */
    bool quote_before, quote_behind; /* another quotation stands right before, begins with the next sentence */
} hs_outcome;
void hs_ask_sure(const hs_question *scene, const hs_outcome *o, hs_question *q);

/* A question with its place, as training keeps them. */
typedef struct {
    hs_question q;
    uint32_t kind;        /* hs_judge_kind */
    uint32_t cue;         /* the token that decides the cue */
    hs_words_range words; /* of the cue, or from where edges are looked for up to the one that is asked for */
} hs_asked;
typedef HS_VEC(hs_asked) hs_asked_list;

#endif
