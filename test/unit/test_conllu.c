/* CoNLL-U: what is read is what is written; multi-word tokens, empty nodes, blocks; damaged files are refused. */
#include "parse/conllu.h"
#include "unit.h"

static const char *const bank = "# newdoc id = a\n# newpar\n# text = Don't go.\n"
                                "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "1\tDo\tdo\tAUX\t_\tVerbForm=Fin\t3\taux\t_\t_\n"
                                "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n"
                                "3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
                                "3.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
                                "\n"
                                "# newpar\n"
                                "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                                "1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n"
                                "2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n"
                                "3\tnord\tnord\tNOUN\t_\t_\t0\troot\t_\t_\n"
                                "\n";

static void a_treebank_is_read(void **state)
{
    (void)state;
    hs_doc *d = hs_doc_new();
    assert_true(hs_conllu_read(hs_str_of(bank), d, NULL));
    assert_string_equal(hs_buf_c(&d->text), "Don't go.\n\ndunord");
    assert_int_equal(d->sentences.n, 2);
    assert_int_equal(d->blocks.n, 2);
    assert_int_equal(d->tokens.n, 6);
    const hs_token *t = d->tokens.v;
    assert_int_equal(t[0].head, 2);
    assert_int_equal(t[2].head, 2);
    assert_int_equal(t[1].flags & HS_TOK_INNER, HS_TOK_INNER);
    assert_int_equal(t[1].flags & HS_TOK_SPACE_AFTER, HS_TOK_SPACE_AFTER);
    assert_int_equal(t[2].deprel, HS_DEP_ROOT);
    assert_string_equal(hs_doc_str(d, t[1].lemma), "not");
    assert_string_equal(hs_doc_str(d, t[0].feats), "VerbForm=Fin");
    assert_int_equal(t[4].at.n, 2); /* "du" is not spelled by its words: one token */
    assert_int_equal(t[4].head, 5);
    hs_doc_free(d);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    hs_doc *d = hs_doc_new(), *again = hs_doc_new();
    hs_buf out = {0};
    assert_true(hs_conllu_read(hs_str_of(bank), d, NULL));
    d->tokens.v[2].ne = HS_NE_ORG;
    d->tokens.v[2].flags |= HS_TOK_NE_FIRST;
    hs_conllu_write(d, &out);
    assert_non_null(strstr(hs_buf_c(&out), "1-2\tDon't\t"));
    assert_non_null(strstr(hs_buf_c(&out), "\tNE=B-ORG|SpaceAfter=No|TokenRange=6:8\n"));
    assert_true(hs_conllu_read((hs_str){out.p, out.n}, again, NULL));
    assert_string_equal(hs_buf_c(&again->text), hs_buf_c(&d->text));
    assert_int_equal(again->tokens.n, d->tokens.n);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        assert_int_equal(again->tokens.v[i].head, d->tokens.v[i].head);
        assert_int_equal(again->tokens.v[i].deprel, d->tokens.v[i].deprel);
        assert_memory_equal(&again->tokens.v[i].at, &d->tokens.v[i].at, sizeof(hs_span));
    }
    hs_buf_free(&out);
    hs_doc_free(d);
    hs_doc_free(again);
}

/* A document's own tabs and line ends must not break the format. */
static void white_space_in_a_token_is_a_blank(void **state)
{
    (void)state;
    hs_doc *d = hs_doc_new();
    hs_buf out = {0};
    hs_buf_str(&d->text, "a\t\nb");
    HS_PUSH(d->blocks)->at = (hs_span){0, 4};
    *HS_PUSH(d->tokens) = (hs_token){.at = {0, 4}};
    *HS_PUSH(d->sentences) = (hs_sentence){{0, 4}, 0, 1, 0};
    hs_conllu_write(d, &out);
    assert_non_null(strstr(hs_buf_c(&out), "\n1\ta b\t_\tX\t"));
    hs_buf_free(&out);
    hs_doc_free(d);
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "1\tonly\ttwo\n",
        "2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n",
        "1-9999999\ta\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-0\ta\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "x\ta\ta\tX\t_\t_\t0\troot\t_\t_\n",
        "1\t\ta\tX\t_\t_\t0\troot\t_\t_\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        hs_doc *d = hs_doc_new();
        hs_err err = {0};
        assert_false(hs_conllu_read(hs_str_of(bad[i]), d, &err));
        assert_int_equal(err.code, HS_ERR_FORMAT);
        assert_int_equal(err.offset, 0);
        hs_doc_free(d);
    }
}

/* A head beyond the sentence makes the word its own root, never an index outside. */
static void a_wild_head_is_no_index(void **state)
{
    (void)state;
    hs_doc *d = hs_doc_new();
    assert_true(hs_conllu_read(HS_STR("1\ta\ta\tX\t_\t_\t77\tdep\t_\t_\n"), d, NULL));
    assert_int_equal(d->tokens.v[0].head, 0);
    hs_doc_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_treebank_is_read),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(white_space_in_a_token_is_a_blank),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(a_wild_head_is_no_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
