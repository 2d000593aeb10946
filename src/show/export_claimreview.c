/* schema.org ClaimReview, one JSON object a line: cleared claims only (rule 8), with who cleared them and where they
 * appear. No reviewRating: hearsay says who says what, not whether it is so (rule 4). */
#include <stdlib.h>
#include <string.h>

#include "show/escape.h"
#include "show/id.h"
#include "show/json.h"
#include "show/printers.h"
#include "show/words.h"

#define CLEARED 3

static json_t *thing(const char *type, const char *key, json_t *value)
{
    json_t *o = json_object();
    json_object_set_new(o, "@type", json_string(type));
    json_object_set_new(o, key, value);
    return o;
}

static json_t *appearance(const hs_view *v, hs_item it)
{
    const hs_doc *d = v->pile->docs.v[it.doc];
    const char *address = hs_doc_str(d, d->canonical);
    hs_buf words = {0};
    hs_quote_of(v->pile, it, &words);
    json_t *o = thing("CreativeWork", "headline", hs_json_text(hs_str_of(hs_title_of(d))));
    if (hs_is_web_address(hs_str_of(address))) json_object_set_new(o, "url", hs_json_text(hs_str_of(address)));
    if (d->published) json_object_set_new(o, "datePublished", hs_json_text(hs_str_of(hs_doc_str(d, d->published))));
    if (d->outlet)
        json_object_set_new(o, "publisher",
                            thing("Organization", "name", hs_json_text(hs_str_of(hs_doc_str(d, d->outlet)))));
    json_object_set_new(o, "text", hs_json_text((hs_str){hs_buf_c(&words), words.n}));
    hs_buf_free(&words);
    return o;
}

static json_t *speaker(const hs_view *v, hs_item it)
{
    hs_voice voice = v->pile->docs.v[it.doc]->assertions.v[it.item].voice;
    hs_phrase p = {0};
    hs_say_speaker(&p, v, it);
    bool person = voice.kind == HS_VOICE_ENTITY_PERSON || voice.kind == HS_VOICE_UNNAMED;
    json_t *o = thing(person ? "Person" : "Organization", "name", hs_json_text(hs_phrase_text(&p)));
    hs_phrase_free(&p);
    return o;
}

/* The last ruling that cleared this claim, NULL where the pile has none. */
static const hs_decision *ruling(const hs_view *v, uint32_t claim)
{
    const hs_decision *last = NULL;
    hs_list rulings = hs_lists_of(&v->facts->claim_rulings, claim);
    for (uint32_t i = 0; i < rulings.n; i++) {
        const hs_decision *d = &v->pile->decisions.v[rulings.v[i]];
        if (!strcmp(hs_ledger_str(&v->pile->ledger, d->what), "cleared")) last = d;
    }
    return last;
}

static json_t *review(const hs_view *v, uint32_t claim)
{
    const hs_ledger *l = &v->pile->ledger;
    const hs_claim *c = &l->claims.v[claim];
    hs_buf words = {0};
    hs_quote_of(v->pile, c->wording, &words);
    json_t *o = json_object(), *item = thing("Claim", "author", speaker(v, c->wording)), *where = json_array();
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++)
        if (l->members.v[i].role == HS_ASSERTS) json_array_append_new(where, appearance(v, l->members.v[i].assertion));
    json_object_set_new(item, "appearance", where);
    json_object_set_new(o, "@context", json_string("https://schema.org"));
    json_object_set_new(o, "@type", json_string("ClaimReview"));
    json_object_set_new(o, "identifier", json_string(hs_id_claim(v->pile, claim).s));
    json_object_set_new(o, "claimReviewed", hs_json_text((hs_str){hs_buf_c(&words), words.n}));
    json_object_set_new(o, "itemReviewed", item);
    const hs_decision *d = ruling(v, claim);
    if (d) {
        json_object_set_new(o, "author", thing("Person", "name", hs_json_text(hs_str_of(hs_ledger_str(l, d->by)))));
        json_object_set_new(o, "datePublished", hs_json_text(hs_str_of(hs_ledger_str(l, d->at))));
        if (d->reason) json_object_set_new(o, "reviewBody", hs_json_text(hs_str_of(hs_ledger_str(l, d->reason))));
    }
    hs_buf_free(&words);
    return o;
}

bool hs_print_claimreview(const hs_view *v, hs_err *err)
{
    for (uint32_t i = 0; i < v->pile->ledger.claims.n; i++)
        if (v->pile->ledger.claims.v[i].state == CLEARED && !hs_json_line(v->out, review(v, i), err)) return false;
    return true;
}
