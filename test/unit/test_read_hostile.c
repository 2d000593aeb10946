/* Files made to break a reader: each is read or refused with its reason, in linear time, and the map stays sound. */
#include "unit.h"

#include "doc/pack.h"
#include "read/reader.h"

#include <time.h>

static void repeat(hs_buf *b, const char *s, size_t times)
{
    for (size_t i = 0; i < times; i++) hs_buf_str(b, s);
}

static hs_doc *read_buf(hs_buf *b)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    bool ok = hs_read((hs_str){hs_buf_c(b), b->n}, d, &err);
    assert_true(ok || err.msg[0]);
    assert_true(hs_doc_check(d, &err));
    for (uint32_t i = 0; i < d->map.n; i++) assert_true(d->map.v[i].raw + d->map.v[i].raw_len <= b->n);
    hs_buf_free(b);
    return d;
}

static bool holds(const hs_doc *d, const char *words)
{
    return hs_str_find((hs_str){d->text.p, d->text.n}, hs_str_of(words)) != SIZE_MAX;
}

static void nested_tags(void **state)
{
    (void)state;
    hs_buf b = {0};
    hs_buf_str(&b, "<html><body>");
    repeat(&b, "<div>", 10000);
    hs_buf_str(&b, "The bridge was closed on Monday, the council of the town said.");
    repeat(&b, "</div>", 10000);
    hs_doc *d = read_buf(&b);
    assert_true(holds(d, "The bridge was closed on Monday"));
    hs_doc_free(d);
}

static void unclosed(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<b><p>", "<a href=\"",        "<!--", "<script>", "<title>", "<table><tr><td>", "<ul><li>", "<![CDATA[", "<",
        "</",     "<a b='c\" d=\"e' ", "&#x",  "&amp",     "<head>",  "<svg><title>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        hs_buf b = {0};
        hs_buf_str(&b, "<html>");
        repeat(&b, pieces[i], 20000);
        hs_doc_free(read_buf(&b));
    }
}

/* Seconds of processor time that `times` copies of a piece take. */
static double seconds(const char *head, const char *piece, size_t times)
{
    hs_buf b = {0};
    hs_buf_str(&b, head);
    repeat(&b, piece, times);
    clock_t start = clock();
    hs_doc_free(read_buf(&b));
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void linear_time(void **state)
{
    (void)state;
    static const char *const pieces[][2] = {
        {"<html>", "<p>The council said on Monday that <a href=/>the bridge</a> is closed &amp; safe.</p>\n"},
        {"<html>", "<div class=article-body>x"},
        {"<html>", "&amp;&bogus;"},
        {"<html>", "<table><tr><td>a</td></tr></table>"},
        {"", "word word word. "},
        {"", "Line of a list\n"},
        {"", "A: b\n"},
        {"", "- a?\n"},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double once = seconds(pieces[i][0], pieces[i][1], 4000), more = seconds(pieces[i][0], pieces[i][1], 32000);
        if (more > 32 * once + 1) fail_msg("%s: %.3f s, eight times as much %.3f s", pieces[i][1], once, more);
    }
}

static void controls_stay(void **state)
{
    (void)state;
    hs_buf b = {0};
    hs_buf_str(&b, "The name of the file was \xE2\x80\xAEgnp.exe\xE2\x80\xAC, the officer said on Monday.");
    hs_doc *d = read_buf(&b);
    assert_true(holds(d, "\xE2\x80\xAEgnp.exe\xE2\x80\xAC"));
    hs_doc_free(d);
}

static void unseen_text(void **state)
{
    (void)state;
    hs_buf b = {0};
    hs_buf_str(
        &b, "<html><body><p>The bridge was closed on Monday, the council of the town said.</p><p style='display: none'>"
            "A hidden paragraph that nobody who opens the page can see.</p><script>var x = 'script words';</script>"
            "<template>Template words stand here.</template></body></html>");
    hs_doc *d = read_buf(&b);
    assert_true(holds(d, "The bridge was closed"));
    assert_false(holds(d, "hidden") || holds(d, "script") || holds(d, "Template"));
    hs_doc_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nested_tags),   cmocka_unit_test(unclosed),    cmocka_unit_test(linear_time),
        cmocka_unit_test(controls_stay), cmocka_unit_test(unseen_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
