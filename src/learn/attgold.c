#include "learn/attgold.h"

#include "base/utf8.h"
#include "parse/conllu.h"
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

/* The words of a line that is a token: what MISC says of the unit it begins; NULL where it begins none. *is_token tells
 * comments, ranges and empty nodes apart. */
static const char *unit_of(hs_str line, bool *is_token)
{
    size_t digits = 0, tabs = 0, at = 0;
    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9') digits++;
    *is_token = digits && digits < line.n && line.p[digits] == '\t';
    for (; at < line.n && tabs < 9; at++) tabs += line.p[at] == '\t';
    size_t unit = hs_str_find((hs_str){line.p + at, line.n - at}, HS_STR("Discourse="));
    return *is_token && unit != SIZE_MAX ? line.p + at + unit + strlen("Discourse=") : NULL;
}

bool hs_gold_read_units(hs_str conllu, hs_doc **d, hs_golds *out, hs_err *err)
{
    static const char attribution[] = "attribution-";
    *d = hs_doc_new();
    if (!hs_conllu_read(conllu, *d, err) || !hs_parse_tokens(*d, err)) return false;
    hs_gold *open = NULL;
    uint32_t token = 0;
    for (size_t at = 0; at < conllu.n;) {
        const char *end = memchr(conllu.p + at, '\n', conllu.n - at);
        hs_str line = {conllu.p + at, end ? (size_t)(end - conllu.p) - at : conllu.n - at};
        bool is_token;
        const char *unit = unit_of(line, &is_token);
        at += line.n + 1;
        if (unit) open = strncmp(unit, attribution, strlen(attribution)) ? NULL : HS_PUSH(*out);
        if (unit && open) *open = (hs_gold){.cue = {0}};
        if (is_token && open && token < (*d)->tokens.n && !is_mark(*d, token)) *HS_PUSH(open->cue) = token;
        token += is_token;
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
