#include "show/printers.h"

const hs_printer hs_printers[] = {
    {"docs", HS_TABLE, "the documents, their copies, and what could not be read", hs_print_docs},
    {"claims", HS_TABLE, "the ledger: who says what on whose word, origins, figures, denials", hs_print_claims},
    {"entities", HS_TABLE, "people, organisations and places with their spellings", hs_print_entities},
    {"figures", HS_TABLE, "every number with what it counts and who puts it forward", hs_print_figures},
    {"timeline", HS_TABLE, "the dates that the documents name, in order", hs_print_timeline},
    {"origins", HS_TABLE, "who took from whom, and what is left of many reports", hs_print_origins},
    {"jsonl", HS_EXPORT, "everything, one JSON object a line", hs_print_jsonl},
};
const size_t hs_printer_count = sizeof hs_printers / sizeof *hs_printers;
