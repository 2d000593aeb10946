#include "base/file.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "link/name_likeness.h"
#include "link/names.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char *const verdicts[] = {"same", "maybe", "different"};

static bool kind_of(const char *word, hs_kind *kind)
{
    for (uint32_t k = 0; k <= HS_OTHER; k++)
        if (!strcmp(word, hs_kind_name(k))) {
            *kind = (hs_kind)k;
            return true;
        }
    return false;
}

static void answer(hs_str a, hs_str b, hs_kind kind, bool json)
{
    hs_buf why = {0};
    const char *verdict = verdicts[hs_judge_names(a, b, kind, &why)];
    if (json) {
        hs_name_measures m;
        hs_name_measure_pair(a, b, kind, &m);
        json_t *o = json_pack("{s:s%,s:s%,s:s,s:s,s:{}}", "a", a.p, a.n, "b", b.p, b.n, "verdict", verdict, "why",
                              hs_buf_c(&why), "measures");
        json_t *measures = json_object_get(o, "measures");
        for (uint32_t i = 0; o && i < HS_NAME_MEASURES; i++)
            json_object_set_new(measures, hs_name_measure_name(i), json_real(m.of[i]));
        if (o) json_dumpf(o, stdout, JSON_COMPACT);
        json_decref(o);
        putchar('\n');
    } else {
        printf("%s\t%s\n", verdict, hs_buf_c(&why));
    }
    hs_buf_free(&why);
}

/* Lines of NAME TAB NAME [TAB KIND]. */
static int batch(const char *path, hs_kind kind, bool json)
{
    hs_err err = {0};
    hs_buf all = {0};
    if (!hs_file_read(path, (size_t)1 << 30, &all, &err)) return hs_verb_failed("same", &err);
    size_t line = 0;
    for (char *at = all.p, *end; at && *at; at = end) {
        end = strchr(at, '\n');
        end = end ? (*end = '\0', end + 1) : at + strlen(at);
        char *second = strchr(at, '\t'), *third = second ? strchr(second + 1, '\t') : NULL;
        hs_kind own = kind;
        line++;
        if (third) *third++ = '\0';
        if (!second || (third && !kind_of(third, &own))) {
            fprintf(stderr, "hearsay same: %s: line %zu is not NAME TAB NAME [TAB KIND]\n", path, line);
            hs_buf_free(&all);
            return HS_WRONG_USAGE;
        }
        *second++ = '\0';
        answer(hs_str_of(at), hs_str_of(second), own, json);
    }
    hs_buf_free(&all);
    return HS_DONE;
}

int hs_verb_same(int argc, char **argv)
{
    const char *file = NULL, *kind_word = NULL;
    hs_kind kind = HS_PERSON;
    bool json = false;
    const hs_option known[] = {{"--batch", .text = &file}, {"--kind", .text = &kind_word}, {"--json", .flag = &json}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    if (kind_word && !kind_of(kind_word, &kind))
        return hs_verb_misused("same", "--kind is person, organisation, place or other");
    if (file) return words ? hs_verb_misused("same", "--batch takes no names beside it") : batch(file, kind, json);
    if (words != 2) return hs_verb_misused("same", "two names are needed");
    answer(hs_str_of(argv[1]), hs_str_of(argv[2]), kind, json);
    return HS_DONE;
}
