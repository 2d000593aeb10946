#include "parse/conllu.h"

#include <string.h>

static const char *const ne_names[] = {"O", "PER", "ORG", "LOC", "MISC"};

/* Bytes of the document in a field or a comment: white space of any kind becomes one blank. */
static void put(hs_buf *out, hs_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > ' ' && c != 0x7F) {
            hs_buf_char(out, s.p[i]);
        } else if (i == 0 || (unsigned char)s.p[i - 1] > ' ') {
            hs_buf_char(out, ' ');
        }
    }
}

static void put_or_blank(hs_buf *out, const char *s)
{
    hs_buf_char(out, '\t');
    if (!*s) hs_buf_char(out, '_');
    put(out, hs_str_of(s));
}

static void put_misc(const hs_token *t, hs_span at, bool glued, hs_buf *out)
{
    if (t && t->ne) hs_buf_printf(out, "NE=%c-%s|", t->flags & HS_TOK_NE_FIRST ? 'B' : 'I', ne_names[t->ne % 5]);
    if (glued) hs_buf_str(out, "SpaceAfter=No|");
    hs_buf_printf(out, "TokenRange=%u:%u\n", at.at, hs_span_end(at));
}

/* Number of tokens of the multi-word token that begins at i; 1 for a plain token. */
static uint32_t words_of(const hs_doc *d, uint32_t i, uint32_t end)
{
    uint32_t n = 1;
    while (i + n < end && (d->tokens.v[i + n].flags & HS_TOK_INNER)) n++;
    return n;
}

static void put_range(const hs_doc *d, uint32_t i, uint32_t n, uint32_t first, hs_buf *out)
{
    const hs_token *t = &d->tokens.v[i];
    hs_span at = hs_span_join(t->at, t[n - 1].at);
    hs_buf_printf(out, "%u-%u\t", i - first + 1, i - first + n);
    put(out, hs_doc_text(d, at));
    hs_buf_str(out, "\t_\t_\t_\t_\t_\t_\t_\t");
    put_misc(NULL, at, !(t[n - 1].flags & HS_TOK_SPACE_AFTER), out);
}

static void put_word(const hs_doc *d, uint32_t i, uint32_t first, bool inside, hs_buf *out)
{
    const hs_token *t = &d->tokens.v[i];
    hs_buf_printf(out, "%u\t", i - first + 1);
    put(out, hs_doc_text(d, t->at));
    put_or_blank(out, hs_doc_str(d, t->lemma));
    hs_buf_printf(out, "\t%s\t_", hs_upos_name(t->upos));
    put_or_blank(out, hs_doc_str(d, t->feats));
    if (t->deprel == HS_DEP_NONE) {
        hs_buf_str(out, "\t_\t_");
    } else {
        hs_buf_printf(out, "\t%u\t%s", t->head == i ? 0 : t->head - first + 1, hs_deprel_name(t->deprel));
    }
    hs_buf_str(out, "\t_\t");
    put_misc(t, t->at, !inside && !(t->flags & HS_TOK_SPACE_AFTER), out);
}

static void put_sentence(const hs_doc *d, uint32_t k, hs_buf *out)
{
    const hs_sentence *s = &d->sentences.v[k];
    if (k == 0 || s->block != s[-1].block) hs_buf_str(out, "# newpar\n");
    hs_buf_printf(out, "# sent_id = %u\n# text = ", k + 1);
    put(out, hs_doc_text(d, s->at));
    hs_buf_char(out, '\n');
    for (uint32_t i = s->first, inside = 0; i < s->first + s->n; i++) {
        uint32_t n = words_of(d, i, s->first + s->n);
        if (n > 1 && !inside) {
            put_range(d, i, n, s->first, out);
            inside = n;
        }
        put_word(d, i, s->first, inside > 0, out);
        if (inside) inside--;
    }
    hs_buf_char(out, '\n');
}

void hs_conllu_write(const hs_doc *d, hs_buf *out)
{
    for (uint32_t k = 0; k < d->sentences.n; k++) put_sentence(d, k, out);
}
