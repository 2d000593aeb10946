#include "read/chatjson.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/data.h"
#include "read/decode.h"
#include "read/jsonscan.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIFFED = 65536 };

static const char *const text_names[] = {"text", "content", "message", "body", "Body"};
static const char *const sender_names[] = {"from",      "sender_name", "user_profile", "author",   "sender", "fromName",
                                           "sender_id", "user",        "sourceName",   "username", "source", "actor"};
static const char *const time_names[] = {"date",    "timestamp", "timestamp_ms", "date_unixtime", "ts",       "time",
                                         "sent_at", "sentAt",    "dateSent",     "created_at",    "createdAt"};
static const char *const name_names[] = {"name",     "display_name", "real_name", "global_name",
                                         "nickname", "username",     "title",     "profileName"};
static const char *const reply_names[] = {"reply_to_message_id", "reply_to",  "replyTo",
                                          "in_reply_to",         "reference", "quote"};
static const char *const id_names[] = {"id", "message_id", "messageId", "mid"};
static const char *const file_names[] = {"photo", "file", "media", "uri", "file_name"};
static const char *const title_names[] = {"name", "title", "subject"};
#define MEMBER(j, object, names) hs_jsonscan_member(j, object, names, sizeof(names) / sizeof *(names))

static bool has_key(hs_str s, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char key[40];
        int k = snprintf(key, sizeof key, "\"%s\"", names[i]);
        if (memmem(s.p, s.n, key, (size_t)k)) return true;
    }
    return false;
}
#define HAS(s, names) has_key(s, names, sizeof(names) / sizeof *(names))

int hs_chatjson_sniff(hs_str raw)
{
    hs_str s = hs_str_trim((hs_str){raw.p, raw.n < SNIFFED ? raw.n : SNIFFED});
    if (hs_str_starts(s, HS_STR("\xEF\xBB\xBF"))) s = hs_str_trim((hs_str){s.p + 3, s.n - 3});
    if (!s.n || (s.p[0] != '{' && s.p[0] != '[')) return 0;
    return HAS(s, text_names) && HAS(s, sender_names) && HAS(s, time_names) ? 80 : 0;
}

/* ---- values ---- */

/* Some exports write the bytes of UTF-8 as one escape each: "\u00c3\u00bc" for "ü". */
static void undo_bytes(hs_buf *s)
{
    hs_buf bytes = {0};
    bool high = false;
    hs_str text = {hs_buf_c(s), s->n};
    for (size_t at = 0; at < text.n;) {
        uint32_t c = hs_utf8_next(text, &at);
        if (c > 0xFF) goto done;
        high |= c > 0x7F;
        hs_buf_char(&bytes, (char)c);
    }
    if (high && hs_utf8_bad((hs_str){bytes.p, bytes.n}) == SIZE_MAX) {
        hs_buf_free(s);
        *s = bytes;
        return;
    }
done:
    hs_buf_free(&bytes);
}

static void value_text(const hs_jsonscan *j, uint32_t value, hs_buf *out)
{
    hs_jsonscan_text(j, value, out);
    undo_bytes(out);
    for (size_t i = 0; i < out->n; i++)
        if ((unsigned char)out->p[i] < ' ') out->p[i] = ' ';
}

static bool is_string(const hs_jsonscan *j, uint32_t v)
{
    return v != HS_JSONSCAN_NONE && j->v.v[v].type == HS_JSONSCAN_STRING && j->v.v[v].n > 0;
}

static bool is_clock(const char *s)
{
    static const char form[] = "00:00";
    for (int i = 0; i < 5; i++)
        if (form[i] == ':' ? s[i] != ':' : s[i] < '0' || s[i] > '9') return false;
    return true;
}

static bool two_digits(hs_str s, size_t at)
{
    return at + 2 <= s.n && s.p[at] >= '0' && s.p[at] <= '9' && s.p[at + 1] >= '0' && s.p[at + 1] <= '9';
}

/* What an ISO time has behind its minutes: seconds where they are not zero, the zone where one is given. */
static void rest_of_clock(hs_str s, hs_buf *out)
{
    size_t at = 0;
    if (s.n && s.p[0] == ':' && two_digits(s, 1)) {
        if (memcmp(s.p + 1, "00", 2) != 0) hs_buf_add(out, s.p, 3);
        at = 3;
        if (at < s.n && s.p[at] == '.') at++;
        while (at > 3 && at < s.n && s.p[at] >= '0' && s.p[at] <= '9') at++;
    }
    hs_str zone = {s.p + at, s.n - at};
    size_t minutes = zone.n == 6 && zone.p[3] == ':' ? 4 : 3;
    if (hs_str_eq(zone, HS_STR("Z")) || hs_str_eq(zone, HS_STR("+00:00"))) {
        hs_buf_str(out, " UTC");
    } else if (zone.n == minutes + 2 && (zone.p[0] == '+' || zone.p[0] == '-') && two_digits(zone, 1) &&
               two_digits(zone, minutes)) {
        hs_buf_printf(out, " %.3s:%.2s", zone.p, zone.p + minutes);
    }
}

/* "2021-03-05 10:15" of an ISO time, of seconds or of milliseconds since 1970 (UTC); with seconds and zone where they
 * say something. */
static hs_day when_of(const hs_jsonscan *j, uint32_t value, hs_buf *out)
{
    char day[HS_DAY_TEXT];
    hs_buf s = {0};
    hs_jsonscan_text(j, value, &s);
    hs_str t = hs_str_trim((hs_str){hs_buf_c(&s), s.n});
    hs_day d = hs_day_parse(t);
    if (d != HS_NO_DAY) {
        hs_buf_add(out, t.p, 10);
        if (t.n >= 16 && is_clock(t.p + 11)) {
            hs_buf_printf(out, " %.5s", t.p + 11);
            rest_of_clock((hs_str){t.p + 16, t.n - 16}, out);
        }
    } else if (t.n >= 9 && t.n < 30 && strspn(t.p, "0123456789.") == t.n) {
        long long seconds = strtoll(t.p, NULL, 10);
        while (seconds > 100000000000LL) seconds /= 1000;
        d = (hs_day)(seconds / 86400);
        hs_day_text(d, day);
        hs_buf_printf(out, "%s %02d:%02d", day, (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60));
        if (seconds % 60) hs_buf_printf(out, ":%02d", (int)(seconds % 60));
        hs_buf_str(out, " UTC");
    } else if (t.n < 60) {
        for (size_t i = 0; i < t.n; i++) hs_buf_char(out, (unsigned char)t.p[i] < ' ' ? ' ' : t.p[i]);
    }
    hs_buf_free(&s);
    return d;
}

/* ---- messages ---- */

typedef struct {
    hs_jsonscan j;
    hs_doc *d;
    hs_writer w;
    uint32_t behind; /* the text's position up to which all is written */
    uint32_t messages;
} chat;

/* The words of a string value, each mapped. */
static void write_string(chat *c, uint32_t value)
{
    const hs_jsonscan_value *v = &c->j.v.v[value];
    hs_str s = {c->j.text.p + v->at, v->n};
    hs_buf plain = {0}, fixed = {0};
    hs_jsonscan_text(&c->j, value, &plain);
    value_text(&c->j, value, &fixed);
    if (fixed.n < plain.n) { /* bytes as escapes: the string maps as a whole */
        hs_str words = hs_str_trim((hs_str){fixed.p, fixed.n});
        if (words.n) hs_write_as(&c->w, v->at, v->n, words);
    } else {
        size_t from = 0;
        for (size_t i = 0; i < s.n;) {
            uint32_t ch;
            if (s.p[i] != '\\') {
                i++;
                continue;
            }
            if (i > from) hs_write_text(&c->w, v->at + (uint32_t)from, (uint32_t)(i - from));
            size_t n = hs_jsonscan_escape(s, i, &ch);
            hs_buf_clear(&plain);
            hs_utf8_put(&plain, ch < ' ' ? ' ' : ch);
            hs_write_as(&c->w, v->at + (uint32_t)i, (uint32_t)n, (hs_str){plain.p, plain.n});
            from = i += n;
        }
        if (s.n > from) hs_write_text(&c->w, v->at + (uint32_t)from, (uint32_t)(s.n - from));
    }
    c->behind = v->at + v->n;
    hs_buf_free(&plain);
    hs_buf_free(&fixed);
}

/* The words of a message: a string, or a list of strings and of objects that hold one. */
static void write_words(chat *c, uint32_t text)
{
    const hs_jsonscan *j = &c->j;
    if (is_string(j, text)) write_string(c, text);
    if (j->v.v[text].type != HS_JSONSCAN_ARRAY) return;
    for (uint32_t i = text + 1; i < j->v.v[text].end; i = j->v.v[i].end) {
        uint32_t piece = j->v.v[i].type == HS_JSONSCAN_OBJECT ? MEMBER(j, i, text_names) : i;
        if (is_string(j, piece)) write_string(c, piece);
    }
}

static bool has_words(const hs_jsonscan *j, uint32_t text)
{
    return is_string(j, text) ||
           (text != HS_JSONSCAN_NONE && j->v.v[text].type == HS_JSONSCAN_ARRAY && j->v.v[text].end > text + 1);
}

static void write_speaker(chat *c, uint32_t sender)
{
    hs_buf name = {0};
    value_text(&c->j, sender, &name);
    hs_str s = hs_str_trim((hs_str){hs_buf_c(&name), name.n});
    const hs_jsonscan_value *v = &c->j.v.v[sender];
    if (s.n && v->at >= c->behind && v->type == HS_JSONSCAN_STRING && !memchr(c->j.text.p + v->at, '\\', v->n)) {
        write_string(c, sender);
    } else if (s.n) {
        hs_write_made(&c->w, s);
    }
    if (s.n) {
        hs_write_speaker(&c->w);
        hs_write_made(&c->w, HS_STR(":"));
        hs_write_gap(&c->w);
    }
    hs_buf_free(&name);
}

/* "2021-03-05 10:15, message 7, reply to 5" */
static void locate(chat *c, uint32_t object, uint32_t time, uint32_t from)
{
    hs_buf name = {0}, id = {0};
    hs_day day = when_of(&c->j, time, &name);
    uint32_t number = MEMBER(&c->j, object, id_names), reply = MEMBER(&c->j, object, reply_names);
    if (reply != HS_JSONSCAN_NONE && c->j.v.v[reply].type == HS_JSONSCAN_OBJECT) reply = MEMBER(&c->j, reply, id_names);
    uint32_t const values[] = {number, reply};
    for (int i = 0; i < 2; i++) {
        hs_buf_clear(&id);
        if (values[i] == HS_JSONSCAN_NONE || c->j.v.v[values[i]].type < HS_JSONSCAN_STRING ||
            c->j.v.v[values[i]].n > 60)
            continue;
        value_text(&c->j, values[i], &id);
        if (!strcmp(hs_buf_c(&id), "null")) continue;
        hs_buf_printf(&name, "%s%s %s", name.n ? ", " : "", i ? "reply to" : "message", hs_buf_c(&id));
    }
    if (name.n)
        hs_doc_locate(c->d, from,
                      (hs_locator){.kind = HS_AT_TIME, .name = hs_doc_intern(c->d, (hs_str){name.p, name.n})});
    if (c->d->published_day == HS_NO_DAY && day != HS_NO_DAY) {
        char text[HS_DAY_TEXT];
        hs_day_text(day, text);
        c->d->published_day = day;
        c->d->published = hs_doc_intern(c->d, hs_str_of(text));
        c->d->published_by = hs_doc_intern(c->d, HS_STR("header"));
    }
    hs_buf_free(&name);
    hs_buf_free(&id);
}

static bool write_message(chat *c, uint32_t object)
{
    const hs_jsonscan *j = &c->j;
    uint32_t text = MEMBER(j, object, text_names), sender = MEMBER(j, object, sender_names),
             time = MEMBER(j, object, time_names);
    if (sender != HS_JSONSCAN_NONE && j->v.v[sender].type == HS_JSONSCAN_OBJECT) sender = MEMBER(j, sender, name_names);
    if (!has_words(j, text)) text = MEMBER(j, object, file_names);
    if (!has_words(j, text) || !is_string(j, sender) || time == HS_JSONSCAN_NONE ||
        j->v.v[time].type < HS_JSONSCAN_STRING)
        return false;
    uint32_t from = (uint32_t)c->d->text.n;
    hs_write_block(&c->w, HS_BLOCK_TURN);
    if (j->v.v[text].at < c->behind) return false;
    bool first = j->v.v[sender].at < j->v.v[text].at;
    uint32_t behind = c->behind;
    if (!first) c->behind = UINT32_MAX; /* the name stands behind the words: it cannot be mapped */
    write_speaker(c, sender);
    if (!first) c->behind = behind;
    write_words(c, text);
    locate(c, object, time, from);
    c->messages++;
    return true;
}

bool hs_chatjson_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    chat c = {.d = d, .w = {.doc = d, .from = &t}};
    hs_jsonscan_read(t.text, &c.j);
    for (uint32_t i = 0; i < c.j.v.n;)
        i = c.j.v.v[i].type == HS_JSONSCAN_OBJECT && write_message(&c, i) ? c.j.v.v[i].end : i + 1;
    hs_write_end(&c.w);
    bool ok = true;
    if (!c.messages) {
        ok = hs_data_read(raw, d, err);
    } else {
        uint32_t title = MEMBER(&c.j, 0, title_names);
        hs_buf name = {0};
        if (is_string(&c.j, title)) value_text(&c.j, title, &name);
        d->title = hs_doc_intern(d, hs_str_trim((hs_str){hs_buf_c(&name), name.n}));
        d->charset = hs_doc_intern(d, hs_str_of(t.charset));
        d->verdict = HS_READ_WHOLE;
        if (c.j.cut) hs_doc_partly(d, "the end of the chat", "the file is broken or cut off there");
        hs_buf_free(&name);
    }
    hs_jsonscan_free(&c.j);
    hs_decoded_free(&t);
    return ok;
}
