/* Errors. A function that can fail returns bool and fills the trailing hs_err, which stays untouched on success. */
#ifndef HS_BASE_ERR_H
#define HS_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    HS_OK = 0,
    HS_ERR_IO,          /* the system refused a file operation */
    HS_ERR_USAGE,       /* the caller's words are off */
    HS_ERR_FORMAT,      /* the bytes are not what they claim to be */
    HS_ERR_UNSUPPORTED, /* readable by nothing here: type, language, encryption */
    HS_ERR_LIMIT,       /* too large, too deep, too long */
    HS_ERR_TIMEOUT,     /* took longer than its limit */
    HS_ERR_CRASH,       /* the worker died */
    HS_ERR_CASE,        /* the case file is damaged, locked or of a newer version */
    HS_ERR_NOTFOUND,    /* no such document, claim, entity … */
    HS_ERR_ENCRYPTED    /* cannot be read without a password or key */
} hs_code;

#define HS_NOWHERE UINT64_MAX

typedef struct {
    hs_code code;
    char doc[256];   /* the file or document it is about; may be "" */
    uint64_t offset; /* byte in it, or HS_NOWHERE */
    char msg[512];   /* what is wrong and what to do about it; one line, valid UTF-8 */
} hs_err;

/* Fills err (which may be NULL) and returns false, so that `return hs_fail(…)` reads well. doc may be NULL. */
bool hs_fail(hs_err *err, hs_code code, const char *doc, uint64_t offset, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* The code's short word as it stands in the case file and in exports: "io", "limit", … */
const char *hs_code_name(hs_code code);

#endif
