/* The objects of the contract's `--format jsonl`, one function a type; tables with --json and the exports print the
 * same objects. The caller owns each result (json_decref). Keys stand in the contract's order. */
#ifndef HS_SHOW_JSON_H
#define HS_SHOW_JSON_H

#include "show/id.h"
#include "show/show.h"

#include <jansson.h>

json_t *hs_json_text(hs_str s);         /* ill-formed bytes as U+FFFD */
json_t *hs_json_text_or_null(hs_str s); /* null where empty */

json_t *hs_json_span(const hs_pile *p, uint32_t doc, hs_span s);

json_t *hs_json_document(const hs_view *v, uint32_t doc);
json_t *hs_json_unread(const hs_pile *p, const hs_file *f);
json_t *hs_json_mention(const hs_view *v, uint32_t doc, uint32_t item);
json_t *hs_json_entity(const hs_view *v, uint32_t entity);
json_t *hs_json_event(const hs_pile *p, uint32_t event);
json_t *hs_json_lone_act(const hs_pile *p, uint32_t doc, uint32_t act); /* an act of no event, as one of its own */
json_t *hs_json_attribution(const hs_view *v, uint32_t doc, uint32_t item);
json_t *hs_json_figure(const hs_pile *p, uint32_t doc, uint32_t item);
json_t *hs_json_date(const hs_pile *p, uint32_t doc, uint32_t item);
json_t *hs_json_assertion(const hs_view *v, uint32_t doc, uint32_t item);
json_t *hs_json_claim(const hs_pile *p, uint32_t claim);
json_t *hs_json_derivation(const hs_pile *p, uint32_t derivation);
json_t *hs_json_decision(const hs_pile *p, const hs_decision *d);

json_t *hs_json_log(const hs_log_entry *e);

/* Writes the object as one line and drops it. */
bool hs_json_line(FILE *out, json_t *o, hs_err *err);

#endif
