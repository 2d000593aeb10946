/* Atoms: the smallest pieces of text that segmentation can tell apart. A run of letters, a run of digits, one mark or a
 * run of the same mark; combining marks stay with what they stand on. Tokens are runs of atoms. */
#ifndef HS_PARSE_ATOMS_H
#define HS_PARSE_ATOMS_H

#include "doc/doc.h"
#include "parse/languages.h"

typedef enum { HS_ATOM_WORD, HS_ATOM_NUMBER, HS_ATOM_MARK } hs_atom_kind;
typedef enum { HS_SHAPE_NONE, HS_SHAPE_LOWER, HS_SHAPE_TITLE, HS_SHAPE_UPPER, HS_SHAPE_MIXED } hs_shape;
typedef enum { HS_GAP_NONE, HS_GAP_SPACE, HS_GAP_LINE } hs_gap; /* white space before an atom */

typedef struct {
    uint32_t at, n; /* bytes of the text */
    uint32_t c;     /* first code point */
    uint8_t kind, shape, gap;
    uint8_t fused; /* the cut before this atom lies inside a run of letters: "do|nt", "can|not" */
} hs_atom;

typedef HS_VEC(hs_atom) hs_atoms;

/* Appends the atoms of text[from..to) until `most` atoms are there; returns the byte behind the last one. */
uint32_t hs_atoms_of(hs_str text, uint32_t from, uint32_t to, const hs_language *lang, uint32_t most, hs_atoms *out);

/* Bytes of the apostrophe that s begins with (' ` ’), or 0. */
size_t hs_apostrophe(hs_str s);

hs_str hs_atom_text(hs_str text, const hs_atom *a);

#endif
