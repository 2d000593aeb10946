#include "learn/netdata.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "parse/engine.h"
#include "parse/netlemma.h"

#define FILE_MAX ((size_t)1 << 30)

/* Calls of this walk a buffer line by line; the line has no newline, and no carriage return at its end. */
static bool next_line(hs_str *rest, hs_str *line)
{
    if (rest->n == 0) return false;
    const char *end = memchr(rest->p, '\n', rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n, skip = end ? n + 1 : n;
    *line = (hs_str){rest->p, n};
    if (n && line->p[n - 1] == '\r') line->n--;
    rest->p += skip;
    rest->n -= skip;
    return true;
}

static hs_str column(hs_str line, uint32_t k)
{
    for (; k > 0; k--) {
        const char *tab = memchr(line.p, '\t', line.n);
        if (!tab) return (hs_str){NULL, 0};
        line.n -= (size_t)(tab - line.p) + 1;
        line.p = tab + 1;
    }
    const char *tab = memchr(line.p, '\t', line.n);
    if (tab) line.n = (size_t)(tab - line.p);
    return line;
}

static hs_str keep(hs_corpus *c, hs_str s)
{
    return (hs_str){hs_arena_strndup(&c->strings, s.p ? s.p : "", s.n), s.n};
}

static hs_train_word *add_word(hs_corpus *c, hs_str form)
{
    hs_train_word *w = HS_PUSH(c->words);
    w->form = keep(c, form);
    w->head = w->label = w->tag_id = w->lemma_id = w->rel_id = -1;
    return w;
}

static void end_sentence(hs_corpus *c)
{
    uint32_t first = c->sents.n ? c->sents.v[c->sents.n - 1].first + c->sents.v[c->sents.n - 1].n : 0;
    if (c->words.n == first) return;
    hs_train_sent *s = HS_PUSH(c->sents);
    *s = (hs_train_sent){first, c->words.n - first, c->docs};
}

static uint32_t number(hs_str s)
{
    uint32_t v = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && v < 1000000; i++)
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    return v;
}

bool hs_corpus_conllu(hs_corpus *c, const char *path, hs_err *err)
{
    hs_buf file = {0};
    if (!hs_file_read(path, FILE_MAX, &file, err)) return false;
    hs_str rest = {file.p, file.n}, line;
    while (next_line(&rest, &line)) {
        hs_str id = column(line, 0);
        if (line.n == 0) {
            end_sentence(c);
            continue;
        }
        if (line.p[0] == '#' || memchr(id.p, '-', id.n) || memchr(id.p, '.', id.n)) continue;
        hs_train_word *w = add_word(c, column(line, 1));
        w->lemma = keep(c, column(line, 2));
        w->upos = keep(c, column(line, 3));
        w->feats = keep(c, column(line, 5));
        w->head = (int)number(column(line, 6));
        w->rel = keep(c, column(line, 7));
        w->misc = keep(c, column(line, 9));
    }
    end_sentence(c);
    hs_buf_free(&file);
    return true;
}

static int kind_of(hs_str name)
{
    static const struct {
        const char *name;
        int kind;
    } kinds[] = {{"Person", 0},   {"PER", 0},  {"Organization", 1}, {"ORG", 1},  {"Location", 2}, {"LOC", 2},
                 {"Facility", 2}, {"NORP", 3}, {"Misc", 3},         {"MISC", 3}, {"Product", 3}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (hs_str_eq(name, hs_str_of(kinds[i].name))) return kinds[i].kind;
    return -1;
}

/* B I O labels of the last sentence become B I E S O: a label's low bits say begin 0, inside 1, end 2, single 3. */
static void close_labels(hs_corpus *c, uint32_t first, const int *kind, const bool *begins)
{
    for (uint32_t i = first; i < c->words.n; i++) {
        int k = kind[i - first];
        bool start = k >= 0 && (i == first || kind[i - 1 - first] != k || begins[i - first]);
        bool end = k >= 0 && (i + 1 == c->words.n || kind[i + 1 - first] != k || begins[i + 1 - first]);
        c->words.v[i].label = k < 0 ? 0 : 1 + 4 * k + (start ? (end ? 3 : 0) : (end ? 2 : 1));
    }
}

bool hs_corpus_labels(hs_corpus *c, const char *path, hs_err *err)
{
    enum { LONGEST = 4096 };
    hs_buf file = {0};
    int kind[LONGEST];
    bool begins[LONGEST];
    uint32_t first = c->words.n;
    if (!hs_file_read(path, FILE_MAX, &file, err)) return false;
    c->docs++;
    hs_str rest = {file.p, file.n}, line = {0};
    for (bool more = true; more;) {
        more = next_line(&rest, &line);
        hs_str form = hs_str_trim(column(line, 0)), label = hs_str_trim(column(line, 1));
        bool url = hs_str_starts(form, HS_STR("http")) && c->words.n == first;
        if (more && form.n && !url && c->words.n - first < LONGEST) {
            kind[c->words.n - first] = label.n > 2 ? kind_of((hs_str){label.p + 2, label.n - 2}) : -1;
            begins[c->words.n - first] = label.n > 2 && label.p[0] == 'B';
            add_word(c, form);
        } else if (c->words.n > first && !url) {
            close_labels(c, first, kind, begins);
            end_sentence(c);
            first = c->words.n;
        }
    }
    hs_buf_free(&file);
    return true;
}

static bool is_apart(const char *list, const char *name, uint32_t place)
{
    size_t n = strcspn(name, "_");
    uint32_t each = list && !strncmp(list, "1/", 2) ? number(hs_str_of(list + 2)) : 0;
    if (each) return place % each == 0;
    for (const char *at = list; at && *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == n && !memcmp(at, name, n)) return true;
    return false;
}

bool hs_corpus_label_folder(hs_corpus *c, hs_corpus *held, const char *apart, const char *folder, hs_err *err)
{
    struct dirent **names = NULL;
    int n = scandir(folder, &names, NULL, alphasort);
    bool ok = n >= 0 || hs_fail(err, HS_ERR_IO, folder, HS_NOWHERE, "the folder cannot be read");
    for (int i = 0, place = 0; i < n; i++) {
        hs_buf path = {0};
        bool file = names[i]->d_name[0] != '.';
        hs_corpus *to = is_apart(apart, names[i]->d_name, (uint32_t)place) ? held : c;
        hs_buf_printf(&path, "%s/%s", folder, names[i]->d_name);
        if (ok && to && file) ok = hs_corpus_labels(to, hs_buf_c(&path), err);
        place += file;
        hs_buf_free(&path);
        free(names[i]);
    }
    free(names);
    return ok;
}

/* Segmented by rule, so that no part of the model has to be there before the others. */
static void text_run(hs_corpus *c, hs_str s)
{
    hs_engine engine = {.lang = hs_language_of(HS_STR("en"))};
    hs_doc *d = hs_doc_new();
    c->docs++;
    if (hs_utf8_bad(s) == SIZE_MAX) {
        hs_buf_add(&d->text, s.p, s.n);
        hs_parse_with(&engine, d);
    }
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        for (uint32_t k = 0; k < d->sentences.v[i].n; k++)
            add_word(c, hs_doc_text(d, d->tokens.v[d->sentences.v[i].first + k].at));
        end_sentence(c);
    }
    hs_doc_free(d);
}

/* A JSON string that starts behind its quote: unescaped into out; returns the bytes read. */
static size_t json_string(hs_str s, hs_buf *out)
{
    size_t i = 0;
    for (; i < s.n && s.p[i] != '"'; i++) {
        if (s.p[i] != '\\' || i + 1 >= s.n) {
            hs_buf_char(out, s.p[i]);
            continue;
        }
        char e = s.p[++i];
        if (e == 'n')
            hs_buf_char(out, '\n');
        else if (e == 'u' && i + 4 < s.n) {
            char hex[5] = {s.p[i + 1], s.p[i + 2], s.p[i + 3], s.p[i + 4], 0};
            hs_utf8_put(out, (uint32_t)strtoul(hex, NULL, 16));
            i += 4;
        } else
            hs_buf_char(out, e == 't' || e == 'r' ? ' ' : e);
    }
    return i;
}

static void json_texts(hs_corpus *c, hs_str s)
{
    static const char *const keys[] = {"\"text\": \"", "\"title\": \"", "\"articleBody\": \"", "\"main_content\": \""};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        hs_str rest = s, key = hs_str_of(keys[k]);
        size_t at;
        while ((at = hs_str_find(rest, key)) != SIZE_MAX) {
            hs_buf text = {0};
            rest = (hs_str){rest.p + at + key.n, rest.n - at - key.n};
            size_t n = json_string(rest, &text);
            rest = (hs_str){rest.p + n, rest.n - n};
            text_run(c, (hs_str){hs_buf_c(&text), text.n});
            hs_buf_free(&text);
        }
    }
}

bool hs_corpus_text(hs_corpus *c, const char *path, hs_err *err)
{
    hs_buf file = {0};
    if (!hs_file_read(path, FILE_MAX, &file, err)) return false;
    hs_str s = {hs_buf_c(&file), file.n}, name = hs_str_of(path);
    if (hs_str_ends(name, HS_STR(".json")) || hs_str_ends(name, HS_STR(".jsonl")))
        json_texts(c, s);
    else
        text_run(c, s);
    hs_buf_free(&file);
    return true;
}

void hs_corpus_append(hs_corpus *c, const hs_corpus *other)
{
    for (uint32_t i = 0; i < other->sents.n; i++) {
        const hs_train_sent *s = other->sents.v + i;
        for (uint32_t k = s->first; k < s->first + s->n; k++) {
            hs_train_word *w = HS_PUSH(c->words);
            w->form = other->words.v[k].form;
            w->head = w->label = w->tag_id = w->lemma_id = w->rel_id = -1;
        }
        end_sentence(c);
    }
}

void hs_corpus_free(hs_corpus *c)
{
    HS_VEC_FREE(c->words);
    HS_VEC_FREE(c->sents);
    hs_arena_free(&c->strings);
}

static void tag_name(const hs_train_word *w, hs_buf *out)
{
    hs_buf_clear(out);
    hs_buf_add(out, w->upos.p, w->upos.n);
    hs_buf_char(out, '|');
    hs_buf_add(out, w->feats.p, w->feats.n);
}

static void count(hs_map *m, hs_str key)
{
    uint32_t *v = hs_map_at(m, key);
    *v = *v == HS_MISSING ? 1 : *v + 1;
}

/* The map's keys with at least `least` counts, numbered in order of first occurrence. */
static void thin(const hs_map *counts, uint32_t least, hs_map *out)
{
    for (uint32_t i = 0; i < counts->entries.n; i++)
        if (counts->entries.v[i].value >= least) {
            uint32_t n = out->entries.n;
            *hs_map_at(out, counts->entries.v[i].key) = n;
        }
}

void hs_classes_collect(hs_classes *k, const hs_corpus *c, uint32_t least)
{
    hs_map tags = {0}, lemmas = {0}, rels = {0};
    hs_buf b = {0};
    for (uint32_t i = 0; i < c->words.n; i++) {
        const hs_train_word *w = c->words.v + i;
        if (w->head < 0) continue;
        tag_name(w, &b);
        count(&tags, (hs_str){b.p, b.n});
        hs_buf_clear(&b);
        hs_netlemma_make(w->form, w->lemma, &b);
        count(&lemmas, (hs_str){b.p, b.n});
        count(&rels, w->rel);
    }
    thin(&tags, least, &k->tags);
    thin(&lemmas, least, &k->lemmas);
    thin(&rels, least, &k->rels);
    hs_buf_free(&b);
    hs_map_free(&tags);
    hs_map_free(&lemmas);
    hs_map_free(&rels);
}

static int class_of(const hs_map *m, hs_str key)
{
    uint32_t v = hs_map_get(m, key);
    return v == HS_MISSING ? -1 : (int)v;
}

static int tag_class(const hs_classes *k, const hs_train_word *w, hs_buf *b)
{
    tag_name(w, b);
    int id = class_of(&k->tags, (hs_str){b->p, b->n});
    for (uint32_t i = 0; id < 0 && i < k->tags.entries.n; i++) {
        hs_str name = k->tags.entries.v[i].key;
        if (name.n > w->upos.n && hs_str_starts(name, w->upos) && name.p[w->upos.n] == '|') id = (int)i;
    }
    return id;
}

void hs_classes_number(const hs_classes *k, hs_corpus *c)
{
    hs_buf b = {0};
    for (uint32_t i = 0; i < c->words.n; i++) {
        hs_train_word *w = c->words.v + i;
        if (w->head < 0) continue;
        w->tag_id = tag_class(k, w, &b);
        hs_buf_clear(&b);
        hs_netlemma_make(w->form, w->lemma, &b);
        w->lemma_id = class_of(&k->lemmas, (hs_str){b.p, b.n});
        w->rel_id = class_of(&k->rels, w->rel);
    }
    hs_buf_free(&b);
}

void hs_classes_free(hs_classes *k)
{
    hs_map_free(&k->tags);
    hs_map_free(&k->lemmas);
    hs_map_free(&k->rels);
}
