/* Stands in for src/read/ocr.c where readers are fuzzed (run.sh links it before the library): what
 * tesseract does with a picture takes a second of an input, hundreds of times what reading it takes. Pictures are
 * decoded to their last pixel and not recognised; pages of a PDF are not drawn. */
#include "read/ocr.h"

void hs_ocr_warm(void) {}

bool hs_ocr_ready(void)
{
    return true;
}

const char *hs_ocr_missing(void)
{
    return "not recognised while fuzzing";
}

void hs_ocr_allow(uint32_t seconds)
{
    (void)seconds;
}

uint32_t hs_ocr_most(void)
{
    return 0;
}

bool hs_ocr_page(const unsigned char *grey, int width, int height, int stride, double dpi, uint32_t number,
                 hs_lines *out)
{
    volatile unsigned sum = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) sum += grey[(size_t)y * (size_t)stride + (size_t)x];
    *HS_PUSH(out->pages) =
        (hs_sheet){number, (float)(width * 72 / dpi), (float)(height * 72 / dpi), out->v.n, 0, HS_UPRIGHT};
    return true;
}
