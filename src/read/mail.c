#include "read/mail.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/html.h"
#include "read/mailtext.h"
#include "read/mime.h"
#include "read/stamp.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 65536, SNIFFED_FIELDS = 64 };

/* ---- what it is ---- */

/* EMLX: the message's length in decimal on a line of its own, the message, then a property list. */
static hs_str message_of(hs_str raw)
{
    size_t i = 0, n = 0;
    if (raw.n >= 3 && !memcmp(raw.p, "\xEF\xBB\xBF", 3)) raw = (hs_str){raw.p + 3, raw.n - 3};
    while (i < raw.n && i < 12 && raw.p[i] >= '0' && raw.p[i] <= '9') n = n * 10 + (size_t)(raw.p[i++] - '0');
    size_t digits = i;
    while (i < raw.n && i < 32 && (raw.p[i] == ' ' || raw.p[i] == '\r')) i++;
    if (!digits || i >= raw.n || raw.p[i] != '\n' || n > raw.n - i - 1) return raw;
    return (hs_str){raw.p + i + 1, n};
}

static int known_field(hs_str name)
{
    static const char *const sure[] = {"delivered-to", "dkim-signature", "in-reply-to",  "message-id",
                                       "mime-version", "received",       "return-path",  "snapshot-content-location",
                                       "x-mailer",     "x-original-to",  "content-type", "references"};
    static const char *const common[] = {"bcc", "cc", "date", "from", "reply-to", "sender", "sent", "subject", "to"};
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        if (hs_str_ieq(name, hs_str_of(sure[i]))) return 3;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (hs_str_ieq(name, hs_str_of(common[i]))) return 2;
    return name.n > 2 && (name.p[0] | 32) == 'x' && name.p[1] == '-' ? 1 : 0;
}

/* Points for the header fields that the bytes begin with. */
static int header_points(hs_str s)
{
    int points = 0, lines = 0;
    for (size_t at = 0; at < s.n && lines < SNIFFED_FIELDS; lines++) {
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        size_t end = nl ? (size_t)(nl - s.p) : s.n;
        hs_str line = {s.p + at, end - at};
        const char *colon = memchr(line.p, ':', line.n);
        if (!hs_str_trim(line).n) break;
        bool folded = line.p[0] == ' ' || line.p[0] == '\t';
        if (!folded && (!colon || memchr(line.p, ' ', (size_t)(colon - line.p)))) return lines > 3 ? points : 0;
        if (!folded) points += known_field((hs_str){line.p, (size_t)(colon - line.p)});
        at = end + 1;
    }
    return points;
}

int hs_mail_sniff(hs_str raw)
{
    hs_str s = message_of(raw);
    if (s.n > SNIFFED) s.n = SNIFFED;
    while (s.n && (s.p[0] == '\n' || s.p[0] == '\r')) s = (hs_str){s.p + 1, s.n - 1};
    return s.n && s.p[0] != '<' && header_points(s) >= 5 ? 90 : 0;
}

/* ---- metadata ---- */

/* The name of the first address of a field, or else the address. */
static void person_of(hs_str value, hs_buf *out)
{
    hs_buf v = {0};
    hs_mime_words(value, &v);
    hs_str s = hs_str_trim((hs_str){hs_buf_c(&v), v.n});
    const char *open = s.n ? memchr(s.p, '<', s.n) : NULL;
    hs_str name = open ? hs_str_trim((hs_str){s.p, (size_t)(open - s.p)}) : s;
    if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"') name = (hs_str){name.p + 1, name.n - 2};
    if (!name.n && open) {
        const char *close = memchr(open, '>', (size_t)(s.p + s.n - open));
        name = (hs_str){open + 1, (size_t)((close ? close : s.p + s.n) - open - 1)};
    }
    hs_buf_add(out, name.p, name.n);
    hs_buf_free(&v);
}

/* "Mon, 22 Feb 2016 10:00:00 +0100" as "2016-02-22T10:00:00+01:00", or as much of it as is there. */
static void set_date(hs_doc *d, hs_str value)
{
    char day[HS_DAY_TEXT];
    int h, m, s = 0, n = 0;
    d->published_day = value.n < 200 ? hs_stamp_find(value, NULL, NULL) : HS_NO_DAY;
    if (d->published_day == HS_NO_DAY) return;
    hs_day_text(d->published_day, day);
    hs_buf b = {0}, v = {0};
    hs_buf_add(&v, value.p, value.n);
    hs_buf_str(&b, day);
    const char *colon = strchr(hs_buf_c(&v), ':');
    const char *clock = colon ? colon : "";
    while (clock > v.p && clock[-1] >= '0' && clock[-1] <= '9') clock--;
    if (colon && sscanf(clock, "%2d:%2d%n:%2d%n", &h, &m, &n, &s, &n) >= 2 && h < 24 && m < 60 && s < 61) {
        hs_buf_printf(&b, "T%02d:%02d:%02d", h, m, s);
        while (clock[n] == ' ') n++;
        if ((clock[n] == '+' || clock[n] == '-') && strspn(clock + n + 1, "0123456789") == 4)
            hs_buf_printf(&b, "%.3s:%.2s", clock + n, clock + n + 3);
    }
    d->published = hs_doc_intern(d, (hs_str){b.p, b.n});
    d->published_by = hs_doc_intern(d, HS_STR("header"));
    hs_buf_free(&b);
    hs_buf_free(&v);
}

static void set_metadata(hs_doc *d, hs_str head)
{
    hs_buf b = {0};
    hs_mime_words(hs_mime_field(head, "Subject"), &b);
    hs_str title = hs_str_trim((hs_str){hs_buf_c(&b), b.n});
    d->title = hs_doc_intern(d, title);
    hs_buf_clear(&b);
    person_of(hs_mime_field(head, "From"), &b);
    d->author = hs_doc_intern(d, (hs_str){hs_buf_c(&b), b.n});
    set_date(d, hs_mime_field(head, "Date"));
    hs_str id = hs_mime_field(head, "Message-ID");
    if (id.n > 2 && id.n < 500 && id.p[0] == '<' && id.p[id.n - 1] == '>') {
        hs_buf_clear(&b);
        hs_buf_str(&b, "mid:"); /* RFC 2392 */
        hs_utf8_shown((hs_str){id.p + 1, id.n - 2}, &b);
        d->canonical = hs_doc_intern(d, (hs_str){b.p, b.n});
    }
    hs_buf_free(&b);
}

/* ---- text ---- */

typedef struct {
    hs_str raw;
    hs_doc *d;
    hs_mime mime;
    hs_mail_levels levels;
    bool damaged;
} message;

/* Who wrote to whom, when and what about, a block each; what it answers, so that threads can be followed. */
static bool write_head(message *m, hs_str head, hs_err *err)
{
    static const char *const shown[] = {"From", "To", "Cc", "Bcc", "Date", "Subject", "In-Reply-To"};
    hs_mime_bytes bytes = {0};
    hs_decoded t = {0};
    hs_buf value = {0};
    hs_mime_slice(m->raw, head, &bytes);
    bool ok = hs_mime_text(&bytes, (hs_str){"", 0}, &t, err);
    hs_writer w = {.doc = m->d, .from = &t};
    hs_str n, v;
    for (size_t at = 0; ok && hs_mime_next(t.text, &at, &n, &v);) {
        bool wanted = false;
        for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) wanted |= hs_str_ieq(n, hs_str_of(shown[i]));
        if (!wanted || !v.n) continue;
        bool subject = hs_str_ieq(n, HS_STR("Subject")), plain = !memmem(v.p, v.n, "=?", 2);
        uint32_t from = (uint32_t)(v.p - t.text.p);
        hs_write_block(&w, subject ? HS_BLOCK_HEADING : HS_BLOCK_CELL);
        if (!subject) hs_write_text(&w, (uint32_t)(n.p - t.text.p), from - (uint32_t)(n.p - t.text.p));
        if (plain) {
            hs_write_text(&w, from, (uint32_t)v.n);
        } else {
            hs_buf_clear(&value);
            hs_mime_words(v, &value);
            hs_str s = hs_str_trim((hs_str){hs_buf_c(&value), value.n});
            if (!subject) hs_write_gap(&w);
            if (s.n) hs_write_as(&w, from, (uint32_t)v.n, s);
        }
    }
    hs_write_end(&w);
    hs_buf_free(&value);
    hs_decoded_free(&t);
    hs_mime_bytes_free(&bytes);
    return ok;
}

static void note_charset(hs_doc *d, const char *charset)
{
    if (!d->charset) d->charset = hs_doc_intern(d, hs_str_of(charset));
}

static bool write_plain(message *m, const hs_mime_bytes *b, hs_str charset, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_mime_text(b, charset, &t, err)) return false;
    while (m->levels.n < m->d->blocks.n) *HS_PUSH(m->levels) = 0;
    hs_mail_write(&t, m->d, &m->levels);
    note_charset(m->d, t.charset);
    m->damaged |= t.damaged;
    hs_decoded_free(&t);
    return true;
}

/* A page inside the message: its map is made to lead to the message. `main`: only the page's main text. */
static bool write_html(message *m, const hs_mime_bytes *b, bool page, hs_err *err)
{
    hs_doc *d = m->d;
    uint32_t first = d->map.n;
    hs_run_list through = {0};
    hs_html_page p;
    hs_str bytes = {b->bytes.n ? b->bytes.p : "", b->bytes.n};
    if (page ? !hs_html_read(bytes, d, err) : !hs_html_open(bytes, &p, err)) return false;
    if (!page) {
        hs_writer w = {.doc = d, .from = &p.text};
        for (uint32_t i = 0; i < p.blocks.v.n; i++) {
            hs_write_block(&w, p.blocks.v.v[i].kind);
            hs_html_block_write(&p.tree, &p.blocks.v.v[i], &w);
        }
        hs_write_end(&w);
        note_charset(d, p.text.charset);
        m->damaged |= p.text.damaged;
        if (p.tree.cut) hs_doc_partly(d, "the end of the message", "it has more elements than are read");
        hs_html_close(&p);
    }
    if (d->map.n > first)
        hs_mime_through(b, (hs_str){d->text.p, d->text.n}, d->map.v + first, d->map.n - first, &through);
    d->map.n = first;
    for (uint32_t i = 0; i < through.n; i++) *HS_PUSH(d->map) = through.v[i];
    HS_VEC_FREE(through);
    while (m->levels.n < d->blocks.n) {
        uint8_t level = d->blocks.v[m->levels.n].kind == HS_BLOCK_QUOTE;
        *HS_PUSH(m->levels) = level;
    }
    return true;
}

/* ---- parts ---- */

static bool is_attachment(const hs_mime_part *p)
{
    hs_str how = hs_mime_field(p->head, "Content-Disposition");
    if (how.n >= 10 && hs_str_ieq((hs_str){how.p, 10}, HS_STR("attachment"))) return true;
    hs_buf name = {0};
    bool named = hs_mime_param(how, "filename", &name);
    hs_buf_free(&name);
    return named || (strcmp(p->type, "text/plain") != 0 && strcmp(p->type, "text/html") != 0);
}

static bool blank(hs_str s)
{
    return !hs_str_trim(s).n;
}

/* Whether another form of the same words is read in place of this page: plain text beside it, or the other way round
 * where the plain text is blank. */
static bool is_spare(const message *m, const hs_mime_part *p)
{
    for (uint32_t up = p->parent; up != HS_NONE; up = m->mime.parts.v[up].parent) {
        if (strcmp(m->mime.parts.v[up].type, "multipart/alternative") != 0) continue;
        for (uint32_t i = up + 1; i < m->mime.parts.n && i <= up + HS_MIME_DEEPEST; i++) {
            const hs_mime_part *q = &m->mime.parts.v[i];
            if (q->parent == up && q != p && !strcmp(q->type, "text/plain") && !strcmp(p->type, "text/html") &&
                !is_attachment(q) && !blank(q->body))
                return true;
        }
    }
    return false;
}

static void name_of(const hs_mime_part *p, hs_buf *out)
{
    const char *slash = strchr(p->type, '/');
    bool named = hs_mime_param(hs_mime_field(p->head, "Content-Disposition"), "filename", out) ||
                 hs_mime_param(hs_mime_field(p->head, "Content-Type"), "name", out);
    if (named && out->n) return;
    if (!strcmp(p->type, "message/rfc822")) {
        hs_buf_str(out, "message.eml");
    } else {
        hs_buf_printf(out, "part.%s", slash ? slash + 1 : "bin");
    }
}

/* A part that is no text of the message: a document of its own. False where no more are taken. */
static bool hand_out(message *m, const hs_mime_part *p)
{
    hs_mime_bytes b = {0};
    hs_buf name = {0};
    bool go;
    hs_str how = hs_mime_field(p->head, "Content-Transfer-Encoding");
    bool known = hs_str_ieq(how, HS_STR("base64")) || hs_str_ieq(how, HS_STR("quoted-printable"));
    name_of(p, &name);
    hs_mime_decode(m->raw, p, &b);
    if (b.damaged && !known) {
        go = hs_child_refuse(m->d, (hs_str){name.p, name.n}, HS_ERR_UNSUPPORTED, "its transfer encoding is not known");
    } else {
        go = hs_child_add(m->d, (hs_str){name.p, name.n}, (hs_str){b.bytes.p, b.bytes.n});
        if (b.damaged) hs_doc_partly(m->d, hs_buf_c(&name), "its transfer encoding is damaged");
    }
    hs_mime_bytes_free(&b);
    hs_buf_free(&name);
    return go;
}

static bool write_part(message *m, const hs_mime_part *p, bool page, hs_err *err)
{
    hs_mime_bytes b = {0};
    hs_buf charset = {0};
    hs_mime_param(hs_mime_field(p->head, "Content-Type"), "charset", &charset);
    hs_mime_decode(m->raw, p, &b);
    m->damaged |= b.damaged;
    bool ok = !strcmp(p->type, "text/html") ? write_html(m, &b, page, err)
                                            : write_plain(m, &b, (hs_str){hs_buf_c(&charset), charset.n}, err);
    hs_mime_bytes_free(&b);
    hs_buf_free(&charset);
    return ok;
}

/* A page that a browser saved as one file: the first page is the document, images are members, and what only gives the
 * page its looks is left out. */
static bool read_saved_page(message *m, hs_err *err)
{
    bool read = false, go = true;
    hs_str where = hs_mime_field(m->mime.parts.v[0].head, "Snapshot-Content-Location");
    for (uint32_t i = 0; i < m->mime.parts.n && go; i++) {
        const hs_mime_part *p = &m->mime.parts.v[i];
        bool html = !strcmp(p->type, "text/html");
        if (html && !read) {
            if (!write_part(m, p, true, err)) return false;
            read = true;
        } else if (html || !strncmp(p->type, "image/", 6)) {
            go = hand_out(m, p);
        }
    }
    if (!m->d->canonical && where.n && where.n < 2000 && hs_utf8_bad(where) == SIZE_MAX)
        m->d->canonical = hs_doc_intern(m->d, where);
    return read || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a saved page without a page in it");
}

static bool read_message(message *m, hs_err *err)
{
    hs_str head = m->mime.parts.v[0].head;
    set_metadata(m->d, head);
    bool ok = write_head(m, head, err), go = true;
    for (uint32_t i = 0; ok && i < m->mime.parts.n && go; i++) {
        const hs_mime_part *p = &m->mime.parts.v[i];
        if (hs_mime_is_multi(p)) continue;
        if (is_attachment(p)) {
            go = !p->body.n || hand_out(m, p);
        } else if (!is_spare(m, p)) {
            ok = write_part(m, p, false, err);
        }
    }
    hs_mail_voices(m->d, &m->levels);
    return ok;
}

bool hs_mail_read(hs_str raw, hs_doc *d, hs_err *err)
{
    message m = {.raw = raw, .d = d};
    hs_str s = message_of(raw);
    while (s.n && (s.p[0] == '\n' || s.p[0] == '\r')) s = (hs_str){s.p + 1, s.n - 1};
    d->verdict = HS_READ_WHOLE;
    hs_mime_parse(s, &m.mime);
    hs_str head = m.mime.parts.v[0].head;
    bool page = hs_mime_field(head, "Snapshot-Content-Location").p ||
                (!strcmp(m.mime.parts.v[0].type, "multipart/related") && !hs_mime_field(head, "To").p &&
                 !hs_mime_field(head, "Received").p);
    bool ok = page ? read_saved_page(&m, err) : read_message(&m, err);
    if (page && ok) d->media = hs_doc_intern(d, HS_STR("multipart/related"));
    if (m.mime.cut) hs_doc_partly(d, "the parts behind", "it has more parts, or deeper ones, than are read");
    if (m.mime.unclosed) hs_doc_partly(d, "the end of the message", "it ends before its last part does");
    if (m.damaged) hs_doc_partly(d, "single characters", "bytes that are not as its encoding wants them");
    hs_mime_free(&m.mime);
    HS_VEC_FREE(m.levels);
    return ok;
}

/* ---- mailboxes ---- */

/* "From someone Mon Feb 22 …": the line that begins a mail of a mailbox. */
static bool is_from_line(hs_str s, size_t at)
{
    if (s.n - at < 10 || memcmp(s.p + at, "From ", 5) != 0) return false;
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    if (!nl || nl - (s.p + at) > 300) return false;
    hs_str line = {s.p + at, (size_t)(nl - (s.p + at))}, rest = {nl + 1, s.n - (size_t)(nl + 1 - s.p)};
    if (rest.n > 4096) rest.n = 4096;
    return memchr(line.p, ':', line.n) && header_points(rest) >= 4;
}

int hs_mbox_sniff(hs_str raw)
{
    return is_from_line(raw, 0) ? 95 : 0;
}

bool hs_mbox_read(hs_str raw, hs_doc *d, hs_err *err)
{
    (void)err;
    bool go = true;
    d->verdict = HS_READ_WHOLE;
    for (size_t at = 0, next; at < raw.n && go; at = next) {
        const char *nl = memchr(raw.p + at, '\n', raw.n - at);
        size_t from = nl ? (size_t)(nl + 1 - raw.p) : raw.n;
        char name[32];
        for (next = from; next < raw.n;) {
            const char *found = memmem(raw.p + next - 1, raw.n - next + 1, "\nFrom ", 6);
            next = found ? (size_t)(found + 1 - raw.p) : raw.n;
            if (found && is_from_line(raw, next)) break;
            if (found) next += 5;
        }
        snprintf(name, sizeof name, "%u.eml", d->children.n + 1);
        go = hs_child_add(d, hs_str_of(name), (hs_str){raw.p + from, next - from});
    }
    return true;
}
