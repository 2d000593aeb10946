/* The ledger: replaced as a whole, loaded with the documents, files and decisions that it is about. */
#include "keep/rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- what it was made from ---- */

/* A hash of the documents with their versions, of the decisions, and of link/'s versions. */
static bool made_from(hs_case *c, const char *versions, hs_sha256 *out, hs_err *err)
{
    hs_buf b = {0};
    hs_buf_str(&b, versions);
    bool ok =
        hs_rows_bytes(c,
                      "SELECT sha256, v.text FROM document d JOIN raw ON raw.id = d.doc JOIN pass_run p ON p.doc = "
                      "d.doc JOIN versions v ON v.id = p.versions ORDER BY sha256",
                      0, &b, err) &&
        hs_rows_bytes(c, "SELECT what, target, other, reason FROM decision ORDER BY id", 0, &b, err);
    *out = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    return ok;
}

bool hs_case_ledger_stale(hs_case *c, const char *versions, bool *stale, hs_err *err)
{
    hs_sha256 now;
    int64_t fresh;
    if (!made_from(c, versions, &now, err) ||
        !hs_db_number(c, &fresh, 0, err, "SELECT made_from = ?1 FROM ledger", "h", &now))
        return false;
    *stale = !fresh;
    return true;
}

/* ---- putting ---- */

static bool keys_of(hs_case *c, const hs_pile *p, hs_key_list *out, hs_err *err)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < p->docs.n; i++)
        ok = hs_db_number(c, HS_PUSH(*out), 0, err, "SELECT id FROM raw WHERE sha256 = ?1", "h", &p->docs.v[i]->sha);
    return ok;
}

/* Rows first … first + n of the table's array; with a claim, its index is the key's first part. */
static bool put_rows(hs_case *c, hs_io *io, const hs_sql_table *t, uint32_t claim, hs_range r, hs_err *err)
{
    if (!r.n) return true;
    hs_buf sql = {0};
    hs_insert_sql(t, claim == HS_NONE ? "item" : "claim,item", "", &sql);
    io->s = hs_db_query(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    hs_any_vec rows = hs_vec_of(io->ledger, t);
    bool ok = io->s != NULL;
    for (uint32_t i = 0; ok && i < r.n; i++) {
        io->next = 0;
        int64_t key[] = {claim, i};
        for (int k = claim == HS_NONE; k < 2; k++) hs_io_number(io, &key[k]);
        t->row(io, rows.v + (size_t)(r.first + i) * t->size);
        ok = hs_db_step(c, io->s, err) == HS_END;
    }
    return ok;
}

/* Of these versions of link/; another number for others. */
static int64_t made_by(const char *versions)
{
    return (int64_t)(hs_hash64(versions, strlen(versions), 17) >> 1);
}

static bool put_kept(hs_case *c, const hs_pile *p, const char *versions, const hs_key_list *keys, hs_err *err)
{
    int64_t made = made_by(versions);
    bool ok = hs_db_do(c, err, "DELETE FROM kept WHERE made <> ?1", "i", made);
    for (uint32_t d = 0; ok && d < p->kept.n; d++)
        for (int k = 0; ok && k < HS_KEPT_SORTS; k++) {
            const hs_buf *b = &p->kept.v[d].bytes[k];
            if (!p->kept.v[d].changed[k]) continue;
            int64_t hash = (int64_t)(hs_hash64(b->p, b->n, 18) >> 1);
            ok = hs_db_do(c, err, "INSERT OR REPLACE INTO kept VALUES (?1, ?2, ?3, ?4, ?5)", "iiiib", keys->v[d],
                          (int64_t)k, made, hash, (hs_str){b->n ? b->p : "", b->n});
        }
    return ok;
}

static bool put_ledger(hs_case *c, const hs_pile *p, const char *versions, hs_err *err)
{
    hs_sha256 from;
    hs_key_list keys = {0};
    hs_buf sealed = {0}; /* what hs_seal_ledger reads of it */
    bool ok = made_from(c, versions, &from, err) && keys_of(c, p, &keys, err) && hs_db_clear(c, "ledger", err);
    hs_io io = {.storing = true, .ledger = (hs_ledger *)&p->ledger, .doc_key = keys.v, .seal = &sealed};
    for (size_t i = 0; ok && i < hs_ledger_table_count; i++) {
        const hs_sql_table *t = &hs_ledger_tables[i];
        ok = hs_db_clear(c, t->name, err) &&
             put_rows(c, &io, t, HS_NONE, (hs_range){0, hs_vec_of(&p->ledger, t).n}, err);
    }
    for (size_t i = 0; ok && i < hs_claim_table_count; i++) {
        const hs_claim_table *t = &hs_claim_tables[i];
        ok = hs_db_clear(c, t->of.name, err);
        for (uint32_t k = 0; ok && k < p->ledger.claims.n; k++) {
            hs_range r;
            memcpy(&r, (const char *)&p->ledger.claims.v[k] + t->range, sizeof r);
            ok = put_rows(c, &io, &t->of, k, r, err);
        }
    }
    ok = ok && put_kept(c, p, versions, &keys, err);
    hs_sha256 seal = hs_sha256_of(sealed.p, sealed.n);
    HS_VEC_FREE(keys);
    hs_buf_free(&sealed);
    return ok && hs_db_do(c, err, "INSERT INTO ledger VALUES (1, ?1, ?2)", "hh", &from, &seal);
}

bool hs_case_put_ledger(hs_case *c, const hs_pile *p, const char *versions, hs_err *err)
{
    return hs_db_begin(c, err) && hs_db_end(c, put_ledger(c, p, versions, err), err);
}

/* ---- loading ---- */

static bool damaged(hs_case *c, const char *table, hs_err *err)
{
    return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "the table %s is damaged; 'hearsay rebuild' makes it again",
                   table);
}

static bool load_rows(hs_case *c, hs_io *io, const hs_sql_table *t, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT %s FROM %s ORDER BY item", t->columns, t->name);
    io->s = hs_db_query(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    hs_stepped got = HS_FAILED;
    while (io->s && !io->broken && (got = hs_db_step(c, io->s, err)) == HS_ROW) {
        io->next = 0;
        t->row(io, hs_vec_push(io->ledger, t));
    }
    return io->broken ? damaged(c, t->name, err) : got == HS_END;
}

static bool load_claim_rows(hs_case *c, hs_io *io, const hs_claim_table *t, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT claim,%s FROM %s ORDER BY claim, item", t->of.columns, t->of.name);
    io->s = hs_db_query(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    hs_stepped got = HS_FAILED;
    while (io->s && !io->broken && (got = hs_db_step(c, io->s, err)) == HS_ROW) {
        uint32_t claim, at = hs_vec_of(io->ledger, &t->of).n;
        io->next = 0;
        hs_io_u32(io, &claim);
        t->of.row(io, hs_vec_push(io->ledger, &t->of));
        if (claim >= io->ledger->claims.n) {
            io->broken = true;
            break;
        }
        hs_range *r = (hs_range *)(void *)((char *)&io->ledger->claims.v[claim] + t->range);
        if (!r->n) r->first = at;
        r->n++;
    }
    if (io->s) sqlite3_reset(io->s);
    return io->broken ? damaged(c, t->of.name, err) : got == HS_END;
}

static bool load_files(hs_case *c, hs_pile *p, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(
        c, err,
        "SELECT path, 'd' || substr(lower(hex(sha256)), 1, 12), coalesce(f.reason, iif(p.doc IS NULL, 'not read yet: a "
        "run was cut off, or is going on', p.reason)), part, sha256, coalesce(verdict, 2) FROM file f LEFT JOIN raw ON "
        "raw.id = f.raw LEFT JOIN pass_run p ON p.doc = f.raw"
        " ORDER BY path, sha256",
        "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_file *f = HS_PUSH(p->files);
        hs_ref *const texts[] = {&f->path, &f->doc, &f->reason, &f->part};
        for (int i = 0; i < 4; i++) *texts[i] = hs_ledger_intern(&p->ledger, hs_db_text(s, i));
        hs_str sha = hs_db_text(s, 4);
        if (sha.n == sizeof f->sha.b) memcpy(f->sha.b, sha.p, sha.n);
        f->verdict = (uint32_t)sqlite3_column_int64(s, 5);
        if (f->verdict > HS_READ_NOT) f->verdict = HS_READ_NOT;
    }
    return got == HS_END;
}

static bool load_decisions(hs_case *c, hs_pile *p, hs_err *err)
{
    sqlite3_stmt *s =
        hs_db_query(c, err, "SELECT id, at, by, what, target, other, reason FROM decision ORDER BY id", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_decision *d = HS_PUSH(p->decisions);
        hs_ref *const texts[] = {&d->at, &d->by, &d->what, &d->target, &d->other, &d->reason};
        d->id = (uint64_t)sqlite3_column_int64(s, 0);
        for (int i = 0; i < 6; i++) *texts[i] = hs_ledger_intern(&p->ledger, hs_db_text(s, i + 1));
    }
    return got == HS_END;
}

static void index_keys(const hs_key_list *keys, hs_map *out)
{
    for (uint32_t i = 0; i < keys->n; i++) *hs_map_at(out, (hs_str){(const char *)&keys->v[i], sizeof keys->v[i]}) = i;
}

/* What is not as it was stored is left out. */
static bool load_kept(hs_case *c, hs_pile *p, const char *versions, const hs_key_list *keys, hs_err *err)
{
    hs_map doc_of = {0};
    index_keys(keys, &doc_of);
    hs_pile_keep(p);
    sqlite3_stmt *s =
        hs_db_query(c, err, "SELECT doc, sort, hash, bytes FROM kept WHERE made = ?1", "i", made_by(versions));
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        int64_t key = sqlite3_column_int64(s, 0), sort = sqlite3_column_int64(s, 1);
        hs_str bytes = hs_db_text(s, 3);
        uint32_t d = hs_map_get(&doc_of, (hs_str){(const char *)&key, sizeof key});
        bool sound = (int64_t)(hs_hash64(bytes.p, bytes.n, 18) >> 1) == sqlite3_column_int64(s, 2);
        if (d != HS_MISSING && sort >= 0 && sort < HS_KEPT_SORTS && sound)
            hs_buf_add(&p->kept.v[d].bytes[sort], bytes.p, bytes.n);
    }
    hs_map_free(&doc_of);
    return got == HS_END;
}

static bool load_ledger(hs_case *c, hs_pile *p, const hs_key_list *keys, hs_err *err)
{
    hs_map doc_of = {0};
    index_keys(keys, &doc_of);
    hs_io io = {.ledger = &p->ledger, .doc_of = &doc_of};
    bool ok = true;
    for (size_t i = 0; ok && i < hs_ledger_table_count; i++) ok = load_rows(c, &io, &hs_ledger_tables[i], err);
    for (size_t i = 0; ok && i < hs_claim_table_count; i++) ok = load_claim_rows(c, &io, &hs_claim_tables[i], err);
    hs_map_free(&doc_of);
    return ok;
}

/* Whether the ledger speaks of the documents as they are. */
static bool still_holds(hs_case *c, hs_err *err)
{
    int64_t outdated = 0;
    if (!hs_db_number(c, &outdated, 0, err, "SELECT made_from = x'00' FROM ledger", "")) return false;
    return !outdated ||
           hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE,
                   "a run that reads documents anew was cut off, or is going on: 'hearsay run' completes it");
}

bool hs_case_unfinished(hs_case *c, bool *out, hs_err *err)
{
    int64_t n = 0;
    bool ok = hs_db_number(c, &n, 0, err,
                           "SELECT EXISTS (SELECT 1 FROM file WHERE raw IS NOT NULL AND raw NOT IN (SELECT doc FROM "
                           "pass_run)) OR (EXISTS (SELECT 1 FROM document) AND NOT EXISTS (SELECT 1 FROM ledger WHERE "
                           "length(made_from) = 32))",
                           "");
    if (ok) *out = n != 0;
    return ok;
}

/* versions: NULL for the ledger as it stands. */
static bool load(hs_case *c, const char *versions, hs_pile *out, hs_err *err)
{
    hs_key_list keys = {0};
    hs_ledger_intern(&out->ledger, HS_STR(""));
    bool ok = hs_db_snapshot(c, err);
    if (ok) {
        ok = (versions || still_holds(c, err)) && hs_docs_load(c, !versions, out, &keys, err) &&
             load_files(c, out, err) && load_decisions(c, out, err);
        if (ok && versions) ok = load_kept(c, out, versions, &keys, err);
        if (ok && !versions) ok = load_ledger(c, out, &keys, err) && hs_ledger_check(out, err);
        ok = hs_db_end(c, ok, err);
    }
    HS_VEC_FREE(keys);
    if (!ok) hs_pile_free(out);
    return ok;
}

bool hs_case_load(hs_case *c, hs_pile *out, hs_err *err)
{
    return load(c, NULL, out, err);
}

bool hs_case_load_unlinked(hs_case *c, const char *versions, hs_pile *out, hs_err *err)
{
    return load(c, versions, out, err);
}

static bool count_all(hs_case *c, hs_case_numbers *n, hs_err *err)
{
    static const char *const sql[] = {
        "SELECT count(*) FROM document",    "SELECT count(DISTINCT outlet) FROM document WHERE outlet <> ''",
        "SELECT count(*) FROM attribution", "SELECT count(*) FROM assertion",
        "SELECT count(*) FROM figure",      "SELECT count(*) FROM claim",
        "SELECT count(*) FROM entity",      "SELECT count(*) FROM decision"};
    uint32_t *const to[] = {&n->documents, &n->outlets, &n->attributions, &n->assertions,
                            &n->figures,   &n->claims,  &n->entities,     &n->decisions};
    int64_t got = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof sql / sizeof *sql; i++) {
        ok = hs_db_number(c, &got, 0, err, sql[i], "");
        *to[i] = (uint32_t)got;
    }
    return ok;
}

bool hs_case_load_files(hs_case *c, hs_pile *out, hs_case_numbers *n, hs_err *err)
{
    hs_ledger_intern(&out->ledger, HS_STR(""));
    bool ok = hs_db_snapshot(c, err);
    if (ok) ok = hs_db_end(c, load_files(c, out, err) && count_all(c, n, err), err);
    if (!ok) hs_pile_free(out);
    return ok;
}
