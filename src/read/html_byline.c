/* Author and date as the page prints them, where its head does not say them well enough. */
#include "read/html_meta.h"

#include "read/byline.h"
#include "read/stamp.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BYLINE = 160, NEAR = 400 };

/* True where the word stands in s at the start of a word: "author" in "post-author", not in "coauthored". */
static bool has_word(hs_str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++) {
        if (!hs_str_ieq((hs_str){s.p + i, n}, (hs_str){word, n})) continue;
        char before = i ? s.p[i - 1] : ' ';
        bool camel = s.p[i] >= 'A' && s.p[i] <= 'Z' && before >= 'a' && before <= 'z';
        if (!((before | 32) >= 'a' && (before | 32) <= 'z') || camel) return true;
    }
    return false;
}

static bool named(const hs_tree *t, uint32_t i, const char *word)
{
    return has_word(hs_tree_raw_attr(t, i, HS_ATTR_CLASS), word) ||
           has_word(hs_tree_raw_attr(t, i, HS_ATTR_ID), word) ||
           has_word(hs_tree_raw_attr(t, i, HS_ATTR_ITEMPROP), word) ||
           has_word(hs_tree_raw_attr(t, i, HS_ATTR_DATA_TESTID), word);
}

/* How near the headline a node stands, 0 to 15: right behind it is best. */
static int nearness(const hs_html_meta *m, uint32_t i)
{
    if (m->head == HS_NONE) return 0;
    if (i > m->head && i - m->head < NEAR) return 15 - (int)((i - m->head) * 5 / NEAR);
    if (i < m->head && m->head - i < NEAR / 4) return 3;
    return 0;
}

static void author_at(const hs_tree *t, uint32_t i, hs_buf *b, hs_html_meta *m)
{
    const char *from = "visible";
    int weight = 0;
    hs_str rel = hs_tree_raw_attr(t, i, HS_ATTR_REL), prop = hs_tree_raw_attr(t, i, HS_ATTR_ITEMPROP);
    if (has_word(prop, "author") || has_word(prop, "creator")) weight = 58, from = "microdata";
    if (has_word(rel, "author")) weight = 56;
    if (!weight && (named(t, i, "byline") || named(t, i, "author"))) weight = 30;
    if (!weight || t->nodes.v[i].end - i > 60) return;
    if (named(t, i, "bio") || named(t, i, "comment") || named(t, i, "avatar") || named(t, i, "related")) return;
    hs_buf_clear(b);
    if (t->nodes.v[i].tag == HS_TAG_META) {
        hs_tree_attr(t, i, HS_ATTR_CONTENT, b);
    } else {
        hs_tree_text(t, i, MAX_BYLINE + 1, b);
    }
    hs_str s = {hs_buf_c(b), b->n}, name = hs_byline_name(s);
    if (hs_str_find(name, HS_STR("://")) != SIZE_MAX || hs_str_ieq(name, HS_STR("author"))) return;
    weight += nearness(m, i) + (hs_byline_says_by(s) ? 5 : 0);
    if (name.n) hs_meta_offer(m, &m->author, name, weight, from);
}

static void date_at(const hs_tree *t, uint32_t i, hs_buf *b, hs_html_meta *m)
{
    hs_str prop = hs_tree_raw_attr(t, i, HS_ATTR_ITEMPROP);
    bool published = has_word(prop, "datePublished") || has_word(prop, "dateCreated"),
         time = t->nodes.v[i].tag == HS_TAG_TIME;
    bool dated = named(t, i, "date") || named(t, i, "time") || named(t, i, "timestamp") || named(t, i, "published") ||
                 named(t, i, "posted") || named(t, i, "pubdate");
    if ((!published && !time && !dated) || t->nodes.v[i].end - i > 40) return;
    if (named(t, i, "modified") || named(t, i, "updated") || named(t, i, "comment") || named(t, i, "today") ||
        named(t, i, "current"))
        return;
    if (!published && !nearness(m, i) && m->head != HS_NONE) return;
    int weight = published ? 70 : time ? 30 : 20;
    hs_buf_clear(b);
    bool stated = hs_tree_attr(t, i, HS_ATTR_DATETIME, b) || (published && hs_tree_attr(t, i, HS_ATTR_CONTENT, b));
    if (!stated || hs_stamp_find((hs_str){hs_buf_c(b), b->n}, NULL, NULL) == HS_NO_DAY) {
        hs_buf_clear(b);
        hs_tree_text(t, i, MAX_BYLINE, b);
    }
    hs_str s = {hs_buf_c(b), b->n};
    size_t from = 0, n = 0;
    if (hs_stamp_find(s, &from, &n) == HS_NO_DAY) return;
    if (hs_day_parse(s) == HS_NO_DAY) s = (hs_str){s.p + from, n};
    hs_meta_offer(m, &m->published, s, weight + nearness(m, i), published ? "microdata" : "visible");
}

static bool says_published(hs_str s)
{
    return has_word(s, "published") || has_word(s, "posted");
}

/* A short block near the headline that is a byline or carries a date, in pages without any mark. */
static void printed(const hs_html_block *k, hs_html_meta *m)
{
    if (k->text.n > MAX_BYLINE || !nearness(m, k->first)) return;
    size_t from, n;
    if (hs_stamp_find(k->text, &from, &n) != HS_NO_DAY && k->text.n < n + 60)
        hs_meta_offer(m, &m->published, (hs_str){k->text.p + from, n},
                      nearness(m, k->first) + (says_published(k->text) ? 20 : 4), "visible");
    hs_str name = hs_byline_name(k->text);
    size_t wrote = hs_str_find(k->text, HS_STR(" wrote"));
    bool blog = wrote != SIZE_MAX && wrote < 60 && k->text.n < 140;
    if (name.n && name.n < 60 && (hs_byline_says_by(k->text) || blog))
        hs_meta_offer(m, &m->author, name, 12 + nearness(m, k->first), "visible");
}

/* /2021/03/05/ or /2021-03-05 in the page's own address. */
static void date_in_address(hs_html_meta *m)
{
    hs_str s = m->canonical;
    for (size_t i = 0; i + 11 <= s.n; i++) {
        char sep = s.p[i + 5];
        if (s.p[i] != '/' || (sep != '/' && sep != '-') || s.p[i + 8] != sep) continue;
        size_t from;
        hs_str day = {s.p + i + 1, 10};
        if (hs_stamp_find(day, &from, NULL) != HS_NO_DAY && from == 0)
            hs_meta_offer(m, &m->published, day, 45, "address");
    }
}

void hs_html_byline(const hs_tree *t, const hs_html_blocks *b, hs_html_meta *m)
{
    hs_buf scratch = {0};
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (t->nodes.v[i].attrs == 0 && t->nodes.v[i].tag != HS_TAG_TIME) continue;
        if (m->author.weight < 80) author_at(t, i, &scratch, m);
        if (m->published.weight < 80) date_at(t, i, &scratch, m);
    }
    for (uint32_t i = 0; i < b->v.n; i++) printed(&b->v.v[i], m);
    date_in_address(m);
    hs_buf_free(&scratch);
}
