#include "read/decode.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

enum { SAMPLE = 65536, RUN_LIMIT = 2 << 20, COARSE = 64 };

typedef struct {
    const char *magic;
    size_t n, at;
    const char *kind;
} magic;

#define MAGIC(bytes, at, kind)                                                                                         \
    {                                                                                                                  \
        bytes, sizeof(bytes) - 1, at, kind                                                                             \
    }
static const magic magics[] = {
    MAGIC("%PDF-", 0, "a PDF"),
    MAGIC("PK\x03\x04", 0, "a ZIP archive or an office document"),
    MAGIC("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, "an old office document"),
    MAGIC("\x89PNG\r\n\x1A\n", 0, "a PNG image"),
    MAGIC("\xFF\xD8\xFF", 0, "a JPEG image"),
    MAGIC("GIF8", 0, "a GIF image"),
    MAGIC("RIFF", 0, "a RIFF file (image, sound or video)"),
    MAGIC("\x7F"
          "ELF",
          0, "a program"),
    MAGIC("MZ\x90\x00", 0, "a program"),
    MAGIC("\x1F\x8B\x08", 0, "gzip-compressed data"),
    MAGIC("BZh9", 0, "bzip2-compressed data"),
    MAGIC("\xFD"
          "7zXZ\x00",
          0, "xz-compressed data"),
    MAGIC("7z\xBC\xAF\x27\x1C", 0, "a 7-Zip archive"),
    MAGIC("Rar!\x1A\x07", 0, "a RAR archive"),
    MAGIC("\x28\xB5\x2F\xFD", 0, "zstd-compressed data"),
    MAGIC("SQLite format 3\x00", 0, "an SQLite database"),
    MAGIC("ID3", 0, "an MP3 sound file"),
    MAGIC("OggS", 0, "an Ogg file"),
    MAGIC("ftyp", 4, "an MP4 video or HEIF image"),
    MAGIC("II*\x00", 0, "a TIFF image"),
    MAGIC("MM\x00*", 0, "a TIFF image"),
    MAGIC("ustar", 257, "a tar archive"),
};

typedef struct {
    size_t zero[2];  /* zero bytes at even and odd places */
    size_t controls; /* bytes that no text has */
    size_t ascii;    /* printable ASCII */
    size_t n;
} census;

static census count_bytes(hs_str raw)
{
    census c = {.n = raw.n < SAMPLE ? raw.n : SAMPLE};
    for (size_t i = 0; i < c.n; i++) {
        unsigned char b = (unsigned char)raw.p[i];
        if (b == 0) c.zero[i & 1]++;
        if (b >= 0x20 && b < 0x7F) c.ascii++;
        if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B && b != '\b') c.controls++;
    }
    return c;
}

/* Share of code units that are plainly text, in percent, read with the high byte at `high` (0: big-endian). */
static unsigned utf16_share(hs_str raw, size_t high)
{
    size_t good = 0, n = 0;
    for (size_t i = 0; i + 1 < raw.n && i < SAMPLE; i += 2, n++) {
        unsigned u = (unsigned)(unsigned char)raw.p[i + high] << 8 | (unsigned char)raw.p[i + 1 - high];
        good += (u >= 0x20 && u < 0x7F) || u == '\n' || u == '\r' || u == '\t' ||
                (u >= 0xA0 && u < 0x2100 && hs_uc_letter(u)) || (u >= 0x2000 && u < 0x2070) ||
                (u >= 0x3000 && u < 0xD800 && hs_uc_letter(u)) || u == 0xFEFF;
    }
    return n ? (unsigned)(good * 100 / n) : 0;
}

/* "UTF-16LE", "UTF-16BE" or NULL: by zero bytes on one side (Latin text), or by spaces and letters (other scripts). */
static const char *utf16_without_mark(hs_str raw)
{
    census c = count_bytes(raw);
    if (c.n < 4 || c.zero[0] + c.zero[1] == 0 || c.ascii * 5 > c.n * 3) return NULL;
    bool one_sided = c.zero[0] > 8 * c.zero[1] || c.zero[1] > 8 * c.zero[0];
    if (!one_sided) return NULL;
    unsigned big = utf16_share(raw, 0), little = utf16_share(raw, 1);
    if (big < 90 && little < 90) return NULL;
    return c.zero[0] > c.zero[1] ? "UTF-16BE" : "UTF-16LE";
}

static const char *marked(hs_str raw, size_t *mark)
{
    *mark = 0;
    if (hs_str_starts(raw, HS_STR("\xEF\xBB\xBF"))) return *mark = 3, "UTF-8";
    if (raw.n >= 4 && !memcmp(raw.p, "\xFF\xFE\0\0", 4)) return *mark = 4, "UTF-32LE";
    if (raw.n >= 4 && !memcmp(raw.p, "\0\0\xFE\xFF", 4)) return *mark = 4, "UTF-32BE";
    if (hs_str_starts(raw, HS_STR("\xFF\xFE"))) return *mark = 2, "UTF-16LE";
    if (hs_str_starts(raw, HS_STR("\xFE\xFF"))) return *mark = 2, "UTF-16BE";
    return NULL;
}

const char *hs_binary_kind(hs_str raw)
{
    size_t mark;
    if (marked(raw, &mark)) return NULL;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (raw.n >= magics[i].at + magics[i].n && !memcmp(raw.p + magics[i].at, magics[i].magic, magics[i].n))
            return magics[i].kind;
    census c = count_bytes(raw);
    bool markup = raw.n && raw.p[0] == '<';
    if (c.controls <= 2 + c.n / (markup ? 10 : 50) || utf16_without_mark(raw)) return NULL;
    return "binary data";
}

/* ---- the map ---- */

/* Adds one run; joins it with the last where bytes correspond one by one, or, once there are very many runs, up to the
 * word's end after COARSE bytes. */
static void add_run(hs_decoded *d, uint32_t len, uint64_t raw, uint32_t raw_len, bool word_start)
{
    hs_run *last = d->map.n ? &d->map.v[d->map.n - 1] : NULL;
    uint32_t clean = last ? last->clean + last->len : 0;
    bool one = len == raw_len;
    if (last && last->raw + last->raw_len == raw) {
        bool last_one = last->len == last->raw_len;
        bool join = (one && last_one) || (d->map.n > RUN_LIMIT && (!word_start || last->len < COARSE));
        if (join && last->len < UINT32_MAX - len) {
            last->len += len;
            last->raw_len += raw_len;
            return;
        }
    }
    *HS_PUSH(d->map) = (hs_run){.clean = clean, .len = len, .raw = raw, .raw_len = raw_len};
}

/* ---- UTF-8 ---- */

static size_t skip_good(hs_str s, size_t at)
{
    size_t bad = hs_utf8_bad((hs_str){s.p + at, s.n - at});
    size_t end = bad == SIZE_MAX ? s.n : at + bad;
    const char *nul = memchr(s.p + at, '\0', end - at);
    return nul ? (size_t)(nul - s.p) : end;
}

static void decode_utf8(hs_str raw, size_t mark, hs_decoded *d)
{
    hs_str s = {raw.p + mark, raw.n - mark};
    size_t at = skip_good(s, 0);
    if (at == s.n) {
        d->text = s;
        if (s.n) add_run(d, (uint32_t)s.n, mark, (uint32_t)s.n, true);
        return;
    }
    for (size_t from = 0; from < s.n; from = at, at = skip_good(s, from)) {
        if (at > from) {
            hs_buf_add(&d->own, s.p + from, at - from);
            add_run(d, (uint32_t)(at - from), mark + from, (uint32_t)(at - from), true);
        }
        if (at == s.n) break;
        hs_buf_str(&d->own, "\xEF\xBF\xBD");
        add_run(d, 3, mark + at, 1, true);
        d->damaged = true;
        at++;
    }
    d->text = (hs_str){hs_buf_c(&d->own), d->own.n};
}

/* Where nearly all sequences past ASCII are well-formed, the file is UTF-8 with some damage and nothing else. */
static bool mostly_utf8(hs_str s)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < s.n && at < (1 << 20);) {
        size_t from = at;
        uint32_t c = hs_utf8_next(s, &at);
        if (c == 0xFFFD && at == from + 1) {
            bad++;
        } else if (c >= 0x80) {
            good++;
        }
    }
    return good >= 4 && bad * 4 <= good;
}

/* ---- everything else, by ICU ---- */

typedef struct {
    UConverter *cnv;
    bool single; /* one byte a character: then all of them are in `table` */
    UChar32 table[256];
} charset;

static UChar32 next_char(charset *c, const char **at, const char *end)
{
    if (c->single) return c->table[(unsigned char)*(*at)++];
    UErrorCode status = U_ZERO_ERROR;
    const char *from = *at;
    UChar32 u = ucnv_getNextUChar(c->cnv, at, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) *at = end;
    if (*at == from) ++*at;
    return U_FAILURE(status) || u <= 0 || u == 0xFFFF ? 0xFFFD : u;
}

static bool open_charset(const char *name, charset *c)
{
    UErrorCode status = U_ZERO_ERROR;
    *c = (charset){.cnv = ucnv_open(name, &status)};
    if (U_FAILURE(status)) return false;
    bool single = ucnv_getMaxCharSize(c->cnv) == 1;
    for (unsigned i = 0; single && i < 256; i++) {
        char byte = (char)i;
        const char *at = &byte;
        c->table[i] = next_char(c, &at, &byte + 1);
    }
    c->single = single;
    return true;
}

static bool decode_icu(hs_str raw, size_t mark, const char *name, hs_decoded *d)
{
    charset c;
    if (!open_charset(name, &c)) return false;
    const char *at = raw.p + mark, *end = raw.p + raw.n;
    bool space = true;
    while (at < end) {
        const char *from = at;
        UChar32 u = next_char(&c, &at, end);
        d->damaged |= u == 0xFFFD;
        size_t before = d->own.n;
        hs_utf8_put(&d->own, (uint32_t)u);
        bool now_space = u == ' ' || u == '\n';
        add_run(d, (uint32_t)(d->own.n - before), (uint64_t)(from - raw.p), (uint32_t)(at - from), space || now_space);
        space = now_space;
    }
    d->text = (hs_str){hs_buf_c(&d->own), d->own.n};
    UErrorCode status = U_ZERO_ERROR;
    const char *iana = ucnv_getStandardName(ucnv_getName(c.cnv, &status), "IANA", &status);
    snprintf(d->charset, sizeof d->charset, "%s", iana ? iana : name);
    ucnv_close(c.cnv);
    return true;
}

static void guess(hs_str raw, char out[32])
{
    uchardet_t u = uchardet_new();
    size_t n = raw.n < (1 << 20) ? raw.n : 1 << 20;
    uchardet_handle_data(u, raw.p, n);
    uchardet_data_end(u);
    snprintf(out, 32, "%s", uchardet_get_charset(u));
    uchardet_delete(u);
    if (!*out || !strcmp(out, "ASCII") || !strcmp(out, "UTF-8")) snprintf(out, 32, "windows-1252");
}

/* Labels that the web uses for something wider (WHATWG Encoding Standard): what is called ISO-8859-1 is windows-1252.
 */
static const char *widened(const char *label)
{
    static const char *const wide[][2] = {
        {"ascii", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"iso-8859-1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"latin-1", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"iso-8859-11", "windows-874"},
        {"tis-620", "windows-874"},
        {"gb2312", "gb18030"},
        {"gbk", "gb18030"},
        {"shift_jis", "windows-31j"},
        {"euc-kr", "windows-949"},
        {"ks_c_5601-1987", "windows-949"},
    };
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (!strcasecmp(label, wide[i][0])) return wide[i][1];
    return label;
}

static void lower(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z') *s = (char)(*s + 32);
}

static void choose(hs_str raw, size_t *mark, hs_str declared, char out[32])
{
    const char *sure = marked(raw, mark);
    if (!sure) sure = utf16_without_mark(raw);
    size_t bad = sure ? 0 : hs_utf8_bad(raw);
    hs_str label = hs_str_trim(declared);
    if (sure) {
        snprintf(out, 32, "%s", sure);
    } else if (bad == SIZE_MAX) {
        /* ISO-2022 and HZ are ASCII bytes too: their escape tells. */
        bool escape = label.n && memmem(raw.p, raw.n, "\x1B$", 2);
        snprintf(out, 32, "%.*s", escape ? (int)(label.n < 31 ? label.n : 31) : 5, escape ? label.p : "UTF-8");
    } else if (mostly_utf8(raw)) {
        snprintf(out, 32, "UTF-8");
    } else if (label.n && label.n < 32 && !hs_str_ieq(label, HS_STR("utf-8")) && !hs_str_ieq(label, HS_STR("utf8"))) {
        snprintf(out, 32, "%.*s", (int)label.n, label.p);
    } else {
        guess(raw, out);
    }
}

bool hs_decode(hs_str raw, hs_str declared, hs_decoded *out, hs_err *err)
{
    if (raw.n > UINT32_MAX / 4) {
        return hs_fail(err, HS_ERR_LIMIT, NULL, HS_NOWHERE, "%zu MB of text; at most 1024 MB are read", raw.n >> 20);
    }
    char name[32];
    size_t mark;
    choose(raw, &mark, declared, name);
    if (strcasecmp(name, "UTF-8") != 0) {
        if (decode_icu(raw, mark, widened(name), out)) {
            lower(out->charset);
            return true;
        }
        if (hs_utf8_bad(raw) != SIZE_MAX && decode_icu(raw, mark, "windows-1252", out)) {
            lower(out->charset);
            return true;
        }
    }
    decode_utf8(raw, mark, out);
    snprintf(out->charset, sizeof out->charset, "utf-8");
    return true;
}

void hs_decoded_free(hs_decoded *d)
{
    HS_VEC_FREE(d->map);
    hs_buf_free(&d->own);
    *d = (hs_decoded){0};
}
