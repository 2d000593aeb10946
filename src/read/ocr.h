/* Text in pictures, through tesseract, where it was there when hearsay was built and its data when it runs. Each word
 * has its box and how sure tesseract is of it. */
#ifndef HS_READ_OCR_H
#define HS_READ_OCR_H

#include "read/lines.h"

/* Maps the data into memory, since a confined process opens nothing: English, else the first language there is. */
void hs_ocr_warm(void);
bool hs_ocr_ready(void);
/* Why pictures are not read where they are not, and what to do about it. */
const char *hs_ocr_missing(void);

/* How many pictures of one document are recognised: a page takes seconds. Set before workers are forked, by the time
 * that a document may take. */
void hs_ocr_allow(uint32_t seconds);
uint32_t hs_ocr_most(void);

/* Recognises a picture of 8-bit grey values (0 black), `stride` bytes a row, and adds it as page `number`. Nothing
 * where what it reads is too unsure to be text. False where it cannot be recognised. */
bool hs_ocr_page(const unsigned char *grey, int width, int height, int stride, double dpi, uint32_t number,
                 hs_lines *out);

#endif
