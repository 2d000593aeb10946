/* Verbs: one file each, one line of hs_verbs (verbs.c). A verb gets the arguments behind its name (argv[0] is the verb)
 * and returns the exit status of the contract. */
#ifndef HS_CLI_VERB_H
#define HS_CLI_VERB_H

#include "base/err.h"

enum { HS_DONE = 0, HS_DONE_WITH_UNREAD = 1, HS_WRONG_USAGE = 2, HS_NOTHING_DONE = 3 };

typedef struct {
    const char *name;
    const char *usage; /* "CASE [PATH…]" */
    const char *help;  /* one line */
    int (*run)(int argc, char **argv);
} hs_verb;

extern const hs_verb hs_verbs[];
extern const size_t hs_verb_count;

int hs_verb_find(int argc, char **argv);
int hs_verb_help(int argc, char **argv);
int hs_verb_table(int argc, char **argv); /* docs, claims, entities, figures, timeline, origins */
int hs_verb_show(int argc, char **argv);
int hs_verb_export(int argc, char **argv);
int hs_verb_dossier(int argc, char **argv);
int hs_verb_desk(int argc, char **argv);
int hs_verb_parse(int argc, char **argv);
int hs_verb_decide(int argc, char **argv);
int hs_verb_log(int argc, char **argv);
int hs_verb_search(int argc, char **argv);
int hs_verb_rebuild(int argc, char **argv);
int hs_verb_verify(int argc, char **argv);
int hs_verb_run(int argc, char **argv);
int hs_verb_same(int argc, char **argv);
int hs_verb_text(int argc, char **argv);

/* Prints "hearsay VERB: message" with document and place to standard error; returns HS_NOTHING_DONE. */
int hs_verb_failed(const char *verb, const hs_err *err);
/* Prints the verb's usage to standard error; returns HS_WRONG_USAGE. */
int hs_verb_misused(const char *verb, const char *why);

#endif
