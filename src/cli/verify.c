/* hearsay verify: every raw byte against its hash, the log's chain, the case file's own structures; the log against a
 * signed checkpoint, and that against a time stamp. */
#include "base/file.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "keep/checkpoint.h"
#include "keep/timestamp.h"
#include "show/escape.h"

#include <inttypes.h>
#include <stdio.h>

enum { LARGEST_PROOF = 1 << 20 };

typedef struct {
    const char *path;                   /* the case */
    const char *checkpoint, *tsr, *tsa; /* files */
} options;

static const char *wrong_with(const options *o, int words)
{
    if (words != 1) return words ? "one case at a time" : "no case named";
    return !o->tsr != !o->tsa || (o->tsr && !o->checkpoint) ? "--tsr, --tsa and --checkpoint go together" : NULL;
}

static void print_line(const char *line, void *ctx)
{
    hs_buf shown = {0};
    (void)ctx;
    hs_escape_term(hs_str_of(line), &shown);
    puts(hs_buf_c(&shown));
    hs_buf_free(&shown);
}

static bool verify_case(hs_case *c, const char *path, hs_err *err)
{
    hs_checked checked = {0};
    if (!hs_case_verify(c, print_line, NULL, &checked, err)) return false;
    printf("%s: %" PRIu64 " documents (%" PRIu64 " bytes) have the bytes that were added, the chain of %" PRIu64
           " log entries holds, the case file is whole\n",
           path, checked.documents, checked.bytes, checked.log_entries);
    return true;
}

static bool verify_stamp(const options *o, hs_str checkpoint, hs_err *err)
{
    hs_buf response = {0}, when = {0}, who = {0};
    bool ok = hs_file_read(o->tsr, LARGEST_PROOF, &response, err) &&
              hs_timestamp_check(checkpoint, (hs_str){response.p, response.n}, o->tsa, &when, &who, err);
    if (ok) printf("%s: was there at %s, says %s\n", o->checkpoint, hs_buf_c(&when), hs_buf_c(&who));
    hs_buf_free(&response);
    hs_buf_free(&when);
    hs_buf_free(&who);
    return ok;
}

static void print_signed(const char *path, const hs_checkpoint *p)
{
    hs_buf line = {0};
    hs_buf_printf(&line, "%s: the log begins with the %" PRIu64 " entries that were signed at %s by %s with the key ",
                  path, p->entries, p->at, p->by);
    for (size_t i = 0; i < sizeof p->key; i++) hs_buf_printf(&line, "%02x", p->key[i]);
    hs_buf_str(&line, ": compare it with the one you know");
    print_line(hs_buf_c(&line), NULL);
    hs_buf_free(&line);
}

static bool verify_checkpoint(hs_case *c, const options *o, hs_err *err)
{
    hs_buf text = {0};
    hs_checkpoint p;
    bool ok = hs_file_read(o->checkpoint, LARGEST_PROOF, &text, err) &&
              hs_checkpoint_parse((hs_str){hs_buf_c(&text), text.n}, &p, err) &&
              hs_checkpoint_check(c, &p, print_line, NULL, err);
    if (ok) print_signed(o->checkpoint, &p);
    ok = ok && (!o->tsr || verify_stamp(o, (hs_str){text.p, text.n}, err));
    hs_buf_free(&text);
    return ok;
}

int hs_verb_verify(int argc, char **argv)
{
    options o = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const hs_option known[] = {
        {"--checkpoint", .text = &o.checkpoint}, {"--tsr", .text = &o.tsr}, {"--tsa", .text = &o.tsa}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    const char *wrong = wrong_with(&o, words);
    if (wrong) return hs_verb_misused("verify", wrong);
    o.path = argv[1];
    hs_case *c = hs_case_open(o.path, false, &err);
    bool ok = c != NULL;
    int status = HS_DONE;
    if (!ok || !verify_case(c, o.path, &err)) status = hs_verb_failed("verify", &err);
    if (ok && o.checkpoint && !verify_checkpoint(c, &o, &err)) status = hs_verb_failed("verify", &err);
    hs_case_close(c);
    return status;
}
