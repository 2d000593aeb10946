#include <stdlib.h>
#include <string.h>

#include "show/escape.h"
#include "show/layout.h"

#define GAP 2

void hs_table_cell(hs_table *t, hs_str text)
{
    *HS_PUSH(t->cells) = hs_strndup(text.p ? text.p : "", text.n);
}

void hs_table_free(hs_table *t)
{
    for (uint32_t i = 0; i < t->cells.n; i++) free(t->cells.v[i]);
    HS_VEC_FREE(t->cells);
}

static uint32_t natural(const char *cell)
{
    hs_buf safe = {0};
    hs_escape_term(hs_str_of(cell), &safe);
    uint32_t n = hs_columns((hs_str){hs_buf_c(&safe), safe.n});
    hs_buf_free(&safe);
    return n;
}

/* Widths that fit: what each column needs, then one off the widest at a time, none below its least. */
static void fit(const hs_table *t, uint32_t width, uint32_t *w)
{
    uint32_t sum = GAP * (t->n - 1);
    for (uint32_t c = 0; c < t->n; c++) {
        w[c] = natural(t->columns[c].title);
        for (uint32_t i = c; i < t->cells.n; i += t->n) {
            uint32_t n = natural(t->cells.v[i]);
            if (n > w[c]) w[c] = n;
        }
        if (w[c] > width) w[c] = width;
        sum += w[c];
    }
    while (sum > width) {
        uint32_t widest = t->n;
        for (uint32_t c = 0; c < t->n; c++)
            if (w[c] > t->columns[c].least && (widest == t->n || w[c] > w[widest])) widest = c;
        if (widest == t->n) return;
        w[widest]--;
        sum--;
    }
}

static void print_row(const hs_table *t, hs_pane *blocks, const uint32_t *w, FILE *out)
{
    uint32_t height = 0;
    for (uint32_t c = 0; c < t->n; c++)
        if (blocks[c].lines.n > height) height = blocks[c].lines.n;
    for (uint32_t i = 0; i < height; i++) {
        uint32_t pending = 0; /* blanks owed before the next text, so that no line ends in blanks */
        for (uint32_t c = 0; c < t->n; c++) {
            const hs_line *l = i < blocks[c].lines.n ? &blocks[c].lines.v[i] : NULL;
            uint32_t used = l ? l->columns : 0, rest = w[c] > used ? w[c] - used : 0;
            if (used) {
                fprintf(out, "%*s%s", (int)(pending + (t->columns[c].right ? rest : 0)), "", l->text);
                pending = t->columns[c].right ? 0 : rest;
            } else {
                pending += w[c];
            }
            pending += GAP;
        }
        fputc('\n', out);
    }
    for (uint32_t c = 0; c < t->n; c++) hs_pane_free(&blocks[c]);
}

void hs_table_print(const hs_table *t, uint32_t width, bool colour, FILE *out)
{
    uint32_t *w = hs_calloc(t->n, sizeof *w);
    hs_pane *blocks = hs_calloc(t->n, sizeof *blocks);
    fit(t, width, w);
    for (uint32_t c = 0; c < t->n; c++) {
        blocks[c] = (hs_pane){.width = w[c], .colour = colour};
        hs_pane_text(&blocks[c], "", "", HS_FAINT, hs_str_of(t->columns[c].title));
    }
    print_row(t, blocks, w, out);
    for (uint32_t i = 0; i < t->cells.n; i += t->n) {
        for (uint32_t c = 0; c < t->n; c++) {
            blocks[c] = (hs_pane){.width = w[c], .colour = colour};
            if (*t->cells.v[i + c])
                hs_pane_text(&blocks[c], "", "", c ? HS_PLAIN : HS_ACCENT, hs_str_of(t->cells.v[i + c]));
        }
        print_row(t, blocks, w, out);
    }
    free(blocks);
    free(w);
}
