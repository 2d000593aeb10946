/* Calls of the system and of libraries that fail on demand: OpenSSL, libsodium, libseccomp, SQLite, the kernel's. The
 * linker leads each of them here (--wrap; the list stands in test/meson.build). Test code. */
#ifndef HS_TEST_REFUSE_H
#define HS_TEST_REFUSE_H

#include <stdbool.h>
#include <stdint.h>

/* Call n (from 0) of this function fails in the given way: each has one or more, "no memory", "interrupted", half of
 * what was asked for. Counted across all processes that are forked from this one. */
typedef struct {
    int function, way;
    uint64_t n;
} refusal;

enum { REFUSE_NOTHING = -1 };

void refuse_install(void);  /* once, before anything else */
void refuse_arm(refusal r); /* counts from 0 again; until then and after refuse_disarm nothing is counted or fails */
void refuse_disarm(void);

int refuse_functions(void);
const char *refuse_name(int function);
int refuse_ways(int function);
uint64_t refuse_calls(int function); /* since it was armed */

#endif
