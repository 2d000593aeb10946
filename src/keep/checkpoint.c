#include "keep/checkpoint.h"

#include "base/file.h"
#include "keep/db.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char title[] = "hearsay checkpoint 1", key_title[] = "hearsay signing key 1";

static void hex_of(const uint8_t *bytes, size_t n, hs_buf *out)
{
    for (size_t i = 0; i < n; i++) hs_buf_printf(out, "%02x", bytes[i]);
}

/* ---- the key: a file of two lines, the title and the 32 bytes of the seed in hexadecimal ---- */

static bool ready(hs_err *err)
{
    return sodium_init() >= 0 ||
           hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "this system gives no random numbers to make keys of");
}

bool hs_key_make(const char *path, hs_err *err)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    hs_buf text = {0};
    if (!ready(err)) return false;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot make the key: %s",
                       errno == EEXIST ? "there is a file already, and a key is never overwritten" : strerror(errno));
    randombytes_buf(seed, sizeof seed);
    hs_buf_printf(&text, "%s\n", key_title);
    hex_of(seed, sizeof seed, &text);
    hs_buf_char(&text, '\n');
    bool ok = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    if (close(fd) != 0) ok = false;
    if (!ok) {
        unlink(path);
        hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot write the key");
    }
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(text.p, text.n);
    hs_buf_free(&text);
    return ok;
}

static bool key_load(const char *path, uint8_t public[32], uint8_t secret[64], hs_err *err)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    hs_buf text = {0};
    size_t n = 0, head = sizeof key_title - 1;
    if (!ready(err) || !hs_file_read(path, 4096, &text, err)) return false;
    bool ok = text.n > head && memcmp(text.p, key_title, head) == 0 &&
              sodium_hex2bin(seed, sizeof seed, text.p + head, text.n - head, " \n\r", &n, NULL) == 0 &&
              n == sizeof seed && crypto_sign_seed_keypair(public, secret, seed) == 0;
    if (!ok)
        hs_fail(err, HS_ERR_FORMAT, path, HS_NOWHERE, "this is no signing key; 'hearsay log --new-key FILE' makes one");
    sodium_memzero(seed, sizeof seed);
    if (text.p) sodium_memzero(text.p, text.n);
    hs_buf_free(&text);
    return ok;
}

/* ---- making ---- */

/* The bytes that are signed. */
static void signed_text(const hs_checkpoint *p, hs_buf *out)
{
    hs_buf_printf(out, "%s\nlog entries %" PRIu64 "\nlast hash ", title, p->entries);
    hex_of(p->last.b, sizeof p->last.b, out);
    hs_buf_printf(out, "\nmade at %s\nmade by %s\n", p->at, p->by);
}

static bool fill(hs_case *c, const uint8_t public[32], hs_checkpoint *out, hs_err *err)
{
    hs_buf detail = {0};
    hs_buf_str(&detail, "signed with the key ");
    hex_of(public, 32, &detail);
    bool ok = hs_log_append(c, "checkpoint", hs_buf_c(&detail), err);
    hs_buf_free(&detail);
    sqlite3_stmt *s =
        ok ? hs_db_query(c, err, "SELECT seq, hash, at, by FROM log ORDER BY seq DESC LIMIT 1", "") : NULL;
    if (!s || hs_db_step(c, s, err) != HS_ROW) return false;
    out->entries = (uint64_t)sqlite3_column_int64(s, 0);
    memcpy(out->last.b, sqlite3_column_blob(s, 1), sizeof out->last.b);
    snprintf(out->at, sizeof out->at, "%s", (const char *)sqlite3_column_text(s, 2));
    snprintf(out->by, sizeof out->by, "%s", (const char *)sqlite3_column_text(s, 3));
    memcpy(out->key, public, sizeof out->key);
    sqlite3_reset(s);
    return true;
}

bool hs_checkpoint_make(hs_case *c, const char *key_path, hs_checkpoint *out, hs_err *err)
{
    uint8_t public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    *out = (hs_checkpoint){0};
    bool ok = key_load(key_path, public, secret, err) && hs_db_begin(c, err);
    if (ok) ok = hs_db_end(c, fill(c, public, out, err), err);
    if (ok) {
        hs_buf text = {0};
        signed_text(out, &text);
        crypto_sign_detached(out->signature, NULL, (const uint8_t *)text.p, text.n, secret);
        hs_buf_free(&text);
    }
    sodium_memzero(secret, sizeof secret);
    return ok;
}

/* ---- the text ---- */

enum { LABEL = 13, PER_LINE = 16 /* bytes */ };

/* Four digits that a mistyped line does not fit. */
static void line_check(const uint8_t *bytes, size_t n, char out[5])
{
    hs_sha256 h = hs_sha256_of(bytes, n);
    snprintf(out, 5, "%02x%02x", h.b[0], h.b[1]);
}

static void print_bytes(const char *label, const uint8_t *bytes, size_t n, hs_buf *out)
{
    for (size_t at = 0; at < n; at += PER_LINE) {
        char check[5];
        hs_buf_printf(out, "%-*s", LABEL, at ? "" : label);
        for (size_t i = at; i < at + PER_LINE; i++) hs_buf_printf(out, i % 2 ? "%02x " : "%02x", bytes[i]);
        line_check(bytes + at, PER_LINE, check);
        hs_buf_printf(out, "/%s\n", check);
    }
}

void hs_checkpoint_print(const hs_checkpoint *p, hs_buf *out)
{
    hs_buf_printf(out, "%s\n%-*s%" PRIu64 "\n", title, LABEL, "log entries", p->entries);
    print_bytes("last hash", p->last.b, sizeof p->last.b, out);
    hs_buf_printf(out, "%-*s%s\n%-*s%s\n", LABEL, "made at", p->at, LABEL, "made by", p->by);
    print_bytes("public key", p->key, sizeof p->key, out);
    print_bytes("signature", p->signature, sizeof p->signature, out);
}

/* The next line that is not empty, without blanks around it; *number counts lines. */
static bool next_line(hs_str *rest, hs_str *line, uint64_t *number)
{
    while (rest->n) {
        const char *end = memchr(rest->p, '\n', rest->n);
        size_t n = end ? (size_t)(end - rest->p) : rest->n;
        *line = hs_str_trim((hs_str){rest->p, n});
        *rest = (hs_str){rest->p + n + (end != NULL), rest->n - n - (end != NULL)};
        ++*number;
        if (line->n) return true;
    }
    return false;
}

static bool mistyped(uint64_t line, hs_err *err)
{
    return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                   "line %" PRIu64 " of the checkpoint is missing, damaged or mistyped", line);
}

static bool labelled(hs_str *line, const char *label)
{
    hs_str l = hs_str_of(label);
    if (!hs_str_starts(*line, l)) return false;
    *line = hs_str_trim((hs_str){line->p + l.n, line->n - l.n});
    return true;
}

static bool read_bytes(hs_str *rest, const char *label, uint64_t *number, uint8_t *out, size_t n, hs_err *err)
{
    for (size_t at = 0; at < n; at += PER_LINE) {
        hs_str line;
        size_t got = 0;
        char check[5];
        const char *end = NULL;
        if (!next_line(rest, &line, number) || (!at && !labelled(&line, label)) ||
            sodium_hex2bin(out + at, PER_LINE, line.p, line.n, " \t", &got, &end) != 0 || got != PER_LINE)
            return mistyped(*number, err);
        line_check(out + at, PER_LINE, check);
        hs_str tail = {end, line.n - (size_t)(end - line.p)};
        if (!labelled(&tail, "/") || !hs_str_ieq(tail, hs_str_of(check))) return mistyped(*number, err);
    }
    return true;
}

static bool read_words(hs_str *rest, const char *label, uint64_t *number, char *out, size_t room, hs_err *err)
{
    hs_str line;
    if (!next_line(rest, &line, number) || !labelled(&line, label) || line.n == 0 || line.n >= room)
        return mistyped(*number, err);
    memcpy(out, line.p, line.n);
    out[line.n] = '\0';
    return true;
}

static bool signature_holds(const hs_checkpoint *p, hs_err *err)
{
    hs_buf text = {0};
    signed_text(p, &text);
    bool ok = crypto_sign_verify_detached(p->signature, (const uint8_t *)text.p, text.n, p->key) == 0;
    hs_buf_free(&text);
    return ok || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                         "the checkpoint's signature does not hold: it was changed, or mistyped");
}

bool hs_checkpoint_parse(hs_str text, hs_checkpoint *out, hs_err *err)
{
    hs_str line;
    uint64_t number = 0;
    char entries[24], *end;
    *out = (hs_checkpoint){0};
    if (!ready(err)) return false;
    if (!next_line(&text, &line, &number) || !hs_str_eq(line, hs_str_of(title)))
        return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this is no checkpoint: it does not begin «%s»", title);
    if (!read_words(&text, "log entries", &number, entries, sizeof entries, err)) return false;
    out->entries = strtoull(entries, &end, 10);
    if (*end || !isdigit((unsigned char)entries[0])) return mistyped(number, err);
    return read_bytes(&text, "last hash", &number, out->last.b, sizeof out->last.b, err) &&
           read_words(&text, "made at", &number, out->at, sizeof out->at, err) &&
           read_words(&text, "made by", &number, out->by, sizeof out->by, err) &&
           read_bytes(&text, "public key", &number, out->key, sizeof out->key, err) &&
           read_bytes(&text, "signature", &number, out->signature, sizeof out->signature, err) &&
           signature_holds(out, err);
}

/* ---- checking ---- */

bool hs_checkpoint_check(hs_case *c, const hs_checkpoint *p, void (*finding)(const char *line, void *), void *ctx,
                         hs_err *err)
{
    hs_findings f = {finding, ctx, {0}, 0};
    int64_t last = 0;
    if (!hs_db_number(c, &last, 0, err, "SELECT max(seq) FROM log", "")) return false;
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT hash FROM log WHERE seq = ?1", "i", (int64_t)p->entries);
    if (!s) return false;
    hs_stepped got = hs_db_step(c, s, err);
    if (got == HS_FAILED) return false;
    hs_str hash = got == HS_ROW ? hs_db_text(s, 0) : (hs_str){"", 0};
    if ((uint64_t)last < p->entries) {
        hs_finding(
            &f, "log: it ends at entry %" PRId64 ", and the checkpoint of %s covers %" PRIu64 ": the rest is cut off",
            last, p->at, p->entries);
    } else if (got == HS_END) {
        hs_finding(&f, "log: entry %" PRIu64 ", the last that the checkpoint of %s covers, is missing", p->entries,
                   p->at);
    } else if (!hs_str_eq(hash, (hs_str){(const char *)p->last.b, sizeof p->last.b})) {
        hs_finding(&f,
                   "log: the entries up to %" PRIu64 " are not those that the checkpoint of %s covers: some were "
                   "changed, left out or put in another order",
                   p->entries, p->at);
    }
    sqlite3_reset(s);
    return !f.found || hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "the log is not the one that was signed");
}
