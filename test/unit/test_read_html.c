#include "unit.h"

#include "read/html.h"
#include "read/reader.h"
#include "read/stamp.h"

static const char page[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Bridge closed for repairs | Town Paper</title>\n"
    "<meta property=\"og:site_name\" content=\"Town Paper\">\n"
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed for repairs\",\n"
    "\"author\":[{\"name\":\"Ada Vek\"},{\"name\":\"Bo "
    "Lind\"}],\"datePublished\":\"2021-03-05T10:00:00Z\"}</script></head>\n"
    "<body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>\n"
    "<article><h1>Bridge closed for repairs</h1><div class=\"byline\">By Ada Vek and Bo Lind</div>\n"
    "<div class=\"article-body\">\n"
    "<p>The bridge over the Ilm was closed on Monday, the council of the town said in a statement.</p>\n"
    "<p>&ldquo;There are cracks&nbsp;in it,&rdquo; the mayor said. She gave no date for the end of the "
    "<b>re</b>pairs.</p>\n"
    "<p><strong>READ MORE: <a href=\"/x\">Ten bridges to see</a></strong></p>\n"
    "<blockquote><p>Nobody has to fear anything, wrote the engineer in his report of last year.</p></blockquote>\n"
    "</div></article>\n"
    "<footer><p>&copy; 2021 Town Paper. All rights reserved.</p></footer></body></html>\n";

static hs_doc *read_page(const char *html)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    assert_true(hs_read(hs_str_of(html), d, &err));
    return d;
}

static void text_and_kinds(void **state)
{
    (void)state;
    hs_doc *d = read_page(page);
    const char *text = hs_buf_c(&d->text);
    assert_non_null(
        strstr(text, "“There are cracks in it,” the mayor said. She gave no date for the end of the repairs."));
    assert_null(strstr(text, "READ MORE"));
    assert_null(strstr(text, "Sport"));
    assert_null(strstr(text, "rights reserved"));
    assert_int_equal(d->blocks.v[d->blocks.n - 1].kind, HS_BLOCK_QUOTE);
    hs_doc_free(d);
}

static void metadata(void **state)
{
    (void)state;
    hs_doc *d = read_page(page);
    assert_string_equal(hs_doc_str(d, d->title), "Bridge closed for repairs");
    assert_string_equal(hs_doc_str(d, d->author), "Ada Vek and Bo Lind");
    assert_string_equal(hs_doc_str(d, d->outlet), "Town Paper");
    assert_string_equal(hs_doc_str(d, d->published), "2021-03-05T10:00:00Z");
    assert_int_equal(d->published_day, hs_day_of(2021, 3, 5));
    assert_string_equal(hs_doc_str(d, d->published_by), "json-ld");
    hs_doc_free(d);
}

/* The raw bytes of each clean word are that word, or the references that stand for it. */
static void bytes(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"closed on Monday", "closed on Monday"},
                                           {"“There", "&ldquo;There"},
                                           {"cracks in", "cracks&nbsp;in"},
                                           {"pairs", "pairs"},
                                           {"repairs.", "re</b>pairs."}};
    hs_doc *d = read_page(page);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *at = strstr(strstr(hs_buf_c(&d->text), "The bridge over"), pairs[i][0]);
        assert_non_null(at);
        hs_raw_ranges r = {0};
        hs_doc_raw(d, (hs_span){(uint32_t)(at - d->text.p), (uint32_t)strlen(pairs[i][0])}, &r);
        uint64_t from = r.v[0].from, to = r.v[r.n - 1].to;
        assert_int_equal(to - from, strlen(pairs[i][1]));
        assert_memory_equal(page + from, pairs[i][1], strlen(pairs[i][1]));
        HS_VEC_FREE(r);
    }
    hs_doc_free(d);
}

static void charset_of_the_page(void **state)
{
    (void)state;
    hs_doc *d = read_page(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1254\"></head><body>"
        "<p>The dam of K\xFDz\xFDlbent broke on Thursday, the ministry of the country said.</p></body></html>");
    assert_non_null(strstr(hs_buf_c(&d->text), "Kızılbent broke on Thursday"));
    assert_string_equal(hs_doc_str(d, d->charset), "windows-1254");
    hs_doc_free(d);
}

static void expect_tree(const char *html, const char *text)
{
    hs_tree t = {0};
    hs_buf b = {0};
    hs_tree_build(hs_str_of(html), &t);
    hs_tree_text(&t, 0, 10000, &b);
    assert_string_equal(hs_buf_c(&b), text);
    hs_buf_free(&b);
    hs_tree_free(&t);
}

static void trees(void **state)
{
    (void)state;
    expect_tree("<p>a<p>b<div>c</p>d</div>e", "a b c d e");
    expect_tree("<script>if (a < b) document.write('<p>no</p>')</script><p>yes", "yes");
    expect_tree("<title>a &amp; b</title><textarea><p>no</textarea>c", "c");
    expect_tree("x <!-- <p>no --> y <![CDATA[z]]> &lt;b&gt; &#8217; &#146; &copy 5 < 6", "x y <b> ’ ’ © 5 < 6");
    expect_tree("<a title='>'>in</a><svg><title>no</title></svg> <button>no</button>out", "in out");
    hs_tree t = {0};
    hs_tree_build(HS_STR("<table><tr><td>a<td>b<tr><td>c</table>d"), &t);
    unsigned rows = 0, cells = 0;
    for (uint32_t i = 0; i < t.nodes.n; i++) {
        rows += t.nodes.v[i].tag == HS_TAG_TR;
        cells += t.nodes.v[i].tag == HS_TAG_TD && t.nodes.v[t.nodes.v[i].parent].tag == HS_TAG_TR;
    }
    assert_int_equal(rows, 2);
    assert_int_equal(cells, 3);
    assert_int_equal(t.nodes.v[t.nodes.n - 1].parent, 0);
    hs_tree_free(&t);
}

static void stamps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
    } cases[] = {
        {"By Ada Vek | 5 March 2021, 16:12", 2021, 3, 5},
        {"Mar. 9th, 2021 at 11:20 pm", 2021, 3, 9},
        {"2021-03-05T16:12:00+01:00", 2021, 3, 5},
        {"11.03.2021, 09:14", 2021, 3, 11},
        {"Donnerstag, 4. März 2021", 2021, 3, 4},
        {"3/25/2021", 2021, 3, 25},
        {"25/3/2021", 2021, 3, 25},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(hs_stamp_find(hs_str_of(cases[i].text), NULL, NULL),
                         hs_day_of(cases[i].year, cases[i].month, cases[i].day));
    assert_int_equal(hs_stamp_find(HS_STR("3/5/2021"), NULL, NULL), HS_NO_DAY);
    assert_int_equal(hs_stamp_find(HS_STR("in March 2021"), NULL, NULL), HS_NO_DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_kinds),      cmocka_unit_test(metadata), cmocka_unit_test(bytes),
        cmocka_unit_test(charset_of_the_page), cmocka_unit_test(trees),    cmocka_unit_test(stamps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
