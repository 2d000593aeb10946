#include "read/furniture.h"

#include "base/utf8.h"

#include <string.h>

/* How a wording must fit. LABEL: begins the paragraph and a colon follows. OPENING: begins it, and no story begins so.
 */
typedef enum { WHOLE, LABEL, OPENING, START, WITHIN } fit;

#define W(words, fit, sort)                                                                                            \
    {                                                                                                                  \
        {words, sizeof(words) - 1}, fit, sort                                                                          \
    }
static const struct {
    hs_str words; /* plain: lower case, single spaces, no punctuation */
    fit fit;
    hs_furniture_sort sort;
} wordings[] = {
    W("share", WHOLE, HS_SHARE),
    W("share this", START, HS_SHARE),
    W("share on", START, HS_SHARE),
    W("share via", START, HS_SHARE),
    W("share with", START, HS_SHARE),
    W("share article", WHOLE, HS_SHARE),
    W("share", LABEL, HS_SHARE),
    W("please share", START, HS_SHARE),
    W("please share", LABEL, HS_SHARE),
    W("sharing is caring", START, HS_SHARE),
    W("share facebook", START, HS_SHARE),
    W("share tweet", START, HS_SHARE),
    W("tweet", WHOLE, HS_SHARE),
    W("tweet this", START, HS_SHARE),
    W("email this", START, HS_SHARE),
    W("e mail this", START, HS_SHARE),
    W("email to a friend", START, HS_SHARE),
    W("send to a friend", START, HS_SHARE),
    W("print", WHOLE, HS_SHARE),
    W("print this", START, HS_SHARE),
    W("print this page", WITHIN, HS_SHARE),
    W("print version", WITHIN, HS_SHARE),
    W("download pdf", START, HS_SHARE),
    W("print friendly", START, HS_SHARE),
    W("printer friendly", START, HS_SHARE),
    W("copy link", WITHIN, HS_SHARE),
    W("save article", START, HS_SHARE),
    W("listen to this article", START, HS_SHARE),
    W("text size", START, HS_SHARE),
    W("click to share", START, HS_SHARE),
    W("did you like the article", START, HS_SHARE),
    W("follow us", START, HS_SHARE),
    W("follow us on", WITHIN, HS_SHARE),
    W("like us on facebook", WITHIN, HS_SHARE),
    W("share with friends", WITHIN, HS_SHARE),
    W("leave a reply", START, HS_COMMENT),
    W("leave a comment", START, HS_COMMENT),
    W("leave comment", START, HS_COMMENT),
    W("leave your comment", START, HS_COMMENT),
    W("add a comment", START, HS_COMMENT),
    W("add comment", START, HS_COMMENT),
    W("add your comment", START, HS_COMMENT),
    W("post a comment", START, HS_COMMENT),
    W("post a new comment", START, HS_COMMENT),
    W("post comment", WHOLE, HS_COMMENT),
    W("write a comment", START, HS_COMMENT),
    W("view comments", START, HS_COMMENT),
    W("show comments", START, HS_COMMENT),
    W("load comments", START, HS_COMMENT),
    W("comments", WHOLE, HS_COMMENT),
    W("comments are closed", WITHIN, HS_COMMENT),
    W("no comments", WHOLE, HS_COMMENT),
    W("no comments yet", WHOLE, HS_COMMENT),
    W("join the conversation", START, HS_COMMENT),
    W("be the first to comment", START, HS_COMMENT),
    W("anonymous comments are", START, HS_COMMENT),
    W("your reply will be screened", WITHIN, HS_COMMENT),
    W("your ip address", START, HS_COMMENT),
    W("your email address will not be published", OPENING, HS_COMMENT),
    W("your e mail address will not be published", OPENING, HS_COMMENT),
    W("required fields are marked", WITHIN, HS_COMMENT),
    W("save my name", START, HS_COMMENT),
    W("notify me of", START, HS_COMMENT),
    W("log in to comment", WITHIN, HS_COMMENT),
    W("log in to reply", WITHIN, HS_COMMENT),
    W("log in to post", WITHIN, HS_COMMENT),
    W("enter the code from the picture", WITHIN, HS_COMMENT),
    W("this site uses akismet", OPENING, HS_COMMENT),
    W("cancel reply", WITHIN, HS_COMMENT),
    W("default userpic", WHOLE, HS_COMMENT),
    W("reply", WHOLE, HS_COMMENT),
    W("read more", LABEL, HS_TEASER),
    W("read also", LABEL, HS_TEASER),
    W("also read", LABEL, HS_TEASER),
    W("read next", LABEL, HS_TEASER),
    W("read", LABEL, HS_TEASER),
    W("see also", LABEL, HS_TEASER),
    W("see more", LABEL, HS_TEASER),
    W("watch", LABEL, HS_TEASER),
    W("watch now", LABEL, HS_TEASER),
    W("listen", LABEL, HS_TEASER),
    W("more", LABEL, HS_TEASER),
    W("more on", LABEL, HS_TEASER),
    W("more on this", LABEL, HS_TEASER),
    W("related", LABEL, HS_TEASER),
    W("related article", LABEL, HS_TEASER),
    W("related articles", LABEL, HS_TEASER),
    W("related story", LABEL, HS_TEASER),
    W("related stories", LABEL, HS_TEASER),
    W("related content", LABEL, HS_TEASER),
    W("related news", LABEL, HS_TEASER),
    W("related topics", LABEL, HS_TEASER),
    W("recommended", LABEL, HS_TEASER),
    W("dont miss", LABEL, HS_TEASER),
    W("don t miss", LABEL, HS_TEASER),
    W("you may also like", LABEL, HS_TEASER),
    W("next article", LABEL, HS_TEASER),
    W("previous article", LABEL, HS_TEASER),
    W("read more", WHOLE, HS_TEASER),
    W("see also", WHOLE, HS_TEASER),
    W("related", WHOLE, HS_TEASER),
    W("related articles", WHOLE, HS_TEASER),
    W("related stories", WHOLE, HS_TEASER),
    W("related posts", WHOLE, HS_TEASER),
    W("related news", WHOLE, HS_TEASER),
    W("related content", WHOLE, HS_TEASER),
    W("related topics", WHOLE, HS_TEASER),
    W("recommended", WHOLE, HS_TEASER),
    W("recommended for you", WHOLE, HS_TEASER),
    W("you may also like", START, HS_TEASER),
    W("you might also like", START, HS_TEASER),
    W("more from", START, HS_TEASER),
    W("more stories", START, HS_TEASER),
    W("most read", WHOLE, HS_TEASER),
    W("most popular", WHOLE, HS_TEASER),
    W("trending now", WHOLE, HS_TEASER),
    W("continue reading", START, HS_TEASER),
    W("story continues below", START, HS_TEASER),
    W("article continues below", START, HS_TEASER),
    W("continue reading below", START, HS_TEASER),
    W("tags", LABEL, HS_TAGS),
    W("tag", LABEL, HS_TAGS),
    W("tagged", LABEL, HS_TAGS),
    W("tagged with", START, HS_TAGS),
    W("filed under", START, HS_TAGS),
    W("categories", LABEL, HS_TAGS),
    W("category", LABEL, HS_TAGS),
    W("topics", LABEL, HS_TAGS),
    W("keywords", LABEL, HS_TAGS),
    W("labels", LABEL, HS_TAGS),
    W("posted in", START, HS_TAGS),
    W("current mood", START, HS_TAGS),
    W("sign up", START, HS_ACCOUNT),
    W("sign in", START, HS_ACCOUNT),
    W("log in", WHOLE, HS_ACCOUNT),
    W("login", WHOLE, HS_ACCOUNT),
    W("register", WHOLE, HS_ACCOUNT),
    W("create a free account", START, HS_ACCOUNT),
    W("subscribe", WHOLE, HS_ACCOUNT),
    W("subscribe now", START, HS_ACCOUNT),
    W("subscribe to", START, HS_ACCOUNT),
    W("already a subscriber", START, HS_ACCOUNT),
    W("become a member", START, HS_ACCOUNT),
    W("support our work", START, HS_ACCOUNT),
    W("to our newsletter", WITHIN, HS_ACCOUNT),
    W("our newsletter", WITHIN, HS_ACCOUNT),
    W("our newsletters", WITHIN, HS_ACCOUNT),
    W("enter your email", WITHIN, HS_ACCOUNT),
    W("enter your e mail", WITHIN, HS_ACCOUNT),
    W("your inbox", WITHIN, HS_ACCOUNT),
    W("your email address", START, HS_ACCOUNT),
    W("download our app", START, HS_ACCOUNT),
    W("we use cookies", WITHIN, HS_COOKIE),
    W("uses cookies", WITHIN, HS_COOKIE),
    W("this site uses cookies", OPENING, HS_COOKIE),
    W("this website uses cookies", OPENING, HS_COOKIE),
    W("accept all", START, HS_COOKIE),
    W("accept cookies", START, HS_COOKIE),
    W("cookie settings", START, HS_COOKIE),
    W("cookie policy", START, HS_COOKIE),
    W("store cookies on your device", WITHIN, HS_COOKIE),
    W("all rights reserved", WITHIN, HS_LEGAL),
    W("copyright", START, HS_LEGAL),
    W("terms of use", START, HS_LEGAL),
    W("terms of service", START, HS_LEGAL),
    W("privacy policy", START, HS_LEGAL),
    W("user agreement", START, HS_LEGAL),
    W("skip to", START, HS_MENU),
    W("back to top", START, HS_MENU),
    W("main menu", WHOLE, HS_MENU),
    W("previous entry", START, HS_MENU),
    W("next entry", START, HS_MENU),
    W("previous post", START, HS_MENU),
    W("next post", START, HS_MENU),
    W("this video cannot be played", OPENING, HS_ADVERT),
    W("this video is not available", OPENING, HS_ADVERT),
    W("your browser does not support", OPENING, HS_ADVERT),
    W("please enable javascript", OPENING, HS_ADVERT),
    W("javascript is disabled", OPENING, HS_ADVERT),
    W("you need to enable javascript", OPENING, HS_ADVERT),
    W("advertisement", WHOLE, HS_ADVERT),
    W("advertisements", WHOLE, HS_ADVERT),
    W("advertising", WHOLE, HS_ADVERT),
    W("sponsored", WHOLE, HS_ADVERT),
    W("sponsored content", START, HS_ADVERT),
    W("advertisement scroll", START, HS_ADVERT),
    W("advertise with us", START, HS_ADVERT),
    W("remove ads", START, HS_ADVERT),
    W("min read", WITHIN, HS_COUNT),
    W("minute read", WITHIN, HS_COUNT),
    W("minutes read", WITHIN, HS_COUNT),
    W("views", LABEL, HS_COUNT),
    W("reading time", START, HS_COUNT),
    W("comments", LABEL, HS_COUNT),
    W("visitors", LABEL, HS_COUNT),
};

bool hs_uc_ideograph(uint32_t c)
{
    return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x32000);
}

void hs_words_plain(hs_str s, hs_buf *out)
{
    bool space = false;
    size_t begin = out->n;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (c == 0x2019 || c == '\'') continue;
        if (!hs_uc_letter(c) && !hs_uc_digit(c)) {
            space = true;
            continue;
        }
        bool alone = hs_uc_ideograph(c);
        if ((space || alone) && out->n > begin) hs_buf_char(out, ' ');
        space = alone;
        hs_utf8_put(out, hs_uc_tolower(c));
    }
}

size_t hs_words_count(hs_str s)
{
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < s.n; i++) {
        bool space = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
        n += !space && !in;
        in = !space;
    }
    return n;
}

static bool fits(hs_str plain, hs_str label, hs_str words, fit how)
{
    if (how == WITHIN) {
        size_t at = hs_str_find(plain, words), end = at + words.n;
        return at != SIZE_MAX && (at == 0 || plain.p[at - 1] == ' ') && (end == plain.n || plain.p[end] == ' ');
    }
    hs_str s = how == LABEL ? label : plain;
    if (s.n < words.n || s.p[0] != words.p[0] || memcmp(s.p, words.p, words.n) != 0) return false;
    bool open_end = how == START || how == OPENING;
    return s.n == words.n || (open_end && s.p[words.n] == ' ');
}

/* «leonkuravson (leonkuravson) wrote,» */
static bool user_line(hs_str s)
{
    size_t wrote = hs_str_find(s, HS_STR(" wrote"));
    if (wrote == SIZE_MAX || s.n > wrote + 8 || wrote > 80) return false;
    hs_str who = {s.p, wrote};
    size_t open = hs_str_find(who, HS_STR(" ("));
    return open != SIZE_MAX && who.p[who.n - 1] == ')' && who.n == 2 * open + 3 &&
           !memcmp(who.p, who.p + open + 2, open);
}

/* "Comments (17)", "3 comments". */
static bool comment_count(hs_str plain)
{
    size_t at = hs_str_find(plain, HS_STR("comment"));
    bool digit = false;
    for (size_t i = 0; i < plain.n; i++) digit |= plain.p[i] >= '0' && plain.p[i] <= '9';
    return at != SIZE_MAX && digit && hs_words_count(plain) <= 3;
}

/* "Home > World > Orvania", "Main page | City | Politics", "Share | Tweet": short parts between one kind of mark. */
static bool menu_line(hs_str s)
{
    static const char *const marks[] = {" > ", " | ", " » ", " › ", "  |  ", " • "};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        hs_str mark = hs_str_of(marks[k]), rest = s;
        size_t parts = 1, longest = 0, at;
        while ((at = hs_str_find(rest, mark)) != SIZE_MAX) {
            size_t words = hs_words_count((hs_str){rest.p, at});
            longest = words > longest ? words : longest;
            rest = (hs_str){rest.p + at + mark.n, rest.n - at - mark.n};
            parts++;
        }
        size_t words = hs_words_count(rest);
        longest = words > longest ? words : longest;
        if (parts >= 3 && longest <= 4) return true;
    }
    return false;
}

static bool copyright_line(hs_str s)
{
    return (hs_str_starts(s, HS_STR("©")) || hs_str_starts(s, HS_STR("(c) ")) || hs_str_starts(s, HS_STR("(C) "))) &&
           hs_words_count(s) <= 14;
}

static int sureness(fit how, size_t words)
{
    switch (how) {
    case WHOLE:
        return 3;
    case LABEL:
    case OPENING:
        return words <= 30 ? 3 : 1;
    case START:
        return words <= 14 ? 2 : 1;
    default:
        return 1;
    }
}

hs_furniture hs_furniture_of(hs_str s)
{
    enum { LONGEST = 400 };
    hs_furniture found = {HS_NO_FURNITURE, 0};
    if (s.n > LONGEST) return found;
    if (user_line(s)) return (hs_furniture){HS_USER, 3};
    if (copyright_line(s)) return (hs_furniture){HS_LEGAL, 3};
    size_t words = hs_words_count(s);
    hs_buf b = {0};
    hs_words_plain(s, &b);
    size_t plain_n = b.n;
    const char *colon = memchr(s.p, ':', s.n);
    if (colon) hs_words_plain((hs_str){s.p, (size_t)(colon - s.p)}, &b);
    hs_str plain = {hs_buf_c(&b), plain_n}, label = {hs_buf_c(&b) + plain_n, b.n - plain_n};
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        fit how = wordings[i].fit;
        if (!fits(plain, label, wordings[i].words, how)) continue;
        int sure = sureness(how, words);
        if (sure > found.sure) found = (hs_furniture){wordings[i].sort, sure};
    }
    if (found.sure < 2 && comment_count(plain)) found = (hs_furniture){HS_COMMENT, 2};
    hs_buf_free(&b);
    if (found.sure < 2 && menu_line(s)) found = (hs_furniture){HS_MENU, 2};
    return found;
}
