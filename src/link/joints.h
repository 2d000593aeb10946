/* Which pairs of assertions are judged, and what came of it. Two assertions are a couple where they share a term, their
 * words or a voice that few enough assertions hold. What two of a couple were found to be is kept, and holds for as
 * long as neither of them changes: its terms' weights, the names of its document and theirs. */
#ifndef HS_LINK_JOINTS_H
#define HS_LINK_JOINTS_H

#include "link/stories.h"
#include "link/terms.h"

typedef struct {
    uint32_t a, b; /* assertions, indices into terms; of a denial, b denies a */
    float score;
    uint8_t verdict; /* hs_member_role */
    hs_ref why;
} hs_joint;

typedef HS_VEC(hs_joint) hs_joints;
typedef HS_VEC(uint64_t) hs_couples; /* the first assertion in the upper half, the second in the lower */

typedef struct {
    uint32_t first, n; /* holders */
    bool open;         /* few enough */
} hs_holder_list;

typedef struct {
    hs_pile *p;
    const hs_terms *t;
    uint32_t n;
    uint32_t *of_doc; /* per document: its first assertion; one more at the end */
    uint64_t *sign;   /* per assertion: hash of what it is judged by */
    bool *fresh;      /* per assertion: none of its pairs is kept */
    uint32_t widest;  /* holders of a list that is open, at most */
    HS_VEC(hs_holder_list) lists;
    HS_VEC(uint32_t) holders; /* assertions, by list */
    HS_VEC(uint32_t) keys;    /* lists, by assertion; ascending */
    uint32_t *first_key;      /* per assertion; one more at the end */
} hs_joint_table;

void hs_joint_table_of(hs_pile *p, const hs_stories *s, const hs_terms *t, uint32_t n, hs_joint_table *out);
void hs_joint_table_free(hs_joint_table *x);

/* The joints that are kept and hold. Then the couples that are to be judged: of which one is fresh, in order and once
 * each. The caller frees both. */
void hs_joints_kept(hs_joint_table *x, hs_joints *out);
void hs_joint_couples(const hs_joint_table *x, hs_couples *out);

/* Keeps joints of couples. */
void hs_joints_keep(const hs_joint_table *x, const hs_joints *all);

/* Assertions that joints, in order, put together step by step: what groups they fall into is kept, and holds for as
 * long as the joints are the same and no assertion is fresh. hs_joint_groups_kept sets of[i] of such assertions, to the
 * first of its group, and done[i]; hs_joint_groups_keep keeps them all. */
void hs_joint_groups_kept(const hs_joint_table *x, const hs_joints *all, uint32_t *of, bool *done);
void hs_joint_groups_keep(const hs_joint_table *x, const hs_joints *all, const uint32_t *of);

#endif
