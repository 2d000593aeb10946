/* The search index (FTS5, contentless): one row a document, its text and metadata as words (keep/words.h). */
#include "keep/rows.h"
#include "keep/words.h"

#include <stdlib.h>
#include <string.h>

static bool append(hs_span at, hs_str word, void *ctx)
{
    (void)at;
    hs_buf *b = ctx;
    if (b->n) hs_buf_char(b, ' ');
    hs_buf_add(b, word.p, word.n);
    return true;
}

enum { TEXT = HS_INDEX_TEXT, TITLE, AUTHOR, OUTLET, VOICE, LANG, DATE, COLUMNS };

/* A day is findable by its year, its month and itself: "2016 201602 20160222". */
static void day_words(hs_day day, hs_buf *out)
{
    int y, m, d;
    if (day == HS_NO_DAY) return;
    hs_day_parts(day, &y, &m, &d);
    hs_buf_printf(out, "%04d %04d%02d %04d%02d%02d", y, y, m, y, m, d);
}

static void words_of(const hs_doc *d, hs_buf column[COLUMNS])
{
    const hs_ref meta[] = {d->title, d->author, d->outlet};
    hs_words_each((hs_str){d->text.p, d->text.n}, append, &column[TEXT]);
    for (int i = 0; i < 3; i++) hs_words_each(hs_str_of(hs_doc_str(d, meta[i])), append, &column[TITLE + i]);
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        hs_voice v = d->attributions.v[i].voice;
        hs_ref name = v.chain == HS_NONE ? v.name : d->chains.v[v.chain].name;
        hs_words_each(hs_str_of(hs_doc_str(d, name)), append, &column[VOICE]);
    }
    hs_words_each(hs_str_of(hs_doc_str(d, d->language)), append, &column[LANG]);
    day_words(d->published_day, &column[DATE]);
}

static bool with_words(hs_case *c, const char *sql, int64_t key, const hs_doc *d, hs_err *err)
{
    hs_buf column[COLUMNS] = {{0}};
    words_of(d, column);
    sqlite3_stmt *s = hs_db_query(c, err, sql, "i", key);
    for (int i = 0; s && i < COLUMNS; i++)
        sqlite3_bind_text64(s, i + 2, hs_buf_c(&column[i]), column[i].n, SQLITE_STATIC, SQLITE_UTF8);
    bool ok = s && hs_db_step(c, s, err) == HS_END;
    for (int i = 0; i < COLUMNS; i++) hs_buf_free(&column[i]);
    return ok;
}

bool hs_index_put(hs_case *c, int64_t key, const hs_doc *d, hs_err *err)
{
    return with_words(c,
                      "INSERT INTO search (rowid, text, title, author, outlet, voice, lang, date)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      key, d, err);
}

/* A contentless index forgets a row only when it is told the row's words. */
bool hs_index_drop(hs_case *c, int64_t key, hs_err *err)
{
    hs_doc *d = NULL;
    bool ok = hs_doc_load(c, key, &d, err);
    if (ok && d)
        ok = with_words(c,
                        "INSERT INTO search (search, rowid, text, title, author, outlet, voice, lang, date)"
                        " VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        key, d, err);
    hs_doc_free(d);
    return ok;
}

bool hs_index_clear(hs_case *c, hs_err *err)
{
    return hs_db_do(c, err, "INSERT INTO search (search) VALUES ('delete-all')", "");
}

static bool put_all(hs_case *c, hs_err *err)
{
    hs_key_list keys = {0};
    bool ok = hs_index_clear(c, err);
    sqlite3_stmt *s = ok ? hs_db_query(c, err, "SELECT doc FROM document ORDER BY doc", "") : NULL;
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) *HS_PUSH(keys) = sqlite3_column_int64(s, 0);
    ok = ok && got == HS_END;
    for (uint32_t i = 0; ok && i < keys.n; i++) {
        hs_doc *d = NULL;
        ok = hs_doc_load(c, keys.v[i], &d, err) && (!d || hs_index_put(c, keys.v[i], d, err));
        hs_doc_free(d);
    }
    HS_VEC_FREE(keys);
    return ok && hs_db_do(c, err, "INSERT OR REPLACE INTO search_made VALUES (1, ?1)", "i", (int64_t)HS_WORDS_VERSION);
}

bool hs_index_renew(hs_case *c, hs_err *err)
{
    int64_t version;
    if (!hs_db_number(c, &version, 0, err, "SELECT version FROM search_made", "")) return false;
    return version == HS_WORDS_VERSION || (hs_db_begin(c, err) && hs_db_end(c, put_all(c, err), err));
}
