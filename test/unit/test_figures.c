#include "unit.h"

#include "find/find.h"
#include "parse/parse.h"

static hs_doc *parsed(const char *text, const char *published)
{
    hs_err err = {0};
    hs_doc *d = hs_doc_new();
    hs_buf_str(&d->text, text);
    d->published_day = *published ? hs_day_parse(hs_str_of(published)) : HS_NO_DAY;
    assert_true(hs_parse(d, &err));
    hs_find_dates(d);
    hs_find_figures(d);
    return d;
}

/* All figures of the text as "words|low..high|unit|counted|event; …", "~" before approximate ones, "#" before ordinals.
 */
static void check_figures(const char *text, const char *expected)
{
    hs_doc *d = parsed(text, "");
    hs_buf got = {0};
    for (uint32_t i = 0; i < d->figures.n; i++) {
        const hs_figure *f = &d->figures.v[i];
        char low[HS_DEC_TEXT] = "", high[HS_DEC_TEXT] = "";
        if (f->has_low) hs_dec_text(f->low, low);
        if (f->has_high) hs_dec_text(f->high, high);
        hs_str at = hs_doc_text(d, f->at);
        hs_buf_printf(&got, "%s%s%s%.*s|%s..%s|%s|%s|%s", i ? "; " : "", f->approximate ? "~" : "",
                      f->ordinal ? "#" : "", (int)at.n, at.p, low, high, hs_doc_str(d, f->unit),
                      hs_doc_str(d, f->counted), hs_doc_str(d, f->event));
        if (f->per) hs_buf_printf(&got, "|per %s", hs_doc_str(d, f->per));
    }
    assert_string_equal(hs_buf_c(&got), expected);
    hs_buf_free(&got);
    hs_doc_free(d);
}

/* All dates as "words|first..last"; "?" before those whose weekday is wrong. */
static void check_dates(const char *text, const char *published, const char *expected)
{
    hs_doc *d = parsed(text, published);
    hs_buf got = {0};
    for (uint32_t i = 0; i < d->dates.n; i++) {
        const hs_date *t = &d->dates.v[i];
        char first[HS_DAY_TEXT], last[HS_DAY_TEXT];
        hs_day_text(t->days.first, first);
        hs_day_text(t->days.last, last);
        hs_str at = hs_doc_text(d, t->at);
        hs_buf_printf(&got, "%s%s%.*s|%s..%s", i ? "; " : "", t->flags & HS_DATE_WRONG_WEEKDAY ? "?" : "", (int)at.n,
                      at.p, first, last);
    }
    assert_string_equal(hs_buf_c(&got), expected);
    hs_buf_free(&got);
    hs_doc_free(d);
}

static void figures_are_ranges(void **state)
{
    (void)state;
    check_figures("At least 19 people were charged.", "At least 19|19..||person|charge");
    check_figures("Up to 50 villagers fled.", "Up to 50|..50||villager|flee");
    check_figures("Between 5 and 7 million euros went missing.",
                  "Between 5 and 7 million euros|5000000..7000000|EUR||");
    check_figures("They pay $100 to $300 per person.", "$100 to $300|100..300|USD|||per person");
    check_figures("About 35 thousand foreign fighters joined.", "~35 thousand|35000..35000||foreign fighter|join");
    check_figures("Teams of 3-5 different groups met.", "3-5|3..5||group|");
    check_figures("Eighteen people crossed the border.", "Eighteen|18..18||person|cross");
    check_figures("The blast killed dozens of sailors.", "~dozens|24..||sailor|kill");
    check_figures("Hundreds of thousands of people fled.", "~Hundreds of thousands|200000..||person|flee");
    check_figures("Several hundred people fled.", "~Several hundred|200..||person|flee");
    check_figures("A few dozen cars burned.", "~A few dozen|24..||car|burn");
    check_figures("At least one in every 500 users was hit.", "At least one in every 500|0.002..||user|hit");
    check_figures("A zero-day attack and a zero day bug.", "");
    check_figures("It was less than first thought, says Report 2023/4.", "");
    check_figures("The share is equal to 5000 or less.", "equal to 5000 or less|..5000|||");
    check_figures("Some 1.2m people and 3bn kroner.",
                  "~1.2m|1200000..1200000||person|; 3bn kroner|3000000000..3000000000|krone||");
    check_figures("No one was hurt.", "No one|0..0||person|hurt");
    check_figures("It rose from 5 to 10 percent.", "5|5..5|||; 10 percent|10..10|%||");
}

static void what_is_counted(void **state)
{
    (void)state;
    check_figures("A ten-storey house.", "ten|10..10||storey|");
    check_figures("The toll has risen from 14 to 31.", "14|14..14||person|die; 31|31..31||person|die");
    check_figures("The number of people killed by the flood rose to 31.", "31|31..31||person|kill");
    check_figures("The number of dead has risen to 33.", "33|33..33||person|die");
    check_figures("Eighteen people crossed. Fifteen of them were arrested.",
                  "Eighteen|18..18||person|cross; Fifteen|15..15||person|arrest");
    check_figures("The fire killed three and injured nine.", "three|3..3||person|kill; nine|9..9||person|injure");
    check_figures("They were aged nine, ten and 49.", "nine|9..9|a|age|; ten|10..10|a|age|; 49|49..49|a|age|");
    check_figures("Voters between the ages of 17 and 29.", "between the ages of 17 and 29|17..29|a|age|");
    check_figures("They spent thousands of euros on two to three hundred cars.",
                  "~thousands of euros|2000..|EUR||spend; two to three hundred|200..300||car|");
    check_figures("About an hour and a half, two miles and a half.",
                  "~an hour and a half|1.5..1.5|h||; two miles and a half|2.5..2.5|mi||");
    check_figures("Ada Brenn died at 95.", "95|95..95|a|age|");
    check_figures("One in five houses fell; one or two million birds.",
                  "One in five|0.2..0.2||house|; one or two million|1000000..2000000||bird|");
}

static void numbers_of_all_writings(void **state)
{
    (void)state;
    check_figures("The toll is one hundred and sixteen dead.", "one hundred and sixteen|116..116||person|die");
    check_figures("He lost 1,674,200 votes.", "1,674,200|1674200..1674200||vote|lose");
    check_figures("It cost 12,34,567 rupees.", "12,34,567 rupees|1234567..1234567|rupee||cost");
    check_figures("They bought 1.500.000 bricks.", "1.500.000|1500000..1500000||brick|buy");
    check_figures("Two-thirds of the members voted.", "Two-thirds|0.666666666666667..0.666666666666667||member|vote");
    check_figures("Half a million tonnes.", "Half a million tonnes|500000..500000|t||");
    check_figures("Three and a half years later.", "Three and a half years|3.5..3.5|a||");
    check_figures("A 42-year-old man was arrested.", "42-year-old|42..42|a|age|");
    check_figures("The 3rd court.", "#3rd|3..3||court|");
    check_figures("No-one came. She was 26.", "No-one|0..0||person|; 26|26..26|a|age|");
    check_figures("He is 5 feet 3 inches tall.", "5 feet 3 inches|5.25..5.25|ft||");
    check_figures("Winds of 50 km/h on 30 km\xC2\xB2 and 5 m of mud (20 kg).",
                  "50 km/h|50..50|km|||per h; 30 km\xC2\xB2|30..30|km2||; 5 m|5..5|m|mud|; 20 kg|20..20|kg||");
    check_figures("No longer than two metres, less than or equal to 40.",
                  "No longer than two metres|..2|m||; less than or equal to 40|..40|||");
    check_figures("Two out of three sailors agreed.", "Two out of three|0.666666666666667..0.666666666666667||sailor|");
}

static void what_is_no_figure(void **state)
{
    (void)state;
    check_figures("Call +47 541 754 3010 at 10:30 or 5 pm.", "");
    check_figures("Ring 0176 12 34 56 78, +49 (30) 1234567 ext. 12 or 123 456 7890.", "");
    check_figures("Phone: 623 1234. Write to 123@post.example or see https://a.example/12/3.", "");
    check_figures("Note [3], item 2) and (4); the 9/11 attacks, 24/7, 8chan, 664 B.C.E., 707s, a category 3 storm.",
                  "");
    check_figures("Tropical Depression Three met recording number seven; he waits since six.", "");
    check_figures("Flight 370, Article 5, No. 12 and an AK-47.", "");
    check_figures("They won 3-2.", "");
    check_figures("The Group of Seven met in round 4.", "");
    check_figures("A fourth, she said, is due.", "");
    check_figures("In 2014 and on 5 May 2015.", "");
    check_figures("One of them said that one is enough.", "");
    check_figures("See 8.8.8.8 and 24703L202.", "");
    check_figures("Case K 114/21 opened, 7.52 in the evening.", "");
}

static void dates_absolute_and_partial(void **state)
{
    (void)state;
    check_dates("On 22 February 2016 and Dec. 12, 1994.", "",
                "22 February 2016|2016-02-22..2016-02-22; Dec. 12, 1994|1994-12-12..1994-12-12");
    check_dates("The daily of Monday, February, 22, said so.", "2016-02-24",
                "Monday, February, 22|2016-02-22..2016-02-22");
    check_dates("On Tuesday, 22 February 2016.", "", "?Tuesday, 22 February 2016|2016-02-22..2016-02-22");
    check_dates("It shut in October. The January 10 bombing.", "2016-02-24",
                "October|2015-10-01..2015-10-31; January 10|2016-01-10..2016-01-10");
    check_dates("In October, 22 people died.", "2016-02-24", "October|2015-10-01..2015-10-31");
    check_dates("2016-02-22 and 22.02.2016.", "",
                "2016-02-22|2016-02-22..2016-02-22; 22.02.2016|2016-02-22..2016-02-22");
    check_dates("In early 2014, in the 1990s.", "", "early 2014|2014-01-01..2014-06-30; 1990s|1990-01-01..1999-12-31");
    check_dates("In 2000 soldiers. Over 2000 soldiers. The 2014 floods.", "", "2014|2014-01-01..2014-12-31");
}

static void dates_relative_and_ranges(void **state)
{
    (void)state;
    check_dates("To date, 27 came.", "2016-02-24", "To date|..2016-02-24");
    check_dates("It rained the day after Christmas.", "2016-02-24", "the day after Christmas|2015-12-26..2015-12-26");
    check_dates("He stays for the rest of the year.", "2016-02-24", "the rest of the year|2016-02-24..2016-12-31");
    check_dates("Yesterday, last week, on Saturday.", "2016-02-24",
                "Yesterday|2016-02-23..2016-02-23; last week|2016-02-15..2016-02-21; Saturday|2016-02-20..2016-02-20");
    check_dates("In June last year and two weeks ago.", "2016-02-24",
                "June last year|2015-06-01..2015-06-30; two weeks ago|2016-02-10..2016-02-10");
    check_dates("Two men were killed by the wave, she said on Friday.", "2016-02-26", "Friday|2016-02-26..2016-02-26");
    check_dates("He will go, she said on Friday.", "2016-02-26", "Friday|2016-02-26..2016-02-26");
    check_dates("They reported it on Monday, March 9.", "2021-03-10", "?Monday, March 9|2021-03-09..2021-03-09");
    check_dates("He will speak on Friday.", "2016-02-24", "Friday|2016-02-26..2016-02-26");
    check_dates("From 10-12 May 2015, in 2014 and 2015, since March 2011.", "",
                "From 10-12 May 2015|2015-05-10..2015-05-12; 2014 and 2015|2014-01-01..2015-12-31; "
                "since March 2011|2011-03-01..");
    check_dates("From July 13 to 17 of last year.", "2019-09-08",
                "From July 13 to 17 of last year|2018-07-13..2018-07-17");
    check_dates("The week of March 3, 2016, and Christmas Eve 2015.", "",
                "The week of March 3, 2016|2016-02-29..2016-03-06; Christmas Eve 2015|2015-12-24..2015-12-24");
    check_dates("By 5 May 2014, after 2016, before 2018.", "",
                "By 5 May 2014|..2014-05-05; after 2016|2017-01-01..; before 2018|..2017-12-31");
    check_dates("More than two years ago, less than 3 days after tomorrow.", "2016-02-24",
                "More than two years ago|..2014-12-31; less than 3 days after tomorrow|2016-02-25..2016-02-28");
    check_dates("The week after next, the year before last, the first quarter of last year.", "2016-02-24",
                "The week after next|2016-03-07..2016-03-13; the year before last|2014-01-01..2014-12-31; "
                "first quarter of last year|2015-01-01..2015-03-31");
    check_dates("Labor Day weekend, next Easter and Halloween of last year.", "2016-02-24",
                "Labor Day weekend|2015-09-05..2015-09-07; next Easter|2016-03-27..2016-03-27; "
                "Halloween of last year|2015-10-31..2015-10-31");
    check_dates("Before the end of March. Between now and 15 May.", "2016-02-24",
                "Before the end of March|..2016-03-31; Between now and 15 May|2016-02-24..2016-05-15");
    check_dates("Wed Oct 26 15:50:06 2016 and 15 April '87, 03/18/40.", "",
                "Wed Oct 26 15:50:06 2016|2016-10-26..2016-10-26; 15 April '87|1987-04-15..1987-04-15; "
                "03/18/40|1940-03-18..1940-03-18");
    check_dates("From now on. A fall of 6,107.31 August 2015.", "2016-02-24", "August 2015|2015-08-01..2015-08-31");
    check_dates("By Monday it had fallen. In 2019 cases were declared on February 6.", "2020-01-15",
                "By Monday|..2020-01-13; 2019|2019-01-01..2019-12-31; February 6|2019-02-06..2019-02-06");
    check_dates("Ms Hope Arden was ill on Thursday. Through Tuesday it had burnt.", "2020-03-20",
                "Thursday|2020-03-19..2020-03-19; Tuesday|2020-03-17..2020-03-17");
    check_dates("It was rescheduled to June 2 from Super Tuesday.", "2020-03-20", "June 2|2020-06-02..2020-06-02");
    check_dates("It was expected to end on December 15. It may come on Wednesday, the forecast said.", "2020-01-01",
                "December 15|2019-12-15..2019-12-15; Wednesday|2020-01-01..2020-01-01");
    check_dates(
        "In the 1800s and the early 1980s, a decade ago.", "2019-10-19",
        "1800s|1800-01-01..1899-12-31; early 1980s|1980-01-01..1984-12-31; a decade ago|2009-01-01..2009-12-31");
    check_dates(
        "The second Sunday of March 2017, the last Friday of October, the 15th of next month.", "2016-11-07",
        "The second Sunday of March 2017|2017-03-12..2017-03-12; the last Friday of October|2016-10-28..2016-10-28; "
        "the 15th of next month|2016-12-15..2016-12-15");
    check_dates("Shut Wednesday through Friday and over the weekend. It will end by the end of the year.", "2016-11-07",
                "Wednesday through Friday|2016-11-02..2016-11-04; the weekend|2016-11-05..2016-11-06; "
                "by the end of the year|..2016-12-31");
    check_dates("At the end of the month they marched.", "2016-11-07", "the end of the month|..");
    check_dates("In the nineties, in nineteen ninety-nine, in his seventies, H1 2019.", "",
                "nineties|1990-01-01..1999-12-31; nineteen ninety-nine|1999-01-01..1999-12-31; "
                "H1 2019|2019-01-01..2019-06-30");
    check_dates("They came back the next year. Easter Island lies far off.", "2016-02-24", "next year|..");
    check_dates("Yesterday and in October.", "", "Yesterday|..; October|..");
    check_dates("You may ask. We march on. USA Today wrote.", "2016-02-24", "");
}

int main(void)
{
    setenv("HS_MODEL", "", 1); /* what rules alone find; a model may find more */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_ranges),         cmocka_unit_test(what_is_counted),
        cmocka_unit_test(numbers_of_all_writings),    cmocka_unit_test(what_is_no_figure),
        cmocka_unit_test(dates_absolute_and_partial), cmocka_unit_test(dates_relative_and_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
