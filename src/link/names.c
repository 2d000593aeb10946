#include "link/names.h"

#include "base/fold.h"
#include "link/name_likeness.h"
#include "link/name_words.h"

#include <string.h>

typedef hs_name_token token;
typedef hs_name_parts parts;

/* How two tokens match, as a sign; HS_SIGN_NONE where they do not. */
static hs_name_sign token_match(const token *a, const token *b, hs_kind kind)
{
    if (!strcmp(a->text, b->text)) return HS_SIGN_EXACT;
    if (a->initial || b->initial) {
        bool fits = kind == HS_PERSON && a->text[0] == b->text[0] && (a->initial != b->initial);
        return fits ? HS_SIGN_INITIAL : HS_SIGN_NONE;
    }
    if (strpbrk(a->text, "0123456789") || strpbrk(b->text, "0123456789")) return HS_SIGN_NONE;
    if (!strcmp(a->skel, b->skel)) return HS_SIGN_SPELLING;
    if (kind == HS_PERSON && (a->pets & b->pets) && hs_name_pet(a->text, b->text)) return HS_SIGN_SPELLING;
    uint8_t longer = a->n > b->n ? a->n : b->n, shorter = a->n < b->n ? a->n : b->n;
    if (shorter < 4) return HS_SIGN_NONE;
    return hs_name_within(a, b, longer >= 8 ? 2 : 1) ? HS_SIGN_SPELLING : HS_SIGN_NONE;
}

typedef struct {
    uint32_t exact, spelling, initial, matched; /* numbers of matched pairs by sign */
    bool in_order;
    uint32_t left_a, left_b; /* unmatched tokens */
} alignment;

static alignment align(const parts *a, const parts *b, hs_kind kind)
{
    alignment r = {.in_order = true};
    bool used_a[HS_NAME_TOKENS] = {false}, used_b[HS_NAME_TOKENS] = {false};
    uint32_t partner[HS_NAME_TOKENS];
    static const hs_name_sign rounds[] = {HS_SIGN_EXACT, HS_SIGN_SPELLING, HS_SIGN_INITIAL};
    for (size_t k = 0; k < 3; k++)
        for (uint32_t i = 0; i < a->n; i++)
            for (uint32_t j = 0; j < b->n && !used_a[i]; j++) {
                if (used_b[j] || token_match(&a->t[i], &b->t[j], kind) != rounds[k]) continue;
                used_a[i] = used_b[j] = true;
                partner[i] = j;
                *(k == 0 ? &r.exact : k == 1 ? &r.spelling : &r.initial) += 1;
                r.matched++;
            }
    uint32_t last = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        if (!used_a[i]) continue;
        if (partner[i] < last) r.in_order = false;
        last = partner[i];
    }
    r.left_a = a->n - r.matched;
    r.left_b = b->n - r.matched;
    return r;
}

static hs_name_match say(hs_buf *why, hs_name_verdict verdict, hs_name_sign sign, const char *reason)
{
    if (why) hs_buf_str(why, reason);
    return (hs_name_match){verdict, sign, false};
}

static hs_name_match apart(hs_buf *why, const char *reason)
{
    hs_name_match m = say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, reason);
    m.apart = true;
    return m;
}

static bool generation(const parts *p)
{
    static const char *const words[] = {"ii", "iii", "jr", "junior", "senior", "sr"};
    return p->n && hs_in_table(hs_str_of(p->t[p->n - 1].text), words, sizeof words / sizeof *words);
}

static hs_name_match person(const parts *a, const parts *b, hs_buf *why)
{
    alignment r = align(a, b, HS_PERSON);
    uint32_t shorter = a->n < b->n ? a->n : b->n;
    if (!r.matched) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no name in common");
    if (r.left_a && r.left_b) return apart(why, "each has a name that the other lacks");
    if (shorter == 1 && a->n + b->n > 2)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SINGLE, "one is a single name, which others may bear");
    if (generation(a) != generation(b))
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_EXTRA, "one is called junior or senior: father and son?");
    if (r.initial)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_INITIAL, "an initial fits, and may stand for another name");
    if (!r.in_order && !a->comma && !b->comma)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING, "the same names in another order");
    if (r.spelling > 1 || (r.spelling && r.spelling == shorter && shorter > 1))
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING, "more than one name is spelled differently");
    if (r.spelling) return say(why, HS_SAME_NAME, HS_SIGN_SPELLING, "one name spelled differently");
    if (r.left_a || r.left_b)
        return say(why, HS_SAME_NAME, HS_SIGN_EXTRA, "the same names, and one further name on one side");
    return say(why, HS_SAME_NAME, HS_SIGN_EXACT, "the same names");
}

static hs_name_match thing(const parts *a, const parts *b, hs_kind kind, hs_buf *why)
{
    alignment r = align(a, b, kind);
    uint32_t longer = a->n > b->n ? a->n : b->n;
    if (!r.matched) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no word in common");
    if (r.left_a && r.left_b) return apart(why, "each has a word that the other lacks");
    if (r.left_a || r.left_b) {
        bool most = r.matched * 3 >= longer * 2 && r.matched > 1;
        return say(why, most ? HS_MAYBE_SAME_NAME : HS_DIFFERENT_NAME, most ? HS_SIGN_EXTRA : HS_SIGN_NONE,
                   "one has a word more");
    }
    if (r.spelling)
        return say(why, r.exact || kind == HS_ORGANISATION ? HS_SAME_NAME : HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING,
                   "a word spelled differently");
    return say(why, r.in_order ? HS_SAME_NAME : HS_MAYBE_SAME_NAME, HS_SIGN_EXACT,
               r.in_order ? "the same words" : "the same words in another order");
}

hs_name_match hs_same_name(hs_str a, hs_str b, hs_kind kind, hs_buf *why)
{
    parts p, q;
    hs_name_split(a, kind, &p);
    hs_name_split(b, kind, &q);
    return hs_same_parts(a, &p, b, &q, kind, why);
}

hs_name_match hs_same_parts(hs_str a, const parts *p, hs_str b, const parts *q, hs_kind kind, hs_buf *why)
{
    if (!p->n || !q->n) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no name in one of them");
    hs_name_match m;
    if (p->n != q->n && !strcmp(p->joined, q->joined) && strlen(p->joined) > 5) {
        m = say(why, HS_SAME_NAME, HS_SIGN_SPELLING, "the same letters, divided differently");
    } else if (kind == HS_ORGANISATION && (hs_name_acronym(p, b) || hs_name_acronym(q, a))) {
        m = say(why, HS_MAYBE_SAME_NAME, HS_SIGN_ACRONYM, "one is the initials of the other");
    } else {
        m = kind == HS_PERSON ? person(p, q, why) : thing(p, q, kind, why);
    }
    if (m.verdict != HS_DIFFERENT_NAME && p->other_script != q->other_script) {
        if (why) hs_buf_str(why, ", compared across scripts");
        if (m.sign < HS_SIGN_SCRIPT) m.sign = HS_SIGN_SCRIPT;
    }
    return m;
}

hs_name_verdict hs_judge_names(hs_str a, hs_str b, hs_kind kind, hs_buf *why)
{
    enum { SAME = 50, MAYBE = 20 };
    hs_name_measures m;
    hs_name_measure_pair(a, b, kind, &m);
    double chance = hs_name_likeness(&m, kind) * 100;
    hs_same_name(a, b, kind, why);
    if (why) hs_buf_printf(why, "; likeness %.0f of 100", chance);
    bool bare = kind == HS_PERSON && m.of[HS_NAME_SINGLE] > 0; /* others may bear it: never more than a proposal */
    return chance >= SAME && !bare ? HS_SAME_NAME : chance >= MAYBE ? HS_MAYBE_SAME_NAME : HS_DIFFERENT_NAME;
}

void hs_name_keys(const parts *p, void (*each)(hs_str key, void *ctx), void *ctx)
{
    for (uint32_t i = 0; i < p->n; i++)
        if (!p->t[i].initial) each((hs_str){p->t[i].skel, p->t[i].n}, ctx);
}
