#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "parse/netpass.h"

enum { KINDS = 5 }; /* O PER ORG LOC MISC */

/* How often a word was taken for what. */
typedef struct {
    uint32_t n, kind[KINDS];
} votes;

typedef struct {
    hs_map forms; /* → index into all */
    HS_VEC(votes) all;
} poll;

static bool capitalised(hs_str w)
{
    size_t at = 0;
    return w.n > 1 && hs_uc_upper(hs_utf8_next(w, &at));
}

/* A word of a longer name that is no person's says little of its other places: «Vosk» of «Bank of Vosk». */
static bool buried(const hs_net_word *out, uint32_t n, uint32_t i)
{
    uint32_t from = i, to = i + 1;
    if (out[i].ne < HS_NE_ORG) return false;
    while (from > 0 && !out[from].first && i - from < 2) from--;
    while (to < n && out[to].ne && !out[to].first && to - from < 3) to++;
    return to - from > 2;
}

static void count_words(poll *p, const hs_str *words, uint32_t n, const hs_net_word *out, uint32_t *form)
{
    for (uint32_t i = 0; i < n; i++) {
        form[i] = HS_NONE;
        if (!capitalised(words[i]) || buried(out, n, i)) continue;
        uint64_t key = hs_net_key_of(words[i]);
        uint32_t *v = hs_map_at(&p->forms, (hs_str){(const char *)&key, sizeof key});
        if (*v == HS_MISSING) {
            *v = p->all.n;
            (void)HS_PUSH(p->all);
        }
        form[i] = *v;
        p->all.v[*v].n++;
        p->all.v[*v].kind[out[i].ne]++;
    }
}

static void pull_scores(const poll *p, uint32_t n, const uint32_t *form, const hs_net_word *out,
                        float (*emit)[HS_NET_LABELS])
{
    const float pull = 2.0f; /* what all others agreeing is worth: measured on dev, flat from 1 to 3 */
    for (uint32_t i = 0; i < n; i++) {
        if (form[i] == HS_NONE || p->all.v[form[i]].n < 2) continue;
        const votes *v = &p->all.v[form[i]];
        for (uint32_t l = 0; l < HS_NET_LABELS; l++) {
            uint32_t kind = l ? 1 + (l - 1) / 4 : 0, others = v->kind[kind] - (kind == out[i].ne);
            emit[i][l] += pull * (float)others / (float)(v->n - 1);
        }
    }
}

static void label(const hs_net *net, const uint32_t *ends, uint32_t pieces, float (*emit)[HS_NET_LABELS],
                  hs_net_word *out)
{
    for (uint32_t i = 0, at = 0; i < pieces; at = ends[i++])
        hs_net_pass_entities(net, ends[i] - at, emit + at, out + at);
}

void hs_net_agree(const hs_net *net, const hs_str *words, const uint32_t *ends, uint32_t pieces,
                  float (*emit)[HS_NET_LABELS], hs_net_word *out)
{
    uint32_t n = pieces ? ends[pieces - 1] : 0, *form = hs_calloc(n, sizeof *form);
    poll p = {.all = {0}};
    label(net, ends, pieces, emit, out);
    count_words(&p, words, n, out, form);
    pull_scores(&p, n, form, out, emit);
    label(net, ends, pieces, emit, out);
    HS_VEC_FREE(p.all);
    hs_map_free(&p.forms);
    free(form);
}
