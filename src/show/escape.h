/* Text from documents, made safe for where it goes. Every function appends to out and takes ill-formed bytes as U+FFFD.
 * What would act instead of being read is made visible: a control character as its picture (␛), a bidirectional
 * control, a zero-width space or a tag character as ⟨U+202E⟩. */
#ifndef HS_SHOW_ESCAPE_H
#define HS_SHOW_ESCAPE_H

#include "base/str.h"

/* One line for a terminal: line ends and tabs are blanks. */
void hs_escape_term(hs_str s, hs_buf *out);

/* HTML and XML, as text and inside a quoted attribute. Line ends stay. */
void hs_escape_html(hs_str s, hs_buf *out);

/* One CSV field (RFC 4180). A field that a spreadsheet would compute gets an apostrophe in front. */
void hs_escape_csv(hs_str s, hs_buf *out);

/* One segment of a URL's path, percent-encoded. */
void hs_escape_url(hs_str s, hs_buf *out);

/* Whether an address may become a link: http and https only, no control character or blank in it. */
bool hs_is_web_address(hs_str s);

/* Why a name needs a look before it is trusted: "mixes scripts", "hides direction marks"; NULL where it does not. */
const char *hs_name_warning(hs_str name);

#endif
