#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool hs_fail(hs_err *err, hs_code code, const char *doc, uint64_t offset, const char *fmt, ...)
{
    if (!err) return false;
    err->code = code;
    err->offset = offset;
    snprintf(err->doc, sizeof err->doc, "%s", doc ? doc : "");
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    return false;
}

const char *hs_code_name(hs_code code)
{
    static const char *const names[] = {"ok",      "io",    "usage", "format",    "unsupported", "limit",
                                        "timeout", "crash", "case",  "not found", "encrypted"};
    return (size_t)code < sizeof names / sizeof *names ? names[code] : "unknown";
}
