#include "unit.h"

#include "doc/bound.h"
#include "doc/changes.h"
#include "doc/nearest.h"

#include "doc/pack.h"

static void days_round_trip(void **state)
{
    (void)state;
    char text[HS_DAY_TEXT];
    assert_int_equal(hs_day_of(1970, 1, 1), 0);
    assert_int_equal(hs_day_of(2016, 2, 30), HS_NO_DAY);
    assert_int_equal(hs_day_weekday(hs_day_of(2016, 2, 22)), 0);
    for (hs_day d = -800000; d < 800000; d += 137) {
        int y, m, day;
        hs_day_parts(d, &y, &m, &day);
        if (y >= 1 && y <= 9999) assert_int_equal(hs_day_of(y, m, day), d);
    }
    hs_day_text(hs_day_of(2016, 2, 22), text);
    assert_string_equal(text, "2016-02-22");
    assert_int_equal(hs_day_parse(HS_STR("2016-02-22T09:00:00+02:00")), hs_day_of(2016, 2, 22));
    assert_int_equal(hs_day_parse(HS_STR("2016-02-221")), HS_NO_DAY);
}

static void decimals_are_exact(void **state)
{
    (void)state;
    hs_dec a, b;
    char text[HS_DEC_TEXT];
    assert_true(hs_dec_parse(HS_STR("35"), &a));
    assert_true(hs_dec_mul(a, hs_dec_int(1000), &b));
    assert_int_equal(hs_dec_cmp(b, hs_dec_int(35000)), 0);
    hs_dec_text(b, text);
    assert_string_equal(text, "35000");
    assert_true(hs_dec_parse(HS_STR("-0.250"), &a));
    hs_dec_text(a, text);
    assert_string_equal(text, "-0.25");
    assert_true(hs_dec_cmp(a, hs_dec_int(0)) < 0);
    assert_true(hs_dec_parse(HS_STR("3.7"), &a));
    hs_dec_text(a, text);
    assert_string_equal(text, "3.7");
    assert_true(hs_dec_cmp((hs_dec){1, 40}, (hs_dec){9, 39}) > 0);
    assert_false(hs_dec_parse(HS_STR("99999999999999999999"), &a));
    assert_false(hs_dec_parse(HS_STR("."), &a));
}

static hs_doc *sample(void)
{
    hs_doc *d = hs_doc_new();
    hs_str raw = HS_STR("a &amp; b\xC3\xA9");
    hs_doc_identify(d, raw);
    hs_buf_str(&d->text, "a & b\xC3\xA9");
    *HS_PUSH(d->map) = (hs_run){0, 2, 0, 2};
    *HS_PUSH(d->map) = (hs_run){2, 1, 2, 5};
    *HS_PUSH(d->map) = (hs_run){3, 4, 7, 4};
    hs_locator line = {.kind = HS_AT_LINE, .name = hs_doc_intern(d, HS_STR("line 1"))};
    hs_doc_locate(d, 2, line);
    hs_token *t = HS_PUSH(d->tokens);
    t->at = (hs_span){0, 1};
    t->lemma = hs_doc_intern(d, HS_STR("a"));
    hs_span s = {4, 3};
    hs_assertion *as = HS_PUSH(d->assertions);
    as->spans = hs_doc_spans(d, &s, 1);
    as->attribution = as->voice.chain = HS_NONE;
    return d;
}

static void raw_ranges_follow_the_map(void **state)
{
    (void)state;
    hs_doc *d = sample();
    hs_raw_ranges r = {0};
    hs_doc_raw(d, (hs_span){1, 3}, &r);
    assert_int_equal(r.n, 1);
    assert_int_equal(r.v[0].from, 1);
    assert_int_equal(r.v[0].to, 8);
    HS_VEC_FREE(r);
    hs_doc_free(d);
}

static void locate(hs_doc *d, const char *words, uint32_t page, int32_t top, const char *name)
{
    uint32_t from = (uint32_t)d->text.n;
    hs_locator l = {.kind = HS_AT_PAGE, .page = page, .x0 = 7200, .y0 = top, .x1 = 30000, .y1 = top + 1200};
    l.name = hs_doc_intern(d, hs_str_of(name));
    hs_buf_str(&d->text, words);
    hs_doc_locate(d, from, l);
}

static void places_are_found(void **state)
{
    (void)state;
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    hs_buf place = {0};
    hs_locator box;
    locate(d, "The dam ", 3, 10000, "p. 3");
    hs_buf_str(&d->text, "was ");
    locate(d, "shut ", 3, 12000, "p. 3");
    locate(d, "at noon", 4, 5000, "p. 4");
    hs_doc_locate(d, (uint32_t)d->text.n, (hs_locator){0}); /* nothing there */
    assert_int_equal(d->locators.n, 3);
    assert_true(hs_doc_check(d, &err));
    hs_doc_place(d, (hs_span){0, 3}, &place);
    assert_string_equal(hs_buf_c(&place), "p. 3");
    hs_buf_clear(&place);
    hs_doc_place(d, (hs_span){4, 20}, &place);
    assert_string_equal(hs_buf_c(&place), "p. 3 to p. 4");
    assert_true(hs_doc_box(d, (hs_span){4, 20}, &box));
    assert_int_equal(box.page, 3);
    assert_int_equal(box.y0, 10000);
    assert_int_equal(box.y1, 13200);
    assert_int_equal(hs_doc_locators(d, (hs_span){8, 4}).n, 0);
    assert_false(hs_doc_box(d, (hs_span){8, 4}, &box));
    assert_int_equal(hs_doc_locators(d, (hs_span){7, 6}).n, 2);
    d->locators.v[1].at.n += 1; /* overlaps the next */
    assert_false(hs_doc_check(d, &err));
    d->locators.v[1].at.n -= 1;
    d->locators.v[2].name = 0;
    assert_false(hs_doc_check(d, &err));
    hs_buf_free(&place);
    hs_doc_free(d);
}

static void pack_round_trips_and_refuses(void **state)
{
    (void)state;
    hs_doc *d = sample();
    hs_err err = {0};
    hs_buf packed = {0}, again = {0};
    assert_true(hs_doc_check(d, &err));
    hs_doc_pack(d, &packed);
    hs_doc *e = hs_doc_unpack((hs_str){packed.p, packed.n}, &err);
    assert_non_null(e);
    hs_doc_pack(e, &again);
    assert_int_equal(packed.n, again.n);
    assert_memory_equal(packed.p, again.p, packed.n);
    for (size_t cut = 0; cut < packed.n; cut++) {
        hs_doc *broken = hs_doc_unpack((hs_str){packed.p, cut}, &err);
        assert_null(broken);
    }
    for (size_t i = 0; i < packed.n * 8; i++) { /* a flipped bit is refused or harmless, never a crash */
        packed.p[i / 8] = (char)(packed.p[i / 8] ^ 1 << i % 8);
        hs_doc_free(hs_doc_unpack((hs_str){packed.p, packed.n}, &err));
        packed.p[i / 8] = (char)(packed.p[i / 8] ^ 1 << i % 8);
    }
    e->spans.v[0].n = 2; /* ends inside é */
    assert_false(hs_doc_check(e, &err));
    hs_buf_free(&packed);
    hs_buf_free(&again);
    hs_doc_free(d);
    hs_doc_free(e);
}

/* ---- what a taker made of it ---- */

static hs_span place(const hs_doc *d, const char *words)
{
    return (hs_span){(uint32_t)(strstr(d->text.p, words) - d->text.p), (uint32_t)strlen(words)};
}

static void add_taking(hs_pile *p, uint32_t taker, uint32_t from, const char *mine, const char *theirs)
{
    hs_derivation d = {.taker = taker, .from_doc = from, .from_entity = HS_NONE, .kind = HS_COPIES};
    d.passages = (hs_range){p->ledger.passages.n, 1};
    *HS_PUSH(p->ledger.passages) = (hs_passage){place(p->docs.v[taker], mine), place(p->docs.v[from], theirs)};
    *HS_PUSH(p->ledger.derivations) = d;
}

static void changes_and_the_nearest_upstream(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "The dam held for nine days. Then five stone bridges, all old, were lost. Nobody rang.",
        "Then seven stone bridges were lost. A siren had been asked for.",
        "Then seven stone bridges were lost. A siren had been asked for. We said so.",
    };
    static const char *const days[] = {"2021-03-05", "2021-03-06", "2021-03-07"};
    hs_pile p = {0};
    hs_changes c = {0};
    for (int i = 0; i < 3; i++) {
        hs_doc *d = hs_doc_new();
        hs_buf_str(&d->text, texts[i]);
        d->published_day = hs_day_parse(hs_str_of(days[i]));
        *HS_PUSH(p.docs) = d;
    }
    add_taking(&p, 1, 0, "Then seven stone bridges were lost", "Then five stone bridges, all old, were lost");
    add_taking(&p, 2, 0, "Then seven stone bridges were lost", "Then five stone bridges, all old, were lost");
    add_taking(&p, 2, 1, texts[1], texts[1]);
    hs_changes_of(&p, 0, &c);
    assert_int_equal(c.n, 4);
    assert_int_equal(c.v[0].kind, HS_CHANGED);
    assert_true(hs_str_eq(hs_doc_text(p.docs.v[1], c.v[0].taker), HS_STR("seven")));
    assert_true(hs_str_eq(hs_doc_text(p.docs.v[0], c.v[0].from), HS_STR("five")));
    assert_int_equal(c.v[1].kind, HS_DROPPED);
    assert_true(hs_str_eq(hs_doc_text(p.docs.v[0], c.v[1].from), HS_STR("all old")));
    assert_int_equal(c.v[2].kind, HS_DROPPED);
    assert_true(hs_str_eq(hs_doc_text(p.docs.v[0], c.v[2].from), HS_STR("The dam held for nine days")));
    assert_int_equal(c.v[3].kind, HS_ADDED);
    assert_true(hs_str_eq(hs_doc_text(p.docs.v[1], c.v[3].taker), HS_STR("A siren had been asked for")));
    uint8_t *near = hs_nearest_derivations(&p);
    assert_int_equal(near[0], 1);
    assert_int_equal(near[1], 0);
    assert_int_equal(near[2], 1);
    free(near);
    HS_VEC_FREE(c);
    hs_pile_free(&p);
}

/* A document of so many blocks of a few words, each with its place and its run of the map. */
static hs_doc *long_doc(uint32_t blocks, const char *words)
{
    hs_doc *d = hs_doc_new();
    uint32_t n = (uint32_t)strlen(words);
    hs_doc_identify(d, HS_STR("x"));
    d->raw_size = (uint64_t)blocks * (n + 2) * 2;
    hs_ref cell = hs_doc_intern(d, HS_STR("a!A1"));
    for (uint32_t i = 0; i < blocks; i++) {
        if (i) hs_buf_str(&d->text, "\n\n");
        uint32_t at = (uint32_t)d->text.n;
        hs_buf_str(&d->text, words);
        *HS_PUSH(d->blocks) = (hs_block){.at = {at, n}};
        *HS_PUSH(d->map) = (hs_run){.clean = at, .len = n, .raw = (uint64_t)at * 2, .raw_len = n};
        *HS_PUSH(d->locators) = (hs_locator){.at = {at, n}, .kind = HS_AT_CELL, .name = cell};
    }
    return d;
}

static void long_documents_are_cut(void **state)
{
    (void)state;
    hs_err err;
    hs_doc *d = long_doc(1000, "twelve people");
    hs_doc_bound_text(d, 1);
    assert_int_equal(d->blocks.n, 1000);
    assert_int_equal(d->verdict, HS_READ_WHOLE);
    hs_doc_free(d);

    d = long_doc(HS_DOC_READ_ROWS / 2, "twelve people");
    assert_false(hs_doc_is_bounded(d));
    hs_doc_bound_text(d, 1);
    assert_true(hs_doc_is_bounded(d));
    assert_int_equal(d->blocks.n, HS_DOC_READ_ROWS / 3);
    assert_int_equal(d->verdict, HS_READ_PART);
    assert_int_equal(d->text.n, hs_span_end(d->blocks.v[d->blocks.n - 1].at));
    if (!hs_doc_check(d, &err)) fail_msg("%s", err.msg);
    hs_doc_bound_text(d, 4);
    assert_int_equal(d->blocks.n, HS_DOC_READ_ROWS / 12);
    if (!hs_doc_check(d, &err)) fail_msg("%s", err.msg);
    hs_doc_free(d);
}

static void so_is_one_long_block(void **state)
{
    (void)state;
    static const char *const fillings[] = {"word ", "w", "\u00e9"};
    for (size_t i = 0; i < 3; i++) {
        hs_err err;
        hs_buf words = {0};
        while (words.n < HS_DOC_TEXT / 64 + 99) hs_buf_str(&words, fillings[i]);
        hs_doc *d = long_doc(1, hs_buf_c(&words));
        hs_doc_bound_text(d, 64);
        assert_in_range(d->text.n, HS_DOC_TEXT / 64 - 9, HS_DOC_TEXT / 64);
        assert_int_equal(d->blocks.n, 1);
        assert_int_equal(d->map.v[0].len, d->text.n);
        assert_int_equal(d->map.v[0].raw_len, d->text.n);
        if (!hs_doc_check(d, &err)) fail_msg("%s", err.msg);
        hs_doc_free(d);
        hs_buf_free(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_and_the_nearest_upstream),
        cmocka_unit_test(days_round_trip),
        cmocka_unit_test(decimals_are_exact),
        cmocka_unit_test(raw_ranges_follow_the_map),
        cmocka_unit_test(places_are_found),
        cmocka_unit_test(pack_round_trips_and_refuses),
        cmocka_unit_test(long_documents_are_cut),
        cmocka_unit_test(so_is_one_long_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
