#include "read/pst.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/pstfile.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 8, DEEPEST_FOLDER = 32, MOST_PEOPLE = 10000 };

typedef struct {
    hs_pst file;
    hs_doc *doc;
} reader;

static bool add_person(hs_mapi *cells, void *ctx)
{
    hs_outlook *m = ctx;
    if (m->people.n >= MOST_PEOPLE) return false;
    *HS_PUSH(m->people) = *cells;
    *cells = (hs_mapi){0};
    return true;
}

static void read_message(reader *r, const hs_pst_node *node, int depth, hs_buf *out);

static void read_attachment(reader *r, const hs_pst_node *node, int depth, hs_outlook *m)
{
    hs_pst_nodes own = {0};
    hs_mapi what = {0};
    hs_buf data = {0}, name = {0};
    uint32_t inner = 0;
    hs_pst_own(&r->file, node->sub, &own);
    hs_pst_object(&r->file, node, &own, &what, &data, &inner);
    const hs_pst_node *message =
        inner && hs_mapi_number(&what, HS_MAPI_METHOD) == HS_MAPI_EMBEDDED ? hs_pst_find(&own, inner) : NULL;
    if (message && depth < DEEPEST) {
        hs_buf_clear(&data);
        read_message(r, message, depth + 1, &data);
        hs_outlook_attach(m, &what, (hs_str){data.p, data.n}, true);
    } else if (data.n) {
        hs_outlook_attach(m, &what, (hs_str){data.p, data.n}, false);
    } else {
        hs_outlook_name(m, &what, false, &name);
        hs_child_refuse(r->doc, (hs_str){hs_buf_c(&name), name.n}, HS_ERR_UNSUPPORTED,
                        message ? "a message nested too deep"
                        : inner ? "an object of another program, embedded in a message"
                                : "the mailbox has its name and not its bytes");
    }
    hs_buf_free(&name);
    hs_buf_free(&data);
    hs_mapi_free(&what);
    HS_VEC_FREE(own);
}

static void read_message(reader *r, const hs_pst_node *node, int depth, hs_buf *out)
{
    hs_pst_nodes own = {0};
    hs_outlook m = {0};
    hs_pst_own(&r->file, node->sub, &own);
    hs_pst_object(&r->file, node, &own, &m.own, NULL, NULL);
    const hs_pst_node *people = hs_pst_find(&own, HS_PST_RECIPIENTS);
    if (people) hs_pst_table(&r->file, people, &own, add_person, &m);
    for (uint32_t i = 0; i < own.n; i++)
        if ((own.v[i].id & HS_PST_KIND) == HS_PST_ATTACHMENT) read_attachment(r, &own.v[i], depth, &m);
    hs_outlook_write(&m, out);
    hs_outlook_free(&m);
    HS_VEC_FREE(own);
}

/* ---- folders ---- */

/* The folders above a message, the outermost first, each with a stroke behind it. */
static void add_folder(reader *r, uint32_t id, int depth, hs_buf *out)
{
    const hs_pst_node *node = hs_pst_find(&r->file.nodes, id);
    hs_pst_nodes own = {0};
    hs_outlook m = {0};
    hs_buf name = {0};
    if (!node || (id & HS_PST_KIND) != HS_PST_FOLDER || node->parent == id || depth > DEEPEST_FOLDER) return;
    add_folder(r, node->parent, depth + 1, out);
    hs_pst_own(&r->file, node->sub, &own);
    hs_pst_object(&r->file, node, &own, &m.own, NULL, NULL);
    if (hs_mapi_bytes(&m.own, HS_MAPI_NAME).n) hs_outlook_name(&m, &m.own, false, &name);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '/') name.p[i] = '_';
    if (name.n) hs_buf_printf(out, "%s/", hs_buf_c(&name));
    hs_buf_free(&name);
    hs_outlook_free(&m);
    HS_VEC_FREE(own);
}

/* The name of a folder is made once for all that stand in it in a row. */
typedef struct {
    uint32_t id;
    hs_buf name;
} folder;

int hs_pst_sniff(hs_str raw)
{
    return hs_pst_is(raw) ? 95 : 0;
}

bool hs_pst_read(hs_str raw, hs_doc *d, hs_err *err)
{
    reader r = {.doc = d};
    folder in = {0};
    bool ok = hs_pst_open(raw, &r.file, err), go = true;
    d->verdict = HS_READ_WHOLE;
    for (uint32_t i = 0; ok && go && i < r.file.nodes.n; i++) {
        const hs_pst_node node = r.file.nodes.v[i];
        hs_buf name = {0}, mail = {0};
        if ((node.id & HS_PST_KIND) != HS_PST_MESSAGE) continue;
        if (in.id != node.parent) {
            hs_buf_clear(&in.name);
            add_folder(&r, node.parent, 0, &in.name);
            in.id = node.parent;
        }
        hs_buf_printf(&name, "%s%llu.eml", hs_buf_c(&in.name), (unsigned long long)node.id);
        read_message(&r, &node, 0, &mail);
        go = hs_child_add(d, (hs_str){name.p, name.n}, (hs_str){mail.p, mail.n});
        hs_buf_free(&name);
        hs_buf_free(&mail);
    }
    if (ok && r.file.damaged) hs_doc_partly(d, "some of the messages", "the mailbox is cut short or damaged");
    if (ok && !d->children.n)
        ok = hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there are no messages in this mailbox");
    hs_buf_free(&in.name);
    hs_pst_close(&r.file);
    return ok;
}
