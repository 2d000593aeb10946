/* Private to keep/: the ledger's units, each of which is written and dropped as one: an entity, a proposal, a
 * derivation, an event, a claim with all that it has. A unit has a number, `item`, that ascends in the order of the
 * ledger, and a hash of what it says. One that says what it said the last time keeps its number where the order allows,
 * so that only what differs is written. */
#ifndef HS_KEEP_UNITS_H
#define HS_KEEP_UNITS_H

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

typedef struct {
    int64_t item;           /* past 0 */
    unsigned char hash[16]; /* the first bytes of a SHA-256 */
} hs_unit;

typedef HS_VEC(hs_unit) hs_units;

/* A new unit of these bytes, without a number. */
void hs_units_add(hs_units *units, const void *bytes, size_t n);

/* Numbers the units of now, whose hashes are there, beside those of before. stays (one each of now): it has the number
 * that it had. Of a sequence of equal ones as many stay as can without changing the order (longest increasing
 * subsequence: Fredman 1975); the others get numbers between those of their neighbours; where there is no room, none
 * stays. */
void hs_units_number(const hs_units *before, hs_units *now, bool *stays);

/* Appends units first … first + n as bytes that are the same on every machine, and reads such bytes: false where they
 * are none, or where their numbers do not ascend behind those that are in out. */
void hs_units_write(const hs_units *units, uint32_t first, uint32_t n, hs_buf *out);
bool hs_units_read(hs_str bytes, hs_units *out);

#endif
