#include "read/subtitle.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/decode.h"
#include "read/html_tree.h"
#include "read/para.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 4096, PAUSE_MS = 4000 /* after that a new paragraph begins */, LABEL = 40, LABEL_WORDS = 4 };

/* ---- times ---- */

/* "01:02:03,400", "02:03.400", in milliseconds; *at moves behind it. */
static bool take_time(hs_str s, size_t *at, int64_t *ms)
{
    int64_t part[3] = {0, 0, 0}, fraction = 0;
    int n = 0;
    size_t i = *at;
    for (; n < 3; n++) {
        size_t from = i;
        while (i < s.n && i - from < 5 && s.p[i] >= '0' && s.p[i] <= '9') part[n] = part[n] * 10 + (s.p[i++] - '0');
        if (i == from) return false;
        if (i >= s.n || s.p[i] != ':') break;
        i++;
    }
    if (n < 1 || n > 2) return false;
    if (i < s.n && (s.p[i] == '.' || s.p[i] == ',')) {
        int64_t scale = 100;
        for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, scale /= 10) fraction += (s.p[i] - '0') * scale;
    }
    *ms = (n == 2 ? part[0] * 3600 + part[1] * 60 + part[2] : part[0] * 60 + part[1]) * 1000 + fraction;
    *at = i;
    return true;
}

static void skip_blanks(hs_str s, size_t *at)
{
    while (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == '\t')) (*at)++;
}

static bool is_timing(hs_str line, int64_t *from, int64_t *to)
{
    size_t at = 0;
    skip_blanks(line, &at);
    if (!take_time(line, &at, from)) return false;
    skip_blanks(line, &at);
    if (line.n - at < 3 || memcmp(line.p + at, "-->", 3) != 0) return false;
    at += 3;
    skip_blanks(line, &at);
    return take_time(line, &at, to);
}

static size_t next_line(hs_str s, size_t at, hs_str *line)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at),
               *cr = memchr(s.p + at, '\r', (nl ? (size_t)(nl - s.p) : s.n) - at);
    size_t end = cr ? (size_t)(cr - s.p) : nl ? (size_t)(nl - s.p) : s.n;
    *line = (hs_str){s.p + at, end - at};
    if (end < s.n && s.p[end] == '\r') end++;
    return end < s.n && s.p[end] == '\n' ? end + 1 : end;
}

/* The first bytes without NULs, so that UTF-16 looks like ASCII. */
static hs_str ascii_of(hs_str raw, char out[SNIFFED])
{
    size_t n = 0;
    for (size_t i = 0; i < raw.n && i < 2 * SNIFFED && n < SNIFFED; i++)
        if (raw.p[i] && (unsigned char)raw.p[i] != 0xFF && (unsigned char)raw.p[i] != 0xFE) out[n++] = raw.p[i];
    return (hs_str){out, n};
}

int hs_subtitle_sniff(hs_str raw)
{
    char first[SNIFFED];
    hs_str s = ascii_of(raw, first), line;
    if (hs_str_starts(s, HS_STR("\xEF\xBB\xBF"))) s = (hs_str){s.p + 3, s.n - 3};
    if (hs_str_starts(s, HS_STR("WEBVTT")) && (s.n == 6 || strchr(" \t\r\n", s.p[6]))) return 95;
    int64_t from, to;
    int lines = 0;
    for (size_t at = 0; at < s.n && lines < 6;) {
        at = next_line(s, at, &line);
        lines += hs_str_trim(line).n > 0;
        if (is_timing(line, &from, &to)) return 92;
    }
    return 0;
}

/* ---- text ---- */

typedef struct {
    hs_doc *d;
    hs_writer w;
    hs_str text;
    int64_t from, to; /* of the cue in hand */
    int64_t before;   /* end of the cue before */
    uint32_t cue_at;  /* where the cue's clean text began */
    hs_str last;      /* line written last: rolling captions repeat it */
    bool open, said;  /* a block is open; the cue has words */
} cues;

static void locate(cues *c)
{
    char name[32];
    if (c->from < 0) {
        c->cue_at = (uint32_t)c->d->text.n;
        return;
    }
    int64_t s = c->from / 1000;
    snprintf(name, sizeof name, "%02d:%02d:%02d", (int)(s / 3600 % 100000), (int)(s / 60 % 60), (int)(s % 60));
    hs_doc_locate(c->d, c->cue_at, (hs_locator){.kind = HS_AT_TIME, .name = hs_doc_intern(c->d, hs_str_of(name))});
    c->cue_at = (uint32_t)c->d->text.n;
}

static void open_block(cues *c, hs_block_kind kind)
{
    hs_write_block(&c->w, kind);
    c->open = true;
}

/* The label of a speaker at the start of a line: "MARA VOSS:", "Mara Voss:"; its length, or 0. */
static size_t label_of(hs_str s)
{
    const char *colon = memchr(s.p, ':', s.n < LABEL ? s.n : LABEL);
    if (!colon || colon == s.p || (colon + 1 < s.p + s.n && colon[1] != ' ')) return 0;
    size_t n = (size_t)(colon - s.p), words = 0;
    bool start = true;
    for (size_t at = 0; at < n;) {
        uint32_t ch = hs_utf8_next(s, &at);
        if (start && !hs_uc_upper(ch)) return 0;
        words += start;
        start = ch == ' ';
        if (!hs_uc_letter(ch) && ch != ' ' && ch != '.' && ch != '-' && ch != '\'' && !hs_uc_digit(ch)) return 0;
    }
    return words <= LABEL_WORDS ? n : 0;
}

/* A tag at s[i]: its length, or 0. A voice tag names who speaks. */
static size_t tag_at(cues *c, hs_str s, size_t i)
{
    if (s.p[i] == '{' && i + 1 < s.n && s.p[i + 1] == '\\') {
        const char *end = memchr(s.p + i, '}', s.n - i);
        return end ? (size_t)(end + 1 - (s.p + i)) : 0;
    }
    if (s.p[i] != '<' || i + 1 >= s.n || !strchr("/bBcCiIlLrRuUvVfF0123456789", s.p[i + 1])) return 0;
    const char *end = memchr(s.p + i, '>', s.n - i);
    if (!end) return 0;
    hs_str tag = {s.p + i + 1, (size_t)(end - (s.p + i + 1))};
    if (tag.n > 2 && tag.p[0] == 'v' && (tag.p[1] == ' ' || tag.p[1] == '.')) {
        const char *space = memchr(tag.p, ' ', tag.n);
        hs_str voice = space ? hs_str_trim((hs_str){space, (size_t)(tag.p + tag.n - space)}) : (hs_str){NULL, 0};
        if (voice.n) {
            open_block(c, HS_BLOCK_TURN);
            hs_write_text(&c->w, (uint32_t)(voice.p - c->text.p), (uint32_t)voice.n);
            hs_write_speaker(&c->w);
            hs_write_made(&c->w, HS_STR(":"));
            hs_write_gap(&c->w);
        }
    }
    return tag.n + 2;
}

static void write_plain(cues *c, const char *from, size_t n)
{
    if (!c->open) open_block(c, HS_BLOCK_PARAGRAPH);
    hs_write_text(&c->w, (uint32_t)(from - c->text.p), (uint32_t)n);
}

static void write_words(cues *c, hs_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t ch = 0;
        bool tag = s.p[i] == '<' || s.p[i] == '{';
        if ((tag || s.p[i] == '&') && i > from) write_plain(c, s.p + from, i - from);
        if (tag || s.p[i] == '&') from = i;
        size_t n = tag ? tag_at(c, s, i) : s.p[i] == '&' ? hs_entity(s, i, &ch) : 0;
        if (n && !tag) {
            hs_buf b = {0};
            hs_utf8_put(&b, ch);
            if (!c->open) open_block(c, HS_BLOCK_PARAGRAPH);
            hs_write_as(&c->w, (uint32_t)(s.p + i - c->text.p), (uint32_t)n, (hs_str){b.p, b.n});
            hs_buf_free(&b);
        }
        if (n) from = i + n;
        i += n ? n : 1;
    }
    if (s.n > from) write_plain(c, s.p + from, s.n - from);
}

static bool ends_sentence(const cues *c)
{
    hs_str s = {c->d->text.p, c->d->text.n};
    return !s.n || hs_para_ends_sentence(s.n > 64 ? (hs_str){s.p + s.n - 64, 64} : s);
}

static void write_line(cues *c, hs_str line)
{
    hs_str s = hs_str_trim(line);
    if (!s.n || hs_str_eq(s, c->last)) return;
    size_t label = label_of(s);
    bool dash = s.n > 1 && (s.p[0] == '-' || hs_str_starts(s, HS_STR("–")) || hs_str_starts(s, HS_STR("—")));
    bool noise = (s.p[0] == '[' && s.p[s.n - 1] == ']') || (s.p[0] == '(' && s.p[s.n - 1] == ')');
    bool voice = s.n > 3 && !memcmp(s.p, "<v", 2);
    if (noise) {
        open_block(c, HS_BLOCK_CAPTION);
    } else if (label || dash) {
        open_block(c, HS_BLOCK_TURN);
    } else if (!voice && (!c->open || (!c->said && (ends_sentence(c) || c->from - c->before > PAUSE_MS)))) {
        open_block(c, HS_BLOCK_PARAGRAPH);
    } else if (c->open) {
        hs_write_gap(&c->w);
    }
    if (label) {
        hs_write_text(&c->w, (uint32_t)(s.p - c->text.p), (uint32_t)label);
        hs_write_speaker(&c->w);
    }
    write_words(c, (hs_str){s.p + label, s.n - label});
    if (noise) c->open = false;
    c->said = true;
    c->last = s;
}

/* The lines of a cue up to the blank line behind it. */
static size_t read_cue(cues *c, size_t at)
{
    int64_t from, to;
    c->said = false;
    while (at < c->text.n) {
        hs_str line, next;
        size_t behind = next_line(c->text, at, &line);
        if (!hs_str_trim(line).n || is_timing(line, &from, &to)) break;
        bool number = behind < c->text.n && strspn(line.p, "0123456789") >= hs_str_trim(line).n;
        if (number) next_line(c->text, behind, &next);
        if (number && is_timing(next, &from, &to)) break; /* a cue without a blank line before it */
        write_line(c, line);
        at = behind;
    }
    locate(c);
    c->before = c->to;
    return at;
}

bool hs_subtitle_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    cues c = {.d = d, .w = {.doc = d, .from = &t}, .text = t.text};
    hs_str line;
    bool vtt = hs_str_starts(t.text, HS_STR("WEBVTT"));
    d->media = hs_doc_intern(d, vtt ? HS_STR("text/vtt") : HS_STR("application/x-subrip"));
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    d->verdict = HS_READ_WHOLE;
    if (t.damaged) hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    for (size_t at = 0; at < t.text.n;) {
        at = next_line(t.text, at, &line);
        bool timed = is_timing(line, &c.from, &c.to);
        if (!timed && !memmem(line.p, line.n, "-->", 3)) continue;
        if (!timed) {
            c.from = c.to = -1;
            hs_doc_partly(d, "the times of some passages", "they are not written as times are");
        }
        at = read_cue(&c, at);
    }
    hs_write_end(&c.w);
    hs_decoded_free(&t);
    return true;
}
