/* The ledger stored by difference: units (keep/units.h) that say what they said stay as they are, in rows and numbers;
 * of the others the rows of before are dropped and those of now written. All in one transaction with what is kept. */
#include "keep/rows.h"

#include <stdlib.h>
#include <string.h>

/* Units listed in one row of `sealed`: those whose numbers agree above the lowest CHUNK bits. */
enum { CHUNK = 29 };

typedef struct {
    hs_case *c;
    const hs_pile *p;
    hs_io io;
    hs_units before[HS_PARTS], now[HS_PARTS];
    hs_key_list entities; /* their numbers */
    bool *stays;          /* units of the part in hand */
} mender;

static const void *row_at(const mender *m, const hs_sql_table *t, uint32_t i)
{
    return hs_vec_of(&m->p->ledger, t).v + (size_t)i * t->size;
}

static hs_range rows_of(const mender *m, const hs_claim_table *t, uint32_t claim)
{
    hs_range r;
    memcpy(&r, (const char *)&m->p->ledger.claims.v[claim] + t->range, sizeof r);
    return r;
}

/* ---- what units say ---- */

static void say_row(mender *m, const hs_sql_table *t, uint32_t i)
{
    t->row(&m->io, (void *)row_at(m, t, i));
}

static void make_units(mender *m, hs_part part)
{
    const hs_sql_table *t = &hs_ledger_tables[part];
    hs_buf said = {0};
    m->io.s = NULL;
    m->io.seal = &said;
    for (uint32_t i = 0, n = hs_vec_of(&m->p->ledger, t).n; i < n; i++) {
        hs_buf_clear(&said);
        say_row(m, t, i);
        for (size_t k = 0; k < hs_claim_table_count && part == HS_PART_CLAIMS; k++) {
            hs_range r = rows_of(m, &hs_claim_tables[k], i);
            hs_seal_number(&said, r.n);
            for (uint32_t x = r.first; x < r.first + r.n; x++) say_row(m, &hs_claim_tables[k].of, x);
        }
        hs_units_add(&m->now[part], said.p, said.n);
    }
    m->io.seal = NULL;
    hs_buf_free(&said);
}

/* ---- rows ---- */

static bool drop(mender *m, const char *table, const char *key, int64_t item, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "DELETE FROM %s WHERE %s = ?1", table, key);
    bool ok = hs_db_do(m->c, err, hs_buf_c(&sql), "i", item);
    hs_buf_free(&sql);
    return ok;
}

static bool drop_unit(mender *m, hs_part part, int64_t item, hs_err *err)
{
    bool ok = drop(m, hs_ledger_tables[part].name, "item", item, err);
    for (size_t k = 0; ok && k < hs_claim_table_count && part == HS_PART_CLAIMS; k++)
        ok = drop(m, hs_claim_tables[k].of.name, "claim", item, err);
    return ok;
}

static bool drop_all(mender *m, hs_part part, hs_err *err)
{
    bool ok = hs_db_clear(m->c, hs_ledger_tables[part].name, err);
    for (size_t k = 0; ok && k < hs_claim_table_count && part == HS_PART_CLAIMS; k++)
        ok = hs_db_clear(m->c, hs_claim_tables[k].of.name, err);
    return ok;
}

/* Of before, all whose numbers are not those of units that stay. */
static bool drop_changed(mender *m, hs_part part, hs_err *err)
{
    const hs_units *before = &m->before[part], *now = &m->now[part];
    bool some = false, ok = true;
    for (uint32_t i = 0; i < now->n && !some; i++) some = m->stays[i];
    if (!some) return drop_all(m, part, err);
    for (uint32_t i = 0, k = 0; ok && i < before->n; i++) {
        while (k < now->n && (!m->stays[k] || now->v[k].item < before->v[i].item)) k++;
        if (k == now->n || now->v[k].item != before->v[i].item) ok = drop_unit(m, part, before->v[i].item, err);
    }
    return ok;
}

/* Rows first … first + n of the table's array; behind a claim's number where it is not 0. */
static bool put_rows(mender *m, const hs_sql_table *t, int64_t claim, int64_t item, hs_range r, hs_err *err)
{
    hs_buf sql = {0};
    hs_insert_sql(t, claim ? "claim,item" : "item", "", &sql);
    m->io.s = r.n ? hs_db_query(m->c, err, hs_buf_c(&sql), "") : NULL;
    hs_buf_free(&sql);
    bool ok = !r.n || m->io.s;
    for (uint32_t i = 0; ok && i < r.n; i++) {
        int64_t number = item + i;
        m->io.next = 0;
        if (claim) hs_io_number(&m->io, &claim);
        hs_io_number(&m->io, &number);
        say_row(m, t, r.first + i);
        ok = hs_db_step(m->c, m->io.s, err) == HS_END;
    }
    return ok;
}

static bool put_changed(mender *m, hs_part part, hs_err *err)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < m->now[part].n; i++) {
        int64_t item = m->now[part].v[i].item;
        if (m->stays[i]) continue;
        ok = put_rows(m, &hs_ledger_tables[part], 0, item, (hs_range){i, 1}, err);
        for (size_t k = 0; ok && k < hs_claim_table_count && part == HS_PART_CLAIMS; k++)
            ok = put_rows(m, &hs_claim_tables[k].of, item, 0, rows_of(m, &hs_claim_tables[k], i), err);
    }
    return ok;
}

/* ---- lists ---- */

static int64_t chunk_at(const hs_units *u, uint32_t i)
{
    return i < u->n ? u->v[i].item >> CHUNK : INT64_MAX;
}

static uint32_t chunk_end(const hs_units *u, uint32_t i, int64_t chunk)
{
    while (chunk_at(u, i) == chunk && i < u->n) i++;
    return i;
}

static bool put_list(mender *m, hs_part part, hs_err *err)
{
    const hs_units *before = &m->before[part], *now = &m->now[part];
    hs_buf list = {0};
    bool ok = true;
    for (uint32_t i = 0, k = 0, end, old; ok && (i < now->n || k < before->n); i = end, k = old) {
        int64_t chunk = chunk_at(now, i) < chunk_at(before, k) ? chunk_at(now, i) : chunk_at(before, k);
        end = chunk_end(now, i, chunk);
        old = chunk_end(before, k, chunk);
        if (end == i) {
            ok = hs_db_do(m->c, err, "DELETE FROM sealed WHERE part = ?1 AND at = ?2", "ii", (int64_t)part, chunk);
        } else if (end - i != old - k || memcmp(now->v + i, before->v + k, (end - i) * sizeof *now->v) != 0) {
            hs_buf_clear(&list);
            hs_units_write(now, i, end - i, &list);
            ok = hs_db_do(m->c, err, "INSERT OR REPLACE INTO sealed VALUES (?1, ?2, ?3)", "iib", (int64_t)part, chunk,
                          (hs_str){list.p, list.n});
        }
    }
    hs_buf_free(&list);
    return ok;
}

/* ---- all ---- */

static bool mend_part(mender *m, hs_part part, hs_err *err)
{
    make_units(m, part);
    m->stays = hs_calloc(m->now[part].n + 1, sizeof *m->stays);
    hs_units_number(&m->before[part], &m->now[part], m->stays);
    for (uint32_t i = 0; i < m->now[part].n && part == HS_PART_ENTITIES; i++)
        *HS_PUSH(m->entities) = m->now[part].v[i].item;
    bool ok = drop_changed(m, part, err) && put_changed(m, part, err) && put_list(m, part, err);
    free(m->stays);
    return ok;
}

static bool put_kept(hs_case *c, const hs_pile *p, const char *versions, const hs_key_list *keys, hs_err *err)
{
    int64_t made = hs_kept_made_by(versions);
    bool ok = hs_db_do(c, err, "DELETE FROM kept WHERE made < ?1 OR made > ?1", "i", made);
    for (uint32_t d = 0; ok && d < p->kept.n; d++)
        for (int k = 0; ok && k < HS_KEPT_SORTS; k++) {
            hs_str b = {p->kept.v[d].bytes[k].n ? p->kept.v[d].bytes[k].p : "", p->kept.v[d].bytes[k].n};
            if (p->kept.v[d].changed[k])
                ok = hs_db_do(c, err, "INSERT OR REPLACE INTO kept VALUES (?1, ?2, ?3, ?4, ?5)", "iiiib", keys->v[d],
                              (int64_t)k, made, hs_kept_hash(b), b);
        }
    return ok;
}

static bool keys_of(hs_case *c, const hs_pile *p, hs_key_list *out, hs_err *err)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < p->docs.n; i++)
        ok = hs_db_number(c, HS_PUSH(*out), 0, err, "SELECT id FROM raw WHERE sha256 = ?1", "h", &p->docs.v[i]->sha);
    return ok;
}

static bool put_ledger(hs_case *c, const hs_pile *p, const char *versions, hs_err *err)
{
    hs_sha256 from;
    hs_key_list keys = {0};
    mender m = {.c = c, .p = p};
    bool ok = hs_ledger_made_from(c, versions, &from, err) && keys_of(c, p, &keys, err) &&
              hs_db_clear(c, "ledger", err) && hs_seal_listed(c, m.before, err);
    m.io = (hs_io){.storing = true, .ledger = (hs_ledger *)&p->ledger, .doc_key = keys.v, .entity_key = &m.entities};
    for (int part = 0; ok && part < HS_PARTS; part++) ok = mend_part(&m, (hs_part)part, err);
    ok = ok && put_kept(c, p, versions, &keys, err) && hs_docs_pack(c, p, &keys, err);
    hs_sha256 seal = hs_seal_of(m.now);
    hs_parts_free(m.before);
    hs_parts_free(m.now);
    HS_VEC_FREE(m.entities);
    HS_VEC_FREE(keys);
    return ok && hs_db_do(c, err, "INSERT INTO ledger VALUES (1, ?1, ?2)", "hh", &from, &seal);
}

bool hs_case_put_ledger(hs_case *c, const hs_pile *p, const char *versions, hs_err *err)
{
    return hs_db_begin(c, err) && hs_db_end(c, put_ledger(c, p, versions, err), err);
}
