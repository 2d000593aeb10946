#include "read/lzfu.h"

#include <string.h>

enum { HEADER = 16, RING = 4096 };

static const char start[] = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
                            "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
                            "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct {
    char ring[RING];
    size_t at, most;
    hs_buf *out;
} window;

static bool put(window *w, char c)
{
    if (w->out->n >= w->most) return false;
    hs_buf_char(w->out, c);
    w->ring[w->at] = c;
    w->at = (w->at + 1) % RING;
    return true;
}

/* A reference of two bytes: 12 bits of place, 4 of length. False at the end, which refers to itself. */
static bool copy(window *w, unsigned char high, unsigned char low)
{
    size_t from = (size_t)high << 4 | low >> 4, n = (size_t)(low & 15) + 2;
    if (from == w->at) return false;
    for (size_t i = 0; i < n; i++)
        if (!put(w, w->ring[(from + i) % RING])) return false;
    return true;
}

bool hs_lzfu(hs_str packed, size_t most, hs_buf *out)
{
    window w = {.at = sizeof start - 1, .most = out->n + most, .out = out};
    memcpy(w.ring, start, sizeof start - 1);
    if (packed.n < HEADER) return false;
    if (!memcmp(packed.p + 8, "MELA", 4)) { /* not compressed */
        size_t n = packed.n - HEADER < most ? packed.n - HEADER : most;
        hs_buf_add(out, packed.p + HEADER, n);
        return true;
    }
    if (memcmp(packed.p + 8, "LZFu", 4) != 0) return false;
    for (size_t at = HEADER; at < packed.n;) {
        unsigned char flags = (unsigned char)packed.p[at++];
        for (unsigned bit = 0; bit < 8 && at < packed.n; bit++) {
            bool reference = flags >> bit & 1;
            if (reference && at + 2 > packed.n) return false;
            if (reference ? !copy(&w, (unsigned char)packed.p[at], (unsigned char)packed.p[at + 1])
                          : !put(&w, packed.p[at]))
                return out->n < w.most;
            at += reference ? 2 : 1;
        }
    }
    return true;
}
