#include "read/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

typedef struct {
    const hs_xml_events *events;
    void *ctx;
} listener;

enum { FIELDS = 5, NAME = 0, PREFIX = 1, FROM = 3, TO = 4, CHUNK = 1 << 20 };

static hs_str value(hs_xml_attributes a, int i)
{
    const char *from = a.v[i * FIELDS + FROM], *to = a.v[i * FIELDS + TO];
    return (hs_str){from, (size_t)(to - from)};
}

hs_str hs_xml_get(hs_xml_attributes a, const char *name)
{
    for (int i = 0; i < a.n; i++)
        if (!strcmp(a.v[i * FIELDS + NAME], name)) return value(a, i);
    return (hs_str){"", 0};
}

hs_str hs_xml_get_of(hs_xml_attributes a, const char *prefix, const char *name)
{
    for (int i = 0; i < a.n; i++) {
        const char *p = a.v[i * FIELDS + PREFIX];
        if (p && !strcmp(p, prefix) && !strcmp(a.v[i * FIELDS + NAME], name)) return value(a, i);
    }
    return (hs_str){"", 0};
}

static void on_open(void *vp, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                    const xmlChar **space, int n, int defaulted, const xmlChar **attributes)
{
    const listener *l = ((xmlParserCtxtPtr)vp)->_private;
    (void)prefix, (void)uri, (void)spaces, (void)space, (void)defaulted;
    if (l->events->open) l->events->open(l->ctx, (const char *)name, (hs_xml_attributes){(const void **)attributes, n});
}

static void on_close(void *vp, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    const listener *l = ((xmlParserCtxtPtr)vp)->_private;
    (void)prefix, (void)uri;
    if (l->events->close) l->events->close(l->ctx, (const char *)name);
}

static void on_text(void *vp, const xmlChar *s, int n)
{
    const listener *l = ((xmlParserCtxtPtr)vp)->_private;
    if (l->events->text) l->events->text(l->ctx, (hs_str){(const char *)s, (size_t)n});
}

static xmlEntityPtr on_entity(void *vp, const xmlChar *name)
{
    (void)vp;
    return xmlGetPredefinedEntity(name);
}

/* Office files have no use for entities of their own; who declares some means harm. */
static void on_declaration(void *vp, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                           xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    xmlStopParser(vp);
}

static void be_silent(void *ctx, xmlErrorPtr error)
{
    (void)ctx, (void)error;
}

bool hs_xml_parse(hs_str xml, const hs_xml_events *events, void *ctx)
{
    listener l = {events, ctx};
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_open,
                         .endElementNs = on_close,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .getEntity = on_entity,
                         .entityDecl = on_declaration,
                         .serror = be_silent};
    xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!p) return false;
    p->_private = &l;
    xmlCtxtUseOptions(p, XML_PARSE_NONET | XML_PARSE_NOWARNING);
    int bad = 0;
    for (size_t at = 0; at < xml.n && !bad; at += CHUNK)
        bad = xmlParseChunk(p, xml.p + at, (int)(xml.n - at < CHUNK ? xml.n - at : CHUNK), 0);
    if (!bad) bad = xmlParseChunk(p, NULL, 0, 1);
    xmlFreeDoc(p->myDoc); /* libxml2 keeps what was declared in a document of its own */
    xmlFreeParserCtxt(p);
    return !bad;
}
