#include "read/csv.h"

#include "doc/children.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 65536, SNIFFED_ROWS = 30, LEAST_ROWS = 3, LEAST_CELLS = 3, LONG_CELL = 80, MOST_CELLS = 3000000 };

typedef struct {
    size_t from, to; /* without the quotes around it */
    bool quoted, last;
} cell;

/* The cell at `at`; returns where the next one begins. */
static size_t take_cell(hs_str s, size_t at, char mark, cell *c)
{
    *c = (cell){.quoted = at < s.n && s.p[at] == '"'};
    size_t i = at + c->quoted;
    c->from = i;
    while (i < s.n && c->quoted) {
        if (s.p[i] == '"' && (i + 1 == s.n || s.p[i + 1] != '"')) break;
        i += s.p[i] == '"' ? 2 : 1;
    }
    if (i > s.n) i = s.n;
    c->to = i;
    while (i < s.n && s.p[i] != mark && s.p[i] != '\n' && s.p[i] != '\r') i++;
    if (!c->quoted) c->to = i;
    c->last = i >= s.n || s.p[i] != mark;
    if (i < s.n && s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') i++;
    return i + 1;
}

/* How many cells each of the first rows has; 0 where they differ or are too few to be a table. */
static uint32_t columns(hs_str s, char mark)
{
    uint32_t all = 0, rows = 0, n = 0;
    uint64_t bytes = 0, cells = 0;
    for (size_t at = 0; at < s.n && rows < SNIFFED_ROWS;) {
        cell c;
        at = take_cell(s, at, mark, &c);
        if (at > s.n && s.n > SNIFFED / 4) break; /* cut by the sample's end */
        n++;
        cells++;
        bytes += c.to - c.from;
        if (!c.last) continue;
        bool blank = n == 1 && c.to == c.from;
        if (!blank && all && n != all) return 0;
        if (!blank) all = n;
        rows += !blank;
        n = 0;
    }
    return rows >= LEAST_ROWS && all >= LEAST_CELLS && bytes < cells * LONG_CELL ? all : 0;
}

static char mark_of(hs_str s)
{
    static const char marks[] = {',', ';', '\t'};
    char best = 0;
    uint32_t most = 0;
    for (size_t i = 0; i < sizeof marks; i++) {
        uint32_t n = columns(s, marks[i]);
        if (n > most) {
            most = n;
            best = marks[i];
        }
    }
    return best;
}

int hs_csv_sniff(hs_str raw)
{
    hs_decoded t = {0};
    hs_err err = {0};
    if (hs_binary_kind(raw) || (raw.n && raw.p[0] == '<') || !memchr(raw.p, '\n', raw.n < SNIFFED ? raw.n : SNIFFED))
        return 0;
    bool table =
        hs_decode((hs_str){raw.p, raw.n < SNIFFED ? raw.n : SNIFFED}, (hs_str){0}, &t, &err) && mark_of(t.text);
    hs_decoded_free(&t);
    return table ? 60 : 0;
}

static void write_words(hs_writer *w, hs_str s, const cell *c)
{
    size_t from = c->from;
    for (size_t i = c->from; c->quoted && i + 1 < c->to; i++) {
        if (s.p[i] != '"' || s.p[i + 1] != '"') continue;
        hs_write_text(w, (uint32_t)from, (uint32_t)(i - from));
        hs_write_as(w, (uint32_t)i, 2, HS_STR("\""));
        from = i++ + 2;
    }
    if (c->to > from) hs_write_text(w, (uint32_t)from, (uint32_t)(c->to - from));
}

static void locate(hs_doc *d, uint32_t from, uint32_t column, uint32_t row)
{
    char letters[8], name[24];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (uint32_t n = column; n && at; n = (n - 1) / 26) letters[--at] = (char)('A' + (n - 1) % 26);
    snprintf(name, sizeof name, "%s%u", letters + at, row);
    while (from < d->text.n && strchr(" \n", d->text.p[from])) from++; /* what parts it from the text before */
    if (from < d->text.n)
        hs_doc_locate(d, from, (hs_locator){.kind = HS_AT_CELL, .name = hs_doc_intern(d, hs_str_of(name))});
}

/* False where there are more cells than are read. */
static bool write_rows(hs_writer *w, hs_str s, char mark)
{
    uint32_t row = 1, column = 0, cells = 0;
    bool begun = false;
    for (size_t at = 0; at < s.n; cells++) {
        cell c;
        size_t next = take_cell(s, at, mark, &c);
        if (cells >= MOST_CELLS) return false;
        if (!column++) hs_write_block(w, HS_BLOCK_CELL);
        if (hs_str_trim((hs_str){s.p + c.from, c.to - c.from}).n) {
            if (begun) hs_buf_str(&w->doc->text, " |"); /* made up: no byte of the file stands behind it */
            if (begun) hs_write_gap(w);
            uint32_t from = (uint32_t)w->doc->text.n;
            write_words(w, s, &c);
            locate(w->doc, from, column, row);
            begun |= w->doc->text.n > from;
        }
        at = next;
        if (!c.last) continue;
        row++;
        column = 0;
        begun = false;
    }
    hs_write_end(w);
    return true;
}

bool hs_csv_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    char mark = mark_of((hs_str){t.text.p, t.text.n < SNIFFED ? t.text.n : SNIFFED});
    hs_writer w = {.doc = d, .from = &t};
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    if (!write_rows(&w, t.text, mark ? mark : ','))
        hs_doc_partly(d, "the last rows", "it has more cells than are read");
    if (t.damaged) hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    hs_decoded_free(&t);
    return d->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there is no text in this table");
}
