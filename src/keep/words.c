#include "keep/words.h"

#include "base/fold.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* Words are folded by the chunk: making ICU's transliterator costs more than using it. */
enum { CHUNK_WORDS = 4096, LONGEST_WORD = 128 };

typedef struct {
    hs_span words[CHUNK_WORDS];
    size_t n;
    bool plain; /* all of it ASCII */
    bool go;
    hs_str text;
    hs_words_fn *each;
    void *ctx;
} chunk;

static bool without_blanks(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool in_word(uint32_t c)
{
    if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return hs_uc_letter(c) || hs_uc_digit(c) || u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_EXTEND);
}

/* Only letters and digits of ASCII stay; what else is left becomes its number, so that one word stays one. */
static void hand_on(chunk *k, size_t i, hs_str folded, hs_buf *word)
{
    hs_buf_clear(word);
    for (size_t at = 0; at < folded.n;) {
        uint32_t c = hs_utf8_next(folded, &at);
        if (c >= 0x80) {
            hs_buf_printf(word, "u%x", (unsigned)c);
        } else if (in_word(c)) {
            hs_buf_char(word, (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c));
        }
    }
    if (word->n) k->go = k->each(k->words[i], (hs_str){word->p, word->n}, k->ctx);
}

static void flush(chunk *k)
{
    hs_buf all = {0}, folded = {0}, word = {0};
    for (size_t i = 0; k->go && k->plain && i < k->n; i++)
        hand_on(k, i, (hs_str){k->text.p + k->words[i].at, k->words[i].n}, &word);
    if (k->go && !k->plain) {
        for (size_t i = 0; i < k->n; i++) {
            hs_buf_add(&all, k->text.p + k->words[i].at, k->words[i].n);
            hs_buf_char(&all, '|');
        }
        hs_romanise((hs_str){all.p, all.n}, &folded);
        const char *p = hs_buf_c(&folded), *end = p + folded.n;
        for (size_t i = 0; k->go && i < k->n && p < end; i++) {
            const char *bar = memchr(p, '|', (size_t)(end - p));
            if (!bar) bar = end;
            hand_on(k, i, (hs_str){p, (size_t)(bar - p)}, &word);
            p = bar + 1;
        }
    }
    hs_buf_free(&all);
    hs_buf_free(&folded);
    hs_buf_free(&word);
    k->n = 0;
    k->plain = true;
}

static void add(chunk *k, size_t from, size_t to)
{
    if (k->n == CHUNK_WORDS) flush(k);
    k->words[k->n++] = (hs_span){(uint32_t)from, (uint32_t)(to - from)};
    for (size_t i = from; k->plain && i < to; i++) k->plain = (unsigned char)k->text.p[i] < 0x80;
}

void hs_words_each(hs_str text, hs_words_fn *each, void *ctx)
{
    chunk *k = hs_calloc(1, sizeof *k);
    k->text = text;
    k->each = each;
    k->ctx = ctx;
    k->plain = k->go = true;
    size_t from = SIZE_MAX; /* where the word in hand begins */
    for (size_t at = 0; k->go && at < text.n;) {
        size_t here = at;
        uint32_t c = hs_utf8_next(text, &at);
        bool alone = without_blanks(c), inside = in_word(c);
        if (from != SIZE_MAX && (!inside || alone || here - from >= LONGEST_WORD)) {
            add(k, from, here);
            from = SIZE_MAX;
        }
        if (alone && inside) {
            add(k, here, at);
        } else if (inside && from == SIZE_MAX) {
            from = here;
        }
    }
    if (from != SIZE_MAX) add(k, from, text.n);
    flush(k);
    free(k);
}
