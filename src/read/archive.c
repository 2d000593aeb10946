#include "read/archive.h"

#include "doc/children.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

/* ---- what it is ---- */

typedef struct {
    size_t at;
    const char *magic;
    size_t n;
    const char *media;
} kind;

#define MAGIC(at, literal, media)                                                                                      \
    {                                                                                                                  \
        at, literal, sizeof(literal) - 1, media                                                                        \
    }
static const kind kinds[] = {
    MAGIC(0, "PK\003\004", "application/zip"),
    MAGIC(0, "PK\005\006", "application/zip"),
    MAGIC(0, "PK\007\010PK\003\004", "application/zip"),
    MAGIC(0, "PK00PK\003\004", "application/zip"),
    MAGIC(0, "7z\274\257\047\034", "application/x-7z-compressed"),
    MAGIC(0, "Rar!\032\007", "application/vnd.rar"),
    MAGIC(0, "\037\213\010", "application/gzip"),
    MAGIC(0, "\037\235", "application/x-compress"),
    MAGIC(0, "BZh", "application/x-bzip2"),
    MAGIC(0, "\3757zXZ\0", "application/x-xz"),
    MAGIC(0, "\050\265\057\375", "application/zstd"),
    MAGIC(0, "\004\042\115\030", "application/x-lz4"),
    MAGIC(0, "LZIP\001", "application/x-lzip"),
    MAGIC(0, "MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    MAGIC(0, "!<arch>\n", "application/x-archive"),
    MAGIC(0, "070701", "application/x-cpio"),
    MAGIC(0, "070707", "application/x-cpio"),
    MAGIC(2, "-lh5-", "application/x-lzh-compressed"),
    MAGIC(2, "-lh0-", "application/x-lzh-compressed"),
    MAGIC(257, "ustar", "application/x-tar"),
    MAGIC(32769, "CD001", "application/x-iso9660-image"),
};

static const kind *kind_of(hs_str raw)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (raw.n >= kinds[i].at + kinds[i].n && !memcmp(raw.p + kinds[i].at, kinds[i].magic, kinds[i].n))
            return &kinds[i];
    return NULL;
}

int hs_archive_sniff(hs_str raw)
{
    return kind_of(raw) ? 50 : 0; /* office files and web archives are ZIP too, and their readers know better */
}

/* ---- reading ---- */

/* Those that start no programs. */
static void support_filters(struct archive *a)
{
    int (*const filters[])(struct archive *) = {archive_read_support_filter_gzip,     archive_read_support_filter_bzip2,
                                                archive_read_support_filter_compress, archive_read_support_filter_xz,
                                                archive_read_support_filter_lzma,     archive_read_support_filter_lzip,
                                                archive_read_support_filter_zstd,     archive_read_support_filter_lz4};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) filters[i](a);
}

static struct archive *open_archive(hs_str raw)
{
    struct archive *a = archive_read_new();
    if (!a) return NULL;
    support_filters(a);
    int (*const formats[])(struct archive *) = {
        archive_read_support_format_zip,     archive_read_support_format_tar,  archive_read_support_format_7zip,
        archive_read_support_format_rar,     archive_read_support_format_rar5, archive_read_support_format_cpio,
        archive_read_support_format_ar,      archive_read_support_format_cab,  archive_read_support_format_lha,
        archive_read_support_format_iso9660, archive_read_support_format_raw};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) formats[i](a);
    if (archive_read_open_memory(a, raw.p, raw.n) == ARCHIVE_OK) return a;
    archive_read_free(a);
    return NULL;
}

static const char *why_of(struct archive *a)
{
    const char *why = archive_error_string(a);
    return why ? why : "it is broken";
}

static bool says_encrypted(struct archive *a)
{
    const char *why = archive_error_string(a);
    return why && (strcasestr(why, "encrypt") || strcasestr(why, "passphrase") || strcasestr(why, "password"));
}

/* The name that a gzip file gives its content (RFC 1952), without its folders. */
static hs_str gzip_name(hs_str raw)
{
    enum { FEXTRA = 4, FNAME = 8, HEAD = 10 };
    const unsigned char *b = (const unsigned char *)raw.p;
    size_t at = HEAD;
    if (raw.n < HEAD + 2 || b[0] != 0x1F || b[1] != 0x8B || !(b[3] & FNAME)) return (hs_str){0};
    if (b[3] & FEXTRA) at += 2 + (size_t)b[HEAD] + ((size_t)b[HEAD + 1] << 8);
    if (at >= raw.n) return (hs_str){0};
    size_t n = strnlen(raw.p + at, raw.n - at);
    hs_str name = {raw.p + at, n < HS_CHILD_NAME ? n : 0};
    const char *slash = memrchr(name.p, '/', name.n);
    return slash ? (hs_str){slash + 1, (size_t)(name.p + name.n - slash - 1)} : name;
}

static hs_str name_of(struct archive *a, struct archive_entry *e, hs_str raw)
{
    if (archive_format(a) == ARCHIVE_FORMAT_RAW) {
        hs_str name = gzip_name(raw);
        return name.n ? name : HS_STR("content");
    }
    const char *name = archive_entry_pathname_utf8(e);
    return hs_str_of(name ? name : archive_entry_pathname(e));
}

/* The member's bytes, at most one more than room. False where they cannot be had. */
static bool take(struct archive *a, uint64_t room, hs_buf *out)
{
    char chunk[65536];
    la_ssize_t n;
    hs_buf_clear(out);
    while ((n = archive_read_data(a, chunk, sizeof chunk)) > 0) {
        hs_buf_add(out, chunk, (size_t)n);
        if (out->n > room) return true;
    }
    return n == 0;
}

/* One member; false where no more can be taken. */
static bool member(struct archive *a, struct archive_entry *e, hs_str name, hs_buf *bytes, hs_doc *d)
{
    bool raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
    if (archive_entry_hardlink(e) || archive_entry_filetype(e) == AE_IFLNK)
        return hs_child_refuse(d, name, HS_ERR_UNSUPPORTED, "a link, not followed");
    if (!raw && archive_entry_filetype(e) == AE_IFDIR) return true;
    if (!raw && archive_entry_filetype(e) != AE_IFREG && archive_entry_filetype(e) != 0)
        return hs_child_refuse(d, name, HS_ERR_UNSUPPORTED, "a device or pipe, not a file");
    if (archive_entry_is_encrypted(e))
        return hs_child_refuse(d, name, HS_ERR_ENCRYPTED, "encrypted: a password is needed");
    if (take(a, hs_child_room(d), bytes)) return hs_child_add(d, name, (hs_str){bytes->p, bytes->n});
    return hs_child_refuse(d, name, says_encrypted(a) ? HS_ERR_ENCRYPTED : HS_ERR_FORMAT, why_of(a));
}

static const char *media_of(struct archive *a, hs_str raw)
{
    const kind *k = kind_of(raw);
    return archive_format(a) == ARCHIVE_FORMAT_TAR ||
                   (archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR
               ? "application/x-tar"
           : k ? k->media
               : "application/octet-stream";
}

static bool fail(struct archive *a, hs_err *err)
{
    if (says_encrypted(a)) return hs_fail(err, HS_ERR_ENCRYPTED, NULL, HS_NOWHERE, "encrypted: a password is needed");
    return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a broken archive: %s", why_of(a));
}

bool hs_archive_read(hs_str raw, hs_doc *d, hs_err *err)
{
    struct archive *a = open_archive(raw);
    struct archive_entry *e;
    hs_buf bytes = {0}, last = {0};
    bool ok = true, go = true;
    int got = ARCHIVE_OK;
    if (!a) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a broken archive");
    d->verdict = HS_READ_WHOLE;
    while (go && ((got = archive_read_next_header(a, &e)) == ARCHIVE_OK || got == ARCHIVE_WARN)) {
        hs_str name = name_of(a, e, raw);
        hs_buf_clear(&last);
        hs_buf_add(&last, name.p, name.n);
        go = member(a, e, (hs_str){last.p, last.n}, &bytes, d);
    }
    if (go && got != ARCHIVE_EOF && !d->children.n) {
        ok = fail(a, err);
    } else {
        d->media = hs_doc_intern(d, hs_str_of(media_of(a, raw)));
        if (go && got != ARCHIVE_EOF) hs_doc_partly(d, "the members behind the last one listed", why_of(a));
        if (!d->children.n) ok = hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "an archive without files in it");
    }
    archive_read_free(a);
    hs_buf_free(&bytes);
    hs_buf_free(&last);
    return ok;
}

bool hs_archive_unpack(hs_str bytes, uint64_t room, hs_buf *out)
{
    struct archive *a = archive_read_new();
    struct archive_entry *e;
    if (!a) return false;
    support_filters(a);
    archive_read_support_format_raw(a);
    bool ok = archive_read_open_memory(a, bytes.p, bytes.n) == ARCHIVE_OK &&
              archive_read_next_header(a, &e) == ARCHIVE_OK && archive_filter_count(a) > 1 && take(a, room, out) &&
              out->n <= room;
    archive_read_free(a);
    return ok;
}
