/* The printers behind the table of show/printers.c: each prints the whole pile, or what the view's filter leaves. */
#ifndef HS_SHOW_PRINTERS_H
#define HS_SHOW_PRINTERS_H

#include "show/show.h"

bool hs_print_docs(const hs_view *v, hs_err *err);
bool hs_print_claims(const hs_view *v, hs_err *err);
bool hs_print_entities(const hs_view *v, hs_err *err);
bool hs_print_figures(const hs_view *v, hs_err *err);
bool hs_print_timeline(const hs_view *v, hs_err *err);
bool hs_print_origins(const hs_view *v, hs_err *err);
bool hs_print_jsonl(const hs_view *v, hs_err *err);
bool hs_print_csv(const hs_view *v, hs_err *err);
bool hs_print_graphml(const hs_view *v, hs_err *err);
bool hs_print_ftm(const hs_view *v, hs_err *err);
bool hs_print_webanno(const hs_view *v, hs_err *err);
bool hs_print_claimreview(const hs_view *v, hs_err *err);
bool hs_print_bagit(const hs_view *v, hs_err *err);

#endif
