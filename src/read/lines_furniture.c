/* Headers, footers and page numbers of laid-out pages. */
#include "base/map.h"
#include "read/lines.h"

#include <math.h>
#include <stdlib.h>

enum { LONGEST_KEY = 160, NEAR = 2, OFTEN = 3 };
#define EDGE   0.13F /* share of the page's height at either end where furniture stands */
#define BUCKET 12.0F /* points */

typedef struct {
    uint32_t pages, last; /* on how many pages, the last of them */
    bool near;            /* on two pages that are at most NEAR apart */
} seen;
typedef HS_VEC(seen) seen_list;

static bool at_edge(const hs_sheet *p, const hs_line *l)
{
    return p->height > 0 && (l->box.y1 < EDGE * p->height || l->box.y0 > (1 - EDGE) * p->height);
}

/* What makes two lines the same furniture: letters in lower case, runs of digits as one '#', and how high it stands.
 * `shift` moves the grid of heights by half a step, so that no border of the grid parts two equal lines. */
static bool key_of(const hs_lines *all, const hs_line *l, int shift, hs_buf *key)
{
    hs_buf_clear(key);
    if (l->n > LONGEST_KEY) return false;
    hs_buf_printf(key, "%d %d ", shift, (int)floorf((l->box.y0 + (float)shift * BUCKET / 2) / BUCKET));
    bool digits = false;
    for (uint32_t i = l->at; i < l->at + l->n; i++) {
        char c = all->text.p[i];
        bool digit = c >= '0' && c <= '9';
        if (digit && !digits) hs_buf_char(key, '#');
        digits = digit;
        if (!digit && c != ' ') hs_buf_char(key, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    return true;
}

static void note(hs_map *keys, seen_list *list, const hs_buf *key, uint32_t page)
{
    uint32_t *at = hs_map_at(keys, (hs_str){key->p, key->n});
    if (*at == HS_MISSING) {
        *at = list->n;
        *HS_PUSH(*list) = (seen){1, page, false};
        return;
    }
    seen *s = &list->v[*at];
    if (s->last == page) return;
    s->near |= page - s->last <= NEAR;
    s->last = page;
    s->pages++;
}

static bool is_furniture(const hs_map *keys, const seen_list *list, const hs_buf *key, uint32_t pages)
{
    uint32_t at = hs_map_get(keys, (hs_str){key->p, key->n});
    return at != HS_MISSING && list->v[at].near && list->v[at].pages >= (pages > OFTEN ? OFTEN : 2);
}

/* "4", "- 4 -", "Page 4 of 9": nothing but the number of this very page. */
static bool is_page_number(const hs_lines *all, const hs_line *l)
{
    unsigned long number = 0, first = 0;
    unsigned numbers = 0, letters = 0;
    for (uint32_t i = l->at; i < l->at + l->n; i++) {
        char c = all->text.p[i];
        bool digit = c >= '0' && c <= '9';
        if (digit) number = number < 1000000 ? number * 10 + (unsigned long)(c - '0') : number;
        bool ends = !digit || i + 1 == l->at + l->n;
        if (ends && number) {
            if (!numbers++) first = number;
            number = 0;
        }
        letters += !digit && c != ' ' && c != '-' && c != '/' && c != '|';
    }
    return numbers && numbers <= 2 && first == all->pages.v[l->page].number && letters <= 6;
}

/* Where most of the text would go it is no furniture: slides and labels that all look the same. */
static void keep_if_most(hs_lines *l)
{
    uint64_t dropped = 0, all = 0;
    for (uint32_t i = 0; i < l->v.n; i++) {
        all += l->v.v[i].n;
        if (l->v.v[i].dropped) dropped += l->v.v[i].n;
    }
    for (uint32_t i = 0; i < l->v.n && dropped * 2 > all; i++) l->v.v[i].dropped = false;
}

void hs_lines_drop_furniture(hs_lines *l)
{
    hs_map keys = {0};
    seen_list list = {0};
    hs_buf key = {0};
    for (uint32_t i = 0; i < l->v.n; i++) {
        hs_line *x = &l->v.v[i];
        for (int shift = 0; shift < 2 && at_edge(&l->pages.v[x->page], x); shift++)
            if (key_of(l, x, shift, &key)) note(&keys, &list, &key, x->page);
    }
    for (uint32_t i = 0; i < l->v.n; i++) {
        hs_line *x = &l->v.v[i];
        if (!at_edge(&l->pages.v[x->page], x)) continue;
        for (int shift = 0; shift < 2 && !x->dropped; shift++)
            x->dropped = key_of(l, x, shift, &key) && is_furniture(&keys, &list, &key, l->pages.n);
        x->dropped |= is_page_number(l, x);
    }
    keep_if_most(l);
    hs_buf_free(&key);
    HS_VEC_FREE(list);
    hs_map_free(&keys);
}
