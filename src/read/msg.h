/* Messages that Outlook saved as files (MSG, [MS-OXMSG]): a compound file with a stream for each property. Read as the
 * Internet message that is made of them (outlook.h); places are paragraphs. */
#ifndef HS_READ_MSG_H
#define HS_READ_MSG_H

#include "read/reader.h"

int hs_msg_sniff(hs_str raw);
bool hs_msg_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
