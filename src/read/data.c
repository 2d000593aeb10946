#include "read/data.h"

#include "doc/children.h"
#include "read/write.h"

#include <string.h>

enum { SNIFFED = 65536, DECLARED = 200, LEAST_LINES = 5, MOST_BLOCKS = 4000000 };

static hs_str head_of(hs_str raw)
{
    hs_str s = {raw.p, raw.n < SNIFFED ? raw.n : SNIFFED};
    if (hs_str_starts(s, HS_STR("\xEF\xBB\xBF"))) s = (hs_str){s.p + 3, s.n - 3};
    return hs_str_trim(s);
}

/* The first byte behind white space from `at` on; 0 where there is none. */
static char first_from(hs_str s, size_t at)
{
    while (at < s.n && strchr(" \t\r\n", s.p[at])) at++;
    return at < s.n ? s.p[at] : '\0';
}

/* "{" before a name or nothing, "[" before a value that prose in brackets does not begin with. */
static bool is_json(hs_str s)
{
    char next = first_from(s, 1);
    bool object = s.p[0] == '{' && (next == '"' || next == '}');
    bool array = s.p[0] == '[' && next && strchr("{[\"", next);
    return (object &&
            (next == '}' || hs_str_find(s, HS_STR("\":")) != SIZE_MAX || hs_str_find(s, HS_STR("\" :")) != SIZE_MAX)) ||
           (array && (next != '"' || hs_str_find(s, HS_STR("\",")) != SIZE_MAX));
}

/* Where it is a page, the reader for pages is surer. */
static bool is_xml(hs_str s)
{
    if (hs_str_starts(s, HS_STR("<?xml"))) return true;
    size_t n = 1;
    while (s.p[0] == '<' && n < s.n && n < 64 && ((s.p[n] | 32) >= 'a' || strchr(":-_.0123456789", s.p[n]))) n++;
    return n > 1 && n < s.n && strchr(" \t\r\n>", s.p[n]) && hs_str_find(s, HS_STR("</")) != SIZE_MAX;
}

/* A line as programs and their settings have them, and hardly any prose. */
static bool is_code(hs_str w)
{
    static const char *const starts[] = {"#include", "#define",   "#if",     "#endif", "import ", "from __", "def ",
                                         "class ",   "function ", "var ",    "let ",   "const ",  "static ", "public ",
                                         "private ", "package ",  "return ", "if (",   "} else",  "for (",   "while (",
                                         "//",       "/*",        "<?php",   "elif ",  "@",       "self."};
    static const char *const inside[] = {" == ", " != ", " := ", "->", "=>", "();", "(self", " && ", " || ", "});"};
    char last = w.p[w.n - 1];
    if (last == ',' && w.n > 1 && strchr("'\"", w.p[w.n - 2])) return true;
    if (last == ';' || last == '{' || last == '}' || (last == '\\' && w.n > 1)) return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (hs_str_starts(w, hs_str_of(starts[i]))) return true;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (hs_str_find(w, hs_str_of(inside[i])) != SIZE_MAX) return true;
    const char *sign = memchr(w.p, '=', w.n);
    return sign && sign > w.p && !memchr(w.p, ' ', (size_t)(sign - w.p) - (sign[-1] == ' '));
}

static bool is_program(hs_str s)
{
    uint32_t all = 0, code = 0;
    for (size_t at = 0; at < s.n;) {
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        size_t end = nl ? (size_t)(nl - s.p) : s.n;
        hs_str w = hs_str_trim((hs_str){s.p + at, end - at});
        at = end + 1;
        if (!w.n) continue;
        all++;
        code += is_code(w);
    }
    return hs_str_starts(s, HS_STR("#!/")) || (all >= LEAST_LINES && code * 5 >= all * 2);
}

int hs_data_sniff(hs_str raw)
{
    hs_str s = head_of(raw);
    if (!s.n || hs_binary_kind(raw)) return 0;
    return is_json(s) || is_xml(s) ? 55 : is_program(s) ? 30 : 0;
}

/* What an XML declaration calls the character set. */
static hs_str declared(hs_str raw)
{
    hs_str s = {raw.p, raw.n < DECLARED ? raw.n : DECLARED};
    size_t end = hs_str_find(s, HS_STR("?>")), at = hs_str_find(s, HS_STR("encoding="));
    if (end == SIZE_MAX || at == SIZE_MAX || at + 10 >= end) return (hs_str){"", 0};
    const char *from = s.p + at + 10, *to = memchr(from, from[-1], end - at - 10);
    return to ? (hs_str){from, (size_t)(to - from)} : (hs_str){"", 0};
}

bool hs_data_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, declared(raw), &t, err)) return false;
    hs_writer w = {.doc = d, .from = &t};
    d->verdict = HS_READ_WHOLE;
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    for (size_t at = 0; at < t.text.n && d->blocks.n < MOST_BLOCKS;) {
        const char *nl = memchr(t.text.p + at, '\n', t.text.n - at);
        size_t end = nl ? (size_t)(nl - t.text.p) : t.text.n;
        hs_write_block(&w, HS_BLOCK_CELL);
        hs_write_text(&w, (uint32_t)at, (uint32_t)(end - at));
        at = end + 1;
    }
    hs_write_end(&w);
    hs_str s = head_of(raw);
    if (s.n && (is_json(s) || is_xml(s)))
        d->media = hs_doc_intern(d, is_json(s) ? HS_STR("application/json") : HS_STR("application/xml"));
    d->language = hs_doc_intern(d, HS_STR("zxx")); /* BCP 47: no linguistic content */
    hs_doc_partly(d, "who says what", "data, not prose: kept for search");
    hs_decoded_free(&t);
    return true;
}
