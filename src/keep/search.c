/* Searching: documents that match, best first, with the passages around the words that do. */
#include "keep/query.h"
#include "keep/rows.h"
#include "keep/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 256, MOST_PASSAGES = 3, LONG_BLOCK = 600, MARGIN = 160 };

/* The SQL function places(search): which words of the text match, as numbers from 0, a blank behind each. */
static void places(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *out, int n, sqlite3_value **v)
{
    (void)n;
    (void)v;
    int count = 0, phrase, column, word;
    hs_buf b = {0};
    if (api->xInstCount(fts, &count) != SQLITE_OK) count = 0;
    for (int i = 0, taken = 0; i < count && taken < MOST_PLACES; i++) {
        if (api->xInst(fts, i, &phrase, &column, &word) != SQLITE_OK || column != HS_INDEX_TEXT) continue;
        for (int k = 0; k < api->xPhraseSize(fts, phrase); k++, taken++) hs_buf_printf(&b, "%d ", word + k);
    }
    sqlite3_result_text(out, hs_buf_c(&b), (int)b.n, SQLITE_TRANSIENT);
    hs_buf_free(&b);
}

static bool add_places(hs_case *c, hs_err *err)
{
    fts5_api *api = NULL;
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(c->db, "SELECT fts5(?1)", -1, &s, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(s, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(s);
    }
    sqlite3_finalize(s);
    if (!api) return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "this SQLite was built without FTS5");
    return api->xCreateFunction(api, "places", NULL, places, NULL) == SQLITE_OK || hs_db_fail(c, err);
}

/* ---- from the number of a word to its bytes ---- */

typedef struct {
    uint32_t v[MOST_PLACES]; /* numbers of matching words, ascending */
    uint32_t n, next, word;
    hs_span found[MOST_PLACES];
    uint32_t found_n;
} matches;

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool look(hs_span at, hs_str word, void *ctx)
{
    (void)word;
    matches *m = ctx;
    if (m->next < m->n && m->v[m->next] == m->word) m->found[m->found_n++] = at;
    while (m->next < m->n && m->v[m->next] <= m->word) m->next++;
    m->word++;
    return m->next < m->n;
}

static void find_words(const hs_doc *d, const char *numbers, matches *m)
{
    *m = (matches){.n = 0};
    for (char *end; *numbers && m->n < MOST_PLACES; numbers = end + 1)
        m->v[m->n++] = (uint32_t)strtoul(numbers, &end, 10);
    qsort(m->v, m->n, sizeof *m->v, by_number);
    if (m->n) hs_words_each((hs_str){d->text.p, d->text.n}, look, m);
}

/* ---- passages ---- */

static bool boundary(const hs_doc *d, uint32_t at)
{
    return at == 0 || at >= d->text.n || d->text.p[at] == ' ' || d->text.p[at] == '\n';
}

/* The block around the word; of a long block, the words around it. */
static hs_span passage_of(const hs_doc *d, hs_span word)
{
    hs_span s = {0, (uint32_t)d->text.n};
    for (uint32_t lo = 0, hi = d->blocks.n; lo < hi;) {
        uint32_t mid = lo + (hi - lo) / 2;
        hs_span b = d->blocks.v[mid].at;
        if (hs_span_covers(b, word)) {
            s = b;
            break;
        }
        if (hs_span_end(b) <= word.at) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    if (s.n <= LONG_BLOCK) return s;
    uint32_t from = word.at > s.at + MARGIN ? word.at - MARGIN : s.at;
    uint32_t to = hs_span_end(word) + MARGIN < hs_span_end(s) ? hs_span_end(word) + MARGIN : hs_span_end(s);
    while (from < word.at && !boundary(d, from)) from++;
    while (from < word.at && from > s.at && boundary(d, from)) from++;
    while (to > hs_span_end(word) && !boundary(d, to)) to--;
    return (hs_span){from, to - from};
}

typedef struct {
    void (*each)(const hs_hit *, void *);
    void *ctx;
} receiver;

static void hand_on(const hs_doc *d, double rank, const char *numbers, receiver to)
{
    matches *m = hs_malloc(sizeof *m);
    hs_hit hit = {.doc = d, .rank = rank};
    find_words(d, numbers, m);
    if (!m->found_n) { /* it matches by its title or its other fields */
        hit.at = d->blocks.n ? passage_of(d, (hs_span){d->blocks.v[0].at.at, 0}) : (hs_span){0, 0};
        to.each(&hit, to.ctx);
    }
    for (uint32_t i = 0, given = 0; i < m->found_n && given < MOST_PASSAGES; given++) {
        hit.at = passage_of(d, m->found[i]);
        hit.words = &m->found[i];
        for (hit.n = 0; i < m->found_n && hs_span_covers(hit.at, m->found[i]); i++) hit.n++;
        to.each(&hit, to.ctx);
    }
    free(m);
}

static bool ask(hs_case *c, const char *expression, uint32_t limit, receiver to, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err,
                                  "SELECT search.rowid, bm25(search, 1.0, 4.0, 2.0, 2.0, 1.0, 0.0, 0.0) AS r,"
                                  " places(search) FROM search JOIN document ON doc = search.rowid"
                                  " WHERE search MATCH ?1 ORDER BY r, id LIMIT ?2",
                                  "si", expression, (int64_t)limit);
    hs_stepped got = HS_FAILED;
    bool ok = s != NULL;
    while (ok && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_doc *d = NULL;
        ok = hs_doc_load(c, sqlite3_column_int64(s, 0), &d, err);
        if (ok && d) hand_on(d, sqlite3_column_double(s, 1), (const char *)sqlite3_column_text(s, 2), to);
        hs_doc_free(d);
    }
    if (s) sqlite3_reset(s);
    return ok && got == HS_END;
}

bool hs_case_search(hs_case *c, const char *query, uint32_t limit, void (*each)(const hs_hit *, void *), void *ctx,
                    hs_err *err)
{
    hs_buf expression = {0};
    bool ok = hs_query_translate(hs_str_of(query), &expression, err) && add_places(c, err) && hs_db_snapshot(c, err);
    if (ok) ok = hs_db_end(c, ask(c, hs_buf_c(&expression), limit, (receiver){each, ctx}, err), err);
    hs_buf_free(&expression);
    return ok;
}
