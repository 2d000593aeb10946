#include "read/cells.h"

#include "read/office.h"

#include <string.h>

/* Quoted text and colours aside. */
hs_cell_format hs_cell_format_of(hs_str code)
{
    bool quoted = false, bracket = false;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (c == '"') quoted = !quoted;
        if (c == '\\') i++;
        if (c == '[' || c == ']') bracket = c == '[';
        if (quoted || bracket || c == '\\') continue;
        if (c == '%') return HS_CELL_PERCENT;
        if (c && strchr("ymdhYMDH", c)) return HS_CELL_DAY;
    }
    return HS_CELL_PLAIN;
}

hs_cell_format hs_cell_format_built_in(uint32_t id)
{
    if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)) return HS_CELL_DAY;
    return id == 9 || id == 10 ? HS_CELL_PERCENT : HS_CELL_PLAIN;
}

void hs_cell_number(double n, hs_cell_format f, bool from_1904, hs_buf *out)
{
    if (f == HS_CELL_DAY) {
        hs_office_day(n, from_1904, out);
    } else {
        hs_buf_printf(out, f == HS_CELL_PERCENT ? "%.10g%%" : "%.15g", f == HS_CELL_PERCENT ? n * 100 : n);
    }
}

void hs_cell_name(uint32_t row, uint32_t column, hs_buf *out)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (uint32_t c = column; c && at; c = (c - 1) / 26) letters[--at] = (char)('A' + (c - 1) % 26);
    hs_buf_printf(out, "%s%u", letters + at, row);
}
