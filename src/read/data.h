/* JSON, XML and the text of programs: data, not prose. Kept for search, each line with its bytes; nothing is claimed to
 * be found in it. JSON that is a chat and XML that is a page have readers of their own. */
#ifndef HS_READ_DATA_H
#define HS_READ_DATA_H

#include "read/reader.h"

int hs_data_sniff(hs_str raw);
bool hs_data_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
