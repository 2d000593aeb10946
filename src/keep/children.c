/* Members of containers: stored as they come, then named. */
#include "base/utf8.h"
#include "keep/rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- storing ---- */

static bool parent_key(hs_case *c, const hs_sha256 *parent, int64_t *key, hs_err *err)
{
    if (!hs_db_number(c, key, 0, err, "SELECT id FROM raw WHERE sha256 = ?1", "h", parent)) return false;
    return *key || hs_fail(err, HS_ERR_NOTFOUND, c->path, HS_NOWHERE, "these bytes were never added");
}

static bool put_child(hs_case *c, int64_t parent, uint32_t item, const char *name, hs_str bytes, hs_code code,
                      hs_err *err)
{
    hs_sha256 sha = hs_sha256_of(bytes.p, bytes.n);
    int64_t raw;
    hs_buf reason = {0};
    if (!item && !hs_db_do(c, err, "DELETE FROM child WHERE parent = ?1", "i", parent)) return false;
    if (code == HS_OK)
        return hs_raw_put(c, &sha, bytes, NULL, &raw, err) &&
               hs_db_do(c, err, "INSERT INTO child (parent, item, name, raw) VALUES (?1, ?2, ?3, ?4)", "iisi", parent,
                        (int64_t)item, name, raw);
    hs_utf8_shown(bytes, &reason); /* the worker's word */
    bool ok = hs_db_do(c, err, "INSERT INTO child (parent, item, name, code, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
                       "iisss", parent, (int64_t)item, name, hs_code_name(code), hs_buf_c(&reason));
    hs_buf_free(&reason);
    return ok;
}

bool hs_case_put_child(hs_case *c, const hs_sha256 *parent, uint32_t item, hs_str name, hs_str bytes, hs_code code,
                       hs_err *err)
{
    int64_t key;
    hs_buf shown = {0};
    hs_utf8_shown(name, &shown);
    bool ok = parent_key(c, parent, &key, err) && hs_db_begin(c, err) &&
              hs_db_end(c, put_child(c, key, item, hs_buf_c(&shown), bytes, code, err), err);
    hs_buf_free(&shown);
    return ok;
}

bool hs_case_end_children(hs_case *c, const hs_sha256 *parent, uint32_t n, hs_err *err)
{
    int64_t key;
    return parent_key(c, parent, &key, err) &&
           hs_db_do(c, err, "DELETE FROM child WHERE parent = ?1 AND item >= ?2", "ii", key, (int64_t)n);
}

/* ---- naming ---- */

typedef struct {
    int64_t parent, raw, size; /* raw 0: it cannot be had */
    hs_sha256 sha;
    char *name, *code, *reason;
} child;

/* A file that is being looked into, or will be. */
typedef struct {
    int64_t file, raw;
    char *path, *place;
    uint32_t depth;
} holder;

typedef struct {
    hs_case *c;
    hs_arena texts;         /* of one outermost file */
    HS_VEC(holder) queue;   /* breadth first: the shortest path to a document is the one that is looked into */
    hs_map seen;            /* documents that were looked into */
    HS_VEC(child) children; /* of the holder in hand */
    uint64_t paths, bytes, most_bytes;
    bool more;
} naming;

static char *joined(naming *n, const char *a, const char *b)
{
    hs_buf s = {0};
    hs_buf_printf(&s, "%s!%s", a, b);
    char *kept = hs_arena_strndup(&n->texts, s.p, s.n);
    hs_buf_free(&s);
    return kept;
}

static char *kept(naming *n, sqlite3_stmt *s, int column)
{
    hs_str text = hs_db_text(s, column);
    return text.p ? hs_arena_strndup(&n->texts, text.p, text.n) : NULL;
}

static bool load_children(naming *n, int64_t parent, hs_err *err)
{
    n->children.n = 0;
    sqlite3_stmt *s = hs_db_query(n->c, err,
                                  "SELECT name, raw, size, sha256, code, reason FROM child LEFT JOIN raw ON raw.id = "
                                  "raw WHERE parent = ?1 ORDER BY item",
                                  "i", parent);
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(n->c, s, err)) == HS_ROW) {
        child *k = HS_PUSH(n->children);
        hs_str sha = hs_db_text(s, 3);
        *k = (child){.parent = parent, .raw = sqlite3_column_int64(s, 1), .size = sqlite3_column_int64(s, 2)};
        k->name = kept(n, s, 0);
        k->code = kept(n, s, 4);
        k->reason = kept(n, s, 5);
        if (sha.n == sizeof k->sha.b) memcpy(k->sha.b, sha.p, sha.n);
    }
    return got == HS_END;
}

static bool first_seen(naming *n, int64_t raw)
{
    uint32_t *at = hs_map_at(&n->seen, (hs_str){(const char *)&raw, sizeof raw});
    bool first = *at == HS_MISSING;
    *at = 1;
    return first;
}

/* Why a member is not taken in, or NULL. */
static const char *beyond(const naming *n, const holder *h, const child *k)
{
    return h->depth >= HS_CHILDREN_DEEPEST                ? "it stands too deep: archives in archives in archives …"
           : n->bytes + (uint64_t)k->size > n->most_bytes ? "what is packed in the outermost file grows too large"
                                                          : NULL;
}

static bool name_one(naming *n, const holder *h, const child *k, hs_err *err)
{
    hs_spot at = {joined(n, h->path, k->name), joined(n, h->place, k->name), h->file};
    hs_file_news news;
    int64_t file;
    if (!k->raw) return hs_file_refuse(n->c, &at, k->code, k->reason, err);
    bool first = first_seen(n, k->raw);
    const char *why = first ? beyond(n, h, k) : NULL;
    if (why) return hs_file_refuse(n->c, &at, hs_code_name(HS_ERR_LIMIT), why, err);
    if (!hs_file_put(n->c, &at, &k->sha, k->size, k->raw, &news, err)) return false;
    n->more |= news == HS_FILE_NEW;
    n->bytes += first ? (uint64_t)k->size : 0;
    if (!first) return true;
    if (!hs_db_number(n->c, &file, 0, err, "SELECT id FROM file WHERE place = ?1 AND raw = ?2", "si", at.place, k->raw))
        return false;
    *HS_PUSH(n->queue) = (holder){file, k->raw, (char *)at.path, (char *)at.place, h->depth + 1};
    return true;
}

static bool name_all_of(naming *n, const holder *top, int64_t size, hs_err *err)
{
    bool ok = true;
    const uint64_t free_bytes = 256 << 20, ratio = 200, most = 8ULL << 30;
    n->queue.n = 0;
    n->paths = n->bytes = 0;
    n->most_bytes = (uint64_t)size < most / ratio ? (uint64_t)size * ratio + free_bytes : most;
    *HS_PUSH(n->queue) = *top;
    first_seen(n, top->raw);
    for (uint32_t i = 0; ok && i < n->queue.n; i++) {
        holder h = n->queue.v[i];
        ok = load_children(n, h.raw, err);
        for (uint32_t j = 0; ok && j < n->children.n && n->paths <= HS_CHILDREN_PATHS; j++) {
            ok = n->paths++ < HS_CHILDREN_PATHS
                     ? name_one(n, &h, &n->children.v[j], err)
                     : hs_file_refuse(n->c, &(hs_spot){joined(n, h.path, "…"), joined(n, h.place, "…"), h.file},
                                      hs_code_name(HS_ERR_LIMIT), "it has more members than are read", err);
        }
    }
    hs_map_free(&n->seen);
    return ok;
}

static bool name_children(naming *n, hs_err *err)
{
    HS_VEC(holder) tops = {0};
    HS_VEC(int64_t) sizes = {0};
    hs_arena paths = {0};
    sqlite3_stmt *s =
        hs_db_query(n->c, err,
                    "SELECT file.id, raw, path, file.place, size FROM file JOIN raw ON raw.id = raw "
                    "WHERE container IS NULL AND raw IN (SELECT parent FROM child) ORDER BY path, raw.sha256",
                    "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(n->c, s, err)) == HS_ROW) {
        hs_str path = hs_db_text(s, 2), place = hs_db_text(s, 3);
        *HS_PUSH(tops) =
            (holder){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), hs_arena_strndup(&paths, path.p, path.n),
                     hs_arena_strndup(&paths, place.p, place.n), 0};
        *HS_PUSH(sizes) = sqlite3_column_int64(s, 4);
    }
    bool ok = got == HS_END;
    for (uint32_t i = 0; ok && i < tops.n; i++) {
        ok = name_all_of(n, &tops.v[i], sizes.v[i], err);
        hs_arena_free(&n->texts);
    }
    hs_arena_free(&paths);
    HS_VEC_FREE(tops);
    HS_VEC_FREE(sizes);
    return ok;
}

bool hs_case_name_children(hs_case *c, bool *more, hs_err *err)
{
    naming n = {.c = c};
    bool ok = hs_db_begin(c, err) && hs_db_end(c, name_children(&n, err), err);
    *more = n.more;
    HS_VEC_FREE(n.queue);
    HS_VEC_FREE(n.children);
    return ok;
}
