/* Where results are printed to. */
#ifndef HS_CLI_SCREEN_H
#define HS_CLI_SCREEN_H

#include <stdbool.h>

int hs_screen_width(void);   /* columns of the terminal; $COLUMNS, else 80, where there is none */
bool hs_screen_colour(void); /* a terminal, and no NO_COLOR (no-color.org) */

#endif
