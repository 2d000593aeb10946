/* The printers behind the table of show/printers.c: each prints the whole pile, or what the view's filter leaves. */
#ifndef HS_SHOW_PRINTERS_H
#define HS_SHOW_PRINTERS_H

#include "show/show.h"

bool hs_print_jsonl(const hs_view *v, hs_err *err);

#endif
