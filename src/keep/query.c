#include "keep/query.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "keep/words.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4096, DEEPEST = 32, NEAR_BY_ITSELF = 10, NEAR_MOST = 1000 };

static const char everywhere[] = "{text title author outlet} : ";
static const char *const fields[] = {"text", "title", "author", "outlet", "voice", "lang", "date"};

typedef struct {
    hs_str q;
    size_t at;
    int depth;
    hs_buf *out;
    hs_err *err;
} parser;

static bool wrong(const parser *p, size_t at, const char *why)
{
    return hs_fail(p->err, HS_ERR_USAGE, NULL, at, "%s", why);
}

static void skip_space(parser *p)
{
    for (size_t at; (at = p->at) < p->q.n;) {
        if (!hs_uc_space(hs_utf8_next(p->q, &at))) return;
        p->at = at;
    }
}

/* Opening and closing marks of a phrase. */
static bool is_quote(uint32_t c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB;
}

/* The bytes up to the next blank, bracket or quotation mark. */
static hs_str peek_bare(const parser *p)
{
    size_t end = p->at;
    for (size_t at = end; at < p->q.n; end = at) {
        uint32_t c = hs_utf8_next(p->q, &at);
        if (hs_uc_space(c) || c == '(' || c == ')' || is_quote(c)) break;
    }
    return (hs_str){p->q.p + p->at, end - p->at};
}

static bool take_operator(parser *p, const char *name)
{
    skip_space(p);
    if (!hs_str_eq(peek_bare(p), hs_str_of(name))) return false;
    p->at += strlen(name);
    return true;
}

/* "NEAR" or "NEAR/5". */
static bool take_near(parser *p, int *distance)
{
    skip_space(p);
    hs_str s = peek_bare(p);
    *distance = NEAR_BY_ITSELF;
    if (!hs_str_starts(s, HS_STR("NEAR"))) return false;
    if (s.n > 4) {
        if (s.p[4] != '/' || s.n == 5 || s.n > 8) return false;
        *distance = 0;
        for (size_t i = 5; i < s.n; i++) {
            if (s.p[i] < '0' || s.p[i] > '9') return false;
            *distance = *distance * 10 + (s.p[i] - '0');
        }
    }
    p->at += s.n;
    return true;
}

static bool add_word(hs_span at, hs_str word, void *ctx)
{
    (void)at;
    hs_buf *b = ctx;
    if (b->n) hs_buf_char(b, ' ');
    hs_buf_add(b, word.p, word.n);
    return true;
}

/* A day, month or year as the index has it: its digits. */
static bool date_word(hs_str s, hs_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!digit && !(s.p[i] == '-' && (i == 4 || i == 7))) return false;
        if (digit) hs_buf_char(out, s.p[i]);
    }
    return out->n == 4 || out->n == 6 || out->n == 8;
}

/* One word or phrase, quoted for FTS5. */
static bool words(parser *p, bool date, hs_buf *out)
{
    skip_space(p);
    size_t from = p->at, at = p->at;
    if (at == p->q.n) return wrong(p, at, "a word is missing here");
    bool quoted = is_quote(hs_utf8_next(p->q, &at));
    hs_str s = peek_bare(p);
    if (quoted) {
        size_t start = at, end = at;
        bool closed = false;
        while (at < p->q.n && !closed) {
            end = at;
            closed = is_quote(hs_utf8_next(p->q, &at));
        }
        if (!closed) return wrong(p, from, "this quotation mark is never closed");
        s = (hs_str){p->q.p + start, end - start};
        p->at = at;
    } else {
        p->at += s.n;
    }
    bool prefix = quoted ? p->at < p->q.n && p->q.p[p->at] == '*' : s.n > 0 && s.p[s.n - 1] == '*';
    if (prefix && quoted) p->at++;
    if (prefix && !quoted) s.n--;
    hs_buf folded = {0};
    bool ok = true;
    if (!date) {
        hs_words_each(s, add_word, &folded);
    } else if (!date_word(s, &folded)) {
        ok = wrong(p, from, "a date is a day, a month or a year: date:2016-02-22, date:2016-02, date:2016");
    }
    if (ok && !folded.n) ok = wrong(p, from, "there is no word here to look for");
    if (ok) hs_buf_printf(out, "\"%s\"%s", folded.p, prefix ? " *" : "");
    hs_buf_free(&folded);
    return ok;
}

/* "title:" in front of words. A name before a colon that is no field is an error, or a typing error would find
 * nothing without a word. */
static bool take_field(parser *p, const char **field)
{
    hs_str s = peek_bare(p);
    const char *colon = memchr(s.p, ':', s.n);
    *field = NULL;
    if (!colon || colon == s.p) return true;
    hs_str name = {s.p, (size_t)(colon - s.p)};
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] | 0x20) < 'a' || (name.p[i] | 0x20) > 'z') return true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (hs_str_ieq(name, hs_str_of(fields[i]))) *field = fields[i];
    if (!*field)
        return wrong(p, p->at,
                     "there is no such field: text, title, author, outlet, voice, lang and date are; words with a "
                     "colon go between quotation marks");
    p->at += name.n + 1;
    return true;
}

static bool near(parser *p)
{
    const char *field;
    hs_buf list = {0};
    int distance, least = 0;
    skip_space(p);
    bool ok = take_field(p, &field), date = ok && field && !strcmp(field, "date");
    ok = ok && words(p, date, &list);
    while (ok && take_near(p, &distance)) {
        if (distance > NEAR_MOST) distance = NEAR_MOST;
        if (!least || distance < least) least = distance ? distance : 1;
        hs_buf_char(&list, ' ');
        ok = words(p, date, &list);
    }
    if (ok && field) hs_buf_printf(p->out, "{%s} : ", field);
    if (ok && !field) hs_buf_str(p->out, everywhere);
    if (ok) hs_buf_printf(p->out, least ? "NEAR(%s, %d)" : "%s", hs_buf_c(&list), least);
    hs_buf_free(&list);
    return ok;
}

static bool either(parser *p);

static bool one(parser *p)
{
    skip_space(p);
    if (p->at == p->q.n || p->q.p[p->at] != '(') return near(p);
    size_t from = p->at++;
    if (++p->depth > DEEPEST) return wrong(p, from, "brackets nested too deep");
    hs_buf_char(p->out, '(');
    if (!either(p)) return false;
    skip_space(p);
    if (p->at == p->q.n || p->q.p[p->at] != ')') return wrong(p, from, "this bracket is never closed");
    p->at++;
    p->depth--;
    hs_buf_char(p->out, ')');
    return true;
}

static bool but(parser *p)
{
    hs_buf *outer = p->out, inner = {0};
    p->out = &inner;
    bool ok = one(p), excludes = false;
    while (ok && take_operator(p, "NOT")) {
        hs_buf_str(&inner, " NOT ");
        excludes = true;
        ok = one(p);
    }
    p->out = outer;
    hs_buf_printf(outer, excludes ? "(%s)" : "%s", hs_buf_c(&inner));
    hs_buf_free(&inner);
    return ok;
}

/* Whether another part of an `all` begins here. */
static bool more(parser *p)
{
    skip_space(p);
    return p->at < p->q.n && p->q.p[p->at] != ')' && !hs_str_eq(peek_bare(p), HS_STR("OR"));
}

static bool all(parser *p)
{
    if (!but(p)) return false;
    while (more(p)) {
        take_operator(p, "AND");
        hs_buf_str(p->out, " AND ");
        if (!but(p)) return false;
    }
    return true;
}

static bool either(parser *p)
{
    if (!all(p)) return false;
    while (take_operator(p, "OR")) {
        hs_buf_str(p->out, " OR ");
        if (!all(p)) return false;
    }
    return true;
}

bool hs_query_translate(hs_str query, hs_buf *out, hs_err *err)
{
    parser p = {.q = query, .out = out, .err = err};
    if (query.n > LONGEST) return wrong(&p, LONGEST, "this query is too long");
    size_t bad = hs_utf8_bad(query);
    if (bad != SIZE_MAX) return wrong(&p, bad, "this is no valid UTF-8");
    if (!either(&p)) return false;
    skip_space(&p);
    return p.at == query.n || wrong(&p, p.at, "this bracket was never opened");
}
