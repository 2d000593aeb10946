#include "keep/rows.h"

#include <string.h>

static void document_row(hs_io *io, void *row)
{
    hs_doc *d = row;
    hs_ref *const texts[] = {&d->id, &d->media, &d->charset, &d->title, &d->author, &d->outlet, &d->published};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) hs_io_text(io, texts[i]);
    hs_io_day(io, &d->published_day);
    hs_io_text(io, &d->published_by);
    hs_io_text(io, &d->canonical);
    hs_io_text(io, &d->language);
}

static void map_row(hs_io *io, void *row)
{
    hs_run *r = row;
    int64_t raw = (int64_t)r->raw, raw_len = (int64_t)r->raw_len;
    hs_io_u32(io, &r->clean);
    hs_io_u32(io, &r->len);
    hs_io_number(io, &raw);
    hs_io_number(io, &raw_len);
    r->raw = (uint64_t)raw;
    r->raw_len = (uint64_t)raw_len;
}

static void locator_row(hs_io *io, void *row)
{
    hs_locator *l = row;
    int32_t *const box[] = {&l->x0, &l->y0, &l->x1, &l->y1};
    hs_io_span(io, &l->at);
    hs_io_u32(io, &l->kind);
    hs_io_u32(io, &l->page);
    for (size_t i = 0; i < 4; i++) {
        int64_t edge = *box[i];
        hs_io_number(io, &edge);
        *box[i] = (int32_t)edge;
        if (*box[i] != edge) io->broken = true;
    }
    hs_io_u32(io, &l->sure);
    hs_io_text(io, &l->name);
}

static void block_row(hs_io *io, void *row)
{
    hs_block *b = row;
    hs_io_span(io, &b->at);
    hs_io_u32(io, &b->kind);
    hs_io_span_or_none(io, &b->speaker);
}

static void chain_row(hs_io *io, void *row)
{
    hs_chain *c = row;
    hs_io_u32(io, &c->kind);
    hs_io_u32(io, &c->flags);
    hs_io_u32(io, &c->mention);
    hs_io_text(io, &c->name);
    hs_io_strings(io, &c->names);
    hs_io_text(io, &c->why);
}

static void mention_row(hs_io *io, void *row)
{
    hs_mention *m = row;
    hs_io_span(io, &m->at);
    hs_io_u32(io, &m->kind);
    hs_io_u32(io, &m->form);
    hs_io_index(io, &m->chain);
    hs_io_text(io, &m->name);
    hs_io_text(io, &m->role);
    hs_io_text(io, &m->why);
}

static void quote_row(hs_io *io, void *row)
{
    hs_quote *q = row;
    hs_io_span(io, &q->outer);
    hs_io_span(io, &q->inner);
    hs_io_u32(io, &q->kind);
    hs_io_u32(io, &q->flags);
    hs_io_index(io, &q->parent);
    hs_io_index(io, &q->before);
}

static void figure_row(hs_io *io, void *row)
{
    hs_figure *f = row;
    hs_io_span(io, &f->at);
    hs_io_decimal(io, &f->low, &f->has_low);
    hs_io_decimal(io, &f->high, &f->has_high);
    hs_io_u8(io, &f->approximate);
    hs_io_u8(io, &f->ordinal);
    hs_io_text(io, &f->unit);
    hs_io_span_or_none(io, &f->counted_at);
    hs_io_text(io, &f->counted);
    hs_io_text(io, &f->event);
    hs_io_text(io, &f->per);
}

static void date_row(hs_io *io, void *row)
{
    hs_date *t = row;
    hs_io_span(io, &t->at);
    hs_io_day(io, &t->days.first);
    hs_io_day(io, &t->days.last);
    hs_io_u32(io, &t->anchor);
    hs_io_u32(io, &t->flags);
}

static void voice(hs_io *io, hs_voice *v)
{
    hs_io_u32(io, &v->kind);
    hs_io_index(io, &v->chain);
    hs_io_text(io, &v->name);
}

static void attribution_row(hs_io *io, void *row)
{
    hs_attribution *a = row;
    hs_io_spans(io, &a->source);
    hs_io_spans(io, &a->cue);
    hs_io_spans(io, &a->content);
    hs_io_u32(io, &a->mode);
    hs_io_u32(io, &a->stance);
    hs_io_index(io, &a->parent);
    hs_io_u32(io, &a->flags);
    voice(io, &a->voice);
    voice(io, &a->other);
    hs_io_text(io, &a->addressee);
    hs_io_index(io, &a->addressee_chain);
    hs_io_text(io, &a->why);
}

static void assertion_row(hs_io *io, void *row)
{
    hs_assertion *s = row;
    hs_io_spans(io, &s->spans);
    hs_io_index(io, &s->attribution);
    voice(io, &s->voice);
    hs_io_u32(io, &s->flags);
    hs_io_links(io, &s->mentions);
    hs_io_links(io, &s->figures);
    hs_io_links(io, &s->dates);
    hs_io_text(io, &s->predicate);
    hs_io_span_or_none(io, &s->act);
    hs_io_text(io, &s->terms);
}

static void act_row(hs_io *io, void *row)
{
    hs_act *a = row;
    hs_io_span(io, &a->at);
    hs_io_text(io, &a->act);
    hs_io_u32(io, &a->kind);
}

static void entity_row(hs_io *io, void *row)
{
    hs_entity *e = row;
    hs_io_text(io, &e->id);
    hs_io_u32(io, &e->kind);
    hs_io_u32(io, &e->flags);
    hs_io_text(io, &e->name);
    hs_io_strings(io, &e->names);
    hs_io_items(io, &e->chains);
    hs_io_strings(io, &e->whys);
}

static void maybe_row(hs_io *io, void *row)
{
    hs_maybe *m = row;
    hs_io_entity(io, &m->a);
    hs_io_entity(io, &m->b);
    hs_io_text(io, &m->why);
}

static void derivation_row(hs_io *io, void *row)
{
    hs_derivation *d = row;
    hs_io_doc(io, &d->taker);
    hs_io_doc(io, &d->from_doc);
    hs_io_entity(io, &d->from_entity);
    hs_io_u32(io, &d->kind);
    hs_io_flag(io, &d->direction_unknown);
    hs_io_u32(io, &d->share);
    hs_io_passages(io, &d->passages);
    hs_io_text(io, &d->why);
}

static void item(hs_io *io, hs_item *i)
{
    hs_io_doc(io, &i->doc);
    hs_io_u32(io, &i->item);
}

static void claim_row(hs_io *io, void *row)
{
    hs_claim *c = row;
    hs_io_text(io, &c->id);
    item(io, &c->wording);
    hs_io_u32(io, &c->least);
    hs_io_u32(io, &c->most);
    hs_io_u32(io, &c->state);
}

static void event_row(hs_io *io, void *row)
{
    hs_event *e = row;
    hs_io_text(io, &e->id);
    hs_io_text(io, &e->name);
    hs_io_items(io, &e->acts);
    hs_io_text(io, &e->why);
}

static void member_row(hs_io *io, void *row)
{
    hs_member *m = row;
    item(io, &m->assertion);
    hs_io_u32(io, &m->role);
    hs_io_text(io, &m->why);
}

static void pair_row(hs_io *io, void *row)
{
    hs_figure_pair *p = row;
    item(io, &p->a);
    item(io, &p->b);
    hs_io_u32(io, &p->relation);
    hs_io_text(io, &p->why);
}

static void fold_row(hs_io *io, void *row)
{
    hs_origin_fold *f = row;
    hs_io_u32(io, &f->a);
    hs_io_u32(io, &f->b);
    hs_io_flag(io, &f->certain);
    hs_io_text(io, &f->why);
}

#define OF(whole, array) offsetof(whole, array), sizeof *((whole *)0)->array.v
#define COUNT(table)     (sizeof(table) / sizeof *(table))

const hs_sql_table hs_document_row = {
    "document", "id,media,charset,title,author,outlet,published,day,published_by,canonical,language", document_row, 0,
    0};

const hs_sql_table hs_doc_tables[] = {
    {"map", "at,len,raw,raw_len", map_row, OF(hs_doc, map)},
    {"locator", "at,len,kind,page,x0,y0,x1,y1,sure,name", locator_row, OF(hs_doc, locators)},
    {"block", "at,len,kind,speaker_at,speaker_len", block_row, OF(hs_doc, blocks)},
    {"chain", "kind,flags,mention,name,names,why", chain_row, OF(hs_doc, chains)},
    {"mention", "at,len,kind,form,chain,name,role,why", mention_row, OF(hs_doc, mentions)},
    {"quote", "at,len,inner_at,inner_len,kind,flags,parent,before", quote_row, OF(hs_doc, quotes)},
    {"figure", "at,len,low,high,approximate,ordinal,unit,counted_at,counted_len,counted,event,per", figure_row,
     OF(hs_doc, figures)},
    {"date", "at,len,first,last,anchor,flags", date_row, OF(hs_doc, dates)},
    {"attribution",
     "source,cue,content,mode,stance,parent,flags,voice,voice_chain,voice_name,other,other_chain,other_name,addressee,"
     "addressee_chain,why",
     attribution_row, OF(hs_doc, attributions)},
    {"assertion",
     "spans,attribution,voice,voice_chain,voice_name,flags,mentions,figures,dates,predicate,act_at,act_len,terms",
     assertion_row, OF(hs_doc, assertions)},
    {"act", "at,len,act,kind", act_row, OF(hs_doc, acts)},
};
const size_t hs_doc_table_count = COUNT(hs_doc_tables);

const hs_sql_table hs_ledger_tables[HS_PARTS] = {
    [HS_PART_ENTITIES] = {"entity", "id,kind,flags,name,names,chains,whys", entity_row, OF(hs_ledger, entities)},
    [HS_PART_MAYBES] = {"maybe", "a,b,why", maybe_row, OF(hs_ledger, maybes)},
    [HS_PART_DERIVATIONS] = {"derivation", "taker,from_doc,from_entity,kind,direction_unknown,share,passages,why",
                             derivation_row, OF(hs_ledger, derivations)},
    [HS_PART_CLAIMS] = {"claim", "id,doc,assertion,least,most,state", claim_row, OF(hs_ledger, claims)},
    [HS_PART_EVENTS] = {"event", "id,name,acts,why", event_row, OF(hs_ledger, events)},
};

const hs_claim_table hs_claim_tables[] = {
    {{"member", "doc,assertion,role,why", member_row, OF(hs_ledger, members)}, offsetof(hs_claim, members)},
    {{"figure_pair", "a_doc,a,b_doc,b,relation,why", pair_row, OF(hs_ledger, pairs)}, offsetof(hs_claim, pairs)},
    {{"fold", "a,b,certain,why", fold_row, OF(hs_ledger, folds)}, offsetof(hs_claim, folds)},
};
const size_t hs_claim_table_count = COUNT(hs_claim_tables);

hs_any_vec hs_vec_of(const void *whole, const hs_sql_table *t)
{
    hs_any_vec v;
    memcpy(&v, (const char *)whole + t->array, sizeof v);
    return v;
}

void *hs_vec_push(void *whole, const hs_sql_table *t)
{
    hs_any_vec v = hs_vec_of(whole, t);
    if (v.n == v.cap) v.v = hs_vec_grow(v.v, &v.cap, t->size);
    void *row = v.v + (size_t)v.n++ * t->size;
    hs_zero(row, t->size);
    memcpy((char *)whole + t->array, &v, sizeof v);
    return row;
}

void hs_insert_sql(const hs_sql_table *t, const char *key, const char *behind, hs_buf *out)
{
    uint32_t n = 0;
    hs_buf list = {0};
    hs_buf_printf(&list, "%s,%s%s", key, t->columns, behind);
    hs_buf_printf(out, "INSERT INTO %s (%s) VALUES (", t->name, hs_buf_c(&list));
    for (size_t i = 0; i <= list.n; i++)
        if (i == list.n || list.p[i] == ',') {
            n++;
            hs_buf_printf(out, n > 1 ? ",?%u" : "?%u", n);
        }
    hs_buf_char(out, ')');
    hs_buf_free(&list);
}
