/* Outlook's mailboxes (PST, OST): each message, contact or appointment is a child document, an Internet message made of
 * its properties (outlook.h), named by its folder and its number in the file. */
#ifndef HS_READ_PST_H
#define HS_READ_PST_H

#include "read/reader.h"

int hs_pst_sniff(hs_str raw);
bool hs_pst_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
