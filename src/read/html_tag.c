/* What is known about the elements of HTML. */
#include "read/html_tree.h"

#include <string.h>

enum { V = HS_T_VOID, B = HS_T_BLOCK, U = HS_T_UNSEEN, R = HS_T_RAW, S = HS_T_SCOPE, P = HS_T_BLOCK | HS_T_ENDS_P };

static const struct {
    const char *name;
    unsigned flags;
} tags[] = {
    /* in the order of hs_tag; from [2] on sorted by name */
    {"", 0},
    {"", 0},
    {"a", 0},
    {"address", P},
    {"article", P},
    {"aside", P},
    {"audio", U},
    {"b", 0},
    {"base", V | U},
    {"blockquote", P},
    {"body", B},
    {"br", V},
    {"button", U},
    {"caption", B | S},
    {"center", P},
    {"col", V},
    {"datalist", U},
    {"dd", P},
    {"details", P},
    {"dialog", P},
    {"div", P},
    {"dl", P},
    {"dt", P},
    {"em", 0},
    {"embed", V | U},
    {"fieldset", P},
    {"figcaption", P},
    {"figure", P},
    {"footer", P},
    {"form", P},
    {"h1", P},
    {"h2", P},
    {"h3", P},
    {"h4", P},
    {"h5", P},
    {"h6", P},
    {"head", B | U},
    {"header", P},
    {"hr", P | V},
    {"html", B | S},
    {"i", 0},
    {"iframe", U | R},
    {"img", V},
    {"input", V | U},
    {"label", 0},
    {"legend", B},
    {"li", P},
    {"link", V | U},
    {"main", P},
    {"math", U},
    {"meta", V | U},
    {"nav", P},
    {"noembed", U | R},
    {"noframes", U | R},
    {"noscript", U},
    {"object", U | S},
    {"ol", P},
    {"optgroup", U},
    {"option", U},
    {"p", P},
    {"picture", 0},
    {"pre", P},
    {"script", U | R},
    {"section", P},
    {"select", U},
    {"source", V | U},
    {"span", 0},
    {"strong", 0},
    {"style", U | R},
    {"summary", P},
    {"svg", U},
    {"table", P | S},
    {"tbody", B},
    {"td", B | S},
    {"template", U | S},
    {"textarea", U | R},
    {"tfoot", B},
    {"th", B | S},
    {"thead", B},
    {"time", 0},
    {"title", U | R},
    {"tr", B},
    {"track", V | U},
    {"ul", P},
    {"video", U},
    {"wbr", V},
};
_Static_assert(sizeof tags / sizeof *tags == HS_TAG_COUNT, "one row a tag");

unsigned hs_tag_flags(uint32_t tag)
{
    return tags[tag].flags;
}

uint32_t hs_tag_of(hs_str name)
{
    size_t lo = HS_TAG_A, hi = HS_TAG_COUNT;
    char low[16];
    if (name.n >= sizeof low) return HS_TAG_OTHER;
    for (size_t i = 0; i < name.n; i++)
        low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
    low[name.n] = '\0';
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(low, tags[mid].name);
        if (c == 0) return (uint32_t)mid;
        if (c > 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return HS_TAG_OTHER;
}

uint32_t hs_attr_of(hs_str name)
{
    static const char *const names[] = {"aria-hidden", "aria-label", "charset", "class", "content",    "data-component",
                                        "data-testid", "datetime",   "hidden",  "href",  "http-equiv", "id",
                                        "itemprop",    "itemtype",   "lang",    "name",  "property",   "rel",
                                        "role",        "style",      "title",   "type"};
    _Static_assert(sizeof names / sizeof *names == HS_ATTR_COUNT, "one name an attribute");
    for (uint32_t i = 0; i < HS_ATTR_COUNT; i++)
        if (names[i][0] == (name.p[0] | 32) && hs_str_ieq(name, hs_str_of(names[i]))) return i;
    return HS_ATTR_COUNT;
}
