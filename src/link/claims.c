/* Which assertions make one claim. Candidates share a term or a figure; a pair is judged by the weight of what it
 * shares, its predicate and its figures; pairs are joined strongest first, and two groups only where the pairs between
 * them agree on the whole (average linkage), so that a chain of likenesses joins nothing. A like assertion that points
 * the other way is a denial and stands beside the claim. Precision before recall: what is only likely becomes «maybe
 * the same». */
#include "base/fold.h"
#include "link/answers.h"
#include "link/compare.h"
#include "link/denial_words.h"
#include "link/denials.h"
#include "link/figure_pairs.h"
#include "link/joints.h"
#include "link/link.h"
#include "link/rulings.h"
#include "link/synonyms.h"
#include "link/tolls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef HS_VEC(uint32_t) indices;

typedef struct {
    hs_pile *p;
    hs_stories stories;
    hs_terms *t;
    uint32_t n;
    hs_counts figures;
    hs_tolls tolls;
    hs_joint_table table;
    hs_joints joints;
    uint32_t *of;   /* group of each assertion */
    indices *group; /* members, by group */
} joiner;

static const hs_doc *doc_of(const joiner *j, uint32_t i)
{
    return j->p->docs.v[j->t[i].at.doc];
}

static const hs_assertion *assertion_of(const joiner *j, uint32_t i)
{
    return &doc_of(j, i)->assertions.v[j->t[i].at.item];
}

/* Both name days, and none of the one is among those of the other. */
static bool other_days(const joiner *j, uint32_t x, uint32_t y)
{
    const hs_doc *a = doc_of(j, x), *b = doc_of(j, y);
    const hs_assertion *s = assertion_of(j, x), *t = assertion_of(j, y);
    bool both = false;
    for (uint32_t i = 0; i < s->dates.n; i++)
        for (uint32_t k = 0; k < t->dates.n; k++) {
            hs_days m = a->dates.v[a->links.v[s->dates.first + i]].days;
            hs_days n = b->dates.v[b->links.v[t->dates.first + k]].days;
            if (m.first == HS_NO_DAY || n.first == HS_NO_DAY || m.last == HS_NO_DAY || n.last == HS_NO_DAY) continue;
            if (m.first <= n.last && n.first <= m.last) return false;
            both = true;
        }
    return both;
}

/* ---- one pair ---- */

enum { WEEKS = 21, MONTHS = 45, FEW_WORDS = 3 }; /* days, days, terms */

/* Published so long after each other that likely they tell of two things that happened: two crashes, two arrests. */
static bool apart_by(const joiner *j, uint32_t x, uint32_t y, hs_day days)
{
    hs_day a = doc_of(j, x)->published_day, b = doc_of(j, y)->published_day;
    return a != HS_NO_DAY && b != HS_NO_DAY && (a > b ? a - b : b - a) > days;
}

static bool shared_predicate(const hs_terms *a, const hs_terms *b)
{
    return a->predicate && a->predicate == b->predicate;
}

/* Few words are the same statement only in one story, and where not two people of other names say them. */
static bool one_voice(const joiner *j, uint32_t x, uint32_t y)
{
    uint32_t a = hs_entity_of_voice(&j->stories, j->t[x].at), b = hs_entity_of_voice(&j->stories, j->t[y].at);
    return (a == b || a == HS_NONE || b == HS_NONE) && hs_one_story(&j->stories, j->t[x].at.doc, j->t[y].at.doc);
}

/* One named speaker, quoted in two reports: «We have asked for a siren since 2016», «he had asked for one since 2016».
 * The act is the same, and a date, a figure or other words. */
static bool one_speaker(const joiner *j, uint32_t x, uint32_t y, const hs_comparison *f, hs_likeness l)
{
    const hs_terms *a = &j->t[x], *b = &j->t[y];
    uint32_t voice = hs_entity_of_voice(&j->stories, a->at);
    if (voice == HS_NONE || voice != hs_entity_of_voice(&j->stories, b->at) || a->modal != b->modal) return false;
    bool date = hs_share_date(&j->figures, x, y),
         figure = f->best <= HS_FIGURES_AGREE && f->best != HS_NO_FIGURES && f->telling;
    if (f->clash || f->best == HS_FIGURES_PART) return false;
    if (figure && date) return true;
    if (!a->predicate || a->predicate != b->predicate) return false;
    return l.plain && !f->other && (date || (l.plain >= 2 && l.jaccard >= 0.45F && !other_days(j, x, y)));
}

/* «has risen to 33» and «is rising»: one tells a count, the other none. */
static bool one_counts(const joiner *j, uint32_t x, uint32_t y)
{
    const hs_assertion *a = assertion_of(j, x), *b = assertion_of(j, y);
    bool in_a = a->figures.n > 0, in_b = b->figures.n > 0;
    const hs_doc *d = doc_of(j, in_a ? x : y);
    return in_a != in_b && hs_moves(hs_str_of(hs_doc_str(d, (in_a ? a : b)->predicate)));
}

/* «The number of victims», not «it»: a word tells what the clause is about. */
static bool names_subject(const joiner *j, uint32_t x)
{
    const char *terms = hs_doc_str(doc_of(j, x), assertion_of(j, x)->terms);
    return !strncmp(terms, "subj:", 5) || strstr(terms, " subj:");
}

/* Figures that agree make one claim with what else the two share. In a case of many documents a figure alone tells
 * less: there the act or a good part of the words is shared too. */
static bool tells_by_figure(const joiner *j, const hs_comparison *f, hs_likeness l, bool predicate)
{
    bool few = hs_few_documents(&j->stories), act = predicate || l.act;
    if (f->clash && !(predicate && l.jaccard >= 0.4F)) return false;
    if (!few && f->embedded && l.jaccard < 0.4F) return false;
    if (f->passing && l.jaccard < 0.4F && !(predicate && l.shared >= 3)) return false;
    if (f->shares && (!l.plain || (l.jaccard < 0.4F && !(predicate && l.shared >= 3)))) return false;
    if (!f->exact && l.jaccard < 0.3F && !(predicate && l.shared >= 2)) return false;
    if (!f->main && !(f->large && f->particular) && l.jaccard < 0.4F && !(predicate && l.shared >= 3)) return false;
    if (l.shared >= 2 && (act || l.jaccard >= 0.2F)) return true;
    if (few) return f->strong && l.shared >= (f->large ? f->particular ? 0u : 1u : 2u);
    return f->strong && l.shared >= 3 && l.least >= 0.4F;
}

/* All words of the shorter one stand in the other, one after the other. */
static bool holds_words(const joiner *j, uint32_t x, uint32_t y)
{
    enum { LETTERS = 30 };
    hs_buf text[2] = {{0}, {0}};
    for (int side = 0; side < 2; side++) {
        const hs_assertion *a = assertion_of(j, side ? y : x);
        for (uint32_t i = 0; i < a->spans.n; i++) {
            if (i) hs_buf_char(&text[side], ' ');
            hs_fold(hs_doc_text(doc_of(j, side ? y : x), doc_of(j, side ? y : x)->spans.v[a->spans.first + i]),
                    &text[side]);
        }
    }
    bool first = text[0].n < text[1].n, held = text[first ? 0 : 1].n >= LETTERS;
    held = held && strstr(hs_buf_c(&text[first ? 1 : 0]), hs_buf_c(&text[first ? 0 : 1]));
    hs_buf_free(&text[0]);
    hs_buf_free(&text[1]);
    return held;
}

/* Enough words are the same. */
static bool alike_by_words(const joiner *j, uint32_t x, uint32_t y, hs_likeness l, bool predicate)
{
    const hs_terms *a = &j->t[x], *b = &j->t[y];
    bool one_doc = a->at.doc == b->at.doc;
    if (l.shared < 3 || !l.plain || a->modal != b->modal) return false;
    if (one_doc && (a->another != b->another)) return false;
    if (!one_doc && l.least >= 0.9F && (predicate ? l.shared >= 4 : l.jaccard >= 0.4F && holds_words(j, x, y)))
        return true;
    return l.jaccard >= (predicate ? 0.5F : l.shared >= 5 || one_doc ? 0.6F : 0.8F);
}

/* The entity that is the subject by its name; HS_NONE where there is none. */
static uint32_t subject_entity(const joiner *j, uint32_t x)
{
    const hs_doc *d = doc_of(j, x);
    const hs_assertion *a = assertion_of(j, x);
    uint32_t chain = hs_subject_chain(d, a);
    hs_buf term = {0};
    if (chain == HS_NONE) return HS_NONE;
    hs_buf_str(&term, "subj:");
    for (const char *c = hs_doc_str(d, d->chains.v[chain].name); *c; c++)
        hs_buf_char(&term, *c == ' ' ? '_' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c);
    bool subject = strstr(hs_doc_str(d, a->terms), hs_buf_c(&term));
    hs_buf_free(&term);
    return subject ? hs_index_entity(&j->stories.index, j->t[x].at.doc, chain) : HS_NONE;
}

/* Each is about somebody else by name, as far as the subjects tell: «South Orvania accuses …», «the union condemns …».
 */
static bool other_subjects(const joiner *j, uint32_t x, uint32_t y)
{
    uint32_t a = subject_entity(j, x), b = subject_entity(j, y);
    return a != HS_NONE && b != HS_NONE && a != b && !hs_names_entity(&j->stories, j->t[x].at, b) &&
           !hs_names_entity(&j->stories, j->t[y].at, a);
}

/* Both say without names what they are about, and it is not the same: «a typhoon is a form of storm», «a squall is …».
 */
static bool other_things(const joiner *j, uint32_t x, uint32_t y)
{
    const hs_terms *t[2] = {&j->t[x], &j->t[y]};
    if (t[0]->names || t[1]->names) return false;
    uint32_t subjects[2] = {0};
    for (int side = 0; side < 2; side++) {
        const char *terms = hs_doc_str(doc_of(j, side ? y : x), assertion_of(j, side ? y : x)->terms);
        for (const char *at = terms; *at;) {
            size_t n = strcspn(at, " ");
            if (n > 5 && !strncmp(at, "subj:", 5)) {
                subjects[side]++;
                if (hs_terms_name(t[1 - side], hs_term_class((hs_str){at + 5, n - 5}))) return false;
            }
            at += n + (at[n] == ' ');
        }
    }
    return subjects[0] && subjects[1];
}

/* «A second officer counted 43»: not whoever else counted. */
static bool is_another(const joiner *j, uint32_t i)
{
    static const char *const words[] = {"another", "fourth", "other", "second", "third"};
    const hs_doc *d = doc_of(j, i);
    const hs_assertion *a = assertion_of(j, i);
    hs_str text = hs_doc_text(d, d->spans.v[a->spans.first]);
    for (int n = 0; n < 2 && text.n; n++) {
        size_t k = 0;
        while (k < text.n && text.p[k] != ' ') k++;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (hs_str_ieq((hs_str){text.p, k}, hs_str_of(words[w]))) return true;
        text = hs_str_trim((hs_str){text.p + k, text.n - k});
    }
    return false;
}

/* The number behind a word that numbers things, «category 4»; 0 where there is none. */
static uint64_t label_of(const joiner *j, uint32_t i)
{
    static const char *const words[] = {"article", "category", "chapter", "flight",  "grade", "group", "level",
                                        "phase",   "platform", "round",   "section", "stage", "type"};
    const hs_doc *d = doc_of(j, i);
    const hs_assertion *a = assertion_of(j, i);
    hs_str text = hs_doc_text(d, d->spans.v[a->spans.first]), before = {0};
    while (text.n) {
        size_t k = 0;
        while (k < text.n && text.p[k] != ' ') k++;
        if (k && text.p[0] >= '0' && text.p[0] <= '9' && hs_has_word(before, words, sizeof words / sizeof *words))
            return hs_hash64(text.p, k, before.n);
        before = (hs_str){text.p, k};
        text = hs_str_trim((hs_str){text.p + k, text.n - k});
    }
    return 0;
}

static void explain(hs_buf *why, bool equal_words, bool agree, hs_figures_found f, hs_likeness l, bool predicate)
{
    const char *words = l.shared == 1 ? "word" : "words";
    if (equal_words) {
        hs_buf_str(why, "the same words");
    } else if (agree) {
        hs_buf_printf(why, "%s, %u %s in common",
                      f == HS_FIGURES_EQUAL ? "the same figure of the same thing" : "figures that agree", l.shared,
                      words);
    } else {
        hs_buf_printf(why, "%u %s in common, %.0f %% of their weight%s", l.shared, words, (double)l.jaccard * 100,
                      predicate ? ", the same act" : "");
    }
}

/* Fills score and verdict; false where the two have too little in common. The reason goes to why. */
static bool judge(const joiner *j, uint32_t x, uint32_t y, float *score, uint8_t *verdict, hs_buf *why)
{
    const hs_terms *a = &j->t[x], *b = &j->t[y];
    bool one_doc = a->at.doc == b->at.doc, predicate = shared_predicate(a, b);
    hs_comparison f = hs_compare_figures(&j->figures, x, y);
    bool agree = f.telling && f.best != HS_NO_FIGURES, part = f.best == HS_FIGURES_PART;
    hs_likeness l = hs_terms_compare(a, b);
    hs_tolls_found tolls = f.best == HS_NO_FIGURES ? HS_TOLLS_UNTOLD : hs_tolls_compare(&j->tolls, x, y);
    bool equal_words = a->words && a->words == b->words && (!a->brief || one_voice(j, x, y)) &&
                       (tolls != HS_TWO_TOLLS || a->n > FEW_WORDS); /* «five people were killed» */
    *score = equal_words ? 2.0F
                         : l.jaccard + (predicate ? 0.15F : 0) +
                               (agree ? f.best == HS_FIGURES_EQUAL ? 0.4F : 0.3F : 0) - (part ? 0.1F : 0);
    if (a->against != b->against && (!equal_words || a->denied != b->denied)) {
        hs_buf more = {0};
        bool sure = false;
        *score = hs_denial_fits(&j->stories, a->against ? a : b, a->against ? b : a, l, &sure, &more);
        *verdict = sure ? HS_DENIES_IT : HS_MAYBE_DENIES;
        if (*score > 0) explain(why, equal_words, agree, f.best, l, predicate);
        if (*score > 0) hs_buf_add(why, hs_buf_c(&more), more.n);
        hs_buf_free(&more);
        return *score > 0;
    }
    bool by_voice = !one_doc && one_speaker(j, x, y, &f, l);
    if (!equal_words && !by_voice && f.best == HS_NO_FIGURES && (f.apart || l.shared < 2 || l.jaccard < 0.4F))
        return false;
    if (!equal_words && l.jaccard < 0.7F && tolls != HS_ONE_TOLL && !hs_one_story(&j->stories, a->at.doc, b->at.doc))
        return false;
    if (!equal_words && (f.other_turn || (apart_by(j, x, y, MONTHS) && (l.shared < 5 || l.jaccard < 0.5F))))
        return false;
    if (!one_doc && a->stock && b->stock && !(equal_words && hs_share_names(&j->stories, a->at, b->at))) return false;
    *verdict = HS_ASSERTS;
    bool named = f.best != HS_NO_FIGURES && (one_doc || hs_names_one_of(&j->stories, a->at, b->at.doc) ||
                                             hs_names_one_of(&j->stories, b->at, a->at.doc));
    bool bound = l.jaccard >= 0.3F || f.particular || (named && (!f.span || (l.shared >= 3 && predicate)));
    bool by_figure = bound && agree && tells_by_figure(j, &f, l, predicate);
    if (by_figure && l.jaccard < 0.4F && !hs_few_documents(&j->stories) && other_subjects(j, x, y)) by_figure = false;
    bool by_words = !part && !(f.other && (l.jaccard < 0.75F || l.shared <= FEW_WORDS)) &&
                    alike_by_words(j, x, y, l, predicate) && !one_counts(j, x, y) &&
                    (l.jaccard >= 0.9F || !other_days(j, x, y)) &&
                    (one_doc || l.shared >= (hs_few_documents(&j->stories) ? 4u : 5u) ||
                     (hs_few_documents(&j->stories) && names_subject(j, x) && names_subject(j, y)) ||
                     hs_share_names(&j->stories, a->at, b->at)); /* «it is far away» */
    if (by_words && l.jaccard < 0.8F && other_subjects(j, x, y)) by_words = false;
    if (by_words && l.jaccard < 0.7F && l.shared < 8 && apart_by(j, x, y, WEEKS)) by_words = false;
    if (by_words && !one_doc && l.shared <= 4 && other_things(j, x, y)) by_words = false;
    if (by_words && !one_doc && l.jaccard < 0.8F && hs_name_others(&j->stories, a->at, b->at, HS_ORGANISATION))
        by_words = false; /* «the third step of the Republican Party» */
    bool by_count = (part || (f.best == HS_FIGURES_AGREE && !agree)) && (f.count || l.jaccard >= 0.8F) && l.act &&
                    l.shared >= 2 && !one_doc && a->modal == b->modal && !other_days(j, x, y) &&
                    (l.jaccard >= 0.3F || (named && l.jaccard >= 0.15F && tolls == HS_TOLLS_UNTOLD));
    bool by_measure = part && f.measure && predicate && l.plain >= 2 && !one_doc &&
                      (l.jaccard >= 0.4F || l.least >= 0.9F) && a->modal == b->modal &&
                      !other_days(j, x, y); /* «cost $52 million», «cost $48 million» */
    bool by_toll = tolls == HS_ONE_TOLL && !other_days(j, x, y);
    if (tolls == HS_TWO_TOLLS && (l.jaccard < 0.6F || a->n <= FEW_WORDS)) by_figure = by_count = false;
    if (tolls == HS_TOLL_AND_PART) {
        by_count = false;
        by_figure = by_figure && f.best == HS_FIGURES_EQUAL; /* «at least 50», «70» */
    }
    if ((by_count || by_measure) && label_of(j, x) != label_of(j, y)) by_count = by_measure = false;
    if (is_another(j, x) != is_another(j, y)) by_figure = by_count = by_measure = false;
    bool later = part && f.count && l.act && named && tolls <= HS_ONE_TOLL; /* one act counted again, in other words */
    bool maybe = !one_doc && (later || (!part && ((l.shared >= 2 && l.jaccard >= 0.4F) || (agree && l.shared))));
    bool sure = equal_words || by_voice || ((by_figure || by_count || by_measure || by_toll) && !(one_doc && part));
    if (!sure && !by_words && !maybe) return false;
    bool weighty = equal_words || (sure && f.large); /* a figure that tells more than names do */
    if (!weighty && hs_name_others(&j->stories, a->at, b->at, HS_PERSON)) return false;
    if (!sure && !by_words) *verdict = HS_MAYBE_SAME;
    explain(why, equal_words, agree, f.best, l, predicate);
    return true;
}

/* ---- joints ---- */

static void add_joint(joiner *j, hs_joint x, hs_str why)
{
    x.why = hs_ledger_intern(&j->p->ledger, why);
    *HS_PUSH(j->joints) = x;
}

/* Denials of everything, beside the statement that they answer. */
static void find_blanket_denials(joiner *j)
{
    for (uint32_t i = 0, first = 0; i < j->n; i++) {
        if (j->t[i].at.item == 0) first = i;
        if (!j->t[i].answers) continue;
        uint32_t answered[HS_ANSWERED];
        bool sure = false;
        const char *why = "";
        uint32_t n = hs_answered_by(doc_of(j, i), j->t[i].at.item, answered, &sure, &why);
        for (uint32_t k = 0; k < n; k++) {
            hs_joint x = {.a = first + answered[k], .b = i, .score = 2 - 0.01F * (float)k};
            x.verdict = sure ? HS_DENIES_IT : HS_MAYBE_DENIES;
            add_joint(j, x, hs_str_of(why));
        }
    }
}

static void find_joints(joiner *j)
{
    hs_couples c = {0};
    hs_buf why = {0};
    hs_joint_table_of(j->p, &j->tolls, j->t, j->n, &j->table);
    hs_joints_kept(&j->table, &j->joints);
    hs_joint_couples(&j->table, &c);
    for (uint32_t i = 0; i < c.n; i++) {
        hs_joint x = {.a = (uint32_t)(c.v[i] >> 32), .b = (uint32_t)c.v[i]};
        hs_buf_clear(&why);
        bool found = judge(j, x.a, x.b, &x.score, &x.verdict, &why);
        if ((x.verdict == HS_DENIES_IT || x.verdict == HS_MAYBE_DENIES) && j->t[x.a].against) {
            x.b = x.a;
            x.a = (uint32_t)c.v[i];
        }
        if (found) add_joint(j, x, (hs_str){hs_buf_c(&why), why.n});
    }
    hs_joints_keep(&j->table, &j->joints);
    find_blanket_denials(j);
    hs_joints_sort(&j->joints);
    hs_buf_free(&why);
    HS_VEC_FREE(c);
}

/* ---- groups ---- */

enum { LOOK = 12 }; /* members of a group that are looked at */

/* One document tells both, and tells two counts of one act: «seven were killed there, 12 here». */
static bool told_apart(const joiner *j, const indices *g, const indices *h)
{
    for (uint32_t x = 0; x < g->n && x < LOOK; x++)
        for (uint32_t y = 0; y < h->n && y < LOOK; y++)
            if (j->t[g->v[x]].at.doc == j->t[h->v[y]].at.doc && hs_two_counts(&j->figures, g->v[x], h->v[y]))
                return true;
    return false;
}

/* At least half of the pairs between two groups (a bounded sample of large ones) would be joined or nearly. */
static bool agree(const joiner *j, const indices *g, const indices *h)
{
    uint32_t yes = 0, no = 0, all = (g->n < LOOK ? g->n : LOOK) * (h->n < LOOK ? h->n : LOOK);
    hs_buf why = {0};
    for (uint32_t x = 0; x < g->n && x < LOOK; x++)
        for (uint32_t y = 0; y < h->n && y < LOOK && yes * 2 < all && no * 2 <= all; y++) {
            float score;
            uint8_t verdict;
            hs_buf_clear(&why);
            bool found = judge(j, g->v[x], h->v[y], &score, &verdict, &why);
            bool alike = found && (verdict == HS_ASSERTS || verdict == HS_MAYBE_SAME);
            yes += alike;
            no += !alike;
        }
    hs_buf_free(&why);
    return yes * 2 >= all && !told_apart(j, g, h);
}

/* All of the group tell the figure of x, as it tells it. */
static bool all_tell(const joiner *j, const indices *g, uint32_t x)
{
    for (uint32_t i = 0; i < g->n && i < LOOK; i++) {
        hs_figures_found found = hs_compare_figures(&j->figures, g->v[i], x).best;
        if (g->v[i] != x && found != HS_FIGURES_EQUAL && found != HS_FIGURES_AGREE) return false;
    }
    return true;
}

/* Those who say that it cost $48 million and those who say $52 million: one pair of them is enough. */
static bool two_measures(const joiner *j, const hs_joint *x)
{
    hs_comparison f = hs_compare_figures(&j->figures, x->a, x->b);
    return f.best == HS_FIGURES_PART && f.measure && all_tell(j, &j->group[j->of[x->a]], x->a) &&
           all_tell(j, &j->group[j->of[x->b]], x->b);
}

/* Joints whose assertions are grouped as they were kept are passed over. */
static void join_groups(joiner *j)
{
    bool *done = hs_calloc(j->n + 1, sizeof *done);
    j->of = hs_malloc(j->n * sizeof *j->of);
    j->group = hs_calloc(j->n, sizeof *j->group);
    for (uint32_t i = 0; i < j->n; i++) j->of[i] = i;
    hs_clusters c = hs_clusters_of(&j->table, &j->joints);
    hs_joint_groups_kept(&j->table, &c, j->of, done);
    for (uint32_t i = 0; i < j->n; i++) *HS_PUSH(j->group[j->of[i]]) = i;
    for (uint32_t i = 0; i < j->joints.n; i++) {
        const hs_joint *x = &j->joints.v[i];
        uint32_t g = j->of[x->a], h = j->of[x->b];
        if (x->verdict != HS_ASSERTS || g == h || done[x->a]) continue;
        if (!agree(j, &j->group[g], &j->group[h]) && !two_measures(j, x)) continue;
        if (h < g) {
            uint32_t swap = g;
            g = h;
            h = swap;
        }
        for (uint32_t k = 0; k < j->group[h].n; k++) {
            j->of[j->group[h].v[k]] = g;
            *HS_PUSH(j->group[g]) = j->group[h].v[k];
        }
        HS_VEC_FREE(j->group[h]);
    }
    hs_joint_groups_keep(&j->table, &c, j->of);
    hs_clusters_free(&c);
    free(done);
}

/* ---- the ledger ---- */

/* How well a member's words stand for the claim: one span, a plain sure statement of middle length, with its figure. */
static int fitness(const joiner *j, uint32_t i)
{
    const hs_doc *d = doc_of(j, i);
    const hs_assertion *a = assertion_of(j, i);
    hs_str words = hs_doc_text(d, d->spans.v[a->spans.first]);
    int fit = 0;
    if (a->spans.n == 1) fit += 4;
    if (!(a->flags & HS_UNSURE)) fit += 4;
    if (!(a->flags & HS_HEDGED)) fit += 2;
    if (!j->t[i].against) fit += 6;
    if (a->figures.n) fit += 2;
    if (words.n >= 30 && words.n <= 160) fit += 4;
    if (words.n > 240) fit -= 4;
    if (words.n && words.p[0] >= 'A' && words.p[0] <= 'Z') fit += 1;
    if (a->mentions.n) fit += 1;
    return fit;
}

static hs_ref claim_id(joiner *j, uint32_t i)
{
    const hs_doc *d = doc_of(j, i);
    const hs_assertion *a = assertion_of(j, i);
    hs_buf anchor = {0};
    char id[12];
    hs_buf_add(&anchor, d->sha.b, sizeof d->sha.b);
    for (uint32_t k = 0; k < a->spans.n; k++) {
        hs_span s = d->spans.v[a->spans.first + k];
        hs_buf_printf(&anchor, "%u %u ", s.at, s.n);
    }
    snprintf(id, sizeof id, "c%010llx", (unsigned long long)(hs_hash64(anchor.p, anchor.n, 2) >> 24));
    hs_buf_free(&anchor);
    return hs_ledger_intern(&j->p->ledger, hs_str_of(id));
}

/* The document's day, then its place in the pile, then the place in the document. */
static bool earlier(const joiner *j, uint32_t x, uint32_t y)
{
    hs_day a = doc_of(j, x)->published_day, b = doc_of(j, y)->published_day;
    if (a != b) return b == HS_NO_DAY || (a != HS_NO_DAY && a < b);
    return x < y;
}

static void order_group(const joiner *j, indices *g)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < g->n; i++) { /* groups are small and nearly in order */
        uint32_t v = g->v[i], k = i;
        for (; k && earlier(j, v, g->v[k - 1]); k--) g->v[k] = g->v[k - 1];
        g->v[k] = v;
    }
    for (uint32_t i = 1; i < g->n; i++)
        if (fitness(j, g->v[i]) > fitness(j, g->v[best])) best = i;
    for (uint32_t wording = g->v[best]; best; best--) {
        g->v[best] = g->v[best - 1];
        g->v[best - 1] = wording;
    }
}

/* Denials of one verdict, put beside the groups that they answer: what each fits best, and what it fits nearly as well.
 * given: to how many each denier was put. */
static void find_denied(const joiner *j, uint8_t verdict, uint32_t most, uint32_t *given, indices *denials)
{
    static const float near_best = 0.3F;
    float *best = hs_calloc(j->n, sizeof *best);
    for (uint32_t i = 0; i < j->joints.n; i++) {
        const hs_joint *x = &j->joints.v[i];
        uint32_t denied = j->of[x->a];
        bool twice = denied == j->of[x->b];
        if (x->verdict != verdict) continue;
        for (uint32_t k = 0; k < denials[denied].n && !twice; k++) twice = j->joints.v[denials[denied].v[k]].b == x->b;
        if (twice || given[x->b] >= most || (best[x->b] > 0 && x->score < best[x->b] - near_best)) continue;
        if (best[x->b] <= 0) best[x->b] = x->score;
        given[x->b]++;
        *HS_PUSH(denials[denied]) = i;
    }
    free(best);
}

/* What stands beside a group: denials, then what may be one, where the denier answers nothing for certain; and what may
 * be the same. Indices into joints, strongest first. */
static void find_beside(const joiner *j, indices *denials, indices *maybes)
{
    enum { CLAIMS_DENIED = 6, CLAIMS_PERHAPS_DENIED = 2, MAYBES = 3 };
    uint32_t *given = hs_calloc(j->n, sizeof *given);
    find_denied(j, HS_DENIES_IT, CLAIMS_DENIED, given, denials);
    for (uint32_t i = 0; i < j->n; i++) given[i] = given[i] ? CLAIMS_PERHAPS_DENIED : 0;
    find_denied(j, HS_MAYBE_DENIES, CLAIMS_PERHAPS_DENIED, given, denials);
    for (uint32_t i = 0; i < j->joints.n; i++) {
        const hs_joint *x = &j->joints.v[i];
        uint32_t g = j->of[x->a], h = j->of[x->b];
        if (g == h || x->verdict != HS_MAYBE_SAME) continue;
        if (maybes[g].n < MAYBES) *HS_PUSH(maybes[g]) = i;
        if (maybes[h].n < MAYBES) *HS_PUSH(maybes[h]) = i;
    }
    free(given);
}

/* Adds a member, once. */
static void add_member(joiner *j, const hs_claim *c, uint32_t i, uint32_t role, hs_ref why)
{
    hs_ledger *l = &j->p->ledger;
    hs_item at = j->t[i].at;
    for (uint32_t k = c->members.first; k < l->members.n && role == HS_MAYBE_SAME; k++)
        if (l->members.v[k].assertion.doc == at.doc && l->members.v[k].assertion.item == at.item) return;
    *HS_PUSH(l->members) = (hs_member){at, role, why};
}

static void write_claim(joiner *j, uint32_t group, const hs_ref *whys, const indices *denials, const indices *maybes)
{
    hs_ledger *l = &j->p->ledger;
    indices *g = &j->group[group];
    order_group(j, g);
    hs_claim c = {.id = claim_id(j, g->v[0]), .wording = j->t[g->v[0]].at, .least = 1, .most = g->n};
    c.members.first = l->members.n;
    for (uint32_t i = 0; i < g->n; i++) add_member(j, &c, g->v[i], HS_ASSERTS, i ? whys[g->v[i]] : 0);
    for (uint32_t i = 0; i < denials->n; i++) {
        const hs_joint *x = &j->joints.v[denials->v[i]];
        add_member(j, &c, x->b, x->verdict, x->why);
    }
    for (uint32_t i = 0; i < maybes->n; i++) {
        const hs_joint *x = &j->joints.v[maybes->v[i]];
        add_member(j, &c, j->of[x->a] == group ? x->b : x->a, HS_MAYBE_SAME, x->why);
    }
    c.members.n = l->members.n - c.members.first;
    c.pairs.first = l->pairs.n;
    hs_pair_figures(&j->tolls, j->p, g->v, g->n);
    c.pairs.n = l->pairs.n - c.pairs.first;
    *HS_PUSH(l->claims) = c;
}

static void write_claims(joiner *j)
{
    indices *denials = hs_calloc(j->n, sizeof *denials), *maybes = hs_calloc(j->n, sizeof *maybes);
    hs_ref *whys = hs_calloc(j->n, sizeof *whys);
    for (uint32_t i = j->joints.n; i-- > 0;) { /* backwards, so that the strongest reason stays */
        const hs_joint *x = &j->joints.v[i];
        if (x->verdict == HS_ASSERTS && j->of[x->a] == j->of[x->b]) whys[x->a] = whys[x->b] = x->why;
    }
    find_beside(j, denials, maybes);
    for (uint32_t i = 0; i < j->n; i++) {
        if (j->group[i].n) write_claim(j, i, whys, &denials[i], &maybes[i]);
        HS_VEC_FREE(denials[i]);
        HS_VEC_FREE(maybes[i]);
    }
    free(denials);
    free(maybes);
    free(whys);
}

bool hs_link_claims(hs_pile *p, hs_err *err)
{
    (void)err;
    joiner j = {.p = p};
    j.t = hs_terms_of(p, &j.n);
    hs_stories_of(p, &j.stories);
    hs_counts_of(p, j.t, j.n, &j.figures);
    hs_tolls_of(&j.stories, &j.figures, j.n, &j.tolls);
    find_joints(&j);
    join_groups(&j);
    write_claims(&j);
    hs_rulings_on_claims(p);
    for (uint32_t i = 0; i < j.n; i++) HS_VEC_FREE(j.group[i]);
    free(j.group);
    free(j.of);
    free(j.t);
    hs_tolls_free(&j.tolls);
    hs_counts_free(&j.figures);
    HS_VEC_FREE(j.joints);
    hs_joint_table_free(&j.table);
    hs_stories_free(&j.stories);
    return true;
}
