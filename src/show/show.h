/* Showing: everything prints from a loaded pile. A table of printers, each one file and one line of hs_printers; all
 * text from documents is escaped for where it goes (show/escape.h). */
#ifndef HS_SHOW_SHOW_H
#define HS_SHOW_SHOW_H

#include <stdio.h>

#include "keep/case.h"
#include "show/facts.h"

/* What a person asked for with --about, --voice, --doc, --since, --until; NULL or HS_NO_DAY where not given. */
typedef struct {
    const char *about, *voice, *doc;
    hs_day since, until;
} hs_filter;

typedef struct {
    const hs_pile *pile;
    const hs_facts *facts; /* hs_facts_of it */
    hs_filter filter;
    const char *name; /* of the case, for titles */
    FILE *out;
    hs_case *c;      /* HS_FOLDER: the case, for its raw bytes and its log, */
    const char *dir; /* and the folder to make */
    int width;       /* columns of the terminal; 80 where unknown */
    bool json;       /* one JSON object a line instead of a table */
    bool colour;     /* only where out is a terminal */
} hs_view;

typedef struct {
    const char *verb;                             /* "claims": the name of the table verb or of the export format */
    enum { HS_TABLE, HS_EXPORT, HS_FOLDER } sort; /* HS_FOLDER: an export that makes a folder */
    const char *help;
    bool (*print)(const hs_view *v, hs_err *err);
} hs_printer;

extern const hs_printer hs_printers[];
extern const size_t hs_printer_count;

/* One document, claim or entity whole, with its spans; id may be any unambiguous beginning. */
bool hs_show_one(const hs_view *v, const char *id, hs_err *err);

/* The case as pages under dir (made where absent), openable from disk. */
bool hs_show_dossier(const hs_view *v, const char *dir, hs_err *err);

#endif
