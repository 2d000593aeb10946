#include "read/msg.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/cfb.h"
#include "read/mail.h"
#include "read/office.h"
#include "read/outlook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 8, MOST_PEOPLE = 10000, MOST_NAMED = 64 << 20, SPARE = 1 << 20 };

#define PROPERTIES "__properties_version1.0"
#define RECIPIENT  "__recip_version1.0_#"
#define ATTACHMENT "__attach_version1.0_#"
#define EMBEDDED   "__substg1.0_3701000D"

typedef struct {
    hs_cfb file;
    uint8_t *seen;
    hs_doc *doc;
    uint64_t left; /* bytes that may still be read: streams of a sound file do not overlap */
    bool damaged;
} reader;

static bool starts(const char *name, const char *with)
{
    return !strncmp(name, with, strlen(with));
}

static void read_stream(reader *r, uint32_t entry, hs_buf *out)
{
    size_t before = out->n;
    r->damaged |= !hs_cfb_read(&r->file, entry, (size_t)r->left, out);
    r->left -= out->n - before;
}

/* Properties of fixed size stand in one stream, 16 bytes each, behind a header. */
static void add_fixed(hs_str s, size_t header, hs_mapi *to)
{
    for (size_t at = header; at + 16 <= s.n; at += 16) {
        uint32_t type = (uint32_t)(unsigned char)s.p[at] | (uint32_t)(unsigned char)s.p[at + 1] << 8;
        uint32_t id = (uint32_t)(unsigned char)s.p[at + 2] | (uint32_t)(unsigned char)s.p[at + 3] << 8;
        bool fixed = type == HS_MAPI_INT || type == HS_MAPI_BOOL || type == HS_MAPI_TIME;
        if (fixed && hs_mapi_wanted(id))
            hs_mapi_add(to, id, type, (hs_str){s.p + at + 8, type == HS_MAPI_TIME ? 8 : 4});
    }
}

/* The properties of a storage; `header`: bytes before those of fixed size; `data`: the bytes of an attachment. */
static void read_object(reader *r, const hs_cfb_list *members, size_t header, hs_mapi *to, hs_buf *data)
{
    for (uint32_t i = 0; i < members->n; i++) {
        const hs_cfb_entry *e = &r->file.entries.v[members->v[i]];
        unsigned id = 0, type = 0;
        hs_buf b = {0};
        bool fixed = !strcmp(e->name, PROPERTIES);
        bool one = sscanf(e->name, "__substg1.0_%4X%4X", &id, &type) == 2 && strlen(e->name) == 20;
        if (e->type != HS_CFB_STREAM) continue;
        if (one && id == HS_MAPI_DATA && data) {
            read_stream(r, members->v[i], data);
        } else if (fixed || (one && hs_mapi_wanted(id) && e->size <= MOST_NAMED)) {
            read_stream(r, members->v[i], &b);
            if (fixed) add_fixed((hs_str){hs_buf_c(&b), b.n}, header, to);
            if (!fixed) hs_mapi_add(to, id, type, (hs_str){hs_buf_c(&b), b.n});
        }
        hs_buf_free(&b);
    }
}

static void read_message(reader *r, uint32_t storage, int depth, hs_buf *out);

static void read_recipient(reader *r, uint32_t storage, hs_outlook *m)
{
    hs_cfb_list members = {0};
    if (m->people.n >= MOST_PEOPLE) return;
    hs_cfb_members(&r->file, storage, r->seen, &members);
    read_object(r, &members, 8, HS_PUSH(m->people), NULL);
    HS_VEC_FREE(members);
}

static void read_attachment(reader *r, uint32_t storage, int depth, hs_outlook *m)
{
    hs_cfb_list members = {0};
    hs_mapi own = {0};
    hs_buf data = {0}, name = {0};
    uint32_t inner = UINT32_MAX;
    hs_cfb_members(&r->file, storage, r->seen, &members);
    read_object(r, &members, 8, &own, &data);
    for (uint32_t i = 0; i < members.n; i++)
        if (!strcmp(r->file.entries.v[members.v[i]].name, EMBEDDED) &&
            r->file.entries.v[members.v[i]].type == HS_CFB_STORAGE)
            inner = members.v[i];
    bool message = inner != UINT32_MAX && hs_mapi_number(&own, HS_MAPI_METHOD) == HS_MAPI_EMBEDDED;
    if (message && depth < DEEPEST) {
        hs_buf_clear(&data);
        read_message(r, inner, depth + 1, &data);
        hs_outlook_attach(m, &own, (hs_str){data.p, data.n}, true);
    } else if (data.n) {
        hs_outlook_attach(m, &own, (hs_str){data.p, data.n}, false);
    } else {
        hs_outlook_name(m, &own, false, &name);
        hs_child_refuse(r->doc, (hs_str){hs_buf_c(&name), name.n}, HS_ERR_UNSUPPORTED,
                        message               ? "a message nested too deep"
                        : inner != UINT32_MAX ? "an object of another program, embedded in the message"
                                              : "the message has its name and not its bytes");
    }
    hs_buf_free(&name);
    hs_buf_free(&data);
    hs_mapi_free(&own);
    HS_VEC_FREE(members);
}

static void read_message(reader *r, uint32_t storage, int depth, hs_buf *out)
{
    hs_cfb_list members = {0};
    hs_outlook m = {0};
    hs_cfb_members(&r->file, storage, r->seen, &members);
    read_object(r, &members, depth ? 24 : 32, &m.own, NULL);
    for (uint32_t i = 0; i < members.n; i++) {
        const hs_cfb_entry *e = &r->file.entries.v[members.v[i]];
        if (e->type != HS_CFB_STORAGE) continue;
        if (starts(e->name, RECIPIENT)) read_recipient(r, members.v[i], &m);
        if (starts(e->name, ATTACHMENT)) read_attachment(r, members.v[i], depth, &m);
    }
    hs_outlook_write(&m, out);
    hs_outlook_free(&m);
    HS_VEC_FREE(members);
}

/* The text stands in no bytes of the file that could be shown: each block gets its number instead. */
static void number_blocks(hs_doc *d)
{
    d->map.n = 0;
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        hs_locator l = hs_office_place(d, HS_AT_PART, 0, "para. %u", i + 1);
        l.at = d->blocks.v[i].at;
        if (l.at.n) *HS_PUSH(d->locators) = l;
    }
}

int hs_msg_sniff(hs_str raw)
{
    hs_cfb c;
    if (!hs_cfb_is(raw) || !hs_cfb_open(raw, &c)) return 0;
    bool message = hs_cfb_find(&c, PROPERTIES) != UINT32_MAX;
    hs_cfb_close(&c);
    return message ? 90 : 0;
}

bool hs_msg_read(hs_str raw, hs_doc *d, hs_err *err)
{
    reader r = {.doc = d, .left = (uint64_t)raw.n + SPARE};
    hs_buf mail = {0};
    if (!hs_cfb_open(raw, &r.file))
        return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this compound file is damaged");
    r.seen = hs_calloc(r.file.entries.n, 1);
    d->verdict = HS_READ_WHOLE;
    read_message(&r, 0, 0, &mail);
    bool ok = hs_mail_read((hs_str){hs_buf_c(&mail), mail.n}, d, err);
    d->charset = 0;
    number_blocks(d);
    if (r.damaged) hs_doc_partly(d, "some of the message", "the file is cut short or damaged");
    free(r.seen);
    hs_buf_free(&mail);
    hs_cfb_close(&r.file);
    return ok;
}
