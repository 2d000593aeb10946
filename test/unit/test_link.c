#include "unit.h"

#include "keep/decision.h"
#include "link/figures.h"
#include "link/gather.h"
#include "link/link.h"
#include "link/name_shape.h"
#include "link/names.h"
#include "link/words.h"

/* ---- a pile by hand ---- */

static hs_doc *add_doc(hs_pile *p, const char *id, const char *text, const char *day)
{
    hs_doc *d = hs_doc_new();
    hs_buf_str(&d->text, text);
    d->sha = hs_sha256_of(text, strlen(text));
    d->id = hs_doc_intern(d, hs_str_of(id));
    d->published_day = day ? hs_day_parse(hs_str_of(day)) : HS_NO_DAY;
    *HS_PUSH(p->docs) = d;
    return d;
}

static hs_span span_of(const hs_doc *d, const char *words)
{
    const char *at = strstr(d->text.p, words);
    assert_non_null(at);
    return (hs_span){(uint32_t)(at - d->text.p), (uint32_t)strlen(words)};
}

static uint32_t add_chain(hs_doc *d, const char *name, hs_kind kind, const char *role)
{
    hs_mention *m = HS_PUSH(d->mentions);
    *m = (hs_mention){.at = span_of(d, name), .kind = kind, .form = HS_NAME, .chain = d->chains.n};
    m->name = hs_doc_intern(d, hs_str_of(name));
    m->role = hs_doc_intern(d, hs_str_of(role));
    hs_chain c = {.kind = kind, .flags = HS_CHAIN_NAMED, .mention = d->mentions.n - 1, .name = m->name};
    c.names = hs_doc_strings(d, &m->name, 1);
    *HS_PUSH(d->chains) = c;
    return d->chains.n - 1;
}

static void add_assertion(hs_doc *d, const char *words, const char *predicate, const char *terms, uint32_t flags,
                          int count, const char *counted)
{
    hs_span s = span_of(d, words);
    hs_assertion a = {.spans = hs_doc_spans(d, &s, 1), .attribution = HS_NONE, .flags = flags};
    a.voice = (hs_voice){HS_VOICE_AUTHOR, HS_NONE, 0};
    a.predicate = hs_doc_intern(d, hs_str_of(predicate));
    a.terms = hs_doc_intern(d, hs_str_of(terms));
    if (count) {
        uint32_t at = d->figures.n;
        hs_figure f = {.at = s, .low = hs_dec_int(count), .high = hs_dec_int(count), .has_low = 1, .has_high = 1};
        f.counted = hs_doc_intern(d, hs_str_of(counted));
        f.event = a.predicate;
        *HS_PUSH(d->figures) = f;
        a.figures = hs_doc_links(d, &at, 1);
    }
    *HS_PUSH(d->assertions) = a;
}

/* ---- names ---- */

static hs_name_verdict person(const char *a, const char *b)
{
    return hs_same_name(hs_str_of(a), hs_str_of(b), HS_PERSON, NULL).verdict;
}

static void names_of_people(void **state)
{
    (void)state;
    assert_int_equal(person("R\xC4\xB1"
                            "dvan Solma\xC3\xA7",
                            "RIDVAN SOLMAC"),
                     HS_SAME_NAME);
    assert_int_equal(person("Dr. Orla Venn", "Orla Venn"), HS_SAME_NAME);
    assert_int_equal(person("VENN, Orla", "Orla Venn"), HS_SAME_NAME);
    assert_int_equal(person("Orla Maris Venn", "Orla Venn"), HS_SAME_NAME);
    assert_int_equal(person("Orla Vehnick", "Orla Vennick"), HS_SAME_NAME);
    assert_int_equal(person("\xD0\x9E\xD1\x80\xD0\xBB\xD0\xB0 \xD0\x92\xD0\xB5\xD0\xBD", "Orla Ven"), HS_SAME_NAME);
    assert_int_equal(person("Yusuf al-Hamdani", "Youssef Al Hamdani"), HS_SAME_NAME);
    assert_int_equal(person("Hassan Venn", "Hussein Venn"), HS_DIFFERENT_NAME);
    assert_int_equal(person("O. Venn", "Orla Venn"), HS_MAYBE_SAME_NAME);
    assert_int_equal(person("Venn", "Orla Venn"), HS_MAYBE_SAME_NAME);
    assert_int_equal(person("Venn Orla", "Orla Venn"), HS_MAYBE_SAME_NAME);
    assert_int_equal(person("Rasim Solmac", "Ridvan Solmac"), HS_DIFFERENT_NAME);
    assert_int_equal(person("Orla Venn", "Orla Dask"), HS_DIFFERENT_NAME);
    assert_int_equal(person("", "Orla Venn"), HS_DIFFERENT_NAME);
}

static void names_of_organisations(void **state)
{
    (void)state;
    hs_str office = HS_STR("Dam Supervision Office");
    assert_int_equal(hs_same_name(HS_STR("DSO"), office, HS_ORGANISATION, NULL).sign, HS_SIGN_ACRONYM);
    assert_int_equal(
        hs_same_name(HS_STR("the Velbeton Company"), HS_STR("Velbeton Ltd"), HS_ORGANISATION, NULL).verdict,
        HS_SAME_NAME);
    assert_int_equal(hs_same_name(HS_STR("Court of Audit"), office, HS_ORGANISATION, NULL).verdict, HS_DIFFERENT_NAME);
}

static void names_judged_alike(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        hs_kind kind;
        hs_name_verdict verdict;
    } cases[] = {
        {"Orla Venn", "Orlla Venn", HS_PERSON, HS_SAME_NAME},
        {"William Dask", "Bill Dask", HS_PERSON, HS_SAME_NAME},
        {"Orla Venn", "Petra Lund", HS_PERSON, HS_DIFFERENT_NAME},
        {"Venn", "Orla Venn", HS_PERSON, HS_MAYBE_SAME_NAME},
        {"OrlaVenn", "Orla Venn", HS_PERSON, HS_SAME_NAME},
        {"Salem bin Omar al-Venni", "Omar bin Salem al-Venni", HS_PERSON, HS_MAYBE_SAME_NAME},
        {"bin Salem Omar", "Omar bin Salem", HS_PERSON, HS_SAME_NAME},
        {"Velbeton G.m.b.H.", "Velbeton Gesellschaft mit beschr\xC3\xA4nkter Haftung", HS_ORGANISATION, HS_SAME_NAME},
        {"OOO Velbeton", "Velbeton Limited Liability Company", HS_ORGANISATION, HS_SAME_NAME},
        {"Brigade Forty-Four", "Brigade 44", HS_ORGANISATION, HS_SAME_NAME},
        {"Velbeton Cement", "Ilvar Shipping", HS_ORGANISATION, HS_DIFFERENT_NAME}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(hs_judge_names(hs_str_of(cases[i].a), hs_str_of(cases[i].b), cases[i].kind, NULL),
                         cases[i].verdict);
}

/* ---- entities ---- */

static uint32_t entity_of(const hs_pile *p, uint32_t doc, uint32_t chain)
{
    hs_index x;
    hs_pile_index(p, &x);
    uint32_t e = hs_index_entity(&x, doc, chain);
    hs_index_free(&x);
    return e;
}

static void shapes_tell_only_different_names_apart(void **state)
{
    (void)state;
    static const char *const names[] = {"Ida Holm",
                                        "Ida Holme",
                                        "Holm, Ida",
                                        "I. Holm",
                                        "Ida M. Holm",
                                        "Ida-Marie Holm",
                                        "Mara Voss",
                                        "Mara Vos",
                                        "Abdulaziz al-Nouri",
                                        "Abd al Aziz Nuri",
                                        "Sergeyevich",
                                        "Sergei",
                                        "Ministry of Ferries",
                                        "Ferry Ministry",
                                        "MF",
                                        "Inland Ferries",
                                        "Inland Ferry Office",
                                        "Office for Inland Ferries Ltd",
                                        "Kalvik 2",
                                        "Kalvik 3",
                                        "Kalvik",
                                        "Al Masri",
                                        "Almasri",
                                        "Ол Холм",
                                        "Teskara",
                                        "Teschkara",
                                        "The",
                                        "Dr",
                                        ""};
    enum { N = sizeof names / sizeof *names };
    uint32_t told = 0;
    for (uint32_t kind = HS_PERSON; kind <= HS_OTHER; kind++)
        for (uint32_t i = 0; i < N; i++)
            for (uint32_t k = 0; k < N; k++) {
                hs_name_parts a, b;
                hs_name_split(hs_str_of(names[i]), (hs_kind)kind, &a);
                hs_name_split(hs_str_of(names[k]), (hs_kind)kind, &b);
                hs_name_shape s = hs_name_shape_of(&a, (hs_kind)kind), t = hs_name_shape_of(&b, (hs_kind)kind);
                bool differ = hs_shapes_differ(&s, &t);
                hs_name_match m = hs_same_parts(hs_str_of(names[i]), &a, hs_str_of(names[k]), &b, (hs_kind)kind, NULL);
                told += differ;
                assert_true(!differ || m.verdict == HS_DIFFERENT_NAME);
            }
    assert_true(told > N * N * 2); /* of 4 * N * N, most */
}

static void a_name_is_found_among_hundreds_that_share_its_words(void **state)
{
    (void)state;
    enum { N = 300 };
    hs_pile p = {0};
    hs_err err = {0};
    for (uint32_t i = 0; i < N; i++) {
        char text[64], id[8], first[16], last[16];
        uint32_t c = i * 7919;
        snprintf(id, sizeof id, "d%u", i);
        snprintf(first, sizeof first, "%c%c%c%c", 'A' + (int)(c % 26), "aeiou"[c % 5], 'a' + (int)(c / 26 % 26),
                 "nrst"[c % 4]);
        snprintf(last, sizeof last, "%c%c%c%ck", 'A' + (int)(c / 7 % 26), "aeiou"[c % 3], 'a' + (int)(c / 11 % 26),
                 "bdgl"[c % 4]);
        bool ends = i == 0 || i + 1 == N;
        snprintf(text, sizeof text, ends ? "Ida Holm spoke %u%.0s%.0s." : "%u: Ida %s met %s Holm.", i, last, first);
        hs_doc *d = add_doc(&p, id, text, NULL);
        char whole[40];
        if (ends) add_chain(d, "Ida Holm", HS_PERSON, "");
        snprintf(whole, sizeof whole, "Ida %s", last);
        if (!ends) add_chain(d, whole, HS_PERSON, "");
        snprintf(whole, sizeof whole, "%s Holm", first);
        if (!ends) add_chain(d, whole, HS_PERSON, "");
    }
    assert_true(hs_link(&p, &err));
    uint32_t found = 0;
    for (uint32_t e = 0; e < p.ledger.entities.n; e++) {
        bool holm = !strcmp(hs_ledger_str(&p.ledger, p.ledger.entities.v[e].name), "Ida Holm");
        found += holm;
        if (holm) assert_int_equal(p.ledger.entities.v[e].chains.n, 2);
    }
    assert_int_equal(found, 1);
    hs_pile_free(&p);
}

static void brothers_stay_apart_and_initials_are_proposed(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_doc *a = add_doc(&p, "d1", "Ridvan Solmac and Rasim Solmac", NULL);
    hs_doc *b = add_doc(&p, "d2", "R. Solmac", NULL);
    hs_doc *c = add_doc(&p, "d3",
                        "R\xC4\xB1"
                        "dvan Solma\xC3\xA7",
                        NULL);
    add_chain(a, "Ridvan Solmac", HS_PERSON, "");
    add_chain(a, "Rasim Solmac", HS_PERSON, "");
    add_chain(b, "R. Solmac", HS_PERSON, "");
    add_chain(c,
              "R\xC4\xB1"
              "dvan Solma\xC3\xA7",
              HS_PERSON, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(entity_of(&p, 0, 0), entity_of(&p, 2, 0));
    assert_int_not_equal(entity_of(&p, 0, 0), entity_of(&p, 0, 1));
    assert_int_not_equal(entity_of(&p, 1, 0), entity_of(&p, 0, 0));
    assert_int_equal(p.ledger.maybes.n, 2);
    assert_non_null(strstr(hs_ledger_str(&p.ledger, p.ledger.maybes.v[0].why), "initial"));
    hs_pile_free(&p);
}

static void a_variant_needs_a_second_sign(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    add_chain(add_doc(&p, "d1", "Orla Vennick", NULL), "Orla Vennick", HS_PERSON, "harbour master");
    add_chain(add_doc(&p, "d2", "Orla Vehnick", NULL), "Orla Vehnick", HS_PERSON, "the harbour master of Teskara");
    add_chain(add_doc(&p, "d3", "Orla Vemmick", NULL), "Orla Vemmick", HS_PERSON, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(entity_of(&p, 0, 0), entity_of(&p, 1, 0));
    assert_int_not_equal(entity_of(&p, 0, 0), entity_of(&p, 2, 0));
    assert_int_equal(p.ledger.maybes.n, 1);
    hs_pile_free(&p);
}

static void a_family_name_makes_a_person_and_a_pair_of_them_none(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    add_chain(add_doc(&p, "d1", "Ilka Brenn", NULL), "Ilka Brenn", HS_PERSON, "");
    add_chain(add_doc(&p, "d2", "Ada Brenn and Oru Tasch", NULL), "Ada Brenn", HS_PERSON, "");
    add_chain(p.docs.v[1], "Oru Tasch", HS_PERSON, "");
    add_chain(add_doc(&p, "d3", "Ilkal Brenn", NULL), "Ilkal Brenn", HS_PLACE, "");
    add_chain(add_doc(&p, "d4", "New Brenn", NULL), "New Brenn", HS_PLACE, "");
    add_chain(add_doc(&p, "d5", "Brenn-Tasch", NULL), "Brenn-Tasch", HS_PERSON, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.entities.v[entity_of(&p, 2, 0)].kind, HS_PERSON);
    assert_int_equal(p.ledger.entities.v[entity_of(&p, 3, 0)].kind, HS_PLACE);
    assert_int_equal(p.ledger.entities.v[entity_of(&p, 4, 0)].kind, HS_OTHER);
    hs_pile_free(&p);
}

static void a_word_nobody_knows_is_one_thing(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    add_chain(add_doc(&p, "d1", "Velbeton", NULL), "Velbeton", HS_ORGANISATION, "");
    add_chain(add_doc(&p, "d2", "Velbeton", NULL), "Velbeton", HS_PERSON, "");
    add_chain(add_doc(&p, "d3", "Velbeton", NULL), "Velbeton", HS_OTHER, "");
    add_chain(add_doc(&p, "d4", "Skarvik", NULL), "Skarvik", HS_PLACE, "");
    add_chain(add_doc(&p, "d5", "Skarvik", NULL), "Skarvik", HS_ORGANISATION, "");
    add_chain(add_doc(&p, "d6", "Venn", NULL), "Venn", HS_PERSON, "");
    hs_doc *last = add_doc(&p, "d7", "Orla Venn Venn", NULL);
    add_chain(last, "Orla Venn", HS_PERSON, "");
    add_chain(last, "Venn", HS_ORGANISATION, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(entity_of(&p, 0, 0), entity_of(&p, 1, 0));
    assert_int_equal(entity_of(&p, 0, 0), entity_of(&p, 2, 0));
    assert_int_not_equal(entity_of(&p, 3, 0), entity_of(&p, 4, 0)); /* a town and its government */
    assert_int_not_equal(entity_of(&p, 5, 0), entity_of(&p, 6, 0)); /* a bare family name */
    assert_int_not_equal(entity_of(&p, 5, 0), entity_of(&p, 6, 1));
    hs_pile_free(&p);
}

/* ---- figures ---- */

static hs_relation relate(hs_figure a, hs_figure b, const char *day_a, const char *day_b)
{
    hs_pile p = {0};
    hs_buf why = {0};
    hs_doc *x = add_doc(&p, "d1", "x", day_a), *y = add_doc(&p, "d2", "y", day_b);
    a.counted = hs_doc_intern(x, HS_STR("people"));
    b.counted = hs_doc_intern(y, HS_STR("resident"));
    *HS_PUSH(x->figures) = a;
    *HS_PUSH(y->figures) = b;
    hs_count m = hs_count_of(x, 0, HS_NONE), n = hs_count_of(y, 0, HS_NONE);
    assert_true(hs_figures_comparable(&m, &n));
    y->figures.v[0].counted = hs_doc_intern(y, HS_STR("people"));
    hs_relation r = hs_figures_relation(&m, &n, &why);
    assert_true(why.n > 0);
    hs_buf_free(&why);
    hs_pile_free(&p);
    return r;
}

static hs_figure figure(int low, int high, bool about)
{
    hs_figure f = {
        .low = hs_dec_int(low), .high = hs_dec_int(high < 0 ? 0 : high), .has_low = 1, .has_high = high >= 0};
    f.approximate = about;
    return f;
}

static void figures_differ_before_they_conflict(void **state)
{
    (void)state;
    assert_int_equal(relate(figure(19, 19, false), figure(19, 19, false), NULL, NULL), HS_SAME);
    assert_int_equal(relate(figure(19, -1, false), figure(27, 27, false), NULL, NULL), HS_COMPATIBLE);
    assert_int_equal(relate(figure(600, 600, true), figure(640, 640, false), NULL, NULL), HS_COMPATIBLE);
    assert_int_equal(relate(figure(27, 27, false), figure(31, 31, false), "2021-03-08", "2021-03-12"), HS_LATER);
    assert_int_equal(relate(figure(27, 27, false), figure(31, 31, false), "2021-03-08", "2021-03-08"), HS_DIFFERS);
    hs_figure cents = figure(27, 27, false);
    cents.low = cents.high = (hs_dec){2716, -2};
    assert_int_equal(relate(figure(27, 27, false), cents, NULL, NULL), HS_COMPATIBLE); /* $27 and $27.16 */
    cents.low = cents.high = (hs_dec){2816, -2};
    assert_int_equal(relate(figure(27, 27, false), cents, NULL, NULL), HS_DIFFERS);
}

/* ---- words, derivations, claims, origins ---- */

static const char wire[] = "At least 27 people were killed when the dam above the town gave way in the early hours of "
                           "Thursday. The civil protection "
                           "service said that some bridges were lost. The mayor had asked for a siren since 2016, and "
                           "nobody had answered him.";

static void passages_are_aligned_with_small_changes(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_words a = {0}, b = {0};
    hs_matches m = {0};
    hs_link_words(add_doc(&p, "d1", wire, NULL), &a);
    hs_link_words(
        add_doc(&p, "d2",
                "Our reporter writes: at least 27 people were killed when the big dam above the town gave way in the "
                "early hours of Thursday. The rest is new.",
                NULL),
        &b);
    hs_words_match(&b, &a, 7, &m);
    assert_int_equal(m.n, 1);
    assert_int_equal(m.v[0].a, 3);
    assert_int_equal(m.v[0].na, 22);
    assert_int_equal(m.v[0].nb, 21);
    HS_VEC_FREE(a);
    HS_VEC_FREE(b);
    HS_VEC_FREE(m);
    hs_pile_free(&p);
}

static void a_copy_is_one_origin_and_what_may_deny_it_stands_beside(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_doc *a = add_doc(&p, "d1", wire, "2021-03-05");
    hs_buf copy = {0};
    hs_buf_printf(&copy, "Read this! %s", wire);
    hs_doc *b = add_doc(&p, "d2", hs_buf_c(&copy), "2021-03-06");
    hs_doc *c = add_doc(&p, "d3", "Nobody was killed when the dam gave way, the ministry wrote.", "2021-03-07");
    hs_doc *d = add_doc(&p, "d4", "The break of the dam killed 31 people.", "2021-03-09");
    const char *words = "At least 27 people were killed when the dam above the town gave way";
    add_assertion(a, words, "kill", "obl:dam subj:people subj:27", 0, 27, "people");
    add_assertion(b, words, "kill", "obl:dam subj:people subj:27", 0, 27, "people");
    add_assertion(c, "Nobody was killed when the dam gave way", "kill", "obl:dam subj:people", HS_NEGATED, 0, "");
    add_assertion(d, "The break of the dam killed 31 people", "kill", "obj:people subj:break subj:dam", 0, 31,
                  "people");
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 1);
    assert_int_equal(p.ledger.derivations.v[0].taker, 1);
    assert_int_equal(p.ledger.derivations.v[0].from_doc, 0);
    assert_int_equal(p.ledger.derivations.v[0].kind, HS_COPIES);
    const hs_claim *claim = &p.ledger.claims.v[0];
    uint32_t roles[4] = {0};
    for (uint32_t i = 0; i < claim->members.n; i++) roles[p.ledger.members.v[claim->members.first + i].role]++;
    assert_int_equal(roles[HS_ASSERTS], 3);
    assert_int_equal(roles[HS_MAYBE_DENIES], 1); /* the writer says no, and answers nobody */
    assert_int_equal(claim->least, 1);           /* none of them says from whom it has it */
    assert_int_equal(claim->most, 2);
    assert_true(claim->pairs.n >= 2);
    hs_buf_free(&copy);
    hs_pile_free(&p);
}

/* Assertions joined to a claim, and denials placed, of two clauses of two documents. */
static void count_joins(const char *const words[2], const char *const predicates[2], const char *const terms[2],
                        const uint32_t flags[2], uint32_t *joined, uint32_t *denied)
{
    hs_pile p = {0};
    hs_err err = {0};
    *joined = *denied = 0;
    for (uint32_t i = 0; i < 2; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        add_assertion(add_doc(&p, id, words[i], NULL), words[i], predicates[i], terms[i], flags[i], 0, "");
    }
    assert_true(hs_link_claims(&p, &err));
    for (uint32_t i = 0; i < p.ledger.members.n; i++) {
        *joined += p.ledger.members.v[i].role == HS_ASSERTS && p.ledger.members.v[i].why;
        *denied += p.ledger.members.v[i].role == HS_DENIES_IT;
    }
    hs_pile_free(&p);
}

static void what_can_be_is_not_what_is_and_a_writers_negation_denies_nobody(void **state)
{
    (void)state;
    uint32_t joined, denied;
    const uint32_t plain[2] = {0, 0}, negated[2] = {0, HS_NEGATED};
    static const char *const rise[] = {"rise", "rise"}, *const number[] = {"subj:number subj:victim",
                                                                           "subj:number subj:victim"};
    static const char *const is[] = {"The number of victims rises", "The number of all victims is rising"};
    static const char *const can[] = {"The number of victims rises", "The number of victims can rise"};
    count_joins(is, rise, number, plain, &joined, &denied);
    assert_int_equal(joined, 1);
    count_joins(can, rise, number, plain, &joined, &denied);
    assert_int_equal(joined, 0);
    static const char *const vote[] = {"vote", "vote"}, *const terms[] = {"obl:bill subj:council",
                                                                          "obl:brenn subj:council"};
    static const char *const votes[] = {"The council voted on the bill", "The council would not vote for Brenn"};
    count_joins(votes, vote, terms, negated, &joined, &denied);
    assert_int_equal(denied, 0);
}

static void what_stands_in_many_reports_joins_nothing(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_doc *a = add_doc(&p, "d1", "Venn served two months in prison.", "2021-03-05");
    hs_doc *b = add_doc(&p, "d2", "The office looked into it for two months.", "2021-03-06");
    hs_doc *c = add_doc(&p, "d3", "The inspectors were paid.", "2021-03-06");
    hs_doc *d = add_doc(&p, "d4", "That inspectors were paid is false, the ministry wrote.", "2021-03-07");
    add_assertion(a, "Venn served two months in prison", "serve", "obl:month obl:prison subj:venn", 0, 2, "month");
    add_assertion(b, "The office looked into it for two months", "look", "obl:month subj:office", 0, 2, "month");
    add_assertion(c, "The inspectors were paid", "pay", "subj:inspector", 0, 0, "");
    add_assertion(d, "inspectors were paid is false", "pay", "mod:false subj:inspector", 0, 0, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.claims.n, 4);
    for (uint32_t i = 0; i < p.ledger.members.n; i++) assert_int_not_equal(p.ledger.members.v[i].role, HS_DENIES_IT);
    hs_pile_free(&p);
}

static uint32_t claims_of_two(const char *day_a, const char *day_b)
{
    hs_pile p = {0};
    hs_err err = {0};
    hs_doc *a = add_doc(&p, "d1", "Seven people were killed when the plane crashed.", day_a);
    hs_doc *b = add_doc(&p, "d2", "Seven people were killed as a plane crashed there.", day_b);
    add_assertion(a, "Seven people were killed when the plane crashed", "kill", "mod:crash mod:plane subj:people", 0, 7,
                  "people");
    add_assertion(b, "Seven people were killed as a plane crashed there", "kill", "mod:crash mod:plane subj:people", 0,
                  7, "people");
    assert_true(hs_link_claims(&p, &err));
    uint32_t n = p.ledger.claims.n;
    hs_pile_free(&p);
    return n;
}

static void months_apart_few_words_are_two_events(void **state)
{
    (void)state;
    assert_int_equal(claims_of_two("2021-03-05", "2021-03-06"), 1);
    assert_int_equal(claims_of_two("2021-03-05", "2021-09-06"), 2);
}

/* ---- who took from whom ---- */

static void add_page(hs_pile *p, const char *id, const char *outlet, const char *published, const char *text)
{
    hs_doc *d = add_doc(p, id, text, published);
    d->outlet = hs_doc_intern(d, hs_str_of(outlet));
    d->published = hs_doc_intern(d, hs_str_of(published));
}

/* The only derivation: who took, or HS_NONE where the direction is left open. */
static uint32_t taker_of(hs_pile *p, const char *why)
{
    hs_err err = {0};
    assert_true(hs_link(p, &err));
    assert_int_equal(p->ledger.derivations.n, 1);
    const hs_derivation *d = &p->ledger.derivations.v[0];
    assert_non_null(strstr(hs_ledger_str(&p->ledger, d->why), why));
    uint32_t taker = d->direction_unknown ? HS_NONE : d->taker;
    hs_pile_free(p);
    return taker;
}

static void direction_by_hour_credit_and_what_is_missing(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_buf longer = {0}, told = {0};
    hs_buf_printf(&longer,
                  "%s The ferry office hired three auditors on Monday, who asked for every book since the "
                  "spring and found two of them wet.",
                  wire);
    add_page(&p, "d1", "Kalvik Post", "2021-03-05T14:20:00+02:00", wire);
    add_page(&p, "d2", "Sarn Echo", "2021-03-05T12:10:00Z", wire);
    assert_int_equal(taker_of(&p, "0 h 10 min after"), 0);
    add_page(&p, "d1", "Kalvik Post", "2021-03-05", wire);
    add_page(&p, "d2", "Sarn Echo", "2021-03-05", wire);
    assert_int_equal(taker_of(&p, "not known"), HS_NONE);
    add_page(&p, "d1", "Kalvik Post", "2021-03-05", hs_buf_c(&longer));
    add_page(&p, "d2", "Sarn Echo", "", wire);
    assert_int_equal(taker_of(&p, "all of it stands in the other"), 1);
    hs_buf_printf(&told, "Why we write this in our own paper again on the day after the storm. %s", wire);
    add_page(&p, "d1", "Kalvik Post", "2021-03-05", hs_buf_c(&told));
    add_page(&p, "d2", "Sarn Echo", "", wire);
    assert_int_equal(taker_of(&p, "behind 15 words of its own"), 0);
    hs_buf_clear(&told);
    hs_buf_printf(&told, "%s “Nobody rang,” she told the Kalvik Post.", wire);
    add_page(&p, "d1", "Kalvik Post", "2021-03-05", hs_buf_c(&told));
    add_page(&p, "d2", "Sarn Echo", "2021-03-05", wire);
    assert_int_equal(taker_of(&p, "“told Kalvik Post” stands in the other"), 1);
    hs_buf_free(&longer);
    hs_buf_free(&told);
}

static void a_longer_outlets_name_is_not_the_shorter_ones(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    add_page(&p, "d1", "Kalvik Post", "2021-03-04", "The ferries stay in port.");
    add_page(&p, "d2", "Kalvik Post Weekly", "2021-03-05", "“We lost nobody,” Ida Holm said.");
    add_page(&p, "d3", "Sarn Echo", "2021-03-06", "“We lost nobody,” Ida Holm told the Kalvik Post Weekly.");
    add_page(&p, "d4", "Orvan Echo", "2021-03-06", "“We lost nobody,” Ida Holm told the Kalvik Post, again.");
    add_chain(p.docs.v[2], "Kalvik Post", HS_ORGANISATION, "");
    add_chain(p.docs.v[3], "Kalvik Post", HS_ORGANISATION, "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 1);
    assert_int_equal(p.ledger.derivations.v[0].taker, 3);
    assert_int_equal(p.ledger.derivations.v[0].from_doc, 0);
    hs_pile_free(&p);
}

static void rule(hs_pile *p, const char *what, const char *target, const char *other)
{
    hs_decision *d = HS_PUSH(p->decisions);
    hs_ref *const texts[] = {&d->what, &d->target, &d->other, &d->by, &d->at, &d->reason};
    const char *const words[] = {what, target, other, "vera", "2021-03-09T10:00:00Z", "asked both"};
    d->id = p->decisions.n;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = hs_ledger_intern(&p->ledger, hs_str_of(words[i]));
}

static void a_ruling_on_two_documents_undoes_the_taking_and_its_folds(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_buf anchor[2] = {{0}};
    const char *words = "At least 27 people were killed when the dam above the town gave way";
    for (int i = 0; i < 2; i++) {
        hs_buf text = {0}, id = {0};
        hs_sha256 sha = hs_sha256_of(i ? "b" : "a", 1);
        char hex[65];
        hs_sha256_hex(&sha, hex);
        hs_buf_printf(&id, "d%.12s", hex);
        hs_buf_printf(&text, "%s%s", i ? "Read this! " : "", wire);
        hs_doc *d = add_doc(&p, hs_buf_c(&id), hs_buf_c(&text), i ? "2021-03-06" : "2021-03-05");
        d->sha = sha;
        add_assertion(d, words, "kill", "obl:dam subj:people subj:27", 0, 27, "people");
        hs_buf_free(&text);
        hs_buf_free(&id);
    }
    if (strcmp(hs_doc_str(p.docs.v[0], p.docs.v[0]->id), hs_doc_str(p.docs.v[1], p.docs.v[1]->id)) > 0) {
        hs_doc *swap = p.docs.v[0];
        p.docs.v[0] = p.docs.v[1];
        p.docs.v[1] = swap;
    }
    for (uint32_t i = 0; i < 2; i++) hs_anchor_of(&p, HS_RULED_DOCUMENT, (hs_item){i, 0}, &anchor[i]);
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 1);
    assert_int_equal(p.ledger.claims.v[0].most, 1);
    rule(&p, "different", hs_buf_c(&anchor[0]), hs_buf_c(&anchor[1]));
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 0);
    assert_int_equal(p.ledger.claims.v[0].least, 2);
    assert_int_equal(p.ledger.claims.v[0].folds.n, 0);
    rule(&p, "undo", "decision 1", "");
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 1);
    rule(&p, "same", hs_buf_c(&anchor[1]), hs_buf_c(&anchor[0]));
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.claims.v[0].most, 1);
    assert_string_equal(hs_ledger_str(&p.ledger, p.ledger.folds.v[0].why), "ruled by vera, 2021-03-09: asked both");
    for (int i = 0; i < 2; i++) hs_buf_free(&anchor[i]);
    hs_pile_free(&p);
}

static void what_unrelated_documents_all_print_is_nobodys(void **state)
{
    (void)state;
    static const char footer[] = "Readers who know more about this can write to our desk in confidence at any hour of "
                                 "the day or the night and will be answered by the editor on duty.";
    hs_pile p = {0};
    hs_err err = {0};
    for (uint32_t i = 0; i < 5; i++) {
        hs_buf b = {0};
        char id[8];
        for (uint32_t k = 0; k < 90; k++) hs_buf_printf(&b, "w%u%u%s", i, k * 7919, k % 9 == 8 ? ". " : " ");
        hs_buf_str(&b, footer);
        snprintf(id, sizeof id, "d%u", i);
        add_page(&p, id, "", "2021-03-05", hs_buf_c(&b));
        hs_buf_free(&b);
    }
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.derivations.n, 0);
    hs_pile_free(&p);
}

static void a_report_that_hundreds_print_keeps_its_takers(void **state)
{
    (void)state;
    enum { COPIES = 300, FIRST = 150 };
    hs_pile p = {0};
    hs_err err = {0};
    bool has[COPIES] = {false};
    for (uint32_t i = 0; i < COPIES; i++) {
        char id[8];
        snprintf(id, sizeof id, "d%03u", i);
        add_page(&p, id, "", i == FIRST ? "2021-03-05T06:10:00Z" : i % 2 ? "2021-03-05T09:00:00Z" : "2021-03-05", wire);
    }
    assert_true(hs_link(&p, &err));
    assert_true(p.ledger.derivations.n < COPIES * 20);
    for (uint32_t i = 0; i < p.ledger.derivations.n; i++)
        if (p.ledger.derivations.v[i].from_doc == FIRST) has[p.ledger.derivations.v[i].taker] = true;
    for (uint32_t i = 0; i < COPIES; i++) assert_true(has[i] || i == FIRST || i % 2 == 0);
    hs_pile_free(&p);
}

static void one_name_comes_before_a_longer_one(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const names[] = {"Charger Mara Voss", "Keeper Mara Voss", "Mara Voss", "Mara Voss"};
    for (uint32_t i = 0; i < 4; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        add_chain(add_doc(&p, id, names[i], NULL), names[i], HS_PERSON, "");
    }
    assert_true(hs_link(&p, &err));
    assert_int_equal(p.ledger.entities.n, 3); /* the last two are one, whichever of the others they are */
    assert_int_equal(entity_of(&p, 2, 0), entity_of(&p, 3, 0));
    hs_pile_free(&p);
}

/* ---- events ---- */

static void add_act(hs_doc *d, const char *word, const char *act)
{
    *HS_PUSH(d->acts) = (hs_act){span_of(d, word), hs_doc_intern(d, hs_str_of(act)), HS_HAPPENS};
}

static void what_a_story_tells_of_is_one_event(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"The quake near Tolm shook the Velbeton dam and Venn fled",
                                        "An earthquake shook the Velbeton dam near Tolm, it was measured",
                                        "Near Tolm the Velbeton dam shook in an earthquake, Dask said",
                                        "A fire in Orvel burnt an opera house; an earthquake it was not"};
    static const char *const terms[] = {
        "obj:dam obl:tolm obj:velbeton",
        "mod:old obj:opera_house obl:cellar obl:night obl:orvel subj:fire subj:orchestra "
        "subj:paint subj:stage subj:wind"};
    for (uint32_t i = 0; i < 4; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], i < 3 ? "shake" : "burn", terms[i == 3], 0, 0, "");
        add_act(d, i ? "earthquake" : "quake", i ? "earthquake" : "quake");
        if (i == 0) add_act(d, "fled", "flee");
    }
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 1); /* not the flight, of which one tells, and not what another story tells */
    assert_int_equal(p.ledger.events.v[0].acts.n, 3);
    assert_string_equal(hs_ledger_str(&p.ledger, p.ledger.events.v[0].name), "earthquake");
    assert_string_equal(hs_ledger_str(&p.ledger, p.ledger.events.v[0].why),
                        "3 of the 3 documents of one story tell of it");
    hs_pile_free(&p);
}

/* The first two have nothing in common, and so begin a story each; those that come later have to do with both. */
static void stories_that_were_begun_apart_are_one(void **state)
{
    (void)state;
    hs_pile p = {0};
    static const char *const terms[] = {"obj:dam obl:velbeton subj:keeper", "mod:old obj:lock obl:tolm subj:warden",
                                        "obj:dam obj:lock obl:tolm obl:velbeton subj:keeper subj:warden",
                                        "obj:dam obj:lock obl:tolm obl:velbeton subj:keeper subj:warden",
                                        "mod:green obj:violin obl:orvel subj:orchestra"};
    for (uint32_t i = 0; i < 5; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        add_assertion(add_doc(&p, id, "It broke", NULL), "It broke", i < 4 ? "break" : "play", terms[i], 0, 0, "");
    }
    hs_told_words words = {0};
    hs_told_words_of(&p, &words);
    hs_gathered g = hs_gather(&p, &words);
    for (uint32_t i = 1; i < 4; i++) assert_int_equal(g.story[i], g.story[0]);
    assert_int_not_equal(g.story[4], g.story[0]);
    assert_int_equal(g.size.v[g.story[0]], 4);
    hs_gathered_free(&g);
    hs_told_words_free(&words);
    hs_pile_free(&p);
}

/* The third is told of far down, as what will not be. */
static void acts_that_are_told_alike_are_one_event(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_buf late = {0};
    hs_buf_str(&late, "In Velbeton the dam shook\n");
    for (uint32_t i = 0; i < 100; i++) hs_buf_str(&late, "It was a long day in town\n");
    hs_buf_str(&late, "A swan will not flee");
    const char *const texts[] = {"In Velbeton the dam shook, the keeper fled by the lock and wept",
                                 "In Velbeton the dam shook and the keeper fled near the lock",
                                 hs_buf_c(&late),
                                 "In Velbeton the dam shook again",
                                 "In Velbeton the dam shook twice",
                                 "In Velbeton the dam shook at last",
                                 "In Velbeton the dam shook for long"};
    for (uint32_t i = 0; i < 7; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], "shake", "obj:dam obl:velbeton", 0, 0, "");
        add_act(d, "shook", "shake");
        if (i < 3) add_act(d, i < 2 ? "fled" : "flee", "flee");
    }
    assert_true(hs_link_events(&p, &err));
    const hs_event *fled = NULL;
    for (uint32_t i = 0; i < p.ledger.events.n; i++)
        if (!strcmp(hs_ledger_str(&p.ledger, p.ledger.events.v[i].name), "flee")) fled = &p.ledger.events.v[i];
    assert_non_null(fled);
    assert_int_equal(fled->acts.n, 2); /* not the swan's */
    assert_string_equal(hs_ledger_str(&p.ledger, fled->why), "2 of the 7 documents of one story tell of it");
    hs_buf_free(&late);
    hs_pile_free(&p);
}

static void two_attacks_of_one_story_are_two_events(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"The attack hit the mill of Velbeton; a second raid followed",
                                        "The raid hit the mill of Velbeton before the second attack",
                                        "The attack on the mill, an earlier raid, Velbeton"};
    for (uint32_t i = 0; i < 3; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], "hit", "obj:mill obl:velbeton subj:attack", 0, 0, "");
        add_act(d, i == 1 ? "raid" : "attack", "attack");
        add_act(d, i == 1 ? "attack" : "raid", "attack");
    }
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 2); /* of the earlier one a single document tells */
    assert_int_equal(p.ledger.events.v[0].acts.n + p.ledger.events.v[1].acts.n, 5);
    hs_pile_free(&p);
}

static void verbs_that_tell_little_need_the_same_words_beside_them(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"In Velbeton the keeper took the lock", "In Velbeton the keeper took the lock",
                                        "Velbeton is old. A swan took bread"};
    for (uint32_t i = 0; i < 3; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], "take", "obj:dam obl:velbeton", 0, 0, "");
        add_act(d, "took", "take");
    }
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 1);
    assert_int_equal(p.ledger.events.v[0].acts.n, 2);
    hs_pile_free(&p);
}

/* "Struck" and "rocked" mean the same where a story tells of one quake; "killed" does not. */
static void words_that_a_story_tells_one_act_with(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"A quake struck the mill of Velbeton", "A quake rocked the mill of Velbeton",
                                        "A quake killed a man at the mill of Velbeton"};
    static const char *const words[] = {"struck", "rocked", "killed"}, *const acts[] = {"strike", "rock", "kill"};
    for (uint32_t i = 0; i < 3; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], acts[i], "obj:mill obl:velbeton subj:quake", 0, 0, "");
        add_act(d, words[i], acts[i]);
    }
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 1);
    assert_int_equal(p.ledger.events.v[0].acts.n, 2);
    hs_pile_free(&p);
}

static void somebody_is_one_thing_beside_enough_of_the_same_and_a_man_is_no_woman(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"In Velbeton a woman fell from the dam, the lock, the mill, the pier",
                                        "In Velbeton a woman fell from the dam, the lock, the mill, the pier",
                                        "In Velbeton a man fell from the dam, the lock, the mill, the pier",
                                        "In Velbeton the dam, the pier and then a woman"};
    static const char *const nouns[] = {"woman", "man", "dam", "lock", "mill", "pier"};
    for (uint32_t i = 0; i < 4; i++) {
        char id[3] = {'d', (char)('1' + i), '\0'};
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        add_assertion(d, texts[i], "fall", "obj:dam obl:velbeton", 0, 0, "");
        for (uint32_t k = 0; k < 6; k++) {
            if (!strstr(texts[i], k == 1 ? " man" : nouns[k])) continue;
            add_act(d, nouns[k], nouns[k]);
            d->acts.v[d->acts.n - 1].kind = HS_THING;
        }
    }
    assert_true(hs_link_events(&p, &err));
    for (uint32_t i = 0; i < p.ledger.events.n; i++) {
        const hs_event *e = &p.ledger.events.v[i];
        assert_string_not_equal(hs_ledger_str(&p.ledger, e->name), "man");
        if (!strcmp(hs_ledger_str(&p.ledger, e->name), "woman"))
            assert_int_equal(e->acts.n, 2); /* the last shares the dam and the pier only */
    }
    hs_pile_free(&p);
}

static void days_of_one_event_are_one(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    static const char *const texts[] = {"The dam of Velbeton broke on Thursday night",
                                        "The dam of Velbeton broke yesterday", "The dam of Velbeton broke on Thursday",
                                        "The dam of Velbeton broke on Friday"};
    static const char *const days[][2] = {{"Thursday night", "Thursday night"},
                                          {"yesterday", "Yesterday"},
                                          {"Thursday", "Thursday"},
                                          {"Friday", "Friday"}};
    for (uint32_t tries = 0; tries < 2; tries++) { /* with three reports, and with the one that says Friday */
        hs_pile_free(&p);
        p = (hs_pile){0};
        for (uint32_t i = 0; i < 3 + tries; i++) {
            char id[3] = {'d', (char)('1' + i), '\0'};
            hs_doc *d = add_doc(&p, id, texts[i], NULL);
            uint32_t first = 0;
            add_assertion(d, texts[i], "break", "obl:velbeton subj:dam", 0, 0, "");
            add_act(d, "broke", "break");
            add_act(d, days[i][0], days[i][1]);
            d->acts.v[1].kind = HS_THING;
            *HS_PUSH(d->dates) = (hs_date){.at = d->acts.v[1].at, .days = {HS_NO_DAY, HS_NO_DAY}};
            d->assertions.v[0].act = d->acts.v[0].at;
            d->assertions.v[0].dates = hs_doc_links(d, &first, 1);
        }
        assert_true(hs_link_events(&p, &err));
        const hs_event *day = NULL;
        for (uint32_t i = 0; i < p.ledger.events.n; i++)
            if (hs_ledger_str(&p.ledger, p.ledger.events.v[i].id)[0] == 'o') day = &p.ledger.events.v[i];
        assert_non_null(day);
        assert_int_equal(day->acts.n, tries ? 2 : 3); /* whose yesterday is it? */
        assert_string_equal(hs_ledger_str(&p.ledger, day->why), "the day of what these documents tell of: break");
    }
    hs_pile_free(&p);
}

static void a_thing_of_a_story_is_parted_by_a_ruling(void **state)
{
    (void)state;
    hs_pile p = {0};
    hs_err err = {0};
    hs_buf anchor[2] = {{0}};
    static const char *const texts[] = {"The driver hit the dam in Velbeton", "In Velbeton a driver hit the dam",
                                        "A driver, the dam, Velbeton", "The drivers met at the dam in Velbeton"};
    for (uint32_t i = 0; i < 4; i++) {
        static const char *const hashed = "jfbi"; /* their ids ascend */
        hs_sha256 sha = hs_sha256_of(hashed + i, 1);
        char hex[65], id[14];
        hs_sha256_hex(&sha, hex);
        snprintf(id, sizeof id, "d%.12s", hex);
        hs_doc *d = add_doc(&p, id, texts[i], NULL);
        d->sha = sha;
        add_assertion(d, texts[i], "hit", "obj:dam obl:velbeton subj:driver", 0, 0, "");
        add_act(d, "driver", "driver");
        d->acts.v[0].kind = i < 3 ? HS_THING : HS_THINGS;
    }
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 1); /* the drivers are another thing, of which one document speaks */
    assert_int_equal(p.ledger.events.v[0].acts.n, 3);
    assert_int_equal(hs_ledger_str(&p.ledger, p.ledger.events.v[0].id)[0], 'o');
    assert_string_equal(hs_ledger_str(&p.ledger, p.ledger.events.v[0].why),
                        "3 of the 4 documents of one story speak of it");
    for (uint32_t i = 0; i < 2; i++) hs_anchor_of(&p, HS_RULED_WORD, (hs_item){i, 0}, &anchor[i]);
    rule(&p, "different", hs_buf_c(&anchor[0]), hs_buf_c(&anchor[1]));
    hs_link_clear(&p);
    assert_true(hs_link_events(&p, &err));
    assert_int_equal(p.ledger.events.n, 1);
    assert_int_equal(p.ledger.events.v[0].acts.n, 2); /* without the second document's */
    for (uint32_t i = 0; i < 2; i++) hs_buf_free(&anchor[i]);
    hs_pile_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_people),
        cmocka_unit_test(names_of_organisations),
        cmocka_unit_test(names_judged_alike),
        cmocka_unit_test(shapes_tell_only_different_names_apart),
        cmocka_unit_test(a_name_is_found_among_hundreds_that_share_its_words),
        cmocka_unit_test(brothers_stay_apart_and_initials_are_proposed),
        cmocka_unit_test(a_variant_needs_a_second_sign),
        cmocka_unit_test(a_family_name_makes_a_person_and_a_pair_of_them_none),
        cmocka_unit_test(a_word_nobody_knows_is_one_thing),
        cmocka_unit_test(figures_differ_before_they_conflict),
        cmocka_unit_test(passages_are_aligned_with_small_changes),
        cmocka_unit_test(a_copy_is_one_origin_and_what_may_deny_it_stands_beside),
        cmocka_unit_test(direction_by_hour_credit_and_what_is_missing),
        cmocka_unit_test(a_longer_outlets_name_is_not_the_shorter_ones),
        cmocka_unit_test(a_ruling_on_two_documents_undoes_the_taking_and_its_folds),
        cmocka_unit_test(what_unrelated_documents_all_print_is_nobodys),
        cmocka_unit_test(a_report_that_hundreds_print_keeps_its_takers),
        cmocka_unit_test(what_can_be_is_not_what_is_and_a_writers_negation_denies_nobody),
        cmocka_unit_test(what_stands_in_many_reports_joins_nothing),
        cmocka_unit_test(months_apart_few_words_are_two_events),
        cmocka_unit_test(one_name_comes_before_a_longer_one),
        cmocka_unit_test(what_a_story_tells_of_is_one_event),
        cmocka_unit_test(stories_that_were_begun_apart_are_one),
        cmocka_unit_test(acts_that_are_told_alike_are_one_event),
        cmocka_unit_test(two_attacks_of_one_story_are_two_events),
        cmocka_unit_test(verbs_that_tell_little_need_the_same_words_beside_them),
        cmocka_unit_test(words_that_a_story_tells_one_act_with),
        cmocka_unit_test(somebody_is_one_thing_beside_enough_of_the_same_and_a_man_is_no_woman),
        cmocka_unit_test(days_of_one_event_are_one),
        cmocka_unit_test(a_thing_of_a_story_is_parted_by_a_ruling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
