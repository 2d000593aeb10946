#include "read/image.h"

#include "doc/children.h"
#include "read/exif.h"
#include "read/ocr.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIXELS = 60000000, USUAL_DPI = 300, SCREEN_DPI = 96 };

typedef struct {
    const char *magic;
    size_t n, at;
    const char *media;
} magic;

static const magic magics[] = {{"\x89PNG\r\n", 6, 0, "image/png"}, {"\xFF\xD8\xFF", 3, 0, "image/jpeg"},
                               {"II*\0", 4, 0, "image/tiff"},      {"MM\0*", 4, 0, "image/tiff"},
                               {"GIF8", 4, 0, "image/gif"},        {"WEBP", 4, 8, "image/webp"},
                               {"BM", 2, 0, "image/bmp"}};

static const magic *magic_of(hs_str raw)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (raw.n > 32 && !memcmp(raw.p + magics[i].at, magics[i].magic, magics[i].n)) return &magics[i];
    return NULL;
}

int hs_image_sniff(hs_str raw)
{
    const magic *m = magic_of(raw);
    if (!m) return 0;
    bool bmp = m->n == 2; /* two letters are little to go by: the header's reserved bytes are zero, too */
    return !bmp ? 90 : !memcmp(raw.p + 6, "\0\0\0\0", 4) ? 80 : 0;
}

/* Leptonica keeps pixels in 32-bit words: grey values come out byte by byte. */
static unsigned char *grey_of(PIX *pix, int *width, int *height)
{
    PIX *grey = pixConvertTo8(pix, 0);
    if (!grey) return NULL;
    *width = pixGetWidth(grey);
    *height = pixGetHeight(grey);
    unsigned char *out = hs_malloc((size_t)*width * (size_t)*height + 1);
    for (int y = 0; y < *height; y++) {
        l_uint32 *line = pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey);
        for (int x = 0; x < *width; x++)
            out[(size_t)y * (size_t)*width + (size_t)x] = (unsigned char)GET_DATA_BYTE(line, x);
    }
    pixDestroy(&grey);
    return out;
}

static const char not_decoded[] = "this picture is damaged, or packed in a way that is not read: save it as PNG";

/* Why the picture cannot be looked into; NULL where it was. */
static const char *recognise(hs_str raw, hs_lines *l)
{
    l_int32 format, width, height, bits, samples, palette, w, h;
    if (pixReadHeaderMem((const l_uint8 *)raw.p, raw.n, &format, &width, &height, &bits, &samples, &palette) != 0)
        return not_decoded;
    if (width < 1 || height < 1 || (int64_t)width * height > MOST_PIXELS) return "this picture is larger than is read";
    if (!hs_ocr_ready()) return hs_ocr_missing();
    PIX *pix = pixReadMem((const l_uint8 *)raw.p, raw.n);
    unsigned char *grey = pix ? grey_of(pix, &w, &h) : NULL;
    int dpi = pix ? pixGetXRes(pix) : 0;
    if (dpi < 50 || dpi > 2400) dpi = width > 2000 || height > 2000 ? USUAL_DPI : SCREEN_DPI;
    bool ok = grey && hs_ocr_page(grey, w, h, w, dpi, 1, l);
    free(grey);
    pixDestroy(&pix);
    return ok ? NULL : not_decoded;
}

bool hs_image_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_lines l = {0};
    const magic *m = magic_of(raw);
    if (!m) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this is no picture");
    setMsgSeverity(L_SEVERITY_NONE);
    d->media = hs_doc_intern(d, hs_str_of(m->media));
    const char *why = recognise(raw, &l);
    hs_lines_order(&l);
    hs_lines_write(&l, d);
    hs_exif_write(raw, d);
    hs_lines_free(&l);
    if (why && d->text.n) hs_doc_partly(d, "the picture itself", why);
    return d->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "%s", why ? why : "no text in this picture");
}
