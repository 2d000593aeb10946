/* hearsay-train: trains what parse/, read/ and find/ ship. */
#include "learn/command.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *help;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"net", "tags, lemmas, trees and entities: --trees FILE… --entities FILE… --text FILE… --dev-trees FILE --out FILE",
     hs_train_net},
    {"segmenter", "tokens and sentences: --trees FILE… --dev-trees FILE --out FILE", hs_train_segmenter},
    {"pack", "the parts in one model file: MODEL split=FILE net=FILE", hs_train_pack},
    {"pages", "what is a page's main text: DIR… [--out FILE]; a DIR holds NAME.html and NAME.txt", hs_train_pages},
    {"attributions",
     "what is a cue, where its content ends: --annotated FILE.jsonl… [--units FILE.conllu] [--dev FILE.jsonl] [--out "
     "FILE]",
     hs_train_attributions},
};

int main(int argc, char **argv)
{
    size_t n = sizeof commands / sizeof *commands;
    for (size_t i = 0; argc > 1 && i < n; i++)
        if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 2, argv + 2);
    fprintf(stderr, "usage: hearsay-train COMMAND [OPTION VALUE]…\n");
    for (size_t i = 0; i < n; i++) fprintf(stderr, "  %s  %s\n", commands[i].name, commands[i].help);
    return 2;
}
