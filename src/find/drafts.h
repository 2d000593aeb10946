/* Attributions in the making: what cues, quotations and dialogue lines give before voices and parents are known. */
#ifndef HS_FIND_DRAFTS_H
#define HS_FIND_DRAFTS_H

#include "find/questions.h"

typedef struct {
    hs_words_range source, cue, hearer, quoter; /* empty where there is none */
    HS_VEC(hs_span) content;
    uint32_t stance, flags;
    bool direct, indirect; /* what its content is made of */
    bool refuted;          /* the sentence itself calls it false: the voice is the one around it */
    bool weak;             /* an attitude to a thing, no clause: kept where it stands alone, not inside a report */
    uint32_t like;         /* draft whose voice it takes over, or HS_NONE */
    uint32_t within;       /* draft whose report this is that of, or HS_NONE: then the cue's place decides */
    hs_span speaker;       /* the label of a dialogue turn; n == 0 where none */
    hs_span record; /* the document that a dialogue without labels is from: "the first transcript"; n == 0: none */
    const char *why;
    bool judged;                                           /* by the judges: what follows is theirs */
    hs_question scene;                                     /* of the cue */
    float cue_share, start_share, end_share, source_share; /* how surely each part stands where it does */
    uint32_t other_end; /* the token before which the content ends in the second reading; HS_NONE */
} hs_draft;

typedef struct {
    hs_reading r;
    HS_VEC(hs_draft) v;
    uint32_t of_runs;       /* the first drafts of v: those of cues, ascending */
    uint32_t *taken;        /* per quotation: 1 + draft that has it as content, 0 while free */
    uint32_t *next_part;    /* per quotation: the part in the next paragraph, or HS_NONE */
    const hs_judge *judges; /* of each hs_judge_kind: those that ship, unless the caller sets others */
    hs_asked_list *sure;    /* where not NULL, what the last judge is asked of each attribution goes here */
    hs_asked_list *asked;   /* where not NULL, the judges are not heard and what they would be asked is put here */
} hs_drafts;

/* All drafts, then the attributions of the document. */
void hs_attributions_of(hs_drafts *d);

void hs_drafts_init(hs_drafts *d, hs_doc *doc);
void hs_drafts_free(hs_drafts *d);

hs_draft *hs_draft_new(hs_drafts *d, hs_words_range cue, const char *why);
void hs_draft_words(hs_drafts *d, uint32_t draft, hs_words_range w);   /* adds words as content */
void hs_draft_quotation(hs_drafts *d, uint32_t draft, uint32_t quote); /* with its parts in later paragraphs */

uint32_t hs_block_of(const hs_reading *r, uint32_t token);

/* Drafts for cues, read run by run (runs.c), those of whom a report cites (citing.c), then drafts for labels (labels.c)
 * and for quotations that no cue stands beside (uncued.c). */
void hs_drafts_of_runs(hs_drafts *d);
void hs_drafts_of_citing(hs_drafts *d);
void hs_drafts_of_labels(hs_drafts *d);
void hs_drafts_of_uncued(hs_drafts *d);

#endif
