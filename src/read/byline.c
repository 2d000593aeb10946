#include "read/byline.h"

#include "read/stamp.h"

#include <string.h>

enum { MAX_BYLINE = 160 };

/* Sorted from long to short where one begins another. */
static const char *const openers[] = {
    "read more about ", "written by ", "written by: ", "posted by ", "posted by: ", "published by ",
    "reviewed by ",     "article by ", "story by ",    "recipe by ", "words by ",   "text by ",
    "submitted by ",    "updated by ", "reported by ", "by: ",       "by ",         "by\n",
    "author: ",         "authors: ",   "author ",      "von ",       "par ",        "por "};

static bool drop_prefix(hs_str *s, const char *const *prefixes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(prefixes[i]);
        if (s->n <= k || !hs_str_ieq((hs_str){s->p, k}, hs_str_of(prefixes[i]))) continue;
        *s = hs_str_trim((hs_str){s->p + k, s->n - k});
        return true;
    }
    return false;
}

/* Where a name ends: a bar, a bullet, a digit, "wrote", "for", a bracket … */
static size_t name_end(hs_str s)
{
    static const char *const stops[] = {
        " | ",           "|",           " • ",    " · ",     " / ",  " — ",          " – ",
        " - ",           " on ",        " wrote", ", wrote", " (",   " for ",        " Published",
        " Updated",      " Posted",     " Last ", " @",      " in ", " Reviewed by", " Edited by",
        " Fact checked", " Medically ", " ⋅ ",    "  "};
    size_t end = s.n;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t at = hs_str_find((hs_str){s.p, end}, hs_str_of(stops[i]));
        if (at != SIZE_MAX && at > 0) end = at;
    }
    size_t from;
    if (hs_stamp_find((hs_str){s.p, end}, &from, NULL) != HS_NO_DAY && from > 0) end = from;
    return end;
}

static bool trailing(char c)
{
    return c == ',' || c == ';' || c == ':' || c == '-' || c == '|' || c == ' ' || c == '\n' || c == '\t';
}

static bool is_role(hs_str word)
{
    static const char *const roles[] = {"analyst",       "associate", "author",     "columnist",  "contributor",
                                        "correspondent", "director",  "editor",     "educator",   "educators",
                                        "expert",        "founder",   "gardener",   "journalist", "manager",
                                        "officer",       "reporter",  "specialist", "staff",      "writer"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (hs_str_ieq(word, hs_str_of(roles[i]))) return true;
    return false;
}

static hs_str last_word(hs_str s)
{
    size_t from = s.n;
    while (from > 0 && s.p[from - 1] != ' ') from--;
    return (hs_str){s.p + from, s.n - from};
}

/* "Jane Doe, Security Expert" and "Jane Doe Writer" to "Jane Doe". */
static hs_str without_role(hs_str s)
{
    const char *comma = memchr(s.p, ',', s.n);
    hs_str last = last_word(s);
    if (comma && comma > s.p && is_role(last)) return (hs_str){s.p, (size_t)(comma - s.p)};
    size_t words = 1;
    for (size_t i = 0; i < s.n; i++) words += s.p[i] == ' ';
    return words >= 3 && is_role(last) ? hs_str_trim((hs_str){s.p, s.n - last.n}) : s;
}

static bool no_name(hs_str s)
{
    static const char *const words[] = {"updated", "published", "author", "the author",
                                        "authors", "written",   "posted", "by"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (hs_str_ieq(s, hs_str_of(words[i]))) return true;
    bool small = s.p[0] >= 'a' && s.p[0] <= 'z';
    return small && memchr(s.p, ' ', s.n);
}

hs_str hs_byline_name(hs_str s)
{
    s = hs_str_trim(s);
    if (s.n > MAX_BYLINE) return (hs_str){"", 0};
    for (unsigned k = 0; k < 2 && drop_prefix(&s, openers, sizeof openers / sizeof *openers); k++) continue;
    while (s.n && (trailing(s.p[0]) || s.p[0] == '&')) s = (hs_str){s.p + 1, s.n - 1};
    if (!s.n) return s;
    s.n = name_end(s);
    s = without_role(s);
    while (s.n && trailing(s.p[s.n - 1])) s.n--;
    if (s.n < 2 || s.n > 100 || no_name(s) || hs_stamp_find(s, NULL, NULL) != HS_NO_DAY) return (hs_str){"", 0};
    size_t words = 1;
    for (size_t i = 0; i < s.n; i++) words += s.p[i] == ' ';
    return words <= 12 ? s : (hs_str){"", 0};
}

bool hs_byline_says_by(hs_str s)
{
    return drop_prefix(&s, openers, sizeof openers / sizeof *openers);
}

hs_str hs_copyright_owner(hs_str s)
{
    static const char *const marks[] = {"©", "(c)", "copyright", "©"};
    for (unsigned k = 0; k < 2; k++) drop_prefix(&s, marks, sizeof marks / sizeof *marks);
    while (s.n && s.p[0] >= '0' && s.p[0] <= '9') s = (hs_str){s.p + 1, s.n - 1};
    s = hs_str_trim(s);
    size_t n = 0;
    while (n < s.n && s.p[n] != '.' && s.p[n] != '|' && s.p[n] != ',' && !(s.p[n] >= '0' && s.p[n] <= '9')) n++;
    return hs_str_trim((hs_str){s.p, n});
}

hs_str hs_address_host(hs_str address)
{
    size_t at = hs_str_find(address, HS_STR("://"));
    if (at == SIZE_MAX) return (hs_str){"", 0};
    hs_str host = {address.p + at + 3, address.n - at - 3};
    if (hs_str_starts(host, HS_STR("www."))) host = (hs_str){host.p + 4, host.n - 4};
    size_t n = 0;
    while (n < host.n && host.p[n] != '/' && host.p[n] != ':' && host.p[n] != '?') n++;
    return (hs_str){host.p, n};
}
