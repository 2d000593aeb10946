#include "parse/engine.h"

#include <pthread.h>
#include <stdio.h>

static bool of_language(const hs_engine *e, hs_err *err)
{
    hs_str code = hs_model_section(e->model, "lang");
    return !code.n || hs_str_eq(code, hs_str_of(e->lang->code)) ||
           hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "the model is of the language '%.*s', not of '%s'",
                   code.n < 20 ? (int)code.n : 20, code.p, e->lang->code);
}

static bool open_parts(hs_engine *e, hs_err *err)
{
    hs_str net = hs_model_section(e->model, "net");
    if (!hs_splitter_open(hs_model_section(e->model, "split"), &e->splitter, err)) return false;
    if (!net.n) return true;
    e->net = hs_net_open(net, err);
    return e->net != NULL;
}

bool hs_engine_open(const hs_language *lang, const char *path, hs_engine *out, hs_err *err)
{
    bool ok = false;
    hs_engine e = {.lang = lang};
    hs_buf found = {0};
    hs_err why = {0};
    if (!path && !hs_model_find(lang->model, &found, &why)) {
        ok = why.code == HS_ERR_NOTFOUND && lang->rules->abbreviations.n;
        if (!ok && why.code == HS_ERR_NOTFOUND) {
            hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE,
                    "there is no model for the language '%s': the document can be searched, and no more", lang->code);
        } else if (!ok && err) {
            *err = why;
        }
        goto done;
    }
    if (!path) path = hs_buf_c(&found);
    ok = hs_model_open(path, &e.model, err) && of_language(&e, err) && open_parts(&e, err);
    if (!ok && err && !err->doc[0]) snprintf(err->doc, sizeof err->doc, "%s", path);
done:
    hs_buf_free(&found);
    if (ok) {
        *out = e;
    } else {
        hs_engine_close(&e);
    }
    return ok;
}

void hs_engine_close(hs_engine *e)
{
    hs_net_close(e->net);
    hs_model_close(e->model);
    *e = (hs_engine){0};
}

bool hs_engine_shared(const hs_language *lang, const hs_engine **out, hs_err *err)
{
    enum { MOST = 16 };
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static hs_engine kept[MOST];
    size_t i = (size_t)(lang - hs_languages);
    if (i >= MOST) return hs_fail(err, HS_ERR_LIMIT, lang->model, HS_NOWHERE, "too many languages");
    pthread_mutex_lock(&lock);
    bool ok = kept[i].lang || hs_engine_open(lang, NULL, &kept[i], err);
    pthread_mutex_unlock(&lock);
    *out = &kept[i];
    return ok;
}
