#include "keep/io.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void hs_seal_text(hs_buf *seal, hs_str s)
{
    if (!seal) return;
    hs_buf_number(seal, (int64_t)s.n);
    hs_buf_char(seal, ':');
    hs_buf_add(seal, s.p, s.n);
}

void hs_seal_number(hs_buf *seal, int64_t v)
{
    if (!seal) return;
    uint64_t left = v < 0 ? -(uint64_t)v : (uint64_t)v;
    int n = 1 + (v < 0);
    for (; left > 9; left /= 10) n++;
    hs_buf_number(seal, n);
    hs_buf_char(seal, ':');
    hs_buf_number(seal, v);
}

void hs_io_number(hs_io *io, int64_t *v)
{
    if (io->storing) {
        if (io->s) sqlite3_bind_int64(io->s, ++io->next, *v);
        hs_seal_number(io->seal, *v);
    } else {
        *v = sqlite3_column_int64(io->s, io->next++);
    }
}

/* A number from 0 to most. */
static int64_t bounded(hs_io *io, int64_t v, int64_t most)
{
    hs_io_number(io, &v);
    if (v >= 0 && v <= most) return v;
    io->broken = true;
    return 0;
}

void hs_io_u32(hs_io *io, uint32_t *v)
{
    *v = (uint32_t)bounded(io, *v, UINT32_MAX);
}

void hs_io_u8(hs_io *io, uint8_t *v)
{
    *v = (uint8_t)bounded(io, *v, UINT8_MAX);
}

void hs_io_flag(hs_io *io, bool *v)
{
    *v = bounded(io, *v, 1) != 0;
}

/* Where the value is "none": passes over the column, which is NULL. */
static bool none(hs_io *io, bool is_none)
{
    if (io->storing ? !is_none : sqlite3_column_type(io->s, io->next) != SQLITE_NULL) return false;
    io->next++;
    if (io->storing && io->s) sqlite3_bind_null(io->s, io->next);
    if (io->seal) hs_buf_char(io->seal, '-');
    return true;
}

void hs_io_index(hs_io *io, uint32_t *v)
{
    if (none(io, *v == HS_NONE)) {
        *v = HS_NONE;
    } else {
        hs_io_u32(io, v);
    }
}

static void put_text(hs_io *io, hs_str s)
{
    if (io->s) sqlite3_bind_text64(io->s, ++io->next, s.p, s.n, SQLITE_TRANSIENT, SQLITE_UTF8);
    hs_seal_text(io->seal, s);
}

/* Where a text is made: at the end of the seal where it goes nowhere else. */
static hs_buf *begin_text(const hs_io *io, hs_buf *own)
{
    return io->s ? own : io->seal;
}

/* Binds the text that was made in own, or puts the length of that in the seal, which began at `from`, before it. */
static void end_text(hs_io *io, hs_buf *own, size_t from)
{
    if (io->s) {
        put_text(io, (hs_str){own->p, own->n});
        hs_buf_free(own);
        return;
    }
    char head[24];
    size_t n = io->seal->n - from, k = (size_t)snprintf(head, sizeof head, "%zu:", n);
    hs_buf_add(io->seal, head, k);
    memmove(io->seal->p + from + k, io->seal->p + from, n);
    memcpy(io->seal->p + from, head, k);
}

static hs_str take_text(hs_io *io)
{
    return hs_db_text(io->s, io->next++);
}

void hs_io_day(hs_io *io, hs_day *v)
{
    if (none(io, *v == HS_NO_DAY)) {
        *v = HS_NO_DAY;
    } else if (io->storing) {
        char text[HS_DAY_TEXT];
        hs_day_text(*v, text);
        put_text(io, hs_str_of(text));
    } else {
        *v = hs_day_parse(take_text(io));
    }
}

void hs_io_span(hs_io *io, hs_span *v)
{
    hs_io_u32(io, &v->at);
    hs_io_u32(io, &v->n);
}

void hs_io_span_or_none(hs_io *io, hs_span *v)
{
    if (none(io, v->n == 0)) {
        none(io, true);
        *v = (hs_span){0, 0};
    } else {
        hs_io_span(io, v);
    }
}

static const char *string(const hs_io *io, hs_ref r)
{
    return io->doc ? hs_doc_str(io->doc, r) : hs_ledger_str(io->ledger, r);
}

static hs_ref intern(hs_io *io, hs_str s)
{
    return io->doc ? hs_doc_intern(io->doc, s) : hs_ledger_intern(io->ledger, s);
}

void hs_io_text(hs_io *io, hs_ref *v)
{
    if (none(io, *v == 0)) {
        *v = 0;
    } else if (io->storing) {
        const char *s = string(io, *v); /* stays until the step: nothing is interned while storing */
        if (io->s) sqlite3_bind_text(io->s, ++io->next, s, -1, SQLITE_STATIC);
        hs_seal_text(io->seal, hs_str_of(s));
    } else {
        *v = intern(io, take_text(io));
    }
}

void hs_io_decimal(hs_io *io, hs_dec *v, uint8_t *there)
{
    if (none(io, !*there)) {
        *v = (hs_dec){0, 0};
        *there = 0;
    } else if (io->storing) {
        char text[HS_DEC_TEXT];
        hs_dec back;
        hs_dec_text(*v, text);
        if (!hs_dec_parse(hs_str_of(text), &back) || hs_dec_cmp(back, *v) != 0) /* more digits than a mantissa holds */
            snprintf(text, sizeof text, "%" PRId64 "e%" PRId32, v->m, v->e);
        put_text(io, hs_str_of(text));
    } else {
        hs_str s = take_text(io);
        const char *e = memchr(s.p, 'e', s.n);
        *there = 1;
        if (!hs_dec_parse(e ? (hs_str){s.p, (size_t)(e - s.p)} : s, v)) io->broken = true;
        if (e) v->e += (int32_t)strtol(e + 1, NULL, 10); /* SQLite ends the text with a NUL */
        *v = hs_dec_norm(*v);
    }
}

/* ---- lists ---- */

/* Appends rows of `width` numbers as JSON: [1,2] for width 1, [[1,2],[3,4]] for more. */
static void put_numbers(hs_io *io, const int64_t *v, uint32_t n, uint32_t width)
{
    hs_buf own = {0}, *b = begin_text(io, &own);
    size_t from = b->n;
    hs_buf_char(b, '[');
    for (uint32_t i = 0; i < n; i++) {
        if (i) hs_buf_char(b, ',');
        for (uint32_t k = 0; k < width; k++) {
            if (k || width > 1) hs_buf_char(b, k ? ',' : '[');
            hs_buf_number(b, v[i * width + k]);
        }
        if (width > 1) hs_buf_char(b, ']');
    }
    hs_buf_char(b, ']');
    end_text(io, &own, from);
}

typedef HS_VEC(int64_t) numbers;

/* The numbers of such a list, whatever its brackets; a count that is no multiple of width is broken. */
static void take_numbers(hs_io *io, uint32_t width, numbers *out)
{
    hs_str s = take_text(io);
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            i++;
            continue;
        }
        int64_t v = 0;
        for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
            if (v < INT64_MAX / 16) v = v * 10 + (s.p[i] - '0');
        *HS_PUSH(*out) = v;
    }
    if (out->n % width) {
        io->broken = true;
        out->n = 0;
    }
}

static uint32_t narrow(hs_io *io, int64_t v)
{
    if (v > UINT32_MAX) io->broken = true;
    return (uint32_t)v;
}

void hs_io_spans(hs_io *io, hs_range *v)
{
    numbers list = {0};
    if (io->storing) {
        for (uint32_t i = v->first; i < v->first + v->n; i++) {
            *HS_PUSH(list) = io->doc->spans.v[i].at;
            *HS_PUSH(list) = io->doc->spans.v[i].n;
        }
        put_numbers(io, list.v, v->n, 2);
    } else {
        take_numbers(io, 2, &list);
        *v = (hs_range){io->doc->spans.n, list.n / 2};
        for (uint32_t i = 0; i < list.n; i += 2)
            *HS_PUSH(io->doc->spans) = (hs_span){narrow(io, list.v[i]), narrow(io, list.v[i + 1])};
    }
    HS_VEC_FREE(list);
}

void hs_io_links(hs_io *io, hs_range *v)
{
    numbers list = {0};
    if (io->storing) {
        for (uint32_t i = v->first; i < v->first + v->n; i++) *HS_PUSH(list) = io->doc->links.v[i];
        put_numbers(io, list.v, v->n, 1);
    } else {
        take_numbers(io, 1, &list);
        *v = (hs_range){io->doc->links.n, list.n};
        for (uint32_t i = 0; i < list.n; i++) *HS_PUSH(io->doc->links) = narrow(io, list.v[i]);
    }
    HS_VEC_FREE(list);
}

static void push_string(hs_io *io, hs_ref r)
{
    if (io->doc) {
        *HS_PUSH(io->doc->strings) = r;
    } else {
        *HS_PUSH(io->ledger->strings) = r;
    }
}

/* Nothing in it is to be escaped in JSON. */
static bool is_plain(const char *s)
{
    const char *end = s;
    while ((unsigned char)*end >= ' ' && *end != '"' && *end != '\\') end++;
    return !*end && hs_utf8_bad((hs_str){s, (size_t)(end - s)}) == SIZE_MAX;
}

static const char *string_at(const hs_io *io, uint32_t i)
{
    return string(io, io->doc ? io->doc->strings.v[i] : io->ledger->strings.v[i]);
}

static void put_strings(hs_io *io, hs_range r)
{
    hs_buf own = {0}, *b = begin_text(io, &own);
    size_t from = b->n;
    bool plain = true;
    hs_buf_char(b, '[');
    for (uint32_t i = r.first; plain && i < r.first + r.n; i++) {
        plain = is_plain(string_at(io, i));
        hs_buf_str(b, i > r.first ? ",\"" : "\"");
        hs_buf_str(b, string_at(io, i));
        hs_buf_char(b, '"');
    }
    hs_buf_char(b, ']');
    if (plain) {
        end_text(io, &own, from);
        return;
    }
    b->n = from;
    hs_buf_free(&own);
    json_t *list = json_array();
    for (uint32_t i = r.first; i < r.first + r.n; i++) json_array_append_new(list, json_string(string_at(io, i)));
    char *text = json_dumps(list, JSON_COMPACT);
    put_text(io, hs_str_of(text));
    free(text);
    json_decref(list);
}

void hs_io_strings(hs_io *io, hs_range *v)
{
    if (io->storing) {
        put_strings(io, *v);
        return;
    }
    hs_str s = take_text(io);
    json_t *list = json_loadb(s.p, s.n, 0, NULL), *one;
    size_t i;
    *v = (hs_range){io->doc ? io->doc->strings.n : io->ledger->strings.n, (uint32_t)json_array_size(list)};
    json_array_foreach(list, i, one) push_string(io, intern(io, hs_str_of(json_string_value(one))));
    if (!json_is_array(list)) io->broken = true;
    json_decref(list);
}

/* ---- of the ledger ---- */

static uint32_t doc_of_key(hs_io *io, int64_t key)
{
    uint32_t d = hs_map_get(io->doc_of, (hs_str){(const char *)&key, sizeof key});
    if (d == HS_MISSING) io->broken = true;
    return d;
}

void hs_io_doc(hs_io *io, uint32_t *v)
{
    if (none(io, *v == HS_NONE)) {
        *v = HS_NONE;
        return;
    }
    int64_t key = io->storing ? io->doc_key[*v] : 0;
    hs_io_number(io, &key);
    if (!io->storing) *v = doc_of_key(io, key);
}

uint32_t hs_key_index(const hs_key_list *keys, int64_t key)
{
    uint32_t lo = 0, hi = keys->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (keys->v[mid] < key) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo < keys->n && keys->v[lo] == key ? lo : HS_NONE;
}

void hs_io_entity(hs_io *io, uint32_t *v)
{
    if (none(io, *v == HS_NONE)) {
        *v = HS_NONE;
        return;
    }
    int64_t key = io->storing ? io->entity_key->v[*v] : 0;
    hs_io_number(io, &key);
    if (!io->storing) *v = hs_key_index(io->entity_key, key);
    if (*v == HS_NONE) io->broken = true;
}

void hs_io_items(hs_io *io, hs_range *v)
{
    numbers list = {0};
    if (io->storing) {
        for (uint32_t i = v->first; i < v->first + v->n; i++) {
            *HS_PUSH(list) = io->doc_key[io->ledger->items.v[i].doc];
            *HS_PUSH(list) = io->ledger->items.v[i].item;
        }
        put_numbers(io, list.v, v->n, 2);
    } else {
        take_numbers(io, 2, &list);
        *v = (hs_range){io->ledger->items.n, list.n / 2};
        for (uint32_t i = 0; i < list.n; i += 2)
            *HS_PUSH(io->ledger->items) = (hs_item){doc_of_key(io, list.v[i]), narrow(io, list.v[i + 1])};
    }
    HS_VEC_FREE(list);
}

void hs_io_passages(hs_io *io, hs_range *v)
{
    numbers list = {0};
    if (io->storing) {
        for (uint32_t i = v->first; i < v->first + v->n; i++) {
            const hs_passage *p = &io->ledger->passages.v[i];
            const uint32_t four[] = {p->taker.at, p->taker.n, p->from.at, p->from.n};
            for (int k = 0; k < 4; k++) *HS_PUSH(list) = four[k];
        }
        put_numbers(io, list.v, v->n, 4);
    } else {
        take_numbers(io, 4, &list);
        *v = (hs_range){io->ledger->passages.n, list.n / 4};
        for (uint32_t i = 0; i < list.n; i += 4)
            *HS_PUSH(io->ledger->passages) = (hs_passage){{narrow(io, list.v[i]), narrow(io, list.v[i + 1])},
                                                          {narrow(io, list.v[i + 2]), narrow(io, list.v[i + 3])}};
    }
    HS_VEC_FREE(list);
}
