/* Office files: a ZIP whose members are XML parts that name each other. The parts are unpacked into memory at once,
 * within bounds, so that a bomb costs its bounds and nothing more. */
#ifndef HS_READ_PACKAGE_H
#define HS_READ_PACKAGE_H

#include "doc/doc.h"

typedef struct {
    char *name; /* "word/document.xml" */
    hs_buf bytes;
} hs_part;

typedef struct {
    HS_VEC(hs_part) parts;
    bool cut;    /* at least one part is larger than is read, or damaged */
    bool locked; /* at least one member is encrypted */
} hs_package;

/* What the package's first bytes say it holds: looks for the name of a member among the local headers and, as a file
 * may begin with anything, in the directory at its end. */
bool hs_package_has(hs_str raw, const char *member);

/* Unpacks every part that may hold text: XML, relations, "mimetype"; and embedded files. */
bool hs_package_open(hs_str raw, hs_package *out, hs_err *err);
void hs_package_free(hs_package *p);
hs_str hs_package_part(const hs_package *p, const char *name); /* the empty view where there is none */

/* The part that `from` relates to under this id (where id is not NULL) or by the end of the relation's type; appended
 * to out as a name. False where there is none. */
bool hs_package_related(const hs_package *p, const char *from, const char *id, const char *type, hs_buf *out);

#endif
