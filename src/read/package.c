#include "read/package.h"

#include "read/xml.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 20000, MOST_PART = 128 << 20, MOST_BYTES = 256 << 20, SNIFFED = 65536, TAIL = 65536 };

bool hs_package_has(hs_str raw, const char *member)
{
    if (raw.n < 4 || memcmp(raw.p, "PK\3\4", 4) != 0) return false;
    hs_str head = {raw.p, raw.n < SNIFFED ? raw.n : SNIFFED};
    size_t tail = raw.n < TAIL ? raw.n : TAIL;
    return hs_str_find(head, hs_str_of(member)) != SIZE_MAX ||
           hs_str_find((hs_str){raw.p + raw.n - tail, tail}, hs_str_of(member)) != SIZE_MAX;
}

static bool is_wanted(const char *name)
{
    hs_str s = hs_str_of(name);
    return hs_str_ends(s, HS_STR(".xml")) || hs_str_ends(s, HS_STR(".rels")) || !strcmp(name, "mimetype") ||
           strstr(name, "/embeddings/");
}

static void take_part(hs_package *p, struct archive *a, const char *name, size_t *room)
{
    char chunk[65536];
    la_ssize_t n = 0;
    hs_part *part = HS_PUSH(p->parts);
    part->name = hs_strdup(name);
    while ((n = archive_read_data(a, chunk, sizeof chunk)) > 0) {
        if ((size_t)n > *room || part->bytes.n + (size_t)n > MOST_PART) {
            p->cut = true;
            return;
        }
        hs_buf_add(&part->bytes, chunk, (size_t)n);
        *room -= (size_t)n;
    }
    p->cut |= n < 0;
}

bool hs_package_open(hs_str raw, hs_package *out, hs_err *err)
{
    struct archive_entry *e;
    struct archive *a = archive_read_new();
    size_t room = MOST_BYTES;
    int got = ARCHIVE_FATAL;
    *out = (hs_package){0};
    if (a && archive_read_support_format_zip(a) == ARCHIVE_OK &&
        archive_read_open_memory(a, raw.p, raw.n) == ARCHIVE_OK) {
        int left = MOST_MEMBERS;
        while (left-- && ((got = archive_read_next_header(a, &e)) == ARCHIVE_OK || got == ARCHIVE_WARN)) {
            const char *name = archive_entry_pathname_utf8(e);
            if (archive_entry_is_data_encrypted(e)) out->locked = true;
            if (name && is_wanted(name) && !archive_entry_is_data_encrypted(e)) take_part(out, a, name, &room);
        }
    }
    out->cut |= got != ARCHIVE_EOF;
    if (a) archive_read_free(a);
    if (out->parts.n) return true;
    return out->locked ? hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "encrypted: add a copy without a password")
                       : hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                                 "this office file is damaged: nothing in it can be unpacked");
}

void hs_package_free(hs_package *p)
{
    for (uint32_t i = 0; i < p->parts.n; i++) {
        free(p->parts.v[i].name);
        hs_buf_free(&p->parts.v[i].bytes);
    }
    HS_VEC_FREE(p->parts);
}

hs_str hs_package_part(const hs_package *p, const char *name)
{
    if (*name == '/') name++;
    for (uint32_t i = 0; i < p->parts.n; i++)
        if (!strcmp(p->parts.v[i].name, name)) return (hs_str){hs_buf_c(&p->parts.v[i].bytes), p->parts.v[i].bytes.n};
    return (hs_str){"", 0};
}

typedef struct {
    const char *id, *type;
    hs_buf target;
} search;

static void on_relation(void *ctx, const char *name, hs_xml_attributes a)
{
    search *s = ctx;
    if (strcmp(name, "Relationship") != 0 || s->target.n) return;
    bool fits = s->id ? hs_str_eq(hs_xml_get(a, "Id"), hs_str_of(s->id))
                      : hs_str_ends(hs_xml_get(a, "Type"), hs_str_of(s->type));
    hs_str target = hs_xml_get(a, "Target");
    if (fits && !hs_str_eq(hs_xml_get(a, "TargetMode"), HS_STR("External"))) hs_buf_add(&s->target, target.p, target.n);
}

/* "../media/a.xml" seen from "ppt/slides/" → "ppt/media/a.xml" */
static void resolve(hs_str folder, hs_str target, hs_buf *out)
{
    if (hs_str_starts(target, HS_STR("/"))) {
        hs_buf_add(out, target.p + 1, target.n - 1);
        return;
    }
    while (hs_str_starts(target, HS_STR("../"))) {
        target = (hs_str){target.p + 3, target.n - 3};
        if (folder.n) folder.n--;
        while (folder.n && folder.p[folder.n - 1] != '/') folder.n--;
    }
    hs_buf_add(out, folder.p, folder.n);
    hs_buf_add(out, target.p, target.n);
}

bool hs_package_related(const hs_package *p, const char *from, const char *id, const char *type, hs_buf *out)
{
    static const hs_xml_events events = {.open = on_relation};
    const char *slash = strrchr(from, '/');
    hs_str folder = {from, slash ? (size_t)(slash + 1 - from) : 0};
    hs_buf rels = {0};
    search s = {.id = id, .type = type};
    hs_buf_printf(&rels, "%.*s_rels/%s.rels", (int)folder.n, folder.p, from + folder.n);
    hs_xml_parse(hs_package_part(p, hs_buf_c(&rels)), &events, &s);
    if (s.target.n) resolve(folder, (hs_str){s.target.p, s.target.n}, out);
    bool found = s.target.n > 0;
    hs_buf_free(&rels);
    hs_buf_free(&s.target);
    return found;
}
