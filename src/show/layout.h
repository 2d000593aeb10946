/* Text laid out for a terminal: display columns (East Asian width, combining marks), wrapping at the places that
 * Unicode allows (UAX 14, by ICU), blocks beside each other, tables. Text given here may come from documents: it is
 * escaped. */
#ifndef HS_SHOW_LAYOUT_H
#define HS_SHOW_LAYOUT_H

#include <stdio.h>

#include "base/mem.h"
#include "base/str.h"

/* Columns that s takes; s is escaped text. */
uint32_t hs_columns(hs_str s);

typedef enum { HS_PLAIN, HS_STRONG, HS_FAINT, HS_ACCENT } hs_style;

typedef struct {
    char *text; /* escaped, with the terminal's style codes */
    uint32_t columns;
} hs_line;

/* A rectangle of lines. Zero-initialise, set width and colour. */
typedef struct {
    HS_VEC(hs_line) lines;
    uint32_t width;
    bool colour;
} hs_pane;

void hs_pane_free(hs_pane *b);

/* Adds text wrapped to the block's width. The first line starts with lead, the others with hang: both are ours, plain
 * ASCII or box drawing, and of equal width. An empty text adds a line with lead alone. */
void hs_pane_text(hs_pane *b, const char *lead, const char *hang, hs_style style, hs_str text);
/* "label   text", the text wrapped behind a margin of `margin` columns. Nothing where the text is empty. */
void hs_pane_field(hs_pane *b, uint32_t margin, const char *label, hs_str text);
void hs_pane_blank(hs_pane *b);

void hs_pane_print(const hs_pane *b, FILE *out);
/* The two beside each other with a gap between them; no blanks at line ends. */
void hs_panes_print(const hs_pane *left, const hs_pane *right, uint32_t gap, FILE *out);

/* A table. Columns get what their cells need where that fits, else room is taken from the widest ones and cells wrap.
 */
typedef struct {
    const char *title;
    bool right;     /* numbers */
    uint32_t least; /* columns that it needs to stay readable */
} hs_column;

typedef struct {
    const hs_column *columns;
    uint32_t n;
    HS_VEC(char *) cells; /* row by row, owned */
} hs_table;

void hs_table_cell(hs_table *t, hs_str text);
void hs_table_print(const hs_table *t, uint32_t width, bool colour, FILE *out);
void hs_table_free(hs_table *t);

#endif
