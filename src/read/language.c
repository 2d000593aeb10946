#include "read/language.h"

#include <string.h>

/* CLD2 has no C interface. These two functions take and give plain C types, so their C++ names (Itanium ABI, as every
 * Linux C++ compiler makes them) are enough to call them, and no C++ compiler is needed to build. */
int cld2_detect(const char *text, int n, bool plain, bool *reliable) __asm__("_ZN4CLD214DetectLanguageEPKcibPb");
const char *cld2_code(int language) __asm__("_ZN4CLD212LanguageCodeENS_8LanguageE");

enum { SAMPLE = 256 * 1024 };

static size_t sample(const hs_doc *d)
{
    if (d->text.n <= SAMPLE) return d->text.n;
    size_t n = SAMPLE;
    while (n > 0 && ((unsigned char)d->text.p[n] & 0xC0) == 0x80) n--;
    return n;
}

void hs_language_find(hs_doc *d)
{
    bool reliable = false;
    int language = cld2_detect(d->text.p, (int)sample(d), true, &reliable);
    const char *code = cld2_code(language);
    if (!reliable || !strcmp(code, "un")) return;
    if (!strcmp(code, "iw")) code = "he";
    if (!strcmp(code, "jw")) code = "jv";
    if (!strcmp(code, "no")) code = "nb";
    d->language = hs_doc_intern(d, hs_str_of(code));
}
