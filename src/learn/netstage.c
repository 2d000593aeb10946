#include "learn/netstage.h"

#include <string.h>

#include "base/file.h"

enum { MOST = 1 << 30 };

static size_t size_of(const hs_param *p)
{
    return (size_t)p->rows * (size_t)p->cols * sizeof *p->w;
}

static const char *path_of(const char *prefix, const char *stage, hs_buf *path)
{
    hs_buf_printf(path, "%s.%s", prefix, stage);
    return hs_buf_c(path);
}

bool hs_net_stage_read(hs_net_model *m, int n, const char *prefix, const char *stage)
{
    hs_buf b = {0}, path = {0};
    size_t at = 0, size = 0;
    bool ok = prefix && hs_file_read(path_of(prefix, stage, &path), MOST, &b, NULL);
    for (int i = 0; i < n; i++) size += size_of(m->p + i);
    ok = ok && b.n == size;
    for (int i = 0; i < n && ok; at += size_of(m->p + i++)) memcpy(m->p[i].w, b.p + at, size_of(m->p + i));
    hs_buf_free(&b);
    hs_buf_free(&path);
    return ok;
}

bool hs_net_stage_write(const hs_net_model *m, int n, const char *prefix, const char *stage, hs_err *err)
{
    hs_buf b = {0}, path = {0};
    for (int i = 0; i < n && prefix; i++) hs_buf_add(&b, m->p[i].w, size_of(m->p + i));
    bool ok = !prefix || hs_file_write(path_of(prefix, stage, &path), (hs_str){b.p, b.n}, err);
    hs_buf_free(&b);
    hs_buf_free(&path);
    return ok;
}
