/* The case as pages in a folder. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "show/pages.h"

typedef struct {
    const hs_view *view;
    const char *dir;
    hs_err *err;
} target;

/* Without a sync for each of thousands of pages: a dossier is made again in seconds. */
static bool write_file(const char *path, hs_str bytes, hs_err *err)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f && fclose(f) != 0) ok = false;
    return ok || hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot be written: %s", strerror(errno));
}

static bool write_page(const target *t, const char *folder, const char *name, hs_page *p)
{
    hs_buf path = {0};
    hs_buf_printf(&path, "%s/%s%s%s.html", t->dir, folder, *folder ? "/" : "", name);
    bool ok = write_file(hs_buf_c(&path), (hs_str){p->html.p, p->html.n}, t->err);
    hs_buf_free(&path);
    hs_buf_clear(&p->html);
    return ok;
}

static bool sections(const target *t, hs_page *p)
{
    for (size_t i = 0; i < hs_section_count; i++) {
        const hs_section *s = &hs_sections[i];
        uint32_t parts = s->parts ? s->parts(t->view) : 1;
        for (uint32_t k = 0; k < parts || k == 0; k++) {
            char name[64];
            snprintf(name, sizeof name, k ? "%s-%u" : "%s", s->name, k + 1);
            hs_page_section(p, s, k);
            if (!write_page(t, "", name, p)) return false;
        }
    }
    return true;
}

static bool items(const target *t, hs_page *p)
{
    const hs_pile *pile = t->view->pile;
    for (uint32_t i = 0; i < pile->ledger.claims.n; i++) {
        hs_page_claim(p, i);
        if (!write_page(t, "claims", hs_id_claim(pile, i).s, p)) return false;
    }
    for (uint32_t i = 0; i < pile->docs.n; i++) {
        hs_page_doc(p, i);
        if (!write_page(t, "docs", hs_id_doc(pile, i).s, p)) return false;
    }
    for (uint32_t i = 0; i < pile->ledger.entities.n; i++) {
        hs_page_entity(p, i);
        if (!write_page(t, "who", hs_id_entity(pile, i).s, p)) return false;
    }
    return true;
}

/* "c0123456789.html": a page of an item, made by an earlier dossier. */
static bool is_item_page(const char *name)
{
    size_t n = name[0] ? strspn(name + 1, "0123456789abcdef") : 0;
    return strchr("cde", name[0]) && n >= 6 && !strcmp(name + 1 + n, ".html");
}

/* Pages of claims that no ruling or reading left standing must not lie beside the new ones. */
static void sweep(const char *path)
{
    DIR *d = opendir(path);
    for (const struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
        if (is_item_page(e->d_name)) unlinkat(dirfd(d), e->d_name, 0);
    if (d) closedir(d);
}

static bool folder(const char *dir, const char *name, hs_err *err)
{
    hs_buf path = {0};
    hs_buf_printf(&path, "%s/%s", dir, name);
    bool ok = hs_file_mkdirs(hs_buf_c(&path), err);
    if (ok) sweep(hs_buf_c(&path));
    hs_buf_free(&path);
    return ok;
}

bool hs_show_dossier(const hs_view *v, const char *dir, hs_err *err)
{
    target t = {v, dir, err};
    hs_page root = {.view = v, .up = ""}, below = {.view = v, .up = "../"};
    hs_buf style = {0};
    hs_buf_printf(&style, "%s/style.css", dir);
    bool ok = folder(dir, "claims", err) && folder(dir, "docs", err) && folder(dir, "who", err) &&
              write_file(hs_buf_c(&style), hs_str_of(hs_style), err) && sections(&t, &root) && items(&t, &below);
    hs_buf_free(&style);
    hs_buf_free(&root.html);
    hs_buf_free(&below.html);
    return ok;
}
