/* Members of a container on their way from its reader to whoever asked for them. Bounded: a small archive may hold
 * terabytes of zeros or millions of names. */
#ifndef HS_DOC_CHILDREN_H
#define HS_DOC_CHILDREN_H

#include "doc/doc.h"

enum { HS_CHILDREN_MOST = 100000, HS_CHILD_LARGEST = 256 << 20, HS_CHILD_NAME = 1024 };

/* Bytes that all members of a container of `size` bytes may have together. */
uint64_t hs_children_bytes(uint64_t size);

/* Bytes that the next member may have. */
uint64_t hs_child_room(const hs_doc *d);

/* Hands out a member. A name that came before gets a number behind it. False where the container has more members than
 * HS_CHILDREN_MOST: the reader stops, and the document is read in part. A member larger than hs_child_room is refused
 * by this function; so a reader need not hold more than one byte above that. */
bool hs_child_add(hs_doc *d, hs_str name, hs_str bytes);

/* A member that cannot be had: encrypted, broken, a link. It is listed with its reason. False as above. */
bool hs_child_refuse(hs_doc *d, hs_str name, hs_code code, const char *why);

/* The document is read in part: what is missing, and why. The first reason stays. */
void hs_doc_partly(hs_doc *d, const char *part, const char *reason);

/* After the last member: where some were refused, the document is read in part. */
void hs_children_end(hs_doc *d);

#endif
