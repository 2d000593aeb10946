/* The desk: the dossier's pages served to the browser on this machine, with search and rulings. It listens on 127.0.0.1
 * alone. Each start makes a token: the first address carries it, a cookie keeps it, every form repeats it. Requests for
 * another host name (DNS rebinding) or from another origin are refused, and no page may run a script or be framed. */
#ifndef HS_SHOW_DESK_H
#define HS_SHOW_DESK_H

#include "show/show.h"

typedef struct {
    const char *what, *id, *other, *because, *by; /* other: of same and different, else "" */
} hs_desk_ruling;

/* What the desk needs from the program around it; each call replaces what the one before gave. */
typedef struct {
    const char *case_path;
    const char *by; /* who signs, where the form leaves it empty */
    uint16_t port;  /* 0: one that is free */
    void *ctx;
    bool (*load)(void *ctx, hs_view *out, hs_err *err);
    bool (*decide)(void *ctx, const hs_desk_ruling *r, hs_err *err); /* the ledger is made anew */
} hs_desk_options;

/* Serves until SIGINT or SIGTERM; prints the address to open on standard output. */
bool hs_desk_serve(const hs_desk_options *o, hs_err *err);

#endif
