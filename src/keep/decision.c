#include "keep/decision.h"

#include "keep/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ruled_names[] = {"chain", "assertion", "document", "word"};

/* From the first to the last byte of the item. */
static hs_span extent(const hs_doc *d, hs_ruled what, uint32_t item)
{
    if (what == HS_RULED_CHAIN) return d->mentions.v[d->chains.v[item].mention].at;
    if (what == HS_RULED_WORD) return d->acts.v[item].at;
    hs_range r = d->assertions.v[item].spans;
    hs_span s = d->spans.v[r.first];
    for (uint32_t i = r.first; i < r.first + r.n; i++) s = hs_span_join(s, d->spans.v[i]);
    return s;
}

static void put_anchor(const hs_doc *d, hs_ruled what, hs_span s, hs_buf *out)
{
    char hex[65];
    hs_sha256_hex(&d->sha, hex);
    hs_buf_printf(out, "%s %s", ruled_names[what], hex);
    if (what == HS_RULED_DOCUMENT) return;
    hs_buf_printf(out, " %u %u ", s.at, hs_span_end(s));
    hs_buf_add(out, d->text.p + s.at, s.n);
}

void hs_anchor_of(const hs_pile *p, hs_ruled what, hs_item item, hs_buf *out)
{
    const hs_doc *d = p->docs.v[item.doc];
    put_anchor(d, what, what == HS_RULED_DOCUMENT ? (hs_span){0, 0} : extent(d, what, item.item), out);
}

void hs_anchor_of_mention(const hs_pile *p, hs_item mention, hs_buf *out)
{
    const hs_doc *d = p->docs.v[mention.doc];
    put_anchor(d, HS_RULED_CHAIN, d->mentions.v[mention.item].at, out);
}

typedef struct {
    hs_ruled what;
    char hex[65];
    hs_span at; /* where the words stood */
    hs_str words;
} anchor;

static bool parse(const char *s, anchor *a)
{
    char what[16];
    uint32_t from, to;
    int n = 0;
    if (sscanf(s, "%15s %64s %" SCNu32 " %" SCNu32 "%n", what, a->hex, &from, &to, &n) != 4 || s[n] != ' ' || to < from)
        return false;
    a->at = (hs_span){from, to - from};
    a->words = hs_str_of(s + n + 1);
    a->what = !strcmp(what, ruled_names[HS_RULED_CHAIN])  ? HS_RULED_CHAIN
              : !strcmp(what, ruled_names[HS_RULED_WORD]) ? HS_RULED_WORD
                                                          : HS_RULED_ASSERTION;
    return strcmp(what, ruled_names[a->what]) == 0 && a->words.n == a->at.n && a->words.n > 0;
}

bool hs_anchor_within(const char *text, hs_sha256 *sha, hs_span *at, hs_str *words)
{
    anchor a;
    if (!text || !parse(text, &a) || a.what != HS_RULED_CHAIN || strlen(a.hex) != 64) return false;
    for (size_t i = 0; i < sizeof sha->b; i++) {
        unsigned byte;
        if (sscanf(a.hex + 2 * i, "%2x", &byte) != 1) return false;
        sha->b[i] = (unsigned char)byte;
    }
    *at = a.at;
    *words = a.words;
    return true;
}

static uint32_t doc_of(const hs_pile *p, const char *hex)
{
    char id[14] = "d", full[65];
    memcpy(id + 1, hex, 12);
    uint32_t d = hs_pile_doc(p, id);
    if (d == HS_NONE) return HS_NONE;
    hs_sha256_hex(&p->docs.v[d]->sha, full);
    return strcmp(full, hex) == 0 ? d : HS_NONE;
}

static uint32_t find_chain(const hs_doc *d, const anchor *a)
{
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        hs_span s = d->mentions.v[i].at;
        if (s.at == a->at.at && s.n == a->at.n && d->mentions.v[i].chain != HS_NONE) return d->mentions.v[i].chain;
    }
    return HS_NONE;
}

static uint32_t find_word(const hs_doc *d, const anchor *a)
{
    for (uint32_t i = 0; i < d->acts.n; i++)
        if (d->acts.v[i].at.at == a->at.at && d->acts.v[i].at.n == a->at.n) return i;
    return HS_NONE;
}

static uint32_t find_assertion(const hs_doc *d, const anchor *a)
{
    uint32_t best = HS_NONE, most = 0;
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        hs_span s = extent(d, HS_RULED_ASSERTION, i);
        if (!hs_span_overlap(s, a->at)) continue;
        uint32_t from = s.at > a->at.at ? s.at : a->at.at;
        uint32_t to = hs_span_end(s) < hs_span_end(a->at) ? hs_span_end(s) : hs_span_end(a->at);
        uint32_t share = (uint32_t)((uint64_t)(to - from) * 1000 / hs_span_join(s, a->at).n);
        if (share > most) {
            most = share;
            best = i;
        }
    }
    return most >= 500 ? best : HS_NONE;
}

bool hs_anchor_find(const hs_pile *p, const char *text, hs_ruled *what, hs_item *out)
{
    anchor a;
    size_t n = strlen(ruled_names[HS_RULED_DOCUMENT]);
    if (!strncmp(text, ruled_names[HS_RULED_DOCUMENT], n) && text[n] == ' ' && strlen(text + n + 1) == 64) {
        *what = HS_RULED_DOCUMENT;
        *out = (hs_item){doc_of(p, text + n + 1), 0};
        return out->doc != HS_NONE;
    }
    if (!parse(text, &a)) return false;
    uint32_t doc = doc_of(p, a.hex);
    if (doc == HS_NONE || !hs_doc_find_words(p->docs.v[doc], a.words, &a.at)) return false;
    const hs_doc *d = p->docs.v[doc];
    uint32_t item = a.what == HS_RULED_CHAIN  ? find_chain(d, &a)
                    : a.what == HS_RULED_WORD ? find_word(d, &a)
                                              : find_assertion(d, &a);
    if (item == HS_NONE) return false;
    *what = a.what;
    *out = (hs_item){doc, item};
    return true;
}

bool hs_decision_stands(const hs_pile *p, uint32_t decision)
{
    const hs_decision *d = &p->decisions.v[decision];
    char name[40];
    if (strcmp(hs_ledger_str(&p->ledger, d->what), "undo") == 0) return false;
    snprintf(name, sizeof name, "decision %" PRIu64, d->id);
    for (uint32_t i = decision + 1; i < p->decisions.n; i++) {
        const hs_decision *u = &p->decisions.v[i];
        if (strcmp(hs_ledger_str(&p->ledger, u->what), "undo") == 0 &&
            strcmp(hs_ledger_str(&p->ledger, u->target), name) == 0)
            return false;
    }
    return true;
}

static bool known_undo(hs_case *c, const char *target, hs_err *err)
{
    int64_t id = strncmp(target, "decision ", 9) == 0 ? strtoll(target + 9, NULL, 10) : 0, there = 0;
    if (!hs_db_number(c, &there, 0, err, "SELECT 1 FROM decision WHERE id = ?1 AND what <> 'undo'", "i", id))
        return false;
    return there || hs_fail(err, HS_ERR_NOTFOUND, c->path, HS_NOWHERE, "there is no %s to undo", target);
}

/* Two anchors of one document: its passes have to run again. */
static bool renew_document(hs_case *c, const char *target, const char *other, hs_err *err)
{
    hs_sha256 sha[2];
    hs_span at;
    hs_str words;
    if (!hs_anchor_within(target, &sha[0], &at, &words) || !hs_anchor_within(other, &sha[1], &at, &words)) return true;
    if (memcmp(&sha[0], &sha[1], sizeof *sha) != 0) return true;
    return hs_db_do(c, err, "INSERT INTO versions (text) VALUES ('ruled since') ON CONFLICT DO NOTHING", "") &&
           hs_db_do(c, err,
                    "UPDATE pass_run SET versions = (SELECT id FROM versions WHERE text = 'ruled since') WHERE doc = "
                    "(SELECT id FROM raw WHERE sha256 = ?1)",
                    "h", &sha[0]);
}

/* The document that the decision under an undo is about. */
static bool renew_undone(hs_case *c, const char *target, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT target, other FROM decision WHERE id = ?1 AND other IS NOT NULL", "i",
                                  strtoll(target + strlen("decision "), NULL, 10));
    hs_stepped got = s ? hs_db_step(c, s, err) : HS_FAILED;
    if (got != HS_ROW) return got == HS_END;
    char *one = hs_strdup((const char *)sqlite3_column_text(s, 0)),
         *two = hs_strdup((const char *)sqlite3_column_text(s, 1));
    sqlite3_reset(s);
    bool ok = renew_document(c, one, two, err);
    free(one);
    free(two);
    return ok;
}

static bool decide(hs_case *c, const char *by, const char *what, const char *target, const char *other,
                   const char *reason, hs_err *err)
{
    char now[HS_TIME_TEXT];
    bool undo = strcmp(what, "undo") == 0;
    hs_time_now(now);
    if (undo && (!known_undo(c, target, err) || !renew_undone(c, target, err))) return false;
    if (other && !renew_document(c, target, other, err)) return false;
    if (!hs_db_do(c, err, "INSERT INTO decision (at, by, what, target, other, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  "ssssss", now, by, what, target, other, reason))
        return false;
    hs_buf detail = {0};
    hs_buf_printf(&detail, "%lld by %s: %s [%s]", (long long)sqlite3_last_insert_rowid(c->db), by, what, target);
    if (other) hs_buf_printf(&detail, " [%s]", other);
    hs_buf_printf(&detail, ": %s", reason);
    bool ok = hs_log_append(c, "decision", hs_buf_c(&detail), err);
    hs_buf_free(&detail);
    return ok;
}

bool hs_case_decide(hs_case *c, const char *by, const char *what, const char *target, const char *other,
                    const char *reason, hs_err *err)
{
    return hs_db_begin(c, err) && hs_db_end(c, decide(c, by, what, target, other, reason, err), err);
}
