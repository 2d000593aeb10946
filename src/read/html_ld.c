/* JSON-LD (schema.org): headline, author, publisher, dates, body, and what kind of page it is. */
#include "read/html_meta.h"

#include "read/byline.h"
#include "read/stamp.h"

#include <jansson.h>
#include <string.h>

enum { MAX_SCRIPT = 4 << 20, MAX_OBJECTS = 400, MAX_BODY = 2 << 20 };

typedef struct {
    const char *type;
    unsigned kind;
    int weight; /* how much its title, author and date are the page's */
} ld_type;

static const ld_type types[] = {
    {"AdvertiserContentArticle", HS_PAGE_ARTICLE, 9},
    {"AnalysisNewsArticle", HS_PAGE_ARTICLE, 9},
    {"Article", HS_PAGE_ARTICLE, 9},
    {"AskPublicNewsArticle", HS_PAGE_ARTICLE, 9},
    {"BackgroundNewsArticle", HS_PAGE_ARTICLE, 9},
    {"BlogPosting", HS_PAGE_ARTICLE, 9},
    {"CollectionPage", HS_PAGE_LIST, 1},
    {"DiscussionForumPosting", HS_PAGE_TALK, 7},
    {"ItemList", HS_PAGE_LIST, 0},
    {"LiveBlogPosting", HS_PAGE_ARTICLE, 9},
    {"NewsArticle", HS_PAGE_ARTICLE, 10},
    {"OpinionNewsArticle", HS_PAGE_ARTICLE, 10},
    {"Product", HS_PAGE_PRODUCT, 5},
    {"ProfilePage", 0, 1},
    {"QAPage", HS_PAGE_TALK, 3},
    {"Question", HS_PAGE_TALK, 3},
    {"Recipe", HS_PAGE_ARTICLE, 7},
    {"Report", HS_PAGE_ARTICLE, 8},
    {"ReportageNewsArticle", HS_PAGE_ARTICLE, 10},
    {"ReviewNewsArticle", HS_PAGE_ARTICLE, 10},
    {"ScholarlyArticle", HS_PAGE_ARTICLE, 8},
    {"SocialMediaPosting", HS_PAGE_ARTICLE, 7},
    {"TechArticle", HS_PAGE_ARTICLE, 8},
    {"VideoObject", 0, 2},
    {"WebPage", 0, 4},
};

static const ld_type *type_of(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    const ld_type *best = NULL;
    for (size_t k = 0; k < (json_is_array(type) ? json_array_size(type) : 1); k++) {
        const char *name = json_string_value(json_is_array(type) ? json_array_get(type, k) : type);
        for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
            if (!strcmp(name, types[i].type) && (!best || types[i].weight > best->weight)) best = &types[i];
    }
    return best;
}

static hs_str text_of(const json_t *v, hs_buf *out)
{
    hs_buf_clear(out);
    if (json_is_array(v)) v = json_array_get(v, 0);
    if (json_is_object(v)) v = json_object_get(v, "name");
    const char *s = json_string_value(v);
    if (s && strlen(s) < MAX_BODY) hs_unescape(hs_str_of(s), out);
    return (hs_str){hs_buf_c(out), out->n};
}

/* One name, or several as "A, B and C". */
static void authors(const json_t *v, hs_buf *scratch, hs_buf *out)
{
    hs_buf_clear(out);
    size_t n = json_is_array(v) ? json_array_size(v) : 1, written = 0;
    if (n > 8) n = 8;
    for (size_t i = 0; i < n; i++) {
        hs_str name = hs_byline_name(text_of(json_is_array(v) ? json_array_get(v, i) : v, scratch));
        if (!name.n || hs_str_find(name, HS_STR("://")) != SIZE_MAX) continue;
        if (out->n && hs_str_find((hs_str){out->p, out->n}, name) != SIZE_MAX) continue;
        if (written) hs_buf_str(out, i + 1 == n ? (written > 1 ? ", and " : " and ") : ", ");
        hs_buf_add(out, name.p, name.n);
        written++;
    }
}

/* Authors given as {"@id": …} stand elsewhere in the graph. */
static const json_t *resolve(const json_t *v, const json_t *const *objects, size_t n)
{
    if (json_is_array(v) && json_array_size(v) == 1) v = json_array_get(v, 0);
    if (!json_is_object(v) || json_object_get(v, "name")) return v;
    const char *id = json_string_value(json_object_get(v, "@id"));
    for (size_t i = 0; id && i < n; i++) {
        const char *other = json_string_value(json_object_get(objects[i], "@id"));
        if (other && !strcmp(id, other) && json_object_get(objects[i], "name")) return objects[i];
    }
    return v;
}

static void take(const json_t *o, const json_t *const *objects, size_t n, hs_html_meta *m)
{
    const ld_type *type = type_of(o);
    if (!type) return;
    m->kinds |= type->kind;
    hs_buf a = {0}, b = {0};
    int w = 80 + type->weight;
    hs_str headline = text_of(json_object_get(o, "headline"), &a);
    if (!headline.n && type->weight < 9) headline = text_of(json_object_get(o, "name"), &a);
    if (headline.n && type->weight >= 5 && !m->ld_title.n) {
        headline = hs_str_trim(headline);
        m->ld_title = (hs_str){hs_arena_strndup(&m->arena, headline.p, headline.n), headline.n};
    }
    if (type->weight >= 3) {
        authors(resolve(json_object_get(o, "author"), objects, n), &a, &b);
        hs_str publisher = text_of(resolve(json_object_get(o, "publisher"), objects, n), &a);
        bool house = hs_str_ieq(hs_str_trim(publisher), (hs_str){hs_buf_c(&b), b.n});
        hs_meta_offer(m, &m->author, (hs_str){hs_buf_c(&b), b.n}, house ? w - 45 : w, "json-ld");
        hs_str date = text_of(json_object_get(o, "datePublished"), &a);
        if (!date.n && type->weight >= 7) date = text_of(json_object_get(o, "dateCreated"), &a);
        if (hs_stamp_find(date, NULL, NULL) != HS_NO_DAY) hs_meta_offer(m, &m->published, date, w + 5, "json-ld");
        hs_meta_offer(m, &m->outlet, text_of(resolve(json_object_get(o, "publisher"), objects, n), &a), w - 10,
                      "json-ld");
    }
    hs_str body = text_of(json_object_get(o, "articleBody"), &a);
    if (body.n > m->ld_body.n) m->ld_body = (hs_str){hs_arena_strndup(&m->arena, body.p, body.n), body.n};
    hs_buf_free(&a);
    hs_buf_free(&b);
}

/* Objects at the top, in arrays, in @graph, and as mainEntity, without recursion. */
static size_t gather(const json_t *root, const json_t *objects[MAX_OBJECTS])
{
    const json_t *queue[MAX_OBJECTS];
    size_t queued = 0, n = 0;
    queue[queued++] = root;
    for (size_t i = 0; i < queued; i++) {
        const json_t *v = queue[i];
        for (size_t k = 0; json_is_array(v) && k < json_array_size(v) && queued < MAX_OBJECTS; k++)
            queue[queued++] = json_array_get(v, k);
        if (!json_is_object(v)) continue;
        objects[n++] = v;
        static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
        for (size_t k = 0; k < 3 && queued < MAX_OBJECTS; k++)
            if (json_object_get(v, inner[k])) queue[queued++] = json_object_get(v, inner[k]);
    }
    return n;
}

void hs_html_ld(const hs_tree *t, uint32_t script, hs_html_meta *m)
{
    const hs_node *n = &t->nodes.v[script];
    if (n->end != script + 2 || n[1].n > MAX_SCRIPT) return;
    hs_buf text = {0};
    hs_buf_add(&text, t->source.p + n[1].at, n[1].n);
    /* Line breaks inside strings are common and no JSON: control characters become spaces. */
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20) text.p[i] = ' ';
    size_t from = 0;
    while (from < text.n && text.p[from] != '{' && text.p[from] != '[') from++;
    json_t *root = json_loadb(text.p + from, text.n - from, JSON_DISABLE_EOF_CHECK, NULL);
    if (root) {
        const json_t *objects[MAX_OBJECTS];
        size_t count = gather(root, objects);
        for (size_t i = 0; i < count; i++) take(objects[i], objects, count, m);
        json_decref(root);
    }
    hs_buf_free(&text);
}
