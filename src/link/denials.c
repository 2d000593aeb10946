#include "link/denials.h"

#include "base/fold.h"

#include <string.h>

enum { STEM = 4 }; /* letters that two names of one people or country share: Turk-ish, Turk-ey */

/* Words that stand for a whole report in a denial of it. */
static const char *const everything[] = {
    "account", "accusation", "all",     "allegation", "any",        "anything", "charge", "claim", "everything", "it",
    "paper",   "report",     "reports", "story",      "suggestion", "that",     "this",   "those", "wrongdoing"};
static const char *const refusals[] = {"contest", "deny", "dismiss", "dispute", "refute", "reject", "repudiate"};

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

/* True where a word of the folded text begins like `word`. */
static bool begins_like(const char *text, const char *word)
{
    for (const char *at = text; *at;) {
        size_t n = strcspn(at, " -'’");
        if (n >= STEM && !strncmp(at, word, STEM)) return true;
        at += n + (at[n] != '\0');
    }
    return false;
}

bool hs_denied_by_its_subject(const hs_pile *p, hs_item denial, hs_item statement)
{
    const hs_doc *d = p->docs.v[denial.doc], *s = p->docs.v[statement.doc];
    uint32_t a = d->assertions.v[denial.item].attribution;
    hs_buf denier = {0};
    bool found = false;
    if (a == HS_NONE) return false;
    for (uint32_t i = 0; i < d->attributions.v[a].source.n; i++)
        hs_fold(hs_doc_text(d, d->spans.v[d->attributions.v[a].source.first + i]), &denier);
    for (const char *at = hs_doc_str(s, s->assertions.v[statement.item].terms); *at && !found;) {
        size_t n = strcspn(at, " ");
        hs_buf word = {0};
        if (n > 5 + STEM && !strncmp(at, "subj:", 5)) hs_fold((hs_str){at + 5, n - 5}, &word);
        found = word.n >= STEM && begins_like(hs_buf_c(&denier), word.p);
        hs_buf_free(&word);
        at += n + (at[n] == ' ');
    }
    hs_buf_free(&denier);
    return found;
}

/* Nothing among the terms but words that stand for a whole report, and names of who denies. */
static bool says_nothing_else(const hs_doc *d, const hs_assertion *a)
{
    uint32_t other = 0;
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        bool subject = !strncmp(at, "subj:", 5);
        if (!subject && !IN(word, everything) && !IN(word, refusals)) other++;
        at += n + (at[n] == ' ');
    }
    return other == 0;
}

static bool names_chain(const hs_doc *d, const hs_assertion *s, uint32_t chain)
{
    for (uint32_t m = 0; m < s->mentions.n && chain != HS_NONE; m++)
        if (d->mentions.v[d->links.v[s->mentions.first + m]].chain == chain) return true;
    return false;
}

uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = 0;
    if (!IN(hs_str_of(hs_doc_str(d, a->predicate)), refusals) || !says_nothing_else(d, a)) return 0;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < HS_ANSWER_WITHIN && n < HS_ANSWERED; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        bool alleged = (s->flags & HS_HEDGED) ||
                       (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_ALLEGES);
        bool same_voice = s->voice.chain != HS_NONE && s->voice.chain == a->voice.chain;
        if ((alleged || names_chain(d, s, a->voice.chain)) && !same_voice && !(s->flags & HS_ASKED)) out[n++] = i;
    }
    return n;
}
