/* hearsay search: the passages that match, best document first. */
#include "cli/look.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "show/escape.h"
#include "show/json.h"
#include "show/layout.h"

#include <string.h>

enum { AT_MOST = 20 };

typedef struct {
    bool json;
    uint32_t hits, docs;
    char last[16]; /* id of the document whose heading was printed */
} printing;

/* The passage on one line, the matching words between the two marks. */
static void mark_words(const hs_hit *h, hs_buf *out)
{
    bool colour = hs_screen_colour();
    uint32_t at = h->at.at;
    for (uint32_t i = 0; i <= h->n; i++) {
        uint32_t to = i < h->n ? h->words[i].at : hs_span_end(h->at);
        hs_escape_term(hs_doc_text(h->doc, (hs_span){at, to - at}), out);
        if (i == h->n) break;
        hs_buf_str(out, colour ? "\033[1m" : "[");
        hs_escape_term(hs_doc_text(h->doc, h->words[i]), out);
        hs_buf_str(out, colour ? "\033[0m" : "]");
        at = hs_span_end(h->words[i]);
    }
}

static void print_words(const hs_hit *h, printing *p)
{
    const hs_doc *d = h->doc;
    const char *id = hs_doc_str(d, d->id);
    char day[HS_DAY_TEXT];
    hs_buf line = {0};
    if (strcmp(p->last, id) != 0) {
        hs_day_text(d->published_day, day);
        hs_buf_printf(&line, "%s%s  %s%s", p->hits ? "\n" : "", id, day, day[0] ? "  " : "");
        hs_escape_term(hs_str_of(hs_doc_str(d, d->outlet ? d->outlet : d->path)), &line);
        hs_buf_str(&line, d->title ? ": " : "");
        hs_escape_term(hs_str_of(hs_doc_str(d, d->title)), &line);
        hs_buf_char(&line, '\n');
    }
    hs_buf_str(&line, "    ");
    mark_words(h, &line);
    puts(hs_buf_c(&line));
    hs_buf_free(&line);
}

static void print_json(const hs_hit *h)
{
    hs_doc *one[] = {(hs_doc *)(uintptr_t)h->doc}; /* a pile of this document, as the printers of spans want one */
    const hs_pile p = {.docs = {one, 1, 1}};
    const hs_doc *d = h->doc;
    json_t *words = json_array();
    for (uint32_t i = 0; i < h->n; i++) json_array_append_new(words, hs_json_span(&p, 0, h->words[i]));
    json_t *o = json_pack("{s:s, s:o, s:o, s:o, s:o, s:f}", "type", "hit", "span", hs_json_span(&p, 0, h->at), "words",
                          words, "title", hs_json_text_or_null(hs_str_of(hs_doc_str(d, d->title))), "outlet",
                          hs_json_text_or_null(hs_str_of(hs_doc_str(d, d->outlet))), "rank", h->rank);
    hs_json_line(stdout, o, NULL);
}

static void print_hit(const hs_hit *h, void *ctx)
{
    printing *p = ctx;
    const char *id = hs_doc_str(h->doc, h->doc->id);
    p->docs += strcmp(p->last, id) != 0;
    if (p->json) {
        print_json(h);
    } else {
        print_words(h, p);
    }
    p->hits++;
    snprintf(p->last, sizeof p->last, "%s", id);
}

int hs_verb_search(int argc, char **argv)
{
    printing p = {0};
    hs_buf query = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const hs_option known[] = {{"--json", .flag = &p.json}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    if (words < 2) return hs_verb_misused("search", words ? "what shall be searched for?" : "no case named");
    const char *path = argv[1];
    for (int i = 2; i <= words; i++) hs_buf_printf(&query, "%s%s", query.n ? " " : "", argv[i]);
    hs_case *c = hs_case_open(path, false, &err);
    bool ok = c && hs_look_note(c, "search", &err) && hs_case_search(c, hs_buf_c(&query), AT_MOST, print_hit, &p, &err);
    if (ok && p.docs == AT_MOST) fprintf(stderr, "hearsay search: these are the best %d documents\n", AT_MOST);
    if (ok && !p.hits && !p.json) puts("Nothing in these documents matches.");
    hs_case_close(c);
    hs_buf_free(&query);
    return ok ? HS_DONE : hs_verb_failed("search", &err);
}
