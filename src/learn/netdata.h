/* What the network learns from: sentences of CoNLL-U files and of token-label files, and plain text. */
#ifndef HS_LEARN_NETDATA_H
#define HS_LEARN_NETDATA_H

#include "base/err.h"
#include "base/map.h"

typedef struct {
    hs_str form, lemma, upos, feats, rel; /* empty where not known */
    int head;                             /* -1 where not known */
    int label;                            /* entity label as hs_net_labels numbers them, or -1 */
    int tag_id, lemma_id, rel_id;         /* classes, or -1; see hs_classes_number */
} hs_train_word;

typedef struct {
    uint32_t first, n;
} hs_train_sent;

typedef struct {
    HS_VEC(hs_train_word) words;
    HS_VEC(hs_train_sent) sents;
    hs_arena strings;
} hs_corpus;

/* Trees, tags and lemmas of a CoNLL-U file, appended. */
bool hs_corpus_conllu(hs_corpus *c, const char *path, hs_err *err);

/* A file of "token TAB label" lines with an empty line between sentences; classes by their usual names. */
bool hs_corpus_labels(hs_corpus *c, const char *path, hs_err *err);

/* Plain text, or the "title" and "text" strings of JSON (path ending in .json or .jsonl), cut roughly into sentences
 * and words: only to learn which words stand near which. */
bool hs_corpus_text(hs_corpus *c, const char *path, hs_err *err);

/* Appends other's sentences as plain text. The strings stay other's. */
void hs_corpus_append(hs_corpus *c, const hs_corpus *other);

void hs_corpus_free(hs_corpus *c);

/* Class names by number. */
typedef struct {
    hs_map tags, lemmas, rels; /* "NOUN|Number=Sing", edit scripts, relations */
} hs_classes;

/* Collects the classes of a training corpus that occur at least `least` times. */
void hs_classes_collect(hs_classes *k, const hs_corpus *c, uint32_t least);
/* Numbers a corpus by them; a rare tag becomes the commonest of its part of speech, a rare script -1. */
void hs_classes_number(const hs_classes *k, hs_corpus *c);
void hs_classes_free(hs_classes *k);

#endif
