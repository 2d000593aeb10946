#include "doc/children.h"

#include "base/utf8.h"

enum { RATIO = 200, FREE_BYTES = 64 << 20, MOST_BYTES = 2047 << 20, LISTED = 5 };

uint64_t hs_children_bytes(uint64_t size)
{
    uint64_t most = size > MOST_BYTES / RATIO ? MOST_BYTES : size * RATIO + FREE_BYTES;
    return most < MOST_BYTES ? most : MOST_BYTES;
}

uint64_t hs_child_room(const hs_doc *d)
{
    uint64_t most = hs_children_bytes(d->raw_size);
    uint64_t left = most > d->children.bytes ? most - d->children.bytes : 0;
    return left < HS_CHILD_LARGEST ? left : HS_CHILD_LARGEST;
}

void hs_doc_partly(hs_doc *d, const char *part, const char *reason)
{
    if (d->verdict != HS_READ_WHOLE) return;
    d->verdict = HS_READ_PART;
    d->part = hs_doc_intern(d, hs_str_of(part));
    d->reason = hs_doc_intern(d, hs_str_of(reason));
}

/* The name by which a member is known: bounded, never empty, different from those before. */
static void known_as(hs_children *c, hs_str name, hs_buf *out)
{
    if (name.n > HS_CHILD_NAME - 16) name.n = HS_CHILD_NAME - 16;
    if (!name.n) name = HS_STR("unnamed");
    hs_utf8_shown(name, out);
    uint32_t *times = hs_map_at(&c->names, name);
    *times = *times == HS_MISSING ? 1 : *times + 1;
    if (*times > 1) hs_buf_printf(out, "#%u", *times);
}

static bool hand_out(hs_doc *d, hs_str name, hs_str bytes, const hs_err *why_not)
{
    hs_children *c = &d->children;
    hs_buf known = {0};
    if (c->n >= HS_CHILDREN_MOST) {
        hs_doc_partly(d, "the other members", "it has more members than are read");
        return false;
    }
    known_as(c, name, &known);
    if (c->take) c->take((hs_str){known.p, known.n}, bytes, why_not, c->ctx);
    c->n++;
    c->bytes += bytes.n;
    if (why_not) {
        if (!c->refused) c->why = *why_not;
        if (c->refused < LISTED) hs_buf_printf(&c->list, "%s%s", c->refused ? ", " : "", hs_buf_c(&known));
        c->refused++;
    }
    hs_buf_free(&known);
    return true;
}

bool hs_child_refuse(hs_doc *d, hs_str name, hs_code code, const char *why)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_fail(&err, code, NULL, HS_NOWHERE, "%s", why);
    return hand_out(d, name, (hs_str){"", 0}, &err);
}

bool hs_child_add(hs_doc *d, hs_str name, hs_str bytes)
{
    if (bytes.n > hs_child_room(d))
        return hs_child_refuse(d, name, HS_ERR_LIMIT, "larger than a member of this file may be");
    if (!bytes.p) bytes.p = "";
    return hand_out(d, name, bytes, NULL);
}

void hs_children_end(hs_doc *d)
{
    hs_children *c = &d->children;
    if (!c->refused) return;
    hs_buf part = {0};
    hs_buf_printf(&part, "%u member%s (%s%s)", c->refused, c->refused == 1 ? "" : "s", hs_buf_c(&c->list),
                  c->refused > LISTED ? " …" : "");
    hs_doc_partly(d, hs_buf_c(&part), c->why.msg);
    hs_buf_free(&part);
}
