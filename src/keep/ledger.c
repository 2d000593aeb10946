/* The ledger: loaded with the documents, files and decisions that it is about. */
#include "keep/rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- what it was made from ---- */

bool hs_ledger_made_from(hs_case *c, const char *versions, hs_sha256 *out, hs_err *err)
{
    hs_buf b = {0};
    hs_buf_str(&b, versions);
    bool ok = hs_rows_bytes(c,
                            "SELECT sha256, p.versions FROM raw CROSS JOIN pass_run p ON p.doc = raw.id WHERE seal IS "
                            "NOT NULL ORDER BY sha256",
                            0, &b, err) &&
              hs_rows_bytes(c, "SELECT id, text FROM versions WHERE id IN (SELECT versions FROM pass_run) ORDER BY id",
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
    if (!hs_ledger_made_from(c, versions, &now, err) ||
        !hs_db_number(c, &fresh, 0, err, "SELECT made_from = ?1 FROM ledger", "h", &now))
        return false;
    *stale = !fresh;
    return true;
}

int64_t hs_kept_made_by(const char *versions)
{
    return (int64_t)(hs_hash64(versions, strlen(versions), 17) >> 1);
}

/* Four sums side by side: it is made of everything that is kept, each time. */
int64_t hs_kept_hash(hs_str bytes)
{
    enum { LANES = 4 };
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t lane[LANES] = {1, 2, 3, 4}, block[LANES], h = bytes.n;
    size_t at = 0;
    for (; bytes.n - at >= sizeof block; at += sizeof block) {
        memcpy(block, bytes.p + at, sizeof block);
        for (int i = 0; i < LANES; i++) {
            lane[i] = (lane[i] ^ block[i]) * odd;
            lane[i] ^= lane[i] >> 32;
        }
    }
    for (int i = 0; i < LANES; i++) h = hs_mix64(h ^ lane[i]);
    return (int64_t)(hs_hash64(bytes.p + at, bytes.n - at, h) >> 1);
}

/* ---- loading ---- */

static bool damaged(hs_case *c, const char *table, hs_err *err)
{
    return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "the table %s is damaged; 'hearsay rebuild' makes it again",
                   table);
}

/* The rows of a table of the ledger, and their numbers. */
static bool load_rows(hs_case *c, hs_io *io, const hs_sql_table *t, hs_key_list *items, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT item,%s FROM %s ORDER BY item", t->columns, t->name);
    io->s = hs_db_query(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    hs_stepped got = HS_FAILED;
    items->n = 0;
    while (io->s && !io->broken && (got = hs_db_step(c, io->s, err)) == HS_ROW) {
        *HS_PUSH(*items) = sqlite3_column_int64(io->s, 0);
        io->next = 1;
        t->row(io, hs_vec_push(io->ledger, t));
    }
    if (io->s) sqlite3_reset(io->s);
    return io->broken ? damaged(c, t->name, err) : got == HS_END;
}

static bool load_claim_rows(hs_case *c, hs_io *io, const hs_claim_table *t, const hs_key_list *claims, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT claim,%s FROM %s ORDER BY claim, item", t->of.columns, t->of.name);
    io->s = hs_db_query(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    hs_stepped got = HS_FAILED;
    while (io->s && !io->broken && (got = hs_db_step(c, io->s, err)) == HS_ROW) {
        uint32_t claim = hs_key_index(claims, sqlite3_column_int64(io->s, 0)), at = hs_vec_of(io->ledger, &t->of).n;
        io->next = 1;
        t->of.row(io, hs_vec_push(io->ledger, &t->of));
        if (claim == HS_NONE) {
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
    sqlite3_stmt *s =
        hs_db_query(c, err, "SELECT doc, sort, hash, bytes FROM kept WHERE +made = ?1", "i", hs_kept_made_by(versions));
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        int64_t key = sqlite3_column_int64(s, 0), sort = sqlite3_column_int64(s, 1);
        hs_str bytes = hs_db_text(s, 3);
        uint32_t d = hs_map_get(&doc_of, (hs_str){(const char *)&key, sizeof key});
        bool sound = hs_kept_hash(bytes) == sqlite3_column_int64(s, 2);
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
    hs_key_list items[HS_PARTS] = {0};
    hs_io io = {.ledger = &p->ledger, .doc_of = &doc_of, .entity_key = &items[HS_PART_ENTITIES]};
    bool ok = true;
    for (int i = 0; ok && i < HS_PARTS; i++) ok = load_rows(c, &io, &hs_ledger_tables[i], &items[i], err);
    for (size_t i = 0; ok && i < hs_claim_table_count; i++)
        ok = load_claim_rows(c, &io, &hs_claim_tables[i], &items[HS_PART_CLAIMS], err);
    for (int i = 0; i < HS_PARTS; i++) HS_VEC_FREE(items[i]);
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
        ok = versions ? hs_docs_load_packed(c, out, &keys, err)
                      : still_holds(c, err) && hs_docs_load(c, out, &keys, err);
        ok = ok && load_files(c, out, err) && load_decisions(c, out, err);
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
