/* What parse/ needs of one language: its line of the table and its opened model. */
#ifndef HS_PARSE_ENGINE_H
#define HS_PARSE_ENGINE_H

#include "doc/doc.h"
#include "parse/languages.h"
#include "parse/model.h"
#include "parse/net.h"
#include "parse/splitter.h"

typedef struct {
    const hs_language *lang;
    hs_model *model; /* NULL where there is no model beside the program: rules alone */
    hs_splitter splitter;
    hs_net *net; /* NULL where the model has none */
} hs_engine;

/* Opens the language's model: `path`, or as hs_model_find finds it where path is NULL. The caller closes it. */
bool hs_engine_open(const hs_language *lang, const char *path, hs_engine *out, hs_err *err);
void hs_engine_close(hs_engine *e);

/* The language's engine, opened once for the whole process and kept until it ends: it is read-only and never changes,
 * so every thread may use it. A model that cannot be used is an error; one that is absent is not. */
bool hs_engine_shared(const hs_language *lang, const hs_engine **out, hs_err *err);

/* hs_parse (parse.h) with a given engine. */
void hs_parse_with(const hs_engine *engine, hs_doc *d);

#endif
