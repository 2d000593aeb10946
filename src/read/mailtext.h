/* The plain text of a mail: paragraphs, replies told apart from what they quote. */
#ifndef HS_READ_MAILTEXT_H
#define HS_READ_MAILTEXT_H

#include "read/decode.h"

/* How deep each block of a document is quoted: 0 is the sender's own; HS_MAIL_BELOW stands below a line like
 * "-----Original Message-----", with the header of the mail that begins there. As many as there are blocks. */
enum { HS_MAIL_BELOW = 64 };
typedef HS_VEC(uint8_t) hs_mail_levels;

/* Writes decoded text as blocks: quoted lines ("> …") as HS_BLOCK_QUOTE. */
void hs_mail_write(const hs_decoded *t, hs_doc *d, hs_mail_levels *levels);

/* Gives quoted blocks their author as speaker, where the line above them names one: "On 5 March 2021, Mara Voss
 * <mara@ilvar.example> wrote:", or the "From:" of a quoted header. */
void hs_mail_voices(hs_doc *d, const hs_mail_levels *levels);

#endif
