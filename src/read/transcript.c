#include "read/transcript.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/decode.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 65536, MOST_LINES = 60 /* of a page */, LABEL = 48, LABEL_WORDS = 5, HEADING = 60 };

/* ---- a line and what it begins with ---- */

typedef enum { SAYS_NOTHING, SAYS_QUESTION, SAYS_ANSWER, SAYS_LABEL, SAYS_BY } said;

typedef struct {
    hs_str text;   /* without number, time and white space at the ends */
    uint32_t line; /* the number printed before it; 0 where none */
    hs_str time;   /* "00:01:15"; n == 0 where none */
    uint32_t page; /* the line is a page's number */
    uint32_t tail; /* the number at the line's end, far from its words: a page's, in the head of one */
    bool feed;     /* a form feed stands in it */
    said says;
    size_t label; /* length of the label that the text begins with: "Q", "THE COURT" */
} line;

static bool blank_at(hs_str s, size_t at)
{
    return at < s.n && (s.p[at] == ' ' || s.p[at] == '\t');
}

static size_t digits(hs_str s, uint32_t *number)
{
    size_t n = 0;
    *number = 0;
    while (n < s.n && n < 5 && s.p[n] >= '0' && s.p[n] <= '9') *number = *number * 10 + (uint32_t)(s.p[n++] - '0');
    return n;
}

/* "[00:01:15]", "(1:15)", "00:01:15": its length. */
static size_t time_at(hs_str s, hs_str *time)
{
    bool open = s.n && (s.p[0] == '[' || s.p[0] == '(');
    size_t at = open, colons = 0, from = at;
    while (at < s.n && at - from < 12 && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == ':' || s.p[at] == '.'))
        colons += s.p[at++] == ':';
    if (!colons || colons > 3 || at - from < 4) return 0;
    if (open && (at >= s.n || (s.p[at] != ']' && s.p[at] != ')'))) return 0;
    if (!open && !blank_at(s, at)) return 0;
    *time = (hs_str){s.p + from, at - from};
    return at + open;
}

/* The label before a colon: capitals alone, or capitalised words where a time stands before it. */
static size_t label_at(hs_str s, bool timed)
{
    const char *colon = memchr(s.p, ':', s.n < LABEL ? s.n : LABEL);
    size_t n = colon ? (size_t)(colon - s.p) : 0, words = 1;
    bool start = true, letters = false;
    if (n < 2 || (n + 1 < s.n && !blank_at(s, n + 1))) return 0;
    for (size_t at = 0; at < n;) {
        uint32_t c = hs_utf8_next((hs_str){s.p, n}, &at);
        if (start && !hs_uc_upper(c)) return 0;
        if (!timed && hs_uc_lower(c)) return 0;
        if (!hs_uc_letter(c) && !strchr(" .'-", (int)(c < 128 ? c : 'x')) && c != 0x2019 && !hs_uc_digit(c)) return 0;
        letters |= hs_uc_letter(c);
        start = c == ' ';
        words += start;
    }
    return letters && words <= LABEL_WORDS ? n : 0;
}

static void look_for_label(line *l)
{
    hs_str s = l->text;
    bool qa = s.n > 2 && (s.p[0] == 'Q' || s.p[0] == 'A');
    bool marked = qa && (s.p[1] == '.' || s.p[1] == ':') && blank_at(s, 2);
    bool spaced = qa && blank_at(s, 1) && (blank_at(s, 2) || s.p[1] == '\t');
    l->label = marked || spaced ? 1 : label_at(s, l->time.n > 0);
    l->says = !l->label                           ? SAYS_NOTHING
              : marked || spaced                  ? (s.p[0] == 'Q' ? SAYS_QUESTION : SAYS_ANSWER)
              : s.n > 3 && !memcmp(s.p, "BY ", 3) ? SAYS_BY
                                                  : SAYS_LABEL;
}

/* "12", "Page 12", "Page 12 of 80", "- 12 -" */
static uint32_t page_of(hs_str s)
{
    uint32_t page;
    while (s.n && (s.p[0] == '-' || s.p[0] == ' ')) s = (hs_str){s.p + 1, s.n - 1};
    bool named = s.n > 5 && hs_str_ieq((hs_str){s.p, 5}, HS_STR("page "));
    if (named) s = (hs_str){s.p + 5, s.n - 5};
    size_t n = digits(s, &page);
    hs_str rest = hs_str_trim((hs_str){s.p + n, s.n - n});
    if (!n) return 0;
    return named || !rest.n || hs_str_eq(rest, HS_STR("-")) ? page : 0;
}

static uint32_t number_behind(hs_str s)
{
    size_t n = 0;
    uint32_t number;
    while (n < s.n && n < 5 && s.p[s.n - 1 - n] >= '0' && s.p[s.n - 1 - n] <= '9') n++;
    if (!n || s.n < n + 3 || !blank_at(s, s.n - n - 1) || !blank_at(s, s.n - n - 2)) return 0;
    digits((hs_str){s.p + s.n - n, n}, &number);
    return number;
}

static size_t take_line(hs_str s, size_t at, line *l)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    size_t end = nl ? (size_t)(nl - s.p) : s.n;
    hs_str whole = {s.p + at, end - at};
    *l = (line){.feed = memchr(whole.p, '\f', whole.n) != NULL};
    hs_str t = hs_str_trim(whole);
    uint32_t number;
    size_t n = digits(t, &number);
    if (n && n < 3 && number <= MOST_LINES && (blank_at(t, n) || n == t.n)) {
        l->line = number;
        t = hs_str_trim((hs_str){t.p + n, t.n - n});
    } else {
        l->page = page_of(t);
        l->tail = number_behind(t);
    }
    n = time_at(t, &l->time);
    l->text = hs_str_trim((hs_str){t.p + n, t.n - n});
    look_for_label(l);
    return nl ? end + 1 : end;
}

/* ---- is it one? ---- */

typedef struct {
    uint32_t lines, numbered, questions, answers, labels, timed;
} tally;

static tally count(hs_str s)
{
    tally t = {0};
    line l;
    uint32_t before = 0;
    for (size_t at = 0; at < s.n;) {
        at = take_line(s, at, &l);
        if (!l.text.n && !l.line) continue;
        t.lines++;
        t.numbered += l.line && (l.line == before + 1 || l.line == 1);
        if (l.line) before = l.line;
        t.questions += l.says == SAYS_QUESTION;
        t.answers += l.says == SAYS_ANSWER;
        t.labels += l.says == SAYS_LABEL;
        t.timed += l.says == SAYS_LABEL && l.time.n;
    }
    return t;
}

static bool is_numbered(const tally *t)
{
    return t->numbered * 10 > t->lines * 6;
}

int hs_transcript_sniff(hs_str raw)
{
    if (hs_binary_kind(raw)) return 0;
    tally t = count((hs_str){raw.p, raw.n < SNIFFED ? raw.n : SNIFFED});
    uint32_t turns = t.questions + t.answers + t.labels;
    bool asked = t.questions > 1 && t.answers > 1 && turns * 10 > t.lines;
    return (is_numbered(&t) && t.numbered > 5 && turns > 1) || asked || t.timed > 1 ? 70 : 0;
}

/* ---- reading ---- */

typedef struct {
    hs_doc *d;
    hs_writer w;
    hs_str text;
    bool numbered, open, in_turn;
    uint32_t page;
    hs_str time;
    hs_span examiner, witness; /* whose questions and answers these are, where the text says so */
    hs_span labelled;          /* the label of the turn in hand; of a counsel; else n == 0 */
    bool asked;                /* the words so far end with a question mark */
} reading;

static bool is_heading(hs_str s)
{
    bool letters = false;
    if (s.n > HEADING || s.p[s.n - 1] == '.' || s.p[s.n - 1] == ',') return false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (hs_uc_lower(c)) return false;
        letters |= hs_uc_letter(c);
    }
    return letters;
}

static void locate(reading *r, const line *l, uint32_t from)
{
    hs_buf name = {0};
    if (l->time.n) r->time = l->time;
    if (r->page) hs_buf_printf(&name, "p. %u", r->page);
    if (l->line) hs_buf_printf(&name, "%sline %u", name.n ? ", " : "", l->line);
    if (!name.n && r->time.n) hs_buf_add(&name, r->time.p, r->time.n);
    hs_locator at = {.kind = l->line ? HS_AT_LINE : r->page ? HS_AT_PAGE : HS_AT_TIME, .page = r->page};
    at.name = hs_doc_intern(r->d, (hs_str){name.p, name.n});
    if (name.n) hs_doc_locate(r->d, from, at);
    hs_buf_free(&name);
}

/* "MARA VOSS, having been duly sworn": the witness's name. */
static size_t witness_in(hs_str s)
{
    const char *comma = memchr(s.p, ',', s.n);
    size_t n = comma ? (size_t)(comma - s.p) : 0;
    if (n < 4 || n > LABEL || !is_heading((hs_str){s.p, n})) return 0;
    return memmem(s.p, s.n, "sworn", 5) || memmem(s.p, s.n, "affirmed", 8) || memmem(s.p, s.n, "witness", 7) ? n : 0;
}

/* «MR. OKORO: When was that? THE WITNESS: At ten.», «MR. OKORO: When was that? A. At ten.»: the questions that follow
 * are his, the answers hers, unless other words name them. */
static void learn_roles(reading *r, const line *l, hs_span label)
{
    bool witness = l->says == SAYS_LABEL && hs_str_eq((hs_str){l->text.p, l->label}, HS_STR("THE WITNESS"));
    if (witness && !r->witness.n) r->witness = label;
    if ((witness || l->says == SAYS_ANSWER) && r->asked && !r->examiner.n) r->examiner = r->labelled;
    bool bench = l->label > 4 && !memcmp(l->text.p, "THE ", 4); /* «THE COURT», «THE CLERK» */
    r->labelled = l->says == SAYS_LABEL && !bench ? label : (hs_span){0, 0};
}

static void write_line(reading *r, const line *l)
{
    hs_str s = l->text;
    size_t witness = l->label ? 0 : witness_in(s);
    bool turn = l->says == SAYS_QUESTION || l->says == SAYS_ANSWER || l->says == SAYS_LABEL;
    bool apart = !turn && (is_heading(s) || witness);
    if (turn) {
        hs_write_block(&r->w, HS_BLOCK_TURN);
    } else if (apart || l->says == SAYS_BY) {
        hs_write_block(&r->w, witness || l->says == SAYS_BY ? HS_BLOCK_CAPTION : HS_BLOCK_HEADING);
    } else if (!r->open) {
        hs_write_block(&r->w, HS_BLOCK_PARAGRAPH);
    } else {
        hs_write_gap(&r->w);
    }
    uint32_t block = r->d->blocks.n - 1;
    if (turn) {
        hs_write_text(&r->w, (uint32_t)(s.p - r->text.p), (uint32_t)l->label);
        hs_write_speaker(&r->w);
    }
    size_t done = turn ? l->label : 0;
    hs_write_text(&r->w, (uint32_t)(s.p + done - r->text.p), (uint32_t)(s.n - done));
    hs_block *b = &r->d->blocks.v[block];
    if (witness) r->witness = (hs_span){b->at.at, (uint32_t)witness};
    if (l->says == SAYS_BY && l->label > 3) r->examiner = (hs_span){b->at.at + 3, (uint32_t)l->label - 3};
    if (turn) learn_roles(r, l, b->speaker);
    r->asked = s.n && s.p[s.n - 1] == '?';
    if (l->says == SAYS_QUESTION && r->examiner.n) b->speaker = r->examiner;
    if (l->says == SAYS_ANSWER && r->witness.n) b->speaker = r->witness;
    r->open = !apart && l->says != SAYS_BY;
    r->in_turn = turn || (r->in_turn && r->open);
}

bool hs_transcript_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    tally n = count(t.text);
    reading r = {.d = d, .w = {.doc = d, .from = &t}, .text = t.text, .numbered = is_numbered(&n)};
    line l;
    for (size_t at = 0; at < t.text.n;) {
        at = take_line(t.text, at, &l);
        if (l.feed && r.page) r.page++;
        if (l.page && (r.numbered || l.page == r.page + 1 || !r.page)) {
            r.page = l.page;
            continue;
        }
        if (!l.text.n) {
            if (!r.numbered && !r.in_turn) r.open = false;
            continue;
        }
        if (r.numbered && !l.line) { /* heads and feet of the pages */
            if (l.tail) r.page = l.tail;
            continue;
        }
        uint32_t from = (uint32_t)d->text.n;
        write_line(&r, &l);
        locate(&r, &l, from);
    }
    hs_write_end(&r.w);
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    d->verdict = HS_READ_WHOLE;
    if (t.damaged) hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    hs_decoded_free(&t);
    return true;
}
