#include "read/chat.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/decode.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 16384, NAME_BYTES = 80, NAME_WORDS = 7 };

/* ---- the time that begins a message ---- */

typedef struct {
    int number[3]; /* of the date, as written */
    int hour, minute, second;
    hs_str written; /* "05/03/2021, 10:15" */
    size_t end;     /* where the message goes on */
} stamp;

static size_t skip_marks(hs_str s, size_t at)
{
    while (at < s.n) { /* byte order marks, direction marks, blanks */
        size_t next = at;
        uint32_t c = hs_utf8_next(s, &next);
        if (c != 0xFEFF && c != 0x200E && c != 0x200F && c != ' ' && c != 0xA0 && c != 0x202F) break;
        at = next;
    }
    return at;
}

static bool take_number(hs_str s, size_t *at, size_t most, int *out)
{
    size_t from = *at;
    *out = 0;
    while (*at < s.n && *at - from < most && s.p[*at] >= '0' && s.p[*at] <= '9')
        *out = *out * 10 + (s.p[(*at)++] - '0');
    return *at > from;
}

/* " PM", " p. m.", " a.m." */
static size_t take_half(hs_str s, size_t at, int *hour)
{
    size_t i = skip_marks(s, at);
    char half = i < s.n ? (char)(s.p[i] | 32) : 0;
    if (half != 'a' && half != 'p') return at;
    i++;
    while (i < s.n && (s.p[i] == '.' || s.p[i] == ' ')) i++;
    if (i >= s.n || (s.p[i] | 32) != 'm') return at;
    i++;
    if (i < s.n && s.p[i] == '.') i++;
    if (half == 'p' && *hour < 12) *hour += 12;
    if (half == 'a' && *hour == 12) *hour = 0;
    return i;
}

static bool take_stamp(hs_str s, stamp *t)
{
    size_t at = skip_marks(s, 0);
    bool bracket = at < s.n && s.p[at] == '[';
    if (bracket) at++;
    size_t from = at;
    for (int i = 0; i < 3; i++) {
        if (!take_number(s, &at, 4, &t->number[i])) return false;
        if (i < 2 && (at >= s.n || !strchr("/.-", s.p[at++]))) return false;
    }
    if (at < s.n && s.p[at] == '.') at++;
    if (at < s.n && s.p[at] == ',') at++;
    if (at < s.n && s.p[at] == 'T') at++;
    at = skip_marks(s, at);
    if (!take_number(s, &at, 2, &t->hour) || at >= s.n || (s.p[at] != ':' && s.p[at] != '.')) return false;
    at++;
    if (!take_number(s, &at, 2, &t->minute) || t->hour > 24 || t->minute > 59) return false;
    t->second = 0;
    if (at < s.n && s.p[at] == ':') {
        at++;
        if (!take_number(s, &at, 2, &t->second)) return false;
    }
    at = take_half(s, at, &t->hour);
    t->written = (hs_str){s.p + from, at - from};
    if (bracket) {
        if (at >= s.n || s.p[at] != ']') return false;
        at++;
    } else {
        at = skip_marks(s, at);
        if (at >= s.n || s.p[at] != '-') return false;
        at++;
    }
    t->end = skip_marks(s, at);
    return true;
}

/* Length of the name before a message's colon, or 0: a note of the messenger itself. */
static size_t name_of(hs_str s)
{
    const char *colon = memchr(s.p, ':', s.n < NAME_BYTES ? s.n : NAME_BYTES);
    if (!colon || colon == s.p) return 0;
    size_t n = (size_t)(colon - s.p), words = 1;
    for (size_t i = 0; i < n; i++) {
        if (s.p[i] == '"') return 0;
        words += s.p[i] == ' ';
    }
    return words <= NAME_WORDS ? n : 0;
}

static size_t next_line(hs_str s, size_t at, hs_str *line)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    size_t end = nl ? (size_t)(nl - s.p) : s.n;
    *line = (hs_str){s.p + at, end - at};
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    return nl ? end + 1 : end;
}

int hs_chat_sniff(hs_str raw)
{
    hs_str s = {raw.p, raw.n < SNIFFED ? raw.n : SNIFFED}, line;
    int messages = 0, named = 0;
    bool first = true;
    stamp t;
    if (hs_binary_kind(raw)) return 0;
    for (size_t at = 0; at < s.n;) {
        at = next_line(s, at, &line);
        if (!hs_str_trim(line).n) continue;
        bool message = take_stamp(line, &t);
        if (first && !message) return 0;
        first = false;
        messages += message;
        named += message && name_of((hs_str){line.p + t.end, line.n - t.end}) > 0;
    }
    return messages > 1 && named > 0 ? 85 : 0;
}

/* ---- reading ---- */

typedef enum { ORDER_OPEN, DAY_FIRST, MONTH_FIRST } order;

/* The order of day and month, where some date of the chat leaves no choice. */
static order order_of(hs_str text)
{
    hs_str line;
    stamp t;
    for (size_t at = 0; at < text.n;) {
        at = next_line(text, at, &line);
        if (!take_stamp(line, &t) || t.number[0] > 31) continue;
        if (t.number[0] > 12) return DAY_FIRST;
        if (t.number[1] > 12) return MONTH_FIRST;
        if (memchr(t.written.p, '.', t.written.n < 5 ? t.written.n : 5)) return DAY_FIRST; /* "05.03.21" */
    }
    return ORDER_OPEN;
}

static hs_day day_of(const stamp *t, order o)
{
    const int *n = t->number;
    if (n[0] > 31) return hs_day_of(n[0], n[1], n[2]);
    int year = n[2] < 100 ? 2000 + n[2] : n[2];
    return o == DAY_FIRST ? hs_day_of(year, n[1], n[0]) : o == MONTH_FIRST ? hs_day_of(year, n[0], n[1]) : HS_NO_DAY;
}

static void locate(hs_doc *d, uint32_t from, const stamp *t, order o)
{
    char day[HS_DAY_TEXT];
    hs_buf name = {0};
    hs_day when = day_of(t, o);
    hs_day_text(when, day);
    if (when == HS_NO_DAY) {
        hs_buf_add(&name, t->written.p, t->written.n);
    } else {
        hs_buf_printf(&name, "%s %02d:%02d", day, t->hour, t->minute);
        if (t->second) hs_buf_printf(&name, ":%02d", t->second);
    }
    hs_doc_locate(d, from, (hs_locator){.kind = HS_AT_TIME, .name = hs_doc_intern(d, (hs_str){name.p, name.n})});
    if (d->published_day == HS_NO_DAY && when != HS_NO_DAY) {
        d->published_day = when;
        d->published = hs_doc_intern(d, hs_str_of(day));
        d->published_by = hs_doc_intern(d, HS_STR("visible"));
    }
    hs_buf_free(&name);
}

static void begin(hs_writer *w, hs_str text, hs_str said)
{
    size_t name = name_of(said);
    hs_write_block(w, name ? HS_BLOCK_TURN : HS_BLOCK_CAPTION);
    if (name) {
        hs_write_text(w, (uint32_t)(said.p - text.p), (uint32_t)name);
        hs_write_speaker(w);
    }
    hs_write_text(w, (uint32_t)(said.p + name - text.p), (uint32_t)(said.n - name));
}

bool hs_chat_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    order o = order_of(t.text);
    hs_writer w = {.doc = d, .from = &t};
    hs_str line;
    stamp now = {0}, next;
    uint32_t from = 0;
    bool any = false;
    for (size_t at = 0; at < t.text.n;) {
        at = next_line(t.text, at, &line);
        if (take_stamp(line, &next)) {
            if (any) locate(d, from, &now, o);
            from = (uint32_t)d->text.n;
            now = next;
            any = true;
            begin(&w, t.text, (hs_str){line.p + next.end, line.n - next.end});
        } else if (any) {
            hs_write_gap(&w);
            hs_write_text(&w, (uint32_t)(line.p - t.text.p), (uint32_t)line.n);
        }
    }
    hs_write_end(&w);
    if (any) locate(d, from, &now, o);
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    d->verdict = HS_READ_WHOLE;
    if (t.damaged) hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    hs_decoded_free(&t);
    return true;
}
