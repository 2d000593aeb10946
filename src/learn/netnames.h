/* Lists of names for the network: files with names parted by commas or line ends. */
#ifndef HS_LEARN_NETNAMES_H
#define HS_LEARN_NETNAMES_H

#include "base/err.h"
#include "base/map.h"
#include "parse/netlists.h"

typedef struct {
    hs_map flags;       /* a name's key, 8 bytes → its flags */
    hs_net_slot *slots; /* the same as a model has it; made by hs_names_finish */
    uint32_t n;         /* slots, a power of two; 1 where there are no names */
} hs_names;

/* Adds a file's names with a flag of netlists.h. A line that begins with '#' is skipped, and names of too many
 * words. A name with marks inside its words ("Guinea-Bissau") is kept whole and with the marks as words. */
bool hs_names_read(hs_names *names, const char *path, uint32_t flag, hs_err *err);
void hs_names_finish(hs_names *names);
void hs_names_free(hs_names *names);

#endif
