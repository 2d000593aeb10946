#include "parse/parse.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "parse/conllu.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 1 << 30 };

/* Ten fields parted by tabs on the first line that is no comment: the sentences and tokens of a treebank are kept. */
static bool is_conllu(hs_str text)
{
    while (text.n && (text.p[0] == '#' || text.p[0] == '\n')) {
        const char *end = memchr(text.p, '\n', text.n);
        if (!end) return false;
        text = (hs_str){end + 1, text.n - (size_t)(end + 1 - text.p)};
    }
    size_t tabs = 0;
    for (size_t i = 0; i < text.n && text.p[i] != '\n'; i++) tabs += text.p[i] == '\t';
    return tabs == 9 && text.p[0] == '1' && (text.p[1] == '\t' || text.p[1] == '-');
}

static bool parse(hs_doc *doc, hs_err *err)
{
    if (!is_conllu((hs_str){doc->text.p, doc->text.n})) return hs_parse(doc, err);
    hs_buf bank = doc->text;
    doc->text = (hs_buf){0};
    bool ok = hs_conllu_read((hs_str){bank.p, bank.n}, doc, err) && hs_parse_tokens(doc, err);
    hs_buf_free(&bank);
    return ok;
}

int hs_verb_parse(int argc, char **argv)
{
    hs_err err = {0};
    int status = HS_NOTHING_DONE;
    const char *language = "";
    const hs_option known[] = {{"--lang", .text = &language}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    if (words > 1) return hs_verb_misused("parse", "one file at a time");
    const char *path = words ? argv[1] : "-";
    hs_doc *doc = hs_doc_new();
    hs_buf out = {0};
    bool ok = hs_file_read(path, MOST, &doc->text, &err);
    if (ok && hs_utf8_bad((hs_str){doc->text.p, doc->text.n}) != SIZE_MAX)
        ok = hs_fail(&err, HS_ERR_FORMAT, path, hs_utf8_bad((hs_str){doc->text.p, doc->text.n}),
                     "not UTF-8; 'hearsay text' converts other encodings");
    hs_err missing = {0};
    if (ok && !hs_parse_whole(hs_str_of(language), &missing) && missing.code == HS_ERR_NOTFOUND)
        hs_verb_failed("parse", &missing);
    doc->language = hs_doc_intern(doc, hs_str_of(language));
    doc->path = hs_doc_intern(doc, hs_str_of(path));
    if (!ok || !parse(doc, &err)) {
        status = hs_verb_failed("parse", &err);
        goto done;
    }
    hs_conllu_write(doc, &out);
    if (fwrite(hs_buf_c(&out), 1, out.n, stdout) == out.n && fflush(stdout) == 0) status = HS_DONE;
done:
    hs_buf_free(&out);
    hs_doc_free(doc);
    return status;
}
