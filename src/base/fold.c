#include "base/fold.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* Letters that NFKD leaves whole. */
static const struct {
    uint32_t c;
    const char *as;
} letters[] = {{0xDF, "ss"},  {0xE6, "ae"}, {0xF0, "d"},   {0xF8, "o"},    {0xFE, "th"},   {0x111, "d"},  {0x127, "h"},
               {0x131, "i"},  {0x142, "l"}, {0x153, "oe"}, {0x167, "t"},   {0x259, "e"},   {0x2018, "'"}, {0x2019, "'"},
               {0x201B, "'"}, {0x2BC, "'"}, {0x2BB, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}};

static const char *letter(uint32_t c)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].c == c) return letters[i].as;
    return NULL;
}

typedef struct {
    hs_buf *out;
    size_t start;
    bool blank; /* white space waits to be written before the next letter */
} sink;

static void put(sink *s, uint32_t c)
{
    if (hs_uc_space(c)) {
        s->blank = s->out->n > s->start;
        return;
    }
    if (s->blank) hs_buf_char(s->out, ' ');
    s->blank = false;
    c = hs_uc_tolower(c);
    if (c < 0x80) {
        hs_buf_char(s->out, (char)c);
    } else if (letter(c)) {
        hs_buf_str(s->out, letter(c));
    } else if (c >= 0x2010 && c <= 0x2015) {
        hs_buf_char(s->out, '-');
    } else {
        hs_utf8_put(s->out, c);
    }
}

/* As put, for the letters that most text is made of. */
static void put_ascii(sink *s, char c)
{
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
        s->blank = s->out->n > s->start;
        return;
    }
    if (s->blank) hs_buf_char(s->out, ' ');
    s->blank = false;
    hs_buf_char(s->out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
}

static bool is_mark(uint32_t c)
{
    int8_t type = u_charType((UChar32)c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

void hs_fold(hs_str s, hs_buf *out)
{
    sink to = {out, out->n, false};
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = NULL;
    for (size_t at = 0; at < s.n;) {
        if ((unsigned char)s.p[at] < 0x80) {
            put_ascii(&to, s.p[at++]);
            continue;
        }
        uint32_t c = hs_utf8_next(s, &at);
        if (letter(c)) {
            put(&to, c);
            continue;
        }
        if (is_mark(c)) continue;
        if (!nfkd) nfkd = unorm2_getNFKDInstance(&status);
        UChar wide[32];
        char narrow[100];
        int32_t n = U_SUCCESS(status) ? unorm2_getDecomposition(nfkd, (UChar32)c, wide, 32, &status) : -1, bytes = 0;
        if (n > 0) u_strToUTF8(narrow, sizeof narrow, &bytes, wide, n, &status);
        if (n <= 0 || U_FAILURE(status)) put(&to, c);
        hs_str parts = {narrow, U_SUCCESS(status) ? (size_t)bytes : 0};
        for (size_t i = 0; i < parts.n;) {
            uint32_t part = hs_utf8_next(parts, &i);
            if (!is_mark(part)) put(&to, part);
        }
        status = U_ZERO_ERROR;
    }
}

static bool all_latin(hs_str s)
{
    for (size_t at = 0; at < s.n;)
        if (hs_utf8_next(s, &at) > 0x24F) return false;
    return true;
}

void hs_romanise(hs_str s, hs_buf *out)
{
    static const UChar id[] = u"Any-Latin";
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *t = all_latin(s) ? NULL : utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (!t || s.n > INT32_MAX / 8) {
        if (t) utrans_close(t);
        hs_fold(s, out);
        return;
    }
    int32_t cap = (int32_t)s.n * 4 + 64, n = 0;
    UChar *wide = hs_malloc((size_t)cap * sizeof *wide);
    char *narrow = hs_malloc((size_t)cap * 3);
    u_strFromUTF8WithSub(wide, cap, &n, s.p, (int32_t)s.n, 0xFFFD, NULL, &status);
    int32_t limit = n;
    utrans_transUChars(t, wide, &n, cap, 0, &limit, &status);
    int32_t bytes = 0;
    u_strToUTF8(narrow, cap * 3, &bytes, wide, n, &status);
    if (U_SUCCESS(status)) {
        hs_fold((hs_str){narrow, (size_t)bytes}, out);
    } else {
        hs_fold(s, out);
    }
    utrans_close(t);
    free(wide);
    free(narrow);
}

bool hs_mixed_script(hs_str s)
{
    int32_t seen = USCRIPT_COMMON;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F) return true;
        UErrorCode status = U_ZERO_ERROR;
        int32_t script = uscript_getScript((UChar32)c, &status);
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
        bool kanji = (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) &&
                     (seen == USCRIPT_HAN || seen == USCRIPT_HIRAGANA || seen == USCRIPT_KATAKANA);
        if (seen != USCRIPT_COMMON && script != seen && !kanji) return true;
        seen = script;
    }
    return false;
}
