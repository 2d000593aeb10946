#include "unit.h"

#include "doc/pack.h"
#include "read/reader.h"

static hs_doc *read_bytes(const char *bytes, size_t n)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    if (!hs_read((hs_str){bytes, n}, d, &err)) {
        assert_int_equal(d->verdict, HS_READ_NOT);
        assert_string_equal(hs_doc_str(d, d->reason), err.msg);
    }
    assert_true(hs_doc_check(d, &err));
    return d;
}

static void expect_text(hs_str raw, const char *text)
{
    hs_doc *d = read_bytes(raw.p, raw.n);
    assert_string_equal(hs_buf_c(&d->text), text);
    hs_doc_free(d);
}

#define READ(bytes)         read_bytes(bytes, sizeof(bytes) - 1)
#define EXPECT(bytes, text) expect_text(HS_STR(bytes), text)

static void paragraphs(void **state)
{
    (void)state;
    EXPECT("One ends.\n\nTwo  ends.\r\n\r\n\r\nThree.", "One ends.\n\nTwo ends.\n\nThree.");
    EXPECT("One paragraph a line.\nAnother of them.\nAnd a third one.\nAnd a fourth.",
           "One paragraph a line.\n\nAnother of them.\n\nAnd a third one.\n\nAnd a fourth.");
    EXPECT("The river rose in the night to Thursday and flooded the lower part of\n"
           "the town, the mayor said, and nobody had been warned of it in any way\n"
           "at all.\n\n"
           "A second paragraph begins here and it is wrapped at the same width as\n"
           "the first one was, so that its lines have to be joined to one another\n"
           "again.\n",
           "The river rose in the night to Thursday and flooded the lower part of the town, the mayor said, and nobody "
           "had been warned of it in any way at all.\n\nA second paragraph begins here and it is wrapped at the same "
           "width as the first one was, so that its lines have to be joined to one another again.");
}

static void kinds(void **state)
{
    (void)state;
    hs_doc *d = READ("Bridge closed\n\nThe bridge was closed on Monday, the council said.\n\n* one item\n* another\n\n"
                     "– Where are you?\n\n– At the bridge.\n");
    static const uint32_t want[] = {HS_BLOCK_HEADING, HS_BLOCK_PARAGRAPH, HS_BLOCK_ITEM,
                                    HS_BLOCK_ITEM,    HS_BLOCK_TURN,      HS_BLOCK_TURN};
    assert_int_equal(d->blocks.n, 6);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(d->blocks.v[i].kind, want[i]);
    assert_string_equal(hs_doc_str(d, d->title), "Bridge closed");
    assert_string_equal(hs_doc_str(d, d->language), "en");
    hs_doc_free(d);
}

static void speakers(void **state)
{
    (void)state;
    hs_doc *d = READ("Present: Judge Aust; Ms Oduvar.\n\nJUDGE AUST: Where were you?\n\nMR VEK: At home.\n\n"
                     "JUDGE AUST: Thank you.\n");
    assert_int_equal(d->blocks.v[0].kind, HS_BLOCK_PARAGRAPH);
    assert_int_equal(d->blocks.v[2].kind, HS_BLOCK_TURN);
    hs_str who = hs_doc_text(d, d->blocks.v[2].speaker);
    assert_true(hs_str_eq(who, HS_STR("MR VEK")));
    hs_doc_free(d);
}

/* The raw bytes that the first place of `word` came from. */
static void expect_raw(const hs_doc *d, const char *word, uint64_t from, uint64_t to)
{
    size_t at = hs_str_find((hs_str){d->text.p, d->text.n}, hs_str_of(word));
    assert_true(at != SIZE_MAX);
    hs_raw_ranges r = {0};
    hs_doc_raw(d, (hs_span){(uint32_t)at, (uint32_t)strlen(word)}, &r);
    assert_int_equal(r.n, 1);
    assert_int_equal(r.v[0].from, from);
    assert_int_equal(r.v[0].to, to);
    HS_VEC_FREE(r);
}

static void charsets(void **state)
{
    (void)state;
    hs_doc *d = READ("\xEF\xBB\xBF"
                     "Mind the gap.");
    expect_raw(d, "gap", 12, 15);
    hs_doc_free(d);
    d = READ("Caf\xE9 au lait, gar\xE7on. Et voil\xE0 le r\xE9sultat.");
    assert_string_equal(hs_buf_c(&d->text), "Café au lait, garçon. Et voilà le résultat.");
    expect_raw(d, "garçon", 14, 20);
    hs_doc_free(d);
    static const char wide[] = "\xFF\xFEO\0n\0e\0 \0t\0w\0o\0";
    d = read_bytes(wide, sizeof wide - 1);
    assert_string_equal(hs_buf_c(&d->text), "One two");
    expect_raw(d, "two", 10, 16);
    hs_doc_free(d);
    d = read_bytes(wide + 2, sizeof wide - 3);
    assert_string_equal(hs_buf_c(&d->text), "One two");
    assert_string_equal(hs_doc_str(d, d->charset), "utf-16le");
    hs_doc_free(d);
}

static void damage(void **state)
{
    (void)state;
    hs_doc *d = READ("Žluťoučký kůň \xFF pěl ódy");
    assert_string_equal(hs_buf_c(&d->text), "Žluťoučký kůň \xEF\xBF\xBD pěl ódy");
    assert_int_equal(d->verdict, HS_READ_PART);
    expect_raw(d, "\xEF\xBF\xBD", 20, 21);
    expect_raw(d, "pěl", 22, 26);
    hs_doc_free(d);
    static const char nul[] = "a bad \0 byte among a good number of other bytes, all of which are plain text indeed";
    d = read_bytes(nul, sizeof nul - 1);
    assert_memory_equal(d->text.p, "a bad \xEF\xBF\xBD byte", 14);
    hs_doc_free(d);
}

static void refusals(void **state)
{
    (void)state;
    const struct {
        hs_str raw;
        const char *reason;
    } cases[] = {
        {HS_STR(""), "the file is empty"},
        {HS_STR(" \n\t\n"), "there is no text in it"},
        {HS_STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "a PNG image: no reader for this type"},
        {HS_STR("\1\2\3\4\5\6\7\0\1\2\3"), "binary data: no reader for this type"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hs_doc *d = read_bytes(cases[i].raw.p, cases[i].raw.n);
        assert_int_equal(d->verdict, HS_READ_NOT);
        assert_string_equal(hs_doc_str(d, d->reason), cases[i].reason);
        assert_int_equal(d->text.n, 0);
        hs_doc_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs), cmocka_unit_test(kinds),  cmocka_unit_test(speakers),
        cmocka_unit_test(charsets),   cmocka_unit_test(damage), cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
