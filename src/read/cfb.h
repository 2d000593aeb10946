/* Compound files (Microsoft's OLE containers: DOC, XLS, PPT, MSG): streams in sectors that are chained like a disk's
 * files. Every chain is bounded by the file's own number of sectors. Format: [MS-CFB]. */
#ifndef HS_READ_CFB_H
#define HS_READ_CFB_H

#include "base/mem.h"
#include "base/str.h"

typedef enum { HS_CFB_STORAGE = 1, HS_CFB_STREAM = 2, HS_CFB_ROOT = 5 } hs_cfb_type;

typedef struct {
    char name[100];              /* UTF-8 */
    uint32_t type;               /* hs_cfb_type; 0 where the entry is free */
    uint32_t left, right, child; /* its tree, as indices; UINT32_MAX where there is none; not checked for cycles */
    uint32_t start;
    uint64_t size;
} hs_cfb_entry;

typedef struct {
    hs_str raw;
    uint32_t shift; /* a sector has 1 << shift bytes */
    HS_VEC(uint32_t) fat;
    HS_VEC(hs_cfb_entry) entries; /* the first is the root */
    hs_buf mini_fat, mini;        /* small streams' sectors of 64 bytes: their chains and their bytes */
} hs_cfb;

bool hs_cfb_is(hs_str raw);
/* False where the file's directory cannot be read. raw must outlive out. */
bool hs_cfb_open(hs_str raw, hs_cfb *out);
void hs_cfb_close(hs_cfb *c);
/* The stream of this name at the top, or else the first one anywhere: embedded files have streams of the same names.
 * UINT32_MAX where there is none. */
uint32_t hs_cfb_find(const hs_cfb *c, const char *name);
/* Whether there is one of this name at the top: what the file as a whole is. */
bool hs_cfb_has(const hs_cfb *c, const char *name);
/* Appends a storage's own entries in the order of their names. seen: a byte for each entry, zero at first, shared by
 * the calls on one file; each entry is handed out once, whatever cycles its trees have. */
typedef HS_VEC(uint32_t) hs_cfb_list;
void hs_cfb_members(const hs_cfb *c, uint32_t storage, uint8_t *seen, hs_cfb_list *out);
/* Appends the stream's bytes, at most `most`. False where its chain is broken or longer: what was there is appended. */
bool hs_cfb_read(const hs_cfb *c, uint32_t entry, size_t most, hs_buf *out);

#endif
