/* Private to keep/: one row of a table, written or read by the same code, so that the two cannot drift apart. A row
 * function names its columns' fields in order: each call binds the next parameter or reads the next column. */
#ifndef HS_KEEP_IO_H
#define HS_KEEP_IO_H

#include "keep/db.h"

typedef HS_VEC(int64_t) hs_key_list;

/* The index of a key in an ascending list; HS_NONE where it is not there. */
uint32_t hs_key_index(const hs_key_list *keys, int64_t key);

typedef struct hs_io hs_io;
struct hs_io {
    sqlite3_stmt *s; /* NULL while storing: only into seal */
    bool storing;
    bool broken;                   /* a value that cannot stand there was read */
    int next;                      /* column or parameter, from 0 */
    hs_doc *doc;                   /* one of the two is set: whose strings and lists the row's are; */
    hs_ledger *ledger;             /* only read when storing */
    hs_buf *seal;                  /* storing: what is bound goes there too, as hs_rows_bytes would read it; or NULL */
    const int64_t *doc_key;        /* storing a ledger: keys of the pile's documents in the case, by index */
    const hs_map *doc_of;          /* loading a ledger: index in the pile by key */
    const hs_key_list *entity_key; /* of a ledger: numbers of its entities, by index; ascending */
};

/* A value as a seal has it: its length in decimal, a colon, its text. */
void hs_seal_text(hs_buf *seal, hs_str s);
void hs_seal_number(hs_buf *seal, int64_t v);

void hs_io_number(hs_io *io, int64_t *v);
void hs_io_u32(hs_io *io, uint32_t *v);
void hs_io_u8(hs_io *io, uint8_t *v);
void hs_io_flag(hs_io *io, bool *v);
void hs_io_index(hs_io *io, uint32_t *v); /* HS_NONE is NULL */
void hs_io_day(hs_io *io, hs_day *v);     /* "2016-02-22"; HS_NO_DAY is NULL */
void hs_io_span(hs_io *io, hs_span *v);
void hs_io_span_or_none(hs_io *io, hs_span *v);           /* an empty span is two NULLs */
void hs_io_text(hs_io *io, hs_ref *v);                    /* 0 is NULL */
void hs_io_decimal(hs_io *io, hs_dec *v, uint8_t *there); /* text; NULL where there is none */
void hs_io_spans(hs_io *io, hs_range *v);
void hs_io_links(hs_io *io, hs_range *v);
void hs_io_strings(hs_io *io, hs_range *v);
void hs_io_doc(hs_io *io, uint32_t *v);    /* index in the pile; HS_NONE is NULL */
void hs_io_entity(hs_io *io, uint32_t *v); /* index in the ledger; HS_NONE is NULL */
void hs_io_items(hs_io *io, hs_range *v);
void hs_io_passages(hs_io *io, hs_range *v);

#endif
