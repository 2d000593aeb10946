/* Private to keep/: the tables of doc/doc.h and doc/pile.h, each with the code that moves one of its rows. */
#ifndef HS_KEEP_ROWS_H
#define HS_KEEP_ROWS_H

#include "keep/io.h"
#include "keep/units.h"

typedef struct {
    const char *name;
    const char *columns; /* behind its key, separated by commas */
    void (*row)(hs_io *io, void *row);
    size_t array; /* offset of the array in hs_doc or hs_ledger */
    size_t size;  /* of an element */
} hs_sql_table;

extern const hs_sql_table hs_document_row; /* the document's own row: row is the hs_doc */
extern const hs_sql_table hs_doc_tables[]; /* key: doc, item */
extern const size_t hs_doc_table_count;
/* Of the ledger, one a part; key: item. */
typedef enum {
    HS_PART_ENTITIES,
    HS_PART_MAYBES,
    HS_PART_DERIVATIONS,
    HS_PART_CLAIMS,
    HS_PART_EVENTS,
    HS_PARTS
} hs_part;
extern const hs_sql_table hs_ledger_tables[HS_PARTS];
/* What a claim has many of: key claim (its item), item; the rows of one claim are a range of the ledger's array. */
typedef struct {
    hs_sql_table of;
    size_t range; /* offset of that range in hs_claim */
} hs_claim_table;
extern const hs_claim_table hs_claim_tables[];
extern const size_t hs_claim_table_count;

/* Any array made with HS_VEC, seen without its type. */
typedef struct {
    char *v;
    uint32_t n, cap;
} hs_any_vec;
hs_any_vec hs_vec_of(const void *whole, const hs_sql_table *t);
void *hs_vec_push(void *whole, const hs_sql_table *t); /* a new zeroed element */

/* Appends "INSERT INTO name (key,columns behind) VALUES (?1,…)". */
void hs_insert_sql(const hs_sql_table *t, const char *key, const char *behind, hs_buf *out);

/* Files and bytes (file.c). Where a file stands: its path, its absolute path, and the file that it is a member of, or
 * 0. */
typedef struct {
    const char *path, *place;
    int64_t container;
} hs_spot;
/* Stores bytes that the case does not have; many of them only as their place, unless that is NULL. */
bool hs_raw_put(hs_case *c, const hs_sha256 *sha, hs_str raw, const char *place, int64_t *id, hs_err *err);
bool hs_file_put(hs_case *c, const hs_spot *at, const hs_sha256 *sha, int64_t size, int64_t raw, hs_file_news *news,
                 hs_err *err);
bool hs_file_refuse(hs_case *c, const hs_spot *at, const char *code, const char *reason, hs_err *err);

/* Documents in the order of their ids, and their keys in the case. To be linked: as they were packed when they were
 * linked last, else from their rows; without maps and locators. hs_docs_pack packs those that were not. */
bool hs_docs_load(hs_case *c, hs_pile *out, hs_key_list *keys, hs_err *err);
bool hs_docs_load_packed(hs_case *c, hs_pile *out, hs_key_list *keys, hs_err *err);
bool hs_docs_pack(hs_case *c, const hs_pile *p, const hs_key_list *keys, hs_err *err);
/* One document as it is stored; *d stays NULL where it has no rows. The caller frees it. */
bool hs_doc_load(hs_case *c, int64_t key, hs_doc **d, hs_err *err);

/* The search index (index.c), whose columns are the text, title, author, outlet, voices, language and date. A
 * document's words are dropped before its rows are. */
enum { HS_INDEX_TEXT = 0 };
bool hs_index_put(hs_case *c, int64_t key, const hs_doc *d, hs_err *err);
bool hs_index_drop(hs_case *c, int64_t key, hs_err *err);
bool hs_index_clear(hs_case *c, hs_err *err);
/* Makes the index again where it was made by another version of keep/words.h. */
bool hs_index_renew(hs_case *c, hs_err *err);

/* Hash of a document's stored rows. */
bool hs_seal_doc(hs_case *c, int64_t key, hs_sha256 *out, hs_err *err);

/* The ledger's units, by part, as they were listed when their rows were stored (empty where the
 * list is no sound one), and as their rows are now; and the seal of all units. */
bool hs_seal_listed(hs_case *c, hs_units parts[HS_PARTS], hs_err *err);
bool hs_seal_units(hs_case *c, hs_units parts[HS_PARTS], hs_err *err);
hs_sha256 hs_seal_of(const hs_units parts[HS_PARTS]);
void hs_parts_free(hs_units parts[HS_PARTS]);

/* A hash of the documents with their versions, of the decisions, and of link/'s versions. */
bool hs_ledger_made_from(hs_case *c, const char *versions, hs_sha256 *out, hs_err *err);
/* The number by which `kept` knows these versions of link/, and its hash of bytes. */
int64_t hs_kept_made_by(const char *versions);
int64_t hs_kept_hash(hs_str bytes);
/* Appends every value of the query's rows with its length. key is bound to ?1 where it is not 0. */
bool hs_rows_bytes(hs_case *c, const char *sql, int64_t key, hs_buf *out, hs_err *err);

/* Checks on a loaded ledger: indices inside their arrays, spans inside their texts. */
bool hs_ledger_check(const hs_pile *p, hs_err *err);

#endif
