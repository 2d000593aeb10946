/* Signed checkpoints of the log: a short text with the number of its entries, the hash of the last one, and an Ed25519
 * signature (RFC 8032, by libsodium). Printed or kept elsewhere, it shows later whether the log was cut off, rewritten
 * or put in another order: each entry's hash covers all entries before it. docs/custody.md has the form of the text.
 *
 * The key lies in a file of its own where the user says; nothing of it gets into the case but its public half. */
#ifndef HS_KEEP_CHECKPOINT_H
#define HS_KEEP_CHECKPOINT_H

#include "keep/case.h"

typedef struct {
    uint64_t entries; /* of the log */
    hs_sha256 last;   /* the hash of the last of them */
    char at[24];      /* when it was made, UTC */
    char by[256];     /* by whom: user@machine */
    uint8_t key[32];  /* public */
    uint8_t signature[64];
} hs_checkpoint;

/* Makes a new signing key, readable by its owner alone. A file that is there already is never overwritten. */
bool hs_key_make(const char *path, hs_err *err);

/* Notes the checkpoint in the log, then signs the log up to and with that entry. */
bool hs_checkpoint_make(hs_case *c, const char *key_path, hs_checkpoint *out, hs_err *err);

/* The text, 13 lines of at most 64 characters. */
void hs_checkpoint_print(const hs_checkpoint *p, hs_buf *out);

/* Reads the text, also one that was typed in from paper: blanks, empty lines and upper case do not count, and each line
 * of digits carries a check, so that a mistyped one is named. HS_ERR_FORMAT where the signature does not hold. */
bool hs_checkpoint_parse(hs_str text, hs_checkpoint *out, hs_err *err);

/* Whether the log still begins with the entries that were signed; each finding is handed on as hs_case_verify does. */
bool hs_checkpoint_check(hs_case *c, const hs_checkpoint *p, void (*finding)(const char *line, void *), void *ctx,
                         hs_err *err);

#endif
