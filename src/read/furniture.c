#include "read/furniture.h"

#include "base/utf8.h"

#include <string.h>

/* How a wording must fit. LABEL: begins the paragraph and a colon follows. OPENING: begins it, and no story begins so.
 */
typedef enum { WHOLE, LABEL, OPENING, START, WITHIN } fit;

static const struct {
    const char *words; /* plain: lower case, single spaces, no punctuation */
    fit fit;
    hs_furniture_sort sort;
} wordings[] = {
    {"share", WHOLE, HS_SHARE},
    {"share this", START, HS_SHARE},
    {"share on", START, HS_SHARE},
    {"share via", START, HS_SHARE},
    {"share with", START, HS_SHARE},
    {"share article", WHOLE, HS_SHARE},
    {"share", LABEL, HS_SHARE},
    {"please share", START, HS_SHARE},
    {"please share", LABEL, HS_SHARE},
    {"sharing is caring", START, HS_SHARE},
    {"share facebook", START, HS_SHARE},
    {"share tweet", START, HS_SHARE},
    {"tweet", WHOLE, HS_SHARE},
    {"tweet this", START, HS_SHARE},
    {"email this", START, HS_SHARE},
    {"e mail this", START, HS_SHARE},
    {"email to a friend", START, HS_SHARE},
    {"send to a friend", START, HS_SHARE},
    {"print", WHOLE, HS_SHARE},
    {"print this", START, HS_SHARE},
    {"print this page", WITHIN, HS_SHARE},
    {"print version", WITHIN, HS_SHARE},
    {"download pdf", START, HS_SHARE},
    {"print friendly", START, HS_SHARE},
    {"printer friendly", START, HS_SHARE},
    {"copy link", WITHIN, HS_SHARE},
    {"save article", START, HS_SHARE},
    {"listen to this article", START, HS_SHARE},
    {"text size", START, HS_SHARE},
    {"click to share", START, HS_SHARE},
    {"did you like the article", START, HS_SHARE},
    {"follow us", START, HS_SHARE},
    {"follow us on", WITHIN, HS_SHARE},
    {"like us on facebook", WITHIN, HS_SHARE},
    {"share with friends", WITHIN, HS_SHARE},
    {"leave a reply", START, HS_COMMENT},
    {"leave a comment", START, HS_COMMENT},
    {"leave comment", START, HS_COMMENT},
    {"leave your comment", START, HS_COMMENT},
    {"add a comment", START, HS_COMMENT},
    {"add comment", START, HS_COMMENT},
    {"add your comment", START, HS_COMMENT},
    {"post a comment", START, HS_COMMENT},
    {"post a new comment", START, HS_COMMENT},
    {"post comment", WHOLE, HS_COMMENT},
    {"write a comment", START, HS_COMMENT},
    {"view comments", START, HS_COMMENT},
    {"show comments", START, HS_COMMENT},
    {"load comments", START, HS_COMMENT},
    {"comments", WHOLE, HS_COMMENT},
    {"comments are closed", WITHIN, HS_COMMENT},
    {"no comments", WHOLE, HS_COMMENT},
    {"no comments yet", WHOLE, HS_COMMENT},
    {"join the conversation", START, HS_COMMENT},
    {"be the first to comment", START, HS_COMMENT},
    {"anonymous comments are", START, HS_COMMENT},
    {"your reply will be screened", WITHIN, HS_COMMENT},
    {"your ip address", START, HS_COMMENT},
    {"your email address will not be published", OPENING, HS_COMMENT},
    {"your e mail address will not be published", OPENING, HS_COMMENT},
    {"required fields are marked", WITHIN, HS_COMMENT},
    {"save my name", START, HS_COMMENT},
    {"notify me of", START, HS_COMMENT},
    {"log in to comment", WITHIN, HS_COMMENT},
    {"log in to reply", WITHIN, HS_COMMENT},
    {"log in to post", WITHIN, HS_COMMENT},
    {"enter the code from the picture", WITHIN, HS_COMMENT},
    {"this site uses akismet", OPENING, HS_COMMENT},
    {"cancel reply", WITHIN, HS_COMMENT},
    {"default userpic", WHOLE, HS_COMMENT},
    {"reply", WHOLE, HS_COMMENT},
    {"read more", LABEL, HS_TEASER},
    {"read also", LABEL, HS_TEASER},
    {"also read", LABEL, HS_TEASER},
    {"read next", LABEL, HS_TEASER},
    {"read", LABEL, HS_TEASER},
    {"see also", LABEL, HS_TEASER},
    {"see more", LABEL, HS_TEASER},
    {"watch", LABEL, HS_TEASER},
    {"watch now", LABEL, HS_TEASER},
    {"listen", LABEL, HS_TEASER},
    {"more", LABEL, HS_TEASER},
    {"more on", LABEL, HS_TEASER},
    {"more on this", LABEL, HS_TEASER},
    {"related", LABEL, HS_TEASER},
    {"related article", LABEL, HS_TEASER},
    {"related articles", LABEL, HS_TEASER},
    {"related story", LABEL, HS_TEASER},
    {"related stories", LABEL, HS_TEASER},
    {"related content", LABEL, HS_TEASER},
    {"related news", LABEL, HS_TEASER},
    {"related topics", LABEL, HS_TEASER},
    {"recommended", LABEL, HS_TEASER},
    {"dont miss", LABEL, HS_TEASER},
    {"don t miss", LABEL, HS_TEASER},
    {"you may also like", LABEL, HS_TEASER},
    {"next article", LABEL, HS_TEASER},
    {"previous article", LABEL, HS_TEASER},
    {"read more", WHOLE, HS_TEASER},
    {"see also", WHOLE, HS_TEASER},
    {"related", WHOLE, HS_TEASER},
    {"related articles", WHOLE, HS_TEASER},
    {"related stories", WHOLE, HS_TEASER},
    {"related posts", WHOLE, HS_TEASER},
    {"related news", WHOLE, HS_TEASER},
    {"related content", WHOLE, HS_TEASER},
    {"related topics", WHOLE, HS_TEASER},
    {"recommended", WHOLE, HS_TEASER},
    {"recommended for you", WHOLE, HS_TEASER},
    {"you may also like", START, HS_TEASER},
    {"you might also like", START, HS_TEASER},
    {"more from", START, HS_TEASER},
    {"more stories", START, HS_TEASER},
    {"most read", WHOLE, HS_TEASER},
    {"most popular", WHOLE, HS_TEASER},
    {"trending now", WHOLE, HS_TEASER},
    {"continue reading", START, HS_TEASER},
    {"story continues below", START, HS_TEASER},
    {"article continues below", START, HS_TEASER},
    {"continue reading below", START, HS_TEASER},
    {"tags", LABEL, HS_TAGS},
    {"tag", LABEL, HS_TAGS},
    {"tagged", LABEL, HS_TAGS},
    {"tagged with", START, HS_TAGS},
    {"filed under", START, HS_TAGS},
    {"categories", LABEL, HS_TAGS},
    {"category", LABEL, HS_TAGS},
    {"topics", LABEL, HS_TAGS},
    {"keywords", LABEL, HS_TAGS},
    {"labels", LABEL, HS_TAGS},
    {"posted in", START, HS_TAGS},
    {"current mood", START, HS_TAGS},
    {"sign up", START, HS_ACCOUNT},
    {"sign in", START, HS_ACCOUNT},
    {"log in", WHOLE, HS_ACCOUNT},
    {"login", WHOLE, HS_ACCOUNT},
    {"register", WHOLE, HS_ACCOUNT},
    {"create a free account", START, HS_ACCOUNT},
    {"subscribe", WHOLE, HS_ACCOUNT},
    {"subscribe now", START, HS_ACCOUNT},
    {"subscribe to", START, HS_ACCOUNT},
    {"already a subscriber", START, HS_ACCOUNT},
    {"become a member", START, HS_ACCOUNT},
    {"support our work", START, HS_ACCOUNT},
    {"to our newsletter", WITHIN, HS_ACCOUNT},
    {"our newsletter", WITHIN, HS_ACCOUNT},
    {"our newsletters", WITHIN, HS_ACCOUNT},
    {"enter your email", WITHIN, HS_ACCOUNT},
    {"enter your e mail", WITHIN, HS_ACCOUNT},
    {"your inbox", WITHIN, HS_ACCOUNT},
    {"your email address", START, HS_ACCOUNT},
    {"download our app", START, HS_ACCOUNT},
    {"we use cookies", WITHIN, HS_COOKIE},
    {"uses cookies", WITHIN, HS_COOKIE},
    {"this site uses cookies", OPENING, HS_COOKIE},
    {"this website uses cookies", OPENING, HS_COOKIE},
    {"accept all", START, HS_COOKIE},
    {"accept cookies", START, HS_COOKIE},
    {"cookie settings", START, HS_COOKIE},
    {"cookie policy", START, HS_COOKIE},
    {"store cookies on your device", WITHIN, HS_COOKIE},
    {"all rights reserved", WITHIN, HS_LEGAL},
    {"copyright", START, HS_LEGAL},
    {"terms of use", START, HS_LEGAL},
    {"terms of service", START, HS_LEGAL},
    {"privacy policy", START, HS_LEGAL},
    {"user agreement", START, HS_LEGAL},
    {"skip to", START, HS_MENU},
    {"back to top", START, HS_MENU},
    {"main menu", WHOLE, HS_MENU},
    {"previous entry", START, HS_MENU},
    {"next entry", START, HS_MENU},
    {"previous post", START, HS_MENU},
    {"next post", START, HS_MENU},
    {"this video cannot be played", OPENING, HS_ADVERT},
    {"this video is not available", OPENING, HS_ADVERT},
    {"your browser does not support", OPENING, HS_ADVERT},
    {"please enable javascript", OPENING, HS_ADVERT},
    {"javascript is disabled", OPENING, HS_ADVERT},
    {"you need to enable javascript", OPENING, HS_ADVERT},
    {"advertisement", WHOLE, HS_ADVERT},
    {"advertisements", WHOLE, HS_ADVERT},
    {"advertising", WHOLE, HS_ADVERT},
    {"sponsored", WHOLE, HS_ADVERT},
    {"sponsored content", START, HS_ADVERT},
    {"advertisement scroll", START, HS_ADVERT},
    {"advertise with us", START, HS_ADVERT},
    {"remove ads", START, HS_ADVERT},
    {"min read", WITHIN, HS_COUNT},
    {"minute read", WITHIN, HS_COUNT},
    {"minutes read", WITHIN, HS_COUNT},
    {"views", LABEL, HS_COUNT},
    {"reading time", START, HS_COUNT},
    {"comments", LABEL, HS_COUNT},
    {"visitors", LABEL, HS_COUNT},
};

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
        if (space && out->n > begin) hs_buf_char(out, ' ');
        space = false;
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

static bool fits(hs_str plain, hs_str label, const char *words, fit how)
{
    hs_str w = hs_str_of(words);
    switch (how) {
    case WHOLE:
        return hs_str_eq(plain, w);
    case LABEL:
        return hs_str_eq(label, w);
    case START:
        return hs_str_starts(plain, w) && (plain.n == w.n || plain.p[w.n] == ' ');
    default: {
        size_t at = hs_str_find(plain, w);
        return at != SIZE_MAX && (at == 0 || plain.p[at - 1] == ' ') &&
               (at + w.n == plain.n || plain.p[at + w.n] == ' ');
    }
    }
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
    hs_buf plain = {0}, label = {0};
    hs_words_plain(s, &plain);
    const char *colon = memchr(s.p, ':', s.n);
    if (colon) hs_words_plain((hs_str){s.p, (size_t)(colon - s.p)}, &label);
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        fit how = wordings[i].fit;
        if (!fits((hs_str){hs_buf_c(&plain), plain.n}, (hs_str){hs_buf_c(&label), label.n}, wordings[i].words, how))
            continue;
        int sure = sureness(how, words);
        if (sure > found.sure) found = (hs_furniture){wordings[i].sort, sure};
    }
    hs_buf_free(&plain);
    hs_buf_free(&label);
    if (found.sure < 2 && menu_line(s)) found = (hs_furniture){HS_MENU, 2};
    return found;
}
