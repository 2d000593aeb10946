/* Chats that a messenger wrote as text (WhatsApp, Signal and their like): a turn a message, with its speaker and its
 * time as a place. */
#ifndef HS_READ_CHAT_H
#define HS_READ_CHAT_H

#include "read/reader.h"

int hs_chat_sniff(hs_str raw);
bool hs_chat_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
