/* XML parts of office files, event by event (libxml2's SAX). No entity but the five of XML and character references is
 * ever resolved, a part that declares others is not parsed; nothing outside is opened, depth is bounded by libxml2
 * (256). */
#ifndef HS_READ_XML_H
#define HS_READ_XML_H

#include "base/str.h"

typedef struct {
    const void **v; /* libxml2's: local name, prefix, URI, begin and end of the value */
    int n;
} hs_xml_attributes;

typedef struct {
    void (*open)(void *ctx, const char *name, hs_xml_attributes a); /* local names: "p" of "w:p" */
    void (*close)(void *ctx, const char *name);
    void (*text)(void *ctx, hs_str s);
} hs_xml_events;

/* The attribute with this local name, entities in it resolved only as above; the empty view where there is none. Valid
 * during the event. */
hs_str hs_xml_get(hs_xml_attributes a, const char *name);
/* The same for the attribute with this prefix: "r", "id". */
hs_str hs_xml_get_of(hs_xml_attributes a, const char *prefix, const char *name);

/* False where the XML is not well-formed: what came before the flaw has been told. */
bool hs_xml_parse(hs_str xml, const hs_xml_events *events, void *ctx);

#endif
