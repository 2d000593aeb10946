#include "read/phone.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/decode.h"
#include "read/stamp.h"
#include "read/write.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 8192, MOST_COLUMNS = 128 };

/* ---- columns ---- */

typedef enum { OTHER, TIME, FROM, TO, NUMBER, DIRECTION, DURATION, TEXT, LATITUDE, LONGITUDE, ROLES } role;

/* Words of column names; the longest that a name contains decides. */
static const struct {
    const char *word;
    role is;
} words[] = {
    {"timestamp", TIME},
    {"date", TIME},
    {"time", TIME},
    {"sent at", TIME},
    {"from", FROM},
    {"sender", FROM},
    {"caller", FROM},
    {"source", FROM},
    {"calling number", FROM},
    {"a-number", FROM},
    {"to", TO},
    {"recipient", TO},
    {"receiver", TO},
    {"called number", TO},
    {"callee", TO},
    {"destination", TO},
    {"b-number", TO},
    {"number", NUMBER},
    {"phone", NUMBER},
    {"contact", NUMBER},
    {"party", NUMBER},
    {"address", NUMBER},
    {"name", NUMBER},
    {"direction", DIRECTION},
    {"type", DIRECTION},
    {"call type", DIRECTION},
    {"folder", DIRECTION},
    {"duration", DURATION},
    {"seconds", DURATION},
    {"message", TEXT},
    {"body", TEXT},
    {"text", TEXT},
    {"content", TEXT},
    {"sms", TEXT},
    {"latitude", LATITUDE},
    {"lat", LATITUDE},
    {"longitude", LONGITUDE},
    {"lon", LONGITUDE},
    {"lng", LONGITUDE},
    {"long", LONGITUDE},
    {"time zone", OTHER},
    {"message type", DIRECTION},
    {"message id", OTHER},
    {"duration (seconds)", DURATION},
    {"call duration", DURATION},
    {"start time", TIME},
    {"end time", OTHER},
    {"cell tower", OTHER},
};

/* Whether the word stands in s as a word of its own. */
static bool holds(hs_str s, hs_str word)
{
    for (size_t at = 0; at + word.n <= s.n; at++) {
        bool starts = at == 0 || !isalpha((unsigned char)s.p[at - 1]);
        bool ends = at + word.n == s.n || !isalpha((unsigned char)s.p[at + word.n]);
        if (starts && ends && hs_str_ieq((hs_str){s.p + at, word.n}, word)) return true;
    }
    return false;
}

static role role_of(hs_str name)
{
    role best = OTHER;
    size_t longest = 0;
    char plain[64];
    size_t n = 0;
    for (; n < name.n && n < sizeof plain; n++) plain[n] = name.p[n] == '_' ? ' ' : name.p[n];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        hs_str word = hs_str_of(words[i].word);
        if (word.n > longest && holds((hs_str){plain, n}, word)) {
            longest = word.n;
            best = words[i].is;
        }
    }
    return best;
}

/* ---- rows ---- */

typedef struct {
    hs_str cell[MOST_COLUMNS]; /* what stands between the quotation marks, where there are some */
    bool quoted[MOST_COLUMNS];
    uint32_t n;
} row;

static size_t take_row(hs_str s, size_t at, char comma, row *r)
{
    r->n = 0;
    for (;;) {
        hs_str cell;
        bool quoted = at < s.n && s.p[at] == '"';
        size_t from = at += quoted;
        if (quoted) {
            while (at < s.n && !(s.p[at] == '"' && (at + 1 >= s.n || s.p[at + 1] != '"'))) at += s.p[at] == '"' ? 2 : 1;
            if (at > s.n) at = s.n;
            cell = (hs_str){s.p + from, at - from};
            while (at < s.n && s.p[at] != comma && s.p[at] != '\n') at++;
        } else {
            while (at < s.n && s.p[at] != comma && s.p[at] != '\n') at++;
            cell = (hs_str){s.p + from, at - from};
        }
        if (r->n < MOST_COLUMNS) {
            r->quoted[r->n] = quoted;
            r->cell[r->n++] = hs_str_trim(cell);
        }
        if (at >= s.n) return s.n;
        if (s.p[at++] == '\n') return at;
    }
}

typedef struct {
    char comma;
    uint32_t columns;
    uint32_t of[ROLES]; /* the column of each role, from 1; 0 where there is none */
} table;

/* Whether the row names the columns of a phone's export. */
static bool is_header(const row *r, table *t)
{
    *t = (table){.comma = t->comma, .columns = r->n};
    for (uint32_t i = 0; i < r->n; i++) {
        role is = role_of(r->cell[i]);
        if (r->cell[i].n > 40) return false;
        if (is != OTHER && !t->of[is]) t->of[is] = i + 1;
    }
    bool who = t->of[FROM] || t->of[TO] || t->of[NUMBER];
    bool what = t->of[TEXT] || t->of[DURATION] || (t->of[DIRECTION] && (t->of[FROM] || t->of[TO] || t->of[NUMBER]));
    bool where = t->of[LATITUDE] && t->of[LONGITUDE];
    return r->n > 2 && t->of[TIME] && ((who && what) || where);
}

static bool find_header(hs_str s, table *t, size_t *end)
{
    static const char commas[] = {',', ';', '\t', '|'};
    row *r = hs_malloc(sizeof *r);
    bool found = false;
    for (size_t i = 0; i < sizeof commas && !found; i++) {
        t->comma = commas[i];
        *end = take_row(s, hs_str_starts(s, HS_STR("\xEF\xBB\xBF")) ? 3 : 0, commas[i], r);
        found = is_header(r, t);
    }
    free(r);
    return found;
}

int hs_phone_sniff(hs_str raw)
{
    table t;
    size_t end, n = 0;
    char ascii[SNIFFED];
    bool wide = raw.n > 2 && (unsigned char)raw.p[0] >= 0xFE && (unsigned char)raw.p[1] >= 0xFE;
    if (!wide && hs_binary_kind(raw)) return 0;
    for (size_t i = wide ? 2 : 0; i < raw.n && n < SNIFFED; i++) /* without its NULs UTF-16 looks like ASCII */
        if (raw.p[i] || !wide) ascii[n++] = raw.p[i];
    return n && find_header((hs_str){ascii, n}, &t, &end) && end < n ? 80 : 0;
}

/* ---- reading ---- */

typedef struct {
    hs_doc *d;
    hs_writer w;
    hs_str text;
    const table *t;
    const row *header;
} reading;

static hs_str cell_of(const reading *r, const row *line, role is)
{
    uint32_t column = r->t->of[is];
    return column && column <= line->n ? line->cell[column - 1] : (hs_str){"", 0};
}

/* A cell's words; quotation marks that stand twice are one. */
static void write_cell(reading *r, hs_str s)
{
    size_t from = 0;
    uint32_t base = (uint32_t)(s.p - r->text.p);
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] != '"' || s.p[i + 1] != '"') continue;
        if (i > from) hs_write_text(&r->w, base + (uint32_t)from, (uint32_t)(i - from));
        hs_write_as(&r->w, base + (uint32_t)i, 2, HS_STR("\""));
        from = i + 2;
        i++;
    }
    if (s.n > from) hs_write_text(&r->w, base + (uint32_t)from, (uint32_t)(s.n - from));
}

/* Whose words a row's text are: its sender's; of a message that came in, whoever it came from. */
static hs_str sender_of(const reading *r, const row *line)
{
    hs_str from = cell_of(r, line, FROM), way = cell_of(r, line, DIRECTION);
    bool in = way.n >= 2 && (hs_str_ieq((hs_str){way.p, 2}, HS_STR("in")) ||
                             (way.n >= 8 && hs_str_ieq((hs_str){way.p, 8}, HS_STR("received"))));
    return from.n ? from : in ? cell_of(r, line, NUMBER) : (hs_str){"", 0};
}

static void write_message(reading *r, hs_str sender, hs_str text)
{
    hs_write_block(&r->w, HS_BLOCK_TURN);
    if (sender.n && sender.p < text.p) {
        write_cell(r, sender);
    } else if (sender.n) {
        hs_buf b = {0};
        hs_utf8_shown(sender, &b); /* it stands behind the words, and the map ascends */
        hs_write_made(&r->w, (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
    if (sender.n) {
        hs_write_speaker(&r->w);
        hs_write_made(&r->w, HS_STR(":"));
        hs_write_gap(&r->w);
    }
    write_cell(r, text);
}

/* "date: 2021-03-05, from: +47 …": every cell with the name of its column. */
static void write_cells(reading *r, const row *line)
{
    bool first = true;
    hs_write_block(&r->w, HS_BLOCK_CELL);
    for (uint32_t i = 0; i < line->n; i++) {
        if (!line->cell[i].n) continue;
        if (!first) {
            hs_write_made(&r->w, HS_STR(","));
            hs_write_gap(&r->w);
        }
        if (i < r->header->n && r->header->cell[i].n) {
            hs_buf b = {0};
            hs_utf8_shown(r->header->cell[i], &b);
            hs_buf_char(&b, ':');
            hs_write_made(&r->w, (hs_str){b.p, b.n});
            hs_write_gap(&r->w);
            hs_buf_free(&b);
        }
        write_cell(r, line->cell[i]);
        first = false;
    }
}

/* "row 12, 2021-03-05 10:15, 59.91 10.75" */
static void locate(reading *r, const row *line, uint32_t number, uint32_t from)
{
    hs_buf name = {0};
    hs_str time = cell_of(r, line, TIME), lat = cell_of(r, line, LATITUDE), lon = cell_of(r, line, LONGITUDE);
    hs_buf_printf(&name, "row %u", number);
    if (time.n && time.n < 60) {
        hs_buf_str(&name, ", ");
        hs_utf8_shown(time, &name);
    }
    if (lat.n && lon.n && lat.n < 30 && lon.n < 30) {
        hs_buf_str(&name, ", at ");
        hs_utf8_shown(lat, &name);
        hs_buf_char(&name, ' ');
        hs_utf8_shown(lon, &name);
    }
    hs_doc_locate(r->d, from, (hs_locator){.kind = HS_AT_CELL, .name = hs_doc_intern(r->d, (hs_str){name.p, name.n})});
    hs_buf_free(&name);
}

static void read_rows(reading *r, size_t at, row *line)
{
    for (uint32_t number = 2; at < r->text.n; number++) {
        uint32_t from = (uint32_t)r->d->text.n;
        at = take_row(r->text, at, r->t->comma, line);
        hs_str text = cell_of(r, line, TEXT);
        if (text.n) {
            write_message(r, sender_of(r, line), text);
        } else {
            write_cells(r, line);
        }
        locate(r, line, number, from);
    }
}

bool hs_phone_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    table columns;
    size_t at = 0;
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    row *header = hs_calloc(1, sizeof *header), *line = hs_calloc(1, sizeof *line);
    bool ok = find_header(t.text, &columns, &at) ||
              hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a table whose columns are not those of a phone");
    if (ok) {
        take_row(t.text, hs_str_starts(t.text, HS_STR("\xEF\xBB\xBF")) ? 3 : 0, columns.comma, header);
        reading r = {.d = d, .w = {.doc = d, .from = &t}, .text = t.text, .t = &columns, .header = header};
        d->verdict = HS_READ_WHOLE;
        read_rows(&r, at, line);
        hs_write_end(&r.w);
        d->charset = hs_doc_intern(d, hs_str_of(t.charset));
        if (columns.columns == MOST_COLUMNS)
            hs_doc_partly(d, "the columns behind", "the table has more columns than are read");
        if (t.damaged)
            hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    }
    free(header);
    free(line);
    hs_decoded_free(&t);
    return ok;
}
