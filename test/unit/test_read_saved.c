/* Text saved from pages: what is furniture goes, what is journalism stays. */
#include "unit.h"

#include "read/furniture.h"
#include "read/reader.h"

static void expect(const char *raw, const char *text, const char *title, const char *author, const char *outlet,
                   const char *published)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    assert_true(hs_read(hs_str_of(raw), d, &err));
    assert_string_equal(hs_buf_c(&d->text), text);
    assert_string_equal(hs_doc_str(d, d->title), title);
    assert_string_equal(hs_doc_str(d, d->author), author);
    assert_string_equal(hs_doc_str(d, d->outlet), outlet);
    assert_string_equal(hs_doc_str(d, d->published), published);
    hs_doc_free(d);
}

#define P1 "The bridge over the Ilm was closed on Monday, the council said."
#define P2 "“There are cracks in it,” the mayor told the Town Paper."

static void furniture_goes(void **state)
{
    (void)state;
    expect("adavek (adavek) wrote,\n\nBridge closed for repairs\n\nPrint Friendly, PDF & Email\n\n" P1
           "\n\nREAD MORE: Ten bridges to see\n\n" P2 "\n\nTags: bridge, ilm\n  • Post a new comment\n\n    Default "
           "userpic\n\n    Your reply will be screened\n",
           "Bridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "adavek", "", "");
    expect("Old bridge\n\nIs the bridge safe?\n\n" P1 "\n\n" P2 "\n\n\nLeave a reply\n",
           "Is the bridge safe?\n\n" P1 "\n\n" P2, "Is the bridge safe?", "", "", "");
    expect("Home > World > Ilm\n\nBridge closed for repairs\n\nBy Ada Vek | 5 March 2021 | 3 min read\n\n" P1 "\n\n" P2
           "\n\n(c) Town Paper 2021\n",
           "Bridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "Ada Vek", "Town Paper",
           "2021-03-05");
    expect("https://www.town-paper.example/bridge\n\nBridge closed for repairs\n\n" P1 "\n\n" P2,
           "Bridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "", "town-paper.example", "");
}

static void masthead(void **state)
{
    (void)state;
    expect("Heron Wire\n15 March 2023\nBridge closed for repairs\n\n" P1 "\n\n" P2,
           "15 March 2023\n\nBridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "", "Heron Wire",
           "2023-03-15");
    expect("World News\n15 March 2023\nBridge closed for repairs\n\n" P1 "\n\n" P2,
           "15 March 2023\n\nBridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "", "",
           "2023-03-15");
    expect("PRESS RELEASE\nSolmac Bridges d.o.o.\n15 March 2023\n\n" P1 "\n\n" P2,
           "PRESS RELEASE\n\n15 March 2023\n\n" P1 "\n\n" P2, "", "", "Solmac Bridges d.o.o.", "2023-03-15");
    expect("Old bridge\n\nBridge closed for repairs\n\n15 March 2023\n\n" P1 "\n\n" P2,
           "Bridge closed for repairs\n\n15 March 2023\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "", "",
           "2023-03-15");
}

static void agency(void **state)
{
    (void)state;
    expect("XX0417 4 INT 0268 :BRIDGE\n\nBridge closed for repairs\n\nBy Ada Vek\n\nILMEN, March 5, 2021 (Heron Wire) "
           "- " P1 "\n\n" P2 "\n\n(Heron Wire) av/bl\n",
           "Bridge closed for repairs\n\nILMEN, March 5, 2021 (Heron Wire) - " P1 "\n\n" P2,
           "Bridge closed for repairs", "Ada Vek", "Heron Wire", "2021-03-05");
}

static void labelled_head(void **state)
{
    (void)state;
    expect("Title: Bridge closed for repairs\nDate: 5 March 2021\nSource: The Town Paper\nAuthor: Ada Vek\n\n" P1
           "\n\n" P2,
           "Bridge closed for repairs\n\n" P1 "\n\n" P2, "Bridge closed for repairs", "Ada Vek", "The Town Paper",
           "2021-03-05");
    expect("Date: the mayor named none.\n\n" P1, "Date: the mayor named none.\n\n" P1, "", "", "", "");
}

static void journalism_stays(void **state)
{
    (void)state;
    static const char text[] =
        "Bridge closed for repairs\n\n" P1 "\n\nWhat the council knew\n\nShare prices fell, the paper said.\n\n"
        "Read the report, the mayor said: it is all there.\n\nComments by the council were not to be had.\n\n" P2;
    expect(text, text, "Bridge closed for repairs", "", "", "");
}

static void wordings(void **state)
{
    (void)state;
    assert_int_equal(hs_furniture_of(HS_STR("READ MORE: Ten bridges to see")).sure, 3);
    assert_int_equal(hs_furniture_of(HS_STR("Please Share:")).sure, 3);
    assert_int_equal(hs_furniture_of(HS_STR("Tags: bridge, ilm")).sort, HS_TAGS);
    assert_int_equal(hs_furniture_of(HS_STR("Home | The Mayor | Tenders")).sort, HS_MENU);
    assert_int_equal(hs_furniture_of(HS_STR("The mayor said: “Read more books.”")).sure, 0);
    assert_int_equal(hs_furniture_of(HS_STR("Bo Lind (Ilm) wrote,")).sure, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(furniture_goes), cmocka_unit_test(masthead),         cmocka_unit_test(agency),
        cmocka_unit_test(labelled_head),  cmocka_unit_test(journalism_stays), cmocka_unit_test(wordings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
