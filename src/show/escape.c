#include "show/escape.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

static bool is_direction(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Code points that are not seen and yet do something. Joiners (U+200C, U+200D) are ordinary spelling in many scripts.
 */
static bool is_hidden(uint32_t c)
{
    return is_direction(c) || c == 0x200B || (c >= 0x2028 && c <= 0x2029) || (c >= 0x2060 && c <= 0x2065) ||
           (c >= 0x206A && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* The visible form of what must not act; false where c is plain text. */
static bool visible(uint32_t c, hs_buf *out)
{
    if (c < 0x20) {
        hs_utf8_put(out, 0x2400 + c);
    } else if (c == 0x7F) {
        hs_utf8_put(out, 0x2421);
    } else if (is_control(c) || is_hidden(c)) {
        hs_buf_printf(out, "\xE2\x9F\xA8U+%04X\xE2\x9F\xA9", c);
    } else if ((c & 0xFFFE) == 0xFFFE) { /* no character, and not allowed in XML */
        hs_utf8_put(out, 0xFFFD);
    } else {
        return false;
    }
    return true;
}

void hs_escape_term(hs_str s, hs_buf *out)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029) c = ' ';
        if (!visible(c, out)) hs_utf8_put(out, c);
    }
}

void hs_escape_html(hs_str s, hs_buf *out)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        switch (c) {
        case '&':
            hs_buf_str(out, "&amp;");
            break;
        case '<':
            hs_buf_str(out, "&lt;");
            break;
        case '>':
            hs_buf_str(out, "&gt;");
            break;
        case '"':
            hs_buf_str(out, "&quot;");
            break;
        case '\'':
            hs_buf_str(out, "&#39;");
            break;
        case '\n':
        case '\t':
            hs_buf_char(out, (char)c);
            break;
        default:
            if (!visible(c, out)) hs_utf8_put(out, c);
        }
    }
}

/* Characters that make a spreadsheet compute, in their full-width forms as well. */
static bool starts_formula(uint32_t c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20 ||
           c == 0x2212;
}

void hs_escape_csv(hs_str s, hs_buf *out)
{
    size_t at = 0;
    uint32_t first = ' ';
    while (at < s.n && (first == ' ' || is_control(first))) first = hs_utf8_next(s, &at);
    bool formula = starts_formula(first) || (s.n && is_control((uint8_t)s.p[0]));
    hs_buf_char(out, '"');
    if (formula) hs_buf_char(out, '\'');
    for (at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
        if (visible(c, out)) continue;
        if (c == '"') hs_buf_char(out, '"');
        hs_utf8_put(out, c);
    }
    hs_buf_char(out, '"');
}

void hs_escape_url(hs_str s, hs_buf *out)
{
    static const char plain[] = "-._~";
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = (uint8_t)s.p[i];
        bool keep =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr(plain, c));
        if (keep) {
            hs_buf_char(out, (char)c);
        } else {
            hs_buf_printf(out, "%%%02X", c);
        }
    }
}

bool hs_is_web_address(hs_str s)
{
    if (s.n < 9 ||
        (!hs_str_ieq((hs_str){s.p, 7}, HS_STR("http://")) && !hs_str_ieq((hs_str){s.p, 8}, HS_STR("https://"))))
        return false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (c == ' ' || is_control(c) || is_hidden(c) || c == 0xFFFD) return false;
    }
    return true;
}

const char *hs_name_warning(hs_str name)
{
    for (size_t at = 0; at < name.n;)
        if (is_hidden(hs_utf8_next(name, &at))) return "hides characters that are not seen";
    return hs_mixed_script(name) ? "mixes scripts" : NULL;
}
