/* What Outlook keeps of a message, a contact or an appointment (MAPI properties, [MS-OXPROPS]) made into an Internet
 * message, which the mail reader reads: so quotation, threads and attachments are those of any mail. Shared by MSG and
 * PST. */
#ifndef HS_READ_OUTLOOK_H
#define HS_READ_OUTLOOK_H

#include "base/mem.h"
#include "base/str.h"

/* Types of properties. */
enum {
    HS_MAPI_INT = 0x03,
    HS_MAPI_BOOL = 0x0B,
    HS_MAPI_OBJECT = 0x0D,
    HS_MAPI_NARROW = 0x1E, /* text in the message's code page */
    HS_MAPI_TEXT = 0x1F,   /* UTF-16 */
    HS_MAPI_TIME = 0x40,   /* 100 ns since 1601 */
    HS_MAPI_BINARY = 0x102
};

/* Properties that readers look at themselves. */
enum { HS_MAPI_NAME = 0x3001, HS_MAPI_DATA = 0x3701, HS_MAPI_METHOD = 0x3705, HS_MAPI_EMBEDDED = 5 };

typedef struct {
    uint32_t id, type;
    size_t at, n; /* of bytes */
} hs_mapi_value;

/* The properties of one object: a message, one of its recipients, an attachment. */
typedef struct {
    HS_VEC(hs_mapi_value) values;
    hs_buf bytes;
} hs_mapi;

/* Whether anything is made of a property: others need not be read. */
bool hs_mapi_wanted(uint32_t id);
/* Numbers and times: their bytes, little-endian. A property that is there already stays. */
void hs_mapi_add(hs_mapi *o, uint32_t id, uint32_t type, hs_str bytes);
/* Its bytes; p NULL where there is none. */
hs_str hs_mapi_bytes(const hs_mapi *o, uint32_t id);
/* Its number, or 0. */
uint32_t hs_mapi_number(const hs_mapi *o, uint32_t id);
void hs_mapi_free(hs_mapi *o);

typedef struct {
    hs_mapi own;
    HS_VEC(hs_mapi) people; /* recipients */
    HS_VEC(hs_buf) parts;   /* attachments, encoded */
} hs_outlook;

/* Adds an attachment with its bytes; `message`: they are an Internet message. */
void hs_outlook_attach(hs_outlook *m, const hs_mapi *attachment, hs_str bytes, bool message);
/* What an attachment is called, appended; never empty. */
void hs_outlook_name(const hs_outlook *m, const hs_mapi *attachment, bool message, hs_buf *out);
/* Appends the Internet message (UTF-8, RFC 6532). The same properties give the same bytes. */
void hs_outlook_write(const hs_outlook *m, hs_buf *out);
void hs_outlook_free(hs_outlook *m);

#endif
