/* Runs a fuzz target on every file of a folder, and on every beginning of each small one. */
#include "base/file.h"
#include "fuzz.h"

#include <dirent.h>
#include <string.h>

static int replay(const char *path)
{
    hs_buf bytes = {0};
    hs_err err;
    if (!hs_file_read(path, 1 << 24, &bytes, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.msg);
        return 1;
    }
    size_t step = bytes.n < 512 ? 1 : bytes.n / 16;
    for (size_t n = 0; n < bytes.n; n += step) LLVMFuzzerTestOneInput((const uint8_t *)hs_buf_c(&bytes), n);
    LLVMFuzzerTestOneInput((const uint8_t *)hs_buf_c(&bytes), bytes.n);
    hs_buf_free(&bytes);
    return 0;
}

int main(int argc, char **argv)
{
    int bad = 0, files = 0;
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    if (!dir) {
        fprintf(stderr, "usage: replay FOLDER\n");
        return 2;
    }
    for (const struct dirent *e; (e = readdir(dir));) {
        char path[4096];
        if (e->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], e->d_name);
        bad += replay(path);
        files++;
    }
    closedir(dir);
    printf("%d files\n", files);
    return bad || !files;
}
