/* The words behind a verb, taken apart in one way for all: flags, "--name VALUE" or "--name=VALUE", and plain words, in
 * any order. "--" ends the options; "-" is a plain word (standard input or output). */
#ifndef HS_CLI_OPTIONS_H
#define HS_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One option; just one of the three places is named. */
typedef struct {
    const char *name;  /* "--json", "-q" */
    bool *flag;        /* takes no value */
    const char **text; /* takes any value; points into argv */
    uint32_t *number;  /* takes a whole number up to HS_OPTION_MOST */
} hs_option;

#define HS_OPTION_MOST 1000000u

/* Sets what the options name, and moves the plain words to argv[1] and following, in their order. Returns how many
 * words there are; -1, with a message and the usage of the verb argv[0] printed, where an option is unknown or its
 * value is missing or no number. */
int hs_options_take(int argc, char **argv, const hs_option *options, size_t n);

#endif
