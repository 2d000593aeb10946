/* W3C Web Annotations, one JSON object a line: every attribution and named mention of every document, selected by its
 * words (TextQuoteSelector) and by its place in characters of the clean text (TextPositionSelector). */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "show/id.h"
#include "show/json.h"
#include "show/printers.h"
#include "show/words.h"

#define CONTEXT 32   /* bytes of prefix and suffix, about */
#define STEP    4096 /* bytes between remembered character counts */

/* Characters before each STEP-th byte, so that counting to any byte reads at most STEP bytes. */
typedef HS_VEC(uint32_t) counts;

static void count_characters(const hs_doc *d, counts *c)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->text.n; i++) {
        if (i % STEP == 0) *HS_PUSH(*c) = n;
        n += ((uint8_t)d->text.p[i] & 0xC0) != 0x80;
    }
    *HS_PUSH(*c) = n;
}

static json_int_t character_at(const hs_doc *d, const counts *c, uint32_t byte)
{
    uint32_t from = byte / STEP * STEP, n = c->v[byte / STEP];
    if (byte == d->text.n) return c->v[c->n - 1];
    for (uint32_t i = from; i < byte; i++) n += ((uint8_t)d->text.p[i] & 0xC0) != 0x80;
    return n;
}

static bool inside_character(const hs_doc *d, uint32_t at)
{
    return at < d->text.n && ((uint8_t)d->text.p[at] & 0xC0) == 0x80;
}

static json_t *selectors(const hs_doc *d, const counts *c, hs_span s)
{
    uint32_t from = s.at > CONTEXT ? s.at - CONTEXT : 0, end = hs_span_end(s);
    uint32_t to = d->text.n - end > CONTEXT ? end + CONTEXT : (uint32_t)d->text.n;
    while (from < s.at && inside_character(d, from)) from++;
    while (to > end && inside_character(d, to)) to--;
    json_t *quote = json_object(), *place = json_object();
    json_object_set_new(quote, "type", json_string("TextQuoteSelector"));
    json_object_set_new(quote, "exact", hs_json_text(hs_doc_text(d, s)));
    json_object_set_new(quote, "prefix", hs_json_text(hs_doc_text(d, (hs_span){from, s.at - from})));
    json_object_set_new(quote, "suffix", hs_json_text(hs_doc_text(d, (hs_span){end, to - end})));
    json_object_set_new(place, "type", json_string("TextPositionSelector"));
    json_object_set_new(place, "start", json_integer(character_at(d, c, s.at)));
    json_object_set_new(place, "end", json_integer(character_at(d, c, end)));
    return json_pack("[oo]", quote, place);
}

static json_t *target(const hs_doc *d, const counts *c, hs_span s)
{
    char source[80] = "urn:sha256:";
    hs_sha256_hex(&d->sha, source + strlen(source));
    json_t *o = json_object();
    json_object_set_new(o, "source", json_string(source));
    json_object_set_new(o, "selector", selectors(d, c, s));
    return o;
}

static json_t *annotation(hs_id id, const char *motivation, const char *purpose, hs_str value, json_t *target)
{
    char urn[64];
    snprintf(urn, sizeof urn, "urn:hearsay:%s", id.s);
    json_t *o = json_object(), *body = json_object();
    json_object_set_new(o, "@context", json_string("http://www.w3.org/ns/anno.jsonld"));
    json_object_set_new(o, "id", json_string(urn));
    json_object_set_new(o, "type", json_string("Annotation"));
    json_object_set_new(o, "motivation", json_string(motivation));
    json_object_set_new(body, "type", json_string("TextualBody"));
    json_object_set_new(body, "purpose", json_string(purpose));
    json_object_set_new(body, "value", hs_json_text(value));
    json_object_set_new(body, "format", json_string("text/plain"));
    json_object_set_new(o, "body", body);
    json_object_set_new(o, "target", target);
    return o;
}

static json_t *of_attribution(const hs_view *v, uint32_t doc, const counts *c, uint32_t i)
{
    const hs_doc *d = v->pile->docs.v[doc];
    hs_range content = d->attributions.v[i].content;
    hs_phrase p = {0};
    hs_say_chain(&p, v, doc, i, false);
    json_t *where = json_array();
    for (uint32_t k = content.first; k < content.first + content.n; k++)
        json_array_append_new(where, target(d, c, d->spans.v[k]));
    json_t *o = annotation(hs_id_item(v->pile, doc, HS_ID_ATTRIBUTION, i), "describing", "describing",
                           hs_phrase_text(&p), where);
    hs_phrase_free(&p);
    return o;
}

static json_t *of_mention(const hs_view *v, uint32_t doc, const counts *c, uint32_t i)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_mention *m = &d->mentions.v[i];
    uint32_t e = hs_index_entity(&v->facts->index, doc, m->chain);
    hs_phrase p = {0};
    if (e != HS_NONE) {
        hs_say_entity(&p, v, e);
    } else {
        hs_say(&p, hs_doc_str(d, m->name));
    }
    json_t *o = annotation(hs_id_item(v->pile, doc, HS_ID_MENTION, i), "identifying", "identifying", hs_phrase_text(&p),
                           target(d, c, m->at));
    hs_phrase_free(&p);
    return o;
}

static bool document(const hs_view *v, uint32_t doc, hs_err *err)
{
    const hs_doc *d = v->pile->docs.v[doc];
    counts c = {0};
    count_characters(d, &c);
    bool ok = true;
    for (uint32_t i = 0; i < d->mentions.n && ok; i++)
        if (d->mentions.v[i].form == HS_NAME) ok = hs_json_line(v->out, of_mention(v, doc, &c, i), err);
    for (uint32_t i = 0; i < d->attributions.n && ok; i++)
        if (d->attributions.v[i].content.n) ok = hs_json_line(v->out, of_attribution(v, doc, &c, i), err);
    HS_VEC_FREE(c);
    return ok;
}

bool hs_print_webanno(const hs_view *v, hs_err *err)
{
    for (uint32_t i = 0; i < v->pile->docs.n; i++)
        if (!document(v, i, err)) return false;
    return true;
}
