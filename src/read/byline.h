/* Bylines: who is named in "By Jane Doe | 5 March"; and the outlet where only its notice or address tells. */
#ifndef HS_READ_BYLINE_H
#define HS_READ_BYLINE_H

#include "base/str.h"

/* A person's name out of a byline, or an empty view: "By Jane Doe | 5 March" gives "Jane Doe". */
hs_str hs_byline_name(hs_str s);
bool hs_byline_says_by(hs_str s); /* begins with "By " and the like */
/* "(c) Harbour Tribune 2021" gives "Harbour Tribune". */
hs_str hs_copyright_owner(hs_str s);
/* "https://www.tribune.example/a/b" gives "tribune.example"; empty where it is no such address. */
hs_str hs_address_host(hs_str address);

#endif
