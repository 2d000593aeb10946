#include "keep/within.h"

#include "keep/db.h"
#include "keep/decision.h"

#include <stdlib.h>
#include <string.h>

static hs_str kept(hs_withins *w, hs_str s)
{
    return (hs_str){hs_arena_strndup(&w->arena, s.p, s.n), s.n};
}

static void take(hs_withins *w, sqlite3_stmt *s)
{
    hs_within x = {.same = hs_str_eq(hs_db_text(s, 0), HS_STR("same"))};
    hs_sha256 sha[2];
    for (int i = 0; i < 2; i++)
        if (!hs_anchor_within((const char *)sqlite3_column_text(s, 1 + i), &sha[i], &x.at[i], &x.words[i])) return;
    if (memcmp(&sha[0], &sha[1], sizeof *sha) != 0) return;
    x.sha = sha[0];
    for (int i = 0; i < 2; i++) x.words[i] = kept(w, x.words[i]);
    hs_buf why = {0};
    hs_str by = hs_db_text(s, 3), at = hs_db_text(s, 4), reason = hs_db_text(s, 5);
    hs_buf_printf(&why, "ruled by %.*s, %.*s: %.*s", (int)by.n, by.p, at.n < 10 ? (int)at.n : 10, at.p, (int)reason.n,
                  reason.p);
    x.why = kept(w, (hs_str){why.p, why.n});
    hs_buf_free(&why);
    *HS_PUSH(w->list) = x;
}

bool hs_case_withins(hs_case *c, hs_withins *out, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err,
                                  "SELECT what, target, other, by, at, reason FROM decision d WHERE what IN ('same', "
                                  "'different') AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.what = 'undo' AND "
                                  "u.target = 'decision ' || d.id) ORDER BY id",
                                  "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) take(out, s);
    return got == HS_END;
}

void hs_withins_free(hs_withins *w)
{
    HS_VEC_FREE(w->list);
    hs_arena_free(&w->arena);
}

void hs_withins_give(const hs_withins *w, hs_doc *d)
{
    for (uint32_t i = 0; i < w->list.n; i++) {
        const hs_within *x = &w->list.v[i];
        hs_pairing r = {.same = x->same, .at = {x->at[0], x->at[1]}};
        if (memcmp(&x->sha, &d->sha, sizeof d->sha) != 0) continue;
        if (!hs_doc_find_words(d, x->words[0], &r.at[0]) || !hs_doc_find_words(d, x->words[1], &r.at[1])) continue;
        r.why = hs_doc_intern(d, x->why);
        *HS_PUSH(d->ruled) = r;
    }
}
