#include "show/pages.h"

const hs_section hs_sections[] = {
    {"index", "At a glance", NULL, hs_body_index},
    {"ledger", "Ledger", hs_parts_ledger, hs_body_ledger},
    {"documents", "Documents", hs_parts_documents, hs_body_documents},
    {"who", "Who is who", hs_parts_who, hs_body_who},
    {"figures", "Figures", hs_parts_figures, hs_body_figures},
    {"timeline", "Timeline", hs_parts_timeline, hs_body_timeline},
    {"unread", "Not read", NULL, hs_body_unread},
};
const size_t hs_section_count = sizeof hs_sections / sizeof *hs_sections;

void hs_page_section(hs_page *p, const hs_section *s, uint32_t part)
{
    hs_page_begin(p, s->title, s->name);
    s->body(p, part);
    if (s->parts) hs_put_parts(p, s->name, part, s->parts(p->view));
    hs_page_end(p);
}
