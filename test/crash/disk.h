/* A disk that fails on demand: SQLite's default VFS with a model of what has reached the platters. Test code. */
#ifndef HS_TEST_DISK_H
#define HS_TEST_DISK_H

#include <stdbool.h>
#include <stdint.h>

enum { DISK_LOST_POWER = 77 }; /* exit status */

typedef enum {
    DISK_SOUND,
    DISK_FAILS_ONCE, /* call n is answered with an error */
    DISK_FAILS_ON,   /* call n and all after it */
    DISK_IS_FULL,    /* files may grow by n bytes in all, then writing says that the disk is full */
    DISK_DIES,       /* at call n the process is killed */
    DISK_LOSES       /* at call n power is lost: of what was not synced, any sectors are there and any are not; the
                        process ends with DISK_LOST_POWER */
} disk_mode;

/* Becomes SQLite's default. To be called once, before any case is opened. */
void disk_install(void);

/* From now on, for the files that are opened from now on; calls are counted from 0. */
void disk_arm(disk_mode mode, uint64_t n, uint64_t seed);
uint64_t disk_calls(void);
void disk_in_child(void); /* to be called in a forked process: power is lost by one process alone */
bool disk_fails(void);    /* counts a call that is not SQLite's; true where it is to fail */

#endif
