/* What the verbs that print from a case share: options, the loaded case, the view on it. */
#ifndef HS_CLI_LOOK_H
#define HS_CLI_LOOK_H

#include "keep/case.h"
#include "show/show.h"

/* Options as they stand in argv; NULL where not given. */
typedef struct {
    const char *verb;
    const char *path;         /* the case */
    const char *word;         /* a second plain word: an id */
    const char *format, *out; /* --format, -o or --out */
    const char *by;           /* --by */
    uint32_t port;            /* --port; 0 where not given */
    hs_filter filter;         /* --about, --voice, --doc, --since, --until */
    bool json;
} hs_look_options;

/* False, with a message printed, where the words make no sense: HS_WRONG_USAGE. A verb takes what it needs. */
bool hs_look_parse(int argc, char **argv, hs_look_options *o);

typedef struct {
    hs_case *c;
    hs_pile pile;
    hs_view view; /* prints to standard output */
    char *name;   /* of the case file, without folder and ending */
} hs_look;

/* Says on standard error where a run was cut off, or is going on: what is printed then is what it had done. */
bool hs_look_note(hs_case *c, const char *verb, hs_err *err);
bool hs_look_open(const hs_look_options *o, hs_look *l, hs_err *err);
void hs_look_close(hs_look *l);

#endif
