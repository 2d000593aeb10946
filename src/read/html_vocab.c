#include "read/html_vocab.h"

#include <string.h>

#define G(name) (1U << HS_VOCAB_##name)

/* clang-format off */
static const struct { /* sorted */
    const char *word;
    uint32_t groups;
} words[] = {
    {"abstract", G(HEAD)}, {"account", G(LOGIN)}, {"ad", G(AD)}, {"addthis", G(SHARE)}, {"addtoany", G(SHARE)},
    {"ads", G(AD)}, {"adsense", G(AD)}, {"adslot", G(AD)}, {"adv", G(AD)}, {"advert", G(AD)},
    {"advertisement", G(AD)}, {"advertorial", G(AD)}, {"alert", G(COOKIE)}, {"also", G(RELATED)},
    {"answer", G(FORUM)}, {"answers", G(FORUM)}, {"article", G(ARTICLE)}, {"articles", G(ARTICLE)},
    {"aside", G(SIDE)}, {"auth", G(LOGIN)}, {"author", G(AUTHOR)}, {"authors", G(AUTHOR)}, {"avatar", G(AUTHOR)},
    {"banner", G(HEAD)}, {"bbcode", G(FORUM)}, {"bio", G(AUTHOR)}, {"biography", G(AUTHOR)}, {"blog", G(ARTICLE)},
    {"body", G(BODY)}, {"bottom", G(FOOT)}, {"brand", G(HEAD)}, {"breadcrumb", G(NAV)}, {"breadcrumbs", G(NAV)},
    {"btn", G(SEARCH)}, {"button", G(SEARCH)}, {"buttons", G(SEARCH)}, {"buy", G(PRODUCT)}, {"byline", G(AUTHOR)},
    {"bylines", G(AUTHOR)}, {"caption", G(CAPTION)}, {"captions", G(CAPTION)}, {"card", G(RELATED)},
    {"cards", G(RELATED)}, {"carousel", G(RELATED)}, {"cart", G(PRODUCT)}, {"cat", G(TAG)}, {"categories", G(TAG)},
    {"category", G(TAG)}, {"ccpa", G(COOKIE)}, {"colophon", G(FOOT)}, {"comment", G(COMMENT)},
    {"commenter", G(COMMENT)}, {"commenting", G(COMMENT)}, {"commentlist", G(COMMENT)}, {"comments", G(COMMENT)},
    {"commercial", G(AD)}, {"complementary", G(SIDE)}, {"consent", G(COOKIE)}, {"content", G(BODY)},
    {"contents", G(BODY)}, {"contributor", G(AUTHOR)}, {"contributors", G(AUTHOR)}, {"cookie", G(COOKIE)},
    {"cookies", G(COOKIE)}, {"copy", G(BODY)}, {"copyright", G(FOOT)}, {"coral", G(COMMENT)}, {"credit", G(CAPTION)},
    {"credits", G(CAPTION)}, {"cta", G(LETTER)}, {"date", G(AUTHOR)}, {"dateline", G(AUTHOR)}, {"deck", G(HEAD)},
    {"dek", G(HEAD)}, {"description", G(PRODUCT)}, {"details", G(PRODUCT)}, {"dfp", G(AD)}, {"dialog", G(COOKIE)},
    {"disclaimer", G(FOOT)}, {"discussion", G(COMMENT)}, {"disqus", G(COMMENT)}, {"donate", G(LETTER)},
    {"donation", G(LETTER)}, {"dropdown", G(NAV)}, {"email", G(LETTER)}, {"entry", G(ARTICLE)}, {"excerpt", G(HEAD)},
    {"facebook", G(SHARE)}, {"fbcomments", G(COMMENT)}, {"featured", G(RELATED)}, {"feedback", G(COMMENT)},
    {"figure", G(CAPTION)}, {"filter", G(SEARCH)}, {"filters", G(SEARCH)}, {"follow", G(SHARE)}, {"foot", G(FOOT)},
    {"footer", G(FOOT)}, {"footnote", G(FOOT)}, {"footnotes", G(FOOT)}, {"form", G(SEARCH)}, {"forum", G(FORUM)},
    {"gallery", G(CAPTION)}, {"gdpr", G(COOKIE)}, {"gpt", G(AD)}, {"grid", G(RELATED)}, {"head", G(HEAD)},
    {"header", G(HEAD)}, {"heading", G(HEAD)}, {"headline", G(HEAD)}, {"headlines", G(RELATED)},
    {"hentry", G(ARTICLE)}, {"hero", G(HEAD)}, {"hidden", G(COOKIE)}, {"hide", G(COOKIE)}, {"image", G(CAPTION)},
    {"images", G(CAPTION)}, {"img", G(CAPTION)}, {"imprint", G(FOOT)}, {"info", G(AUTHOR)}, {"input", G(SEARCH)},
    {"intro", G(HEAD)}, {"join", G(LETTER)}, {"jumplinks", G(NAV)}, {"keyword", G(TAG)}, {"keywords", G(TAG)},
    {"kicker", G(HEAD)}, {"label", G(TAG)}, {"labels", G(TAG)}, {"latest", G(RELATED)}, {"lead", G(HEAD)},
    {"lede", G(HEAD)}, {"left", G(SIDE)}, {"legal", G(FOOT)}, {"lia", G(FORUM)}, {"lightbox", G(COOKIE)},
    {"likes", G(SHARE)}, {"linkedin", G(SHARE)}, {"links", G(NAV)}, {"livefyre", G(COMMENT)}, {"logged", G(LOGIN)},
    {"login", G(LOGIN)}, {"logo", G(HEAD)}, {"mailchimp", G(LETTER)}, {"mailing", G(LETTER)}, {"main", G(BODY)},
    {"markdown", G(BODY)}, {"masthead", G(HEAD)}, {"media", G(CAPTION)}, {"megamenu", G(NAV)},
    {"member", G(FORUM) | G(LOGIN)}, {"membership", G(LETTER)}, {"menu", G(NAV)}, {"menus", G(NAV)},
    {"message", G(FORUM)}, {"messages", G(FORUM)}, {"meta", G(AUTHOR)}, {"meter", G(LOGIN)}, {"modal", G(COOKIE)},
    {"module", G(SIDE)}, {"modules", G(SIDE)}, {"more", G(RELATED)}, {"mostread", G(RELATED)}, {"nav", G(NAV)},
    {"navbar", G(NAV)}, {"navigation", G(NAV)}, {"navigational", G(NAV)}, {"news", G(ARTICLE)},
    {"newsfeed", G(RELATED)}, {"newsletter", G(LETTER)}, {"next", G(RELATED)}, {"noprint", G(COOKIE)},
    {"notice", G(COOKIE)}, {"offscreen", G(COOKIE)}, {"onetrust", G(COOKIE)}, {"optin", G(LETTER)},
    {"outbrain", G(RELATED)}, {"overlay", G(COOKIE)}, {"pager", G(NAV)}, {"pagination", G(NAV)},
    {"paragraph", G(BODY)}, {"paragraphs", G(BODY)}, {"paywall", G(LOGIN)}, {"photo", G(CAPTION)},
    {"photos", G(CAPTION)}, {"pic", G(CAPTION)}, {"picture", G(CAPTION)}, {"pinterest", G(SHARE)},
    {"player", G(CAPTION)}, {"popular", G(RELATED)}, {"popup", G(COOKIE)}, {"post", G(ARTICLE)},
    {"postbody", G(FORUM)}, {"postcontent", G(FORUM)}, {"posted", G(AUTHOR)}, {"posts", G(FORUM)},
    {"premium", G(LOGIN)}, {"prev", G(RELATED)}, {"previous", G(RELATED)}, {"price", G(PRODUCT)},
    {"privacy", G(COOKIE)}, {"product", G(PRODUCT)}, {"products", G(PRODUCT)}, {"profile", G(AUTHOR)},
    {"promo", G(RELATED)}, {"promos", G(RELATED)}, {"promotion", G(AD)}, {"prose", G(BODY)}, {"publish", G(AUTHOR)},
    {"published", G(AUTHOR)}, {"question", G(FORUM)}, {"quote", G(FORUM)}, {"rail", G(SIDE)}, {"rating", G(PRODUCT)},
    {"ratings", G(PRODUCT)}, {"readmore", G(RELATED)}, {"recirc", G(RELATED)}, {"recirculation", G(RELATED)},
    {"recommend", G(RELATED)}, {"recommendation", G(RELATED)}, {"recommendations", G(RELATED)},
    {"recommended", G(RELATED)}, {"register", G(LETTER)}, {"related", G(RELATED)}, {"replies", G(COMMENT)},
    {"reply", G(COMMENT) | G(FORUM)}, {"reporter", G(AUTHOR)}, {"respond", G(COMMENT)}, {"review", G(PRODUCT)},
    {"reviews", G(PRODUCT)}, {"richtext", G(BODY)}, {"right", G(SIDE)}, {"river", G(RELATED)}, {"rte", G(BODY)},
    {"screenreader", G(COOKIE)}, {"search", G(SEARCH)}, {"secondary", G(SIDE)}, {"select", G(SEARCH)},
    {"share", G(SHARE)}, {"sharebar", G(SHARE)}, {"sharedaddy", G(SHARE)}, {"shares", G(SHARE)},
    {"sharing", G(SHARE)}, {"shop", G(PRODUCT)}, {"side", G(SIDE)}, {"sidebar", G(SIDE)}, {"signature", G(FORUM)},
    {"signin", G(LOGIN)}, {"signup", G(LETTER)}, {"similar", G(RELATED)}, {"single", G(ARTICLE)}, {"skip", G(NAV)},
    {"sku", G(PRODUCT)}, {"slider", G(RELATED)}, {"slideshow", G(CAPTION)}, {"sns", G(SHARE)}, {"social", G(SHARE)},
    {"sort", G(SEARCH)}, {"specification", G(PRODUCT)}, {"specifications", G(PRODUCT)}, {"specs", G(PRODUCT)},
    {"sponsor", G(AD)}, {"sponsored", G(AD)}, {"sr", G(COOKIE)}, {"staff", G(AUTHOR)}, {"standfirst", G(HEAD)},
    {"stock", G(PRODUCT)}, {"story", G(ARTICLE)}, {"subhead", G(HEAD)}, {"submenu", G(NAV)}, {"subscribe", G(LETTER)},
    {"subscriber", G(LETTER)}, {"subscription", G(LETTER)}, {"subtitle", G(HEAD)}, {"suggestions", G(RELATED)},
    {"summary", G(HEAD)}, {"tab", G(NAV)}, {"taboola", G(RELATED)}, {"tabs", G(NAV)}, {"tag", G(TAG)},
    {"tags", G(TAG)}, {"taxonomy", G(TAG)}, {"teaser", G(RELATED)}, {"teasers", G(RELATED)}, {"terms", G(TAG)},
    {"text", G(BODY)}, {"thread", G(FORUM)}, {"threads", G(FORUM)}, {"thumb", G(CAPTION)}, {"thumbnail", G(CAPTION)},
    {"time", G(AUTHOR)}, {"timestamp", G(AUTHOR)}, {"title", G(HEAD)}, {"toc", G(NAV)}, {"toolbar", G(NAV)},
    {"top", G(HEAD)}, {"topic", G(TAG) | G(FORUM)}, {"topics", G(TAG)}, {"trending", G(RELATED)}, {"tweet", G(SHARE)},
    {"twitter", G(SHARE)}, {"upsell", G(RELATED)}, {"user", G(LOGIN)}, {"users", G(LOGIN)}, {"variant", G(PRODUCT)},
    {"video", G(CAPTION)}, {"visually", G(COOKIE)}, {"whatsapp", G(SHARE)}, {"widget", G(SIDE)}, {"widgets", G(SIDE)},
    {"wysiwyg", G(BODY)}, {"zergnet", G(RELATED)},
};
/* clang-format on */

static uint32_t group_of(const char *word)
{
    size_t lo = 0, hi = sizeof words / sizeof *words;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(word, words[mid].word);
        if (c == 0) return words[mid].groups;
        if (c > 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return 0;
}

static bool lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The groups of one name, "entry-content" or "articleBody": its words stand between other characters and capitals. */
static uint32_t of_name(hs_str name)
{
    uint32_t groups = 0;
    for (size_t i = 0; i < name.n;) {
        char word[24];
        size_t n = 0;
        while (i < name.n && !lower(name.p[i]) && !upper(name.p[i])) i++;
        bool was_lower = false;
        for (; i < name.n && (lower(name.p[i]) || (upper(name.p[i]) && !was_lower)); i++) {
            was_lower = lower(name.p[i]);
            if (n + 1 < sizeof word) word[n++] = (char)(name.p[i] | 32);
        }
        word[n] = '\0';
        if (n > 1) groups |= group_of(word);
    }
    if ((groups & G(ARTICLE)) && (groups & G(BODY))) groups |= G(STORY_BODY);
    return groups;
}

uint32_t hs_html_vocab(const hs_tree *t, uint32_t node)
{
    static const hs_attr_name names[] = {HS_ATTR_CLASS,    HS_ATTR_ID,          HS_ATTR_ROLE,
                                         HS_ATTR_ITEMPROP, HS_ATTR_DATA_TESTID, HS_ATTR_DATA_COMPONENT};
    uint32_t groups = 0;
    if (t->nodes.v[node].attrs == 0) return 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        hs_str s = hs_tree_raw_attr(t, node, names[k]);
        if (s.n > 1000) s.n = 1000;
        for (size_t i = 0; i < s.n;) {
            size_t from = i;
            while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t') i++;
            groups |= of_name((hs_str){s.p + from, i - from});
            i++;
        }
    }
    return groups;
}
