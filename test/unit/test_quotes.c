#include "unit.h"

#include "find/cues.h"
#include "find/find.h"

#include <string.h>

/* Blocks are the paragraphs of the text. */
static hs_doc *document(const char *text)
{
    hs_doc *d = hs_doc_new();
    hs_buf_str(&d->text, text);
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        if (n > 0) {
            hs_block *b = HS_PUSH(d->blocks);
            b->at = (hs_span){(uint32_t)(p - text), (uint32_t)n};
        }
        p += n + (p[n] == '\n');
    }
    hs_find_quotes(d);
    return d;
}

/* One line a quotation: kind, flags (o no opening mark, c no closing mark, s scare), < where it goes on, inner words.
 */
static void check(const char *text, const char *expected)
{
    hs_doc *d = document(text);
    hs_buf out = {0};
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        const hs_quote *q = &d->quotes.v[i];
        hs_buf_printf(&out, "%c%s%s%s%s%s|", "DSG-B"[q->kind], q -> flags &HS_QUOTE_UNOPENED ? "o" : "",
                      q->flags &HS_QUOTE_UNCLOSED ? "c" : "", q->flags &HS_QUOTE_SCARE ? "s" : "",
                      q->before != HS_NONE ? "<" : "", q->parent != HS_NONE ? "^" : "");
        hs_str inner = hs_doc_text(d, q->inner);
        hs_buf_add(&out, inner.p, inner.n);
        hs_buf_char(&out, '\n');
    }
    assert_string_equal(hs_buf_c(&out), expected);
    hs_buf_free(&out);
    hs_doc_free(d);
}

static void marks_of_all_habits(void **state)
{
    (void)state;
    check("“We left at dawn,” Ada Brenn said.", "D|We left at dawn,\n");
    check("\"We left at dawn,\" Ada Brenn said. \"It rained.\"", "D|We left at dawn,\nD|It rained.\n");
    check("„Wir gehen jetzt“, sagte sie.", "D|Wir gehen jetzt\n");
    check("«We leave now», said Brenn.", "G|We leave now\n");
    check("»Wir gehen jetzt«, sagte sie.", "G|Wir gehen jetzt\n");
    check("''We left at dawn,'' said Brenn.", "D|We left at dawn,\n");
    check("‘We left the boys’ house,’ she said.", "S|We left the boys’ house,\n");
    check("'We left at dawn,' she said.", "S|We left at dawn,\n");
    check("He replies\"twelve of us.\" Then he left.", "D|twelve of us.\n");
}

static void apostrophes_are_none(void **state)
{
    (void)state;
    check("Brenn's men don't like the '90s; it's the boys' house and rock 'n' roll.", "");
    check("The 5'10\" tall man said nothing.", "");
}

static void nested(void **state)
{
    (void)state;
    check("“She told me ‘go home’ and I went,” he said.", "D|She told me ‘go home’ and I went,\nSs^|go home\n");
    check("“He said “never again” twice,” Brenn said.", "D|He said “never again” twice,\nD^|never again\n");
}

static void missing_marks(void **state)
{
    (void)state;
    check("“We left at dawn. It rained.\n\nThe town is empty.", "Dc|We left at dawn. It rained.\n");
    check("We left at dawn,” she said.\n\nThe town is empty.", "Do|We left at dawn,\n");
    check("“We left. “It rained,” she said.", "Dc|We left.\nD|It rained,\n");
    check("She sat down. “Go,” she said. It is late, go now,” she said.", "D|Go,\nDo|It is late, go now,\n");
}

static void wrong_facing(void **state)
{
    (void)state;
    check("“We left in May, “he told Brenn. The end.", "D|We left in May,\n");
    check("“We left. ” Then silence.", "D|We left.\n");
    check("”We left,” she said.", "D|We left,\n");
}

static void several_paragraphs(void **state)
{
    (void)state;
    check("She said: “We left.\n\n“It rained.\n\n“We came back.”", "D|We left.\nD<|It rained.\nD<|We came back.\n");
    check("She said: “We left.\n\nIt rained all day. ”\n\nThe end.", "Dc|We left.\nDo<|It rained all day.\n");
}

static void scare_quotes(void **state)
{
    (void)state;
    check("They call it a “miracle” here.", "Ds|miracle\n");
    check("Oru Tasch, aka “Raven”, fled.", "Ds|Raven\n");
    check("“No,” she said.", "D|No,\n");
}

static void dialogue(void **state)
{
    (void)state;
    check("– Where are you?\n\n– On the bridge.\n\nThey met.", "-|Where are you?\n-|On the bridge.\n");
    check("- apples\n\n- pears", "");
}

static void hostile_marks(void **state)
{
    (void)state;
    hs_buf b = {0};
    for (int i = 0; i < 20000; i++) hs_buf_str(&b, i % 3 ? "“ " : "' \" ");
    hs_doc *d = document(hs_buf_c(&b));
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        assert_true(hs_span_covers(d->quotes.v[i].outer, d->quotes.v[i].inner));
        assert_true(hs_span_end(d->quotes.v[i].outer) <= d->text.n);
    }
    hs_doc_free(d);
    hs_buf_free(&b);
}

static void lexicon_is_sorted(void **state)
{
    (void)state;
    static const char *const verbs[] = {"accuse", "deny", "say", "tell", "yell", "write", "warn"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        assert_non_null(hs_cue_verb(hs_str_of(verbs[i])));
        assert_string_equal(hs_cue_verb(hs_str_of(verbs[i]))->lemma, verbs[i]);
    }
    assert_null(hs_cue_verb(HS_STR("walk")));
    assert_true(hs_cue_takes(hs_cue_verb(HS_STR("accuse")), HS_STR("of")));
    assert_non_null(hs_cue_noun(HS_STR("claim")));
    assert_non_null(hs_cue_adverb(HS_STR("reportedly")));
    assert_true(hs_cue_is_speech(HS_STR("Said")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_all_habits),
        cmocka_unit_test(apostrophes_are_none),
        cmocka_unit_test(nested),
        cmocka_unit_test(missing_marks),
        cmocka_unit_test(wrong_facing),
        cmocka_unit_test(several_paragraphs),
        cmocka_unit_test(scare_quotes),
        cmocka_unit_test(dialogue),
        cmocka_unit_test(hostile_marks),
        cmocka_unit_test(lexicon_is_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
