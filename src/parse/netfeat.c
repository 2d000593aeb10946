#include "parse/netfeat.h"

#include "base/hash.h"
#include "base/utf8.h"

#define KEEP    40 /* code points looked at: the first and last KEEP / 2 of a longer word */
#define AFFIX   4
#define SHAPE_N 14

typedef struct {
    uint32_t lower[KEEP + 2]; /* with a bound mark at each end */
    char shape[SHAPE_N];
    uint32_t n, shape_n;
} folded;

static uint32_t fold(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c >= '0' && c <= '9' ? '0' : c;
    if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032) return '\'';
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2033) return '"';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
    if (c == 0xA0 || c == 0x202F || c == 0x2009) return ' ';
    return hs_uc_digit(c) ? '0' : hs_uc_tolower(c);
}

static char class_of(uint32_t c)
{
    if (c < 0x80) {
        if (c >= 'a' && c <= 'z') return 'x';
        if (c >= 'A' && c <= 'Z') return 'X';
        return c >= '0' && c <= '9' ? '0' : (char)c;
    }
    if (hs_uc_upper(c)) return 'X';
    if (hs_uc_letter(c)) return hs_uc_lower(c) ? 'x' : 'l';
    return (char)(hs_uc_digit(c) ? '0' : fold(c) < 0x80 ? (int)fold(c) : 'o');
}

/* A run of one class is kept to two marks, so that "X", "XX" and "Xx" differ and lengths do not matter. */
static void shape_add(folded *f, uint32_t c)
{
    char k = class_of(c);
    uint32_t n = f->shape_n;
    if (n >= SHAPE_N || (n >= 2 && f->shape[n - 1] == k && f->shape[n - 2] == k)) return;
    f->shape[f->shape_n++] = k;
}

static uint64_t fold_word(hs_str word, folded *f)
{
    uint64_t key = 0;
    uint32_t total = 0;
    f->n = f->shape_n = 0;
    f->lower[f->n++] = '<';
    for (size_t at = 0; at < word.n; total++) {
        uint32_t c = hs_utf8_next(word, &at), l = fold(c);
        shape_add(f, c);
        key = hs_mix64(key ^ (l + 1));
        if (f->n <= KEEP) {
            f->lower[f->n++] = l;
        } else { /* the second half slides over the word's end */
            for (uint32_t i = KEEP / 2 + 1; i < KEEP; i++) f->lower[i] = f->lower[i + 1];
            f->lower[KEEP] = l;
        }
    }
    f->lower[f->n++] = '>';
    return key ? key : 1;
}

uint64_t hs_net_key_of(hs_str word)
{
    uint64_t key = 0;
    for (size_t at = 0; at < word.n;) key = hs_mix64(key ^ (fold(hs_utf8_next(word, &at)) + 1));
    return key ? key : 1;
}

static void piece_add(hs_net_feat *out, const uint32_t *c, uint32_t n, uint32_t kind)
{
    uint64_t h = kind;
    if (out->n >= HS_NET_PIECES) return;
    for (uint32_t i = 0; i < n; i++) h = hs_mix64(h ^ ((uint64_t)c[i] << 8));
    out->piece[out->n++] = (uint32_t)(h >> 32);
}

void hs_net_feat_of(hs_str word, hs_net_feat *out)
{
    folded f;
    uint64_t shape = 7;
    out->key = fold_word(word, &f);
    for (uint32_t i = 0; i < f.shape_n; i++) shape = hs_mix64(shape ^ (uint8_t)f.shape[i]);
    out->shape = (uint32_t)(shape >> 32) % HS_NET_SHAPES;
    out->n = 0;
    uint32_t letters = f.n - 2;
    for (uint32_t k = 1; k <= AFFIX && k <= letters; k++) {
        piece_add(out, f.lower + 1, k, 1);
        piece_add(out, f.lower + 1 + letters - k, k, 2);
    }
    for (uint32_t i = 0; i + 3 <= f.n; i++) piece_add(out, f.lower + i, 3, 3);
    for (uint32_t i = 0; i + 4 <= f.n; i++) piece_add(out, f.lower + i, 4, 4);
    if (out->n == 0) piece_add(out, f.lower, f.n, 5);
}
