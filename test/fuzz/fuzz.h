/* What every fuzz target includes. A target is one file fuzz_NAME.c with one function; libFuzzer calls it (run.sh), and
 * so does replay.c in the tests, on the files of corpus/NAME. */
#ifndef HS_TEST_FUZZ_H
#define HS_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define FUZZ_CHECK(x)                                                                                                  \
    do {                                                                                                               \
        if (!(x)) {                                                                                                    \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #x);                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#endif
