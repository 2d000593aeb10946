#include "learn/command.h"

#include "base/file.h"
#include "parse/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARTS = 16, MOST_BYTES = 1 << 30 };

typedef struct {
    char name[HS_MODEL_NAME];
    hs_buf bytes;
} part_file;

/* "NAME=FILE" */
static bool read_part(const char *arg, part_file *p, hs_err *err)
{
    const char *eq = strchr(arg, '=');
    if (!eq || eq == arg || (size_t)(eq - arg) >= sizeof p->name)
        return hs_fail(err, HS_ERR_USAGE, arg, HS_NOWHERE, "wants NAME=FILE");
    memcpy(p->name, arg, (size_t)(eq - arg));
    return hs_file_read(eq + 1, MOST_BYTES, &p->bytes, err);
}

/* The language's code as the model's name begins with it: "en" of "models/en-open.model". */
static hs_str code_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return (hs_str){name, strcspn(name, ".-")};
}

int hs_train_pack(int argc, char **argv)
{
    part_file files[MOST_PARTS] = {0};
    hs_model_part parts[MOST_PARTS];
    hs_engine engine = {0};
    hs_err err = {0};
    size_t n = 0;
    bool ok = argc >= 2 && argc < MOST_PARTS;
    if (!ok) hs_fail(&err, HS_ERR_USAGE, "pack", HS_NOWHERE, "wants MODEL NAME=FILE…");
    for (int i = 1; ok && i < argc; i++, n++) {
        ok = read_part(argv[i], &files[n], &err);
        parts[n] = (hs_model_part){files[n].name, {files[n].bytes.p, files[n].bytes.n}};
    }
    const hs_language *lang = ok ? hs_language_of(code_of(argv[0])) : NULL;
    if (ok && !lang) ok = hs_fail(&err, HS_ERR_USAGE, argv[0], HS_NOWHERE, "the name begins with no language's code");
    if (ok) parts[n++] = (hs_model_part){"lang", hs_str_of(lang->code)};
    ok = ok && hs_model_write(argv[0], parts, n, &err) && hs_engine_open(lang, argv[0], &engine, &err);
    if (!ok) fprintf(stderr, "hearsay-train: %s%s%s\n", err.doc, err.doc[0] ? ": " : "", err.msg);
    hs_engine_close(&engine);
    for (size_t i = 0; i < MOST_PARTS; i++) hs_buf_free(&files[i].bytes);
    return ok ? 0 : 2;
}
