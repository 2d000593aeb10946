/* hearsay decide: a person's ruling, signed, dated, never overwritten. */
#include "cli/decide.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "keep/decision.h"
#include "link/link.h"
#include "run/run.h"
#include "show/id.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = "say what you rule:\n"
                            "  same ID ID        two entities (or mentions, \"d….m3\") are one\n"
                            "  different ID ID   they are not, whatever is proposed\n"
                            "  same / different of two documents: one has it from the other, or none has\n"
                            "  different of two words of an event or a thing, \"d….w3\": they tell of two\n"
                            "  checked ID        you compared this claim or assertion with its passages\n"
                            "  second ID         so did a second reader\n"
                            "  cleared ID        it may be published\n"
                            "  wrong ID          the program misread the passage: it is left out\n"
                            "  undo N            takes decision N back ('hearsay log' shows the numbers)\n"
                            "each with --because REASON, and --by NAME where you are not the user of this machine";

/* How many ids a ruling is about; 0 where there is no such ruling. */
static int ids_of(const char *what)
{
    static const char *const one[] = {"checked", "second", "cleared", "wrong", "undo"};
    if (!strcmp(what, "same") || !strcmp(what, "different")) return 2;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (!strcmp(what, one[i])) return 1;
    return 0;
}

static bool is_whole(const hs_ruling *r)
{
    return r->what && r->n && r->n == ids_of(r->what) && r->because && r->because[0];
}

static bool take(int argc, char **argv, hs_ruling *r)
{
    const hs_option known[] = {{"--by", .text = &r->by}, {"--because", .text = &r->because}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 3 || words > 4) return false;
    r->path = argv[1];
    r->what = argv[2];
    while (r->n < words - 2) r->ids[r->n] = argv[3 + r->n], r->n++;
    return is_whole(r);
}

/* The mention of an entity that a ruling is anchored to: in the document of the ruling's other id where that one is a
 * mention, so that the two are told apart there; else the fullest in the first document. */
static uint32_t mention_of_entity(const hs_pile *p, const hs_entity *e, const char *other, uint32_t *doc)
{
    hs_id_target t;
    hs_err none = {.offset = HS_NOWHERE};
    bool inside = hs_id_find(p, other, &t, &none) && t.sort == HS_IS_ITEM && t.letter == HS_ID_MENTION;
    hs_item chain = p->ledger.items.v[e->chains.first];
    for (uint32_t i = 0; inside && i < e->chains.n; i++)
        if (p->ledger.items.v[e->chains.first + i].doc == t.index) chain = p->ledger.items.v[e->chains.first + i];
    const hs_doc *d = p->docs.v[chain.doc];
    uint32_t fullest = d->chains.v[chain.item].mention;
    *doc = chain.doc;
    for (uint32_t i = 0; inside && t.item == fullest && i < d->mentions.n; i++) /* not the other id itself: its like */
        if (d->mentions.v[i].chain == chain.item && i != t.item &&
            !strcmp(hs_doc_str(d, d->mentions.v[i].name), hs_doc_str(d, d->mentions.v[t.item].name)))
            return i;
    return fullest;
}

/* Whom an id names, for same and different, as a mention: an entity's, a chain's fullest, or the mention itself. */
static bool mention_of(const hs_pile *p, const char *id, const char *other, hs_item *out, hs_err *err)
{
    hs_id_target t;
    if (!hs_id_find(p, id, &t, err)) return false;
    *out = (hs_item){t.index, t.item};
    if (t.sort == HS_IS_ENTITY && p->ledger.entities.v[t.index].chains.n) {
        out->item = mention_of_entity(p, &p->ledger.entities.v[t.index], other, &out->doc);
        return true;
    }
    if (t.sort == HS_IS_ITEM && t.letter == HS_ID_CHAIN) {
        out->item = p->docs.v[t.index]->chains.v[t.item].mention;
        return true;
    }
    if (t.sort == HS_IS_ITEM && t.letter == HS_ID_MENTION) return true;
    return hs_fail(err, HS_ERR_USAGE, NULL, HS_NOWHERE, "%s is no person, organisation, place or mention of one", id);
}

static bool assertion_of(const hs_pile *p, const char *id, hs_item *out, hs_err *err)
{
    hs_id_target t;
    if (!hs_id_find(p, id, &t, err)) return false;
    *out = t.sort == HS_IS_CLAIM ? p->ledger.claims.v[t.index].wording : (hs_item){t.index, t.item};
    if (t.sort == HS_IS_CLAIM || (t.sort == HS_IS_ITEM && t.letter == HS_ID_ASSERTION)) return true;
    return hs_fail(err, HS_ERR_USAGE, NULL, HS_NOWHERE, "%s is no claim or assertion", id);
}

/* Two documents, for same and different. */
static bool are_documents(const hs_pile *p, const hs_ruling *r, hs_item out[2])
{
    hs_id_target t;
    hs_err none = {.offset = HS_NOWHERE};
    bool ok = r->n == 2;
    for (int i = 0; ok && i < 2; i++) {
        ok = hs_id_find(p, r->ids[i], &t, &none) && t.sort == HS_IS_DOC;
        if (ok) out[i] = (hs_item){t.index, 0};
    }
    return ok && out[0].doc != out[1].doc;
}

/* Two words of events or things, for different. */
static bool are_words(const hs_pile *p, const hs_ruling *r, hs_item out[2])
{
    hs_id_target t;
    hs_err none = {.offset = HS_NOWHERE};
    bool ok = !strcmp(r->what, "different");
    for (int i = 0; ok && i < 2; i++) {
        ok = hs_id_find(p, r->ids[i], &t, &none) && t.sort == HS_IS_ITEM && t.letter == HS_ID_WORD;
        if (ok) out[i] = (hs_item){t.index, t.item};
    }
    return ok;
}

static bool target(const hs_pile *p, const hs_ruling *r, int i, hs_buf *out, hs_err *err)
{
    hs_item item, documents[2], words[2];
    bool people = r->n == 2;
    if (!strcmp(r->what, "undo")) {
        hs_buf_printf(out, "decision %s", r->ids[0]);
        return true;
    }
    if (are_documents(p, r, documents)) {
        hs_anchor_of(p, HS_RULED_DOCUMENT, documents[i], out);
        return true;
    }
    if (are_words(p, r, words)) {
        hs_anchor_of(p, HS_RULED_WORD, words[i], out);
        return true;
    }
    if (!(people ? mention_of(p, r->ids[i], r->ids[1 - i], &item, err) : assertion_of(p, r->ids[i], &item, err)))
        return false;
    if (people) {
        hs_anchor_of_mention(p, item, out);
    } else {
        hs_anchor_of(p, HS_RULED_ASSERTION, item, out);
    }
    return true;
}

static bool decide(const hs_ruling *r, hs_err *err)
{
    hs_buf targets[2] = {{0}};
    hs_pile pile = {0};
    hs_case *c = hs_case_open(r->path, false, err);
    bool ok = c && hs_case_load(c, &pile, err);
    for (int i = 0; ok && i < r->n; i++) ok = target(&pile, r, i, &targets[i], err);
    ok = ok && hs_case_decide(c, r->by ? r->by : hs_user_name(), r->what, hs_buf_c(&targets[0]),
                              r->n == 2 ? hs_buf_c(&targets[1]) : NULL, r->because, err);
    hs_pile_free(&pile);
    hs_case_close(c);
    for (int i = 0; i < 2; i++) hs_buf_free(&targets[i]);
    return ok;
}

const char *hs_user_name(void)
{
    const struct passwd *pw = getpwuid(geteuid());
    return pw ? pw->pw_name : "unknown";
}

bool hs_rule(const hs_ruling *r, hs_err *err)
{
    const hs_run_options quiet = {.quiet = true};
    hs_run_counts counts = {0};
    if (!is_whole(r)) return hs_fail(err, HS_ERR_USAGE, NULL, HS_NOWHERE, "a ruling wants its ids and a reason");
    return decide(r, err) && hs_run_case(r->path, NULL, 0, &quiet, &counts, err);
}

int hs_verb_decide(int argc, char **argv)
{
    hs_ruling r = {0};
    hs_err err = {.offset = HS_NOWHERE};
    if (!take(argc, argv, &r)) return hs_verb_misused("decide", usage);
    return hs_rule(&r, &err) ? HS_DONE : hs_verb_failed("decide", &err);
}
