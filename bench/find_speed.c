/* Seconds of parse/ and of each pass of find/ over the texts of FILE (lines of {"text": …}); one core, CPU time.
 *     find_speed FILE */
#include "base/file.h"
#include "find/find.h"
#include "parse/parse.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool text_of(const char *line, size_t n, hs_doc *d)
{
    json_t *o = json_loadb(line, n, 0, NULL);
    const json_t *text = json_object_get(o, "text");
    bool ok = json_is_string(text);
    if (ok) hs_buf_add(&d->text, json_string_value(text), json_string_length(text));
    json_decref(o);
    return ok;
}

int main(int argc, char **argv)
{
    hs_err err = {0};
    hs_buf all = {0};
    double parse = 0, find = 0, pass[32] = {0};
    size_t bytes = 0;
    if (argc != 2 || !hs_file_read(argv[1], 1 << 30, &all, &err)) return fprintf(stderr, "%s\n", err.msg), 2;
    for (size_t at = 0; at < all.n;) {
        const char *end = memchr(all.p + at, '\n', all.n - at);
        size_t n = end ? (size_t)(end - all.p) - at : all.n - at;
        hs_doc *d = hs_doc_new();
        if (text_of(all.p + at, n, d)) {
            double start = now();
            if (!hs_parse(d, &err)) return fprintf(stderr, "%s\n", err.msg), 3;
            parse += now() - start;
            bytes += d->text.n;
            for (size_t i = 0; i < hs_find_pass_count && i < 32; i++) {
                start = now();
                hs_find_passes[i].find(d);
                pass[i] += now() - start;
            }
        }
        hs_doc_free(d);
        at += n + 1;
    }
    for (size_t i = 0; i < hs_find_pass_count && i < 32; i++) find += pass[i];
    printf("parse/ %.2f s, find/ %.2f s for %.2f MB of text: find/ takes %.0f %% of the time of parse/\n", parse, find,
           (double)bytes / 1e6, 100 * find / parse);
    for (size_t i = 0; i < hs_find_pass_count && i < 32; i++)
        printf("  %-14s %.3f s\n", hs_find_passes[i].name, pass[i]);
    hs_buf_free(&all);
    return 0;
}
