#include "show/printers.h"

const hs_printer hs_printers[] = {
    {"docs", HS_TABLE, "the documents, their copies, and what could not be read", hs_print_docs},
    {"claims", HS_TABLE, "the ledger: who says what on whose word, origins, figures, denials", hs_print_claims},
    {"entities", HS_TABLE, "people, organisations and places with their spellings", hs_print_entities},
    {"figures", HS_TABLE, "every number with what it counts and who puts it forward", hs_print_figures},
    {"timeline", HS_TABLE, "the dates that the documents name, in order", hs_print_timeline},
    {"origins", HS_TABLE, "who took from whom, and what is left of many reports", hs_print_origins},
    {"jsonl", HS_EXPORT, "everything, one JSON object a line", hs_print_jsonl},
    {"csv", HS_EXPORT, "the ledger as a flat table, a row a report", hs_print_csv},
    {"graphml", HS_EXPORT, "documents, entities and claims as a graph", hs_print_graphml},
    {"ftm", HS_EXPORT, "FollowTheMoney entities, one JSON object a line", hs_print_ftm},
    {"webanno", HS_EXPORT, "W3C Web Annotations, one JSON object a line", hs_print_webanno},
    {"claimreview", HS_EXPORT, "schema.org ClaimReview of cleared claims, without a rating", hs_print_claimreview},
    {"bagit", HS_FOLDER, "originals, case and log as a bag (RFC 8493)", hs_print_bagit},
};
const size_t hs_printer_count = sizeof hs_printers / sizeof *hs_printers;
