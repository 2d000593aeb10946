#include "show/layout.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "show/escape.h"

static uint32_t columns_of(uint32_t c)
{
    int type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || c == 0x200C || c == 0x200D || c == 0xAD) return 0;
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

uint32_t hs_columns(hs_str s)
{
    uint32_t n = 0;
    for (size_t at = 0; at < s.n;) n += columns_of(hs_utf8_next(s, &at));
    return n;
}

void hs_pane_free(hs_pane *b)
{
    for (uint32_t i = 0; i < b->lines.n; i++) free(b->lines.v[i].text);
    HS_VEC_FREE(b->lines);
}

static void add_line(hs_pane *b, const char *lead, hs_style style, hs_str text)
{
    static const char *const on[] = {"", "\x1B[1m", "\x1B[2m", "\x1B[36m"};
    bool coloured = b->colour && style != HS_PLAIN && text.n;
    while (text.n && text.p[text.n - 1] == ' ') text.n--;
    hs_buf line = {0};
    hs_buf_str(&line, lead);
    if (coloured) hs_buf_str(&line, on[style]);
    hs_buf_add(&line, text.p, text.n);
    if (coloured) hs_buf_str(&line, "\x1B[0m");
    hs_line *l = HS_PUSH(b->lines);
    l->columns = hs_columns(hs_str_of(lead)) + hs_columns(text);
    l->text = line.p ? hs_buf_take(&line) : hs_strdup("");
}

/* Bytes of the longest head of s that fits: at least one character, whole clusters of base and marks. */
static size_t head_that_fits(hs_str s, uint32_t room)
{
    size_t at = 0, end = 0;
    uint32_t used = 0;
    while (at < s.n) {
        uint32_t w = columns_of(hs_utf8_next(s, &at));
        if (end && used + w > room) break;
        used += w;
        end = at;
    }
    return end;
}

/* Whether s, without the blanks at its end, takes at most room columns. Reads no further than it must. */
static bool fits(hs_str s, uint32_t room)
{
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    uint32_t used = 0;
    for (size_t at = 0; at < s.n && used <= room;) used += columns_of(hs_utf8_next(s, &at));
    return used <= room;
}

/* Lines of s, one at a time: from *at to the last break that fits. */
static hs_str next_line(UBreakIterator *breaks, hs_str s, size_t *at, uint32_t room)
{
    size_t from = *at, end = from, next = from;
    while (next < s.n) {
        int32_t stop = breaks ? ubrk_following(breaks, (int32_t)next) : UBRK_DONE;
        next = stop == UBRK_DONE ? s.n : (size_t)stop;
        if (!fits((hs_str){s.p + from, next - from}, room)) break;
        end = next;
    }
    if (end == from) end = from + head_that_fits((hs_str){s.p + from, s.n - from}, room);
    *at = end;
    return (hs_str){s.p + from, end - from};
}

static void wrap(hs_pane *b, const char *lead, const char *hang, hs_style style, hs_str text, uint32_t room)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *t = utext_openUTF8(NULL, text.p, (int64_t)text.n, &status);
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, "en", NULL, 0, &status);
    if (breaks) ubrk_setUText(breaks, t, &status);
    for (size_t at = 0; at < text.n; lead = hang)
        add_line(b, lead, style, next_line(U_SUCCESS(status) ? breaks : NULL, text, &at, room));
    if (breaks) ubrk_close(breaks);
    if (t) utext_close(t);
}

void hs_pane_text(hs_pane *b, const char *lead, const char *hang, hs_style style, hs_str text)
{
    hs_buf safe = {0};
    hs_escape_term(hs_str_trim(text), &safe);
    uint32_t margin = hs_columns(hs_str_of(lead)), room = b->width > margin ? b->width - margin : 1;
    hs_str all = {hs_buf_c(&safe), safe.n};
    if (fits(all, room)) {
        add_line(b, lead, style, all);
    } else {
        wrap(b, lead, hang, style, all, room);
    }
    hs_buf_free(&safe);
}

void hs_pane_field(hs_pane *b, uint32_t margin, const char *label, hs_str text)
{
    if (!text.n) return;
    hs_buf lead = {0}, hang = {0};
    if (b->colour && *label) {
        hs_buf_printf(&lead, "\x1B[2m%s\x1B[0m", label);
    } else {
        hs_buf_str(&lead, label);
    }
    for (uint32_t i = hs_columns(hs_str_of(label)); i < margin; i++) hs_buf_char(&lead, ' ');
    for (uint32_t i = 0; i < margin; i++) hs_buf_char(&hang, ' ');
    uint32_t first = b->lines.n;
    hs_pane_text(b, hs_buf_c(&hang), hs_buf_c(&hang), HS_PLAIN, text);
    hs_line *l = &b->lines.v[first];
    hs_buf_str(&lead, l->text + margin);
    free(l->text);
    l->text = hs_buf_take(&lead);
    hs_buf_free(&hang);
}

void hs_pane_blank(hs_pane *b)
{
    add_line(b, "", HS_PLAIN, HS_STR(""));
}

void hs_pane_print(const hs_pane *b, FILE *out)
{
    for (uint32_t i = 0; i < b->lines.n; i++) fprintf(out, "%s\n", b->lines.v[i].text);
}

void hs_panes_print(const hs_pane *left, const hs_pane *right, uint32_t gap, FILE *out)
{
    for (uint32_t i = 0; i < left->lines.n || i < right->lines.n; i++) {
        uint32_t used = 0;
        if (i < left->lines.n) {
            fputs(left->lines.v[i].text, out);
            used = left->lines.v[i].columns;
        }
        if (i < right->lines.n && right->lines.v[i].text[0])
            fprintf(out, "%*s%s", (int)(left->width + gap > used ? left->width + gap - used : 1), "",
                    right->lines.v[i].text);
        fputc('\n', out);
    }
}
