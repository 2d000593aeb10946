#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "parse/netpass.h"

enum { KINDS = 5 }; /* O PER ORG LOC MISC */

/* What a word was taken for, and how strongly. */
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

/* «Irena Vosk» tells what «Vosk» is better than «Vosk» does. */
static uint32_t say(const hs_net_word *out, uint32_t n, uint32_t i)
{
    enum { FULL = 5 }; /* measured on dev, flat from 3 to 10 */
    bool longer = !out[i].first || (i + 1 < n && out[i + 1].ne == HS_NE_PER && !out[i + 1].first);
    return out[i].ne == HS_NE_PER && longer ? FULL : 1;
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
        p->all.v[*v].n += say(out, n, i);
        p->all.v[*v].kind[out[i].ne] += say(out, n, i);
    }
}

static size_t initials(const hs_str *words, uint32_t n, bool small, char *letters)
{
    size_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        char c = words[i].n ? words[i].p[0] : '-';
        if ((c >= 'A' && c <= 'Z') || (small && c >= 'a' && c <= 'z')) letters[count++] = c;
    }
    return count;
}

/* «Bank of Selm» tells what «BoS» or «BS» is wherever the document has it. */
static void count_acronyms(poll *p, const hs_str *words, uint32_t n, const hs_net_word *out)
{
    enum { LONGEST = 12, SAY = 10 }; /* measured on dev, still rising a little from 5 to 10 */
    for (uint32_t i = 0, to = 0; i < n; i = to) {
        for (to = i + 1; to < n && out[i].ne && out[to].ne && !out[to].first;) to++;
        if (to - i < 2 || to - i > LONGEST) continue;
        size_t before = 1; /* letters, without those of small words */
        for (int small = 0; small < 2; small++) {
            char letters[LONGEST];
            size_t count = initials(words + i, to - i, small, letters);
            if (count <= before) continue;
            before = count;
            uint64_t key = hs_net_key_of((hs_str){letters, count});
            uint32_t v = hs_map_get(&p->forms, (hs_str){(const char *)&key, sizeof key});
            if (v == HS_MISSING) continue;
            p->all.v[v].n += SAY;
            p->all.v[v].kind[out[i].ne] += SAY;
        }
    }
}

static void pull_scores(const poll *p, uint32_t n, const uint32_t *form, const hs_net_word *out,
                        float (*emit)[HS_NET_LABELS])
{
    const float pull = 2.5f; /* what all others agreeing is worth: measured on dev, flat from 2 to 3 */
    for (uint32_t i = 0; i < n; i++) {
        uint32_t own = say(out, n, i);
        if (form[i] == HS_NONE || p->all.v[form[i]].n == own) continue;
        const votes *v = &p->all.v[form[i]];
        for (uint32_t l = 0; l < HS_NET_LABELS; l++) {
            uint32_t kind = l ? 1 + (l - 1) / 4 : 0, others = v->kind[kind] - (kind == out[i].ne ? own : 0);
            emit[i][l] += pull * (float)others / (float)(v->n - own);
        }
    }
}

static bool syllable(hs_str w)
{
    size_t i = 0;
    while (i < w.n && w.p[i] >= 'a' && w.p[i] <= 'z') i++;
    return i == w.n && i >= 2 && i <= 6;
}

/* «Vosk Te-in»: a small word that a hyphen ties to a person's given name is more often its second syllable than not. */
static void pull_syllables(const hs_str *words, uint32_t n, const hs_net_word *out, float (*emit)[HS_NET_LABELS])
{
    enum { INSIDE = 2, END = 3 }; /* of a person, as hs_net_labels numbers them */
    const float pull = 4.0f;
    for (uint32_t i = 2; i + 1 < n; i++) {
        bool given = out[i - 1].ne == HS_NE_PER && !out[i - 1].first;
        if (!given || !hs_str_eq(words[i], HS_STR("-")) || !syllable(words[i + 1])) continue;
        emit[i][INSIDE] += pull;
        emit[i + 1][INSIDE] += pull;
        emit[i + 1][END] += pull;
    }
}

static void label(const hs_net *net, const uint32_t *ends, uint32_t pieces, float (*emit)[HS_NET_LABELS],
                  hs_net_word *out)
{
    for (uint32_t i = 0, at = 0; i < pieces; at = ends[i++])
        hs_net_pass_entities(net, ends[i] - at, emit + at, out + at);
}

/* One round: out is what the words were taken for, and then are. */
static void agree(const hs_net *net, const hs_str *words, const uint32_t *ends, uint32_t pieces,
                  float (*emit)[HS_NET_LABELS], hs_net_word *out)
{
    uint32_t n = ends[pieces - 1], *form = hs_calloc(n, sizeof *form);
    poll p = {.all = {0}};
    count_words(&p, words, n, out, form);
    count_acronyms(&p, words, n, out);
    pull_scores(&p, n, form, out, emit);
    pull_syllables(words, n, out, emit);
    label(net, ends, pieces, emit, out);
    HS_VEC_FREE(p.all);
    hs_map_free(&p.forms);
    free(form);
}

void hs_net_agree(const hs_net *net, const hs_str *words, const uint32_t *ends, uint32_t pieces,
                  float (*emit)[HS_NET_LABELS], hs_net_word *out)
{
    enum { ROUNDS = 2 };
    size_t size = pieces ? ends[pieces - 1] * sizeof *emit : 0;
    float(*pulled)[HS_NET_LABELS] = hs_malloc(size);
    label(net, ends, pieces, emit, out);
    for (int round = 0; round < ROUNDS && pieces; round++) {
        memcpy(pulled, emit, size);
        agree(net, words, ends, pieces, pulled, out);
    }
    free(pulled);
}
