/* Chats as messengers export them in JSON (Telegram, Signal, Messenger, Discord, Slack …): any object that has words,
 * who wrote them and when is a message. */
#ifndef HS_READ_CHATJSON_H
#define HS_READ_CHATJSON_H

#include "read/reader.h"

int hs_chatjson_sniff(hs_str raw);
bool hs_chatjson_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
