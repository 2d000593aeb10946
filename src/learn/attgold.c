#include "learn/attgold.h"

#include "base/utf8.h"
#include "parse/parse.h"

#include <string.h>

static bool is_mark(const hs_doc *d, uint32_t t)
{
    return d->tokens.v[t].upos == HS_PUNCT;
}

static void take(const hs_doc *d, const json_t *spans, hs_token_list *v)
{
    size_t i;
    const json_t *span;
    json_array_foreach(spans, i, span)
    {
        uint32_t from = (uint32_t)json_integer_value(json_array_get(span, 0));
        uint32_t to = (uint32_t)json_integer_value(json_array_get(span, 1));
        uint32_t t = hs_doc_token_at(d, from);
        for (; t < d->tokens.n && d->tokens.v[t].at.at < to; t++)
            if (!is_mark(d, t) && (v->n == 0 || v->v[v->n - 1] < t)) *HS_PUSH(*v) = t;
    }
}

bool hs_gold_read(const json_t *line, hs_doc **d, hs_golds *out, hs_err *err)
{
    const json_t *text = json_object_get(line, "text"), *all = json_object_get(line, "byte_spans"), *a;
    const char *first = NULL, *name, *date = json_string_value(json_object_get(line, "date"));
    json_t *list;
    size_t i;
    if (!json_is_string(text) || !json_is_object(all))
        return hs_fail(err, HS_ERR_FORMAT, "", HS_NOWHERE, "no \"text\" or no \"byte_spans\"");
    json_object_foreach((json_t *)all, name, list) first = !first || strcmp(name, first) < 0 ? name : first;
    *d = hs_doc_new();
    hs_buf_add(&(*d)->text, json_string_value(text), json_string_length(text));
    (*d)->published_day = date ? hs_day_parse(hs_str_of(date)) : HS_NO_DAY;
    if (!hs_parse(*d, err)) return false;
    json_array_foreach(first ? json_object_get(all, first) : NULL, i, a)
    {
        hs_gold *g = HS_PUSH(*out);
        *g = (hs_gold){.cue = {0}};
        take(*d, json_object_get(a, "source"), &g->source);
        take(*d, json_object_get(a, "cue"), &g->cue);
        take(*d, json_object_get(a, "content"), &g->content);
    }
    return true;
}

void hs_golds_free(hs_golds *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        HS_VEC_FREE(g->v[i].source);
        HS_VEC_FREE(g->v[i].cue);
        HS_VEC_FREE(g->v[i].content);
    }
    HS_VEC_FREE(*g);
}
