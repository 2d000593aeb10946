/* What the network learns from: sentences of CoNLL-U files and of token-label files, and plain text. */
#ifndef HS_LEARN_NETDATA_H
#define HS_LEARN_NETDATA_H

#include "base/err.h"
#include "base/map.h"

typedef struct {
    hs_str form, lemma, upos, feats, rel, misc; /* empty where not known */
    int head;                                   /* -1 where not known */
    int label;                                  /* entity label as hs_net_labels numbers them, or -1 */
    int tag_id, lemma_id, rel_id;               /* classes, or -1; see hs_classes_number */
} hs_train_word;

typedef struct {
    uint32_t first, n;
    uint32_t doc; /* sentences of one document share it */
} hs_train_sent;

typedef struct {
    HS_VEC(hs_train_word) words;
    HS_VEC(hs_train_sent) sents;
    hs_arena strings;
    uint32_t docs;
} hs_corpus;

/* Trees, tags and lemmas of a CoNLL-U file, appended. */
bool hs_corpus_conllu(hs_corpus *c, const char *path, hs_err *err);

/* A CoNLL-U file with GUM's mentions, for its entities alone: the names that head the mentions (see netgum.c). */
bool hs_corpus_names(hs_corpus *c, const char *path, hs_err *err);

/* A document of "token TAB label" lines with an empty line between sentences; classes by their usual names. */
bool hs_corpus_labels(hs_corpus *c, const char *path, hs_err *err);

/* All files of a folder in the order of their names. Files whose name up to the first '_' is in the comma-separated
 * list apart go to held where it is given, and nowhere otherwise; of "1/N" that is every Nth file. */
bool hs_corpus_label_folder(hs_corpus *c, hs_corpus *held, const char *apart, const char *folder, hs_err *err);

/* Plain text, or the title and text strings of JSON (path ending in .json or .jsonl), segmented by rule: only to learn
 * which words stand near which. Text that is not UTF-8 is left out. */
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
