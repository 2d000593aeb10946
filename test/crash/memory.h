/* Memory that runs out on demand: malloc and its kin of the whole process, libraries too. Test code. */
#ifndef HS_TEST_MEMORY_H
#define HS_TEST_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

enum { MEMORY_NEVER = -1 };

/* Allocation n from now on fails, once; counted from 0. Not in processes that this one forks, but if in_children: then
 * in those alone, each of which counts for itself, in *counter (shared memory), where it is given. */
void memory_arm(int64_t n, bool in_children, uint64_t *counter);
uint64_t memory_calls(void); /* allocations since, in this process */

#endif
