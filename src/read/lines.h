/* Lines of laid-out pages (PDF, recognised pictures) and how they flow: headers and footers are left out, lines become
 * paragraphs across columns and pages, words cut at line ends are joined. Lengths are in points from the page's upper
 * left. */
#ifndef HS_READ_LINES_H
#define HS_READ_LINES_H

#include "read/compose.h"

typedef struct {
    float x0, y0, x1, y1;
} hs_box;

/* A word with a place of its own: recognised text. */
typedef struct {
    uint32_t at, n; /* bytes of hs_lines.text */
    hs_box box;
    uint32_t sure; /* 1 to 100 */
} hs_piece_of_line;

typedef struct {
    uint32_t at, n; /* bytes of hs_lines.text */
    uint32_t page;  /* index into hs_lines.pages */
    hs_box box;
    float size;             /* height of its letters' boxes, the mean over the line */
    uint32_t piece, pieces; /* its words, where each has its own place; none for a line that has one */
    hs_ref name;   /* of its locator where that is more than the page: "p. 4, comment"; stands in its own block */
    uint32_t gaps; /* wide gaps between its words: two or more make it a row of a table */
    bool dropped;  /* header or footer */
} hs_line;

/* How a page must be turned for its letters to stand: text that reads down or up the page. */
typedef enum { HS_UPRIGHT, HS_READS_DOWN, HS_READS_UP } hs_turn;

typedef struct {
    uint32_t number;     /* from 1 */
    float width, height; /* points */
    uint32_t first, n;   /* its lines */
    hs_turn turn;        /* by which it was turned: width, height and boxes are those of the turned page */
} hs_sheet;

typedef struct {
    hs_buf text;
    HS_VEC(hs_line) v; /* page by page */
    HS_VEC(hs_piece_of_line) pieces;
    HS_VEC(hs_sheet) pages;
} hs_lines;

void hs_lines_free(hs_lines *l);
/* Turns the last page, so that its text reads from left to right; locators tell where it stands all the same. */
void hs_lines_turn(hs_lines *l, hs_turn turn);
/* Marks headers, footers and page numbers: lines near the top or bottom edge that come back on neighbouring pages at
 * the same height, numbers in them aside. */
void hs_lines_drop_furniture(hs_lines *l);
/* Puts each page's lines into reading order: columns one after the other, tables row by row. After the furniture. */
void hs_lines_order(hs_lines *l);
/* Writes the lines as blocks, with a locator for each line (or piece). */
void hs_lines_write(const hs_lines *l, hs_doc *d);
/* The text of the largest lines on the first page, as a title; appended to out. Nothing where none stands out. */
void hs_lines_title(const hs_lines *l, hs_buf *out);

#endif
