#include "parse/languages.h"

static const hs_rules no_words;

const hs_language hs_languages[] = {
    {"en", "en.model", &hs_english, true}, {"de", "de.model", &no_words, false}, {"eo", "eo.model", &no_words, false},
    {"es", "es.model", &no_words, false},  {"fr", "fr.model", &no_words, false}, {"tr", "tr.model", &no_words, false},
};
const size_t hs_language_count = sizeof hs_languages / sizeof *hs_languages;

const hs_language *hs_language_of(hs_str code)
{
    if (!code.n) return &hs_languages[0];
    for (size_t i = 0; i < hs_language_count; i++) {
        hs_str name = hs_str_of(hs_languages[i].code);
        if (code.n < name.n || !hs_str_ieq((hs_str){code.p, name.n}, name)) continue;
        if (code.n == name.n || code.p[name.n] == '-' || code.p[name.n] == '_') return &hs_languages[i];
    }
    return NULL;
}
