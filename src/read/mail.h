/* Mails (EML, EMLX), pages saved with their parts (MHTML), and mailboxes (MBOX), whose mails are child documents. */
#ifndef HS_READ_MAIL_H
#define HS_READ_MAIL_H

#include "read/reader.h"

int hs_mail_sniff(hs_str raw);
bool hs_mail_read(hs_str raw, hs_doc *d, hs_err *err);

int hs_mbox_sniff(hs_str raw);
bool hs_mbox_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
