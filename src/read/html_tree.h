/* HTML → a light tree whose every piece of text knows its bytes. libxml2's HTML parser keeps no usable byte offsets (it
 * copies text into its own buffers and merges it), so the tokenizer here is our own. It follows the WHATWG standard as
 * far as text and its containers go: raw text elements, implied end tags, scopes of end tags. It leaves out the
 * adoption agency and foster parenting, which move nodes but no text. Linear time, no recursion, bounded depth. */
#ifndef HS_READ_HTML_TREE_H
#define HS_READ_HTML_TREE_H

#include "base/mem.h"
#include "base/str.h"

enum {
    HS_T_VOID = 1,   /* has no content and no end tag */
    HS_T_BLOCK = 2,  /* begins and ends a line of its own */
    HS_T_UNSEEN = 4, /* its content is not shown, or is a control */
    HS_T_RAW = 8,    /* its content is not markup */
    HS_T_SCOPE = 16, /* end tags of what stands around it do not reach into it */
    HS_T_ENDS_P = 32 /* closes an open <p> */
};

typedef enum {
    HS_TAG_OTHER, /* any element that is not in the table */
    HS_TAG_TEXT,  /* not an element */
    HS_TAG_A,
    HS_TAG_ADDRESS,
    HS_TAG_ARTICLE,
    HS_TAG_ASIDE,
    HS_TAG_AUDIO,
    HS_TAG_B,
    HS_TAG_BASE,
    HS_TAG_BLOCKQUOTE,
    HS_TAG_BODY,
    HS_TAG_BR,
    HS_TAG_BUTTON,
    HS_TAG_CAPTION,
    HS_TAG_CENTER,
    HS_TAG_COL,
    HS_TAG_DATALIST,
    HS_TAG_DD,
    HS_TAG_DETAILS,
    HS_TAG_DIALOG,
    HS_TAG_DIV,
    HS_TAG_DL,
    HS_TAG_DT,
    HS_TAG_EM,
    HS_TAG_EMBED,
    HS_TAG_FIELDSET,
    HS_TAG_FIGCAPTION,
    HS_TAG_FIGURE,
    HS_TAG_FOOTER,
    HS_TAG_FORM,
    HS_TAG_H1,
    HS_TAG_H2,
    HS_TAG_H3,
    HS_TAG_H4,
    HS_TAG_H5,
    HS_TAG_H6,
    HS_TAG_HEAD,
    HS_TAG_HEADER,
    HS_TAG_HR,
    HS_TAG_HTML,
    HS_TAG_I,
    HS_TAG_IFRAME,
    HS_TAG_IMG,
    HS_TAG_INPUT,
    HS_TAG_LABEL,
    HS_TAG_LEGEND,
    HS_TAG_LI,
    HS_TAG_LINK,
    HS_TAG_MAIN,
    HS_TAG_MATH,
    HS_TAG_META,
    HS_TAG_NAV,
    HS_TAG_NOEMBED,
    HS_TAG_NOFRAMES,
    HS_TAG_NOSCRIPT,
    HS_TAG_OBJECT,
    HS_TAG_OL,
    HS_TAG_OPTGROUP,
    HS_TAG_OPTION,
    HS_TAG_P,
    HS_TAG_PICTURE,
    HS_TAG_PRE,
    HS_TAG_SCRIPT,
    HS_TAG_SECTION,
    HS_TAG_SELECT,
    HS_TAG_SOURCE,
    HS_TAG_SPAN,
    HS_TAG_STRONG,
    HS_TAG_STYLE,
    HS_TAG_SUMMARY,
    HS_TAG_SVG,
    HS_TAG_TABLE,
    HS_TAG_TBODY,
    HS_TAG_TD,
    HS_TAG_TEMPLATE,
    HS_TAG_TEXTAREA,
    HS_TAG_TFOOT,
    HS_TAG_TH,
    HS_TAG_THEAD,
    HS_TAG_TIME,
    HS_TAG_TITLE,
    HS_TAG_TR,
    HS_TAG_TRACK,
    HS_TAG_UL,
    HS_TAG_VIDEO,
    HS_TAG_WBR,
    HS_TAG_COUNT
} hs_tag;

unsigned hs_tag_flags(uint32_t tag);
uint32_t hs_tag_of(hs_str name); /* HS_TAG_OTHER where it is not in the table */

typedef enum { /* the attributes that are kept, sorted by name */
               HS_ATTR_ARIA_HIDDEN,
               HS_ATTR_ARIA_LABEL,
               HS_ATTR_CHARSET,
               HS_ATTR_CLASS,
               HS_ATTR_CONTENT,
               HS_ATTR_DATA_COMPONENT,
               HS_ATTR_DATA_TESTID,
               HS_ATTR_DATETIME,
               HS_ATTR_HIDDEN,
               HS_ATTR_HREF,
               HS_ATTR_HTTP_EQUIV,
               HS_ATTR_ID,
               HS_ATTR_ITEMPROP,
               HS_ATTR_ITEMTYPE,
               HS_ATTR_LANG,
               HS_ATTR_NAME,
               HS_ATTR_PROPERTY,
               HS_ATTR_REL,
               HS_ATTR_ROLE,
               HS_ATTR_STYLE,
               HS_ATTR_TITLE,
               HS_ATTR_TYPE,
               HS_ATTR_COUNT
} hs_attr_name;

uint32_t hs_attr_of(hs_str name); /* HS_ATTR_COUNT where it is not kept */

typedef struct {
    uint32_t at, n; /* value: bytes of the source, entities in it */
    uint32_t name;  /* hs_attr_name */
} hs_attr;

typedef struct {
    uint32_t parent; /* node 0 is the document and its own parent */
    uint32_t end;    /* first node behind the subtree: a subtree is the run [i, end) */
    uint32_t at, n;  /* text: its bytes; element: its name */
    uint32_t attr;   /* first attribute */
    uint16_t attrs;
    uint16_t depth;
    uint8_t tag; /* hs_tag */
} hs_node;

typedef struct {
    hs_str source; /* decoded text of the page */
    HS_VEC(hs_node) nodes;
    HS_VEC(hs_attr) attrs;
    bool cut;                        /* the page had more nodes than are kept; the rest is missing */
    uint32_t cut_at;                 /* byte of the source where reading stopped */
    bool show_noscript, show_hidden; /* nearly all text of the page stands there: then it is seen */
} hs_tree;

/* source must outlive the tree; it is shorter than 4 GiB. */
void hs_tree_build(hs_str source, hs_tree *out);
void hs_tree_free(hs_tree *t);

/* The value of an attribute with its entities undone, or false where the node has none. Replaces out. */
bool hs_tree_attr(const hs_tree *t, uint32_t node, hs_attr_name name, hs_buf *out);
/* The value as it stands in the source; empty where there is none. */
hs_str hs_tree_raw_attr(const hs_tree *t, uint32_t node, hs_attr_name name);
bool hs_tree_has_attr(const hs_tree *t, uint32_t node, hs_attr_name name);

/* True for a subtree that no reader of the page sees: scripts, controls, hidden elements. */
bool hs_tree_unseen(const hs_tree *t, uint32_t node);

/* Appends the visible text of a subtree, entities undone, white space single, at most max bytes (about). */
void hs_tree_text(const hs_tree *t, uint32_t node, size_t max, hs_buf *out);

/* The character reference at s.p[at], which is '&': how many bytes it takes (0 where it is none) and what it stands
 * for. */
size_t hs_entity(hs_str s, size_t at, uint32_t *c);
/* Appends s with its character references undone. */
void hs_unescape(hs_str s, hs_buf *out);

#endif
