/* Seals: hashes of the rows that were stored, so that verify sees when one is no longer what it was. */
#include "keep/rows.h"

bool hs_rows_bytes(hs_case *c, const char *sql, int64_t key, hs_buf *out, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, sql, key ? "i" : "", key);
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            int type = sqlite3_column_type(s, i);
            if (type == SQLITE_NULL) hs_buf_char(out, '-');
            if (type == SQLITE_INTEGER) hs_seal_number(out, sqlite3_column_int64(s, i));
            if (type != SQLITE_NULL && type != SQLITE_INTEGER) hs_seal_text(out, hs_db_text(s, i));
        }
    }
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

bool hs_seal_ledger(hs_case *c, hs_sha256 *out, hs_err *err)
{
    hs_buf b = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < hs_ledger_table_count; i++)
        ok = add_table(c, hs_ledger_tables[i].name, "ORDER BY item", 0, &b, err);
    for (size_t i = 0; ok && i < hs_claim_table_count; i++)
        ok = add_table(c, hs_claim_tables[i].of.name, "ORDER BY claim, item", 0, &b, err);
    *out = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    return ok;
}
