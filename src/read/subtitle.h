/* Subtitles (SubRip, WebVTT): what is said, in sentences, each passage with its time as a place; speakers where the
 * file names them. */
#ifndef HS_READ_SUBTITLE_H
#define HS_READ_SUBTITLE_H

#include "read/reader.h"

int hs_subtitle_sniff(hs_str raw);
bool hs_subtitle_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
