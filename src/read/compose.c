#include "read/compose.h"

#include "base/utf8.h"
#include "doc/children.h"

enum { LONGEST_STRING = 1000 };

/* What a character counts as: a word's, white space, or nothing. */
typedef enum { LETTER, SPACE, NOTHING } sort;

static sort sort_of(uint32_t c)
{
    if (c == 0xAD || c == 0xFEFF || c == 0x200B) return NOTHING;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || hs_uc_space(c)) return SPACE;
    return LETTER;
}

static void close_place(hs_composer *c)
{
    if (c->place.name && c->written) hs_doc_locate(c->doc, c->from, c->place);
    c->written = false;
}

void hs_compose_at(hs_composer *c, hs_locator place)
{
    close_place(c);
    c->place = place;
}

static void close_block(hs_composer *c)
{
    hs_doc *d = c->doc;
    if (c->open && d->blocks.v[d->blocks.n - 1].at.n == 0) d->blocks.n--;
    c->open = false;
}

void hs_compose_block(hs_composer *c, hs_block_kind kind)
{
    close_block(c);
    c->space = false;
    if (c->doc->blocks.n >= HS_COMPOSE_BLOCKS) c->full = true;
    if (c->full) return;
    HS_PUSH(c->doc->blocks)->kind = kind;
    c->open = true;
}

static bool tight(uint32_t a, uint32_t b)
{
    return a == b && (a == HS_BLOCK_ITEM || a == HS_BLOCK_TURN || a == HS_BLOCK_CELL);
}

static void before_word(hs_composer *c)
{
    hs_doc *d = c->doc;
    hs_block *b = &d->blocks.v[d->blocks.n - 1];
    if (b->at.n == 0) {
        if (d->blocks.n > 1) hs_buf_str(&d->text, tight(b[-1].kind, b->kind) ? "\n" : "\n\n");
        b->at.at = (uint32_t)d->text.n;
    } else if (c->space) {
        hs_buf_char(&d->text, ' ');
    }
    c->space = false;
    if (!c->written) c->from = (uint32_t)d->text.n;
    c->written = true;
}

static void add_word(hs_composer *c, hs_str word)
{
    hs_doc *d = c->doc;
    if (d->text.n + word.n > HS_COMPOSE_MOST) c->full = true;
    if (c->full || !c->open) return;
    before_word(c);
    hs_buf_add(&d->text, word.p, word.n);
    hs_block *b = &d->blocks.v[d->blocks.n - 1];
    b->at.n = (uint32_t)d->text.n - b->at.at;
}

void hs_compose_text(hs_composer *c, hs_str s)
{
    for (size_t i = 0; i < s.n && c->open && !c->full;) {
        size_t from = i, to = i;
        sort k = NOTHING;
        uint32_t ch = 0;
        while (i < s.n) {
            ch = hs_utf8_next(s, &i);
            k = sort_of(ch);
            if (k != LETTER || (ch == 0xFFFD && i - to == 1)) break; /* an ill-formed byte stands alone */
            to = i;
        }
        if (to > from) add_word(c, (hs_str){s.p + from, to - from});
        if (i > to && k == SPACE) c->space = true;
        if (i > to && k == LETTER) add_word(c, HS_STR("\xEF\xBF\xBD"));
    }
}

void hs_compose_gap(hs_composer *c)
{
    c->space = true;
}

void hs_compose_end(hs_composer *c)
{
    close_place(c);
    close_block(c);
    c->place = (hs_locator){0};
    if (c->full) hs_doc_partly(c->doc, "the end of the document", "it has more text than is read");
}

hs_ref hs_compose_string(hs_doc *d, hs_str s)
{
    hs_doc *own = hs_doc_new(); /* the same cleaning as text gets */
    hs_composer c = {.doc = own};
    hs_compose_block(&c, HS_BLOCK_PARAGRAPH);
    hs_compose_text(&c, (hs_str){s.p, s.n < LONGEST_STRING ? s.n : LONGEST_STRING});
    hs_ref r = hs_doc_intern(d, (hs_str){own->text.p, own->text.n});
    hs_doc_free(own);
    return r;
}
