#include "read/html_meta.h"

#include "read/byline.h"
#include "read/stamp.h"

#include <string.h>

enum { SEVERAL = 71 }; /* weight of a tag that stands once an author */

typedef enum { TITLE, AUTHOR, OUTLET, PUBLISHED, KIND, CANONICAL, LANGUAGE, DESCRIPTION } field;

static const struct {
    const char *key;
    field field;
    int weight;
} keys[] = {
    {"article:author", AUTHOR, 50},
    {"article:published", PUBLISHED, 85},
    {"article:published_time", PUBLISHED, 90},
    {"article.published", PUBLISHED, 85},
    {"author", AUTHOR, 60},
    {"bt:pubdate", PUBLISHED, 80},
    {"byl", AUTHOR, 75},
    {"citation_author", AUTHOR, SEVERAL},
    {"citation_date", PUBLISHED, 75},
    {"citation_publication_date", PUBLISHED, 80},
    {"cxenseparse:author", AUTHOR, 70},
    {"cxenseparse:recs:publishtime", PUBLISHED, 80},
    {"application-name", OUTLET, 30},
    {"date", PUBLISHED, 60},
    {"datepublished", PUBLISHED, 85},
    {"dc.creator", AUTHOR, 65},
    {"dc.date", PUBLISHED, 60},
    {"dc.date.issued", PUBLISHED, 80},
    {"dc.publisher", OUTLET, 60},
    {"dc.title", TITLE, 50},
    {"dcterms.created", PUBLISHED, 70},
    {"dcterms.creator", AUTHOR, 65},
    {"dcterms.issued", PUBLISHED, 80},
    {"og:article:author", AUTHOR, 50},
    {"og:article:published_time", PUBLISHED, 90},
    {"description", DESCRIPTION, 0},
    {"og:description", DESCRIPTION, 0},
    {"og:locale", LANGUAGE, 20},
    {"og:pubdate", PUBLISHED, 80},
    {"og:published_time", PUBLISHED, 80},
    {"og:site_name", OUTLET, 90},
    {"og:title", TITLE, 70},
    {"og:type", KIND, 0},
    {"og:url", CANONICAL, 40},
    {"parsely-author", AUTHOR, 75},
    {"parsely-pub-date", PUBLISHED, 85},
    {"pubdate", PUBLISHED, 80},
    {"publication_date", PUBLISHED, 80},
    {"publish-date", PUBLISHED, 80},
    {"publish_date", PUBLISHED, 80},
    {"publishdate", PUBLISHED, 80},
    {"published_date", PUBLISHED, 80},
    {"publisher", OUTLET, 40},
    {"rnews:datepublished", PUBLISHED, 80},
    {"sailthru.author", AUTHOR, 75},
    {"sailthru.date", PUBLISHED, 80},
    {"twitter:title", TITLE, 60},
    {"twitter:data1", AUTHOR, 45},
};

void hs_meta_offer(hs_html_meta *m, hs_meta_field *f, hs_str value, int weight, const char *from)
{
    value = hs_str_trim(value);
    if (!value.n || value.n > 600 || weight <= f->weight) return;
    f->value = (hs_str){hs_arena_strndup(&m->arena, value.p, value.n), value.n};
    f->weight = weight;
    f->from = from;
}

static hs_str keep(hs_html_meta *m, hs_str s)
{
    s = hs_str_trim(s);
    return (hs_str){hs_arena_strndup(&m->arena, s.p, s.n), s.n};
}

static bool is_address(hs_str s)
{
    return hs_str_find(s, HS_STR("://")) != SIZE_MAX || hs_str_starts(s, HS_STR("www.")) || (s.n && s.p[0] == '/') ||
           hs_str_find(s, HS_STR("@")) != SIZE_MAX;
}

static bool all_digits(hs_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

static void add_author(hs_html_meta *m, hs_str name)
{
    hs_buf b = {0};
    hs_buf_add(&b, m->author.value.p, m->author.value.n);
    hs_buf_str(&b, ", ");
    hs_buf_add(&b, name.p, name.n);
    if (b.n < 600) m->author.value = keep(m, (hs_str){b.p, b.n});
    hs_buf_free(&b);
}

static void take(hs_html_meta *m, field f, int weight, hs_str v)
{
    switch (f) {
    case TITLE:
        if (weight == 70) m->og_title = keep(m, v);
        hs_meta_offer(m, &m->title, v, weight, "meta");
        break;
    case AUTHOR:
        v = hs_byline_name(v);
        if (is_address(v) || all_digits(v)) break;
        if (weight == SEVERAL && m->author.weight == SEVERAL) {
            add_author(m, v);
        } else {
            hs_meta_offer(m, &m->author, v, weight, "meta");
        }
        break;
    case OUTLET:
        if (!is_address(v)) hs_meta_offer(m, &m->outlet, v, weight, "meta");
        break;
    case PUBLISHED:
        if (hs_stamp_find(v, NULL, NULL) != HS_NO_DAY) hs_meta_offer(m, &m->published, v, weight, "meta");
        break;
    case KIND:
        if (hs_str_ieq(v, HS_STR("article"))) m->kinds |= HS_PAGE_ARTICLE;
        if (hs_str_find(v, HS_STR("product")) != SIZE_MAX) m->kinds |= HS_PAGE_PRODUCT;
        break;
    case CANONICAL:
        if (!m->canonical.n) m->canonical = keep(m, v);
        break;
    case DESCRIPTION:
        if (v.n > m->description.n && v.n < 4000) m->description = keep(m, v);
        break;
    case LANGUAGE:
        if (!m->language.n) m->language = keep(m, v);
        break;
    }
}

static void meta_tag(const hs_tree *t, uint32_t node, hs_buf *scratch, bool *written_by, hs_html_meta *m)
{
    hs_str key = hs_tree_raw_attr(t, node, HS_ATTR_PROPERTY);
    if (!key.n) key = hs_tree_raw_attr(t, node, HS_ATTR_NAME);
    if (!key.n) key = hs_tree_raw_attr(t, node, HS_ATTR_ITEMPROP);
    key = hs_str_trim(key);
    if (!key.n || !hs_tree_attr(t, node, HS_ATTR_CONTENT, scratch)) return;
    hs_str value = {hs_buf_c(scratch), scratch->n};
    if (hs_str_ieq(key, HS_STR("twitter:label1"))) *written_by = hs_str_ieq(hs_str_trim(value), HS_STR("Written by"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!hs_str_ieq(key, hs_str_of(keys[i].key))) continue;
        if (hs_str_ieq(key, HS_STR("twitter:data1")) && !*written_by) return;
        take(m, keys[i].field, keys[i].weight, value);
        return;
    }
}

static void link_tag(const hs_tree *t, uint32_t node, hs_buf *scratch, hs_html_meta *m)
{
    if (!hs_str_ieq(hs_str_trim(hs_tree_raw_attr(t, node, HS_ATTR_REL)), HS_STR("canonical"))) return;
    if (hs_tree_attr(t, node, HS_ATTR_HREF, scratch) && scratch->n < 2000)
        m->canonical = keep(m, (hs_str){hs_buf_c(scratch), scratch->n});
}

static bool is_json_ld(const hs_tree *t, uint32_t node)
{
    hs_str type = hs_str_trim(hs_tree_raw_attr(t, node, HS_ATTR_TYPE));
    return type.n >= 19 && hs_str_ieq((hs_str){type.p, 19}, HS_STR("application/ld+json"));
}

void hs_html_meta_find(const hs_tree *t, const hs_html_blocks *b, hs_html_meta *m)
{
    hs_buf scratch = {0};
    bool written_by = false;
    m->head = HS_NONE;
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        switch (t->nodes.v[i].tag) {
        case HS_TAG_META:
            meta_tag(t, i, &scratch, &written_by, m);
            break;
        case HS_TAG_LINK:
            link_tag(t, i, &scratch, m);
            break;
        case HS_TAG_SCRIPT:
            if (is_json_ld(t, i)) hs_html_ld(t, i, m);
            break;
        case HS_TAG_HTML:
            if (!m->language.n) m->language = keep(m, hs_tree_raw_attr(t, i, HS_ATTR_LANG));
            break;
        case HS_TAG_TITLE:
            hs_buf_clear(&scratch);
            if (!m->html_title.n) hs_tree_text(t, i, 1000, &scratch);
            if (scratch.n && !m->html_title.n) m->html_title = keep(m, (hs_str){scratch.p, scratch.n});
            break;
        default:
            break;
        }
    }
    hs_buf_free(&scratch);
    hs_html_title(t, b, m);
    hs_html_byline(t, b, m);
}

void hs_html_meta_free(hs_html_meta *m)
{
    hs_arena_free(&m->arena);
    *m = (hs_html_meta){0};
}

/* "2021-03-05T16:12:00+01:00" stays as it is; other spellings become their day. */
static void store_published(const hs_meta_field *f, hs_doc *d)
{
    if (!f->weight) return;
    d->published_day = hs_day_parse(f->value);
    char day[HS_DAY_TEXT];
    bool iso = d->published_day != HS_NO_DAY && f->value.n <= 32;
    if (!iso) d->published_day = hs_stamp_find(f->value, NULL, NULL);
    hs_day_text(d->published_day, day);
    d->published = hs_doc_intern(d, iso ? f->value : hs_str_of(day));
    d->published_by = hs_doc_intern(d, hs_str_of(f->from));
}

/* "en_US" and "en-us" to "en". */
static hs_str main_language(hs_str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'z') n++;
    return n == 2 || n == 3 ? (hs_str){s.p, n} : (hs_str){"", 0};
}

void hs_html_meta_store(const hs_html_meta *m, hs_doc *d)
{
    d->title = hs_doc_intern(d, m->title.value);
    d->author = hs_doc_intern(d, m->author.value);
    d->outlet = hs_doc_intern(d, m->outlet.value);
    d->canonical = hs_doc_intern(d, m->canonical);
    d->language = hs_doc_intern(d, main_language(m->language));
    store_published(&m->published, d);
}
