/* Lines of {"id", "text", "date"} → lines of what was found in the text; spans are [from, to) bytes of it. */
#include "find/find.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "parse/parse.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 30 };

static json_t *pair(hs_span s)
{
    return json_pack("[I,I]", (json_int_t)s.at, (json_int_t)hs_span_end(s));
}

static json_t *pairs(const hs_doc *d, hs_range r)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < r.n; i++) json_array_append_new(list, pair(d->spans.v[r.first + i]));
    return list;
}

static json_t *word(const hs_doc *d, hs_ref r)
{
    return r ? json_string(hs_doc_str(d, r)) : json_null();
}

static json_t *index_json(uint32_t i)
{
    return i == HS_NONE ? json_null() : json_integer((json_int_t)i);
}

/* A JSON number: exact where it is a 64-bit integer or has at most 15 digits. */
static json_t *number(hs_dec v, bool known)
{
    char text[HS_DEC_TEXT];
    if (!known) return json_null();
    hs_dec_text(v, text);
    if (!text[strspn(text, "-0123456789")] && strlen(text) < 19) return json_integer(strtoll(text, NULL, 10));
    return json_real(strtod(text, NULL));
}

static json_t *day(hs_day v)
{
    char text[HS_DAY_TEXT];
    hs_day_text(v, text);
    return *text ? json_string(text) : json_null();
}

static json_t *attributions(const hs_doc *d)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        json_t *voice = json_pack("{s:o, s:o, s:s}", "chain", index_json(a->voice.chain), "name",
                                  word(d, a->voice.name), "kind", hs_voice_kind_name(a->voice.kind));
        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:b, s:b, s:b, s:o}", "source",
                                        pairs(d, a->source), "cue", pairs(d, a->cue), "content", pairs(d, a->content),
                                        "stance", hs_stance_name(a->stance), "mode", hs_mode_name(a->mode), "parent",
                                        index_json(a->parent), "voice", voice, "negated", (a->flags & HS_NEGATED) != 0,
                                        "hedged", (a->flags & HS_HEDGED) != 0, "unsure", (a->flags & HS_UNSURE) != 0,
                                        "why", word(d, a->why)));
    }
    return list;
}

static json_t *mentions(const hs_doc *d)
{
    static const char *const forms[] = {"name", "nominal", "pronoun"};
    json_t *list = json_array();
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:s, s:s, s:o, s:o, s:o, s:o}", "span", pair(m->at), "kind",
                                        hs_kind_name(m->kind), "form", forms[m->form], "chain", index_json(m->chain),
                                        "name", word(d, m->name), "role", word(d, m->role), "why", word(d, m->why)));
    }
    return list;
}

static json_t *figures(const hs_doc *d)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < d->figures.n; i++) {
        const hs_figure *f = &d->figures.v[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:o}", "span", pair(f->at), "low",
                                        number(f->low, f->has_low), "high", number(f->high, f->has_high), "approximate",
                                        f->approximate, "ordinal", f->ordinal, "unit", word(d, f->unit), "counted",
                                        word(d, f->counted), "event", word(d, f->event), "per", word(d, f->per)));
    }
    return list;
}

static json_t *dates(const hs_doc *d)
{
    static const char *const anchors[] = {"none", "published", "text"};
    json_t *list = json_array();
    for (uint32_t i = 0; i < d->dates.n; i++) {
        const hs_date *t = &d->dates.v[i];
        json_t *o = json_pack("{s:o, s:o, s:o, s:s}", "span", pair(t->at), "first", day(t->days.first), "last",
                              day(t->days.last), "anchor", anchors[t->anchor]);
        if (t->flags & HS_DATE_WRONG_WEEKDAY) json_object_set_new(o, "wrong_weekday", json_true());
        json_array_append_new(list, o);
    }
    return list;
}

static bool answer(const json_t *in, size_t line, hs_err *err)
{
    const char *date = json_string_value(json_object_get(in, "date"));
    const json_t *text = json_object_get(in, "text"), *id = json_object_get(in, "id");
    if (!json_is_string(text)) return hs_fail(err, HS_ERR_FORMAT, "", line, "the line has no \"text\"");
    hs_doc *d = hs_doc_new();
    hs_buf_add(&d->text, json_string_value(text), json_string_length(text));
    d->published_day = date ? hs_day_parse(hs_str_of(date)) : HS_NO_DAY;
    bool ok = hs_parse(d, err);
    if (ok) {
        hs_find(d);
        json_t *o = json_pack("{s:O?, s:o, s:o, s:o, s:o}", "id", id, "attributions", attributions(d), "mentions",
                              mentions(d), "figures", figures(d), "dates", dates(d));
        ok = o && json_dumpf(o, stdout, JSON_COMPACT) == 0 && putchar('\n') != EOF;
        if (!ok) hs_fail(err, HS_ERR_IO, "-", HS_NOWHERE, "standard output cannot be written");
        json_decref(o);
    }
    hs_doc_free(d);
    return ok;
}

int hs_verb_find(int argc, char **argv)
{
    hs_err err = {0};
    hs_buf all = {0};
    size_t line = 0;
    bool ok = true;
    int words = hs_options_take(argc, argv, NULL, 0);
    if (words < 0) return HS_WRONG_USAGE;
    if (words > 1) return hs_verb_misused("find", "one file at a time");
    const char *path = words ? argv[1] : "-";
    if (!hs_file_read(path, MOST, &all, &err)) return hs_verb_failed("find", &err);
    for (size_t at = 0; ok && at < all.n;) {
        const char *nl = memchr(all.p + at, '\n', all.n - at);
        size_t end = nl ? (size_t)(nl - all.p) : all.n;
        json_error_t why;
        line++;
        if (hs_str_trim((hs_str){all.p + at, end - at}).n) {
            json_t *in = json_loadb(all.p + at, end - at, 0, &why);
            ok = in ? answer(in, line, &err)
                    : hs_fail(&err, HS_ERR_FORMAT, path, HS_NOWHERE, "line %zu: %s", line, why.text);
            json_decref(in);
        }
        at = end + 1;
    }
    hs_buf_free(&all);
    return ok && fflush(stdout) == 0 ? HS_DONE : hs_verb_failed("find", &err);
}
