/* Which blocks of a page are its main text. */
#ifndef HS_READ_HTML_MAIN_H
#define HS_READ_HTML_MAIN_H

#include "read/html_block.h"

/* Sets share and keep of every block. */
void hs_html_main(const hs_tree *t, hs_html_blocks *b);

#endif
