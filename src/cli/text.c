#include "base/file.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "read/reader.h"

#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

enum { MAX_FILE = 1 << 30 };

static const char *const kinds[] = {"paragraph", "heading", "item", "quote", "caption", "cell", "turn"};

static json_t *map_json(const hs_doc *d)
{
    json_t *map = json_array();
    for (uint32_t i = 0; i < d->map.n; i++) {
        const hs_run *r = &d->map.v[i];
        json_array_append_new(
            map, json_pack("[iIIi]", (int)r->clean, (json_int_t)r->len, (json_int_t)r->raw, (int)r->raw_len));
    }
    return map;
}

/* [from, to, "p. 4", page, [x0, y0, x1, y1] in points or null, how sure OCR is or 0] */
static json_t *places_json(const hs_doc *d)
{
    json_t *places = json_array();
    for (uint32_t i = 0; i < d->locators.n; i++) {
        const hs_locator *l = &d->locators.v[i];
        json_t *box = json_null();
        if (l->x1 > l->x0) box = json_pack("[ffff]", l->x0 / 100.0, l->y0 / 100.0, l->x1 / 100.0, l->y1 / 100.0);
        json_array_append_new(places, json_pack("[IIsIoI]", (json_int_t)l->at.at, (json_int_t)hs_span_end(l->at),
                                                hs_doc_str(d, l->name), (json_int_t)l->page, box, (json_int_t)l->sure));
    }
    return places;
}

static json_t *blocks_json(const hs_doc *d)
{
    json_t *blocks = json_array();
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        const hs_block *b = &d->blocks.v[i];
        json_t *o = json_pack("{s:s, s:I, s:I}", "kind", kinds[b->kind], "from", (json_int_t)b->at.at, "to",
                              (json_int_t)hs_span_end(b->at));
        if (b->speaker.n) {
            hs_str s = hs_doc_text(d, b->speaker);
            json_object_set_new(o, "speaker", json_stringn(s.p, s.n));
        }
        json_array_append_new(blocks, o);
    }
    return blocks;
}

static json_t *word(const hs_doc *d, hs_ref r)
{
    return r ? json_string(hs_doc_str(d, r)) : json_null();
}

static void take_member(hs_str name, hs_str bytes, const hs_err *why_not, void *ctx)
{
    json_array_append_new(ctx,
                          why_not ? json_pack("{s:s#, s:s}", "name", name.p, (int)name.n, "reason", why_not->msg)
                                  : json_pack("{s:s#, s:I}", "name", name.p, (int)name.n, "size", (json_int_t)bytes.n));
}

static void print_json(const hs_doc *d, const char *path, json_t *members)
{
    json_t *o =
        json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "path", path, "media", word(d, d->media),
                  "charset", word(d, d->charset), "title", word(d, d->title), "author", word(d, d->author), "outlet",
                  word(d, d->outlet), "published", word(d, d->published), "published_by", word(d, d->published_by),
                  "canonical", word(d, d->canonical), "language", word(d, d->language));
    json_object_set_new(o, "text", json_stringn(d->text.n ? d->text.p : "", d->text.n));
    json_object_set_new(o, "map", map_json(d));
    json_object_set_new(o, "places", places_json(d));
    json_object_set_new(o, "blocks", blocks_json(d));
    json_object_set(o, "members", members);
    if (d->reason) {
        json_object_set_new(o, "part", word(d, d->part));
        json_object_set_new(o, "reason", word(d, d->reason));
    }
    json_dumpf(o, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(o);
}

/* Control characters would let a document drive the terminal: there they print as U+XXXX. */
static void print_text(const hs_doc *d, bool terminal)
{
    hs_str s = {d->text.p, d->text.n};
    for (size_t at = 0, from = 0; terminal && at < s.n; from = at) {
        uint32_t c = hs_utf8_next(s, &at);
        bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                       (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
        if (control) {
            printf("<U+%04X>", c);
        } else {
            fwrite(s.p + from, 1, at - from, stdout);
        }
    }
    if (!terminal) fwrite(s.p, 1, s.n, stdout);
    putchar('\n');
}

static bool text_of(const char *path, bool json, bool many)
{
    hs_buf raw = {0};
    hs_err err = {0};
    hs_doc *d = hs_doc_new();
    json_t *members = json_array();
    d->children.take = take_member;
    d->children.ctx = members;
    d->path = hs_doc_intern(d, hs_str_of(path));
    bool ok = hs_file_read(path, MAX_FILE, &raw, &err) && hs_read((hs_str){hs_buf_c(&raw), raw.n}, d, &err);
    if (!ok) {
        hs_verb_failed("text", &err);
    } else if (json) {
        print_json(d, path, members);
    } else {
        if (many) printf("==> %s <==\n", path);
        print_text(d, isatty(STDOUT_FILENO) != 0);
        if (d->verdict == HS_READ_PART)
            fprintf(stderr, "hearsay text: %s: read in part: %s\n", path, hs_doc_str(d, d->reason));
    }
    json_decref(members);
    hs_doc_free(d);
    hs_buf_free(&raw);
    return ok;
}

int hs_verb_text(int argc, char **argv)
{
    bool json = false;
    int failed = 0;
    const hs_option known[] = {{"--json", .flag = &json}};
    int files = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (files < 0) return HS_WRONG_USAGE;
    if (!files) return hs_verb_misused("text", "no file given");
    for (int i = 1; i <= files; i++) failed += !text_of(argv[i], json, files > 1);
    return failed == 0 ? HS_DONE : failed == files ? HS_NOTHING_DONE : HS_DONE_WITH_UNREAD;
}
