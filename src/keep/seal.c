/* Seals: hashes of the rows that were stored, so that verify sees when one is no longer what it was. */
#include "keep/rows.h"

#include <stdlib.h>

/* Appends the values of the row in hand, from column `first` on. */
static void add_row(sqlite3_stmt *s, int first, hs_buf *out)
{
    for (int i = first; i < sqlite3_column_count(s); i++) {
        int type = sqlite3_column_type(s, i);
        if (type == SQLITE_NULL) hs_buf_char(out, '-');
        if (type == SQLITE_INTEGER) hs_seal_number(out, sqlite3_column_int64(s, i));
        if (type != SQLITE_NULL && type != SQLITE_INTEGER) hs_seal_text(out, hs_db_text(s, i));
    }
}

bool hs_rows_bytes(hs_case *c, const char *sql, int64_t key, hs_buf *out, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, sql, key ? "i" : "", key);
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) add_row(s, 0, out);
    return got == HS_END;
}

static bool add_table(hs_case *c, const char *table, const char *rest, int64_t key, hs_buf *out, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "SELECT * FROM %s %s", table, rest);
    bool ok = hs_rows_bytes(c, hs_buf_c(&sql), key, out, err);
    hs_buf_free(&sql);
    return ok;
}

bool hs_seal_doc(hs_case *c, int64_t key, hs_sha256 *out, hs_err *err)
{
    hs_buf b = {0};
    bool ok = add_table(c, "document", "WHERE doc = ?1", key, &b, err);
    for (size_t i = 0; ok && i < hs_doc_table_count; i++)
        ok = add_table(c, hs_doc_tables[i].name, "WHERE doc = ?1 ORDER BY item", key, &b, err);
    *out = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    return ok;
}

/* ---- the ledger ---- */

bool hs_seal_listed(hs_case *c, hs_units parts[HS_PARTS], hs_err *err)
{
    bool ok = true;
    for (int part = 0; ok && part < HS_PARTS; part++) {
        hs_stepped got = HS_FAILED;
        bool sound = true;
        sqlite3_stmt *s =
            hs_db_query(c, err, "SELECT units FROM sealed WHERE part = ?1 ORDER BY at", "i", (int64_t)part);
        while (s && (got = hs_db_step(c, s, err)) == HS_ROW)
            sound = sound && hs_units_read(hs_db_text(s, 0), &parts[part]);
        if (!sound) HS_VEC_FREE(parts[part]);
        ok = got == HS_END;
    }
    return ok;
}

/* What a claim has, each table's rows behind their number. */
static bool add_claim_rows(hs_case *c, int64_t claim, hs_buf *out, hs_err *err)
{
    bool ok = true;
    for (size_t k = 0; ok && k < hs_claim_table_count; k++) {
        const hs_sql_table *t = &hs_claim_tables[k].of;
        hs_buf sql = {0}, rows = {0};
        hs_buf_printf(&sql, "SELECT %s FROM %s WHERE claim = ?1 ORDER BY item", t->columns, t->name);
        sqlite3_stmt *s = hs_db_query(c, err, hs_buf_c(&sql), "i", claim);
        hs_stepped got = HS_FAILED;
        int64_t n = 0;
        for (; s && (got = hs_db_step(c, s, err)) == HS_ROW; n++) add_row(s, 0, &rows);
        hs_seal_number(out, n);
        hs_buf_add(out, rows.p, rows.n);
        hs_buf_free(&rows);
        hs_buf_free(&sql);
        ok = got == HS_END;
    }
    return ok;
}

bool hs_seal_units(hs_case *c, hs_units parts[HS_PARTS], hs_err *err)
{
    hs_buf sql = {0}, said = {0};
    bool ok = true;
    for (int part = 0; ok && part < HS_PARTS; part++) {
        hs_stepped got = HS_FAILED;
        hs_buf_clear(&sql);
        hs_buf_printf(&sql, "SELECT item,%s FROM %s ORDER BY item", hs_ledger_tables[part].columns,
                      hs_ledger_tables[part].name);
        sqlite3_stmt *s = hs_db_query(c, err, hs_buf_c(&sql), "");
        while (ok && s && (got = hs_db_step(c, s, err)) == HS_ROW) {
            int64_t item = sqlite3_column_int64(s, 0);
            hs_buf_clear(&said);
            add_row(s, 1, &said);
            if (part == HS_PART_CLAIMS) ok = add_claim_rows(c, item, &said, err);
            hs_units_add(&parts[part], said.p, said.n);
            parts[part].v[parts[part].n - 1].item = item;
        }
        if (s) sqlite3_reset(s);
        ok = ok && got == HS_END;
    }
    hs_buf_free(&sql);
    hs_buf_free(&said);
    return ok;
}

hs_sha256 hs_seal_of(const hs_units parts[HS_PARTS])
{
    hs_buf b = {0};
    for (int part = 0; part < HS_PARTS; part++) {
        hs_seal_number(&b, parts[part].n);
        hs_units_write(&parts[part], 0, parts[part].n, &b);
    }
    hs_sha256 seal = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    return seal;
}

void hs_parts_free(hs_units parts[HS_PARTS])
{
    for (int part = 0; part < HS_PARTS; part++) HS_VEC_FREE(parts[part]);
}
