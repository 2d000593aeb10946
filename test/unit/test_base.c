#include "unit.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/sort.h"
#include "base/utf8.h"

static void utf8_decodes_and_refuses(void **state)
{
    (void)state;
    hs_str s = HS_STR("a\xC3\xB1\xE2\x80\x9C\xF0\x9F\x98\x80");
    size_t at = 0;
    assert_int_equal(hs_utf8_next(s, &at), 'a');
    assert_int_equal(hs_utf8_next(s, &at), 0xF1);
    assert_int_equal(hs_utf8_next(s, &at), 0x201C);
    assert_int_equal(hs_utf8_next(s, &at), 0x1F600);
    assert_int_equal(at, s.n);
    assert_int_equal(hs_utf8_prev(s, &at), 0x1F600);
    assert_int_equal(hs_utf8_prev(s, &at), 0x201C);
    assert_int_equal(hs_utf8_bad(s), SIZE_MAX);
    assert_int_equal(hs_utf8_bad(HS_STR("ab\xC0\x80")), 2);       /* overlong */
    assert_int_equal(hs_utf8_bad(HS_STR("\xED\xA0\x80")), 0);     /* surrogate */
    assert_int_equal(hs_utf8_bad(HS_STR("x\xE2\x80")), 1);        /* cut short */
    assert_int_equal(hs_utf8_bad(HS_STR("\xF4\x90\x80\x80")), 0); /* past U+10FFFF */
}

static void map_keeps_insertion_order(void **state)
{
    (void)state;
    hs_map m = {0};
    char key[16];
    for (uint32_t i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "k%u", i);
        *hs_map_at(&m, hs_str_of(key)) = i;
    }
    for (uint32_t i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "k%u", i);
        assert_int_equal(hs_map_get(&m, hs_str_of(key)), i);
        assert_true(hs_str_eq(m.entries.v[i].key, hs_str_of(key)));
    }
    assert_int_equal(hs_map_get(&m, HS_STR("k1000")), HS_MISSING);
    hs_map_free(&m);
    hs_map64 numbers = {0};
    assert_int_equal(hs_map64_get(&numbers, 0), HS_MISSING);
    for (uint32_t i = 0; i < 1000; i++) *hs_map64_at(&numbers, (uint64_t)i << 40) = i;
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(hs_map64_get(&numbers, (uint64_t)i << 40), i);
    assert_int_equal(numbers.n, 1000);
    assert_int_equal(hs_map64_get(&numbers, 1), HS_MISSING);
    assert_int_equal(*hs_map64_at(&numbers, 1), HS_MISSING);
    hs_map64_free(&numbers);
}

static void trim_and_table(void **state)
{
    (void)state;
    static const char *const words[] = {"admit", "claim", "say", "tell"};
    assert_true(hs_str_eq(hs_str_trim(HS_STR(" \xC2\xA0x y\n")), HS_STR("x y")));
    assert_true(hs_in_table(HS_STR("say"), words, 4));
    assert_false(hs_in_table(HS_STR("sa"), words, 4));
    assert_false(hs_in_table(HS_STR("says"), words, 4));
    assert_false(hs_in_table(HS_STR("say\0s"), words, 4));
}

static void sort_and_look(size_t n)
{
    enum { N = 5000 };
    struct {
        uint64_t key, at;
    } items[N];
    for (uint64_t i = 0; i < n; i++) {
        items[i].key = hs_mix64(i % (n / 7 + 1)) >> (i % 7 == 0 ? 40 : 0);
        items[i].at = i;
    }
    hs_sort_u64(items, n, sizeof *items);
    for (size_t i = 1; i < n; i++) {
        assert_true(items[i - 1].key <= items[i].key);
        if (items[i - 1].key == items[i].key) assert_true(items[i - 1].at < items[i].at);
    }
}

static void sorting_by_a_number_keeps_equals_in_order(void **state)
{
    (void)state;
    sort_and_look(5000);
    for (size_t n = 0; n < 60; n++) sort_and_look(n); /* few are sorted otherwise */
    hs_sort_u64(NULL, 0, sizeof(uint64_t));
}

static void sha256_of_abc(void **state)
{
    (void)state;
    char hex[65];
    hs_sha256 h = hs_sha256_of("abc", 3);
    hs_sha256_hex(&h, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void folding_joins_spellings(void **state)
{
    (void)state;
    hs_buf b = {0};
    hs_fold(HS_STR("  \xC4\xB0lhami\xC2\xA0 Bal\xC4\xB1 \xE2\x80\x99s "), &b);
    assert_string_equal(hs_buf_c(&b), "ilhami bali 's");
    hs_buf_clear(&b);
    hs_fold(HS_STR("M\xC3\x9CLLER Stra\xC3\x9F"
                   "e \xEF\xAC\x81n \xC5\x81\xC3\xB3\x64\xC5\xBA"),
            &b);
    assert_string_equal(hs_buf_c(&b), "muller strasse fin lodz");
    hs_buf_clear(&b);
    hs_romanise(HS_STR("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD"), &b);
    assert_string_equal(hs_buf_c(&b), "ivan");
    hs_buf_free(&b);
    assert_true(hs_mixed_script(HS_STR("p\xD0\xB0ypal"))); /* Cyrillic a */
    assert_false(hs_mixed_script(HS_STR("Bal\xC4\xB1 2")));
    assert_true(hs_mixed_script(HS_STR("a\xE2\x80\xAE"
                                       "b"))); /* right-to-left override */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_decodes_and_refuses),
        cmocka_unit_test(map_keeps_insertion_order),
        cmocka_unit_test(sorting_by_a_number_keeps_equals_in_order),
        cmocka_unit_test(trim_and_table),
        cmocka_unit_test(sha256_of_abc),
        cmocka_unit_test(folding_joins_spellings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
