/* Documents: their derived rows put, dropped and loaded. */
#include "doc/pack.h"
#include "keep/rows.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool version_id(hs_case *c, const char *versions, int64_t *id, hs_err *err)
{
    return hs_db_do(c, err, "INSERT INTO versions (text) VALUES (?1) ON CONFLICT DO NOTHING", "s", versions) &&
           hs_db_number(c, id, 0, err, "SELECT id FROM versions WHERE text = ?1", "s", versions);
}

static bool key_of(hs_case *c, const hs_sha256 *sha, int64_t *key, hs_err *err)
{
    if (!hs_db_number(c, key, 0, err, "SELECT id FROM raw WHERE sha256 = ?1", "h", sha)) return false;
    return *key || hs_fail(err, HS_ERR_NOTFOUND, c->path, HS_NOWHERE, "these bytes were never added");
}

/* The ledger speaks of documents as they were: it lacks one that came since; of one that was read anew, what it speaks
 * of may be gone. Until it is made again. */
static bool outdate_ledger(hs_case *c, int64_t key, hs_err *err)
{
    return hs_db_do(c, err,
                    "UPDATE ledger SET made_from = iif(EXISTS (SELECT 1 FROM document WHERE doc = ?1), x'00', x'') "
                    "WHERE made_from <> x'00'",
                    "i", key);
}

/* Drops what the document had and notes what became of it now. What link/ kept rests on the documents as they were. */
static bool put_run(hs_case *c, int64_t key, const char *versions, hs_verdict verdict, const char *code,
                    const char *part, const char *reason, hs_err *err)
{
    int64_t id, known;
    return hs_index_drop(c, key, err) && outdate_ledger(c, key, err) &&
           hs_db_number(c, &known, 0, err, "SELECT EXISTS (SELECT 1 FROM document WHERE doc = ?1)", "i", key) &&
           (!known || hs_db_clear(c, "kept", err)) &&
           hs_db_do(c, err, "DELETE FROM document WHERE doc = ?1", "i", key) && version_id(c, versions, &id, err) &&
           hs_db_do(c, err, "INSERT OR REPLACE INTO pass_run VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)", "iiisss", key, id,
                    (int64_t)verdict, code, part, reason);
}

static const char *or_null(const char *s)
{
    return s[0] ? s : NULL;
}

static bool put_head(hs_case *c, int64_t key, const hs_doc *d, hs_err *err)
{
    hs_buf sql = {0};
    hs_insert_sql(&hs_document_row, "doc", ",text", &sql);
    hs_io io = {.storing = true, .next = 1, .doc = (hs_doc *)d};
    io.s = hs_db_query(c, err, hs_buf_c(&sql), "i", key);
    hs_buf_free(&sql);
    if (!io.s) return false;
    hs_document_row.row(&io, (hs_doc *)d);
    sqlite3_bind_text64(io.s, io.next + 1, d->text.n ? d->text.p : "", d->text.n, SQLITE_STATIC, SQLITE_UTF8);
    return hs_db_step(c, io.s, err) == HS_END;
}

static bool put_table(hs_case *c, int64_t key, const hs_doc *d, const hs_sql_table *t, hs_err *err)
{
    hs_any_vec rows = hs_vec_of(d, t);
    if (!rows.n) return true;
    hs_buf sql = {0};
    hs_insert_sql(t, "doc,item", "", &sql);
    hs_io io = {.storing = true, .doc = (hs_doc *)d};
    io.s = hs_db_query(c, err, hs_buf_c(&sql), "i", key);
    hs_buf_free(&sql);
    bool ok = io.s != NULL;
    for (uint32_t i = 0; ok && i < rows.n; i++) {
        sqlite3_bind_int64(io.s, 2, i);
        io.next = 2;
        t->row(&io, rows.v + (size_t)i * t->size);
        ok = hs_db_step(c, io.s, err) == HS_END;
    }
    return ok;
}

static bool put_doc(hs_case *c, const hs_doc *d, const char *versions, hs_err *err)
{
    int64_t key, other;
    const char *id = hs_doc_str(d, d->id);
    if (!key_of(c, &d->sha, &key, err) ||
        !hs_db_number(c, &other, 0, err, "SELECT doc FROM document WHERE id = ?1 AND doc <> ?2", "si", id, key))
        return false;
    if (other) /* made on purpose: the first 48 bits of their hashes agree */
        return put_run(c, key, versions, HS_READ_NOT, hs_code_name(HS_ERR_FORMAT), NULL,
                       "its id is that of another document with other bytes", err);
    if (!put_run(c, key, versions, d->verdict, NULL, or_null(hs_doc_str(d, d->part)), or_null(hs_doc_str(d, d->reason)),
                 err) ||
        !put_head(c, key, d, err))
        return false;
    for (size_t i = 0; i < hs_doc_table_count; i++)
        if (!put_table(c, key, d, &hs_doc_tables[i], err)) return false;
    hs_sha256 seal;
    return hs_seal_doc(c, key, &seal, err) &&
           hs_db_do(c, err, "UPDATE pass_run SET seal = ?2 WHERE doc = ?1", "ih", key, &seal) &&
           hs_index_put(c, key, d, err);
}

bool hs_case_put_doc(hs_case *c, const hs_doc *d, const char *versions, hs_err *err)
{
    return hs_db_begin(c, err) && hs_db_end(c, put_doc(c, d, versions, err), err);
}

bool hs_case_put_failed(hs_case *c, const hs_sha256 *sha, const char *versions, const hs_err *why, hs_err *err)
{
    int64_t key;
    return key_of(c, sha, &key, err) && hs_db_begin(c, err) &&
           hs_db_end(c, put_run(c, key, versions, HS_READ_NOT, hs_code_name(why->code), NULL, why->msg, err), err);
}

bool hs_case_forget_derived(hs_case *c, hs_err *err)
{
    if (!hs_db_begin(c, err)) return false;
    bool ok = hs_index_clear(c, err);
    for (size_t i = 0; ok && i < hs_claim_table_count; i++) ok = hs_db_clear(c, hs_claim_tables[i].of.name, err);
    for (int i = 0; ok && i < HS_PARTS; i++) ok = hs_db_clear(c, hs_ledger_tables[i].name, err);
    for (size_t i = 0; ok && i < hs_doc_table_count; i++) ok = hs_db_clear(c, hs_doc_tables[i].name, err);
    const char *const rest[] = {"ledger", "sealed", "kept", "packed", "document", "child", "pass_run", "versions"};
    for (size_t i = 0; ok && i < sizeof rest / sizeof *rest; i++) ok = hs_db_clear(c, rest[i], err);
    return hs_db_end(c, ok && hs_log_append(c, "forgot derived", "", err), err);
}

/* ---- loading ---- */

static bool damaged(hs_case *c, const char *table, hs_err *err)
{
    return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "the table %s is damaged; 'hearsay rebuild' makes it again",
                   table);
}

static bool load_table(hs_case *c, int64_t key, hs_doc *d, const hs_sql_table *t, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT %s FROM %s WHERE doc = ?1 ORDER BY item", t->columns, t->name);
    hs_io io = {.doc = d};
    io.s = hs_db_query(c, err, hs_buf_c(&sql), "i", key);
    hs_stepped got = HS_FAILED;
    while (io.s && !io.broken && (got = hs_db_step(c, io.s, err)) == HS_ROW) {
        io.next = 0;
        t->row(&io, hs_vec_push(d, t));
    }
    hs_buf_free(&sql);
    return io.broken ? damaged(c, t->name, err) : got == HS_END;
}

typedef struct {
    int64_t key;
    hs_doc *doc;
} keyed;

static int key_order(const void *x, const void *y)
{
    int64_t a = ((const keyed *)x)->key, b = ((const keyed *)y)->key;
    return (a > b) - (a < b);
}

static int sha_order(const void *x, const void *y)
{
    return memcmp(&((const keyed *)x)->doc->sha, &((const keyed *)y)->doc->sha, sizeof(hs_sha256));
}

/* The rows of all documents, which stand in the order of their keys. */
static bool load_whole_table(hs_case *c, const keyed *docs, uint32_t n, const hs_sql_table *t, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT doc,%s FROM %s ORDER BY doc, item", t->columns, t->name);
    hs_io io = {.s = hs_db_query(c, err, hs_buf_c(&sql), "")};
    hs_stepped got = HS_FAILED;
    uint32_t at = 0;
    while (io.s && !io.broken && (got = hs_db_step(c, io.s, err)) == HS_ROW) {
        int64_t key = sqlite3_column_int64(io.s, 0);
        while (at < n && docs[at].key < key) at++;
        if (at == n || docs[at].key != key) continue;
        io.doc = docs[at].doc;
        io.next = 1;
        t->row(&io, hs_vec_push(io.doc, t));
    }
    hs_buf_free(&sql);
    if (io.broken) sqlite3_reset(io.s);
    return io.broken ? damaged(c, t->name, err) : got == HS_END;
}

/* Linking does not ask where in the file a word stood. */
static bool of_places(const hs_sql_table *t)
{
    return t->array == offsetof(hs_doc, map) || t->array == offsetof(hs_doc, locators);
}

/* What became of the document and where its file lies, which may change while it stays as it is. */
static void load_file(hs_doc *d, sqlite3_stmt *s)
{
    const int sha = 1, size = 2, path = 3, verdict = 4, part = 5, reason = 6, parent = 7;
    hs_str bytes = hs_db_text(s, sha);
    if (bytes.n == sizeof d->sha.b) memcpy(d->sha.b, bytes.p, bytes.n);
    d->raw_size = (uint64_t)sqlite3_column_int64(s, size);
    d->path = hs_doc_intern(d, hs_db_text(s, path));
    d->verdict = (uint32_t)sqlite3_column_int64(s, verdict);
    d->part = hs_doc_intern(d, hs_db_text(s, part));
    d->reason = hs_doc_intern(d, hs_db_text(s, reason));
    d->parent = hs_doc_intern(d, hs_db_text(s, parent));
}

#define FILE_SQL                                                                                                       \
    "d.doc, sha256, size, (SELECT min(path) FROM file WHERE raw = d.doc), verdict, part, reason, "                     \
    "(SELECT 'd' || nullif(substr(lower(hex(r.sha256)), 1, 12), '') FROM file f LEFT JOIN file k ON k.id = "           \
    "f.container LEFT JOIN raw r ON r.id = k.raw WHERE f.raw = d.doc ORDER BY f.path LIMIT 1)"
#define OF_DOCUMENTS "FROM document d JOIN raw ON raw.id = d.doc JOIN pass_run p ON p.doc = d.doc "
#define HEAD_SQL                                                                                                       \
    "SELECT " FILE_SQL ", text, d.id, media, charset, title, author, outlet, published, day, published_by, "           \
    "canonical, language " OF_DOCUMENTS

static void load_head(hs_doc *d, sqlite3_stmt *s)
{
    const int text = 8;
    hs_io io = {.s = s, .doc = d, .next = text + 1};
    hs_str bytes = hs_db_text(s, text);
    load_file(d, s);
    hs_buf_add(&d->text, bytes.p, bytes.n);
    hs_document_row.row(&io, d);
}

static bool load_doc(hs_case *c, sqlite3_stmt *head, bool places, hs_doc *d, hs_err *err)
{
    int64_t key = sqlite3_column_int64(head, 0);
    bool ok = true;
    load_head(d, head);
    for (size_t i = 0; ok && i < hs_doc_table_count; i++)
        if (places || !of_places(&hs_doc_tables[i])) ok = load_table(c, key, d, &hs_doc_tables[i], err);
    return ok && hs_doc_check(d, err); /* the case may be damaged, or made by somebody else */
}

/* ---- all of them ---- */

bool hs_docs_load(hs_case *c, hs_pile *out, hs_key_list *keys, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, HEAD_SQL "ORDER BY d.id", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        *HS_PUSH(*keys) = sqlite3_column_int64(s, 0);
        *HS_PUSH(out->docs) = hs_doc_new();
        load_head(out->docs.v[out->docs.n - 1], s);
    }
    bool ok = got == HS_END;
    keyed *docs = hs_calloc(keys->n + 1, sizeof *docs);
    for (uint32_t i = 0; i < keys->n; i++) docs[i] = (keyed){keys->v[i], out->docs.v[i]};
    qsort(docs, keys->n, sizeof *docs, key_order);
    for (size_t i = 0; ok && i < hs_doc_table_count; i++)
        ok = load_whole_table(c, docs, keys->n, &hs_doc_tables[i], err);
    free(docs);
    /* the case may be damaged, or made by somebody else */
    for (uint32_t i = 0; ok && i < out->docs.n; i++) ok = hs_doc_check(out->docs.v[i], err);
    return ok;
}

/* The document as it was packed, in which nothing that may change counts; NULL where it was not, or is no longer so. */
static hs_doc *unpack(sqlite3_stmt *s)
{
    const int hash = 8, bytes = 9;
    hs_err none = {.offset = HS_NOWHERE};
    hs_str packed = hs_db_text(s, bytes);
    if (!packed.n || hs_kept_hash(packed) != sqlite3_column_int64(s, hash)) return NULL;
    return hs_doc_unpack(packed, &none);
}

static bool load_one(hs_case *c, int64_t key, bool places, hs_doc **d, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, HEAD_SQL "WHERE d.doc = ?1", "i", key);
    hs_stepped got = s ? hs_db_step(c, s, err) : HS_FAILED;
    if (got != HS_ROW) return got == HS_END;
    *d = hs_doc_new();
    bool ok = load_doc(c, s, places, *d, err);
    sqlite3_reset(s);
    return ok;
}

/* Documents in the order of their ids, with their keys. */
static void put_in_order(hs_pile *p, hs_key_list *keys)
{
    keyed *docs = hs_calloc(keys->n + 1, sizeof *docs);
    for (uint32_t i = 0; i < keys->n; i++) docs[i] = (keyed){keys->v[i], p->docs.v[i]};
    qsort(docs, keys->n, sizeof *docs, sha_order);
    for (uint32_t i = 0; i < keys->n; i++) {
        keys->v[i] = docs[i].key;
        p->docs.v[i] = docs[i].doc;
    }
    free(docs);
}

/* Those that are packed, in the order of their keys; the others are NULL. */
static bool load_packed(hs_case *c, hs_pile *out, const hs_key_list *keys, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err,
                                  "SELECT " FILE_SQL ", d.hash, d.bytes FROM packed d CROSS JOIN raw ON raw.id = d.doc "
                                  "CROSS JOIN pass_run p ON p.doc = d.doc ORDER BY d.doc",
                                  "");
    hs_stepped got = HS_FAILED;
    for (uint32_t i = 0; s && (got = hs_db_step(c, s, err)) == HS_ROW;) {
        int64_t key = sqlite3_column_int64(s, 0);
        while (i < keys->n && keys->v[i] < key) i++;
        if (i == keys->n || keys->v[i] != key) continue;
        out->docs.v[i] = unpack(s);
        if (out->docs.v[i]) load_file(out->docs.v[i], s);
    }
    return got == HS_END;
}

bool hs_docs_load_packed(hs_case *c, hs_pile *out, hs_key_list *keys, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT doc FROM pass_run WHERE seal IS NOT NULL ORDER BY doc", "");
    hs_stepped got = HS_FAILED;
    hs_map64 lacking = {0};
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        *HS_PUSH(*keys) = sqlite3_column_int64(s, 0);
        *HS_PUSH(out->docs) = NULL;
    }
    bool ok = got == HS_END && load_packed(c, out, keys, err);
    for (uint32_t i = 0; ok && i < out->docs.n; i++) {
        if (out->docs.v[i]) continue;
        ok = load_one(c, keys->v[i], false, &out->docs.v[i], err) && (out->docs.v[i] || damaged(c, "document", err));
        *hs_map64_at(&lacking, (uint64_t)keys->v[i]) = 1;
    }
    if (ok) {
        put_in_order(out, keys);
        hs_pile_keep(out);
    }
    for (uint32_t i = 0; ok && i < out->docs.n; i++)
        out->kept.v[i].unpacked = hs_map64_get(&lacking, (uint64_t)keys->v[i]) != HS_MISSING;
    hs_map64_free(&lacking);
    return ok;
}

bool hs_docs_pack(hs_case *c, const hs_pile *p, const hs_key_list *keys, hs_err *err)
{
    hs_buf b = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < p->kept.n; i++) {
        if (!p->kept.v[i].unpacked) continue;
        hs_buf_clear(&b);
        hs_doc_pack(p->docs.v[i], &b);
        hs_str bytes = {b.p, b.n};
        ok = hs_db_do(c, err, "INSERT OR REPLACE INTO packed VALUES (?1, ?2, ?3)", "iib", keys->v[i],
                      hs_kept_hash(bytes), bytes);
    }
    hs_buf_free(&b);
    return ok;
}

bool hs_doc_load(hs_case *c, int64_t key, hs_doc **d, hs_err *err)
{
    return load_one(c, key, true, d, err);
}
