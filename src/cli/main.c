#include "cli/verb.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        hs_verb_help(1, argv);
        return argc < 2 ? HS_WRONG_USAGE : HS_DONE;
    }
    if (!strcmp(argv[1], "--version")) return puts("hearsay " HS_VERSION) == EOF ? HS_NOTHING_DONE : HS_DONE;
    for (size_t i = 0; i < hs_verb_count; i++)
        if (!strcmp(argv[1], hs_verbs[i].name)) return hs_verbs[i].run(argc - 1, argv + 1);
    fprintf(stderr, "hearsay: there is no verb '%s'; 'hearsay help' lists them\n", argv[1]);
    return HS_WRONG_USAGE;
}
