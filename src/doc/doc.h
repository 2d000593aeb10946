/* One document in memory: its clean text, the map back to raw bytes, and everything that the passes found in it, in
 * flat arrays with 32-bit indices. A span is bytes of clean UTF-8. Strings that are not spans (lemmas, normal forms,
 * reasons) live in the document's pool. The rows are plain data without pointers, so that a document is packed
 * (doc/pack.h), stored and compared bit for bit. Which pass fills what:
 *
 *     read/   identity, metadata, text, blocks, map, locators       find/ quotes        quotes
 *     parse/  sentences, tokens                                     find/ figures dates figures, dates
 *     find/   mentions: mentions, chains                            find/ attributions  attributions
 *                                                                   find/ assertions    assertions
 *                                                                   find/ acts          acts
 */
#ifndef HS_DOC_DOC_H
#define HS_DOC_DOC_H

#include "base/err.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "doc/day.h"
#include "doc/decimal.h"
#include "doc/ud.h"

#define HS_NONE UINT32_MAX /* no such index */

typedef uint32_t hs_ref; /* a string of the pool; 0 is the empty string and means "none" */

typedef struct {
    uint32_t at, n; /* first byte and number of bytes in the clean text */
} hs_span;

typedef struct {
    uint32_t first, n; /* a run of elements in doc->spans or doc->links, as the field says */
} hs_range;

/* ---- read/ ---- */

typedef enum { HS_READ_WHOLE, HS_READ_PART, HS_READ_NOT } hs_verdict;

/* One run of the map: len bytes of clean text came from raw_len raw bytes. Where the two lengths are equal the bytes
 * correspond one by one; where they differ (an entity, a converted charset) the run maps as a whole. Clean bytes
 * between runs were made up by the reader (paragraph breaks). Runs ascend in both. */
typedef struct {
    uint32_t clean, len;
    uint64_t raw, raw_len;
} hs_run;

/* Where a passage stands as a person would look it up: "p. 4", "slide 3", "Sheet1!B4", "00:01:15", "line 12". A reader
 * makes them for what bytes of the file do not tell (pages, cells of a zipped workbook) or not to people (times,
 * turns). Each line of a page has its own, and each word that was recognised in a picture. */
typedef enum {
    HS_AT_PAGE,
    HS_AT_SLIDE,
    HS_AT_CELL, /* of a spreadsheet or table */
    HS_AT_LINE, /* of a transcript or a text with numbered lines */
    HS_AT_TIME, /* of a recording, a subtitle, a message */
    HS_AT_TURN, /* of an interview, a chat, a thread */
    HS_AT_PART  /* a named part: "footnote 3", "comment by …" */
} hs_locator_kind;
enum { HS_UNSURE_WORD = 60 }; /* a recognised word under this confidence is shown as unsure */

typedef struct {
    hs_span at;
    uint32_t kind;          /* hs_locator_kind */
    uint32_t page;          /* page or slide, from 1; 0 where there is none */
    int32_t x0, y0, x1, y1; /* its box on that page, 1/100 point from the upper left; all 0 where there is none */
    uint32_t sure; /* 1 to 100: how sure recognition (OCR, speech) is of these words; 0 where the file has the words */
    hs_ref name;   /* "p. 4"; never 0 */
} hs_locator;

typedef enum {
    HS_BLOCK_PARAGRAPH,
    HS_BLOCK_HEADING,
    HS_BLOCK_ITEM,  /* list item */
    HS_BLOCK_QUOTE, /* block quotation */
    HS_BLOCK_CAPTION,
    HS_BLOCK_CELL, /* table cell */
    HS_BLOCK_TURN  /* one turn of a dialogue or transcript */
} hs_block_kind;

/* Blocks are separated by "\n\n" in the clean text (turns and items by "\n"), ascend and do not overlap. */
typedef struct {
    hs_span at;
    hs_span speaker; /* of a turn or a quotation: the label or name of who speaks, in the block or before it; n == 0
                        where none */
    uint32_t kind;   /* hs_block_kind */
} hs_block;

/* ---- parse/ ---- */

typedef struct {
    hs_span at;
    uint32_t first, n; /* tokens */
    uint32_t block;
} hs_sentence;

typedef enum { HS_NE_O, HS_NE_PER, HS_NE_ORG, HS_NE_LOC, HS_NE_MISC } hs_ne_kind;

enum {
    HS_TOK_SPACE_AFTER = 1,
    HS_TOK_INNER = 2,   /* 2nd and later word of a multi-word token: "n't" of "don't" */
    HS_TOK_NE_FIRST = 4 /* begins an entity (B- in BIO) */
};

typedef struct {
    hs_span at;
    uint32_t head;  /* index into doc->tokens; the token itself where it is the root or no parser ran */
    hs_ref lemma;   /* lower-cased form where no lemmatiser ran */
    hs_ref feats;   /* UD FEATS, "Number=Sing|Person=3"; 0 where none */
    uint8_t upos;   /* hs_upos */
    uint8_t deprel; /* hs_deprel; HS_DEP_NONE where no parser ran */
    uint8_t ne;     /* hs_ne_kind of the entity that the token is in */
    uint8_t flags;  /* HS_TOK_… */
} hs_token;

/* ---- find/ ---- */

typedef enum { HS_PERSON, HS_ORGANISATION, HS_PLACE, HS_OTHER } hs_kind;
const char *hs_kind_name(uint32_t kind); /* "person", … */

typedef enum {
    HS_NAME,    /* "Ilhami Bali" */
    HS_NOMINAL, /* "the spokesman", "two officers" */
    HS_PRONOUN  /* "he" */
} hs_mention_form;

typedef struct {
    hs_span at;
    uint32_t kind;  /* hs_kind */
    uint32_t form;  /* hs_mention_form */
    uint32_t chain; /* index into doc->chains, or HS_NONE where unresolved */
    hs_ref name;    /* the name without titles, white space made single; nominals: the head's lemma */
    hs_ref role;    /* title or apposition: "military spokesman for the Iraqi militia" */
    hs_ref why;     /* why it is in its chain, for people: "'he': the only man named in this paragraph" */
} hs_mention;

enum {
    HS_CHAIN_NAMED = 1,    /* at least one mention is a name */
    HS_CHAIN_DOCUMENT = 2, /* a document that speaks: "the transcript", "the report" */
    HS_CHAIN_OUTLET = 4,   /* a paper, agency, broadcaster: "RT", "Cumhuriyet" */
    HS_CHAIN_GROUP = 8     /* plural: "two officers", "prosecutors" */
};

/* What the document's mentions refer to; the document's own entities. Order: first mention. */
typedef struct {
    uint32_t kind;    /* hs_kind */
    uint32_t flags;   /* HS_CHAIN_… */
    uint32_t mention; /* the fullest name (or first nominal) among its mentions */
    hs_ref name;      /* that mention's name */
    hs_range names;   /* doc->strings: every distinct spelling, the fullest first; "aka" and acronyms among them */
    hs_ref why;       /* why the spellings were joined, where there is more than one */
} hs_chain;

typedef enum { HS_QUOTE_DOUBLE, HS_QUOTE_SINGLE, HS_QUOTE_GUILLEMET, HS_QUOTE_DASH, HS_QUOTE_BLOCK } hs_quote_kind;
enum { HS_QUOTE_UNOPENED = 1, HS_QUOTE_UNCLOSED = 2, HS_QUOTE_SCARE = 4 /* a word or two, not speech */ };

typedef struct {
    hs_span outer, inner; /* with and without the marks */
    uint32_t kind;        /* hs_quote_kind */
    uint32_t flags;       /* HS_QUOTE_… */
    uint32_t parent;      /* the quotation it stands in, or HS_NONE */
    uint32_t before;      /* the part in an earlier paragraph that it goes on from, or HS_NONE */
} hs_quote;

typedef struct {
    hs_span at;
    hs_dec low, high;
    uint8_t has_low, has_high; /* "at least 19" has low only */
    uint8_t approximate;       /* "some 600", "about" */
    uint8_t ordinal;           /* "the third": never compared with counts */
    hs_ref unit;               /* ISO 4217 code, "%", UCUM-like "km", or 0 for a plain count */
    hs_span counted_at;        /* the words of the thing counted; n == 0 where none */
    hs_ref counted;            /* its head's lemma with what narrows it: "turkish citizen" */
    hs_ref event;              /* what happened to it, lemma of the verb: "charge", "kill"; 0 where none */
    hs_ref per;                /* "person", "year" */
} hs_figure;

typedef enum { HS_ANCHOR_NONE, HS_ANCHOR_PUBLISHED, HS_ANCHOR_TEXT } hs_anchor;
enum { HS_DATE_WRONG_WEEKDAY = 1, HS_DATE_PARTIAL = 2 /* year or month filled in from the anchor */ };

typedef struct {
    hs_span at;
    hs_days days;
    uint32_t anchor; /* hs_anchor */
    uint32_t flags;  /* HS_DATE_… */
} hs_date;

typedef enum { HS_DIRECT, HS_INDIRECT, HS_MIXED } hs_mode;
typedef enum { HS_STATES, HS_ALLEGES, HS_DENIES, HS_ESTIMATES, HS_BELIEVES, HS_ASKS } hs_stance;
typedef enum {
    HS_VOICE_ENTITY_PERSON,
    HS_VOICE_ENTITY_ORGANISATION,
    HS_VOICE_DOCUMENT,
    HS_VOICE_UNNAMED,
    HS_VOICE_AUTHOR
} hs_voice_kind;
const char *hs_mode_name(uint32_t mode);
const char *hs_stance_name(uint32_t stance);
const char *hs_voice_kind_name(uint32_t kind); /* the contract's words: "person", "organisation", "document", … */

typedef struct {
    uint32_t kind;  /* hs_voice_kind */
    uint32_t chain; /* who, or HS_NONE */
    hs_ref name;    /* as the text has it where no chain: "two officers"; 0 for the author */
} hs_voice;

enum {
    HS_NEGATED = 1, /* "did not say", "refused to comment" (of an attribution: the cue; of an assertion: its clause) */
    HS_HEDGED = 2,  /* "allegedly", "reportedly", "may" */
    HS_ASKED = 4,
    HS_LOADED = 8, /* a cue that tells more than "said": admitted, hopes, ordered; shown in quotation marks only */
    HS_UNSURE = 16 /* under the calibrated confidence: shown as unsure, with both readings */
};

typedef struct {
    hs_range source, cue, content; /* doc->spans, ascending; source and cue may be empty */
    uint32_t mode;                 /* hs_mode */
    uint32_t stance;               /* hs_stance */
    uint32_t parent;               /* attribution whose content this stands in, or that cites its source; or HS_NONE */
    uint32_t flags;                /* HS_NEGATED … */
    hs_voice voice;
    hs_voice other;   /* where unsure: the second reading; chain HS_NONE and name 0 where there is none */
    hs_ref addressee; /* "told RT": RT; 0 where none */
    uint32_t addressee_chain;
    hs_ref why; /* rule or evidence, for people */
} hs_attribution;

typedef struct {
    hs_range spans;       /* doc->spans: the clause, ascending */
    uint32_t attribution; /* innermost attribution that it stands in, or HS_NONE: the document's own voice */
    hs_voice voice;
    uint32_t flags;                    /* HS_NEGATED, HS_HEDGED, HS_ASKED, HS_UNSURE */
    hs_range mentions, figures, dates; /* doc->links: indices into those arrays */
    hs_ref predicate;                  /* lemma of the main verb or noun: "allow", "charge" */
    hs_span act;                       /* its word; n == 0 where there is none */
    hs_ref terms; /* what linking compares: space-separated role:lemma, sorted: "obj:fighter subj:turkey …";
                     roles subj obj obl mod; names as their chain's normal name joined by '_' */
} hs_assertion;

typedef enum { HS_HAPPENS, HS_THING, HS_THINGS } hs_act_kind;

/* A word that tells of something happening: a verb, or a noun that names an act: "arrested", "the arrest". Or a noun
 * for whom or what it happens to, without a name: "the driver", "two cables"; or a day that no year tells: "Friday". */
typedef struct {
    hs_span at;
    hs_ref act;    /* the verb's lemma, also of a noun made from it: "arrest"; of a thing its noun; of somebody with
                      what narrows it: "business customer" */
    uint32_t kind; /* hs_act_kind */
} hs_act;

/* What a person ruled about two places in the document: their words mean one, or do not. find/ keeps to it. */
typedef struct {
    hs_span at[2];
    bool same;
    hs_ref why; /* "ruled by NAME, DAY: REASON" */
} hs_pairing;

/* ---- the whole ---- */

/* The members of a container (an archive's files, a mail's attachments), handed out one by one while it is read
 * (doc/children.h); each is a document of its own. */
typedef struct {
    /* One member with its bytes, or with the reason why it cannot be had (why_not, else NULL). NULL where nobody takes
     * them: they are counted then. */
    void (*take)(hs_str name, hs_str bytes, const hs_err *why_not, void *ctx);
    void *ctx;
    uint32_t n, refused; /* handed out, and how many of them with a reason instead of bytes */
    uint64_t bytes;
    hs_map names; /* how often each name came */
    hs_buf list;  /* names of the first that were refused */
    hs_err why;   /* why the first of them was */
} hs_children;

typedef struct {
    /* identity and metadata; strings are pool refs */
    hs_sha256 sha;
    hs_ref id;    /* "d" + first 12 hex digits of the SHA-256 */
    hs_ref path;  /* as added; FILE!member for a child */
    hs_ref media; /* "text/html" */
    hs_ref charset;
    hs_ref title, author, outlet;
    hs_ref published;     /* ISO 8601 day or date-time as far as stated */
    hs_day published_day; /* HS_NO_DAY where unknown */
    hs_ref published_by;  /* where it was found: "json-ld", "meta", "visible", … */
    hs_ref canonical;     /* the page's own address, where it states one */
    hs_ref language;      /* BCP 47, "en"; "" where none was recognised */
    hs_ref parent;        /* id of the parent document, 0 where none */
    uint32_t verdict;     /* hs_verdict */
    hs_ref part, reason;  /* of a partly read document: which part is missing, why */
    uint64_t raw_size;

    hs_children children; /* not packed */

    hs_buf text; /* clean UTF-8 */
    hs_buf pool; /* NUL-terminated strings; byte 0 is NUL */

    HS_VEC(hs_run) map;          /* empty where the text stands in no raw bytes: compressed formats */
    HS_VEC(hs_locator) locators; /* ascend, do not overlap */
    HS_VEC(hs_block) blocks;
    HS_VEC(hs_sentence) sentences;
    HS_VEC(hs_token) tokens;
    HS_VEC(hs_span) spans;  /* the span lists that attributions and assertions point into */
    HS_VEC(uint32_t) links; /* the index lists */
    HS_VEC(hs_ref) strings; /* the string lists */
    HS_VEC(hs_mention) mentions;
    HS_VEC(hs_chain) chains;
    HS_VEC(hs_quote) quotes;
    HS_VEC(hs_figure) figures;
    HS_VEC(hs_date) dates;
    HS_VEC(hs_attribution) attributions;
    HS_VEC(hs_assertion) assertions;
    HS_VEC(hs_act) acts; /* ascend */

    HS_VEC(hs_pairing) ruled; /* given to find/; not packed */
} hs_doc;

hs_doc *hs_doc_new(void);
void hs_doc_free(hs_doc *d); /* NULL is fine */

/* Adds a string to the pool; equal strings added one after another may share. "" gives 0. */
hs_ref hs_doc_intern(hs_doc *d, hs_str s);
const char *hs_doc_str(const hs_doc *d, hs_ref r); /* "" for 0; valid until the next hs_doc_intern */

hs_str hs_doc_text(const hs_doc *d, hs_span s); /* the span's bytes */
static inline uint32_t hs_span_end(hs_span s)
{
    return s.at + s.n;
}
static inline bool hs_span_covers(hs_span a, hs_span b)
{
    return a.at <= b.at && hs_span_end(b) <= hs_span_end(a);
}
static inline bool hs_span_overlap(hs_span a, hs_span b)
{
    return a.at < hs_span_end(b) && b.at < hs_span_end(a);
}
hs_span hs_span_join(hs_span a, hs_span b); /* the least span over both */

/* Appends lists; the ranges index doc->spans, doc->links and doc->strings. */
hs_range hs_doc_spans(hs_doc *d, const hs_span *v, uint32_t n);
hs_range hs_doc_links(hs_doc *d, const uint32_t *v, uint32_t n);
hs_range hs_doc_strings(hs_doc *d, const hs_ref *v, uint32_t n);

/* Moves the span to where these words stand now: there, or else where they stand nearest; false where nowhere. */
bool hs_doc_find_words(const hs_doc *d, hs_str words, hs_span *at);

/* First token that ends after byte `at` (== tokens.n where none), first sentence likewise: binary search. */
uint32_t hs_doc_token_at(const hs_doc *d, uint32_t at);
uint32_t hs_doc_sentence_at(const hs_doc *d, uint32_t at);

/* Drops what parse/ and find/ made (the pool keeps its strings), so that they can run again. */
void hs_doc_clear_found(hs_doc *d);

/* Sets sha, id and raw_size from the raw bytes. */
void hs_doc_identify(hs_doc *d, hs_str raw);

/* Where a block's words begin: behind the label of a turn, "Mara Voss:", or "Q." where who asks was named before. */
uint32_t hs_block_body(const hs_doc *d, const hs_block *b);

/* The raw byte ranges that a span came from, ascending, neighbours joined; appended to out as {raw, raw_len} runs. */
typedef struct {
    uint64_t from, to;
} hs_raw_range;
typedef HS_VEC(hs_raw_range) hs_raw_ranges;
void hs_doc_raw(const hs_doc *d, hs_span s, hs_raw_ranges *out);

/* The locators that a span touches, as a run of doc->locators: binary search. An empty run where there are none. */
hs_range hs_doc_locators(const hs_doc *d, hs_span s);
/* Appends where the span stands, as people say it: "p. 4", "p. 4 to p. 5"; nothing where there is no locator. */
void hs_doc_place(const hs_doc *d, hs_span s, hs_buf *out);
/* The least box around the span's locators on its first page; false where that page or its boxes are not known. */
bool hs_doc_box(const hs_doc *d, hs_span s, hs_locator *out);
/* Adds a locator for clean text from byte `from` to the text's end; nothing where that is empty. For readers. */
void hs_doc_locate(hs_doc *d, uint32_t from, hs_locator l);

#endif
