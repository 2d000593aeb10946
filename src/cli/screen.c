#include "cli/screen.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int hs_screen_width(void)
{
    struct winsize w = {0};
    const char *columns = getenv("COLUMNS");
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col) return w.ws_col;
    int n = columns ? atoi(columns) : 0;
    return n >= 40 && n <= 1000 ? n : 80;
}

bool hs_screen_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && (!no || !*no);
}
