#include "parse/netlemma.h"

#include "base/utf8.h"

/* The form in the case that the letter names: l lower, k kept, t first letter kept and the rest lower. */
static void cased(hs_str form, char how, hs_buf *out)
{
    size_t at = 0, first = 0;
    while (at < form.n) {
        uint32_t c = hs_utf8_next(form, &at);
        hs_utf8_put(out, how == 'k' || (how == 't' && first == 0) ? c : hs_uc_tolower(c));
        first = at;
    }
}

static size_t common(hs_str a, hs_str b)
{
    size_t i = 0, n = a.n < b.n ? a.n : b.n;
    while (i < n && a.p[i] == b.p[i]) i++;
    while (i > 0 && i < a.n && ((uint8_t)a.p[i] & 0xC0) == 0x80) i--;
    while (i > 0 && i < b.n && ((uint8_t)b.p[i] & 0xC0) == 0x80) i--;
    return i;
}

void hs_netlemma_make(hs_str form, hs_str lemma, hs_buf *script)
{
    static const char hows[] = {'l', 'k', 't'};
    hs_buf base = {0};
    size_t best = SIZE_MAX, cut = 0, keep = 0;
    char how = 'l';
    for (size_t i = 0; i < sizeof hows; i++) {
        hs_buf_clear(&base);
        cased(form, hows[i], &base);
        hs_str b = {hs_buf_c(&base), base.n};
        size_t same = common(b, lemma), rest = hs_utf8_length((hs_str){b.p + same, b.n - same});
        if (rest + (lemma.n - same) >= best) continue;
        best = rest + (lemma.n - same);
        cut = rest;
        keep = same;
        how = hows[i];
    }
    hs_buf_free(&base);
    if (keep == 0) {
        hs_buf_char(script, '=');
        hs_buf_add(script, lemma.p, lemma.n);
        return;
    }
    hs_buf_printf(script, "%c%zu:", how, cut);
    hs_buf_add(script, lemma.p + keep, lemma.n - keep);
}

void hs_netlemma_apply(hs_str form, hs_str script, hs_buf *lemma)
{
    if (script.n > 1 && script.p[0] == '=') {
        hs_buf_add(lemma, script.p + 1, script.n - 1);
        return;
    }
    size_t cut = 0, at = 1, start = lemma->n, end;
    char how = script.n ? script.p[0] : 'k';
    while (at < script.n && script.p[at] >= '0' && script.p[at] <= '9' && cut < 1000)
        cut = cut * 10 + (size_t)(script.p[at++] - '0');
    if (at < script.n && script.p[at] == ':') at++;
    cased(form, how, lemma);
    end = lemma->n;
    while (cut > 0 && end > start) {
        hs_str whole = {lemma->p + start, end - start};
        size_t here = whole.n;
        hs_utf8_prev(whole, &here);
        end = start + here;
        cut--;
    }
    if (cut > 0 || end == start) { /* does not fit this form */
        lemma->n = start;
        hs_buf_add(lemma, form.p, form.n);
        return;
    }
    lemma->n = end;
    hs_buf_add(lemma, script.p + at, script.n - at);
}
