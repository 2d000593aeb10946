#include "read/pstfile.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { DEEPEST = 8, SPARE = 16 << 20, LEAST = 64, MOST_VALUE = 64 << 20, MOST_COLUMNS = 1000 };

/* [MS-PST] 5.1: what undoes the cipher by table, and the second step of the other. */
static const uint8_t undo[256] = {
    71,  241, 180, 230, 11,  106, 114, 72,  133, 78,  158, 235, 226, 248, 148, 83,  224, 187, 160, 2,   232, 90,
    9,   171, 219, 227, 186, 198, 124, 195, 16,  221, 57,  5,   150, 48,  245, 55,  96,  130, 140, 201, 19,  74,
    107, 29,  243, 251, 143, 38,  151, 202, 145, 23,  1,   196, 50,  45,  110, 49,  149, 255, 217, 35,  209, 0,
    94,  121, 220, 68,  59,  26,  40,  197, 97,  87,  32,  144, 61,  131, 185, 67,  190, 103, 210, 70,  66,  118,
    192, 109, 91,  126, 178, 15,  22,  41,  60,  169, 3,   84,  13,  218, 93,  223, 246, 183, 199, 98,  205, 141,
    6,   211, 105, 92,  134, 214, 20,  247, 165, 102, 117, 172, 177, 233, 69,  33,  112, 12,  135, 159, 116, 164,
    34,  76,  111, 191, 31,  86,  170, 46,  179, 120, 51,  80,  176, 163, 146, 188, 207, 25,  28,  167, 99,  203,
    30,  77,  62,  75,  27,  155, 79,  231, 240, 238, 173, 58,  181, 89,  4,   234, 64,  85,  37,  81,  229, 122,
    137, 56,  104, 82,  123, 252, 39,  174, 215, 189, 250, 7,   244, 204, 142, 95,  239, 53,  156, 132, 43,  21,
    213, 119, 52,  73,  182, 18,  10,  127, 113, 136, 253, 157, 24,  65,  125, 147, 216, 88,  44,  206, 254, 36,
    175, 222, 184, 54,  200, 161, 128, 166, 153, 152, 168, 47,  14,  129, 101, 115, 228, 194, 162, 138, 212, 225,
    17,  208, 8,   139, 42,  242, 237, 154, 100, 63,  193, 108, 249, 236};
static const uint8_t second[256] = {
    20,  83,  15,  86,  179, 200, 122, 156, 235, 101, 72,  23,  22,  21,  159, 2,   204, 84,  124, 131, 0,   13,
    12,  11,  162, 98,  168, 118, 219, 217, 237, 199, 197, 164, 220, 172, 133, 116, 214, 208, 167, 155, 174, 154,
    150, 113, 102, 195, 99,  153, 184, 221, 115, 146, 142, 132, 125, 165, 94,  209, 93,  147, 177, 87,  81,  80,
    128, 137, 82,  148, 79,  78,  10,  107, 188, 141, 127, 110, 71,  70,  65,  64,  68,  1,   17,  203, 3,   63,
    247, 244, 225, 169, 143, 60,  58,  249, 251, 240, 25,  48,  130, 9,   46,  201, 157, 160, 134, 73,  238, 111,
    77,  109, 196, 45,  129, 52,  37,  135, 27,  136, 170, 252, 6,   161, 18,  56,  253, 76,  66,  114, 100, 19,
    55,  36,  106, 117, 119, 67,  255, 230, 180, 75,  54,  92,  228, 216, 53,  61,  69,  185, 44,  236, 183, 49,
    43,  41,  7,   104, 163, 14,  105, 123, 24,  158, 33,  57,  190, 40,  26,  91,  120, 245, 35,  202, 42,  176,
    175, 62,  254, 4,   140, 231, 229, 152, 50,  149, 211, 246, 74,  232, 166, 234, 233, 243, 213, 47,  112, 32,
    242, 31,  5,   103, 173, 85,  16,  206, 205, 227, 39,  59,  218, 186, 215, 194, 38,  212, 145, 29,  210, 28,
    34,  51,  248, 250, 241, 90,  239, 207, 144, 182, 139, 181, 189, 192, 191, 8,   151, 30,  108, 226, 97,  224,
    198, 193, 89,  171, 187, 88,  222, 95,  223, 96,  121, 126, 178, 138};

/* ---- numbers ---- */

static uint64_t number(hs_str s, uint64_t at, uint32_t bytes)
{
    uint64_t n = 0;
    if (at > s.n || s.n - at < bytes) return 0;
    for (uint32_t i = bytes; i > 0; i--) n = n << 8 | (unsigned char)s.p[at + i - 1];
    return n;
}

static uint32_t u16_at(hs_str s, uint64_t at)
{
    return (uint32_t)number(s, at, 2);
}

static uint32_t u32_at(hs_str s, uint64_t at)
{
    return (uint32_t)number(s, at, 4);
}

/* The width of numbers in this file. */
static uint32_t width(const hs_pst *p)
{
    return p->wide ? 8 : 4;
}

static uint64_t id_at(const hs_pst *p, hs_str s, uint64_t at)
{
    return number(s, at, width(p));
}

static bool pay(hs_pst *p, uint64_t bytes)
{
    bytes = bytes < LEAST ? LEAST : bytes;
    if (bytes > p->left) p->damaged = true;
    if (bytes > p->left) return false;
    p->left -= bytes;
    return true;
}

/* ---- the two trees of the file ---- */

static void take_leaf(hs_pst *p, hs_str s, bool blocks)
{
    uint32_t w = width(p);
    if (blocks) {
        uint32_t n = u16_at(s, 2 * w);
        *HS_PUSH(p->blocks) =
            (hs_pst_block){id_at(p, s, 0) & ~(uint64_t)1, id_at(p, s, w), n, p->large ? u16_at(s, 2 * w + 2) : n};
    } else {
        *HS_PUSH(p->nodes) =
            (hs_pst_node){u32_at(s, 0), id_at(p, s, w), id_at(p, s, 2 * w), u32_at(s, 3 * (uint64_t)w)};
    }
}

static void take_page(hs_pst *p, uint64_t at, bool blocks, int depth)
{
    uint32_t size = p->large ? 4096 : 512, w = width(p), tail = p->large ? 4056 : p->wide ? 488 : 496;
    if (depth > DEEPEST || at > p->raw.n || p->raw.n - at < size || !pay(p, size)) {
        p->damaged = true;
        return;
    }
    hs_str s = {p->raw.p + at, size};
    uint32_t n = p->large ? u16_at(s, tail) : (unsigned char)s.p[tail];
    uint32_t each = (unsigned char)s.p[tail + (p->large ? 4 : 2)],
             level = (unsigned char)s.p[tail + (p->large ? 5 : 3)];
    uint32_t least = level ? 3 * w : blocks ? 2 * w + 4 : 3 * w + 4;
    if (each < least || (uint64_t)n * each > tail) {
        p->damaged = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        hs_str entry = {s.p + (size_t)i * each, each};
        if (level) {
            take_page(p, id_at(p, entry, 2 * w), blocks, depth + 1);
        } else {
            take_leaf(p, entry, blocks);
        }
    }
}

static int by_id(const void *a, const void *b) /* both begin with their number */
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

bool hs_pst_is(hs_str raw)
{
    return raw.n >= 564 && !memcmp(raw.p, "!BDN", 4) && (!memcmp(raw.p + 8, "SM", 2) || !memcmp(raw.p + 8, "SO", 2));
}

bool hs_pst_open(hs_str raw, hs_pst *p, hs_err *err)
{
    uint32_t version = u16_at(raw, 10);
    *p = (hs_pst){.raw = raw, .wide = version >= 20, .large = version >= 36, .left = 4 * (uint64_t)raw.n + SPARE};
    p->cipher = (uint8_t)number(raw, p->wide ? 513 : 461, 1);
    for (unsigned i = 0; i < 256; i++) p->scramble[undo[i]] = (uint8_t)i;
    take_page(p, p->wide ? number(raw, 240, 8) : number(raw, 196, 4), true, 0);
    take_page(p, p->wide ? number(raw, 224, 8) : number(raw, 188, 4), false, 0);
    if (p->blocks.n) qsort(p->blocks.v, p->blocks.n, sizeof *p->blocks.v, by_id);
    if (p->nodes.n) qsort(p->nodes.v, p->nodes.n, sizeof *p->nodes.v, by_id);
    if (p->cipher > 2)
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE,
                       "encrypted: open this mailbox in Outlook and export it without encryption");
    return p->nodes.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "the directory of this mailbox is damaged");
}

void hs_pst_close(hs_pst *p)
{
    HS_VEC_FREE(p->blocks);
    HS_VEC_FREE(p->nodes);
}

const hs_pst_node *hs_pst_find(const hs_pst_nodes *nodes, uint64_t id)
{
    return nodes->n ? bsearch(&id, nodes->v, nodes->n, sizeof *nodes->v, by_id) : NULL;
}

/* ---- blocks ---- */

static void decipher(const hs_pst *p, uint64_t block, char *bytes, size_t n)
{
    uint32_t key = (uint32_t)(block ^ block >> 16) & 0xFFFF;
    for (size_t i = 0; i < n && p->cipher; i++) {
        uint8_t b = (uint8_t)bytes[i];
        if (p->cipher == 2) {
            uint8_t low = (uint8_t)key, high = (uint8_t)(key >> 8);
            b = second[(uint8_t)(p->scramble[(uint8_t)(b + low)] + high)];
            b = (uint8_t)(undo[(uint8_t)(b - high)] - low);
            key++;
        } else {
            b = undo[b];
        }
        bytes[i] = (char)b;
    }
}

static bool is_inner(uint64_t block)
{
    return block & 2;
}

static bool unpack(hs_str packed, uint32_t whole, hs_buf *out)
{
    char *to = hs_malloc(whole);
    uLongf n = whole;
    bool ok = uncompress((Bytef *)to, &n, (const Bytef *)packed.p, (uLong)packed.n) == Z_OK;
    if (ok) hs_buf_add(out, to, n);
    free(to);
    return ok;
}

static bool read_block(hs_pst *p, uint64_t id, hs_buf *out)
{
    id &= ~(uint64_t)1;
    size_t before = out->n;
    const hs_pst_block *b = p->blocks.n ? bsearch(&id, p->blocks.v, p->blocks.n, sizeof *p->blocks.v, by_id) : NULL;
    bool there = b && b->at <= p->raw.n && b->n <= p->raw.n - b->at && pay(p, b->whole > b->n ? b->whole : b->n);
    hs_str bytes = there ? (hs_str){p->raw.p + b->at, b->n} : (hs_str){"", 0};
    bool ok = there && (b->whole == b->n || unpack(bytes, b->whole, out));
    if (ok && b->whole == b->n) hs_buf_add(out, bytes.p, bytes.n);
    if (ok && !is_inner(id) && out->n > before) decipher(p, id, out->p + before, out->n - before);
    p->damaged |= !ok;
    return ok;
}

typedef HS_VEC(uint32_t) offsets;

/* The bytes of a node, of up to two levels of blocks; where each block begins. */
static bool read_data(hs_pst *p, uint64_t id, int depth, hs_buf *out, offsets *starts)
{
    if (!id) return true;
    if (!is_inner(id)) {
        *HS_PUSH(*starts) = (uint32_t)out->n;
        return out->n <= MOST_VALUE && read_block(p, id, out);
    }
    hs_buf list = {0};
    bool ok = depth < 3 && read_block(p, id, &list) && list.n >= 8 && list.p[0] == 1;
    hs_str s = {hs_buf_c(&list), list.n};
    uint32_t n = u16_at(s, 2), w = width(p);
    for (uint32_t i = 0; ok && i < n && 8 + ((uint64_t)i + 1) * w <= s.n; i++)
        ok = read_data(p, id_at(p, s, 8 + (uint64_t)i * w), depth + 1, out, starts);
    p->damaged |= !ok;
    hs_buf_free(&list);
    return ok;
}

static void read_own(hs_pst *p, uint64_t block, int depth, hs_pst_nodes *out)
{
    hs_buf list = {0};
    bool ok = depth < 3 && read_block(p, block, &list) && list.n >= 8 && list.p[0] == 2;
    hs_str s = {hs_buf_c(&list), list.n};
    uint32_t n = ok ? u16_at(s, 2) : 0, w = width(p), level = ok ? (unsigned char)s.p[1] : 0;
    uint32_t first = p->wide ? 8 : 4, each = level ? 2 * w : 3 * w;
    for (uint32_t i = 0; i < n && first + ((uint64_t)i + 1) * each <= s.n; i++) {
        uint64_t at = first + (uint64_t)i * each;
        if (level) {
            read_own(p, id_at(p, s, at + w), depth + 1, out);
        } else {
            *HS_PUSH(*out) = (hs_pst_node){u32_at(s, at), id_at(p, s, at + w), id_at(p, s, at + 2 * (uint64_t)w), 0};
        }
    }
    p->damaged |= !ok;
    hs_buf_free(&list);
}

void hs_pst_own(hs_pst *p, uint64_t sub, hs_pst_nodes *out)
{
    if (sub) read_own(p, sub, 0, out);
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_id);
}

/* ---- heaps ---- */

typedef struct {
    hs_pst *p;
    const hs_pst_nodes *own;
    hs_buf bytes;
    offsets starts; /* of its blocks */
} heap;

static hs_str block_of(const heap *h, uint32_t i)
{
    if (i >= h->starts.n) return (hs_str){"", 0};
    size_t from = h->starts.v[i], to = i + 1 < h->starts.n ? h->starts.v[i + 1] : h->bytes.n;
    return (hs_str){h->bytes.p ? h->bytes.p + from : "", to - from};
}

/* An allocation of the heap. */
static hs_str piece(const heap *h, uint32_t id)
{
    uint32_t bits = h->p->large ? 14 : 11, i = (id >> 5 & ((1U << bits) - 1)), block = id >> (5 + bits);
    hs_str s = block_of(h, block);
    uint64_t map = u16_at(s, 0);
    if ((id & HS_PST_KIND) || !i || i > u16_at(s, map)) return (hs_str){"", 0};
    uint32_t from = u16_at(s, map + 4 + 2 * ((uint64_t)i - 1)), to = u16_at(s, map + 4 + 2 * (uint64_t)i);
    return from <= to && to <= s.n ? (hs_str){s.p + from, to - from} : (hs_str){"", 0};
}

static bool open_heap(hs_pst *p, const hs_pst_node *node, const hs_pst_nodes *own, uint8_t kind, heap *h)
{
    *h = (heap){.p = p, .own = own};
    read_data(p, node->data, 0, &h->bytes, &h->starts);
    hs_str first = block_of(h, 0);
    bool ok = number(first, 2, 1) == 0xEC && number(first, 3, 1) == kind;
    p->damaged |= !ok;
    return ok;
}

static void close_heap(heap *h)
{
    hs_buf_free(&h->bytes);
    HS_VEC_FREE(h->starts);
}

/* A value that stands in the heap or in a node of its own; appended. */
static void value_of(heap *h, uint32_t id, hs_buf *out)
{
    offsets starts = {0};
    if (!(id & HS_PST_KIND)) {
        hs_str s = piece(h, id);
        if (pay(h->p, s.n)) hs_buf_add(out, s.p, s.n);
    } else {
        const hs_pst_node *n = hs_pst_find(h->own, id);
        h->p->damaged |= !n;
        if (n) read_data(h->p, n->data, 0, out, &starts);
    }
    HS_VEC_FREE(starts);
}

/* ---- objects ---- */

/* A property: small ones stand in `small`, which holds the place of others. */
static void add_property(heap *h, uint32_t id, uint32_t type, uint32_t small, hs_mapi *out)
{
    char four[4] = {(char)small, (char)(small >> 8), (char)(small >> 16), (char)(small >> 24)};
    hs_buf b = {0};
    bool far = type == HS_MAPI_TEXT || type == HS_MAPI_NARROW || type == HS_MAPI_BINARY || type == HS_MAPI_TIME;
    if (!hs_mapi_wanted(id)) return;
    if (type == HS_MAPI_INT || type == HS_MAPI_BOOL) hs_mapi_add(out, id, type, (hs_str){four, 4});
    if (far && small) value_of(h, small, &b);
    if (b.n) hs_mapi_add(out, id, type, (hs_str){b.p, b.n});
    hs_buf_free(&b);
}

typedef struct {
    heap *h;
    hs_mapi *out;
    hs_buf *data;
    uint32_t *inner;
} object;

static void take_property(object *o, hs_str s)
{
    uint32_t id = u16_at(s, 0), type = u16_at(s, 2), small = u32_at(s, 4);
    add_property(o->h, id, type, small, o->out);
    if (id != HS_MAPI_DATA) return;
    if (type == HS_MAPI_BINARY && small && o->data) value_of(o->h, small, o->data);
    if (type == HS_MAPI_OBJECT && o->inner) *o->inner = u32_at(piece(o->h, small), 0);
}

/* The leaves of a tree in a heap: records of `size` bytes behind keys of 2. */
static void walk_tree(object *o, uint32_t id, uint32_t levels, int depth)
{
    hs_str s = piece(o->h, id);
    uint32_t each = levels ? 6 : 8;
    if (depth > DEEPEST || !pay(o->h->p, s.n)) return;
    for (size_t at = 0; at + each <= s.n; at += each) {
        if (levels) {
            walk_tree(o, u32_at(s, at + 2), levels - 1, depth + 1);
        } else {
            take_property(o, (hs_str){s.p + at, each});
        }
    }
}

void hs_pst_object(hs_pst *p, const hs_pst_node *node, const hs_pst_nodes *own, hs_mapi *out, hs_buf *data,
                   uint32_t *inner)
{
    heap h;
    object o = {&h, out, data, inner};
    if (open_heap(p, node, own, 0xBC, &h)) {
        hs_str head = piece(&h, u32_at(block_of(&h, 0), 4));
        bool sound = number(head, 0, 1) == 0xB5 && number(head, 1, 1) == 2 && number(head, 2, 1) == 6;
        p->damaged |= !sound;
        if (sound) walk_tree(&o, u32_at(head, 4), (uint32_t)number(head, 3, 1), 0);
    }
    close_heap(&h);
}

/* ---- tables ---- */

typedef struct {
    heap *h;
    hs_str head; /* of the table: its columns */
    uint32_t columns, exist, size;
} table;

static void take_row(const table *t, hs_str row, hs_mapi *out)
{
    for (uint32_t i = 0; i < t->columns; i++) {
        uint64_t at = 22 + 8 * (uint64_t)i;
        uint32_t type = u16_at(t->head, at), id = u16_at(t->head, at + 2), from = u16_at(t->head, at + 4);
        uint32_t n = (uint32_t)number(t->head, at + 6, 1), bit = (uint32_t)number(t->head, at + 7, 1);
        bool there = number(row, t->exist + bit / 8, 1) >> (7 - bit % 8) & 1;
        if (there && n <= 4) add_property(t->h, id, type, (uint32_t)number(row, from, n), out);
    }
}

/* Rows do not cross the blocks of the node that holds them. */
static void walk_rows(const table *t, const hs_buf *rows, const offsets *starts, bool (*row)(hs_mapi *, void *),
                      void *ctx)
{
    bool go = true;
    for (uint32_t i = 0; i < starts->n && go; i++) {
        size_t end = i + 1 < starts->n ? starts->v[i + 1] : rows->n;
        for (size_t at = starts->v[i]; go && end - at >= t->size; at += t->size) {
            hs_mapi cells = {0};
            take_row(t, (hs_str){rows->p + at, t->size}, &cells);
            go = row(&cells, ctx);
            hs_mapi_free(&cells);
        }
    }
}

void hs_pst_table(hs_pst *p, const hs_pst_node *node, const hs_pst_nodes *own, bool (*row)(hs_mapi *cells, void *ctx),
                  void *ctx)
{
    heap h;
    hs_buf rows = {0};
    offsets starts = {0};
    if (open_heap(p, node, own, 0x7C, &h)) {
        hs_str head = piece(&h, u32_at(block_of(&h, 0), 4));
        table t = {&h, head, (uint32_t)number(head, 1, 1), u16_at(head, 6), u16_at(head, 8)};
        uint32_t at = u32_at(head, 14);
        const hs_pst_node *n = at & HS_PST_KIND ? hs_pst_find(own, at) : NULL;
        if (n) {
            read_data(p, n->data, 0, &rows, &starts);
        } else {
            hs_str s = piece(&h, at);
            *HS_PUSH(starts) = 0;
            hs_buf_add(&rows, s.p, s.n);
        }
        if (head.n >= 22 && t.size) walk_rows(&t, &rows, &starts, row, ctx);
    }
    HS_VEC_FREE(starts);
    hs_buf_free(&rows);
    close_heap(&h);
}
