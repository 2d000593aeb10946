#include "show/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "show/id.h"
#include "show/words.h"

static bool holds(hs_str text, const hs_buf *folded)
{
    hs_buf b = {0};
    hs_fold(text, &b);
    bool found = hs_str_find((hs_str){hs_buf_c(&b), b.n}, (hs_str){folded->p, folded->n}) != SIZE_MAX;
    hs_buf_free(&b);
    return found;
}

static bool entity_named(const hs_pile *p, uint32_t entity, const char *asked, const hs_buf *folded)
{
    const hs_ledger *l = &p->ledger;
    const hs_entity *e = &l->entities.v[entity];
    if (!strcmp(hs_ledger_str(l, e->id), asked)) return true;
    for (uint32_t i = e->names.first; i < e->names.first + e->names.n; i++)
        if (holds(hs_str_of(hs_ledger_str(l, l->strings.v[i])), folded)) return true;
    return holds(hs_str_of(hs_ledger_str(l, e->name)), folded);
}

bool hs_choose(const hs_view *v, hs_choice *out, hs_err *err)
{
    *out = (hs_choice){.view = v, .doc = HS_NONE};
    if (v->filter.doc) {
        hs_id_target t;
        if (!hs_id_find(v->pile, v->filter.doc, &t, err)) return false;
        if (t.sort != HS_IS_DOC)
            return hs_fail(err, HS_ERR_USAGE, NULL, HS_NOWHERE, "--doc wants a document, and '%.60s' is none",
                           v->filter.doc);
        out->doc = t.index;
    }
    if (v->filter.about) hs_fold(hs_str_of(v->filter.about), &out->about_words);
    if (v->filter.voice) hs_fold(hs_str_of(v->filter.voice), &out->voice_words);
    for (uint32_t e = 0; e < v->pile->ledger.entities.n; e++) {
        *HS_PUSH(out->about) = out->about_words.n && entity_named(v->pile, e, v->filter.about, &out->about_words);
        *HS_PUSH(out->voice) = out->voice_words.n && entity_named(v->pile, e, v->filter.voice, &out->voice_words);
    }
    return true;
}

void hs_choice_free(hs_choice *c)
{
    HS_VEC_FREE(c->about);
    HS_VEC_FREE(c->voice);
    hs_buf_free(&c->about_words);
    hs_buf_free(&c->voice_words);
}

/* --doc, --since and --until. A document without a day is chosen only where no day was asked for. */
static bool frame(const hs_choice *c, uint32_t doc)
{
    const hs_filter *f = &c->view->filter;
    hs_day day = c->view->pile->docs.v[doc]->published_day;
    if (c->doc != HS_NONE && c->doc != doc) return false;
    if (f->since != HS_NO_DAY && (day == HS_NO_DAY || day < f->since)) return false;
    return f->until == HS_NO_DAY || (day != HS_NO_DAY && day <= f->until);
}

/* Whether a voice fits --voice: said is how it is shown, for voices without a name; freed here. */
static bool voice_fits(const hs_choice *c, uint32_t doc, uint32_t chain, hs_phrase *said)
{
    uint32_t e = hs_index_entity(&c->view->facts->index, doc, chain);
    bool found = e != HS_NONE ? c->voice.v[e] : holds(hs_phrase_text(said), &c->voice_words);
    hs_phrase_free(said);
    return found;
}

static bool speaker_fits(const hs_choice *c, hs_item it)
{
    hs_phrase said = {0};
    if (!c->voice_words.n) return true;
    hs_say_speaker(&said, c->view, it);
    return voice_fits(c, it.doc, c->view->pile->docs.v[it.doc]->assertions.v[it.item].voice.chain, &said);
}

bool hs_chosen_words(const hs_choice *c, uint32_t doc, hs_span s)
{
    if (!frame(c, doc) || c->voice_words.n) return false;
    return !c->about_words.n || holds(hs_doc_text(c->view->pile->docs.v[doc], s), &c->about_words);
}

bool hs_chosen_assertion(const hs_choice *c, hs_item it)
{
    const hs_doc *d = c->view->pile->docs.v[it.doc];
    const hs_assertion *a = &d->assertions.v[it.item];
    if (!frame(c, it.doc) || !speaker_fits(c, it)) return false;
    if (!c->about_words.n) return true;
    for (uint32_t i = a->mentions.first; i < a->mentions.first + a->mentions.n; i++) {
        uint32_t e = hs_index_entity(&c->view->facts->index, it.doc, d->mentions.v[d->links.v[i]].chain);
        if (e != HS_NONE && c->about.v[e]) return true;
    }
    hs_buf words = {0};
    hs_words_of(c->view->pile, it, &words);
    bool found = holds((hs_str){hs_buf_c(&words), words.n}, &c->about_words);
    hs_buf_free(&words);
    return found;
}

bool hs_chosen_claim(const hs_choice *c, uint32_t claim)
{
    const hs_ledger *l = &c->view->pile->ledger;
    hs_range r = l->claims.v[claim].members;
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (hs_chosen_assertion(c, l->members.v[i].assertion)) return true;
    return false;
}

bool hs_chosen_doc(const hs_choice *c, uint32_t doc)
{
    if (!frame(c, doc)) return false;
    const hs_doc *d = c->view->pile->docs.v[doc];
    bool voice = !c->voice_words.n, about = !c->about_words.n;
    for (uint32_t i = 0; i < d->attributions.n && !voice; i++) {
        hs_phrase said = {0};
        hs_say_voice(&said, c->view, doc, i);
        voice = voice_fits(c, doc, d->attributions.v[i].voice.chain, &said);
    }
    for (uint32_t i = 0; i < d->chains.n && !about; i++) {
        uint32_t e = hs_index_entity(&c->view->facts->index, doc, i);
        about = e != HS_NONE && c->about.v[e];
    }
    return voice && (about || holds((hs_str){d->text.p, d->text.n}, &c->about_words));
}

bool hs_chosen_entity(const hs_choice *c, uint32_t entity)
{
    if (c->about_words.n && !c->about.v[entity]) return false;
    if (c->voice_words.n && !c->voice.v[entity]) return false;
    hs_list docs = hs_lists_of(&c->view->facts->entity_docs, entity);
    bool any = !docs.n && c->doc == HS_NONE;
    for (uint32_t i = 0; i < docs.n && !any; i++) any = frame(c, docs.v[i]);
    return any;
}
