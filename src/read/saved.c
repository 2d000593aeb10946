#include "read/saved.h"

#include "base/utf8.h"
#include "read/byline.h"
#include "read/furniture.h"
#include "read/stamp.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD = 14, DATELINE = 120 };

typedef struct {
    hs_str text;
    hs_paras *ps;
    hs_furniture *furniture; /* one a paragraph */
    uint32_t labelled;       /* paragraphs at the top that say what they are */
    uint32_t first, last;    /* first and last paragraph of prose; first == ps->n where there is none */
} saved;

static hs_str para(const saved *s, uint32_t i)
{
    return hs_para_str(s->text, &s->ps->v[i]);
}

/* A paragraph that tells something: at least one whole sentence. */
static bool prose(const saved *s, uint32_t i)
{
    hs_str p = para(s, i);
    if (s->furniture[i].sure > 1) return false;
    if (s->ps->v[i].kind == HS_BLOCK_TURN) return true;
    return hs_words_count(p) >= (s->furniture[i].sure ? 25 : 6) && hs_para_ends_sentence(p) &&
           s->ps->v[i].kind != HS_BLOCK_HEADING;
}

static void find_prose(saved *s)
{
    s->first = s->ps->n;
    s->last = 0;
    for (uint32_t i = s->labelled; i < s->ps->n; i++) {
        if (!prose(s, i)) continue;
        if (s->first == s->ps->n) s->first = i;
        s->last = i;
    }
}

/* ---- lines that say what they are: "Title: …", "Source: …", "Date: …" ---- */

typedef enum { NO_LABEL, IS_TITLE, IS_OUTLET, IS_AUTHOR, IS_DATE, IS_ADDRESS, IS_OTHER } label;

/* The label that a line begins with; *value: what stands behind its colon. */
static label label_of(hs_str p, hs_str *value)
{
    static const struct {
        const char *word;
        label is;
    } table[] = {{"title", IS_TITLE},           {"headline", IS_TITLE},
                 {"subject", IS_TITLE},         {"source", IS_OUTLET},
                 {"outlet", IS_OUTLET},         {"publisher", IS_OUTLET},
                 {"publication", IS_OUTLET},    {"newspaper", IS_OUTLET},
                 {"published by", IS_OUTLET},   {"author", IS_AUTHOR},
                 {"authors", IS_AUTHOR},        {"byline", IS_AUTHOR},
                 {"reporter", IS_AUTHOR},       {"date", IS_DATE},
                 {"published", IS_DATE},        {"date published", IS_DATE},
                 {"publication date", IS_DATE}, {"published on", IS_DATE},
                 {"url", IS_ADDRESS},           {"link", IS_ADDRESS},
                 {"address", IS_ADDRESS},       {"language", IS_OTHER},
                 {"section", IS_OTHER},         {"keywords", IS_OTHER},
                 {"retrieved", IS_OTHER},       {"accessed", IS_OTHER}};
    const char *colon = memchr(p.p, ':', p.n);
    if (!colon || memchr(p.p, '\n', p.n)) return NO_LABEL;
    hs_str word = hs_str_trim((hs_str){p.p, (size_t)(colon - p.p)});
    *value = hs_str_trim((hs_str){colon + 1, p.n - (size_t)(colon - p.p) - 1});
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (hs_str_ieq(word, hs_str_of(table[i].word))) return table[i].is;
    return NO_LABEL;
}

/* Two such lines and more at the top: they fill out and go, but for the title, which stays without its label. Returns
 * how many there are. */
static uint32_t take_labelled(hs_str text, hs_paras *ps, hs_saved *out)
{
    uint32_t n = 0;
    hs_str value;
    while (n < ps->n && label_of(hs_para_str(text, &ps->v[n]), &value)) n++;
    if (n < 2) return 0;
    for (uint32_t i = 0; i < n; i++) {
        hs_para *q = &ps->v[i];
        label is = label_of(hs_para_str(text, q), &value);
        if (is == IS_TITLE && !out->title.n) {
            *q = (hs_para){(uint32_t)(value.p - text.p), (uint32_t)value.n, 0, HS_BLOCK_HEADING, q->apart, !value.n};
            out->title = value;
            continue;
        }
        q->dropped = true;
        if (is == IS_OUTLET && !out->outlet.n) out->outlet = value;
        if (is == IS_AUTHOR && !out->author.n) out->author = value;
        if (is == IS_ADDRESS && !out->address.n) out->address = value;
        if (is == IS_DATE && out->published == HS_NO_DAY) out->published = hs_stamp_find(value, NULL, NULL);
    }
    return n;
}

/* ---- the head ---- */

/* "PW0417 4 INT 0268 :ORVANIA-DAM": no small letter, and letters and digits in one word. */
static bool slug(hs_str p)
{
    bool mixed = false, letter = false, digit = false;
    for (size_t at = 0; at < p.n;) {
        uint32_t c = hs_utf8_next(p, &at);
        if (hs_uc_lower(c)) return false;
        letter = hs_uc_letter(c) || (letter && hs_uc_digit(c));
        digit = hs_uc_digit(c) || (digit && hs_uc_letter(c));
        mixed |= letter && digit;
    }
    return mixed && hs_words_count(p) <= 10;
}

/* "https://tribune.example/dam"; "http : / / tribune . example / dam" where a corpus parted its tokens. */
static bool address(hs_str p)
{
    static const char *const begins[] = {"http://", "https://", "www."};
    char squeezed[9] = "";
    bool parted = hs_str_starts(p, HS_STR("http :")) || hs_str_starts(p, HS_STR("https :"));
    if (!parted && hs_words_count(p) > 1) return false;
    for (size_t i = 0, n = 0; i < p.n && n + 1 < sizeof squeezed; i++)
        if (p.p[i] != ' ') squeezed[n++] = p.p[i];
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (hs_str_starts(hs_str_of(squeezed), hs_str_of(begins[i]))) return true;
    return false;
}

/* A number that names a file or a case, "K 114/21", as headlines have none. */
static bool reference(hs_str p)
{
    for (size_t i = 1; i + 1 < p.n; i++)
        if (p.p[i] == '/' && p.p[i - 1] >= '0' && p.p[i - 1] <= '9' && p.p[i + 1] >= '0' && p.p[i + 1] <= '9')
            return true;
    return slug(p);
}

static bool all_capitals(hs_str p)
{
    for (size_t at = 0; at < p.n;)
        if (hs_uc_lower(hs_utf8_next(p, &at))) return false;
    return true;
}

/* A line that is a date and little else. */
static bool date_line(hs_str p)
{
    size_t n = 0;
    return hs_stamp_find(p, NULL, &n) != HS_NO_DAY && hs_words_count(p) <= 6 && p.n < n + 25;
}

/* «World News», «PRESS RELEASE»: a section or a sort of text, nobody's name and no headline. */
static bool is_section(hs_str p)
{
    static const char *const sections[] = {
        "analysis", "breaking news", "business",      "comment",         "culture",       "editorial",      "exclusive",
        "features", "finance",       "international", "interview",       "latest news",   "local news",     "local",
        "national", "news",          "opinion",       "politics",        "press release", "press releases", "sport",
        "sports",   "world news",    "world",         "media statement", "news release",  "press statement"};
    hs_buf plain = {0};
    hs_words_plain(p, &plain);
    bool is = false;
    for (size_t k = 0; k < sizeof sections / sizeof *sections; k++) is |= strcmp(hs_buf_c(&plain), sections[k]) == 0;
    hs_buf_free(&plain);
    return is;
}

static bool could_be_headline(const saved *s, uint32_t i)
{
    const hs_para *q = &s->ps->v[i];
    hs_str p = para(s, i);
    bool plain = q->kind == HS_BLOCK_HEADING || q->kind == HS_BLOCK_PARAGRAPH;
    return plain && p.n < 250 && s->furniture[i].sure < 2 && !hs_byline_says_by(p) && !date_line(p) && !slug(p) &&
           !is_section(p) && !address(p) && (q->kind == HS_BLOCK_HEADING || !hs_para_ends_sentence(p)) &&
           p.p[p.n - 1] != ':' && p.p[p.n - 1] != ',';
}

/* The first line of the head that is long enough for a headline, else the longest. ps->n where there is none. */
static uint32_t headline(const saved *s)
{
    uint32_t best = s->ps->n;
    size_t most = 0;
    for (uint32_t i = s->labelled; i < s->first && i < HEAD; i++) {
        if (!could_be_headline(s, i)) continue;
        hs_str p = para(s, i);
        size_t words = hs_words_count(p), worth = words >= 4 && !all_capitals(p) && !reference(p) ? 100 : words;
        if (worth > most) {
            most = worth;
            best = i;
        }
    }
    return best;
}

static bool stands_in_body(const saved *s, hs_str name)
{
    for (uint32_t i = s->first; i < s->ps->n; i++)
        if (!s->ps->v[i].dropped && hs_str_find(para(s, i), name) != SIZE_MAX) return true;
    return false;
}

/* A court, a ministry, a council: an office that publishes in its own name. */
static bool office(hs_str p)
{
    static const char *const words[] = {"court",   "ministry",   "police",   "commission",
                                        "council", "parliament", "tribunal", "prosecutor"};
    hs_buf b = {0};
    hs_words_plain(p, &b);
    bool is = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) is |= strstr(hs_buf_c(&b), words[i]) != NULL;
    hs_buf_free(&b);
    return is && hs_words_count(p) <= 8;
}

/* A line that stands above a date and a headline, in capitals as names are, is the paper's name; between «PRESS
 * RELEASE» and a date, the name of who releases it. */
static bool masthead(const saved *s, uint32_t i, uint32_t title)
{
    enum { WORDS = 5 };
    hs_str p = para(s, i);
    uint32_t first = s->labelled;
    while (first < i && is_section(para(s, first))) first++;
    bool headed = title < s->ps->n && title > i + 1;
    if (i != first || !(headed || i > s->labelled) || i + 1 >= s->ps->n || !date_line(para(s, i + 1))) return false;
    if (hs_words_count(p) > WORDS || hs_byline_says_by(p) || slug(p) || is_section(p)) return false;
    for (size_t at = 0, n = 0; at < p.n; at += n + (at + n < p.n)) {
        size_t begin = at;
        n = 0;
        while (at + n < p.n && p.p[at + n] != ' ') n++;
        if (hs_uc_lower(hs_utf8_next(p, &begin)) && (!at || (n > 3 && !memchr(p.p + at, '.', n)))) return false;
    }
    return true; /* «of», «the», «d.o.o.» may be small */
}

/* One line of the head other than the headline. */
static void head_line(saved *s, uint32_t i, uint32_t title, hs_saved *out)
{
    hs_para *q = &s->ps->v[i];
    hs_str p = para(s, i);
    hs_day day = hs_stamp_find(p, NULL, NULL);
    if (day != HS_NO_DAY && out->published == HS_NO_DAY) out->published = day;
    bool user = s->furniture[i].sort == HS_USER;
    if (address(p)) {
        if (!out->address.n) out->address = p;
        q->dropped = true;
    } else if (user || (hs_byline_says_by(p) && !hs_para_ends_sentence(p))) {
        hs_str name = hs_byline_name(p);
        if (name.n && !out->author.n) out->author = name;
        q->dropped = user || name.n > 0;
    } else if (s->furniture[i].sure > 1 || (s->furniture[i].sure && day != HS_NO_DAY) ||
               (slug(p) && day == HS_NO_DAY)) {
        q->dropped = true;
    } else if (masthead(s, i, title)) {
        if (!out->outlet.n) out->outlet = p;
        q->dropped = true;
    } else if (i < title && title < s->ps->n && !hs_para_ends_sentence(p) && day == HS_NO_DAY) {
        bool name = stands_in_body(s, p);
        if (!out->outlet.n && (name || office(p))) out->outlet = p;
        /* Above the headline and of three words at most: a caption, a section, the paper's name. */
        q->dropped = hs_words_count(p) <= 3 && q->kind != HS_BLOCK_ITEM;
    }
}

/* "TESKARA, March 5, 2021 (Pelican Wire) - At least …": date and agency before the dash. */
static void dateline(hs_str p, hs_saved *out)
{
    static const char *const dashes[] = {" - ", " – ", " — ", " -- "};
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = hs_str_find((hs_str){p.p, p.n < DATELINE ? p.n : DATELINE}, hs_str_of(dashes[i]));
        if (at < end) end = at;
    }
    if (end == SIZE_MAX) return;
    hs_str line = {p.p, end};
    bool agency = end > 0 && line.p[end - 1] == ')';
    size_t open = hs_str_find(line, HS_STR("("));
    if (agency && open != SIZE_MAX && end - open > 3 && !out->outlet.n)
        out->outlet = (hs_str){line.p + open + 1, end - open - 2};
    hs_day day = hs_stamp_find(line, NULL, NULL);
    if (day != HS_NO_DAY && (agency || all_capitals((hs_str){line.p, line.n < 4 ? line.n : 4})) &&
        out->published == HS_NO_DAY)
        out->published = day;
}

/* ---- the tail ---- */

/* "(Pelican Wire) md/ho": an agency's sign-off. */
static bool sign_off(hs_str p)
{
    const char *close = memchr(p.p, ')', p.n);
    if (p.p[0] != '(' || !close || hs_words_count(p) > 6) return false;
    hs_str rest = hs_str_trim((hs_str){close + 1, p.n - (size_t)(close - p.p) - 1});
    return rest.n && rest.n <= 12 && memchr(rest.p, '/', rest.n);
}

static bool opens_form(const hs_furniture *f)
{
    return f->sure > 1 &&
           (f->sort == HS_COMMENT || f->sort == HS_ACCOUNT || f->sort == HS_COUNT || f->sort == HS_LEGAL);
}

/* Behind the last prose: furniture goes; from a comment form on, everything does. */
static void clean_tail(saved *s, hs_saved *out)
{
    bool form = false;
    for (uint32_t i = s->last + 1; i < s->ps->n; i++) {
        hs_para *q = &s->ps->v[i];
        hs_str p = para(s, i);
        form |= opens_form(&s->furniture[i]) || (s->furniture[i].sure && s->furniture[i].sort == HS_COMMENT);
        q->dropped |= form || s->furniture[i].sure > 0 || sign_off(p);
        bool legal = s->furniture[i].sort == HS_LEGAL && s->furniture[i].sure == 3;
        hs_str owner = legal ? hs_copyright_owner(p) : (hs_str){"", 0};
        if (owner.n && !out->outlet.n) out->outlet = owner;
    }
}

static void clean_prose_tail(saved *s)
{
    /* "Get our weekend letter. Enter your e-mail address." ends a sentence and yet begins the tail. */
    while (s->last > s->first && s->furniture[s->last].sure && hs_words_count(para(s, s->last)) < 25) s->last--;
}

static void mark_middle(saved *s)
{
    for (uint32_t i = s->first; i <= s->last && i < s->ps->n; i++)
        if (s->furniture[i].sure == 3 && s->ps->v[i].kind != HS_BLOCK_TURN) s->ps->v[i].dropped = true;
}

void hs_saved_clean(hs_str text, hs_paras *ps, hs_saved *out)
{
    *out = (hs_saved){.published = HS_NO_DAY};
    if (!ps->n) return;
    saved s = {.text = text, .ps = ps, .furniture = hs_calloc(ps->n, sizeof(hs_furniture))};
    s.labelled = take_labelled(text, ps, out);
    for (uint32_t i = 0; i < ps->n; i++) s.furniture[i] = hs_furniture_of(para(&s, i));
    find_prose(&s);
    if (s.first < ps->n) {
        uint32_t title = out->title.n ? ps->n : headline(&s);
        clean_prose_tail(&s);
        mark_middle(&s);
        for (uint32_t i = s.labelled; i < s.first && i < HEAD; i++)
            if (i != title) head_line(&s, i, title, out);
        if (title < ps->n) {
            out->title = para(&s, title);
            ps->v[title].kind = HS_BLOCK_HEADING;
            hs_day day = hs_stamp_find(out->title, NULL, NULL);
            if (out->published == HS_NO_DAY) out->published = day;
        }
        dateline(para(&s, s.first), out);
        clean_tail(&s, out);
    }
    free(s.furniture);
}
