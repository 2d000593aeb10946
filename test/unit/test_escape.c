/* Attack strings, for each place that text goes to; and text laid out by what it takes on a screen. */
#include "unit.h"

#include "show/escape.h"
#include "show/layout.h"

typedef void (*escaper)(hs_str, hs_buf *);

static void becomes(escaper f, const char *in, const char *want)
{
    hs_buf b = {0};
    f(hs_str_of(in), &b);
    assert_string_equal(hs_buf_c(&b), want);
    hs_buf_free(&b);
}

static void terminals(void **state)
{
    (void)state;
    becomes(hs_escape_term, "\x1B[31mred\x1B]0;title\x07", "␛[31mred␛]0;title␇");
    becomes(hs_escape_term, "a\nb\tc\r", "a b c ");
    becomes(hs_escape_term,
            "\xC2\x9B"
            "31m",
            "⟨U+009B⟩31m");
    becomes(hs_escape_term, "\xE2\x80\xAEtxt.exe", "⟨U+202E⟩txt.exe");
    becomes(hs_escape_term, "\x7F\x08", "␡␈");
    becomes(hs_escape_term, "ill \xFF\xC3", "ill ��");
    becomes(hs_escape_term, "\xF3\xA0\x81\x81", "⟨U+E0041⟩");
    becomes(hs_escape_term, "میلنم‌ها", "میلنم‌ها");
}

static void pages(void **state)
{
    (void)state;
    becomes(hs_escape_html, "<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    becomes(hs_escape_html, "\" onmouseover=\"a&b", "&quot; onmouseover=&quot;a&amp;b");
    becomes(hs_escape_html,
            "a\xEF\xBF\xBE"
            "b\x01\n",
            "a�b␁\n");
    becomes(hs_escape_html, "\xE2\x80\xAE", "⟨U+202E⟩");
}

static void spreadsheets(void **state)
{
    (void)state;
    becomes(hs_escape_csv, "plain", "\"plain\"");
    becomes(hs_escape_csv, "a \"b\", c\nd", "\"a \"\"b\"\", c d\"");
    becomes(hs_escape_csv, "=1+1", "\"'=1+1\"");
    becomes(hs_escape_csv, "  @SUM(A1)", "\"'  @SUM(A1)\"");
    becomes(hs_escape_csv, "+49", "\"'+49\"");
    becomes(hs_escape_csv, "-3", "\"'-3\"");
    becomes(hs_escape_csv, "\t=1", "\"' =1\"");
    becomes(hs_escape_csv,
            "\xEF\xBC\x9D"
            "1",
            "\"'＝1\"");
    becomes(hs_escape_csv, "", "\"\"");
}

static void addresses(void **state)
{
    (void)state;
    becomes(hs_escape_url, "a b/ü?#", "a%20b%2F%C3%BC%3F%23");
    assert_true(hs_is_web_address(HS_STR("https://example.invalid/a")));
    assert_false(hs_is_web_address(HS_STR("javascript:alert(1)")));
    assert_false(hs_is_web_address(HS_STR("data:text/html,x")));
    assert_false(hs_is_web_address(HS_STR("https://exa mple.invalid")));
    assert_false(hs_is_web_address(HS_STR("http://\xE2\x80\xAE.invalid")));
}

static void names(void **state)
{
    (void)state;
    assert_null(hs_name_warning(HS_STR("Elin Dahlqvist")));
    assert_null(hs_name_warning(HS_STR("Элин Дальквист")));
    assert_non_null(hs_name_warning(HS_STR("Eлin Dahlqvist")));
    assert_non_null(hs_name_warning(HS_STR("Elin\xE2\x80\x8B Dahlqvist")));
}

static void columns(void **state)
{
    (void)state;
    assert_int_equal(hs_columns(HS_STR("abc")), 3);
    assert_int_equal(hs_columns(HS_STR("日本")), 4);
    assert_int_equal(hs_columns(HS_STR("e\xCC\x81")), 1);
    assert_int_equal(hs_columns(HS_STR("ア")), 2);
}

static void wraps(const char *text, uint32_t width, const char *want)
{
    hs_pane p = {.width = width};
    hs_pane_text(&p, "", "", HS_PLAIN, hs_str_of(text));
    hs_buf got = {0};
    for (uint32_t i = 0; i < p.lines.n; i++) {
        assert_true(p.lines.v[i].columns <= width);
        hs_buf_printf(&got, "%s|", p.lines.v[i].text);
    }
    assert_string_equal(hs_buf_c(&got), want);
    hs_buf_free(&got);
    hs_pane_free(&p);
}

static void wrapping(void **state)
{
    (void)state;
    wraps("one two three", 8, "one two|three|");
    wraps("one two three", 80, "one two three|");
    wraps("a verylongwordindeed b", 8, "a|verylong|wordinde|ed b|");
    wraps("日本語日本語", 6, "日本語|日本語|");
    wraps("xe\xCC\x81", 1, "x|e\xCC\x81|");
    wraps("", 8, "|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminals), cmocka_unit_test(pages), cmocka_unit_test(spreadsheets),
        cmocka_unit_test(addresses), cmocka_unit_test(names), cmocka_unit_test(columns),
        cmocka_unit_test(wrapping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
