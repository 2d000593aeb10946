#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/verb.h"

/* The option that a word names, with the value behind its "=" where there is one. */
static const hs_option *named(const char *word, const hs_option *options, size_t n, const char **value)
{
    size_t length = strcspn(word, "=");
    for (size_t i = 0; i < n; i++)
        if (strlen(options[i].name) == length && !strncmp(options[i].name, word, length)) {
            *value = word[length] ? word + length + 1 : NULL;
            return &options[i];
        }
    return NULL;
}

static bool number(const char *s, uint32_t *out)
{
    char *end;
    unsigned long v = strtoul(s, &end, 10);
    if (s[0] < '0' || s[0] > '9' || *end || v > HS_OPTION_MOST) return false;
    *out = (uint32_t)v;
    return true;
}

static int misused(const char *verb, const char *option, const char *why)
{
    hs_buf message = {0};
    hs_buf_printf(&message, "%s: %s", option, why);
    hs_verb_misused(verb, hs_buf_c(&message));
    hs_buf_free(&message);
    return -1;
}

int hs_options_take(int argc, char **argv, const hs_option *options, size_t n)
{
    int words = 0;
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        if (ended || argv[i][0] != '-' || !argv[i][1]) {
            argv[++words] = argv[i];
            continue;
        }
        if (!strcmp(argv[i], "--")) {
            ended = true;
            continue;
        }
        const hs_option *o = named(argv[i], options, n, &value);
        if (!o) return misused(argv[0], argv[i], "no such option");
        if (o->flag) {
            if (value) return misused(argv[0], o->name, "takes no value");
            *o->flag = true;
            continue;
        }
        if (!value && i + 1 < argc) value = argv[++i];
        if (!value) return misused(argv[0], o->name, "needs a value behind it");
        if (o->text) *o->text = value;
        if (o->number && !number(value, o->number)) return misused(argv[0], o->name, "needs a whole number behind it");
    }
    return words;
}
