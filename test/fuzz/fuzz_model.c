/* Any bytes as a model file, and as each of its sections behind the checksums: refused or usable, never a crash. */
#include "fuzz.h"
#include "parse/engine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void as_file(const uint8_t *bytes, size_t n)
{
    char path[64];
    hs_model *m = NULL;
    hs_err err;
    int fd = memfd_create("model", 0);
    FUZZ_CHECK(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (hs_model_open(path, &m, &err)) {
        hs_str s = hs_model_section(m, "split");
        FUZZ_CHECK(s.n <= n);
        hs_model_close(m);
    }
    close(fd);
}

static void run(const hs_net *net)
{
    const hs_str words[] = {HS_STR("Irena"), HS_STR("Vosk"), HS_STR("sails"), HS_STR(".")};
    hs_net_word out[4];
    hs_net_words(net, NULL, words, &(uint32_t){4}, 1, out);
    for (int i = 0; i < 4; i++) FUZZ_CHECK(out[i].head <= 4 && out[i].ne <= HS_NE_MISC);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 1u << 20) return 0;
    hs_splitter splitter;
    hs_err err;
    as_file(bytes, n);
    size_t room = (n + 63) / 64 * 64 + 64;
    char *aligned = aligned_alloc(64, room);
    FUZZ_CHECK(aligned);
    memset(aligned, 0, room);
    if (n) memcpy(aligned, bytes, n);
    hs_splitter_open((hs_str){aligned, n}, &splitter, &err);
    hs_net *net = hs_net_open((hs_str){aligned, n}, &err);
    if (net) run(net);
    hs_net_close(net);
    free(aligned);
    return 0;
}
