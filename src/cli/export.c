/* hearsay export: the case in a format that other programs read; the log records it. */
#include <string.h>

#include "cli/look.h"
#include "cli/verb.h"

static const hs_printer *export_named(const char *format)
{
    for (size_t i = 0; i < hs_printer_count && format; i++)
        if (hs_printers[i].sort != HS_TABLE && !strcmp(hs_printers[i].verb, format)) return &hs_printers[i];
    return NULL;
}

static int misused(const char *format)
{
    hs_buf why = {0};
    hs_buf_printf(&why, "%s; formats:", format ? "no such format" : "no format named");
    for (size_t i = 0; i < hs_printer_count; i++)
        if (hs_printers[i].sort != HS_TABLE) hs_buf_printf(&why, " %s", hs_printers[i].verb);
    int status = hs_verb_misused("export", hs_buf_c(&why));
    hs_buf_free(&why);
    return status;
}

static bool print(const hs_printer *p, hs_look *l, const char *out, hs_err *err)
{
    bool to_file = p->sort == HS_EXPORT && out && strcmp(out, "-") != 0;
    l->view.c = l->c;
    l->view.dir = out;
    if (to_file && !(l->view.out = fopen(out, "wb")))
        return hs_fail(err, HS_ERR_IO, out, HS_NOWHERE, "cannot be written to");
    bool ok = p->print(&l->view, err);
    if (to_file && fclose(l->view.out) != 0 && ok)
        ok = hs_fail(err, HS_ERR_IO, out, HS_NOWHERE, "could not be written whole: is the disk full?");
    return ok;
}

int hs_verb_export(int argc, char **argv)
{
    hs_look_options o;
    if (!hs_look_parse(argc, argv, &o)) return HS_WRONG_USAGE;
    const hs_printer *p = export_named(o.format);
    if (!p) return misused(o.format);
    if (p->sort == HS_FOLDER && !o.out)
        return hs_verb_misused(o.verb, "this format makes a folder: name it with -o DIR");
    if (o.word) return hs_verb_misused(o.verb, "too many words");
    hs_err err = {.offset = HS_NOWHERE};
    hs_look l;
    bool ok = hs_look_open(&o, &l, &err) && print(p, &l, o.out, &err);
    if (ok) {
        hs_buf detail = {0};
        hs_buf_printf(&detail, "%s to %s", p->verb, o.out ? o.out : "standard output");
        ok = hs_case_log_add(l.c, "export", hs_buf_c(&detail), &err);
        hs_buf_free(&detail);
    }
    hs_look_close(&l);
    return ok ? HS_DONE : hs_verb_failed(o.verb, &err);
}
