/* Private to keep/: the contract's query language, translated for FTS5, so that no word of a person reaches it as
 * syntax. */
#ifndef HS_KEEP_QUERY_H
#define HS_KEEP_QUERY_H

#include "base/err.h"
#include "base/str.h"

/* Appends the FTS5 expression. HS_ERR_USAGE with the byte of the query where it goes wrong.
 *
 *     either  = all { "OR" all }
 *     all     = but { ["AND"] but }
 *     but     = one { "NOT" one }
 *     one     = "(" either ")" | near
 *     near    = [field ":"] words { "NEAR" ["/" number] words }
 *     words   = word ["*"] | '"' words '"' ["*"] */
bool hs_query_translate(hs_str query, hs_buf *out, hs_err *err);

#endif
