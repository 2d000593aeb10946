#include "read/html.h"

#include "read/decode.h"
#include "read/html_main.h"
#include "read/write.h"

#include <stdlib.h>
#include <string.h>

enum { SNIFF = 4096, META_BYTES = 4096 };

/* The first bytes without NULs and byte order marks, so that UTF-16 looks like ASCII. */
static size_t first_bytes(hs_str raw, char out[SNIFF])
{
    size_t n = 0;
    for (size_t i = 0; i < raw.n && i < 2 * SNIFF && n < SNIFF - 1; i++)
        if (raw.p[i] && (unsigned char)raw.p[i] < 0xEF) out[n++] = raw.p[i];
    out[n] = '\0';
    return n;
}

int hs_html_sniff(hs_str raw)
{
    if (hs_binary_kind(raw)) return 0;
    char head[SNIFF];
    hs_str s = hs_str_trim((hs_str){head, first_bytes(raw, head)});
    if (!s.n || s.p[0] != '<') return strcasestr(head, "<html") && strcasestr(head, "<head") ? 60 : 0;
    static const char *const sure[] = {"<!doctype html", "<html", "<head", "<body"};
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        if (strcasestr(head, sure[i])) return 95;
    size_t n = 1;
    while (n < s.n && n < 12 && ((s.p[n] | 32) >= 'a' || (s.p[n] >= '0' && s.p[n] <= '9'))) n++;
    return hs_tag_of((hs_str){s.p + 1, n - 1}) != HS_TAG_OTHER ? 80 : 0;
}

/* The charset that the page's first bytes declare: <meta charset>, its http-equiv form, an XML declaration. */
static hs_str declared(hs_str raw)
{
    hs_str s = {raw.p, raw.n < META_BYTES ? raw.n : META_BYTES};
    static const char *const keys[] = {"charset=", "encoding="};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0, n = strlen(keys[k]); i + n < s.n; i++) {
            if (!hs_str_ieq((hs_str){s.p + i, n}, hs_str_of(keys[k]))) continue;
            size_t from = i + n;
            while (from < s.n && (s.p[from] == '"' || s.p[from] == '\'' || s.p[from] == ' ')) from++;
            size_t to = from;
            while (to < s.n && strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", s.p[to] | 32) && s.p[to]) to++;
            if (to > from) return (hs_str){s.p + from, to - from};
        }
    }
    return (hs_str){"", 0};
}

static void set_verdict(const hs_decoded *t, const hs_tree *tree, hs_doc *d)
{
    d->verdict = HS_READ_WHOLE;
    if (tree->cut) {
        d->verdict = HS_READ_PART;
        d->part = hs_doc_intern(d, HS_STR("the end of the page"));
        d->reason = hs_doc_intern(d, HS_STR("the page has more elements than are read"));
    } else if (t->damaged) {
        d->verdict = HS_READ_PART;
        d->part = hs_doc_intern(d, HS_STR("single characters"));
        d->reason = hs_doc_intern(d, HS_STR("bytes that are no text in its character set stand as U+FFFD"));
    }
}

bool hs_html_open(hs_str raw, hs_html_page *p, hs_err *err)
{
    *p = (hs_html_page){0};
    if (!hs_decode(raw, declared(raw), &p->text, err)) return false;
    hs_tree_build(p->text.text, &p->tree);
    hs_html_blocks_find(&p->tree, &p->blocks);
    hs_html_meta_find(&p->tree, &p->blocks, &p->meta);
    return true;
}

void hs_html_close(hs_html_page *p)
{
    hs_html_meta_free(&p->meta);
    hs_html_blocks_free(&p->blocks);
    hs_tree_free(&p->tree);
    hs_decoded_free(&p->text);
}

bool hs_html_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_html_page p;
    if (!hs_html_open(raw, &p, err)) return false;
    hs_html_main(&p.tree, &p.meta, &p.blocks);
    hs_writer w = {.doc = d, .from = &p.text};
    for (uint32_t i = 0; i < p.blocks.v.n; i++) {
        const hs_html_block *b = &p.blocks.v.v[i];
        if (!b->keep) continue;
        hs_write_block(&w, b->kind);
        hs_html_block_write(&p.tree, b, &w);
    }
    hs_write_end(&w);
    d->charset = hs_doc_intern(d, hs_str_of(p.text.charset));
    set_verdict(&p.text, &p.tree, d);
    hs_html_meta_store(&p.meta, d);
    hs_html_close(&p);
    return true;
}
