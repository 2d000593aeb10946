/* Sorting many numbered items in linear time. */
#ifndef HS_BASE_SORT_H
#define HS_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts n items of `size` bytes each by the uint64_t that each begins with, ascending; items with equal numbers keep
 * their order. Radix sort from the lowest byte, leaving out bytes in which all agree; takes n * size bytes meanwhile.
 */
void hs_sort_u64(void *items, size_t n, size_t size);

#endif
