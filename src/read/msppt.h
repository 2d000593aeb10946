/* Slides of PowerPoint 97 to 2003 (PPT, [MS-PPT]): the texts of each slide and its notes, in the order of the last time
 * that the file was saved; what earlier times left in it is not read. */
#ifndef HS_READ_MSPPT_H
#define HS_READ_MSPPT_H

#include "doc/doc.h"

int hs_msppt_sniff(hs_str raw);
bool hs_msppt_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
