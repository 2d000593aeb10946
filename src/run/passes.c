#include "run/passes.h"

#include "find/find.h"
#include "link/link.h"
#include "parse/parse.h"
#include "read/reader.h"

void hs_doc_versions(hs_buf *out)
{
    hs_buf_printf(out, "read %u parse %u", hs_read_version, hs_parse_version);
    for (size_t i = 0; i < hs_find_pass_count; i++)
        hs_buf_printf(out, " %s %u", hs_find_passes[i].name, hs_find_passes[i].version);
}

void hs_link_versions(hs_buf *out)
{
    for (size_t i = 0; i < hs_link_pass_count; i++)
        hs_buf_printf(out, "%s%s %u", i ? " " : "", hs_link_passes[i].name, hs_link_passes[i].version);
}
