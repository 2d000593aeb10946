/* A bag (BagIt 1.0, RFC 8493): a folder with the originals, the case as JSON lines and its log, and a manifest of their
 * SHA-256, for archives and for handing over. Originals lie under data/originals/ID/NAME, ID being the document's. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "base/map.h"
#include "show/json.h"
#include "show/printers.h"

typedef struct {
    const hs_view *v;
    hs_buf manifest; /* "HASH  PATH" lines of data/ */
    hs_buf tags;     /* the same of the files beside it */
    hs_map made;     /* paths in the bag */
    uint64_t bytes, files;
} bag;

static void path_of(const bag *b, const char *inside, hs_buf *out)
{
    hs_buf_printf(out, "%s/%s", b->v->dir, inside);
}

/* The folder is made, or there and empty: a bag never gets into another one. */
static bool start(const bag *b, hs_err *err)
{
    if (!hs_file_mkdirs(b->v->dir, err)) return false;
    DIR *d = opendir(b->v->dir);
    bool empty = d != NULL;
    for (const struct dirent *e; empty && (e = readdir(d)) != NULL;)
        empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..");
    if (d) closedir(d);
    return empty || hs_fail(err, HS_ERR_USAGE, b->v->dir, HS_NOWHERE, "a bag wants a new or an empty folder");
}

static void listed(hs_buf *manifest, const char *inside, hs_str bytes)
{
    char hex[65];
    hs_sha256 h = hs_sha256_of(bytes.p, bytes.n);
    hs_sha256_hex(&h, hex);
    hs_buf_printf(manifest, "%s  %s\n", hex, inside);
}

static bool put(bag *b, hs_buf *manifest, const char *inside, hs_str bytes, hs_err *err)
{
    hs_buf path = {0};
    path_of(b, inside, &path);
    bool ok = hs_file_write(hs_buf_c(&path), bytes, err);
    hs_buf_free(&path);
    if (manifest) listed(manifest, inside, bytes);
    return ok;
}

static bool payload(bag *b, const char *inside, hs_str bytes, hs_err *err)
{
    b->files++;
    b->bytes += bytes.n;
    return put(b, &b->manifest, inside, bytes, err);
}

/* The last step of the path, of letters, digits and what is harmless in names on every system. */
static void safe_name(const char *path, hs_buf *out)
{
    enum { LONGEST = 100 };
    const char *slash = strrchr(path, '/');
    size_t at = out->n;
    for (const char *p = slash ? slash + 1 : path; *p && out->n - at < LONGEST; p++) {
        unsigned char c = (unsigned char)*p;
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_+=", c) ||
                    (c == '.' && out->n > at);
        hs_buf_char(out, good ? *p : '_');
    }
    if (out->n == at) hs_buf_str(out, "unnamed");
}

/* Not so a file of which not even the bytes could be read; it is listed in case.jsonl. */
static bool has_bytes(const hs_file *f)
{
    static const hs_sha256 none;
    return memcmp(f->sha.b, none.b, sizeof none.b) != 0;
}

static bool original(bag *b, const hs_file *f, hs_err *err)
{
    const hs_ledger *l = &b->v->pile->ledger;
    hs_buf inside = {0}, folder = {0}, raw = {0};
    char hex[65];
    hs_sha256_hex(&f->sha, hex);
    hs_buf_printf(&inside, "data/originals/d%.12s/", hex);
    path_of(b, hs_buf_c(&inside), &folder);
    safe_name(hs_ledger_str(l, f->path), &inside);
    uint32_t *known = hs_map_at(&b->made, (hs_str){inside.p, inside.n});
    bool again = *known != HS_MISSING;
    *known = 1;
    bool ok = again || (hs_case_raw(b->v->c, &f->sha, &raw, err) && hs_file_mkdirs(hs_buf_c(&folder), err) &&
                        payload(b, hs_buf_c(&inside), (hs_str){hs_buf_c(&raw), raw.n}, err));
    hs_sha256 now = hs_sha256_of(raw.p, raw.n);
    if (ok && !again && memcmp(now.b, f->sha.b, sizeof now.b) != 0)
        ok = hs_fail(err, HS_ERR_CASE, hs_ledger_str(l, f->path), HS_NOWHERE,
                     "its bytes have changed: see 'hearsay verify'");
    hs_buf_free(&inside);
    hs_buf_free(&folder);
    hs_buf_free(&raw);
    return ok;
}

static void log_line(const hs_log_entry *e, void *out)
{
    hs_json_line(out, hs_json_log(e), NULL);
}

/* What is printed goes into memory, since the manifest wants its hash. */
static bool printed(bag *b, const char *inside, bool log, hs_err *err)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    hs_view v = *b->v;
    v.out = out;
    bool ok = out && (log ? hs_case_log(v.c, log_line, out, err) : hs_print_jsonl(&v, err));
    if (out && fclose(out) != 0) ok = false;
    ok = ok && payload(b, inside, (hs_str){text, n}, err);
    free(text);
    return ok;
}

static bool tags(bag *b, hs_err *err)
{
    static const char declaration[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    char day[16];
    time_t now = time(NULL);
    struct tm utc;
    hs_buf info = {0};
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&now, &utc));
    hs_buf_printf(&info, "Bag-Software-Agent: hearsay %s\nBagging-Date: %s\nPayload-Oxum: %llu.%llu\n", HS_VERSION, day,
                  (unsigned long long)b->bytes, (unsigned long long)b->files);
    bool ok = put(b, &b->tags, "bag-info.txt", (hs_str){info.p, info.n}, err) &&
              put(b, &b->tags, "bagit.txt", HS_STR(declaration), err) &&
              put(b, &b->tags, "manifest-sha256.txt", (hs_str){b->manifest.p, b->manifest.n}, err) &&
              put(b, NULL, "tagmanifest-sha256.txt", (hs_str){b->tags.p, b->tags.n}, err);
    hs_buf_free(&info);
    return ok;
}

bool hs_print_bagit(const hs_view *v, hs_err *err)
{
    bag b = {.v = v};
    hs_buf data = {0};
    path_of(&b, "data", &data);
    bool ok = start(&b, err) && hs_file_mkdirs(hs_buf_c(&data), err) && printed(&b, "data/case.jsonl", false, err) &&
              printed(&b, "data/log.jsonl", true, err);
    for (uint32_t i = 0; ok && i < v->pile->files.n; i++)
        if (has_bytes(&v->pile->files.v[i])) ok = original(&b, &v->pile->files.v[i], err);
    ok = ok && tags(&b, err);
    hs_buf_free(&data);
    hs_buf_free(&b.manifest);
    hs_buf_free(&b.tags);
    hs_map_free(&b.made);
    return ok;
}
