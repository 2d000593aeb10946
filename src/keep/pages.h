/* Private to keep/: checksums of the case file's pages. A layer between SQLite and the file (a VFS): SQLite leaves the
 * last 8 bytes of each page free, and they get a hash of the page's number and contents whenever it is written. So
 * verify sees any changed bit, also in the parts of the file that no table uses. Other programs read past these bytes.
 */
#ifndef HS_KEEP_PAGES_H
#define HS_KEEP_PAGES_H

#include "keep/db.h"

/* The layer's name for sqlite3_open_v2; NULL where SQLite does not take it. */
const char *hs_pages_vfs(void);

/* A database that is still empty is to have checksums. */
void hs_pages_reserve(sqlite3 *db);

/* Every page against its checksum, in the open snapshot. A case of before they were has none. */
bool hs_pages_verify(hs_case *c, hs_findings *f, hs_err *err);

#endif
