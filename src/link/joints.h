/* Which pairs of assertions are judged, and what came of it. Two assertions are a couple where they share a term, their
 * words or a voice that few enough assertions hold. What two of a couple were found to be is kept, and holds for as
 * long as neither of them changes: its terms' weights, the names of its document and theirs. */
#ifndef HS_LINK_JOINTS_H
#define HS_LINK_JOINTS_H

#include "link/terms.h"
#include "link/tolls.h"

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
    const hs_tolls *tolls;
    const hs_terms *t;
    uint32_t n;
    uint32_t *of_doc;       /* per document: its first assertion; one more at the end */
    uint64_t *sign;         /* per assertion: hash of what it is judged by */
    bool *fresh;            /* per assertion: none of its pairs is kept */
    bool *touched;          /* per document: what was kept of it is no longer what is to be kept */
    uint32_t standing;      /* joints that are kept and hold */
    bool *closed;           /* per assertion: it may have been a couple with others by a list that is open no longer */
    uint32_t fresh_n;       /* assertions that are fresh */
    uint32_t widest;        /* holders of a list that is open, at most */
    uint32_t widest_before; /* the same when joints were kept */
    HS_VEC(hs_holder_list) lists;
    HS_VEC(uint32_t) holders; /* assertions, by list */
    HS_VEC(uint32_t) keys;    /* lists, by assertion; ascending */
    uint32_t *first_key;      /* per assertion; one more at the end */
} hs_joint_table;

void hs_joint_table_of(hs_pile *p, const hs_tolls *tolls, const hs_terms *t, uint32_t n, hs_joint_table *out);
void hs_joint_table_free(hs_joint_table *x);

/* The joints that are kept and hold. Then the couples that are to be judged: of which one is fresh, in order and once
 * each. The caller frees both. */
void hs_joints_kept(hs_joint_table *x, hs_joints *out);
void hs_joint_couples(const hs_joint_table *x, hs_couples *out);

/* Strongest first; then by the first assertion and by the second. */
void hs_joints_sort(hs_joints *all);

/* Keeps the joints of couples: those that hs_joints_kept gave first, then the new ones. */
void hs_joints_keep(hs_joint_table *x, const hs_joints *all);

/* Assertions that joints put together, directly or over others. */
typedef struct {
    uint32_t *root;    /* per assertion: the first one of its cluster */
    uint64_t *hash;    /* per first one: of the joints, in order */
    uint64_t *members; /* first one in the upper half, member in the lower; in order, of clusters of two and more */
    uint32_t n;
} hs_clusters;

hs_clusters hs_clusters_of(const hs_joint_table *x, const hs_joints *all);
void hs_clusters_free(hs_clusters *c);

/* What groups a cluster falls into, where joints are taken step by step, is kept, and holds for as long as the joints
 * are the same and no assertion is fresh. hs_joint_groups_kept sets of[i] of such assertions, to the first of its
 * group, and done[i]; hs_joint_groups_keep keeps them all. */
void hs_joint_groups_kept(const hs_joint_table *x, const hs_clusters *c, uint32_t *of, bool *done);
void hs_joint_groups_keep(const hs_joint_table *x, const hs_clusters *c, const uint32_t *of);

#endif
