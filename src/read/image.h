/* Pictures (PNG, JPEG, TIFF, GIF, BMP, WebP): the words in them (read/ocr.h), and what EXIF says of when, where and by
 * whom they were taken. */
#ifndef HS_READ_IMAGE_H
#define HS_READ_IMAGE_H

#include "doc/doc.h"

int hs_image_sniff(hs_str raw);
bool hs_image_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
