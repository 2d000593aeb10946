#include "read/outlook.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/decode.h"
#include "read/lzfu.h"
#include "read/rtf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RTF = 32 << 20, LINE = 57, LONGEST_FIELD = 64 << 10 };

/* Properties by their names in [MS-OXPROPS]. */
enum {
    MESSAGE_CLASS = 0x001A,
    SUBJECT = 0x0037,
    SUBMITTED = 0x0039,
    SENT_FOR_NAME = 0x0042,
    START = 0x0060,
    END = 0x0061,
    SENT_FOR_ADDRESS = 0x0065,
    HEADERS = 0x007D,
    RECIPIENT_TYPE = 0x0C15,
    SENDER_NAME = 0x0C1A,
    SENDER_ADDRESS = 0x0C1F,
    SHOWN_BCC = 0x0E02,
    SHOWN_CC = 0x0E03,
    SHOWN_TO = 0x0E04,
    DELIVERED = 0x0E06,
    NORMAL_SUBJECT = 0x0E1D,
    BODY = 0x1000,
    PACKED_RTF = 0x1009,
    HTML = 0x1013,
    MESSAGE_ID = 0x1035,
    REFERENCES = 0x1039,
    IN_REPLY_TO = 0x1042,
    ADDRESS = 0x3003,
    SHORT_FILE = 0x3704,
    LONG_FILE = 0x3707,
    MIME_TYPE = 0x370E,
    SMTP_ADDRESS = 0x39FE,
    POSTAL = 0x3A15,
    COMPANY = 0x3A16,
    JOB = 0x3A17,
    DEPARTMENT = 0x3A18,
    OFFICE_PHONE = 0x3A08,
    HOME_PHONE = 0x3A09,
    MOBILE_PHONE = 0x3A1C,
    FAX = 0x3A24,
    CODEPAGE = 0x3FDE,
    NARROW_CODEPAGE = 0x3FFD,
    SENDER_SMTP = 0x5D01,
    SENT_FOR_SMTP = 0x5D02
};

/* What contacts and appointments have besides a body: lines of the text. */
static const struct {
    uint32_t id;
    const char *label;
} lines[] = {{START, "Start"},
             {END, "End"},
             {COMPANY, "Company"},
             {JOB, "Position"},
             {DEPARTMENT, "Department"},
             {OFFICE_PHONE, "Business phone"},
             {HOME_PHONE, "Home phone"},
             {MOBILE_PHONE, "Mobile phone"},
             {FAX, "Fax"},
             {POSTAL, "Address"}};
enum { LINES = sizeof lines / sizeof *lines };

/* ---- properties ---- */

bool hs_mapi_wanted(uint32_t id)
{
    static const uint32_t others[] = {MESSAGE_CLASS, SUBJECT,        SUBMITTED,      SENT_FOR_NAME,   SENT_FOR_ADDRESS,
                                      HEADERS,       RECIPIENT_TYPE, SENDER_NAME,    SHOWN_BCC,       SENDER_ADDRESS,
                                      SHOWN_CC,      SHOWN_TO,       DELIVERED,      NORMAL_SUBJECT,  BODY,
                                      PACKED_RTF,    HTML,           MESSAGE_ID,     REFERENCES,      IN_REPLY_TO,
                                      HS_MAPI_NAME,  ADDRESS,        HS_MAPI_METHOD, SHORT_FILE,      LONG_FILE,
                                      MIME_TYPE,     SMTP_ADDRESS,   CODEPAGE,       NARROW_CODEPAGE, SENDER_SMTP,
                                      SENT_FOR_SMTP};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] == id) return true;
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].id == id) return true;
    return false;
}

static const hs_mapi_value *value_of(const hs_mapi *o, uint32_t id)
{
    for (uint32_t i = 0; i < o->values.n; i++)
        if (o->values.v[i].id == id) return &o->values.v[i];
    return NULL;
}

void hs_mapi_add(hs_mapi *o, uint32_t id, uint32_t type, hs_str bytes)
{
    if (value_of(o, id)) return;
    *HS_PUSH(o->values) = (hs_mapi_value){id, type, o->bytes.n, bytes.n};
    hs_buf_add(&o->bytes, bytes.p, bytes.n);
}

hs_str hs_mapi_bytes(const hs_mapi *o, uint32_t id)
{
    const hs_mapi_value *v = value_of(o, id);
    return v ? (hs_str){o->bytes.p ? o->bytes.p + v->at : "", v->n} : (hs_str){NULL, 0};
}

static uint64_t little(hs_str s)
{
    uint64_t n = 0;
    for (size_t i = s.n < 8 ? s.n : 8; i > 0; i--) n = n << 8 | (unsigned char)s.p[i - 1];
    return n;
}

uint32_t hs_mapi_number(const hs_mapi *o, uint32_t id)
{
    return (uint32_t)little(hs_mapi_bytes(o, id));
}

void hs_mapi_free(hs_mapi *o)
{
    HS_VEC_FREE(o->values);
    hs_buf_free(&o->bytes);
}

/* ---- text ---- */

/* The name that decode.h knows a Windows code page by. */
static void charset_of(uint32_t page, char out[32])
{
    static const struct {
        uint32_t page;
        const char *name;
    } known[] = {{932, "windows-31j"},   {936, "gb18030"},       {949, "windows-949"}, {950, "big5"},
                 {20127, "us-ascii"},    {20866, "koi8-r"},      {21866, "koi8-u"},    {50220, "iso-2022-jp"},
                 {50221, "iso-2022-jp"}, {50222, "iso-2022-jp"}, {51932, "euc-jp"},    {51936, "gb18030"},
                 {51949, "windows-949"}, {54936, "gb18030"},     {65000, "utf-7"},     {65001, "utf-8"}};
    snprintf(out, 32, "windows-%u", page >= 1250 && page <= 1258 ? page : page == 874 ? 874 : 1252);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].page == page) snprintf(out, 32, "%s", known[i].name);
    if (page >= 28591 && page <= 28605) snprintf(out, 32, "iso-8859-%u", page - 28590);
}

static void add_wide(hs_str s, hs_buf *out)
{
    for (size_t i = 0; i + 2 <= s.n; i += 2) {
        uint32_t c = (uint32_t)little((hs_str){s.p + i, 2});
        if (c >= 0xD800 && c < 0xDC00 && i + 4 <= s.n) {
            uint32_t low = (uint32_t)little((hs_str){s.p + i + 2, 2});
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        hs_utf8_put(out, c);
    }
}

/* Text of the bytes in the object's code page, or the message's. */
static void add_narrow(const hs_outlook *m, const hs_mapi *o, hs_str s, hs_buf *out)
{
    uint32_t page = hs_mapi_number(o, NARROW_CODEPAGE);
    if (!page) page = hs_mapi_number(&m->own, NARROW_CODEPAGE);
    if (!page) page = hs_mapi_number(&m->own, CODEPAGE);
    char charset[32];
    charset_of(page, charset);
    hs_decoded t = {0};
    if (hs_decode(s, hs_str_of(charset), &t, NULL)) hs_buf_add(out, t.text.p, t.text.n);
    hs_decoded_free(&t);
}

static void add_time(uint64_t t, bool mail, hs_buf *out)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    uint64_t seconds = t / 10000000, since = 11644473600;
    if (seconds < since || seconds - since > 200000000000) return;
    seconds -= since;
    hs_day day = (hs_day)(seconds / 86400);
    int year, month, of_month, h = (int)(seconds / 3600 % 24), min = (int)(seconds / 60 % 60), s = (int)(seconds % 60);
    hs_day_parts(day, &year, &month, &of_month);
    if (mail) {
        hs_buf_printf(out, "%s, %d %s %04d %02d:%02d:%02d +0000", days[hs_day_weekday(day)], of_month,
                      months[month - 1], year, h, min, s);
    } else {
        hs_buf_printf(out, "%04d-%02d-%02d %02d:%02d UTC", year, month, of_month, h, min);
    }
}

/* A property as UTF-8, appended; nothing where there is none. */
static void add_text(const hs_outlook *m, const hs_mapi *o, uint32_t id, hs_buf *out)
{
    const hs_mapi_value *v = value_of(o, id);
    hs_str s = hs_mapi_bytes(o, id);
    if (!v) return;
    while (v->type == HS_MAPI_NARROW && s.n && s.p[s.n - 1] == '\0') s.n--;
    while (v->type == HS_MAPI_TEXT && s.n > 1 && !s.p[s.n - 1] && !s.p[s.n - 2]) s.n -= 2;
    if (v->type == HS_MAPI_TIME) add_time(little(s), false, out);
    if (v->type == HS_MAPI_TEXT) add_wide(s, out);
    if (v->type == HS_MAPI_NARROW || v->type == HS_MAPI_BINARY) add_narrow(m, o, s, out);
}

/* The same on one line without control characters, as a header field wants it. */
static void add_line(hs_str s, hs_buf *out)
{
    bool space = false, any = false;
    if (s.n > LONGEST_FIELD) s.n = LONGEST_FIELD;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        bool blank = c <= 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (!blank && space && any) hs_buf_char(out, ' ');
        if (!blank) hs_utf8_put(out, c);
        any |= !blank;
        space = blank;
    }
}

static void text_line(const hs_outlook *m, const hs_mapi *o, uint32_t id, hs_buf *out)
{
    hs_buf b = {0};
    add_text(m, o, id, &b);
    add_line((hs_str){hs_buf_c(&b), b.n}, out);
    hs_buf_free(&b);
}

/* ---- the header ---- */

/* A field of the header that the message travelled with. */
static bool travelled(hs_str head, const char *name, hs_buf *out)
{
    size_t n = strlen(name), from = out->n;
    for (size_t at = 0; at < head.n;) {
        const char *nl = memchr(head.p + at, '\n', head.n - at);
        size_t end = nl ? (size_t)(nl - head.p) : head.n;
        bool ours = end - at > n && head.p[at + n] == ':' && hs_str_ieq((hs_str){head.p + at, n}, hs_str_of(name));
        while (ours && end + 1 < head.n && (head.p[end + 1] == ' ' || head.p[end + 1] == '\t')) {
            nl = memchr(head.p + end + 1, '\n', head.n - end - 1);
            end = nl ? (size_t)(nl - head.p) : head.n;
        }
        if (ours) {
            add_line((hs_str){head.p + at + n + 1, end - at - n - 1}, out);
            return out->n > from;
        }
        at = end + 1;
    }
    return false;
}

static void add_person(const hs_outlook *m, const hs_mapi *o, uint32_t name, const uint32_t addresses[2], hs_buf *out)
{
    hs_buf who = {0}, at = {0};
    text_line(m, o, name, &who);
    for (size_t i = 0; i < 2 && !at.n; i++) {
        text_line(m, o, addresses[i], &at);
        if (at.n && !memchr(at.p, '@', at.n)) hs_buf_clear(&at); /* a name in the sender's own directory */
    }
    if (who.n && at.n && !strcmp(hs_buf_c(&who), hs_buf_c(&at))) hs_buf_clear(&who);
    bool quoted = who.n && strpbrk(hs_buf_c(&who), ",;<>@\"") && who.p[0] != '"';
    if (who.n) hs_buf_printf(out, quoted ? "\"%s\"" : "%s", hs_buf_c(&who));
    if (at.n) hs_buf_printf(out, who.n ? " <%s>" : "%s", hs_buf_c(&at));
    hs_buf_free(&who);
    hs_buf_free(&at);
}

static void add_people(const hs_outlook *m, uint32_t kind, uint32_t shown, hs_buf *out)
{
    static const uint32_t addresses[2] = {SMTP_ADDRESS, ADDRESS};
    size_t from = out->n;
    for (uint32_t i = 0; i < m->people.n; i++) {
        const hs_mapi *p = &m->people.v[i];
        if ((hs_mapi_number(p, RECIPIENT_TYPE) & 3) != kind) continue;
        if (out->n > from) hs_buf_str(out, ", ");
        add_person(m, p, HS_MAPI_NAME, addresses, out);
    }
    if (out->n == from) text_line(m, &m->own, shown, out);
}

static void add_sender(const hs_outlook *m, hs_buf *out)
{
    static const uint32_t sent_for[2] = {SENT_FOR_SMTP, SENT_FOR_ADDRESS}, sender[2] = {SENDER_SMTP, SENDER_ADDRESS};
    size_t from = out->n;
    add_person(m, &m->own, SENT_FOR_NAME, sent_for, out);
    if (out->n == from) add_person(m, &m->own, SENDER_NAME, sender, out);
}

static void add_date(const hs_outlook *m, hs_buf *out)
{
    size_t from = out->n;
    hs_str sent = hs_mapi_bytes(&m->own, SUBMITTED), came = hs_mapi_bytes(&m->own, DELIVERED);
    if (sent.n) add_time(little(sent), true, out);
    if (out->n == from && came.n) add_time(little(came), true, out);
}

/* A subject of a mailbox may begin with two characters that tell how long its "RE: " is. */
static void add_subject(const hs_outlook *m, hs_buf *out)
{
    hs_buf b = {0};
    size_t from = out->n;
    add_text(m, &m->own, SUBJECT, &b);
    hs_str s = {hs_buf_c(&b), b.n};
    if (s.n >= 2 && s.p[0] == 1) s = (hs_str){s.p + 2, s.n - 2};
    add_line(s, out);
    if (out->n == from) text_line(m, &m->own, NORMAL_SUBJECT, out);
    hs_buf_free(&b);
}

static void write_head(const hs_outlook *m, hs_buf *out)
{
    static const char *const fields[] = {"From",    "To",         "Cc",          "Bcc",       "Date",
                                         "Subject", "Message-ID", "In-Reply-To", "References"};
    hs_buf head = {0}, value = {0};
    add_text(m, &m->own, HEADERS, &head);
    hs_str h = {hs_buf_c(&head), head.n};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        hs_buf_clear(&value);
        if (i == 5) add_subject(m, &value);
        if (!value.n && !travelled(h, fields[i], &value)) {
            if (i == 0) add_sender(m, &value);
            if (i == 1) add_people(m, 1, SHOWN_TO, &value);
            if (i == 2) add_people(m, 2, SHOWN_CC, &value);
            if (i == 3) add_people(m, 3, SHOWN_BCC, &value);
            if (i == 4) add_date(m, &value);
            if (i == 6) text_line(m, &m->own, MESSAGE_ID, &value);
            if (i == 7) text_line(m, &m->own, IN_REPLY_TO, &value);
            if (i == 8) text_line(m, &m->own, REFERENCES, &value);
        }
        if (value.n) hs_buf_printf(out, "%s: %s\r\n", fields[i], hs_buf_c(&value));
    }
    hs_buf_str(out, "MIME-Version: 1.0\r\n");
    hs_buf_free(&value);
    hs_buf_free(&head);
}

/* ---- the body ---- */

static void add_rtf(const hs_mapi *o, hs_buf *out)
{
    hs_buf rtf = {0};
    hs_doc *d = hs_doc_new();
    hs_lzfu(hs_mapi_bytes(o, PACKED_RTF), MOST_RTF, &rtf);
    if (rtf.n && hs_rtf_read((hs_str){rtf.p, rtf.n}, d, NULL)) hs_buf_add(out, d->text.p, d->text.n);
    hs_doc_free(d);
    hs_buf_free(&rtf);
}

static bool blank(const hs_buf *b)
{
    return !hs_str_trim((hs_str){b->p, b->n}).n;
}

/* The body with the fields of its part: plain text where there is some, else the page, else the text of the RTF. */
static void write_body(const hs_outlook *m, hs_buf *out)
{
    hs_buf text = {0};
    char charset[32];
    hs_str page = hs_mapi_bytes(&m->own, HTML);
    add_text(m, &m->own, BODY, &text);
    if (blank(&text)) {
        hs_buf_clear(&text);
        if (!page.n) add_rtf(&m->own, &text);
    }
    bool html = blank(&text) && page.n;
    if (html) {
        bool wide = value_of(&m->own, HTML)->type == HS_MAPI_TEXT;
        hs_buf_clear(&text);
        charset_of(wide ? 65001 : hs_mapi_number(&m->own, CODEPAGE), charset);
        if (wide) add_wide(page, &text);
        if (!wide) hs_buf_add(&text, page.p, page.n);
    }
    for (size_t i = 0; i < LINES && !html; i++) {
        size_t before = text.n;
        if (!value_of(&m->own, lines[i].id)) continue;
        hs_buf_printf(&text, "%s%s: ", before ? "\r\n" : "", lines[i].label);
        text_line(m, &m->own, lines[i].id, &text);
    }
    hs_buf_printf(out, "Content-Type: text/%s; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
                  html ? "html" : "plain", html ? charset : "utf-8");
    hs_buf_add(out, hs_buf_c(&text), text.n);
    hs_buf_str(out, "\r\n");
    hs_buf_free(&text);
}

/* ---- attachments ---- */

static void base64(hs_str s, hs_buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        size_t n = s.n - i < 3 ? s.n - i : 3;
        uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;
        if (n > 1) v |= (uint32_t)(unsigned char)s.p[i + 1] << 8;
        if (n > 2) v |= (unsigned char)s.p[i + 2];
        char four[4] = {digits[v >> 18], digits[v >> 12 & 63], n > 1 ? digits[v >> 6 & 63] : '=',
                        n > 2 ? digits[v & 63] : '='};
        hs_buf_add(out, four, 4);
        if (i % LINE == LINE - 3) hs_buf_str(out, "\r\n");
    }
    hs_buf_str(out, "\r\n");
}

void hs_outlook_name(const hs_outlook *m, const hs_mapi *attachment, bool message, hs_buf *out)
{
    static const uint32_t names[] = {LONG_FILE, SHORT_FILE, HS_MAPI_NAME};
    size_t from = out->n;
    for (size_t i = 0; i < 3 && out->n == from; i++) text_line(m, attachment, names[i], out);
    if (out->n == from) hs_buf_str(out, message ? "message" : "attachment");
    if (message) hs_buf_str(out, ".eml");
}

void hs_outlook_attach(hs_outlook *m, const hs_mapi *attachment, hs_str bytes, bool message)
{
    hs_buf name = {0}, type = {0};
    hs_buf *part = HS_PUSH(m->parts);
    text_line(m, attachment, MIME_TYPE, &type);
    hs_outlook_name(m, attachment, message, &name);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '"' || name.p[i] == '\\') name.p[i] = '\'';
    bool sound = type.n && type.n < 80 && memchr(type.p, '/', type.n) && !strpbrk(hs_buf_c(&type), " ;\"") &&
                 strncmp(type.p, "multipart/", 10) != 0;
    hs_buf_printf(part, "Content-Type: %s\r\nContent-Disposition: attachment; filename=\"%s\"\r\n",
                  message ? "message/rfc822"
                  : sound ? hs_buf_c(&type)
                          : "application/octet-stream",
                  hs_buf_c(&name));
    hs_buf_printf(part, "Content-Transfer-Encoding: %s\r\n\r\n", message ? "8bit" : "base64");
    if (message) hs_buf_add(part, bytes.p, bytes.n);
    if (!message) base64(bytes, part);
    hs_buf_free(&name);
    hs_buf_free(&type);
}

void hs_outlook_write(const hs_outlook *m, hs_buf *out)
{
    hs_buf body = {0};
    char boundary[65];
    write_head(m, out);
    write_body(m, &body);
    if (!m->parts.n) {
        hs_buf_add(out, body.p, body.n);
    } else { /* the boundary is a hash of what it bounds, so that it cannot stand in it */
        hs_buf hashes = {0};
        hs_sha256 h = hs_sha256_of(body.p, body.n);
        hs_buf_add(&hashes, h.b, sizeof h.b);
        for (uint32_t i = 0; i < m->parts.n; i++) {
            h = hs_sha256_of(m->parts.v[i].p, m->parts.v[i].n);
            hs_buf_add(&hashes, h.b, sizeof h.b);
        }
        h = hs_sha256_of(hashes.p, hashes.n);
        hs_sha256_hex(&h, boundary);
        hs_buf_free(&hashes);
        hs_buf_printf(out, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary);
        hs_buf_add(out, body.p, body.n);
        for (uint32_t i = 0; i < m->parts.n; i++) {
            hs_buf_printf(out, "--%s\r\n", boundary);
            hs_buf_add(out, m->parts.v[i].p, m->parts.v[i].n);
            hs_buf_str(out, "\r\n");
        }
        hs_buf_printf(out, "--%s--\r\n", boundary);
    }
    hs_buf_free(&body);
}

void hs_outlook_free(hs_outlook *m)
{
    hs_mapi_free(&m->own);
    for (uint32_t i = 0; i < m->people.n; i++) hs_mapi_free(&m->people.v[i]);
    for (uint32_t i = 0; i < m->parts.n; i++) hs_buf_free(&m->parts.v[i]);
    HS_VEC_FREE(m->people);
    HS_VEC_FREE(m->parts);
}
