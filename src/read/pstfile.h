/* The inside of Outlook's mailboxes ([MS-PST]): blocks of bytes, nodes that are made of them, and the objects and
 * tables of properties that stand in nodes. PST and OST, ANSI and Unicode, pages of 512 bytes and of 4096. Everything
 * is bounded by the file's own size: bytes that are read over and over are paid for once each time (`left`). */
#ifndef HS_READ_PSTFILE_H
#define HS_READ_PSTFILE_H

#include "base/err.h"
#include "read/outlook.h"

/* What kind of thing a node is: the lower five bits of its number. */
enum { HS_PST_FOLDER = 2, HS_PST_MESSAGE = 4, HS_PST_ATTACHMENT = 5, HS_PST_KIND = 31, HS_PST_RECIPIENTS = 0x692 };

typedef struct {
    uint64_t id, data, sub; /* its number, the block with its bytes, the block with its own nodes */
    uint32_t parent;
} hs_pst_node;
typedef HS_VEC(hs_pst_node) hs_pst_nodes;

typedef struct {
    uint64_t id, at;
    uint32_t n, whole; /* bytes in the file, and once they are unpacked */
} hs_pst_block;

typedef struct {
    hs_str raw;
    bool wide;      /* numbers of 64 bits */
    bool large;     /* pages of 4096 bytes, packed blocks */
    uint8_t cipher; /* 0 none, 1 by table, 2 by table and place */
    uint8_t scramble[256];
    HS_VEC(hs_pst_block) blocks; /* by id */
    hs_pst_nodes nodes;          /* by id */
    uint64_t left;               /* bytes that may still be read */
    bool damaged;                /* something could not be read */
} hs_pst;

bool hs_pst_is(hs_str raw);
/* raw must outlive p. */
bool hs_pst_open(hs_str raw, hs_pst *p, hs_err *err);
void hs_pst_close(hs_pst *p);

/* The node of this number among them, by binary search; NULL where there is none. */
const hs_pst_node *hs_pst_find(const hs_pst_nodes *nodes, uint64_t id);
/* A node's own nodes, by id; appended to an empty list. */
void hs_pst_own(hs_pst *p, uint64_t sub, hs_pst_nodes *out);
/* The properties of a node that is one object. `own`: its nodes. data and inner may be NULL: the bytes of an
 * attachment, and the number of the node that it is where it is a message (0: none). */
void hs_pst_object(hs_pst *p, const hs_pst_node *node, const hs_pst_nodes *own, hs_mapi *out, hs_buf *data,
                   uint32_t *inner);
/* The rows of a node that is a table, handed out one by one; false ends it. */
void hs_pst_table(hs_pst *p, const hs_pst_node *node, const hs_pst_nodes *own, bool (*row)(hs_mapi *cells, void *ctx),
                  void *ctx);

#endif
