#include "cli/verb.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FILTERS " [--about NAME] [--voice NAME] [--doc ID] [--since DAY] [--until DAY] [--json]"

const hs_verb hs_verbs[] = {
    {"run", "CASE [PATH…] [--workers N] [--seconds N] [--megabytes N] [--store DIR] [--unconfined] [-q]",
     "makes CASE where absent, adds files and folders, does everything stale, lists what was not read", hs_verb_run},
    {"parse", "[--lang CODE] [FILE]",
     "plain text to CoNLL-U: sentences, tokens, tags, trees, names (CoNLL-U keeps its tokens)", hs_verb_parse},
    {"text", "FILE… [--json]", "the clean text of files", hs_verb_text},
    {"find", "[FILE]", "lines of JSON with a text each to who says what, names, figures and dates in it", hs_verb_find},
    {"decide", "CASE RULING ID [ID] --because REASON [--by NAME]",
     "a person's ruling: same, different, checked, second, cleared, wrong, undo", hs_verb_decide},
    {"log", "CASE [--json] [--checkpoint FILE --key FILE [--tsq FILE]] [--new-key FILE]",
     "what was added, decided and exported, by whom and when; signs a checkpoint of it, asks for a time stamp",
     hs_verb_log},
    {"search", "CASE QUERY [--json]",
     "words, \"phrases\", AND OR NOT, prefix*, NEAR/5; title: author: outlet: voice: lang: date:", hs_verb_search},
    {"verify", "CASE [--checkpoint FILE [--tsr FILE --tsa CERTIFICATES]]",
     "checks every byte, the log and the case file; the log against a signed checkpoint and its time stamp",
     hs_verb_verify},
    {"rebuild", "CASE [-q]", "drops what is derived and makes it again", hs_verb_rebuild},
    {"docs", "CASE" FILTERS, "the documents, their copies, and what could not be read", hs_verb_table},
    {"claims", "CASE" FILTERS, "the ledger: who says what on whose word, origins, figures, denials", hs_verb_table},
    {"entities", "CASE" FILTERS, "people, organisations and places with their spellings", hs_verb_table},
    {"figures", "CASE" FILTERS, "every number with what it counts and who puts it forward", hs_verb_table},
    {"timeline", "CASE" FILTERS, "the days that the documents name, in order", hs_verb_table},
    {"origins", "CASE" FILTERS, "who took from whom, and what is left of many reports", hs_verb_table},
    {"show", "CASE ID [--json]", "one document, claim, entity or item whole, with where its words stand", hs_verb_show},
    {"dossier", "CASE -o DIR", "the case as pages that open from disk without a server", hs_verb_dossier},
    {"export", "CASE --format FORMAT [-o FILE]",
     "the case for other programs: jsonl, csv, graphml, ftm, webanno, claimreview (cleared claims); "
     "bagit: originals, case and log as a bag (-o DIR)",
     hs_verb_export},
    {"desk", "CASE [--port N] [--by NAME]", "the same pages in the browser of this machine, with search and rulings",
     hs_verb_desk},
    {"help", "[VERB]", "this list, or one verb's usage", hs_verb_help},
    {"same", "NAME NAME | --batch FILE [--kind KIND] [--json]", "whether two spellings can be one name, and why",
     hs_verb_same},
};
const size_t hs_verb_count = sizeof hs_verbs / sizeof *hs_verbs;

int hs_verb_failed(const char *verb, const hs_err *err)
{
    fprintf(stderr, "hearsay %s: ", verb);
    if (err->doc[0]) fprintf(stderr, "%s: ", err->doc);
    if (err->offset != HS_NOWHERE) fprintf(stderr, "at byte %" PRIu64 ": ", err->offset);
    fprintf(stderr, "%s\n", err->msg);
    return err->code == HS_ERR_USAGE ? HS_WRONG_USAGE : HS_NOTHING_DONE;
}

int hs_verb_misused(const char *verb, const char *why)
{
    fprintf(stderr, "hearsay %s: %s\n", verb, why);
    for (size_t i = 0; i < hs_verb_count; i++)
        if (!strcmp(hs_verbs[i].name, verb)) fprintf(stderr, "usage: hearsay %s %s\n", verb, hs_verbs[i].usage);
    return HS_WRONG_USAGE;
}

int hs_verb_help(int argc, char **argv)
{
    for (size_t i = 0; i < hs_verb_count; i++) {
        if (argc > 1 && strcmp(argv[1], hs_verbs[i].name) != 0) continue;
        printf("hearsay %s %s\n    %s\n", hs_verbs[i].name, hs_verbs[i].usage, hs_verbs[i].help);
    }
    return HS_DONE;
}
