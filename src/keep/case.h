/* The case file (SQLite): the only room that knows SQL. Permanent: files, raw bytes or their paths, decisions, log.
 * Derived: what passes made, replaced document by document in one transaction with its pass_run row.
 * docs/case-format.md describes the tables. Every function is transactional: it is done or nothing of it is. */
#ifndef HS_KEEP_CASE_H
#define HS_KEEP_CASE_H

#include "doc/pile.h"

typedef struct hs_case hs_case;

/* Opens; makes it where absent and create is set. A file that is no case, damaged, or of a newer format is HS_ERR_CASE
 * and stays as it is. Any number of processes may read while one writes. */
hs_case *hs_case_open(const char *path, bool create, hs_err *err);
void hs_case_close(hs_case *c); /* NULL is fine */

/* Makes this process the case's writer until it closes it. A second writer waits 10 s, then fails and says who writes.
 * Every function that writes does this by itself. */
bool hs_case_lock(hs_case *c, hs_err *err);

/* Several calls as one transaction: what they stored is on the disk when hs_case_end(c, true, …) returns true, and
 * nothing of it otherwise. */
bool hs_case_begin(hs_case *c, hs_err *err);
bool hs_case_end(hs_case *c, bool ok, hs_err *err);

typedef enum {
    HS_FILE_NEW,   /* a document that the case did not have */
    HS_FILE_COPY,  /* another path to the bytes of one that it has */
    HS_FILE_KNOWN, /* the same path with the same bytes again */
    HS_FILE_NOT_READ
} hs_file_news;

/* A file that was found: its path, hash and size are recorded, with the log entry of its addition when new. path is
 * kept as given; the same file by another name (relative, absolute) is known all the same. raw may be NULL where its
 * bytes could not be read: why_not says why. Bytes past HS_RAW_INSIDE are not copied: the file's place is kept. */
enum { HS_RAW_INSIDE = 16 << 20 };
bool hs_case_add_file(hs_case *c, const char *path, const hs_str *raw, const hs_err *why_not, hs_file_news *news,
                      hs_err *err);
/* A folder whose names could be read this time: an earlier «not read» of it is taken back. Within a transaction. */
bool hs_case_folder_read(hs_case *c, const char *path, hs_err *err);

/* From now on the bytes of new documents go to a content-addressed store, a folder with each file under its hash
 * (DIR/ab/cdef…), instead of the case. Made where absent; the log records it with the next new document. */
bool hs_case_store_in(hs_case *c, const char *dir, hs_err *err);

/* The documents that have no row of these versions yet: what `run` must do. versions is the text of run/ that names
 * every document pass with its version; limited is the text for documents that ran into a limit, with that limit. In
 * the order in which they were added; the caller frees the list. */
typedef HS_VEC(hs_sha256) hs_sha_list;
bool hs_case_stale(hs_case *c, const char *versions, const char *limited, hs_sha_list *out, hs_err *err);

/* Members of a container. hs_case_put_child stores one as the container's worker hands it out: its bytes, or where code
 * is not HS_OK the reason in their place. Item 0 forgets the members of an earlier reading; hs_case_end_children,
 * called with their number, the rest. The bytes of a member are kept in the case whatever their size. */
bool hs_case_put_child(hs_case *c, const hs_sha256 *parent, uint32_t item, hs_str name, hs_str bytes, hs_code code,
                       hs_err *err);
bool hs_case_end_children(hs_case *c, const hs_sha256 *parent, uint32_t n, hs_err *err);
/* Gives every member its paths, FILE!member, as a file of the case with its log entry; only then it is a document that
 * hs_case_stale tells of. Bounded: depth, members and bytes of one outermost file; what goes beyond is listed with that
 * reason. What comes out depends on the files and their members alone. *more is set where there are new documents. */
enum { HS_CHILDREN_DEEPEST = 8, HS_CHILDREN_PATHS = 200000 };
bool hs_case_name_children(hs_case *c, bool *more, hs_err *err);

/* The first path of a document's files, appended to out. */
bool hs_case_path(hs_case *c, const hs_sha256 *sha, hs_buf *out, hs_err *err);

/* The raw bytes of a document: from the case, or from its path, in which case the hash is checked. */
bool hs_case_raw(hs_case *c, const hs_sha256 *sha, hs_buf *out, hs_err *err);

/* Replaces all derived rows of the document (found by d->sha) and its pass_run row. */
bool hs_case_put_doc(hs_case *c, const hs_doc *d, const char *versions, hs_err *err);
/* Records that a document could not be read; what it had is dropped, the reason is listed. */
bool hs_case_put_failed(hs_case *c, const hs_sha256 *sha, const char *versions, const hs_err *why, hs_err *err);

/* Replaces the ledger, with the versions of link/'s passes and a hash of what it was made from; and what is kept. */
bool hs_case_put_ledger(hs_case *c, const hs_pile *p, const char *versions, hs_err *err);
bool hs_case_ledger_stale(hs_case *c, const char *versions, bool *stale, hs_err *err);

/* Everything: documents, ledger, files, decisions. The caller frees with hs_pile_free. Tokens and sentences are not
 * kept in the case: documents come without them. */
bool hs_case_load(hs_case *c, hs_pile *out, hs_err *err);
/* Whether a run was cut off, or is going on: files are not read yet, or documents that came since are not in the
 * ledger. hs_case_load then gives what was acknowledged; where documents were read anew and are not linked yet, it is
 * an error (HS_ERR_CASE) that says so. */
bool hs_case_unfinished(hs_case *c, bool *out, hs_err *err);
/* To link anew: all but the ledger, which may speak of what the documents no longer hold, with what these versions of
 * link/ kept. */
bool hs_case_load_unlinked(hs_case *c, const char *versions, hs_pile *out, hs_err *err);

/* Its files and how much was found in them, without what the documents say: out has files alone. */
typedef struct {
    uint32_t documents, outlets, attributions, assertions, figures, claims, entities, decisions;
} hs_case_numbers;
bool hs_case_load_files(hs_case *c, hs_pile *out, hs_case_numbers *n, hs_err *err);

/* Drops what is derived; `run` remakes it. */
bool hs_case_forget_derived(hs_case *c, hs_err *err);

/* A person's ruling: stored, logged, never overwritten. target and other are anchors (keep/decision.h), other NULL
 * where there is one only; what is "same", "different", "checked", "second", "cleared", "wrong" or "undo". */
bool hs_case_decide(hs_case *c, const char *by, const char *what, const char *target, const char *other,
                    const char *reason, hs_err *err);

/* The log, oldest first. */
typedef struct {
    uint64_t seq;
    const char *at, *by, *what, *detail, *hash; /* valid during the call */
} hs_log_entry;
bool hs_case_log(hs_case *c, void (*each)(const hs_log_entry *, void *), void *ctx, hs_err *err);
bool hs_case_log_add(hs_case *c, const char *what, const char *detail, hs_err *err); /* exports, flags */

/* Checks SQLite's own structures, every raw byte against its hash, the log's chain and that the case holds what it
 * tells of, and that what passes made is as they stored it. Each finding is one line that names the place. False where
 * there is one: err then says how many. */
typedef struct {
    uint64_t documents, bytes, log_entries;
} hs_checked;
bool hs_case_verify(hs_case *c, void (*finding)(const char *line, void *), void *ctx, hs_checked *checked, hs_err *err);

/* Full-text search (FTS5) in the contract's query language: the best `limit` documents, best first, each with up to
 * three passages. A query that is not in the language is HS_ERR_USAGE with the byte where it goes wrong. */
typedef struct {
    const hs_doc *doc;    /* without tokens and sentences; valid during the call, as words is */
    hs_span at;           /* the passage: the block around the first match, or some words of a long one */
    const hs_span *words; /* the matching words in it; none where the document matches by its title or another field */
    uint32_t n;
    double rank;
} hs_hit;
bool hs_case_search(hs_case *c, const char *query, uint32_t limit, void (*each)(const hs_hit *, void *), void *ctx,
                    hs_err *err);

#endif
